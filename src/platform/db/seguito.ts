import { sql } from 'kysely';
import type { Ctx } from '../contesto.ts';
import { parseXid, type Finestra, type Xid } from './orizzonte.ts';

/** The followers that keep something for the pages: what it is, by the name of its table. */
export type NomeSeguito = 'eventi.evento' | 'pagamenti.riassunto' | 'posizioni.conteggio' | 'posizioni.ricerca';

/**
 * One step of a follower (model 9): `leggi` gets what was written since the last step and can change no more, and keeps something of it in
 * the same transaction as the cursor. It may stop before the end of the window, at the number that it gives, where there is much to read:
 * then `altro` says that a next step has more. Nothing is done where another process is at it.
 */
export async function segui(
  ctx: Ctx,
  nome: NomeSeguito,
  leggi: (t: Ctx, finestra: Finestra) => Promise<Xid | void>,
): Promise<{ altro: boolean }> {
  // Before the transaction has a number of its own, which would be the horizon.
  const { rows: visti } = await sql<{ minimo: string; massimo: string; adesso: Date }>`
    select pg_snapshot_xmin(s)::text as minimo, pg_snapshot_xmax(s)::text as massimo, statement_timestamp() as adesso
      from pg_current_snapshot() as s`.execute(ctx.db);
  const visto = visti[0];
  if (visto === undefined) throw new Error('no snapshot');
  return ctx.tx(async (t) => {
    const { rows } = await sql<{ cursore: string; nuovo: boolean }>`
      select cursore::text as cursore, cursore < ${visto.minimo}::xid8 as nuovo
        from piattaforma.seguito where nome = ${nome} for update skip locked`.execute(t.db);
    const [qui] = rows;
    if (qui === undefined) return { altro: false };
    const fermo = qui.nuovo ? await leggi(t, { da: parseXid(qui.cursore), a: parseXid(visto.minimo) }) : undefined;
    const letto = fermo ?? parseXid(visto.minimo);
    // `fino` is an instant by which all that was committed has been read: now where nothing is being written, else the last one noted of
    // which no writer is left.
    await sql`
      update piattaforma.seguito as s
         set cursore = greatest(s.cursore, ${letto}::xid8),
             fino = case when ${letto}::xid8 = ${visto.massimo}::xid8 then ${visto.adesso}
                         when s.prossimo <= ${letto}::xid8 then greatest(s.fino, s.prossimo_il) else s.fino end,
             prossimo = case when s.prossimo > ${letto}::xid8 then s.prossimo else ${visto.massimo}::xid8 end,
             prossimo_il = case when s.prossimo > ${letto}::xid8 then s.prossimo_il else ${visto.adesso} end
       where s.nome = ${nome}`.execute(t.db);
    return { altro: letto !== visto.minimo };
  });
}

/** Up to when what a follower keeps is whole; null: it has not read anything yet. */
export async function seguitoFino(ctx: Ctx, nome: NomeSeguito): Promise<Date | null> {
  const { rows } = await sql<{ fino: Date | null }>`select fino from piattaforma.seguito where nome = ${nome}`.execute(
    ctx.db,
  );
  return rows[0]?.fino ?? null;
}

/**
 * From the beginning again, for a follower whose steps may be done twice. It waits for whoever is at it; gives the number to be reached to
 * have read everything.
 */
export async function daCapo(t: Ctx, nome: NomeSeguito): Promise<Xid> {
  const { rows } = await sql<{ fine: string }>`
    update piattaforma.seguito set cursore = '0', fino = null, prossimo = null, prossimo_il = null
     where nome = ${nome} returning pg_current_xact_id()::text as fine`.execute(t.db);
  return parseXid(rows[0]?.fine ?? '');
}

/** Has a follower read all that was written before this number? */
export async function haLetto(ctx: Ctx, nome: NomeSeguito, xid: Xid): Promise<boolean> {
  const { rows } = await sql<{ letto: boolean }>`
    select cursore >= ${xid}::xid8 as letto from piattaforma.seguito where nome = ${nome}`.execute(ctx.db);
  return rows[0]?.letto === true;
}
