import { ok, type Esito } from '#kernel/esito';
import type { Giorno } from '#kernel/giorno';
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
  const accesso = validaAccesso(dati, isRete);
  return accesso.ok ? ok(dati) : accesso;
}

/** Names of certificates and networks, as the Nodo or the software of an ente shows them. */
export function validaAccesso(
  { certificatiCn, indirizzi }: { certificatiCn: readonly string[]; indirizzi: readonly string[] },
  isRete: (testo: string) => boolean,
): Esito<undefined, RifiutoEnti> {
  if (certificatiCn.some((cn) => !/^[A-Za-z0-9.*_-]{1,253}$/.test(cn))) return rifiutoEnti('CERTIFICATO_NON_VALIDO');
  const estranea = indirizzi.find((indirizzo) => !isRete(indirizzo));
  return estranea === undefined ? ok() : rifiutoEnti('INDIRIZZO_NON_VALIDO', { indirizzo: estranea });
}

/** A segment is generated, 16 characters at least; it lies in a path, so it has only what travels there as it is. */
function segmentoForte(segmento: string): boolean {
  return /^[A-Za-z0-9_-]{16,128}$/.test(segmento) && new Set(segmento).size >= 8;
}

/** Segregation codes that an ente may have for itself; those beyond are of the central services (pagopa 5.1: 47, 81, 85, 96 to 99 …). */
const SEGREGAZIONE_MAX = 45;

/** Is it a segregation code that an ente may have? */
export function validaSegregazione(segregazione: string): Esito<string, RifiutoEnti> {
  if (!/^\d{2}$/.test(segregazione)) return rifiutoEnti('SEGREGAZIONE_NON_VALIDA');
  if (Number(segregazione) > SEGREGAZIONE_MAX) return rifiutoEnti('SEGREGAZIONE_CENTRALE', { segregazione });
  return ok(segregazione);
}

/** An association as a decision to close it needs it. */
export type AssociazioneDecisa = { predefinita: boolean; validaDal: Giorno; validaAl: Giorno | null };

/**
 * May the association end on that day? From then on verify and get are refused on it, while receipts are still taken (model 6). Saying the
 * same again changes nothing; what has ended stays ended.
 */
export function decidiChiusuraStazione(
  associazione: AssociazioneDecisa,
  dal: Giorno,
  oggi: Giorno,
): Esito<{ nuova: boolean }, RifiutoEnti> {
  if (associazione.validaAl === dal) return ok({ nuova: false });
  if (associazione.predefinita) return rifiutoEnti('STAZIONE_PREDEFINITA');
  const finita = associazione.validaAl !== null && associazione.validaAl <= oggi;
  if (finita || dal < oggi || dal <= associazione.validaDal) return rifiutoEnti('STAZIONE_CHIUSURA_PASSATA');
  return ok({ nuova: true });
}
