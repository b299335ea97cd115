import { defineConfig } from 'vitest/config';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: [
      'src/**/*.test.{ts,tsx}',
      'simulatore/**/*.test.ts',
      'test/**/*.test.ts',
      'scripts/**/*.test.ts',
      'bench/**/*.test.ts',
    ],
    // Nothing at the top level of our modules opens, reads or starts anything, so a worker may keep them from one file to the next.
    isolate: false,
    pool: 'threads',
    // One more than the cores of the smallest machine: what waits (a page that looks again, a mail, a process that starts) gives its core.
    maxWorkers: 3,
    globalSetup: './test/support/globale.ts',
    setupFiles: './test/support/rete.ts',
    reporters: ['default', './test/support/riepilogo.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
