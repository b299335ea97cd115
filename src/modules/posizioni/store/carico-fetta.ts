import { sql, type RawBuilder } from 'kysely';
import type { EnteId, FlussoId, StazioneId, TipoDovutoId } from '#kernel/ids';
import type { Giorno } from '#kernel/giorno';
import { LIMITI } from '#kernel/limiti';
import { annotaInsieme } from '#modules/registro';
import { attoreTesto, type Ctx } from '#platform/contesto';

/** What a slice is applied with: the ente as it stands now, and where the request came from. */
export type Fetta = {
  da: number;
  a: number;
  enteId: EnteId;
  codiceFiscale: string;
  denominazione: string;
  stazioneId: StazioneId;
  segregazione: string;
  oggi: Giorno;
  /** The progressive numbers reserved for the IUV of this slice. */
  progressivi: { primo: number; quanti: number };
  /** Kinds of due the requester may work on; null: all. */
  tipiConsentiti: readonly TipoDovutoId[] | null;
  flussoId: FlussoId | null;
  iuf: string;
};

/**
 * How many progressive numbers the slice may need at the most: one for each IUV to generate, and one for each that its rows bring from
 * among ours, which those generated must pass over.
 */
export async function contaProgressivi(
  ctx: Ctx,
  { da, a, segregazione }: Pick<Fetta, 'da' | 'a' | 'segregazione'>,
): Promise<number> {
  const { rows } = await sql<{ generati: number; portati: number }>`
    select count(*) filter (where azione = 'I' and genera_iuv and iuv is null)::integer as generati,
           count(*) filter (where ${fraINostri(segregazione)})::integer as portati
      from carico where riga between ${da} and ${a}`.execute(ctx.db);
  const { generati, portati } = rows[0] ?? { generati: 0, portati: 0 };
  return generati === 0 ? 0 : generati + portati;
}

/** Has the row of `carico` an IUV that lies where ours are generated? */
function fraINostri(segregazione: string): RawBuilder<unknown> {
  return sql`iuv ~ '^[0-9]{17}$' and starts_with(iuv, ${`${segregazione}00`})`;
}

/**
 * Locks what the slice names: iuv, posizioni, dovuti, in the order of a receipt, and each in id order, so that neither two imports nor an
 * import and a payment ever wait for one another in a circle. What a receipt writes meanwhile is read after it.
 */
export async function lockDovuti(ctx: Ctx, f: Fetta): Promise<void> {
  // Everything a slice looks for, foreign keys included, is found by a key: plans that the session made on small tables must not read
  // them whole.
  await sql`select set_config('lock_timeout', ${`${LIMITI.fettaAttesaLockMs}ms`}, true), set_config('enable_seqscan', 'off', true)`.execute(
    ctx.db,
  );
  if (!(await toccaQualcosa(ctx, f))) return;
  await sql`
    select i.id
      from (select d.ente_id, d.iuv_id as id from (${righeFetta(f)}) as c join posizioni.dovuto as d on d.ente_id = c.ente_id
        and d.iud = c.iud
            union
            select x.ente_id, x.id from (${righeFetta(f)}) as c join posizioni.iuv as x on x.ente_id = c.ente_id and x.iuv = c.iuv) as c
      join posizioni.iuv as i on i.ente_id = c.ente_id and i.id = c.id
     order by i.id
       for update of i`.execute(ctx.db);
  await sql`
    select p.id
      from (${righeFetta(f)}) as c
      join posizioni.dovuto as d on d.ente_id = c.ente_id and d.iud = c.iud
      join posizioni.posizione as p on p.ente_id = d.ente_id and p.id = d.posizione_id
     order by p.id
       for update of p`.execute(ctx.db);
  await sql`
    select d.id
      from (${righeFetta(f)}) as c
      join posizioni.dovuto as d on d.ente_id = c.ente_id and d.iud = c.iud
     order by d.id
       for update of d`.execute(ctx.db);
}

