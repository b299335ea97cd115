import type { area as italiano } from '../it/portale-area.ts';

/** What who signed in reads of what is theirs. */
export const area = {
  voce: 'Dues',
  /** Who signed in, on a notice found by its pair. */
  apri: 'Open the notice',

  inizio: {
    titolo: 'My dues',
    testo: (quante: number, totale: string): string =>
      quante === 0
        ? 'You have nothing to pay today.'
        : `${quante === 1 ? '1 notice' : `${quante} notices`} to pay, ${totale} in all.`,
    oltre: (quante: number): string => `More than ${quante} notices to pay.`,
  },

  posizioni: {
    titolo: 'My dues',
    introduzione:
      'Here are the notices in your name that are not recorded as paid, of all the public bodies that use MyPay.',
    riepilogo: (quante: number, totale: string): string =>
      quante === 0
        ? 'Nothing to pay today.'
        : `${quante === 1 ? 'To pay: 1 notice' : `To pay: ${quante} notices`}, ${totale} in all.`,
    unaVolta: 'The total counts the cheapest.',
    elenco: 'Unpaid notices',
    colonne: {
      causale: 'What',
      ente: 'Public body',
      scadenza: 'By',
      stato: 'Status',
      importo: 'Amount',
      scegli: 'Choose',
    },
    scegli: (causale: string, ente: string): string => `Choose ${causale}, ${ente}`,
    senzaScadenza: 'No due date',
    rata: (rata: number, rate: number): string => `Instalment ${rata} of ${rate}`,
    unica: 'All at once',
    modo: (n: number): string => `Option ${n}`,
    piuModi: 'Some can be paid in several ways: paying one closes the others.',
    come: {
      proprio: null,
      coobbligato: 'You owe it together with others',
      tutore: 'You answer for it as a guardian',
      delega: 'On behalf of the person who owes it',
    },
    debitore: (nome: string): string => `In the name of ${nome}`,
    nelCarrello: 'In the cart',
    metti: 'Add the chosen ones to the cart',
    quanti: (massimo: number): string => `At most ${massimo} are paid together.`,
    nessunaScelta: 'Choose at least one notice.',
    dueModi: 'You chose two ways to pay the same debt: you would pay twice. Keep only one of them, in the cart too.',
    messi: (n: number): string => (n === 1 ? '1 notice is in the cart.' : `${n} notices are in the cart.`),
    pieno: (n: number, massimo: number): string =>
      `${n === 1 ? '1 notice does not fit' : `${n} notices do not fit`}: the cart holds ${massimo}. ` +
      'Pay these first, then come back here.',
    nonPagabili: (n: number): string => (n === 1 ? '1 notice cannot be paid now.' : `${n} notices cannot be paid now.`),
    nonQui: 'A public body that you chose cannot be paid from here. Open the notice: it says how to pay.',
    vaiAlCarrello: 'Go to the cart',
    altre: (mostrate: number): string => `There are others: we show the first ${mostrate}. Narrow the search.`,
    vuotoTitolo: 'Nothing to pay',
    vuoto:
      'No public body that uses MyPay has notices to pay in your name. If you have a paper notice, you can look for it by its code.',
    vuotoFiltro: 'Nothing matches',
    vuotoFiltroTesto: 'Widen the search, or look at all your dues.',
    tutte: 'See all',
    cercaAvviso: 'Look for a notice',
    filtro: {
      titolo: 'Narrow the list',
      ente: 'Public body',
      tuttiGliEnti: 'All public bodies',
      tipo: 'What',
      tuttiITipi: 'Everything',
      causale: 'The description contains',
      dal: 'Due from',
      al: 'Due until',
      pagabili: 'Only those that can be paid now',
      cerca: 'Search',
      dataNonValida: 'Write a date that exists.',
      dateInvertite: 'The second date comes before the first.',
    },
  },

  pagamenti: {
    titolo: 'My payments',
    introduzione: 'The payments in your name, and those that you made for others where the receipt says so.',
    elenco: 'Payments',
    colonne: { causale: 'What', ente: 'Public body', quando: 'Paid on', importo: 'Amount', ricevuta: 'Receipt' },
    come: {
      proprio: null,
      coobbligato: 'You owed it together with others',
      tutore: 'You answered for it as a guardian',
      delega: 'On behalf of the person who owed it',
      pagatore: 'Paid by you for somebody else',
    },
    scarica: 'Download',
    scaricaChe: (causale: string): string => `Download the receipt: ${causale}`,
    allEnte: 'Recorded by the public body',
    filtro: {
      titolo: 'Search the payments',
      ente: 'Public body',
      tuttiGliEnti: 'All public bodies',
      dal: 'Paid from',
      al: 'Paid until',
      cerca: 'Search',
    },
    vuotoTitolo: 'No payments in this period',
    vuoto: 'Payments appear here as soon as their receipt arrives. Try a longer period.',
    altri: (mostrati: number): string => `There are others: we show the last ${mostrati}. Choose a shorter period.`,
  },

  ritira: {
    titolo: 'Withdraw this notice',
    testo:
      'You prepared it yourself. If you withdraw it, nobody will be able to pay it by its code: if you still need it, you will ' +
      'have to fill in the form again.',
    conferma: 'Withdraw: the notice can no longer be paid',
    torna: 'Keep it',
    collegamento: 'No longer needed? Withdraw the notice',
    attesaTitolo: 'We are withdrawing the notice',
    attesa: 'It usually takes a few seconds. This page refreshes by itself.',
    aggiorna: 'Refresh',
    fattoTitolo: 'Notice withdrawn',
    fatto:
      'The notice can no longer be paid. If somebody paid it all the same, the public body would see it and could return the money.',
    rifiuti: {
      AVVISO_NON_TUO: 'This notice is not in your name, or is no longer there.',
      AVVISO_DELL_ENTE: 'The public body made this notice: only it can cancel it. If it seems wrong, write to them.',
      AVVISO_NON_RITIRABILE:
        'The notice cannot be withdrawn now: somebody is paying it, or it is already paid or cancelled.',
    },
  },

  percorso: 'My dues',
  altrePagine: 'What else you find here',
} satisfies typeof italiano;
