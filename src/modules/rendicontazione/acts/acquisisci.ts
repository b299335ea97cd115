import { ok, type Esito } from '#kernel/esito';
import type { RendicontazioneId } from '#kernel/ids';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { controlla } from '../core/difetti.ts';
import { pspDi, sostituisce, type RendicontazioneLetta } from '../core/rendicontazione.ts';
import { rifiutoRendicontazione, type RifiutoRendicontazione } from '../core/rifiuti.ts';
import { ritiraMancanti, segnaMancanti } from '../store/coda.ts';
import {
  insertRendicontazione,
  insertRighe,
  lockIuf,
  selectCorrente,
  togliCorrente,
  type Origine,
} from '../store/scrivi.ts';

import { LAVORO_RECUPERA } from './recupera.ts';

/** A statement to take, from the service or from a file. `psp`: who published it, where the source says so. */
export type DaAcquisire = RendicontazioneLetta & { psp: string | null; origine: Origine };

/**
 * Takes a statement of `ctx.enteId`, whole, in one transaction: with the revisions that were here before, of which one counts. What does
 * not add up in it is kept beside it. The same revision, or the same file, again: refused, and nothing changes.
 */
export async function acquisisci(
  ctx: Ctx,
  { testata, righe, psp: detto, origine }: DaAcquisire,
): Promise<Esito<{ id: RendicontazioneId; corrente: boolean }, RifiutoRendicontazione>> {
  return ctx.tx(async (t) => {
    await lockIuf(t, testata.iuf);
    const psp = detto ?? pspDi(testata);
    const prima = await selectCorrente(t, { iuf: testata.iuf, psp });
    const versione = {
      revisione: origine.origine === 'fdr' ? origine.revisione : null,
      prodottaIl: testata.prodottaIl,
    };
    const corrente = prima === null || sostituisce(versione, prima);
    if (prima !== null && corrente) await togliCorrente(t, prima.id);
    const controllo = controlla({ testata, righe });
    const id = await insertRendicontazione(t, { testata, psp, controllo, origine, corrente });
    if (id === null) return rifiutoRendicontazione('RENDICONTAZIONE_GIA_ACQUISITA', { iuf: testata.iuf });
    await insertRighe(t, id, righe);
    if (corrente) {
      if (prima !== null) await ritiraMancanti(t, { prima: prima.id, dopo: id });
      await segnaMancanti(t, id);
      await t.enqueue(LAVORO_RECUPERA, {}, { chiave: LAVORO_RECUPERA });
    }
    const dettaglio = { iuf: testata.iuf, righe: righe.length, difetti: controllo.difetti };
    await annota(t, { azione: 'rendicontazione.acquisita', oggetto: 'rendicontazione', oggettoId: id, dettaglio });
    return ok({ id, corrente });
  });
}
