import { afterAll, beforeAll, expect, it } from 'vitest';
import { versamento } from '#support/sil-documenti';
import { cerca } from '#platform/xml/elemento';
import { apriContratto, type Contratto } from './contratto.ts';
import { apriDocumento } from './documento.ts';

let contratto: Contratto;
beforeAll(() => {
  contratto = apriContratto();
});
afterAll(() => contratto.documenti.dispose());

const scritto = (causale: string, testa = ''): string =>
  testa +
  versamento({ campi: { causaleVersamento: 'QUI' } })
    .toString()
    .replace('QUI', causale);
const DICHIARATA = '<?xml version="1.0" encoding="ISO-8859-1"?>';

/** What is read of the causale; null: the document is refused. */
function causale(byte: Buffer): string | null {
  const letto = apriDocumento(contratto.documenti, 'Versamento', byte.toString('base64'));
  return letto.ok ? (cerca(letto.value, 'causaleVersamento')?.testo ?? '') : null;
}

it.each<[string, Buffer, string | null]>([
  ['UTF-8', Buffer.from(scritto('Città')), 'Città'],
  ['another encoding, which it declares', Buffer.from(scritto('Città', DICHIARATA), 'latin1'), 'Città'],
  ['UTF-16, with its mark', Buffer.from(`\uFEFF${scritto('Città')}`, 'utf16le'), 'Città'],
  ['another encoding, which it does not declare', Buffer.from(scritto('Città'), 'latin1'), null],
  ['characters that XML has no place for', Buffer.from(scritto('Ci\u0001tt&#x1F;à')), 'Città'],
  ['those, and another encoding', Buffer.from(scritto('Ci\u0001ttà', DICHIARATA), 'latin1'), null],
])('a document in %s is read as it was meant, or not at all', (_, byte, atteso) => {
  expect(causale(byte)).toBe(atteso);
});
