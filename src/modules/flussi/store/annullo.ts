import { sql } from 'kysely';
import type { AnnulloId, FlussoId } from '#kernel/ids';
import type { Escluso, MotivoEscluso } from '#modules/posizioni';
import type { Ctx } from '#platform/contesto';

export type StatoAnnullo = 'richiesto' | 'in_corso' | 'eseguito' | 'interrotto';

/** The annulment of all that a file brought, as far as it is. */
export type Annullo = {
  id: AnnulloId;
  flussoId: FlussoId;
  stato: StatoAnnullo;
  motivo: string;
  richiestoDa: string;
  richiestoIl: Date;
  interrottoDa: string | null;
  finitoIl: Date | null;
  /** Rows of the file whose dovuti are looked at; null until the work begins. */
  righeTotali: number | null;
  /** The rows of the file up to this one are done. */
  rigaFatta: number;
  annullati: number;
  esclusi: number;
};

const CAMPI = sql`
  a.id, a.flusso_id as "flussoId", a.stato, a.motivo, a.richiesto_da as "richiestoDa", a.richiesto_il as "richiestoIl",
  a.interrotto_da as "interrottoDa", a.finito_il as "finitoIl", a.righe_totali as "righeTotali", a.riga_fatta as "rigaFatta",
  a.annullati, a.esclusi`;

/** Null when another annulment of the flusso is going on: the unique index says so. */
export async function insertAnnullo(
  ctx: Ctx,
  { flussoId, motivo, richiestoDa }: { flussoId: FlussoId; motivo: string; richiestoDa: string },
): Promise<AnnulloId | null> {
  const { rows } = await sql<{ id: AnnulloId }>`
    insert into flussi.annullo (ente_id, flusso_id, motivo, richiesto_da, richiesto_il)
    values (${ctx.enteId}, ${flussoId}, ${motivo}, ${richiestoDa}, ${ctx.now})
    on conflict do nothing
    returning id`.execute(ctx.db);
  return rows[0]?.id ?? null;
}

/** The last annulment of a flusso. */
export async function selectAnnullo(ctx: Ctx, flussoId: FlussoId): Promise<Annullo | null> {
  const { rows } = await sql<Annullo>`
    select ${CAMPI} from flussi.annullo as a
     where a.ente_id = ${ctx.enteId} and a.flusso_id = ${flussoId} order by a.id desc limit 1`.execute(ctx.db);
  return rows[0] ?? null;
}

/** Takes an annulment for work, or takes it up again after a kill. Null when it has ended or was stopped meanwhile. */
export async function iniziaAnnullo(ctx: Ctx, annulloId: AnnulloId): Promise<Annullo | null> {
  const { rows } = await sql<Annullo>`
    update flussi.annullo as a set stato = 'in_corso'
     where a.ente_id = ${ctx.enteId} and a.id = ${annulloId} and a.stato in ('richiesto', 'in_corso')
    returning ${CAMPI}`.execute(ctx.db);
  return rows[0] ?? null;
}

/** Said once: a run that resumes sees only the rows that are left. */
export async function updateRigheAnnullo(ctx: Ctx, annulloId: AnnulloId, righe: number): Promise<void> {
  await sql`
    update flussi.annullo set righe_totali = coalesce(righe_totali, ${righe}) where ente_id = ${ctx.enteId} and id = ${annulloId}`.execute(
    ctx.db,
  );
}

