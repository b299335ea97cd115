import { sql } from 'kysely';
import type { DovutoId, PosizioneId } from '#kernel/ids';
import { attoreTesto, type Ctx } from '#platform/contesto';
import type { PosizionePresente, Variazioni } from '../core/atti.ts';
import type { ParolePresenti } from '../core/modifica.ts';
import type { DebitorePosizione } from '../core/nuova.ts';
import { DEBITORE } from './posizione-aperta.ts';

/** The posizione of a dovuto, locked as a receipt locks it, with everything an act decides on. Null: not of this ente. */
export async function prendiPosizione(t: Ctx, dovutoId: DovutoId): Promise<PosizionePresente | null> {
  const { rows: presa } = await sql`
    select p.id from posizioni.posizione as p
     where p.ente_id = ${t.enteId}
       and p.id = (select d.posizione_id from posizioni.dovuto as d where d.ente_id = ${t.enteId} and d.id = ${dovutoId})
       for update of p`.execute(t.db);
  if (presa.length === 0) return null;
  const { rows } = await sql<PosizionePresente>`
    select p.id, p.importo_cents as "importoCents",
           (select jsonb_agg(jsonb_build_object('id', o.id, 'ordine', o.ordine, 'maggiorazioneCents', o.maggiorazione_cents)
                             order by o.ordine)
              from posizioni.opzione as o where o.ente_id = p.ente_id and o.posizione_id = p.id) as opzioni,
           (select jsonb_agg(jsonb_build_object('id', d.id, 'opzioneId', d.opzione_id, 'ordine', d.ordine, 'stato', d.stato,
                     'versione', d.versione, 'importoCents', d.importo_cents, 'dataScadenza', d.data_scadenza,
                     'tipoDovutoId', d.tipo_dovuto_id, 'sostituito', d.sostituito_il is not null,
                     'inPagamento', d.stato = 'da_pagare' and exists (
                       select 1 from registro.v_attivazione as a
                        where a.numero_avviso = i.numero_avviso
                          and a.dominio = (select e.codice_fiscale from enti.v_ente as e where e.id = d.ente_id)),
                     'quote', (select jsonb_agg(jsonb_build_object('indice', q.indice, 'importoCents', q.importo_cents,
                                         'bollo', q.bollo is not null, 'bilancio', q.bilancio) order by q.indice)
                                 from posizioni.quota as q where q.ente_id = d.ente_id and q.dovuto_id = d.id))
                             order by d.ordine, d.id)
              from posizioni.dovuto as d
              left join posizioni.iuv as i on i.ente_id = d.ente_id and i.id = d.iuv_id
             where d.ente_id = p.ente_id and d.posizione_id = p.id) as dovuti
      from posizioni.posizione as p
     where p.ente_id = ${t.enteId}
       and p.id = (select d.posizione_id from posizioni.dovuto as d where d.ente_id = ${t.enteId} and d.id = ${dovutoId})`.execute(
    t.db,
  );
  return rows[0] ?? null;
}

/**
 * Writes what an act decided, a statement a table: each dovuto only in the version that was decided on, with its history. False: one of
 * them is another by now. A bilancio in the words of a file goes away with the amount it summed to; the history keeps it.
 */
