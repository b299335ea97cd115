import Type, { type TString } from 'typebox';

/** What a variable of the environment is for. `predefinito` is what holds in the demo where it is not set. */
type Nota = {
  significato: string;
  /** What is accepted, as a person reads it. */
  regola: string;
  predefinito?: string;
  segreto?: true;
  /** Without it production does not start. */
  obbligatoria?: true;
};

/**
 * The pattern judges the text; `significato` and the rest travel in the schema, so that the table of
 * docs/esercizio.md comes from here.
 */
function variabile<const N extends Nota>(pattern: string, nota: N): TString & N {
  return Object.assign(Type.String({ pattern }), nota);
}

const PORTA = '^\\d{1,5}$';
const PERCORSO = '^[^\\0]{1,4000}$';
const CHIAVE = '[0-9a-fA-F]{64}';
const URL_WEB = '^https?://[^\\s/]+$';
const ELENCO = '^[^\\s,]+(\\s*,\\s*[^\\s,]+)*$';
const RETE = '[0-9a-fA-F.:]{2,45}/\\d{1,3}';
const POSTA = '[^\\s@,<>]+@[^\\s@,<>]+';

/** The environment, whole: the one list of what MyPay reads from outside. */
export const VARIABILI = {
  MYPAY_MODO: variabile('^(demo|produzione)$', {
    significato: 'Come si avvia: con i dati dimostrativi o per davvero. NODE_ENV=production vale come «produzione».',
    regola: 'demo oppure produzione',
    predefinito: 'demo',
  }),
  PORT: variabile(PORTA, {
    significato: 'Porta delle pagine e dei servizi. In demo il simulatore prende la successiva.',
    regola: 'un numero da 1 a 65000',
    predefinito: '8080',
  }),
  HOST: variabile('^\\S{1,255}$', {
    significato:
      'Indirizzo su cui ascoltare. In demo solo la macchina stessa (127.0.0.1), in produzione tutti (0.0.0.0).',
    regola: 'un indirizzo o un nome',
    predefinito: '127.0.0.1',
  }),
  MYPAY_VAR: variabile(PERCORSO, {
    significato:
      'Cartella dei dati: file caricati e, senza DATABASE_URL, la base di dati. È leggibile solo da chi avvia MyPay.',
    regola: 'il percorso di una cartella',
    predefinito: './var',
  }),
  MYPAY_RUOLI: variabile('^(web|worker|simulatore)(\\s*,\\s*(web|worker|simulatore)){0,2}$', {
    significato:
      'Che cosa fa questo processo: web (pagine e servizi), worker (lavori), simulatore (i pagamenti degli enti in prova: solo ' +
      'accanto a web). Vale anche --roles=….',
    regola: 'web, worker, simulatore, o più d’uno separati da virgole',
    predefinito: 'web,worker',
  }),
  MYPAY_SIMULATORE_URL: variabile('^https?://\\S+$', {
    significato:
      'Dove i browser trovano il simulatore in cui si paga, per finta, ciò che chiedono gli enti in prova. Senza, quegli enti non ' +
      'si pagano.',
    regola: 'https://prova.esempio.it',
  }),
  MYPAY_SIMULATORE_PORT: variabile('^\\d{1,5}$', {
    significato: 'Porta su cui ascolta il simulatore. Senza, quella dopo PORT.',
    regola: 'un numero da 1 a 65534',
  }),
  DATABASE_URL: variabile('^postgres(ql)?://\\S+$', {
    significato: 'PostgreSQL 18 da usare al posto di quello incorporato, con utente e password di mypay_owner.',
    regola: 'postgres://mypay_owner:…@host:5432/mypay',
    segreto: true,
    obbligatoria: true,
  }),
  MYPAY_CONNESSIONI: variabile('^([1-9]\\d?|100)$', {
    significato:
      'Connessioni al massimo per ciascuno dei cinque ruoli della base di dati, in ogni processo; alla coda dei lavori cinque di più.',
    regola: 'un numero da 1 a 100',
    predefinito: '10',
  }),
  MYPAY_PEPPER: variabile('^\\S{32,256}$', {
    significato: 'Segreto con cui si conservano le impronte di password del SIL, chiavi e segmenti di stazione.',
    regola: 'almeno 32 caratteri casuali (openssl rand -hex 32)',
    segreto: true,
    obbligatoria: true,
  }),
  MYPAY_CHIAVE_CIFRA: variabile('^[0-9a-fA-F]{64}$', {
    significato: 'Chiave AES-256 con cui si cifrano i messaggi conservati. Se si perde, non si leggono più.',
    regola: '64 cifre esadecimali (openssl rand -hex 32)',
    segreto: true,
    obbligatoria: true,
  }),
  MYPAY_CHIAVI_CREDENZIALI: variabile(`^${CHIAVE}(\\s*,\\s*${CHIAVE}){0,4}$`, {
    significato:
      'Chiavi AES-256 delle credenziali che si devono rileggere: la prima cifra, tutte aprono. Senza, una derivata da MYPAY_CHIAVE_CIFRA.',
    regola: 'da una a cinque chiavi di 64 cifre esadecimali, separate da virgola, dalla più recente',
    segreto: true,
  }),
  MYPAY_URL_PUBBLICO: variabile(URL_WEB, {
    significato:
      'Indirizzo con cui i cittadini raggiungono il portale, senza barra finale. Compare nei collegamenti delle mail.',
    regola: 'https://pagamenti.example.it',
    predefinito: 'http://localhost:PORT',
    obbligatoria: true,
  }),
  MYPAY_PROXY_FIDATI: variabile(ELENCO, {
    significato:
      'Indirizzi o reti dei proxy davanti a MyPay: solo da loro si accettano indirizzo del client e certificato della stazione.',
    regola: 'indirizzi separati da virgola, per esempio 10.0.0.5,10.1.0.0/16',
  }),
  MYPAY_INTESTAZIONE_CERTIFICATO: variabile('^[A-Za-z0-9-]{1,64}$', {
    significato: 'Intestazione in cui il proxy fidato scrive il certificato client della stazione.',
    regola: 'il nome di una intestazione HTTP',
    predefinito: 'x-client-cert',
  }),
  MYPAY_NODO_TLS_PORT: variabile(PORTA, {
    significato:
      'Porta TLS dedicata al Nodo, con certificato client obbligatorio. Si apre solo se ci sono le tre variabili che seguono.',
    regola: 'un numero da 1 a 65000',
    predefinito: '8443',
  }),
  MYPAY_NODO_TLS_CERT: variabile(PERCORSO, {
    significato: 'Certificato del nostro listener per il Nodo (PEM, con la catena).',
    regola: 'il percorso di un file',
  }),
  MYPAY_NODO_TLS_KEY: variabile(PERCORSO, {
    significato: 'Chiave privata di quel certificato (PEM).',
    regola: 'il percorso di un file',
  }),
  MYPAY_NODO_TLS_CA: variabile(PERCORSO, {
    significato: 'Autorità che firmano i certificati client del Nodo (PEM).',
    regola: 'il percorso di un file',
  }),
  SMTP_URL: variabile('^smtps?://\\S+$', {
    significato: 'Server di posta in uscita. In demo è la casella del simulatore.',
    regola: 'smtp://utente:password@host:587',
    segreto: true,
    obbligatoria: true,
  }),
  MYPAY_MITTENTE: variabile(`^([^<>\\r\\n]{1,100} <${POSTA}>|${POSTA})$`, {
    significato: 'Mittente delle mail.',
    regola: 'Nome <indirizzo@example.it>',
    predefinito: 'MyPay <nonrispondere@example.org>',
    obbligatoria: true,
  }),
  MYPAY_AMMINISTRATORI: variabile(`^${POSTA}(\\s*,\\s*${POSTA})*$`, {
    significato: "Chi riceve ogni giorno l'impronta dell'ultimo blocco del registro, e gli allarmi.",
    regola: 'indirizzi di posta separati da virgola',
    predefinito: 'amministratori@example.org',
    obbligatoria: true,
  }),
  MYPAY_ASSISTENZA: variabile(`^${POSTA}$`, {
    significato: 'Chi riceve le segnalazioni dei cittadini sulle pagine del portale.',
    regola: 'un indirizzo di posta',
    predefinito: 'il primo di MYPAY_AMMINISTRATORI',
  }),
  MYPAY_ACCESSIBILITA_STATO: variabile('^(conforme|parziale|non_conforme)$', {
    significato: 'Stato di conformità scritto nella dichiarazione di accessibilità.',
    regola: 'conforme, parziale o non_conforme',
    predefinito: 'parziale',
  }),
  MYPAY_ACCESSIBILITA_DATA: variabile('^\\d{4}-\\d{2}-\\d{2}$', {
    significato:
      'Giorno in cui la dichiarazione di accessibilità è stata redatta o rivista (ogni anno entro il 23 settembre).',
    regola: 'un giorno AAAA-MM-GG',
  }),
  MYPAY_ACCESSIBILITA_URL: variabile('^https://[^\\s@]+$', {
    significato: 'La dichiarazione compilata su form.agid.gov.it, a cui rimanda la pagina del portale.',
    regola: 'https://form.agid.gov.it/view/…',
  }),
  MYPAY_METRICHE_HOST: variabile('^\\S{1,255}$', {
    significato: 'Indirizzo su cui ascolta /metrics.',
    regola: 'un indirizzo o un nome',
    predefinito: '127.0.0.1',
  }),
  MYPAY_METRICHE_PORT: variabile(PORTA, {
    significato: 'Porta interna di /metrics (Prometheus).',
    regola: 'un numero da 1 a 65000',
    predefinito: 'PORT + 2',
  }),
  TASSONOMIA_URL: variabile('^https://[^\\s@]+$', {
    significato: 'Dove pagoPA pubblica la tassonomia: si scarica ogni notte. Senza, si carica con «tassonomia carica».',
    regola: 'https://api.platform.pagopa.it/taxonomy/service/v1/taxonomy',
  }),
  CHECKOUT_URL: variabile('^https?://[^\\s@?#]*[^\\s@?#/]$', {
    significato:
      'Checkout di pagoPA, per pagare dal portale, senza versione e senza barra finale. Senza, lì non si paga. In demo è il simulatore.',
    regola: 'https://api.platform.pagopa.it/checkout/ec',
  }),
  CHECKOUT_CHIAVE: variabile('^[!-~]{8,256}$', {
    significato: 'Chiave di sottoscrizione del Checkout (Ocp-Apim-Subscription-Key), primaria o secondaria.',
    regola: 'la chiave come la dà il BackOffice pagoPA',
    segreto: true,
  }),
  CHECKOUT_VERSIONE: variabile('^[12]$', {
    significato: 'Versione dei carrelli del Checkout. La 2 sa anche tornare quando l’esito non c’è ancora.',
    regola: '1 oppure 2',
    predefinito: '2',
  }),
  CHECKOUT_ORIGINI: variabile('^https?://[^\\s/,]+(\\s*,\\s*https?://[^\\s/,]+)*$', {
    significato: 'Siti delle pagine del Checkout, oltre a quello di CHECKOUT_URL: solo lì si manda chi paga.',
    regola: 'indirizzi senza barra finale, separati da virgola',
    predefinito: 'https://checkout.pagopa.it',
  }),
  OIDC_ISSUER: variabile('^https?://[^\\s@?#]+$', {
    significato:
      'Fornitore di identità (OpenID Connect): il broker con cui cittadini e operatori entrano con SPID o CIE. Senza, i cittadini ' +
      'non entrano e gli operatori usano la password. In demo è il simulatore.',
    regola: 'l’indirizzo «issuer» come lo dichiara il fornitore',
  }),
  OIDC_CLIENT_ID: variabile('^[!-~]{1,256}$', {
    significato: 'Nome con cui il fornitore di identità conosce MyPay.',
    regola: 'il client_id come lo dà il fornitore',
  }),
  OIDC_CLIENT_SECRET: variabile('^[!-~]{8,512}$', {
    significato: 'Segreto di quel nome.',
    regola: 'il client_secret come lo dà il fornitore',
    segreto: true,
  }),
  OIDC_SCOPE: variabile('^openid( [!-~]+)*$', {
    significato: 'Che cosa si chiede al fornitore di identità: deve dare codice fiscale, nome e cognome.',
    regola: 'ambiti separati da uno spazio, il primo è openid',
    predefinito: 'openid profile email',
  }),
  OIDC_ORIGINI: variabile('^https?://[^\\s/,]+(\\s*,\\s*https?://[^\\s/,]+)*$', {
    significato:
      'Siti delle pagine del fornitore di identità, se non stanno su quello di OIDC_ISSUER: solo lì si manda chi entra.',
    regola: 'indirizzi senza barra finale, separati da virgola',
  }),
  OIDC_ACR_DUE_PASSI: variabile('^[!-+\\--~]+(\\s*,\\s*[!-+\\--~]+)*$', {
    significato:
      'Livelli (acr) con cui il fornitore di identità dice che la persona è già entrata con due passi: a un operatore che entra così ' +
      'non si chiede il secondo fattore. Degli altri livelli, o senza livello, si chiede il nostro.',
    regola: 'valori separati da virgola; «nessuno»: il secondo fattore si chiede sempre',
    predefinito: 'https://www.spid.gov.it/SpidL2,https://www.spid.gov.it/SpidL3',
  }),
  MYPAY_FORNITORI_DUE_PASSI: variabile('^[!-+\\--~]+(\\s*,\\s*[!-+\\--~]+)*$', {
    significato:
      'Valori (acr o amr) con cui il fornitore di identità di un ente dice che la persona è già entrata con due passi, se ci si fida: a ' +
      'chi entra così non si chiede il secondo fattore di MyPay. Vale per i fornitori di tutti gli enti.',
    regola: 'valori separati da virgola, per esempio mfa; «nessuno»: il secondo fattore si chiede sempre',
    predefinito: 'nessuno',
  }),
  FDR_URL: variabile('^https?://[^\\s@?#]*[^\\s@?#/]$', {
    significato:
      'Servizio FdR di pagoPA per gli enti, con la versione e senza barra finale. Senza, le rendicontazioni si caricano a mano. In ' +
      'demo è il simulatore.',
    regola: 'https://api.platform.pagopa.it/fdr-org/service/v1',
  }),
  FDR_CHIAVE: variabile('^[!-~]{8,256}$', {
    significato: 'Chiave di sottoscrizione del servizio FdR (Ocp-Apim-Subscription-Key), primaria o secondaria.',
    regola: 'la chiave come la dà il BackOffice pagoPA',
    segreto: true,
  }),
  MYPAY_RETI_INTERNE: variabile(`^${RETE}(\\s*,\\s*${RETE})*$`, {
    significato:
      'Reti private in cui possono stare i servizi degli enti (importi, SFTP) che MyPay chiama; in demo la macchina stessa.',
    regola: 'reti separate da virgola, per esempio 10.20.0.0/16,fd00:1::/32',
    predefinito: '127.0.0.0/8,::1/128',
  }),
  MYPAY_CARTELLA_CONSEGNE: variabile('^/[^\\0]{1,4000}$', {
    significato:
      'Cartella sotto cui consegnare i file programmati, ogni ente nella sua. Senza, la consegna in cartella non si può scegliere.',
    regola: 'il percorso assoluto di una cartella',
  }),
  MYPAY_ENTE_AMMINISTRATORE: variabile('^[A-Za-z0-9_-]{1,35}$', {
    significato:
      'Codice IPA dell’ente che amministra: con la sua password si chiede di una persona presso tutti gli enti (porta SIL).',
    regola: 'un codice IPA',
  }),
  MYPAY_LIMITE_NUOVI_IUV: variabile('^\\d{4}-\\d{2}-\\d{2}$', {
    significato:
      'Giorno da cui i nuovi dovuti non possono più portare IUV di 15 cifre o RF; quelli esistenti restano pagabili.',
    regola: 'un giorno AAAA-MM-GG',
    predefinito: '2024-05-01',
  }),
};

export type NomeVariabile = keyof typeof VARIABILI;

/** Every variable with its note, in the order in which people read them. */
export function elencoVariabili(): { nome: NomeVariabile; schema: TString & Nota }[] {
  const nomi = Object.keys(VARIABILI) as NomeVariabile[];
  return nomi.map((nome) => ({ nome, schema: VARIABILI[nome] }));
}

/** The environment's table for docs/esercizio.md: generated, so that it cannot lie. */
export function tabellaAmbiente(): string {
  const righe = elencoVariabili().map(({ nome, schema }) => {
    const obbligo = schema.obbligatoria ? 'sì' : 'no';
    const predefinito = schema.predefinito ?? (schema.obbligatoria && schema.segreto ? 'generato o incorporato' : '');
    const celle = [
      `\`${nome}\``,
      schema.significato,
      schema.regola,
      predefinito,
      obbligo,
      schema.segreto ? 'sì' : 'no',
    ];
    return `| ${celle.map((c) => c.replaceAll('|', '\\|')).join(' | ')} |`;
  });
  const testa = '| Variabile | Significato | Che cosa si scrive | Nella demo | Obbligatoria in produzione | Segreta |';
  return [testa, '|---|---|---|---|---|---|', ...righe, ''].join('\n');
}
