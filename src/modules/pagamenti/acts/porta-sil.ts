import { ok, type Esito } from '#kernel/esito';
import type { EnteId } from '#kernel/ids';
import type { Ente } from '#modules/enti';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { giudicaRitorno, origineDi, RITORNI_MAX } from '../core/arrivo.ts';
import { rifiutoArrivo, type RifiutoArrivo } from '../core/rifiuti.ts';
import {
  insertOrigineVista,
  scriviOrigini,
  selectOrigini,
  selectPortaSil,
  upsertPortaSil,
  type OrigineRitorno,
  type SceltePortaSil,
} from '../store/porta-sil.ts';

/** A browser was sent back to a site that the ente had never named. Payload: `origine`; of the context's ente. */
export const FATTO_RITORNO_NUOVO = 'fatto.pagamenti.ritorno_nuovo';

/** How the context's ente is answered, and where browsers may go back to. */
export type PortaSil = SceltePortaSil & { origini: OrigineRitorno[] };

export async function leggiPortaSil(ctx: Ctx): Promise<PortaSil> {
  const enteId = enteDi(ctx);
  return ctx.tx(async (t) => ({ ...(await selectPortaSil(t, enteId)), origini: await selectOrigini(t, enteId) }));
}

/** Chooses how the software of the context's ente is answered, and to which sites browsers go back. */
export async function impostaPortaSil(
  ctx: Ctx,
  { indirizzi, ...scelte }: SceltePortaSil & { indirizzi: readonly string[] },
): Promise<Esito<undefined, RifiutoArrivo>> {
  const enteId = enteDi(ctx);
  const siti = originiDi(ctx, indirizzi);
  if (!siti.ok) return siti;
  const suo = origineDi(scelte.ritorno);
  const origini = [...new Set([...siti.value, ...(suo === null ? [] : [suo])])].toSorted();
  if (scelte.ritorno !== null) {
    const giudizio = giudicaRitorno(scelte.ritorno, { origini, elenco: true, soloHttps: soloHttps(ctx) });
    if (!giudizio.ok) return giudizio;
  }
  await ctx.tx(async (t) => {
    await upsertPortaSil(t, enteId, scelte);
    await scriviOrigini(t, enteId, origini);
    const dettaglio = { ...scelte, origini };
    await annota(t, { azione: 'ente.porta_sil', oggetto: 'ente', oggettoId: enteId, dettaglio });
  });
  return ok();
}

/** Says to which sites, beside its own, an ente has browsers sent back: these and no others. Gives them as they are kept. */
export async function impostaRitorni(
  ctx: Ctx,
  { enteId, indirizzi }: { enteId: EnteId; indirizzi: readonly string[] },
): Promise<Esito<string[], RifiutoArrivo>> {
  const origini = originiDi(ctx, indirizzi);
  if (!origini.ok) return origini;
  await ctx.tx(async (t) => {
    await scriviOrigini(t, enteId, origini.value);
    const dettaglio = { origini: origini.value };
    await annota(t, { azione: 'ente.ritorni', oggetto: 'ente', oggettoId: enteId, dettaglio });
  });
  return origini;
}

/** The origins of addresses that an ente gives: each is fit to be gone back to, or all are refused. */
function originiDi(ctx: Ctx, indirizzi: readonly string[]): Esito<string[], RifiutoArrivo> {
  const origini = indirizzi.map(origineDi);
  const buone = origini.filter(
    (origine) =>
      origine !== null && giudicaRitorno(origine, { origini: [origine], elenco: true, soloHttps: soloHttps(ctx) }).ok,
  );
  const scelte = [...new Set(buone.flatMap((origine) => origine ?? []))].toSorted();
  return buone.length < indirizzi.length || scelte.length > RITORNI_MAX ? rifiutoArrivo('SITI_NON_VALIDI') : ok(scelte);
}

/** May browsers be sent there for this ente? `nuova`: nobody has named that site before. */
export async function ammettiRitorno(
  ctx: Ctx,
  { enteId, sito }: Pick<Ente, 'enteId' | 'sito'>,
  ritorno: string,
): Promise<Esito<{ nuova: string | null }, RifiutoArrivo>> {
  const { origini, elenco } = await ctx.tx(async (t) => ({
    origini: await selectOrigini(t, enteId),
    elenco: (await selectPortaSil(t, enteId)).ritorniElenco,
  }));
  const suo = origineDi(sito);
  const note = [...(suo === null ? [] : [suo]), ...origini.map(({ origine }) => origine)];
  return giudicaRitorno(ritorno, { origini: note, elenco, soloHttps: soloHttps(ctx) });
}

/** Remembers a site that came with a request, and has who administers the ente told: once. */
export async function ricordaRitorno(t: Ctx, { enteId, origine }: { enteId: EnteId; origine: string }): Promise<void> {
  if (!(await insertOrigineVista(t, enteId, origine))) return;
  await annota(t, { azione: 'ente.ritorno_nuovo', oggetto: 'ente', oggettoId: enteId, dettaglio: { origine } });
  await t.enqueue(FATTO_RITORNO_NUOVO, { origine }, { chiave: `ritorno:${enteId}:${origine}` });
}

const soloHttps = (ctx: Ctx): boolean => ctx.config.modo === 'produzione';

function enteDi({ enteId }: Ctx): EnteId {
  if (enteId === null) throw new Error('porta sil: an ente is needed');
  return enteId;
}
