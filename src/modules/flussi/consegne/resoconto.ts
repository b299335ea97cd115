import { sql } from 'kysely';
import type { Ctx } from '#platform/contesto';
import { consegne } from '#testi/it/consegne';
import { selectAvvertenze, type Flusso } from '../store.ts';
import { baseDi } from './nomi.ts';

/** How many rows were refused with a code. A row may have several. */
export type ContoCodice = { codice: string; quante: number };

/**
 * What became of a file that has ended, as a text for whoever has to act on it, the vendor of the ente's software too: times, counts,
 * codes, what deserves a look. It names rows and codes and no person, unlike the file of the rejects (mypay-file-formats.md 2.8).
 */
export async function scriviResoconto(t: Ctx, flusso: Flusso): Promise<{ nome: string; testo: string }> {
  const codici = await contaCodici(t, flusso);
  const avvertenze = await selectAvvertenze(t, flusso.id);
  const righe = consegne.resoconto({ flusso, codici, avvertenze });
  return { nome: `${baseDi(flusso)}_RESOCONTO.txt`, testo: `\uFEFF${righe.join('\r\n')}\r\n` };
}

async function contaCodici(t: Ctx, { id }: Flusso): Promise<ContoCodice[]> {
  const { rows } = await sql<ContoCodice>`
    select c as codice, count(*)::integer as quante
      from flussi.scarto as s cross join lateral unnest(string_to_array(trim(both '|' from s.codice), '|')) as c
     where s.ente_id = ${t.enteId} and s.flusso_id = ${id}
     group by c order by 2 desc, 1`.execute(t.db);
  return rows;
}