export async function scriviVariazioni(t: Ctx, v: Variazioni, motivo: string): Promise<boolean> {
  await sql`
    update posizioni.posizione as p
       set importo_cents = ${v.importoCents}, saldata_il = case when ${v.riapre} then null else p.saldata_il end
     where p.ente_id = ${t.enteId} and p.id = ${v.posizioneId}
       and (p.importo_cents is distinct from ${v.importoCents}::bigint or ${v.riapre})`.execute(t.db);
  if (v.opzioni.length > 0) {
    await sql`
      update posizioni.opzione as o set maggiorazione_cents = x."maggiorazioneCents"
        from jsonb_to_recordset(${JSON.stringify(v.opzioni)}::jsonb) as x (id uuid, "maggiorazioneCents" bigint)
       where o.ente_id = ${t.enteId} and o.id = x.id`.execute(t.db);
  }
  const { rows } = await sql<{ scritti: number }>`
    with x as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(v.dovuti)}::jsonb)
        as x (id uuid, versione integer, azione text, stato text, "importoCents" bigint, "dataScadenza" date, quote jsonb,
              causale text, "causalePubblica" text, dettaglio jsonb)),
    cambiati as (
      update posizioni.dovuto as d
         set stato = x.stato, importo_cents = x."importoCents", data_scadenza = x."dataScadenza", versione = d.versione + 1,
             bilancio = case when d.importo_cents = x."importoCents" then d.bilancio end,
             causale = coalesce(x.causale, d.causale), causale_pubblica = coalesce(x."causalePubblica", d.causale_pubblica)
        from x
       where d.ente_id = ${t.enteId} and d.id = x.id and d.versione = x.versione
      returning d.ente_id, d.id, x.azione, x.dettaglio, new.versione, new.stato, new.importo_cents, new.data_scadenza,
                old.stato as era_stato, old.importo_cents as era_importo, old.data_scadenza as era_scadenza, old.bilancio as era_bilancio),
    scritte as (
      insert into posizioni.storia (ente_id, dovuto_id, azione, versione, stato, importo_cents, data_scadenza, attore, prima, motivo,
                                    dettaglio)
      select c.ente_id, c.id, c.azione, c.versione, c.stato, c.importo_cents, c.data_scadenza, ${attoreTesto(t.attore)},
             jsonb_build_object('stato', c.era_stato, 'importoCents', c.era_importo, 'dataScadenza', c.era_scadenza)
               || case when c.era_bilancio is null or c.era_importo = c.importo_cents then '{}'
                       else jsonb_build_object('bilancio', c.era_bilancio) end
               || case when c.era_importo = c.importo_cents then '{}' else jsonb_build_object('importiQuote',
                    (select jsonb_agg(q.importo_cents order by q.indice) from posizioni.quota as q
                      where q.ente_id = c.ente_id and q.dovuto_id = c.id)) end,
             ${motivo.trim()}, c.dettaglio
        from cambiati as c)
    select count(*)::integer as scritti from cambiati`.execute(t.db);
  if (rows[0]?.scritti !== v.dovuti.length) return false;
  if (v.debitore !== undefined) await updateDebitore(t, v.posizioneId, v.debitore);
  await sql`
    update posizioni.quota as q set importo_cents = y."importoCents", bilancio = nullif(y.bilancio, 'null')
      from jsonb_to_recordset(${JSON.stringify(v.dovuti)}::jsonb) as x (id uuid, quote jsonb)
     cross join lateral jsonb_to_recordset(nullif(x.quote, 'null')) as y (indice smallint, "importoCents" bigint, bilancio jsonb)
     where q.ente_id = ${t.enteId} and q.dovuto_id = x.id and q.indice = y.indice`.execute(t.db);
  for (const d of v.dovuti) if (d.causalePubblica !== undefined) await updateCausaleQuote(t, d.id, d.causalePubblica);
  return true;
}

async function updateDebitore(t: Ctx, posizioneId: PosizioneId, d: DebitorePosizione): Promise<void> {
  await sql`
    update posizioni.posizione
       set debitore_tipo = ${d.tipo}, debitore_codice = ${d.codice}, debitore_anagrafica = ${d.anagrafica}, indirizzo = ${d.indirizzo},
           civico = ${d.civico}, cap = ${d.cap}, localita = ${d.localita}, provincia = ${d.provincia}, nazione = ${d.nazione},
           email = ${d.email}
     where ente_id = ${t.enteId} and id = ${posizioneId}`.execute(t.db);
}

/** What pagoPA is told of a share is that of the whole, but for those that had words of their own. */
async function updateCausaleQuote(t: Ctx, dovutoId: DovutoId, causale: string): Promise<void> {
  await sql`
    update posizioni.quota as q set causale = ${causale}
      from posizioni.quota as prima
     where q.ente_id = ${t.enteId} and q.dovuto_id = ${dovutoId}
       and prima.ente_id = q.ente_id and prima.dovuto_id = q.dovuto_id and prima.indice = 1 and q.causale = prima.causale`.execute(
    t.db,
  );
}

/** Of a dovuto whose posizione is held: its words, who owes, who owes the same. */
export async function selectParole(t: Ctx, dovutoId: DovutoId): Promise<ParolePresenti | null> {
  const { rows } = await sql<ParolePresenti>`
    select d.causale, d.causale_pubblica as "causalePubblica", ${DEBITORE} as debitore,
           array(select b.codice from posizioni.debitore as b where b.ente_id = p.ente_id and b.posizione_id = p.id) as "altriCodici",
           k.scadenza_obbligatoria or k.scadenza_stampata as "scadenzaObbligatoria", k.codice_fiscale_anonimo as "anonimoAmmesso",
           k.importo_fisso_cents as "importoFissoCents",
           (select e.tetto_cents from enti.v_ente as e where e.id = d.ente_id) as "tettoCents"
      from posizioni.dovuto as d
      join posizioni.posizione as p on p.ente_id = d.ente_id and p.id = d.posizione_id
      join enti.v_tipo_dovuto as k on k.ente_id = d.ente_id and k.id = d.tipo_dovuto_id
     where d.ente_id = ${t.enteId} and d.id = ${dovutoId}`.execute(t.db);
  return rows[0] ?? null;
}
