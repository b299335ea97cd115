import { sql } from 'kysely';
import type { EnteId, FlussoId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import type { Ctx } from '#platform/contesto';
import { contiene } from '#platform/db/contiene';
import type { Arrivo } from '#platform/files';
import type { CodiceAvvertenza } from './core/dovuti/avvertenze.ts';
import type { Scarto } from './core/dovuti/regole.ts';

/** `in_corrispondenza`: nobody has said yet which of its columns is which. */
export type StatoFlusso =
  'in_corrispondenza' | 'in_anteprima' | 'ricevuto' | 'in_corso' | 'eseguito' | 'fallito' | 'annullato';

export type Flusso = {
  id: FlussoId;
  genere: string;
  verso: 'in' | 'out';
  stato: StatoFlusso;
  nomeFile: string | null;
  iuf: string | null;
  versione: string | null;
  richiesta: Record<string, string> | null;
  richiestoDa: string;
  richiestoIl: Date;
  iniziatoIl: Date | null;
  finitoIl: Date | null;
  fileId: string | null;
  righeTotali: number | null;
  righeApplicate: number;
  righeAccettate: number;
  righeScartate: number;
  codiceErrore: string | null;
  parametriErrore: Record<string, string | number> | null;
  /** Kinds of due of its rows that are not joined «per flussi»: taken all the same, and the administrator is told. */
  tipiFuoriModalita: readonly string[];
  /** Good rows that deserve a look: all of them, also past the first that are kept. */
  righeConAvvertenze: number;
};

const CAMPI = sql`
  f.id, f.genere, f.verso, f.stato, f.nome_file as "nomeFile", f.iuf, f.versione, f.richiesta, f.richiesto_da as "richiestoDa",
  f.richiesto_il as "richiestoIl", f.iniziato_il as "iniziatoIl", f.finito_il as "finitoIl", f.file_id as "fileId",
  f.righe_totali as "righeTotali", f.righe_applicate as "righeApplicate", f.righe_accettate as "righeAccettate",
  f.righe_scartate as "righeScartate", f.codice_errore as "codiceErrore", f.parametri_errore as "parametriErrore",
  f.tipi_fuori_modalita as "tipiFuoriModalita", f.righe_con_avvertenze as "righeConAvvertenze"`;

export async function selectFlusso(ctx: Ctx, flussoId: FlussoId): Promise<Flusso | null> {
  const { rows } =
    await sql<Flusso>`select ${CAMPI} from flussi.flusso as f where f.ente_id = ${ctx.enteId} and f.id = ${flussoId}`.execute(
      ctx.db,
    );
  return rows[0] ?? null;
}

/** What a file is found by: its name and its IUF; where it was booked, what was asked, with its days as people write them. */
const giornoDi = (quale: 'dal' | 'al') =>
  sql`regexp_replace(f.richiesta ->> ${quale}, '^(\\d{4})-(\\d{2})-(\\d{2})$', '\\3/\\2/\\1')`;
const TROVATO_PER = [
  ...[sql`f.nome_file`, sql`f.iuf`, sql`f.versione`, sql`f.richiesta ->> 'tipoDovuto'`, sql`f.richiesta ->> 'formato'`],
  ...[giornoDi('dal'), giornoDi('al')],
];

/** Which files: those in one of some states (null: in any), with some words in what they are found by (blank: all). */
export type FiltroFlussi = { verso: 'in' | 'out'; stati?: readonly StatoFlusso[] | null; testo?: string };

/** Newest first: the page after a flusso (`dopo`), before one (`prima`), or the first. */
export async function selectFlussi(
  ctx: Ctx,
  f: FiltroFlussi & { dopo: FlussoId | null; prima: FlussoId | null; quanti: number },
): Promise<Flusso[]> {
  const indietro = f.prima !== null;
  const { rows } = await sql<Flusso>`
    select ${CAMPI} from flussi.flusso as f
     where f.ente_id = ${ctx.enteId} and f.verso = ${f.verso} and (${f.stati ?? null}::text[] is null or f.stato = any(${f.stati ?? null}))
       and ${contiene(f.testo ?? '', { campi: TROVATO_PER })} and (${f.dopo}::uuid is null or f.id < ${f.dopo}::uuid)
       and (${f.prima}::uuid is null or f.id > ${f.prima}::uuid)
     order by f.id ${indietro ? sql`asc` : sql`desc`} limit ${f.quanti}`.execute(ctx.db);
  return indietro ? rows.toReversed() : rows;
}

export async function insertFile(
  ctx: Ctx,
  file: { nome: string; tipoContenuto: string; arrivo: Arrivo },
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into flussi.file (ente_id, nome, tipo_contenuto, byte, sha256, md5, creato_il)
    values (${ctx.enteId}, ${file.nome}, ${file.tipoContenuto}, ${file.arrivo.byte}, ${file.arrivo.sha256}, ${file.arrivo.md5}, ${ctx.now})
    returning id`.execute(ctx.db);
  return unico(rows).id;
}

/** Null when the name or the IUF is taken by a flusso that is loading or loaded: the unique indexes say so. */
export async function insertFlussoIn(
  ctx: Ctx,
  nuovo: {
    genere: string;
    stato: 'in_anteprima' | 'ricevuto';
    nomeFile: string;
    iuf: string;
    versione: string;
    richiestoDa: string;
    fileId: string;
  },
): Promise<FlussoId | null> {
  const { rows } = await sql<{ id: FlussoId }>`
    insert into flussi.flusso (ente_id, genere, verso, stato, nome_file, iuf, versione, richiesto_da, richiesto_il, file_id)
    values (${ctx.enteId}, ${nuovo.genere}, 'in', ${nuovo.stato}, ${nuovo.nomeFile}, ${nuovo.iuf}, ${nuovo.versione}, ${nuovo.richiestoDa},
      ${ctx.now},
            ${nuovo.fileId})
    on conflict do nothing
    returning id`.execute(ctx.db);
  return rows[0]?.id ?? null;
}

/** What holds the IUF or the name that was refused. */
export async function selectOmonimo(
  ctx: Ctx,
  { genere, iuf }: { genere: string; iuf: string },
): Promise<StatoFlusso | null> {
  const { rows } = await sql<{ stato: StatoFlusso }>`
    select stato from flussi.flusso where ente_id = ${ctx.enteId} and genere = ${genere} and iuf = ${iuf}
       and verso = 'in' and stato in ('ricevuto', 'in_corso', 'eseguito')`.execute(ctx.db);
  return rows[0]?.stato ?? null;
}

export async function insertFlussoOut(
  ctx: Ctx,
  nuovo: { genere: string; versione: string; richiesta: Record<string, string>; richiestoDa: string },
): Promise<FlussoId> {
  const { rows } = await sql<{ id: FlussoId }>`
    insert into flussi.flusso (ente_id, genere, verso, stato, versione, richiesta, richiesto_da, richiesto_il)
    values (${ctx.enteId}, ${nuovo.genere}, 'out', 'ricevuto', ${nuovo.versione}, ${JSON.stringify(nuovo.richiesta)}::jsonb,
      ${nuovo.richiestoDa}, ${ctx.now})
    returning id`.execute(ctx.db);
  return unico(rows).id;
}

/** Takes a flusso for work, or takes it up again after a kill. Null when it has ended meanwhile. */
export async function iniziaFlusso(ctx: Ctx, flussoId: FlussoId): Promise<Flusso | null> {
  const { rows } = await sql<Flusso>`
    update flussi.flusso as f set stato = 'in_corso', iniziato_il = coalesce(f.iniziato_il, ${ctx.now})
     where f.ente_id = ${ctx.enteId} and f.id = ${flussoId} and f.stato in ('ricevuto', 'in_corso')
    returning ${CAMPI}`.execute(ctx.db);
  return rows[0] ?? null;
}

/** What the reading of a whole file found, beside its rows. */
export type Lettura = {
  righeTotali: number;
  /** Kinds of due of good rows that are not joined «per flussi». */
  fuoriModalita: ReadonlySet<string>;
  righeConAvvertenze: number;
};

/**
 * A file that is read again from where it was left adds its kinds of due to those found before; the first time it was read whole, before
 * any slice, has counted all the rows that deserve a look.
 */
export async function updateTotale(
  ctx: Ctx,
  flussoId: FlussoId,
  { righeTotali, fuoriModalita, righeConAvvertenze }: Lettura,
): Promise<void> {
  await sql`
    update flussi.flusso as f
       set righe_totali = ${righeTotali}, righe_con_avvertenze = greatest(f.righe_con_avvertenze, ${righeConAvvertenze}),
           tipi_fuori_modalita = array(
             select distinct t from unnest(f.tipi_fuori_modalita || ${[...fuoriModalita]}::text[]) as t order by t)
     where f.ente_id = ${ctx.enteId} and f.id = ${flussoId}`.execute(ctx.db);
}

/** The marker of a slice, in the slice's own transaction. Throws when another process has already applied it. */
export async function avanza(
  ctx: Ctx,
  flussoId: FlussoId,
  passo: { da: number; a: number; accettate: number; scartate: number },
): Promise<void> {
  const { numAffectedRows } = await sql`
    update flussi.flusso
       set righe_applicate = ${passo.a}, righe_accettate = righe_accettate + ${passo.accettate},
         righe_scartate = righe_scartate + ${passo.scartate}
     where ente_id = ${ctx.enteId} and id = ${flussoId} and stato = 'in_corso' and righe_applicate = ${passo.da - 1}`.execute(
    ctx.db,
  );
  if (numAffectedRows !== 1n) throw new Error('flusso: the slice was already applied by another process');
}

export async function finisci(
  ctx: Ctx,
  flussoId: FlussoId,
  esito:
    | { stato: 'eseguito'; righe?: number }
    | { stato: 'fallito'; codice: string; parametri?: Record<string, string | number> },
): Promise<boolean> {
  const codice = esito.stato === 'fallito' ? esito.codice : null;
  const parametri = esito.stato === 'fallito' && esito.parametri !== undefined ? JSON.stringify(esito.parametri) : null;
  const righe = esito.stato === 'eseguito' ? (esito.righe ?? null) : null;
  const { numAffectedRows } = await sql`
    update flussi.flusso
       set stato = ${esito.stato}, codice_errore = ${codice}, parametri_errore = ${parametri}::jsonb, finito_il = clock_timestamp(),
           righe_totali = coalesce(${righe}, righe_totali)
     where ente_id = ${ctx.enteId} and id = ${flussoId} and stato = 'in_corso'`.execute(ctx.db);
  return numAffectedRows === 1n;
}

/**
 * Ends the flussi of every ente that were begun before an instant and are nobody's work now: each attempt met a fault. Gives those it
 * ended, at most `quanti`, with what was already loaded of them.
 */
export async function finisciInterrotti(
  ctx: Ctx,
  f: { inPrimaDi: Date; outPrimaDi: Date; quanti: number },
): Promise<{ id: FlussoId; enteId: EnteId; codice: string }[]> {
  const { rows } = await sql<{ id: FlussoId; enteId: EnteId; codice: string }>`
    with interrotti as (
      select f.ente_id, f.id from flussi.flusso as f
       where f.stato = 'in_corso' and f.iniziato_il < case f.verso when 'in' then ${f.inPrimaDi}::timestamptz else ${f.outPrimaDi} end
         and not lavori.in_esecuzione('flusso:' || f.id)
       order by f.id limit ${f.quanti} for update skip locked),
    tolti as (
      delete from flussi.scarto as s using interrotti as x, flussi.flusso as f
       where s.ente_id = x.ente_id and s.flusso_id = x.id and f.ente_id = x.ente_id and f.id = x.id and s.riga > f.righe_applicate)
    update flussi.flusso as f
       set stato = 'fallito', finito_il = clock_timestamp(),
           codice_errore = case f.verso when 'in' then 'PAA_IMPORT_ERRORE_GENERICO' else 'ERROR_EXPORT' end,
           parametri_errore = case f.verso when 'in' then jsonb_build_object('caricate', f.righe_accettate) end
      from interrotti as x
     where f.ente_id = x.ente_id and f.id = x.id
    returning f.id, f.ente_id as "enteId", f.codice_errore as codice`.execute(ctx.db);
  return rows;
}

export type ScartoRiga = Omit<Scarto, 'parametri'> & {
  riga: number;
  iud: string | null;
  parametri?: Scarto['parametri'] | null;
};

/**
 * Writes rejects; a row that is rejected again (the file is read again after a kill) says the last word. `giro`: of a preview, which of its
 * workings out has met them.
 */
export async function insertScarti(
  ctx: Ctx,
  flussoId: FlussoId,
  scarti: readonly ScartoRiga[],
  giro: number | null = null,
): Promise<void> {
  if (scarti.length === 0) return;
  await sql`
    insert into flussi.scarto (ente_id, flusso_id, riga, iud, codice, testo, parametri, giro)
    select ${ctx.enteId}, ${flussoId}, s.riga, s.iud, s.codice, s.testo, s.parametri::jsonb, ${giro}::integer
      from unnest(${scarti.map((s) => s.riga)}::integer[], ${scarti.map((s) => s.iud)}::text[], ${scarti.map((s) => s.codice)}::text[],
                  ${scarti.map((s) => s.testo)}::text[], ${scarti.map(({ parametri: p }) => p && JSON.stringify(p))}::text[])
             as s (riga, iud, codice, testo, parametri)
    on conflict (ente_id, flusso_id, riga) do update set iud = excluded.iud, codice = excluded.codice, testo = excluded.testo,
      parametri = excluded.parametri, giro = excluded.giro`.execute(ctx.db);
}

/** Rejects of the rows not yet applied: written while the file was being read, and read again now. */
export async function deleteScartiOltre(ctx: Ctx, flussoId: FlussoId, riga: number): Promise<void> {
  await sql`delete from flussi.scarto where ente_id = ${ctx.enteId} and flusso_id = ${flussoId} and riga > ${riga}`.execute(
    ctx.db,
  );
}

/** The rejects of the rows after `dopo` and up to `a`, in their order: the first ones, or (`dalFondo`) the last. */
export async function selectScarti(
  ctx: Ctx,
  flussoId: FlussoId,
  { dopo, a, quanti, dalFondo = false }: { dopo: number; a: number; quanti: number; dalFondo?: boolean },
): Promise<ScartoRiga[]> {
  const { rows } = await sql<ScartoRiga>`
    select riga, iud, codice, testo, parametri from flussi.scarto
     where ente_id = ${ctx.enteId} and flusso_id = ${flussoId} and riga > ${dopo} and riga <= ${a}
     order by riga ${dalFondo ? sql`desc` : sql`asc`} limit ${quanti}`.execute(ctx.db);
  return dalFondo ? rows.toReversed() : rows;
}

/** Why a good row deserves a look. */
export type AvvertenzaRiga = { riga: number; iud: string; codice: CodiceAvvertenza };

/** Keeps the first rows that deserve a look; those that a run before this kept stay as they are. */
export async function insertAvvertenze(
  ctx: Ctx,
  flussoId: FlussoId,
  avvertenze: readonly AvvertenzaRiga[],
): Promise<void> {
  if (avvertenze.length === 0) return;
  await sql`
    insert into flussi.avvertenza (ente_id, flusso_id, riga, codice, iud)
    select ${ctx.enteId}, ${flussoId}, a.riga, a.codice, a.iud
      from unnest(${avvertenze.map((a) => a.riga)}::integer[], ${avvertenze.map((a) => a.codice)}::text[],
                  ${avvertenze.map((a) => a.iud)}::text[]) as a (riga, codice, iud)
    on conflict do nothing`.execute(ctx.db);
}

/** The first rows that deserve a look, in the order of the file. */
export async function selectAvvertenze(ctx: Ctx, flussoId: FlussoId): Promise<AvvertenzaRiga[]> {
  const { rows } = await sql<AvvertenzaRiga>`
    select riga, iud, codice from flussi.avvertenza
     where ente_id = ${ctx.enteId} and flusso_id = ${flussoId} order by riga, codice limit ${LIMITI.avvertenzeMax}`.execute(
    ctx.db,
  );
  return rows;
}

export async function insertAllegato(
  ctx: Ctx,
  flussoId: FlussoId,
  genere: 'scarti' | 'iuv' | 'esito' | 'convertito',
  fileId: string,
): Promise<void> {
  await sql`delete from flussi.allegato where ente_id = ${ctx.enteId} and flusso_id = ${flussoId} and genere = ${genere}`.execute(
    ctx.db,
  );
  await sql`insert into flussi.allegato (ente_id, flusso_id, genere, file_id) values (${ctx.enteId}, ${flussoId}, ${genere},
    ${fileId})`.execute(ctx.db);
}

export type FileConservato = { fileId: string; nome: string; tipoContenuto: string; byte: number };

/** The files that a flusso gives: the original, and what it produced. */
export async function selectFile(
  ctx: Ctx,
  flussoId: FlussoId,
  quale: 'originale' | 'scarti' | 'iuv' | 'esito' | 'convertito',
): Promise<FileConservato | null> {
  const { rows } = await sql<FileConservato>`
    select x.id as "fileId", x.nome, x.tipo_contenuto as "tipoContenuto", x.byte
      from flussi.flusso as f
      left join flussi.allegato as a on a.ente_id = f.ente_id and a.flusso_id = f.id and a.genere = ${quale}
      join flussi.file as x on x.ente_id = f.ente_id and x.id = case ${quale}::text when 'originale' then f.file_id else a.file_id end
     where f.ente_id = ${ctx.enteId} and f.id = ${flussoId}`.execute(ctx.db);
  return rows[0] ?? null;
}

function unico<T>(rows: readonly T[]): T {
  const riga = rows[0];
  if (riga === undefined) throw new Error('insert gave no row');
  return riga;
}
