import { sql } from 'kysely';
import { valoreDi } from '#kernel/esito';
import { parseGiorno, type Giorno } from '#kernel/giorno';
import { cents } from '#kernel/importo';
import { inserisciPosizione, type NuovaPosizione, type NuovoDovuto, type PosizioneInserita } from '#modules/posizioni';
import type { Ctx } from '#platform/contesto';
import { DEBITORE } from './carico.ts';

export const giorno = (testo: string): Giorno => parseGiorno(testo) ?? (testo as Giorno);

/** A dovuto of so many cents, due on a day. */
export function dovutoDi(
  importo: number,
  scadenza: string | null = '2099-06-30',
  altro: Partial<NuovoDovuto> = {},
): NuovoDovuto {
  return {
    tipoDovuto: 'TARI',
    importoCents: cents(importo),
    causale: 'Tassa rifiuti',
    causalePubblica: 'Tassa rifiuti',
    dataScadenza: scadenza === null ? null : giorno(scadenza),
    ...altro,
  };
}

/** A plan: so many instalments, a month apart. */
export function pianoDi(importi: readonly number[], maggiorazione = 0): NuovaPosizione['opzioni'][number] {
  const dovuti = importi.map((importo, n) => dovutoDi(importo, `2099-${String(n + 1).padStart(2, '0')}-15`));
  return { forma: 'piano', maggiorazioneCents: cents(maggiorazione), dovuti };
}

export function unicaDi(importo: number, maggiorazione = 0): NuovaPosizione['opzioni'][number] {
  return { forma: 'unica', maggiorazioneCents: cents(maggiorazione), dovuti: [dovutoDi(importo)] };
}

/** 300 euro: at once, or in three. */
export const DUE_MODI: NuovaPosizione['opzioni'] = [unicaDi(30_000), pianoDi([10_000, 10_000, 10_000])];

export const PROVA = { iuf: 'PROVA', tipiConsentiti: null };

export async function unaPosizione(
  ctx: Ctx,
  opzioni: NuovaPosizione['opzioni'] = DUE_MODI,
  altro: Partial<NuovaPosizione> = {},
): Promise<PosizioneInserita> {
  return valoreDi(await inserisciPosizione(ctx, { debitore: DEBITORE, opzioni, ...altro }, PROVA));
}

/** The dovuti of a posizione, `1.2 pagato 10000`: opzione, instalment, state, amount; `s` for what a new plan took the place of. */
export async function dovutiDi(ctx: Ctx, { posizioneId }: { posizioneId: string }): Promise<string[]> {
  const { rows } = await sql<{ riga: string }>`
    select o.ordine || '.' || d.ordine || ' ' || d.stato || ' ' || d.importo_cents
             || case when d.sostituito_il is null then '' else ' s' end
             as riga
      from posizioni.dovuto as d join posizioni.opzione as o on o.ente_id = d.ente_id and o.id = d.opzione_id
     where d.posizione_id = ${posizioneId} order by o.ordine, d.ordine`.execute(ctx.db);
  return rows.map((r) => r.riga);
}

/** What model 4 promises, as the tables say it; and that the money of each receipt is on its dovuti: what is not so. */
export async function contiSbagliati(ctx: Ctx, { posizioneId }: { posizioneId: string }): Promise<string[]> {
  const { rows } = await sql<{ male: string }>`
    select 'opzione ' || o.ordine as male
      from posizioni.posizione as p
      join posizioni.opzione as o on o.ente_id = p.ente_id and o.posizione_id = p.id
      join lateral (select sum(d.importo_cents) as somma, bool_or(d.sostituito_il is not null) as sostituita
                      from posizioni.dovuto as d where d.opzione_id = o.id) as s on true
     where p.id = ${posizioneId} and not s.sostituita and s.somma <> p.importo_cents + o.maggiorazione_cents - o.gia_pagato_cents
    union all
    select 'quote ' || d.iud from posizioni.dovuto as d
     where d.posizione_id = ${posizioneId}
       and d.importo_cents <> (select sum(q.importo_cents) from posizioni.quota as q where q.dovuto_id = d.id)
    union all
    select 'bilancio ' || d.iud from posizioni.dovuto as d join posizioni.quota as q on q.dovuto_id = d.id
     where d.posizione_id = ${posizioneId} and posizioni.somma_bilancio(q.bilancio) <> q.importo_cents
    union all
    select 'pagato ' || i.iuv
      from posizioni.iuv as i join posizioni.dovuto as d on d.ente_id = i.ente_id and d.iuv_id = i.id
     where d.posizione_id = ${posizioneId} and i.pagato_il is not null
       -- Of what was paid already by other money, its receipt is a second payment.
       and exists (select 1 from pagamenti.ricevuta as r
                    where r.ente_id = i.ente_id and r.receipt_id = i.receipt_id and r.iuv_id = i.id and r.genere <> 'seconda')
     group by i.id, i.iuv, i.pagato_cents having sum(d.pagato_cents) <> i.pagato_cents
    union all
    select 'ricevute ' || r.receipt_id
      from pagamenti.ricevuta as r
      join posizioni.dovuto as d on d.ente_id = r.ente_id and d.iuv_id = r.iuv_id
     where d.posizione_id = ${posizioneId} and r.genere = 'regolare' and d.pagato_cents <> r.importo_cents
    union all
    -- A second payment, and money on a way that was closed, is on the list of what to give back.
    select 'da rimborsare ' || r.receipt_id
      from pagamenti.ricevuta as r
      join posizioni.dovuto as d on d.ente_id = r.ente_id and d.iuv_id = r.iuv_id
     where d.posizione_id = ${posizioneId} and not r.da_rimborsare
       and (r.genere = 'seconda' or d.da_verificare && array['era_annullato', 'era_estinto'])
    union all
    -- Something is still asked, or nothing is owed: one way to pay is paid for as much as is not annulled.
    select 'persa' from posizioni.posizione as p
     where p.id = ${posizioneId} and exists (select 1 from posizioni.dovuto as d where d.posizione_id = p.id and d.stato = 'estinto')
       and not exists (select 1 from posizioni.dovuto as d where d.posizione_id = p.id and d.stato = 'da_pagare')
       and not exists (select 1 from posizioni.opzione as o
                        where o.posizione_id = p.id
                          and not exists (select 1 from posizioni.dovuto as d where d.opzione_id = o.id
                                             and d.stato not in ('pagato', 'annullato')))`.execute(ctx.db);
  return rows.map((r) => r.male);
}
