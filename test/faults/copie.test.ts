import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pausa } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { cartellaDiProva } from '#support/cartella';
import { avviaCopia, isLibera, NonPartita, type Avvio, type Copia } from '#support/copia';
import { discendenti, postmasterDi, vive } from './processi.ts';

const RADICE = join(import.meta.dirname, '../..');
/** Several starts one after the other, each of which a busy machine may make three times as long. */
const TEMPO_MS = 300_000;
const FINE_MS = 30_000;

/** Also those that are not up yet when a test fails: nobody else would stop them. */
const accese: Promise<Copia>[] = [];
afterEach(async () => {
  const esiti = await Promise.allSettled(accese.splice(0));
  for (const esito of esiti) if (esito.status === 'fulfilled') await esito.value.ferma();
}, TEMPO_MS);

function avvia(varDir: string, avvio: Avvio = {}): Promise<Copia> {
  const copia = avviaCopia(varDir, avvio);
  accese.push(copia);
  return copia;
}

/** A start that must not succeed: how it ended, and what it said. */
async function rifiutata(varDir: string, avvio: Avvio = {}): Promise<NonPartita> {
  const esito = await avvia(varDir, avvio).catch((causa: unknown) => causa);
  expect(esito).toBeInstanceOf(NonPartita);
  return esito as NonPartita;
}

/** What the banner says of how long it took: printed, for it depends on the machine. */
function stampaTempo(quale: string, copia: Copia): void {
  const secondi = /MyPay è pronto \(([\d,]+) s\)/.exec(copia.detto())?.[1] ?? 'mai';
  process.stdout.write(`ready, ${quale}: ${secondi} s (goal on an installed tree: 5 s)\n`);
}

const stato = async (copia: Copia, percorso: string): Promise<number> =>
  (await fetch(`http://127.0.0.1:${copia.porta}${percorso}`)).status;

async function risponde(copia: Copia): Promise<void> {
  expect(await stato(copia, '/health/ready')).toBe(200);
  expect(await stato(copia, '/ufficio/accedi')).toBe(200);
  expect((await fetch(copia.demo.simulatore)).status).toBe(200);
  // An address that cannot be read is said by its door, in its words.
  const [pagina, api] = await Promise.all(
    ['/%E0%A4%A', '/api/v1/%E0%A4%A'].map((via) => fetch(`http://127.0.0.1:${copia.porta}${via}`)),
  );
  expect([pagina?.status, api?.status]).toEqual([404, 404]);
  expect(await pagina?.text()).toContain('Questa pagina non c’è');
  expect(await api?.json()).toMatchObject({ codice: 'RISORSA_SCONOSCIUTA' });
}

/** Everything that a copy has started, its server included, whoever is its parent by now. */
function suoiProcessi(copia: Copia, varDir: string): number[] {
  const suoi = [...new Set([...discendenti(copia.processo.pid ?? 0), postmasterDi(varDir)])];
  // The simulatore and the postmaster at least.
  expect(suoi.length).toBeGreaterThanOrEqual(2);
  return suoi;
}

/** Those of them that do not end. */
async function restano(pid: readonly number[]): Promise<number[]> {
  const scadenza = performance.now() + FINE_MS;
  while (pid.some(vive) && performance.now() < scadenza) await pausa(50);
  return pid.filter(vive);
}

async function ctrlCNonLasciaNulla(copia: Copia, varDir: string): Promise<void> {
  const suoi = suoiProcessi(copia, varDir);
  expect(await copia.ctrlC()).toBe(0);
  expect(copia.detto()).toContain('MyPay si è fermato.');
  expect(await restano(suoi)).toEqual([]);
  for (const n of [0, 1, 2, 3]) expect([n, await isLibera(copia.porta + n)]).toEqual([n, true]);
  expect(existsSync(join(varDir, 'postgres/postmaster.pid'))).toBe(false);
}

describe('copies', () => {
  it(
    'stand side by side; on the same data or port refused in words; Ctrl-C leaves nothing; whole again after kill -9',
    async () => {
      const [una, altra] = [cartellaDiProva('una'), cartellaDiProva('altra')];
      const [prima, seconda] = await Promise.all([avvia(una), avvia(altra)]);
      stampaTempo('first start, two at once', prima);
      for (const copia of [prima, seconda]) await risponde(copia);
      expect(prima.demo.nodo).not.toBe(seconda.demo.nodo);
      expect(prima.demo.enti[0]?.operatori[0]?.password).not.toBe(seconda.demo.enti[0]?.operatori[0]?.password);
      expect(statSync(una).mode & 0o777).toBe(0o700);

      const stessiDati = await rifiutata(una);
      expect(stessiDati).toMatchObject({
        codice: 1,
        message: expect.stringContaining('è già usata da un altro MyPay'),
      });
      expect(stessiDati.message).not.toMatch(/^\s+at /m);
      await risponde(prima);

      await ctrlCNonLasciaNulla(seconda, altra);
      const stessaPorta = await rifiutata(altra, { porta: prima.porta });
      expect(stessaPorta).toMatchObject({ codice: 1, message: expect.stringContaining(`La porta ${prima.porta}`) });
      expect(stessaPorta.message).not.toMatch(/^\s+at /m);
      expect(existsSync(join(altra, 'postgres/postmaster.pid'))).toBe(false);
      await risponde(prima);

      const server = postmasterDi(una);
      const suoi = suoiProcessi(prima, una);
      await prima.uccidi();
      // What it had started over a channel goes with it; the server of the data, which nobody told, stays.
      const altri = suoi.filter((pid) => pid !== server && !discendenti(server).includes(pid));
      expect(await restano(altri)).toEqual([]);
      expect(vive(server)).toBe(true);
      const ancora = await avvia(una, { porta: prima.porta });
      stampaTempo('start after kill -9', ancora);
      await risponde(ancora);
      // What an ente has prepared to be paid lasts an hour: each start prepares it anew.
      expect({ ...ancora.demo, arrivi: [] }).toEqual({ ...prima.demo, arrivi: [] });
      expect(postmasterDi(una)).toBe(server);
      await ctrlCNonLasciaNulla(ancora, una);
      expect(vive(server)).toBe(false);
    },
    TEMPO_MS,
  );

  // A folder that only root may enter says something only where root starts it.
  it.runIf(process.getuid?.() === 0)(
    'npm start works as root in a clone under a folder that only root may enter',
    async () => {
      const privata = cartellaDiProva('radice');
      const clone = join(privata, 'clone');
      copiaAlbero(clone);
      expect(statSync(privata).mode & 0o077).toBe(0);
      const varDir = join(clone, 'var');
      const copia = await avvia(varDir, { clone });
      stampaTempo('npm start as root', copia);
      expect(await stato(copia, '/')).toBe(200);
      const suoi = suoiProcessi(copia, varDir);
      await copia.ctrlC();
      expect(await restano(suoi)).toEqual([]);
    },
    TEMPO_MS,
  );
});

/** The tree as a clone with its packages would be: files of the packages are linked, not copied, where the disk is the same. */
function copiaAlbero(clone: string): void {
  const escluse = new Set(['node_modules', 'var', '.git', 'dist']);
  mkdirSync(clone);
  for (const nome of readdirSync(RADICE).filter((uno) => !escluse.has(uno)))
    cpSync(join(RADICE, nome), join(clone, nome), { recursive: true });
  const pacchetti = [join(RADICE, 'node_modules'), join(clone, 'node_modules')];
  const stessoDisco = statSync(RADICE).dev === statSync(clone).dev;
  execFileSync('cp', [stessoDisco ? '-al' : '-a', ...pacchetti]);
}
