import { sql } from 'kysely';
import type { DovutoId, EnteId, TipoDovutoId } from '#kernel/ids';
import { attoreTesto, type Ctx } from '#platform/contesto';
import type { AllegatoRisposto, AllegatoTenuto, TipoAllegato } from '../core/allegato.ts';
import type { QualeRichiesta } from './spontaneo.ts';

/** The form that somebody is filling in: of which kind of due, and in which browser (`visita`, a hash). */
export type FormaInCorso = { enteId: EnteId; tipoDovutoId: TipoDovutoId; visita: Buffer };

/** A file ready to be kept. `contenuto` is sealed; `bytes` and `sha256` are of what it holds. */
export type NuovoAllegato = {
  campo: string;
  nome: string;
  tipo: TipoAllegato;
  bytes: number;
  sha256: Buffer;
  contenuto: Buffer;
};

export type EsitoAllegato = { esito: 'tenuto'; id: string } | { esito: 'troppi' | 'troppo_grandi' | 'pieno' };

/** Through a function: the portale reads no file back. */
export async function insertAllegato(ctx: Ctx, forma: FormaInCorso, a: NuovoAllegato): Promise<EsitoAllegato> {
  const file = JSON.stringify({ nome: a.nome, tipo: a.tipo, bytes: a.bytes });
  const { rows } = await sql<EsitoAllegato>`
    select esito, id from posizioni.aggiungi_allegato(${forma.enteId}, ${forma.tipoDovutoId}, ${a.campo}, ${forma.visita},
                                                      ${file}::jsonb, ${a.sha256}, ${a.contenuto}, ${ctx.now})`.execute(
    ctx.db,
  );
  const esito = rows[0];
  if (esito === undefined) throw new Error('allegato: no outcome');
  return esito;
}

/** What the form of a visit holds. */
export async function selectAllegatiVisita(
  ctx: Ctx,
  { enteId, tipoDovutoId, visita }: FormaInCorso,
): Promise<AllegatoTenuto[]> {
  const { rows } = await sql<AllegatoTenuto>`
    select id, campo, nome, tipo, bytes
      from posizioni.allegati_della_visita(${enteId}, ${tipoDovutoId}, ${visita}, ${ctx.now})`.execute(ctx.db);
  return rows;
}

export async function deleteAllegato(ctx: Ctx, { enteId, visita }: FormaInCorso, id: string): Promise<void> {
  await sql`select posizioni.togli_allegato(${enteId}, ${id}, ${visita})`.execute(ctx.db);
}

/** Gives files to the request of their visit; how many were. */
export async function insertLegati(
  t: Ctx,
  { enteId, richiestaId }: QualeRichiesta,
  { visita, allegati }: { visita: Buffer; allegati: readonly AllegatoRisposto[] },
): Promise<number> {
  const ids = allegati.map(({ id }) => id);
  const risposte = allegati.map(({ risposta }) => risposta);
  const { rows } = await sql<{ quanti: number }>`
    select posizioni.lega_allegati(${enteId}, ${richiestaId}, ${visita}, ${ids}::uuid[], ${risposte}::text[], ${t.now}) as quanti`.execute(
    t.db,
  );
  return rows[0]?.quanti ?? 0;
}

/** A file of a dovuto. `aggiuntoDa` is null where the citizen sent it with what they asked to pay. */
export type AllegatoDovuto = {
  id: string;
  risposta: string;
  /** Of the form that asked for it. */
  versione: number;
  nome: string;
  tipo: TipoAllegato;
  bytes: number;
  aggiuntoIl: Date;
  aggiuntoDa: string | null;
};

/** In the order of the form, then as they came. Inside a transaction that names the ente. */
export async function selectAllegatiDovuto(t: Ctx, dovutoId: DovutoId): Promise<AllegatoDovuto[]> {
  const { rows } = await sql<AllegatoDovuto>`
    select id, risposta, versione, nome, tipo, bytes, aggiunto_il as "aggiuntoIl", aggiunto_da as "aggiuntoDa"
      from posizioni.allegati_del_dovuto(${dovutoId}) where id is not null order by ordine`.execute(t.db);
  return rows;
}

/** A file that a dovuto had: only its name is left. */
export type AllegatoTolto = Pick<AllegatoDovuto, 'nome' | 'aggiuntoIl' | 'aggiuntoDa'> & {
  toltoIl: Date;
  toltoDa: string;
  motivo: string;
};

export async function selectAllegatiTolti(t: Ctx, dovutoId: DovutoId): Promise<AllegatoTolto[]> {
  const { rows } = await sql<AllegatoTolto>`
    select nome, aggiunto_il as "aggiuntoIl", aggiunto_da as "aggiuntoDa", tolto_il as "toltoIl", tolto_da as "toltoDa", motivo
      from posizioni.allegati_del_dovuto(${dovutoId}) where id is null order by ordine`.execute(t.db);
  return rows;
}

/** Files of a visit for a dovuto, under the questions of that version of the form. */
export type DaLegare = { visita: Buffer; versione: number; allegati: readonly AllegatoRisposto[] };

/** Gives files of a visit to the posizione of a dovuto; how many were, or -1 where it would hold too many. */
export async function insertLegatiDovuto(
  t: Ctx,
  dovutoId: DovutoId,
  { visita, versione, allegati }: DaLegare,
): Promise<number> {
  const ids = allegati.map(({ id }) => id);
  const risposte = allegati.map(({ risposta }) => risposta);
  const { rows } = await sql<{ quanti: number }>`
    select posizioni.lega_allegati_dovuto(${dovutoId}, ${visita}, ${ids}::uuid[], ${risposte}::text[], ${versione},
                                          ${attoreTesto(t.attore)}, ${t.now}) as quanti`.execute(t.db);
  return rows[0]?.quanti ?? 0;
}

/** Takes a file away from a dovuto: which questions it answered, none where it was not there. */
export async function deleteLegatoDovuto(
  t: Ctx,
  dovutoId: DovutoId,
  { id, motivo }: { id: string; motivo: string },
): Promise<{ risposta: string; versione: number }[]> {
  const { rows } = await sql<{ risposta: string; versione: number }>`
    select risposta, versione
      from posizioni.togli_allegato_dovuto(${dovutoId}, ${id}, ${attoreTesto(t.attore)}, ${motivo}, ${t.now})`.execute(
    t.db,
  );
  return rows;
}

/** A file with what is in it, sealed. */
export type AllegatoChiuso = Pick<AllegatoDovuto, 'nome' | 'tipo'> & { sha256: Buffer; contenuto: Buffer };

/** One of them; null when it is not there. */
export async function selectContenuto(t: Ctx, dovutoId: DovutoId, id: string): Promise<AllegatoChiuso | null> {
  const { rows } = await sql<AllegatoChiuso>`
    select nome, tipo, sha256, contenuto from posizioni.apri_allegato(${dovutoId}, ${id})`.execute(t.db);
  return rows[0] ?? null;
}

/** Deletes the files that nothing holds, older than the instant. */
export async function deleteAllegatiSciolti(t: Ctx, finoA: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from posizioni.allegato as a
     where a.arrivato_il <= ${finoA}
       and not exists (select from posizioni.richiesta_allegato as r where r.ente_id = a.ente_id and r.allegato_id = a.id)
       and not exists (select from posizioni.posizione_allegato as p where p.ente_id = a.ente_id and p.allegato_id = a.id)`.execute(
    t.db,
  );
  return Number(numAffectedRows ?? 0n);
}
