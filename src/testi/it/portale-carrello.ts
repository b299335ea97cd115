import type { CodiceCarrello, Dubbio, Problema, StatoCarrelloMostrato } from '#modules/pagamenti';

/** What citizens read of the carrello, and of how a payment by Checkout went. */
export const carrello = {
  voce: 'Carrello',
  titolo: 'Il tuo carrello',

  /** In the page of a notice. */
  paga: {
    titolo: 'Paga adesso',
    testo:
      'Paghi sul sito di pagoPA, con la carta o con un’app. Puoi mettere insieme fino a cinque avvisi, anche di enti diversi.',
    ora: 'Paga ora',
    aggiungi: 'Aggiungi al carrello',
    dentro: 'Questo avviso è nel carrello',
    vai: 'Vai al carrello',
  },

  aggiunto: (quanti: number): string =>
    quanti === 1 ? 'Nel carrello c’è un avviso.' : `Nel carrello ci sono ${quanti} avvisi.`,
  elenco: 'Che cosa paghi',
  colonne: { causale: 'Per che cosa', ente: 'A chi', importo: 'Importo', azione: 'Azione' },
  togli: 'Togli',
  togliChe: (causale: string): string => `Togli «${causale}»`,
  altro: 'Aggiungi un altro avviso',
  pieno: 'Nel carrello ci stanno cinque avvisi: paga questi, poi gli altri.',
  uniti: 'Abbiamo unito i tuoi due carrelli',
  fuori: (quanti: number): string =>
    quanti === 1
      ? 'Un avviso non ci stava, perché il massimo è cinque. Paga questi, poi riprendilo dalla prima pagina.'
      : `${quanti} avvisi non ci stavano, perché il massimo è cinque. Paga questi, poi riprendili dalla prima pagina.`,
  vuoto: 'Il carrello è vuoto',
  vuotoTesto: 'Cerca un avviso, aprilo e premi «Aggiungi al carrello».',
  cerca: 'Cerca un avviso',
  email: (indirizzo: string): string => `Quando il pagamento arriva te lo scriviamo a ${indirizzo}.`,
  dove: 'Il pagamento si fa sul sito di pagoPA. La commissione, se c’è, te la dice prima di farti pagare. Alla fine torni qui.',
  bottone: (importo: string): string => `Paga ${importo}`,
  comunque: 'Ho capito, pago lo stesso',
  nonPagabili: 'Togli ciò che non si può pagare, poi vai avanti.',
  ultimo: 'Com’è andato l’ultimo pagamento',

  problemi: {
    sconosciuto: 'L’ente ha ritirato questo avviso.',
    pagato: 'È già pagato.',
    scaduto: 'È scaduto: chiedi all’ente un avviso nuovo.',
    annullato: 'L’ente lo ha annullato: non pagarlo.',
    estinto: 'Non va più pagato: il debito è stato pagato in un altro modo.',
  } satisfies Record<Problema, string>,
  dubbi: {
    in_pagamento: 'Qualcuno lo sta pagando adesso.',
    in_attesa_di_ricevuta: 'Qualcuno lo ha appena pagato, e aspettiamo la ricevuta.',
    ripetuto: 'L’ente ti chiede la stessa cosa con un altro avviso, che è qui o che è stato pagato da poco.',
  } satisfies Record<Dubbio, string>,
  dubbioTitolo: 'Forse stai pagando due volte',
  dubbioTesto: 'Guarda gli avvisi segnati. Se sei sicuro che vanno pagati, spunta la casella e premi di nuovo.',

  rifiuti: {
    CARRELLO_SCONOSCIUTO: 'Questo carrello non c’è più. Cerca di nuovo gli avvisi da pagare.',
    CARRELLO_DI_PROVA:
      'Gli avvisi di prova si pagano per conto loro, nel simulatore. Paga prima quelli che hai nel carrello.',
    CARRELLO_PIENO: 'Nel carrello ci stanno al massimo cinque avvisi. Paga questi, poi gli altri.',
    CARRELLO_VUOTO: 'Qui non c’è nulla da pagare.',
    CARRELLO_NON_APERTO: 'Questo carrello è già stato mandato a pagare: non si può più cambiare.',
    CARRELLO_CAMBIATO:
      'Il carrello è cambiato in un’altra finestra. Controlla che cosa c’è adesso, poi premi di nuovo «Paga».',
    AVVISO_NON_PAGABILE: 'Un avviso non si può più pagare qui. Guarda quale e perché, e toglilo dal carrello.',
    IMPORTO_DA_RIVEDERE:
      'L’importo è cambiato da quando hai aperto la pagina. Questo è quello di adesso: controllalo e premi di nuovo «Paga».',
    DOPPIO_DA_CONFERMARE: 'Forse stai pagando due volte: guarda gli avvisi segnati prima di andare avanti.',
    PAGAMENTO_QUI_NON_ATTIVO: 'Questo avviso non si paga da qui. Nella sua pagina trovi dove e come pagarlo.',
    CHECKOUT_RIFIUTA_AVVISI:
      'pagoPA non accetta questo pagamento: forse qualcuno sta pagando uno degli avvisi proprio adesso. Non ti è stato addebitato ' +
      'nulla. Riprova fra mezz’ora.',
    CHECKOUT_RIFIUTA_CHIAVE:
      'Adesso da qui non si può pagare, e non dipende da te. Non ti è stato addebitato nulla. Puoi pagare negli altri modi scritti ' +
      'nella pagina dell’avviso.',
    CHECKOUT_NON_RISPONDE:
      'Il sito di pagoPA non risponde. Non ti è stato addebitato nulla e il carrello è ancora qui: riprova fra poco.',
    GESTIONALE_NON_RISPONDE:
      'Il programma di un ente non risponde, e solo lui sa quanto costa il suo avviso. Non ti è stato addebitato nulla: riprova fra poco.',
  } satisfies Record<CodiceCarrello, string>,

  esito: {
    titoli: {
      aperto: 'Pagamento non ancora cominciato',
      inviato: 'Pagamento non concluso',
      in_attesa: 'Aspettiamo la ricevuta',
      parziale: 'È arrivata una parte delle ricevute',
      pagato: 'Pagamento ricevuto',
      abbandonato: 'Pagamento non arrivato',
    } satisfies Record<StatoCarrelloMostrato, string>,
    testi: {
      aperto: 'Questi avvisi sono ancora nel carrello.',
      inviato: 'Non ci risulta ancora un pagamento. Se non hai finito puoi riprendere da dove eri.',
      in_attesa:
        'Il sito di pagoPA dice che hai finito, e adesso aspettiamo la ricevuta, che è la sola prova. Di solito arriva in pochi ' +
        'minuti, qualche volta il giorno dopo. Non pagare di nuovo.',
      parziale:
        'Ogni avviso ha la sua ricevuta, e non arrivano sempre insieme. Per quelli che mancano aspetta: prima di pagarli ' +
        'di nuovo guarda se la spesa risulta nel tuo conto.',
      pagato: 'Tutto è arrivato agli enti: non devi fare altro.',
      abbandonato:
        'In un giorno non è arrivata nessuna ricevuta. Gli avvisi sono ancora da pagare: prima controlla il tuo conto.',
    } satisfies Record<StatoCarrelloMostrato, string>,
    annullato: {
      titolo: 'Hai interrotto il pagamento',
      testo: 'Non ci risulta nessun pagamento. Gli avvisi sono ancora da pagare, quando vuoi.',
    },
    errore: {
      titolo: 'Il pagamento non è riuscito',
      testo:
        'Il sito di pagoPA non ha concluso il pagamento. Se nel tuo conto la spesa risulta lo stesso, non pagare di nuovo: la ' +
        'ricevuta può arrivare più tardi, e questa pagina lo dirà.',
    },
    puoiChiudere: (email: string | null): string =>
      email === null
        ? 'Puoi chiudere questa pagina.'
        : `Puoi chiudere questa pagina: quando arriva tutto te lo scriviamo a ${email}.`,
    elenco: 'Gli avvisi',
    colonne: { causale: 'Per che cosa', ente: 'A chi', importo: 'Importo', stato: 'Stato' },
    nonPiu: 'Avviso ritirato dall’ente',
    ricevuta: 'Apri la ricevuta',
    aggiorna: 'Guarda se è arrivata',
    riprendi: 'Riprendi il pagamento',
    riprova: 'Riprova a pagare',
    carrello: 'Torna al carrello',
    cercaTitolo: 'Non troviamo questo pagamento',
    cercaTesto:
      'L’indirizzo non è completo, o è passato più di un mese. Cerca l’avviso: la sua pagina dice se è pagato.',
  },
};
