import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { isCodice, leggiAlbero } from './albero.ts';
import { leggiConfini, percorri } from './confini.ts';

const RADICE = fileURLToPath(new URL('../..', import.meta.url));
const { default: confini, ORDINE } = await leggiConfini(RADICE);

/** What the planted files lean on: one file for each room, without imports, and two libraries, one pure and one not. */
const OSSATURA = [
  'src/kernel/esito.ts',
  'src/platform/log.ts',
  'src/wires/posta.ts',
  'src/ui/pagina.tsx',
  'src/testi/it/enti.ts',
  'src/app/main.ts',
  'src/doors/portale/index.ts',
  'src/doors/ufficio/index.ts',
  'src/doors/ufficio/pagine.ts',
  'simulatore/main.ts',
  'test/support/db.ts',
  'node_modules/pg/index.js',
  'node_modules/typebox/index.js',
  ...ORDINE.flatMap((modulo) => ['index', 'store', 'core/stati'].map((file) => `src/modules/${modulo}/${file}.ts`)),
];

type Pianta = { regola: string | null; da: string; a: string };

const PIANTATE: Pianta[] = [
  { regola: 'no-circular', da: 'src/platform/alfa.ts', a: './beta.ts' },
  { regola: 'not-to-unresolvable', da: 'src/platform/p3.ts', a: './manca.ts' },
  { regola: 'not-to-unresolvable', da: 'src/app/p1.ts', a: '#modules/manca' },
  { regola: 'kernel-knows-nobody', da: 'src/kernel/p2.ts', a: '#platform/log' },
  { regola: 'kernel-knows-nobody', da: 'src/kernel/p3.ts', a: 'node:fs' },
  { regola: 'kernel-knows-nobody', da: 'src/kernel/p4.ts', a: 'pg' },
  { regola: 'core-is-pure', da: 'src/modules/enti/core/p1.ts', a: '../store.ts' },
  { regola: 'core-is-pure', da: 'src/modules/enti/core/p2.ts', a: 'node:crypto' },
  { regola: 'core-is-pure', da: 'src/modules/enti/core/p3.ts', a: 'pg' },
  { regola: 'core-is-pure', da: 'src/modules/enti/core/p4.ts', a: '#platform/log' },
  { regola: 'core-is-pure', da: 'src/modules/enti/core/p5.ts', a: '#modules/registro' },
  { regola: 'platform-knows-no-domain', da: 'src/platform/p1.ts', a: '#modules/enti' },
  { regola: 'platform-knows-no-domain', da: 'src/platform/p2.ts', a: '#testi/it/enti' },
  { regola: 'wires-know-kernel-and-platform', da: 'src/wires/p1.ts', a: '#modules/enti' },
  { regola: 'wires-know-kernel-and-platform', da: 'src/wires/p2.ts', a: '#testi/it/enti' },
  { regola: 'front-door', da: 'src/doors/portale/p1.ts', a: '../../modules/enti/store.ts' },
  { regola: 'front-door', da: 'src/app/p2.ts', a: '../modules/enti/core/stati.ts' },
  { regola: 'front-door-between-modules', da: 'src/modules/posizioni/p1.ts', a: '../enti/store.ts' },
  ...ORDINE.slice(1).map((seguente, i) => ({
    regola: `order-${ORDINE[i] ?? ''}`,
    da: `src/modules/${ORDINE[i] ?? ''}/seguente.ts`,
    a: `#modules/${seguente}`,
  })),
  { regola: 'order-registro', da: 'src/modules/registro/ultimo.ts', a: '#modules/cruscotto' },
  { regola: 'doors-do-not-mix', da: 'src/doors/portale/p2.ts', a: '../ufficio/pagine.ts' },
  { regola: 'door-by-index', da: 'src/app/p4.ts', a: '../doors/ufficio/pagine.ts' },
  { regola: 'door-by-index', da: 'test/scenari/p1.ts', a: '../../src/doors/ufficio/pagine.ts' },
  { regola: 'nobody-imports-a-door', da: 'src/modules/enti/p1.ts', a: '#doors/portale' },
  { regola: 'nobody-imports-a-door', da: 'src/ui/p1.tsx', a: '#doors/portale' },
  { regola: 'nobody-imports-app', da: 'src/doors/portale/p3.ts', a: '../../app/main.ts' },
  { regola: 'simulatore-imports-nothing-of-src', da: 'simulatore/p1.ts', a: '#kernel/esito' },
  { regola: 'src-imports-nothing-of-simulatore', da: 'src/app/p3.ts', a: '../../simulatore/main.ts' },
  { regola: 'only-tests-import-tests', da: 'src/modules/enti/p2.ts', a: '#support/db' },
];

