import { sql, type RawBuilder } from 'kysely';
import type { Giorno } from '#kernel/giorno';
import type { DovutoId, IuvId, PosizioneId, TipoDovutoId } from '#kernel/ids';
import { ZERO_CENTS, type Cents } from '#kernel/importo';
import type { Ctx } from '#platform/contesto';
import { domandaDi } from '../core/parole.ts';
import type { Cambiati } from '../core/atti.ts';
import { quantoCosta, type Gradino, type Termini } from '../core/quanto.ts';
import { statoMostrato, type Stato, type StatoMostrato } from '../core/stati.ts';

/** A dovuto in a list of the ufficio. */
export type DovutoInElenco = {
  id: DovutoId;
  iud: string;
  iuvId: IuvId | null;
  iuv: string | null;
  numeroAvviso: string | null;
  tipoDovuto: string;
  tipoDenominazione: string;
  debitoreCodice: string;
  debitoreAnagrafica: string;
  importoCents: Cents;
  dataScadenza: Giorno | null;
  stato: StatoMostrato;
  pagatoIl: Date | null;
  pagatoCents: Cents | null;
  daVerificare: string[];
};

/** The kinds of due that whoever asks may see; null: all of them. */
type TipiConsentiti = readonly TipoDovutoId[] | null;

export type FiltroDovuti = {
  elenco: 'online' | 'archivio';
  /** IUV, notice number, tax code (whole), the beginning of an IUD, or words of a name, a causale, a metadato, and amounts. Blank: all. */
  testo: string;
  tipoDovuto: string;
  daVerificare: boolean;
  tipiConsentiti: TipiConsentiti;
  /** What `testo` finds, where it was looked for already (`trovaDovuti`): a page asks for it once. */
  trovati?: readonly DovutoId[] | null;
};

/** A page of a list: the rows after one (`dopo`), before one (`prima`), or the first ones. */
type PaginaDovuti = { dopo: DovutoId | null; prima: DovutoId | null; quanti: number };

type Riga = Omit<DovutoInElenco, 'stato'> & {
  stato: Stato;
  pagaDopoScadenza: boolean;
  attivatoIl: Date | null;
  attesaDal: Date | null;
  /** Its steps are not read: they make it dearer, and never past its term. */
  termini: Termini | null;
};

const CAMPI = sql`
  d.id, d.iud, i.id as "iuvId", i.iuv, i.numero_avviso as "numeroAvviso", t.codice as "tipoDovuto", t.denominazione as "tipoDenominazione",
  p.debitore_codice as "debitoreCodice", p.debitore_anagrafica as "debitoreAnagrafica", d.importo_cents as "importoCents",
  d.data_scadenza as "dataScadenza", d.stato, d.pagato_il as "pagatoIl", d.pagato_cents as "pagatoCents", d.da_verificare as "daVerificare",
  t.paga_dopo_scadenza as "pagaDopoScadenza", a.istante as "attivatoIl", a.attesa_dal as "attesaDal",
  case when o.id is not null
       then jsonb_build_object('notificataIl', p.notificata_il, 'validaDal', o.valida_dal, 'validaAl', o.valida_al,
                               'giorniDallaNotifica', o.giorni_dalla_notifica, 'gradini', '[]'::jsonb) end as termini`;

/** The way to pay of a dovuto to be paid, where the days of its posizione count; nearly none do, and of those nothing is read. */
const OPZIONE = sql`
  left join lateral (
    select v.id, v.valida_dal, v.valida_al, v.giorni_dalla_notifica,
           least(v.valida_al, p.notificata_il + v.giorni_dalla_notifica) as termine
      from posizioni.opzione as v
     where p.variabile and v.ente_id = d.ente_id and v.id = d.opzione_id
     offset 0) as o
    on d.stato = 'da_pagare'`;

/** Past a date that forbids to pay. */
function oltreLaData({ oggi }: Ctx): RawBuilder<unknown> {
  return sql`(d.data_scadenza < ${oggi}::date and not t.paga_dopo_scadenza)`;
}

/** Past its date or its term, whoever may be paying it: what `quantoCosta` says. One that is not open yet is past nothing. */
function oltreITermini(ctx: Ctx): RawBuilder<unknown> {
  return sql`((${oltreLaData(ctx)} or o.termine < ${ctx.oggi}::date) and coalesce(o.valida_dal <= ${ctx.oggi}::date, true))`;
}

const DOVUTO = sql`posizioni.dovuto as d`;

