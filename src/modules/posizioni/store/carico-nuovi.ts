import { sql } from 'kysely';
import type pg from 'pg';
import type { EnteId } from '#kernel/ids';
import { passoAtti } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { preparata } from '#platform/db/pool';
import { giudicaRichiesta, isComposta } from '../core/richiesta.ts';
import { COLONNE_DECISE, righeDecise } from './carico-fetta.ts';
import { ATTI, passiNuovi, quote } from './carico-scrivi.ts';
import type { Fetta, RichiestaCarico, RigaDecisa } from './carico-tabella.ts';

/** What became of a row. `tocca`: it names what is there already, and nothing was done of it. */
export type RigaNuova = RigaDecisa & { tocca: boolean };

/** How long one waits for what another writer holds: the longer way waits for them as files do, and nobody who came beside waits too. */
const ATTESA_LOCK_MS = 250;

/** Begins the transaction that writes what is new: what is found by a key is found by its index, and planned once a connection. */
export async function apriScrittura(client: pg.PoolClient, enteId: EnteId): Promise<void> {
  // In one go, for what is said in turns costs a journey each. These hold until the end of the transaction.
  await client.query(
    `begin; set local app.ente = ${client.escapeLiteral(enteId)}; set local lock_timeout = ${ATTESA_LOCK_MS};
     set local enable_seqscan = off; set local plan_cache_mode = force_generic_plan`,
  );
}

/** A request as `carico` has it. */
export const CAMPI = sql`
  riga integer, azione text, iud text, iuv text, genera_iuv boolean, debitore_tipo text, debitore_codice text, debitore_anagrafica text,
  indirizzo text, civico text, cap text, localita text, provincia text, nazione text, email text, data_scadenza date,
  importo_cents bigint, commissione_cents bigint, tipo_dovuto text, canali text, causale text, causale_pubblica text,
  dati_riscossione text, bilancio text, altre_quote jsonb, posizione jsonb, difetto text, versione integer, avviso text`;

/**
 * Decides some rows and writes those that are new, in one statement: what is decided is a step of it, where a file has a temporary table.
 * In a transaction of that connection. Each row names an IUD and an IUV of its own.
 */
export async function scriviNuovi(
  client: pg.PoolClient,
  ctx: Ctx,
  { f, righe }: { f: Fetta; righe: readonly RichiestaCarico[] },
): Promise<RigaNuova[]> {
  const tocca = sql`, n.dovuto_id is not null or n.iuv_id is not null as tocca`;
  const colonne = sql.join(
    COLONNE_DECISE.map((nome) => sql`d.${sql.ref(nome)}`).filter((_, n) => COLONNE_DECISE[n] !== 'esito'),
  );
  const { sql: text, parameters } = sql`
    with carico as materialized (select * from json_to_recordset(${JSON.stringify(righe.map((r) => campi(r)))}::json) as r (${CAMPI})),
    decise (${sql.join([...COLONNE_DECISE, 'tocca'].map((nome) => sql.ref(nome)))}) as materialized (${righeDecise(f, tocca)}),
    fetta as materialized (
      select ${colonne}, case when not d.tocca then d.esito end as esito, d.tocca, null::text as iupd, true as capo_posizione,
             true as capo_opzione, null::bigint as posizione_cents, null::bigint as gia_pagato_cents, false as nasce_estinto,
             null::timestamptz as saldata_il
        from decise as d),
    ${passiNuovi(ctx, f)},
    quote as (${quote(f)}),
    atti as (${passoAtti(ctx, ATTI)})
    select riga, azione, iud, codice, iuv, dovuto_id as "dovutoId", esito, tocca from fetta order by riga`.compile(
    ctx.db,
  );
  const name = `carico_nuovi_${f.conAltre ? 'q' : ''}${f.progressivi.quanti > 0 ? 'g' : ''}${f.tipiConsentiti === null ? '' : 't'}`;
  return preparata<RigaNuova>(client, { name, text }, parameters);
}

/** A request, by the names of {@link CAMPI}; what it does not say is not there. `avviso`: the number kept for it. */
export function campi({ debitore: d, ...r }: RichiestaCarico, avviso?: string): object {
  return {
    ...{ riga: r.riga, azione: r.azione, iud: r.iud, iuv: r.iuv ?? undefined, genera_iuv: r.generaIuv ?? undefined },
    ...{ debitore_tipo: d.tipo, debitore_codice: d.codice, debitore_anagrafica: d.anagrafica },
    ...{ indirizzo: d.indirizzo ?? undefined, civico: d.civico ?? undefined, cap: d.cap ?? undefined },
    ...{ localita: d.localita ?? undefined, provincia: d.provincia ?? undefined, nazione: d.nazione ?? undefined },
    ...{ email: d.email ?? undefined, data_scadenza: r.dataScadenza ?? undefined },
    ...{ importo_cents: r.importoCents, commissione_cents: r.commissioneCents ?? undefined },
    ...{ tipo_dovuto: r.tipoDovuto, canali: r.canali, causale: r.causale, causale_pubblica: r.causalePubblica },
    ...{ dati_riscossione: r.datiRiscossione, bilancio: r.bilancio ?? undefined },
    altre_quote: r.altreQuote.length === 0 ? undefined : r.altreQuote,
    versione: r.versione,
    posizione: r.posizione,
    difetto: isComposta({ ...r, debitore: d }) ? (giudicaRichiesta({ ...r, debitore: d }) ?? undefined) : undefined,
    avviso,
  };
}
