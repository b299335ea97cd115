import { sql } from 'kysely';
import type { ArrivoId, CarrelloId, DovutoId, EnteId, IuvId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import { attoreTesto, type Ctx } from '#platform/contesto';
import type { ModoArrivo, PercheChiuso } from '../core/arrivo.ts';
import type { Rientro, StatoCarrello } from '../core/carrello.ts';

/** What an ente has prepared to be paid. */
export type Arrivo = {
  id: ArrivoId;
  enteId: EnteId;
  idSession: string;
  modo: ModoArrivo;
  ritorno: string | null;
  scadeIl: Date;
  perche: PercheChiuso | null;
  /** Its last attempt; null while it is made, and where that is forgotten. */
  carrelloId: CarrelloId | null;
};

const CAMPI = sql`
  a.id, a.ente_id as "enteId", a.id_session as "idSession", a.modo, a.ritorno, a.scade_il as "scadeIl", a.perche,
  (select c.id from pagamenti.carrello as c where c.arrivo_id = a.id order by c.id desc limit 1) as "carrelloId"`;

/** By the hash of the token in its address. */
export async function selectArrivo(ctx: Ctx, impronta: Buffer): Promise<Arrivo | null> {
  const { rows } = await sql<Arrivo>`select ${CAMPI} from pagamenti.arrivo as a where a.impronta = ${impronta}`.execute(
    ctx.db,
  );
  return rows[0] ?? null;
}

/** By the name that the ente calls it by. */
export async function selectArrivoPerSessione(ctx: Ctx, idSession: string): Promise<Arrivo | null> {
  const { rows } =
    await sql<Arrivo>`select ${CAMPI} from pagamenti.arrivo as a where a.id_session = ${idSession}`.execute(ctx.db);
  return rows[0] ?? null;
}

export async function selectArrivoPerId(ctx: Ctx, id: ArrivoId): Promise<Arrivo | null> {
  const { rows } = await sql<Arrivo>`select ${CAMPI} from pagamenti.arrivo as a where a.id = ${id}`.execute(ctx.db);
  return rows[0] ?? null;
}

/** What the ente that asks has prepared by this name, with what receipts say of its last attempt. */
export async function selectEsitoArrivo(
  ctx: Ctx,
  { enteId, idSession }: { enteId: EnteId; idSession: string },
): Promise<
  (Arrivo & { carrello: { stato: StatoCarrello; rientro: Rientro | null; pagate: number; voci: number } | null }) | null
> {
  const { rows } = await sql<NonNullable<Awaited<ReturnType<typeof selectEsitoArrivo>>>>`
    select ${CAMPI},
           (select jsonb_build_object('stato', c.stato, 'rientro', c.rientro,
                     'pagate', (select count(v.ricevuta_id) from pagamenti.carrello_voce as v where v.carrello_id = c.id),
                     'voci', (select count(*) from pagamenti.carrello_voce as v where v.carrello_id = c.id))
              from pagamenti.carrello as c where c.arrivo_id = a.id
             -- A receipt of an attempt that was left pays all the same.
             order by c.stato = 'pagato' desc, c.id desc limit 1) as carrello
      from pagamenti.arrivo as a where a.ente_id = ${enteId} and a.id_session = ${idSession}`.execute(ctx.db);
  return rows[0] ?? null;
}

type NuovoArrivo = Pick<Arrivo, 'enteId' | 'idSession' | 'modo' | 'ritorno' | 'scadeIl'> & { impronta: Buffer };

export async function insertArrivo(t: Ctx, a: NuovoArrivo): Promise<ArrivoId> {
  const { rows } = await sql<{ id: ArrivoId }>`
    insert into pagamenti.arrivo (ente_id, id_session, impronta, modo, ritorno, preparato_il, scade_il)
    values (${a.enteId}, ${a.idSession}, ${a.impronta}, ${a.modo}, ${a.ritorno}, ${t.now}, ${a.scadeIl}) returning id`.execute(
    t.db,
  );
  const [riga] = rows;
  if (riga === undefined) throw new Error('arrivo: not inserted');
  return riga.id;
}

/** A dovuto is made for it. */
export async function insertDovuto(
  t: Ctx,
  { arrivoId, dovutoId, iud }: { arrivoId: ArrivoId; dovutoId: DovutoId; iud: string },
): Promise<void> {
  await sql`
    insert into pagamenti.arrivo_dovuto (arrivo_id, ente_id, dovuto_id, iud)
    values (${arrivoId}, ${t.enteId}, ${dovutoId}, ${iud})`.execute(t.db);
}

/** No payment was prepared for it since. */
const NESSUN_ALTRO = sql`
  not exists (select from pagamenti.arrivo_dovuto as dopo
               where dopo.ente_id = d.ente_id and dopo.iud = d.iud and dopo.arrivo_id > d.arrivo_id)`;

/** Those that were made for it, of the context's ente, and are still its own: one prepared anew is of the later payment. */
export async function selectDovuti(t: Ctx, arrivoId: ArrivoId): Promise<DovutoId[]> {
  const { rows } = await sql<{ id: DovutoId }>`
    select d.dovuto_id as id from pagamenti.arrivo_dovuto as d
     where d.arrivo_id = ${arrivoId} and d.ente_id = ${t.enteId} and ${NESSUN_ALTRO}`.execute(t.db);
  return rows.map(({ id }) => id);
}

/** A dovuto that was made for a prepared payment that nobody is making. `chiuso`: it cannot be begun any more. */
export type Sostituibile = { id: ArrivoId; chiuso: boolean; iud: string; dovutoId: DovutoId };

/** Those of these names: a new one takes their place, also where they are over and not taken back yet. */
export async function selectSostituibili(
  ctx: Ctx,
  { enteId, iud }: { enteId: EnteId; iud: readonly string[] },
): Promise<Sostituibile[]> {
  const { rows } = await sql<Sostituibile>`
    select a.id, a.chiuso_il is not null as chiuso, d.iud, d.dovuto_id as "dovutoId"
      from pagamenti.arrivo_dovuto as d join pagamenti.arrivo as a on a.id = d.arrivo_id
     where d.ente_id = ${enteId} and d.iud = any(${iud}::text[]) and ${NESSUN_ALTRO}
       and not exists (select from pagamenti.carrello as c
                        where c.arrivo_id = a.id and c.stato = 'inviato'
                          and (c.rientro is null or c.rientro not in ('annullato', 'errore')))`.execute(ctx.db);
  return rows;
}

/** An ente that has something to take back of what is closed; `lasciatoIl`: when nobody was at it any more. */
export type Chiuso = { arrivoId: ArrivoId; enteId: EnteId; lasciatoIl: Date };

/** Nothing more is begun from it; of which enti dovuti were made for it. */
export async function updateChiuso(t: Ctx, id: ArrivoId, perche: PercheChiuso): Promise<Chiuso[]> {
  const { rows } = await sql<Chiuso>`
    with chiuso as (
      update pagamenti.arrivo as a set chiuso_il = ${t.now}, perche = ${perche} where a.id = ${id} and a.chiuso_il is null returning a.id)
    select distinct d.arrivo_id as "arrivoId", d.ente_id as "enteId", ${t.now}::timestamptz as "lasciatoIl"
      from pagamenti.arrivo_dovuto as d join chiuso on chiuso.id = d.arrivo_id`.execute(t.db);
  return rows;
}

/**
 * Closes those that are over: paid; not begun in time; begun, and not paid as long as a receipt may be late; left at Checkout, when their
 * time is up. Whoever is at Checkout now is let be.
 */
export async function chiudiFiniti(t: Ctx): Promise<Chiuso[]> {
  const finoA = new Date(t.now.getTime() - LIMITI.arrivoGraziaMs);
  const { rows } = await sql<Chiuso>`
    with finiti as (
      select a.id,
             case when c.stato = 'pagato' then 'pagato' when c.stato is null or c.stato in ('aperto', 'abbandonato') then 'scaduto'
                  when c.rientro in ('annullato', 'errore') then 'annullato' end as perche,
             coalesce(case when c.stato = 'abbandonato' then c.inviato_il
                           when c.rientro in ('annullato', 'errore') then c.rientrato_il end, a.scade_il) as lasciato_il
        from pagamenti.arrivo as a
        left join lateral (select k.stato, k.rientro, k.inviato_il, k.rientrato_il from pagamenti.carrello as k where k.arrivo_id = a.id
                            order by k.stato = 'pagato' desc, k.id desc limit 1) as c on true
       where a.chiuso_il is null and a.scade_il < ${finoA}
       order by a.scade_il limit ${LIMITI.arriviChiusiMax}
         for update of a skip locked),
    chiusi as (
      update pagamenti.arrivo as a set chiuso_il = ${t.now}, perche = f.perche
        from finiti as f where a.id = f.id and f.perche is not null returning a.id, f.lasciato_il)
    select distinct d.arrivo_id as "arrivoId", d.ente_id as "enteId", chiusi.lasciato_il as "lasciatoIl"
      from pagamenti.arrivo_dovuto as d join chiusi on chiusi.id = d.arrivo_id`.execute(t.db);
  return rows;
}

/** Those that no ente asks about any more. What was paid by them stays where it is. */
export async function deleteVecchi(t: Ctx): Promise<void> {
  const finoA = new Date(t.now.getTime() - LIMITI.arrivoConservatoMs);
  await sql`delete from pagamenti.arrivo where chiuso_il < ${finoA}`.execute(t.db);
}

/** Its dovuti that are only prepared are asked for from now on, unless it is closed. */
export async function pubblicaPreparati(ctx: Ctx, id: ArrivoId): Promise<void> {
  await sql`select pagamenti.pubblica_preparati(${id}, ${attoreTesto(ctx.attore)})`.execute(ctx.db);
}

/** The notices of what was prepared, as its last attempt has them, or the one that was paid. */
export async function selectVociArrivo(ctx: Ctx, id: ArrivoId): Promise<{ enteId: EnteId; iuvId: IuvId }[]> {
  const { rows } = await sql<{ enteId: EnteId; iuvId: IuvId }>`
    select v.ente_id as "enteId", v.iuv_id as "iuvId"
      from pagamenti.carrello_voce as v
     where v.carrello_id = (select c.id from pagamenti.carrello as c where c.arrivo_id = ${id}
                             order by c.stato = 'pagato' desc, c.id desc limit 1)
     order by v.posto`.execute(ctx.db);
  return rows;
}
