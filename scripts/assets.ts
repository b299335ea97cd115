/**
 * Builds what browsers fetch: style sheets, fonts, icons, htmx. Each file carries the hash of its content in its name, so that it
 * may be cached for ever, and has a `.br` and a `.gz` beside it; `manifest.json` says which name stands for which file.
 *
 *     node --import ./scripts/tsx-hook.mjs scripts/assets.ts [folder]
 *
 * `npm start` runs it, and it does nothing while the inputs are those of the last time. A production install without development
 * packages (`npm ci --omit=dev`) has neither sass nor the theme: build `dist/assets` first, from a full install, and ship it.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, parse, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { ICONE } from '../src/ui/icone.ts';

const RADICE = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const STILE = join(RADICE, 'src/ui/stile');
/** The scripts of ours that a browser runs. */
const SCRIPT = ['portale/sfida.js', 'portale/qr.js', 'ufficio/passkey.js'].map((nome) =>
  join(RADICE, 'src/doors', nome),
);
/** Fetched only by who has no reader of QR codes in the browser, and uses one. */
const LETTORE = { nome: 'qr-lettore.js', codice: "export { decodeQR } from 'qr/decode.js';" };
/** Where the inputs that are not ours come from: their pinned versions, in package.json, stand for their content. */
const PACCHETTI = [
  'bootstrap-italia',
  'sass',
  'htmx.org',
  'qr',
  '@simplewebauthn/browser',
  'esbuild',
  '@fontsource/titillium-web',
  '@fontsource/roboto-mono',
];
const CARATTERI = [
  ...['latin', 'latin-ext'].flatMap((parte) =>
    [400, 600, 700].map((peso) => `@fontsource/titillium-web/files/titillium-web-${parte}-${peso}-normal.woff2`),
  ),
  '@fontsource/roboto-mono/files/roboto-mono-latin-400-normal.woff2',
];

/** Hue (0..360), saturation and brightness (0..100) of the intermediary's colour. */
export type Colore = { h: number; s: number; b: number };
/** Bootstrap Italia's blue. */
const BLU: Colore = { h: 210, s: 100, b: 80 };

type Manifesto = { impronta: string; file: Record<string, string> };

/**
 * Builds the assets into `destinazione` unless they are there already. Returns whether it had to.
 * Two processes may build at once: the names follow the content, and the manifest is written last.
 * Throws when white text cannot be read on `primario`, when an icon is not in the theme, when the development packages are missing.
 */
export async function costruisciAssets(opzioni: { destinazione: string; primario?: Colore }): Promise<boolean> {
  const { destinazione, primario = BLU } = opzioni;
  const impronta = await improntaIngressi(primario);
  if (await aggiornato(destinazione, impronta)) return false;

  const file: Record<string, string> = {};
  const contenuti = new Map<string, Buffer>();
  const aggiungi = (nome: string, contenuto: Buffer): void => {
    const { name, ext } = parse(nome);
    const conImpronta = `${name}-${hash(contenuto).slice(0, 10)}${ext}`;
    file[nome] = conImpronta;
    contenuti.set(conImpronta, contenuto);
  };
  for (const percorso of CARATTERI) aggiungi(basename(percorso), await readFile(pacchetto(percorso)));
  aggiungi('htmx.js', await readFile(pacchetto('htmx.org/dist/htmx.min.js')));
  for (const percorso of SCRIPT) aggiungi(basename(percorso), await abbrevia({ percorso }));
  aggiungi(LETTORE.nome, await abbrevia({ codice: LETTORE.codice }));
  aggiungi('favicon.svg', await readFile(join(STILE, 'favicon.svg')));
  const sprite = await readFile(pacchetto('bootstrap-italia/dist/svg/sprites.svg'), 'utf8');
  aggiungi('icone.svg', Buffer.from(ritagliaIcone(sprite)));
  aggiungi('mypay.css', Buffer.from(conNomiVeri(compila(primario), file)));

  await mkdir(destinazione, { recursive: true });
  await Promise.all([...contenuti].map(([nome, contenuto]) => scriviConCompressi(join(destinazione, nome), contenuto)));
  const manifesto: Manifesto = { impronta, file };
  await scrivi(join(destinazione, 'manifest.json'), Buffer.from(JSON.stringify(manifesto, null, 2)));
  await togliVecchi(destinazione, Object.values(file));
  return true;
}

function hash(contenuto: string | Buffer): string {
  return createHash('sha256').update(contenuto).digest('hex');
}

function pacchetto(percorso: string): string {
  return join(RADICE, 'node_modules', percorso);
}

