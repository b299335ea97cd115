import type { VNode } from 'preact';
import { isCursoreAtti, leggiAtti } from '#modules/registro';
import { pagina } from '#platform/http/pagina';
import { ufficioRegistro as testi } from '#testi/it/ufficio-registro';
import { Paginazione } from '#ui/paginazione';
import { Foglio } from '../aspetto.tsx';
import { nomiAttori } from '../attori.ts';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, type PaginaUfficio } from '../lavoro.ts';
import { Linguette } from '../linguette.tsx';
import { leggiTratto, puntoDi } from '../scorri.ts';
import { TabellaAtti } from '../tabella-atti.tsx';

/** Of which things one may ask the acts: a file of thousands of rows writes thousands of acts, and hides the others. */
const OGGETTI = ['dovuto', 'flusso'] as const;

/** Who did what for this ente, and when. */
export const registro: PaginaUfficio = {
  percorso: '/registro',
  chi: 'operatore',
  get: alLavoro((l, r) =>
    l.ctx.tx(async (t) => {
      const oggetto = OGGETTI.find((uno) => uno === r.query['oggetto']) ?? null;
      const punto = puntoDi(r, isCursoreAtti);
      const tratto = await leggiTratto(punto, {
        leggi: (quanti) => leggiAtti(t, { oggetto, oggettoId: null, ...punto, quanti }),
        cursore: (atto) => atto.cursore,
        indirizzo: (da) => con(VAI.registro, { oggetto: oggetto ?? '', ...da }),
      });
      const nome = await nomiAttori(
        t,
        tratto.righe.map(({ attore }) => attore),
      );
      return pagina(
        <Foglio u={l} titolo={testi.titolo} sezione={VAI.registro}>
          <p>{testi.introduzione}</p>
          <Quali oggetto={oggetto} />
          <TabellaAtti id="atti" titolo={testi.elenco} atti={tratto.righe} nome={nome} />
          <Paginazione precedente={tratto.precedente} successiva={tratto.successiva} />
        </Foglio>,
      );
    }),
  ),
};

function Quali({ oggetto }: { oggetto: (typeof OGGETTI)[number] | null }): VNode {
  const voci = [
    { testo: testi.quali.tutto, a: VAI.registro, aperta: oggetto === null },
    ...OGGETTI.map((uno) => ({
      testo: testi.quali[uno],
      a: con(VAI.registro, { oggetto: uno }),
      aperta: oggetto === uno,
    })),
  ];
  return <Linguette titolo={testi.qualiTitolo} voci={voci} />;
}
