import { sql } from 'kysely';
import { ok, type Esito } from '#kernel/esito';
import { piuGiorni } from '#kernel/giorno';
import { regoleTipi } from '#modules/enti';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { rifiutoFlusso, type RifiutoFlusso } from '../core/rifiuti.ts';

/** A booking that the clock has stopped goes on from tomorrow, from where it was: its kind of due is there again. */
export async function riprendiFermata(ctx: Ctx, id: string): Promise<Esito<undefined, RifiutoFlusso>> {
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoFlusso>> => {
    const { enteId } = t;
    if (enteId === null) throw new Error('riprendiFermata: an ente is needed');
    const { rows } = await sql<{ tipoDovuto: string; doppia: boolean }>`
      select p.tipo_dovuto as "tipoDovuto",
             exists (select from flussi.programmazione as x
                      where x.ente_id = p.ente_id and x.sospesa_il is null and x.operatore_id = p.operatore_id
                        and x.cadenza = p.cadenza and x.versione = p.versione and x.formato = p.formato
                        and x.tipo_dovuto = p.tipo_dovuto and x.destinazione_id is not distinct from p.destinazione_id) as doppia
        from flussi.programmazione as p where p.ente_id = ${enteId} and p.id = ${id} and p.fermata for update`.execute(
      t.db,
    );
    const [p] = rows;
    if (p === undefined) return rifiutoFlusso('EXPORT_NON_SOSPESO');
    if (p.doppia) return rifiutoFlusso('EXPORT_GIA_PROGRAMMATO');
    const { tipi } = await regoleTipi(t, enteId);
    if (p.tipoDovuto !== '' && !tipi.has(p.tipoDovuto))
      return rifiutoFlusso('PAA_IDENTIFICATIVO_TIPO_DOVUTO_NON_VALIDO');
    await sql`
      update flussi.programmazione set sospesa_il = null, fermata = false, prossima = ${piuGiorni(t.oggi, 1)}::date
       where ente_id = ${enteId} and id = ${id}`.execute(t.db);
    await annota(t, { azione: 'esportazione.ripresa', oggetto: 'programmazione', oggettoId: id });
    return ok();
  });
}

/** It stays as it is, and nobody is told of it any more. */
export async function lasciaFermata(ctx: Ctx, id: string): Promise<Esito<undefined, RifiutoFlusso>> {
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoFlusso>> => {
    const { numAffectedRows } = await sql`
      update flussi.programmazione set fermata = false where ente_id = ${t.enteId} and id = ${id} and fermata`.execute(
      t.db,
    );
    if (numAffectedRows !== 1n) return rifiutoFlusso('EXPORT_NON_SOSPESO');
    await annota(t, { azione: 'esportazione.lasciata', oggetto: 'programmazione', oggettoId: id });
    return ok();
  });
}
