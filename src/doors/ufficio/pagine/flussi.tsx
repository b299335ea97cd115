import { isUuid, type FlussoId } from '#kernel/ids';
import { elencoFlussi } from '#modules/flussi';
import { pagina } from '#platform/http/pagina';
import { ufficioFlussi } from '#testi/it/ufficio-flussi';
import { Azioni, Bottone } from '#ui/bottone';
import { Paginazione } from '#ui/paginazione';
import { Vuoto } from '#ui/vuoto';
import { Foglio } from '../aspetto.tsx';
import { nomiAttori } from '../attori.ts';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, guardaSoltanto, type PaginaUfficio } from '../lavoro.ts';
import { leggiTratto, puntoDi } from '../scorri.ts';
import { TabellaFlussi } from '../tabella-flussi.tsx';

const testi = ufficioFlussi.flussi;

/** Files of dovuti that came in, whoever sent them. */
export const flussi: PaginaUfficio = {
  percorso: '/flussi',
  chi: 'operatore',
  get: alLavoro((l, r) =>
    l.ctx.tx(async (t) => {
      const punto = puntoDi(r, (cursore) => isUuid(cursore));
      const da = { dopo: punto.dopo as FlussoId | null, prima: punto.prima as FlussoId | null };
      const tratto = await leggiTratto(punto, {
        leggi: (quanti) => elencoFlussi(t, { verso: 'in', ...da, quanti }),
        cursore: (f) => f.id,
        indirizzo: (riga) => con(VAI.flussi, riga),
      });
      const nome = await nomiAttori(
        t,
        tratto.righe.map((f) => f.richiestoDa),
      );
      const bottone = <Bottone a={VAI.carica}>{testi.carica}</Bottone>;
      const puoCaricare = !guardaSoltanto(l, 'carica');
      return pagina(
        <Foglio u={l} titolo={testi.titolo} sezione={VAI.flussi}>
          {puoCaricare && tratto.righe.length > 0 && <Azioni>{bottone}</Azioni>}
          <TabellaFlussi
            id="flussi"
            titolo={testi.elenco}
            flussi={tratto.righe}
            nome={nome}
            vuoto={
              <Vuoto titolo={testi.vuoto}>
                <p>{testi.vuotoTesto}</p>
                {puoCaricare && bottone}
              </Vuoto>
            }
          />
          <Paginazione precedente={tratto.precedente} successiva={tratto.successiva} />
        </Foglio>,
      );
    }),
  ),
};
