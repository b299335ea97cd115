import { buffer } from 'node:stream/consumers';
import { causalePubblica } from '#kernel/causale';
import { datiAvviso, disegnaAvviso, leggiCarta } from '#modules/avvisi';
import { leggiEnte } from '#modules/enti';
import { chiamaDovuti, leggiAvvisoDellEnte } from '#modules/posizioni';
import type { Ctx } from '#platform/contesto';
import { zipViaVia } from '#platform/zip-via-via';
import type { EnteSil } from '../accesso.ts';
import type { Buono } from './controlla.ts';

/**
 * The notice of an IUV that is here, with what the request says of it, in a ZIP: nothing of that is kept (mypay-webservices 1.7, `S`).
 * Null: there is no such IUV, or it has no notice.
 */
export async function stampa(ctx: Ctx, { enteId, codiceFiscale }: EnteSil, v: Buono): Promise<Buffer | null> {
  const { iuv, soggetto, importoCents, causale, scadenza } = v;
  const letto = await ctx.tx(async (t) => {
    const [dovuto] = iuv === null ? [] : await chiamaDovuti(t, [iuv]);
    const ente = await leggiEnte(t, enteId);
    const iuvId = dovuto?.iuvId ?? null;
    const avviso = iuvId === null ? null : await leggiAvvisoDellEnte(t, iuvId);
    if (avviso?.iuv !== iuv || avviso === null || ente === null) return null;
    const detto = {
      ...avviso,
      ...{ debitore: { ...avviso.debitore, ...soggetto }, importoCents, dataScadenza: scadenza },
      causalePubblica: causalePubblica(causale) ?? '-',
    };
    return datiAvviso(detto, await leggiCarta(t, ente), t.now);
  });
  if (letto === null) return null;
  const foglio = { nome: `avviso_${codiceFiscale}_${iuv ?? ''}.pdf`, byte: await disegnaAvviso(letto) };
  return buffer(zipViaVia(uno(foglio), ctx.now));
}

async function* uno<T>(valore: T): AsyncGenerator<T> {
  yield await Promise.resolve(valore);
}
