import { sql, type RawBuilder } from 'kysely';
import { annotaInsieme } from '#modules/registro';
import { attoreTesto, type Ctx } from '#platform/contesto';
import { annullaSostituiti, scriviContorno } from './carico-composte.ts';
import type { Fetta, RigaDecisa } from './carico-tabella.ts';

/** Writes what was decided, one statement a table; a table that the slice does not touch is not asked. */
export async function scriviFetta(ctx: Ctx, f: Fetta): Promise<void> {
  // The planner has no figures on a temporary table of a moment ago, and joins it the worst way: it is told.
  await sql`analyze fetta (riga, codice, esito, posizione_id, dovuto_id)`.execute(ctx.db);
  const { rows } = await sql<{ esito: string }>`select distinct esito from fetta where codice is null`.execute(ctx.db);
  const esiti = new Set(rows.map((r) => r.esito));
  await scriviEsiti(ctx, f, esiti);
  // What is checked when all is written is checked here: a slice that waits for the one before has nothing left to do but close.
  if (esiti.size > 0) await sql`set constraints all immediate`.execute(ctx.db);
}

/** The same of a few rows, of which it is known what was decided: where all are new, in one statement. */
export async function scriviBreve(
  ctx: Ctx,
  f: Fetta,
  decise: readonly Pick<RigaDecisa, 'codice' | 'esito'>[],
): Promise<void> {
  const esiti = new Set(decise.flatMap(({ codice, esito }) => (codice === null ? (esito ?? []) : [])));
  if (f.composta || esiti.size !== 1 || !esiti.has('nuovo')) return scriviEsiti(ctx, f, esiti);
  await sql`with ${passiNuovi(ctx, f)} ${quote(f)}`.execute(ctx.db);
  await scriviAtti(ctx);
}

/** What is written of new dovuti, each table a step of one statement; the shares go last, by {@link quote}. */
export function passiNuovi(ctx: Ctx, f: Fetta): RawBuilder<unknown> {
  const passi = [posizioni(f), f.composta ? opzioniDette(f) : opzioniUniche(f), iuv(f), dovuti(f), storia(ctx, f)];
  return sql.join(passi.map((passo, n) => sql`${sql.ref(`passo_${n}`)} as (${passo})`));
}

async function scriviEsiti(ctx: Ctx, f: Fetta, esiti: ReadonlySet<string>): Promise<void> {
  if (f.composta) await annullaSostituiti(ctx, f, attoreTesto(ctx.attore));
  if (esiti.has('nuovo')) await inserisciNuovi(ctx, f);
  if (esiti.has('annullato')) await annullaEsistenti(ctx, f);
  if (esiti.has('modificato') || esiti.has('ripreso')) await aggiornaEsistenti(ctx, f);
  if (esiti.has('modificato')) await aggiornaQuote(ctx, f);
  if (esiti.has('ripreso') || (esiti.has('modificato') && f.conAltre)) await eliminaQuote(ctx);
  if (esiti.has('nuovo') || esiti.has('ripreso') || f.conAltre) await quote(f).execute(ctx.db);
  if (esiti.size === 0) return;
  if (f.composta) await scriviContorno(ctx);
  await scriviAtti(ctx);
}

async function scriviAtti(ctx: Ctx): Promise<void> {
  await annotaInsieme(ctx, ATTI);
}

/** Of what was accepted. */
export const ATTI = {
  oggetto: 'dovuto',
  da: sql`select 'dovuto.' || f.esito as azione, f.dovuto_id as oggetto_id, jsonb_build_object('riga', f.riga) as dettaglio
            from fetta as f where f.codice is null and f.esito is not null order by f.riga`,
};

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
  await posizioni(f).execute(ctx.db);
  await (f.composta ? inserisciOpzioni(ctx, f) : opzioniUniche(f).execute(ctx.db));
  await iuv(f).execute(ctx.db);
  await dovuti(f).execute(ctx.db);
  await storia(ctx, f).execute(ctx.db);
}

