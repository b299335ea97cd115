import { sql, type RawBuilder } from 'kysely';
import type { Ctx } from '#platform/contesto';
import type { ChiGuarda, CosaFerma } from '#platform/fermo';

type Quali = { quanti: number; id?: string };

const ORA_MS = 60 * 60_000;
/** A request that was confirmed is made a notice of at once: after so long its job is gone. */
const RICHIESTA_DOPO_MS = ORA_MS / 6;
/** Amounts that were not told lately: what has not happened for so long is over. */
const IMPORTI_ENTRO_MS = 6 * ORA_MS;
/** As many of them are looked at. */
const IMPORTI_MAX = 1000;
/** Who prepares dovuti publishes them within a day, or has forgotten them. */
const BOZZA_DOPO_MS = 24 * ORA_MS;

function suoi(tipo: RawBuilder<unknown>, { tipiConsentiti }: ChiGuarda): RawBuilder<unknown> {
  return tipiConsentiti === null ? sql`true` : sql`${tipo} = any(${tipiConsentiti}::uuid[])`;
}

function quale(di: RawBuilder<unknown>, id: string | undefined): RawBuilder<unknown> {
  return sql`(${id ?? null}::text is null or ${di}::text = ${id ?? null})`;
}

const TIPO_DOVUTO = sql`d.tipo_dovuto_id`;

/** Dovuti that are paid and do not add up. */
export async function selectDaVerificare(t: Ctx, chi: ChiGuarda, q: Quali): Promise<CosaFerma[]> {
  const { rows } = await sql<CosaFerma>`
    select d.id, d.iud as nome, d.pagato_il as dal, d.da_verificare[1] as perche from posizioni.dovuto as d
     where d.ente_id = ${t.enteId} and d.da_verificare <> '{}' and ${suoi(TIPO_DOVUTO, chi)} and ${quale(sql`d.id`, q.id)}
     order by d.id limit ${q.quanti}`.execute(t.db);
  return rows;
}

/** Dovuti that were prepared and never published. */
export async function selectBozze(t: Ctx, chi: ChiGuarda, q: Quali): Promise<CosaFerma[]> {
  const { rows } = await sql<CosaFerma>`
    select d.id, d.iud as nome, d.creato_il as dal, null as perche from posizioni.dovuto as d
     where d.ente_id = ${t.enteId} and d.stato = 'bozza' and d.creato_il < ${new Date(t.now.getTime() - BOZZA_DOPO_MS)}
       and ${suoi(TIPO_DOVUTO, chi)} and ${quale(sql`d.id`, q.id)}
     order by d.creato_il limit ${q.quanti}`.execute(t.db);
  return rows;
}

/** What citizens asked to pay and confirmed, and nobody made a notice of. */
export async function selectRichiesteFerme(t: Ctx, chi: ChiGuarda, q: Quali): Promise<CosaFerma[]> {
  const prima = new Date(t.now.getTime() - RICHIESTA_DOPO_MS);
  const { rows } = await sql<CosaFerma>`
    select d.id, k.denominazione as nome, d.confermata_il as dal, null as perche, k.id as pagina
      from posizioni.richieste_ferme(${prima}, ${q.quanti}) as d
      join enti.v_tipo_dovuto as k on k.ente_id = ${t.enteId} and k.id = d.tipo_dovuto_id
     where ${suoi(TIPO_DOVUTO, chi)} and ${quale(sql`d.id`, q.id)}`.execute(t.db);
  return rows;
}

/** Requests to act for somebody else, which the ente has to decide on. They are of no kind of due. */
export async function selectDelegheDaDecidere(t: Ctx, q: Quali): Promise<CosaFerma[]> {
  const { rows } = await sql<CosaFerma>`
    select d.id, '' as nome, d.chiesta_il as dal, d.genere as perche from posizioni.delega as d
     where d.ente_id = ${t.enteId} and d.stato = 'richiesta' and ${quale(sql`d.id`, q.id)}
     order by d.id limit ${q.quanti}`.execute(t.db);
  return rows;
}

/** Kinds of due of which the ente has not told the amount when it was asked: one each, since the first time and with the last reason. */
export async function selectNonQuotati(t: Ctx, chi: ChiGuarda, q: Quali): Promise<CosaFerma[]> {
  const { rows } = await sql<CosaFerma>`
    select k.id, k.denominazione as nome, min(s.istante) as dal, (array_agg(s.perche order by s.istante desc))[1] as perche
      from (select s.dovuto_id, s.istante, s.dettaglio ->> 'perche' as perche from posizioni.storia as s
             where s.ente_id = ${t.enteId} and s.azione = 'non_quotato' and s.istante > ${new Date(t.now.getTime() - IMPORTI_ENTRO_MS)}
             order by s.istante desc limit ${IMPORTI_MAX}) as s
      join posizioni.dovuto as d on d.ente_id = ${t.enteId} and d.id = s.dovuto_id
      join enti.v_tipo_dovuto as k on k.ente_id = d.ente_id and k.id = d.tipo_dovuto_id
     where ${suoi(TIPO_DOVUTO, chi)} and ${quale(sql`k.id`, q.id)}
     group by k.id, k.denominazione order by 3 limit ${q.quanti}`.execute(t.db);
  return rows;
}
