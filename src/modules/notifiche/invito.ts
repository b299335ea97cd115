import { formatGiornoLungo, giornoA } from '#kernel/giorno';
import { datiInvito, type InvitoId } from '#modules/utenti';
import type { Ctx, Lettera } from '#platform/contesto';
import { invito as testi } from '#testi/it/posta-inviti';
import { accoda } from './accoda.ts';
import type { Messaggio } from './store.ts';

/** Somebody was asked to work for an ente: their mail goes in the outbox. Run twice, it goes there once. */
export async function preparaInvito(ctx: Ctx, invitoId: InvitoId): Promise<void> {
  await ctx.tx(async (t) => {
    const invito = await datiInvito(t, invitoId);
    if (invito === null) return;
    await accoda(t, {
      modello: 'invito',
      destinatario: invito.email,
      dati: { invitoId },
      chiave: `invito:${invitoId}`,
    });
  });
}

/** Null: it was used, taken back, or is over. The link is derived now, and stored nowhere. */
export async function letteraInvito(ctx: Ctx, { destinatario, dati }: Messaggio): Promise<Lettera | null> {
  const invito = await ctx.tx((t) => datiInvito(t, String(dati['invitoId']) as InvitoId));
  if (invito === null) return null;
  const { ente, token, scadeIl } = invito;
  const link = `${ctx.config.urlPubblico}/ufficio/invito/${token}`;
  const scade = formatGiornoLungo(giornoA(scadeIl));
  return { a: destinatario, oggetto: testi.oggetto(ente), testo: testi.testo({ ente, link, scade }) };
}
