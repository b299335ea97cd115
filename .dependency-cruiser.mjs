// The boundaries of the house, as rules a machine checks. Each is proven by a planted violation in test/ordine/confini.test.ts.
import { readFileSync } from 'node:fs';

/** The modules in their ORDER: each may import only those before it in the list. */
export const ORDINE = [
  'registro',
  'enti',
  'utenti',
  'posizioni',
  'avvisi',
  'pagamenti',
  'flussi',
  'rendicontazione',
  'tesoreria',
  'riconciliazione',
  'eventi',
  'notifiche',
  'adesioni',
  'assistenza',
  'cruscotto',
];

const TEST = '[.]test[.]tsx?$';

/** The libraries without input, output or clock, which the pure code may import: the `puro` rows of docs/dipendenze.md. */
const dipendenze = readFileSync(new URL('docs/dipendenze.md', import.meta.url), 'utf8');
const pure = [...dipendenze.matchAll(/^\| `([^`]+)`.*\| puro +\|$/gm)].map(([, nome]) => `^node_modules/${nome}/`);

const upward = ORDINE.slice(0, -1).map((modulo, i) => ({
  name: `order-${modulo}`,
  comment:
    'A module imports only the modules above it in the ORDER; when it must react to a lower one, it listens to a fact.',
  from: { path: `^src/modules/${modulo}/` },
  to: { path: `^src/modules/(${ORDINE.slice(i + 1).join('|')})/` },
}));

const forbidden = [
  {
    name: 'no-circular',
    comment: 'Two files that need each other are one file, or hide a third.',
    from: {},
    to: { circular: true },
  },
  {
    name: 'not-to-unresolvable',
    comment: 'An import that leads nowhere makes every other rule blind.',
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: 'kernel-knows-nobody',
    comment: 'The alphabet is pure: itself, and the libraries marked «puro».',
    from: { path: '^src/kernel/', pathNot: TEST },
    to: { pathNot: ['^src/kernel/', ...pure] },
  },
  {
    name: 'core-is-pure',
    comment:
      "Decisions see the kernel, their own module's core and the libraries marked «puro»; the world arrives as values.",
    from: { path: '^src/modules/([^/]+)/core/', pathNot: TEST },
    to: { pathNot: ['^src/kernel/', '^src/modules/$1/core/', ...pure] },
  },
  {
    name: 'platform-knows-no-domain',
    comment: 'The tools serve any domain.',
    from: { path: '^src/platform/' },
    to: { path: '^src/(modules|doors|wires|testi|ui|app)/' },
  },
  {
    name: 'wires-know-kernel-and-platform',
    comment: 'A wire speaks with one counterpart; what is said is decided by the modules.',
    from: { path: '^src/wires/' },
    to: { path: '^src/', pathNot: '^src/(kernel|platform|wires)/' },
  },
  {
    name: 'front-door',
    comment: 'A module is reached by its index.ts.',
    from: { path: '^(src|bench|scripts)/', pathNot: '^src/modules/' },
    to: { path: '^src/modules/', pathNot: '^src/modules/[^/]+/index[.]ts$' },
  },
  {
    name: 'front-door-between-modules',
    comment: 'A module is reached by its index.ts, by the other modules too.',
    from: { path: '^src/modules/([^/]+)/' },
    to: { path: '^src/modules/', pathNot: ['^src/modules/$1/', '^src/modules/[^/]+/index[.]ts$'] },
  },
  ...upward,
  {
    name: 'doors-do-not-mix',
    comment: 'What two doors share is a module, ui or platform.',
    from: { path: '^src/doors/([^/]+)/' },
    to: { path: '^src/doors/', pathNot: '^src/doors/$1/' },
  },
  {
    name: 'door-by-index',
    comment: 'A door is entered by its index.ts, as whoever calls from outside enters it.',
    from: { pathNot: '^src/doors/' },
    to: { path: '^src/doors/', pathNot: '^src/doors/[^/]+/index[.]ts$' },
  },
  {
    name: 'nobody-imports-a-door',
    comment: 'Only app hangs the doors; tests and benches may stand before one.',
    from: { path: '^(src|scripts)/', pathNot: '^src/(doors|app)/' },
    to: { path: '^src/doors/' },
  },
  {
    name: 'nobody-imports-app',
    comment: 'app puts the rooms together: it is the last to know and the first to be replaced in a test.',
    from: { path: '^src/', pathNot: '^src/app/' },
    to: { path: '^src/app/' },
  },
  {
    name: 'simulatore-imports-nothing-of-src',
    comment: 'The other side of every wire cannot confirm our mistakes if it does not share our code.',
    from: { path: '^simulatore/' },
    to: { path: '^src/' },
  },
  {
    name: 'src-imports-nothing-of-simulatore',
    comment: 'app starts the simulatore as a process, and speaks with it over the network.',
    from: { path: '^src/' },
    to: { path: '^simulatore/' },
  },
  {
    name: 'only-tests-import-tests',
    comment: 'What tests stand on is not shipped.',
    from: { path: '^(src|simulatore)/', pathNot: TEST },
    to: { path: ['^test/', TEST] },
  },
];

export default {
  forbidden: forbidden.map((rule) => ({ severity: 'error', ...rule })),
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: '^node_modules/' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
