import type { VNode } from 'preact';
import { isUuid, type DelegaId } from '#kernel/ids';
import { contaDeleghe, elencoDeleghe, QUALI_DELEGHE, type DelegaDellEnte } from '#modules/posizioni';
import { pagina } from '#platform/http/pagina';
import { ufficioDeleghe as testi } from '#testi/it/ufficio-deleghe';
import { Paginazione } from '#ui/paginazione';
import { Tabella } from '#ui/tabella';
import { DataGiorno, Istante } from '#ui/valori';
import { Vuoto } from '#ui/vuoto';
import { Foglio } from '../aspetto.tsx';
import { CercaElenco, NienteTrovato, ScaricaElenco } from '../cerca-elenco.tsx';
import {
  Delegante,
  indirizzoDeleghe,
  leggiFiltriDeleghe,
  qualiDi,
  StatoDelegaMostrato,
  type FiltriDeleghe,
} from '../deleghe.tsx';
import { cercaIn } from '../filtri.ts';
import { intero } from '../frase.ts';
import { VAI } from '../indirizzi.ts';
import { alLavoro, type Lavoro, type PaginaUfficio } from '../lavoro.ts';
import { Linguette } from '../linguette.tsx';
import { leggiTratto, puntoDi, type Tratto } from '../scorri.ts';

/** Who asks the ente to act for another: those that wait first. */
export const deleghe: PaginaUfficio = {
  percorso: '/deleghe',
  chi: 'operatore',
  atto: { get: 'vedeDeleghe', post: 'vedeDeleghe' },
  get: alLavoro((l, r) =>
    l.ctx.tx(async (t) => {
      const filtri = await leggiFiltriDeleghe(t, l, r);
      const punto = puntoDi(r, (cursore) => isUuid(cursore));
      const da = { dopo: punto.dopo as DelegaId | null, prima: punto.prima as DelegaId | null };
      const tratto = await leggiTratto(punto, {
        leggi: (quante) => elencoDeleghe(t, { ...filtri, ...da, quante }),
        cursore: ({ id }) => id,
        indirizzo: (riga) => indirizzoDeleghe(filtri, riga),
      });
      const quante = await contaDeleghe(t, filtri);
      return pagina(<Elenco l={l} filtri={filtri} tratto={tratto} quante={quante} />);
    }),
  ),
  post: alLavoro((l, r) => cercaIn(l, r, (id) => indirizzoDeleghe({ quali: qualiDi(r.modulo), r: id }))),
};

type Prop = { l: Lavoro; filtri: FiltriDeleghe; tratto: Tratto<DelegaDellEnte>; quante: number };

function Elenco({ l, filtri, tratto, quante }: Prop): VNode {
  const { colonne } = testi;
  const { quali, testo } = filtri;
  const voci = QUALI_DELEGHE.map((una) => ({
    testo: testi.quali[una],
    a: indirizzoDeleghe({ ...filtri, quali: una }),
    aperta: una === quali,
  }));
  return (
    <Foglio u={l} titolo={testi.titolo} sezione={VAI.deleghe}>
      <p>{testi.introduzione}</p>
      <Linguette titolo={testi.qualiTitolo} voci={voci} />
      <CercaElenco
        a={VAI.deleghe}
        cercato={filtri}
        aiuto={testi.cercaAiuto}
        resta={{ quali }}
        togli={testo === '' ? undefined : indirizzoDeleghe({ quali })}
      />
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
          testo === '' ? (
            <Vuoto titolo={testi.vuoto[quali]}>
              <p>{testi.vuotoTesto}</p>
            </Vuoto>
          ) : (
            <NienteTrovato />
          )
        }
      />
      <Paginazione precedente={tratto.precedente} successiva={tratto.successiva} />
      {quante > 0 && <ScaricaElenco a={(forma) => indirizzoDeleghe(filtri, { base: VAI.elencoDeleghe(forma) })} />}
    </Foglio>
  );
}
