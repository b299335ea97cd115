/** What citizens read in the portale; the pages of prose (help, accessibility, privacy) are in portale-informative.ts. */
export const portale = {
  navigazione: { paga: 'Paga', enti: 'Enti', assistenza: 'Assistenza' },
  piede: {
    accessibilita: 'Dichiarazione di accessibilità',
    privacy: 'Privacy',
    assistenza: 'Assistenza e contatti',
    ufficio: 'Area riservata agli enti',
    sviluppatori: 'Per chi sviluppa',
    orari: 'Serve aiuto? Chiama l’800 000 000 (gratuito), dal lunedì al venerdì dalle 9 alle\u00a017.',
  },
  intermediario: 'Intermediario non ancora registrato',

  inizio: {
    titolo: 'Che cosa vuoi pagare?',
    avviso: 'Ho un avviso',
    avvisoTesto:
      'Hai ricevuto un foglio o un messaggio con un numero di 18 cifre. Guarda quanto devi e scarica l’avviso.',
    senza: 'Pago senza avviso',
    senzaTesto: 'Cerca l’ente a cui devi pagare e scegli che cosa: compili un modulo e prepari l’avviso.',
    dove: 'Dove trovo il numero dell’avviso?',
    enti: 'Enti che riscuotono qui',
    tuttiGliEnti: 'Vedi tutti gli enti',
    nessunEnte: 'Nessun ente riscuote ancora qui',
    nessunEnteTesto: 'Gli enti compaiono qui quando cominciano a usare il servizio. Torna fra qualche giorno.',
    aperti: (quanti: number): string => (quanti === 1 ? 'Hai un avviso aperto' : `Hai ${quanti} avvisi aperti`),
    apertiTesto: 'Puoi tornare a leggerlo senza cercarlo di nuovo.',
    torna: 'Torna all’avviso',
    tornaN: (n: number): string => `Torna all’avviso ${n}`,
  },

  disegno: {
    descrizione:
      'Disegno di un avviso di pagamento di carta. Il numero, chiamato Cod. Avviso, è in basso, nel riquadro Dati per il ' +
      'pagamento, a destra ' +
      'del codice QR: sono 18 cifre a gruppi di quattro. Il codice fiscale da usare è in alto a destra, nel riquadro Destinatario.',
    avviso: 'AVVISO DI PAGAMENTO',
    destinatario: 'DESTINATARIO',
    codiceFiscale: 'Cod. Fiscale',
    dati: 'DATI PER IL PAGAMENTO',
    codice: 'Cod. Avviso',
    qui: 'È qui',
    didascalia:
      'Il numero sta vicino al codice QR: 18 cifre a gruppi di quattro. Il codice fiscale sta accanto al nome del destinatario.',
  },

  avviso: {
    titolo: 'Trova il tuo avviso',
    numero: 'Numero dell’avviso',
    numeroAiuto: 'Ha 18 cifre e di solito comincia per 3. Sulla carta è chiamato «Cod. Avviso». Va bene anche lo IUV.',
    codiceFiscale: 'Codice fiscale scritto sull’avviso',
    codiceFiscaleAiuto: 'Quello della persona a cui è intestato (16 lettere e cifre), o dell’impresa (11 cifre).',
    cerca: 'Trova l’avviso',
    attesa: 'Un momento, controlliamo.',
    errori: {
      mancaNumero: 'Scrivi il numero dell’avviso: ha 18 cifre e lo trovi vicino al codice QR.',
      numeroLungo: 'Il numero dell’avviso è troppo lungo: ha 18 cifre. Controlla di averlo scritto una volta sola.',
      mancaCodiceFiscale: 'Scrivi il codice fiscale che è stampato sull’avviso.',
      codiceFiscaleForma:
        'Il codice fiscale ha 16 lettere e cifre (o 11 cifre, se è di un’impresa). Controlla di averlo scritto tutto.',
    },
    nonTrovato:
      'Non troviamo un avviso con questo numero e questo codice fiscale. Controllali tutti e due sulla carta: il numero ha 18 ' +
      'cifre e di solito comincia per 3.',
    troppi: 'Troppi tentativi in poco tempo',
    troppiPerche: 'È un limite che protegge i dati di tutti. Quello che hai scritto è ancora qui sotto.',
    troppiPronta: 'Ora puoi riprovare subito: premi «Trova l’avviso».',
    perche: {
      tempo: {
        titolo: 'È passato troppo tempo',
        testo: 'Avevi cercato un avviso più di un’ora fa. Per sicurezza, cercalo di nuovo.',
      },
      chiuso: {
        titolo: 'L’avviso non è più aperto',
        testo: 'Per sicurezza un avviso resta aperto due ore al massimo, o finché non premi «Esci». Cercalo di nuovo.',
      },
    },
    scegli: 'Quale di questi?',
    scegliTesto: 'Con questo numero e questo codice fiscale troviamo più di un avviso.',
    scegliVoce: (ente: string, causale: string): string => `${ente}: ${causale}`,
  },

  dati: {
    ente: 'A chi si paga',
    causale: 'Per che cosa',
    entro: 'entro il',
    scadenza: 'Da pagare entro',
    debitore: 'Chi deve pagare',
    intestatario: 'Intestato a',
    indirizzo: 'Indirizzo',
    codiceFiscale: 'Codice fiscale',
    numero: 'Numero dell’avviso',
    iuv: 'IUV',
    codiceFiscaleEnte: 'Codice fiscale dell’ente',
    cbill: 'Codice CBILL',
    importo: 'Importo',
    commissione: 'Commissione',
    commissioneTesto: 'oltre all’importo, per il servizio di pagamento',
    quando: 'Quando',
    pagatoDa: 'Pagato da',
    tramite: 'Pagato tramite',
    ricevuta: 'Identificativo della ricevuta',
    dettaglio: 'Che cosa comprende',
  },

  /** What each state means, and what to do now. */
  stati: {
    da_pagare: null,
    scadutoMaPagabile: {
      titolo: 'La scadenza è passata, ma puoi ancora pagare',
      testo: 'Paga appena puoi. L’ente può aggiungere interessi: l’importo di oggi è quello che vedi.',
    },
    in_pagamento: {
      titolo: 'Qualcuno sta pagando questo avviso adesso',
      testo:
        'Se sei tu, aspetta la conferma dalla banca o dall’app: non pagare due volte. Se fra mezz’ora qui c’è ancora scritto ' +
        '«Da pagare», ' +
        'il pagamento non è riuscito e puoi riprovare.',
    },
    in_attesa_di_ricevuta: {
      titolo: 'Il pagamento è partito, aspettiamo la ricevuta',
      testo:
        'Di solito arriva in pochi minuti, qualche volta il giorno dopo. Non pagare di nuovo: ricarica la pagina più tardi.',
    },
    pagato: {
      titolo: 'È già pagato',
      testo:
        'Non devi fare altro. La ricevuta è la prova del pagamento: per scaricarla scrivi qui sotto il tuo indirizzo email.',
    },
    scaduto: {
      titolo: 'Questo avviso è scaduto e non si può più pagare',
      testo: 'Il debito può esserci ancora: chiedi all’ente un avviso nuovo, con l’importo aggiornato.',
    },
    annullato: {
      titolo: 'L’ente ha annullato questo avviso: non pagarlo',
      testo: 'Se pensi che sia un errore, o se lo hai già pagato, scrivi o telefona all’ente.',
    },
    estinto: {
      titolo: 'Questo avviso non va più pagato',
      testo:
        'Lo stesso debito è stato pagato in un altro modo, per esempio con un altro avviso o a rate. Se non sei stato tu, chiedi all’ente.',
    },
    bozza: null,
    contatti: 'Contatti dell’ente',
  },

  /** Of a notice past its term, when its debt may still be paid by another one. */
  altroAvviso: {
    ordinario: 'Puoi ancora pagare con l’altro avviso che hai ricevuto, per l’importo ordinario.',
    altro: 'Puoi ancora pagare in un altro modo, con l’altro avviso che hai ricevuto.',
  },

  trovato: {
    tutto: 'Per vedere tutto e scaricare l’avviso',
    tuttoPagato: 'Per scaricare la ricevuta',
    perche:
      'Qui mostriamo solo una parte, perché il numero di un avviso può finire in mano ad altri. Scrivi il tuo indirizzo email: ' +
      'ti mandiamo ' +
      'subito un collegamento e un codice.',
    email: 'Il tuo indirizzo email',
    emailAiuto: 'Per esempio nome@esempio.it. Se poi paghi, qui ti arriva anche la ricevuta.',
    manda: 'Mandami la mail',
    mancaEmail: 'Scrivi il tuo indirizzo email.',
    altro: 'Non è questo: cerca un altro avviso',
  },

  codice: {
    titolo: 'Guarda la tua posta',
    testo: 'Abbiamo mandato una mail all’indirizzo che hai scritto. Arriva entro qualche minuto. Puoi:',
    modi: [
      'premere il collegamento che è nella mail (vale 60 minuti)',
      'oppure copiare qui il codice di sei cifre (vale 15 minuti)',
    ],
    codice: 'Codice di sei cifre',
    apri: 'Apri l’avviso',
    mancaCodice: 'Scrivi le sei cifre che sono nella mail.',
    nonArriva: 'La mail non arriva?',
    nonArrivaTesto: 'Guarda anche nella posta indesiderata. Se l’indirizzo era scritto male, chiedi un’altra mail.',
    altra: 'Chiedi un’altra mail',
  },

  prova: {
    titolo: 'Apri il tuo avviso',
    testo: (ente: string): string => `Hai chiesto di leggere un avviso di ${ente}. Premi il pulsante per aprirlo.`,
    seNonSei: 'Se non lo hai chiesto tu, chiudi questa pagina: non succede nulla.',
    apri: 'Apri l’avviso',
    nonValido: 'Questo collegamento non funziona più',
    cerca: 'Cerca di nuovo l’avviso',
    giaAperto: 'Torna all’avviso che hai aperto',
  },

  intero: {
    ricevuta: 'Pagamento ricevuto',
    pagatoTesto:
      'Il pagamento è arrivato all’ente: non devi fare altro. Conserva la ricevuta, è la prova che hai pagato.',
    senzaRicevuta:
      'L’ente ha registrato il pagamento. La ricevuta non è qui: se hai pagato all’ente, chiedila all’ente; ' +
      'se hai pagato con pagoPA, riprova domani.',
    scaricaAvviso: 'Scarica l’avviso',
    scaricaRicevuta: 'Scarica la ricevuta',
    pdf: 'È un file PDF da stampare o da conservare.',
    nonStampabile: 'Questo avviso non si stampa: per pagarlo bastano i dati qui sotto.',
    comeSiPaga: 'Come si paga',
    modi: [
      {
        titolo: 'Con il telefono o dal computer',
        testo:
          'Con l’app IO, con l’app o il sito della tua banca (servizio CBILL o pagoPA), o con un’altra app di pagamento: ' +
          'inquadra il codice QR ' +
          'dell’avviso, o scrivi il numero dell’avviso e il codice fiscale dell’ente.',
      },
      {
        titolo: 'In banca o al bancomat',
        testo:
          'Allo sportello, o agli ATM che hanno il servizio pagoPA, anche di una banca che non è la tua. Porta l’avviso stampato.',
      },
      {
        titolo: 'Alle Poste',
        testo: 'In un ufficio postale o in un Punto Poste, in contanti o con la carta. Porta l’avviso stampato.',
      },
      {
        titolo: 'Dal tabaccaio, in edicola, al supermercato',
        testo: 'Dove vedi il marchio pagoPA. Porta l’avviso stampato.',
      },
    ],
    costo: 'Chi incassa può chiedere una commissione: te la dice prima di farti pagare.',
    servono: 'I dati che ti possono chiedere',
    esciTitolo: 'Hai finito?',
    esciTesto: 'Se questo non è il tuo telefono o il tuo computer, esci: chi viene dopo di te non vedrà l’avviso.',
    esci: 'Esci',
  },

  enti: {
    titolo: 'Enti',
    cercaEtichetta: 'Nome dell’ente, comune o provincia',
    cercaAiuto: 'Bastano le prime lettere, per esempio «valle» o «treviso».',
    cerca: 'Cerca',
    quanti: (n: number): string => (n === 1 ? '1 ente' : `${n} enti`),
    troppi: (mostrati: number, trovati: number): string =>
      `Sono più di ${trovati}, qui ne vedi ${mostrati}: scrivi qualche altra lettera per accorciare l’elenco.`,
    nessuno: 'Nessun ente ha questo nome',
    nessunoTesto: 'Prova con una parola sola, per esempio il comune. L’ente può anche non riscuotere ancora qui.',
    tutti: 'Vedi tutti gli enti',
  },

  ente: {
    contatti: 'Contatti',
    indirizzo: 'Indirizzo',
    telefono: 'Telefono',
    email: 'Email',
    pec: 'Posta certificata (PEC)',
    sito: 'Sito',
    codiceFiscale: 'Codice fiscale',
    tipi: 'Che cosa riscuote',
    nessunTipo: 'L’ente non ha ancora pubblicato che cosa riscuote.',
    haiAvviso: 'Hai già un avviso di questo ente?',
    haiAvvisoTesto: 'Trovalo con il numero di 18 cifre e il tuo codice fiscale.',
    trova: 'Trova l’avviso',
  },
};
