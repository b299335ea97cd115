import { sql } from 'kysely';
import type { Ctx } from '#platform/contesto';
import { ACCESSO_MS, PROVE_CONSERVATE_MS, SESSIONE_INATTIVA_MS, SFIDA_PASSKEY_MS } from '../core/limiti.ts';

/** Deletes what no longer counts: ended sessions with what they had opened, old attempts, spent proofs of mail. */
export async function deleteScaduti(t: Ctx): Promise<{ sessioni: number; tentativi: number; prove: number }> {
  const inattivaDa = new Date(t.now.getTime() - SESSIONE_INATTIVA_MS);
  const proveFinoA = new Date(t.now.getTime() - PROVE_CONSERVATE_MS);
  const accessiFinoA = new Date(t.now.getTime() - ACCESSO_MS);
  const sfideFinoA = new Date(t.now.getTime() - SFIDA_PASSKEY_MS);
  const { rows } = await sql<{ sessioni: number; tentativi: number; prove: number }>`
    with o as (delete from utenti.sessione where scade_il <= ${t.now} or vista_il <= ${inattivaDa} returning 1),
         c as (delete from utenti.sessione_cittadino where scade_il <= ${t.now} or vista_il <= ${inattivaDa} returning 1),
         n as (delete from utenti.tentativo where scade_il <= ${t.now} returning 1),
         i as (delete from utenti.accesso_iniziato where iniziato_il <= ${accessiFinoA} returning 1),
         k as (delete from utenti.sfida_passkey where creata_il <= ${sfideFinoA} returning 1),
         p as (delete from utenti.prova_posta where chiesta_il <= ${proveFinoA} returning 1)
    select (select count(*) from o) + (select count(*) from c) as sessioni, (select count(*) from n) as tentativi,
           (select count(*) from p) as prove`.execute(t.db);
  return rows[0] ?? { sessioni: 0, tentativi: 0, prove: 0 };
}
