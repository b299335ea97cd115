import type { VersioneDovuti } from '#modules/flussi';

/** What operators read in the pages of the files: those that come in (flussi) and those that go out (incassi). */
export const ufficioFlussi = {
  stati: {
    in_corrispondenza: 'Colonne da indicare',
    in_anteprima: 'Da confermare',
    ricevuto: 'In coda',
    in_corso: 'In corso',
    eseguito: 'Terminato',
    fallito: 'Rifiutato',
    annullato: 'Annullato',
  },
  interrotto: 'Interrotto',
  qualiTitolo: 'Quali file',
  quali: {
    tutti: 'Tutti',
    in_attesa: 'Da confermare',
    in_corso: 'In corso',
    terminati: 'Terminati',
    non_riusciti: 'Non riusciti o annullati',
  },
  statiIncasso: {
    in_corrispondenza: 'Colonne da indicare',
    in_anteprima: 'Da confermare',
    ricevuto: 'Prenotato',
    in_corso: 'In preparazione',
    eseguito: 'Pronto',
    fallito: 'Non riuscito',
    annullato: 'Annullato',
  },
  altrui: {
    testo:
      'Questo file può contenere dovuti di tipi che non segui, e non l’hai chiesto tu. Rivolgiti a chi l’ha inviato, o a chi ' +
      'amministra gli accessi dell’ente.',
  },

  flussi: {
    titolo: 'Flussi',
    carica: 'Carica un flusso',
    elenco: 'Flussi ricevuti, dal più recente',
    cercaAiuto: 'Parti del nome del file, o del suo IUF.',
    colonne: { file: 'File', arrivato: 'Arrivato il', da: 'Da', stato: 'Stato', righe: 'Righe', scartate: 'Scartate' },
    vuoto: 'Non è arrivato ancora nessun flusso',
    vuotoTesto:
      'Un flusso è un archivio ZIP con un file CSV: una riga per ogni dovuto da inserire, modificare o annullare.',
  },

  carica: {
    titolo: 'Carica un flusso di dovuti',
    archivio: 'File dei dovuti',
    aiuto: (nome: string, megabyte: string): string =>
      `Al massimo ${megabyte} MB: uno ZIP con un solo file CSV che si chiama come lui, oppure un foglio XLSX nella ` +
      `versione 2_0. Per questo ` +
      `ente il nome è fatto così: ${nome}. Va bene anche un altro CSV o XLSX, con qualunque nome: poi indichi che cosa c’è nelle colonne.`,
    esempio: (codIpa: string): string => `${codIpa}-TARI2026-1_4.zip`,
    esempioTesto:
      'Dopo il codice IPA dell’ente viene un nome a scelta, diverso per ogni flusso, e la versione del file. Nel nome a scelta vanno ' +
      'bene lettere, cifre, punto e trattino basso. La versione è quella che scrive il tuo programma: se puoi scegliere, l’ultima.',
    versioni: {
      '1_0':
        'Venti colonne. La scadenza è obbligatoria, la causale è al massimo di 140 caratteri. Lo IUV, se serve, lo indichi tu.',
      '1_1': 'Come la 1_0, con la causale fino a 1.024 caratteri.',
      '1_2': 'Come la 1_1, con il bilancio; la scadenza è obbligatoria solo se lo è per il tipo dovuto.',
      '1_3': 'Come la 1_2, e può chiedere che lo IUV lo generi MyPay.',
      '1_4': 'Come la 1_3, con un secondo beneficiario.',
      '2_0':
        'La più ricca: come la 1_3, con posizioni di più opzioni e rate, fino a cinque quote, altri debitori, metadati, termini dalla ' +
        'notifica.',
    } satisfies Record<VersioneDovuti, string>,
    nome: 'Come si chiama il file',
    prova: 'Non hai un file per provare?',
    provaTesto: (tipo: string): string =>
      `Scaricane uno di esempio: due dovuti di «${tipo}» per persone inventate, e una riga sbagliata apposta. Si può caricare così com’è.`,
    scaricaFoglio: 'Scarica un foglio XLSX di esempio',
    scaricaProva: (versione: string): string => `Scarica un file di esempio, versione ${versione}`,
    invia: 'Carica e guarda l’anteprima',
    manca: 'Scegli il file da caricare.',
    codice: (codice: string): string => `Codice ${codice}.`,
  },

  flusso: {
    inCoda: 'In coda: il caricamento comincia tra poco',
    lettura: 'Lettura del file',
    carico: 'Caricamento dei dovuti',
    scartateFinora: (quante: string): string => `Righe scartate finora: ${quante}`,
    puoiAndare: 'Puoi chiudere questa pagina: il caricamento continua da solo, e qui ritrovi a che punto è.',
    terminato: 'Flusso caricato',
    terminatoTesto: (accettate: string, scartate: string): string =>
      scartate === '0'
        ? `Le righe sono state caricate tutte: ${accettate}.`
        : `Righe caricate: ${accettate}. Righe scartate: ${scartate}, qui sotto una per una. Correggile e inviale con un altro flusso.`,
    vaiAiDovuti: 'Guarda i dovuti, dal più recente',
    rifiutato: 'Il file è stato rifiutato',
    interrotto: 'Il caricamento si è interrotto',
    rifiutatoTesto: 'Non è stato caricato nessun dovuto.',
    annullato: 'Il flusso è stato annullato',
    altro: 'Carica un altro flusso',
    file: 'Il file',
    righe: 'Righe nel file',
    arrivato: 'Arrivato il',
    finito: 'Finito il',
    da: 'Inviato da',
    versione: 'Versione',
    iuf: 'Nome del flusso (IUF)',
    scaricaTitolo: 'File da scaricare',
    scarica: {
      originale: 'Il file come è arrivato',
      scarti: 'Righe scartate (SCARTI)',
      iuv: 'Righe caricate con il loro IUV (IUV)',
    },
    resoconto: 'Resoconto: orari, conteggi e codici, senza dati personali',
    avvisi: 'Avvisi da stampare, in PDF (AVVISI_PDF)',
    avvisiParte: (da: string, a: string): string => `Avvisi delle righe da ${da} a ${a}`,
    avvisiNota:
      'Gli avvisi si preparano mentre li scarichi: per mille ci vuole circa mezzo minuto. Ci sono quelli che si possono ancora pagare; ' +
      'nell’archivio un indice dice perché manca ciascuno degli altri.',
    scarti: 'Righe scartate, nell’ordine del file',
    colonne: { riga: 'Riga', iud: 'IUD', perche: 'Perché', codice: 'Codice' },
    senzaIud: 'senza IUD',
    avvertenze: {
      titolo: 'Righe da controllare',
      testo: (quante: string, isUna: boolean): string =>
        isUna
          ? 'Una riga è valida, ma ha qualcosa che non torna. Non è stata scartata per questo: controlla quando puoi.'
          : `Righe valide con qualcosa che non torna: ${quante}. Non sono state scartate per questo: controlla quando puoi.`,
      elenco: 'Che cosa controllare, dalle prime righe del file',
    },
  },

  incassi: {
    titolo: 'Incassi',
    introduzione:
      'Contiene i dovuti pagati dal primo all’ultimo giorno, compresi tutti e due: conta il giorno del pagamento.',
    prenota: 'Prenota il file',
    nuovo: 'Prenota un file di incassi',
    dal: 'Dal giorno',
    al: 'Al giorno',
    tipo: 'Tipo dovuto',
    versione: 'Versione del file',
    prenotati: 'File prenotati',
    cercaAiuto: 'Il codice del tipo dovuto, un giorno del periodo come 01/11/2026, o la versione come 1.3.',
    elenco: 'Dal più recente',
    colonne: {
      periodo: 'Periodo',
      tipo: 'Tipo',
      versione: 'Versione',
      chiesto: 'Chiesto il',
      da: 'Da',
      stato: 'Stato',
      righe: 'Righe',
      file: 'File',
    },
    tutti: 'Tutti',
    scarica: 'Scarica lo ZIP',
    vuoto: 'Non c’è ancora nessun file prenotato',
    vuotoTesto: 'Indica un periodo qui sopra e prenota il primo.',
  },

  incasso: {
    titolo: (dal: string, al: string): string => `Incassi dal ${dal} al ${al}`,
    preparazione: 'Preparazione del file',
    puoiAndare: 'Puoi chiudere questa pagina: il file si prepara da solo, e lo ritrovi fra quelli prenotati.',
    pronto: 'Il file è pronto',
    prontoTesto: (righe: string): string =>
      righe === '0'
        ? 'Nel periodo non risultano dovuti pagati: il file contiene solo l’intestazione.'
        : righe === '1'
          ? 'Contiene 1 dovuto pagato.'
          : `Contiene ${righe} dovuti pagati.`,
    fallito: 'Non siamo riusciti a preparare il file',
    periodo: 'Periodo',
    dalAl: (dal: string, al: string): string => `dal ${dal} al ${al}`,
    conRicevuta: 'Ricevuta telematica',
    si: 'compresa',
    no: 'non compresa',
  },
};
