import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FlussoId } from '#kernel/ids';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { leggiCsv } from '../dovuti/lettura.ts';
import { origineDi } from '../dovuti/origine.ts';
import { testoScarti } from '../dovuti/restituiti.ts';
import { selectFlusso } from '../store.ts';
import { selectAnteprima } from '../store/anteprima.ts';

/**
 * The wrong rows of a file in preview, as the loading would give them back (`_SCARTI.csv`), and nothing else: to be put right where they
 * come from. Written while it is read. Null: there is no such preview, or it is being worked out.
 */
export async function righeSbagliate(ctx: Ctx, flussoId: FlussoId): Promise<{ nome: string; corpo: Readable } | null> {
  const origine = await ctx.tx(async (t) => {
    const flusso = await selectFlusso(t, flussoId);
    const anteprima = await selectAnteprima(t, flussoId);
    if (flusso === null || anteprima === null || anteprima.calcolataIl === null) return null;
    // It holds the data of many persons (model 11).
    const dettaglio = { file: 'sbagliate' };
    await annota(t, { azione: 'flusso.scaricato', oggetto: 'flusso', oggettoId: flussoId, dettaglio });
    return origineDi(t, flusso);
  });
  if (origine === null) return null;
  const corpo = new PassThrough();
  leggiCsv(origine, (lettura) => pipeline(Readable.from(testoScarti(ctx, flussoId, lettura)), corpo)).catch(
    (causa: unknown) => corpo.destroy(causa instanceof Error ? causa : new Error('the wrong rows could not be read')),
  );
  return { nome: `${origine.base}_SCARTI.csv`, corpo };
}
