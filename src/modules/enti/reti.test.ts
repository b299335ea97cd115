import { describe, expect, it } from 'vitest';
import { ammetteIndirizzo, isRete } from './reti.ts';

describe('isRete', () => {
  it.each<[string, boolean]>([
    ['20.86.139.154', true],
    ['10.0.0.0/8', true],
    ['2001:db8::/32', true],
    ['::1', true],
    ['0.0.0.0/0', false],
    ['::/0', false],
    ['10.0.0.0/33', false],
    ['2001:db8::/129', false],
    ['10.0.0.0/8/8', false],
    ['10.0.0/8', false],
    ['fe80::1%eth0', false],
    ['10.0.0.0/', false],
    ['', false],
  ])('%j', (testo, atteso) => expect(isRete(testo)).toBe(atteso));
});

describe('ammetteIndirizzo', () => {
  const ammette = ammetteIndirizzo(['20.86.139.154', '10.1.0.0/16', '2001:db8:1::/48']);
  it.each<[string, boolean]>([
    ['20.86.139.154', true],
    ['20.86.139.155', false],
    ['10.1.255.255', true],
    ['10.2.0.1', false],
    ['::ffff:10.1.2.3', true],
    ['::ffff:10.2.2.3', false],
    ['2001:db8:1:ffff::1', true],
    ['2001:db8:2::1', false],
    ['non un indirizzo', false],
    ['', false],
  ])('%j', (indirizzo, atteso) => expect(ammette(indirizzo)).toBe(atteso));

  it('admits nobody without a list', () => expect(ammetteIndirizzo([])('10.0.0.1')).toBe(false));
});
