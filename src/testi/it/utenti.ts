import type { MotivoNegato, RifiutoUtenti } from '#modules/utenti';

/** What fills a sentence: the parameters of a refusal. */
type Parametri = Readonly<Record<string, string | number>>;

/** What SPID asks to tell who could not sign in, by what happened. */
const NEGATA: Record<MotivoNegato, string> = {
  tentativi:
    'Hai sbagliato le credenziali troppe volte. Aspetta, oppure recupera le credenziali dal tuo gestore di identità.',
  livello: 'La tua identità non ha credenziali del livello che serve qui. Chiedile al tuo gestore di identità.',
  tempo: 'È passato troppo tempo senza che finissi di entrare. Inizia di nuovo.',
  consenso:
    'Non hai dato il consenso a inviare i tuoi dati. Per entrare serve: ci occorrono nome, cognome e codice fiscale.',
  sospesa: 'La tua identità è sospesa o revocata, o le credenziali sono bloccate. Chiedi al tuo gestore di identità.',
  annullato: 'Hai annullato l’accesso. Quando vuoi, inizia di nuovo.',
  tipo: 'Hai usato un’identità che qui non vale, per esempio quella di una persona giuridica. Entra con la tua identità personale.',
  altro:
    'Il fornitore di identità non ha completato l’accesso. Riprova fra qualche minuto; se succede ancora, chiedi assistenza.',
};

