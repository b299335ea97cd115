/** The messages exchanged with pagoPA about a notice, as who administers the ente reads of them. */
export const ufficioScambi = {
  titolo: 'Messaggi scambiati con pagoPA',
  introduzione:
    'Ogni richiesta di pagoPA, e ogni pagamento mandato al Checkout, resta con la sua risposta. Si cerca con il numero dell’avviso.',
  numero: 'Numero dell’avviso',
  numeroAiuto: 'Le 18 cifre, anche con gli spazi.',
  cerca: 'Cerca',
  errore: 'Il numero di un avviso ha 18 cifre. Controlla di averle scritte tutte.',
  elenco: 'Dal più recente',
  colonne: { istante: 'Quando', tipo: 'Messaggio', esito: 'Esito', dettagli: 'Dettagli', messaggio: 'Testo' },
  tipi: {
    checkoutPostCarts: 'Carrello mandato al Checkout',
    paVerifyPaymentNotice: 'Verifica dell’avviso',
    paGetPayment: 'Attivazione del pagamento',
    paGetPaymentV2: 'Attivazione del pagamento',
    paSendRT: 'Ricevuta',
    paSendRTV2: 'Ricevuta',
  } as Readonly<Record<string, string>>,
  versi: { REQ: 'domanda', RESP: 'risposta' },
  apri: 'Apri',
  apriQuale: (cosa: string): string => `Apri il testo: ${cosa}`,
  senzaTesto: 'non conservato qui',
  vuoto: 'Nessun messaggio per questo avviso',
  vuotoTesto: 'Controlla il numero. Un avviso che nessuno ha ancora provato a pagare non ha messaggi.',
  testo: 'Testo del messaggio',
  troncato: 'Il messaggio era più lungo: se ne conserva l’inizio.',
  torna: 'Cerca un altro avviso',
};
