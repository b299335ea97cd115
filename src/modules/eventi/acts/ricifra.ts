import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { apriSegreto, chiudiSegreto, idChiaveCorrente, siApre } from '#platform/segreti';
import { lockDaRicifrare, updateSigillo } from '../store/ricifra.ts';

/** Seals anew, with the first key, what the others had sealed: as `enti` does with its credentials. */
export async function ricifraSegretiEventi(ctx: Ctx): Promise<{ ricifrate: number; perse: number }> {
  return ctx.tx(async (t) => {
    const righe = await lockDaRicifrare(t, idChiaveCorrente(t.config));
    const note = righe.filter((riga) => siApre(t.config, riga));
    for (const riga of note) {
      const segreto = apriSegreto(t.config, riga);
      await updateSigillo(t, riga.di, { id: riga.id, ...chiudiSegreto(t.config, { id: riga.id, segreto }) });
    }
    const ricifrate = note.length;
    if (ricifrate > 0)
      await annota(t, { azione: 'abbonamenti.ricifrati', oggetto: 'abbonamento', dettaglio: { ricifrate } });
    return { ricifrate, perse: righe.length - ricifrate };
  });
}
