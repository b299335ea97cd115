import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { leggiDemo } from './demo.ts';

let cartella: string;
beforeAll(async () => {
  cartella = await mkdtemp(join(tmpdir(), 'simulatore-'));
});
afterAll(async () => {
  await rm(cartella, { recursive: true });
});

const AVVISO = {
  numeroAvviso: '301000000000000144',
  importoCents: 3000,
  tipoDovuto: 'MENSA',
  stato: 'da_pagare',
  iud: 'x',
};
const ENTE = {
  codiceFiscale: '90000000101',
  denominazione: 'Comune di Prova',
  stazione: '90000000001_01',
  codIpa: 'c_x',
};
const DEMO = { portale: 'x', nodo: 'http://127.0.0.1:1/', intermediario: { codiceFiscale: '90000000001' } };

async function leggi(contenuto: unknown) {
  const percorso = join(cartella, 'demo.json');
  await writeFile(percorso, JSON.stringify(contenuto));
  return leggiDemo(percorso);
}

test('legge quello che serve e lascia stare il resto', async () => {
  const demo = await leggi({ ...DEMO, enti: [{ ...ENTE, avvisi: [AVVISO] }] });
  expect(demo.enti[0]?.avvisi[0]?.importoCents).toBe(3000);
});

test('un avviso che chiede più dovuti c’è una volta, con la somma', async () => {
  const altro = { ...AVVISO, numeroAvviso: '301000000000000245', importoCents: 100 };
  const due = { ...AVVISO, tipoDovuto: 'BUS', importoCents: 1250 };
  const demo = await leggi({ ...DEMO, enti: [{ ...ENTE, avvisi: [AVVISO, altro, due] }] });
  expect(demo.enti[0]?.avvisi).toEqual([
    { numeroAvviso: AVVISO.numeroAvviso, importoCents: 4250, tipoDovuto: 'MENSA, BUS', stato: 'da_pagare' },
    { numeroAvviso: altro.numeroAvviso, importoCents: 100, tipoDovuto: 'MENSA', stato: 'da_pagare' },
  ]);
});

test('di un file sbagliato dice dove', async () => {
  await expect(leggi({ ...DEMO, enti: [{ ...ENTE, avvisi: [{ ...AVVISO, importoCents: 30.5 }] }] })).rejects.toThrow(
    '/enti/0/avvisi/0/importoCents',
  );
});
