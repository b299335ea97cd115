import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pausa } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { cartellaDiProva } from '#support/cartella';
import { avviaCopia, isLibera, NonPartita, type Avvio, type Copia } from '#support/copia';
import { discendenti, postmasterDi, vive } from './processi.ts';

const RADICE = join(import.meta.dirname, '../..');
const TEMPO_MS = 90_000;

const accese: Copia[] = [];
afterEach(async () => {
  await Promise.all(accese.splice(0).map((copia) => copia.ferma()));
});

async function avvia(varDir: string, avvio: Avvio = {}): Promise<Copia> {
  const copia = await avviaCopia(varDir, avvio);
  accese.push(copia);
  return copia;
}

/** What the banner says of how long it took: printed, for it depends on the machine. */
function stampaTempo(quale: string, copia: Copia): void {
  const secondi = /MyPay è pronto \(([\d,]+) s\)/.exec(copia.detto())?.[1] ?? 'mai';
  process.stdout.write(`ready, ${quale}: ${secondi} s (goal on an installed tree: 5 s)\n`);
}

const stato = async (copia: Copia, percorso: string): Promise<number> =>
  (await fetch(`http://127.0.0.1:${copia.porta}${percorso}`)).status;

async function spariscono(pid: readonly number[]): Promise<number[]> {
  for (let n = 0; n < 50 && pid.some(vive); n += 1) await pausa(100);
  return pid.filter(vive);
}

describe('copies', () => {
  it(
    'stand side by side with different values; on one data folder the second is refused in words; Ctrl-C leaves nothing',
    async () => {
      const [una, altra] = [cartellaDiProva('una'), cartellaDiProva('altra')];
      const [prima, seconda] = await Promise.all([avvia(una), avvia(altra)]);
      stampaTempo('first start, two at once', prima);
      for (const copia of [prima, seconda]) {
        expect(await stato(copia, '/health/ready')).toBe(200);
        expect(await stato(copia, '/ufficio/accedi')).toBe(200);
        expect((await fetch(copia.demo.simulatore)).status).toBe(200);
      }
      expect(prima.demo.nodo).not.toBe(seconda.demo.nodo);
      expect(prima.demo.enti[0]?.operatori[0]?.password).not.toBe(seconda.demo.enti[0]?.operatori[0]?.password);
      expect(statSync(una).mode & 0o777).toBe(0o700);

      const rifiutata = await avviaCopia(una).catch((causa: unknown) => causa);
      expect(rifiutata).toBeInstanceOf(NonPartita);
      expect(rifiutata).toMatchObject({ codice: 1, message: expect.stringContaining('è già usata da un altro MyPay') });
      expect((rifiutata as Error).message).not.toMatch(/^\s+at /m);
      const occupata = await avviaCopia(cartellaDiProva('terza'), { porta: prima.porta }).catch(
        (causa: unknown) => causa,
      );
      expect(occupata).toMatchObject({ codice: 1, message: expect.stringContaining(`La porta ${prima.porta}`) });
      expect(await stato(prima, '/health/ready')).toBe(200);

      const suoi = [...discendenti(prima.processo.pid ?? 0), postmasterDi(una)];
      expect(suoi.length).toBeGreaterThan(2);
      expect(await prima.ctrlC()).toBe(0);
      expect(prima.detto()).toContain('MyPay si è fermato.');
      expect(await spariscono(suoi)).toEqual([]);
      for (const n of [0, 1, 2, 3]) expect(await isLibera(prima.porta + n)).toBe(true);
      expect(existsSync(join(una, 'postgres/postmaster.pid'))).toBe(false);

      const ancora = await avvia(una, { porta: prima.porta });
      stampaTempo('second start', ancora);
      expect(ancora.demo.nodo).toBe(prima.demo.nodo);
    },
    TEMPO_MS,
  );

  // A folder that only root may enter says something only where root starts it.
  it.runIf(process.getuid?.() === 0)(
    'npm start works as root in a clone under a folder that only root may enter',
    async () => {
      const privata = mkdtempSync(join(tmpdir(), 'mypay-prova-radice-'));
      try {
        const clone = join(privata, 'clone');
        copiaAlbero(clone);
        expect(statSync(privata).mode & 0o077).toBe(0);
        const copia = await avvia(join(clone, 'var'), { clone });
        stampaTempo('npm start as root', copia);
        expect(await stato(copia, '/')).toBe(200);
        const suoi = [...discendenti(copia.processo.pid ?? 0), postmasterDi(join(clone, 'var'))];
        await copia.ctrlC();
        expect(await spariscono(suoi)).toEqual([]);
      } finally {
        rmSync(privata, { recursive: true, force: true, maxRetries: 5 });
      }
    },
    TEMPO_MS,
  );
});

/** The tree as a clone with its packages would be: files of the packages are linked, not copied. */
function copiaAlbero(clone: string): void {
  const escluse = new Set(['node_modules', 'var', '.git', 'dist']);
  for (const nome of readdirSync(RADICE).filter((uno) => !escluse.has(uno)))
    cpSync(join(RADICE, nome), join(clone, nome), { recursive: true });
  execFileSync('cp', ['-al', join(RADICE, 'node_modules'), join(clone, 'node_modules')]);
}
