import { mutatore } from '#support/mutanti';
import { RADICI, SPAZIO } from '../contratto.ts';

export { caso, unoDi, type Caso } from '#support/mutanti';

const COMUNI = 'http://pagopa-api.pagopa.gov.it/xsd/common-types/v1.0.0/';

/** Mutants of the messages of paForNode. */
export const { mutante, ritocchi } = mutatore({
  spazi: ['', SPAZIO, COMUNI, 'urn:altro', 'http://pagopa-api.pagopa.gov.it/node/nodeForPsp.xsd'],
  dichiarati: { 'xmlns:p': SPAZIO, 'xmlns:c': COMUNI },
  radici: Object.values(RADICI).flatMap(({ richiesta, risposta }) => [richiesta, risposta]),
  nomi: ['idpa', 'altro', 'IBAN', 'MBDAttachment', 'standin'],
  tipi: [
    ...[
      'p:ctReceipt',
      'p:ctReceiptV2',
      'p:stIBAN',
      'p:ctSubject',
      'c:stText35',
      'c:stText140',
      'c:stAmount',
      'xs:string',
    ],
    'p:boh',
  ],
  lunghezze: [0, 1, 2, 3, 4, 5, 6, 16, 17, 20, 21, 35, 36, 70, 71, 140, 141, 210, 211, 256, 257],
});