/** A first import touches nothing, and is spared the locks. What appears from here on meets it on a unique key. */
async function toccaQualcosa(ctx: Ctx, f: Fetta): Promise<boolean> {
  const { rows } = await sql`
    select 1
      from (${righeFetta(f)}) as c
      left join posizioni.dovuto as d on d.ente_id = c.ente_id and d.iud = c.iud
      left join posizioni.iuv as i on i.ente_id = c.ente_id and i.iuv = c.iuv
     where d.id is not null or i.id is not null
     limit 1`.execute(ctx.db);
  return rows.length > 0;
}

/**
 * The rows of the slice, each with its ente. The fence (offset 0) makes the ente a value of the row and not a constant of the query: for
 * an ente
 * whose rows are newer than the server's figures the planner expects none, and would read them all for each row of the slice.
 */
function righeFetta(f: Fetta): RawBuilder<unknown> {
  return sql`select c.*, ${f.enteId}::uuid as ente_id from carico as c where c.riga between ${f.da} and ${f.a} offset 0`;
}

/**
 * Decides every row of the slice at once: refusals in the order of mypay-file-formats.md 3.5-3.7, else what is to be done.
 * A rule that looks at the other rows of the slice comes last: the first row accepted for an IUD wins, as when rows go one by one.
 */
export async function decidiFetta(ctx: Ctx, f: Fetta): Promise<void> {
  await sql`
    insert into fetta (ente_id, riga, azione, iud, codice, esito, posizione_id, opzione_id, dovuto_id, iuv_id, iuv_nuovo, iuv,
      numero_avviso,
      origine,
                       tipo_dovuto_id, conto_id, conto_postale_id, tassonomia, pagato_il, pagato_cents, importo_cents, genera)
    with letta as (${righeLette(f)}),
    valutata as (select l.*, ${codiceRiga(f)} as codice from letta as l),
    ordinata as (
      select v.*,
             bool_or(v.codice is null) over (partition by v.iud order by v.riga rows between unbounded preceding
               and 1 preceding) as iud_gia_preso,
             bool_or(v.codice is null) over (partition by v.iuv order by v.riga rows between unbounded preceding
               and 1 preceding) as iuv_gia_preso
        from valutata as v),
    decisa as (
      select o.*,
             case when o.iud_gia_preso then 'IUD_RIPETUTO'
                  when o.codice is not null then o.codice
                  when o.iuv is not null and o.iuv_gia_preso then 'IUV_DUPLICATO' end as deciso
        from ordinata as o),
    numeri as (
      select array_agg(n order by n) as liberi
        from generate_series(${f.progressivi.primo}::bigint, ${f.progressivi.primo}::bigint + ${f.progressivi.quanti}::bigint - 1) as n
       where n not in (select substr(c.iuv, 5, 11)::bigint from carico as c
                        where c.riga between ${f.da} and ${f.a} and ${fraINostri(f.segregazione)})),
    numerata as (
      select d.*,
             case when d.deciso is null and d.genera
                  then posizioni.numero_avviso(${f.segregazione},
                         x.liberi[count(*) filter (where d.deciso is null and d.genera) over (order by d.riga)]) end as nav
        from decisa as d cross join numeri as x)
    select n.ente_id, n.riga, n.azione, n.iud, n.deciso,
           case when n.deciso is not null then null
                when n.azione = 'A' then 'annullato'
                when n.azione = 'M' then 'modificato'
                when n.dovuto_id is not null then 'ripreso'
                else 'nuovo' end,
           coalesce(n.posizione_id, uuidv7()), coalesce(n.opzione_id, uuidv7()), coalesce(n.dovuto_id, uuidv7()),
           case when n.nav is not null then uuidv7()
                when n.azione = 'A' then n.suo_iuv_id
                when n.iuv is not null then coalesce(n.iuv_id, uuidv7()) end,
           n.nav is not null or (n.azione <> 'A' and n.iuv is not null and n.iuv_id is null),
           coalesce(substr(n.nav, 2), n.iuv),
           coalesce(n.nav, case length(n.iuv) when 17 then '3' || n.iuv when 15 then '0' || ${f.segregazione} || n.iuv end),
           case when n.nav is not null then 'generato' else 'fornito' end,
           n.tipo_dovuto_id, n.conto_id, n.conto_postale_id, n.tassonomia, n.pagato_il, n.pagato_cents, n.totale_cents, n.genera
      from numerata as n`.execute(ctx.db);
}

