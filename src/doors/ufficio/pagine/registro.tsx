import { isCursoreAtti, leggiAtti } from '#modules/registro';
import { pagina } from '#platform/http/pagina';
import { ufficioRegistro as testi } from '#testi/it/ufficio-registro';
import { Paginazione } from '#ui/paginazione';
import { Foglio } from '../aspetto.tsx';
import { nomiAttori } from '../attori.ts';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, type PaginaUfficio } from '../lavoro.ts';
import { leggiTratto, puntoDi } from '../scorri.ts';
import { TabellaAtti } from '../tabella-atti.tsx';

/** Who did what for this ente, and when. */
export const registro: PaginaUfficio = {
  percorso: '/registro',
  chi: 'operatore',
  get: alLavoro((l, r) =>
    l.ctx.tx(async (t) => {
      const punto = puntoDi(r, isCursoreAtti);
      const tratto = await leggiTratto(punto, {
        leggi: (quanti) => leggiAtti(t, { oggettoId: null, ...punto, quanti }),
        cursore: (atto) => atto.cursore,
        indirizzo: (da) => con(VAI.registro, da),
      });
      const nome = await nomiAttori(
        t,
        tratto.righe.map(({ attore }) => attore),
      );
      return pagina(
        <Foglio u={l} titolo={testi.titolo} sezione={VAI.registro}>
          <p>{testi.introduzione}</p>
          <TabellaAtti id="atti" titolo={testi.elenco} atti={tratto.righe} nome={nome} />
          <Paginazione precedente={tratto.precedente} successiva={tratto.successiva} />
        </Foglio>,
      );
    }),
  ),
};
