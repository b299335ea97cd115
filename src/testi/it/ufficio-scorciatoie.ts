/** The keys that lead to the sections of the ufficio. */
export const ufficioScorciatoie = {
  titolo: 'Scorciatoie da tastiera',
  introduzione:
    'Da qualunque pagina dell’ufficio, un numero e i tasti che vuole il tuo browser aprono una sezione; la lettera C porta alla ' +
    'casella di ricerca.',
  tasti: [
    'Windows e Linux, con Chrome o Edge: Alt e il numero o la lettera.',
    'Windows e Linux, con Firefox: Alt, Maiusc e il numero o la lettera.',
    'Mac: Ctrl, Opzione e il numero o la lettera.',
  ],
  tabella: 'Dove porta ogni tasto',
  numero: 'Tasto',
  sezione: 'Sezione',
  ricerca: 'La casella di ricerca',
  altri:
    'In ogni pagina il primo Tab permette di saltare al contenuto. Negli elenchi Tab raggiunge le righe, e Invio apre quella in evidenza.',
};
