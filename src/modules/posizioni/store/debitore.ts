import { sql } from 'kysely';
import type { PosizioneId, TipoDovutoId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';

/** Who owes, as a posizione says. */
export type DebitoreDellEnte = {
  posizioneId: PosizioneId;
  tipo: 'F' | 'G';
  codice: string;
  anagrafica: string;
  indirizzo: string | null;
  civico: string | null;
  cap: string | null;
  localita: string | null;
  provincia: string | null;
  email: string | null;
};

/** Many people owe under these: they are nobody's. */
const DI_NESSUNO: readonly string[] = ['ANONIMO', 'ANONYMOUS'];

/**
 * The first debtor of a posizione, whose id takes in an address the place of a tax code. Null: it is not of this ente, none of its dovuti
 * is of a kind that may be seen, or who owes is not said.
 */
export async function leggiDebitoreDi(
  t: Ctx,
  { posizioneId, tipiConsentiti }: { posizioneId: PosizioneId; tipiConsentiti: readonly TipoDovutoId[] | null },
): Promise<DebitoreDellEnte | null> {
  const { rows } = await sql<DebitoreDellEnte>`
    select p.id as "posizioneId", p.debitore_tipo as tipo, p.debitore_codice as codice, p.debitore_anagrafica as anagrafica, p.indirizzo,
           p.civico, p.cap, p.localita, p.provincia, p.email
      from posizioni.posizione as p
     where p.ente_id = ${t.enteId} and p.id = ${posizioneId}
       and exists (select from posizioni.dovuto as d where d.ente_id = p.ente_id and d.posizione_id = p.id
                      and (${tipiConsentiti}::uuid[] is null or d.tipo_dovuto_id = any(${tipiConsentiti}::uuid[])))`.execute(
    t.db,
  );
  const [riga] = rows;
  return riga === undefined || isDiNessuno(riga.codice) ? null : riga;
}

/** Is it a code that says nobody? */
export function isDiNessuno(codice: string): boolean {
  return DI_NESSUNO.includes(codice);
}
