import { sql } from 'kysely';
import type { OperatoreId, RicercaId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import type { Ctx } from '#platform/contesto';
import { apriSigillo, sigilla } from '#platform/crypto';

type Di = { operatoreId: OperatoreId };

/** Keeps what an operator looks for, sealed: it may be a name. The id says nothing, and opens it to them alone, for eight hours. */
export async function salvaRicerca(t: Ctx, { operatoreId, testo }: Di & { testo: string }): Promise<RicercaId> {
  const contenuto = sigilla(t.config.chiaveCifra, Buffer.from(testo));
  const { rows } = await sql<{ id: RicercaId }>`
    insert into posizioni.ricerca_salvata (ente_id, operatore_id, contenuto, creata_il)
    values (${t.enteId}, ${operatoreId}, ${contenuto}, ${t.now}) returning id`.execute(t.db);
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('ricerca_salvata: not written');
  return id;
}

/** What they look for. Null: there is no such search, it is of somebody else or of another ente, or its hours are over. */
export async function apriRicerca(t: Ctx, { operatoreId, id }: Di & { id: RicercaId }): Promise<string | null> {
  const { rows } = await sql<{ contenuto: Buffer }>`
    select contenuto from posizioni.ricerca_salvata
     where ente_id = ${t.enteId} and id = ${id} and operatore_id = ${operatoreId} and creata_il > ${scadute(t)}`.execute(
    t.db,
  );
  const [riga] = rows;
  return riga === undefined ? null : apriSigillo(t.config.chiaveCifra, riga.contenuto).toString('utf8');
}

export async function deleteRicercheScadute(t: Ctx): Promise<void> {
  await sql`delete from posizioni.ricerca_salvata where creata_il <= ${scadute(t)}`.execute(t.db);
}

function scadute({ now }: Ctx): Date {
  return new Date(now.getTime() - LIMITI.ricercaSalvataMs);
}
