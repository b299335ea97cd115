import { ok, rifiuto, type Esito } from '#kernel/esito';
import { figlio, type Elemento } from '#platform/xml/elemento';
import { xml, type Xml } from '#platform/xml/scrivi';

export const SPAZIO_SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';

export type RifiutoBusta =
  | { codice: 'soap_busta'; genere: 'non_valido'; parametri: { radice: string } } // the root is not a SOAP 1.1 envelope
  | { codice: 'soap_corpo'; genere: 'non_valido' }; // no Body, or nothing in it

/** A SOAP 1.1 message: the elements of its Header, if it has one, and what its Body holds. */
export type Busta = { readonly intestazioni: readonly Elemento[]; readonly corpo: Elemento };

/** How much of a name that a caller chose is repeated to people. */
const NOME_MAX = 80;

/** Opens an envelope. The body of a document/literal message is one element: the first counts, whatever follows it is ignored. */
export function leggiBusta(radice: Elemento): Esito<Busta, RifiutoBusta> {
  if (radice.nome !== 'Envelope' || radice.spazio !== SPAZIO_SOAP) {
    return rifiuto('soap_busta', 'non_valido', { radice: nomeIntero(radice) });
  }
  const corpo = figlio(radice, 'Body', SPAZIO_SOAP)?.figli[0];
  if (corpo === undefined) return rifiuto('soap_corpo', 'non_valido');
  return ok({ intestazioni: figlio(radice, 'Header', SPAZIO_SOAP)?.figli ?? [], corpo });
}

/** Name and namespace as people write them, `{urn:x}y`; cut, for the caller chose it. */
export function nomeIntero({ nome, spazio }: Pick<Elemento, 'nome' | 'spazio'>): string {
  return (spazio === '' ? nome : `{${spazio}}${nome}`).slice(0, NOME_MAX);
}

/** The message that carries `corpo`. No Header: every client of this field does without. */
export function busta(corpo: Xml): string {
  const intera = xml`<SOAP-ENV:Envelope xmlns:SOAP-ENV="${SPAZIO_SOAP}"><SOAP-ENV:Body>${corpo}</SOAP-ENV:Body></SOAP-ENV:Envelope>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${intera.toString()}`;
}

/**
 * The message that says a call was not even understood (`Client`) or that we failed (`Server`): SOAP 1.1, 4.4. It goes with HTTP 500;
 * refusals of the domain travel in the answer of the operation instead. `testo` is for people, and holds no personal data.
 */
export function bustaFault({ codice, testo }: { codice: 'Client' | 'Server'; testo: string }): string {
  return busta(
    xml`<SOAP-ENV:Fault><faultcode>SOAP-ENV:${codice}</faultcode><faultstring xml:lang="it">${testo}</faultstring></SOAP-ENV:Fault>`,
  );
}
