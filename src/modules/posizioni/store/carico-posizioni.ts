import { sql } from 'kysely';
import { passoAtti } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import type { CodiceCarico } from '../core/rifiuti.ts';
import { passiContorno } from './carico-composte.ts';
import { COLONNE_DECISE, righeDecise } from './carico-fetta.ts';
import { giudizi, gruppi } from './carico-gruppi.ts';
import { CAMPI, campi } from './carico-nuovi.ts';
import { ATTI, passiNuovi, quote } from './carico-scrivi.ts';
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
};

/** How long one waits for what another writer holds: the longer way waits for them as files do. */
const ATTESA_LOCK_MS = 250;

/** What is found by a key is found by its index, and planned once a connection. In the transaction that writes. */
export async function prepara(t: Ctx): Promise<void> {
  await sql`
    select set_config('enable_seqscan', 'off', true), set_config('plan_cache_mode', 'force_generic_plan', true),
           set_config('lock_timeout', ${`${ATTESA_LOCK_MS}ms`}, true)`.execute(t.db);
}

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
  righe: readonly RichiestaCarico[],
): Promise<RigaDiNuova[]> {
  const tocca = sql`, n.dovuto_id is not null or n.iuv_id is not null`;
  const { rows } = await sql<RigaDiNuova>`
    with carico as materialized (select * from json_to_recordset(${JSON.stringify(righe.map(campi))}::json) as r (${CAMPI})),
    decise (${DECISE}, tocca) as materialized (${righeDecise(f, tocca)}),
    gruppi as materialized (with fetta as (select * from decise) ${gruppi(f)}),
    raggruppate as materialized (
      select ${PROPRIE}, d.codice, d.esito, g.posizione_id, g.opzione_id, g.iupd, g.capo_posizione, g.capo_opzione,
             bool_or(d.tocca or g.presente) over (partition by g.iupd) as presente
        from decise as d join gruppi as g on g.riga = d.riga),
    giudizi as materialized (with fetta as (select * from raggruppate) select j.* from (${giudizi(f)}) as j),
    giudicate as (
      select d.*, coalesce(d.codice, j.deciso) as suo, j.importo as posizione_cents
        from raggruppate as d left join giudizi as j on j.riga = d.riga),
    fetta as materialized (
      select ${PROPRIE}, x.codice, case when x.codice is null and not d.presente then d.esito end as esito,
             d.posizione_id, d.opzione_id, d.iupd, d.capo_posizione, d.capo_opzione, d.presente, d.posizione_cents,
             0::bigint as gia_pagato_cents, false as nasce_estinto, null::timestamptz as saldata_il
        from (select g.*, bool_or(g.suo is not null) over (partition by g.iupd) as guasta from giudicate as g) as d
       cross join lateral (select case when d.presente then d.codice
                                       else coalesce(d.suo, case when d.guasta then 'POSIZIONE_INCOMPLETA' end) end as codice) as x),
    ${passiNuovi(t, f)},
    ${passiContorno()},
    quote as (${quote(f)}),
    atti as (${passoAtti(t, ATTI)})
    select riga, presente, codice, iud, iuv, numero_avviso as "numeroAvviso" from fetta order by riga`.execute(t.db);
  return rows;
}
