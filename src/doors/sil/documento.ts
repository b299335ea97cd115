import { isUtf8 } from 'node:buffer';
import { ok, rifiuto, type Esito } from '#kernel/esito';
import type { Difetto, Regola } from '#platform/xml/difetti';
import { conXml, type RifiutoXml } from '#platform/xml/documento';
import type { Elemento } from '#platform/xml/elemento';
import type { Schema } from '#platform/xml/schema';
import { SPAZIO_DOCUMENTI } from './contratto.ts';
import { perche } from './fault.ts';
import { byte } from './leggi.ts';

export type NomeDocumento = 'Dovuti' | 'DovutiEntiSecondari' | 'Versamento';

/** `perche`: for whoever maintains the software that wrote it. */
export type RifiutoDocumento = { codice: 'PAA_XML_NON_VALIDO'; genere: 'non_valido'; parametri: { perche: string } };

/**
 * Whatever XML 1.0 has no place for, as it is or as a reference: software of others lets it through from its own database, and the
 * platform has always dropped it (mypay-webservices 2.1).
 */
const VIETATI =
  /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]|&#(?:x0*(?:[0-8bcef]|1[0-9a-f])|0*(?:[0-8]|1[124-9]|2\d|3[01]));/giu;

/**
 * A document that came in base64, judged by its schema: base64 of base64 is opened twice, and what is not XML for its forbidden
 * characters alone is read without them (mypay-webservices 2.1), if it is UTF-8.
 */
export function apriDocumento(
  schema: Schema,
  nome: NomeDocumento,
  base64: string | null,
): Esito<Elemento, RifiutoDocumento> {
  const fuori = byte(base64);
  if (fuori === null) return no(`${nome}: non è base64`);
  const sorgente = byte(fuori.toString('latin1')) ?? fuori;
  const letto = leggi(schema, nome, sorgente);
  // What is written in another encoding is not cleaned as if it were UTF-8: an accent would become something else, and nobody would know.
  if (letto.ok || letto.refusal.codice !== 'xml_malformato' || !isUtf8(sorgente)) return dice(letto);
  const pulito = Buffer.from(sorgente.toString('utf8').replace(VIETATI, ''));
  return dice(pulito.equals(sorgente) ? letto : leggi(schema, nome, pulito));
}

function dice(letto: Esito<Elemento, RifiutoDocumento | RifiutoXml>): Esito<Elemento, RifiutoDocumento> {
  if (letto.ok) return letto;
  return letto.refusal.codice === 'PAA_XML_NON_VALIDO' ? no(letto.refusal.parametri.perche) : no(perche(letto.refusal));
}

function leggi(schema: Schema, nome: NomeDocumento, sorgente: Buffer): Esito<Elemento, RifiutoDocumento | RifiutoXml> {
  return conXml(sorgente, (documento): Esito<Elemento, RifiutoDocumento> => {
    const { radice } = documento;
    if (radice.nome !== nome || radice.spazio !== SPAZIO_DOCUMENTI)
      return no(`la radice dev'essere {${SPAZIO_DOCUMENTI}}${nome}`);
    const [primo] = documento.difetti(schema, radice);
    return primo === undefined ? ok(radice) : no(descrivi(primo));
  });
}

function no(perche: string): Esito<never, RifiutoDocumento> {
  return rifiuto('PAA_XML_NON_VALIDO', 'non_valido', { perche });
}

const REGOLE: Record<Regola, string> = {
  lunghezza: 'è vuoto o troppo lungo',
  formato: 'non ha il formato previsto',
  valore: 'non è uno dei valori previsti',
  intervallo: 'è fuori dai limiti',
  tipo: 'non è del tipo previsto',
  non_atteso: 'non è atteso qui',
  mancante: 'è incompleto',
  sconosciuto: 'è sconosciuto',
  attributo: 'ha un attributo non previsto',
  contenuto: 'ha un contenuto non previsto',
};

/** The first defect, where the repair begins: element, rule and line, never a value. */
function descrivi({ elemento, regola, nomi, riga }: Difetto): string {
  const attesi = nomi.length === 0 ? '' : ` (previsto: ${nomi.join(', ')})`;
  return `riga ${riga}, elemento ${elemento}: ${REGOLE[regola]}${attesi}`;
}