/** What of a request is written as it came. */
const RICHIESTA = [
  ...[
    'riga',
    'iud',
    'debitore_tipo',
    'debitore_codice',
    'debitore_anagrafica',
    'indirizzo',
    'civico',
    'cap',
    'localita',
  ],
  ...['provincia', 'nazione', 'email', 'data_scadenza', 'importo_cents', 'commissione_cents', 'canali', 'causale'],
  ...['causale_pubblica', 'dati_riscossione', 'bilancio', 'genera_iuv', 'altre_quote', 'posizione'],
];
const richiestaIn = (colonna: string): RawBuilder<unknown> => sql.ref(`c_${colonna}`);

/** The columns by which a slice of one statement carries its requests, so that its steps need not look for them: of `c`. */
export const RICHIESTE = sql.join(RICHIESTA.map((colonna) => sql`c.${sql.ref(colonna)} as ${richiestaIn(colonna)}`));
const DA_FETTA = sql.join(RICHIESTA.map((colonna) => sql`f.${richiestaIn(colonna)} as ${sql.ref(colonna)}`));

/** The rows of the slice, `f`, each with its request, `c`. */
function conRichieste({ nuova }: Fetta): RawBuilder<unknown> {
  if (nuova !== undefined) return sql`fetta as f cross join lateral (select ${DA_FETTA}) as c`;
  return sql`fetta as f join carico as c on c.riga = f.riga`;
}

function posizioni(f: Fetta): RawBuilder<unknown> {
  return sql`
    insert into posizioni.posizione (ente_id, id, iupd, debitore_tipo, debitore_codice, debitore_anagrafica, indirizzo, civico, cap,
      localita,
                                     provincia, nazione, email, saldata_il, importo_cents, notificata_il, nota_pagatore)
    select ${f.enteId}, f.posizione_id, coalesce(f.iupd, '1X-' || c.iud), c.debitore_tipo, c.debitore_codice, c.debitore_anagrafica,
           c.indirizzo, c.civico,
      c.cap,
           c.localita, c.provincia, c.nazione, c.email, case when f.iupd is null then f.pagato_il else f.saldata_il end, f.posizione_cents,
           (c.posizione ->> 'notificataIl')::date, c.posizione ->> 'notaPagatore'
      from ${conRichieste(f)}
     where f.esito = 'nuovo' and f.capo_posizione order by f.riga`;
}

function iuv(f: Fetta): RawBuilder<unknown> {
  return sql`
    insert into posizioni.iuv (ente_id, id, iuv, numero_avviso, stazione_id, origine)
    select ${f.enteId}, f.iuv_id, f.iuv, f.numero_avviso, ${f.stazioneId}, f.origine
      from fetta as f where f.esito = 'nuovo' and f.iuv_nuovo order by f.riga`;
}

function dovuti(f: Fetta): RawBuilder<unknown> {
  return sql`
    insert into posizioni.dovuto (ente_id, id, posizione_id, opzione_id, iuv_id, ordine, iud, tipo_dovuto_id, stato,
      importo_cents, commissione_cents, causale,
                                  causale_pubblica, data_scadenza, dati_riscossione, canali, bilancio, genera_iuv, iuf, riga, pagato_il,
                                    pagato_cents,
                                  da_verificare)
    select ${f.enteId}, f.dovuto_id, f.posizione_id, f.opzione_id, f.iuv_id, coalesce((c.posizione ->> 'ordine')::smallint, 1), c.iud,
           f.tipo_dovuto_id, ${statoNuovo}, f.importo_cents, c.commissione_cents, c.causale,
             c.causale_pubblica,
           c.data_scadenza,
           case when c.posizione is null or c.dati_riscossione <> '' then c.dati_riscossione else f.tassonomia end, c.canali,
           c.bilancio, c.genera_iuv, ${f.iuf}, c.riga, f.pagato_il, f.pagato_cents,
             ${segnoImporto}
      from ${conRichieste(f)}
     where f.esito = 'nuovo' order by f.riga`;
}

function opzioniUniche(f: Fetta): RawBuilder<unknown> {
  return sql`
    insert into posizioni.opzione (ente_id, id, posizione_id)
    select ${f.enteId}, f.opzione_id, f.posizione_id from fetta as f where f.esito = 'nuovo' order by f.riga`;
}

