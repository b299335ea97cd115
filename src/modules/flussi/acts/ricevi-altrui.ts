import type { Readable } from 'node:stream';
import { ok, type Esito } from '#kernel/esito';
import type { FlussoId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { TroppiByte, type Arrivo } from '#platform/files';
import { rifiutoFlusso, type RifiutoFlusso } from '../core/rifiuti.ts';
import { guardaColonne, type ColonneFile } from '../dovuti/altrui.ts';
import { rifiutoDiLettura } from '../dovuti/lettura.ts';
import { insertFile } from '../store.ts';
import { insertDaTradurre } from '../store/corrispondenza.ts';
import { GENERE_DOVUTI, TIPO_XLSX } from './ricevi-dovuti.ts';

const FORME = { csv: 'text/csv', txt: 'text/csv', xlsx: TIPO_XLSX } as const;
const NOME_FILE_MAX = 200;

/**
 * Receives a file of dovuti that is in no layout of ours, a CSV or a spreadsheet: its columns are looked at, and it waits until a person
 * says which is which. Returns the id of the flusso to follow.
 */
export async function riceviAltrui(
  ctx: Ctx,
  { nomeFile, contenuto }: { nomeFile: string; contenuto: Readable },
): Promise<Esito<{ flussoId: FlussoId }, RifiutoFlusso>> {
  const estensione = /\.(csv|txt|xlsx)$/i.exec(nomeFile)?.[1]?.toLowerCase() as keyof typeof FORME | undefined;
  if (estensione === undefined) {
    contenuto.resume();
    return rifiutoFlusso('IMPORT_FORMA_SCONOSCIUTA');
  }
  let arrivo: Arrivo;
  try {
    arrivo = await ctx.files.ricevi(contenuto, LIMITI.zipBytesMax);
  } catch (causa) {
    if (causa instanceof TroppiByte)
      return rifiutoFlusso('IMPORT_FILE_TROPPO_GRANDE', { megabyte: LIMITI.zipBytesMax / 1024 / 1024 });
    throw causa;
  }
  try {
    const colonne = await guardaColonne(arrivo.percorso, estensione === 'xlsx' ? 'xlsx' : 'csv');
    return ok({ flussoId: await tieni(ctx, { nomeFile, tipoContenuto: FORME[estensione], arrivo, colonne }) });
  } catch (causa) {
    return rifiutoDiLettura(causa);
  } finally {
    await ctx.files.scarta(arrivo.percorso);
  }
}

type Arrivato = { nomeFile: string; tipoContenuto: string; arrivo: Arrivo; colonne: ColonneFile };

async function tieni(ctx: Ctx, { nomeFile, tipoContenuto, arrivo, colonne }: Arrivato): Promise<FlussoId> {
  return ctx.tx(async (t) => {
    // The end of a name that is too long says what the file is.
    const nome = nomeFile.slice(-NOME_FILE_MAX);
    const fileId = await insertFile(t, { nome, tipoContenuto, arrivo });
    const flussoId = await insertDaTradurre(t, { genere: GENERE_DOVUTI, nomeFile: nome, fileId, colonne });
    await annota(t, { azione: 'flusso.ricevuto', oggetto: 'flusso', oggettoId: flussoId });
    await t.files.tieni(arrivo.percorso, fileId);
    return flussoId;
  });
}
