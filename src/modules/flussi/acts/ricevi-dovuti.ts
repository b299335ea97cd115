import type { Readable } from 'node:stream';
import { ok, type Esito } from '#kernel/esito';
import type { FlussoId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import { annota } from '#modules/registro';
import { leggiEnteIncassante } from '#modules/enti';
import { attoreTesto, type Ctx } from '#platform/contesto';
import { TroppiByte, type Arrivo } from '#platform/files';
import { conZip } from '#platform/zip';
import { leggiNomeFile, trovaCsv, trovaFoglio, type NomeFile } from '../core/dovuti/nome-file.ts';
import { rifiutoFlusso, type RifiutoFlusso } from '../core/rifiuti.ts';
import { rifiutoDiLettura } from '../dovuti/lettura.ts';
import { insertFile, insertFlussoIn } from '../store.ts';
import { selectNomePreso } from '../store/anteprima.ts';
import { accodaCarico, rifiutoOmonimo } from './accoda-carico.ts';
import { iniziaAnteprima } from './anteprima.ts';

export const GENERE_DOVUTI = 'dovuti';

export const TIPO_XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const TIPI: Record<NomeFile['forma'], string> = {
  zip: 'application/zip',
  xlsx: TIPO_XLSX,
};

/**
 * Receives a file of dovuti (a ZIP, or a spreadsheet) for `ctx.enteId`: name, size and directory of the ZIP are judged before anything is
 * kept; then the file is
 * kept and its loading enqueued, in one transaction: or its preview, which a person confirms. Returns the id of the flusso to follow.
 */
export async function riceviDovuti(
  ctx: Ctx,
  { nomeFile, contenuto, anteprima = false }: { nomeFile: string; contenuto: Readable; anteprima?: boolean },
): Promise<Esito<{ flussoId: FlussoId }, RifiutoFlusso>> {
  const nome = await leggiNome(ctx, nomeFile);
  if (!nome.ok) {
    contenuto.resume();
    return nome;
  }
  let arrivo: Arrivo;
  try {
    arrivo = await ctx.files.ricevi(contenuto, LIMITI.zipBytesMax);
  } catch (causa) {
    if (causa instanceof TroppiByte) return troppoGrande();
    throw causa;
  }
  try {
    return await prendi(ctx, { nomeFile, nome: nome.value, arrivo, anteprima });
  } finally {
    // After a success the file has been renamed, and there is nothing here to remove.
    await ctx.files.scarta(arrivo.percorso);
  }
}

/** How a file of dovuti that has too many bytes is refused. */
export function troppoGrande(): { ok: false; refusal: RifiutoFlusso } {
  return rifiutoFlusso('IMPORT_FILE_TROPPO_GRANDE', { megabyte: LIMITI.zipBytesMax / 1024 / 1024 });
}

/** What the name of a file says, to the ente whose it should be. */
export async function leggiNome(ctx: Ctx, nomeFile: string): Promise<Esito<NomeFile, RifiutoFlusso>> {
  const enteId = ctx.enteId;
  if (enteId === null) throw new Error('riceviDovuti: an ente is needed');
  const ente = await ctx.tx((t) => leggiEnteIncassante(t, enteId));
  return leggiNomeFile(nomeFile, ente.codIpa);
}

/** A file that is here. `insieme`: what else is written in the transaction that takes it, which a refusal undoes. */
type DaPrendere = {
  nomeFile: string;
  nome: NomeFile;
  arrivo: Arrivo;
  anteprima: boolean;
  insieme?: (t: Ctx, flussoId: FlussoId) => Promise<Esito<void, RifiutoFlusso>>;
};

/** Judges a file that has arrived, and keeps it. Who calls throws away what was not kept. */
export async function prendi(ctx: Ctx, da: DaPrendere): Promise<Esito<{ flussoId: FlussoId }, RifiutoFlusso>> {
  const esito = await controllaZip(da.arrivo, da.nome);
  return esito.ok ? tieni(ctx, da) : esito;
}

async function controllaZip(arrivo: Arrivo, { base, forma }: NomeFile): Promise<Esito<string, RifiutoFlusso>> {
  try {
    return await conZip(arrivo.percorso, LIMITI, (voci) => {
      const nomi = voci.map((voce) => voce.nome);
      return Promise.resolve(forma === 'zip' ? trovaCsv(nomi, base) : trovaFoglio(nomi));
    });
  } catch (causa) {
    const rifiuto = rifiutoDiLettura(causa);
    return forma === 'xlsx' && rifiuto.refusal.codice === 'IMPORT_NON_ZIP' ? rifiutoFlusso('IMPORT_NON_XLSX') : rifiuto;
  }
}

async function tieni(
  ctx: Ctx,
  { nomeFile, nome, arrivo, anteprima, insieme }: DaPrendere,
): Promise<Esito<{ flussoId: FlussoId }, RifiutoFlusso>> {
  return ctx.tx(async (t) => {
    const chiamato = { genere: GENERE_DOVUTI, nomeFile, iuf: nome.iuf };
    if (anteprima && (await selectNomePreso(t, chiamato))) return rifiutoOmonimo(t, chiamato);
    const fileId = await insertFile(t, { nome: nomeFile, tipoContenuto: TIPI[nome.forma], arrivo });
    const richiestoDa = attoreTesto(t.attore);
    const flussoId = await insertFlussoIn(t, {
      ...chiamato,
      stato: anteprima ? 'in_anteprima' : 'ricevuto',
      versione: nome.versione,
      richiestoDa,
      fileId,
    });
    if (flussoId === null) return rifiutoOmonimo(t, chiamato);
    const anche = await insieme?.(t, flussoId);
    if (anche?.ok === false) return anche;
    await annota(t, { azione: 'flusso.ricevuto', oggetto: 'flusso', oggettoId: flussoId });
    if (anteprima) await iniziaAnteprima(t, flussoId);
    else await accodaCarico(t, flussoId, richiestoDa);
    // The bytes get their name before the commit: a row without its file would be worse than a file without its row.
    await t.files.tieni(arrivo.percorso, fileId);
    return ok({ flussoId });
  });
}
