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
    LOGO_NON_PNG: 'Il logo deve essere un’immagine PNG. Salvala in questo formato e caricala di nuovo.',
    LOGO_TROPPO_GRANDE: 'Il logo può pesare al massimo 256 kB. Riduci le dimensioni dell’immagine.',
    PASSWORD_SIL_DEBOLE:
      'La password del gestionale ha da 12 a 15 caratteri, senza spazi, e non è una ripetizione. Meglio generarla.',
    PASSWORD_SIL_OCCUPATA:
      'È già la password dello stesso ente nell’altro ambiente. Quella di prova e quella di esercizio devono essere diverse.',
    INTERMEDIARIO_SCONOSCIUTO:
      'L’intermediario indicato non è registrato. Registralo prima dell’ente e delle stazioni.',
    ENTE_SCONOSCIUTO: 'L’ente indicato non è registrato.',
    ENTE_SENZA_STAZIONE: 'Per incassare serve una stazione attiva e predefinita. Associane una all’ente.',
    ENTE_SENZA_IBAN: 'Per incassare serve almeno un conto con un IBAN già valido oggi.',
    ENTE_SENZA_TIPI: 'Per incassare serve almeno un tipo dovuto attivo.',
    STAZIONE_SCONOSCIUTA: 'La stazione indicata non è registrata.',
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
    SEGREGAZIONE_NON_VALIDA: 'Il codice di segregazione ha due cifre. Lo trovi nel Back-office pagoPA.',
    SEGREGAZIONE_OCCUPATA: (p: Parametri): string =>
      `Il codice di segregazione ${p['segregazione'] ?? ''} è già usato dall’ente, qui o nell’altro ambiente. Scegline uno libero.`,
    SEGREGAZIONE_NON_MODIFICABILE: (p: Parametri): string =>
      `Gli avvisi già emessi portano il codice ${p['attuale'] ?? ''}: resta quello. Per un codice nuovo associa un’altra stazione.`,
    CONTO_NOME_NON_VALIDO: 'Dai al conto un nome, al massimo 100 caratteri.',
    CONTO_SCONOSCIUTO: 'Il conto indicato non è fra quelli dell’ente.',
    CONTO_TIPO_NON_MODIFICABILE: 'Un conto bancario non diventa postale, né il contrario. Registra un altro conto.',
    CONTO_NON_POSTALE: 'Per il bollettino serve un conto postale.',
    IBAN_NON_VALIDO: 'L’IBAN non è valido. Verifica di averlo copiato per intero.',
    IBAN_NON_POSTALE: 'Questo IBAN non è di un conto corrente postale (il codice ABI è 07601).',
    IBAN_DECORRENZA_PASSATA: 'Il conto ha già un IBAN: quello nuovo può valere da oggi in poi.',
    TIPO_CODICE_NON_VALIDO:
      'Il codice del tipo dovuto ha al massimo 64 caratteri: lettere, cifre, punto, trattino e trattino basso.',
    TIPO_CODICE_RISERVATO: 'Questo codice ha già un significato nei file. Scegline un altro.',
    TASSONOMIA_NON_VALIDA: (p: Parametri): string =>
      `«${p['codice'] ?? ''}» non è un codice tassonomico, come 9/0101101IM/.`,
    TASSONOMIA_SCONOSCIUTA: (p: Parametri): string =>
      `Il codice tassonomico ${p['tassonomia'] ?? ''} non è nell’elenco di pagoPA.`,
    TASSONOMIA_NON_IN_VIGORE: (p: Parametri): string =>
      `Il codice tassonomico ${p['tassonomia'] ?? ''} oggi non è in vigore. Scegline uno che lo sia, o lascia il tipo non attivo.`,
    AUTORIZZAZIONE_SENZA_BOLLETTINO:
      'L’autorizzazione alla stampa riguarda il bollettino: lasciala vuota, se il conto non è postale.',
    CONTO_IN_USO:
      'Il conto serve ancora a tipi dovuto attivi. Prima indica per loro un altro conto, o programma qui un nuovo IBAN.',
    CONTO_NOME_OCCUPATO: 'C’è già un conto con questo nome. Dagliene un altro, o cambia quello che c’è.',
    CONTO_SENZA_INTESTATARIO: 'Scrivi a chi è intestato il conto, come nella convenzione con la banca o con Poste.',
    IBAN_DI_ALTRI:
      'Questo IBAN è già di un altro ente. Verifica di averlo copiato bene; se il conto è passato a voi, l’altro ente deve prima chiuderlo.',
    IBAN_GIA_IN_VIGORE: 'L’IBAN è già in vigore e non si può più ritirare. Per sostituirlo, cambialo.',
    IBAN_GIORNO_OCCUPATO: 'Da quel giorno il conto ha già un IBAN. Scegli un altro giorno, o ritira prima quello.',
    IBAN_SCONOSCIUTO: 'Questo IBAN non è più fra quelli del conto. Riapri la pagina del conto.',
    IBAN_TERMINE_PASSATO: 'Il conto si può chiudere da oggi in poi, e non prima del giorno dopo l’inizio del suo IBAN.',
    SEGREGAZIONE_CENTRALE: (p: Parametri): string =>
      `Il codice di segregazione ${p['segregazione'] ?? ''} è dei servizi centrali di pagoPA. Quelli di un ente vanno da 00 a 45.`,
    STAZIONE_CHIUSURA_PASSATA: 'L’associazione si può chiudere da oggi in poi, e dopo il giorno in cui è cominciata.',
    STAZIONE_PREDEFINITA:
      'È la stazione predefinita dell’ente: gli avvisi nuovi portano il suo codice. Prima rendi predefinita un’altra stazione.',
    TASSONOMIA_ILLEGGIBILE:
      'Non è l’elenco della tassonomia che pubblica pagoPA, in JSON o in CSV. Nulla è stato cambiato.',
    TASSONOMIA_RIDOTTA: (p: Parametri): string =>
      `Con questo elenco cadrebbero ${p['cadono'] ?? ''} dei ${p['inVigore'] ?? ''} codici in vigore, più di un terzo. Nulla è stato cambiato.`,
    TASSONOMIA_RIGA_NON_VALIDA: (p: Parametri): string =>
      `La riga ${p['riga'] ?? ''} dell’elenco non va bene: ${p['codice'] ?? ''} (${p['campo'] ?? ''}). Nulla è stato cambiato.`,
  } satisfies Record<RifiutoEnti['codice'], string | ((parametri: Parametri) => string)>,
};
