/** The mails that MyPay sends. They name the ente, never the debtor (model 11). */
export const testi = {
  prova: {
    oggetto: (ente: string) => `Il tuo avviso di pagamento: ${ente}`,
    testo: (dati: { ente: string; link: string; codice: string }) =>
      [
        `Hai chiesto di leggere un avviso di pagamento di ${dati.ente}.`,
        '',
        `Apri questa pagina e premi il pulsante (vale 60 minuti):`,
        dati.link,
        '',
        `Oppure scrivi questo codice nella pagina che hai già aperto (vale 15 minuti): ${dati.codice}`,
        '',
        'Se non sei stato tu, non fare nulla: senza il link o il codice nessuno può leggere questo avviso.',
        'A questo indirizzo non si può rispondere.',
      ].join('\n'),
  },
  provaSpontaneo: {
    oggetto: (ente: string) => `Conferma il tuo pagamento: ${ente}`,
    testo: (dati: { ente: string; link: string; codice: string }) =>
      [
        `Hai compilato un pagamento a ${dati.ente}. Manca solo la tua conferma.`,
        '',
        `Apri questa pagina e premi il pulsante (vale 60 minuti):`,
        dati.link,
        '',
        `Oppure scrivi questo codice nella pagina che hai già aperto (vale 15 minuti): ${dati.codice}`,
        '',
        'Se non sei stato tu, non fare nulla: senza conferma l’ente non riceve niente, e dopo un giorno si cancella tutto.',
        'A questo indirizzo non si può rispondere.',
      ].join('\n'),
  },
  ancora: {
    oggetto: (n: number) => `Registro degli atti: impronta del blocco ${n}`,
    testo: (dati: { n: number; impronta: string; sigillatoIl: string }) =>
      [
        `Ultimo blocco sigillato: ${dati.n}`,
        `Impronta: ${dati.impronta}`,
        `Sigillato il: ${dati.sigillatoIl}`,
        '',
        'Conserva questo messaggio: con questa impronta si prova che il registro non è stato cambiato dopo.',
        'Comando: npm run mypay -- registro verifica',
      ].join('\n'),
  },
};
