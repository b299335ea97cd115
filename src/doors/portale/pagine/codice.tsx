import type { VNode } from 'preact';
import { concediApertura, usaCodice } from '#modules/utenti';
import { errore, pagina, rifiutata, vai } from '#platform/http/pagina';
import { portale } from '#testi/it/portale';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo } from '#ui/campo';
import { Collegamento } from '#ui/collegamento';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori } from '#ui/riepilogo-errori';
import { Foglio } from '../aspetto.tsx';
import { frase } from '../frase.ts';
import { SOPRA_AVVISO, VAI } from '../indirizzi.ts';
import { leggiRiferimento, type Quale } from '../riferimento.ts';
import { SCOPO, type PaginaPortale, type Portale, type RichiestaPortale } from '../visita.ts';

const testi = portale.codice;

/** The mail has left: its link opens another page, its code is typed here. The page is the same whoever the address belongs to. */
export const codice: PaginaPortale = {
  percorso: '/avviso/:riferimento/codice/:prova',
  chi: 'tutti',
  get: (u, r) => (qualeDi(u, r) === null ? vai(VAI.avvisoPerche('tempo')) : pagina(chiedi(u, r))),
  post: async (u, r) => {
    const quale = qualeDi(u, r);
    if (quale === null) return vai(VAI.avvisoPerche('tempo'));
    const digitato = r.modulo['codice'] ?? '';
    if (digitato.trim() === '') return rifiutata(chiedi(u, r, testi.mancaCodice));
    const { enteId, iuvId } = quale;
    const usato = await usaCodice(u.per(enteId), { provaId: r.parametri['prova'] ?? '', codice: digitato });
    if (!usato.ok) return rifiutata(chiedi(u, r, frase(usato.refusal)), usato.refusal);
    // The proof of another notice, in the address of this one.
    if (usato.value.scopo !== SCOPO || usato.value.oggettoId !== iuvId) return errore('nonTrovata');
    const { token } = await concediApertura(u.ctx, { token: r.sessione?.token ?? null, enteId, iuvId });
    return vai(VAI.intero(iuvId), { sessione: token });
  },
};

function qualeDi({ ctx }: Portale, { parametri }: RichiestaPortale): Quale | null {
  return leggiRiferimento(ctx, parametri['riferimento'] ?? '');
}

function chiedi(u: Portale, { parametri, modulo }: RichiestaPortale, refusal?: string): VNode {
  return (
    <Foglio u={u} titolo={testi.titolo} sezione={VAI.inizio} percorso={SOPRA_AVVISO} conErrori={refusal !== undefined}>
      <RiepilogoErrori errori={refusal === undefined ? {} : { codice: refusal }} />
      <p>{testi.testo}</p>
      <ul>
        {testi.modi.map((modo) => (
          <li key={modo}>{modo}</li>
        ))}
      </ul>
      <Modulo>
        <Campo
          nome="codice"
          etichetta={testi.codice}
          valore={modulo['codice']}
          errore={refusal}
          autocomplete="one-time-code"
          cifre
          larghezza="breve"
        />
        <Azioni>
          <Bottone>{testi.apri}</Bottone>
        </Azioni>
      </Modulo>
      <h2>{testi.nonArriva}</h2>
      <p>{testi.nonArrivaTesto}</p>
      <p>
        <Collegamento a={VAI.trovato(parametri['riferimento'] ?? '')}>{testi.altra}</Collegamento>
      </p>
    </Foglio>
  );
}