async function improntaIngressi(primario: Colore): Promise<string> {
  const nostri = (await readdir(STILE)).sort().map((nome) => join(STILE, nome));
  const contenuti = await Promise.all(
    [...nostri, ...SCRIPT, fileURLToPath(import.meta.url)].map((percorso) => readFile(percorso, 'utf8')),
  );
  const { dependencies, devDependencies } = JSON.parse(await readFile(join(RADICE, 'package.json'), 'utf8'));
  const versioni = PACCHETTI.map((nome) => dependencies[nome] ?? devDependencies[nome]);
  return hash(JSON.stringify([contenuti, versioni, ICONE, primario]));
}

async function aggiornato(destinazione: string, impronta: string): Promise<boolean> {
  try {
    const manifesto: Manifesto = JSON.parse(await readFile(join(destinazione, 'manifest.json'), 'utf8'));
    const presenti = new Set(await readdir(destinazione));
    return manifesto.impronta === impronta && Object.values(manifesto.file).every((nome) => presenti.has(nome));
  } catch {
    // Not there, or cut short: built again.
    return false;
  }
}

function ritagliaIcone(sprite: string): string {
  const simboli = new Map(
    [...sprite.matchAll(/<symbol id="([^"]+)".*?<\/symbol>/gs)].map((trovato) => [trovato[1], trovato[0]]),
  );
  const nostri = ICONE.map((nome) => {
    const simbolo = simboli.get(nome);
    if (simbolo === undefined) throw new Error(`icon ${nome} is not in bootstrap-italia's sprite`);
    return simbolo;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${nostri.join('')}</svg>`;
}

/** Sass is loaded only here, when there is something to compile: it takes a third of a second, and production has none. */
function compila({ h, s, b }: Colore): string {
  const { compileString } = createRequire(import.meta.url)('sass') as typeof import('sass');
  return compileString(`$primary-h: ${h};\n$primary-s: ${s};\n$primary-b: ${b};\n@import 'mypay';`, {
    style: 'compressed',
    loadPaths: [STILE, pacchetto('bootstrap-italia/src/scss')],
    // The theme is written in the old dialect (@import, global functions); what it says of that is not for us to mend.
    quietDeps: true,
    silenceDeprecations: ['import', 'global-builtin', 'color-functions', 'if-function'],
  }).css;
}

/** A script in one file, without what only who reads the source needs. Loaded only here, as Sass. */
async function abbrevia(quale: { percorso: string } | { codice: string }): Promise<Buffer> {
  const { build } = createRequire(import.meta.url)('esbuild') as typeof import('esbuild');
  const { outputFiles } = await build({
    ...('percorso' in quale
      ? { entryPoints: [quale.percorso] }
      : { stdin: { contents: quale.codice, resolveDir: RADICE, loader: 'js' } }),
    bundle: true,
    format: 'esm',
    minify: true,
    // What the style sheet asks of a browser is as recent.
    target: 'es2020',
    write: false,
  });
  const [prodotto] = outputFiles;
  if (prodotto === undefined) throw new Error('esbuild gave nothing');
  return Buffer.from(prodotto.contents);
}

function conNomiVeri(css: string, file: Record<string, string>): string {
  return css.replaceAll(/url\(["']?([\w.-]+\.woff2)["']?\)/g, (_, nome: string) => {
    const vero = file[nome];
    if (vero === undefined) throw new Error(`the style sheet asks for ${nome}, which is not among the fonts copied`);
    return `url(${vero})`;
  });
}

async function scriviConCompressi(percorso: string, contenuto: Buffer): Promise<void> {
  await scrivi(percorso, contenuto);
  // woff2 is brotli inside.
  if (percorso.endsWith('.woff2')) return;
  const brotli = {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: contenuto.length },
  };
  await Promise.all([
    promisify(brotliCompress)(contenuto, brotli).then((compresso) => scrivi(`${percorso}.br`, compresso)),
    promisify(gzip)(contenuto, { level: 9 }).then((compresso) => scrivi(`${percorso}.gz`, compresso)),
  ]);
}

/** Whole or not at all: a server that is starting beside us must not read half a file. */
async function scrivi(percorso: string, contenuto: Buffer): Promise<void> {
  const provvisorio = `${percorso}.${randomUUID()}.nuovo`;
  await writeFile(provvisorio, contenuto);
  await rename(provvisorio, percorso);
}

async function togliVecchi(destinazione: string, correnti: string[]): Promise<void> {
  const buoni = new Set(['manifest.json', ...correnti.flatMap((nome) => [nome, `${nome}.br`, `${nome}.gz`])]);
  const vecchi = (await readdir(destinazione)).filter((nome) => !buoni.has(nome) && !nome.endsWith('.nuovo'));
  await Promise.all(vecchi.map((nome) => rm(join(destinazione, nome), { force: true })));
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const destinazione = resolve(process.argv[2] ?? join(RADICE, 'dist/assets'));
  const fatto = await costruisciAssets({ destinazione });
  console.log(`${fatto ? 'costruite' : 'già pronte'}: ${destinazione}`);
}
