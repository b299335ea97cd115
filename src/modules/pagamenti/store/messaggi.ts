import { sql } from 'kysely';
import { apriSigillo } from '#platform/crypto';
import type { Ctx } from '#platform/contesto';
import type { OperazioneRicevuta } from '../core/ricevuta.ts';

/** A receipt message that somebody should look at. `difetti` name elements and rules, never values. */
export type MessaggioDifettoso = {
  id: string;
  ricevutoIl: Date;
  operazione: string;
  receiptId: string | null;
  /** `OK`, `DA_ELABORARE`, or the code of the KO that was answered. */
  esito: string;
  difetti: { elemento: string; regola: string; riga: number }[];
};

type Quali = { testo?: string; dopo?: string | null; prima?: string | null; quanti: number };

/** Those of the context's ente with every word of a text, newest first: the page after one, before one, or the first. */
export async function leggiMessaggiDifettosi(
  ctx: Ctx,
  { testo = '', dopo = null, prima = null, quanti }: Quali,
): Promise<MessaggioDifettoso[]> {
  const { rows } = await sql<MessaggioDifettoso>`
    select id, ricevuto_il as "ricevutoIl", operazione, receipt_id as "receiptId", esito, difetti
      from pagamenti.messaggi_difettosi(${testo.split(/\s+/).filter(Boolean)}, ${dopo}, ${prima}, ${quanti})`.execute(
    ctx.db,
  );
  return rows;
}

/** A message that could not be worked on when it came, as it came. */
export type MessaggioDaElaborare = { id: string; operazione: OperazioneRicevuta; grezzo: Buffer };

/** The oldest of them that another process is not working on, locked; null when there is none after `dopo`. */
export async function lockDaElaborare(t: Ctx, dopo: string | null): Promise<MessaggioDaElaborare | null> {
  const { rows } = await sql<{ id: string; operazione: OperazioneRicevuta; corpo: Buffer }>`
    select id, operazione, corpo from pagamenti.messaggio
     where esito = 'DA_ELABORARE' and (${dopo}::uuid is null or id > ${dopo}::uuid)
     order by id limit 1 for update skip locked`.execute(t.db);
  const [riga] = rows;
  if (riga === undefined) return null;
  return { id: riga.id, operazione: riga.operazione, grezzo: apriSigillo(t.config.chiaveCifra, riga.corpo) };
}

/** It has been registered by another message with the same bytes. */
export async function segnaElaborato(t: Ctx, id: string): Promise<void> {
  await sql`update pagamenti.messaggio set esito = 'ELABORATO' where id = ${id}`.execute(t.db);
}

/** How many wait, for the metrics and the alarms. */
export async function contaDaElaborare(ctx: Ctx): Promise<number> {
  const { rows } = await sql<{ quanti: number }>`
    select count(*) as quanti from pagamenti.messaggio where esito = 'DA_ELABORARE'`.execute(ctx.db);
  return rows[0]?.quanti ?? 0;
}
