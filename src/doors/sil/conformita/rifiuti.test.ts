import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { FAULT, type CodiceFault } from '../fault.ts';
import { OPERAZIONI } from '../operazioni.ts';

/**
 * Every code that the software of an ente may have met (mypay-webservices 1.7, 7.1), by hand from there and not from our own list: what is
 * not served any more is explained to who knew it.
 */
const DOCUMENTATI = [
  ...[
    'ENTE_NON_VALIDO',
    'STATO_ENTE_NON_VALIDO',
    'XML_NON_VALIDO',
    'AZIONE_NON_VALIDO',
    'IUV_NON_VALIDO',
    'IUV_SCADUTO',
  ],
  ...['IUD_NON_VALIDO', 'IUD_DUPLICATO', 'TIPO_VERSAMENTO_NON_VALIDO', 'CODICE_FISCALE_NON_VALIDO', 'P_IVA_NON_VALIDO'],
  ...['SOGG_PAG_NON_VALORIZZATO', 'IDENT_TIPO_DOVUTO_NON_PRESENTE', 'IDENTIFICATIVO_TIPO_DOVUTO_NON_VALIDO'],
  ...['IDENTIFICATIVO_TIPO_DOVUTO_NON_ABILITATO', 'IDENTIFICATIVO_TIPO_DOVUTO_NON_INSERITO'],
  ...['DATI_SPECIFICI_RISCOSSIONE_NON_VALIDO', 'IMPORTO_SINGOLO_VERSAMENTO_NON_VALIDO', 'IMPORTO_BILANCIO_NON_VALIDO'],
  ...['CAUSALE_NON_PRESENTE', 'IMPORTO_MARCA_BOLLO_DIGITALE_NON_VALIDA', 'MARCA_BOLLO_DIGITALE_NON_VALIDA'],
  ...['ANAGRAFICA_NON_VALIDA', 'LIMITE_MASSIMO_DOVUTI_MULTIBENEFICIARI', 'LIMITE_MASSIMO_DOVUTI_ENTI_SECONDARI'],
  ...['ENTE_SECONDARIO_NON_VALIDO', 'ERRORE_RECUPERO_DOVUTI_ENTI_SECONDARI', 'LIMITAZIONE_ENTI_SECONDARI_ERROR'],
  ...[
    'IMPORT_COD_TIPO_DOVUTO_INESISTENTE',
    'IMPORT_OPERATORE_NO_PERMESSI',
    'IMPORT_DATA_SCADENZA_PAGAMENTO_OBBLIGATORIA',
  ],
  ...[
    'IMPORT_IUD_DUPLICATO',
    'IMPORT_IUV_DUPLICATO',
    'IMPORT_DOVUTO_NON_PRESENTE',
    'IMPORT_TIPO_DOVUTO_NON_MODIFICABILE',
  ],
  ...[
    'IMPORT_IUV_NO_NULLABLE',
    'PAGAMENTO_NON_INIZIATO',
    'PAGAMENTO_IN_CORSO',
    'PAGAMENTO_ANNULLATO',
    'PAGAMENTO_SCADUTO',
  ],
  ...['ID_SESSION_NON_VALIDO', 'DATE_FROM_NON_VALIDO', 'DATE_TO_NON_VALIDO', 'INTERVALLO_DATE_NON_VALIDO'],
  ...['VERSIONE_TRACCIATO_NON_VALIDA', 'REQUEST_TOKEN_NON_VALIDO', 'TIPO_IDENTIFICATIVO_PAGATORE_NON_VALIDO'],
  ...['CODICE_IDENTIFICATIVO_PAGATORE_NON_PRESENTE', 'SYSTEM_ERROR'],
].map((codice) => `PAA_${codice}`);
const LETTERALI = ['CODE_PAA_PASSWORD_ALLINEAMENTO_MYPIVOT_NON_VALIDA', 'CODE_PAA_ERRORE_INTERNO'];

const MANUALE = readFileSync(new URL('../../../../docs/integrazione/compatibilita.md', import.meta.url), 'utf8');
const RADICE = new URL('../../../../', import.meta.url);
/** Operation, code and test of each row of the manual. */
const righe = [...MANUALE.matchAll(/^\| (paaSIL\w+) +\| ((?:CODE_)?PAA_\w+) .*\| `([^`]+)` +\|$/gm)].map(
  ([, operazione = '', codice = '', prova = '']) => ({ operazione, codice, prova }),
);

it('each refusal of each operation is in the manual, and nothing else is, with a test that is there', () => {
  const nostri = OPERAZIONI.flatMap(({ nome, fault }) => fault.map((codice) => `${nome} ${codice}`));
  expect(righe.map(({ operazione, codice }) => `${operazione} ${codice}`).toSorted()).toEqual(nostri.toSorted());
  for (const { prova } of righe) expect([prova, existsSync(new URL(prova, RADICE))]).toEqual([prova, true]);
});

it('each code that was ever documented is given by an operation, or the manual says why it is met no more', () => {
  const dati = new Set<CodiceFault | null>(OPERAZIONI.flatMap(({ fault, inserito }) => [...fault, inserito]));
  expect(Object.keys(FAULT).filter((codice) => !dati.has(codice as CodiceFault))).toEqual([]);
  const mai = [...DOCUMENTATI, ...LETTERALI].filter((codice) => !dati.has(codice as CodiceFault));
  expect(mai).toEqual(['PAA_IMPORT_COD_TIPO_DOVUTO_INESISTENTE', 'PAA_IMPORT_OPERATORE_NO_PERMESSI']);
  for (const codice of mai) expect(MANUALE).toMatch(new RegExp(`^\\| .*\`${codice}\`.*non si incontrano`, 'm'));
  expect([...dati].filter((codice) => codice !== null && ![...DOCUMENTATI, ...LETTERALI].includes(codice))).toEqual([]);
});
