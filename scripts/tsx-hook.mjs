// Node strips the types of .ts by itself but refuses .tsx: this hook hands those files to esbuild, in memory and without a build step.
import { readFileSync } from 'node:fs';
import { createRequire, enableCompileCache, registerHooks } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// Half of the time of a start goes in reading the program. What was read is kept by its content; where nothing may be written, nothing is.
enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/mypay'));

registerHooks({
  load(url, context, nextLoad) {
    if (!url.endsWith('.tsx')) return nextLoad(url, context);
    return { format: 'module', shortCircuit: true, source: traduci(fileURLToPath(url)) };
  },
});

function traduci(file) {
  // Taken at the first page: what has none starts without it.
  /** @type {typeof import('esbuild')} */
  const esbuild = createRequire(import.meta.url)('esbuild');
  const opzioni = {
    loader: 'tsx',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    sourcemap: 'inline',
    sourcefile: file,
    format: 'esm',
    target: 'node24',
  };
  return esbuild.transformSync(readFileSync(file, 'utf8'), opzioni).code;
}
