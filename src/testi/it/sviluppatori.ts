/** What who writes the software of an ente reads. */
export const sviluppatori = {
  voce: 'Per chi sviluppa',
  titolo: 'Per chi scrive il gestionale dell’ente',
  introduzione:
    'Il gestionale di un ente parla con MyPay in due modi: con le API REST, e con i servizi SOAP che MyPay e MyPivot hanno sempre avuto. ' +
    'Si prova tutto nell’ambiente di prova dell’ente, dove nessuno paga davvero.',
  navigazione: {
    inizio: 'Per chi sviluppa',
    guida: 'Guida alle API',
    prova: 'Prova le API',
    errori: 'Codici',
    collaudo: 'Collaudo',
  },
  schede: {
    guida: {
      titolo: 'Guida alle API',
      testo: 'Dalla chiave alla prima posizione, con esempi che le nostre prove eseguono.',
    },
    prova: {
      titolo: 'Prova le API',
      testo: 'Tutte le chiamate, con i loro campi: si leggono e si provano con la tua chiave.',
    },
    openapi: {
      titolo: 'OpenAPI 3.1',
      testo: 'Il documento da cui generare un client, sempre quello delle rotte in servizio.',
    },
    postman: {
      titolo: 'Raccolta Postman',
      testo: 'Le stesse chiamate, da importare in Postman o in un programma simile.',
    },
    errori: { titolo: 'Codici', testo: 'Che cosa vuol dire ogni codice di rifiuto, e che cosa fare.' },
    collaudo: {
      titolo: 'Collaudo',
      testo: 'Che cosa un’integrazione deve aver dimostrato prima di andare in esercizio, e come si prova.',
    },
    dovutiPagati: { titolo: 'WSDL dovuti e pagati', testo: 'Il servizio SOAP PagamentiTelematiciDovutiPagati.' },
    flussiSpc: { titolo: 'WSDL rendicontazioni', testo: 'Il servizio SOAP PagamentiTelematiciFlussiSPC.' },
    esterni: {
      titolo: 'WSDL avvisi presso l’ente',
      testo: 'Il servizio SOAP PagamentiTelematiciEsterniCCP, che il gestionale offre e MyPay chiama.',
    },
  },
  rest: 'REST',
  soap: 'SOAP',
  guida: 'Guida alle API',
  errori: {
    titolo: 'I codici delle API',
    introduzione:
      'Ogni rifiuto delle API ha un codice che non cambia. Il testo dice che cosa fare; dove c’è «…» va ciò che riguarda quella richiesta.',
    elenco: 'Codici',
    codice: 'Codice',
    dice: 'Che cosa dice',
  },
  collaudo: {
    titolo: 'Il collaudo di un’integrazione',
    introduzione: [
      'Si prova nell’ambiente di prova dell’ente, con la password o la chiave di prova: il denaro è quello del simulatore. ' +
        'Ogni requisito è giudicato da ciò che il gestionale ha chiamato e da come gli è stato risposto, negli ultimi 1, 7 o 30 giorni: ' +
        'superato, non ancora, o non provato.',
      'Si prova ciò che si userà: chi usa le API REST non prova i servizi SOAP, e viceversa; un gruppo che non serve resta «non provato».',
      'Com’è andata si legge in Configurazione › Collaudo dell’integrazione, insieme alle chiamate una per una, ' +
        'oppure con questo comando sul server:',
    ],
    comando: 'npm run mypay -- collaudo <codice IPA>',
  },
  provaTitolo: 'Prova le API di MyPay',
  provaTorna: 'Torna alle pagine per chi sviluppa',
  provaSenzaScript: 'Questa pagina ha bisogno di JavaScript. La guida e il documento OpenAPI si leggono anche senza.',
};
