import type { CodiceRendicontazione } from '#modules/rendicontazione';

type Parametri = Readonly<Record<string, string | number>>;
type Frase = string | ((p: Parametri) => string);

/** Where in the file: a payment is counted as it stands there. */
const dove = (p: Parametri): string => (p['pagamento'] === undefined ? '' : ` del pagamento ${p['pagamento']}`);

/** What people read when a statement of a PSP is not taken. */
export const rendicontazione = {
  rifiuti: {
    RENDICONTAZIONE_NON_XML:
      'Questo file non è un XML, oppure è arrivato incompleto. Scaricalo di nuovo da dove l’hai avuto e carica quello, senza aprirlo ' +
      'e salvarlo con altri programmi.',
    RENDICONTAZIONE_ALTRO_DOCUMENTO:
      'Questo XML non è una rendicontazione: deve cominciare con FlussoRiversamento. Controlla di aver scelto il file giusto.',
    RENDICONTAZIONE_INCOMPLETA: (p) =>
      `Nella rendicontazione manca «${p['elemento'] ?? ''}»${dove(p)}. Chiedi al prestatore di servizi di pagamento un file completo.`,
    RENDICONTAZIONE_VALORE_NON_VALIDO: (p) =>
      `Nella rendicontazione il valore di «${p['elemento'] ?? ''}»${dove(p)} non ha senso. Chiedi al prestatore di servizi di pagamento ` +
      'un file corretto.',
    RENDICONTAZIONE_ALTRO_ENTE: (p) =>
      `Questa rendicontazione è per il codice fiscale ${p['codice'] ?? ''}, ma l’ente per cui lavori ha ${p['codiceFiscale'] ?? ''}. ` +
      'Controlla di lavorare per l’ente giusto.',
    RENDICONTAZIONE_GIA_ACQUISITA: (p) =>
      `La rendicontazione ${p['iuf'] ?? ''} è già qui, uguale: non c’è niente da caricare.`,
    RENDICONTAZIONE_TROPPO_GRANDE: (p) =>
      `Il file supera ${p['megabyte'] ?? ''} MB, più di quanto una rendicontazione occupi. Controlla di aver scelto il file giusto.`,
    RENDICONTAZIONE_TROPPE_RIGHE: (p) =>
      `La rendicontazione ha più di ${p['righeMax'] ?? ''} pagamenti, e non si può leggere intera. Scrivi all’assistenza.`,
  } satisfies Record<CodiceRendicontazione, Frase>,
};
