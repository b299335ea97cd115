import { describe, expect, it } from 'vitest';
import { LINGUE } from '#kernel/lingua';
import { fra } from './attesa.ts';
import { testiDi } from './catalogo.ts';

type Detti = ReadonlyMap<string, string>;

/** Each sentence that is written, by its path; those put together at need are a shape, which the compiler looks at. */
function detti(cosa: unknown, dove = ''): Detti {
  if (typeof cosa === 'string') return new Map([[dove, cosa]]);
  if (typeof cosa !== 'object' || cosa === null) return new Map();
  return new Map(Object.entries(cosa).flatMap(([nome, dentro]) => [...detti(dentro, `${dove}.${nome}`)]));
}

/** What is the same in another language: names, what is printed on the paper, abbreviations, addresses. */
const UGUALI: Readonly<Record<string, readonly RegExp[]>> = {
  en: [
    /^\.interfaccia\.(prodotto|menu)$/,
    /\.iuv$|email$/i,
    /^\.portale\.disegno\./,
    /\.a$/,
    /^\.spontaneo\.riepilogo\.no$/,
  ],
  de: [/^\.interfaccia\.prodotto$/, /\.iuv$/, /^\.portale\.disegno\./, /\.a$/],
};

/** One word for one thing, the one of the printed notice. */
const SINONIMI = { it: /bollettino/i, en: /notice number|payment slip/i, de: /Bescheid|Zahlungsaufforderung/ };

const italiane = detti(testiDi('it'));

describe.each(LINGUE.filter((lingua) => lingua !== 'it'))('%s', (lingua) => {
  const sue = detti(testiDi(lingua));

  it('dice tutto ciò che dice l’italiano, e niente altro', () => {
    expect([...sue.keys()].toSorted()).toEqual([...italiane.keys()].toSorted());
  });

  it('non lascia in italiano ciò che si traduce', () => {
    const uguali = [...sue].filter(([dove, testo]) => testo === italiane.get(dove)).map(([dove]) => dove);
    expect(uguali.filter((dove) => !UGUALI[lingua]?.some((ammesso) => ammesso.test(dove)))).toEqual([]);
  });

  it('chiama l’avviso con il nome che ha sulla carta', () => {
    expect([...sue].filter(([, testo]) => SINONIMI[lingua].test(testo))).toEqual([]);
  });

  it('non è mai muta', () => {
    expect([...sue].filter(([, testo]) => testo.trim() === '')).toEqual([]);
  });
});

it('un’attesa si dice come si parla, arrotondata in su', () => {
  expect([30, 61, 3599, 3601].map((s) => fra(s, 'en'))).toEqual([
    'in 30 seconds',
    'in 2 minutes',
    'in 1 hour',
    'in 2 hours',
  ]);
  expect(fra(300, 'de')).toBe('in 5 Minuten');
});
