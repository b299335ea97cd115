import { describe, expect, test } from 'vitest';
import { ok, rifiuto, valoreDi } from '#kernel/esito';
import { conXml, type Documento } from './documento.ts';
import { caricaSchema } from './schema.ts';

const testoDella = ({ radice }: Documento) => ok(radice.testo);

function codice(messaggio: string | Uint8Array): string {
  const esito = conXml(typeof messaggio === 'string' ? Buffer.from(messaggio) : messaggio, testoDella);
  return esito.ok ? 'ok' : esito.refusal.codice;
}

describe('conXml', () => {
  test('reads names, namespaces, texts and attributes, and nothing of the layout', () => {
    const testo = '<p:a xmlns:p="urn:x" p:k="1"><!-- c -->\n  <b>u<![CDATA[<n>]]>o</b>\n</p:a>';
    const b = { nome: 'b', spazio: '', attributi: [], testo: 'u<n>o', figli: [] };
    const attributi = [{ nome: 'k', spazio: 'urn:x', valore: '1' }];
    expect(valoreDi(conXml(Buffer.from(testo), ({ radice }) => ok(radice)))).toEqual({
      nome: 'a',
      spazio: 'urn:x',
      attributi,
      testo: '',
      figli: [b],
    });
  });

  test('the refusal of fn comes back as it is, and what it throws is thrown', () => {
    expect(conXml(Buffer.from('<a/>'), () => rifiuto('mio', 'conflitto'))).toEqual(rifiuto('mio', 'conflitto'));
    expect(() =>
      conXml(Buffer.from('<a/>'), () => {
        throw new Error('guasto');
      }),
    ).toThrow('guasto');
  });

  test.each([
    ['nothing', ''],
    ['blanks', '  \n'],
    ['a comment alone', '<!-- -->'],
    ['cut short', '<a><b></a>'],
    ['two roots', '<a/><b/>'],
    ['JSON', '{"a":1}'],
    ['a zero byte', '<a>\0</a>'],
    ['a reference to a forbidden character', '<a>&#0;</a>'],
    ['an entity never declared', '<a>&b;</a>'],
    ['a prefix never declared', '<b:a/>'],
    ['UTF-8 that is not', Buffer.from('<a>è</a>', 'latin1')],
    ['an encoding nobody knows', '<?xml version="1.0" encoding="boh"?><a/>'],
    ['300 levels', '<a>'.repeat(300) + '</a>'.repeat(300)],
  ])('refuses %s', (_, messaggio) => {
    expect(codice(messaggio)).toBe('xml_malformato');
  });

  test('says where', () => {
    expect(conXml(Buffer.from('<a>\n<b></a>'), testoDella)).toMatchObject({
      refusal: { codice: 'xml_malformato', parametri: { riga: 2 } },
    });
  });

  test('reads the encoding that is declared', () => {
    const xml = (codifica: string) => `<?xml version="1.0" encoding="${codifica}"?><a>perché</a>`;
    for (const messaggio of [
      Buffer.from(xml('UTF-8')),
      Buffer.from(xml('ISO-8859-1'), 'latin1'),
      Buffer.from(xml('windows-1252'), 'latin1'),
      Buffer.from('\ufeff' + xml('UTF-16'), 'utf16le'),
      Buffer.from('\ufeff<a>perché</a>'),
    ]) {
      expect(conXml(messaggio, testoDella)).toEqual(ok('perché'));
    }
  });
});

