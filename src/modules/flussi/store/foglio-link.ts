import { sql } from 'kysely';
import type { FoglioLinkId, LinkId, TipoDovutoId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';
import type { DifettoRiga } from '../core/foglio-link.ts';

/** A spreadsheet from which links are made. */
export type FoglioLink = {
  id: FoglioLinkId;
  tipoDovutoId: TipoDovutoId;
  /** Of the form whose questions its columns are. */
  versione: number;
  nomeFile: string;
  nomi: string[];
  fermo: boolean;
  scadeIl: Date | null;
  usiMax: number | null;
  stato: 'da_confermare' | 'confermato';
  righe: number;
  sbagliate: number;
  creatoIl: Date;
  confermatoIl: Date | null;
};

/** A row of it: what is wrong, or the link that is made of it. */
export type RigaFoglioLink = {
  riga: number;
  celle: string[];
  titolo: string | null;
  valori: Record<string, string>;
  difetti: DifettoRiga[] | null;
  linkId: LinkId | null;
};

type Nuovo = Pick<FoglioLink, 'tipoDovutoId' | 'versione' | 'nomeFile' | 'nomi' | 'fermo' | 'scadeIl' | 'usiMax'>;

export async function insertFoglio(t: Ctx, f: Nuovo): Promise<FoglioLinkId> {
  const { rows } = await sql<{ id: FoglioLinkId }>`
    insert into flussi.foglio_link (ente_id, tipo_dovuto_id, versione, nome_file, nomi, fermo, scade_il, usi_max, creato_il)
    values (${t.enteId}, ${f.tipoDovutoId}, ${f.versione}, ${f.nomeFile}, ${f.nomi}::text[], ${f.fermo}, ${f.scadeIl}, ${f.usiMax},
            ${t.now})
    returning id`.execute(t.db);
  const [riga] = rows;
  if (riga === undefined) throw new Error('foglio: not inserted');
  return riga.id;
}

export type RigaNuova = Pick<RigaFoglioLink, 'riga' | 'celle' | 'titolo' | 'valori'> & {
  difetti: DifettoRiga[] | null;
};

export async function insertRighe(t: Ctx, foglioId: FoglioLinkId, righe: readonly RigaNuova[]): Promise<void> {
  await sql`
    insert into flussi.riga_foglio_link (ente_id, foglio_id, riga, celle, titolo, valori, difetti, link_id)
    select ${t.enteId}::uuid, ${foglioId}::uuid, r.riga, array(select jsonb_array_elements_text(r.celle)), r.titolo, r.valori,
           r.difetti,
           case when r.difetti is null then uuidv7() end
      from jsonb_to_recordset(${JSON.stringify(righe)}::jsonb)
             as r (riga integer, celle jsonb, titolo text, valori jsonb, difetti jsonb)`.execute(t.db);
}

export async function updateConteggi(
  t: Ctx,
  foglioId: FoglioLinkId,
  { righe, sbagliate }: Pick<FoglioLink, 'righe' | 'sbagliate'>,
): Promise<void> {
  await sql`
    update flussi.foglio_link set righe = ${righe}, sbagliate = ${sbagliate}
     where ente_id = ${t.enteId} and id = ${foglioId}`.execute(t.db);
}

const CAMPI = sql`
  f.id, f.tipo_dovuto_id as "tipoDovutoId", f.versione, f.nome_file as "nomeFile", f.nomi, f.fermo, f.scade_il as "scadeIl",
  f.usi_max as "usiMax", f.stato, f.righe, f.sbagliate, f.creato_il as "creatoIl", f.confermato_il as "confermatoIl"`;

/** One of the ente of the context. */
export async function selectFoglio(t: Ctx, foglioId: FoglioLinkId): Promise<FoglioLink | null> {
  const { rows } = await sql<FoglioLink>`
    select ${CAMPI} from flussi.foglio_link as f where f.ente_id = ${t.enteId} and f.id = ${foglioId}`.execute(t.db);
  return rows[0] ?? null;
}

/** The last that were sent for a kind of due. */
export async function selectFogli(
  t: Ctx,
  { tipoDovutoId, quanti }: { tipoDovutoId: TipoDovutoId; quanti: number },
): Promise<FoglioLink[]> {
  const { rows } = await sql<FoglioLink>`
    select ${CAMPI} from flussi.foglio_link as f
     where f.ente_id = ${t.enteId} and f.tipo_dovuto_id = ${tipoDovutoId} order by f.id desc limit ${quanti}`.execute(
    t.db,
  );
  return rows;
}

/** The same, locked. */
export async function lockFoglio(t: Ctx, foglioId: FoglioLinkId): Promise<FoglioLink | null> {
  const { rows } = await sql<FoglioLink>`
    select ${CAMPI} from flussi.foglio_link as f where f.ente_id = ${t.enteId} and f.id = ${foglioId} for update`.execute(
    t.db,
  );
  return rows[0] ?? null;
}

/** Its rows after one, in order: those that are wrong, or those that are not. */
export async function selectRighe(
  t: Ctx,
  { foglioId, sbagliate, dopo, quante }: { foglioId: FoglioLinkId; sbagliate: boolean; dopo: number; quante: number },
): Promise<RigaFoglioLink[]> {
  const { rows } = await sql<RigaFoglioLink>`
    select r.riga, r.celle, r.titolo, r.valori, r.difetti, r.link_id as "linkId"
      from flussi.riga_foglio_link as r
     where r.ente_id = ${t.enteId} and r.foglio_id = ${foglioId} and r.riga > ${dopo} and (r.difetti is not null) = ${sbagliate}
     order by r.riga limit ${quante}`.execute(t.db);
  return rows;
}

export async function updateConfermato(t: Ctx, foglioId: FoglioLinkId): Promise<void> {
  await sql`
    update flussi.foglio_link set stato = 'confermato', confermato_il = ${t.now}
     where ente_id = ${t.enteId} and id = ${foglioId} and stato = 'da_confermare'`.execute(t.db);
}

/** False: it is none of the ente's, or links were made of it. */
export async function deleteFoglio(t: Ctx, foglioId: FoglioLinkId): Promise<boolean> {
  const { numAffectedRows } = await sql`
    delete from flussi.foglio_link where ente_id = ${t.enteId} and id = ${foglioId} and stato = 'da_confermare'`.execute(
    t.db,
  );
  return numAffectedRows === 1n;
}

/** Of every ente: those that nobody confirmed, and those of which the addresses were there to be downloaded for long enough. */
export async function deleteFogliVecchi(
  t: Ctx,
  { nonConfermati, confermati }: { nonConfermati: Date; confermati: Date },
): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from flussi.foglio_link
     where (stato = 'da_confermare' and creato_il < ${nonConfermati}) or (stato = 'confermato' and confermato_il < ${confermati})`.execute(
    t.db,
  );
  return Number(numAffectedRows ?? 0n);
}
