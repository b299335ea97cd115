import { sql } from 'kysely';
import type { RendicontazioneId } from '#kernel/ids';
import { attoreTesto, type Ctx } from '#platform/contesto';
import type { Controllo } from '../core/difetti.ts';
import type { RigaLetta, Testata, Versione } from '../core/rendicontazione.ts';

/** Where a statement comes from: the service, or a file that somebody loaded. */
export type Origine =
  | { origine: 'fdr'; revisione: number; pubblicataIl: Date }
  | { origine: 'manuale'; file: { id: string; nome: string; sha256: Buffer } };

/** Lines written by one statement. */
const RIGHE_PER_VOLTA = 5000;

/** Those with the same iuf are taken one at a time until the end of the transaction: which of them counts is decided by one. */
export async function lockIuf(ctx: Ctx, iuf: string): Promise<void> {
  const chiave = JSON.stringify(['rendicontazione', ctx.enteId, iuf]);
  await sql`select pg_advisory_xact_lock(hashtextextended(${chiave}, 0))`.execute(ctx.db);
}

/** The revision that counts. */
export async function selectCorrente(
  ctx: Ctx,
  { iuf, psp }: { iuf: string; psp: string },
): Promise<(Versione & { id: RendicontazioneId }) | null> {
  const { rows } = await sql<Versione & { id: RendicontazioneId }>`
    select r.id, r.revisione, r.prodotta_il as "prodottaIl" from rendicontazione.rendicontazione as r
     where r.ente_id = ${ctx.enteId} and r.iuf = ${iuf} and r.psp = ${psp} and r.corrente`.execute(ctx.db);
  return rows[0] ?? null;
}

export async function togliCorrente(ctx: Ctx, id: RendicontazioneId): Promise<void> {
  await sql`update rendicontazione.rendicontazione set corrente = false
             where ente_id = ${ctx.enteId} and id = ${id}`.execute(ctx.db);
}

/** Null: this revision, or this very file, is here already. */
export async function insertRendicontazione(
  ctx: Ctx,
  r: { testata: Testata; psp: string; controllo: Controllo; origine: Origine; corrente: boolean },
): Promise<RendicontazioneId | null> {
  const { testata: t, controllo: c, origine: o } = r;
  const fdr = o.origine === 'fdr' ? o : null;
  const file = o.origine === 'manuale' ? o.file : null;
  const { rows } = await sql<{ id: RendicontazioneId }>`
    insert into rendicontazione.rendicontazione
      (ente_id, iuf, psp, origine, revisione, corrente, prodotta_il, pubblicata_il, acquisita_il, acquisita_da, regolamento, regolata_il,
       bic_riversamento, mittente_tipo, mittente, mittente_denominazione, ricevente_denominazione, pagamenti, importo_cents, righe,
       somma_cents, difetti, file_id, file_nome, sha256)
    values (${ctx.enteId}, ${t.iuf}, ${r.psp}, ${o.origine}, ${fdr?.revisione ?? null}, ${r.corrente}, ${t.prodottaIl},
            ${fdr?.pubblicataIl ?? null}, ${ctx.now}, ${attoreTesto(ctx.attore)}, ${t.regolamento}, ${t.regolataIl}, ${t.bicRiversamento},
            ${t.mittente.tipo}, ${t.mittente.codice}, ${t.mittente.denominazione}, ${t.ricevente.denominazione}, ${t.pagamenti},
            ${t.importoCents}, ${c.righe}, ${c.sommaCents}, ${c.difetti}, ${file?.id ?? null}, ${file?.nome ?? null},
            ${file?.sha256 ?? null})
    on conflict do nothing returning id`.execute(ctx.db);
  return rows[0]?.id ?? null;
}

export async function insertRighe(ctx: Ctx, id: RendicontazioneId, righe: readonly RigaLetta[]): Promise<void> {
  for (let da = 0; da < righe.length; da += RIGHE_PER_VOLTA) {
    const fetta = righe.slice(da, da + RIGHE_PER_VOLTA);
    const colonna = <K extends keyof RigaLetta>(nome: K): RigaLetta[K][] => fetta.map((riga) => riga[nome]);
    await sql`
      insert into rendicontazione.riga (ente_id, rendicontazione_id, numero, iuv, iur, indice, importo_cents, esito, esitata_il)
      select ${ctx.enteId}::uuid, ${id}::uuid, x.*
        from unnest(${colonna('numero')}::integer[], ${colonna('iuv')}::text[], ${colonna('iur')}::text[], ${colonna('indice')}::smallint[],
                    ${colonna('importoCents')}::bigint[], ${colonna('esito')}::smallint[], ${colonna('esitataIl')}::date[]) as x`.execute(
      ctx.db,
    );
  }
}

/** Which revisions of the service are here already, of those that it lists. */
export async function selectNote(
  ctx: Ctx,
  elenco: readonly { iuf: string; psp: string; revisione: number }[],
): Promise<Set<string>> {
  const { rows } = await sql<{ iuf: string; psp: string; revisione: number }>`
    select r.iuf, r.psp, r.revisione
      from unnest(${elenco.map(({ iuf }) => iuf)}::text[], ${elenco.map(({ psp }) => psp)}::text[],
                  ${elenco.map(({ revisione }) => revisione)}::integer[]) as x (iuf, psp, revisione)
      join rendicontazione.rendicontazione as r
        on r.ente_id = ${ctx.enteId} and r.iuf = x.iuf and r.psp = x.psp and r.revisione = x.revisione`.execute(ctx.db);
  return new Set(rows.map(chiaveRevisione));
}

/** One text for a revision of the service. */
export function chiaveRevisione({ iuf, psp, revisione }: { iuf: string; psp: string; revisione: number }): string {
  return JSON.stringify([iuf, psp, revisione]);
}

/** How far an ente's statements were fetched. */
export async function selectPubblicateFino(ctx: Ctx): Promise<Date | null> {
  const { rows } = await sql<{ fino: Date | null }>`
    select c.pubblicate_fino as fino from rendicontazione.cursore as c where c.ente_id = ${ctx.enteId}`.execute(ctx.db);
  return rows[0]?.fino ?? null;
}

/** How an attempt went. The cursor never goes back. */
export async function segnaTentativo(
  ctx: Ctx,
  { fino, perche }: { fino: Date | null; perche: string | null },
): Promise<void> {
  await sql`
    insert into rendicontazione.cursore as c (ente_id, pubblicate_fino, provato_il, riuscito_il, perche)
    values (${ctx.enteId}, ${fino}, ${ctx.now}, ${perche === null ? ctx.now : null}, ${perche})
    on conflict (ente_id) do update set
      pubblicate_fino = greatest(c.pubblicate_fino, excluded.pubblicate_fino), provato_il = excluded.provato_il,
      riuscito_il = coalesce(excluded.riuscito_il, c.riuscito_il), perche = excluded.perche`.execute(ctx.db);
}
