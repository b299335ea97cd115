import { mutatore, type Mutatore } from './mutanti.ts';

const COMUNI = 'http://pagopa-api.pagopa.gov.it/xsd/common-types/v1.0.0/';
const TIPI = ['ctReceipt', 'ctReceiptV2', 'stIBAN', 'ctSubject', 'boh'].map((tipo) => `p:${tipo}`);

/** Mutants of the messages of paForNode: of its namespace, with the roots that it has. */
export function mutantiNodo(
  spazio: string,
  radici: Readonly<Record<string, { richiesta: string; risposta: string }>>,
): Mutatore {
  return mutatore({
    spazi: ['', spazio, COMUNI, 'urn:altro', 'http://pagopa-api.pagopa.gov.it/node/nodeForPsp.xsd'],
    dichiarati: { 'xmlns:p': spazio, 'xmlns:c': COMUNI },
    radici: Object.values(radici).flatMap(({ richiesta, risposta }) => [richiesta, risposta]),
    nomi: ['idpa', 'altro', 'IBAN', 'MBDAttachment', 'standin'],
    tipi: [...TIPI, 'c:stText35', 'c:stText140', 'c:stAmount', 'xs:string'],
    lunghezze: [0, 1, 2, 3, 4, 5, 6, 16, 17, 20, 21, 35, 36, 70, 71, 140, 141, 210, 211, 256, 257],
  });
}
