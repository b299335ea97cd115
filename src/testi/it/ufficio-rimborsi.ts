import type { GenereRimborso, Mezzo } from '#modules/pagamenti';

/** What a clerk reads about money to give back, and about money that came outside pagoPA. */
export const ufficioRimborsi = {
  titolo: 'Denaro da rimborsare',
  introduzione:
    'Pagamenti arrivati con pagoPA che nessuno chiedeva. Nessuno esce da qui da solo: ' +
    'si attribuisce a un dovuto, si rimborsa, o si dice perché non è da restituire.',
  soloTuoi:
    'Vedi i pagamenti dei tipi dovuto che segui. Quelli senza un dovuto li vedono la ragioneria e chi amministra l’ente.',
  tutte: 'Denaro da rimborsare',
  daFareTesto: (quanti: string, importo: string): string =>
    quanti === '1'
      ? `Un pagamento di ${importo} aspetta una decisione.`
      : `${quanti} pagamenti, ${importo} in tutto, aspettano una decisione.`,
  delDovuto: 'Pagamenti che non erano chiesti',
  daTrattare: 'Da trattare',
  guarda: 'Guarda il denaro da rimborsare',
  stati: { da_trattare: 'Da trattare', trattate: 'Trattati' },
  statiTitolo: 'Quali pagamenti',
  generiTitolo: 'Perché',
  tutti: 'Tutti',
  generi: {
    seconda: 'Secondo pagamento',
    orfana: 'Senza un dovuto',
    annullato: 'Dovuto annullato',
    estinto: 'Altro modo di pagare già scelto',
  } satisfies Record<GenereRimborso, string>,
  spiegazioni: {
    seconda: 'Ciò che questo avviso chiedeva era già stato pagato quando è arrivata questa ricevuta.',
    orfana: 'Quando è arrivata la ricevuta nessun dovuto aveva questo avviso.',
    annullato: 'Il dovuto era annullato quando è stato pagato. Ora risulta pagato, e da verificare.',
    estinto: 'La posizione era già stata pagata, o cominciata a pagare, in un altro modo.',
  } satisfies Record<GenereRimborso, string>,
  esiti: { attribuita: 'Attribuito', rimborsata: 'Rimborsato', non_dovuta: 'Non dovuto' },
  trovati: (quanti: string): string => (quanti === '1' ? '1 pagamento' : `${quanti} pagamenti, dal più recente`),
  colonne: {
    perche: 'Perché',
    importo: 'Importo',
    pagatore: 'Chi ha pagato',
    avviso: 'Avviso',
    ricevuta: 'Ricevuta',
    pagata: 'Pagato il',
    da: 'Arrivato il',
    esito: 'Che cosa ne è stato',
    deciso: 'Deciso il',
    dovuto: 'Dovuto',
    giorno: 'Rimborsato il',
    mandato: 'Mandato',
    motivo: 'Motivo',
  },
  ignoto: 'non indicato',
  vuoto: { da_trattare: 'Nessun denaro da rimborsare', trattate: 'Nessun pagamento trattato' },
  vuotoTesto: {
    da_trattare:
      'Qui compaiono i secondi pagamenti, quelli di dovuti annullati o già chiusi, e quelli senza un dovuto.',
    trattate: 'Qui restano i pagamenti di cui si è deciso, con chi ha deciso e perché.',
  },
  nessuno: 'Nessun pagamento di questo genere',
  nessunoTesto: 'Scegli «Tutti» per vedere gli altri.',
  trovaAiuto:
    'Nome o codice fiscale di chi ha pagato o doveva, numero di avviso, IUV, numero della ricevuta, o un importo come 45,00.',

  uno: {
    titolo: (ricevuta: string): string => `Pagamento ${ricevuta}`,
    totale: 'Totale della ricevuta',
    ente: 'Di cui arrivato a questo ente',
    causale: 'Causale della ricevuta',
    debitore: 'Debitore secondo la ricevuta',
    psp: 'Pagato tramite',
    dovuti: 'Dovuti di questo avviso',
    cheCosa: 'Che cosa puoi fare',
    decisione: 'Che cosa si è deciso',
    attribuitoA: 'Attribuito al dovuto',
    chi: 'Deciso da',
    storia: 'Chi ha fatto che cosa',
    storiaTitolo: 'Ultimi atti su questo pagamento',
    torna: 'Torna al pagamento senza decidere',
    /** After an act, by its name. */
    fatto: {
      attribuisci: 'Il denaro è attribuito: il dovuto risulta pagato, e il suo avviso non si può più pagare.',
      rimborsato: 'Il rimborso è registrato: il pagamento è fra quelli trattati.',
      'non-dovuto': 'È registrato che il denaro resta all’ente: il pagamento è fra quelli trattati.',
    },
  },

  atti: {
    attribuisci: {
      bottone: 'Attribuisci a un dovuto',
      titolo: 'Attribuisci il denaro a un dovuto',
      conseguenza: 'Il dovuto risulterà pagato con questa ricevuta, e il suo avviso non si potrà più pagare.',
      conferma: 'Attribuisci: il dovuto risulterà pagato',
    },
    rimborsato: {
      bottone: 'Segna come rimborsato',
      titolo: 'Segna come rimborsato',
      conseguenza: 'MyPay non muove denaro: il rimborso lo fa l’ente. Qui resta scritto quando e con quale mandato.',
      conferma: 'Segna come rimborsato',
    },
    'non-dovuto': {
      bottone: 'Segna come non dovuto',
      titolo: 'Segna come da non restituire',
      conseguenza: 'Il denaro resta all’ente. Il pagamento passa fra quelli trattati, con il motivo.',
      conferma: 'Segna come non dovuto: il denaro resta all’ente',
    },
  },
  senzaRitorno: 'La decisione non si può cambiare.',
  motivo: 'Motivo',
  motivoAiuto: 'Resta accanto al pagamento, lo legge solo chi lavora per l’ente. Al massimo 500 caratteri.',
  nota: 'Nota',
  giorno: 'Giorno del rimborso',
  giornoAiuto: 'Quando il denaro è stato restituito: dal giorno del pagamento a oggi.',
  mandato: 'Mandato',
  mandatoAiuto: 'Il numero del mandato di pagamento, o ciò che permette di ritrovare il rimborso.',
  cerca: 'Cerca il dovuto',
  cercaAiuto: 'Numero di avviso, IUV, IUD, codice fiscale intero, o l’inizio del nome di chi deve.',
  cercaBottone: 'Cerca',
  dovuto: 'A quale dovuto',
  nessunDovuto: 'Non c’è nessun dovuto da pagare che corrisponda. Prova con un altro dato.',
  troppiDovuti: (quanti: string): string =>
    `Sono i primi ${quanti}: se il dovuto non c’è, cerca con un dato più preciso.`,
  scegliDovuto: 'Cerca un dovuto, poi sceglilo.',
  alternativa: (nome: string, tipo: string, importo: string): string => `${nome}, ${tipo}: ${importo}`,
  alternativaAiuto: (iud: string, scadenza: string | null): string =>
    scadenza === null ? `IUD ${iud}` : `IUD ${iud}, scadenza ${scadenza}`,
  diverso: 'So che l’importo non è quello del dovuto',
  diversoAiuto: 'Il dovuto risulterà pagato con l’importo della ricevuta, e da verificare.',

  incasso: {
    bottone: 'Registra un incasso fuori da pagoPA',
    titolo: 'Registra un incasso fuori da pagoPA',
    conseguenza:
      'Il dovuto risulterà pagato: il suo avviso e gli altri modi di pagare la posizione si chiudono. ' +
      'Se qualcuno paga lo stesso, il denaro sarà da rimborsare.',
    insieme: (quanti: string): string =>
      `Si pagano insieme ${quanti} dovuti, che hanno lo stesso avviso: l’importo è di tutti.`,
    senzaRitorno: 'La registrazione non si può togliere: controlla di essere sul dovuto giusto.',
    conferma: 'Registra l’incasso: il dovuto risulterà pagato',
    giorno: 'Giorno dell’incasso',
    giornoAiuto: 'Quando il denaro è arrivato all’ente: oggi o prima.',
    mezzo: 'Come è arrivato',
    mezzi: {
      contanti: 'Contanti, allo sportello',
      pos: 'Carta, allo sportello',
      bonifico: 'Bonifico',
      assegno: 'Assegno',
      conto_postale: 'Versamento sul conto postale',
      compensazione: 'Compensazione con un credito',
    } satisfies Record<Mezzo, string>,
    riferimento: 'Riferimento',
    riferimentoAiuto:
      'Ciò che permette di ritrovare il denaro: il numero della ricevuta di cassa, il CRO del bonifico.',
    importo: 'Importo incassato',
    importoAiuto: 'È scritto quanto si chiede oggi. Cambialo se è arrivato un altro importo.',
    diverso: 'So che l’importo non è quello chiesto',
    diversoAiuto: 'Il dovuto risulterà pagato con l’importo che indichi, e da verificare.',
    nota: 'Nota',
    notaAiuto: 'Resta nella storia del dovuto, la legge solo chi lavora per l’ente. Al massimo 500 caratteri.',
    storia: 'Pagato fuori da pagoPA',
    storiaCome: (mezzo: string, giorno: string, riferimento: string): string =>
      `${mezzo}, il ${giorno}. Riferimento: ${riferimento}`,
    storiaAttribuito: 'Pagato con denaro di un altro pagamento',
    storiaRicevuta: (ricevuta: string): string => `Ricevuta ${ricevuta}`,
  },
};