/** What people read when they are not let in, or asked to wait, by code. */
export const utenti = {
  rifiuti: {
    TROPPI_TENTATIVI: (p: Parametri): string =>
      `Hai fatto troppi tentativi. Riprova fra ${attesa(Number(p['secondi'] ?? 0))}.`,
    ACCESSO_NEGATO: 'Utente o password non corrispondono. Controlla di averli scritti bene.',
    CODICE_RICHIESTO: 'Scrivi anche le sei cifre che mostra la tua app di verifica.',
    CODICE_ERRATO:
      'Il codice non corrisponde. Scrivi le sei cifre che l’app di verifica mostra adesso, o un codice di recupero mai usato.',
    CODICE_GIA_USATO: 'Queste sei cifre sono già state usate. Aspetta che l’app di verifica ne mostri altre.',
    PASSWORD_ERRATA: 'La password attuale non è questa. Controlla di averla scritta bene.',
    SECONDO_FATTORE_PRESENTE:
      'L’app di verifica è già attiva. Se hai cambiato telefono, prima toglila o chiedi a chi amministra gli accessi.',
    SECONDO_FATTORE_ASSENTE: 'Il secondo fattore non è attivo: prima attivalo.',
    SECONDO_FATTORE_OBBLIGATORIO:
      'Chi amministra non può fare a meno di un secondo fattore, e questo è l’ultimo: prima aggiungine un altro.',
    PASSKEY_SCADUTA:
      'Sono passati più di cinque minuti, oppure questa richiesta alla passkey è già stata usata. Prova di nuovo da qui.',
    PASSKEY_NON_VALIDA:
      'La passkey non è stata riconosciuta: forse è di un altro accesso, o di un altro sito. Prova con un’altra, con le sei cifre o ' +
      'con un codice di recupero.',
    PASSKEY_COPIATA:
      'Questa passkey ha risposto come se ne esistesse una copia, e non ti abbiamo fatto entrare. Entra in un altro modo, toglila da ' +
      '«Il mio accesso» e avvisa chi amministra gli accessi.',
    PASSKEY_PRESENTE: 'Questa passkey è già registrata. Usane un’altra.',
    PASSKEY_TROPPE: (p: Parametri): string =>
      `Hai già ${p['massimo'] ?? ''} passkey, il massimo. Togline una che non usi più, poi aggiungi questa.`,
    PASSKEY_SCONOSCIUTA: 'Questa passkey non c’è più: forse l’hai già tolta in un’altra finestra.',
    NOME_PASSKEY: 'Scrivi un nome per riconoscere la passkey, al massimo 60 caratteri: per esempio «Telefono».',
    SESSIONE_SCADUTA: 'La sessione è finita. Accedi di nuovo.',
    ENTE_NON_TUO:
      'Non sei fra gli operatori di questo ente. Se ti serve per lavorare, chiedilo a chi amministra gli accessi dell’ente.',
    ENTE_INSERITO:
      'L’ente è ancora in preparazione: il suo gestionale non può entrare finché l’intermediario non lo attiva.',
    IDENTITA_NON_DISPONIBILE:
      'In questo momento SPID e CIE non rispondono. Riprova fra qualche minuto: intanto puoi pagare anche senza entrare.',
    ACCESSO_SCONOSCIUTO:
      'Questo accesso non vale più: è già stato usato, oppure era stato iniziato in un altro browser. Inizia di nuovo da qui.',
    ACCESSO_SCADUTO: 'Sono passati più di dieci minuti da quando hai iniziato. Per la tua sicurezza, inizia di nuovo.',
    IDENTITA_NEGATA: (p: Parametri): string => NEGATA[p['motivo'] as MotivoNegato],
    IDENTITA_NON_VERIFICATA:
      'La risposta del fornitore di identità non si è potuta verificare, e non ti abbiamo fatto entrare. Inizia di nuovo; se ' +
      'succede ancora, chiedi assistenza.',
    IDENTITA_INCOMPLETA:
      'Il fornitore di identità non ci ha detto nome, cognome e un codice fiscale italiano valido: senza, non possiamo sapere ' +
      'quali pagamenti sono tuoi. Puoi pagare senza entrare, con il numero dell’avviso.',
    IDENTITA_SENZA_ACCESSO:
      'Ti abbiamo riconosciuto, ma con il tuo codice fiscale qui non lavora nessuno. Chiedi a chi amministra gli accessi del tuo ente di ' +
      'invitarti, o di indicare il tuo codice fiscale fra gli operatori. Se hai un nome utente e una password, puoi entrare con quelli.',
    IDENTITA_DA_COLLEGARE: 'È la prima volta che entri così. Scrivi una volta il tuo nome utente e la tua password.',
    IDENTITA_NON_COLLEGABILE:
      'L’identità con cui sei entrato non è quella indicata per questo nome utente. Chiedi a chi amministra gli accessi di controllare ' +
      'il codice fiscale.',
    FORNITORE_NON_DISPONIBILE:
      'In questo momento l’accesso del tuo ente non risponde. Riprova fra qualche minuto, oppure entra con nome utente e password.',
    FORNITORE_SENZA_ACCESSO:
      'Il tuo ente ti ha riconosciuto, ma con questo accesso adesso non puoi entrare. Chiedi a chi amministra gli accessi del tuo ente.',
    FORNITORE_NON_COLLEGABILE:
      'L’accesso del tuo ente non si può collegare a questo nome utente. Chiedi a chi amministra gli accessi del tuo ente; intanto puoi ' +
      'entrare con nome utente e password.',
    FORNITORE_ALTRO_INDIRIZZO:
      'Con l’accesso del tuo ente questo invito non si può accettare. L’ente deve confermare lo stesso indirizzo email a cui l’invito è ' +
      'arrivato, e chi amministra entra la prima volta con una password. Riapri il link dell’invito e scegli una password.',
    FORNITORE_ASSENTE: 'L’ente non ha ancora indicato il suo fornitore di identità.',
    FORNITORE_CAMBIATO: 'Intanto qualcun altro ha cambiato il fornitore. Ecco com’è adesso: guardalo e riprova.',
    FORNITORE_NON_VA:
      'Il fornitore non si può ancora attivare: la prova non è riuscita. Guarda che cosa non va, correggi e riprova.',
    FORNITORE_NOME: (p: Parametri): string =>
      `Scrivi come lo chiamano gli operatori, al massimo ${p['massimo'] ?? ''} caratteri.`,
    FORNITORE_EMITTENTE:
      'L’indirizzo non è scritto bene. È quello che il fornitore chiama «issuer», per esempio ' +
      'https://accessi.comune.esempio.it/realms/comune.',
    FORNITORE_EMITTENTE_IN_CHIARO: 'L’indirizzo deve cominciare con https://, perché dice chi entra.',
    FORNITORE_CLIENT: 'Scrivi il client ID come lo dà il fornitore, senza spazi.',
    FORNITORE_SEGRETO: (p: Parametri): string =>
      `Scrivi il segreto del client come lo dà il fornitore: da ${p['min'] ?? ''} a ${p['max'] ?? ''} caratteri, senza spazi.`,
    CODICE_FISCALE_NON_VALIDO:
      'Questo codice fiscale non è scritto bene. È quello di una persona: sedici caratteri, come sulla tessera sanitaria.',
    UTENTE_NON_VALIDO:
      'Il nome utente ha da 3 a 100 caratteri: lettere minuscole, cifre, punto, trattino, trattino basso e chiocciola.',
    NOME_NON_VALIDO: 'Scrivi nome e cognome, al massimo 140 caratteri.',
    EMAIL_NON_VALIDA: 'Questo indirizzo email non è scritto bene. Deve essere come nome@esempio.it.',
    PASSWORD_DEBOLE: (p: Parametri): string =>
      `Scegli una password di almeno ${p['minimo'] ?? ''} caratteri, diversa dal nome utente e non fatta di pochi caratteri ripetuti.`,
    OPERATORE_SCONOSCIUTO: 'Questo operatore non è registrato, o non è dell’ente.',
    OPERATORE_CAMBIATO:
      'Intanto qualcun altro ha cambiato questo operatore. Guarda com’è adesso e, se serve ancora, ripeti la modifica.',
    ULTIMO_AMMINISTRATORE:
      'È l’unico amministratore dell’ente: prima dai questo ruolo a un altro operatore, poi potrai toglierlo a lui.',
    ULTIMO_INTERMEDIARIO: 'È l’unico che amministra l’installazione: prima nomina un’altra persona.',
    TIPO_DOVUTO_SCONOSCIUTO: 'Uno dei tipi dovuto indicati non è dell’ente.',
    PROVA_NON_VALIDA: 'Questo collegamento non è completo. Aprilo dalla mail, o copialo per intero.',
    PROVA_SCADUTA: 'È passato troppo tempo. Chiedi un’altra mail.',
    PROVA_USATA: 'Questo collegamento, o il suo codice, è già stato usato. Chiedi un’altra mail.',
    CODICE_POSTA_ERRATO: (p: Parametri): string =>
      p['rimasti'] === 1
        ? 'Il codice non corrisponde. Puoi provare ancora una volta.'
        : `Il codice non corrisponde. Puoi provare ancora ${p['rimasti'] ?? ''} volte.`,
    CODICE_POSTA_ESAURITO:
      'Hai provato il codice troppe volte. Usa il collegamento che è nella mail, o chiedine un’altra.',
  } satisfies Record<RifiutoUtenti['codice'], string | ((parametri: Parametri) => string)>,
};

/** A wait as people say it: rounded up, never down. */
function attesa(secondi: number): string {
  if (secondi < 60) return secondi === 1 ? 'un secondo' : `${secondi} secondi`;
  const minuti = Math.ceil(secondi / 60);
  if (minuti < 60) return minuti === 1 ? 'un minuto' : `${minuti} minuti`;
  const ore = Math.ceil(minuti / 60);
  return ore === 1 ? 'un’ora' : `${ore} ore`;
}
