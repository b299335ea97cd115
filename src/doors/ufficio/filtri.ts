import type { FiltroDovuti } from '#modules/posizioni';
import { apriSigillo, sigilla } from '#platform/crypto';
import { con, VAI } from './indirizzi.ts';
import type { Lavoro, RichiestaUfficio } from './lavoro.ts';

/** What the list of dovuti is asked to show. */
export type Filtri = Pick<FiltroDovuti, 'elenco' | 'testo' | 'tipoDovuto' | 'daVerificare'>;

/** The same as an address says it: what was searched for is sealed, because it may be a name or a tax code (model 11). */
export type FiltriLetti = Filtri & { cerca: string; ricercaPersa: boolean };

/** More than these are not counted, and whoever searches is asked to be more precise. */
export const TROVATI_MAX = 500;
const TESTO_MAX = 100;

export function leggiFiltri(l: Lavoro, { query }: RichiestaUfficio): FiltriLetti {
  const cerca = query['cerca'] ?? '';
  const testo = cerca === '' ? '' : aperto(l, cerca);
  return {
    elenco: query['elenco'] === 'archivio' ? 'archivio' : 'online',
    testo: testo ?? '',
    cerca: testo === null ? '' : cerca,
    tipoDovuto: query['tipo'] ?? '',
    daVerificare: query['verificare'] === 'si',
    ricercaPersa: testo === null,
  };
}

/** The filters of a form: they have no address yet. */
export function filtriDelModulo({ modulo }: RichiestaUfficio): Filtri {
  return {
    elenco: modulo['elenco'] === 'archivio' ? 'archivio' : 'online',
    testo: (modulo['testo'] ?? '').trim().slice(0, TESTO_MAX),
    tipoDovuto: modulo['tipo'] ?? '',
    daVerificare: modulo['verificare'] === 'si',
  };
}

/** Seals what is searched for, for this person only. */
export function conRicerca(l: Lavoro, filtri: Filtri): FiltriLetti {
  const dati = Buffer.from(JSON.stringify([l.operatoreId, filtri.testo]));
  const cerca = filtri.testo === '' ? '' : sigilla(l.ctx.config.chiaveCifra, dati).toString('base64url');
  return { ...filtri, cerca, ricercaPersa: false };
}

function aperto({ ctx, operatoreId }: Lavoro, cerca: string): string | null {
  try {
    const letto: unknown = JSON.parse(
      apriSigillo(ctx.config.chiaveCifra, Buffer.from(cerca, 'base64url')).toString('utf8'),
    );
    const [chi, testo] = letto as [string, string];
    return chi === operatoreId ? testo : null;
  } catch {
    return null;
  }
}

/** Is anything left out of the list? */
export function filtrato({ testo, tipoDovuto, daVerificare }: Filtri): boolean {
  return testo !== '' || tipoDovuto !== '' || daVerificare;
}

/** The list with these filters, from a row on. */
export function indirizzoDovuti(f: FiltriLetti, da: Readonly<Record<string, string>> = {}): string {
  return con(VAI.dovuti, {
    elenco: f.elenco === 'archivio' ? 'archivio' : '',
    cerca: f.cerca,
    tipo: f.tipoDovuto,
    verificare: f.daVerificare ? 'si' : '',
    ...da,
  });
}
