import type { FlussoId } from '#kernel/ids';
import { iuvDelFlusso } from '#modules/posizioni';
import type { Ctx } from '#platform/contesto';
import { scriviZip } from '#platform/zip';
import type { VersioneDovuti } from '../core/dovuti/colonne.ts';
import { leggiRiga } from '../core/dovuti/leggi-riga.ts';
import { rigaConIuv } from '../core/dovuti/scrivi-riga.ts';
import { insertAllegato, insertFile, selectFile, selectFlusso, selectScarti } from '../store.ts';
import type { RigaFile } from './insiemi.ts';
import { leggiCsv, type Lettura, type Origine } from './lettura.ts';

/**
 * Writes what a loaded file gives back: `<base>_SCARTI.zip` (refused rows as they came, with codes and texts) and `<base>_IUV.zip`
 * (accepted rows with their IUV), in the order of the file (mypay-file-formats.md 2.5, 2.6). Each is absent when it would be empty.
 */
export async function scriviRestituiti(ctx: Ctx, flussoId: FlussoId, origine: Origine): Promise<void> {
  const flusso = await ctx.tx((t) => selectFlusso(t, flussoId));
  if (flusso === null) throw new Error('flusso: vanished');
  if (flusso.righeScartate > 0)
    await allega(ctx, flussoId, origine, 'scarti', (lettura) => testoScarti(ctx, flussoId, lettura));
  if (flusso.righeAccettate > 0)
    await allega(ctx, flussoId, origine, 'iuv', (lettura) => testoIuv(ctx, flussoId, lettura, origine.versione));
}

async function allega(
  ctx: Ctx,
  flussoId: FlussoId,
  origine: Origine,
  genere: 'scarti' | 'iuv',
  testo: (lettura: Lettura) => AsyncIterable<string>,
): Promise<void> {
  // Written by a run that was killed after it: a second one would leave the first as a file that nothing names.
  if ((await ctx.tx((t) => selectFile(t, flussoId, genere))) !== null) return;
  const nome = `${origine.base}_${genere.toUpperCase()}`;
  const file = await ctx.files.provvisorio();
  try {
    await leggiCsv(origine, (lettura) => scriviZip(file, `${nome}.csv`, testo(lettura), ctx.now));
    const arrivo = await ctx.files.misura(file);
    await ctx.tx(async (t) => {
      const fileId = await insertFile(t, { nome: `${nome}.zip`, tipoContenuto: 'application/zip', arrivo });
      await insertAllegato(t, flussoId, genere, fileId);
      await t.files.tieni(file, fileId);
    });
  } finally {
    await ctx.files.scarta(file);
  }
}

/** The refused rows, each with its codes and texts. */
export async function* testoScarti(
  ctx: Ctx,
  flussoId: FlussoId,
  { intestazione, righe }: Lettura,
): AsyncGenerator<string> {
  yield `${intestazione};cod_rifiuto;de_rifiuto\n`;
  for await (const { gruppo, dopo, a } of conEstremi(righe)) {
    const scarti = await ctx.tx((t) => selectScarti(t, flussoId, { dopo, a, quanti: gruppo.length }));
    const per = new Map(scarti.map((s) => [s.riga, s]));
    yield gruppo
      .map(({ riga, testo }) => {
        const scarto = per.get(riga);
        return scarto === undefined ? '' : `${testo};${scarto.codice};${scarto.testo}\n`;
      })
      .join('');
  }
}

async function* testoIuv(
  ctx: Ctx,
  flussoId: FlussoId,
  { intestazione, righe }: Lettura,
  versione: VersioneDovuti,
): AsyncGenerator<string> {
  yield `${intestazione}\n`;
  for await (const { gruppo, dopo, a } of conEstremi(righe)) {
    const iuv = await ctx.tx((t) => iuvDelFlusso(t, { flussoId, dopo, a }));
    yield gruppo
      .map(({ riga, testo }) => {
        const letta = iuv.has(riga) ? leggiRiga(testo, versione) : null;
        return letta?.ok === true ? `${rigaConIuv(letta.value, versione, iuv.get(riga) ?? null)}\n` : '';
      })
      .join('');
  }
}

const GRUPPO_RIGHE = 5000;

async function* conEstremi(
  righe: AsyncIterable<RigaFile[]>,
): AsyncGenerator<{ gruppo: RigaFile[]; dopo: number; a: number }> {
  let dopo = 0;
  let gruppo: RigaFile[] = [];
  for await (const nuove of righe) {
    gruppo = gruppo.concat(nuove);
    if (gruppo.length < GRUPPO_RIGHE) continue;
    const a = gruppo.at(-1)?.riga ?? dopo;
    yield { gruppo, dopo, a };
    dopo = a;
    gruppo = [];
  }
  if (gruppo.length > 0) yield { gruppo, dopo, a: gruppo.at(-1)?.riga ?? dopo };
}
