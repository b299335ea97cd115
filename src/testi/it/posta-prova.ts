type Dati = { ente: string; link: string; codice: string };

/** The mails with the link and the code of a proof, by what it opens. They name the ente, never the debtor (model 11). */
export const postaProva = {
  avviso: {
    oggetto: (ente: string): string => `Il tuo avviso di pagamento: ${ente}`,
    testo: (dati: Dati): string =>
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
  carrello: {
    oggetto: (ente: string): string => `Conferma l’indirizzo per la ricevuta: ${ente}`,
    testo: (dati: Dati): string =>
      [
        `Hai chiesto di avere a questo indirizzo le ricevute di un pagamento a ${dati.ente}.`,
        '',
        'Apri questa pagina e premi il pulsante (vale 60 minuti):',
        dati.link,
        '',
        `Oppure scrivi questo codice nella pagina che hai già aperto (vale 15 minuti): ${dati.codice}`,
        '',
        'Se non sei stato tu, non fare nulla: senza il link o il codice le ricevute non arrivano qui.',
        'A questo indirizzo non si può rispondere.',
      ].join('\n'),
  },
  profilo: {
    oggetto: (ente: string): string => `Conferma la tua email: ${ente}`,
    testo: (dati: Dati): string =>
      [
        `Hai chiesto di salvare questo indirizzo nel tuo profilo dei pagamenti di ${dati.ente}.`,
        '',
        `Apri questa pagina e premi il pulsante (vale 60 minuti):`,
        dati.link,
        '',
        `Oppure scrivi questo codice nella pagina che hai già aperto (vale 15 minuti): ${dati.codice}`,
        '',
        'Se non sei stato tu, non fare nulla: senza il link o il codice l’indirizzo non si salva.',
        'A questo indirizzo non si può rispondere.',
      ].join('\n'),
  },
  spontaneo: {
    oggetto: (ente: string): string => `Conferma il tuo pagamento: ${ente}`,
    testo: (dati: Dati): string =>
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
};
