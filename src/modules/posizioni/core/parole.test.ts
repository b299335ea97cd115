import { expect, it } from 'vitest';
import type { EnteId } from '#kernel/ids';
import { domandaDi } from './parole.ts';

const ENTE = '00000000-0000-7000-8000-00000000beef' as EnteId;

it.each([
  ['', null],
  ['  & | ! :* ( ) \' " \\ ', null],
  ['Rossi', "'beefrossi':*"],
  ['rossi MÀRIO', "'beefrossi':* & 'beefmario':*"],
  ["D'Angelo", "'beefd' & 'beefangelo':*"],
  ['45,00', "'beef=4500'"],
  ['€ 1.234,56', "'beef=123456'"],
  ['45.00€', "'beef=4500'"],
  ['rossi 45', "'beefrossi':* & ('beef45' | 'beef=4500')"],
  ['2026', "('beef2026':* | 'beef=202600')"],
  [
    "x'); drop table posizioni.dovuto; --",
    "'beefx' & 'beefdrop':* & 'beeftable':* & 'beefposizioni':* & 'beefdovuto':*",
  ],
])('«%s» asks for %s', (testo, domanda) => expect(domandaDi(testo, ENTE)).toBe(domanda));

it('asks for no more words than a name and a causale have', () => {
  expect(domandaDi('parola '.repeat(100), ENTE)?.split(' & ')).toHaveLength(10);
});
