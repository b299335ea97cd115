import { afterAll, describe, expect, test } from 'vitest';
import { ok, valoreDi } from '#kernel/esito';
import type { Difetto } from './difetti.ts';
import { conXml } from './documento.ts';
import { caricaSchema } from './schema.ts';

const testo = (faccette: string, base = 'string') =>
  `<xs:simpleType><xs:restriction base="xs:${base}">${faccette}</xs:restriction></xs:simpleType>`;

const schema = caricaSchema({
  principale: 'a.xsd',
  file: {
    'a.xsd': Buffer.from(`<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
      <xs:element name="a"><xs:complexType><xs:sequence>
        <xs:element name="corto">${testo('<xs:maxLength value="3"/>')}</xs:element>
        <xs:element name="cifre">${testo('<xs:pattern value="[0-9]+"/>')}</xs:element>
        <xs:element name="scelta">${testo('<xs:enumeration value="x"/>')}</xs:element>
        <xs:element name="poco">${testo('<xs:maxInclusive value="5"/>', 'decimal')}</xs:element>
        <xs:choice><xs:element name="questo"/><xs:element name="quello"/></xs:choice>
      </xs:sequence></xs:complexType></xs:element>
    </xs:schema>`),
  },
});
afterAll(() => schema.dispose());

function difetti(messaggio: string): Difetto[] {
  return valoreDi(conXml(Buffer.from(messaggio), (d) => ok(d.difetti(schema, d.radice))));
}

const VALIDO = '<a><corto>abc</corto><cifre>1</cifre><scelta>x</scelta><poco>5</poco><questo/></a>';

describe('difetti', () => {
  test('none of a valid message', () => {
    expect(difetti(VALIDO)).toEqual([]);
  });

  test.each([
    ['abc<', 'abcd<', { elemento: 'corto', regola: 'lunghezza' }],
    ['>1<', '>RSSMRA<', { elemento: 'cifre', regola: 'formato' }],
    ['>x<', ">RSSMRA' y<", { elemento: 'scelta', regola: 'valore' }],
    ['>5<', '>6<', { elemento: 'poco', regola: 'intervallo' }],
    ['>5<', '>RSSMRA<', { elemento: 'poco', regola: 'tipo' }],
    ['<cifre>1</cifre>', '', { elemento: 'scelta', regola: 'non_atteso', nomi: ['cifre'] }],
    ['<questo/>', '<altro/>', { elemento: 'altro', regola: 'non_atteso', nomi: ['questo', 'quello'] }],
    [
      '<questo/>',
      '<u:questo xmlns:u="urn:u"/>',
      { elemento: 'questo', regola: 'non_atteso', nomi: ['questo', 'quello'] },
    ],
    ['<questo/>', '', { elemento: 'a', regola: 'mancante', nomi: ['questo', 'quello'] }],
    ['<corto>', '<corto lungo="RSSMRA">', { elemento: 'corto', regola: 'attributo', nomi: ['lungo'] }],
    ['<corto>', 'RSSMRA<corto>', { elemento: 'a', regola: 'contenuto' }],
    ['<corto>', '<corto><b>RSSMRA</b>', { elemento: 'corto', regola: 'contenuto' }],
  ])('%s → %s', (cosa, con, atteso) => {
    const trovati = difetti(VALIDO.replace(cosa, con));
    expect(trovati[0]).toMatchObject({ ...atteso, riga: 1 });
    expect(JSON.stringify(trovati)).not.toContain('RSSMRA');
  });

  test('of another root: unknown', () => {
    expect(difetti('<b/>')).toEqual([{ elemento: 'b', regola: 'sconosciuto', nomi: [], riga: 1 }]);
  });

  test('a name of the message is cut, and defects are counted', () => {
    expect(difetti(`<${'b'.repeat(5_000)}/>`)[0]?.elemento).toHaveLength(60);
    const attributi = Array.from({ length: 500 }, (_, i) => `b${i}=""`).join(' ');
    expect(difetti(VALIDO.replace('<corto>', `<corto ${attributi}>`))).toHaveLength(20);
  });
});
