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
    portale: 'Cittadini',
    ufficio: 'Operatori',
    simulatore: 'Simulatore',
    metriche: 'Metriche',
    dati: 'Dati',
  },
  credenziali: 'Per entrare come operatore della demo:',
  avviso: 'Un avviso da pagare, per cominciare:',
};
