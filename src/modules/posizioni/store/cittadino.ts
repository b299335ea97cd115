import { sql } from 'kysely';
import type { CodiceFiscale } from '#kernel/codice-fiscale';
import type { Giorno } from '#kernel/giorno';
import type { DovutoId, EnteId, IuvId, PosizioneId } from '#kernel/ids';
import { attoreTesto, type Ctx } from '#platform/contesto';
import { datiPersona, type DatiPersona } from '#platform/db/dati-persona';
import type { Come } from '../core/aperte.ts';
import { permette } from '../core/stati.ts';
import { avvisoDi, type Avviso, type RigaAvviso } from './avviso.ts';

/** What of the open posizioni is looked for; null: whichever. */
export type FiltroAperte = {
  enteId: EnteId | null;
  /** Code of the kind of due. */
  tipo: string | null;
  /** A piece of the causale, in whichever case. */
  causale: string | null;
  /** Between these days, both included. What has no date is then not there. */
  dal: Giorno | null;
  al: Giorno | null;
  /** Only what can be paid now. */
  pagabili: boolean;
};

export const TUTTE_LE_APERTE: FiltroAperte = {
  enteId: null,
  tipo: null,
  causale: null,
  dal: null,
  al: null,
  pagabili: false,
};

/** What is still asked of who signed in, by a notice or without. */
export type Aperta = {
  avviso: Avviso;
  ente: string;
  /** Of an ente that is only tried out. */
  prova: boolean;
  posizioneId: PosizioneId;
  come: Come;
  tipo: string;
  tipoCodice: string;
  /** Which way to pay its posizione it is of; which instalment, and of how many. */
  opzione: number;
  forma: 'unica' | 'piano';
  rata: number;
  rate: number;
  /** They asked for it themselves, and may take it back. */
  spontaneo: boolean;
  /** It has no notice yet, and is told apart by this; null: it has one. */
  senzaAvviso: DovutoId | null;
};

type Riga = RigaAvviso & Omit<Aperta, 'avviso' | 'senzaAvviso'> & { haAvviso: boolean };

/** How many rows are read for one that is shown: several dovuti may be paid by one notice (model 1). */
const RIGHE_PER_AVVISO = 2;

/**
 * What is still asked of who signed in, over all enti, the latest date first: `quante` at most, and whether there are others. In one
 * statement, whatever they are; the database tells whose they are. In the transaction that names the person.
 */
export async function posizioniAperte(
  t: Ctx,
  filtro: FiltroAperte,
  quante: number,
): Promise<{ aperte: Aperta[]; altre: boolean }> {
  const limite = quante * RIGHE_PER_AVVISO + 1;
  const [voluto, conProva] = [JSON.stringify(filtro), t.config.modo === 'demo'];
  const { rows } = await sql<Riga>`
    select v.ente_id as "enteId", v.ente, coalesce(v.iuv_id, v.dovuto_id) as "iuvId", coalesce(v.iuv, '') as iuv,
           v.iuv_id is not null as "haAvviso", v.numero_avviso as "numeroAvviso", v.posizione_id as "posizioneId",
           v.come, v.opzione, v.forma, v.rata, v.rate, v.dovuto_id as "dovutoId", v.stato, v.importo_cents as "importoCents",
           v.data_scadenza as "dataScadenza", v.causale, v.causale_pubblica as "causalePubblica", v.tipo, v.tipo_codice as "tipoCodice",
           v.paga_dopo_scadenza as "pagaDopoScadenza", v.stampabile, v.termini, v.quotazioni, v.debitore, v.spontaneo, v.fatti, v.prova,
           null::timestamptz as "pagatoIl", null::bigint as "pagatoCents"
      from posizioni.aperte_del_cittadino(${voluto}::jsonb, ${t.oggi}, ${conProva}, ${limite}) as v`.execute(t.db);
  const aperte = [...Map.groupBy(rows, ({ iuvId }) => iuvId).values()]
    .flatMap((suoi) => {
      const avviso = avvisoDi(suoi, t);
      const [primo] = suoi;
      return avviso === null || primo === undefined ? [] : [apertaDi(avviso, primo)];
    })
    .filter(({ avviso }) => corrisponde(avviso, filtro))
    .toSorted((a, b) => dopo(a.avviso.dataScadenza, b.avviso.dataScadenza));
  return { aperte: aperte.slice(0, quante), altre: rows.length === limite || aperte.length > quante };
}