const AMMESSE: Pianta[] = [
  { regola: null, da: 'src/kernel/a2.ts', a: './esito.ts' },
  { regola: null, da: 'src/kernel/a1.ts', a: 'typebox' },
  { regola: null, da: 'src/modules/enti/core/a1.ts', a: 'typebox' },
  { regola: null, da: 'src/modules/enti/core/a2.ts', a: '#kernel/esito' },
  { regola: null, da: 'src/modules/enti/core/a3.ts', a: './stati.ts' },
  { regola: null, da: 'src/modules/enti/core/a4.test.ts', a: '#support/db' },
  { regola: null, da: 'src/modules/posizioni/a1.ts', a: '#modules/enti' },
  { regola: null, da: 'src/modules/posizioni/a2.ts', a: './store.ts' },
  { regola: null, da: 'src/modules/enti/a1.ts', a: '#platform/log' },
  { regola: null, da: 'src/modules/enti/a2.db.test.ts', a: '#support/db' },
  { regola: null, da: 'src/doors/portale/a1.ts', a: '#modules/cruscotto' },
  { regola: null, da: 'src/doors/portale/a2.ts', a: '#ui/pagina' },
  { regola: null, da: 'src/app/a1.ts', a: '#doors/ufficio' },
  { regola: null, da: 'bench/a1.ts', a: '#doors/ufficio' },
  { regola: null, da: 'src/doors/ufficio/a1.ts', a: './pagine.ts' },
  { regola: null, da: 'src/wires/a1.ts', a: '#platform/log' },
  { regola: null, da: 'test/scenari/a1.ts', a: '../support/db.ts' },
];

/** A skeleton of the house with the same boundaries, the same map of imports, and one file for each planted import. */
function pianta(radice: string): void {
  for (const file of ['.dependency-cruiser.mjs', 'package.json', 'docs/dipendenze.md']) {
    cpSync(join(RADICE, file), join(radice, file));
  }
  const scrivi = (file: string, testo: string): void => {
    mkdirSync(dirname(join(radice, file)), { recursive: true });
    writeFileSync(join(radice, file), testo);
  };
  for (const file of OSSATURA) scrivi(file, 'export const a = 1;\n');
  // Half of them as types only: what is erased at run time is a dependency all the same.
  for (const [n, { da, a }] of [...PIANTATE, ...AMMESSE].entries())
    scrivi(da, `${n % 2 ? 'import type' : 'import'} { a } from '${a}';\n`);
  scrivi('src/platform/beta.ts', "import type { a } from './alfa.ts';\n");
}

/** Two walks of a whole tree, on a machine that may be doing other things. */
const ATTESA_MS = 60_000;

describe('confini', () => {
  it(
    'nessun import li attraversa, e ogni file di codice è stato visto',
    async () => {
      const { visti, sconfinamenti } = await percorri(RADICE);
      const file = [...leggiAlbero(RADICE).keys()].filter(
        (f) => isCodice(f) && /^(src|simulatore|test|bench|scripts)\//.test(f),
      );
      expect(file.length).toBeGreaterThan(20);
      expect(file.filter((f) => !visti.includes(f))).toEqual([]);
      const righe = sconfinamenti.map(({ regola, da, a }) => `${regola}: ${da} → ${a}`);
      if (righe.length > 0) expect.fail(`\n${righe.join('\n')}\n`);
    },
    ATTESA_MS,
  );

  it('ogni regola ha la sua violazione piantata', () => {
    const piantate = new Set(PIANTATE.map(({ regola }) => regola));
    expect(confini.forbidden.map(({ name }) => name).filter((nome) => !piantate.has(nome ?? ''))).toEqual([]);
  });

  const scheletro = mkdtempSync(join(tmpdir(), 'mypay-confini-'));
  pianta(scheletro);
  const fatto = percorri(scheletro);
  afterAll(() => rmSync(scheletro, { recursive: true }));

  it.each([...PIANTATE, ...AMMESSE])(
    '$da → $a: $regola',
    async ({ regola, da }) => {
      const { sconfinamenti, visti } = await fatto;
      expect(visti).toContain(da);
      expect(sconfinamenti.filter((s) => s.da === da).map((s) => s.regola)).toEqual(regola === null ? [] : [regola]);
    },
    ATTESA_MS,
  );
});