function righeLette(f: Fetta): RawBuilder<unknown> {
  return sql`
    select c.ente_id, c.riga, c.azione, c.iud, c.iuv, c.data_scadenza, c.azione = 'I' and coalesce(c.genera_iuv, false)
      and c.iuv is null as genera,
           c.importo_cents + coalesce(${altreCents}, 0) as totale_cents,
           t.id as tipo_dovuto_id, t.conto_id, t.conto_postale_id, t.tassonomia, t.scadenza_obbligatoria, t.scadenza_stampata,
           d.id as dovuto_id, d.posizione_id, d.opzione_id, d.stato, d.tipo_dovuto_id as suo_tipo, d.iuv_id as suo_iuv_id,
           si.iuv as suo_iuv, si.numero_avviso as suo_avviso,
           i.id as iuv_id, i.pagato_il, i.pagato_cents,
           i.id is not null and i.id is distinct from d.iuv_id
             and not (i.origine = 'orfano' and not exists (select 1 from posizioni.dovuto as x where x.ente_id = c.ente_id
               and x.iuv_id = i.id))
             as iuv_di_altri
      from (${righeFetta(f)}) as c
      left join enti.v_tipo_dovuto as t on t.ente_id = c.ente_id and t.codice = c.tipo_dovuto
      left join posizioni.dovuto as d on d.ente_id = c.ente_id and d.iud = c.iud
      left join posizioni.iuv as si on si.ente_id = c.ente_id and si.id = d.iuv_id
      left join posizioni.iuv as i on i.ente_id = c.ente_id and i.iuv = c.iuv`;
}

/** What is owed to the other beneficiaries: those of the row; of those already there, where a modification names none. */
const altreCents = sql`case
  when c.altre_quote is not null then (select sum((q ->> 'importoCents')::bigint) from jsonb_array_elements(c.altre_quote) as q)
  when c.azione = 'M' then (select sum(q.importo_cents) from posizioni.quota as q
                             where q.ente_id = c.ente_id and q.dovuto_id = d.id and q.indice > 1)::bigint
end`;

function codiceRiga(f: Fetta): RawBuilder<unknown> {
  const vietato = (tipo: RawBuilder<unknown>): RawBuilder<unknown> =>
    f.tipiConsentiti === null
      ? sql`false`
      : sql`${tipo} is not null and not ${tipo} = any(${f.tipiConsentiti}::uuid[])`;
  return sql`case
    when l.dovuto_id is not null and exists (select 1 from posizioni.storia as s where s.ente_id = l.ente_id and s.dovuto_id = l.dovuto_id
                                                and s.flusso_id = ${f.flussoId}) then 'IUD_RIPETUTO'
    when l.tipo_dovuto_id is null then 'TIPO_DOVUTO_INESISTENTE'
    when ${vietato(sql`l.tipo_dovuto_id`)} then 'OPERATORE_NON_ABILITATO'
    when l.azione <> 'I' and (l.dovuto_id is null or l.stato <> 'da_pagare') then 'DOVUTO_NON_TROVATO'
    when l.azione <> 'I' and ${vietato(sql`l.suo_tipo`)} then 'OPERATORE_NON_ABILITATO'
    when l.azione <> 'A' and l.data_scadenza is null and (l.scadenza_obbligatoria or l.scadenza_stampata) then 'SCADENZA_MANCANTE'
    when l.azione <> 'A' and l.data_scadenza < ${f.oggi}::date and l.scadenza_obbligatoria then 'SCADENZA_PASSATA'
    when l.azione <> 'A' and l.totale_cents > 99999999999 then 'IMPORTO_TROPPO_GRANDE'
    when l.azione = 'I' and l.dovuto_id is not null and l.stato <> 'annullato' then 'IUD_DUPLICATO'
    when l.azione <> 'I' and exists (select 1 from registro.v_attivazione as v where v.numero_avviso = l.suo_avviso
                                        and v.dominio = ${f.codiceFiscale}) then 'DOVUTO_IN_PAGAMENTO'
    when l.azione = 'M' and l.suo_tipo <> l.tipo_dovuto_id then 'TIPO_DOVUTO_NON_MODIFICABILE'
    when l.azione = 'M' and l.suo_iuv is not null and l.iuv is null then 'IUV_NON_AZZERABILE'
    when l.azione = 'M' and l.suo_iuv <> l.iuv then 'IUV_NON_MODIFICABILE'
    when l.azione <> 'A' and l.iuv_di_altri then 'IUV_DUPLICATO'
  end`;
}

