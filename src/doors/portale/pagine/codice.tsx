import type { VNode } from 'preact';
import { SCOPO_SPONTANEO } from '#modules/posizioni';
import { sonoSeiCifre, usaCodice } from '#modules/utenti';
import { errore, pagina, rifiutata, vai } from '#platform/http/pagina';
import type { Testi } from '#testi/catalogo';
import type { Voce } from '#ui/sito';
import { ChiediCodice } from '../chiedi-codice.tsx';
import { frase } from '../frase.ts';
import { sopraAvviso, sopraRicerca, VAI } from '../indirizzi.ts';
import { apriProvato } from '../provato.ts';
import { leggiRiferimento, type Quale } from '../riferimento.ts';
import { SCOPO, type PaginaPortale, type Portale, type RichiestaPortale } from '../visita.ts';

/** For which purpose, with which words, and where another mail is asked for. */
type Per = {
  scopo: string;
  percorso: string;
  parole: (t: Testi) => { apri: string; altra: string };
  sopra: (t: Testi) => readonly Voce[];
  altra: (riferimento: string) => string;
};

/** The mail has left: its link opens another page, its code is typed here. The page is the same whoever the address belongs to. */
function paginaCodice(per: Per): PaginaPortale {
  return {
    percorso: `${per.percorso}/:riferimento/codice/:prova`,
    chi: 'tutti',
    get: (u, r) => (qualeDi(u, r) === null ? vai(VAI.avvisoPerche('tempo')) : pagina(chiedi(u, r, per))),
    post: async (u, r) => {
      const quale = qualeDi(u, r);
      if (quale === null) return vai(VAI.avvisoPerche('tempo'));
      const digitato = r.modulo['codice'] ?? '';
      if (!sonoSeiCifre(digitato)) return rifiutata(chiedi(u, r, per, u.t.portale.codice.mancaCodice));
      const { enteId, iuvId } = quale;
      const usato = await usaCodice(u.per(enteId), { provaId: r.parametri['prova'] ?? '', codice: digitato });
      if (!usato.ok) return rifiutata(chiedi(u, r, per, frase(u.t, usato.refusal)), usato.refusal);
      // The proof of something else, in the address of this one.
      const suo = usato.value.scopo === per.scopo && usato.value.oggettoId === iuvId;
      return suo ? apriProvato(u, r, usato.value) : errore('nonTrovata');
    },
  };
}

export const codice = paginaCodice({
  scopo: SCOPO,
  percorso: '/avviso',
  parole: (t) => t.portale.codice,
  sopra: sopraAvviso,
  altra: VAI.trovato,
});

/** The same for a request without a notice: the code confirms it. */
export const codiceSpontaneo = paginaCodice({
  scopo: SCOPO_SPONTANEO,
  percorso: '/spontaneo',
  parole: (t) => t.spontaneo.codicePosta,
  sopra: sopraRicerca,
  altra: VAI.spontaneo,
});

function qualeDi({ ctx }: Portale, { parametri }: RichiestaPortale): Quale | null {
  return leggiRiferimento(ctx, parametri['riferimento'] ?? '');
}

function chiedi(u: Portale, { parametri, modulo }: RichiestaPortale, per: Per, refusal?: string): VNode {
  const altra = per.altra(parametri['riferimento'] ?? '');
  return (
    <ChiediCodice
      {...{ u, altra, refusal }}
      sopra={per.sopra(u.t)}
      parole={per.parole(u.t)}
      digitato={modulo['codice']}
    />
  );
}
