import type { Readable } from 'node:stream';
import { ok, type Esito } from '#kernel/esito';
import type { FlussoId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import { annota } from '#modules/registro';
import { leggiEnteIncassante } from '#modules/enti';
import { attoreTesto, type Ctx } from '#platform/contesto';
import { TroppiByte, type Arrivo } from '#platform/files';
import { conZip } from '#platform/zip';
import { leggiNomeFile, trovaCsv, type NomeFile } from '../core/dovuti/nome-file.ts';
import { rifiutoFlusso, type RifiutoFlusso } from '../core/rifiuti.ts';
import { rifiutoDiLettura } from '../dovuti/lettura.ts';
import { insertFile, insertFlussoIn, selectOmonimo } from '../store.ts';

export const GENERE_DOVUTI = 'dovuti';
export const LAVORO_DOVUTI = 'flussi.carica_dovuti';

/**
 * Receives a ZIP of dovuti for `ctx.enteId`: name, size and directory of the ZIP are judged before anything is kept; then the file is
 * kept and its loading enqueued, in one transaction. Returns the id of the flusso to follow.
 */
export async function riceviDovuti(
  ctx: Ctx,
  { nomeFile, contenuto }: { nomeFile: string; contenuto: Readable },
): Promise<Esito<{ flussoId: FlussoId }, RifiutoFlusso>> {
  const enteId = ctx.enteId;
  if (enteId === null) throw new Error('riceviDovuti: an ente is needed');
  const ente = await ctx.tx((t) => leggiEnteIncassante(t, enteId));
  const nome = leggiNomeFile(nomeFile, ente.codIpa);
  if (!nome.ok) {
    contenuto.resume();
    return nome;
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
    const esito = await controllaZip(arrivo, nome.value);
    return esito.ok ? await tieni(ctx, nomeFile, nome.value, arrivo) : esito;
  } finally {
    // After a success the file has been renamed, and there is nothing here to remove.
    await ctx.files.scarta(arrivo.percorso);
  }
}

async function controllaZip(arrivo: Arrivo, { base }: NomeFile): Promise<Esito<string, RifiutoFlusso>> {
  try {
    return await conZip(arrivo.percorso, LIMITI, (voci) =>
      Promise.resolve(
        trovaCsv(
          voci.map((voce) => voce.nome),
          base,
        ),
      ),
    );
  } catch (causa) {
    return rifiutoDiLettura(causa);
  }
}

async function tieni(
  ctx: Ctx,
  nomeFile: string,
  nome: NomeFile,
  arrivo: Arrivo,
): Promise<Esito<{ flussoId: FlussoId }, RifiutoFlusso>> {
  return ctx.tx(async (t) => {
    const fileId = await insertFile(t, { nome: nomeFile, tipoContenuto: 'application/zip', arrivo });
    const richiestoDa = attoreTesto(t.attore);
    const flussoId = await insertFlussoIn(t, {
      genere: GENERE_DOVUTI,
      nomeFile,
      iuf: nome.iuf,
      versione: nome.versione,
      richiestoDa,
      fileId,
    });
    if (flussoId === null) {
      const stato = await selectOmonimo(t, { genere: GENERE_DOVUTI, iuf: nome.iuf });
      if (stato === null) return rifiutoFlusso('IMPORT_NOME_FILE_DUPLICATO', { nomeFile });
      return rifiutoFlusso(stato === 'eseguito' ? 'PAA_IMPORT_FLUSSO_DUPLICATO' : 'PAA_IMPORT_FLUSSO_IN_CARICAMENTO', {
        iuf: nome.iuf,
      });
    }
    await annota(t, { azione: 'flusso.ricevuto', oggetto: 'flusso', oggettoId: flussoId });
    await t.enqueue(
      LAVORO_DOVUTI,
      { enteId: t.enteId ?? '', flussoId, attore: richiestoDa },
      { chiave: `flusso:${flussoId}`, coda: `ente:${t.enteId}` },
    );
    // The bytes get their name before the commit: a row without its file would be worse than a file without its row.
    await t.files.tieni(arrivo.percorso, fileId);
    return ok({ flussoId });
  });
}