/** Writes what was decided, one statement a table; a table that the slice does not touch is not asked. */
export async function scriviFetta(ctx: Ctx, f: Fetta): Promise<void> {
  // The planner has no figures on a temporary table of a moment ago, and joins it the worst way: it is told.
  await sql`analyze fetta`.execute(ctx.db);
  const { rows } = await sql<{ esito: string }>`select distinct esito from fetta where codice is null`.execute(ctx.db);
  const esiti = new Set(rows.map((r) => r.esito));
  if (esiti.has('nuovo')) await inserisciNuovi(ctx, f);
  if (esiti.has('modificato') || esiti.has('ripreso') || esiti.has('annullato')) await aggiornaEsistenti(ctx, f);
  if (esiti.size > (esiti.has('annullato') ? 1 : 0)) await inserisciQuote(ctx, f);
  if (esiti.size === 0) return;
  await annotaInsieme(ctx, {
    oggetto: 'dovuto',
    da: sql`select 'dovuto.' || f.esito as azione, f.dovuto_id as oggetto_id, jsonb_build_object('riga', f.riga) as dettaglio
              from fetta as f where f.codice is null order by f.riga`,
  });
}

/**
 * Tells the planner how large the tables have become, where this import has more than doubled them: the server's own figures come a
 * minute later, and until then each slice of a first import would cost more than the one before.
 */
export async function aggiornaStatistiche(ctx: Ctx, righeApplicate: number): Promise<void> {
  const { rows } = await sql<{ note: number }>`
    select reltuples::bigint as note from pg_class where oid = 'posizioni.dovuto'::regclass`.execute(ctx.db);
  if ((rows[0]?.note ?? 0) > righeApplicate / 2) return;
  await sql`analyze posizioni.posizione, posizioni.opzione, posizioni.iuv, posizioni.dovuto, posizioni.quota, posizioni.storia`.execute(
    ctx.db,
  );
}

