import { sql } from 'kysely';
import type pg from 'pg';
import type { DovutoId, EnteId, TipoDovutoId } from '#kernel/ids';
import type { FattiCosto, RichiestaCarico } from '#modules/posizioni';
import type { Ctx } from '#platform/contesto';
import { preparata, type Preparata } from '#platform/db/pool';
import { raccolta } from '#platform/raccolta';
import type { StazioneDiEnte } from '../core/chiamata.ts';
import type { DovutoAvviso } from '../core/pagabile.ts';
import type { Metadato, QuotaAvviso } from '../core/trasferimenti.ts';

/** All the associations of enti and stations: small, read every few seconds and kept in memory by the door. */
export async function selectStazioni(ctx: Ctx): Promise<StazioneDiEnte[]> {
  const { rows } = await sql<StazioneDiEnte>`
    select s.stazione_id as "stazioneId", s.codice as stazione, s.attiva, s.intermediario, s.ente_id as "enteId",
           s.codice_fiscale as "codiceFiscale", s.ambiente, s.ente_stato as "enteStato", e.tetto_cents as "tettoCents", s.denominazione,
           s.settore, s.valida_dal as "validaDal", s.valida_al as "validaAl",
           case when p.ente_id is not null then jsonb_build_object('url', p.url, 'attesaMs', p.attesa_ms, 'ancheNostri', p.anche_nostri) end
             as "pressoEnte"
      from enti.v_stazione_ente as s join enti.v_ente as e on e.id = s.ente_id
      left join pagamenti.v_presso_ente as p on p.ente_id = s.ente_id`.execute(ctx.db);
  return rows;
}

export type DebitoreAvviso = RichiestaCarico['debitore'];

/** A dovuto under the notice, with what its cost is worked out from. */
export type RigaAvviso = Omit<DovutoAvviso, 'costo'> &
  FattiCosto & {
    dovutoId: DovutoId;
    tipoDovutoId: TipoDovutoId;
    versione: number;
    ordine: number;
    /** Its shares, in order; get asks for them. */
    quote?: QuotaAvviso[] | null;
  };
type RigaVerifica = RigaAvviso & { tutteCcp: boolean | null };
type RigaAttiva = RigaAvviso & DebitoreAvviso & { iuv: string; metadati: Metadato[] | null };

const COMUNI = `
    k.n::integer, v.stato, v.importo_cents as "importoCents", v.data_scadenza as "dataScadenza",
           v.paga_dopo_scadenza as "pagaDopoScadenza", v.causale_pubblica as "causalePubblica", v.saldata_il is not null as saldata,
           v.ordine, v.dovuto_id as "dovutoId", v.tipo_dovuto_id as "tipoDovutoId", v.versione, v.termini, v.quotazioni`;

// The hot statements of the door: one round trip for the notices asked together, prepared once a connection, no transaction.
const VERIFICA = {
  name: 'nodo_verifica',
  text: `
    select ${COMUNI}, v.tutte_ccp as "tutteCcp"
      from unnest($1::uuid[], $2::text[]) with ordinality as k (ente_id, numero_avviso, n)
      join posizioni.v_iuv_dovuto as v on v.ente_id = k.ente_id and v.numero_avviso = k.numero_avviso`,
};

const ATTIVA = {
  name: 'nodo_attiva',
  text: `
    select ${COMUNI}, v.iuv, v.debitore_tipo as tipo, v.debitore_codice as codice, v.debitore_anagrafica as anagrafica, v.indirizzo,
           v.civico, v.cap, v.localita, v.provincia, v.nazione, v.email, v.metadati,
           (select json_agg(json_build_object('importoCents', q.importo_cents, 'codiceFiscale', q.beneficiario_cf,
                     'denominazione', q.beneficiario_denominazione, 'iban', q.iban, 'ibanPostale', q.iban_postale, 'bollo', q.bollo,
                     'tassonomia', q.tassonomia, 'causale', q.causale) order by q.indice)
              from posizioni.v_iuv_quota as q
             where q.ente_id = v.ente_id and q.iuv_id = v.iuv_id and q.dovuto_id = v.dovuto_id and q.stato = 'da_pagare') as quote
      from unnest($1::uuid[], $2::text[]) with ordinality as k (ente_id, numero_avviso, n)
      join posizioni.v_iuv_dovuto as v on v.ente_id = k.ente_id and v.numero_avviso = k.numero_avviso`,
};

/** A notice as the Nodo asks for it, once its ente is known. */
export type AvvisoChiesto = { enteId: EnteId; numeroAvviso: string };

/** The reads of the door, each for one notice; those asked at the same time go to the database together. */
export type Letture = {
  verifica(avviso: AvvisoChiesto): Promise<RigaVerifica[]>;
  attiva(avviso: AvvisoChiesto): Promise<RigaAttiva[]>;
};

/** Two sets: while the database answers one, this process reads the messages of the other. */
const LETTURE = { inVoloMax: 2, insiemeMax: 16 };

/** Opens the reads on the pool of role nodo. */
export function apriLetture(pool: pg.Pool): Letture {
  const per = <R extends RigaAvviso>(domanda: Preparata): ((avviso: AvvisoChiesto) => Promise<R[]>) =>
    raccolta({ ...LETTURE, esegui: (avvisi) => leggiInsieme<R>(pool, domanda, avvisi) });
  return { verifica: per<RigaVerifica>(VERIFICA), attiva: per<RigaAttiva>(ATTIVA) };
}

/** The rows of each notice, in the order of the transfers: that of the receipt's facts too. */
async function leggiInsieme<R extends RigaAvviso>(
  pool: pg.Pool,
  domanda: Preparata,
  avvisi: readonly AvvisoChiesto[],
): Promise<R[][]> {
  const enti = avvisi.map((a) => a.enteId);
  const numeri = avvisi.map((a) => a.numeroAvviso);
  const perAvviso = avvisi.map((): R[] => []);
  for (const riga of await preparata<R & { n: number }>(pool, domanda, [enti, numeri]))
    perAvviso[riga.n - 1]?.push(riga);
  return perAvviso.map(inOrdine);
}

/** Nearly always there is one row: sorting here spares the database a step on each of them. */
function inOrdine<R extends RigaAvviso>(righe: R[]): R[] {
  if (righe.length < 2) return righe;
  return righe.toSorted((a, b) => a.ordine - b.ordine || (a.dovutoId < b.dovutoId ? -1 : 1));
}
