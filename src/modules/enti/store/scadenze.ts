import { sql } from 'kysely';
import { piuGiorni, type Giorno } from '#kernel/giorno';
import type { ContoId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';

/** An IBAN that stops to be used soon; `poi`: another takes its place on that day. */
export type IbanInScadenza = { contoId: ContoId; conto: string; iban: string; fino: Giorno; poi: boolean };

/** As long ahead as it takes to have another one. */
const ENTRO_GIORNI = 30;

/** The IBANs of the ente that end within a month, the first to end first. */
export async function leggiIbanInScadenza(t: Ctx): Promise<IbanInScadenza[]> {
  const { rows } = await sql<IbanInScadenza>`
    select i.conto_id as "contoId", c.nome as conto, i.iban, i.valido_al as fino,
           exists (select from enti.conto_iban as p
                    where p.ente_id = i.ente_id and p.conto_id = i.conto_id and p.valido_dal = i.valido_al) as poi
      from enti.conto_iban as i join enti.conto as c on c.ente_id = i.ente_id and c.id = i.conto_id
     where i.ente_id = ${t.enteId} and i.valido_dal <= ${t.oggi}::date
       and i.valido_al > ${t.oggi}::date and i.valido_al <= ${piuGiorni(t.oggi, ENTRO_GIORNI)}::date
     order by i.valido_al, c.nome`.execute(t.db);
  return rows;
}
