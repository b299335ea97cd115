import { isUuid, type RicercaId } from '#kernel/ids';
import { apriRicerca, salvaRicerca, type FiltroDovuti } from '#modules/posizioni';
import type { Ctx } from '#platform/contesto';
import { vai, type Risposta } from '#platform/http/pagina';
import { con, VAI } from './indirizzi.ts';
import type { Lavoro, RichiestaUfficio } from './lavoro.ts';

/** What the list of dovuti is asked to show. */
export type Filtri = Pick<FiltroDovuti, 'elenco' | 'testo' | 'tipoDovuto' | 'daVerificare'>;

/** What is looked for, and under which id it is kept: an address says the id alone, for it may be a name or a tax code (model 11). */
export type Cercato = { testo: string; r: RicercaId | null; ricercaPersa: boolean };

export type FiltriLetti = Filtri & Cercato;

/** More than these are not counted, and whoever searches is asked to be more precise. */
export const TROVATI_MAX = 500;
const TESTO_MAX = 100;

export async function leggiFiltri(t: Ctx, l: Lavoro, r: RichiestaUfficio): Promise<FiltriLetti> {
  const { query } = r;
  return {
    elenco: query['elenco'] === 'archivio' ? 'archivio' : 'online',
    tipoDovuto: query['tipo'] ?? '',
    daVerificare: query['verificare'] === 'si',
    ...(await leggiCercato(t, l, r)),
  };
}

/** What an address looks for (`?r=…`), where it is of this person and not yet forgotten. */
export async function leggiCercato(t: Ctx, { operatoreId }: Lavoro, { query }: RichiestaUfficio): Promise<Cercato> {
  const chiesta = query['r'] ?? '';
  if (chiesta === '') return { testo: '', r: null, ricercaPersa: false };
  const r = isUuid<RicercaId>(chiesta) ? chiesta : null;
  const testo = r === null ? null : await apriRicerca(t, { operatoreId, id: r });
  return testo === null ? { testo: '', r: null, ricercaPersa: true } : { testo, r, ricercaPersa: false };
}

/** Keeps what was typed, so that an address can say it. */
export async function conCercato(t: Ctx, { operatoreId }: Lavoro, digitato: string): Promise<Cercato> {
  const testo = digitato.trim().slice(0, TESTO_MAX);
  return { testo, r: testo === '' ? null : await salvaRicerca(t, { operatoreId, testo }), ricercaPersa: false };
}

/** A form that looks for something in a list: the list with what was typed, at the address that says so. */
export async function cercaIn(
  l: Lavoro,
  { modulo }: RichiestaUfficio,
  indirizzo: (r: string) => string,
): Promise<Risposta> {
  const { r } = await l.ctx.tx((t) => conCercato(t, l, modulo['cerca'] ?? ''));
  return vai(indirizzo(r ?? ''));
}

/** The filters of a form: they have no address yet. */
export function filtriDelModulo({ modulo }: RichiestaUfficio): Filtri {
  return {
    elenco: modulo['elenco'] === 'archivio' ? 'archivio' : 'online',
    testo: (modulo['testo'] ?? '').trim().slice(0, TESTO_MAX),
    tipoDovuto: (modulo['tipo'] ?? '').slice(0, TESTO_MAX),
    daVerificare: modulo['verificare'] === 'si',
  };
}

/** Is anything left out of the list? */
export function filtrato({ testo, tipoDovuto, daVerificare }: Filtri): boolean {
  return testo !== '' || tipoDovuto !== '' || daVerificare;
}

/** The list with these filters, from a row on; `base`: as a file. */
export function indirizzoDovuti(
  f: FiltriLetti,
  { base = VAI.dovuti, ...da }: Readonly<Record<string, string>> = {},
): string {
  return con(base, {
    elenco: f.elenco === 'archivio' ? 'archivio' : '',
    r: f.r ?? '',
    tipo: f.tipoDovuto,
    verificare: f.daVerificare ? 'si' : '',
    ...da,
  });
}
