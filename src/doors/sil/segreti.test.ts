import { expect, it } from 'vitest';
import { senzaSegreti } from './segreti.ts';

it.each([
  ['<a><password>s</password><b>c</b></a>', '<a><password>***</password><b>c</b></a>'],
  ['<p:password xsi:type="x:string">s</p:password>', '<p:password xsi:type="x:string">***</p:password>'],
  ['<passwordMypivot>s</passwordMypivot><authorizationToken>t</authorizationToken>', null],
  ['<password>s<![CDATA[s</s]]>s<!-- </ -->s</password><c/>', '<password>***</password><c/>'],
  ['<password a=">">s</password>', '<password a=">***</password>'],
  ['<!-- <password> --><b>c</b><![CDATA[<password>]]><password>s</password>', null],
  ['<password/><b>c</b>', '<password/><b>c</b>'],
  ['<passwords.ok>c</passwords.ok>', '<passwords.ok>c</passwords.ok>'],
  ['<u>https://x/?securityToken=eyJ.s.s&amp;b=1</u>', '<u>https://x/?securityToken=***&amp;b=1</u>'],
  ['<password>s', '<password>***'],
  ['testo senza segreti', 'testo senza segreti'],
])('nothing of a secret is kept, and all the rest: %s', (messaggio, atteso) => {
  const fatto = senzaSegreti(messaggio);
  if (atteso !== null) expect(fatto).toBe(atteso);
  expect(fatto).not.toMatch(/>[st]|s</);
});

// Each is read once: were it looked through to its end at every piece, this test would be over tomorrow.
it.each(['<password>', '<password><!--', '<!--', '<![CDATA[', '<password><![CDATA['])(
  'no message takes longer than its length: %s, a hundred thousand times',
  (pezzo) => {
    expect(senzaSegreti(pezzo.repeat(100_000)).length).toBeLessThanOrEqual(pezzo.length * 100_000);
  },
);
