/** What the command line says. */
export const comandi = {
  aiuto: [
    'Comandi, dopo «npm run mypay --»:',
    '  prepara --admin-url <url>       crea ruoli e base di dati su un PostgreSQL tuo',
    '  configura <file.json>           registra intermediario, stazioni ed enti, come dice il file (docs/esercizio.md)',
    '  operatori nuovo <utente> …      dà a una persona un ruolo per un ente, e la sua prima password',
    '  operatori password <utente>     dà una password nuova a chi l’ha perduta',
    '  enti password-sil <codice IPA>  dà una password nuova al gestionale di un ente',
    '  registro verifica               prova che il registro degli atti non è stato cambiato',
    '  registro sigilla                sigilla subito gli atti, senza aspettare il minuto',
    '  registro sigilla                sigilla subito gli atti, senza aspettare il minuto',
    'Ciascuno, scritto da solo, dice come si usa.',
  ].join('\n'),
  configura: {
    uso: 'Uso: npm run mypay -- configura <file.json>   (che cosa si scrive nel file: docs/esercizio.md)',
    nonLetta: {
      non_leggibile: (dove: string): string => `Il file ${dove} non c’è, o non si può leggere.`,
      non_json: (dove: string): string => `${dove} non è scritto in JSON: controlla virgole, virgolette e parentesi.`,
      campo: (dove: string): string =>
        `Nel file c’è un campo che manca, che non è previsto o che non è scritto come si deve: ${dove}`,
    },
    intermediario: (denominazione: string): string => `${denominazione}: intermediario registrato.`,
    stazione: (codice: string): string => `${codice}: stazione attiva.`,
    ente: (denominazione: string, conti: number, tipi: number, isInEsercizio: boolean): string =>
      `${denominazione}: ${conti === 1 ? '1 conto' : `${conti} conti`}, ${tipi === 1 ? '1 tipo dovuto' : `${tipi} tipi dovuto`}` +
      `${isInEsercizio ? ', in esercizio' : ', non ancora in esercizio'}.`,
    poi: 'Fatto. Adesso il primo operatore: npm run mypay -- operatori nuovo',
    fermo: (dove: string, frase: string): string =>
      `Fermo qui: ${dove}. ${frase}\nCorreggi il file e ripeti: quello che è già registrato resta com’è.`,
  },
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
