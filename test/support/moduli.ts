/** A sound definition of a form: lamps at a price each, for a person whose name is not for everybody. */
export const LUCE_VOTIVA = {
  formato: 1,
  titolo: { it: 'Luce votiva' },
  schema: {
    type: 'object',
    ordine: ['defunto', 'lampade'],
    required: ['defunto', 'lampade'],
    properties: {
      defunto: {
        genere: 'testo',
        type: 'string',
        etichetta: { it: 'Nome del defunto' },
        personale: true,
        maxLength: 60,
      },
      lampade: { genere: 'numero', type: 'integer', minimum: 1, maximum: 10, etichetta: { it: 'Quante lampade' } },
    },
  },
  importo: {
    modo: 'calcolato',
    voci: [{ etichetta: { it: 'Canone' }, quantita: 'lampade', prezzo: 'euro(15)' }],
  },
  causale: 'Luce votiva di {{defunto}}',
  causalePubblica: 'Luce votiva, lampade {{lampade}}',
};

/** The same, at another price. */
export const luceVotivaA = (euro: number): typeof LUCE_VOTIVA => ({
  ...LUCE_VOTIVA,
  importo: {
    ...LUCE_VOTIVA.importo,
    voci: [{ etichetta: { it: 'Canone' }, quantita: 'lampade', prezzo: `euro(${euro})` }],
  },
});

/** A form that asks everybody for the same amount. */
export const fissoA = (importoCents: number): Omit<typeof LUCE_VOTIVA, 'importo'> & { importo: object } => ({
  ...LUCE_VOTIVA,
  importo: { modo: 'fisso', importoCents },
});

const testo = (it: string): { etichetta: { it: string } } => ({ etichetta: { it } });
const opzioni = (...quali: string[]): { const: string; title: string }[] =>
  quali.map((una) => ({ const: una, title: `Opzione ${una}` }));

/** A form with a field of each kind, in each of its shapes. */
export const OGNI_GENERE = {
  formato: 1,
  titolo: { it: 'Ogni genere di campo' },
  introduzione: { it: 'Serve a vedere come si disegnano.' },
  schema: {
    type: 'object',
    ordine: [
      ...['richiedente', 'note', 'quanti', 'doppio', 'giorno', 'auto', 'targa', 'sconto'],
      ...['fascia', 'mese', 'giorni', 'atto', 'figli', 'parti'],
    ],
    required: ['quanti'],
    properties: {
      richiedente: {
        genere: 'gruppo',
        type: 'object',
        ...testo('Chi chiede'),
        ordine: ['nome', 'email'],
        required: ['nome'],
        properties: {
          nome: { genere: 'testo', type: 'string', personale: true, maxLength: 70, ...testo('Nome e cognome') },
          email: { genere: 'testo', type: 'string', format: 'email', personale: true, ...testo('Indirizzo email') },
        },
      },
      note: {
        genere: 'testo',
        type: 'string',
        righe: 3,
        maxLength: 200,
        ...testo('Note'),
        aiuto: { it: 'Se servono.' },
      },
      quanti: {
        genere: 'numero',
        type: 'integer',
        minimum: 1,
        maximum: 99,
        ...testo('Quanti'),
        aiuto: { it: 'Da 1 a 99.' },
      },
      doppio: { genere: 'numero', type: 'integer', valore: 'quanti * 2', ...testo('Il doppio') },
      giorno: { genere: 'data', type: 'string', format: 'date', ...testo('Giorno') },
      auto: { genere: 'si_no', type: 'boolean', ...testo('Vengo in auto') },
      targa: { genere: 'testo', type: 'string', format: 'targa', visibileSe: 'auto', ...testo('Targa') },
      sconto: { genere: 'importo', type: 'integer', abilitatoSe: 'auto', ...testo('Sconto') },
      fascia: { genere: 'scelta', type: 'string', oneOf: opzioni('a', 'b'), ...testo('Fascia') },
      mese: { genere: 'scelta', type: 'string', oneOf: opzioni(...'123456789'), ...testo('Mese') },
      giorni: {
        genere: 'scelte',
        type: 'array',
        uniqueItems: true,
        items: { type: 'string', oneOf: opzioni('lun', 'mar', 'mer') },
        ...testo('Giorni'),
      },
      atto: { genere: 'file', type: 'string', accetta: ['application/pdf'], ...testo('Atto') },
      figli: {
        genere: 'ripetibile',
        type: 'array',
        maxItems: 3,
        ...testo('Figli'),
        items: {
          type: 'object',
          ordine: ['nome'],
          required: ['nome'],
          properties: { nome: { genere: 'testo', type: 'string', personale: true, ...testo('Nome del figlio') } },
        },
      },
      parti: {
        genere: 'schede',
        type: 'object',
        ...testo('Altri dati'),
        ordine: ['prima'],
        properties: {
          prima: {
            genere: 'gruppo',
            type: 'object',
            ...testo('Prima parte'),
            ordine: ['luogo'],
            properties: { luogo: { genere: 'testo', type: 'string', ...testo('Luogo') } },
          },
        },
      },
    },
  },
  importo: { modo: 'calcolato', voci: [{ etichetta: { it: 'Quota' }, quantita: 'quanti', prezzo: 'euro(10)' }] },
  causale: 'Prova di {{richiedente.nome}}',
  causalePubblica: 'Prova, {{quanti}}',
};
