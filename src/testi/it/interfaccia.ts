/** What the frame and the shared components say. */
export const interfaccia = {
  prodotto: 'MyPay',
  motto: 'Pagamenti agli enti pubblici',
  salta: { contenuto: 'Vai al contenuto', menu: 'Vai al menu', piede: 'Vai a fondo pagina' },
  principale: 'Principale',
  menu: 'Menu',
  percorso: 'Percorso della pagina',
  lingua: 'Lingua',
  accedi: 'Accedi',
  esci: 'Esci',
  persona: 'Sei entrato come',
  cerca: 'Cerca',
  cercaEtichetta: 'Cerca avviso, IUV, IUD, codice fiscale o nome',
  prova: 'PROVA – non pagabile',
  servizio: (intermediario: string): string => `Un servizio di ${intermediario}`,
  versione: (versione: string): string => `MyPay ${versione}`,
  collegamentiUtili: 'Collegamenti utili',
  altraFinestra: 'apre un altro sito',
  facoltativo: 'facoltativo',
  errore: 'Errore',
  ciSonoErrori: (quanti: number): string =>
    quanti === 1 ? 'C’è una cosa da correggere' : `Ci sono ${quanti} cose da correggere`,
  totale: 'Totale',
  modulo: {
    riga: (numero: number): string => `Riga ${numero}`,
    aggiungi: (gruppo: string): string => `Aggiungi una riga a «${gruppo}»`,
    togli: (numero: number, gruppo: string): string => `Togli la riga ${numero} di «${gruppo}»`,
    scegli: 'Scegli',
    senzaVoci: 'Le voci compaiono quando hai risposto alle domande qui sopra.',
    fileAmmesso: (tipi: string, quanto: string): string => `${tipi}: al massimo ${quanto}.`,
    fileInArrivo: 'Il modulo si sta aggiornando: un file grande può impiegare un po’.',
    fileArrivato: (nome: string): string => `${nome} è arrivato.`,
    togliFile: 'Togli',
    calcolo: 'Come si arriva all’importo',
    voce: 'Voce',
    quantita: 'Quantità',
    prezzo: 'Prezzo',
    importo: 'Importo',
  },
  precedente: 'Precedente',
  successiva: 'Successiva',
  pagine: 'Pagine dell’elenco',
  aggiorna: 'Aggiorna la pagina',
  fatte: (fatte: string, totale: string | null): string =>
    totale === null ? `${fatte} fatte finora` : `${fatte} di ${totale}`,
  stati: {
    bozza: 'Bozza',
    da_pagare: 'Da pagare',
    in_pagamento: 'In pagamento',
    in_attesa_di_ricevuta: 'In attesa di ricevuta',
    pagato: 'Pagato',
    scaduto: 'Scaduto',
    annullato: 'Annullato',
    estinto: 'Pagato in altro modo',
  },
  errori: {
    richiesta: {
      titolo: 'Non riusciamo a leggere la richiesta',
      testo: 'Quello che il browser ci ha mandato non è completo o non ha la forma giusta. Torna indietro e riprova.',
    },
    modulo: {
      titolo: 'La pagina non vale più',
      testo:
        'Era aperta da troppo tempo, o ne hai usata un’altra uguale. Non abbiamo registrato nulla: ricaricala e invia di nuovo i dati.',
    },
    vietato: {
      titolo: 'Non puoi aprire questa pagina',
      testo:
        'Il tuo profilo non la comprende. Se ti serve per lavorare, chiedilo a chi amministra gli accessi del tuo ente.',
    },
    nonTrovata: {
      titolo: 'Questa pagina non c’è',
      testo:
        'L’indirizzo può essere scritto male, oppure la pagina è stata tolta. Controlla l’indirizzo o riparti dall’inizio.',
    },
    conflitto: {
      titolo: 'Nel frattempo qualcosa è cambiato',
      testo:
        'Quello che volevi fare non vale più. Torna indietro, ricarica la pagina e guarda la situazione di adesso.',
    },
    troppoGrande: {
      titolo: 'Hai inviato troppi dati insieme',
      testo: 'Non abbiamo registrato nulla. Torna indietro e invia un testo o un file più piccolo.',
    },
    troppi: {
      titolo: 'Troppi tentativi in poco tempo',
      testo: 'Aspetta qualche minuto e riprova. Quello che hai fatto finora non va perso.',
    },
    guasto: {
      titolo: 'Qualcosa da parte nostra non funziona',
      testo:
        'Il guasto è stato registrato. Riprova tra qualche minuto: se stavi pagando, controlla prima di pagare di nuovo.',
    },
    nonDisponibile: {
      titolo: 'Il servizio non risponde',
      testo: 'È una interruzione momentanea. Riprova tra qualche minuto: quello che avevi già inviato è al sicuro.',
    },
  },
  riferimento: (codice: string): string => `Se chiedi aiuto, comunica questo codice: ${codice}`,
  inizio: 'Vai alla pagina iniziale',
  fileTroppoGrande: (megabyte: string | number): string =>
    `Il file è troppo grande: al massimo ${megabyte} MB. Scegli un file più piccolo.`,
};
