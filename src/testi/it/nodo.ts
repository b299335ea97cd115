/** What the Nodo's door says beside a fault code: read by whoever runs the platform on the other side. */
export const testi = {
  contoPostaleAssente: "L'ente non ha un conto corrente postale",
  bolloSoloV2: 'La marca da bollo digitale si chiede con paGetPaymentV2',
  ibanAssente: "L'ente non ha un IBAN attivo per questo pagamento",
  nonPagabilePerEnte: "L'ente dice che questo avviso non è pagabile",
  quotazioneIncoerente: "L'ente ha comunicato un importo che non torna: il pagamento va rinviato",
  rifiutatoDallEnte: "L'ente rifiuta il pagamento di questo avviso",
  rispostaEnteNonValida: "Il servizio dell'ente ha dato una risposta che non torna: il pagamento va rinviato",
  enteNonRisponde: "Il servizio dell'ente non risponde: il pagamento va riprovato più tardi",
  servizioNonAttivo: "servizio non attivo presso l'ente",
  ricevutaIncompleta: 'Nella ricevuta manca un dato indispensabile',
  troppoGrande: 'Il messaggio è più grande di quanto si accetta',
  guasto: 'Il messaggio non è stato registrato: va inviato di nuovo',
};
