import { describe, expect, it } from 'vitest';
import { parseTassonomia } from './tassonomia.ts';

describe('parseTassonomia', () => {
  it.each<[string, string | null]>([
    ['9/0101107TS/', '9/0101107TS/'],
    ['0101107TS', '9/0101107TS/'],
    ['9/0301116TS', '9/0301116TS/'],
    ['7/0101107TS/', '7/0101107TS/'],
    ['9/0101107TS/\n', '9/0101107TS/'],
    ['9/010110TS/', null],
    ['5/0101107TS/', null],
    ['9/0101107XX/', null],
    ['', null],
  ])('%j', (testo, atteso) => expect(parseTassonomia(testo)).toBe(atteso));
});
