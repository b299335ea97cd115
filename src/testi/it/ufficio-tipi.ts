/** What JSON Schema says of a node, for who does not know it. */
function forma(p: Readonly<Record<string, string | number>>): string {
  switch (String(p['regola'])) {
    case 'required':
      return `Manca: ${p['requiredProperties'] ?? ''}.`;
    case 'type':
      return `Deve essere di tipo ${p['type'] ?? ''}.`;
    case 'const':
      return `Deve essere ${p['allowedValue'] ?? 'un valore preciso'}.`;
    case 'minItems':
    case 'minLength':
      return 'Non può restare vuoto.';
    case 'maxItems':
    case 'maxLength':
      return `È troppo lungo: al massimo ${p['limit'] ?? ''}.`;
    case 'minimum':
    case 'maximum':
      return `È fuori dai limiti (${p['comparison'] ?? ''} ${p['limit'] ?? ''}).`;
    case 'pattern':
      return 'Non è scritto nella forma prevista: i nomi cominciano con una lettera minuscola, e hanno solo lettere e cifre.';
    default:
      return 'Non ha la forma prevista: confrontalo con un modulo del catalogo.';
  }
}

/** Kinds of due and their forms, as the administrator of an ente configures them. */
export const ufficioTipi = {
  scheda: {
    titolo: 'Tipi di dovuto',
    testo: 'Che cosa si paga all’ente, con quali regole, e i moduli con cui i cittadini pagano da soli.',
  },
  elenco: {
    titolo: 'Tipi di dovuto',
    introduzione:
      'Ciò che si può pagare a questo ente. Un tipo nasce non attivo: si attiva quando ha tutto quello che serve.',
    adotta: 'Aggiungi un tipo di dovuto',
    fatto: { modalita: 'La scelta è salvata.' },
    tabella: 'Tipi di dovuto dell’ente, per categoria',
    vuoto: 'L’ente non ha ancora tipi di dovuto',
    vuotoTesto: 'Adottane uno dal catalogo: trovi già scritti il modulo, la causale e il codice tassonomico.',
    colonne: {
      tipo: 'Tipo',
      codice: 'Codice',
      categoria: 'Categoria',
      stato: 'Stato',
      modalita: 'Come',
      modulo: 'Modulo',
      manca: 'Che cosa manca',
    },
    senzaCategoria: 'Fuori dal catalogo',
    attivo: 'attivo',
    nonAttivo: 'non attivo',
    senzaModulo: 'nessuno',
    altrove: 'su un altro sito',
    versione: (n: number): string => `versione ${n}`,
    nulla: 'niente',
    scelta: 'Quando arriva un file per un tipo che non prevede i flussi',
    accetta: 'Accettarlo, e segnalarlo nella pagina del flusso',
    rifiuta: 'Rifiutare le sue righe',
    salvaScelta: 'Salva la scelta',
  },
  manca: {
    TIPO_SENZA_MODALITA: 'un modo di adesione',
    TIPO_SENZA_CONTO: 'il conto',
    TIPO_SENZA_MODULO: 'il modulo, o l’indirizzo dove si compila',
  },
  modalita: {
    base: 'base',
    per_flussi: 'per flussi',
    iniziato_presso_ente: 'iniziato presso l’ente',
  },
  modalitaAiuto: {
    base: 'I cittadini lo trovano sul portale.',
    per_flussi: 'L’ente carica i dovuti con i file.',
    iniziato_presso_ente: 'Il pagamento comincia da un sito dell’ente.',
  },
  adotta: {
    titolo: 'Aggiungi un tipo di dovuto',
    catalogo: 'Dal catalogo',
    catalogoTesto: 'Il tipo nasce non attivo, con il suo modulo già scritto: poi lo adatti.',
    categoria: 'Categoria',
    scegliCategoria: 'Scegli una categoria del catalogo.',
    copia: 'Da un altro ente',
    copiaTesto: 'Si copia ciò che i cittadini vedono: mai conti, credenziali o capitoli di bilancio.',
    copiaDa: 'Tipo da copiare',
    copiaNessuno: 'Nessun altro ente ha un tipo di dovuto che si possa copiare.',
    scegliCopia: 'Scegli il tipo da copiare.',
    daZero: 'Da zero',
    codice: 'Codice',
    codiceAiuto:
      'Lo scrivono i file e i programmi dell’ente, e non si cambia più: lettere, cifre, punto, trattino e trattino basso.',
    codiceFacoltativo:
      'Se lo lasci vuoto resta quello proposto. Lo scrivono i file e i programmi dell’ente, e non si cambia più.',
    conto: 'Conto su cui ricevere il denaro',
    contoAiuto: 'Puoi sceglierlo anche dopo, prima di attivarlo.',
    piuTardi: 'Lo scelgo dopo',
    bottoni: { catalogo: 'Adotta questa categoria', copia: 'Copia questo tipo', zero: 'Crea il tipo di dovuto' },
  },
  tipo: {
    salva: 'Salva le modifiche',
    fatto: {
      salvato: 'Modifiche salvate.',
      adottato: 'Il tipo dovuto è fra quelli dell’ente: completalo, poi attivalo.',
    },
    attiva: 'Attiva: da subito si potrà pagare',
    disattiva: 'Disattiva: nessuno potrà più chiederne',
    statoTitolo: 'Stato',
    attivoTesto: 'Questo tipo è attivo.',
    nonAttivoTesto: 'Questo tipo non è attivo.',
    manca: (che: readonly string[]): string => `Per attivarlo manca: ${che.join('; ')}.`,
    modulo: 'Modulo di pagamento spontaneo',
    moduloInVigore: (n: number): string => `In vigore la versione ${n}.`,
    moduloNessuno: 'Nessuna versione pubblicata.',
    apriModulo: 'Apri il modulo',
    versioni: 'Tutte le versioni',
    sezioni: {
      cosa: 'Che cos’è',
      denaro: 'Dove va il denaro',
      come: 'Come si paga',
      scadenza: 'Scadenza e promemoria',
      notizie: 'Avvisi e notifiche',
    },
    campi: {
      codice: 'Codice',
      denominazione: 'Denominazione',
      tassonomia: 'Codice tassonomico',
      datiRiscossione: 'Dati specifici di riscossione',
      codiceContesto: 'Codice contesto di pagamento',
      contoId: 'Conto',
      contoPostaleId: 'Conto postale per il bollettino',
      intestatarioAvviso: 'Intestatario sull’avviso',
      settoreAvviso: 'Settore sull’avviso',
      bilancio: 'Bilancio',
      modalita: 'Modi di adesione',
      spontaneo: 'I cittadini possono pagare da soli, senza un avviso',
      urlEsterno: 'Indirizzo del sito dove si compila',
      importoFisso: 'Importo fisso',
      codiceFiscaleAnonimo: 'Il debitore può essere ANONIMO',
      scadenzaObbligatoria: 'La data di scadenza è obbligatoria',
      scadenzaStampata: 'La data di scadenza è stampata sull’avviso',
      pagaDopoScadenza: 'Si può pagare anche dopo la scadenza',
      promemoriaGiorni: 'Promemoria',
      avvisoStampabile: 'L’avviso si può stampare',
      notificaIo: 'Avvisa con l’app IO',
      notificaEsito: 'Comunica l’esito dei pagamenti al gestionale dell’ente',
      tentativiEsitoMax: 'Tentativi di comunicazione',
      attualizzazione: 'Prima del pagamento chiedi all’ente l’importo aggiornato',
    },
    aiuti: {
      tassonomia:
        'Per esempio 9/0101101IM/ (con la barra alla fine). I codici di pagoPA si cercano in Configurazione, Tassonomia.',
      datiRiscossione: 'Vuoto: il codice tassonomico seguito dal codice del tipo.',
      codiceContesto: 'Se c’è, questi dovuti non si pagano insieme ad altri.',
      intestatario: 'Vuoto: quello del conto.',
      settore: 'Vuoto: quello dell’ente.',
      bilancio:
        'Una riga per voce: capitolo; ufficio; accertamento; importo. In una riga scrivi «resto» al posto dell’importo.',
      spontaneo: 'Chi paga da solo non ha una scadenza: le due caselle sulla scadenza si spengono.',
      urlEsterno: 'Se c’è, il cittadino va lì, invece di compilare il modulo. Comincia con https://.',
      importoFisso: 'Vuoto: l’importo lo dice il modulo o chi carica il dovuto.',
      promemoria: 'Giorni prima della scadenza, separati da virgole: 30, 7.',
      attualizzazione: 'Serve la credenziale del servizio dell’ente.',
    },
    postaleNessuno: 'Nessun bollettino',
    contoNessuno: 'Non ancora scelto',
  },
  impatto: {
    titolo: (tipo: string): string => `Prima di cambiare: ${tipo}`,
    cambi: 'Che cosa cambia',
    spento: 'Il tipo non è più attivo',
    da: (campo: string, era: string, resta: string): string => `${campo}: da «${era}» a «${resta}»`,
    si: 'sì',
    no: 'no',
    nessuno: 'nessuno',
    niente: 'Nessun dovuto da pagare è di questo tipo: non cambia nulla per nessuno.',
    conteggi: {
      dovuti_aperti: (n: number): string =>
        n === 1 ? '1 dovuto da pagare è di questo tipo' : `${n} dovuti da pagare sono di questo tipo`,
      avvisi_stampati: (n: number): string => (n === 1 ? '1 avviso già emesso' : `${n} avvisi già emessi`),
      avvisi_postali: (n: number): string =>
        n === 1
          ? '1 avviso si paga anche con il bollettino postale'
          : `${n} avvisi si pagano anche con il bollettino postale`,
    } as Readonly<Record<string, (n: number) => string>>,
    cambiatoTesto:
      'Da quando hai letto questa pagina sono cambiati i dovuti di questo tipo. Rileggi, e conferma di nuovo.',
    importo: 'Importo',
    conferma: 'Conferma il cambiamento',
    disattiva: 'Conferma: disattiva il tipo',
    correggi: 'Torna a correggere',
    indietro: 'Torna al tipo senza cambiare niente',
    conseguenze: {
      attivo:
        'I dovuti che ci sono si pagano ancora, e i loro avvisi restano validi. ' +
        'Nessuno potrà inserirne altri, né cambiare o annullare questi con un file: ' +
        'finché il tipo non è attivo si cambiano solo dalle loro pagine.',
      contoId: 'I dovuti che ci sono restano sul conto con cui sono nati: solo quelli nuovi andranno sull’altro.',
      contoPostaleId: 'Gli avvisi che ci sono tengono il loro bollettino: solo quelli nuovi avranno l’altro.',
      tassonomia: 'I dovuti che ci sono tengono il codice con cui sono nati: solo quelli nuovi avranno l’altro.',
      pagaDopoScadenza:
        'Vale subito anche per i dovuti che ci sono: quelli già scaduti diventano pagabili, o non lo sono più.',
      scadenzaStampata:
        'Vale per gli avvisi scaricati da adesso, anche dei dovuti che ci sono: quelli già in mano ai cittadini non cambiano.',
      avvisoStampabile:
        'Vale subito anche per i dovuti che ci sono: il loro avviso si scarica, o non si scarica più. Chi ne ha già uno lo paga lo stesso.',
      attualizzazione:
        'Vale subito anche per i dovuti che ci sono: quando qualcuno paga, l’importo si chiede all’ente, o non si chiede più.',
      denominazione: 'Il nome nuovo compare subito anche sui dovuti che ci sono, per i cittadini e nell’ufficio.',
    },
  },
  modulo: {
    titolo: (tipo: string): string => `Modulo: ${tipo}`,
    introduzione: 'La definizione dice che cosa si chiede, quanto costa e che cosa si scrive sul pagamento.',
    stati: {
      bozza: (n: number): string => `Stai scrivendo la versione ${n}, in bozza: i cittadini non la vedono.`,
      pubblicata: (n: number): string => `La versione ${n} è in vigore. Se la cambi e salvi, nasce una bozza.`,
      nessuna: 'Questo tipo non ha ancora un modulo: scrivi qui la definizione.',
    },
    definizione: 'Definizione (JSON)',
    aggiorna: 'Controlla e aggiorna l’anteprima',
    salva: 'Salva la bozza',
    pubblica: 'Pubblica: i cittadini la vedranno da subito',
    scarta: 'Scarta la bozza: ciò che hai scritto si perde',
    salvata: (n: number): string => `Bozza della versione ${n} salvata.`,
    pubblicata: (n: number): string => `Pubblicata la versione ${n}: è in vigore.`,
    scartata: 'Bozza scartata.',
    corretta: 'La definizione non ha difetti.',
    difetti: (quanti: number): string => (quanti === 1 ? 'C’è un difetto' : `Ci sono ${quanti} difetti`),
    altriDifetti: (quanti: number): string => `… e altri ${quanti}. Correggi questi, poi controlla di nuovo.`,
    riga: (riga: number): string => `Riga ${riga}`,
    nelTesto: (riga: number, colonna: number): string =>
      riga === 1 ? `carattere ${colonna}` : `riga ${riga} del testo, carattere ${colonna}`,
    forma,
    illeggibile: 'Non è un documento JSON: controlla virgolette, virgole e parentesi.',
    anteprima: 'Anteprima con valori di prova',
    anteprimaTesto: 'Riempi i campi come farebbe un cittadino: l’importo e le causali sono quelli veri.',
    senzaAnteprima: 'L’anteprima compare quando la definizione non ha difetti.',
    importo: 'Importo',
    senzaImporto: 'non ancora calcolato',
    causale: 'Causale per l’ente',
    causalePubblica: 'Causale pubblica',
    capitolo: 'Bilancio',
    valido: 'Il cittadino potrebbe pagare.',
    nonValido: 'Il cittadino non potrebbe ancora pagare: guarda che cosa manca.',
    incompleto: 'Così il cittadino non potrebbe ancora pagare. Con «Controlla» vedi che cosa manca.',
    senzaCausale: 'si legge quando tutto è compilato',
  },
  versioni: {
    titolo: (tipo: string): string => `Versioni del modulo: ${tipo}`,
    breve: 'Versioni',
    tabella: 'Versioni, dalla più recente',
    vuoto: 'Nessuna versione',
    vuotoTesto: 'Scrivi la prima definizione del modulo.',
    colonne: { versione: 'Versione', stato: 'Stato', quando: 'Scritta', pubblicata: 'Pubblicata', chi: 'Da' },
    stati: { bozza: 'bozza', pubblicata: 'pubblicata', inVigore: 'in vigore' },
    confronta: 'Confronta due versioni',
    prima: 'Versione di prima',
    dopo: 'Versione di dopo',
    mostra: 'Mostra le differenze',
    differenze: (prima: number, dopo: number): string => `Dalla versione ${prima} alla ${dopo}`,
    nessuna: 'Le due versioni sono uguali.',
    altre: (quante: number): string => `… e altre ${quante} differenze.`,
    generi: { aggiunto: 'aggiunto', tolto: 'tolto', cambiato: 'cambiato' },
    era: 'era',
    ora: 'ora',
    tutto: 'tutto il documento',
  },
  flusso: {
    titolo: 'Tipi di dovuto che non prevedono i flussi',
    testo: (tipi: readonly string[]): string =>
      `Questo file ha dovuti di ${tipi.join(', ')}: sono stati accettati, ma per l’ente non si caricano con un file.`,
    poi: 'Chi amministra l’ente può aggiungere la modalità «per flussi», o far rifiutare questi file.',
  },
};
