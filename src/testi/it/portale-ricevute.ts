/** What citizens read of a payment that they may show to others, and of pages that are no longer of their time. */
export const ricevute = {
  stato: {
    titolo: 'Stato del pagamento',
    condividi: 'Fallo vedere a qualcuno',
    condividiTesto: (giorno: string): string =>
      `Chi apre questo indirizzo vede che cosa è pagato e che cosa no, senza nomi e senza codici fiscali. Vale fino al ${giorno}.`,
    indirizzo: 'Indirizzo da copiare',
    valeFino: (giorno: string): string =>
      `Questa pagina si può aprire fino al ${giorno}, e dice sempre come stanno le cose.`,
    perRicevuta: 'Per aprire la ricevuta servono il numero dell’avviso e il codice fiscale di chi doveva pagare.',
    cercaRicevuta: 'Cerca l’avviso',
    pagatoIl: 'Pagato il',
    altrove: 'Questo avviso è già pagato',
    altroveTesto:
      'Lo ha pagato qualcun altro, o tu in un altro modo: da qui non risulta nessun pagamento. Se nel tuo conto la spesa c’è due ' +
      'volte, chiedi all’ente di restituirti quella di troppo.',
  },

  /** In the page of a notice that is paid another way, or is being paid. */
  guardie: {
    alPosto: 'Al suo posto è stato pagato:',
    avviso: 'avviso',
    inCorso: 'Stai già pagando questo avviso',
    inCorsoTesto: 'Lo hai mandato a pagare poco fa. Guarda com’è andata: da lì puoi riprendere, o riprovare.',
    inCorsoVai: 'Guarda com’è andata',
  },

  /** Another address for the receipts of a carrello. */
  email: {
    titolo: 'A quale indirizzo mandiamo le ricevute?',
    testo: 'Ti mandiamo lì un collegamento e un codice. Finché non lo confermi non cambia nulla.',
    email: 'Indirizzo email',
    emailAiuto: 'Per esempio nome@esempio.it.',
    cambia: 'Cambia indirizzo',
    aggiungi: 'Ricevi le ricevute per email',
    di: (iniziali: string): string => `Intestato a ${iniziali}`,
    codice: { apri: 'Conferma l’indirizzo', altra: 'Manda un’altra mail, o correggi l’indirizzo' },
    prova: {
      titolo: 'Conferma l’indirizzo',
      testo: (ente: string): string =>
        `Premi il pulsante per avere a questo indirizzo le ricevute di un pagamento a ${ente}.`,
      apri: 'Conferma l’indirizzo',
      seNonSei: 'Se non sei stato tu a chiederlo, chiudi questa pagina: non cambia nulla.',
    },
  },
};
