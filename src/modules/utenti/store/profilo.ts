import { sql } from 'kysely';
import type { CittadinoId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';

/** Which mails they want besides those that they ask for. */
export type Preferenze = { ricevute: boolean };

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
    select id, email, email_detta as "emailDetta", jsonb_build_object('ricevute', posta_ricevute) as preferenze
      from utenti.cittadino where codice_fiscale = ${t.attore.codiceFiscale ?? ''}`.execute(t.db);
  return rows[0] ?? null;
}

export async function updateEmail(t: Ctx, id: CittadinoId, email: string | null): Promise<void> {
  await sql`update utenti.cittadino set email = ${email} where id = ${id}`.execute(t.db);
}

export async function updatePreferenze(t: Ctx, id: CittadinoId, { ricevute }: Preferenze): Promise<void> {
  await sql`update utenti.cittadino set posta_ricevute = ${ricevute} where id = ${id}`.execute(t.db);
}
