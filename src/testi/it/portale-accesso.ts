/** What citizens read when they sign in with SPID or CIE, and of who signed in. */
export const accesso = {
  titolo: 'Entra con SPID o CIE',
  perche: 'Se entri, puoi:',
  vantaggi: [
    'vedere che cosa devi pagare a tutti gli enti, e le ricevute di ciò che hai pagato',
    'leggere e pagare i tuoi avvisi senza confermare ogni volta la tua email',
    'ritrovare il carrello anche da un altro dispositivo',
    'salvare la tua email e scegliere che cosa scriverti',
  ],
  entra: 'Entra con SPID o CIE',
  dove: 'Ti mandiamo dal fornitore di identità, che ti riconosce e ci dice nome, cognome, codice fiscale ed email. Poi torni qui.',
  senza: 'Non serve entrare per pagare',
  senzaTesto: 'Con il numero dell’avviso e il codice fiscale paghi anche senza SPID e CIE.',
  cerca: 'Cerca un avviso',
  spento: 'Qui non si può entrare con SPID o CIE. Puoi pagare con il numero dell’avviso.',
  nonEntrato: 'Non sei entrato',
  riprova: 'Inizia di nuovo',
  giaUsato: 'Sei già entrato',
  giaUsatoTesto: (nome: string): string =>
    `Questo accesso è già stato usato, e sei entrato come ${nome}. Non devi fare altro.`,
  continua: 'Vai avanti',
};
