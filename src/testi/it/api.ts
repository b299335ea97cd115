type Parametri = Readonly<Record<string, string | number>>;

/** What the software of the enti, and who writes it, read at the REST door. */
export const api = {
  titolo: 'API di MyPay per il gestionale dell’ente',
  descrizione:
    'Posizioni, dovuti, carrelli, flussi, ricevute e rendicontazioni dell’ente. Si entra con una chiave API, che chi amministra l’ente ' +
    'crea nell’ufficio: una chiave di prova apre l’ente in prova, una di esercizio quello vero. Gli importi sono centesimi interi.',
  chiave: 'Una chiave API, nell’intestazione `Authorization: Bearer mp_…`.',
  intestazioni: {
    ETag: 'La versione, da mandare in If-Match per cambiare ciò che si è letto.',
    Link: 'L’indirizzo della pagina che segue, con rel="next"; manca sull’ultima.',
    'Retry-After': 'I secondi da aspettare.',
    'RateLimit-Limit': 'Le richieste al minuto di una chiave.',
    'RateLimit-Remaining': 'Quante ne restano.',
    'RateLimit-Reset': 'I secondi fino al prossimo minuto.',
  },
  titoli: {
    400: 'Richiesta non valida',
    401: 'Chiave API mancante o non valida',
    403: 'Non permesso',
    404: 'Non trovato',
    405: 'Metodo non previsto',
    409: 'In conflitto con ciò che c’è',
    412: 'Cambiato nel frattempo',
    413: 'Troppo grande',
    415: 'Tipo di contenuto non previsto',
    422: 'Contenuto non valido',
    428: 'Serve la versione letta',
    429: 'Troppe richieste',
    500: 'Errore nostro',
    503: 'Non disponibile adesso',
  },
  rifiuti: {
    CHIAVE_MANCANTE: 'Manda la chiave API nell’intestazione Authorization, così: «Bearer mp_…».',
    AMBITO_MANCANTE: (p: Parametri): string =>
      `Questa chiave non può farlo: le manca l’ambito «${p['ambito'] ?? ''}». Chi amministra l’ente può creare un’altra chiave.`,
    ENTE_NON_DELLA_CHIAVE: 'Questo ente non c’è, o la chiave non è sua. Usa il codice IPA dell’ente della chiave.',
    RISORSA_SCONOSCIUTA:
      'A questo indirizzo non c’è nulla. Controlla l’indirizzo e il metodo nella descrizione delle API.',
    RICHIESTA_NON_VALIDA: 'Qualche campo non va bene: per ciascuno c’è scritto dove e perché.',
    JSON_NON_VALIDO: 'Il corpo non è JSON, o non è scritto in UTF-8.',
    JSON_CAMPO_RIPETUTO: (p: Parametri): string =>
      `Nel corpo c’è un oggetto con due campi di nome «${p['nome'] ?? ''}»: non si sa quale vale. Scrivilo una volta.`,
    CORPO_TROPPO_GRANDE: 'Il corpo è troppo grande. Manda le posizioni in più volte, o in un flusso.',
    CONTENUTO_NON_PREVISTO: 'Il corpo deve essere JSON: manda Content-Type: application/json.',
    INTESTAZIONE_NON_VALIDA: (p: Parametri): string =>
      `L’intestazione ${p['nome'] ?? ''} non è scritta come deve: guarda la descrizione delle API.`,
    IF_MATCH_MANCANTE:
      'Per cambiare ciò che c’è manda anche If-Match, con l’ETag di quando l’hai letto. Con If-Match: * vale qualunque versione.',
    VERSIONE_CAMBIATA: 'È cambiato da quando l’hai letto. Leggilo di nuovo e decidi se rimandare la richiesta.',
    TROPPE_RICHIESTE: (p: Parametri): string =>
      `Troppe richieste con questa chiave. Riprova fra ${p['secondi'] ?? ''} secondi.`,
    GUASTO: (p: Parametri): string =>
      `Qualcosa non ha funzionato da noi. Riprova; se succede ancora, di’ il riferimento ${p['riferimento'] ?? ''}.`,
    DOVUTO_IGNOTO: 'L’ente non ha un dovuto con questo IUD.',
    CARRELLO_SCONOSCIUTO: 'L’ente non ha preparato un pagamento con questo idSession, o è passato troppo tempo.',
    RICEVUTA_SCONOSCIUTA: 'L’ente non ha una ricevuta con questo identificativo.',
    FLUSSO_SCONOSCIUTO: 'L’ente non ha un flusso con questo identificativo.',
    FILE_NON_PRONTO: 'Il file non c’è ancora, o di questo flusso non c’è.',
    RENDICONTAZIONE_SCONOSCIUTA: 'L’ente non ha una rendicontazione con questo identificativo.',
    NOME_FILE_MANCANTE: 'Di’ il nome del file nel parametro «nome», come <codIpa>-<IUF>-<versione>.zip.',
    GIA_ANNULLATO: 'Il dovuto è già annullato.',
  },
  campi: {
    type: (p: Parametri): string => `Deve essere ${p['tipo'] ?? ''}.`,
    required: 'Manca.',
    additionalProperties: 'Questo campo non è previsto.',
    minimum: (p: Parametri): string => `Non può essere meno di ${p['limit'] ?? ''}.`,
    maximum: (p: Parametri): string => `Non può essere più di ${p['limit'] ?? ''}.`,
    minLength: 'È vuoto o troppo corto.',
    maxLength: (p: Parametri): string => `Può avere al massimo ${p['limit'] ?? ''} caratteri.`,
    minItems: (p: Parametri): string => `Deve averne almeno ${p['limit'] ?? ''}.`,
    maxItems: (p: Parametri): string => `Può averne al massimo ${p['limit'] ?? ''}.`,
    pattern: 'Non è scritto come deve: guarda il formato nella descrizione delle API.',
    enum: 'Non è uno dei valori previsti.',
    iupd: 'Il codice di una posizione ha al massimo 50 caratteri, lettere, cifre e segni: non spazi, né accenti.',
    giorno: 'Non è un giorno: scrivilo come 2026-12-31.',
    codiceFiscale: 'Non è un codice fiscale o una partita IVA.',
    inconservabile: 'Contiene un carattere che non si può conservare: un carattere di controllo, o mezzo carattere.',
    altro: 'Non va bene.',
  },
  tipi: {
    integer: 'un numero intero',
    number: 'un numero',
    string: 'un testo',
    boolean: 'true o false',
    array: 'un elenco',
    object: 'un oggetto',
    null: 'null',
  } as Readonly<Record<string, string>>,
};
