import type { CarrelloId } from '#kernel/ids';
import { formatEuro, somma } from '#kernel/importo';
import { leggiEnte } from '#modules/enti';
import { leggiCarrello, ricevutaPdf, riferimentoCarrello, type Carrello } from '#modules/pagamenti';
import type { Ctx, Lettera } from '#platform/contesto';
import { testiDi } from '#testi/catalogo';
import { accoda } from './accoda.ts';
import { entroPeso } from './allegati.ts';
import type { Messaggio } from './store.ts';

/**
 * The receipts of a carrello have come, all of them or, where it was left, some: who paid it is told, if they proved an address. Run twice,
 * it is told once; of one that was left, again when more of it has come.
 */
export async function preparaCarrello(ctx: Ctx, carrelloId: CarrelloId): Promise<void> {
  await ctx.tx(async (t) => {
    const carrello = await leggiCarrello(t, carrelloId);
    if (carrello === null || carrello.email === null) return;
    const pagate = pagateDi(carrello).length;
    if (pagate === 0) return;
    const chiave = pagate === carrello.voci.length ? `carrello:${carrelloId}` : `carrello:${carrelloId}:${pagate}`;
    await accoda(t, { modello: 'carrello', destinatario: carrello.email, dati: { carrelloId }, chiave });
  });
}

function pagateDi({ voci }: Carrello): Carrello['voci'] {
  return voci.filter(({ ricevutaId }) => ricevutaId !== null);
}

/** How much, to whom, and the receipts; never what for, nor who owed it: that is in the receipts alone. Null: it is not there any more. */
export async function letteraCarrello(ctx: Ctx, { destinatario, dati }: Messaggio): Promise<Lettera | null> {
  const carrello = await leggiCarrello(ctx, String(dati['carrelloId']) as CarrelloId);
  if (carrello === null) return null;
  const pagate = pagateDi(carrello);
  const enti = await Promise.all([...new Set(pagate.map((v) => v.enteId))].map((id) => leggiEnte(ctx, id)));
  const allegati = await allegatiDi(ctx, pagate);
  const { lingua } = carrello;
  const testi = testiDi(lingua).postaRicevute.carrello;
  const testo = testi.testo({
    enti: enti.flatMap((ente) => ente?.denominazione ?? []),
    importo: formatEuro(somma(pagate.map((v) => v.importoCents)), lingua),
    allegate: allegati.length,
    mancano: carrello.voci.length - pagate.length,
    // Nobody can ask for a receipt without it, and it names no one.
    link: `${ctx.config.urlPubblico}/stato/${riferimentoCarrello(ctx, carrello.id, 'stato')}`,
  });
  return { a: destinatario, oggetto: testi.oggetto, testo, allegati };
}

/** One at a time: each is a sheet that is drawn. All of them, or none. */
async function allegatiDi(ctx: Ctx, pagate: Carrello['voci']): Promise<NonNullable<Lettera['allegati']>> {
  const file = [];
  for (const { enteId, ricevutaId } of pagate) {
    const pdf = ricevutaId === null ? null : await ricevutaPdf(ctx, { enteId, ricevutaId });
    if (pdf === null) return [];
    file.push(pdf);
  }
  return entroPeso(file);
}
