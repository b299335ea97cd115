import type { Ctx } from '#platform/contesto';
import type { VersioneDovuti } from '../core/dovuti/colonne.ts';
import { baseDi } from '../consegne/nomi.ts';
import { selectFile, type Flusso } from '../store.ts';
import { selectCorrezioni } from '../store/anteprima.ts';
import type { Origine } from './lettura.ts';

/** The stored file of a flusso of dovuti, as it was turned into ours where it came in another form, with what a person corrected of it. */
export async function origineDi(t: Ctx, flusso: Flusso): Promise<Origine> {
  return {
    percorso: t.files.percorso((await selectFile(t, flusso.id, 'convertito'))?.fileId ?? flusso.fileId ?? ''),
    base: baseDi(flusso),
    versione: flusso.versione as VersioneDovuti,
    correzioni: await selectCorrezioni(t, flusso.id),
  };
}
