import type { VNode } from 'preact';
import { isUuid, type DelegaId } from '#kernel/ids';
import { contaDeleghe, elencoDeleghe, QUALI_DELEGHE, type DelegaDellEnte, type QualiDeleghe } from '#modules/posizioni';
import { pagina } from '#platform/http/pagina';
import { ufficioDeleghe as testi } from '#testi/it/ufficio-deleghe';
import { Collegamento } from '#ui/collegamento';
import { Paginazione } from '#ui/paginazione';
import { Tabella } from '#ui/tabella';
import { DataGiorno, Istante } from '#ui/valori';
import { Vuoto } from '#ui/vuoto';
import { Foglio } from '../aspetto.tsx';
import { Delegante, indirizzoDeleghe, qualiDi, StatoDelegaMostrato } from '../deleghe.tsx';
import { intero } from '../frase.ts';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, type Lavoro, type PaginaUfficio } from '../lavoro.ts';
import { Linguette } from '../linguette.tsx';
import { FORME_ELENCO } from '../scarica-elenco.ts';
import { leggiTratto, puntoDi, type Tratto } from '../scorri.ts';

/** Who asks the ente to act for another: those that wait first. */
export const deleghe: PaginaUfficio = {
  percorso: '/deleghe',
  chi: 'operatore',
  atto: { get: 'vedeDeleghe' },
  get: alLavoro((l, r) =>
    l.ctx.tx(async (t) => {
      const quali = qualiDi(r);
      const punto = puntoDi(r, (cursore) => isUuid(cursore));
      const da = { dopo: punto.dopo as DelegaId | null, prima: punto.prima as DelegaId | null };
      const tratto = await leggiTratto(punto, {
        leggi: (quante) => elencoDeleghe(t, { quali, ...da, quante }),
        cursore: ({ id }) => id,
        indirizzo: (riga) => indirizzoDeleghe(quali, riga),
      });
      const quante = await contaDeleghe(t, quali);
      return pagina(<Elenco l={l} quali={quali} tratto={tratto} quante={quante} />);
    }),
  ),
};

type Prop = { l: Lavoro; quali: QualiDeleghe; tratto: Tratto<DelegaDellEnte>; quante: number };

function Elenco({ l, quali, tratto, quante }: Prop): VNode {
  const { colonne } = testi;
  const voci = QUALI_DELEGHE.map((una) => ({
    testo: testi.quali[una],
    a: indirizzoDeleghe(una),
    aperta: una === quali,
  }));
  return (
    <Foglio u={l} titolo={testi.titolo} sezione={VAI.deleghe}>
      <p>{testi.introduzione}</p>
      <Linguette titolo={testi.qualiTitolo} voci={voci} />
      <Tabella
        id="deleghe"
        titolo={testi.trovate(intero(quante))}
        colonne={[
          { titolo: colonne.chi, cella: (d) => d.delegatoNome },
          { titolo: colonne.per, cella: (d) => <Delegante d={d} /> },
          { titolo: colonne.genere, cella: (d) => testi.generi[d.genere] },
          { titolo: colonne.chiesta, cella: (d) => <Istante istante={d.chiestaIl} /> },
          { titolo: colonne.stato, cella: (d) => <StatoDelegaMostrato delega={d} ctx={l.ctx} /> },
          { titolo: colonne.fino, cella: (d) => d.validaAl && <DataGiorno giorno={d.validaAl} breve /> },
        ]}
        righe={tratto.righe}
        chiave={({ id }) => id}
        apri={({ id }) => VAI.delega(id)}
        vuoto={
          <Vuoto titolo={testi.vuoto[quali]}>
            <p>{testi.vuotoTesto}</p>
          </Vuoto>
        }
      />
      <Paginazione precedente={tratto.precedente} successiva={tratto.successiva} />
      {quante > 0 && (
        <ul>
          {FORME_ELENCO.map((forma) => (
            <li key={forma}>
              <Collegamento a={con(VAI.elencoDeleghe(forma), { quali })} icona="it-download" scarica>
                {testi.scarica[forma]}
              </Collegamento>
            </li>
          ))}
        </ul>
      )}
    </Foglio>
  );
}