/** The marker of a slice, in the slice's own transaction. False: it was stopped, or another process has already done this slice. */
export async function avanzaAnnullo(
  ctx: Ctx,
  annulloId: AnnulloId,
  passo: { da: number; a: number; annullati: number; esclusi: number },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update flussi.annullo
       set riga_fatta = ${passo.a}, annullati = annullati + ${passo.annullati}, esclusi = esclusi + ${passo.esclusi}
     where ente_id = ${ctx.enteId} and id = ${annulloId} and stato = 'in_corso' and riga_fatta = ${passo.da - 1}`.execute(
    ctx.db,
  );
  return numAffectedRows === 1n;
}

export async function insertEsclusi(ctx: Ctx, annulloId: AnnulloId, esclusi: readonly Escluso[]): Promise<void> {
  if (esclusi.length === 0) return;
  await sql`
    insert into flussi.annullo_escluso (ente_id, annullo_id, riga, dovuto_id, iud, motivo)
    select ${ctx.enteId}, ${annulloId}, e.riga, e.dovuto_id, e.iud, e.motivo
      from unnest(${esclusi.map((e) => e.riga)}::integer[], ${esclusi.map((e) => e.dovutoId)}::uuid[], ${esclusi.map((e) => e.iud)}::text[],
                  ${esclusi.map((e) => e.motivo)}::text[]) as e (riga, dovuto_id, iud, motivo)`.execute(ctx.db);
}

/** False when it was stopped meanwhile, or has ended already. */
export async function finisciAnnullo(ctx: Ctx, annulloId: AnnulloId): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update flussi.annullo set stato = 'eseguito', finito_il = clock_timestamp()
     where ente_id = ${ctx.enteId} and id = ${annulloId} and stato = 'in_corso'`.execute(ctx.db);
  return numAffectedRows === 1n;
}

/** Stops the annulment that is going on: no further slice is applied. False: there is none. */
export async function interrompi(ctx: Ctx, flussoId: FlussoId, interrottoDa: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update flussi.annullo set stato = 'interrotto', interrotto_da = ${interrottoDa}, finito_il = clock_timestamp()
     where ente_id = ${ctx.enteId} and flusso_id = ${flussoId} and stato in ('richiesto', 'in_corso')`.execute(ctx.db);
  return numAffectedRows === 1n;
}

/**
 * Of a loaded flusso that the annulment has left nothing payable of, says that it is annulled: its name and IUF are free again. What
 * was changed since is of another.
 */
export async function segnaAnnullato(ctx: Ctx, { id, flussoId }: Pick<Annullo, 'id' | 'flussoId'>): Promise<void> {
  await sql`
    update flussi.flusso as f set stato = 'annullato'
     where f.ente_id = ${ctx.enteId} and f.id = ${flussoId} and f.stato = 'eseguito'
       and (select sum(a.annullati) from flussi.annullo as a where a.ente_id = f.ente_id and a.flusso_id = f.id) > 0
       and not exists (select 1 from flussi.annullo_escluso as e
                        where e.ente_id = f.ente_id and e.annullo_id = ${id} and e.motivo in ('IN_PAGAMENTO', 'TIPO_NON_SEGUITO'))`.execute(
    ctx.db,
  );
}

/** What an annulment left as it was, by the rows of the file after `dopo`: the first ones, or (`prima`) the last before one. */
export async function selectEsclusiAnnullo(
  ctx: Ctx,
  annulloId: AnnulloId,
  { dopo, prima, quanti }: { dopo: number; prima: number | null; quanti: number },
): Promise<Escluso[]> {
  const { rows } = await sql<Escluso>`
    select riga, dovuto_id as "dovutoId", iud, motivo from flussi.annullo_escluso
     where ente_id = ${ctx.enteId} and annullo_id = ${annulloId} and riga > ${dopo} and (${prima}::integer is null or riga < ${prima})
     order by riga ${prima === null ? sql`asc` : sql`desc`} limit ${quanti}`.execute(ctx.db);
  return prima === null ? rows : rows.toReversed();
}

export type ContoEsclusi = { motivo: MotivoEscluso; quanti: number };

/** How many were left as they were, for each reason. */
export async function contaEsclusi(ctx: Ctx, annulloId: AnnulloId): Promise<ContoEsclusi[]> {
  const { rows } = await sql<ContoEsclusi>`
    select motivo, count(*)::integer as quanti from flussi.annullo_escluso
     where ente_id = ${ctx.enteId} and annullo_id = ${annulloId} group by motivo order by quanti desc, motivo`.execute(
    ctx.db,
  );
  return rows;
}
