// Node strips the types of .ts by itself but refuses .tsx: this hook hands those files to esbuild, in memory and without a build step.
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

registerHooks({
  load(url, context, nextLoad) {
    if (!url.endsWith('.tsx')) return nextLoad(url, context);
    return { format: 'module', shortCircuit: true, source: traduci(fileURLToPath(url)) };
  },
});

const esbuild = await import('esbuild');

function traduci(file) {
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
