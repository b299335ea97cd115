import { sql } from 'kysely';
import { sigilla } from '#platform/crypto';
import type { Ctx } from '#platform/contesto';
import { preparata, preparataIn, type Interrogabile } from '#platform/db/pool';
import { isAttivazione, listaDi, rigaEvento, type Evento, type EventoInAttesa } from '../core/eventi.ts';

/**
 * The statement that writes one lotto. Its id is the writer's: said again after a doubtful commit, it violates a key. (An `on conflict do
 * nothing` would cost as much as the insert itself.)
 */
const INSERT_LOTTO = {
  name: 'registro.insert_lotto',
  text: `
    with attivate as (
      insert into registro.attivazione (numero_avviso, dominio, istante) select * from unnest($9::text[], $10::text[], $11::timestamptz[])
    )
    insert into registro.lotto (ricevuta, istante, id, dal, enti, chiavi, eventi, contenuto)
    values ($1, $2, $3, $4, $5, $6, $7, $8)`,
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
  const istanti = eventi.map(({ evento }) => evento.istante.getTime());
  const contenuto = pezzi.length === 0 ? null : sigilla(chiave, Buffer.concat(pezzi));
  const attivate = ricevuta ? [] : righe.filter(isAttivazione);
  return {
    eventi: eventi.length,
    valori: [
      ...[ricevuta, new Date(Math.max(...istanti)), id, new Date(Math.min(...istanti))],
      ...[distinti(righe.map((r) => r.enteId)), distinti(righe.flatMap((r) => [r.numeroAvviso, r.iuv]))],
      ...[listaDi(righe), contenuto],
      ...[attivate.map((r) => r.numeroAvviso), attivate.map((r) => r.dominio), attivate.map((r) => r.istante)],
    ],
  };
}

function distinti(valori: readonly (string | null | undefined)[]): string[] {
  const visti = new Set<string>();
  for (const valore of valori) if (valore !== undefined && valore !== null) visti.add(valore);
  return [...visti];
}

/** Writes a lotto by itself, as the buffered writer does: planned once a connection. */
export async function insertLotto(su: Interrogabile, { valori }: Lotto): Promise<void> {
  await preparata(su, INSERT_LOTTO, valori);
}

/** Writes a lotto in the caller's transaction. */
export async function insertLottoInsieme(ctx: Ctx, { valori }: Lotto): Promise<void> {
  await preparataIn(ctx.db, INSERT_LOTTO, valori);
}

/** Which eventi to read. The instants bound the months that are looked into. */
export type FiltroEventi = { dal: Date; al: Date; numeroAvviso?: string; iuv?: string; righeMax: number };

/** An evento without its message. `byte` is null where none was kept. */
export type EventoLetto = Required<Omit<Evento, 'contenuto'>> & {
  id: string;
  lottoId: string;
  byte: number | null;
  troncato: boolean;
};

/** The columns of an evento, as it is read. */
export const CAMPI_EVENTO = sql`
  istante, id, lotto_id as "lottoId", ente_id as "enteId", dominio, iuv, contesto, numero_avviso as "numeroAvviso", psp,
  tipo_pagamento as "tipoPagamento", categoria, tipo, sottotipo, richiedente, rispondente, stazione, canale,
  parametri, esito, correlazione, contenuto_byte as byte, troncato`;

/** The eventi of the current ente, the latest first. */
export async function leggiEventiDi(
  ctx: Ctx,
  { dal, al, numeroAvviso, iuv, righeMax }: FiltroEventi,
): Promise<EventoLetto[]> {
  const { rows } = await sql<EventoLetto>`
    select ${CAMPI_EVENTO}
      from registro.leggi_eventi(${dal}, ${al}, ${numeroAvviso ?? null}, ${iuv ?? null}, ${righeMax})`.execute(ctx.db);
  return rows;
}

/**
 * Calls of one operation that were answered alike. `codice`: of the refusal, null where it went well; `stato` and `segni`: of a REST call,
 * the status and what the door has marked of it.
 */
export type ChiamateSil = {
  operazione: string;
  codice: string | null;
  stato: number | null;
  segni: string[];
  quante: number;
  prima: Date;
  ultima: Date;
};

/** The calls of the software of the current ente, in the newest lotti. */
export async function riassumiChiamateDi(
  ctx: Ctx,
  { dal, al, lottiMax }: { dal: Date; al: Date; lottiMax: number },
): Promise<ChiamateSil[]> {
  const { rows } = await sql<ChiamateSil>`
    select operazione, codice, stato, coalesce(segni, '{}') as segni, quante::integer as quante, prima, ultima
      from registro.riassumi_chiamate(${dal}, ${al}, ${lottiMax})`.execute(ctx.db);
  return rows;
}

/** Which calls of the software of the current ente to read; `prima`: before this one. */
export type FiltroChiamate = {
  dal: Date;
  al: Date;
  esito: 'OK' | 'KO' | null;
  prima: { istante: Date; id: string } | null;
  quanti: number;
};

/** The calls of the software of the current ente, the latest first (registro.leggi_chiamate). */
export async function leggiChiamateDi(ctx: Ctx, f: FiltroChiamate): Promise<EventoLetto[]> {
  const { rows } = await sql<EventoLetto>`
    select ${CAMPI_EVENTO}
      from registro.leggi_chiamate(${f.dal}, ${f.al}, ${f.esito}, ${f.prima?.istante ?? null}, ${f.prima?.id ?? null},
                                   ${f.quanti})`.execute(ctx.db);
  return rows;
}

/** The messages of the lotto of an evento of the current ente, and where its own lies among them. */
export async function leggiLotto(
  ctx: Ctx,
  { lottoId, id }: { lottoId: string; id: string },
): Promise<{ lotto: Buffer; da: number; byte: number; troncato: boolean } | null> {
  const { rows } = await sql<{ lotto: Buffer; da: number; byte: number; troncato: boolean }>`
    select contenuto as lotto, contenuto_da as da, contenuto_byte as byte, troncato from registro.apri_evento(${lottoId}, ${id})`.execute(
    ctx.db,
  );
  return rows[0] ?? null;
}

/** A notice that somebody is paying. */
export type InPagamento = { numeroAvviso: string; dominio: string };

export async function insertAttivazioni(
  ctx: Ctx,
  righe: readonly InPagamento[],
  { attesa }: { attesa: boolean },
): Promise<void> {
  await sql`
    insert into registro.attivazione (numero_avviso, dominio, istante, attesa)
    select a."numeroAvviso", a.dominio, ${ctx.now}, ${attesa}
      from jsonb_to_recordset(${JSON.stringify(righe)}::jsonb) as a ("numeroAvviso" text, dominio text)`.execute(
    ctx.db,
  );
}

export async function deleteAttivazioni(ctx: Ctx, righe: readonly InPagamento[], istante: Date): Promise<void> {
  const numeri = righe.map((riga) => riga.numeroAvviso);
  const domini = righe.map((riga) => riga.dominio);
  await sql`select registro.lascia_pagamento(${numeri}::text[], ${domini}::text[], ${istante})`.execute(ctx.db);
}
