import { sql } from 'kysely';
import { valoreDi } from '#kernel/esito';
import { parseGiorno, type Giorno } from '#kernel/giorno';
import { cents } from '#kernel/importo';
import { inserisciPosizione, type NuovaPosizione, type NuovoDovuto, type PosizioneInserita } from '#modules/posizioni';
import type { Ctx } from '#platform/contesto';

export const DEBITORE = {
  tipo: 'F',
  codice: 'RSSMRA80A01H501U',
  anagrafica: 'Mario Rossi',
  indirizzo: null,
  civico: null,
  cap: null,
  localita: null,
  provincia: null,
  nazione: null,
  email: null,
} as const;

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
    select o.ordine || '.' || d.ordine || ' ' || d.stato || ' ' || d.importo_cents || case when d.sostituito_il is null then '' else ' s' end
             as riga
      from posizioni.dovuto as d join posizioni.opzione as o on o.ente_id = d.ente_id and o.id = d.opzione_id
     where d.posizione_id = ${posizioneId} order by o.ordine, d.ordine`.execute(ctx.db);
  return rows.map((r) => r.riga);
}
