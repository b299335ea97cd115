/** What one reads who comes into the ufficio by SPID or CIE, or by a passkey. */
export const ufficioAccesso = {
  identita: {
    titolo: 'Con SPID o CIE',
    testo: 'Se chi amministra gli accessi del tuo ente ha indicato il tuo codice fiscale.',
    entra: 'Entra con SPID o CIE',
    password: 'Con nome utente e password',
    nonEntrato: 'Non sei entrato',
    riprova: 'Torna all’ingresso',
    prima:
      'È la prima volta che entri con SPID o CIE: scrivi una volta nome utente e password. Dalla prossima volta non serviranno.',
    giaEntrato: 'Sei già entrato',
    giaEntratoTesto: 'Questo accesso è già stato usato, da te: sei dentro.',
    continua: 'Continua',
    scaduta: 'È passato troppo tempo. Entra di nuovo con SPID o CIE, oppure con nome utente e password.',
    /** In the words of who works, where those of the portale speak of payments. */
    rifiuti: {
      IDENTITA_NON_DISPONIBILE:
        'In questo momento SPID e CIE non rispondono. Riprova fra qualche minuto, oppure entra con nome utente e password.',
      IDENTITA_INCOMPLETA:
        'Il fornitore di identità non ci ha detto nome, cognome e un codice fiscale italiano valido: senza, non possiamo riconoscerti. ' +
        'Entra con nome utente e password.',
    } as Readonly<Record<string, string>>,
  },
  secondo: {
    passkey: 'Usa la passkey',
    passkeyTesto: 'Conferma con l’impronta, il volto, il PIN o la chiave di sicurezza che hai registrato.',
    passkeySenza:
      'Hai una passkey, ma questo browser adesso non la può usare: JavaScript è spento, o il browser è vecchio. Entra nell’altro modo.',
    passkeyFallita: 'La passkey non ha risposto. Prova di nuovo, oppure entra nell’altro modo.',
    oppure: 'Oppure con un codice',
    codiceAiuto: 'Le sei cifre che mostra adesso la tua app di verifica, o un codice di recupero.',
    soloRecupero: 'Codice di recupero',
    soloRecuperoAiuto: 'Uno di quelli che hai messo al sicuro, mai usato. Al posto della passkey.',
  },
  come: { titolo: 'Come', password: 'password', identita: 'SPID o CIE', fornitore: 'account dell’ente' },
  io: {
    titolo: 'Passkey',
    testo:
      'Con una passkey il secondo passo è l’impronta, il volto, il PIN o una chiave di sicurezza, senza copiare cifre. Vale quanto l’app ' +
      'di verifica, e si può avere insieme.',
    nessuna: 'Non hai passkey.',
    elenco: 'Le tue passkey',
    colonne: { nome: 'Nome', creata: 'Aggiunta il', usata: 'Usata l’ultima volta', cosa: 'Che cosa fare' },
    mai: 'mai',
    cambia: 'Cambia',
    cambiaQuale: (nome: string): string => ` la passkey ${nome}`,
    aggiungi: 'Aggiungi una passkey',
  },
  nuova: {
    titolo: 'Aggiungi una passkey',
    nome: 'Nome',
    nomeAiuto: 'Per riconoscerla nell’elenco: per esempio «Telefono» o «Chiave blu».',
    password: 'Password',
    passwordAiuto: 'La tua, per essere sicuri che sei tu.',
    continua: 'Continua',
    crea: 'Crea la passkey',
    creaTesto: (nome: string): string =>
      `Il browser ti chiederà dove mettere «${nome}»: in questo dispositivo, nel telefono o in una chiave di sicurezza. Hai cinque minuti.`,
    senza:
      'Per creare una passkey serve JavaScript, e un browser recente. Senza, come secondo fattore si usa l’app di verifica.',
    fallita: 'La passkey non è stata creata. Prova di nuovo.',
    app: 'Usa l’app di verifica',
  },
  una: {
    titolo: (nome: string): string => `Passkey «${nome}»`,
    rinomina: 'Cambia nome',
    salva: 'Salva il nome',
    togli: 'Togli la passkey',
    togliTesto: 'Chi la trova non potrà più usarla qui. Cancellala anche dal dispositivo.',
    password: 'Password attuale',
  },
  fatto: {
    passkey: 'Passkey aggiunta: la prossima volta, dopo la password, potrai usarla.',
    rinominata: 'Il nome della passkey è cambiato.',
    passkeyTolta: 'La passkey è tolta: qui non apre più nulla.',
    app: 'L’app di verifica è attiva. Valgono ancora i codici di recupero che avevi.',
  },
  collegata: {
    titolo: 'SPID o CIE',
    collegata: 'Puoi entrare con SPID o CIE, senza password.',
    da_collegare: 'Puoi entrare con SPID o CIE. La prima volta ti chiederemo anche nome utente e password.',
    nessuna:
      'Per entrare con SPID o CIE chiedi a chi amministra gli accessi del tuo ente di indicare il tuo codice fiscale.',
  },
  operatore: {
    titolo: 'SPID e CIE',
    codiceFiscale: 'Codice fiscale',
    aiuto:
      'Con questo codice fiscale entrerà con SPID o CIE. La prima volta dovrà scrivere anche la sua password: così l’accesso resta suo.',
    colonna: 'Entra con SPID o CIE',
    cambia: 'Cambia il codice fiscale per SPID e CIE',
    indietro: 'Lascia com’è',
    stato: { collegata: 'sì', da_collegare: 'dal primo accesso', nessuna: 'no' },
    salva: 'Salva il codice fiscale',
    fatto: 'Codice fiscale salvato. Se era un altro, chi era entrato con SPID o CIE è fuori.',
    cambiato: 'Cambiando il codice fiscale, quello di prima non apre più nulla.',
  },
};
