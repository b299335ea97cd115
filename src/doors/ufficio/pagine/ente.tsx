import type { VNode } from 'preact';
import { isUuid, type EnteId } from '#kernel/ids';
import { entiDi, scegliEnte, type EnteDiOperatore } from '#modules/utenti';
import { destinazioneInterna, pagina, rifiutata, vai } from '#platform/http/pagina';
import { ufficio } from '#testi/it/ufficio';
import { Azioni, Bottone } from '#ui/bottone';
import { CampoScelta } from '#ui/campo';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori } from '#ui/riepilogo-errori';
import { Vuoto } from '#ui/vuoto';
import { Foglio } from '../aspetto.tsx';
import { frase } from '../frase.ts';
import { con, PREFISSO, VAI } from '../indirizzi.ts';
import type { EnteScelto, PaginaUfficio, SessioneUfficio, Ufficio } from '../lavoro.ts';

const testi = ufficio.ente;

/** For which ente to work: asked of who works for several, and open again at any time. */
export const ente: PaginaUfficio = {
  percorso: '/ente',
  chi: 'tutti',
  get: async (u, { sessione, query }) => {
    if (sessione === null) return vai(con(VAI.accedi, { dopo: query['dopo'] ?? '' }));
    const enti = await suoiEnti(u, sessione);
    return pagina(chiedi(u, { enti, scelto: sessione.ente }));
  },
  post: async (u, { sessione, query, modulo }) => {
    if (sessione === null) return vai(VAI.accedi);
    const enteId = modulo['ente'] ?? '';
    const esito = isUuid<EnteId>(enteId) ? await scegliEnte(u.ctx, { token: sessione.token, enteId }) : null;
    if (esito?.ok === true) return vai(destinazioneInterna(query['dopo'], PREFISSO, VAI.oggi));
    const enti = await suoiEnti(u, sessione);
    const errore = esito === null ? testi.scegli : frase(esito.refusal);
    return rifiutata(chiedi(u, { enti, scelto: sessione.ente, errore }));
  },
};

/** Those that they work for; whom the provider of one has let in, that one. */
async function suoiEnti(
  { ctx }: Ufficio,
  { operatoreId, confinata, ente: suo }: SessioneUfficio,
): Promise<EnteDiOperatore[]> {
  if (!confinata) return entiDi(ctx, operatoreId);
  return suo === null ? [] : entiDi(ctx, operatoreId, suo.enteId);
}

type Domanda = { enti: readonly EnteDiOperatore[]; scelto: EnteScelto | null; errore?: string };

function chiedi(u: Ufficio, { enti, scelto, errore }: Domanda): VNode {
  if (enti.length === 0) {
    return (
      <Foglio u={u} titolo={testi.nessuno}>
        <Vuoto titolo={testi.nessuno}>
          <p>{testi.nessunoTesto}</p>
        </Vuoto>
      </Foglio>
    );
  }
  return (
    <Foglio u={u} titolo={testi.titolo} conErrori={errore !== undefined} senzaRicerca>
      <RiepilogoErrori errori={errore === undefined ? {} : { ente: errore }} />
      <Modulo>
        <CampoScelta
          nome="ente"
          errore={errore}
          scelte={scelto === null ? [] : [scelto.enteId]}
          alternative={enti.map(({ enteId, denominazione, ambiente, ruolo }) => ({
            valore: enteId,
            testo: ambiente === 'prova' ? `${denominazione} – ${testi.prova}` : denominazione,
            aiuto: scelto?.enteId === enteId ? `${testi.scelto} (${testi.ruoli[ruolo]})` : testi.ruoli[ruolo],
          }))}
        />
        <Azioni>
          <Bottone>{testi.continua}</Bottone>
        </Azioni>
      </Modulo>
    </Foglio>
  );
}
