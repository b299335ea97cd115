import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { isoRoma } from '#kernel/giorno';
import type { Ctx } from '#platform/contesto';
import { scriviZip } from '#platform/zip';
import { fileEsempio, type DatiEsempio } from '../core/dovuti/esempio.ts';

/** A ZIP of dovuti to try with, ready to be sent as it is. Nothing is written about it: it becomes a flusso when somebody sends it. */
export async function esempioDovuti(
  ctx: Ctx,
  per: Pick<DatiEsempio, 'codIpa' | 'tipo' | 'versione'>,
): Promise<{ nome: string; zip: Buffer }> {
  const istante = isoRoma(ctx.now).slice(0, 19).replaceAll(/\D/g, '');
  const { base, csv } = fileEsempio({ ...per, istante, oggi: ctx.oggi });
  const provvisorio = await ctx.files.provvisorio();
  try {
    await scriviZip(provvisorio, `${base}.csv`, Readable.from([csv]), ctx.now);
    return { nome: `${base}.zip`, zip: await readFile(provvisorio) };
  } finally {
    await ctx.files.scarta(provvisorio);
  }
}
