import { sql } from 'kysely';
import type pg from 'pg';
import type { EnteId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';
import { preparata } from '#platform/db/pool';
import type { StazioneDiEnte } from '../core/chiamata.ts';
import type { DovutoAvviso } from '../core/pagabile.ts';
import type { QuotaAvviso } from '../core/trasferimenti.ts';

/** All the associations of enti and stations: small, read every few seconds and kept in memory by the door. */
export async function selectStazioni(ctx: Ctx): Promise<StazioneDiEnte[]> {
  const { rows } = await sql<StazioneDiEnte>`
    select stazione_id as "stazioneId", codice as stazione, attiva, intermediario, ente_id as "enteId", codice_fiscale as "codiceFiscale",
           ambiente, ente_stato as "enteStato", denominazione, settore, valida_dal as "validaDal", valida_al as "validaAl"
      from enti.v_stazione_ente`.execute(ctx.db);
  return rows;
}

export type DebitoreAvviso = {
  tipo: 'F' | 'G';
  codice: string;
  anagrafica: string;
  indirizzo: string | null;
  civico: string | null;
  cap: string | null;
  localita: string | null;
  provincia: string | null;
  nazione: string | null;
  email: string | null;
};

type RigaVerifica = DovutoAvviso & { tutteCcp: boolean | null; ordine: number };

// The hot statements of the door: prepared once a connection, one round trip a request, no transaction.
const VERIFICA = {
  name: 'nodo_verifica',
  text: `
    select v.stato, v.importo_cents as "importoCents", v.data_scadenza as "dataScadenza", v.paga_dopo_scadenza as "pagaDopoScadenza",
           v.causale_pubblica as "causalePubblica", v.saldata_il is not null as saldata, v.tutte_ccp as "tutteCcp", v.ordine
      from posizioni.v_iuv_dovuto as v
     where v.ente_id = $1 and v.numero_avviso = $2`,
};

const ATTIVA = {
  name: 'nodo_attiva',
  text: `
    select v.stato, v.importo_cents as "importoCents", v.data_scadenza as "dataScadenza", v.paga_dopo_scadenza as "pagaDopoScadenza",
           v.causale_pubblica as "causalePubblica", v.saldata_il is not null as saldata, v.iuv, v.ordine,
           v.debitore_tipo as tipo, v.debitore_codice as codice, v.debitore_anagrafica as anagrafica, v.indirizzo, v.civico, v.cap,
             v.localita,
           v.provincia, v.nazione, v.email,
           (select jsonb_agg(jsonb_build_object('importoCents', q.importo_cents, 'codiceFiscale', q.beneficiario_cf,
                     'denominazione', q.beneficiario_denominazione, 'iban', q.iban, 'ibanPostale', q.iban_postale, 'bollo', q.bollo,
                     'tassonomia', q.tassonomia, 'causale', q.causale) order by q.ordine, q.dovuto_id, q.indice)
              from posizioni.v_iuv_quota as q where q.ente_id = v.ente_id and q.iuv_id = v.iuv_id and q.stato = 'da_pagare') as quote
      from posizioni.v_iuv_dovuto as v
     where v.ente_id = $1 and v.numero_avviso = $2`,
};

type Avviso = { enteId: EnteId; numeroAvviso: string };

export function selectVerifica(pool: pg.Pool, { enteId, numeroAvviso }: Avviso): Promise<RigaVerifica[]> {
  return preparata<RigaVerifica>(pool, VERIFICA, [enteId, numeroAvviso]).then(inOrdine);
}

type RigaAttiva = DovutoAvviso & DebitoreAvviso & { iuv: string; ordine: number; quote: QuotaAvviso[] | null };

export function selectAttiva(pool: pg.Pool, { enteId, numeroAvviso }: Avviso): Promise<RigaAttiva[]> {
  return preparata<RigaAttiva>(pool, ATTIVA, [enteId, numeroAvviso]).then(inOrdine);
}

/** Nearly always there is one row: sorting here spares the database a step on each of them. */
function inOrdine<R extends { ordine: number }>(righe: R[]): R[] {
  return righe.length > 1 ? righe.toSorted((a, b) => a.ordine - b.ordine) : righe;
}
