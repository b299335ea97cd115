import { expect, it } from 'vitest';
import { leggiDebitore } from '#modules/posizioni';
import { splitRuns, type FontName } from '#platform/pdf/fonts';

it.each<FontName>(['regular', 'bold'])(
  'every character that a name may have is one that the notice can write (%s)',
  (face) => {
    const male: string[] = [];
    for (let punto = 0x21; punto <= 0x1_f9ff; punto += 1) {
      const segno = String.fromCodePoint(punto);
      if (punto >= 0xd800 && punto <= 0xdfff) continue;
      const { debitore } = leggiDebitore(
        { tipo: 'G', codice: '12345678903', anagrafica: `a${segno}` },
        { anonimoAmmesso: false },
      );
      if (debitore === null) continue;
      const scritto = splitRuns(debitore.anagrafica, face)
        .map((run) => run.text)
        .join('');
      if (segno !== '?' && scritto.includes('?')) male.push(`${punto.toString(16)} ${segno}`);
    }
    expect(male).toEqual([]);
  },
);
