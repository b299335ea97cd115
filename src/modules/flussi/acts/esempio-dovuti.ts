import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { isoRoma } from '#kernel/giorno';
import type { Ctx } from '#platform/contesto';
import { CODA_FOGLIO, nomeFoglio, partiFisse, rigaFoglio, rigaNomi, TESTA_FOGLIO } from '#platform/xlsx/scrivi';
import { scriviZip, scriviZipDi } from '#platform/zip';
import { specieDi } from '../core/corrispondenza/traduci.ts';
import { fileEsempio, foglioEsempio, type DatiEsempio } from '../core/dovuti/esempio.ts';

/**
 * A file of dovuti to try with, a ZIP or a spreadsheet, ready to be sent as it is. Nothing is written about it: it becomes a flusso when
 * somebody sends it.
 */
export async function esempioDovuti(
  ctx: Ctx,
  { foglio = false, ...per }: Pick<DatiEsempio, 'codIpa' | 'tipo' | 'versione'> & { foglio?: boolean },
): Promise<{ nome: string; zip: Buffer }> {
  const istante = isoRoma(ctx.now).slice(0, 19).replaceAll(/\D/g, '');
  const dati = { ...per, istante, oggi: ctx.oggi };
  const provvisorio = await ctx.files.provvisorio();
  try {
    const nome = foglio ? await scriviFoglio(ctx, provvisorio, dati) : await scriviCsv(ctx, provvisorio, dati);
    return { nome, zip: await readFile(provvisorio) };
  } finally {
    await ctx.files.scarta(provvisorio);
  }
}

async function scriviCsv(ctx: Ctx, dove: string, dati: DatiEsempio): Promise<string> {
  const { base, csv } = fileEsempio(dati);
  await scriviZip(dove, `${base}.csv`, Readable.from([csv]), ctx.now);
  return `${base}.zip`;
}

/** Only the columns that it fills: whoever begins from it adds those that they need. */
async function scriviFoglio(ctx: Ctx, dove: string, dati: DatiEsempio): Promise<string> {
  const { base, nomi, righe } = foglioEsempio(dati);
  const specie = nomi.map((nome) => (specieDi(nome) === 'importo' ? 'importo' : 'testo'));
  const celle = righe.map((riga) => rigaFoglio(riga.map((valore, n) => ({ specie: specie[n] ?? 'testo', valore }))));
  const testo = TESTA_FOGLIO + rigaNomi(nomi) + celle.join('') + CODA_FOGLIO;
  const parti = [...partiFisse(1, 'Dovuti'), { nome: nomeFoglio(1), testo }];
  const voci = parti.map((parte) => ({ nome: parte.nome, testo: () => Readable.from([parte.testo]) }));
  await scriviZipDi(dove, voci, ctx.now);
  return `${base}.xlsx`;
}
