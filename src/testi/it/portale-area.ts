/** What who signed in reads of what is theirs. */
export const area = {
  voce: 'Posizioni',
  /** Who signed in, on a notice found by its pair. */
  apri: 'Apri l’avviso',

  inizio: {
    titolo: 'Le mie posizioni',
    testo: (quante: number, totale: string): string =>
      quante === 0
        ? 'Oggi non hai niente da pagare.'
        : `${quante === 1 ? '1 avviso' : `${quante} avvisi`} da pagare, ${totale} in tutto.`,
    oltre: (quante: number): string => `Più di ${quante} avvisi da pagare.`,
  },

  posizioni: {
    titolo: 'Le mie posizioni',
    introduzione: 'Qui trovi gli avvisi a tuo nome che non risultano pagati, di tutti gli enti che usano MyPay.',
    riepilogo: (quante: number, totale: string): string =>
      quante === 0
        ? 'Niente da pagare oggi.'
        : `${quante === 1 ? 'Da pagare: 1 avviso' : `Da pagare: ${quante} avvisi`}, ${totale} in tutto.`,
    unaVolta: 'Nel totale conta il meno caro.',
    elenco: 'Avvisi non pagati',
    colonne: {
      causale: 'Che cosa',
      ente: 'Ente',
      scadenza: 'Entro',
      stato: 'Stato',
      importo: 'Importo',
      scegli: 'Scegli',
    },
    scegli: (causale: string, ente: string): string => `Scegli ${causale}, ${ente}`,
    senzaScadenza: 'Senza scadenza',
    rata: (rata: number, rate: number): string => `Rata ${rata} di ${rate}`,
    unica: 'In una volta sola',
    modo: (n: number): string => `Modo ${n}`,
    piuModi: 'Qualcuna si può pagare in più modi: pagandone uno, gli altri si chiudono.',
    come: {
      proprio: null,
      coobbligato: 'La devi insieme ad altri',
      tutore: 'Ne rispondi come tutore',
      delega: 'Per delega di chi la deve',
    },
    debitore: (nome: string): string => `Intestata a ${nome}`,
    nelCarrello: 'Nel carrello',
    metti: 'Metti nel carrello quelli scelti',
    quanti: (massimo: number): string => `Se ne pagano insieme al massimo ${massimo}.`,
    nessunaScelta: 'Scegli almeno un avviso.',
    dueModi:
      'Hai scelto due modi di pagare la stessa posizione: pagheresti due volte. Lascia uno solo dei due, anche nel carrello.',
    messi: (n: number): string => (n === 1 ? '1 avviso è nel carrello.' : `${n} avvisi sono nel carrello.`),
    pieno: (n: number, massimo: number): string =>
      `${n === 1 ? '1 avviso non ci sta' : `${n} avvisi non ci stanno`}: nel carrello ne entrano ${massimo}. ` +
      'Paga prima questi, poi torna qui.',
    nonPagabili: (n: number): string =>
      n === 1 ? '1 avviso non si può pagare adesso.' : `${n} avvisi non si possono pagare adesso.`,
    nonQui: 'Un ente che hai scelto non fa pagare da qui. Apri l’avviso: dice come si paga.',
    vaiAlCarrello: 'Vai al carrello',
    altre: (mostrate: number): string => `Ce ne sono altre: mostriamo le prime ${mostrate}. Restringi la ricerca.`,
    vuotoTitolo: 'Niente da pagare',
    vuoto:
      'Nessun ente che usa MyPay ha avvisi a tuo nome da pagare. Se hai un avviso di carta, puoi cercarlo con il suo numero.',
    vuotoFiltro: 'Nessuna posizione corrisponde',
    vuotoFiltroTesto: 'Allarga la ricerca, oppure guarda tutte le tue posizioni.',
    tutte: 'Vedi tutte',
    cercaAvviso: 'Cerca un avviso',
    filtro: {
      titolo: 'Restringi l’elenco',
      ente: 'Ente',
      tuttiGliEnti: 'Tutti gli enti',
      tipo: 'Che cosa',
      tuttiITipi: 'Tutto',
      causale: 'La causale contiene',
      dal: 'Scadenza dal',
      al: 'Scadenza al',
      pagabili: 'Solo quelli che si possono pagare adesso',
      cerca: 'Cerca',
      dataNonValida: 'Scrivi una data che esiste.',
      dateInvertite: 'La seconda data viene prima della prima.',
    },
  },

  pagamenti: {
    titolo: 'I miei pagamenti',
    introduzione: 'I pagamenti a tuo nome, e quelli che hai fatto per altri se la ricevuta lo dice.',
    elenco: 'Pagamenti',
    colonne: { causale: 'Che cosa', ente: 'Ente', quando: 'Pagato il', importo: 'Importo', ricevuta: 'Ricevuta' },
    come: {
      proprio: null,
      coobbligato: 'Lo dovevi insieme ad altri',
      tutore: 'Ne rispondevi come tutore',
      delega: 'Per delega di chi lo doveva',
      pagatore: 'Pagato da te per un’altra persona',
    },
    scarica: 'Scarica',
    scaricaChe: (causale: string): string => `Scarica la ricevuta: ${causale}`,
    allEnte: 'Registrata dall’ente',
    filtro: {
      titolo: 'Cerca fra i pagamenti',
      ente: 'Ente',
      tuttiGliEnti: 'Tutti gli enti',
      dal: 'Pagato dal',
      al: 'Pagato fino al',
      cerca: 'Cerca',
    },
    vuotoTitolo: 'Nessun pagamento in questo periodo',
    vuoto: 'Qui compaiono i pagamenti appena arriva la loro ricevuta. Prova con un periodo più lungo.',
    altri: (mostrati: number): string =>
      `Ce ne sono altri: mostriamo gli ultimi ${mostrati}. Scegli un periodo più breve.`,
  },

  ritira: {
    titolo: 'Ritira questo avviso',
    testo:
      'Lo hai preparato tu. Se lo ritiri nessuno potrà più pagarlo con il suo numero: se ti serve ancora, dovrai ' +
      'compilare di nuovo il modulo.',
    conferma: 'Ritira: l’avviso non si potrà più pagare',
    torna: 'Tienilo',
    collegamento: 'Non ti serve più? Ritira l’avviso',
    attesaTitolo: 'Stiamo ritirando l’avviso',
    attesa: 'Di solito bastano pochi secondi. Questa pagina si aggiorna da sola.',
    aggiorna: 'Aggiorna',
    fattoTitolo: 'Avviso ritirato',
    fatto:
      'L’avviso non si può più pagare. Se qualcuno lo pagasse lo stesso, l’ente lo vedrebbe e potrebbe restituire il denaro.',
    rifiuti: {
      AVVISO_NON_TUO: 'Questo avviso non è a tuo nome, o non c’è più.',
      AVVISO_DELL_ENTE: 'Questo avviso lo ha fatto l’ente: solo l’ente può annullarlo. Se non ti torna, scrivigli.',
      AVVISO_NON_RITIRABILE:
        'L’avviso non si può ritirare adesso: qualcuno lo sta pagando, oppure è già pagato o annullato.',
    },
  },

  percorso: 'Le mie posizioni',
  altrePagine: 'Che altro trovi qui',
};
