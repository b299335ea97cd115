/** What a clerk reads about the flows of quadratura. */
export const ufficioQuadratura = {
  titolo: 'Flussi di quadratura',
  ritirati:
    'pagoPA li ha dati fino al 31 dicembre 2022, poi li ha ritirati: non ne arrivano di nuovi. Ciò che è stato accreditato lo dicono le ' +
    'rendicontazioni.',
  archivio:
    'Quelli che l’ente aveva nel vecchio MyPay si possono tenere qui: si conservano e si restituiscono identici, senza leggere che cosa ' +
    'dicono.',
  nessuno: 'L’archivio dell’ente è vuoto.',
  quanti: (quanti: string): string =>
    quanti === '1' ? 'L’archivio dell’ente ne ha uno.' : `L’archivio dell’ente ne ha ${quanti}.`,
  apri: 'Apri l’archivio',
  carica: 'Carica i file del vecchio MyPay',
  trovati: (quanti: string): string => (quanti === '1' ? '1 flusso' : `${quanti} flussi, dall’ultimo prodotto`),
  cercaAiuto: 'L’identificativo del flusso, o il giorno in cui è stato prodotto, come 01/03/2019.',
  colonne: {
    flusso: 'Flusso',
    prodotto: 'Prodotto il',
    caricato: 'Caricato il',
    da: 'Da',
    dimensione: 'Dimensione',
    file: 'File',
    impronta: 'Impronta (SHA-256)',
  },
  vuoto: 'Nessun flusso di quadratura',
  vuotoTesto: 'Se l’ente ha conservato quelli del vecchio MyPay, caricali: uno alla volta, o tutti insieme in uno ZIP.',
  fatto: {
    presa: 'Il flusso è nell’archivio.',
    presente: 'Questo flusso era già nell’archivio, identico: non c’è altro da fare.',
  },
  modulo: {
    titolo: 'Carica flussi di quadratura',
    file: 'File XML, o ZIP di file XML',
    aiuto: (xml: string, zip: string, voci: string): string =>
      'Ogni file deve avere il nome che aveva nel vecchio MyPay, come Q-2019-03-01_20190301123000.xml. ' +
      `Un XML di al massimo ${xml} MB, o uno ZIP di al massimo ${zip} MB e ${voci} file, anche in cartelle.`,
    manca: 'Scegli il file da caricare.',
    invia: 'Carica',
  },
  esito: {
    titolo: 'Che cosa è stato caricato',
    prese: (quante: string): string =>
      quante === '1' ? '1 flusso è entrato nell’archivio.' : `${quante} flussi sono entrati nell’archivio.`,
    presenti: (quante: string): string =>
      quante === '1' ? '1 c’era già, identico.' : `${quante} c’erano già, identici.`,
    rifiutate: (quante: string): string =>
      quante === '1'
        ? '1 file non è stato caricato: qui sotto c’è il perché.'
        : `${quante} file non sono stati caricati: qui sotto c’è il perché.`,
    elenco: (quante: string): string => (quante === '1' ? '1 file non caricato' : `${quante} file non caricati`),
    altri: 'Carica altri file',
  },
};
