import type { CarrelloId } from '#kernel/ids';
import { formatEuro, somma } from '#kernel/importo';
import { leggiEnte } from '#modules/enti';
import { leggiCarrello, riferimentoCarrello } from '#modules/pagamenti';
import type { Ctx, Lettera } from '#platform/contesto';
import { testi } from '#testi/it/posta';
import { accoda } from './accoda.ts';
import type { Messaggio } from './store.ts';

/** The last receipt of a carrello has come: who paid it is told, if they proved an address. Run twice, it is told once. */
export async function preparaCarrello(ctx: Ctx, carrelloId: CarrelloId): Promise<void> {
  await ctx.tx(async (t) => {
    const carrello = await leggiCarrello(t, carrelloId);
    if (carrello === null || carrello.email === null) return;
    const dati = { carrelloId };
    await accoda(t, { modello: 'carrello', destinatario: carrello.email, dati, chiave: `carrello:${carrelloId}` });
  });
}

/** How much, to whom, and where the receipts are; never what for, nor who owed it. Null: it is not there any more. */
export async function letteraCarrello(ctx: Ctx, { destinatario, dati }: Messaggio): Promise<Lettera | null> {
  const carrello = await leggiCarrello(ctx, String(dati['carrelloId']) as CarrelloId);
  if (carrello === null) return null;
  const enti = await Promise.all([...new Set(carrello.voci.map((v) => v.enteId))].map((id) => leggiEnte(ctx, id)));
  const testo = testi.carrello.testo({
    enti: enti.flatMap((ente) => ente?.denominazione ?? []),
    importo: formatEuro(somma(carrello.voci.map((v) => v.importoCents))),
    // Nobody can ask for a receipt without it, and it names no one.
    link: `${ctx.config.urlPubblico}/pagamento/${riferimentoCarrello(ctx, carrello.id)}`,
  });
  return { a: destinatario, oggetto: testi.carrello.oggetto, testo };
}
