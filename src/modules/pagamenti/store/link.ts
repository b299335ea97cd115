import { sql } from 'kysely';
import type { EnteId, IuvId, LinkId, TipoDovutoId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';
import type { MisuraLink, ValoriLink } from '../core/link.ts';

/** Where a link leads: to a notice whole, or to a form with something already in it, some of which stays as it is. */
export type MetaLink =
  | { genere: 'avviso'; iuvId: IuvId }
  | { genere: 'modulo'; tipoDovutoId: TipoDovutoId; valori: ValoriLink; fissi: readonly string[] };

export type Link = MetaLink &
  MisuraLink & { id: LinkId; enteId: EnteId; titolo: string | null; usi: number; revocatoIl: Date | null };

type Riga = Omit<Link, 'genere'> & {
  genere: 'avviso' | 'modulo';
  iuvId: IuvId | null;
  tipoDovutoId: TipoDovutoId | null;
  valori: ValoriLink | null;
  fissi: string[];
};

const CAMPI = sql`
  l.id, l.ente_id as "enteId", l.genere, l.titolo, l.iuv_id as "iuvId", l.tipo_dovuto_id as "tipoDovutoId", l.valori, l.fissi,
  l.scade_il as "scadeIl", l.usi_max as "usiMax", l.usi, l.revocato_il as "revocatoIl"`;

function linkDi({ iuvId, tipoDovutoId, valori, fissi, ...riga }: Riga): Link {
  if (iuvId !== null) return { ...riga, genere: 'avviso', iuvId };
  if (tipoDovutoId === null) throw new Error('link: neither a notice nor a form');
  return { ...riga, genere: 'modulo', tipoDovutoId, valori: valori ?? {}, fissi };
}

/** Of whichever ente: only for an address whose signature is ours. */
export async function selectLink(ctx: Ctx, id: LinkId): Promise<Link | null> {
  const { rows } = await sql<Riga>`select ${CAMPI} from pagamenti.leggi_link(${id}) as l`.execute(ctx.db);
  return rows[0] === undefined ? null : linkDi(rows[0]);
}

/** Those of the context's ente, the last first. */
export async function selectLinkDellEnte(t: Ctx, { quanti }: { quanti: number }): Promise<Link[]> {
  const { rows } = await sql<Riga>`
    select ${CAMPI} from pagamenti.link as l where l.ente_id = ${t.enteId} order by l.id desc limit ${quanti}`.execute(
    t.db,
  );
  return rows.map(linkDi);
}

export async function insertLink(t: Ctx, l: MetaLink & MisuraLink & { titolo: string | null }): Promise<LinkId> {
  const [iuvId, modulo] = l.genere === 'avviso' ? [l.iuvId, null] : [null, l];
  const { rows } = await sql<{ id: LinkId }>`
    insert into pagamenti.link (ente_id, genere, titolo, iuv_id, tipo_dovuto_id, valori, fissi, scade_il, usi_max, creato_il)
    values (${t.enteId}, ${l.genere}, ${l.titolo}, ${iuvId}, ${modulo?.tipoDovutoId ?? null},
            ${modulo === null ? null : JSON.stringify(modulo.valori)}::jsonb, ${[...(modulo?.fissi ?? [])]}::text[], ${l.scadeIl},
            ${l.usiMax}, ${t.now})
    returning id`.execute(t.db);
  const [riga] = rows;
  if (riga === undefined) throw new Error('link: not inserted');
  return riga.id;
}

/** False: it is none of the ente's, or was taken back already. */
export async function updateRevocato(t: Ctx, id: LinkId): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update pagamenti.link set revocato_il = ${t.now} where ente_id = ${t.enteId} and id = ${id} and revocato_il is null`.execute(
    t.db,
  );
  return numAffectedRows === 1n;
}

/** One use of it; false: it has none left. */
export async function usaUno(t: Ctx, id: LinkId): Promise<boolean> {
  const { rows } = await sql<{ usato: boolean }>`select pagamenti.usa_link(${id}, ${t.now}) as usato`.execute(t.db);
  return rows[0]?.usato === true;
}