describe('conXml against attacks', () => {
  test.each([
    ['a DTD', '<!DOCTYPE a><a/>'],
    ['an external DTD', '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'],
    ['an external entity', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'],
    ['a parameter entity', '<!DOCTYPE a [<!ENTITY % b SYSTEM "file:///etc/passwd"> %b;]><a/>'],
    ['a DTD in UTF-16', Buffer.from('\ufeff<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>', 'utf16le')],
  ])('refuses %s', (_, messaggio) => {
    expect(codice(messaggio)).toBe('xml_dtd');
  });

  test('a billion laughs and a quadratic blow-up cost nothing', () => {
    const entita = 'bcdefghil'.split('').map((nome, i, tutte) => {
      const prima = tutte[i - 1];
      return `<!ENTITY ${nome} "${prima === undefined ? 'ah' : `&${prima};`.repeat(10)}">`;
    });
    expect(codice(`<!DOCTYPE a [${entita.join('')}]><a>&l;</a>`)).toMatch(/^xml_(malformato|dtd)$/);
    const lunga = `<!DOCTYPE a [<!ENTITY b "${'x'.repeat(50_000)}">]><a>${'&b;'.repeat(100_000)}</a>`;
    expect(codice(lunga)).toMatch(/^xml_(malformato|dtd)$/);
  });

  test('bounds bytes, nodes and attributes', () => {
    expect(codice(Buffer.alloc(1024 * 1024 + 1, 0x20))).toBe('xml_troppo_grande');
    expect(codice(`<a>${'<b/>'.repeat(49_000)}</a>`)).toBe('ok');
    expect(codice(`<a>${'<b/>'.repeat(51_000)}</a>`)).toBe('xml_troppi_nodi');
    expect(codice(`<a>${'<?b?>'.repeat(51_000)}</a>`)).toBe('xml_troppi_nodi');
    const attributi = (n: number) => Array.from({ length: n }, (_, i) => `b${i}=""`).join(' ');
    expect(codice(`<a ${attributi(1_000)}/>`)).toBe('ok');
    expect(codice(`<a ${attributi(100_000)}/>`)).toBe('xml_troppi_nodi');
    expect(codice(`<a>${'<b c=""/>'.repeat(1_001)}</a>`)).toBe('xml_troppi_nodi');
  });
});

describe('a schema', () => {
  const xsd = (corpo: string) =>
    Buffer.from(`<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t">${corpo}</xs:schema>`);

  test('takes its includes from memory, relative to the file that has them', () => {
    const schema = caricaSchema({
      principale: 'sopra/a.xsd',
      file: {
        'sopra/a.xsd': xsd('<xs:include schemaLocation="../sotto/b.xsd"/><xs:element name="a" type="si"/>'),
        'sotto/b.xsd': xsd(
          '<xs:simpleType name="si"><xs:restriction base="xs:string"><xs:enumeration value="s"/></xs:restriction></xs:simpleType>',
        ),
      },
    });
    const difetti = (testo: string) => conXml(Buffer.from(testo), (d) => ok(d.difetti(schema, d.radice)));
    expect(difetti('<a>s</a>')).toEqual(ok([]));
    expect(difetti('<a>n</a>')).toEqual(ok([{ elemento: 'a', regola: 'valore', nomi: [], riga: 1 }]));
    schema.dispose();
  });

  test('that does not hold together is a fault', () => {
    expect(() => caricaSchema({ principale: 'a.xsd', file: {} })).toThrow('No file of that name');
    expect(() =>
      caricaSchema({ principale: 'a.xsd', file: { 'a.xsd': xsd('<xs:element name="a" type="boh"/>') } }),
    ).toThrow();
    expect(() => caricaSchema({ principale: 'a.xsd', file: { 'a.xsd': Buffer.from('<no') } })).toThrow();
    const manca = xsd('<xs:include schemaLocation="/etc/passwd"/><xs:element name="a" type="xs:string"/>');
    expect(() => caricaSchema({ principale: 'a.xsd', file: { 'a.xsd': manca } })).toThrow();
  });

  test('judges only an element of an open document', () => {
    const schema = caricaSchema({
      principale: 'a.xsd',
      file: { 'a.xsd': xsd('<xs:element name="a" type="xs:string"/>') },
    });
    const fuggito = valoreDi(conXml(Buffer.from('<a/>'), (documento) => ok(documento)));
    expect(() => fuggito.difetti(schema, fuggito.radice)).toThrow('open document');
    schema.dispose();
  });

  test('named by the message itself is never followed', () => {
    const schema = caricaSchema({
      principale: 'a.xsd',
      file: { 'a.xsd': xsd('<xs:element name="a" type="xs:string"/>') },
    });
    const xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
    for (const dove of ['xsi:schemaLocation="urn:t mem:/a.xsd"', 'xsi:noNamespaceSchemaLocation="/etc/passwd"']) {
      const esito = conXml(Buffer.from(`<a ${xsi} ${dove}/>`), (d) => ok(d.difetti(schema, d.radice)));
      expect(esito).toEqual(ok([]));
    }
    schema.dispose();
  });
});
