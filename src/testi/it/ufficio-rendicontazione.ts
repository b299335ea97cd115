import type { Difetto, EsitoPagamento, FiltroRendicontazioni } from '#modules/rendicontazione';

/** What a clerk reads about the statements of the PSPs. */
export const ufficioRendicontazione = {
  titolo: 'Rendicontazione',
  introduzione:
    'Che cosa i prestatori di servizi di pagamento (PSP) dicono di aver accreditato all’ente: un bonifico per ogni rendicontazione.',
  statiTitolo: 'Quali rendicontazioni',
  stati: {
    correnti: 'In vigore',
    da_guardare: 'Con qualcosa che non torna',
    sostituite: 'Sostituite',
  } satisfies Record<FiltroRendicontazioni['stato'], string>,
  trovate: (quante: string): string =>
    quante === '1' ? '1 rendicontazione' : `${quante} rendicontazioni, dall’ultima arrivata`,
  colonne: {
    iuf: 'Rendicontazione',
    psp: 'PSP',
    prodotta: 'Prodotta il',
    disponibile: 'Disponibile dal',
    regolata: 'Bonifico del',
    pagamenti: 'Pagamenti',
    importo: 'Importo',
    nota: 'Note',
  },
  filtri: {
    psp: 'PSP',
    tuttiPsp: 'Tutti i PSP',
    prodottaDa: 'Prodotta dal',
    prodottaA: 'Prodotta fino al',
    disponibileDa: 'Disponibile dal',
    disponibileA: 'Disponibile fino al',
    aiuto: 'Identificativo della rendicontazione o del bonifico, nome del PSP, o un importo come 45,00.',
    giorno: 'Scrivi un giorno del calendario, per esempio 03/11/2026, oppure lascia vuoto.',
    ordine: 'Il secondo giorno viene prima del primo. Cambia uno dei due.',
  },
  vuoto: 'Nessuna rendicontazione',
  vuotoTesto:
    'I PSP le pubblicano entro due giorni dal pagamento, e MyPay le prende da pagoPA ogni due ore. Se ne hai una in un file XML la ' +
    'puoi caricare.',
  vuotoManuale: 'Qui non si prendono da pagoPA in automatico: si caricano dai file XML.',
  nessuna: 'Nessuna rendicontazione con questi filtri',
  nessunaTesto: 'Allarga le date, oppure togli il PSP.',
  carica: 'Carica una rendicontazione',
  chiedi: 'Chiedi adesso a pagoPA',
  chiesta: 'Chieste a pagoPA',
  chiestaTesto: 'Quelle nuove compaiono qui fra poco: ricarica la pagina.',
  ritardo: 'Le rendicontazioni non arrivano',
  ritardoTesto: (dal: string | null): string =>
    dal === null
      ? 'Il servizio di pagoPA non ha ancora risposto per questo ente. MyPay riprova ogni due ore.'
      : `L’ultima volta che il servizio di pagoPA ha risposto è stato ${dal}. MyPay riprova ogni due ore, e prende anche quelle di prima.`,
  perche: (parola: string): string => `Motivo: ${MOTIVI[parola] ?? parola}.`,
  difetti: {
    CONTEGGIO: 'i pagamenti non sono quanti ne dichiara',
    SOMMA: 'gli importi non danno il totale che dichiara',
    IUF: 'il suo nome non è come deve essere',
    RIPETUTE: 'lo stesso pagamento c’è due volte',
    SEGNO: 'un importo ha il segno sbagliato',
    FUORI_SCHEMA: 'fuori schema: contiene insieme revoche e pagamenti in stand-in',
    SENZA_RIGHE: 'non contiene pagamenti',
  } satisfies Record<Difetto, string>,
  nonTorna: 'Qualcosa non torna',
  nonTornaTesto:
    'La rendicontazione resta com’è arrivata. Se non torna con il bonifico, chiedi al PSP: può pubblicarla di nuovo.',
  sostituita: 'Non è più in vigore',
  sostituitaTesto: 'Il PSP ne ha pubblicata un’altra al suo posto.',
  una: {
    cercaAiuto: 'Lo IUV, lo IUR, o un importo come 45,00.',
    trovate: 'Righe trovate',
    fatto: { caricata: 'Il flusso è caricato: qui sotto c’è ciò che dice.' },
    dati: 'I dati',
    iuf: 'Identificativo (IUF)',
    revisione: 'Revisione',
    manuale: 'caricata da un file',
    file: 'File',
    regolamento: 'Identificativo del bonifico (TRN)',
    mittente: 'Mittente',
    bic: 'BIC della banca di riversamento',
    acquisita: 'Presa il',
    acquisitaDa: 'Da',
    dichiarato: 'Dichiara',
    contato: 'Le righe sono',
    conta: (pagamenti: string, importo: string): string =>
      pagamenti === '1' ? `1 pagamento, ${importo}` : `${pagamenti} pagamenti, ${importo}`,
    senza: 'Pagamenti senza ricevuta',
    senzaTesto: (quanti: string): string =>
      quanti === '1'
        ? 'Di un pagamento non è arrivata la ricevuta: il denaro è accreditato, ma il dovuto può risultare ancora da pagare.'
        : `Di ${quanti} pagamenti non è arrivata la ricevuta: il denaro è accreditato, ma i dovuti possono risultare ancora da pagare.`,
    quali: 'Quali pagamenti',
    tutti: 'Tutti',
    soloSenza: 'Senza ricevuta',
    righe: (quante: string): string => (quante === '1' ? '1 pagamento' : `${quante} pagamenti`),
    nessuna: 'Nessun pagamento',
    nessunaTesto: 'Questa rendicontazione non ne contiene.',
    tutteConRicevuta: 'Tutti hanno la ricevuta',
    tutteConRicevutaTesto: 'Di ogni pagamento è arrivata la ricevuta.',
    revisioni: 'Le altre revisioni',
    xml: 'Scarica l’XML',
    csv: 'Scarica le righe in un foglio (CSV)',
    xlsx: 'Scarica le righe in un foglio (Excel)',
  },
  righe: {
    numero: 'N.',
    iuv: 'IUV',
    iur: 'IUR (ricevuta)',
    indice: 'Quota',
    esito: 'Esito',
    giorno: 'Del giorno',
    importo: 'Importo',
    ricevuta: 'Ricevuta',
  },
  ricevuta: { si: 'arrivata', no: 'non arrivata', diversa: (importo: string): string => `arrivata, ma per ${importo}` },
  esiti: {
    0: 'Eseguito',
    3: 'Revocato',
    4: 'Eseguito in stand-in',
    8: 'Eseguito in stand-in, senza ricevuta',
    9: 'Eseguito, senza ricevuta',
  } satisfies Record<EsitoPagamento, string>,
  modulo: {
    titolo: 'Carica una rendicontazione',
    file: 'File XML',
    aiuto: (megabyte: string): string =>
      `Il FlussoRiversamento come lo dà il PSP o pagoPA, di al massimo ${megabyte} MB. Si conserva e si restituisce identico.`,
    manca: 'Scegli il file da caricare.',
    invia: 'Carica',
  },
};

/** Why the service could not be asked, by the word that is kept of it. */
const MOTIVI: Readonly<Record<string, string>> = {
  tempo_scaduto: 'non ha risposto in tempo',
  irraggiungibile: 'non si raggiunge',
  chiave_rifiutata: 'ha rifiutato la nostra chiave',
  risposta_illeggibile: 'ha risposto in un modo che non si capisce',
  risposta_di_altri: 'ha risposto con una rendicontazione di altri',
  troppe_righe: 'una rendicontazione ha troppi pagamenti',
};
