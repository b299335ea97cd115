import { formatGiorno, piuGiorni } from '#kernel/giorno';
import { cercaTassonomia, type VoceTassonomia } from '#modules/enti';
import { ufficioConti } from '#testi/it/ufficio-conti';
import { elencoInFile, tutteInsieme, type ColonnaElenco } from './elenco-file.ts';
import type { RichiestaUfficio } from './lavoro.ts';

const testi = ufficioConti.tassonomia;
/** All there are: a few hundred. */
export const TUTTE = 20_000;
/** Of what is looked for. */
export const PAROLE_CARATTERI_MAX = 100;

/** What an address asks of the list. */
export function filtroDi({ tipoEnte = '', macroArea = '', parole = '' }: RichiestaUfficio['query']) {
  return { tipoEnte, macroArea, parole: parole.slice(0, PAROLE_CARATTERI_MAX) };
}

/** What the list says of each code. */
export const COLONNE_VOCI: readonly ColonnaElenco<VoceTassonomia>[] = [
  { titolo: testi.colonne.codice, testo: ({ codice }) => codice },
  { titolo: testi.colonne.servizio, testo: ({ tipoServizio }) => tipoServizio },
  { titolo: testi.colonne.area, testo: ({ macroArea }) => macroArea },
  { titolo: testi.colonne.ente, testo: ({ tipoEnte }) => tipoEnte },
  { titolo: testi.colonne.valida, testo: validita },
];

/** The codes that were found, all of them, as a file for a spreadsheet. */
export const elencoTassonomiaFile = elencoInFile({
  percorso: '/configurazione/tassonomia',
  chi: 'amministratore',
  nome: 'TASSONOMIA',
  titolo: testi.titolo,
  filtro: (t, _l, { query }) => cercaTassonomia(t, { ...filtroDi(query), quante: TUTTE }),
  leggi: tutteInsieme,
  colonne: COLONNE_VOCI,
});

/** A code holds until the day before its end: people read the last day. */
function validita({ validaDal, validaAl }: VoceTassonomia): string {
  const dal = testi.dal(formatGiorno(validaDal));
  return validaAl === null ? dal : `${dal} ${testi.fino(formatGiorno(piuGiorni(validaAl, -1)))}`;
}