function apertaDi(avviso: Avviso, r: Riga): Aperta {
  const { ente, prova, posizioneId, come, tipo, tipoCodice, opzione, forma, rata, rate, spontaneo } = r;
  const senzaAvviso = r.haAvviso ? null : r.dovutoId;
  return {
    avviso,
    ente,
    prova,
    posizioneId,
    come,
    tipo,
    tipoCodice,
    opzione,
    forma,
    rata,
    rate,
    spontaneo,
    senzaAvviso,
  };
}

/** The same that can be paid now, of whom it names: for a job, which tells each person of theirs. */
export async function aperteDi(t: Ctx, codiceFiscale: CodiceFiscale, quante: number): Promise<Aperta[]> {
  await sql`select set_config('app.cittadino', ${codiceFiscale}, true)`.execute(t.db);
  return (await posizioniAperte(t, { ...TUTTE_LE_APERTE, pagabili: true }, quante)).aperte;
}

/** Since when each of these dovuti is asked for: of one that was a draft, since it was published. */
export async function chiestiDal(
  t: Ctx,
  quali: readonly { enteId: EnteId; dovutoId: DovutoId }[],
): Promise<Map<DovutoId, Date>> {
  const { rows } = await sql<{ dovutoId: DovutoId; dal: Date }>`
    select k.dovuto_id as "dovutoId", s.dal
      from unnest(${quali.map((q) => q.enteId)}::uuid[], ${quali.map((q) => q.dovutoId)}::uuid[]) as k (ente_id, dovuto_id)
      cross join lateral (select min(s.istante) as dal from posizioni.storia as s
                           where s.ente_id = k.ente_id and s.dovuto_id = k.dovuto_id and s.stato = 'da_pagare') as s
     where s.dal is not null`.execute(t.db);
  return new Map(rows.map(({ dovutoId, dal }) => [dovutoId, dal]));
}

/** What the days change is known only now: the database has left out what surely was not looked for. */
function corrisponde(avviso: Avviso, { dal, al, pagabili }: FiltroAperte): boolean {
  const giorno = avviso.dataScadenza;
  if (dal !== null && (giorno === null || giorno < dal)) return false;
  if (al !== null && (giorno === null || giorno > al)) return false;
  return !pagabili || permette(avviso, 'paga');
}

/** The latest first; without a date, last. */
function dopo(a: Giorno | null, b: Giorno | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? 1 : -1;
}

/** A notice of who signed in, or of whom they act for. */
export type AvvisoMio = { enteId: EnteId; iuvId: IuvId; come: Come; spontaneo: boolean };

/** Null: it is another's, or there is none. In the transaction that names the person. */
export async function avvisoMio(t: Ctx, iuvId: IuvId): Promise<AvvisoMio | null> {
  const { rows } = await sql<Omit<AvvisoMio, 'iuvId'>>`
    select v.ente_id as "enteId", v.come, v.spontaneo from posizioni.avviso_del_cittadino(${iuvId}) as v`.execute(t.db);
  const [suo] = rows;
  return suo === undefined ? null : { ...suo, iuvId };
}

/** What is still asked under a notice that a citizen asked for, of the ente of the context. */
export async function selectSpontaneiDi(t: Ctx, iuvId: IuvId): Promise<{ dovutoId: DovutoId; versione: number }[]> {
  const { rows } = await sql<{ dovutoId: DovutoId; versione: number }>`
    select d.id as "dovutoId", d.versione
      from posizioni.dovuto as d
      join posizioni.posizione as p on p.ente_id = d.ente_id and p.id = d.posizione_id and p.iupd ~ '^S-[0-9a-f]{32}$'
     where d.ente_id = ${t.enteId} and d.iuv_id = ${iuvId} and d.stato = 'da_pagare'`.execute(t.db);
  return rows;
}

/** What this module keeps of who signed in. In the transaction that names the person. */
export function datiPosizioni(t: Ctx): Promise<DatiPersona> {
  return datiPersona(t, 'posizioni');
}

/** Gives a notice to what is asked without one of who signed in. Null: it is not theirs, or is not asked for any more. */
export async function daiAvviso(
  t: Ctx,
  { enteId, dovutoId }: { enteId: EnteId; dovutoId: DovutoId },
): Promise<IuvId | null> {
  const { rows } = await sql<{ iuvId: IuvId | null }>`
    select posizioni.dai_avviso(${enteId}, ${dovutoId}, ${attoreTesto(t.attore)}) as "iuvId"`.execute(t.db);
  return rows[0]?.iuvId ?? null;
}
