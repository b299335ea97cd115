import { sql, type RawBuilder } from 'kysely';
import type { AnnulloId, FlussoId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';
import type { ChiGuarda, CosaFerma } from '#platform/fermo';

type Quali = { quanti: number; id?: string };

/** Files mix kinds of due: who follows them all sees all; anybody what they asked for, and the exports of one kind that is theirs. */
function suoi({ tutti, attore, tipiConsentiti }: ChiGuarda): RawBuilder<unknown> {
  return sql`(${tutti} or f.richiesto_da = ${attore}
    or f.richiesta ->> 'tipoDovuto' in (select x.codice from enti.v_tipo_dovuto as x
                                         where x.ente_id = f.ente_id and x.id = any(${tipiConsentiti ?? []}::uuid[])))`;
}

function quale(id: string | undefined): RawBuilder<unknown> {
  return sql`(${id ?? null}::text is null or f.id::text = ${id ?? null})`;
}

const NOME = sql`
  coalesce(f.nome_file, f.iuf, case when f.verso = 'out' then concat_ws(' – ', f.richiesta ->> 'dal', f.richiesta ->> 'al') end, '')`;

async function selectFlussi(t: Ctx, chi: ChiGuarda, q: Quali, cosa: FermoDiFile): Promise<CosaFerma[]> {
  const { rows } = await sql<CosaFerma>`
    select f.id, ${NOME} as nome, ${cosa.dal} as dal, ${cosa.perche} as perche, f.parametri_errore as parametri
      from flussi.flusso as f left join flussi.anteprima as a on a.ente_id = f.ente_id and a.flusso_id = f.id
     where f.ente_id = ${t.enteId} and f.archiviato_il is null and f.stato not in ('eseguito', 'annullato')
       and ${cosa.quando} and ${suoi(chi)} and ${quale(q.id)}
     order by f.id limit ${q.quanti}`.execute(t.db);
  return rows.map(({ parametri, ...riga }) => (parametri ? { ...riga, parametri } : riga));
}

type FermoDiFile = { quando: RawBuilder<unknown>; perche: RawBuilder<unknown>; dal: RawBuilder<unknown> };

const RICHIESTO = sql`f.richiesto_il`;
const SENZA_LAVORO = sql`not lavori.atteso('flusso:' || f.id)`;

/** The preview has met a fault, or nobody is working it out. */
const ANTEPRIMA_FERMA = sql`(a.guasto_il is not null or (a.calcolata_il is null and not lavori.atteso('anteprima:' || f.id)))`;

/** Files that wait for a person. */
export const selectDaConfermare = (t: Ctx, chi: ChiGuarda, q: Quali): Promise<CosaFerma[]> =>
  selectFlussi(t, chi, q, {
    quando: sql`(f.stato = 'in_corrispondenza' or (f.stato = 'in_anteprima' and not ${ANTEPRIMA_FERMA}))`,
    perche: sql`case f.stato when 'in_corrispondenza' then 'colonne' else 'conferma' end`,
    dal: RICHIESTO,
  });

/** Files that wait for a preview, which does not come. */
export const selectAnteprimeFerme = (t: Ctx, chi: ChiGuarda, q: Quali): Promise<CosaFerma[]> =>
  selectFlussi(t, chi, q, {
    quando: sql`f.stato = 'in_anteprima' and ${ANTEPRIMA_FERMA}`,
    perche: sql`case when a.guasto_il is null then 'anteprima_ferma' else 'anteprima_guasta' end`,
    dal: sql`coalesce(a.guasto_il, f.richiesto_il)`,
  });

/** Files that came in, or are to go out, of which nobody is at work. */
export const selectSenzaLavoro = (t: Ctx, chi: ChiGuarda, q: Quali, verso: 'in' | 'out'): Promise<CosaFerma[]> =>
  selectFlussi(t, chi, q, {
    quando: sql`f.verso = ${verso} and f.stato in ('ricevuto', 'in_corso') and ${SENZA_LAVORO}`,
    perche: sql`case f.stato when 'ricevuto' then 'mai_iniziato' else 'a_meta' end`,
    dal: sql`coalesce(f.iniziato_il, f.richiesto_il)`,
  });

/** Imports given up for a fault of ours, and exports that did not succeed. A file that was refused for what it holds is not stuck. */
export const selectFalliti = (t: Ctx, chi: ChiGuarda, q: Quali, verso: 'in' | 'out'): Promise<CosaFerma[]> =>
  selectFlussi(t, chi, q, {
    quando: sql`f.verso = ${verso} and f.stato = 'fallito' and (f.verso = 'out' or f.codice_errore = 'PAA_IMPORT_ERRORE_GENERICO')`,
    perche: sql`f.codice_errore`,
    dal: sql`coalesce(f.finito_il, f.richiesto_il)`,
  });

/** A file that failed takes its place again among those at work. Null: it has not failed. */
export async function updateRipreso(
  t: Ctx,
  flussoId: FlussoId,
): Promise<{ genere: string; richiestoDa: string } | null> {
  const { rows } = await sql<{ genere: string; richiestoDa: string }>`
    update flussi.flusso as f
       set stato = case f.verso when 'in' then 'in_corso' else 'ricevuto' end, codice_errore = null, parametri_errore = null,
           finito_il = null, iniziato_il = case f.verso when 'in' then ${t.now}::timestamptz end,
           righe_applicate = case f.verso when 'in' then f.righe_applicate else 0 end
     where f.ente_id = ${t.enteId} and f.id = ${flussoId} and f.stato = 'fallito'
       and (f.verso = 'out' or f.codice_errore = 'PAA_IMPORT_ERRORE_GENERICO')
    returning f.genere, f.richiesto_da as "richiestoDa"`.execute(t.db);
  return rows[0] ?? null;
}

/** What is at work, for a job that is to be asked again. */
export async function selectAlLavoro(
  t: Ctx,
  flussoId: FlussoId,
): Promise<{ genere: string; richiestoDa: string } | null> {
  const { rows } = await sql<{ genere: string; richiestoDa: string }>`
    select f.genere, f.richiesto_da as "richiestoDa" from flussi.flusso as f
     where f.ente_id = ${t.enteId} and f.id = ${flussoId} and f.stato in ('ricevuto', 'in_corso') and ${SENZA_LAVORO}
       for update`.execute(t.db);
  return rows[0] ?? null;
}

export async function updateArchiviato(t: Ctx, flussoId: FlussoId): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update flussi.flusso set archiviato_il = ${t.now}
     where ente_id = ${t.enteId} and id = ${flussoId} and stato = 'fallito' and archiviato_il is null`.execute(t.db);
  return numAffectedRows === 1n;
}

/** Annulments that nobody is at work on; the id is that of the file. */
export async function selectAnnulliFermi(t: Ctx, chi: ChiGuarda, q: Quali): Promise<CosaFerma[]> {
  const { rows } = await sql<CosaFerma>`
    select f.id, ${NOME} as nome, a.richiesto_il as dal, null as perche
      from flussi.annullo as a join flussi.flusso as f on f.ente_id = a.ente_id and f.id = a.flusso_id
     where a.ente_id = ${t.enteId} and a.stato in ('richiesto', 'in_corso') and not lavori.atteso('annullo:' || a.id)
       and ${suoi(chi)} and ${quale(q.id)} order by a.id limit ${q.quanti}`.execute(t.db);
  return rows;
}

/** The annulment of a file that is under way. */
export async function selectAnnulloAperto(
  t: Ctx,
  flussoId: FlussoId,
): Promise<{ annulloId: AnnulloId; richiestoDa: string } | null> {
  const { rows } = await sql<{ annulloId: AnnulloId; richiestoDa: string }>`
    select id as "annulloId", richiesto_da as "richiestoDa" from flussi.annullo
     where ente_id = ${t.enteId} and flusso_id = ${flussoId} and stato in ('richiesto', 'in_corso')`.execute(t.db);
  return rows[0] ?? null;
}

/** Files that have not arrived where they should, and nobody tries any more; the id is the file's, then the place's. */
export async function selectConsegneFallite(t: Ctx, chi: ChiGuarda, q: Quali): Promise<CosaFerma[]> {
  const { rows } = await sql<CosaFerma>`
    select c.flusso_id || ' ' || c.destinazione_id as id, f.id as pagina, d.nome, c.aggiornata_il as dal, c.perche
      from flussi.consegna as c
      join flussi.flusso as f on f.ente_id = c.ente_id and f.id = c.flusso_id
      join flussi.destinazione as d on d.ente_id = c.ente_id and d.id = c.destinazione_id
     where c.ente_id = ${t.enteId} and c.stato = 'fallita' and ${suoi(chi)}
       and (${q.id ?? null}::text is null or c.flusso_id || ' ' || c.destinazione_id = ${q.id ?? null})
     order by c.flusso_id limit ${q.quanti}`.execute(t.db);
  return rows;
}

export async function updateLasciata(
  t: Ctx,
  { flussoId, destinazioneId }: { flussoId: FlussoId; destinazioneId: string },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update flussi.consegna set stato = 'lasciata', aggiornata_il = ${t.now}
     where ente_id = ${t.enteId} and flusso_id = ${flussoId} and destinazione_id = ${destinazioneId} and stato = 'fallita'`.execute(
    t.db,
  );
  return numAffectedRows === 1n;
}

/** Places of which the last test did not go well: nothing arrives there. */
export async function selectNonRaggiunte(t: Ctx, q: Quali): Promise<CosaFerma[]> {
  const { rows } = await sql<CosaFerma>`
    select f.id, f.nome, f.provata_il as dal, f.prova_esito as perche from flussi.destinazione as f
     where f.ente_id = ${t.enteId} and f.tolta_il is null and f.prova_esito <> 'ok' and f.provata_il >= f.prova_chiesta_il
       and ${quale(q.id)} order by f.id limit ${q.quanti}`.execute(t.db);
  return rows;
}

/** Bookings that the clock has stopped. */
export async function selectFermate(t: Ctx, chi: ChiGuarda, q: Quali): Promise<CosaFerma[]> {
  const { rows } = await sql<CosaFerma>`
    select f.id, concat_ws(' ', f.tipo_dovuto, f.versione) as nome, f.sospesa_il as dal, null as perche
      from flussi.programmazione as f
     where f.ente_id = ${t.enteId} and f.fermata and (${chi.tutti} or 'operatore:' || f.operatore_id = ${chi.attore})
       and ${quale(q.id)} order by f.id limit ${q.quanti}`.execute(t.db);
  return rows;
}
