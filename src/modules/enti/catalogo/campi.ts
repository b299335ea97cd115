import type { Campo, DefinizioneModulo } from '../core/modulo/index.ts';

/** Short ways to write the fields of the catalogue: what each of them always says is said here. */

type Di<G extends Campo['genere']> = Extract<Campo, { genere: G }>;
type Altro<G extends Campo['genere']> = Partial<Omit<Di<G>, 'genere' | 'type' | 'etichetta' | 'aiuto'>> & {
  aiuto?: { it: string };
};
type Proprieta = Record<string, Campo>;

export const it = (testo: string): { it: string } => ({ it: testo });

export const testo = (etichetta: string, altro: Altro<'testo'> = {}): Di<'testo'> => ({
  ...{ genere: 'testo', type: 'string', etichetta: it(etichetta) },
  ...altro,
});

export const numero = (etichetta: string, altro: Altro<'numero'> = {}): Di<'numero'> => ({
  ...{ genere: 'numero', type: 'integer', etichetta: it(etichetta) },
  ...altro,
});

export const importo = (etichetta: string, altro: Altro<'importo'> = {}): Di<'importo'> => ({
  ...{ genere: 'importo', type: 'integer', etichetta: it(etichetta), minimum: 1 },
  ...altro,
});

export const data = (etichetta: string, altro: Altro<'data'> = {}): Di<'data'> => ({
  ...{ genere: 'data', type: 'string', format: 'date', etichetta: it(etichetta) },
  ...altro,
});

/** A choice among the words given, by value. */
export const scelta = (
  etichetta: string,
  opzioni: Readonly<Record<string, string>>,
  altro: Altro<'scelta'> = {},
): Di<'scelta'> => ({
  ...{ genere: 'scelta', type: 'string', etichetta: it(etichetta) },
  oneOf: Object.entries(opzioni).map(([valore, title]) => ({ const: valore, title })),
  ...altro,
});

/** A choice among the rows of a tariff. */
export const sceltaDa = (
  etichetta: string,
  daTariffa: NonNullable<Di<'scelta'>['daTariffa']>,
  altro: Altro<'scelta'> = {},
): Di<'scelta'> => ({
  ...{ genere: 'scelta', type: 'string', etichetta: it(etichetta), daTariffa },
  ...altro,
});

export const siNo = (etichetta: string, altro: Altro<'si_no'> = {}): Di<'si_no'> => ({
  ...{ genere: 'si_no', type: 'boolean', etichetta: it(etichetta) },
  ...altro,
});

export const file = (etichetta: string, altro: Altro<'file'> = {}): Di<'file'> => ({
  ...{
    genere: 'file',
    type: 'string',
    etichetta: it(etichetta),
    accetta: ['application/pdf', 'image/jpeg', 'image/png'],
  },
  ...altro,
});

/** The fields in the order in which they are written. Those named are required. */
export const oggetto = (properties: Proprieta, required: readonly string[] = []): DefinizioneModulo['schema'] => ({
  ...{ type: 'object', ordine: Object.keys(properties), required: [...required], properties },
});

export const gruppo = (
  etichetta: string,
  properties: Proprieta,
  required: readonly string[] = [],
  altro: Partial<Di<'gruppo'>> = {},
): Di<'gruppo'> => ({ genere: 'gruppo', etichetta: it(etichetta), ...oggetto(properties, required), ...altro });

export const schede = (etichetta: string, properties: Proprieta): Di<'schede'> => ({
  ...{ genere: 'schede', etichetta: it(etichetta) },
  ...oggetto(properties),
});

export const ripetibile = (
  etichetta: string,
  quante: { minItems: number; maxItems: number },
  items: DefinizioneModulo['schema'],
  altro: Altro<'ripetibile'> = {},
): Di<'ripetibile'> => ({ genere: 'ripetibile', type: 'array', etichetta: it(etichetta), ...quante, items, ...altro });

/** A rule, and what is said when it does not hold. */
export const regola = (se: string, messaggio: string): { se: string; messaggio: { it: string } } => ({
  se,
  messaggio: it(messaggio),
});

/** A child who is not the one who pays: name and tax code. */
export const minore = (): Proprieta => ({
  nome: testo('Nome e cognome', { maxLength: 70, personale: true }),
  codiceFiscale: testo('Codice fiscale', { format: 'codice-fiscale', personale: true }),
});
