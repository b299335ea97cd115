import { describe, expect, it } from 'vitest';
import { parseGiorno, piuGiorni, type Giorno } from '#kernel/giorno';
import { LIMITI } from '#kernel/limiti';
import { chiaveDetto, dicono, percheDirlo, type DaDire, type PercheDetto, type Voluto } from './promemoria.ts';

const OGGI = parseGiorno('2026-11-28') ?? ('' as Giorno);
const IERI = new Date('2026-11-27T08:00:00Z');
const PRIMA = new Date('2026-10-01T08:00:00Z');

const avviso = (altro: Partial<DaDire> = {}): DaDire => ({ dovuti: ['d1', 'd2'], scadenza: null, dal: IERI, ...altro });
const voluto = (altro: Partial<Voluto> = {}): Voluto => ({
  ...{ avvisiDal: PRIMA, promemoria: true, detti: new Set<string>(), oggi: OGGI },
  ...altro,
});
const fra = (giorni: number): Giorno => piuGiorni(OGGI, giorni);
const detti = (...quali: [string, PercheDetto][]): Set<string> => new Set(quali.map(([id, p]) => chiaveDetto(id, p)));

const casi: [string, DaDire, Voluto, PercheDetto | null][] = [
  ['new', avviso(), voluto(), 'nuovo'],
  ['new, and not wanted', avviso(), voluto({ avvisiDal: null }), null],
  ['asked for before they wanted to be told', avviso({ dal: PRIMA }), voluto({ avvisiDal: IERI }), null],
  ['of nobody knows when', avviso({ dal: null }), voluto(), null],
  ['told already, of one of its dovuti', avviso(), voluto({ detti: detti(['d2', 'nuovo']) }), null],
  [
    'told already, about to be due',
    avviso({ scadenza: fra(3) }),
    voluto({ detti: detti(['d1', 'nuovo']) }),
    'scadenza',
  ],
  ['new and about to be due', avviso({ scadenza: fra(3) }), voluto(), 'nuovo'],
  ['due today', avviso({ scadenza: OGGI }), voluto({ avvisiDal: null }), 'scadenza'],
  ['due at the limit', avviso({ scadenza: fra(LIMITI.promemoriaGiorni) }), voluto({ avvisiDal: null }), 'scadenza'],
  ['due later', avviso({ scadenza: fra(LIMITI.promemoriaGiorni + 1) }), voluto({ avvisiDal: null }), null],
  ['past its day', avviso({ scadenza: fra(-1) }), voluto({ avvisiDal: null }), null],
  [
    'about to be due, and not wanted',
    avviso({ scadenza: fra(3) }),
    voluto({ avvisiDal: null, promemoria: false }),
    null,
  ],
  [
    'about to be due, and told',
    avviso({ scadenza: fra(3) }),
    voluto({ avvisiDal: null, detti: detti(['d1', 'scadenza']) }),
    null,
  ],
];

describe('why a person is told of a notice', () => {
  it.each(casi)('%s', (_caso, uno, come, atteso) => {
    expect(percheDirlo(uno, come)).toBe(atteso);
  });

  it('told as new with its day, it is not told again for that', () => {
    expect(dicono('nuovo', avviso({ scadenza: fra(3) }), OGGI)).toEqual(['nuovo', 'scadenza']);
    expect(dicono('nuovo', avviso({ scadenza: fra(30) }), OGGI)).toEqual(['nuovo']);
    expect(dicono('scadenza', avviso({ scadenza: fra(3) }), OGGI)).toEqual(['scadenza']);
  });
});
