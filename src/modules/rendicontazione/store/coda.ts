import { sql } from 'kysely';
import { giornoA, type Giorno } from '#kernel/giorno';
import type { EnteId, MancanteId, RendicontazioneId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import { attoreTesto, type Ctx } from '#platform/contesto';
import type { DopoTentativo } from '../core/mancante.ts';

/** Enti whose receipts one run looks at: the key of most of them is the same. */
const ENTI_MAX = 1000;

/**
 * The payments of a statement whose receipt has not come: each is asked for, or left to a person where the PSP says that it has none. One
 * that was waited for, or that had been closed for not being paid, gets from here the IUR by which it is asked for.
 */
export async function segnaMancanti(t: Ctx, id: RendicontazioneId): Promise<void> {
  await sql`
    with nuove as (
      select g.iur, min(g.iuv) as iuv, min(g.esito) as esito, min(g.esitata_il) as giorno, sum(g.importo_cents)::bigint as importo_cents,
             min(g.esito) in (8, 9) as senza
        from rendicontazione.riga as g
       where g.ente_id = ${t.enteId} and g.rendicontazione_id = ${id} and g.esito <> 3 and g.importo_cents > 0 and g.iur ~ '^[!-~]{1,35}$'
         and not exists (select from pagamenti.v_quota_pagata as v where v.ente_id = g.ente_id and v.receipt_id = g.iur)
       group by g.iur),
    attese as (
      select n.iur, (select m.id from rendicontazione.mancante as m
                      where m.ente_id = ${t.enteId}
                        and ((m.iur = n.iur and m.chiusura = 'ritirata')
                             or (m.iuv = n.iuv and m.iur is null
                                 and (m.stato in ('in_attesa', 'da_chiudere') or m.chiusura = 'non_pagata')))
                        and not exists (select from rendicontazione.mancante as x
                                         where x.ente_id = m.ente_id and x.iur = n.iur and x.id <> m.id)
                      order by m.id limit 1) as id
        from nuove as n),
    riprese as (
      update rendicontazione.mancante as m
         set iur = n.iur, iur_da = null, rendicontazione_id = ${id}, esito = n.esito, giorno = n.giorno, importo_cents = n.importo_cents,
             stato = case when n.senza then 'da_chiudere' else 'in_coda' end, perche = case when n.senza then 'senza_ricevuta' end,
             prossimo_il = case when n.senza then null else ${t.now}::timestamptz end, tentativi = 0,
             conclusa_il = null, chiusura = null, motivo = null, chiusa_da = null
        from nuove as n join attese as a on a.iur = n.iur
       where m.ente_id = ${t.enteId} and m.id = a.id
      returning m.iur)
    insert into rendicontazione.mancante as m
      (ente_id, origine, iuv, iur, rendicontazione_id, esito, giorno, importo_cents, stato, perche, prossimo_il, creata_il)
    select ${t.enteId}, 'rendicontazione', n.iuv, n.iur, ${id}, n.esito, n.giorno, n.importo_cents,
           case when n.senza then 'da_chiudere' else 'in_coda' end, case when n.senza then 'senza_ricevuta' end,
           case when n.senza then null else ${t.now}::timestamptz end, ${t.now}
      from nuove as n where not exists (select from riprese as r where r.iur = n.iur)
     order by n.giorno, n.iur
    on conflict (ente_id, iur) where iur is not null do update
      set rendicontazione_id = excluded.rendicontazione_id, esito = excluded.esito, giorno = excluded.giorno,
          importo_cents = excluded.importo_cents, iur_da = null
    where m.stato in ('in_coda', 'in_attesa', 'da_chiudere')`.execute(t.db);
}

/** A statement is published again, without some of its payments: nobody asks for their receipts any more. */
export async function ritiraMancanti(
  t: Ctx,
  { prima, dopo }: { prima: RendicontazioneId; dopo: RendicontazioneId },
): Promise<void> {
  await sql`
    update rendicontazione.mancante as m
       set stato = 'chiusa', chiusura = 'ritirata', perche = null, prossimo_il = null, conclusa_il = ${t.now},
           chiusa_da = ${attoreTesto(t.attore)}
     where m.ente_id = ${t.enteId} and m.rendicontazione_id = ${prima} and m.stato in ('in_coda', 'da_chiudere')
       and not exists (select from rendicontazione.riga as g
                        where g.ente_id = m.ente_id and g.rendicontazione_id = ${dopo} and g.iur = m.iur)`.execute(
    t.db,
  );
}

/** What has changed by itself: receipts that came, payers back from Checkout whose receipt did not, and whom no statement reports. */
export async function aggiornaMancanti(t: Ctx): Promise<void> {
  await sql`
    update rendicontazione.mancante as m
       set stato = 'arrivata', perche = null, prossimo_il = null, conclusa_il = v.conclusa_il
      from rendicontazione.v_mancante as v
     where m.stato in ('in_coda', 'in_attesa', 'da_chiudere')
       and v.scritto in ('in_coda', 'in_attesa', 'da_chiudere') and v.ente_id = m.ente_id and v.id = m.id and v.stato = 'arrivata'`.execute(
    t.db,
  );
  const [da, a] = [LIMITI.recuperoRientriMs, LIMITI.recuperoDopoRientroMs].map((ms) => new Date(t.now.getTime() - ms));
  await sql`
    insert into rendicontazione.mancante
      (ente_id, origine, iuv, carrello_id, giorno, importo_cents, stato, attesa_fino, creata_il)
    select v.ente_id, 'carrello', v.iuv, v.carrello_id, x.giorno, v.importo_cents, 'in_attesa', x.giorno + 2, ${t.now}
      from pagamenti.v_voce_in_attesa as v, lateral (select (v.rientrato_il at time zone 'Europe/Rome')::date as giorno) as x
     where v.rientrato_il > ${da} and v.rientrato_il < ${a}
       and not exists (select from rendicontazione.mancante as m where m.ente_id = v.ente_id and m.iuv = v.iuv and m.iur is not null)
    on conflict (ente_id, carrello_id, iuv) where carrello_id is not null do nothing`.execute(t.db);
  // What is published at midnight is here some hours later.
  const arrivate = new Date(t.now.getTime() - LIMITI.fdrRitardoMs);
  await sql`
    update rendicontazione.mancante set stato = 'da_chiudere', perche = 'non_rendicontata'
     where stato = 'in_attesa' and attesa_fino < ${giornoA(arrivate)}::date`.execute(t.db);
}

/** The enti with a receipt to ask for now, from whom has waited longest. */
export async function selectEntiInCoda(
  t: Ctx,
): Promise<{ enteId: EnteId; codiceFiscale: string; ambiente: 'live' | 'prova' }[]> {
  const { rows } = await sql<{ enteId: EnteId; codiceFiscale: string; ambiente: 'live' | 'prova' }>`
    select x.ente_id as "enteId", e.codice_fiscale as "codiceFiscale", e.ambiente
      from (select m.ente_id, min(m.id::text) as prima from rendicontazione.mancante as m
             where m.stato = 'in_coda' and m.prossimo_il <= ${t.now} group by m.ente_id) as x
      join enti.v_ente as e on e.id = x.ente_id order by x.prima limit ${ENTI_MAX}`.execute(t.db);
  return rows;
}

/** A receipt that is being asked for, taken by who has it here. */
export type Presa = {
  tentativoId: string;
  mancanteId: MancanteId;
  enteId: EnteId;
  iur: string;
  iuv: string;
  iurDa: string | null;
  tentativi: number;
};

/**
 * Takes the oldest of an ente to be asked for, and writes the question down before anybody asks: whoever dies after this has used one of
 * the questions of the hour, and after a while another takes up what was his. `fino`: with this key nobody asks before then.
 */
export async function prendi(
  t: Ctx,
  { enteId, impronta }: { enteId: EnteId; impronta: Buffer },
): Promise<{ presa: Presa } | { fino: Date } | null> {
  await sql`insert into rendicontazione.chiave_recupero (impronta) values (${impronta}) on conflict do nothing`.execute(
    t.db,
  );
  const { rows: chiavi } = await sql<{ chiamate: Date[]; fermaFino: Date | null }>`
    select chiamate, ferma_fino as "fermaFino" from rendicontazione.chiave_recupero where impronta = ${impronta} for update`.execute(
    t.db,
  );
  const { chiamate = [], fermaFino = null } = chiavi[0] ?? {};
  if (fermaFino !== null && fermaFino > t.now) return { fino: fermaFino };
  const recenti = chiamate.filter((una) => t.now.getTime() - una.getTime() < LIMITI.recuperoFinestraMs);
  const [prima] = recenti.toSorted((a, b) => a.getTime() - b.getTime());
  if (prima !== undefined && recenti.length >= LIMITI.recuperoChiamateMax)
    return { fino: new Date(prima.getTime() + LIMITI.recuperoFinestraMs) };
  const { rows } = await sql<Omit<Presa, 'tentativoId'> & { richiestoDa: string | null }>`
    select m.id as "mancanteId", m.ente_id as "enteId", m.iur, m.iuv, m.iur_da as "iurDa", m.tentativi, m.richiesto_da as "richiestoDa"
      from rendicontazione.mancante as m
     where m.ente_id = ${enteId} and m.stato = 'in_coda' and m.prossimo_il <= ${t.now}
     order by m.id limit 1 for update skip locked`.execute(t.db);
  const [riga] = rows;
  if (riga === undefined) return null;
  const { richiestoDa, ...presa } = riga;
  await sql`update rendicontazione.chiave_recupero set chiamate = ${[...recenti, t.now]}::timestamptz[], ferma_fino = null, perche = null
             where impronta = ${impronta}`.execute(t.db);
  const restaPresa = new Date(t.now.getTime() + LIMITI.recuperoPresaMs);
  await sql`update rendicontazione.mancante set prossimo_il = ${restaPresa}, richiesto_da = null
             where ente_id = ${enteId} and id = ${presa.mancanteId}`.execute(t.db);
  const { rows: tentativi } = await sql<{ id: string }>`
    insert into rendicontazione.tentativo (ente_id, mancante_id, iur, iniziato_il, richiesto_da)
    values (${enteId}, ${presa.mancanteId}, ${presa.iur}, ${t.now}, ${richiestoDa ?? attoreTesto(t.attore)}) returning id`.execute(
    t.db,
  );
  return { presa: { ...presa, tentativoId: tentativi[0]?.id ?? '' } };
}

/** How a question ended. `corpo`: what was answered, sealed. */
export async function updateTentativo(
  t: Ctx,
  { tentativoId, enteId }: Presa,
  { esito, corpo }: { esito: string; corpo: Buffer | null },
): Promise<void> {
  await sql`update rendicontazione.tentativo set finito_il = ${t.now}, esito = ${esito}, corpo = ${corpo}
             where ente_id = ${enteId} and id = ${tentativoId}`.execute(t.db);
}

/** What follows, unless somebody has closed it meanwhile. */
export async function updateDopo(t: Ctx, { enteId, mancanteId }: Presa, dopo: DopoTentativo): Promise<void> {
  const prossimoIl = dopo.stato === 'in_coda' ? dopo.prossimoIl : null;
  const perche = dopo.stato === 'da_chiudere' ? 'tentativi' : null;
  await sql`update rendicontazione.mancante
               set stato = ${dopo.stato}, tentativi = ${dopo.tentativi}, prossimo_il = ${prossimoIl}, perche = ${perche}
             where ente_id = ${enteId} and id = ${mancanteId} and stato = 'in_coda'`.execute(t.db);
}

/** With this key nobody asks for a while. */
export async function fermaChiave(t: Ctx, impronta: Buffer, f: { fino: Date; perche: string }): Promise<void> {
  await sql`update rendicontazione.chiave_recupero set ferma_fino = ${f.fino}, perche = ${f.perche} where impronta = ${impronta}`.execute(
    t.db,
  );
}

/** An ente that has no key is looked at again the day after. */
export async function rimandaSenzaChiave(t: Ctx, enteId: EnteId): Promise<void> {
  const domani = new Date(t.now.getTime() + LIMITI.recuperoOgniMs);
  await sql`update rendicontazione.mancante set prossimo_il = ${domani}
             where ente_id = ${enteId} and stato = 'in_coda' and prossimo_il <= ${t.now}`.execute(t.db);
}

/** Its receipt came: nobody looks for it any more. */
export async function updateArrivata(t: Ctx, { enteId, mancanteId }: Presa): Promise<void> {
  await sql`update rendicontazione.mancante set stato = 'arrivata', prossimo_il = null, perche = null, conclusa_il = ${t.now}
             where ente_id = ${enteId} and id = ${mancanteId} and stato in ('in_coda', 'in_attesa', 'da_chiudere')`.execute(
    t.db,
  );
}

/** What a payment registered by hand is known by: what the statement says of each transfer. */
export async function selectQuoteRendicontate(
  t: Ctx,
  { rendicontazioneId, iur }: { rendicontazioneId: RendicontazioneId | null; iur: string },
): Promise<{ indice: number | null; importoCents: number; giorno: Giorno }[]> {
  const { rows } = await sql<{ indice: number | null; importoCents: number; giorno: Giorno }>`
    select g.indice, g.importo_cents as "importoCents", g.esitata_il as giorno from rendicontazione.riga as g
     where g.ente_id = ${t.enteId} and g.rendicontazione_id = ${rendicontazioneId}::uuid and g.iur = ${iur} and g.importo_cents > 0
     order by g.numero limit 5`.execute(t.db);
  return rows;
}
