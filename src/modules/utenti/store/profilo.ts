import { sql } from 'kysely';
import type { CittadinoId } from '#kernel/ids';
import type { Lingua } from '#kernel/lingua';
import type { Ctx } from '#platform/contesto';

/** Which mails they want besides those that they ask for: receipts, new notices, reminders before a notice is due. */
export type Preferenze = { ricevute: boolean; avvisi: boolean; promemoria: boolean };

/** What the person who signed in may change of themselves. */
export type Profilo = {
  id: CittadinoId;
  /** The one that they have proved. */
  email: string | null;
  /** What the provider of identity says: proposed, and nothing is sent there. */
  emailDetta: string | null;
  preferenze: Preferenze;
};

/** Of who signed in: the row policy shows no other. */
export async function selectProfilo(t: Ctx): Promise<Profilo | null> {
  const { rows } = await sql<Profilo>`
    select id, email, email_detta as "emailDetta", jsonb_build_object('ricevute', posta_ricevute, 'avvisi', posta_avvisi,
             'promemoria', posta_promemoria) as preferenze
      from utenti.cittadino where codice_fiscale = ${t.attore.codiceFiscale ?? ''}`.execute(t.db);
  return rows[0] ?? null;
}

export async function updateEmail(t: Ctx, id: CittadinoId, email: string | null): Promise<void> {
  await sql`update utenti.cittadino set email = ${email} where id = ${id}`.execute(t.db);
}

/**
 * `lingua`: what they will be written in. New notices are those that come from when they were asked for, by the clock that stamps the
 * history of dovuti.
 */
export async function updatePreferenze(
  t: Ctx,
  id: CittadinoId,
  { ricevute, avvisi, promemoria, lingua }: Preferenze & { lingua: Lingua },
): Promise<void> {
  await sql`
    update utenti.cittadino
       set posta_ricevute = ${ricevute}, posta_promemoria = ${promemoria}, posta_avvisi = ${avvisi}, lingua = ${lingua},
           avvisi_dal = case when ${avvisi} and not posta_avvisi then clock_timestamp() else avvisi_dal end
     where id = ${id}`.execute(t.db);
}
