import { ok, rifiuto, type Esito } from '#kernel/esito';
import type { Difetto } from '#platform/xml/difetti';
import { conXml, type Documento, type RifiutoXml } from '#platform/xml/documento';
import type { Elemento } from '#platform/xml/elemento';
import type { Schema } from '#platform/xml/schema';
import { leggiBusta, nomeIntero, type RifiutoBusta } from './busta.ts';

/** The names by which an operation goes on the wire. */
export type Nomi = {
  readonly nome: string;
  readonly spazio: string;
  /** Local names of what the Body holds. */
  readonly richiesta: string;
  readonly risposta: string;
  readonly soapAction: string;
};

/** How a request becomes an answer `A`. `C` is what the door hands to its operations, `R` the request once read. */
export type Trattamento<C, R, A> = {
  /** A pure function of the message, called while it is open; `difetti` are those of the schema, `intestazioni` what its Header holds. */
  leggi(corpo: Elemento, difetti: readonly Difetto[], intestazioni: readonly Elemento[]): R;
  gestisci(contesto: C, richiesta: R): Promise<A>;
} & (
  | {
      /** Strict: a message with defects is not read, `respingi` answers it. */
      readonly validazione: 'stretta';
      respingi(corpo: Elemento, difetti: readonly Difetto[]): A;
    }
  /** Lenient: defects are handed to `leggi`, which does what it can. */
  | { readonly validazione: 'larga' }
);

/** An operation as a row of its door's table: the type of its request is sealed inside, so that all of them fit one list. */
export type Operazione<C, A> = Nomi & {
  readonly validazione: 'stretta' | 'larga';
  prepara(corpo: Elemento, difetti: readonly Difetto[], intestazioni: readonly Elemento[]): (contesto: C) => Promise<A>;
};

/** Declares an operation. */
export function operazione<C, R, A>(nomi: Nomi, come: Trattamento<C, R, A>): Operazione<C, A> {
  return {
    ...nomi,
    validazione: come.validazione,
    prepara: (corpo, difetti, intestazioni) => {
      if (come.validazione === 'stretta' && difetti.length > 0) {
        const risposta = come.respingi(corpo, difetti);
        return () => Promise.resolve(risposta);
      }
      const richiesta = come.leggi(corpo, difetti, intestazioni);
      return (contesto) => come.gestisci(contesto, richiesta);
    },
  };
}

/** A message understood: which operation it asks for, what it says, and how to go on. Plain data: the document is closed. */
export type Chiamata<C, A> = {
  readonly operazione: Operazione<C, A>;
  readonly corpo: Elemento;
  readonly difetti: readonly Difetto[];
  esegui(contesto: C): Promise<A>;
};

export type RifiutoSoap =
  | RifiutoXml
  | RifiutoBusta
  // No operation has that body root.
  | { codice: 'soap_operazione'; genere: 'non_trovato'; parametri: { radice: string } };

/**
 * The dispatcher of a door: from the bytes of a message to the call it is. The root of the Body decides, never the path or the
 * SOAPAction, which intermediaries rewrite. Throws at once when two operations answer to one root, or a strict one has no schema.
 */
export function tavola<C, A>({
  operazioni,
  schema,
}: {
  operazioni: readonly Operazione<C, A>[];
  schema: Schema | null;
}): (messaggio: Uint8Array) => Esito<Chiamata<C, A>, RifiutoSoap> {
  const perRadice = new Map<string, Operazione<C, A>>();
  for (const o of operazioni) {
    const radice = chiave({ nome: o.richiesta, spazio: o.spazio });
    if (perRadice.has(radice)) throw new Error(`Two operations answer to ${radice}`);
    if (schema === null && o.validazione === 'stretta') throw new Error(`No schema to judge ${o.nome} strictly`);
    perRadice.set(radice, o);
  }
  const riconosci = (documento: Documento): Esito<Chiamata<C, A>, RifiutoSoap> => {
    const letta = leggiBusta(documento.radice);
    if (!letta.ok) return letta;
    const { corpo, intestazioni } = letta.value;
    const chiesta = perRadice.get(chiave(corpo));
    if (chiesta === undefined) return rifiuto('soap_operazione', 'non_trovato', { radice: nomeIntero(corpo) });
    const difetti = schema === null ? [] : documento.difetti(schema, corpo);
    return ok({ operazione: chiesta, corpo, difetti, esegui: chiesta.prepara(corpo, difetti, intestazioni) });
  };
  return (messaggio) => conXml(messaggio, riconosci);
}

function chiave({ nome, spazio }: Pick<Elemento, 'nome' | 'spazio'>): string {
  return `{${spazio}}${nome}`;
}

/** Does the SOAPAction header agree with the operation? Absent or empty, it says nothing. Only to be noted, never to decide. */
export function azioneConcorde({ soapAction }: Nomi, intestazione: string | undefined): boolean {
  if (intestazione === undefined || intestazione === soapAction) return true;
  const azione = intestazione.trim().replace(/^"(.*)"$/, '$1');
  return azione === '' || azione === soapAction;
}
