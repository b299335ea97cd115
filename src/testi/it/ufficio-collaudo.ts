import type { Gruppo, RequisitoId } from '#modules/adesioni';

/** The trial of an integration, as who administers the ente, and who writes its software, read of it. */
export const ufficioCollaudo = {
  scheda: {
    titolo: 'Collaudo dell’integrazione',
    testo: 'Che cosa il gestionale dell’ente ha già fatto bene, e che cosa gli resta da provare.',
  },
  titolo: 'Collaudo dell’integrazione',
  introduzione:
    'Ogni riga è una cosa che il gestionale deve saper fare prima di andare in esercizio. La prova è ciò che ha chiamato e come gli è ' +
    'stato risposto: provale tutte nell’ambiente di prova, e ricarica la pagina. Un gruppo che non ti serve non si prova; ' +
    'chi usa le API REST non prova i servizi SOAP, e viceversa.',
  quanto: 'Di quando sono le chiamate',
  giorni: (n: number): string => (n === 1 ? 'Ultime 24 ore' : `Ultimi ${n} giorni`),
  superati: (superati: number, tutti: number): string => `Superati ${superati} su ${tutti}.`,
  esercizio: 'Stai guardando l’ente in esercizio: qui ogni chiamata è vera.',
  colonne: { requisito: 'Che cosa', stato: 'Com’è andata', quando: 'Quando', come: 'Come si prova' },
  stati: { superato: 'superato', fallito: 'non ancora', non_provato: 'non provato' },
  ultimoRifiuto: 'Ultimo rifiuto:',
  gruppi: {
    dovuti: 'Un dovuto alla volta',
    avvio: 'Pagamento iniziato presso l’ente',
    flussi: 'File di dovuti e di incassi',
    rendicontazioni: 'Rendicontazioni dei PSP',
    api: 'API REST, in ogni caso',
    api_posizioni: 'API REST: posizioni',
    api_pagamenti: 'API REST: pagamenti e ricevute',
    api_file: 'API REST: file e rendicontazioni',
    eventi: 'Eventi firmati',
  } satisfies Record<Gruppo, string>,
  chiamate: {
    titolo: 'Chiamate del gestionale',
    vai: 'Le chiamate, una per una',
    introduzione:
      'Ciò che il gestionale ha chiesto con i servizi SOAP e con le API REST, e che cosa gli è stato risposto, un giorno per ' +
      'volta. Aprire un testo ' +
      'è un atto che resta nel registro.',
    giorno: 'Giorno',
    mancaGiorno: 'Scrivi il giorno, come 31/12/2026.',
    qualunque: 'Domande e risposte, comunque andate',
    esiti: { OK: 'Risposte riuscite', KO: 'Rifiuti' },
    cerca: 'Cerca',
    chiamata: 'Chiamata',
    altre: 'Chiamate precedenti',
    vuoto: 'Nessuna chiamata',
    vuotoTesto: 'In quel giorno il gestionale non ha chiamato, o nessuna chiamata è andata così.',
    torna: 'Torna alle chiamate',
  },
  requisiti: {
    importa: { nome: 'Inserisce un dovuto', come: 'paaSILImportaDovuto con azione I.' },
    importa_rifiuto: {
      nome: 'Riceve un rifiuto, e lo legge',
      come: 'Chiedi di nuovo lo stesso IUD, o un tipo dovuto che non c’è: il codice sta in fault/faultCode.',
    },
    invia: {
      nome: 'Comincia un pagamento',
      come: 'paaSILInviaDovuti, paaSILInviaCarrelloDovuti o paaSILVerificaAvviso; poi manda il browser all’indirizzo ricevuto.',
    },
    invia_rifiuto: {
      nome: 'Riceve un rifiuto prima di mandare qualcuno a pagare',
      come: 'Invia due volte lo stesso IUD.',
    },
    esito_prima: {
      nome: 'Chiede l’esito prima che ci sia',
      come: 'paaSILChiediPagati subito dopo l’invio: la risposta dice che il pagamento non è iniziato, o è in corso.',
    },
    esito: { nome: 'Legge un esito', come: 'Paga nel simulatore e chiedi di nuovo: «pagati» è in base64 due volte.' },
    carica: {
      nome: 'Manda un file di dovuti',
      come: 'paaSILAutorizzaImportFlusso, poi il file all’indirizzo ricevuto.',
    },
    stato_carico: {
      nome: 'Segue un file fino alla fine',
      come: 'paaSILChiediStatoImportFlusso finché non è IMPORT_ESEGUITO.',
    },
    prenota: { nome: 'Prenota un file di incassi', come: 'paaSILPrenotaExportFlusso, o incrementale.' },
    stato_incassi: {
      nome: 'Ritira un file di incassi',
      come: 'paaSILChiediStatoExportFlusso finché non è EXPORT_ESEGUITO.',
    },
    elenco_fdr: {
      nome: 'Chiede l’elenco delle rendicontazioni',
      come: 'paaSILChiediElencoFlussiSPC con tipoFlusso R.',
    },
    fdr: { nome: 'Ritira una rendicontazione', come: 'paaSILChiediFlussoSPC di una di quelle in elenco.' },
    api_prova: {
      nome: 'Entra con una chiave di prova',
      come: 'Una chiamata qualunque con una chiave mp_prova_…, andata bene. Una chiave mp_live_… qui non conta.',
    },
    api_rifiuto: {
      nome: 'Riceve un problema, e lo legge',
      come: 'Manda un importo di zero centesimi: il codice sta in «codice», il campo in «errori».',
    },
    api_pagina: {
      nome: 'Segue un elenco oltre la prima pagina',
      come: 'GET /ricevute o un altro elenco con quanti=1, poi di nuovo con il «dopo» ricevuto.',
    },
    api_ripetuta: {
      nome: 'Ripete una richiesta senza farla due volte',
      come: 'POST /carichi o /carrelli due volte con la stessa Idempotency-Key e lo stesso corpo: la seconda ha Idempotent-Replayed.',
    },
    api_limite: {
      nome: 'Rispetta il limite di chiamate',
      come:
        'Chi riceve 429 aspetta quanto dice Retry-After. Fallisce chi continua a chiamare; torna superato quando si è imparato ' +
        'ad aspettare.',
    },
    api_scrivi: { nome: 'Scrive una posizione', come: 'PUT /posizioni/{iupd}: risponde 201.' },
    api_uguale: {
      nome: 'Scrive di nuovo la stessa posizione',
      come: 'Lo stesso PUT un’altra volta, senza If-Match: risponde 200 e non cambia nulla.',
    },
    api_conflitto: {
      nome: 'Si accorge che una posizione è cambiata',
      come: 'Cambia l’importo senza If-Match (428), o con un ETag vecchio (412); poi rileggi la posizione e riscrivila con If-Match.',
    },
    api_carico: { nome: 'Scrive molte posizioni insieme', come: 'POST /carichi; di ciascuna leggi l’esito.' },
    api_carrello: { nome: 'Comincia un pagamento', come: 'POST /carrelli; poi manda il browser a «url».' },
    api_esito: { nome: 'Chiede com’è andato un pagamento', come: 'GET /carrelli/{idSession}, finché è in corso.' },
    api_ricevute: { nome: 'Legge le ricevute', come: 'GET /ricevute, da dove si era arrivati.' },
    api_flusso: {
      nome: 'Manda un file di dovuti',
      come: 'POST /flussi, o un caricamento a pezzi in /flussi/caricamenti.',
    },
    api_flusso_stato: { nome: 'Segue un file fino alla fine', come: 'GET /flussi/{id} finché non è finito.' },
    api_esporta: {
      nome: 'Ritira un file di incassi',
      come: 'POST /esportazioni, poi GET /esportazioni/{id}, poi il suo /file.',
    },
    api_rendicontazione: {
      nome: 'Ritira una rendicontazione',
      come: 'GET /rendicontazioni, poi una di quelle, le sue righe o il suo XML.',
    },
    evento: {
      nome: 'Prende un evento firmato',
      come: 'Abbona un indirizzo e manda una prova: si verifica la firma e si risponde 2xx.',
    },
  } satisfies Record<RequisitoId, { nome: string; come: string }>,
};
