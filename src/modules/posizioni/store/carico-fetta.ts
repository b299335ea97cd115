import { sql, type RawBuilder } from 'kysely';
import { LIMITI } from '#kernel/limiti';
import type { Ctx } from '#platform/contesto';
import { componiPosizioni, giudicaEsistenti, respingiSorelle } from './carico-composte.ts';
import type { Fetta, GenereFetta, RigaDecisa } from './carico-tabella.ts';

const NIENTE: GenereFetta = { composta: false, conAltre: false, soloAnnulli: false };

/**
 * How many progressive numbers the slice may need at the most: one for each IUV to generate, and one for each that its rows bring from
 * among ours, which those generated must pass over. And what kind of slice it is.
 */
export async function guardaFetta(
  ctx: Ctx,
  { da, a, segregazione }: Pick<Fetta, 'da' | 'a' | 'segregazione'>,
): Promise<GenereFetta & { progressivi: number }> {
  const { rows } = await sql<GenereFetta & { generati: number; portati: number }>`
    select count(*) filter (where azione = 'I' and genera_iuv and iuv is null)::integer as generati,
           count(*) filter (where ${fraINostri(segregazione)})::integer as portati,
           count(posizione) > 0 as composta, count(altre_quote) > 0 as "conAltre", bool_and(azione = 'A') is true as "soloAnnulli"
      from carico where riga between ${da} and ${a}`.execute(ctx.db);
  const { generati, portati, ...resto } = rows[0] ?? { generati: 0, portati: 0, ...NIENTE };
  return { progressivi: generati === 0 ? 0 : generati + portati, ...resto };
}

/** Has the row of `carico` an IUV that lies where ours are generated? */
export function fraINostri(segregazione: string): RawBuilder<unknown> {
  return sql`iuv ~ '^[0-9]{17}$' and starts_with(iuv, ${segregazione}::text || '00')`;
}

/**
 * Locks what the slice names: iuv, then posizioni, in the order of a receipt, and each in id order, so that neither two imports nor an
 * import and a payment ever wait for one another in a circle. What a receipt writes meanwhile is read after it. Nobody writes a dovuto
 * without its posizione: the dovuti need no lock of their own. False: there is nothing.
 */
export async function lockDovuti(ctx: Ctx, f: Fetta): Promise<boolean> {
  if (!(await guardaDovuti(ctx, f))) return false;
  if (!f.soloAnnulli) await lockIuv(ctx, f);
  await lockPosizioni(ctx, f);
  return true;
}

/** Of the iuv, those that a dovuto may get, or be taken from: what is modified keeps its own, and what is annulled touches none. */
async function lockIuv(ctx: Ctx, f: Fetta): Promise<void> {
  await sql`
    select count(*) from (
      select i.id
        from (select d.ente_id, d.iuv_id as id
                from (${righeFetta(f)}) as c join posizioni.dovuto as d on d.ente_id = c.ente_id and d.iud = c.iud
               where c.azione = 'I'
              union
              select x.ente_id, x.id
                from (${righeFetta(f)}) as c
                join posizioni.iuv as x on x.ente_id = c.ente_id and x.iuv = c.iuv
                left join posizioni.dovuto as d on d.ente_id = c.ente_id and d.iud = c.iud
               where c.azione = 'I' or (c.azione = 'M' and d.iuv_id is distinct from x.id)) as c
        join posizioni.iuv as i on i.ente_id = c.ente_id and i.id = c.id
       order by i.id
         for update of i) as tenuti`.execute(ctx.db);
}

async function lockPosizioni(ctx: Ctx, f: Fetta): Promise<void> {
  await sql`
    select count(*) from (
      select p.id
        from (select d.ente_id, d.posizione_id as id from (${righeFetta(f)}) as c
                join posizioni.dovuto as d on d.ente_id = c.ente_id and d.iud = c.iud
              ${f.composta ? posizioniNominate(f) : sql``}) as c
        join posizioni.posizione as p on p.ente_id = c.ente_id and p.id = c.id
       order by p.id
         for update of p) as tenute`.execute(ctx.db);
}

/** Does the slice name anything that is there already? Looks, and holds nothing. */
export async function guardaDovuti(ctx: Ctx, f: Fetta): Promise<boolean> {
  // Everything a slice looks for, foreign keys included, is found by a key: plans that the session made on small tables must not read
  // them whole.
  await sql`
    select set_config('enable_seqscan', 'off', true), set_config('lock_timeout', ${`${LIMITI.fettaAttesaLockMs}ms`}, true),
           set_config('plan_cache_mode', ${f.breve ? 'force_generic_plan' : 'auto'}, true)`.execute(ctx.db);
  return f.composta || (await toccaQualcosa(ctx, f));
}