/** A posizione that had one opzione and gets another has from now on an amount of its own. */
async function inserisciOpzioni(ctx: Ctx, f: Fetta): Promise<void> {
  await sql`
    update posizioni.posizione as p set importo_cents = f.posizione_cents
      from fetta as f
     where p.ente_id = f.ente_id and p.id = f.posizione_id and f.esito = 'nuovo' and f.capo_opzione and p.importo_cents is null
       and f.posizione_cents is not null`.execute(ctx.db);
  await opzioniDette(f).execute(ctx.db);
}

/** The opzioni as their requests tell them. */
function opzioniDette(f: Fetta): RawBuilder<unknown> {
  return sql`
    insert into posizioni.opzione (ente_id, id, posizione_id, ordine, forma, valida_dal, valida_al, maggiorazione_cents, sostituisce_id,
                                   gia_pagato_cents, giorni_dalla_notifica)
    select ${f.enteId}, f.opzione_id, f.posizione_id, coalesce((o.v ->> 'ordine')::smallint, 1), coalesce(o.v ->> 'forma', 'unica'),
           (o.v ->> 'validaDal')::date, (o.v ->> 'validaAl')::date, coalesce((o.v ->> 'maggiorazioneCents')::bigint, 0),
           (o.v #>> '{sostituisce,opzioneId}')::uuid, coalesce(f.gia_pagato_cents, 0),
           (o.v ->> 'giorniDallaNotifica')::smallint
      from ${conRichieste(f)}
     cross join lateral (select c.posizione -> 'opzione' as v) as o
     where f.esito = 'nuovo' and f.capo_opzione order by f.riga`;
}

/** A dovuto born paid by a receipt of another amount is to be checked. */
const segnoImporto = sql`case when f.pagato_cents <> f.importo_cents then array['importo_diverso'] else '{}'::text[] end`;

const statoNuovo = sql`case when f.pagato_il is not null then 'pagato' when f.nasce_estinto then 'estinto'
  when (c.posizione ->> 'bozza')::boolean then 'bozza' else 'da_pagare' end`;

function storia(ctx: Ctx, f: Fetta): RawBuilder<unknown> {
  return sql`
    insert into posizioni.storia (ente_id, dovuto_id, azione, versione, stato, importo_cents, data_scadenza, attore, flusso_id, riga,
                                  motivo)
    select ${f.enteId}, f.dovuto_id, 'inserito', 1, ${statoNuovo}, f.importo_cents,
           c.data_scadenza, ${attoreTesto(ctx.attore)}, ${f.flussoId}, f.riga, ${f.motivo}
      from ${conRichieste(f)}
     where f.esito = 'nuovo' order by f.riga`;
}

/** Annuls, and writes what it annulled in the history: of what it was, only the state is another. */
async function annullaEsistenti(ctx: Ctx, f: Fetta): Promise<void> {
  await sql`
    with annullati as (
      update posizioni.dovuto as d
         set versione = d.versione + 1, stato = 'annullato'
        from fetta as f
       where d.ente_id = f.ente_id and d.id = f.dovuto_id and f.esito = 'annullato' and d.stato = 'da_pagare'
      returning d.ente_id, d.id, f.riga, new.versione, new.stato, new.importo_cents, new.data_scadenza, old.stato as era_stato)
    insert into posizioni.storia (ente_id, dovuto_id, azione, versione, stato, importo_cents, data_scadenza, attore, flusso_id, riga,
                                  motivo, prima)
    select a.ente_id, a.id, 'annullato', a.versione, a.stato, a.importo_cents, a.data_scadenza, ${attoreTesto(ctx.attore)}, ${f.flussoId},
           a.riga, ${f.motivo}, jsonb_build_object('stato', a.era_stato, 'importoCents', a.importo_cents, 'dataScadenza', a.data_scadenza)
      from annullati as a`.execute(ctx.db);
}

/** What the previous version said. */
const detto = sql`jsonb_build_object('stato', a.era_stato, 'importoCents', a.era_importo, 'dataScadenza', a.era_scadenza,
  'causale', a.era_causale, 'iuvId', a.era_iuv, 'iuf', a.era_iuf, 'riga', a.era_riga)`;

