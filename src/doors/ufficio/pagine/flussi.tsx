import { isUuid, type FlussoId } from '#kernel/ids';
import { pagina } from '#platform/http/pagina';
import { ufficioFlussi } from '#testi/it/ufficio-flussi';
import { Azioni, Bottone } from '#ui/bottone';
import { Paginazione } from '#ui/paginazione';
import { Vuoto } from '#ui/vuoto';
import { Foglio } from '../aspetto.tsx';
import { nomiAttori } from '../attori.ts';
import { CercaElenco, NienteTrovato, ScaricaElenco } from '../cerca-elenco.tsx';
import { cercaIn } from '../filtri.ts';
import { flussiDi, indirizzoFlussi, leggiFiltriFlussi, qualiFlussiDi } from '../flussi-elenco.ts';
import { VAI } from '../indirizzi.ts';
import { alLavoro, guardaSoltanto, type PaginaUfficio } from '../lavoro.ts';
import { leggiTratto, puntoDi } from '../scorri.ts';
import { QualiFlussi } from '../flussi-quali.tsx';
import { TabellaFlussi } from '../tabella-flussi.tsx';

const testi = ufficioFlussi.flussi;

/** Files of dovuti that came in, whoever sent them. */
export const flussi: PaginaUfficio = {
  percorso: '/flussi',
  chi: 'operatore',
  atto: { post: 'consulta' },
  get: alLavoro((l, r) =>
    l.ctx.tx(async (t) => {
      const filtri = await leggiFiltriFlussi(t, l, r);
      const punto = puntoDi(r, (cursore) => isUuid(cursore));
      const da = { dopo: punto.dopo as FlussoId | null, prima: punto.prima as FlussoId | null };
      const tratto = await leggiTratto(punto, {
        leggi: (quanti) => flussiDi(t, { ...filtri, verso: 'in', ...da, quanti }),
        cursore: (f) => f.id,
        indirizzo: (riga) => indirizzoFlussi(VAI.flussi, filtri, riga),
      });
      const nome = await nomiAttori(
        t,
        tratto.righe.map((f) => f.richiestoDa),
      );
      const bottone = <Bottone a={VAI.carica}>{testi.carica}</Bottone>;
      const filtrato = filtri.testo !== '' || filtri.quali !== 'tutti';
      const puoCaricare = !guardaSoltanto(l, 'carica');
      return pagina(
        <Foglio u={l} titolo={testi.titolo} sezione={VAI.flussi}>
          {puoCaricare && (tratto.righe.length > 0 || filtrato) && <Azioni>{bottone}</Azioni>}
          <QualiFlussi base={VAI.flussi} filtri={filtri} />
          <CercaElenco
            a={VAI.flussi}
            cercato={filtri}
            aiuto={testi.cercaAiuto}
            resta={{ quali: filtri.quali }}
            togli={filtri.testo === '' ? undefined : indirizzoFlussi(VAI.flussi, { quali: filtri.quali })}
          />
          <TabellaFlussi
            id="flussi"
            titolo={testi.elenco}
            flussi={tratto.righe}
            nome={nome}
            vuoto={
              filtrato ? (
                <NienteTrovato />
              ) : (
                <Vuoto titolo={testi.vuoto}>
                  <p>{testi.vuotoTesto}</p>
                  {puoCaricare && bottone}
                </Vuoto>
              )
            }
          />
          <Paginazione precedente={tratto.precedente} successiva={tratto.successiva} />
          {tratto.righe.length > 0 && <ScaricaElenco a={(forma) => indirizzoFlussi(VAI.elencoFlussi(forma), filtri)} />}
        </Foglio>,
      );
    }),
  ),
  post: alLavoro((l, r) =>
    cercaIn(l, r, (id) => indirizzoFlussi(VAI.flussi, { quali: qualiFlussiDi(r.modulo), r: id })),
  ),
};
