import { sql } from 'kysely';
import type { EnteId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';
import type { Finestra, Xid } from '#platform/db/orizzonte';

/** Where a step that reads about `quanti` steps of the histories stops, those of one transaction together; null: at the window's end. */
export async function selectFineFetta(t: Ctx, { da, a }: Finestra, quanti: number): Promise<Xid | null> {
  const { rows } = await sql<{ fine: Xid | null }>`
    select (select min(s.xid) from posizioni.v_passo_xid as s where s.xid > u.xid and s.xid < ${a}::xid8)::text as fine
      from (select s.xid from posizioni.v_passo_xid as s where s.xid >= ${da}::xid8 and s.xid < ${a}::xid8
             order by s.xid offset ${quanti - 1} limit 1) as u`.execute(t.db);
  return rows[0]?.fine ?? null;
}

/** Is there anybody at all to write for? */
export async function qualcunoAscolta(t: Ctx): Promise<boolean> {
  const { rows } = await sql<{ si: boolean }>`
    select exists (select from eventi.abbonamento where tolto_il is null)
        or exists (select from eventi.spinta where tolta_il is null) as si`.execute(t.db);
  return rows[0]?.si === true;
}

/**
 * Writes what happened in a window, for the enti whose subscriptions ask for it: the steps of dovuti, the files that ended, the statements
 * acquired. A dovuto that is born paid, for its money was here before it, is told as paid; one that is only prepared is told to nobody, and
 * as new when it is asked for. How many were written.
 */
export async function insertEventi(t: Ctx, { da, a }: Finestra): Promise<number> {
  const { numAffectedRows } = await sql`
    with cercati as materialized (
      select a.ente_id, e.cod_ipa, e.codice_fiscale, e.ambiente, array_agg(distinct g) as generi, min(a.creato_il) as dal
        from eventi.abbonamento as a cross join unnest(a.generi) as g join enti.v_ente as e on e.id = a.ente_id
       where a.tolto_il is null group by 1, 2, 3, 4),
    accaduti as (
      select s.ente_id, s.xid, s.id, s.istante, s.dovuto_id as oggetto_id, s.seq,
             case when s.stato = 'pagato' and s.azione in ('inserito', 'ripreso') then 'dovuto.pagato'
                  when s.azione = 'modificato' and s.da_stato = 'bozza' then 'dovuto.inserito'
                  else 'dovuto.' || s.azione end as genere,
             jsonb_strip_nulls(jsonb_build_object('iud', s.iud, 'iupd', s.iupd, 'iuv', s.iuv, 'numeroAvviso', s.numero_avviso,
               'tipoDovuto', t.codice, 'stato', s.stato, 'importoCents', s.importo_cents, 'dataScadenza', s.data_scadenza,
               'pagatoCents', case when s.stato = 'pagato' then s.pagato_cents end,
               'pagatoIl', case when s.stato = 'pagato' then s.pagato_il end)) as dati
        from posizioni.v_passo as s
        join cercati as c on c.ente_id = s.ente_id
        join enti.v_tipo_dovuto as t on t.ente_id = s.ente_id and t.id = s.tipo_dovuto_id
       where s.xid >= ${da}::xid8 and s.xid < ${a}::xid8
         and s.stato <> 'bozza' and (s.azione <> 'annullato' or s.da_stato is distinct from 'bozza')
      union all
      select x.ente_id, x.xid, x.id, x.istante, x.oggetto_id, 1,
             case when x.azione = 'rendicontazione.acquisita' then x.azione else 'flusso.concluso' end,
             coalesce(
               (select jsonb_strip_nulls(jsonb_build_object('genere', f.genere, 'verso', f.verso, 'stato', f.stato, 'iuf', f.iuf,
                         'righe', f.righe_totali, 'accettate', f.righe_accettate, 'scartate', f.righe_scartate, 'errore', f.codice_errore))
                  from flussi.v_flusso as f where f.ente_id = x.ente_id and f.id = x.oggetto_id),
               (select jsonb_strip_nulls(jsonb_build_object('iuf', r.iuf, 'psp', r.psp, 'revisione', r.revisione,
                         'regolamento', r.regolamento, 'regolataIl', r.regolata_il, 'pagamenti', r.pagamenti,
                         'importoCents', r.importo_cents))
                  from rendicontazione.v_acquisita as r where r.ente_id = x.ente_id and r.id = x.oggetto_id))
        from registro.v_atto as x
        join cercati as c on c.ente_id = x.ente_id
       where x.xid >= ${da}::xid8 and x.xid < ${a}::xid8 and x.oggetto_id is not null
         and x.azione in ('flusso.eseguito', 'flusso.fallito', 'flusso.annullato', 'flusso.export_annullato',
                          'rendicontazione.acquisita'))
    insert into eventi.evento (ente_id, genere, oggetto_id, seq, istante, dati)
    select x.ente_id, x.genere, x.oggetto_id, x.seq, x.istante,
           jsonb_build_object('ente', c.cod_ipa, 'codiceFiscaleEnte', c.codice_fiscale, 'ambiente', c.ambiente) || x.dati
      from accaduti as x join cercati as c on c.ente_id = x.ente_id
     -- What happened before anybody asked to be told is told to nobody.
     where x.genere = any(c.generi) and x.dati is not null and x.istante >= c.dal
     order by x.istante, x.id`.execute(t.db);
  return Number(numAffectedRows ?? 0n);
}

/**
 * Outcomes to be pushed of what was paid in a window, one a payment: where the ente and the kind of due want it, and there is a place for
 * them. An iuv whose receipt was registered before its dovuto is told when the dovuto comes.
 */
export async function insertEsiti(t: Ctx, { da, a }: Finestra): Promise<void> {
  await sql`
    insert into eventi.esito (ente_id, iuv_id, iuv, receipt_id, tipo_dovuto_id, tentativi_max, prossimo_il)
    select distinct on (s.ente_id, r.iuv_id, r.receipt_id)
           s.ente_id, r.iuv_id, s.iuv, r.receipt_id, s.tipo_dovuto_id, d.tentativi_esito_max, now()
      from posizioni.v_passo as s
      join enti.v_ente as e on e.id = s.ente_id and 'push_esiti' = any(e.funzioni)
      join enti.v_tipo_dovuto as d on d.ente_id = s.ente_id and d.id = s.tipo_dovuto_id and d.notifica_esito
      join pagamenti.v_ricevuta_iuv as r on r.ente_id = s.ente_id and r.iuv_id = s.iuv_id
     where s.xid >= ${da}::xid8 and s.xid < ${a}::xid8 and s.stato = 'pagato' and s.azione in ('pagato', 'inserito', 'ripreso')
       and exists (select from eventi.spinta as p
                    where p.ente_id = s.ente_id and p.tolta_il is null
                      and (p.tipo_dovuto_id is null or p.tipo_dovuto_id = s.tipo_dovuto_id))
     order by s.ente_id, r.iuv_id, r.receipt_id, s.id
    on conflict (ente_id, iuv_id, receipt_id) do nothing`.execute(t.db);
}

/**
 * Outcomes that are pushed again: the receipt has come, in a window, of a payment that was registered by hand, and what was pushed had none
 * (webservices 1.24: each receipt that arrives is). It is no event, for the dovuto was paid already, and its money has not come twice.
 */
export async function insertEsitiDiNuovo(t: Ctx, { da, a }: Finestra): Promise<void> {
  await sql`
    insert into eventi.esito (ente_id, iuv_id, iuv, receipt_id, tipo_dovuto_id, tentativi_max, prossimo_il)
    select distinct on (r.ente_id, r.iuv_id, r.receipt_id)
           r.ente_id, r.iuv_id, s.iuv, r.receipt_id, s.tipo_dovuto_id, d.tentativi_esito_max, now()
      from registro.v_atto as x
      join pagamenti.v_ricevuta_iuv as r on r.ente_id = x.ente_id and r.ricevuta_id = x.oggetto_id
      join posizioni.v_passo as s on s.ente_id = r.ente_id and s.iuv_id = r.iuv_id and s.stato = 'pagato'
      join enti.v_ente as e on e.id = r.ente_id and 'push_esiti' = any(e.funzioni)
      join enti.v_tipo_dovuto as d on d.ente_id = s.ente_id and d.id = s.tipo_dovuto_id and d.notifica_esito
     where x.xid >= ${da}::xid8 and x.xid < ${a}::xid8 and x.azione = 'ricevuta.sostituita' and x.dettaglio ->> 'era' = 'manuale'
       and exists (select from eventi.spinta as p
                    where p.ente_id = s.ente_id and p.tolta_il is null
                      and (p.tipo_dovuto_id is null or p.tipo_dovuto_id = s.tipo_dovuto_id))
     order by r.ente_id, r.iuv_id, r.receipt_id, s.id
    on conflict (ente_id, iuv_id, receipt_id) do update
       set tentativi = 0, tentativi_max = excluded.tentativi_max, prossimo_il = excluded.prossimo_il, spinto_il = null,
           lasciato_il = null, perche = null`.execute(t.db);
}

/** What has to be sent now: subscriptions with something for them, enti with outcomes. */
export async function selectDaMandare(
  t: Ctx,
): Promise<{ abbonamenti: { enteId: EnteId; abbonamentoId: string }[]; enti: EnteId[] }> {
  const { rows: abbonamenti } = await sql<{ enteId: EnteId; abbonamentoId: string }>`
    select a.ente_id as "enteId", a.id as "abbonamentoId"
      from eventi.abbonamento as a
     where a.tolto_il is null and a.stato = 'attivo' and (a.riposa_fino is null or a.riposa_fino <= statement_timestamp())
       and (exists (select from eventi.evento as e where e.ente_id = a.ente_id and e.numero > a.cursore)
            or exists (select from eventi.ritardo as r
                        where r.ente_id = a.ente_id and r.abbonamento_id = a.id and r.prossimo_il <= statement_timestamp()))
     order by a.id`.execute(t.db);
  const { rows: enti } = await sql<{ enteId: EnteId }>`
    select distinct ente_id as "enteId" from eventi.esito where prossimo_il <= statement_timestamp()`.execute(t.db);
  return { abbonamenti, enti: enti.map(({ enteId }) => enteId) };
}

/** Forgets what is older than `giorni`, and what was sent of it. */
export async function deleteVecchi(t: Ctx, giorni: number): Promise<void> {
  await sql`delete from eventi.tentativo where istante < ${t.now}::timestamptz - make_interval(days => ${giorni})`.execute(
    t.db,
  );
  await sql`delete from eventi.evento where scritto_il < ${t.now}::timestamptz - make_interval(days => ${giorni})`.execute(
    t.db,
  );
  await sql`delete from eventi.esito where creato_il < ${t.now}::timestamptz - make_interval(days => ${giorni})
              and prossimo_il is null`.execute(t.db);
  await sql`delete from eventi.segreto where fino < ${t.now}::timestamptz`.execute(t.db);
}
