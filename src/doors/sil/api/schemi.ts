import { Type, type TProperties, type TSchema } from 'typebox';
import { IMPORTO_MAX_CENTS } from '#kernel/importo';
import { LIMITI } from '#kernel/limiti';

/** An object that says no more than it should. */
export function oggetto<P extends TProperties>(proprieta: P, altro: { title?: string; description?: string } = {}) {
  return Type.Object(proprieta, { additionalProperties: false, ...altro });
}

/** Text of so many characters. */
export function testo(massimo: number, description: string, minimo = 1) {
  return Type.String({ minLength: minimo, maxLength: massimo, description });
}

/** It is always told, and may be nothing. */
export function oNulla<S extends TSchema>(schema: S) {
  return Type.Union([schema, Type.Null()]);
}

export function scelta<const V extends string>(valori: readonly V[], description: string) {
  return Type.Unsafe<V>({ type: 'string', enum: [...valori], description });
}

export const importo = (description: string) =>
  Type.Integer({ minimum: 1, maximum: IMPORTO_MAX_CENTS, description: `${description} In centesimi di euro, interi.` });
export const giorno = (description: string) =>
  Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$', description: `${description} Come 2026-12-31.` });
export const istante = (description: string) => Type.String({ format: 'date-time', description });

/** What stands in the path before anything else. */
export const CODICE_IPA = Type.String({ maxLength: 200, description: 'Il codice IPA dell’ente della chiave.' });

/** What stands in the path of some routes. */
export const PARAMETRI: Readonly<Record<string, string>> = {
  iupd: 'Il codice della posizione, tuo e unico nell’ente.',
  iud: 'Il codice del dovuto.',
  idSession: 'L’identificativo del pagamento preparato.',
  receiptId: 'L’identificativo della ricevuta.',
  id: 'L’identificativo che ti è stato dato.',
  quale: 'Quale dei suoi file: originale, scarti, iuv.',
};

/** A page of a list. */
export const PAGINA = {
  dopo: Type.Optional(
    Type.String({ maxLength: 100, description: 'Da dove riprendere: il «dopo» della pagina precedente.' }),
  ),
  quanti: Type.Optional(
    Type.String({
      pattern: '^[0-9]{1,3}$',
      description: `Quanti al massimo: fino a ${LIMITI.apiPaginaMax}, altrimenti 50.`,
    }),
  ),
};

/** A list, a page at a time. */
export function elenco<S extends TSchema>(voce: S, title: string) {
  return oggetto(
    {
      elementi: Type.Array(voce),
      dopo: oNulla(Type.String({ description: 'Da mandare per avere la pagina che segue; null: non c’è altro.' })),
    },
    { title },
  );
}

/** RFC 9457. */
export const PROBLEMA = oggetto(
  {
    type: Type.String({ description: 'L’indirizzo che spiega il codice.' }),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String({ description: 'Che cosa non va e che cosa fare, in italiano.' }),
    codice: Type.String({ description: 'Il codice, che non cambia.' }),
    errori: Type.Optional(
      Type.Array(
        oggetto({
          puntatore: Type.String({
            description: 'Il campo, come puntatore JSON nel corpo (#/…), o il nome del parametro.',
          }),
          messaggio: Type.String(),
        }),
      ),
    ),
    riferimento: Type.Optional(Type.String({ description: 'Di un errore nostro: da dire all’assistenza.' })),
  },
  { title: 'Problema' },
);
