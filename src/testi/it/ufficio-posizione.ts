/** What an operator reads of the acts on a posizione: a new plan, the notification, the term, what is added with the days. */
export const ufficioPosizione = {
  titolo: 'Rate, notifica e aumenti',
  comuni: {
    continua: 'Continua',
    correggi: 'Torna a correggere',
    torna: 'Torna al dovuto senza cambiare niente',
    motivo: 'Motivo',
    motivoAiuto: 'Resta nella storia del dovuto, la legge solo chi lavora per l’ente. Al massimo 500 caratteri.',
    tocca: 'Che cosa tocchi',
    nienteDaToccare: 'Di questa posizione non c’è più niente da pagare: qui non c’è niente da cambiare.',
    dovuti: (n: number): string => (n === 1 ? '1 dovuto ancora da pagare' : `${n} dovuti ancora da pagare`),
    avvisi: (n: number): string =>
      n === 1 ? '1 avviso che qualcuno può avere in mano' : `${n} avvisi che qualcuno può avere in mano`,
    inPagamento: (n: number): string =>
      n === 1
        ? 'Qualcuno sta pagando uno di questi avvisi adesso: pagherà ciò che gli è già stato detto.'
        : `Qualcuno sta pagando ${n} di questi avvisi adesso: pagherà ciò che gli è già stato detto.`,
    inPagamentoTitolo: 'C’è un pagamento in corso',
    cambiato: 'Nel frattempo qualcosa è cambiato',
    cambiatoTesto: 'Quello che leggi sotto è com’è adesso. Guardalo, poi conferma di nuovo.',
    conferma: 'Prima di confermare',
    colonne: { dovuto: 'Dovuto', avviso: 'Avviso', scadenza: 'Scadenza', adesso: 'Adesso', importo: 'Importo' },
    modo: (opzione: number, rata: number | null): string =>
      rata === null ? `modo ${opzione}, unica soluzione` : `modo ${opzione}, rata ${rata}`,
    perche: (motivo: string): string => `Motivo: ${motivo}`,
    nessuno: '–',
    stannoPagando: 'qualcuno sta pagando',
    daPagare: 'da pagare',
  },
  piano: {
    bottone: 'Fai un nuovo piano di rate',
    spiega: 'Le rate prendono il posto di ciò che c’è ancora da pagare, o gli stanno accanto.',
    titolo: 'Nuovo piano di rate',
    introduzione: (importo: string): string =>
      `Di questo modo di pagare restano da pagare ${importo}. Le rate del piano danno la stessa somma, più la maggiorazione se c’è.`,
    come: 'Il nuovo piano',
    modi: {
      posto: {
        testo: 'prende il posto di questo modo di pagare',
        aiuto: 'I suoi avvisi non ancora pagati non si potranno più pagare.',
      },
      accanto: {
        testo: 'sta accanto a questo modo di pagare',
        aiuto: 'Il cittadino sceglie: appena paga in un modo, l’altro si chiude.',
      },
    },
    giaAccanto: 'C’è già un modo di pagare con queste rate.',
    quante: 'Numero di rate',
    quanteAiuto: 'Da 1 a 100.',
    prima: 'Scadenza della prima',
    ogni: 'Una rata',
    frequenze: {
      1: 'ogni mese',
      2: 'ogni due mesi',
      3: 'ogni tre mesi',
      4: 'ogni quattro mesi',
      6: 'ogni sei mesi',
      12: 'ogni anno',
    } as Readonly<Record<number, string>>,
    maggiorazione: 'Maggiorazione',
    maggiorazioneAiuto: 'Quanto il piano costa in più: interessi di rateazione, spese. Va tutta all’ente.',
    proponi: 'Proponi rate uguali',
    rate: 'Le rate',
    colonnaRata: 'Rata',
    rateAiuto: 'Importi e scadenze si possono cambiare uno per uno.',
    rata: (n: number): string => `Rata ${n}`,
    importo: 'Importo',
    scadenza: 'Scadenza',
    aggiorna: 'Aggiorna il conto',
    torna: (rate: string): string => `Le rate danno ${rate}: è quanto si deve.`,
    manca: (rate: string, atteso: string, quanto: string): string =>
      `Le rate danno ${rate}, ma si devono ${atteso}: mancano ${quanto}.`,
    avanza: (rate: string, atteso: string, quanto: string): string =>
      `Le rate danno ${rate}, ma si devono ${atteso}: ${quanto} sono di troppo.`,
    incompleto: 'Scrivi tutti gli importi per sapere se le rate danno quanto si deve.',
    quanteNonValide: 'Indica quante rate con un numero da 1 a 100.',
    maggiorazioneNonValida: 'Scrivi la maggiorazione in euro, per esempio 12,50, o lasciala vuota.',
    importoNonValido: (n: number): string => `Scrivi l’importo della rata ${n} in euro, per esempio 120,50.`,
    scadenzaNonValida: (n: number): string => `Scrivi la scadenza della rata ${n}: una data che esista.`,
    scadenzaPassata: (n: number): string => `La scadenza della rata ${n} è passata. Indica una data da oggi in poi.`,
    scadenzaPrima: (n: number): string => `La rata ${n} scade prima della precedente. Metti le date in ordine.`,
    posto: (n: number): string =>
      n === 1
        ? 'L’avviso di adesso non si potrà più pagare. Il cittadino ha bisogno di quelli nuovi: mandaglieli.'
        : `I ${n} avvisi di adesso non si potranno più pagare. Il cittadino ha bisogno di quelli nuovi: mandaglieli.`,
    accanto: 'Ciò che c’è adesso resta da pagare. Appena il cittadino paga in un modo, l’altro si chiude.',
    nuove: (n: number): string =>
      n === 1 ? 'Nasce 1 dovuto, con il suo avviso' : `Nascono ${n} dovuti, ognuno con il suo avviso`,
    conferma: { posto: 'Conferma: gli avvisi di prima non si pagano più', accanto: 'Conferma il piano' },
  },
  notifica: {
    bottone: 'Registra la notifica',
    spiega: 'Il giorno in cui il debitore ha ricevuto l’atto: da lì si contano i termini.',
    titolo: 'Registra la notifica',
    introduzione: 'Il giorno della notifica è il giorno zero: il primo giorno del termine è quello dopo.',
    registrata: (giorno: string): string =>
      `Ora è registrata il ${giorno}: se cambi giorno, i termini si contano da quello nuovo.`,
    giorno: 'Giorno della notifica',
    giornoAiuto: 'Quello scritto sulla ricevuta di ritorno, sulla PEC o sulla relata del messo.',
    come: 'Come è stato notificato',
    comeAiuto:
      'Per esempio «Raccomandata ricevuta il 3 marzo». Resta nella storia del dovuto. Al massimo 500 caratteri.',
    termini: 'Che cosa comincia da quel giorno',
    aggiorna: 'Calcola i termini',
    senzaGiorno: 'Scrivi il giorno per sapere fino a quando si paga in ogni modo.',
    finoAl: (modo: string, giorno: string): string => `${modo}: si può pagare fino al ${giorno} compreso`,
    giaFinito: (modo: string, giorno: string): string =>
      `${modo}: il termine è finito il ${giorno}, non si potrà più pagare`,
    sempre: (modo: string): string => `${modo}: nessun termine dalla notifica`,
    modo: (n: number): string => `Modo di pagare ${n}`,
    costera: (giorno: string, importo: string): string => `Questo dovuto: dal ${giorno} costa ${importo}`,
    riassunto: (giorno: string): string => `Registri che il debitore è stato notificato il ${giorno}.`,
    conferma: 'Conferma il giorno della notifica',
  },
  termine: {
    bottone: 'Imposta il termine',
    spiega: 'Fino a quanti giorni dalla notifica si può pagare in questo modo.',
    titolo: 'Imposta il termine',
    introduzione:
      'Passato il termine, questo modo di pagare si chiude da solo. Una multa ridotta si paga entro 5 giorni dalla notifica.',
    giorni: 'Giorni dalla notifica',
    giorniAiuto: 'Da 1 a 3650. Lascia vuoto se si può pagare sempre.',
    adesso: (n: number): string =>
      n === 1 ? 'Adesso il termine è di 1 giorno.' : `Adesso il termine è di ${n} giorni.`,
    adessoNessuno: 'Adesso non c’è un termine.',
    riassunto: (n: number): string =>
      n === 1
        ? 'In questo modo si potrà pagare fino al giorno dopo la notifica.'
        : `In questo modo si potrà pagare fino al ${n}º giorno dopo la notifica.`,
    riassuntoNessuno: 'In questo modo si potrà pagare senza un termine dalla notifica.',
    finoAl: (giorno: string): string => `La notifica è registrata: l’ultimo giorno è il ${giorno}.`,
    giaFinito: (giorno: string): string =>
      `La notifica è registrata, e il termine è già finito il ${giorno}: questo modo di pagare si chiude subito.`,
    nonNotificata: 'La notifica non è ancora registrata: il termine comincerà da lì.',
    conferma: 'Conferma il termine',
  },
  aumenti: {
    bottone: 'Imposta gli aumenti',
    spiega: 'Interessi, sanzioni e spese che si aggiungono da un giorno in poi.',
    titolo: 'Imposta gli aumenti',
    introduzione: (importo: string): string =>
      `Il dovuto è di ${importo}. Ogni aumento si aggiunge da una data, o dopo un numero di giorni dalla notifica, e resta.`,
    aumento: (n: number): string => `Aumento ${n}`,
    genere: 'Perché',
    dal: 'Dal giorno',
    dopo: 'Oppure dopo giorni dalla notifica',
    importo: 'Importo',
    quota: 'A chi va',
    vuoto: 'Nessun aumento',
    ancora: 'Aggiungi un aumento',
    aggiorna: 'Aggiorna il conto',
    aiuto: 'Per togliere un aumento, vuota il suo importo, la data e i giorni.',
    conto: 'Quanto costerà',
    contoTitolo: 'Importo del dovuto, giorno per giorno',
    daOra: 'da ora',
    colonne: { dal: 'Dal', importo: 'Importo' },
    senzaGiorno: 'Gli aumenti contati dalla notifica cominceranno quando la registri.',
    importoNonValido: (n: number): string => `Scrivi l’importo dell’aumento ${n} in euro, per esempio 12,50.`,
    unGiorno: (n: number): string =>
      `Per l’aumento ${n} indica una data, oppure dopo quanti giorni dalla notifica: uno solo dei due.`,
    genereMancante: (n: number): string => `Scegli perché si aggiunge l’aumento ${n}.`,
    nessuno: 'Il dovuto non avrà aumenti: costerà sempre quanto è scritto.',
    quanti: (n: number): string => (n === 1 ? 'Il dovuto avrà 1 aumento.' : `Il dovuto avrà ${n} aumenti.`),
    conferma: 'Conferma gli aumenti',
  },
  storia: {
    termine: 'Termine impostato',
    giorniDallaNotifica: (n: number | null): string =>
      n === null ? 'nessun termine dalla notifica' : n === 1 ? '1 giorno dalla notifica' : `${n} giorni dalla notifica`,
    aumenti: 'Aumenti impostati',
    senzaAumenti: 'nessun aumento',
    aumento: (genere: string, importo: string, quando: string): string => `${genere}: ${importo} ${quando}`,
    dal: (giorno: string): string => `dal ${giorno}`,
    dopo: (n: number): string =>
      n === 0
        ? 'dal giorno della notifica'
        : n === 1
          ? 'da 1 giorno dopo la notifica'
          : `da ${n} giorni dopo la notifica`,
    eraIl: (giorno: string): string => `Prima era registrata il ${giorno}`,
  },
};