/** Whoever adds a way to pay holds the posizione, as whoever pays it does. Its code is read behind the fence: see {@link gruppi}. */
function posizioniNominate(f: Fetta): RawBuilder<unknown> {
  return sql`union
            select x.ente_id, x.id
              from (select c.ente_id, c.posizione ->> 'iupd' as iupd from (${righeFetta(f)}) as c offset 0) as c
              join posizioni.posizione as x on x.ente_id = c.ente_id and x.iupd = c.iupd`;
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
  const quali = f.nuova !== undefined ? sql`` : sql`where c.riga between ${f.da} and ${f.a}`;
  return sql`select c.*, ${f.enteId}::uuid as ente_id from carico as c ${quali} offset 0`;
}

/**
 * Decides every row of the slice at once: refusals in the order of mypay-file-formats.md 3.5-3.7, else what is to be done.
 * A rule that looks at the other rows of the slice comes last: the first row accepted for an IUD wins, as when rows go one by one.
 */
export async function decidiFetta(ctx: Ctx, f: Fetta, tocca: boolean): Promise<void> {
  await decidiRighe(ctx, f);
  if (f.composta) await componiPosizioni(ctx, f);
  if (tocca) await giudicaEsistenti(ctx, f);
  if (tocca && f.composta) await respingiSorelle(ctx);
}

async function decidiRighe(ctx: Ctx, f: Fetta): Promise<void> {
  await sql`insert into fetta (${sql.join(COLONNE_DECISE.map((nome) => sql.ref(nome)))}) ${righeDecise(f)}`.execute(
    ctx.db,
  );
}

/** What {@link righeDecise} says of each row, in its order; the rest of `fetta` is of requests that say of which posizione they are. */
export const COLONNE_DECISE = [
  ...[
    'ente_id',
    'riga',
    'azione',
    'iud',
    'codice',
    'esito',
    'posizione_id',
    'opzione_id',
    'dovuto_id',
    'iuv_id',
    'iuv_nuovo',
    'iuv',
  ],
  ...[
    'numero_avviso',
    'origine',
    'tipo_dovuto_id',
    'conto_id',
    'conto_postale_id',
    'tassonomia',
    'pagato_il',
    'pagato_cents',
  ],
  ...['importo_cents', 'genera'],
];

/** The rows of the slice, each decided. `inPiu`: what else is to be said of the row `n`. */
export function righeDecise(f: Fetta, inPiu: RawBuilder<unknown> = sql``): RawBuilder<unknown> {
  return sql`
    with letta as (${righeLette(f)}),
    ${f.conAltre ? sql`altrui as materialized (${ibanAltrui(f)}),` : sql``}
    ${numeriLiberi(f)}
    valutata as (select l.*, ${codiceRiga(f)} as codice from letta as l offset 0),
    ordinata as (select v.*, ${giaPreso(f, sql`v.iud`)} as iud_gia_preso, ${giaPreso(f, sql`v.iuv`)} as iuv_gia_preso from valutata as v),
    decisa as (
      select o.*,
             case when o.iud_gia_preso then 'IUD_RIPETUTO'
                  when o.codice is not null then o.codice
                  when o.iuv is not null and o.iuv_gia_preso then 'IUV_DUPLICATO' end as deciso
        from ordinata as o),
    numerata as (${righeNumerate(f)})
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
           n.tipo_dovuto_id, n.conto_id, n.conto_postale_id, n.tassonomia, n.pagato_il, n.pagato_cents, n.totale_cents, n.genera${inPiu}
      from numerata as n`;
}

/** Has an earlier row been accepted for the same? In an intake that names each once the question is not asked, which is two sorts less. */
function giaPreso(f: Fetta, nome: RawBuilder<unknown>): RawBuilder<unknown> {
  if (f.unici) return sql`false`;
  return sql`bool_or(v.codice is null) over (partition by ${nome} order by v.riga rows between unbounded preceding and 1 preceding)`;
}

/** The rows decided, each that wants one with its notice number. */
function righeNumerate(f: Fetta): RawBuilder<unknown> {
  if (f.progressivi.quanti === 0) return sql`select d.*, null::text as nav from decisa as d`;
  // No row brings an IUV: each comes with the number that is kept for it.
  if (f.nuova !== undefined)
    return sql`select d.*, case when d.deciso is null and d.genera then d.avviso end as nav from decisa as d`;
  // As a value of the whole statement: joined, it would be made again for each row.
  return sql`
    select d.*,
           case when d.deciso is null and d.genera
                then posizioni.numero_avviso(${f.segregazione},
                       (select x.liberi from liberi as x)[
                         count(*) filter (where d.deciso is null and d.genera) over (order by d.riga)]) end as nav
      from decisa as d`;
}

