import { sql } from 'kysely';
import { LIMITI } from '#kernel/limiti';
import type { Ctx, Lettera } from '#platform/contesto';
import { testi } from '#testi/it/posta-segnalazione';
import { accoda } from './accoda.ts';
import type { Messaggio } from './store.ts';

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

/** Keeps what was said, and books its mail to the help desk: the queue carries its id alone. */
export async function inviaSegnalazione(ctx: Ctx, s: Segnalazione): Promise<void> {
  await ctx.tx(async (t) => {
    const { rows } = await sql<{ id: string }>`
      insert into notifiche.segnalazione (creata_il, argomento, testo, pagina, strumenti, email)
      values (${t.now}, ${s.argomento}, ${s.testo}, ${s.pagina}, ${s.strumenti}, ${s.email})
      returning id`.execute(t.db);
    const segnalazioneId = rows[0]?.id ?? '';
    await accoda(t, {
      ...{ modello: 'segnalazione', destinatario: t.config.assistenza, dati: { segnalazioneId } },
      chiave: `segnalazione:${segnalazioneId}`,
    });
  });
}

/** The mail to the help desk; null when it is so old that it was deleted. */
export async function letteraSegnalazione(ctx: Ctx, { destinatario, dati }: Messaggio): Promise<Lettera | null> {
  const { rows } = await ctx.tx((t) =>
    sql<Segnalazione>`
      select argomento, testo, pagina, strumenti, email from notifiche.segnalazione
       where id = ${String(dati['segnalazioneId'])}`.execute(t.db),
  );
  const [s] = rows;
  return s === undefined ? null : { a: destinatario, oggetto: testi.oggetto[s.argomento], testo: testi.testo(s) };
}

/** Deletes those that have surely been read, with the addresses in them. */
export async function pulisciSegnalazioni(ctx: Ctx): Promise<void> {
  const prima = new Date(ctx.now.getTime() - LIMITI.segnalazioniMs);
  await ctx.tx((t) => sql`delete from notifiche.segnalazione where creata_il < ${prima}`.execute(t.db));
}
