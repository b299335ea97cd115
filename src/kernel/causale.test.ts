import fc from 'fast-check';
import { expect, test } from 'vitest';
import { causaleInsieme, causalePubblica } from './causale.ts';

test.each([
  ['TARI 2026, prima rata', 'TARI 2026, prima rata'],
  ['  Mensa\r\n\tscolastica \u00a0 settembre ', 'Mensa scolastica settembre'],
  ['Citta\u0300', 'Città'],
  ['sco\u00adla\u200bstica', 'scolastica'],
  ['\u202eIRAT', 'IRAT'],
  ['a\u0000b\u001bc', 'a b c'],
  ['<&>"', '<&>"'],
])('%j → %j', (testo, atteso) => expect(causalePubblica(testo)).toBe(atteso));

test.each(['', ' \n\t', '\u0000\u200b', '\ud800'])('%j leaves nothing', (testo) =>
  expect(causalePubblica(testo)).toBeNull(),
);

test('is cut at 140 without breaking a character or ending with a blank', () => {
  expect(causalePubblica('a'.repeat(200))).toBe('a'.repeat(140));
  expect(causalePubblica(`${'a'.repeat(139)} b`)).toBe('a'.repeat(139));
  expect(causalePubblica(`${'a'.repeat(139)}🏛️`)).toBe('a'.repeat(139));
});

test('any text: well formed, 1 to 140, one line, and already clean', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (testo) => {
      const causale = causalePubblica(testo);
      if (causale === null) return;
      expect(causale.isWellFormed()).toBe(true);
      expect(causale.length).toBeGreaterThan(0);
      expect(causale.length).toBeLessThanOrEqual(140);
      expect(causale).not.toMatch(/\p{C}|[\p{Zl}\p{Zp}]|^ | $| {2}/u);
      expect(causalePubblica(causale)).toBe(causale);
    }),
    { numRuns: 1000 },
  );
});

test('a notice of several dovuti says how many, and names the first', () => {
  expect(causaleInsieme(['TARI 2026'])).toBe('TARI 2026');
  expect(causaleInsieme(['TARI 2026', 'Canone unico'])).toBe('Pagamento di 2 dovuti: TARI 2026');
  expect(causaleInsieme(['x'.repeat(140), 'y'])).toHaveLength(140);
  expect(causaleInsieme([])).toBe('');
});
