import { describe, expect, it } from 'vitest';
import { contatoreAvanza, leggiFirma, leggiNuova, parseNomePasskey, sfidaDi } from './passkey.ts';

it.each([
  ['  Telefono   di lavoro ', 'Telefono di lavoro'],
  ['', null],
  ['   ', null],
  ['x'.repeat(61), null],
])('a name %j is %j', (scritto, atteso) => expect(parseNomePasskey(scritto)).toBe(atteso));

it.each([
  [0, 0, true],
  [0, 1, true],
  [5, 6, true],
  [5, 5, false],
  [5, 4, false],
  [5, 0, false],
])('after %i, a count of %i: %s', (noto, nuovo, atteso) => expect(contatoreAvanza({ noto, nuovo })).toBe(atteso));

describe('what a browser sends', () => {
  const clientDataJSON = Buffer.from(JSON.stringify({ challenge: 'abc' })).toString('base64url');
  const firma = { id: 'AQ', response: { clientDataJSON, authenticatorData: 'AQ', signature: 'AQ' } };

  it('is read', () => {
    expect(sfidaDi(leggiFirma(JSON.stringify(firma)) ?? expect.fail())).toBe('abc');
    expect(
      leggiNuova(JSON.stringify({ id: 'AQ', response: { clientDataJSON, attestationObject: 'AQ' } })),
    ).not.toBeNull();
  });

  it.each([
    '',
    '{',
    'null',
    '3',
    '{}',
    JSON.stringify({ ...firma, id: '<' }),
    JSON.stringify({ ...firma, response: {} }),
  ])('is refused: %s', (testo) => expect([leggiFirma(testo), leggiNuova(testo)]).toEqual([null, null]));

  it.each(['AQ', Buffer.from('null').toString('base64url'), Buffer.from('{"challenge":3}').toString('base64url')])(
    'without a challenge has none: %s',
    (dati) => expect(sfidaDi({ ...firma, response: { ...firma.response, clientDataJSON: dati } })).toBe(''),
  );
});
