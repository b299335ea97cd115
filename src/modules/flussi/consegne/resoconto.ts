import { sql } from 'kysely';
import type { Ctx } from '#platform/contesto';
import { selectAvvertenze, type AvvertenzaRiga, type Flusso } from '../store.ts';
import { baseDi } from './nomi.ts';

/** How many rows were refused with a code. A row may have several. */
type ContoCodice = { codice: string; quante: number };

/** What the account of a file is written from, and what its file is called. */
export type Resoconto = {
  nome: string;
  flusso: Flusso;
  codici: readonly ContoCodice[];
  avvertenze: readonly AvvertenzaRiga[];
};

/**
 * What became of a file that has ended, as a text for whoever has to act on it, the vendor of the ente's software too: times, counts,
 * codes, what deserves a look. It names rows and codes and no person, unlike the file of the rejects (mypay-file-formats.md 2.8).
 */
export async function leggiResoconto(t: Ctx, flusso: Flusso): Promise<Resoconto> {
  const codici = await contaCodici(t, flusso);
  return { nome: `${baseDi(flusso)}_RESOCONTO.txt`, flusso, codici, avvertenze: await selectAvvertenze(t, flusso.id) };
}

async function contaCodici(t: Ctx, { id }: Flusso): Promise<ContoCodice[]> {
  const { rows } = await sql<ContoCodice>`
    select c as codice, count(*)::integer as quante
      from flussi.scarto as s cross join lateral unnest(string_to_array(trim(both '|' from s.codice), '|')) as c
     where s.ente_id = ${t.enteId} and s.flusso_id = ${id}
     group by c order by 2 desc, 1`.execute(t.db);
  return rows;
}
