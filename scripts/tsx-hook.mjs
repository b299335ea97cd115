// Node strips the types of .ts by itself but refuses .tsx: this hook hands those files to esbuild, in memory and without a build step.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire, enableCompileCache, registerHooks } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// Half of the time of a start goes in reading the program. What was read is kept by its content; where nothing may be written, nothing is.
const TENUTI = join(import.meta.dirname, '../node_modules/.cache/mypay');
enableCompileCache(TENUTI);

const OPZIONI = /** @type {const} */ ({
  loader: 'tsx',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  sourcemap: 'inline',
  format: 'esm',
  target: 'node24',
});
const { version } = createRequire(import.meta.url)('esbuild/package.json');
const TRADUTTORE = `${version} ${JSON.stringify(OPZIONI)}`;

registerHooks({
  load(url, context, nextLoad) {
    if (!url.endsWith('.tsx')) return nextLoad(url, context);
    return { format: 'module', shortCircuit: true, source: traduci(fileURLToPath(url)) };
  },
});

/** A page in JavaScript: as it was translated before, if neither it nor the translator has changed since. */
function traduci(file) {
  const testo = readFileSync(file, 'utf8');
  const tenuto = join(
    TENUTI,
    'tsx',
    `${createHash('sha256').update(`${TRADUTTORE}\0${file}\0${testo}`).digest('hex')}.mjs`,
  );
  try {
    return readFileSync(tenuto, 'utf8');
  } catch {
    const tradotto = traduciOra(file, testo);
    tieni(tenuto, tradotto);
    return tradotto;
  }
}

function traduciOra(file, testo) {
  // Taken at the first page: what has none starts without it.
  /** @type {typeof import('esbuild')} */
  const esbuild = createRequire(import.meta.url)('esbuild');
  return esbuild.transformSync(testo, { ...OPZIONI, sourcefile: file }).code;
}

/** Whole or not at all, also when two processes start at once; where nothing may be written, nothing is. */
function tieni(tenuto, tradotto) {
  try {
    mkdirSync(dirname(tenuto), { recursive: true });
    const nuovo = `${tenuto}.${process.pid}`;
    writeFileSync(nuovo, tradotto);
    renameSync(nuovo, tenuto);
  } catch {
    // The next start translates it again.
  }
}
