type Segnalazione = { testo: string; pagina: string | null; strumenti: string | null; email: string | null };

/** The mail to the help desk with what somebody says of the pages. */
export const testi = {
  oggetto: {
    accessibilita: 'Segnalazione di accessibilità dal portale',
    altro: 'Segnalazione dal portale',
  },
  testo: ({ testo, pagina, strumenti, email }: Segnalazione): string =>
    [
      testo,
      '',
      `Pagina: ${pagina ?? 'non detta'}`,
      `Strumenti: ${strumenti ?? 'non detti'}`,
      email === null
        ? 'Non chiede risposta.'
        : `Chiede risposta a: ${email}. Va data entro 30 giorni; non rispondere a questa mail, che parte dal portale.`,
      '',
      'Nessuno ha controllato chi scrive: non aprire collegamenti che trovi qui sopra.',
    ].join('\n'),
};
