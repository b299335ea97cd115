import type { FlussoId } from '#kernel/ids';
import { leggiEnte } from '#modules/enti';
import { leggiConsegne } from '#modules/flussi';
import { emailAmministratori } from '#modules/utenti';
import type { Ctx, Lettera } from '#platform/contesto';
import { testi } from '#testi/it/posta';
import { accoda } from './accoda.ts';
import type { Messaggio } from './store.ts';

/**
 * A file has not arrived where it should: who administers the ente is told, once for that file and place; where nobody of them has an
 * address, who administers the installation.
 */
export async function preparaConsegna(
  ctx: Ctx,
  { flussoId, destinazioneId }: { flussoId: FlussoId; destinazioneId: string },
): Promise<void> {
  await ctx.tx(async (t) => {
    const ente = t.enteId === null ? null : await leggiEnte(t, t.enteId);
    const consegna = (await leggiConsegne(t, flussoId)).find((c) => c.destinazioneId === destinazioneId);
    // Somebody has asked for it again meanwhile, or it has arrived: there is nothing to tell.
    if (ente === null || consegna?.stato !== 'fallita') return;
    const suoi = await emailAmministratori(t, ente.enteId);
    const dati = {
      flussoId,
      ente: ente.denominazione,
      destinazione: consegna.destinazione,
      perche: consegna.perche ?? '',
    };
    for (const destinatario of suoi.length > 0 ? suoi : t.config.amministratori)
      await accoda(t, {
        ...{ modello: 'consegna', destinatario, dati },
        chiave: `consegna:${flussoId}:${destinazioneId}:${destinatario}`,
      });
  });
}

/** The mail about a file that has not arrived. */
export function letteraConsegna(ctx: Ctx, { destinatario, dati }: Messaggio): Lettera {
  const detto = {
    ente: String(dati['ente']),
    destinazione: String(dati['destinazione']),
    perche: String(dati['perche']),
    link: `${ctx.config.urlPubblico}/ufficio/incassi/${dati['flussoId']}`,
  };
  return { a: destinatario, oggetto: testi.consegna.oggetto(detto.ente), testo: testi.consegna.testo(detto) };
}