/** One after the other those of a kind, where they may be one in a thousand: by what the follower of searches keeps. */
const DOVUTO_DI_TIPO = sql`
  posizioni.ricerca as r
  join posizioni.dovuto as d on d.ente_id = r.ente_id and d.id = r.dovuto_id`;

const ATTORNO = sql`
  join posizioni.posizione as p on p.ente_id = d.ente_id and p.id = d.posizione_id
  join enti.v_tipo_dovuto as t on t.ente_id = d.ente_id and t.id = d.tipo_dovuto_id
  left join posizioni.iuv as i on i.ente_id = d.ente_id and i.id = d.iuv_id
  left join lateral (
    select v.istante, v.attesa_dal from registro.v_attivazione as v
     where v.numero_avviso = i.numero_avviso
       and v.dominio = (select e.codice_fiscale from enti.v_stazione_ente as e where e.ente_id = d.ente_id limit 1)
     offset 0) as a
    on d.stato = 'da_pagare'
  ${OPZIONE}`;

const DA = sql`${DOVUTO} ${ATTORNO}`;

/** Newest first. The condition on the list says in SQL what `elencoDi(statoMostrato(…))` says of one row: a test holds them together. */
export async function cercaDovuti(ctx: Ctx, chiesti: FiltroDovuti & PaginaDovuti): Promise<DovutoInElenco[]> {
  const f = await conTrovati(ctx, chiesti);
  const indietro = f.prima !== null;
  const { rows } = await sql<Riga>`
    select ${CAMPI} from ${daDove(f)} ${ATTORNO}
     where ${condizione(ctx, f)}
       and (${f.dopo}::uuid is null or ${chiave(f)} < ${f.dopo}::uuid) and (${f.prima}::uuid is null or ${chiave(f)} > ${f.prima}::uuid)
     order by ${chiave(f)} ${indietro ? sql`asc` : sql`desc`}
     limit ${f.quanti}`.execute(ctx.db);
  const righe = rows.map((riga) => mostra(ctx, riga));
  return indietro ? righe.toReversed() : righe;
}

/** A dovuto among those of somebody. */
export type DovutoDelDebitore = DovutoInElenco & { causale: string };

/** What somebody owes and owed to the ente, alone or with others, newest first. */
export async function dovutiDelDebitore(
  ctx: Ctx,
  { codice, tipiConsentiti, quanti }: { codice: string; tipiConsentiti: TipiConsentiti; quanti: number },
): Promise<DovutoDelDebitore[]> {
  const { rows } = await sql<Riga & { causale: string }>`
    select ${CAMPI}, d.causale from ${DA}
     where d.ente_id = ${ctx.enteId} and d.posizione_id = any(array(
             select x.id from posizioni.posizione as x where x.ente_id = ${ctx.enteId} and x.debitore_codice = ${codice}
             union all
             select b.posizione_id from posizioni.debitore as b where b.ente_id = ${ctx.enteId} and b.codice = ${codice}))
       and ${condizioneTipi(tipiConsentiti)}
     order by d.id desc limit ${quanti}`.execute(ctx.db);
  return rows.map(({ causale, ...riga }) => ({ ...mostra(ctx, riga), causale }));
}

/** How many dovuti a list has, and their amount: of `massimo` + 1 at most, which says that there are too many to be told. */
export async function sommaDovuti(
  ctx: Ctx,
  chiesti: FiltroDovuti,
  massimo: number,
): Promise<{ quanti: number; importoCents: Cents }> {
  const f = await conTrovati(ctx, chiesti);
  const { rows } = await sql<{ quanti: number; importoCents: Cents }>`
    select count(*) as quanti, coalesce(sum(x.importo_cents), 0)::bigint as "importoCents"
      from (select d.importo_cents from ${daDove(f)} ${ATTORNO} where ${condizione(ctx, f)}
             ${perTipo(f) ? sql`order by ${chiave(f)} desc` : sql``} limit ${massimo + 1}) as x`.execute(ctx.db);
  return rows[0] ?? { quanti: 0, importoCents: ZERO_CENTS };
}

function condizione(ctx: Ctx, f: FiltroDovuti): RawBuilder<unknown> {
  return sql`d.ente_id = ${ctx.enteId} and ${condizioneElenco(ctx, f.elenco)} and ${condizioneTesto(f)}
       and ${condizioneTipo(ctx, f)}
       and ${f.daVerificare ? sql`d.da_verificare <> '{}'` : sql`true`}
       and ${condizioneTipi(f.tipiConsentiti)}`;
}

