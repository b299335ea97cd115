import { ok, type Esito } from '#kernel/esito';
import { rifiutoEnti, type RifiutoEnti } from './rifiuti.ts';

/** What is registered of a station. Segments arrive in clear and are kept as HMAC. */
export type DatiStazione = {
  /** As pagoPA names it: tax code of the intermediario and a number, `12345678903_01`. */
  codice: string;
  versionePrimitive: 1 | 2;
  segreti: readonly string[];
  certificatiCn: readonly string[];
  indirizzi: readonly string[];
};

/** Is it fit to be registered? `isRete` says whether a text is an address or a network: networks are not pure text. */
export function validaStazione(
  dati: DatiStazione,
  isRete: (testo: string) => boolean,
): Esito<DatiStazione, RifiutoEnti> {
  if (!/^[0-9A-Za-z_-]{1,35}$/.test(dati.codice)) return rifiutoEnti('STAZIONE_CODICE_NON_VALIDO');
  if (!dati.segreti.every(segmentoForte)) return rifiutoEnti('SEGMENTO_DEBOLE');
  if (dati.certificatiCn.some((cn) => !/^[A-Za-z0-9.*_-]{1,253}$/.test(cn)))
    return rifiutoEnti('CERTIFICATO_NON_VALIDO');
  const estranea = dati.indirizzi.find((indirizzo) => !isRete(indirizzo));
  if (estranea !== undefined) return rifiutoEnti('INDIRIZZO_NON_VALIDO', { indirizzo: estranea });
  return ok(dati);
}

/** A segment is generated, 16 characters at least; it lies in a path, so it has only what travels there as it is. */
function segmentoForte(segmento: string): boolean {
  return /^[A-Za-z0-9_-]{16,128}$/.test(segmento) && new Set(segmento).size >= 8;
}