/** Of the numbers reserved, those that no row of the slice brings. */
function numeriLiberi(f: Fetta): RawBuilder<unknown> {
  if (f.progressivi.quanti === 0 || f.nuova !== undefined) return sql``;
  return sql`
    liberi as materialized (
      select array_agg(n order by n) as liberi
        from generate_series(${f.progressivi.primo}::bigint, ${f.progressivi.primo}::bigint + ${f.progressivi.quanti}::bigint - 1) as n
       where n not in (select substr(c.iuv, 5, 11)::bigint from (${righeFetta(f)}) as c where ${fraINostri(f.segregazione)})),`;
}

/** Fenced, as what is decided of them is: else what is worked out once would be worked out again wherever it is named. */
function righeLette(f: Fetta): RawBuilder<unknown> {
  return sql`
    select c.ente_id, c.riga, c.azione, c.iud, c.iuv, c.data_scadenza, c.altre_quote, c.difetto, d.sostituito_il,
           c.versione <> d.versione as cambiato,
           c.azione = 'I' and coalesce(c.genera_iuv, false)
      and c.iuv is null as genera,
           c.importo_cents + ${altreCents(f)} as totale_cents,
           ${f.nuova === undefined ? sql`` : sql`c.avviso,`}
           t.id as tipo_dovuto_id, t.conto_id, t.conto_postale_id, t.tassonomia, t.scadenza_obbligatoria, t.scadenza_stampata,
           d.id as dovuto_id, d.posizione_id, d.opzione_id, d.stato, d.tipo_dovuto_id as suo_tipo, d.iuv_id as suo_iuv_id,
           ${suoIuv(f).colonne},
           ${iuvDetto(f)}
      from (${righeFetta(f)}) as c
      left join enti.v_tipo_dovuto as t on t.ente_id = c.ente_id and t.codice = c.tipo_dovuto
      left join posizioni.dovuto as d on d.ente_id = c.ente_id and d.iud = c.iud
      ${suoIuv(f).da}
      ${f.soloAnnulli || f.nuova !== undefined ? sql`` : sql`left join posizioni.iuv as i on i.ente_id = c.ente_id and i.iuv = c.iuv`}
    offset 0`;
}

/** The IUV of the dovuto that is there, for who changes it. */
function suoIuv(f: Fetta): { colonne: RawBuilder<unknown>; da: RawBuilder<unknown> } {
  if (f.nuova !== undefined) return { colonne: sql`null::text as suo_iuv, null::text as suo_avviso`, da: sql`` };
  return {
    colonne: sql`si.iuv as suo_iuv, si.numero_avviso as suo_avviso`,
    da: sql`left join posizioni.iuv as si on si.ente_id = c.ente_id and si.id = d.iuv_id`,
  };
}

/** What there is of the IUV that the row names: to annul, nobody asks, and what is new names none. */
function iuvDetto(f: Fetta): RawBuilder<unknown> {
  if (f.soloAnnulli || f.nuova !== undefined)
    return sql`null::uuid as iuv_id, null::timestamptz as pagato_il, null::bigint as pagato_cents, false as iuv_di_altri`;
  return sql`
           i.id as iuv_id, i.pagato_il, i.pagato_cents,
           i.id is not null and i.id is distinct from d.iuv_id
             and not (i.origine = 'orfano' and not exists (select 1 from posizioni.dovuto as x where x.ente_id = c.ente_id
               and x.iuv_id = i.id))
             as iuv_di_altri`;
}

/** IBAN that the slice gives to an ente of ours, and are of another. */
function ibanAltrui(f: Fetta): RawBuilder<unknown> {
  return sql`
    select x.codice_fiscale, x.iban
      from (select array_agg(q.cf) as cf, array_agg(q.iban) as iban
              from (select distinct v ->> 'codiceFiscale' as cf, v ->> 'iban' as iban
                      from (${righeFetta(f)}) as c cross join lateral jsonb_array_elements(c.altre_quote) as v) as q) as k
     cross join lateral posizioni.iban_di_altri(${f.enteId}, k.cf, k.iban) as x`;
}