/** What is looked for, or to be checked, is little: its kind is looked at afterwards. */
function perTipo({ testo, tipoDovuto, daVerificare }: FiltroDovuti): boolean {
  return tipoDovuto !== '' && testo.trim() === '' && !daVerificare;
}

function daDove(f: FiltroDovuti): RawBuilder<unknown> {
  return perTipo(f) ? DOVUTO_DI_TIPO : DOVUTO;
}

function chiave(f: FiltroDovuti): RawBuilder<unknown> {
  return perTipo(f) ? sql`r.dovuto_id` : sql`d.id`;
}

function condizioneTipo({ enteId }: Ctx, f: FiltroDovuti): RawBuilder<unknown> {
  if (f.tipoDovuto === '') return sql`true`;
  const suo = sql`t.codice = ${f.tipoDovuto}`;
  if (!perTipo(f)) return suo;
  return sql`${suo} and r.ente_id = ${enteId} and r.tipo_dovuto_id = (
    select x.id from enti.v_tipo_dovuto as x where x.ente_id = ${enteId} and x.codice = ${f.tipoDovuto})`;
}

function condizioneTipi(tipi: TipiConsentiti): RawBuilder<unknown> {
  return tipi === null ? sql`true` : sql`d.tipo_dovuto_id = any(${tipi}::uuid[])`;
}

function condizioneElenco(ctx: Ctx, elenco: FiltroDovuti['elenco']): RawBuilder<unknown> {
  const archiviato = sql`coalesce(d.stato = 'da_pagare' and ${oltreITermini(ctx)} and a.istante is null, false)`;
  return elenco === 'online'
    ? sql`d.stato in ('bozza', 'da_pagare') and not ${archiviato}`
    : sql`(d.stato in ('pagato', 'annullato', 'estinto') or ${archiviato})`;
}

const INIZIO_IUD = 5;
/** A search finds so many, the newest (posizioni.cerca_dovuti): who has found them has not found all. */
export const TROVATI_DOVUTI_MAX = 2000;

function condizioneTesto({ testo, trovati }: FiltroDovuti): RawBuilder<unknown> {
  return testo.trim() === '' ? sql`true` : sql`d.id = any(${trovati ?? []}::uuid[])`;
}

/**
 * The newest that answer to a text, whatever their list. Null: nothing is looked for. Each kind of text is looked for where an index
 * answers: never a scan for a text that could be anything.
 */
export async function trovaDovuti(t: Ctx, testo: string): Promise<DovutoId[] | null> {
  const cercato = testo.trim();
  if (cercato === '' || t.enteId === null) return null;
  const nudo = cercato.replace(/\s+/g, '').toUpperCase();
  // A short text begins too many of them.
  const inizio = cercato.length < INIZIO_IUD ? null : `${cercato.replace(/[\\%_]/g, '\\$&')}%`;
  const { rows } = await sql<{ id: DovutoId }>`
    select posizioni.cerca_dovuti(${cercato}, ${nudo}, ${inizio}, ${domandaDi(cercato, t.enteId)}) as id`.execute(t.db);
  return rows.map(({ id }) => id);
}

/**
 * What is to be shown, with what its text finds. A list is read by its keys and stops early: whatever the planner makes of how many rows
 * its conditions leave, for the rest of this transaction it joins whole tables no more, nor sorts all those of a kind, nor calls others to
 * help it count five hundred.
 */
async function conTrovati<F extends FiltroDovuti>(t: Ctx, f: F): Promise<F> {
  await sql`
    select set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),
           set_config('enable_sort', ${perTipo(f) ? 'off' : 'on'}, true), set_config('max_parallel_workers_per_gather', '0', true)`.execute(
    t.db,
  );
  return f.trovati === undefined ? { ...f, trovati: await trovaDovuti(t, f.testo) } : f;
}

function mostra(ctx: Ctx, { stato, pagaDopoScadenza, attivatoIl, attesaDal, termini, ...riga }: Riga): DovutoInElenco {
  const { perche, scadenza } = quantoCosta({ ...riga, pagaDopoScadenza, termini, quotazioni: null }, [], ctx);
  const mostrato = statoMostrato(
    { stato, dataScadenza: scadenza, pagaDopoScadenza: perche !== 'scaduto' },
    { attivatoIl, attesaDal },
    ctx,
  );
  return { ...riga, stato: mostrato };
}

