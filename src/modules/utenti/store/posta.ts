import { sql } from 'kysely';
import type { Ctx } from '#platform/contesto';

/** Where a citizen who has signed in once wants the receipts of what they owed: their proved address; null where they have none. */
export type PostaRicevute = { codiceFiscale: string; email: string | null; vuole: boolean };

/** Of these tax codes, those of citizens whom we know. For the worker: nobody else sees the rows of others. */
export async function postaRicevute(t: Ctx, codiciFiscali: readonly string[]): Promise<PostaRicevute[]> {
  if (codiciFiscali.length === 0) return [];
  const { rows } = await sql<PostaRicevute>`
    select codice_fiscale as "codiceFiscale", email, posta_ricevute as vuole
      from utenti.cittadino where codice_fiscale = any(${codiciFiscali}::text[])`.execute(t.db);
  return rows;
}
