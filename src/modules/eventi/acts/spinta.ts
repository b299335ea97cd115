import { ok, type Esito } from '#kernel/esito';
import type { TipoDovutoId } from '#kernel/ids';
import { elencoTipi } from '#modules/enti';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { chiudiSegreto } from '#platform/segreti';
import { rifiutoEventi, type RifiutoEventi } from '../core/rifiuti.ts';
import { validaSpinta, type Jwt } from '../core/spinta.ts';
import { nuovoId } from '../store/abbonamento.ts';
import { insertSpinta, updateFermo, updateProvaChiesta, updateTolta } from '../store/spinta.ts';

export const LAVORO_PROVA_SPINTA = 'eventi.prova_spinta';

export type NuovaSpinta = { tipoDovutoId: TipoDovutoId | null; url: string; jwt: Jwt };

/** Keeps where the outcomes of the ente, or of a kind of due, are pushed; its key sealed. */
export async function registraSpinta(ctx: Ctx, nuova: NuovaSpinta): Promise<Esito<{ id: string }, RifiutoEventi>> {
  const esito = validaSpinta(nuova, ctx.config.modo);
  if (!esito.ok) return esito;
  const { url, jwt } = esito.value;
  const { tipoDovutoId } = nuova;
  return ctx.tx(async (t) => {
    const { enteId } = t;
    if (enteId === null) throw new Error('registraSpinta: an ente is needed');
    if (tipoDovutoId !== null && !(await elencoTipi(t, enteId)).some((tipo) => tipo.tipoDovutoId === tipoDovutoId))
      return rifiutoEventi('SPINTA_TIPO_SCONOSCIUTO');
    const id = await nuovoId(t);
    const chiuso = jwt === null ? null : chiudiSegreto(t.config, { id, segreto: jwt.segreto });
    if (!(await insertSpinta(t, { id, tipoDovutoId, url, jwt, chiuso }))) return rifiutoEventi('SPINTA_GIA_REGISTRATA');
    const dettaglio = { tipoDovutoId, jwt: jwt !== null };
    await annota(t, { azione: 'spinta.registrata', oggetto: 'spinta', oggettoId: id, dettaglio });
    return ok({ id });
  });
}

/** Takes a place away: outcomes that were for it go to the ente's own, or nowhere. */
export async function togliSpinta(ctx: Ctx, id: string): Promise<Esito<void, RifiutoEventi>> {
  return ctx.tx(async (t) => {
    if (!(await updateTolta(t, id))) return rifiutoEventi('SPINTA_NON_TROVATA');
    await annota(t, { azione: 'spinta.tolta', oggetto: 'spinta', oggettoId: id });
    return ok(undefined);
  });
}

/** Asks for a test: whether the ente's software answers. The answer is in the row when it comes. */
export async function chiediProvaSpinta(ctx: Ctx, id: string): Promise<Esito<void, RifiutoEventi>> {
  return ctx.tx(async (t) => {
    if (!(await updateProvaChiesta(t, id))) return rifiutoEventi('SPINTA_NON_TROVATA');
    await t.enqueue(
      LAVORO_PROVA_SPINTA,
      { enteId: t.enteId ?? '', spintaId: id },
      { chiave: `${LAVORO_PROVA_SPINTA}:${id}` },
    );
    return ok(undefined);
  });
}

/** An outcome that nobody tries to push any more is tried again, or left. */
export async function decidiEsito(
  ctx: Ctx,
  id: string,
  atto: 'riprova' | 'lascia',
): Promise<Esito<void, RifiutoEventi>> {
  return ctx.tx(async (t) => {
    if (!(await updateFermo(t, id, atto))) return rifiutoEventi('ESITO_NON_FERMO');
    const azione = atto === 'riprova' ? 'esito.ritentato' : 'esito.lasciato';
    await annota(t, { azione, oggetto: 'esito', oggettoId: id });
    return ok(undefined);
  });
}
