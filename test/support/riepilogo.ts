import type { Reporter, SerializedError, TestModule } from 'vitest/node';

/** Prints the closing line of a run, the very last: `N passed, N failed[, N skipped]`. */
class Riepilogo implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    const esiti = modules.flatMap((modulo) => [...modulo.children.allTests()].map((prova) => prova.result().state));
    const conta = (stato: string): number => esiti.filter((s) => s === stato).length;
    // A file that does not load has no tests: it must not pass for a green one. Nor must an error that no test caught.
    const nonCaricati = modules.filter(
      (m) => m.state() === 'failed' && [...m.children.allTests('failed')].length === 0,
    ).length;
    const falliti = conta('failed') + conta('pending') + nonCaricati + errors.length;
    const saltati = conta('skipped');
    const riga = `${conta('passed')} passed, ${falliti} failed${saltati > 0 ? `, ${saltati} skipped` : ''}\n`;
    process.once('exit', () => process.stdout.write(riga));
  }
}

export { Riepilogo as default };
