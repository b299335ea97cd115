/** What an operator reads around a dovuto: what can be done to it, the ways to pay the same, who owes it too. */
export const ufficioDovuto = {
  atti: {
    annulla: {
      bottone: 'Annulla il dovuto',
      titolo: 'Annulla il dovuto',
      conseguenza: 'Il cittadino non potrà più pagarlo: chi ha l’avviso leggerà che è stato annullato.',
      conferma: 'Annulla: il cittadino non potrà più pagarlo',
    },
    rinvia: {
      bottone: 'Sposta la scadenza',
      titolo: 'Sposta la scadenza',
      conseguenza: 'L’avviso già stampato resta valido, ma porta ancora la data di prima.',
      conferma: 'Sposta la scadenza',
    },
    importo: {
      bottone: 'Cambia l’importo',
      titolo: 'Cambia l’importo',
      conseguenza:
        'Anche chi ha l’avviso già stampato pagherà il nuovo importo. Quote e altri modi di pagare la posizione cambiano in proporzione.',
      conferma: 'Cambia l’importo',
    },
    rimetti: {
      bottone: 'Rimetti in riscossione',
      titolo: 'Rimetti il dovuto in riscossione',
      conseguenza: 'Il cittadino potrà di nuovo pagarlo, con lo stesso avviso.',
      conferma: 'Rimetti in riscossione: il cittadino potrà pagarlo',
    },
  },
  cheCosa: 'Che cosa puoi fare',
  torna: 'Torna al dovuto senza cambiare niente',
  motivo: 'Motivo',
  motivoAiuto: 'Resta nella storia del dovuto, la legge solo chi lavora per l’ente. Al massimo 500 caratteri.',
  nuovaScadenza: 'Nuova scadenza',
  nuovaScadenzaAiuto: 'Da oggi in poi. In un piano, fra la rata prima e quella dopo.',
  scadenzaFacoltativa: 'Se la lasci vuota, resta quella di prima.',
  nuovoImporto: 'Nuovo importo',
  importoAiuto: 'Per esempio 1.234,56.',
  dataNonValida: 'Scrivi una data che esista, con giorno, mese e anno.',
  importoNonValido: 'Scrivi un importo in euro maggiore di zero, per esempio 120,50.',

  opzioni: 'Modi di pagare',
  opzione: (ordine: number, forma: 'unica' | 'piano', rate: number): string =>
    forma === 'unica' ? `${ordine}. In unica soluzione` : `${ordine}. A rate (${rate})`,
  maggiorazione: (importo: string): string => `con una maggiorazione di ${importo}`,
  sconto: (importo: string): string => `con uno sconto di ${importo}`,
  rata: 'Rata',
  rataNumero: (n: number): string => `Rata ${n}`,
  unica: 'Unica soluzione',
  avviso: 'Avviso',
  scadenza: 'Scadenza',
  stato: 'Stato',
  importo: 'Importo',
  questo: 'questo dovuto',
  sostituito: 'sostituito da un nuovo piano',
  senzaAvviso: 'senza avviso',

  altriDebitori: 'Altri debitori',
  ruoli: { coobbligato: 'Coobbligato', tutore: 'Tutore o genitore' },
  notaPagatore: 'Chi paga',
  metadati: 'Altre informazioni',
  perPagopa: 'inviato a pagoPA',
  posizione: 'Codice posizione',

  storia: {
    scadenza: (da: string, a: string): string => `Scadenza spostata: prima ${da}, ora ${a}`,
    importo: (da: string, a: string): string => `Importo cambiato: prima ${da}, ora ${a}`,
    sostituito: 'Annullato: un nuovo piano ha preso il suo posto',
    riunito: 'Messo sotto un solo avviso insieme ad altri dovuti',
    rimesso: 'Rimesso in riscossione dopo l’annullamento',
    nessuna: 'nessuna',
    motivo: (motivo: string): string => `Motivo: ${motivo}`,
  },
};