/** What is owed to the other beneficiaries: those of the row; of those already there, where a modification names none. */
function altreCents(f: Fetta): RawBuilder<unknown> {
  const dette = f.conAltre
    ? sql`when c.altre_quote is not null then (select sum((q ->> 'importoCents')::bigint) from jsonb_array_elements(c.altre_quote) as q)`
    : sql``;
  const presenti = sql`when c.azione = 'M' then (select sum(q.importo_cents) from posizioni.quota as q
                             where q.ente_id = c.ente_id and q.dovuto_id = d.id and q.indice > 1)::bigint`;
  if (f.nuova !== undefined) return f.conAltre ? sql`coalesce(case ${dette} end, 0)` : sql`0`;
  return sql`coalesce(case ${dette} ${presenti} end, 0)`;
}

function codiceRiga(f: Fetta): RawBuilder<unknown> {
  const vietato = (tipo: RawBuilder<unknown>): RawBuilder<unknown> =>
    f.tipiConsentiti === null
      ? sql`false`
      : sql`${tipo} is not null and not ${tipo} = any(${f.tipiConsentiti}::uuid[])`;
  // Brought in, or changed, by an earlier slice.
  const ripetuto = f.unici
    ? sql``
    : sql`when l.dovuto_id is not null and exists (select 1 from posizioni.storia as s where s.ente_id = l.ente_id
            and s.dovuto_id = l.dovuto_id and s.flusso_id = ${f.flussoId}) then 'IUD_RIPETUTO'`;
  const altrui = f.conAltre
    ? sql`when l.azione <> 'A' and exists (select 1 from altrui as a where l.altre_quote @> jsonb_build_array(jsonb_build_object(
            'codiceFiscale', a.codice_fiscale, 'iban', a.iban))) then 'IBAN_DI_ALTRO_ENTE'`
    : sql``;
  const trovato =
    f.nuova !== undefined
      ? sql``
      : sql`
    when l.azione <> 'I' and (l.dovuto_id is null or l.stato <> 'da_pagare') then 'DOVUTO_NON_TROVATO'
    when l.azione <> 'I' and ${vietato(sql`l.suo_tipo`)} then 'OPERATORE_NON_ABILITATO'`;
  const modificabile = f.nuova !== undefined ? sql`` : giudizioPresenti(f);
  return sql`case
    ${ripetuto}
    when l.tipo_dovuto_id is null then 'TIPO_DOVUTO_INESISTENTE'
    when ${vietato(sql`l.tipo_dovuto_id`)} then 'OPERATORE_NON_ABILITATO'
    ${trovato}
    when l.azione <> 'A' and l.data_scadenza is null and (l.scadenza_obbligatoria or l.scadenza_stampata) then 'SCADENZA_MANCANTE'
    when l.azione <> 'A' and l.data_scadenza < ${f.oggi}::date and l.scadenza_obbligatoria then 'SCADENZA_PASSATA'
    when l.azione <> 'A' and l.totale_cents > 99999999999 then 'IMPORTO_TROPPO_GRANDE'
    when l.azione <> 'A' and l.totale_cents > (select e.tetto_cents from enti.v_ente as e where e.id = ${f.enteId})
      then 'IMPORTO_OLTRE_TETTO'
    when l.difetto is not null and (l.azione <> 'A' or l.difetto = 'POSIZIONE_SPARSA') then l.difetto
    ${altrui}
    when l.azione = 'I' and l.dovuto_id is not null and l.stato <> 'annullato' then 'IUD_DUPLICATO'
    when l.azione = 'I' and l.sostituito_il is not null then 'DOVUTO_SOSTITUITO'
    when l.cambiato then 'CONFLITTO'
    ${modificabile}
  end`;
}

/** What may not be done to what is there. */
function giudizioPresenti({ codiceFiscale }: Fetta): RawBuilder<unknown> {
  return sql`
    when l.azione <> 'I' and exists (select 1 from registro.v_attivazione as v where v.numero_avviso = l.suo_avviso
                                        and v.dominio = ${codiceFiscale}) then 'DOVUTO_IN_PAGAMENTO'
    when l.azione = 'M' and l.suo_tipo <> l.tipo_dovuto_id then 'TIPO_DOVUTO_NON_MODIFICABILE'
    when l.azione = 'M' and l.suo_iuv is not null and l.iuv is null then 'IUV_NON_AZZERABILE'
    when l.azione = 'M' and l.suo_iuv <> l.iuv then 'IUV_NON_MODIFICABILE'
    when l.azione <> 'A' and l.iuv_di_altri then 'IUV_DUPLICATO'`;
}

/** What was decided of each row. */
export async function selectDecise(ctx: Ctx): Promise<RigaDecisa[]> {
  const { rows } = await sql<RigaDecisa>`
    select riga, azione, iud, codice, iuv, dovuto_id as "dovutoId", esito from fetta order by riga`.execute(ctx.db);
  return rows;
}
