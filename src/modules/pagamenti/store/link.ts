import { sql, type RawBuilder } from 'kysely';
import type { DovutoId, EnteId, IuvId, LinkId, TipoDovutoId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';
import { contiene } from '#platform/db/contiene';
import type { MisuraLink, QualiLink, ValoriLink } from '../core/link.ts';

/** Where a link leads: to a notice whole, or to a form with something already in it, some of which stays as it is. */
export type MetaLink =
  | { genere: 'avviso'; iuvId: IuvId }
  | { genere: 'modulo'; tipoDovutoId: TipoDovutoId; valori: ValoriLink; fissi: readonly string[] };

export type Link = MetaLink &
  MisuraLink & { id: LinkId; enteId: EnteId; titolo: string | null; usi: number; revocatoIl: Date | null };

/** A link as its ente knows it. */
export type LinkDellEnte = Link & {
  creatoIl: Date;
  motivoRevoca: string | null;
  /** How the ente calls its notice; null where it leads to a form. */
  avviso: { numeroAvviso: string; dovutoId: DovutoId; causale: string } | null;
  /** The kind of due of its form; null where it leads to a notice. */
  tipo: string | null;
};

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

function linkDi<R extends Riga>({ iuvId, tipoDovutoId, valori, fissi, ...riga }: R) {
  if (iuvId !== null) return { ...riga, genere: 'avviso' as const, iuvId };
  if (tipoDovutoId === null) throw new Error('link: neither a notice nor a form');
  return { ...riga, genere: 'modulo' as const, tipoDovutoId, valori: valori ?? {}, fissi };
}

/** Of whichever ente: only for an address whose signature is ours. */
export async function selectLink(ctx: Ctx, id: LinkId): Promise<Link | null> {
  const { rows } = await sql<Riga>`select ${CAMPI} from pagamenti.leggi_link(${id}) as l`.execute(ctx.db);
  return rows[0] === undefined ? null : linkDi(rows[0]);
}

/** The kinds of due that whoever asks may see; null: all of them. Of a notice, all that it asks for is to be of theirs. */
export type TipiConsentiti = readonly TipoDovutoId[] | null;

/** Which links, a page of them: after one, before one, or the first. */
export type FiltroLink = {
  quali?: QualiLink;
  tipiConsentiti?: TipiConsentiti;
  /** Words of the title or of the kind of due, or the number of the notice. Blank: all. */
  testo?: string;
  dopo?: LinkId | null;
  prima?: LinkId | null;
  quanti: number;
};

function stato({ now }: Ctx, quali: QualiLink): RawBuilder<unknown> {
  const scaduto = sql`coalesce(l.scade_il <= ${now}, false)`;
  const esaurito = sql`coalesce(l.usi >= l.usi_max, false)`;
  switch (quali) {
    case 'attivi':
      return sql`l.revocato_il is null and not ${scaduto} and not ${esaurito}`;
    case 'scaduti':
      return sql`l.revocato_il is null and ${scaduto}`;
    case 'esauriti':
      return sql`l.revocato_il is null and not ${scaduto} and ${esaurito}`;
    case 'ritirati':
      return sql`l.revocato_il is not null`;
    case 'tutti':
      return sql`true`;
  }
}

function visibile(tipi: TipiConsentiti): RawBuilder<unknown> {
  if (tipi === null) return sql`true`;
  return sql`case when l.tipo_dovuto_id is not null then l.tipo_dovuto_id = any(${[...tipi]}::uuid[])
    else not exists (select from posizioni.v_iuv_tipo as v where v.ente_id = l.ente_id and v.iuv_id = l.iuv_id
                        and v.tipo_dovuto_id <> all(${[...tipi]}::uuid[])) end`;
}

function trovato(testo: string): RawBuilder<unknown> {
  return contiene(testo, {
    campi: [
      ...[sql`l.titolo`, sql`t.denominazione`],
      sql`case when l.iuv_id is not null
               then (select v.numero_avviso from posizioni.v_iuv_tipo as v
                      where v.ente_id = l.ente_id and v.iuv_id = l.iuv_id limit 1) end`,
    ],
  });
}

const DELL_ENTE = sql`
  select ${CAMPI}, l.creato_il as "creatoIl", l.motivo_revoca as "motivoRevoca", t.denominazione as tipo,
         (select jsonb_build_object('numeroAvviso', v.numero_avviso, 'dovutoId', v.dovuto_id, 'causale', v.causale_pubblica)
            from posizioni.v_iuv_tipo as v where v.ente_id = l.ente_id and v.iuv_id = l.iuv_id order by v.ordine limit 1) as avviso
    from pagamenti.link as l left join enti.v_tipo_dovuto as t on t.ente_id = l.ente_id and t.id = l.tipo_dovuto_id`;

type RigaEnte = Riga & Pick<LinkDellEnte, 'creatoIl' | 'motivoRevoca' | 'avviso' | 'tipo'>;

/** Those of the context's ente, the last first. */
export async function selectLinkDellEnte(
  t: Ctx,
  { quali = 'tutti', tipiConsentiti = null, testo = '', dopo = null, prima = null, quanti }: FiltroLink,
): Promise<LinkDellEnte[]> {
  const indietro = prima !== null;
  const { rows } = await sql<RigaEnte>`
    ${DELL_ENTE}
     where l.ente_id = ${t.enteId} and ${stato(t, quali)} and ${visibile(tipiConsentiti)} and ${trovato(testo)}
       and (${dopo}::uuid is null or l.id < ${dopo}::uuid) and (${prima}::uuid is null or l.id > ${prima}::uuid)
     order by l.id ${indietro ? sql`asc` : sql`desc`} limit ${quanti}`.execute(t.db);
  const letti = rows.map(linkDi);
  return indietro ? letti.toReversed() : letti;
}

/** One of them; null: it is none of the ente's, or not of those who ask. */
export async function selectUnLink(
  t: Ctx,
  { linkId, tipiConsentiti = null }: { linkId: LinkId; tipiConsentiti?: TipiConsentiti },
): Promise<LinkDellEnte | null> {
  const { rows } = await sql<RigaEnte>`
    ${DELL_ENTE} where l.ente_id = ${t.enteId} and l.id = ${linkId} and ${visibile(tipiConsentiti)}`.execute(t.db);
  return rows[0] === undefined ? null : linkDi(rows[0]);
}

/** How many there are of one part of the list. */
export async function countLink(
  t: Ctx,
  {
    quali,
    tipiConsentiti,
    testo = '',
  }: Pick<FiltroLink, 'testo'> & { quali: QualiLink; tipiConsentiti: TipiConsentiti },
): Promise<number> {
  const { rows } = await sql<{ quanti: number }>`
    select count(*)::integer as quanti
      from pagamenti.link as l left join enti.v_tipo_dovuto as t on t.ente_id = l.ente_id and t.id = l.tipo_dovuto_id
     where l.ente_id = ${t.enteId} and ${stato(t, quali)} and ${visibile(tipiConsentiti)} and ${trovato(testo)}`.execute(
    t.db,
  );
  return rows[0]?.quanti ?? 0;
}

/** Of what a notice asks: may they see it all, and is any of it still to be paid? */
export async function selectAvvisoPerLink(
  t: Ctx,
  iuvId: IuvId,
  tipi: TipiConsentiti,
): Promise<{ suo: boolean; aperto: boolean }> {
  const { rows } = await sql<{ suo: boolean; aperto: boolean }>`
    select coalesce(bool_and(${tipi === null ? sql`true` : sql`v.tipo_dovuto_id = any(${[...tipi]}::uuid[])`}), false) as suo,
           coalesce(bool_or(v.stato = 'da_pagare'), false) as aperto
      from posizioni.v_iuv_tipo as v where v.ente_id = ${t.enteId} and v.iuv_id = ${iuvId}`.execute(t.db);
  return rows[0] ?? { suo: false, aperto: false };
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

/** A link to a form among many, with the id that it was given before. */
export type LinkInsieme = { id: LinkId; titolo: string | null; valori: ValoriLink; fissi: readonly string[] };

export async function insertLinkInsieme(
  t: Ctx,
  { tipoDovutoId, scadeIl, usiMax }: MisuraLink & { tipoDovutoId: TipoDovutoId },
  insieme: readonly LinkInsieme[],
): Promise<void> {
  await sql`
    insert into pagamenti.link (ente_id, id, genere, titolo, tipo_dovuto_id, valori, fissi, scade_il, usi_max, creato_il)
    select ${t.enteId}::uuid, r.id, 'modulo', r.titolo, ${tipoDovutoId}::uuid, r.valori, array(select jsonb_array_elements_text(r.fissi)),
           ${scadeIl}::timestamptz, ${usiMax}::integer, ${t.now}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(insieme)}::jsonb) as r (id uuid, titolo text, valori jsonb, fissi jsonb)`.execute(
    t.db,
  );
}

/** False: it is none of the ente's, or was taken back already. */
export async function updateRevocato(t: Ctx, { id, motivo }: { id: LinkId; motivo: string }): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update pagamenti.link set revocato_il = ${t.now}, motivo_revoca = ${motivo}
     where ente_id = ${t.enteId} and id = ${id} and revocato_il is null`.execute(t.db);
  return numAffectedRows === 1n;
}

/** One use of it; false: it has none left. */
export async function usaUno(t: Ctx, id: LinkId): Promise<boolean> {
  const { rows } = await sql<{ usato: boolean }>`select pagamenti.usa_link(${id}, ${t.now}) as usato`.execute(t.db);
  return rows[0]?.usato === true;
}
