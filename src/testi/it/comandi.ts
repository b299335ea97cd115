/** What the command line says. */
export const comandi = {
  accessi: {
    usoOperatori: [
      'Uso: npm run mypay -- operatori nuovo <utente> --nome "Nome Cognome" --ente <codice IPA> --ruolo <ruolo> [--tipi A,B]',
      '                                [--email <indirizzo>] [--ambiente live|prova]',
      '     npm run mypay -- operatori password <utente>',
      'I ruoli sono operatore, amministratore e sola_lettura.',
    ].join('\n'),
    usoEnti: 'Uso: npm run mypay -- enti password-sil <codice IPA> [--ambiente live|prova]',
    operatoreNuovo: (utente: string, password: string): string =>
      `${utente} può entrare con la password ${password}\nNon verrà mostrata di nuovo.`,
    operatorePresente: (utente: string): string => `${utente} c’era già: la sua password resta quella.`,
    ruolo: (ruolo: string, ente: string): string => `Ruolo: ${ruolo} per ${ente}.`,
    passwordNuova: (utente: string, password: string): string =>
      `La nuova password di ${utente} è ${password}\nNon verrà mostrata di nuovo, e le sue sessioni sono finite.`,
    passwordSil: (ente: string, ambiente: string, password: string): string =>
      `La nuova password del SIL di ${ente} (${ambiente}) è ${password}\nNon verrà mostrata di nuovo. Quella di prima non vale più.`,
  },
};
