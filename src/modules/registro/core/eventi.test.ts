import { describe, expect, test } from 'vitest';
import { listaDi, metti, quantiInLotto, rigaEvento, type Evento } from './eventi.ts';

const evento: Evento = {
  istante: new Date('2026-11-23T10:00:00.123Z'),
  categoria: 'INTERFACE',
  tipo: 'paVerifyPaymentNotice',
  sottotipo: 'REQ',
};

describe('metti', () => {
  test.each([
    ['a message that fits', 'àbc', 4, 'àbc', false],
    ['one byte too many', 'àbc', 3, 'àb', true],
    ['as much as there is, when whole', 'x'.repeat(50_000), null, 'x'.repeat(50_000), false],
    ['nothing', '', 4, '', false],
  ])('keeps %s', (_, contenuto, byteMax, tenuto, troncato) => {
    const messo = metti({ ...evento, contenuto }, { id: 'a', byteMax });
    expect(messo).toEqual({ id: 'a', evento: { ...evento, contenuto }, contenuto: Buffer.from(tenuto), troncato });
  });

  test('does not keep alive the rest of a message that is too long', () => {
    const { contenuto } = metti({ ...evento, contenuto: new Uint8Array(1_000_000) }, { id: 'a', byteMax: 10_000 });
    expect(contenuto?.buffer.byteLength).toBeLessThan(100_000);
  });

  test('an evento may have no message', () => {
    expect(metti(evento, { id: 'a', byteMax: 4 })).toMatchObject({ contenuto: null, troncato: false });
  });
});

test.each([
  ['nothing waits', [], 0],
  ['all fit', [10, 10], 2],
  ['as many as may go', [1, 1, 1, 1], 3],
  ['as many bytes as may go', [60, 40, 1], 2],
  ['a message longer than the bound goes alone', [500, 1], 1],
  ['eventi without a message', [null, null, 101], 2],
])('quantiInLotto: %s', (_, byte, quanti) => {
  const attesa = byte.map((n) => ({
    id: '',
    evento,
    contenuto: n === null ? null : new Uint8Array(n),
    troncato: false,
  }));
  expect(quantiInLotto(attesa, { righeMax: 3, byteMax: 100 })).toBe(quanti);
});

describe('rigaEvento', () => {
  const riga = (parti: Partial<Evento>) => rigaEvento(metti({ ...evento, ...parti }, { id: 'a', byteMax: null }), 7);

  test('says where the message lies', () => {
    expect(riga({ contenuto: 'abc' })).toMatchObject({ da: 7, byte: 3, troncato: false });
    expect(riga({})).not.toHaveProperty('da');
  });

  test('a hostile field cannot make the row unacceptable or endless', () => {
    expect(
      riga({ iuv: 'a\0b', psp: 'x\ud800', numeroAvviso: '9'.repeat(5000), parametri: 'p'.repeat(5000) }),
    ).toMatchObject({
      iuv: 'ab',
      psp: 'x\ufffd',
      numeroAvviso: '9'.repeat(256),
      parametri: 'p'.repeat(1024),
    });
    expect(JSON.stringify(riga({ psp: `${'x'.repeat(255)}😀` }))).not.toMatch(/\\ud/);
  });
});

test('a lotto writes the fields by their places, and nothing for those that come last and are missing', () => {
  const righe = [{ contenuto: 'abc', esito: 'OK' }, {}].map((parti) =>
    rigaEvento(metti({ ...evento, ...parti }, { id: 'a', byteMax: null }), 7),
  );
  const comuni = ['2026-11-23T10:00:00.123Z', 'a', null, null, null, 'INTERFACE', 'paVerifyPaymentNotice', 'REQ'];
  expect(JSON.parse(listaDi(righe))).toEqual([
    [...comuni, ...[null, null, null, null, false, 7, 3, 'OK']],
    [...comuni, ...[null, null, null, null, false]],
  ]);
});