async function inserisciNuovi(ctx: Ctx, f: Fetta): Promise<void> {
  await sql`
    insert into posizioni.posizione (ente_id, id, iupd, debitore_tipo, debitore_codice, debitore_anagrafica, indirizzo, civico, cap,
      localita,
                                     provincia, nazione, email, saldata_il)
    select ${f.enteId}, f.posizione_id, '1X-' || c.iud, c.debitore_tipo, c.debitore_codice, c.debitore_anagrafica, c.indirizzo, c.civico,
      c.cap,
           c.localita, c.provincia, c.nazione, c.email, f.pagato_il
      from fetta as f join carico as c on c.riga = f.riga
     where f.esito = 'nuovo' order by f.riga`.execute(ctx.db);
  await sql`
    insert into posizioni.opzione (ente_id, id, posizione_id)
    select ${f.enteId}, f.opzione_id, f.posizione_id from fetta as f where f.esito = 'nuovo' order by f.riga`.execute(
    ctx.db,
  );
  await sql`
    insert into posizioni.iuv (ente_id, id, iuv, numero_avviso, stazione_id, origine)
    select ${f.enteId}, f.iuv_id, f.iuv, f.numero_avviso, ${f.stazioneId}, f.origine
      from fetta as f where f.esito = 'nuovo' and f.iuv_nuovo order by f.riga`.execute(ctx.db);
  await sql`
    insert into posizioni.dovuto (ente_id, id, posizione_id, opzione_id, iuv_id, iud, tipo_dovuto_id, stato, importo_cents,
      commissione_cents, causale,
                                  causale_pubblica, data_scadenza, dati_riscossione, canali, bilancio, genera_iuv, iuf, riga, pagato_il,
                                    pagato_cents,
                                  da_verificare)
    select ${f.enteId}, f.dovuto_id, f.posizione_id, f.opzione_id, f.iuv_id, c.iud, f.tipo_dovuto_id,
           case when f.pagato_il is null then 'da_pagare' else 'pagato' end, f.importo_cents, c.commissione_cents, c.causale,
             c.causale_pubblica,
           c.data_scadenza, c.dati_riscossione, c.canali, c.bilancio, c.genera_iuv, ${f.iuf}, c.riga, f.pagato_il, f.pagato_cents,
             ${segnoImporto}
      from fetta as f join carico as c on c.riga = f.riga
     where f.esito = 'nuovo' order by f.riga`.execute(ctx.db);
  await storiaNuovi(ctx, f);
}

/** A dovuto born paid by a receipt of another amount is to be checked. */
const segnoImporto = sql`case when f.pagato_cents <> f.importo_cents then array['importo_diverso'] else '{}'::text[] end`;

async function storiaNuovi(ctx: Ctx, f: Fetta): Promise<void> {
  await sql`
    insert into posizioni.storia (ente_id, dovuto_id, azione, versione, stato, importo_cents, data_scadenza, attore, flusso_id, riga)
    select ${f.enteId}, f.dovuto_id, 'inserito', 1, case when f.pagato_il is null then 'da_pagare' else 'pagato' end, f.importo_cents,
           c.data_scadenza, ${attoreTesto(ctx.attore)}, ${f.flussoId}, f.riga
      from fetta as f join carico as c on c.riga = f.riga
     where f.esito = 'nuovo' order by f.riga`.execute(ctx.db);
}

/** Written before the update: it keeps what the previous version said. */
async function storiaEsistenti(ctx: Ctx, f: Fetta): Promise<void> {
  await sql`
    insert into posizioni.storia (ente_id, dovuto_id, azione, versione, stato, importo_cents, data_scadenza, attore, flusso_id, riga, prima)
    select ${f.enteId}, f.dovuto_id, f.esito, d.versione + 1,
           case when f.esito = 'annullato' then 'annullato' when f.pagato_il is not null then 'pagato' else 'da_pagare' end,
           case f.esito when 'annullato' then d.importo_cents else f.importo_cents end,
           case f.esito when 'annullato' then d.data_scadenza else c.data_scadenza end,
           ${attoreTesto(ctx.attore)}, ${f.flussoId}, f.riga,
           jsonb_build_object('stato', d.stato, 'importoCents', d.importo_cents, 'dataScadenza', d.data_scadenza, 'causale', d.causale,
                              'iuvId', d.iuv_id, 'iuf', d.iuf, 'riga', d.riga)
      from fetta as f
      join carico as c on c.riga = f.riga
      join posizioni.dovuto as d on d.ente_id = f.ente_id and d.id = f.dovuto_id
     where f.esito in ('modificato', 'ripreso', 'annullato') order by f.riga`.execute(ctx.db);
}