/** A step in the life of a dovuto. */
export type PassoStoria = {
  istante: Date;
  azione: string;
  versione: number;
  stato: Stato;
  importoCents: Cents;
  dataScadenza: Giorno | null;
  attore: string;
  flussoId: string | null;
  riga: number | null;
  /** What the rest does not say: a day, a term, what is added with the days, why the ente's amount is not known. */
  dettaglio: {
    giorno?: Giorno;
    /** The day of the notification that another took the place of. */
    prima?: Giorno;
    perche?: string;
    giorniDallaNotifica?: number | null;
    gradini?: readonly Gradino[];
    /** The ente got it outside pagoPA. */
    incasso?: { giorno: Giorno; mezzo: string; riferimento: string };
    /** It was given the money of another payment. */
    attribuita?: { receiptId: string };
    /** Words of it, or of who owes, that were changed by hand. */
    cambiati?: Cambiati;
  } | null;
  /** Why, in the words of who did it. */
  motivo: string | null;
  /** What it was before, where something changed. */
  prima: {
    stato?: Stato;
    importoCents?: Cents;
    dataScadenza?: Giorno | null;
    /** A new plan took its place. */
    sostituito?: boolean;
    /** It got the iuv under which it is paid together with others. */
    riunito?: boolean;
  } | null;
};

export type DovutoIntero = DovutoInElenco & {
  posizioneId: PosizioneId;
  causale: string;
  iuf: string;
  riga: number | null;
  versione: number;
  debitore: {
    tipo: 'F' | 'G';
    indirizzo: string | null;
    civico: string | null;
    cap: string | null;
    localita: string | null;
    provincia: string | null;
  };
  quote: {
    importoCents: Cents;
    beneficiarioCf: string;
    denominazione: string;
    iban: string | null;
    tassonomia: string;
  }[];
  storia: PassoStoria[];
};

/** One dovuto with everything an operator may know of it. Null: not of this ente, or of a kind that is not theirs. */
export async function leggiDovuto(
  ctx: Ctx,
  { dovutoId, tipiConsentiti }: { dovutoId: DovutoId; tipiConsentiti: TipiConsentiti },
): Promise<DovutoIntero | null> {
  type RigaIntera = Riga &
    Pick<DovutoIntero, 'posizioneId' | 'causale' | 'iuf' | 'riga' | 'versione' | 'debitore' | 'quote'>;
  const { rows } = await sql<RigaIntera>`
    select ${CAMPI}, d.posizione_id as "posizioneId", d.causale, d.iuf, d.riga, d.versione,
           jsonb_build_object('tipo', p.debitore_tipo, 'indirizzo', p.indirizzo, 'civico', p.civico, 'cap', p.cap, 'localita', p.localita,
                              'provincia', p.provincia) as debitore,
           (select jsonb_agg(jsonb_build_object('importoCents', q.importo_cents, 'beneficiarioCf', q.beneficiario_cf,
                     'denominazione', q.beneficiario_denominazione, 'iban', coalesce(q.iban, v.iban), 'tassonomia',
                       q.tassonomia) order by q.indice)
              from posizioni.quota as q
              left join enti.v_iban_vigente as v on v.ente_id = q.ente_id and v.conto_id = q.conto_id
             where q.ente_id = d.ente_id and q.dovuto_id = d.id) as quote
      from ${DA}
     where d.ente_id = ${ctx.enteId} and d.id = ${dovutoId} and ${condizioneTipi(tipiConsentiti)}`.execute(ctx.db);
  const riga = rows[0];
  if (riga === undefined) return null;
  const { posizioneId, causale, iuf, riga: numero, versione, debitore, quote, ...inElenco } = riga;
  const base = mostra(ctx, { ...inElenco });
  return {
    ...base,
    posizioneId,
    causale,
    iuf,
    riga: numero,
    versione,
    debitore,
    quote: quote ?? [],
    storia: await leggiStoria(ctx, dovutoId),
  };
}

async function leggiStoria(ctx: Ctx, dovutoId: DovutoId): Promise<PassoStoria[]> {
  const { rows } = await sql<PassoStoria>`
    select istante, azione, versione, stato, importo_cents as "importoCents", data_scadenza as "dataScadenza", attore,
      flusso_id as "flussoId", riga, dettaglio, motivo, prima
      from posizioni.storia where ente_id = ${ctx.enteId} and dovuto_id = ${dovutoId} order by id`.execute(ctx.db);
  return rows;
}
