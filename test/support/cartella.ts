import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';

/** A folder of this test's own, which goes with the run: nobody has to remove it. */
export function cartellaDiProva(nome: string): string {
  return mkdtempSync(join(inject('cartellaProva'), `${nome}-`));
}
