/** What every list of the ufficio says in the same words. */
export const ufficioElenchi = {
  scarica: { csv: 'Scarica l’elenco (CSV)', xlsx: 'Scarica l’elenco (Excel)' },
  nellElenco: 'Cerca in questo elenco',
  cerca: 'Cerca',
  breveAiuto: 'Parole di una riga qualsiasi, in qualunque ordine.',
  togli: 'Togli i filtri',
  ricercaPersa: 'La ricerca che avevi fatto non vale più. Scrivi di nuovo quello che cerchi.',
  nessuno: 'Nessuna riga per ciò che hai cercato',
  nessunoTesto: 'Controlla ciò che hai scritto, o togli i filtri.',
};
