import { describe, expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { conXml } from './documento.ts';
import { canonico, cerca, figlio, type Elemento } from './elemento.ts';

function leggi(testo: string): Elemento {
  return valoreDi(conXml(Buffer.from(testo), ({ radice }) => ({ ok: true, value: radice })));
}

describe('canonico', () => {
  const base = canonico(leggi('<p:a xmlns:p="urn:x" b="1" c="2"><d>uno</d><e/></p:a>'));

  test.each([
    ['another prefix', '<q:a xmlns:q="urn:x" b="1" c="2"><d>uno</d><e/></q:a>'],
    ['indentation', '<p:a xmlns:p="urn:x" b="1" c="2">\n  <d> uno\n</d>\n  <e></e>\n</p:a>'],
    ['comments and instructions', '<p:a xmlns:p="urn:x" b="1" c="2"><!-- x --><d>u<!-- x -->no</d><?x y?><e/></p:a>'],
    ['order of attributes', '<p:a c="2" b="1" xmlns:p="urn:x"><d>uno</d><e/></p:a>'],
    ['CDATA and references', '<p:a xmlns:p="urn:x" b="&#49;" c="2"><d><![CDATA[un]]>&#111;</d><e/></p:a>'],
    ['unused namespaces', '<p:a xmlns:p="urn:x" xmlns:z="urn:z" b="1" c="2"><d>uno</d><e/></p:a>'],
  ])('is the same with %s', (_, testo) => {
    expect(canonico(leggi(testo))).toBe(base);
  });

  test.each([
    ['another text', '<p:a xmlns:p="urn:x" b="1" c="2"><d>due</d><e/></p:a>'],
    ['another order', '<p:a xmlns:p="urn:x" b="1" c="2"><e/><d>uno</d></p:a>'],
    ['another namespace', '<p:a xmlns:p="urn:y" b="1" c="2"><d>uno</d><e/></p:a>'],
    ['a child in the namespace', '<p:a xmlns:p="urn:x" b="1" c="2"><p:d>uno</p:d><e/></p:a>'],
    ['another attribute', '<p:a xmlns:p="urn:x" b="1" c="3"><d>uno</d><e/></p:a>'],
    ['an element less', '<p:a xmlns:p="urn:x" b="1" c="2"><d>uno</d></p:a>'],
    ['an element deeper', '<p:a xmlns:p="urn:x" b="1" c="2"><d>uno<e/></d></p:a>'],
    ['text between the children', '<p:a xmlns:p="urn:x" b="1" c="2">x<d>uno</d><e/></p:a>'],
  ])('differs with %s', (_, testo) => {
    expect(canonico(leggi(testo))).not.toBe(base);
  });
});

test('figlio looks at the children, in their namespace; cerca at all depths, in any', () => {
  const e = leggi('<a><b>1</b><p:b xmlns:p="urn:x">2</p:b><c><d>3</d></c></a>');
  expect(figlio(e, 'b')?.testo).toBe('1');
  expect(figlio(e, 'b', 'urn:x')?.testo).toBe('2');
  expect(figlio(e, 'd')).toBeNull();
  expect(cerca(e, 'd')?.testo).toBe('3');
  expect(cerca(e, 'a')).toBe(e);
  expect(cerca(e, 'z')).toBeNull();
});
