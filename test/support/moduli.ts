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
