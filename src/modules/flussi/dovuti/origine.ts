import type { Ctx } from '#platform/contesto';
import type { VersioneDovuti } from '../core/dovuti/colonne.ts';
import type { Flusso } from '../store.ts';
import { selectCorrezioni } from '../store/anteprima.ts';
import type { Origine } from './lettura.ts';

/** The stored file of a flusso of dovuti, with what a person corrected of it. */
export async function origineDi(t: Ctx, flusso: Flusso): Promise<Origine> {
  return {
    percorso: t.files.percorso(flusso.fileId ?? ''),
    base: (flusso.nomeFile ?? '').slice(0, -'.zip'.length),
    versione: flusso.versione as VersioneDovuti,
    correzioni: await selectCorrezioni(t, flusso.id),
  };
}