/** Writes the dovuti with their history: of the shares, while they still are those of before, it keeps what the row says anew. */
async function aggiornaDovuti(ctx: Ctx, f: Fetta): Promise<void> {
  await sql`
    with aggiornati as (
      update posizioni.dovuto as d
         set versione = d.versione + 1, tipo_dovuto_id = f.tipo_dovuto_id, iuv_id = f.iuv_id, importo_cents = f.importo_cents,
             stato = case when f.pagato_il is not null then 'pagato'
                          when f.esito = 'ripreso' and (c.posizione ->> 'bozza')::boolean then 'bozza' else 'da_pagare' end,
             pagato_il = f.pagato_il,
             pagato_cents = f.pagato_cents, commissione_cents = c.commissione_cents, causale = c.causale,
             causale_pubblica = c.causale_pubblica, data_scadenza = c.data_scadenza, dati_riscossione = c.dati_riscossione,
             canali = c.canali, bilancio = c.bilancio, genera_iuv = c.genera_iuv, iuf = ${f.iuf}, riga = c.riga,
             da_verificare = ${segnoImporto}
        from fetta as f join carico as c on c.riga = f.riga
       where d.ente_id = f.ente_id and d.id = f.dovuto_id and f.esito in ('modificato', 'ripreso') and d.stato in ('da_pagare', 'annullato')
      returning d.ente_id, d.id, f.riga, f.esito, c.altre_quote is not null as con_quote, new.versione, new.stato, new.importo_cents,
                new.data_scadenza, old.stato as era_stato, old.importo_cents as era_importo, old.data_scadenza as era_scadenza,
                old.causale as era_causale, old.iuv_id as era_iuv, old.iuf as era_iuf, old.riga as era_riga)
    insert into posizioni.storia (ente_id, dovuto_id, azione, versione, stato, importo_cents, data_scadenza, attore, flusso_id, riga, prima)
    select a.ente_id, a.id, a.esito, a.versione, a.stato, a.importo_cents, a.data_scadenza, ${attoreTesto(ctx.attore)}, ${f.flussoId},
           a.riga,
           case when not a.con_quote then ${detto}
                else ${detto} || jsonb_build_object('quote',
                  (select jsonb_agg(jsonb_build_object('indice', q.indice, 'importoCents', q.importo_cents, 'cf', q.beneficiario_cf,
                            'iban', q.iban, 'contoId', q.conto_id) order by q.indice)
                     from posizioni.quota as q where q.ente_id = a.ente_id and q.dovuto_id = a.id)) end
      from aggiornati as a`.execute(ctx.db);
}

async function aggiornaEsistenti(ctx: Ctx, f: Fetta): Promise<void> {
  await sql`
    insert into posizioni.iuv (ente_id, id, iuv, numero_avviso, stazione_id, origine)
    select ${f.enteId}, f.iuv_id, f.iuv, f.numero_avviso, ${f.stazioneId}, f.origine
      from fetta as f where f.esito in ('modificato', 'ripreso') and f.iuv_nuovo order by f.riga`.execute(ctx.db);
  await sql`
    update posizioni.posizione as p
       set debitore_tipo = c.debitore_tipo, debitore_codice = c.debitore_codice, debitore_anagrafica = c.debitore_anagrafica,
         indirizzo = c.indirizzo,
           civico = c.civico, cap = c.cap, localita = c.localita, provincia = c.provincia, nazione = c.nazione, email = c.email,
           saldata_il = f.pagato_il, importo_cents = coalesce(f.posizione_cents, p.importo_cents)
      from fetta as f join carico as c on c.riga = f.riga
     where p.ente_id = f.ente_id and p.id = f.posizione_id and f.esito in ('modificato', 'ripreso')
       -- Most modifications are of the amount or of the date: who owes is the same.
       and (p.debitore_tipo, p.debitore_codice, p.debitore_anagrafica, p.indirizzo, p.civico, p.cap, p.localita, p.provincia, p.nazione,
            p.email, p.saldata_il, p.importo_cents)
         is distinct from
           (c.debitore_tipo, c.debitore_codice, c.debitore_anagrafica, c.indirizzo, c.civico, c.cap, c.localita, c.provincia, c.nazione,
            c.email, f.pagato_il, coalesce(f.posizione_cents, p.importo_cents))`.execute(ctx.db);
  await aggiornaDovuti(ctx, f);
  // What is asked again is what was sent now: what was once added with the days was of another asking.
  await sql`
    delete from posizioni.gradino as g using fetta as f
     where g.ente_id = f.ente_id and g.dovuto_id = f.dovuto_id and f.esito = 'ripreso'`.execute(ctx.db);
}

