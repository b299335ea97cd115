/**
 * The choice of the languages of a notice. Each is said in its own language: who looks for it may know no other.
 */
export const lingueAvviso = {
  titolo: 'In un’altra lingua',
  soloItaliano: 'Solo in italiano (PDF)',
  lingue: {
    de: 'Italienisch und Deutsch (PDF)',
    sl: 'V italijanščini in slovenščini (PDF)',
    fr: 'En italien et en français (PDF)',
    en: 'In Italian and in English (PDF)',
  },
};
