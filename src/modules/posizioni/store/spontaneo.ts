import { sql } from 'kysely';
import type { Giorno } from '#kernel/giorno';
import type { DovutoId, EnteId, IuvId, TipoDovutoId } from '#kernel/ids';
import type { Cents } from '#kernel/importo';
import type { Ctx } from '#platform/contesto';
import type { CodiceSpontaneo } from '../core/rifiuti.ts';
import type { DebitoreSpontaneo, Risposte } from '../core/spontaneo.ts';

/** Identifier of what a citizen asks to pay without a notice. */
export type RichiestaId = string & { readonly __tipo: 'RichiestaId' };

/** Which request: its ids. */
export type QualeRichiesta = { enteId: EnteId; richiestaId: RichiestaId };

/** What a citizen asks to pay. */
export type NuovaRichiesta = {
  tipoDovutoId: TipoDovutoId;
  versione: number;
  risposte: Risposte;
  giorno: Giorno;
  importoCents: Cents;
  lingua: string;
  debitore: DebitoreSpontaneo;
};

/** One statement, and no returning: the portale may not read the table, its own row included. */
export async function insertRichiesta(t: Ctx, enteId: EnteId, r: NuovaRichiesta): Promise<RichiestaId> {
  const { debitore } = r;
  const { rows } = await sql<{ id: RichiestaId }>`
    with nuova as materialized (select uuidv7() as id),
    scritta as (
      insert into posizioni.richiesta (ente_id, id, tipo_dovuto_id, versione, risposte, giorno, importo_cents, lingua, debitore_tipo,
                                       debitore_codice, debitore_anagrafica, chiesta_il)
      select ${enteId}, n.id, ${r.tipoDovutoId}, ${r.versione}, ${JSON.stringify(r.risposte)}::jsonb, ${r.giorno}, ${r.importoCents},
             ${r.lingua}, ${debitore.tipo}, ${debitore.codice}, ${debitore.anagrafica}, ${t.now}
        from nuova as n)
    select id from nuova`.execute(t.db);
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('richiesta: nothing inserted');
  return id;
}

/** `ora`: confirmed by this call; `prima`: it was already; null: no such request any more, or no proof of it. */
export async function confermaRichiesta(
  t: Ctx,
  { enteId, richiestaId }: QualeRichiesta,
  provaId: string,
): Promise<'ora' | 'prima' | null> {
  const { rows } = await sql<{ esito: 'ora' | 'prima' | null }>`
    select posizioni.conferma_richiesta(${enteId}, ${richiestaId}, ${provaId}, ${t.now}) as esito`.execute(t.db);
  return rows[0]?.esito ?? null;
}

type RigaEsito = { confermata: boolean; iuvId: IuvId | null; rifiuto: CodiceSpontaneo | null };

/** What became of a request; null when it is not there (any more). */
export async function selectEsito(ctx: Ctx, { enteId, richiestaId }: QualeRichiesta): Promise<RigaEsito | null> {
  const { rows } = await sql<RigaEsito>`
    select confermata, iuv_id as "iuvId", rifiuto from posizioni.esito_richiesta(${enteId}, ${richiestaId})`.execute(
    ctx.db,
  );
  return rows[0] ?? null;
}

/** A request as the worker reads it. */
export type Richiesta = NuovaRichiesta & { confermata: boolean; conclusa: boolean; email: string | null };

export async function selectRichiesta(t: Ctx, { enteId, richiestaId }: QualeRichiesta): Promise<Richiesta | null> {
  const { rows } = await sql<Richiesta>`
    select tipo_dovuto_id as "tipoDovutoId", versione, risposte, giorno, importo_cents as "importoCents", lingua,
           jsonb_build_object('tipo', debitore_tipo, 'codice', debitore_codice, 'anagrafica', debitore_anagrafica) as debitore,
           confermata_il is not null as confermata, conclusa_il is not null as conclusa, email
      from posizioni.richiesta where ente_id = ${enteId} and id = ${richiestaId}`.execute(t.db);
  return rows[0] ?? null;
}

/** Ends a request, once. False when it had ended. */
export async function updateConclusa(
  t: Ctx,
  { enteId, richiestaId }: QualeRichiesta,
  { iuvId = null, rifiuto = null }: { iuvId?: IuvId | null; rifiuto?: CodiceSpontaneo | null },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update posizioni.richiesta set iuv_id = ${iuvId}, rifiuto = ${rifiuto}, conclusa_il = ${t.now}
     where ente_id = ${enteId} and id = ${richiestaId} and conclusa_il is null`.execute(t.db);
  return numAffectedRows === 1n;
}

/** The notice of a dovuto, by its IUD; null when there is none. */
export async function selectIuvDi(t: Ctx, enteId: EnteId, iud: string): Promise<IuvId | null> {
  const { rows } = await sql<{ id: IuvId | null }>`
    select iuv_id as id from posizioni.dovuto where ente_id = ${enteId} and iud = ${iud}`.execute(t.db);
  return rows[0]?.id ?? null;
}

/** The form of a dovuto of the context's ente: its kind, and the version filled in by whoever asked for it, if anybody did. */
export async function selectModuloDi(
  t: Ctx,
  dovutoId: DovutoId,
): Promise<{ tipoDovutoId: TipoDovutoId; versione: number | null } | null> {
  const { rows } = await sql<{ tipoDovutoId: TipoDovutoId; versione: number | null }>`
    select tipo_dovuto_id as "tipoDovutoId", versione from posizioni.modulo_del_dovuto(${dovutoId})`.execute(t.db);
  return rows[0] ?? null;
}

/** Deletes the requests that nobody confirmed, and those of which nothing came, older than the instant. */
export async function deleteRichiesteVane(t: Ctx, finoA: Date): Promise<{ nonConfermate: number; rifiutate: number }> {
  const { rows } = await sql<{ nonConfermate: number; rifiutate: number }>`
    with n as (delete from posizioni.richiesta where confermata_il is null and chiesta_il <= ${finoA} returning 1),
         r as (delete from posizioni.richiesta where rifiuto is not null and conclusa_il <= ${finoA} returning 1)
    select (select count(*) from n)::integer as "nonConfermate", (select count(*) from r)::integer as rifiutate`.execute(
    t.db,
  );
  return rows[0] ?? { nonConfermate: 0, rifiutate: 0 };
}
