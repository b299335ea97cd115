import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { conXml } from './documento.ts';
import type { Elemento } from './elemento.ts';
import { base64, elemento, facoltativo, xml, type Xml } from './scrivi.ts';

function rilegge(scritto: Xml): Elemento {
  return valoreDi(conXml(Buffer.from(scritto.toString()), ({ radice }) => ({ ok: true, value: radice })));
}

/** Any text that JavaScript can hold, lone surrogates and control characters included. */
const qualsiasi = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom('<', '>', '&', '"', "'", ']', '\r', '\n', '\t', '\0', '\u{1f600}', '\ud800', '￾', 'è', ' '),
  }),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((unita) => String.fromCharCode(...unita)),
);

/** What XML 1.0 (2.2) has a place for. */
function ammessi(testo: string): string {
  return [...testo]
    .filter((c) => {
      const n = c.codePointAt(0) ?? 0;
      return (
        n === 9 || n === 10 || n === 13 || (n >= 0x20 && n <= 0xd7ff) || (n >= 0xe000 && n <= 0xfffd) || n > 0xffff
      );
    })
    .join('');
}

describe('xml', () => {
  test('whatever is interpolated is read back as it was, less what XML forbids', () => {
    fc.assert(
      fc.property(qualsiasi, qualsiasi, (testo, attributo) => {
        const letto = rilegge(xml`<a b="${attributo}"><c>${testo}</c></a>`);
        expect(letto.attributi).toEqual([{ nome: 'b', spazio: '', valore: ammessi(attributo) }]);
        expect(letto.figli).toHaveLength(1);
        expect(letto.figli[0]?.testo).toBe(ammessi(testo));
      }),
      { numRuns: 2000 },
    );
  });

  test('a text never becomes an element, not even one that looks written by us', () => {
    const scritto = xml`<a>${xml`<b>x</b>`.toString()}</a>`;
    expect(rilegge(scritto)).toMatchObject({ figli: [], testo: '<b>x</b>' });
  });

  test('Xml stands as it is, a list is its items, null is nothing, a number its digits', () => {
    const scritto = xml`<a>${[xml`<b>${1}</b>`, null, facoltativo('c', null), facoltativo('d', 'x')]}</a>`;
    expect(scritto.toString()).toBe('<a><b>1</b><d>x</d></a>');
  });

  test('bytes are written in base64', () => {
    expect(elemento('a', base64(Buffer.from('<\u00e8&>'))).toString()).toBe('<a>PMOoJj4=</a>');
  });

  test('elemento refuses what is not a name', () => {
    expect(elemento('p:e-mail', null, { 'xmlns:p': 'urn:<x>' }).toString()).toBe(
      '<p:e-mail xmlns:p="urn:&#60;x&#62;"></p:e-mail>',
    );
    for (const nome of ['', 'a b', 'a><b', '1a', 'a:b:c']) expect(() => elemento(nome, null)).toThrow('Not a name');
    expect(() => elemento('a', null, { 'b="" c': '' })).toThrow('Not a name');
  });
});
