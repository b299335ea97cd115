import { elencoStazioni } from '#modules/enti';
import { pagina } from '#platform/http/pagina';
import { ufficioStazioni as testi } from '#testi/it/ufficio-stazioni';
import { Azioni, Bottone } from '#ui/bottone';
import { Tabella } from '#ui/tabella';
import { Vuoto } from '#ui/vuoto';
import type { PaginaUfficio } from '../lavoro.ts';
import { FoglioRegione } from './foglio.tsx';
import { IN_REGIONE } from './indirizzi.ts';
import { inRegione } from './lavoro.ts';

/** The stations of the intermediario, and what opens each. */
export const regioneStazioni: PaginaUfficio = {
  percorso: '/regione/stazioni',
  chi: 'intermediario',
  get: inRegione(async (l) =>
    pagina(
      <FoglioRegione l={l} titolo={testi.titolo}>
        <p>{testi.introduzione}</p>
        <Azioni>
          <Bottone a={IN_REGIONE.nuovaStazione} icona="it-plus-circle">
            {testi.nuova.titolo}
          </Bottone>
        </Azioni>
        <Tabella
          id="stazioni"
          titolo={testi.elenco}
          colonne={[
            { titolo: testi.colonne.codice, cella: ({ codice }) => codice },
            { titolo: testi.colonne.stato, cella: ({ attiva }) => testi.stati[attiva ? 'attiva' : 'ferma'] },
            { titolo: testi.colonne.primitive, cella: ({ versionePrimitive }) => versionePrimitive, numerica: true },
            {
              titolo: testi.colonne.prove,
              cella: (s) => testi.prove(s.segmenti, s.certificatiCn.length, s.indirizzi.length),
            },
            { titolo: testi.colonne.enti, cella: ({ enti }) => enti, numerica: true },
          ]}
          righe={await elencoStazioni(l.ctx)}
          chiave={({ stazioneId }) => stazioneId}
          apri={({ stazioneId }) => IN_REGIONE.stazione(stazioneId)}
          vuoto={
            <Vuoto titolo={testi.vuoto}>
              <p>{testi.vuotoTesto}</p>
            </Vuoto>
          }
        />
      </FoglioRegione>,
    ),
  ),
};
