import type { Elemento } from '#platform/xml/elemento';
import { elemento, type Xml } from '#platform/xml/scrivi';

/** Numbers from 0 up to but not including `n`, always the same for a seed: a mutant that fails can be made again (mulberry32). */
export type Caso = (n: number) => number;

export function caso(seme: number): Caso {
  let stato = seme >>> 0;
  return (n) => {
    stato = (stato + 0x6d2b79f5) >>> 0;
    let t = Math.imul(stato ^ (stato >>> 15), stato | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % n;
  };
}

export function unoDi<T>(sorte: Caso, lista: readonly T[]): T {
  const scelto = lista[sorte(lista.length)];
  if (scelto === undefined) throw new Error('Nothing to choose from');
  return scelto;
}

/** An element while it is being spoilt. */
type Nodo = { nome: string; spazio: string; attributi: Record<string, string>; testo: string; figli: Nodo[] };

/** What the mutants of one contract are made with, beside what every contract meets. */
export type Materia = {
  /** Namespaces that an element may be put in, its own among them. */
  spazi: readonly string[];
  /** Declared on the root, for the values of `xsi:type`. */
  dichiarati: Readonly<Record<string, string>>;
  /** Names that a root may take, and names that nobody expects. */
  radici: readonly string[];
  nomi: readonly string[];
  /** Values of `xsi:type`. */
  tipi: readonly string[];
  /** Either side of every bound that the contract sets to the length of a text. */
  lunghezze: readonly number[];
  /** Values by what a value looks like, before those of every contract. */
  generi?: readonly Genere[];
};

/** Either side of bounds, by what a value looks like. */
export type Genere = { come: RegExp; valori: readonly string[] };

/** A seed and chance give a mutant; a seed alone, all those with one thing changed. */
export type Mutatore = {
  /**
   * A message like `seme` with one to three things changed: half of them values, the rest elements dropped, repeated, moved, renamed,
   * put elsewhere, in another namespace, given attributes. Many are still valid: two contracts must agree on those too.
   */
  mutante: (seme: Elemento, sorte: Caso) => Xml;
  /**
   * Every message like `seme` with just one thing changed: each element dropped, repeated to either side of the bounds that lists have,
   * or moved past the next; each value brought to the edges of its kind. What chance might miss.
   */
  ritocchi: (seme: Elemento) => Generator<Xml>;
};

const DI_TUTTI = {
  'xmlns:xs': 'http://www.w3.org/2001/XMLSchema',
  'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
};

const volte = (testo: string, lunghezze: readonly number[]): string[] => lunghezze.map((n) => testo.repeat(n));

/**
 * Either side of the other bounds, by what a value looks like; and whatever a hurried programmer might write. `lungo`: texts of every
 * length, too.
 */
const GENERI: readonly (Genere & { lungo?: boolean })[] = [
  {
    come: /^\d+\.\d\d$/,
    valori: [
      ...[
        '0.00',
        '0.01',
        '0.99',
        '00.01',
        '1.0',
        '1',
        '1.000',
        '1,00',
        '+1.00',
        '-1.00',
        ' 1.00 ',
        '.01',
        '1.',
        '1e2',
        'NaN',
        '',
      ],
      ...['٣.٠٠', '999999999.99', '1000000000.00', '999999999.990', '0000999999999.99', '99999999999999999999.99'],
    ],
  },
  {
    come: /^\d{4}-\d\d-\d\d$/,
    valori: [
      '2026-02-29',
      '2028-02-29',
      '2026-13-01',
      '2026-12-31Z',
      '2026-12-31+01:00',
      '12026-01-01',
      '31/12/2026',
      '',
    ],
  },
  {
    come: /^\d{4}-\d\d-\d\dT/,
    valori: [
      '2026-10-25T24:00:00',
      '2026-10-25T02:30:00.123+02:00',
      '2026-10-25 02:30:00',
      '2026-10-25T25:00:00',
      '2026-10-25',
      '',
    ],
  },
  { come: /^(true|false|1|0)$/, valori: ['true', 'false', '1', '0', 'TRUE', 'si', ' true ', ''] },
  {
    come: /^\d\d?$/,
    valori: ['0', '1', '2', '3', '4', '5', '6', '-1', '05', ' 5 ', '+5', '01', '02', '2147483648', ''],
  },
  {
    come: /^\d{11,18}$/,
    valori: [...volte('7', [10, 11, 12, 17, 18, 19]), 'x'.repeat(11), '0000000001 '],
    lungo: true,
  },
  { come: /^(OK|KO)$/, valori: ['OK', 'KO', 'ok', ''] },
  { come: /^(EQ|POSTAL|PAGOPA)$/, valori: ['EQ', 'LS', 'GT', 'ANY', 'NE', 'POSTAL', 'PAGOPA', 'CASH', ''] },
  { come: /^[FG]$/, valori: ['F', 'G', 'M', 'f', 'FG', ''] },
  { come: /^[A-Z]{2}$/, valori: ['IT', 'it', 'ITA', 'I1', 'I'], lungo: true },
  {
    come: /@/,
    valori: [
      ...[
        'a@b',
        'a@b.it',
        'a.b+c_d-e@f-g.h',
        'a@',
        '@b',
        'a b@c',
        'è@b.it',
        'a@b..it',
        'a@b_c.it',
        'A@B.IT',
        'a@b.it!',
        '',
      ],
      ...[`${'a'.repeat(251)}@b.it`, `${'a'.repeat(252)}@b.it`],
    ],
  },
  {
    come: /^[A-Za-z0-9+/]+=*$/,
    valori: ['QQ==', 'QQ', 'Q', 'Q Q = =', 'Q\nQ==', '====', '!!!!', ...volte('A', [68, 72, 76])],
    lungo: true,
  },
  {
    come: /^/,
    valori: [' ', '\n', ...volte('\u{1f600}', [1, 35, 36]), ...volte('è', [140, 141]), '<&>"'],
    lungo: true,
  },
];

/** One kind of damage, done to the tree; what does not apply leaves it as it is. */
type Danno = (albero: Albero, sorte: Caso) => void;

const danniDi = ({ spazi, radici, nomi, tipi }: Materia): readonly Danno[] => [
  ({ padri }, sorte) => conFigli(padri, sorte, (p, i) => p.figli.splice(i, 1)),
  ({ padri }, sorte) =>
    conFigli(padri, sorte, (p, i) =>
      p.figli.splice(i, 0, ...ripetuto(p.figli[i], unoDi(sorte, [1, 1, 1, 4, 5, 13, 14, 15]))),
    ),
  ({ padri }, sorte) =>
    conFigli(padri, sorte, (p, i) => p.figli.splice(sorte(p.figli.length), 0, ...p.figli.splice(i, 1))),
  ({ padri, tutti }, sorte) =>
    conFigli(padri, sorte, (p, i) => p.figli.splice(i, sorte(2), copia(unoDi(sorte, tutti)))),
  ({ tutti }, sorte) => Object.assign(unoDi(sorte, tutti), { nome: unoDi(sorte, tutti).nome }),
  ({ tutti }, sorte) => Object.assign(unoDi(sorte, tutti), { nome: unoDi(sorte, nomi) }),
  ({ tutti }, sorte) => Object.assign(unoDi(sorte, tutti), { spazio: unoDi(sorte, spazi) }),
  ({ radice }, sorte) => Object.assign(radice, { nome: unoDi(sorte, radici) }),
  ({ tutti }, sorte) => Object.assign(unoDi(sorte, tutti).attributi, unoDi(sorte, attributiDi(tipi))),
  ({ padri }, sorte) => Object.assign(unoDi(sorte, padri), { testo: 'fuori posto' }),
  ({ foglie }, sorte) => unoDi(sorte, foglie).figli.push(nuovo(unoDi(sorte, ['altro', 'key']))),
];

const attributiDi = (tipi: readonly string[]): readonly Record<string, string>[] => [
  { lungo: '1' },
  { 'xsi:nil': 'true' },
  { 'xsi:nil': 'false' },
  { 'xsi:schemaLocation': 'urn:altro altro.xsd' },
  ...tipi.map((tipo) => ({ 'xsi:type': tipo })),
];

type Albero = { radice: Nodo; tutti: Nodo[]; padri: Nodo[]; foglie: Nodo[] };

/** The mutants of one contract. */
export function mutatore(materia: Materia): Mutatore {
  const lunghi = volte('x', materia.lunghezze);
  const conLunghezze = ({ lungo = false, ...g }: (typeof GENERI)[number]): Genere =>
    lungo ? { ...g, valori: [...lunghi, ...g.valori] } : g;
  const arnesi = {
    generi: [...(materia.generi ?? []), ...GENERI.map(conLunghezze)],
    danni: danniDi(materia),
    dichiarati: { ...materia.dichiarati, ...DI_TUTTI },
  };
  return {
    mutante: (seme, sorte) => mutante(seme, sorte, arnesi),
    ritocchi: (seme) => ritocchi(seme, arnesi),
  };
}

type Arnesi = { generi: readonly Genere[]; danni: readonly Danno[]; dichiarati: Record<string, string> };

function mutante(seme: Elemento, sorte: Caso, { generi, danni: guasti, dichiarati }: Arnesi): Xml {
  const radice = copia(nodo(seme));
  for (let danni = 1 + sorte(3); danni > 0; danni -= 1) {
    const tutti = discendenti(radice);
    const albero = {
      radice,
      tutti,
      padri: tutti.filter((n) => n.figli.length > 0),
      foglie: tutti.filter((n) => n.figli.length === 0),
    };
    if (albero.padri.length === 0) break;
    if (sorte(2) === 0) unoDi(sorte, albero.foglie).testo = unoDi(sorte, unoDi(sorte, generi).valori);
    else unoDi(sorte, guasti)(albero, sorte);
  }
  return scrivi(radice, dichiarati);
}

function* ritocchi(seme: Elemento, { generi, dichiarati }: Arnesi): Generator<Xml> {
  const radice = nodo(seme);
  for (const padre of diversi(radice)) {
    const figli = padre.figli;
    for (const [i, figlio] of figli.entries()) {
      const { testo } = figlio;
      const altri = figli.toSpliced(i, 1);
      const disposizioni = [altri, altri.toSpliced(i + 1, 0, figlio)];
      // Lists have two items here: with 3 and 4 more they are at the bound of transfers, with 13 and 14 at that of metadata.
      const inLista = figli.filter(({ nome }) => nome === figlio.nome).length > 1;
      for (const n of inLista ? [1, 3, 4, 13, 14] : [1])
        disposizioni.push(figli.toSpliced(i, 0, ...ripetuto(figlio, n)));
      for (const disposti of disposizioni) {
        padre.figli = disposti;
        yield scrivi(radice, dichiarati);
      }
      padre.figli = figli;
      const genere = generi.find(({ come }) => come.test(testo));
      for (const valore of figlio.figli.length > 0 ? [] : (genere?.valori ?? [])) {
        figlio.testo = valore;
        yield scrivi(radice, dichiarati);
      }
      figlio.testo = testo;
    }
  }
}

function conFigli(padri: readonly Nodo[], sorte: Caso, fai: (padre: Nodo, i: number) => void): void {
  const padre = unoDi(sorte, padri);
  fai(padre, sorte(padre.figli.length));
}

function ripetuto(n: Nodo | undefined, quante: number): Nodo[] {
  return n === undefined ? [] : Array.from({ length: quante }, () => copia(n));
}

function nodo({ nome, spazio, testo, figli }: Elemento): Nodo {
  return { nome, spazio, attributi: {}, testo, figli: figli.map(nodo) };
}

function nuovo(nome: string): Nodo {
  return { nome, spazio: '', attributi: {}, testo: '', figli: [] };
}

function copia(n: Nodo): Nodo {
  return { ...n, attributi: { ...n.attributi }, figli: n.figli.map(copia) };
}

function discendenti(n: Nodo): Nodo[] {
  return [n, ...n.figli.flatMap(discendenti)];
}

/** All but those of an item that is word by word the one before it in its list. */
function diversi(n: Nodo): Nodo[] {
  const suoi = n.figli.filter((f, i) => i === 0 || JSON.stringify(f) !== JSON.stringify(n.figli[i - 1]));
  return [n, ...suoi.flatMap(diversi)];
}

function scrivi(n: Nodo, attributi: Record<string, string> = {}): Xml {
  const tutti = { ...attributi, ...n.attributi };
  const dentro = [n.testo, ...n.figli.map((figlio) => scrivi(figlio))];
  return n.spazio === ''
    ? elemento(n.nome, dentro, tutti)
    : elemento(`m:${n.nome}`, dentro, { ...tutti, 'xmlns:m': n.spazio });
}
