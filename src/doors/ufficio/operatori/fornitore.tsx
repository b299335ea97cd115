import type { VNode } from 'preact';
import { isUuid, type OperatoreId } from '#kernel/ids';
import { leggiMembro, scollegaIdentita, type Membro } from '#modules/utenti';
import { errore, pagina, rifiutata, vai } from '#platform/http/pagina';
import { ufficioFornitore } from '#testi/it/ufficio-fornitore';
import { Azioni, Bottone } from '#ui/bottone';
import { Collegamento } from '#ui/collegamento';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori } from '#ui/riepilogo-errori';
import { Foglio } from '../aspetto.tsx';
import { frase } from '../frase.ts';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, type Lavoro, type PaginaUfficio, type RichiestaUfficio } from '../lavoro.ts';
import { SOPRA_OPERATORI } from './campi.tsx';

const testi = ufficioFornitore.operatore;

/** Unlinks an operator from whom the provider of the ente knows: what it does is shown, then confirmed. */
export const fornitoreOperatore: PaginaUfficio = {
  percorso: '/configurazione/operatori/:id/fornitore',
  chi: 'amministratore',
  atto: { get: 'operatori', post: 'operatori' },
  get: alLavoro(async (l, r) => {
    const membro = await leggi(l, r);
    return membro === null ? errore('nonTrovata') : pagina(foglio(l, membro));
  }),
  post: alLavoro(async (l, r) => {
    const membro = await leggi(l, r);
    if (membro === null) return errore('nonTrovata');
    const { operatoreId } = membro;
    const esito = await scollegaIdentita(l.ctx, { operatoreId, versione: Number(r.modulo['versione']) });
    if (esito.ok) return vai(con(VAI.operatore(operatoreId), { fatto: 'scollegato' }));
    return rifiutata(foglio(l, membro, frase(esito.refusal)), esito.refusal);
  }),
};

async function leggi({ ctx }: Lavoro, { parametri: { id = '' } }: RichiestaUfficio): Promise<Membro | null> {
  return isUuid<OperatoreId>(id) ? leggiMembro(ctx, id) : null;
}

function foglio(l: Lavoro, { operatoreId, nome, versione }: Membro, no?: string): VNode {
  return (
    <Foglio
      u={l}
      titolo={testi.titolo}
      sezione={VAI.configurazione}
      percorso={[...SOPRA_OPERATORI, { testo: nome, a: VAI.operatore(operatoreId) }]}
      conErrori={no !== undefined}
    >
      <RiepilogoErrori errori={no === undefined ? {} : { conferma: no }} />
      <Messaggio tipo="attenzione">
        <p>{testi.effetto(nome)}</p>
        <p>{testi.password}</p>
      </Messaggio>
      <Modulo>
        <input type="hidden" name="versione" value={versione} />
        <Azioni>
          <Bottone>{testi.conferma}</Bottone>
          <Collegamento a={VAI.operatore(operatoreId)}>{testi.indietro}</Collegamento>
        </Azioni>
      </Modulo>
    </Foglio>
  );
}
