/** The choice of the languages of a notice. */
export const lingueAvviso = {
  titolo: 'In un’altra lingua',
  soloItaliano: 'Solo in italiano (PDF)',
};
