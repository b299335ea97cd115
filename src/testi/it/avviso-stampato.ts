/**
 * The fixed strings of the printed notice, in Italian, as the notice guide gives them (pagoPA, L'avviso di pagamento, annex 2,
 * version 3.3): they may not be altered, except for capitals. Ours alone is what marks a notice of an ente in prova.
 */
export const avvisoStampato = {
  lingua: 'it-IT',
  titolo: 'Avviso di pagamento',
  enteCreditore: 'Ente Creditore',
  destinatario: 'Destinatario',
  quantoEQuando: 'Quanto e quando pagare?',
  quanto: 'Quanto pagare?',
  importo: 'Importo',
  euro: 'Euro',
  entroIl: 'entro il',
  variazioni:
    'In fase di pagamento, se previsto dall’ente, l’importo potrebbe essere aggiornato automaticamente e subire variazioni in ' +
    'diminuzione (per sgravi, note di credito) o in aumento (per sanzioni, interessi, ecc.).',
  dove: 'Dove pagare?',
  vaiSu: 'vai su pagopa.gov.it',
  canali: [
    {
      titolo: 'Paga con l’app IO',
      descrizione: 'oppure dal tuo Home Banking, con la tua app di pagamento o con gli altri canali abilitati.',
    },
    {
      titolo: 'Paga sul territorio',
      descrizione:
        'presso Banche e Sportelli ATM, negli Uffici Postali e Punti Postali, nei Bar, Edicole, Ricevitorie, Supermercati, ' +
        'Tabaccherie e altri Esercenti Convenzionati.',
    },
  ],
  datiPagamento: 'Dati per il pagamento',
  rataUnica: 'Rata unica',
  rataEntroIl: 'entro il',
  inquadra: 'Inquadra il codice QR con la tua app di pagamento o usa i dati accanto.',
  oggetto: 'Oggetto del pagamento',
  codiceCbill: 'Cod. CBILL',
  codiceAvviso: 'Cod. Avviso',
  codiceFiscaleEnte: 'Cod. Fiscale Ente',
  prova: 'PROVA – non pagabile',
  logoEnte: 'Logo dell’ente creditore',
  codiceQr:
    'Codice QR per pagare con un’app: contiene il codice avviso, il codice fiscale dell’ente e l’importo, scritti accanto.',
};
