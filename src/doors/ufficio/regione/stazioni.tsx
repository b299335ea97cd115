import { elencoStazioni } from '#modules/enti';
import { pagina } from '#platform/http/pagina';
import { ufficioStazioni as testi } from '#testi/it/ufficio-stazioni';
import { Azioni, Bottone } from '#ui/bottone';
import { Vuoto } from '#ui/vuoto';
import { chiestoDi, ElencoBreve, testoCercato, trovaFra } from '../elenco-breve.tsx';
import { tutteInsieme, type ColonnaElenco } from '../elenco-file.ts';
import type { PaginaUfficio } from '../lavoro.ts';
import { elencoRegioneInFile } from './elenco-file.ts';
import { FoglioRegione } from './foglio.tsx';
import { IN_REGIONE } from './indirizzi.ts';
import { inRegione } from './lavoro.ts';

/** The stations of the intermediario, and what opens each. */
export const regioneStazioni: PaginaUfficio = {
  percorso: '/regione/stazioni',
  chi: 'intermediario',
  get: inRegione(async (l, r) =>
    pagina(
      <FoglioRegione l={l} titolo={testi.titolo}>
        <p>{testi.introduzione}</p>
        <Azioni>
          <Bottone a={IN_REGIONE.nuovaStazione} icona="it-plus-circle">
            {testi.nuova.titolo}
          </Bottone>
        </Azioni>
        <ElencoBreve
          a={IN_REGIONE.stazioni}
          file={IN_REGIONE.elencoStazioni}
          chiesto={chiestoDi(r)}
          id="stazioni"
          titolo={testi.elenco}
          colonne={COLONNE}
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

type Stazione = Awaited<ReturnType<typeof elencoStazioni>>[number];

const COLONNE: readonly ColonnaElenco<Stazione>[] = [
  { titolo: testi.colonne.codice, testo: ({ codice }) => codice },
  { titolo: testi.colonne.stato, testo: ({ attiva }) => testi.stati[attiva ? 'attiva' : 'ferma'] },
  { titolo: testi.colonne.primitive, testo: ({ versionePrimitive }) => String(versionePrimitive), numerica: true },
  {
    titolo: testi.colonne.prove,
    testo: (s) => testi.prove(s.segmenti, s.certificatiCn.length, s.indirizzi.length),
  },
  { titolo: testi.colonne.enti, testo: ({ enti }) => String(enti), numerica: true },
];

/** The stations, as a file for a spreadsheet. */
export const regioneElencoStazioni = elencoRegioneInFile({
  percorso: '/regione/stazioni',
  nome: 'STAZIONI',
  titolo: testi.titolo,
  filtro: async (t, _l, r) => trovaFra(await elencoStazioni(t), testoCercato(r), COLONNE),
  leggi: tutteInsieme,
  colonne: COLONNE,
});
