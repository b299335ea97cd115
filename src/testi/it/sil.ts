/** What the door of the enti's software says outside its replies: read by whoever maintains that software. */
export const testi = {
  troppoGrande: 'Il messaggio è più grande di quanto si accetta',
  guasto: 'La richiesta non è stata eseguita: va inviata di nuovo',
  /** Sending a file (mypay-webservices 1.9). */
  invio: {
    nonMultipart: 'La richiesta non è multipart/form-data',
    nonIntera: 'La richiesta multipart non è valida, o non è arrivata intera',
    quantiFile: (presenti: number) => `request multipart non valida, file presenti: ${presenti}`,
    fileVuoto: 'file vuoto',
    occupato: 'Troppi file insieme: riprovare fra qualche minuto, con authorizationToken prima del file',
    guasto: 'Il file non è stato ricevuto: va inviato di nuovo',
    gettone: {
      scaduto: 'authorizationToken scaduto',
      non_valido: 'authorizationToken non valido',
      manca: 'Manca authorizationToken',
    },
  },
  /** Taking one away. */
  scarico: {
    scaduto: 'L’indirizzo è scaduto: va chiesto di nuovo',
    non_valido: 'L’indirizzo non è valido',
    nonTrovato: 'Il file non c’è',
    occupato: 'Si stanno già preparando altri avvisi: riprovare fra qualche minuto',
  },
  indirizzoNonValido: 'Questo indirizzo non è valido, o non lo è più',
  mancaBackUrl: 'Manca backUrl: dove tornare dopo il pagamento',
  backUrlNonAmmesso: 'backUrl non è fra gli indirizzi di ritorno che l’ente ha registrato',
  emailNonValida: 'email non è un indirizzo di posta',
};
