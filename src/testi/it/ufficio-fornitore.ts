/** What is read about an ente's own provider of identity: by who configures it, and by who comes in by it. */
type Parametri = Readonly<Record<string, string | number>>;

const persone = (n: number): string => (n === 1 ? 'una persona' : `${n} persone`);

export const ufficioFornitore = {
  scheda: {
    titolo: 'Accesso con il fornitore dell’ente',
    testo:
      'Gli operatori entrano con l’account che hanno già nell’ente: Entra ID, Keycloak, Google Workspace o un altro.',
  },
  titolo: 'Accesso con il fornitore dell’ente',
  introduzione:
    'Se l’ente ha un proprio fornitore di identità (OpenID Connect), i suoi operatori possono entrare con quell’account. Vale solo per ' +
    'questo ente: chi entra così non vede altri enti, anche se ci lavora.',
  stato: { in_prova: 'In prova', attivo: 'Attivo', spento: 'Spento' },
  statoTesto: {
    in_prova: 'Entra soltanto chi amministra l’ente, dall’indirizzo diretto: così lo si prova prima di darlo a tutti.',
    attivo: 'Gli operatori dell’ente possono entrare così.',
    spento: 'Nessuno entra così.',
  },
  nessuno: 'L’ente non ha ancora un suo fornitore',
  nessunoTesto:
    'Per cominciare, registra MyPay presso il fornitore con gli indirizzi qui sotto, poi scrivi qui i dati che ti dà.',
  dati: {
    nome: 'Nome',
    emittente: 'Issuer',
    clientId: 'Client ID',
    segreto: 'Segreto del client',
    segretoPresente: 'c’è, e non si può rileggere',
    stato: 'Stato',
    cambiato: 'Cambiato l’ultima volta',
    collegati: 'Operatori collegati',
    sessioni: 'Sessioni aperte adesso',
    diretto: 'Indirizzo da cui entrare',
  },
  indirizzi: {
    titolo: 'Che cosa scrivere presso il fornitore',
    testo:
      'MyPay è un’applicazione web (client riservato, codice di autorizzazione con PKCE). Le servono gli ambiti openid ed email.',
    ritorno: 'Indirizzo di ritorno (redirect URI)',
    uscita: 'Indirizzo dopo l’uscita (post logout redirect URI)',
  },
  modulo: {
    nuovo: 'Indica il fornitore',
    cambia: 'Cambia i dati',
    titolo: 'Dati del fornitore',
    nome: 'Nome',
    nomeAiuto: 'Come lo chiamano gli operatori: per esempio «Account del Comune».',
    emittente: 'Issuer',
    emittenteAiuto:
      'L’indirizzo con cui il fornitore si presenta, che comincia con https://. Non quello di una sua pagina.',
    clientId: 'Client ID',
    segreto: 'Segreto del client',
    segretoNuovo: 'Come lo dà il fornitore. Lo conserviamo cifrato, e non si potrà rileggere.',
    segretoResta: 'Lascia vuoto per tenere quello che c’è. Se cambi issuer o client ID, serve il segreto nuovo.',
    scaduto: 'È passato troppo tempo, o intanto hai cambiato ente: scrivi di nuovo i dati e il segreto.',
    vediEffetto: 'Vedi che cosa succede',
    indietro: 'Lascia com’è',
  },
  atti: {
    titolo: 'Che cosa fare',
    prova: 'Prova',
    attivo: 'Attiva per tutti',
    in_prova: 'Rimetti in prova',
    accendi: 'Riaccendi, in prova',
    spento: 'Spegni',
  },
  conferma: {
    titolo: 'Conferma il cambiamento',
    succede: 'Che cosa succede',
    conferma: 'Conferma',
    nuovo: (nome: string): string =>
      `«${nome}» diventa il fornitore dell’ente, in prova: entra soltanto chi amministra, dall’indirizzo diretto.`,
    sostituisce: (prima: string): string =>
      `Un altro issuer o un altro client è un altro fornitore: quello di prima (${prima}) non apre più nulla.`,
    nome: (prima: string, dopo: string): string => `Il nome passa da «${prima}» a «${dopo}».`,
    segreto:
      'Da adesso MyPay usa il nuovo segreto. Se non è quello giusto, così non entra più nessuno: dopo, fai la prova.',
    nulla: 'Non cambia nulla.',
    attivo:
      'Gli operatori dell’ente potranno entrare così. La prima volta mostreranno anche la password e il secondo fattore che hanno.',
    elenco: 'Chiunque vedrà il nome dell’ente nell’elenco di quelli da cui si entra così.',
    in_prova: 'Entrerà soltanto chi amministra l’ente, dall’indirizzo diretto. Chi è collegato lo resta.',
    spento: 'Nessuno entrerà più così. Riaccendendolo, ognuno dovrà mostrare di nuovo la password.',
    fuori: (sessioni: number): string =>
      sessioni === 1
        ? 'La sessione aperta così si chiude subito.'
        : `Le ${sessioni} sessioni aperte così si chiudono subito.`,
    scollega: (collegati: number): string => `Si scollegano gli accessi di ${persone(collegati)}.`,
    senzaPassword: (n: number): string =>
      `${n === 1 ? 'Una persona non ha' : `${n} persone non hanno`} mai scelto una password, e non avranno altro modo di entrare ` +
      'finché chi amministra la piattaforma non gliene dà una.',
    provaPrima: 'Prima di attivarlo, MyPay lo prova: se qualcosa non va resta com’è.',
  },
  fatto: {
    salvato: 'Dati salvati. Adesso fai la prova.',
    stato: 'Fatto. Lo stato del fornitore è cambiato.',
  },
  prova: {
    titolo: 'Esito della prova',
    bene: 'Il fornitore risponde, è quello che dice di essere e conosce MyPay.',
    male: 'Così non funziona',
    avvertenze: 'Da sapere',
    problemi: {
      indirizzo_non_ammesso:
        'L’indirizzo non è raggiungibile da qui: è in chiaro (http) o è di una rete privata, e MyPay chiama solo indirizzi pubblici.',
      irraggiungibile:
        'A questo indirizzo non risponde nessuno. Controlla che sia scritto bene e che si raggiunga da Internet.',
      tempo_scaduto: 'Il fornitore non ha risposto in tempo. Riprova fra qualche minuto.',
      rinvia: 'Il fornitore manda altrove invece di rispondere. Scrivi l’indirizzo definitivo.',
      stato: (p: Parametri): string =>
        'Sotto questo indirizzo non c’è la descrizione di un fornitore (/.well-known/openid-configuration): ' +
        `ha risposto ${p['stato'] ?? ''}.`,
      risposta_illeggibile: 'La risposta non è la descrizione di un fornitore OpenID Connect, o è troppo lunga.',
      emittente_diverso: (p: Parametri): string =>
        `Il fornitore dice di essere un altro: «${p['detto'] ?? ''}». Scrivi quell’issuer, se è il tuo. Gli indirizzi comuni a più ` +
        'organizzazioni non valgono.',
      indirizzo_non_https: (p: Parametri): string =>
        `Un indirizzo del fornitore manca o non comincia con https:// (${p['quale'] ?? ''}).`,
      senza_codice:
        'Il fornitore non ammette il codice di autorizzazione (response type «code»), l’unico modo che MyPay usa.',
      senza_pkce: 'Il fornitore non ammette PKCE con S256, che MyPay usa sempre.',
      senza_firma: 'Il fornitore non firma le sue risposte con una chiave pubblica (RS256 o simili).',
      senza_segreto: 'Il fornitore non ammette un client con il segreto (client_secret_basic o client_secret_post).',
      chiavi: 'Le chiavi con cui il fornitore firma (jwks_uri) non si leggono.',
      client: 'Il fornitore non riconosce il client ID, o il segreto non è quello giusto.',
      chiave_persa: 'Il segreto è cifrato con una chiave che non c’è più. Scrivilo di nuovo.',
      pkce_non_detto:
        'Il fornitore non dice se ammette PKCE: MyPay lo usa sempre. Alcuni, come Entra ID, lo ammettono senza dirlo.',
      senza_iss:
        'Il fornitore non dice chi è quando rimanda qui: MyPay lo riconosce comunque dall’indirizzo di ritorno e dal token.',
      senza_email_verificata:
        'Il fornitore non dice se un indirizzo email è verificato (email_verified): chi è invitato accetta scegliendo una password, e ' +
        'dalla seconda volta entra anche così. Con Entra ID quel dato si può aggiungere ai token dell’applicazione.',
      senza_uscita: 'Il fornitore non ha una pagina di uscita: uscendo da MyPay si resta dentro presso di lui.',
      client_non_provato: 'Il fornitore non permette di provare client ID e segreto da qui: si vedrà entrando.',
    } as Readonly<Record<string, string | ((p: Parametri) => string)>>,
  },
  accesso: {
    sezione: 'Con l’account del tuo ente',
    sezioneTesto: 'Se il tuo ente ha collegato il suo fornitore di identità.',
    vai: 'Accedi con il tuo ente',
    scegli: 'Qual è il tuo ente?',
    cerca: 'Nome o codice IPA dell’ente',
    cercaBottone: 'Cerca',
    nessuno: 'Nessun ente',
    nessunoTesto:
      'Nessun ente con questo nome o codice si è collegato. Controlla come è scritto, oppure entra con nome utente e password.',
    troppi: (mostrati: number): string => `Ne vedi ${mostrati}: scrivi una parte del nome per trovare il tuo.`,
    elenco: 'Enti',
    prova: 'ambiente di prova',
    titolo: (ente: string): string => `Accedi: ${ente}`,
    testo: (nome: string): string =>
      `Entri con «${nome}», l’account che hai nell’ente. La prima volta ti chiederemo anche nome utente e password di MyPay.`,
    soloEnte: (ente: string): string =>
      `Lavorerai per ${ente} soltanto. Se lavori anche per altri enti, entra con nome utente e password.`,
    entra: (nome: string): string => `Continua con ${nome}`,
    altro: 'Entra in un altro modo',
    segnalibro: 'Puoi tenere questo indirizzo fra i segnalibri.',
    sconosciuto: 'Qui non c’è nessun accesso',
    sconosciutoTesto:
      'Questo indirizzo non è quello di un ente da cui si entra. Scegli il tuo ente, oppure entra con nome utente e password.',
    prima:
      'È la prima volta che entri con l’account del tuo ente: scrivi una volta nome utente e password di MyPay. Dalla ' +
      'prossima volta non serviranno. Se non li hai, chiedi a chi amministra gli accessi del tuo ente di invitarti.',
    scaduta: 'È passato troppo tempo. Entra di nuovo con l’account del tuo ente, oppure con nome utente e password.',
    invito: (nome: string): string => `Accetta ed entra con ${nome}`,
    invitoTesto: (nome: string): string =>
      `Oppure, senza scegliere una password, entra con «${nome}»: il tuo account deve avere lo stesso indirizzo.`,
    invitoNoto: (nome: string): string =>
      `Oppure entra con «${nome}»: il tuo account deve avere lo stesso indirizzo. La prima volta ti chiederemo anche la password.`,
    invitoTitolo: 'Con l’account dell’ente',
    uscito: 'Sei uscito da MyPay',
    uscitoTesto: (nome: string): string =>
      `Presso «${nome}» sei ancora dentro. Per rientrare qui ti chiederà comunque chi sei; se il computer non è il tuo, esci anche da lì.`,
    uscitoSolo: (nome: string): string =>
      `Presso «${nome}» sei ancora dentro: se il computer non è il tuo, esci anche da lì.`,
    esci: (nome: string): string => `Esci anche da ${nome}`,
    rientra: 'Torna all’ingresso',
  },
  io: {
    chiusa: 'Fatto: quella sessione è chiusa.',
    titolo: 'Sei entrato con l’account dell’ente',
    testo:
      'Lavori per questo ente soltanto. Password, secondo fattore e passkey non si cambiano da qui: esci ed entra con nome utente e ' +
      'password.',
    obbligo:
      'Chi amministra deve avere un secondo fattore. Esci, entra con nome utente e password e attivalo: poi potrai entrare anche così.',
  },
  operatore: {
    colonna: 'Fornitore dell’ente',
    collegato: 'collegato',
    si: (dal: string): string => `collegato dal ${dal}`,
    no: 'non collegato',
    scollega: 'Scollega dal fornitore dell’ente',
    titolo: 'Scollega dal fornitore dell’ente',
    effetto: (nome: string): string =>
      `${nome} non entrerà più con il fornitore dell’ente finché non avrà mostrato di nuovo la password. Le sessioni aperte ` +
      'così si chiudono subito.',
    password: 'La password e gli altri modi di entrare restano come sono.',
    conferma: 'Scollega',
    indietro: 'Lascia com’è',
    fatto: 'Scollegato. Le sessioni aperte con il fornitore dell’ente sono chiuse.',
  },
};