async function aggiornaEsistenti(ctx: Ctx, f: Fetta): Promise<void> {
  await storiaEsistenti(ctx, f);
  await sql`
    insert into posizioni.iuv (ente_id, id, iuv, numero_avviso, stazione_id, origine)
    select ${f.enteId}, f.iuv_id, f.iuv, f.numero_avviso, ${f.stazioneId}, f.origine
      from fetta as f where f.esito in ('modificato', 'ripreso') and f.iuv_nuovo order by f.riga`.execute(ctx.db);
  await sql`
    update posizioni.posizione as p
       set debitore_tipo = c.debitore_tipo, debitore_codice = c.debitore_codice, debitore_anagrafica = c.debitore_anagrafica,
         indirizzo = c.indirizzo,
           civico = c.civico, cap = c.cap, localita = c.localita, provincia = c.provincia, nazione = c.nazione, email = c.email,
           saldata_il = f.pagato_il
      from fetta as f join carico as c on c.riga = f.riga
     where p.ente_id = f.ente_id and p.id = f.posizione_id and f.esito in ('modificato', 'ripreso')`.execute(ctx.db);
  await sql`
    update posizioni.dovuto as d
       set versione = d.versione + 1, tipo_dovuto_id = f.tipo_dovuto_id, iuv_id = f.iuv_id, importo_cents = f.importo_cents,
           stato = case when f.pagato_il is null then 'da_pagare' else 'pagato' end, pagato_il = f.pagato_il, pagato_cents = f.pagato_cents,
           commissione_cents = c.commissione_cents, causale = c.causale, causale_pubblica = c.causale_pubblica,
             data_scadenza = c.data_scadenza,
           dati_riscossione = c.dati_riscossione, canali = c.canali, bilancio = c.bilancio, genera_iuv = c.genera_iuv,
           iuf = ${f.iuf}, riga = c.riga, da_verificare = ${segnoImporto}
      from fetta as f join carico as c on c.riga = f.riga
     where d.ente_id = f.ente_id and d.id = f.dovuto_id and f.esito in ('modificato', 'ripreso') and d.stato in ('da_pagare',
       'annullato')`.execute(ctx.db);
  await sql`
    update posizioni.dovuto as d
       set versione = d.versione + 1, stato = 'annullato'
      from fetta as f
     where d.ente_id = f.ente_id and d.id = f.dovuto_id and f.esito = 'annullato' and d.stato = 'da_pagare'`.execute(
    ctx.db,
  );
  // A modification that names no other beneficiary leaves their shares as they are (mypay-file-formats.md 1.16).
  await sql`
    delete from posizioni.quota as q using fetta as f join carico as c on c.riga = f.riga
     where q.ente_id = f.ente_id and q.dovuto_id = f.dovuto_id
       and (f.esito = 'ripreso' or (f.esito = 'modificato' and (q.indice = 1 or c.altre_quote is not null)))`.execute(
    ctx.db,
  );
}

async function inserisciQuote(ctx: Ctx, f: Fetta): Promise<void> {
  // The taxonomy of the row wins when it is one (9/…): the other forms (0/, 1/, 2/) are of older plans and pagoPA does not take them.
  await sql`
    insert into posizioni.quota (ente_id, dovuto_id, indice, importo_cents, beneficiario_cf, beneficiario_denominazione, conto_id,
      conto_postale_id,
                                 iban, tassonomia, causale, beneficiario)
    select ${f.enteId}::uuid, f.dovuto_id, 1, c.importo_cents, ${f.codiceFiscale}::text, ${f.denominazione}::text, f.conto_id,
      f.conto_postale_id, null,
           case when c.dati_riscossione like '9/%' then c.dati_riscossione else f.tassonomia end, c.causale_pubblica, null::jsonb
      from fetta as f join carico as c on c.riga = f.riga
     where f.esito in ('nuovo', 'modificato', 'ripreso')
    union all
    select ${f.enteId}::uuid, f.dovuto_id, q.n + 1, (q.v ->> 'importoCents')::bigint, q.v ->> 'codiceFiscale', q.v ->> 'denominazione',
      null, null,
           q.v ->> 'iban', q.v ->> 'tassonomia', q.v ->> 'causale', q.v -> 'altro'
      from fetta as f join carico as c on c.riga = f.riga
     cross join lateral jsonb_array_elements(c.altre_quote) with ordinality as q (v, n)
     where f.esito in ('nuovo', 'modificato', 'ripreso') and c.altre_quote is not null`.execute(ctx.db);
}
