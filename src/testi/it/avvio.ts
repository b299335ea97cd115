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
  database: {
    schema_piu_nuovo: 'La base di dati è di una versione di MyPay più nuova di questa: avvia quella.',
    migrazione_cambiata: 'Una migrazione già applicata è cambiata nel programma: ripristina il file originale.',
    binari_assenti: 'Per questo sistema non ci sono i binari di PostgreSQL: indica una base di dati tua con DATABASE_URL.',
    utente_impossibile: 'PostgreSQL non può girare come root in questa cartella: usa un altro utente o indica DATABASE_URL.',
    versione_diversa: "I dati in questa cartella sono di un'altra versione di PostgreSQL: vanno convertiti con pg_upgrade, o usa un'altra MYPAY_VAR.",
    gia_in_uso: "Un altro MyPay sta già usando questa cartella dei dati: fermalo, o usa un'altra MYPAY_VAR.",
    password_diversa: "In questa cartella gira un PostgreSQL con un'altra password: ferma quel processo.",
    non_risponde: 'Il PostgreSQL di questa cartella non risponde: ferma quel processo.',
    non_parte: 'PostgreSQL non parte.',
  } as Record<string, string>,
};
