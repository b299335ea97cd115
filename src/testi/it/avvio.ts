/** What `npm start` says in the terminal. */
export const testi = {
  nodeVecchio: (trovata: string) =>
    `Serve Node.js 24 e qui c'è ${trovata}. Usa "npm start", che porta con sé la versione giusta, oppure installa Node.js 24.`,
  nonParte: (motivo: string) => `MyPay non parte.\n${motivo}`,
  portaOccupata: (porta: number) =>
    `La porta ${porta} (o una delle tre successive) è già usata da un altro programma. Scegline un'altra: PORT=9090 npm start`,
  pronto: (secondi: string) => `MyPay è pronto (${secondi} s). Per fermarlo: Ctrl-C.`,
  fermo: 'MyPay si è fermato.',
  righe: {
    portale: 'Portale',
    ufficio: 'Ufficio',
    simulatore: 'Simulatore',
    metriche: 'Metriche',
    dati: 'Dati',
  },
  chi: {
    portale: 'il cittadino trova il suo avviso',
    ufficio: 'l’ente manda i dovuti e vede che cosa è stato pagato',
    simulatore: 'la banca, il Nodo e la posta di tutti',
  },
  passi: {
    titolo: 'In cinque minuti:',
    carica: (utente: string, password: string) =>
      `Nell’ufficio entra come ${utente}, password ${password}: «Carica un flusso», con il file di esempio di lì, poi conferma.`,
    cerca: (numero: string, codiceFiscale: string) =>
      `Nel portale premi «Ho un avviso» e cerca ${numero}, codice fiscale ${codiceFiscale}.`,
    mail: 'Scrivi un indirizzo qualsiasi: la mail è nel simulatore, in «Posta». Con il suo codice leggi l’avviso intero.',
    paga: (codiceFiscaleEnte: string) =>
      `Nel simulatore «Paga un avviso»: il numero di prima, ente ${codiceFiscaleEnte}. Poi ricarica l’avviso: c’è la ricevuta.`,
    esporta: 'Nell’ufficio, in «Incassi», prenota il file dei pagati e scaricalo.',
  },
  credenziali:
    'Gli operatori della demo (marta.larice entra anche con SPID o CIE, come Marta Larice; quelli di Roccaserena anche con «Accedi con ' +
    'il tuo ente»):',
};
