import { sql } from 'kysely';
import type { DovutoId, EnteId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';
import type { Xid } from '#platform/db/orizzonte';

export type Modello =
  | 'invito'
  | 'prova'
  | 'segnalazione'
  | 'ancora'
  | 'flusso'
  | 'consegna'
  | 'abbonamento'
  | 'ritorno'
  | 'carrello'
  | 'ricevuta'
  | 'delega'
  | 'avviso'
  | 'promemoria';
export type Messaggio = {
  id: string;
  modello: Modello;
  destinatario: string;
  dati: Record<string, string | number>;
  inviatoIl: Date | null;
  rifiutatoIl: Date | null;
};

/** Null when a message with the same key is there: each thing is told once. */
export async function insertMessaggio(
  ctx: Ctx,
  m: {
    enteId: EnteId | null;
    modello: Modello;
    destinatario: string;
    dati: Record<string, string | number>;
    chiave: string;
  },
): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    insert into notifiche.messaggio (ente_id, canale, modello, destinatario, dati, chiave, creato_il)
    values (${m.enteId}, 'posta', ${m.modello}, ${m.destinatario}, ${JSON.stringify(m.dati)}::jsonb, ${m.chiave}, ${ctx.now})
    on conflict (chiave) do nothing
    returning id`.execute(ctx.db);
  return rows[0]?.id ?? null;
}

export async function selectMessaggio(ctx: Ctx, id: string): Promise<Messaggio | null> {
  const { rows } = await sql<Messaggio>`
    select id, modello, destinatario, dati, inviato_il as "inviatoIl", rifiutato_il as "rifiutatoIl"
      from notifiche.messaggio where id = ${id} and lasciato_il is null`.execute(ctx.db);
  return rows[0] ?? null;
}

export async function updateInviato(ctx: Ctx, id: string): Promise<void> {
  await sql`update notifiche.messaggio set inviato_il = ${ctx.now}, tentativi = tentativi + 1, errore = null where id = ${id}`.execute(
    ctx.db,
  );
}

export async function updateFallito(ctx: Ctx, id: string, errore: string): Promise<void> {
  await sql`update notifiche.messaggio set tentativi = tentativi + 1, errore = ${errore} where id = ${id}`.execute(
    ctx.db,
  );
}

/** The server will never take it. */
export async function updateRifiutato(ctx: Ctx, id: string, errore: string): Promise<void> {
  await sql`
    update notifiche.messaggio set rifiutato_il = ${ctx.now}, tentativi = tentativi + 1, errore = ${errore} where id = ${id}`.execute(
    ctx.db,
  );
}

/** Why a mail is left: who would get it has said that they want none. */
export const NON_VOLUTA = 'non_voluta';

/** Nobody will send it; `perche` where there is more to say than that there was nothing left to tell. */
export async function updateLasciato(ctx: Ctx, id: string, perche: typeof NON_VOLUTA | null): Promise<void> {
  await sql`
    update notifiche.messaggio set lasciato_il = ${ctx.now}, errore = ${perche}
     where id = ${id} and inviato_il is null`.execute(ctx.db);
}

/** How far a follower has come, for it alone until the end of the transaction; null: another process is at it. */
export async function lockSeguito(t: Ctx, nome: string): Promise<Xid | null> {
  const { rows } = await sql<{ cursore: Xid }>`
    select cursore::text as cursore from notifiche.seguito where nome = ${nome} for update skip locked`.execute(t.db);
  return rows[0]?.cursore ?? null;
}

export async function updateSeguito(t: Ctx, { nome, cursore }: { nome: string; cursore: Xid }): Promise<void> {
  await sql`update notifiche.seguito set cursore = ${cursore}::xid8 where nome = ${nome}`.execute(t.db);
}

/** What somebody says of the pages: a barrier that they met, or anything else. */
export type Segnalazione = {
  argomento: 'accessibilita' | 'altro';
  testo: string;
  /** Where, and what they browse with; null where they do not say. */
  pagina: string | null;
  strumenti: string | null;
  /** Null: they do not want an answer. */
  email: string | null;
};

export async function insertSegnalazione(t: Ctx, s: Segnalazione): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into notifiche.segnalazione (creata_il, argomento, testo, pagina, strumenti, email)
    values (${t.now}, ${s.argomento}, ${s.testo}, ${s.pagina}, ${s.strumenti}, ${s.email})
    returning id`.execute(t.db);
  const [riga] = rows;
  if (riga === undefined) throw new Error('segnalazione: not written');
  return riga.id;
}

export async function selectSegnalazione(t: Ctx, id: string): Promise<Segnalazione | null> {
  const { rows } = await sql<Segnalazione>`
    select argomento, testo, pagina, strumenti, email from notifiche.segnalazione where id = ${id}`.execute(t.db);
  return rows[0] ?? null;
}

export async function deleteSegnalazioni(t: Ctx, prima: Date): Promise<void> {
  await sql`delete from notifiche.segnalazione where creata_il < ${prima}`.execute(t.db);
}

/** How many times today a document of a dovuto was mailed by hand; and how many mails, of any kind, the ente sent to that address. */
export async function contaInviati(
  t: Ctx,
  c: { dovutoId: DovutoId; documento: Modello; email: string; dal: Date },
): Promise<{ delDovuto: number; allIndirizzo: number }> {
  const { rows } = await sql<{ delDovuto: number; allIndirizzo: number }>`
    select (select count(*)::integer from notifiche.messaggio as m
             where m.ente_id = ${t.enteId} and m.dati ? 'dovutoId' and m.dati ->> 'dovutoId' = ${c.dovutoId}
               and m.modello = ${c.documento} and m.creato_il >= ${c.dal}) as "delDovuto",
           (select count(*)::integer from notifiche.messaggio as m
             where m.destinatario = ${c.email} and m.ente_id = ${t.enteId} and m.creato_il >= ${c.dal}) as "allIndirizzo"`.execute(
    t.db,
  );
  return rows[0] ?? { delDovuto: 0, allIndirizzo: 0 };
}

/** A mail about a dovuto. */
export type Inviato = {
  documento: 'avviso' | 'ricevuta';
  destinatario: string;
  chiestaIl: Date;
  inviatoIl: Date | null;
  rifiutatoIl: Date | null;
  lasciatoIl: Date | null;
  nonVoluta: boolean;
  attore: string | null;
};

/** The mails that name a dovuto, and the one of that key: oldest first. */
export async function selectInviati(
  t: Ctx,
  { dovutoId, chiave }: { dovutoId: DovutoId; chiave: string | null },
): Promise<Inviato[]> {
  const campi = sql`m.modello as documento, m.destinatario, m.creato_il as "chiestaIl", m.inviato_il as "inviatoIl",
    m.rifiutato_il as "rifiutatoIl", m.lasciato_il as "lasciatoIl", m.errore is not distinct from ${NON_VOLUTA} as "nonVoluta",
    m.dati ->> 'attore' as attore`;
  const { rows } = await sql<Inviato>`
    select ${campi} from notifiche.messaggio as m
     where m.ente_id = ${t.enteId} and m.dati ? 'dovutoId' and m.dati ->> 'dovutoId' = ${dovutoId}
    union all
    select ${campi} from notifiche.messaggio as m where m.ente_id = ${t.enteId} and m.chiave = ${chiave}
     order by "chiestaIl"`.execute(t.db);
  return rows;
}
