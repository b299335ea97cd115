import { istanteRoma, parseGiorno, type Giorno } from '#kernel/giorno';
import { figlio, type Elemento } from '#platform/xml/elemento';

/** The trimmed text of a child in no namespace; null: absent or blank (mypay-webservices 0.1: every string is trimmed). */
export function testo(corpo: Elemento, nome: string, spazio = ''): string | null {
  const valore = figlio(corpo, nome, spazio)?.testo.trim() ?? '';
  return valore === '' ? null : valore;
}

/** A child as xs:boolean; absent, blank or neither: false. */
export function vero(corpo: Elemento, nome: string): boolean {
  return ['true', '1'].includes(testo(corpo, nome) ?? '');
}

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** The bytes of an xs:base64Binary, whatever blanks it holds; null: it is not one, or is empty. */
export function byte(valore: string | null): Buffer | null {
  const nudo = (valore ?? '').replace(/\s+/g, '');
  if (nudo === '' || nudo.length % 4 !== 0 || !BASE64.test(nudo)) return null;
  return Buffer.from(nudo, 'base64');
}

/** A child as xs:date, whose zone does not matter; null: absent, or no day of the calendar. */
export function giorno(corpo: Elemento, nome: string): Giorno | null {
  const scritto = /^(\d{4}-\d{2}-\d{2})(?:Z|[+-]\d{2}:\d{2})?$/.exec(testo(corpo, nome) ?? '')?.[1];
  return scritto === undefined ? null : parseGiorno(scritto);
}

/** A child as xs:dateTime: without a zone it is Rome's time (model 10). Null: absent, or no instant. */
export function istante(corpo: Elemento, nome: string): Date | null {
  const scritto = testo(corpo, nome);
  return scritto === null ? null : istanteRoma(scritto);
}
