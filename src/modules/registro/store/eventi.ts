import { CompiledQuery, sql } from 'kysely';
import { sigilla } from '#platform/crypto';
import type { Ctx } from '#platform/contesto';
import { preparata, type Interrogabile } from '#platform/db/pool';
import { rigaEvento, type Evento, type EventoInAttesa } from '../core/eventi.ts';

/**
 * The statement that writes one lotto with its eventi. The ids are the writer's: said again after a doubtful commit, it violates a key. (An
 * `on conflict do nothing` would cost as much as the insert itself.)
 */
const INSERT_LOTTO = {
  name: 'registro.insert_lotto',
  text: `
    with l as (
      insert into registro.lotto (ricevuta, istante, id, contenuto)
      select $1::boolean, $2::timestamptz, $3::uuid, $4::bytea where $4::bytea is not null
    )
    insert into registro.evento (ricevuta, istante, id, ente_id, dominio, iuv, contesto, numero_avviso, psp, tipo_pagamento,
      categoria, tipo, sottotipo, richiedente, rispondente, stazione, canale, parametri, esito, correlazione, lotto_id, contenuto_da,
      contenuto_byte, troncato)
    select $1, e.istante, e.id, e."enteId", e.dominio, e.iuv, e.contesto, e."numeroAvviso", e.psp, e."tipoPagamento", e.categoria, e.tipo,
           e.sottotipo, e.richiedente, e.rispondente, e.stazione, e.canale, e.parametri, e.esito, e.correlazione,
           case when e.da is not null then $3 end, e.da, e.byte, e.troncato
      from json_to_recordset($5::json) as e (istante timestamptz, id uuid, "enteId" uuid, dominio text, iuv text, contesto text,
             "numeroAvviso" text, psp text, "tipoPagamento" text, categoria text, tipo text, sottotipo text, richiedente text,
             rispondente text, stazione text, canale text, parametri text, esito text, correlazione uuid, da integer, byte integer,
             troncato boolean)`,
};

/** A lotto ready to be written. */
export type Lotto = { eventi: number; valori: readonly unknown[] };

/** Joins the messages of some eventi, compresses and encrypts them as one. `id` is the lotto's. */
export function componiLotto(
  chiave: Uint8Array,
  eventi: readonly EventoInAttesa[],
  { id, ricevuta }: { id: string; ricevuta: boolean },
): Lotto {
  const pezzi: Uint8Array[] = [];
  let da = 0;
  const righe = eventi.map((e) => {
    const riga = rigaEvento(e, da);
    if (e.contenuto !== null) pezzi.push(e.contenuto);
    da += e.contenuto?.length ?? 0;
    return riga;
  });
  const istante = new Date(Math.max(...eventi.map(({ evento }) => evento.istante.getTime())));
  const contenuto = pezzi.length === 0 ? null : sigilla(chiave, Buffer.concat(pezzi));
  return { eventi: eventi.length, valori: [ricevuta, istante, id, contenuto, JSON.stringify(righe)] };
}

/** Writes a lotto by itself, as the buffered writer does: planned once a connection. */
export async function insertLotto(su: Interrogabile, { valori }: Lotto): Promise<void> {
  await preparata(su, INSERT_LOTTO, valori);
}

/** Writes a lotto in the caller's transaction. */
export async function insertLottoInsieme(ctx: Ctx, { valori }: Lotto): Promise<void> {
  await ctx.db.executeQuery(CompiledQuery.raw(INSERT_LOTTO.text, [...valori]));
}

/** Which eventi to read. The instants bound the months that are looked into. */
export type FiltroEventi = { dal: Date; al: Date; numeroAvviso?: string; iuv?: string; righeMax: number };

/** An evento without its message. `byte` is null where none was kept. */
export type EventoLetto = Required<Omit<Evento, 'contenuto'>> & { id: string; byte: number | null; troncato: boolean };

/** The eventi of the current ente, the latest first. */
export async function leggiEventiDi(
  ctx: Ctx,
  { dal, al, numeroAvviso, iuv, righeMax }: FiltroEventi,
): Promise<EventoLetto[]> {
  const { rows } = await sql<EventoLetto>`
    select istante, id, ente_id as "enteId", dominio, iuv, contesto, numero_avviso as "numeroAvviso", psp,
           tipo_pagamento as "tipoPagamento", categoria, tipo, sottotipo, richiedente, rispondente, stazione, canale,
           parametri, esito, correlazione, contenuto_byte as byte, troncato
      from registro.evento
     where istante >= ${dal} and istante < ${al}
       ${numeroAvviso === undefined ? sql`` : sql`and numero_avviso = ${numeroAvviso}`}
       ${iuv === undefined ? sql`` : sql`and iuv = ${iuv}`}
     order by istante desc, id desc limit ${righeMax}`.execute(ctx.db);
  return rows;
}

/** The lotto that holds the message of an evento of the current ente, and where the message lies in it. */
export async function leggiLotto(
  ctx: Ctx,
  { istante, id }: { istante: Date; id: string },
): Promise<{ lotto: Buffer; da: number; byte: number; troncato: boolean } | null> {
  const { rows } = await sql<{ lotto: Buffer; da: number; byte: number; troncato: boolean }>`
    select contenuto as lotto, contenuto_da as da, contenuto_byte as byte, troncato from registro.apri_evento(${istante}, ${id})`.execute(
    ctx.db,
  );
  return rows[0] ?? null;
}
