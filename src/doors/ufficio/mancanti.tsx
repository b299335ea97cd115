import type { VNode } from 'preact';
import { formatGiorno, parseGiorno } from '#kernel/giorno';
import { isUuid, type MancanteId } from '#kernel/ids';
import { parseNumeroAvviso } from '#kernel/numero-avviso';
import { FILTRI_MANCANTI, leggiMancante, type FiltroMancanti, type Mancante } from '#modules/rendicontazione';
import type { Ctx } from '#platform/contesto';
import { ufficioMancanti as testi } from '#testi/it/ufficio-mancanti';
import { ufficioRendicontazione } from '#testi/it/ufficio-rendicontazione';
import { Stato, type Tono } from '#ui/stato';
import { NumeroAvviso } from '#ui/valori';
import type { Foglio } from './aspetto.tsx';
import { con, VAI } from './indirizzi.ts';
import { guardaSoltanto, tipiVisibili, type Lavoro, type RichiestaUfficio } from './lavoro.ts';
import { giornoIso } from './prenota.tsx';

type Posto = Pick<Parameters<typeof Foglio>[0], 'sezione' | 'percorso'>;

/** Where their list hangs from: whoever may not see the statements finds it in the menu. */
export function postoElenco(l: Lavoro): Posto {
  if (guardaSoltanto(l, 'rendiconta')) return { sezione: VAI.mancanti };
  return {
    sezione: VAI.rendicontazioni,
    percorso: [{ testo: ufficioRendicontazione.titolo, a: VAI.rendicontazioni }],
  };
}

/** Where the page of one of them hangs from. */
export function postoUna(l: Lavoro): Posto {
  const { percorso = [], ...posto } = postoElenco(l);
  return { ...posto, percorso: [...percorso, { testo: testi.titolo, a: VAI.mancanti }] };
}

/** The filters as somebody wrote them, with what is wrong with each. */
export type FiltriMancanti = {
  stato: FiltroMancanti['stato'];
  da: string;
  a: string;
  errori: Partial<Record<'da' | 'a', string>>;
  giorno: FiltroMancanti['giorno'];
};

/** Reads the filters of an address or of a form. A day that is none filters nothing, and is said. */
export function leggiFiltriMancanti(campi: RichiestaUfficio['query']): FiltriMancanti {
  const scritto = (nome: string): string => (campi[nome] ?? '').trim().slice(0, 40);
  const [da, a] = [scritto('da'), scritto('a')];
  const giorno = { da: parseGiorno(giornoIso(da)), a: parseGiorno(giornoIso(a)) };
  const errori: FiltriMancanti['errori'] = {};
  if (da !== '' && giorno.da === null) errori.da = testi.filtri.giorno;
  if (a !== '' && giorno.a === null) errori.a = testi.filtri.giorno;
  if (giorno.da !== null && giorno.a !== null && giorno.a < giorno.da) errori.a = testi.filtri.ordine;
  return { stato: FILTRI_MANCANTI.find((uno) => uno === campi['stato']) ?? 'aperte', da, a, errori, giorno };
}

/** The list with these filters, from a row on. */
export function indirizzoMancanti(
  { stato, da, a, r = null }: Pick<FiltriMancanti, 'stato' | 'da' | 'a'> & { r?: string | null },
  { base = VAI.mancanti, ...dove }: Readonly<Record<string, string>> & { base?: string } = {},
): string {
  return con(base, { stato: stato === 'aperte' ? '' : stato, da, a, r: r ?? '', ...dove });
}

/** Those that this person may see and act upon. */
export async function segueMancanti(t: Ctx, l: Lavoro): Promise<Pick<FiltroMancanti, 'tipiConsentiti' | 'tutti'>> {
  const { ids, tutti } = await tipiVisibili(t, l);
  return { tipiConsentiti: ids, tutti };
}

/** The one that an address names; null: not there, or not of this person's. */
export async function trovaMancante(
  t: Ctx,
  l: Lavoro,
  { id = '' }: Readonly<Record<string, string>>,
): Promise<Mancante | null> {
  if (!isUuid<MancanteId>(id)) return null;
  return leggiMancante(t, { mancanteId: id, ...(await segueMancanti(t, l)) });
}

const TONI: Record<Mancante['stato'], Tono> = {
  in_coda: 'attesa',
  in_attesa: 'attesa',
  da_chiudere: 'attenzione',
  arrivata: 'bene',
  chiusa: 'neutro',
};

/** Its state in words. */
export function statoDetto({ stato, attesaFino }: Pick<Mancante, 'stato' | 'attesaFino'>): string {
  return stato === 'in_attesa' && attesaFino !== null
    ? testi.inAttesaFino(formatGiorno(attesaFino))
    : testi.stati[stato];
}

export function StatoMancante({ m }: { m: Mancante }): VNode {
  return <Stato tono={TONI[m.stato]}>{statoDetto(m)}</Stato>;
}

export function AvvisoMancante({ m }: { m: Pick<Mancante, 'numeroAvviso' | 'iuv'> }): VNode {
  const numero = parseNumeroAvviso(m.numeroAvviso ?? '');
  return numero === null ? <>{m.iuv}</> : <NumeroAvviso numero={numero} />;
}
