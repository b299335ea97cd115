import type { VNode } from 'preact';
import type { Rifiuto } from '#kernel/esito';
import { leggiCarrello, SCOPO_CARRELLO, type Carrello } from '#modules/pagamenti';
import { chiediProva, sonoSeiCifre, usaCodice } from '#modules/utenti';
import { errore, pagina, rifiutata, vai, type Risposta } from '#platform/http/pagina';
import { Azioni, Bottone } from '#ui/bottone';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori } from '#ui/riepilogo-errori';
import type { Voce } from '#ui/sito';
import { Foglio } from '../aspetto.tsx';
import { CampoEmail } from '../campo-email.tsx';
import { ChiediCodice } from '../chiedi-codice.tsx';
import { frase } from '../frase.ts';
import { sopraRicerca, VAI } from '../indirizzi.ts';
import { apriProvato } from '../provato.ts';
import type { PaginaPortale, Portale, RichiestaPortale } from '../visita.ts';

/** To which address do the receipts go? Another one is proved, as the first was: nobody has theirs sent to a stranger by a slip. */
export const carrelloEmail: PaginaPortale = {
  percorso: '/carrello/email',
  chi: 'tutti',
  get: async (u, r) => ((await suoDi(u, r)) === null ? vai(VAI.carrello) : pagina(<Chiedi u={u} />)),
  post: async (u, r) => {
    const suo = await suoDi(u, r);
    const [prima] = suo?.voci ?? [];
    if (suo === null || prima === undefined) return vai(VAI.carrello);
    const email = r.modulo['email'] ?? '';
    const rifiuta = (testo: string, refusal?: Rifiuto): Risposta =>
      rifiutata(<Chiedi u={u} email={email} rifiuto={testo} />, refusal);
    if (email.trim() === '') return rifiuta(u.t.portale.trovato.mancaEmail);
    const { enteId } = prima;
    const prova = { scopo: SCOPO_CARRELLO, enteId, oggettoId: suo.id, email, lingua: u.lingua };
    const chiesta = await chiediProva(u.per(enteId), prova);
    if (!chiesta.ok) return rifiuta(frase(u.t, chiesta.refusal), chiesta.refusal);
    return vai(VAI.codiceCarrello(chiesta.value.provaId));
  },
};

/** The mail has left: its code is typed here. */
export const codiceCarrello: PaginaPortale = {
  percorso: '/carrello/codice/:prova',
  chi: 'tutti',
  get: async (u, r) => ((await suoDi(u, r)) === null ? vai(VAI.carrello) : pagina(<Codice u={u} r={r} />)),
  post: async (u, r) => {
    const suo = await suoDi(u, r);
    const [prima] = suo?.voci ?? [];
    if (suo === null || prima === undefined) return vai(VAI.carrello);
    const digitato = r.modulo['codice'] ?? '';
    if (!sonoSeiCifre(digitato)) return rifiutata(<Codice u={u} r={r} refusal={u.t.portale.codice.mancaCodice} />);
    const usato = await usaCodice(u.per(prima.enteId), { provaId: r.parametri['prova'] ?? '', codice: digitato });
    if (!usato.ok) return rifiutata(<Codice u={u} r={r} refusal={frase(u.t, usato.refusal)} />, usato.refusal);
    // The proof of something else, or of another carrello, in the address of this one.
    const suoi = usato.value.scopo === SCOPO_CARRELLO && usato.value.oggettoId === (suo.id as string);
    return suoi ? apriProvato(u, r, usato.value) : errore('nonTrovata');
  },
};

/** The carrello of this session, while it is still to be paid. */
async function suoDi({ ctx }: Portale, { sessione }: RichiestaPortale): Promise<Carrello | null> {
  const id = sessione?.carrelloId ?? null;
  const suo = id === null ? null : await leggiCarrello(ctx, id);
  return suo?.stato === 'aperto' ? suo : null;
}

const sopra = (u: Portale): readonly Voce[] => [...sopraRicerca(u.t), { testo: u.t.carrello.titolo, a: VAI.carrello }];

function Chiedi({ u, email, rifiuto }: { u: Portale; email?: string; rifiuto?: string }): VNode {
  const testi = u.t.ricevute.email;
  return (
    <Foglio u={u} titolo={testi.titolo} sezione={VAI.carrello} percorso={sopra(u)} conErrori={rifiuto !== undefined}>
      <RiepilogoErrori errori={rifiuto === undefined ? {} : { email: rifiuto }} />
      <p>{testi.testo}</p>
      <Modulo>
        <CampoEmail parole={testi} valore={email} errore={rifiuto} />
        <Azioni>
          <Bottone icona="it-mail">{u.t.portale.trovato.manda}</Bottone>
        </Azioni>
      </Modulo>
    </Foglio>
  );
}

function Codice({ u, r, refusal }: { u: Portale; r: RichiestaPortale; refusal?: string }): VNode {
  return (
    <ChiediCodice
      {...{ u, refusal }}
      sopra={sopra(u)}
      parole={u.t.ricevute.email.codice}
      digitato={r.modulo['codice']}
      altra={VAI.carrelloEmail}
    />
  );
}
