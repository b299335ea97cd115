import type { QualiLink } from '#modules/pagamenti';

/** What a clerk reads of payment links. */
export const ufficioLink = {
  titolo: 'Link di pagamento',
  introduzione:
    'Un link è un indirizzo da mandare, o da stampare con il suo codice QR: apre un avviso intero, ' +
    'o un modulo con alcune risposte già date. Chi lo apre paga senza cercare niente.',
  soloTuoi: 'Vedi i link dei tipi dovuto che segui.',
  qualiTitolo: 'Quali link',
  quali: {
    attivi: 'Attivi',
    scaduti: 'Scaduti',
    esauriti: 'Usati tutte le volte',
    ritirati: 'Ritirati',
    tutti: 'Tutti',
  } satisfies Record<QualiLink, string>,
  stati: { attivi: 'Attivo', scaduti: 'Scaduto', esauriti: 'Usato tutte le volte', ritirati: 'Ritirato' },
  trovati: (quanti: string): string => `${quanti} link`,
  vuoto: {
    attivi: 'Nessun link attivo',
    scaduti: 'Nessun link scaduto',
    esauriti: 'Nessun link usato tutte le volte',
    ritirati: 'Nessun link ritirato',
    tutti: 'Non c’è ancora nessun link',
  } satisfies Record<QualiLink, string>,
  vuotoTesto: 'Con «Nuovo link» ne fai uno; da un foglio di calcolo ne fai molti insieme.',
  cercaAiuto: 'Parole del titolo o del tipo dovuto, o il numero di avviso.',
  colonne: {
    titolo: 'Titolo',
    porta: 'Porta a',
    usi: 'Usi',
    scade: 'Vale fino al',
    creato: 'Creato il',
    stato: 'Stato',
    indirizzo: 'Indirizzo',
  },
  avviso: (numero: string): string => `Avviso ${numero}`,
  modulo: (tipo: string): string => `Modulo: ${tipo}`,
  usiDi: (usi: string, massimo: string | null): string => (massimo === null ? usi : `${usi} di ${massimo}`),
  nuovo: 'Nuovo link',

  crea: {
    titolo: 'Nuovo link',
    avviso: 'A un avviso che c’è già',
    avvisoTesto:
      'Chi apre il link vede l’avviso intero, con il nome di chi deve pagare: mandalo solo a chi lo può vedere.',
    codice: 'Numero dell’avviso, IUV o IUD',
    mancaCodice: 'Scrivi il numero dell’avviso, lo IUV o lo IUD.',
    fai: 'Crea il link',
    modulo: 'A un modulo già compilato in parte',
    moduloTesto: 'Scegli il tipo dovuto. Nella pagina che si apre rispondi al posto di chi paga a ciò che sai già.',
    uno: 'Un link',
    molti: 'Molti, da un foglio di calcolo',
    tipo: 'Tipo dovuto',
    come: 'Che cosa vuoi fare',
    nessunTipo: 'Nessuno dei tipi dovuto che segui ha un modulo che i cittadini compilano da sé.',
    titoloLink: 'Titolo',
    titoloAiuto: 'Ciò che legge chi apre il link. Se lo lasci vuoto, è la causale dell’avviso o il titolo del modulo.',
    finoAl: 'Vale fino al giorno compreso',
    finoAlAiuto: 'Se lo lasci vuoto, vale finché non lo ritiri.',
    usi: 'Quante volte si può usare',
    usiAiuto: 'Se lo lasci vuoto, quante si vuole.',
    dataPassata: 'Scrivi un giorno da oggi in poi.',
    usiNonValidi: 'Scrivi un numero da 1 a 1.000.000.',
    titoloLungo: 'Il titolo ha al massimo 140 caratteri.',
  },

  compila: {
    titolo: (tipo: string): string => `Nuovo link: ${tipo}`,
    introduzione: 'Rispondi a ciò che sai già: il resto lo scrive chi paga. È il modulo che vede il cittadino.',
    domande: 'Le risposte già date',
    aggiorna: 'Aggiorna il modulo',
    importo: 'Importo con queste risposte',
    importoNonAncora: 'Dipende da ciò che scrive chi paga.',
    fissi: 'Che cosa chi paga non può cambiare',
    fissiAiuto: 'Ciò che non spunti, chi paga lo trova già scritto e lo può correggere.',
    fissoVuoto: (domande: string): string => `Non si può tenere ferma una risposta che non c’è: ${domande}.`,
    misura: 'Il link',
  },

  uno: {
    titolo: 'Un link di pagamento',
    indirizzo: 'Indirizzo da mandare',
    copia: 'Selezionalo e copialo, o scarica il foglio da stampare.',
    qr: 'Codice QR dell’indirizzo',
    stampa: 'Scarica il foglio da stampare, con il codice QR',
    prova: 'Apri come chi paga',
    nonPiu: 'Non porta più da nessuna parte: chi lo apre legge perché, e a chi chiedere.',
    risposte: 'Le risposte già date',
    fissa: 'non si può cambiare',
    scriveChiPaga: (domande: string): string => `Scrive chi paga: ${domande}.`,
    nessunaRisposta: 'Nessuna: scrive tutto chi paga.',
    moduloCambiato: 'Il modulo non è più pubblicato, o è cambiato: chi paga può trovare domande diverse.',
    ritira: 'Ritira il link',
    ritiraConseguenza: 'Da subito non porta più da nessuna parte. Chi ha già cominciato può finire.',
    ritirato: 'Ritirato il',
    motivo: 'Motivo',
    storia: 'Chi ha fatto che cosa',
    storiaTitolo: 'Ultimi atti su questo link',
    creato: 'Il link è pronto.',
    fattoRitira: 'Il link è ritirato.',
    dovuto: 'Apri il dovuto',
  },

  foglio: {
    titolo: (tipo: string): string => `Link da un foglio: ${tipo}`,
    introduzione: (massimo: string): string =>
      `Ogni riga del foglio diventa un link, con le risposte che ha. Al massimo ${massimo} righe per foglio.`,
    modello: 'Il modello',
    modelloTesto:
      'La prima riga ha i nomi delle colonne. Si possono togliere quelle che scrive chi paga, e aggiungerne di tue: ' +
      'basta che il nome cominci con «Nota» (per esempio «Nota: famiglia»). Restano nel foglio e non le vede nessun altro.',
    scaricaModello: { csv: 'Scarica il modello (CSV)', xlsx: 'Scarica il modello (Excel)' },
    colonne: 'Che cosa si scrive nelle colonne',
    generi: {
      scelta: (voci: string): string => `una di queste: ${voci}`,
      sceltaDopo: 'una delle voci del modulo',
      si_no: 'sì o no',
      numero: 'un numero',
      importo: 'un importo in euro, per esempio 1.234,56',
      data: 'una data, per esempio 31/12/2026',
      testo: 'testo',
    },
    nota: 'Nota',
    colonnaTitolo: 'Titolo',
    colonnaTitoloTesto: 'ciò che legge chi apre il link; se manca, il titolo del modulo',
    caricati: 'Fogli caricati',
    caricato: 'Caricato il',
    stato: 'Stato',
    stati: { da_confermare: 'Da confermare', confermato: 'Link creati' },
    nessunFoglio: 'Nessun foglio caricato negli ultimi tre mesi.',
    carica: 'Carica il foglio',
    file: 'Foglio (CSV o Excel)',
    fileAiuto: (megabyte: string): string =>
      `Al massimo ${megabyte} MB. Prima di creare qualcosa vedi che cosa abbiamo letto. ` +
      'Se qualcosa non va, dovrai scegliere di nuovo il file.',
    manca: 'Scegli il file.',
    fermo: 'Chi paga non può cambiare le risposte del foglio',
    invia: 'Carica e controlla',

    anteprima: 'Controlla il foglio',
    fatto: 'Link del foglio',
    nome: 'File',
    righe: 'Righe lette',
    buone: 'Righe che diventano un link',
    sbagliate: 'Righe che restano fuori',
    fissi: 'Le risposte',
    fissiSi: 'chi paga non le può cambiare',
    fissiNo: 'chi paga le può correggere',
    primeRighe: 'Le prime righe, come le abbiamo lette',
    elencoSbagliate: (mostrate: string, tutte: string): string =>
      mostrate === tutte ? 'Le righe che restano fuori' : `Le prime ${mostrate} righe che restano fuori, di ${tutte}`,
    riga: 'Riga',
    contate: 'Le righe si contano dopo quella dei nomi, senza quelle vuote.',
    perche: 'Che cosa non va',
    scaricaSbagliate: {
      csv: 'Scarica le righe che restano fuori (CSV)',
      xlsx: 'Scarica le righe che restano fuori (Excel)',
    },
    correggi:
      'Puoi correggerle nel file che scarichi e caricarlo da solo: la colonna «Nota: che cosa non va» può restare.',
    conferma: (quanti: string, fuori: string): string =>
      (quanti === '1' ? 'Crea 1 link' : `Crea ${quanti} link`) +
      (fuori === '0' ? '' : fuori === '1' ? ' e lascia fuori 1 riga' : ` e lascia fuori ${fuori} righe`),
    butta: 'Butta via il foglio: non crea niente',
    buttato: { butta: 'Il foglio è buttato via: non è stato creato nessun link.' },
    nessunaBuona: 'Nessuna riga si può usare: correggi il foglio e caricalo di nuovo.',
    creati: (quanti: string): string => (quanti === '1' ? 'C’è 1 link.' : `Ci sono ${quanti} link.`),
    scaricaIndirizzi: {
      csv: 'Scarica il foglio con gli indirizzi (CSV)',
      xlsx: 'Scarica il foglio con gli indirizzi (Excel)',
    },
    finoAQuando: (giorno: string): string =>
      `Lo puoi scaricare di nuovo fino al ${giorno}. Poi le righe si cancellano; i link restano.`,
    indirizzo: 'Indirizzo del link',
    stampa: 'Foglio da stampare con il codice QR',
    notaPerche: 'Nota: che cosa non va',
    /** What is wrong with a sheet as a whole, where the words are not those of a file of dovuti. */
    rifiuti: {
      IMPORT_FILE_TROPPO_GRANDE: 'Il foglio supera 5 MB. Dividilo in più fogli.',
      IMPORT_CSV_VUOTO: 'Il foglio è vuoto. Scarica il modello, e scrivi una riga per ogni link.',
      IMPORT_SENZA_RIGHE: 'Nel foglio c’è solo la riga con i nomi delle colonne. Scrivi una riga per ogni link.',
      IMPORT_RIGA_TROPPO_LUNGA:
        'Una riga del foglio è troppo lunga: forse manca un a capo. Correggila e carica di nuovo il foglio.',
      IMPORT_XLSX_PIU_FOGLI:
        'Nel file c’è più di un foglio con qualcosa dentro. ' +
        'Lascia soltanto quello dei link, oppure nascondi gli altri.',
      IMPORT_XLSX_TROPPO_TESTO: 'Il foglio contiene troppo testo per essere letto in una volta. Dividilo in più fogli.',
    },
    difetti: {
      VUOTA: 'nella riga non c’è nessuna risposta',
      NON_CHIESTA: 'con le altre risposte il modulo non lo chiede: lascia vuoto',
      TITOLO_LUNGO: 'ha al massimo 140 caratteri',
      TROPPO_LUNGA: 'le risposte sono troppo lunghe per un link',
    },
  },

  ritira: {
    titolo: 'Ritira il link',
    conseguenza:
      'Chi lo apre legge che l’ente lo ha ritirato. Chi ha già cominciato può finire. Non si torna indietro.',
    motivo: 'Motivo',
    motivoAiuto: 'Resta nella pagina del link e non lo legge chi paga. Al massimo 500 caratteri.',
    conferma: 'Ritira: il link non porta più da nessuna parte',
    torna: 'Torna al link senza ritirarlo',
  },
};
