import type { CodicePosizioni } from '#modules/posizioni';

/** What people read when a change of what is owed is refused, by code. */
export const posizioni = {
  rifiuti: {
    TIPO_DOVUTO_INESISTENTE: 'Questo tipo dovuto non esiste per l’ente. Controlla il suo codice.',
    OPERATORE_NON_ABILITATO: 'Non segui questo tipo dovuto. Se ti serve, chiedilo a chi amministra gli accessi.',
    SCADENZA_MANCANTE: 'Per questo tipo dovuto la data di scadenza è obbligatoria. Indicala.',
    SCADENZA_PASSATA: 'La data di scadenza è passata. Indica una data da oggi in poi.',
    IMPORTO_TROPPO_GRANDE: 'L’importo supera 999.999.999,99 euro, il massimo di un pagamento. Riducilo.',
    IMPORTO_OLTRE_TETTO: 'L’importo supera il massimo che l’ente può chiedere finché è in pre-esercizio. Riducilo.',
    IUD_RIPETUTO: 'Questo IUD è già stato preso dallo stesso flusso.',
    IUD_DUPLICATO: 'C’è già un dovuto con questo IUD. Usane un altro, oppure modifica quello che c’è.',
    IUV_DUPLICATO: 'Questo IUV è già di un altro dovuto. Uno IUV non passa mai a un altro.',
    DOVUTO_NON_TROVATO: 'Questo dovuto non c’è, o non si può più modificare.',
    DOVUTO_IN_PAGAMENTO: 'Qualcuno sta pagando adesso. Riprova fra mezz’ora: se non ha pagato, potrai procedere.',
    TIPO_DOVUTO_NON_MODIFICABILE: 'Il tipo di un dovuto non cambia. Annulla il dovuto e inseriscine un altro.',
    IUV_NON_MODIFICABILE: 'Lo IUV di un dovuto non cambia.',
    IUV_NON_AZZERABILE: 'Lo IUV di un dovuto non si può togliere.',
    QUOTE_TROPPE: 'pagoPA ammette al massimo cinque quote per avviso. Riducile, o dividi il dovuto.',
    QUOTE_NON_TORNANO: 'Le quote, ciascuna maggiore di zero, devono dare insieme l’importo del dovuto. Correggile.',
    QUOTA_SENZA_CONTO:
      'Ogni quota va a un IBAN, oppure a un conto dell’ente, oppure è una marca da bollo: uno solo dei tre.',
    QUOTA_BILANCIO_NON_TORNA: 'Capitoli e accertamenti di una quota devono dare insieme il suo importo. Correggili.',
    BOLLO_NON_VALIDO:
      'La marca da bollo digitale vuole l’impronta del documento (SHA-256 in base64, 44 caratteri) e la sigla della provincia.',
    QUOTA_IBAN_NON_VALIDO: 'Un IBAN delle quote non è valido: controlla di averlo copiato per intero, senza spazi.',
    IBAN_DI_ALTRO_ENTE:
      'Un IBAN delle quote è di un altro ente, non del beneficiario indicato. Controlla IBAN e beneficiario.',
    CONTO_NON_UTILIZZABILE: 'Un conto indicato non è dell’ente, o oggi non ha un IBAN attivo. Scegline un altro.',
    QUOTA_TASSONOMIA_NON_IN_VIGORE:
      'Un codice tassonomico delle quote oggi non è in vigore. Scegline uno della tassonomia attuale di pagoPA.',
    DEBITORE_NON_VALIDO:
      'Un debitore non è valido: servono un codice fiscale corretto e un nome, e nessuno può comparire due volte.',
    METADATI_NON_VALIDI:
      'I metadati per pagoPA sono al massimo 15, di 140 caratteri; gli altri occupano al massimo 4 kB. Nessuna chiave si ripete.',
    POSIZIONE_DI_ALTRI: 'Questa posizione è di un altro debitore. Usa un codice di posizione diverso.',
    POSIZIONE_CHIUSA: 'La posizione è già stata pagata, almeno in parte, in un altro modo: non se ne aggiungono altri.',
    POSIZIONE_INCOMPLETA:
      'Un altro dovuto della stessa posizione è stato rifiutato: la posizione si accetta intera, o non si accetta.',
    POSIZIONE_DIVERSA: 'Questo dovuto è di un’altra posizione. Controlla il codice della posizione e lo IUD.',
    POSIZIONE_SPARSA:
      'Le righe di una posizione devono stare una dopo l’altra, e non essere più di 200. Ordina il file per codice della posizione.',
    OPZIONE_NON_COERENTE:
      'I dati di un modo di pagare non vanno d’accordo. L’unica soluzione ha un dovuto solo, e la validità finisce dopo l’inizio.',
    OPZIONE_SOVRAPPOSTA:
      'Questo modo di pagare si sovrappone a un altro della stessa posizione. Cambiane numero o periodo.',
    OPZIONE_IMPORTO_DIVERSO:
      'Ogni modo di pagare deve dare l’importo della posizione più la sua maggiorazione. Controlla la somma delle rate.',
    RATA_RIPETUTA: 'Due rate hanno lo stesso numero. Numerale una dopo l’altra.',
    RATE_NON_IN_ORDINE:
      'Le scadenze delle rate devono seguirne l’ordine. Indica una data fra la rata prima e quella dopo.',
    DOVUTO_SOSTITUITO: 'Il dovuto è stato sostituito da un nuovo piano. Cambia le rate di quello.',
    CONFLITTO: 'Nel frattempo il dovuto è cambiato. Guarda com’è adesso, poi decidi di nuovo.',
    MOTIVO_MANCANTE: 'Scrivi il motivo, al massimo 500 caratteri: resterà nella storia del dovuto.',
    DOVUTO_PAGATO: 'Il dovuto è stato pagato: non si può più cambiare.',
    DOVUTO_CHIUSO: 'Il dovuto è annullato, o chiuso perché si è pagato in un altro modo: non si può cambiare.',
    DOVUTO_NON_ANNULLATO: 'Si rimette in riscossione solo un dovuto annullato.',
    DOVUTO_GIA_VERIFICATO: 'Questo dovuto è già stato verificato, oppure non c’è niente da verificare.',
    DOVUTO_CON_RICEVUTA:
      'Per l’avviso di questo dovuto è già arrivata una ricevuta di pagoPA. Guarda fra il denaro da rimborsare.',
    PAGATO_IMPORTO_DIVERSO:
      'L’importo non è quello chiesto. Se è giusto così, conferma che lo sai: il dovuto risulterà pagato, e da verificare.',
    IMPORTO_NON_VALIDO:
      'Con questo importo qualche quota o qualche rata resterebbe senza nemmeno un centesimo. Indicane un altro.',
    POSIZIONE_SCONOSCIUTA: 'L’ente non ha una posizione con questo codice.',
    POSIZIONE_RIPETUTA: 'Lo stesso codice di posizione è indicato due volte: mandane una sola.',
    POSIZIONE_PRESENTE:
      'La posizione c’è già, e non è come la chiedi. Leggila, e per cambiarla manda anche la versione che hai letto.',
    POSIZIONE_NON_COMBACIA:
      'La posizione c’è già, con altri dovuti, altri debitori o altri modi di pagare. Annullala e mandane una con un altro codice.',
    NULLA_DA_CAMBIARE: 'È già così: indica qualcosa di diverso.',
    BOLLO_NON_DIVISIBILE: 'Il dovuto comprende una marca da bollo, che ha un importo fisso e non si divide.',
    DOVUTO_CHE_CRESCE:
      'L’importo del dovuto cresce con i giorni. Prima togli ciò che si aggiunge, o mettilo nell’importo, poi fai il nuovo piano.',
    DOVUTI_NON_RIUNIBILI:
      'Si pagano insieme solo dovuti dello stesso debitore, da pagare e senza avviso, che non siano modi diversi di pagare lo stesso.',
    RATE_TROPPE: 'Un piano ha da 1 a 100 rate.',
    CAUSALE_NON_VALIDA: 'La causale ha al massimo 1024 caratteri, quella per pagoPA 140. Nessuna delle due è vuota.',
    IUD_NON_VALIDO: 'Lo IUD ha al massimo 35 caratteri, senza spazi né lettere accentate.',
    TIPO_DOVUTO_CHIUSO:
      'Questo tipo di dovuto non è attivo: chi amministra l’ente lo può attivare nella Configurazione.',
    IMPORTO_FISSO_DIVERSO: 'Questo tipo di dovuto ha un importo fisso, uguale per tutti.',
    MODULO_CAMBIATO:
      'Il modulo di questo tipo di dovuto è cambiato mentre lo compilavi. Questo è quello nuovo: controlla le risposte.',
    NOTA_NON_VALIDA: 'Scrivi la nota, con al massimo 2000 caratteri.',
    MODULO_NON_COMPILATO: 'Manca qualcosa nel modulo: rispondi a tutte le domande.',
  } satisfies Record<CodicePosizioni, string>,
};
