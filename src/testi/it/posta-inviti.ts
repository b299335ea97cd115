/** What is written to who is asked to work for an ente. It names the ente, and nobody. */
export const invito = {
  oggetto: (ente: string): string => `${ente} ti invita a lavorare con MyPay`,
  testo: ({ ente, link, scade }: { ente: string; link: string; scade: string }): string =>
    [
      `Chi amministra gli accessi di ${ente} ti invita a lavorare con MyPay.`,
      '',
      'Per accettare apri questa pagina: se non hai ancora un accesso, lì scegli la tua password.',
      link,
      '',
      `Il collegamento vale una volta sola, fino al ${scade}. Se non te lo aspettavi, non fare nulla.`,
      'A questo indirizzo non si può rispondere.',
    ].join('\n'),
};
