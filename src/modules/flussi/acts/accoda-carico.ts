import type { FlussoId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';
import { rifiutoFlusso, type RifiutoFlusso } from '../core/rifiuti.ts';
import { selectOmonimo } from '../store.ts';

export const LAVORO_DOVUTI = 'flussi.carica_dovuti';

/** Asks for the loading of a file that was received: one at a time for an ente, in order of arrival. */
export async function accodaCarico(t: Ctx, flussoId: FlussoId, attore: string): Promise<void> {
  await t.enqueue(
    LAVORO_DOVUTI,
    { enteId: t.enteId ?? '', flussoId, attore },
    { chiave: `flusso:${flussoId}`, coda: `ente:${t.enteId}` },
  );
}

/** Why a file is refused whose name, or IUF, is that of another. */
export async function rifiutoOmonimo(
  t: Ctx,
  { genere, iuf, nomeFile }: { genere: string; iuf: string; nomeFile: string },
): Promise<{ ok: false; refusal: RifiutoFlusso }> {
  const stato = await selectOmonimo(t, { genere, iuf });
  if (stato === null) return rifiutoFlusso('IMPORT_NOME_FILE_DUPLICATO', { nomeFile });
  return rifiutoFlusso(stato === 'eseguito' ? 'PAA_IMPORT_FLUSSO_DUPLICATO' : 'PAA_IMPORT_FLUSSO_IN_CARICAMENTO', {
    iuf,
  });
}
