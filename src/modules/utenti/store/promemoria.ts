import { sql } from 'kysely';
import type { CodiceFiscale } from '#kernel/codice-fiscale';
import type { CittadinoId } from '#kernel/ids';
import type { Lingua } from '#kernel/lingua';
import type { Ctx } from '#platform/contesto';

/** Who has asked to be told of their notices, and has proved where. */
export type DaAvvisare = {
  id: CittadinoId;
  codiceFiscale: CodiceFiscale;
  email: string;
  lingua: Lingua;
  /** Of new notices; from then on. */
  avvisi: boolean;
  avvisiDal: Date | null;
  /** Before a notice is due. */
  promemoria: boolean;
};

const COLONNE = sql`id, codice_fiscale as "codiceFiscale", email, lingua, posta_avvisi as avvisi, avvisi_dal as "avvisiDal",
  posta_promemoria as promemoria`;
const CHI = sql`email is not null and (posta_avvisi or posta_promemoria)`;

/** So many of them, after one of them; for the worker, who alone sees the rows of others. */
export async function selectDaAvvisare(
  t: Ctx,
  { dopo, quanti }: { dopo: CittadinoId | null; quanti: number },
): Promise<DaAvvisare[]> {
  const { rows } = await sql<DaAvvisare>`
    select ${COLONNE} from utenti.cittadino
     where ${CHI} and (${dopo}::uuid is null or id > ${dopo}::uuid) order by id limit ${quanti}`.execute(t.db);
  return rows;
}

/** One of them; null: they have changed their mind, or their address is gone. */
export async function selectUnoDaAvvisare(t: Ctx, id: CittadinoId): Promise<DaAvvisare | null> {
  const { rows } = await sql<DaAvvisare>`
    select ${COLONNE} from utenti.cittadino where ${CHI} and id = ${id}`.execute(t.db);
  return rows[0] ?? null;
}

/** Ends them, for whom a link of ours names. True: there were some to be ended. */
export async function disdici(t: Ctx, id: CittadinoId): Promise<boolean> {
  const { rows } = await sql<{ fatto: boolean }>`select utenti.disdici_promemoria(${id}) as fatto`.execute(t.db);
  return rows[0]?.fatto === true;
}