/** A modification that names no other beneficiary leaves their shares as they are (mypay-file-formats.md 1.16): only the first changes. */
async function aggiornaQuote(ctx: Ctx, f: Fetta): Promise<void> {
  await sql`
    update posizioni.quota as q
       set importo_cents = x.importo_cents, beneficiario_cf = x.beneficiario_cf, beneficiario_denominazione = x.denominazione,
           conto_id = x.conto_id, conto_postale_id = x.conto_postale_id, iban = null, bollo = x.bollo, tassonomia = x.tassonomia,
           causale = x.causale, beneficiario = null, bilancio = x.bilancio
      from (${primaQuota(f)} where f.esito = 'modificato' and c.altre_quote is null)
        as x (ente_id, dovuto_id, importo_cents, beneficiario_cf, denominazione, conto_id, conto_postale_id, tassonomia, causale, bilancio,
              bollo)
     where q.ente_id = x.ente_id and q.dovuto_id = x.dovuto_id and q.indice = 1`.execute(ctx.db);
}

/** The shares that the slice says anew: all of them, written by `quote`. */
async function eliminaQuote(ctx: Ctx): Promise<void> {
  await sql`
    delete from posizioni.quota as q using fetta as f join carico as c on c.riga = f.riga
     where q.ente_id = f.ente_id and q.dovuto_id = f.dovuto_id
       and (f.esito = 'ripreso' or (f.esito = 'modificato' and c.altre_quote is not null))`.execute(ctx.db);
}

/** The share of the ente itself. The taxonomy of the row wins when it is one (9/…): the other forms (0/, 1/, 2/) are of older plans. */
function primaQuota(f: Fetta): RawBuilder<unknown> {
  return sql`
    select f.ente_id, f.dovuto_id, c.importo_cents, ${f.codiceFiscale}::text, ${f.denominazione}::text,
           case when c.posizione #> '{quota,bollo}' is null then coalesce((c.posizione #>> '{quota,contoId}')::uuid, f.conto_id) end,
           case when c.posizione #>> '{quota,contoId}' is null and c.posizione #> '{quota,bollo}' is null then f.conto_postale_id end,
           case when c.dati_riscossione like '9/%' then c.dati_riscossione else f.tassonomia end, c.causale_pubblica,
           c.posizione #> '{quota,bilancio}', c.posizione #> '{quota,bollo}'
      from ${conRichieste(f)}`;
}

/** The shares of what is new, and of what says them anew. */
export function quote(f: Fetta): RawBuilder<unknown> {
  return sql`
    insert into posizioni.quota (ente_id, dovuto_id, indice, importo_cents, beneficiario_cf, beneficiario_denominazione, conto_id,
                                 conto_postale_id, iban, bollo, tassonomia, causale, beneficiario, bilancio)
    select x.ente_id, x.dovuto_id, 1, x.importo_cents, x.beneficiario_cf, x.denominazione, x.conto_id, x.conto_postale_id, null,
           x.bollo, x.tassonomia, x.causale, null::jsonb, x.bilancio
      from (${primaQuota(f)} where f.esito in ('nuovo', 'ripreso') or (f.esito = 'modificato' and c.altre_quote is not null))
        as x (ente_id, dovuto_id, importo_cents, beneficiario_cf, denominazione, conto_id, conto_postale_id, tassonomia, causale, bilancio,
              bollo)
    ${f.conAltre ? altreQuote(f) : sql``}`;
}

function altreQuote(f: Fetta): RawBuilder<unknown> {
  return sql`union all
    select f.ente_id, f.dovuto_id, q.n + 1, (q.v ->> 'importoCents')::bigint, q.v ->> 'codiceFiscale', q.v ->> 'denominazione',
           (q.v ->> 'contoId')::uuid, null, q.v ->> 'iban', q.v -> 'bollo', q.v ->> 'tassonomia', q.v ->> 'causale', q.v -> 'altro',
           q.v -> 'bilancio'
      from ${conRichieste(f)}
     cross join lateral jsonb_array_elements(c.altre_quote) with ordinality as q (v, n)
     where f.esito in ('nuovo', 'modificato', 'ripreso') and c.altre_quote is not null`;
}
