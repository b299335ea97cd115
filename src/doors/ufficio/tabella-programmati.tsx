import type { VNode } from 'preact';
import { elencoProgrammazioni, type Programmazione } from '#modules/flussi';
import { ufficioDestinazioni } from '#testi/it/ufficio-destinazioni';
import { ufficioEsportazioni } from '#testi/it/ufficio-esportazioni';
import { ufficioFlussi } from '#testi/it/ufficio-flussi';
import { Bottone } from '#ui/bottone';
import { Modulo } from '#ui/modulo';
import { Istante } from '#ui/valori';
import { Vuoto } from '#ui/vuoto';
import { ElencoBreve, testoCercato, trovaFra, type Chiesto } from './elenco-breve.tsx';
import { elencoInFile, giornoScritto, istanteScritto, tutteInsieme, type ColonnaElenco } from './elenco-file.ts';
import { VAI } from './indirizzi.ts';

const testi = ufficioEsportazioni.programmati;
const { colonne } = testi;

/** What the list says of each scheduled file, with the button that stops it. */
const COLONNE_PROGRAMMATI: readonly ColonnaElenco<Programmazione>[] = [
  { titolo: colonne.cadenza, testo: (p) => testi.cadenze[p.cadenza] },
  { titolo: colonne.versione, testo: (p) => `${p.versione} ${p.formato.toUpperCase()}`.trim() },
  { titolo: colonne.tipo, testo: (p) => (p.tipoDovuto === '' ? ufficioFlussi.incassi.tutti : p.tipoDovuto) },
  {
    titolo: colonne.fino,
    testo: (p) => istanteScritto(p.fattaFino),
    cella: (p) => <Istante istante={p.fattaFino} />,
  },
  { titolo: ufficioDestinazioni.consegna.dove, testo: (p) => p.destinazione ?? '' },
  { titolo: colonne.prossima, testo: (p) => giornoScritto(p.prossima) },
  {
    titolo: colonne.sospendi,
    solo: 'pagina',
    testo: () => '',
    cella: (p) => (
      <Modulo>
        <Bottone aspetto="semplice" nome="sospendi" valore={p.id}>
          {testi.sospendi}
        </Bottone>
      </Modulo>
    ),
  },
];

/** The scheduled files of a person: those that hold what is looked for. */
export function Programmati({ righe, chiesto }: { righe: readonly Programmazione[]; chiesto: Chiesto }): VNode {
  return (
    <ElencoBreve
      a={VAI.programmati}
      file={VAI.elencoProgrammati}
      chiesto={chiesto}
      id="programmati"
      titolo={testi.elenco}
      colonne={COLONNE_PROGRAMMATI}
      righe={righe}
      chiave={(p) => p.id}
      vuoto={
        <Vuoto titolo={testi.vuoto}>
          <p>{testi.vuotoTesto}</p>
        </Vuoto>
      }
    />
  );
}

/** One's own, as a file for a spreadsheet. */
export const elencoProgrammatiFile = elencoInFile({
  percorso: '/incassi/programmati',
  atto: 'esporta',
  nome: 'FILE_PROGRAMMATI',
  titolo: testi.titolo,
  filtro: async (t, { operatoreId }, r) =>
    trovaFra(await elencoProgrammazioni(t, operatoreId), testoCercato(r), COLONNE_PROGRAMMATI),
  leggi: tutteInsieme,
  colonne: COLONNE_PROGRAMMATI,
});
