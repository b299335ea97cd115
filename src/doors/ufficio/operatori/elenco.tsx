import type { VNode } from 'preact';
import { isUuid } from '#kernel/ids';
import type { TipoDovuto } from '#modules/enti';
import { leggiInviti, leggiMembri, ritiraInvito, type InvitoAperto, type InvitoId, type Membro } from '#modules/utenti';
import { pagina, vai } from '#platform/http/pagina';
import { ufficioEnte } from '#testi/it/ufficio-ente';
import { ufficioOperatori as testi } from '#testi/it/ufficio-operatori';
import { Azioni, Bottone } from '#ui/bottone';
import { Collegamento } from '#ui/collegamento';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import { Tabella } from '#ui/tabella';
import { Istante } from '#ui/valori';
import { Foglio } from '../aspetto.tsx';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, type PaginaUfficio } from '../lavoro.ts';
import { tipiDellEnte, tipiDetti } from './campi.tsx';

/** Who works for the ente, and who was asked to. */
export const operatori: PaginaUfficio = {
  percorso: '/configurazione/operatori',
  chi: 'amministratore',
  atto: { get: 'operatori', post: 'operatori' },
  get: alLavoro((l, { query }) =>
    l.ctx.tx(async (t) => {
      const tipi = await tipiDellEnte(t, l);
      const fatto = Object.entries(testi.fatto).find(([nome]) => nome === query['fatto'])?.[1];
      return pagina(
        <Foglio
          u={l}
          titolo={testi.titolo}
          sezione={VAI.configurazione}
          percorso={[{ testo: ufficioEnte.indice.titolo, a: VAI.configurazione }]}
        >
          {fatto !== undefined && (
            <Messaggio tipo="successo">
              <p>{fatto}</p>
            </Messaggio>
          )}
          <p>
            {testi.introduzione} <Collegamento a={VAI.permessi}>{testi.permessi}</Collegamento>
          </p>
          <Azioni>
            <Bottone a={VAI.invita}>{testi.invita}</Bottone>
          </Azioni>
          <Elenco membri={await leggiMembri(t)} tipi={tipi} />
          <Inviti inviti={await leggiInviti(t)} />
        </Foglio>,
      );
    }),
  ),
  post: alLavoro(async (l, { modulo: { ritira = '' } }) => {
    if (isUuid<InvitoId>(ritira)) await ritiraInvito(l.ctx, ritira);
    return vai(con(VAI.operatori, { fatto: 'ritirato' }));
  }),
};

function Elenco({ membri, tipi }: { membri: readonly Membro[]; tipi: readonly TipoDovuto[] }): VNode {
  const { colonne } = testi;
  return (
    <Tabella
      id="operatori"
      titolo={testi.elenco}
      colonne={[
        { titolo: colonne.nome, cella: ({ nome }) => nome },
        { titolo: colonne.utente, cella: ({ utente }) => utente },
        { titolo: colonne.ruolo, cella: ({ ruolo }) => testi.ruoli[ruolo].testo },
        { titolo: colonne.tipi, cella: (membro) => tipiDetti(membro, tipi) },
        { titolo: colonne.stato, cella: ({ sospesoIl }) => testi.stati[sospesoIl === null ? 'attivo' : 'sospeso'] },
        { titolo: colonne.secondo, cella: ({ secondoFattore }) => testi.secondo[secondoFattore ? 'si' : 'no'] },
      ]}
      righe={membri}
      chiave={({ operatoreId }) => operatoreId}
      apri={({ operatoreId }) => VAI.operatore(operatoreId)}
      vuoto={<p>{testi.nessuno}</p>}
    />
  );
}

function Inviti({ inviti }: { inviti: readonly InvitoAperto[] }): VNode {
  const { colonne } = testi;
  return (
    <Tabella
      id="inviti"
      titolo={testi.invitati}
      colonne={[
        { titolo: colonne.nome, cella: ({ nome }) => nome },
        { titolo: colonne.email, cella: ({ email }) => email },
        { titolo: colonne.ruolo, cella: ({ ruolo }) => testi.ruoli[ruolo].testo },
        { titolo: colonne.scade, cella: ({ scadeIl }) => <Istante istante={scadeIl} /> },
        {
          titolo: colonne.cosa,
          cella: ({ invitoId, email }) => (
            <Modulo>
              <input type="hidden" name="ritira" value={invitoId} />
              <Bottone aspetto="secondario">
                {testi.ritira}
                <span class="visually-hidden"> {testi.ritirare(email)}</span>
              </Bottone>
            </Modulo>
          ),
        },
      ]}
      righe={inviti}
      chiave={({ invitoId }) => invitoId}
      vuoto={<p>{testi.nessunInvito}</p>}
    />
  );
}
