import { beforeAll, expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { FlussoId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import type { Ctx, Mondo } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { conFlusso } from '#support/ufficio';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { consegne } from '#testi/it/consegne';
import { selectFlusso, type Flusso } from '../store.ts';
import { partiAvvisi, zipAvvisi } from './avvisi.ts';

let mondo: Mondo;
let ente: EnteDiProva;
let ctx: Ctx;
let flusso: Flusso;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ente = await unEnte(mondo);
  ctx = ctxDi(mondo, 'ufficio', ente.enteId);
  const righe = Array.from({ length: 3 }, (_, n) => ({ IUD: `Z${n}` }));
  flusso = await leggi(await conFlusso(mondo, ente, { iuf: 'ZIP', righe }));
});

async function leggi(id: FlussoId): Promise<Flusso> {
  const letto = await ctx.tx((t) => selectFlusso(t, id));
  if (letto === null) throw new Error('no such flusso');
  return letto;
}

const chiedi = (): ReturnType<typeof zipAvvisi> => {
  const [quale] = partiAvvisi(flusso);
  if (quale === undefined) throw new Error('no notices');
  return zipAvvisi(ctx, { flusso, quale, parole: consegne.indice });
};

/** Is there room? What it takes, it leaves. */
async function prova(): Promise<boolean> {
  const esito = await chiedi();
  if (esito.ok) esito.value.corpo.destroy();
  return esito.ok;
}

test('the notices of a large file come in several parts, of a small one in one, of one that failed in none', () => {
  const n = LIMITI.avvisiZipRighe;
  expect(partiAvvisi({ ...flusso, righeTotali: n })).toEqual([{ parte: 1, da: 1, a: n }]);
  expect(partiAvvisi({ ...flusso, righeTotali: 2 * n + 1 }).slice(1)).toEqual([
    { parte: 2, da: n + 1, a: 2 * n },
    { parte: 3, da: 2 * n + 1, a: 2 * n + 1 },
  ]);
  expect(partiAvvisi({ ...flusso, stato: 'fallito' })).toEqual([]);
  expect(partiAvvisi({ ...flusso, righeAccettate: 0 })).toEqual([]);
});

test('a few ZIPs are made at once; one that nobody reads, given up, makes room', async () => {
  const aperti = [];
  for (let i = 0; i < LIMITI.avvisiZipInsieme; i += 1) aperti.push(valoreDi(await chiedi()).corpo);
  expect(await chiedi()).toMatchObject({
    ok: false,
    refusal: { codice: 'AVVISI_OCCUPATI', genere: 'non_disponibile' },
  });
  for (const corpo of aperti) corpo.destroy();
  await expect.poll(prova, { timeout: 10_000 }).toBe(true);
});
