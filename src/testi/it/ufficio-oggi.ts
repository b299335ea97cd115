/** What a clerk reads where the day begins. */
export const ufficioOggi = {
  incassi: 'Gli incassi di oggi',
  quanti: (quanti: string): string => (quanti === '1' ? '1 pagamento' : `${quanti} pagamenti`),
  nessunIncasso: 'Oggi non è ancora arrivato nessun pagamento.',
  aggiornato: 'Cifre aggiornate alle',
  maiAggiornato: 'Le cifre si stanno calcolando: aggiorna la pagina fra un minuto.',
  soloTuoi: 'Le cifre sono dei tipi dovuto che segui.',
  attenzione: 'Da guardare',
  niente: 'Niente da guardare: tutto va avanti da solo.',
  guarda: 'Guarda',
  tuttiFermi: 'Che cosa è fermo',
  difettosi: 'Sono arrivate ricevute in cui qualcosa non andava',
  deleghe: (quante: string): string => `Deleghe da decidere: ${quante}.`,
  vaiDeleghe: 'Decidi',
  inCorso: 'In corso',
  attesa: 'in coda',
  righe: (fatte: string, totale: string): string => `${fatte} righe di ${totale}`,
  grafici: 'Gli incassi degli ultimi 30 giorni',
  perGiorno: 'Incassi per giorno, in euro',
  perTipo: 'Incassi per tipo dovuto, in euro',
  perCanale: 'Incassi per canale, in euro',
  descriviGiorni: (totale: string, massimo: string, giorno: string): string =>
    `In tutto ${totale}. Il giorno con più incassi è il ${giorno}, con ${massimo}.`,
  descrivi: (voci: readonly string[]): string => `${voci.join('; ')}.`,
  tabella: 'I numeri del grafico',
  giorno: 'Giorno',
  tipo: 'Tipo dovuto',
  canale: 'Canale',
  importo: 'Importo',
  senzaTipo: 'Senza un dovuto',
  altri: 'Altri',
  canali: { portale: 'Da questo portale', fuori_pagopa: 'Fuori da pagoPA', ignoto: 'Non indicato' },
  scadenze: 'Scadenze',
  vicini: (quanti: string, importo: string): string =>
    quanti === '1'
      ? `Entro 7 giorni scade 1 dovuto ancora da pagare, di ${importo}.`
      : `Entro 7 giorni scadono ${quanti} dovuti ancora da pagare, ${importo} in tutto.`,
  iban: (conto: string, giorno: string, poi: boolean): string =>
    poi
      ? `L’IBAN del conto «${conto}» cambia il ${giorno}.`
      : `L’IBAN del conto «${conto}» vale fino al ${giorno}, e non ce n’è un altro dopo: gli avvisi non si potranno più pagare.`,
  nessunaScadenza: 'Nessuna scadenza vicina.',
};
