import { sql } from 'kysely';
import type { ContoId, DovutoId, EnteId, IuvId, OpzioneId, PosizioneId, TipoDovutoId } from '#kernel/ids';
import type { Cents } from '#kernel/importo';
import { attoreTesto, type Ctx } from '#platform/contesto';
import type { DebitorePosizione } from '../core/nuova.ts';
import type { Bollo, VoceBilancio } from '../core/richiesta.ts';
import type { Stato } from '../core/stati.ts';

type Inseriti = {
  posizioneId: PosizioneId;
  dovuti: {
    dovutoId: DovutoId;
    opzioneId: OpzioneId;
    iud: string;
    iuvId: IuvId | null;
    iuv: string | null;
    numeroAvviso: string | null;
  }[];
};

/** The dovuti of one posizione by their IUD, in the order given. */
export async function leggiInseriti(t: Ctx, iud: readonly string[]): Promise<Inseriti> {
  const { rows } = await sql<Inseriti['dovuti'][number] & { posizioneId: PosizioneId }>`
    select d.posizione_id as "posizioneId", d.id as "dovutoId", d.opzione_id as "opzioneId", d.iud, i.id as "iuvId", i.iuv,
           i.numero_avviso as "numeroAvviso"
      from unnest(${iud}::text[]) with ordinality as k (iud, n)
      join posizioni.dovuto as d on d.ente_id = ${t.enteId} and d.iud = k.iud
      left join posizioni.iuv as i on i.ente_id = d.ente_id and i.id = d.iuv_id
     order by k.n`.execute(t.db);
  const [primo] = rows;
  if (primo === undefined) throw new Error('carico: accepted, and not there');
  return { posizioneId: primo.posizioneId, dovuti: rows.map(({ posizioneId: _, ...dovuto }) => dovuto) };
}

/** What a way to pay still asks, and all that a new one needs to take its place. */
export type DaSostituire = {
  iupd: string;
  debitore: DebitorePosizione;
  ordineMax: number;
  /** The amount of the posizione, without what any of its ways costs more. */
  posizioneCents: Cents;
  /** What was paid of the way, and of those that it took the place of. */
  giaPagatoCents: Cents;
  dovuti: {
    id: DovutoId;
    versione: number;
    importoCents: Cents;
    tipoDovuto: string;
    tipoDovutoId: TipoDovutoId;
    causale: string;
    causalePubblica: string;
    datiRiscossione: string;
    canali: string | null;
    iuf: string;
    /** It grows with the days (posizioni.gradino). */
    cresce: boolean;
    quote: {
      indice: number;
      importoCents: Cents;
      cf: string;
      denominazione: string;
      contoId: ContoId | null;
      contoDelTipo: boolean;
      iban: string | null;
      bollo: Bollo | null;
      bilancio: VoceBilancio[] | null;
      tassonomia: string;
      causale: string;
      altro: Record<string, string> | null;
    }[];
  }[];
};

/** Null: no such opzione of this ente. */
export async function leggiDaSostituire(t: Ctx, opzioneId: OpzioneId): Promise<DaSostituire | null> {
  const { rows } = await sql<DaSostituire>`
    select p.iupd,
           jsonb_build_object('tipo', p.debitore_tipo, 'codice', p.debitore_codice, 'anagrafica', p.debitore_anagrafica,
             'indirizzo', p.indirizzo, 'civico', p.civico, 'cap', p.cap, 'localita', p.localita, 'provincia', p.provincia,
             'nazione', p.nazione, 'email', p.email) as debitore,
           (select max(x.ordine) from posizioni.opzione as x where x.ente_id = p.ente_id and x.posizione_id = p.id) as "ordineMax",
           coalesce(p.importo_cents, (select sum(x.importo_cents) from posizioni.dovuto as x
                                       where x.ente_id = p.ente_id and x.posizione_id = p.id))::bigint as "posizioneCents",
           (o.gia_pagato_cents + coalesce((select sum(x.importo_cents) from posizioni.dovuto as x
                                            where x.ente_id = o.ente_id and x.posizione_id = p.id and x.opzione_id = o.id
                                              and x.stato = 'pagato'), 0))::bigint as "giaPagatoCents",
           coalesce((select jsonb_agg(jsonb_build_object('id', d.id, 'versione', d.versione, 'importoCents', d.importo_cents,
               'tipoDovuto', t.codice, 'tipoDovutoId', t.id, 'causale', d.causale, 'causalePubblica', d.causale_pubblica,
               'datiRiscossione', d.dati_riscossione, 'canali', d.canali, 'iuf', d.iuf,
               'cresce', exists (select from posizioni.gradino as g where g.ente_id = d.ente_id and g.dovuto_id = d.id),
               'quote', (select jsonb_agg(jsonb_build_object('indice', q.indice, 'importoCents', q.importo_cents, 'cf', q.beneficiario_cf,
                           'denominazione', q.beneficiario_denominazione, 'contoId', q.conto_id, 'contoDelTipo', q.conto_id = t.conto_id,
                           'iban', q.iban, 'bollo', q.bollo, 'bilancio', q.bilancio, 'tassonomia', q.tassonomia, 'causale', q.causale,
                           'altro', q.beneficiario) order by q.indice)
                           from posizioni.quota as q where q.ente_id = d.ente_id and q.dovuto_id = d.id)) order by d.id)
               from posizioni.dovuto as d
               join enti.v_tipo_dovuto as t on t.ente_id = d.ente_id and t.id = d.tipo_dovuto_id
              where d.ente_id = o.ente_id and d.posizione_id = p.id and d.opzione_id = o.id and d.stato = 'da_pagare'), '[]') as dovuti
      from posizioni.opzione as o
      join posizioni.posizione as p on p.ente_id = o.ente_id and p.id = o.posizione_id
     where o.ente_id = ${t.enteId} and o.id = ${opzioneId}`.execute(t.db);
  return rows[0] ?? null;
}

