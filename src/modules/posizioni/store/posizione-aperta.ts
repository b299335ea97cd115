import { sql } from 'kysely';
import type { Giorno } from '#kernel/giorno';
import type { DovutoId, OpzioneId, PosizioneId, TipoDovutoId } from '#kernel/ids';
import type { Cents } from '#kernel/importo';
import type { Ctx } from '#platform/contesto';
import type { DebitorePosizione } from '../core/nuova.ts';
import type { Gradino } from '../core/quanto.ts';

/** A dovuto that is still asked for, as an act by hand meets it. */
export type DovutoAperto = {
  id: DovutoId;
  versione: number;
  iud: string;
  opzioneId: OpzioneId;
  /** Which way to pay, and which instalment of it. */
  opzione: number;
  forma: 'unica' | 'piano';
  rata: number;
  importoCents: Cents;
  dataScadenza: Giorno | null;
  numeroAvviso: string | null;
  /** Somebody asked the Nodo to pay it, and the token still lives. */
  inPagamento: boolean;
  tipoDovutoId: TipoDovutoId;
};

/** What an act on a posizione starts from, looked at from one of its dovuti. */
export type PosizioneAperta = {
  posizioneId: PosizioneId;
  opzioneId: OpzioneId;
  notificataIl: Giorno | null;
  giorniDallaNotifica: number | null;
  /** The ways to pay that still ask for something. */
  opzioni: { ordine: number; giorniDallaNotifica: number | null }[];
  debitore: DebitorePosizione;
  /** Of the dovuto looked at: its words, what is added to it, and to whom it goes. */
  causalePubblica: string;
  gradini: Gradino[];
  quote: { indice: number; denominazione: string; bollo: boolean }[];
  aperti: DovutoAperto[];
};

/** Who owes a posizione `p`, as the acts say it. */
export const DEBITORE = sql`
  jsonb_build_object('tipo', p.debitore_tipo, 'codice', p.debitore_codice, 'anagrafica', p.debitore_anagrafica, 'indirizzo', p.indirizzo,
    'civico', p.civico, 'cap', p.cap, 'localita', p.localita, 'provincia', p.provincia, 'nazione', p.nazione, 'email', p.email)`;

/** To be called after `leggiDovuto`, which says whether the dovuto may be seen. */
export async function leggiPosizioneAperta(t: Ctx, dovutoId: DovutoId): Promise<PosizioneAperta> {
  const { rows } = await sql<PosizioneAperta>`
    select p.id as "posizioneId", o.id as "opzioneId", p.notificata_il as "notificataIl",
           o.giorni_dalla_notifica as "giorniDallaNotifica", ${DEBITORE} as debitore, v.causale_pubblica as "causalePubblica",
           coalesce((select jsonb_agg(jsonb_build_object('ordine', z.ordine, 'giorniDallaNotifica', z.giorni_dalla_notifica)
                               order by z.ordine)
              from posizioni.opzione as z
             where z.ente_id = v.ente_id and z.posizione_id = v.posizione_id
               and exists (select from posizioni.dovuto as d where d.ente_id = z.ente_id and d.opzione_id = z.id
                              and d.stato in ('bozza', 'da_pagare'))), '[]') as opzioni,
           coalesce((select jsonb_agg(jsonb_build_object('genere', g.genere, 'dal', g.dal, 'dopoGiorni', g.dopo_giorni,
                               'importoCents', g.importo_cents, 'quota', g.quota) order by g.ordine)
              from posizioni.gradino as g where g.ente_id = v.ente_id and g.dovuto_id = v.id), '[]') as gradini,
           (select jsonb_agg(jsonb_build_object('indice', q.indice, 'denominazione', q.beneficiario_denominazione,
                     'bollo', q.bollo is not null) order by q.indice)
              from posizioni.quota as q where q.ente_id = v.ente_id and q.dovuto_id = v.id) as quote,
           coalesce((select jsonb_agg(jsonb_build_object('id', d.id, 'versione', d.versione, 'iud', d.iud, 'opzioneId', d.opzione_id,
                     'opzione', z.ordine, 'forma', z.forma, 'rata', d.ordine, 'importoCents', d.importo_cents,
                     'dataScadenza', d.data_scadenza,
                     'numeroAvviso', i.numero_avviso, 'tipoDovutoId', d.tipo_dovuto_id,
                     'inPagamento', exists (
                       select 1 from registro.v_attivazione as a
                        where a.numero_avviso = i.numero_avviso
                          and a.dominio = (select e.codice_fiscale from enti.v_ente as e where e.id = d.ente_id)))
                     order by z.ordine, d.ordine, d.id)
              from posizioni.dovuto as d
              join posizioni.opzione as z on z.ente_id = d.ente_id and z.id = d.opzione_id
              left join posizioni.iuv as i on i.ente_id = d.ente_id and i.id = d.iuv_id
             where d.ente_id = v.ente_id and d.posizione_id = v.posizione_id and d.stato in ('bozza', 'da_pagare')), '[]') as aperti
      from posizioni.dovuto as v
      join posizioni.posizione as p on p.ente_id = v.ente_id and p.id = v.posizione_id
      join posizioni.opzione as o on o.ente_id = v.ente_id and o.id = v.opzione_id
     where v.ente_id = ${t.enteId} and v.id = ${dovutoId}`.execute(t.db);
  const [aperta] = rows;
  if (aperta === undefined) throw new Error('leggiPosizioneAperta: not of this ente');
  return aperta;
}
