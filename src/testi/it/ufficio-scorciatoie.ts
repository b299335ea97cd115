/** The keys that lead to the sections of the ufficio. */
export const ufficioScorciatoie = {
  titolo: 'Scorciatoie da tastiera',
  introduzione: 'Da qualunque pagina dell’ufficio, un numero e i tasti che vuole il tuo browser aprono una sezione.',
  tasti: [
    'Windows e Linux, con Chrome o Edge: Alt e il numero.',
    'Windows e Linux, con Firefox: Alt, Maiusc e il numero.',
    'Mac: Ctrl, Opzione e il numero.',
  ],
  tabella: 'I numeri delle sezioni',
  numero: 'Numero',
  sezione: 'Sezione',
  altri:
    'In ogni pagina il primo Tab permette di saltare al contenuto. Negli elenchi Tab raggiunge le righe, e Invio apre quella in evidenza.',
};