/** A dovuto that might be paid together with others. */
export type DaRiunire = {
  id: DovutoId;
  posizioneId: PosizioneId;
  opzioneId: OpzioneId;
  stato: Stato;
  conIuv: boolean;
  debitoreCodice: string;
  quote: number;
};

/** Locks the posizioni of these dovuti in id order, as receipts do, and reads them. */
export async function prendiDaRiunire(t: Ctx, dovutoIds: readonly DovutoId[]): Promise<DaRiunire[]> {
  await sql`
    select p.id from posizioni.posizione as p
     where p.ente_id = ${t.enteId}
       and p.id in (select d.posizione_id from posizioni.dovuto as d where d.ente_id = ${t.enteId} and d.id = any(${dovutoIds}::uuid[]))
     order by p.id for update of p`.execute(t.db);
  const { rows } = await sql<DaRiunire>`
    select d.id, d.posizione_id as "posizioneId", d.opzione_id as "opzioneId", d.stato, d.iuv_id is not null as "conIuv",
           p.debitore_codice as "debitoreCodice",
           (select count(*)::integer from posizioni.quota as q where q.ente_id = d.ente_id and q.dovuto_id = d.id) as quote
      from posizioni.dovuto as d join posizioni.posizione as p on p.ente_id = d.ente_id and p.id = d.posizione_id
     where d.ente_id = ${t.enteId} and d.id = any(${dovutoIds}::uuid[]) order by d.id`.execute(t.db);
  return rows;
}

/** Gives dovuti the iuv under which they are paid together: a fact that changes what can be paid, so a line of each one's history. */
export async function scriviRiuniti(
  t: Ctx,
  r: { enteId: EnteId; dovutoIds: readonly DovutoId[]; stazioneId: string; segregazione: string; progressivo: number },
): Promise<{ iuvId: IuvId; iuv: string; numeroAvviso: string }> {
  const { rows } = await sql<{ iuvId: IuvId; iuv: string; numeroAvviso: string }>`
    insert into posizioni.iuv (ente_id, iuv, numero_avviso, stazione_id, origine)
    select ${r.enteId}, substr(n.nav, 2), n.nav, ${r.stazioneId}, 'carrello'
      from (select posizioni.numero_avviso(${r.segregazione}, ${r.progressivo}) as nav) as n
    returning id as "iuvId", iuv, numero_avviso as "numeroAvviso"`.execute(t.db);
  const nuovo = rows[0];
  if (nuovo === undefined) throw new Error('iuv: not written');
  await sql`
    with riuniti as (
      update posizioni.dovuto as d set iuv_id = ${nuovo.iuvId}, versione = d.versione + 1
       where d.ente_id = ${r.enteId} and d.id = any(${r.dovutoIds}::uuid[]) and d.iuv_id is null
      returning d.*)
    insert into posizioni.storia (ente_id, dovuto_id, azione, versione, stato, importo_cents, data_scadenza, attore, prima)
    select d.ente_id, d.id, 'modificato', d.versione, d.stato, d.importo_cents, d.data_scadenza, ${attoreTesto(t.attore)},
           jsonb_build_object('stato', d.stato, 'riunito', true)
      from riuniti as d`.execute(t.db);
  return nuovo;
}
