import type { VNode } from 'preact';
import { isUuid, type IuvId } from '#kernel/ids';
import { chiediRitiro, leggiAvviso, valutaRitiro, type Avviso, type CodiceRitiro } from '#modules/posizioni';
import { pagina, rifiutata, vai } from '#platform/http/pagina';
import { Azioni, Bottone } from '#ui/bottone';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import { Italiano } from '#ui/italiano';
import { Importo } from '#ui/valori';
import { sopraArea } from '../area.tsx';
import { Foglio } from '../aspetto.tsx';
import { VAI } from '../indirizzi.ts';
import { mioDi } from '../mio.ts';
import type { PaginaPortale, Portale, RichiestaPortale } from '../visita.ts';

/** Seconds between a look and the next, while a job annuls. */
const OGNI_S = 2;

type Stato = { come: 'si' | 'attesa' | 'fatto'; avviso: Avviso } | { come: 'no'; codice: CodiceRitiro };

/** A notice that who signed in asked for is taken back: asked once more, then done by a job. */
export const ritira: PaginaPortale = {
  percorso: '/avvisi/:iuv/ritira',
  chi: 'cittadino',
  get: async (u, r) => pagina(<Vista u={u} stato={await leggi(u, r)} />),
  post: async (u, { parametri }) => {
    const iuvId = parametri['iuv'] ?? '';
    if (!isUuid<IuvId>(iuvId)) return rifiutata(<Vista u={u} stato={{ come: 'no', codice: 'AVVISO_NON_TUO' }} />);
    const chiesto = await chiediRitiro(u.ctx, iuvId);
    if (chiesto.ok) return vai(`${VAI.ritira(iuvId)}?chiesto=si`);
    return rifiutata(<Vista u={u} stato={{ come: 'no', codice: chiesto.refusal.codice }} />);
  },
};

async function leggi(u: Portale, r: RichiestaPortale): Promise<Stato> {
  const mio = await mioDi(u, { sessione: r.sessione, iuv: r.parametri['iuv'] });
  const avviso = mio === null ? null : await leggiAvviso(u.ctx, mio);
  if (mio === null || avviso === null) return { come: 'no', codice: 'AVVISO_NON_TUO' };
  if (mio.spontaneo && avviso.stato === 'annullato') return { come: 'fatto', avviso };
  const possibile = await u.ctx.tx((t) => valutaRitiro(t, mio.iuvId));
  if (!possibile.ok) return { come: 'no', codice: possibile.refusal.codice };
  return { come: r.query['chiesto'] === 'si' ? 'attesa' : 'si', avviso };
}

function Vista({ u, stato }: { u: Portale; stato: Stato }): VNode {
  const testi = u.t.area.ritira;
  const titoli = { si: testi.titolo, attesa: testi.attesaTitolo, fatto: testi.fattoTitolo, no: testi.titolo };
  const attesa = stato.come === 'attesa' ? { ricarica: OGNI_S } : {};
  return (
    <Foglio u={u} titolo={titoli[stato.come]} sezione={VAI.posizioni} percorso={sopraArea(u.t)} {...attesa}>
      {stato.come === 'no' ? (
        <Messaggio tipo="attenzione">
          <p>{testi.rifiuti[stato.codice]}</p>
        </Messaggio>
      ) : (
        <p>
          <Italiano>{stato.avviso.causalePubblica}</Italiano>, <Importo cents={stato.avviso.importoCents} />
        </p>
      )}
      {stato.come === 'si' && (
        <Modulo>
          <p>{testi.testo}</p>
          <Azioni>
            <Bottone aspetto="pericolo" nome="ritira" valore="si">
              {testi.conferma}
            </Bottone>
            <Bottone a={VAI.intero(stato.avviso.iuvId)} aspetto="secondario">
              {testi.torna}
            </Bottone>
          </Azioni>
        </Modulo>
      )}
      {stato.come === 'attesa' && (
        <div role="status">
          <p>{testi.attesa}</p>
          <Azioni>
            <Bottone a={`${VAI.ritira(stato.avviso.iuvId)}?chiesto=si`} icona="it-refresh" aspetto="secondario">
              {testi.aggiorna}
            </Bottone>
          </Azioni>
        </div>
      )}
      {stato.come === 'fatto' && (
        <Messaggio tipo="successo" esito>
          <p>{testi.fatto}</p>
        </Messaggio>
      )}
      {(stato.come === 'fatto' || stato.come === 'no') && (
        <Azioni>
          <Bottone a={VAI.posizioni}>{u.t.area.posizioni.titolo}</Bottone>
        </Azioni>
      )}
    </Foglio>
  );
}
