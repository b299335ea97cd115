import { piuGiorni, type Giorno } from '#kernel/giorno';

/** A code of the taxonomy with its validity; `validaAl` is the first day on which it no longer holds. */
export type CodiceTassonomia = { codice: string; validaDal: Giorno; validaAl: Giorno | null };

/** A row of the taxonomy as it is published. */
export type VoceTassonomia = CodiceTassonomia & {
  tipoEnte: string;
  macroArea: string;
  tipoServizio: string;
  descrizione: string;
};

/** Does the code hold on that day? */
export function inVigore(codice: CodiceTassonomia, giorno: Giorno): boolean {
  return codice.validaDal <= giorno && (codice.validaAl === null || giorno < codice.validaAl);
}

/**
 * A code of the taxonomy as we write it, with prefix and slashes; on the wire `0101107TS` and `9/0301116TS` occur too (pagopa 7).
 * Null when it is none.
 */
export function parseTassonomia(testo: string): string | null {
  const letto = /^(?:([6-9])\/)?(\d{7}(?:IM|TS|SP|SA|AP))\/?$/.exec(testo.trim());
  return letto === null ? null : `${letto[1] ?? '9'}/${letto[2]}/`;
}

/** How long before a code in use ends its ente is told. */
const PREAVVISO_GIORNI = 90;

/** A code that ends: already, or soon enough to be told. Null while it holds for long. */
export function fineVicina(codice: CodiceTassonomia, oggi: Giorno): 'scaduta' | 'in_scadenza' | null {
  if (codice.validaAl === null || codice.validaAl > piuGiorni(oggi, PREAVVISO_GIORNI)) return null;
  return codice.validaAl <= oggi ? 'scaduta' : 'in_scadenza';
}

/** The part of the codes in force that a list may take away at once: more is a list cut short, not a change of the taxonomy. */
const CADUTE_MAX = { parti: 1, di: 3 };

/**
 * Would this list take away too much? A code falls when the list does not have it, or ends it by today. Null when it may be loaded.
 */
export function cadutaEccessiva(
  noti: readonly CodiceTassonomia[],
  elenco: readonly CodiceTassonomia[],
  oggi: Giorno,
): { cadono: number; inVigore: number } | null {
  const restano = new Set(elenco.filter((voce) => inVigore(voce, oggi)).map((voce) => voce.codice));
  const vivi = noti.filter((noto) => inVigore(noto, oggi));
  const cadono = vivi.filter((noto) => !restano.has(noto.codice)).length;
  return cadono * CADUTE_MAX.di > vivi.length * CADUTE_MAX.parti ? { cadono, inVigore: vivi.length } : null;
}
