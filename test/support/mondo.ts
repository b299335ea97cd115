import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { valoreDi } from '#kernel/esito';
import { leggiConfig } from '#platform/config/config';
import type { Mondo } from '#platform/contesto';
import { creaArchivio } from '#platform/files';
import type { DatabaseDiProva } from './db.ts';

/**
 * The world of a test, on its database and a data folder of its own: demo settings, a silent log, no way out. `parti`
 * replaces any of it.
 */
export function mondoDiProva({ pools }: DatabaseDiProva, parti: Partial<Mondo> = {}): Mondo {
  const varDir = mkdtempSync(join(tmpdir(), 'mypay-prova-mondo-'));
  return {
    pools,
    config: valoreDi(leggiConfig({ MYPAY_VAR: varDir })),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    orologio: () => new Date(),
    wires: { posta: { invia: () => Promise.reject(new Error('no mail leaves this test')) } },
    files: creaArchivio(join(varDir, 'files')),
    ...parti,
  };
}
