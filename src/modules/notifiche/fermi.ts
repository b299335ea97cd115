import { sql } from 'kysely';
import { ok, type Esito } from '#kernel/esito';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { fermo, type CosaFerma, type Fermo } from '#platform/fermo';
import { LAVORO_INVIA } from './accoda.ts';
import { rifiutoNotifiche, type RifiutoNotifiche } from './core/rifiuti.ts';

/** After so many attempts somebody may look at it, though it is still tried. */
const TENTATIVI = 5;

/**
 * Mails of an ente that have not left: refused, or tried in vain. To whom is a person's, and is not said. A proof of an address is worth
 * an hour, and is asked for again by who needs it.
 */
async function selectNonInviate(t: Ctx, { quanti, id }: { quanti: number; id?: string }): Promise<CosaFerma[]> {
  const { rows } = await sql<CosaFerma>`
    select m.id, m.modello as nome, m.creato_il as dal, case when m.rifiutato_il is null then 'non_inviata' else 'rifiutata' end as perche
      from notifiche.messaggio as m
     where m.ente_id = ${t.enteId} and m.inviato_il is null and m.lasciato_il is null and m.modello <> 'prova'
       and (m.rifiutato_il is not null or m.tentativi >= ${TENTATIVI} or not lavori.atteso('messaggio:' || m.id))
       and (${id ?? null}::text is null or m.id::text = ${id ?? null})
     order by m.id limit ${quanti}`.execute(t.db);
  return rows;
}

async function decidi(ctx: Ctx, id: string, riprova: boolean): Promise<Esito<undefined, RifiutoNotifiche>> {
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoNotifiche>> => {
    const { numAffectedRows } = await sql`
      update notifiche.messaggio
         set rifiutato_il = case when ${riprova} then null else rifiutato_il end, errore = case when ${riprova} then null else errore end,
             lasciato_il = case when ${riprova} then null else ${t.now}::timestamptz end
       where ente_id = ${t.enteId} and id = ${id} and inviato_il is null and lasciato_il is null`.execute(t.db);
    if (numAffectedRows !== 1n) return rifiutoNotifiche('MAIL_NON_FERMA');
    await annota(t, { azione: riprova ? 'mail.ripresa' : 'mail.lasciata', oggetto: 'messaggio', oggettoId: id });
    if (riprova) await t.enqueue(LAVORO_INVIA, { messaggioId: id }, { chiave: `messaggio:${id}` });
    return ok();
  });
}

/** What of this module gets stuck. */
export const fermi: readonly Fermo[] = [
  fermo({
    genere: 'mail_non_inviata',
    elenca: (t, { tutti }, q) => (tutti ? selectNonInviate(t, q) : Promise.resolve([])),
    atti: { riprova: (ctx, id) => decidi(ctx, id, true), lascia: (ctx, id) => decidi(ctx, id, false) },
  }),
];
