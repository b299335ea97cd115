import { leggiEnte } from '#modules/enti';
import { emailAmministratori } from '#modules/utenti';
import type { Ctx, Lettera } from '#platform/contesto';
import { testi } from '#testi/it/posta';
import { accoda } from './accoda.ts';
import type { Messaggio } from './store.ts';

/**
 * A browser was sent back to a site that the ente had never named: who administers the ente is told, once for each site; where nobody of
 * them has an address, who administers the installation.
 */
export async function preparaRitorno(ctx: Ctx, origine: string): Promise<void> {
  await ctx.tx(async (t) => {
    const ente = t.enteId === null ? null : await leggiEnte(t, t.enteId);
    if (ente === null) return;
    const suoi = await emailAmministratori(t, ente.enteId);
    const dati = { origine, ente: ente.denominazione };
    for (const destinatario of suoi.length > 0 ? suoi : t.config.amministratori)
      await accoda(t, {
        ...{ modello: 'ritorno', destinatario, dati },
        chiave: `ritorno:${ente.enteId}:${origine}:${destinatario}`,
      });
  });
}

/** The mail about a site that is new. */
export function letteraRitorno(ctx: Ctx, { destinatario, dati }: Messaggio): Lettera {
  const link = `${ctx.config.urlPubblico}/ufficio/configurazione/porta-sil`;
  const detto = { ente: String(dati['ente']), origine: String(dati['origine']), link };
  return { a: destinatario, oggetto: testi.ritorno.oggetto(detto.ente), testo: testi.ritorno.testo(detto) };
}
