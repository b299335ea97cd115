/** What operators read of the files that go out, besides the paid dovuti of MyPay's versions. */
export const ufficioEsportazioni = {
  formati: {
    csv: '2.0, CSV per il foglio di calcolo',
    xlsx: '2.0, XLSX per il foglio di calcolo',
    jsonl: '2.0, JSON Lines per un programma nuovo',
  },
  versioneAiuto:
    'Se il tuo programma legge i file di MyPay, scegli la versione che chiede: la 1.3 è la più completa, e solo la 1.0 è senza la ' +
    'ricevuta telematica. Per leggerlo tu, scegli una delle 2.0. Il file XLSX continua su un altro foglio ogni 1.048.000 righe circa.',
  enteSecondario: 'Quote ricevute da avvisi di altri enti (solo con la 1.3)',
  cose: {
    pagati: 'Incassi',
    scaduti: 'Dovuti in scadenza',
    conservazione: 'Archivio delle ricevute',
  },

  incasso: {
    titoli: {
      scaduti: (giorno: string): string => `Dovuti che scadono il ${giorno}`,
      conservazione: (dal: string, al: string): string => `Archivio delle ricevute dal ${dal} al ${al}`,
    },
    pronti: {
      scaduti: (righe: string): string =>
        righe === '0'
          ? 'Non c’è nessun dovuto da pagare che scade quel giorno, fra i tipi che vogliono una scadenza: il file ha solo l’intestazione.'
          : `Dovuti nel file: ${righe}.`,
      conservazione: (righe: string): string =>
        righe === '0'
          ? 'In quei giorni non è arrivata nessuna ricevuta: il file contiene solo l’intestazione.'
          : `Ricevute nell’archivio: ${righe}. L’indice, nello stesso ZIP, ha l’impronta SHA-256 di ognuna.`,
    },
    inPiu: (quante: string): string => `Sono ${quante} in più dell’ultima volta che hai chiesto lo stesso file.`,
    inMeno: (quante: string): string => `Sono ${quante} in meno dell’ultima volta che hai chiesto lo stesso file.`,
    uguali: 'Sono quante l’ultima volta che hai chiesto lo stesso file.',
    annulla: 'Annulla la preparazione',
    annullato: 'La preparazione è stata annullata',
    annullatoTesto: 'Il file non è stato fatto. Se ti serve, prenotalo di nuovo.',
  },

  programmati: {
    titolo: 'File di incassi programmati',
    collegamento: 'Programma un file di incassi ogni giorno o ogni settimana',
    introduzione:
      'Un file programmato si prepara da solo prima dell’alba, e una mail con il collegamento ti avvisa quando è pronto. Ognuno ha ciò ' +
      'che si è saputo dopo il precedente: nessun pagamento manca e nessuno si ripete. Qui ci sono i tuoi.',
    elenco: 'I tuoi, dal primo',
    vuoto: 'Non hai programmato ancora nessun file',
    vuotoTesto: 'Scegli qui sotto ogni quanto ti serve: il primo arriva domani.',
    nuovo: 'Programma un file',
    cadenza: 'Ogni quanto',
    cadenze: { giornaliera: 'Ogni giorno', settimanale: 'Ogni settimana' },
    programma: 'Programma il file',
    sospendi: 'Sospendi',
    fatto: {
      programmato: 'Il file è programmato: il primo arriva domani.',
      sospeso: 'Non si prepara più: quelli già pronti restano fra gli incassi.',
    },
    colonne: {
      cadenza: 'Ogni quanto',
      versione: 'Versione',
      tipo: 'Tipo',
      fino: 'Fatto fino al',
      prossima: 'Prossimo',
      sospendi: 'Sospendi',
    },
  },

  altri: {
    titolo: 'Dovuti in scadenza e archivio delle ricevute',
    collegamento: 'Prenota i dovuti in scadenza o l’archivio delle ricevute',
    scaduti: 'Dovuti in scadenza',
    scadutiTesto:
      'Contiene i dovuti ancora da pagare che scadono proprio quel giorno, dei tipi dovuto che vogliono sempre una scadenza.',
    scadenza: 'Giorno di scadenza',
    tipo: 'Tipo dovuto',
    tutti: 'Tutti quelli che segui',
    prenotaScaduti: 'Prenota i dovuti in scadenza',
    archivio: 'Archivio delle ricevute',
    archivioTesto:
      'Contiene ogni ricevuta telematica arrivata dal primo all’ultimo giorno, così come è arrivata, per la conservazione a norma; e un ' +
      'indice con l’impronta di ognuna. Conta il giorno di arrivo, non quello del pagamento.',
    archivioVietato: 'L’archivio contiene le ricevute di tutti i tipi dovuto: lo prenota chi li segue tutti.',
    dal: 'Dal giorno',
    al: 'Al giorno',
    prenotaArchivio: 'Prenota l’archivio',
  },
};
