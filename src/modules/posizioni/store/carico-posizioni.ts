import { sql, type RawBuilder } from 'kysely';
import { generaNumeroAvviso } from '#kernel/numero-avviso';
import type { ContoId, DovutoId } from '#kernel/ids';
import { passoAtti } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import type { CodiceCarico } from '../core/rifiuti.ts';
import { passiContorno } from './carico-composte.ts';
import { COLONNE_DECISE, righeDecise } from './carico-fetta.ts';
import { giudizi, gruppi } from './carico-gruppi.ts';
import { CAMPI, campi } from './carico-nuovi.ts';
import { ATTI, passiNuovi, quote, RICHIESTE } from './carico-scrivi.ts';
import type { Fetta, RichiestaCarico } from './carico-tabella.ts';

/**
 * What became of a row of a posizione. `presente`: something that its posizione names is there already, and nothing was done of it;
 * `codice` is then of the row by itself.
 */
export type RigaDiNuova = {
  riga: number;
  presente: boolean;
  codice: CodiceCarico | null;
  iud: string;
  iuv: string | null;
  numeroAvviso: string | null;
} & DettaDiNuova;

/** What the request does not say of what was written, where it is to be told. */
export type DettaDiNuova = {
  dovutoId: DovutoId;
  tassonomia: string;
  contoId: ContoId | null;
  iban: string | null;
  pagaDopoScadenza: boolean;
};

const DECISE = sql.join(COLONNE_DECISE.map((nome) => sql.ref(nome)));
/** Those that the groups say anew. */
const PROPRIE = sql.join(
  COLONNE_DECISE.filter((nome) => !['codice', 'esito', 'posizione_id', 'opzione_id'].includes(nome)).map(
    (nome) => sql`d.${sql.ref(nome)}`,
  ),
);

/**
 * Writes posizioni that are new, each whole or not at all, in one statement: what the intake of files keeps in tables is here a step of it,
 * by the same rules. The rows are those of whole posizioni, all to be inserted, and name each IUD once.
 */
export async function scriviPosizioniNuove(
  t: Ctx,
  f: Fetta,
  { righe, daDire }: { righe: readonly RichiestaCarico[]; daDire: boolean },
): Promise<RigaDiNuova[]> {
  const tocca = sql`, n.dovuto_id is not null`;
  const { rows } = await sql<RigaDiNuova>`
    with carico as materialized (select * from json_to_recordset(${JSON.stringify(conAvvisi(f, righe))}::json) as r (${CAMPI})),
    decise (${DECISE}, tocca) as materialized (${righeDecise(f, tocca)}),
    ${f.nuova?.sole === true ? raggruppateDaSole : raggruppate(f)},
    giudizi as materialized (with fetta as (select * from raggruppate) select j.* from (${giudizi(f)}) as j),
    fetta as materialized (
      select ${PROPRIE}, x.codice, case when x.codice is null and not d.presente then d.esito end as esito,
             d.posizione_id, d.opzione_id, d.iupd, d.capo_posizione, d.capo_opzione, d.presente, d.posizione_cents,
             0::bigint as gia_pagato_cents, false as nasce_estinto, null::timestamptz as saldata_il, ${RICHIESTE}
        from (${f.nuova?.sole === true ? giudicateDaSole : giudicate}) as d
       cross join lateral (select case when d.presente then d.codice
                                       else coalesce(d.suo, case when d.guasta then 'POSIZIONE_INCOMPLETA' end) end as codice) as x
        join carico as c on c.riga = d.riga),
    ${passiNuovi(t, f)},
    ${f.nuova?.conContorno === true ? sql`${passiContorno()},` : sql``}
    quote as (${quote(f)}),
    atti as (${passoAtti(t, ATTI)})
    ${daDire ? DETTE : sql`select riga, presente, codice, iud, iuv, numero_avviso as "numeroAvviso" from fetta`} order by riga`.execute(
    t.db,
  );
  return rows;
}

/** The requests, each that wants a notice with its number among those reserved. */
function conAvvisi({ segregazione, progressivi: { primo } }: Fetta, righe: readonly RichiestaCarico[]): object[] {
  return righe.map((r) =>
    campi(
      r,
      r.generaIuv === true
        ? generaNumeroAvviso({ segregazione, progressivo: primo + r.riga - 1 }).numeroAvviso
        : undefined,
    ),
  );
}

/** The rows of one posizione have its id, and those of one opzione the id of that. */
function raggruppate(f: Fetta): RawBuilder<unknown> {
  return sql`
    gruppi as materialized (with fetta as (select * from decise) ${gruppi(f)}),
    raggruppate as materialized (
      select ${PROPRIE}, d.codice, d.esito, g.posizione_id, g.opzione_id, g.iupd, g.capo_posizione, g.capo_opzione,
             bool_or(d.tocca or g.presente) over (partition by g.iupd) as presente
        from decise as d join gruppi as g on g.riga = d.riga)`;
}

/** The same where each is all there is of its posizione. The code is read behind a fence: see {@link gruppi}. */
const raggruppateDaSole = sql`
    raggruppate as materialized (
      select ${PROPRIE}, d.codice, d.esito, d.posizione_id, d.opzione_id, r.iupd, true as capo_posizione, true as capo_opzione,
             d.tocca or p.id is not null as presente
        from decise as d
        join carico as c on c.riga = d.riga
       cross join lateral (select c.posizione ->> 'iupd' as iupd offset 0) as r
        left join posizioni.posizione as p on p.ente_id = d.ente_id and p.iupd = r.iupd)`;

const giudicate = sql`
         select g.*, bool_or(g.suo is not null) over (partition by g.iupd) as guasta
           from (select d.*, coalesce(d.codice, j.deciso) as suo, j.importo as posizione_cents
                   from raggruppate as d left join giudizi as j on j.riga = d.riga) as g`;

const giudicateDaSole = sql`
         select d.*, coalesce(d.codice, j.deciso) as suo, j.importo as posizione_cents, false as guasta
           from raggruppate as d left join giudizi as j on j.riga = d.riga`;

/** With what the request does not say. */
const DETTE = sql`
    select f.riga, f.presente, f.codice, f.iud, f.iuv, f.numero_avviso as "numeroAvviso", f.dovuto_id as "dovutoId", f.tassonomia,
           f.conto_id as "contoId", k.iban, t.paga_dopo_scadenza as "pagaDopoScadenza"
      from fetta as f
      left join enti.v_tipo_dovuto as t on t.ente_id = f.ente_id and t.id = f.tipo_dovuto_id
      left join lateral (select v.iban from enti.v_iban_vigente as v where v.ente_id = f.ente_id and v.conto_id = f.conto_id offset 0) as k
        on true`;
