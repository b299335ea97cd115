import type { PassoAdesione, StatoEnte, StatoPasso } from '#modules/enti';

/** What who runs the installation reads of the enti: their list, each of them, their way in. */
export const ufficioRegione = {
  titolo: 'Intermediario',
  introduzione:
    'Gli enti, le stazioni, ciò che è comune a tutti, e come sta l’installazione. Ogni cambiamento resta nel registro.',
  quanti: (esercizio: string, pre: string, inseriti: string): string =>
    `Enti in esercizio: ${esercizio}; in pre-esercizio: ${pre}; in preparazione: ${inseriti}.`,
  schede: {
    enti: {
      titolo: 'Enti',
      testo: 'Chi incassa con MyPay: registrarli, accompagnarli fino al primo pagamento, metterli in esercizio.',
    },
    stazioni: { titolo: 'Stazioni', testo: 'I punti in cui l’intermediario si collega a pagoPA, e che cosa li apre.' },
    catalogo: { titolo: 'Catalogo', testo: 'Le categorie di dovuto pronte da adottare, e quali enti le usano.' },
    tassonomia: { titolo: 'Tassonomia', testo: 'I codici di pagoPA: caricarne una versione nuova, vedere chi li usa.' },
    utenti: { titolo: 'Utenti', testo: 'Chi entra nell’ufficio, per qualunque ente: cercarlo, chiuderne l’accesso.' },
    registro: { titolo: 'Registro di tutti gli enti', testo: 'Chi ha fatto che cosa, per quale ente e quando.' },
    giornale: { titolo: 'Giornale degli eventi', testo: 'I messaggi scambiati con pagoPA per tutti gli enti.' },
    lavori: { titolo: 'Lavori', testo: 'Ciò che MyPay fa da sé: in coda, in corso, non riuscito e perché.' },
    salute: { titolo: 'Salute', testo: 'Come stanno il database, il disco, i lavori, pagoPA, la posta.' },
    interruttori: { titolo: 'Interruttori', testo: 'Che cosa è acceso in questa installazione, e per quanti enti.' },
  },
  fatto: {
    creato: 'Ente registrato. È in preparazione: segna i passi dell’adesione e associa una stazione.',
    passo: 'Passo segnato.',
    stato: 'Stato cambiato.',
    dati: 'Dati corretti.',
    funzione: 'Funzione cambiata.',
    stazione: 'Stazione dell’ente cambiata.',
    invitato: 'Invito mandato. Finché non lo accetta, la persona non entra.',
    stazioneCreata: 'Stazione registrata, non ancora attiva: prima fai un segmento segreto o indica il certificato.',
    attivata: 'Stazione attivata.',
    disattivata: 'Stazione disattivata.',
    accesso: 'Certificati e indirizzi cambiati.',
    ritirati: 'Segmenti di prima ritirati.',
    chiuso: 'Accesso chiuso: la persona è uscita da tutti i dispositivi.',
    riaperto: 'Accesso riaperto.',
    nominato: 'Da adesso amministra anche l’installazione.',
    destituito: 'Non amministra più l’installazione. I suoi ruoli per gli enti restano.',
    tassonomia: 'Tassonomia caricata.',
    riprovato: 'Il lavoro è di nuovo in coda.',
    abbandonato: 'Lavoro abbandonato.',
  },
  conferma: {
    succede: 'Che cosa succede',
    attenzione: 'Da guardare prima',
    torna: 'Torna indietro senza cambiare',
  },

  enti: {
    titolo: 'Enti',
    elenco: 'Enti, per nome',
    nuovo: 'Registra un ente',
    testo: 'Nome, codice IPA o codice fiscale',
    testoAiuto: 'Bastano alcune parole, in qualunque ordine.',
    tutti: 'Tutti',
    cerca: 'Cerca',
    ambienti: { live: 'Esercizio', prova: 'Prova' },
    colonne: {
      denominazione: 'Ente',
      codIpa: 'Codice IPA',
      codiceFiscale: 'Codice fiscale',
      tipo: 'Tipo',
      ambiente: 'Ambiente',
      stato: 'Stato',
      passi: 'Adesione',
      registrato: 'Registrato il',
    },
    fatti: (quanti: number, tutti: number): string => `${quanti} di ${tutti} passi`,
    vuoto: 'Nessun ente',
    vuotoTesto: 'Nessun ente è così. Togli qualche filtro, o registra un ente.',
  },

  nuovo: {
    titolo: 'Registra un ente',
    daIpa: 'Dall’indice IPA',
    daIpaTesto:
      'Scarica da indicepa.gov.it il file degli enti, oppure copia la riga dell’ente con l’intestazione delle colonne. ' +
      'MyPay non si collega all’indice.',
    cercato: 'Codice IPA o codice fiscale da cercare',
    cercatoAiuto: 'Serve se nel file ci sono più enti.',
    indice: 'File degli enti',
    indiceAiuto: (megabyte: string): string => `CSV o testo con tabulazioni, al massimo ${megabyte} MB.`,
    righe: 'Oppure incolla qui l’intestazione e la riga',
    righeAiuto: 'Due righe bastano: i nomi delle colonne, e l’ente.',
    leggi: 'Leggi i dati',
    letta: 'I dati vengono dall’indice. Controllali: non è stato registrato ancora nulla.',
    dati: 'Dati dell’ente',
    scegli: 'Scegli',
    crea: 'Registra l’ente',
    mancaAmbiente: 'Scegli in quale ambiente nasce l’ente.',
    ambienti: {
      prova: { testo: 'Prova', aiuto: 'Per provare: ciò che vi si fa non è pagabile.' },
      live: { testo: 'Esercizio', aiuto: 'Per incassare davvero, quando l’ente sarà pronto.' },
    },
    campi: {
      denominazione: 'Denominazione',
      codIpa: 'Codice IPA',
      codiceFiscale: 'Codice fiscale',
      indirizzo: 'Indirizzo',
      pec: 'PEC',
      email: 'Email',
      sito: 'Sito',
      cbill: 'Codice CBILL',
    },
    aiuti: {
      codiceFiscale: '11 cifre. Non si potrà cambiare: un altro codice fiscale è un altro ente.',
      sito: 'Per intero, come https://www.comune.example.it.',
      cbill: 'Lo assegna il consorzio CBILL: si può aggiungere dopo.',
    },
  },

  ente: {
    cambiaStato: 'Cambia lo stato',
    amministratore: 'Invita chi lo amministra',
    funzioni: 'Funzioni',
    registro: 'Registro di questo ente',
    correggi: 'Correggi i dati',
    gemello: { prova: 'Registra anche l’ambiente di prova', live: 'Registra anche l’ambiente di esercizio' },
    apriGemello: { prova: 'Apri l’ambiente di prova', live: 'Apri l’ambiente di esercizio' },
    mancano: 'Che cosa manca per incassare',
    mancanze: {
      stazione: 'Una stazione attiva, predefinita per l’ente.',
      iban: 'Un conto con un IBAN già in vigore: lo registra chi amministra l’ente.',
      tipi: 'Un tipo dovuto attivo: lo configura chi amministra l’ente.',
    },
    stazioni: {
      titolo: 'Stazioni',
      elenco: 'Stazioni dell’ente',
      vuoto: 'Nessuna stazione: pagoPA non può ancora chiedere nulla per questo ente.',
      associa: 'Associa o chiudi una stazione',
      colonne: { codice: 'Stazione', segregazione: 'Segregazione', stato: 'Uso', dal: 'Dal', al: 'Fino al' },
      stati: { predefinita: 'predefinita', altra: 'per gli avvisi già emessi' },
    },
  },

  adesione: {
    titolo: 'Adesione',
    elenco: 'I passi dell’adesione',
    colonne: { passo: 'Passo', stato: 'Come sta', dal: 'Dal', nota: 'Nota', documento: 'Documento', segna: 'Cambia' },
    segna: 'Segna',
    ultimo: 'L’ultimo passo è lo stato dell’ente:',
    storia: 'Tutto ciò che è stato segnato',
    stati: { da_fare: 'da fare', in_corso: 'in corso', fatto: 'fatto' } satisfies Record<StatoPasso, string>,
    passi: {
      atto: {
        nome: 'Atto dell’ente',
        testo: 'La delibera o la determina con cui l’ente aderisce ai servizi dell’intermediario.',
      },
      adesione_pagopa: {
        nome: 'Adesione a pagoPA',
        testo: 'La lettera di adesione, e l’intermediario indicato nel Back-office pagoPA.',
      },
      scheda: {
        nome: 'Scheda informativa',
        testo: 'Che cosa l’ente incassa, con quali conti, con quale gestionale, chi sono i referenti.',
      },
      prove: { nome: 'Prove', testo: 'Le prove nell’ambiente di prova: un dovuto caricato, pagato, rendicontato.' },
    } satisfies Record<PassoAdesione, { nome: string; testo: string }>,
    adesso: 'Adesso:',
    comeSta: 'Come sta',
    daQuando: 'Da quando',
    notaAiuto: 'Serve se il passo torna indietro. Resta nella storia.',
    documentoAiuto: (megabyte: string): string => `PDF, anche firmato (P7M), al massimo ${megabyte} MB.`,
    salva: 'Segna il passo',
  },

  stato: {
    titolo: 'Cambia lo stato dell’ente',
    adesso: (stato: string): string => `Adesso: ${stato}.`,
    a: 'Stato nuovo',
    manca: 'Scegli lo stato nuovo.',
    uguale: 'L’ente è già in questo stato.',
    avanti: 'Guarda che cosa succede',
    conferma: (ente: string): string => `${ente}: cambia lo stato`,
    nonFatto: (passo: string): string => `Il passo «${passo}» non è segnato come fatto.`,
    effetti: {
      INSERITO: [
        'pagoPA non trova più l’ente: gli avvisi da pagare non si pagano. Le ricevute in arrivo si prendono lo stesso.',
        'Il gestionale non entra, e i cittadini non vedono l’ente.',
      ],
      'PRE-ESERCIZIO': [
        'pagoPA e il gestionale trovano l’ente; i cittadini no.',
        'Un dovuto può costare al massimo l’importo di prova dell’ente.',
      ],
      ESERCIZIO: ['I cittadini vedono l’ente e pagano ciò che chiede, per qualunque importo.'],
    } satisfies Record<StatoEnte, readonly string[]>,
    bottoni: {
      INSERITO: 'Rimetti in preparazione: nessuno potrà pagare',
      'PRE-ESERCIZIO': 'Porta in pre-esercizio',
      ESERCIZIO: 'Metti in esercizio: l’ente incassa',
    } satisfies Record<StatoEnte, string>,
  },

  dati: {
    titolo: 'Correggi i dati dell’ente',
    introduzione:
      'Ciò che registra l’intermediario; i contatti li cambia l’ente. ' +
      'Il codice fiscale non si cambia: un altro codice è un altro ente.',
    conferma: 'Controlla che cosa cambia',
    avanti: 'Guarda che cosa cambia',
    salva: 'Salva',
    uguale: 'Non hai cambiato nulla.',
    niente: 'niente',
    cambio: (campo: string, prima: string, dopo: string): string => `${campo}: da «${prima}» a «${dopo}».`,
    campi: { denominazione: 'Denominazione', codIpa: 'Codice IPA', tipo: 'Tipo di ente', cbill: 'Codice CBILL' },
    effetti: {
      denominazione: [
        'Gli avvisi e le ricevute che si stampano da adesso portano il nome nuovo; quelli già stampati no.',
      ],
      codIpa: [
        'Gli indirizzi delle pagine dell’ente nel portale cambiano: quelli di prima non si aprono più.',
        'Il gestionale deve usare il codice nuovo per entrare e nei nomi dei file.',
      ],
      tipo: ['I codici tassonomici proposti per i tipi dovuto sono quelli del tipo nuovo; quelli già scelti restano.'],
      cbill: ['Gli avvisi che si stampano da adesso portano il codice nuovo.'],
    },
  },

  funzioni: {
    quale: 'Che cosa accendere o spegnere',
    adesso: (nome: string, stato: string): string => `${nome} (adesso ${stato})`,
    avanti: 'Guarda che cosa succede',
    smette: (significato: string): string => `Non è più così: «${significato}»`,
  },

  associa: {
    titolo: 'Associa una stazione all’ente',
    titoloChiudi: 'Chiudi l’associazione con la stazione',
    introduzione:
      'Il codice di segregazione lo dà il Back-office pagoPA, e non cambia mai: sta nei numeri degli avvisi.',
    stazione: 'Stazione',
    scegli: 'Scegli',
    una: (codice: string, attiva: boolean): string => (attiva ? codice : `${codice} (non attiva)`),
    segregazione: 'Codice di segregazione',
    segregazioneAiuto: 'Due cifre, da 00 a 45. Per chiudere non serve.',
    predefinita: 'È la stazione predefinita',
    predefinitaAiuto: 'I numeri degli avvisi nuovi portano il suo codice.',
    dal: 'Dal',
    chiudila: 'Chiudi l’associazione da quel giorno',
    chiudilaAiuto: 'Da allora gli avvisi con il suo codice non si pagano più; le ricevute si prendono lo stesso.',
    manca: 'Scegli la stazione.',
    mancaGiorno: 'Scrivi il giorno, come 31/12/2026.',
    avanti: 'Guarda che cosa succede',
    associa: 'Associa la stazione',
    chiudi: 'Chiudi: gli avvisi con il suo codice non si pagheranno più',
    effetti: {
      associa: (stazione: string, segregazione: string, dal: string): string =>
        `Dal ${dal} pagoPA chiede dell’ente alla stazione ${stazione}, per gli avvisi con il codice ${segregazione}.`,
      predefinita: (segregazione: string): string => `I numeri degli avvisi nuovi cominciano per 3${segregazione}.`,
      prima: (stazione: string): string =>
        `La stazione ${stazione} non è più la predefinita: serve gli avvisi già emessi.`,
      chiude: (stazione: string, dal: string): string =>
        `Dal ${dal} la stazione ${stazione} non risponde più per l’ente.`,
      avvisi: (quanti: string): string => `Avvisi ancora da pagare con il suo codice: ${quanti}.`,
    },
  },

  amministratore: {
    titolo: 'Invita chi amministra l’ente',
    introduzione: 'Chi amministra l’ente ne registra i conti, i tipi dovuto e gli altri operatori.',
    nessuno: 'Nessuno lo amministra ancora.',
    amministra: (nome: string): string => `${nome}: amministra l’ente.`,
    invitato: (nome: string, fino: string): string => `${nome}: invito che aspetta una risposta, fino al ${fino}.`,
    nome: 'Nome e cognome',
    nomeAiuto: 'Come si legge nelle pagine e nel registro.',
    email: 'Email',
    emailAiuto:
      'Riceve un link con cui sceglie la password. Un secondo invito allo stesso indirizzo prende il posto del primo.',
    invita: 'Manda l’invito',
  },
};
