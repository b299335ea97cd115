import type { RifiutoEnti } from '#modules/enti';

/** What fills a sentence: the parameters of a refusal. */
type Parametri = Readonly<Record<string, string | number>>;

/** What people read when a change of the configuration is refused, by code. */
export const enti = {
  rifiuti: {
    CODICE_FISCALE_ENTE_NON_VALIDO:
      'Il codice fiscale dell’ente ha 11 cifre, e l’ultima controlla le altre. Verifica di averlo copiato per intero.',
    CODICE_IPA_NON_VALIDO:
      'Il codice IPA ha al massimo 35 caratteri: lettere, cifre e trattino basso. Lo trovi su indicepa.gov.it.',
    CODICE_IPA_OCCUPATO: 'Questo codice IPA è già di un altro ente. Verifica di averlo scritto bene.',
    DENOMINAZIONE_NON_VALIDA: 'Scrivi la denominazione su una riga sola, al massimo 140 caratteri.',
    CBILL_NON_VALIDO: 'Il codice CBILL ha al massimo 5 caratteri: lettere maiuscole e cifre.',
    TESTO_TROPPO_LUNGO: (p: Parametri): string =>
      `Il campo «${p['campo'] ?? ''}» può avere al massimo ${p['massimo'] ?? ''} caratteri. Accorcialo.`,
    TIPO_ENTE_NON_VALIDO: (p: Parametri): string => `Il tipo di ente deve essere uno di questi: ${p['ammessi'] ?? ''}.`,
    TESTO_NON_STAMPABILE: (p: Parametri): string =>
      `Il campo «${p['campo'] ?? ''}» contiene caratteri che non si stampano, o va a capo. Riscrivilo su una riga.`,
    RECAPITO_EMAIL_NON_VALIDA: 'L’indirizzo di posta non è scritto bene. Si scrive come ufficio@comune.example.it.',
    TELEFONO_NON_VALIDO: 'Scrivi il numero con le sole cifre, come 041 123456 o +39 041 123456.',
    SITO_NON_VALIDO: 'Scrivi l’indirizzo del sito per intero, come https://www.comune.example.it.',
    POPOLAZIONE_NON_VALIDA: 'Scrivi quanti sono gli abitanti, in cifre: per esempio 12500.',
    LINGUA_NON_VALIDA: 'Scegli la lingua dall’elenco.',
    LOGO_FORMATO_NON_AMMESSO:
      'Il logo deve essere un’immagine PNG, JPEG o WebP. Se è in un altro formato (per esempio SVG), esportalo in PNG.',
    LOGO_TROPPO_GRANDE: (p: Parametri): string =>
      `Il logo può pesare al massimo ${p['megabyte'] ?? ''} MB. Riduci le dimensioni dell’immagine.`,
    LOGO_TROPPI_PIXEL: (p: Parametri): string =>
      `Il logo può avere al massimo ${p['pixel'] ?? ''} pixel per lato. Riducilo: sugli avvisi è largo 3 centimetri.`,
    LOGO_ANIMATO: 'Il logo non può essere un’animazione. Salva una sola immagine.',
    LOGO_NON_LEGGIBILE:
      'Il file è danneggiato o incompleto: non si riesce a leggerlo. Salva di nuovo l’immagine e caricala.',
    MOTIVO_NON_SCRITTO: 'Scrivi il motivo in poche parole (al massimo 500 caratteri): resta nella storia dell’ente.',
    TETTO_NON_VALIDO: 'Il tetto degli importi di prova va da 0,01 € in su.',
    FUNZIONE_SCONOSCIUTA: 'Questa funzione non esiste. Scegline una dall’elenco.',
    CREDENZIALE_SCOPO_SCONOSCIUTO: (p: Parametri): string =>
      `Lo scopo di una credenziale deve essere uno di questi: ${p['ammessi'] ?? ''}.`,
    CREDENZIALE_LIVELLO_NON_AMMESSO: (p: Parametri): string =>
      `Una credenziale per «${p['scopo'] ?? ''}» non può essere di chi hai indicato: guarda se serve l’ente o il tipo dovuto.`,
    CREDENZIALE_TIPO_SCONOSCIUTO: 'Il tipo dovuto indicato non è di questo ente.',
    CREDENZIALE_URL_NON_VALIDO:
      'Serve l’indirizzo da chiamare: comincia con https:// e non contiene utente e password. Dove non si chiama nessuno, si lascia vuoto.',
    CREDENZIALE_UTENTE_NON_VALIDO: (p: Parametri): string =>
      `Il nome utente sta su una riga, al massimo ${p['massimo'] ?? ''} caratteri.`,
    CREDENZIALE_SEGRETO_NON_VALIDO: 'Il segreto non può essere vuoto, né più lungo di 4096 caratteri.',
    SOVRAPPOSIZIONE_NON_VALIDA: (p: Parametri): string =>
      `Il segreto di prima può valere ancora per un numero intero di giorni, da 0 a ${p['massimo'] ?? ''}.`,
    PASSWORD_SIL_DEBOLE:
      'La password del gestionale ha da 12 a 15 caratteri, senza spazi, e non è una ripetizione. Meglio generarla.',
    PASSWORD_SIL_OCCUPATA:
      'È già la password dello stesso ente nell’altro ambiente. Quella di prova e quella di esercizio devono essere diverse.',
    INTERMEDIARIO_SCONOSCIUTO:
      'L’intermediario indicato non è registrato. Registralo prima dell’ente e delle stazioni.',
    ENTE_SCONOSCIUTO: 'L’ente indicato non è registrato.',
    ENTE_GIA_REGISTRATO:
      'Un ente con questo codice fiscale c’è già, in questo ambiente. Cercalo nell’elenco: lì si corregge.',
    ENTE_SENZA_STAZIONE: 'Per incassare serve una stazione attiva e predefinita. Associane una all’ente.',
    ENTE_SENZA_IBAN: 'Per incassare serve almeno un conto con un IBAN già valido oggi.',
    ENTE_SENZA_TIPI: 'Per incassare serve almeno un tipo dovuto attivo.',
    STAZIONE_SCONOSCIUTA: 'La stazione indicata non è registrata.',
    STAZIONE_GIA_REGISTRATA: 'Una stazione con questo codice c’è già. Aprila dall’elenco.',
    SEGMENTO_GIA_DOPPIO:
      'La stazione ha già due segmenti. Ritira quello di prima, quando nel Back-office pagoPA c’è il nuovo.',
    SEGMENTO_NUOVO_ASSENTE:
      'Non si sa quale segmento sia il nuovo: è stato cambiato dalla riga di comando. Fanne uno nuovo da qui.',
    PASSO_SCONOSCIUTO: 'Scegli dall’elenco come sta questo passo.',
    PASSO_SENZA_GIORNO: 'Scrivi da quando è così, come 31/12/2026.',
    PASSO_GIORNO_FUTURO: 'Il giorno non può essere dopo oggi: si segna ciò che è già successo.',
    PASSO_CAMBIATO:
      'Qualcuno ha cambiato questo passo mentre lo guardavi. Ecco com’è adesso: controlla e segna di nuovo.',
    DOCUMENTO_NON_AMMESSO: 'Il documento deve essere un PDF, anche firmato (P7M).',
    DOCUMENTO_TROPPO_GRANDE: (p: Parametri): string =>
      `Il documento può pesare al massimo ${p['megabyte'] ?? ''} MB. Riducilo, o dividilo.`,
    DOCUMENTO_SCONOSCIUTO: 'Questo documento non c’è. Torna alla pagina dell’ente.',
    IPA_ILLEGGIBILE:
      'Non è il file degli enti dell’indice IPA: servono le colonne Codice_IPA, Denominazione_ente e Codice_fiscale_ente.',
    IPA_QUALE_ENTE: 'Ci sono più enti: scrivi il codice IPA o il codice fiscale di quello che cerchi.',
    IPA_ENTE_NON_TROVATO: (p: Parametri): string =>
      `Nel file non c’è nessun ente con il codice «${p['cercato'] ?? ''}». Controlla il codice, o scarica un file più recente.`,
    STAZIONE_CODICE_NON_VALIDO:
      'Il codice della stazione ha al massimo 35 caratteri, come 12345678903_01. Copialo dal Back-office pagoPA.',
    STAZIONE_DI_ALTRI: 'Questa stazione è di un altro intermediario.',
    STAZIONE_SENZA_PROVA:
      'La stazione non si può attivare: chiunque potrebbe fingersi pagoPA. Indica il certificato client o un segmento segreto.',
    SEGMENTO_DEBOLE:
      'Il segmento segreto ha da 16 a 128 caratteri fra lettere, cifre, trattino e trattino basso. Meglio generarlo.',
    CERTIFICATO_NON_VALIDO: 'Del certificato serve il solo nome comune (CN), come forwarder.platform.pagopa.it.',
    INDIRIZZO_NON_VALIDO: (p: Parametri): string =>
      `«${p['indirizzo'] ?? ''}» non è un indirizzo né una rete, come 192.0.2.7 o 192.0.2.0/24.`,
    ACCESSO_SIL_TROPPI: 'Al massimo 50 reti e 20 certificati: unisci le reti vicine in una sola.',
    SEGREGAZIONE_NON_VALIDA: 'Il codice di segregazione ha due cifre. Lo trovi nel Back-office pagoPA.',
    SEGREGAZIONE_CENTRALE: (p: Parametri): string =>
      `Il codice di segregazione ${p['segregazione'] ?? ''} è dei servizi centrali di pagoPA. Quelli di un ente vanno da 00 a 45.`,
    SEGREGAZIONE_OCCUPATA: (p: Parametri): string =>
      `Il codice di segregazione ${p['segregazione'] ?? ''} è già usato dall’ente, qui o nell’altro ambiente. Scegline uno libero.`,
    SEGREGAZIONE_NON_MODIFICABILE: (p: Parametri): string =>
      `Gli avvisi già emessi portano il codice ${p['attuale'] ?? ''}: resta quello. Per un codice nuovo associa un’altra stazione.`,
    STAZIONE_PREDEFINITA:
      'È la stazione predefinita dell’ente: gli avvisi nuovi portano il suo codice. Prima rendi predefinita un’altra stazione.',
    STAZIONE_CHIUSURA_PASSATA: 'L’associazione si può chiudere da oggi in poi, e dopo il giorno in cui è cominciata.',
    CONTO_NOME_NON_VALIDO: 'Dai al conto un nome, al massimo 100 caratteri.',
    CONTO_NOME_OCCUPATO: 'C’è già un conto con questo nome. Dagliene un altro, o cambia quello che c’è.',
    CONTO_SCONOSCIUTO: 'Il conto indicato non è fra quelli dell’ente.',
    CONTO_TIPO_NON_MODIFICABILE: 'Un conto bancario non diventa postale, né il contrario. Registra un altro conto.',
    CONTO_NON_POSTALE: 'Per il bollettino serve un conto postale.',
    CONTO_SENZA_INTESTATARIO: 'Scrivi a chi è intestato il conto, come nella convenzione con la banca o con Poste.',
    CONTO_IN_USO:
      'Il conto serve ancora a tipi dovuto attivi. Prima indica per loro un altro conto, o programma qui un nuovo IBAN.',
    AUTORIZZAZIONE_SENZA_BOLLETTINO:
      'L’autorizzazione alla stampa riguarda il bollettino: lasciala vuota, se il conto non è postale.',
    IBAN_NON_VALIDO: 'L’IBAN non è valido. Verifica di averlo copiato per intero.',
    IBAN_NON_POSTALE: 'Questo IBAN non è di un conto corrente postale (il codice ABI è 07601).',
    IBAN_DECORRENZA_PASSATA: 'Il conto ha già un IBAN: quello nuovo può valere da oggi in poi.',
    IBAN_DI_ALTRI:
      'Questo IBAN è già di un altro ente. Verifica di averlo copiato bene; se il conto è passato a voi, prima l’altro ente lo chiuda.',
    IBAN_GIORNO_OCCUPATO: 'Da quel giorno il conto ha già un IBAN. Scegli un altro giorno, o ritira prima quello.',
    IBAN_SCONOSCIUTO: 'Questo IBAN non è più fra quelli del conto. Riapri la pagina del conto.',
    IBAN_GIA_IN_VIGORE: 'L’IBAN è già in vigore e non si può più ritirare. Per sostituirlo, cambialo.',
    IBAN_NON_SOSTITUITO: 'Da solo si chiude soltanto un IBAN postale che un altro, già in vigore, ha sostituito.',
    IBAN_TERMINE_PASSATO: 'Il conto si può chiudere da oggi in poi, e non prima del giorno dopo l’inizio del suo IBAN.',
    TIPO_CODICE_NON_VALIDO:
      'Il codice del tipo dovuto ha al massimo 64 caratteri: lettere, cifre, punto, trattino e trattino basso.',
    TIPO_CODICE_RISERVATO: 'Questo codice ha già un significato nei file. Scegline un altro.',
    TIPO_CODICE_OCCUPATO: (p: Parametri): string =>
      `L’ente ha già un tipo dovuto «${p['codice'] ?? ''}». Scegli un altro codice, o modifica quello che c’è.`,
    TIPO_SCONOSCIUTO: 'Questo tipo dovuto non c’è, o non si può copiare. Torna all’elenco e scegli di nuovo.',
    TIPO_SENZA_MODALITA: 'Per attivarlo scegli almeno un modo di adesione.',
    TIPO_SENZA_CONTO: 'Per attivarlo scegli il conto su cui riceverai il denaro.',
    TIPO_SENZA_MODULO:
      'Perché i cittadini paghino da soli serve un modulo pubblicato, oppure l’indirizzo del sito dove lo compilano.',
    SPONTANEO_SENZA_BASE: 'Il pagamento spontaneo si fa dal portale: scegli anche il modo di adesione «base».',
    MARCA_DA_BOLLO_NON_VALIDA: 'La marca da bollo digitale ha un importo fisso: scrivilo, come 16,00.',
    DATI_RISCOSSIONE_NON_VALIDI:
      'I dati di riscossione cominciano con il codice tassonomico, come 9/0101101IM/, e non hanno spazi: al massimo 140 caratteri.',
    CODICE_CONTESTO_NON_VALIDO:
      'Il codice contesto ha al massimo 35 caratteri: lettere, cifre, trattino e trattino basso.',
    IMPORTO_FISSO_NON_VALIDO: 'Scrivi un importo maggiore di zero, come 16,00.',
    IMPORTO_FISSO_E_ATTUALIZZATO: 'Un importo fisso non si può chiedere ogni volta all’ente: togli uno dei due.',
    URL_ESTERNO_NON_VALIDO: 'Scrivi l’indirizzo per intero, come https://www.comune.example.it/pagamenti.',
    TENTATIVI_NON_VALIDI: (p: Parametri): string => `I tentativi sono da 1 a ${p['massimo'] ?? ''}.`,
    PROMEMORIA_NON_VALIDI: (p: Parametri): string =>
      `I promemoria sono al massimo ${p['quanti'] ?? ''}, da 0 a ${p['massimo'] ?? ''} giorni prima della scadenza: per esempio 30, 7.`,
    BILANCIO_NON_VALIDO: (p: Parametri): string =>
      `Riga ${p['riga'] ?? ''} del bilancio: scrivi capitolo; ufficio; accertamento; importo (oppure la parola resto). ` +
      'Capitolo fino a 12 caratteri, ufficio 16, accertamento 32; al massimo 50 righe.',
    BILANCIO_SENZA_RESTO: 'Nel bilancio una riga, e una sola, deve avere «resto» al posto dell’importo.',
    BILANCIO_NON_TORNA:
      'La somma del bilancio non è l’importo fisso. Correggi gli importi, o scrivi «resto» in una riga.',
    CATEGORIA_SCONOSCIUTA: 'Questa categoria non è nel catalogo. Torna al catalogo e scegli di nuovo.',
    MODULO_NON_IN_BOZZA: 'Questa versione è già pubblicata, o la bozza è stata scartata. Ricarica la pagina.',
    MODULO_UGUALE: 'La bozza è uguale alla versione in vigore: non c’è niente da pubblicare.',
    MODULO_IMPORTO_DIVERSO:
      'Il tipo dovuto ha un importo fisso, e il modulo ne chiede un altro. Rendili uguali, o togli l’importo fisso dal tipo dovuto.',
    TASSONOMIA_NON_VALIDA: (p: Parametri): string =>
      `«${p['codice'] ?? ''}» non è un codice tassonomico, come 9/0101101IM/.`,
    TASSONOMIA_ILLEGGIBILE:
      'Non è l’elenco della tassonomia che pubblica pagoPA, in JSON o in CSV. Nulla è stato cambiato.',
    TASSONOMIA_RIGA_NON_VALIDA: (p: Parametri): string =>
      `La riga ${p['riga'] ?? ''} dell’elenco non va bene: ${p['codice'] ?? ''} (${p['campo'] ?? ''}). Nulla è stato cambiato.`,
    TASSONOMIA_RIDOTTA: (p: Parametri): string =>
      `Con questo elenco cadrebbero ${p['cadono'] ?? ''} dei ${p['inVigore'] ?? ''} codici in vigore, più di un terzo. Nulla è cambiato.`,
    TASSONOMIA_SCONOSCIUTA: (p: Parametri): string =>
      `Il codice tassonomico ${p['tassonomia'] ?? ''} non è nell’elenco di pagoPA.`,
    TASSONOMIA_NON_IN_VIGORE: (p: Parametri): string =>
      `Il codice tassonomico ${p['tassonomia'] ?? ''} oggi non è in vigore. Scegline uno che lo sia, o lascia il tipo non attivo.`,
    LUOGHI_ILLEGGIBILI:
      'Non è l’archivio dei comuni di ANPR né l’elenco degli Stati esteri dell’ISTAT, in CSV, oppure è incompleto. ' +
      'Nulla è stato cambiato.',
    LUOGHI_RIGA_NON_VALIDA: (p: Parametri): string =>
      `La riga ${p['riga'] ?? ''} dell’elenco, senza contare l’intestazione, non va bene nella colonna ${p['campo'] ?? ''}. ` +
      'Nulla è stato cambiato.',
    LUOGHI_RIDOTTI: (p: Parametri): string =>
      `Nell’elenco mancano ${p['mancano'] ?? ''} dei ${p['noti'] ?? ''} comuni di oggi, più di un decimo: sembra tagliato. ` +
      'Nulla è stato cambiato.',
  } satisfies Record<RifiutoEnti['codice'], string | ((parametri: Parametri) => string)>,
};
