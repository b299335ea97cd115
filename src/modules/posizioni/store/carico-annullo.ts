import { sql } from 'kysely';
import type { DovutoId, FlussoId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';

/**
 * Puts in the intake the annulment of what a file brought, by its rows after `dopo`: each as that file left it, so that what was changed
 * since is refused. What the file itself had annulled is not asked for. The last row is 0 where there are none.
 */
export async function insertAnnulli(
  ctx: Ctx,
  { flussoId, dopo }: { flussoId: FlussoId; dopo: number },
): Promise<{ righe: number; ultima: number }> {
  const { rows } = await sql<{ righe: number; ultima: number }>`
    with chieste as (
      insert into carico (riga, azione, iud, versione, importo_cents, tipo_dovuto, debitore_tipo, debitore_codice, debitore_anagrafica,
                          causale, causale_pubblica, dati_riscossione)
      select s.riga, 'A', d.iud, s.versione, d.importo_cents, t.codice, '', '', '', '', '', ''
        from posizioni.storia as s
        join posizioni.dovuto as d on d.ente_id = s.ente_id and d.id = s.dovuto_id
        join enti.v_tipo_dovuto as t on t.ente_id = d.ente_id and t.id = d.tipo_dovuto_id
       where s.ente_id = ${ctx.enteId} and s.flusso_id = ${flussoId} and s.riga > ${dopo} and s.azione <> 'annullato'
      returning riga)
    select count(*)::integer as righe, coalesce(max(riga), 0) as ultima from chieste`.execute(ctx.db);
  return rows[0] ?? { righe: 0, ultima: 0 };
}

/** Why a dovuto stays as it is when what brought it is annulled. */
export type MotivoEscluso =
  | 'PAGATO'
  | 'IN_PAGAMENTO'
  | 'CAMBIATO_DA_FLUSSO'
  | 'CAMBIATO_A_MANO'
  | 'GIA_ANNULLATO'
  | 'SOSTITUITO'
  | 'CHIUSO'
  | 'TIPO_NON_SEGUITO';

export type Escluso = { riga: number; dovutoId: DovutoId; iud: string; motivo: MotivoEscluso };

/** What the slice in hand does not annul, each with its reason: asked in the slice's own transaction, where nothing changes any more. */
export async function selectEsclusi(t: Ctx): Promise<Escluso[]> {
  const { rows } = await sql<Escluso>`
    select f.riga, d.id as "dovutoId", f.iud,
           case when f.codice = 'OPERATORE_NON_ABILITATO' then 'TIPO_NON_SEGUITO'
                when d.stato = 'pagato' then 'PAGATO'
                when d.stato = 'estinto' then 'CHIUSO'
                when d.sostituito_il is not null then 'SOSTITUITO'
                when d.stato = 'annullato' then 'GIA_ANNULLATO'
                when f.codice = 'DOVUTO_IN_PAGAMENTO' then 'IN_PAGAMENTO'
                when exists (select 1 from posizioni.storia as s
                              where s.ente_id = d.ente_id and s.dovuto_id = d.id and s.versione = d.versione and s.flusso_id is not null)
                then 'CAMBIATO_DA_FLUSSO'
                else 'CAMBIATO_A_MANO' end as motivo
      from fetta as f
      join posizioni.dovuto as d on d.ente_id = f.ente_id and d.id = f.dovuto_id
     where f.codice is not null
     order by f.riga`.execute(t.db);
  return rows;
}
