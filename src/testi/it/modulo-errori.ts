import type { CodiceErrore } from '#modules/enti';

/** What fills a sentence: the parameters of an error. */
type Parametri = Readonly<Record<string, string | number>>;

/** What is wrong with an answer, for who fills in a form of spontaneous payment. REGOLA has a sentence of its own in the definition. */
export const moduloErrori = {
  OBBLIGATORIO: 'Compila questo campo.',
  TESTO_TROPPO_LUNGO: (m) => `Scrivi al massimo ${m['massimo'] ?? ''} caratteri.`,
  TESTO_TROPPO_CORTO: (m) => `Scrivi almeno ${m['minimo'] ?? ''} caratteri.`,
  CARATTERI_NON_AMMESSI: 'C’è un carattere che non si può usare. Riscrivi il testo a mano, su una riga.',
  CODICE_FISCALE_NON_VALIDO: 'Il codice fiscale non è giusto. Copialo dalla tessera sanitaria.',
  PARTITA_IVA_NON_VALIDA:
    'La partita IVA ha 11 cifre, e l’ultima controlla le altre. Verifica di averla copiata per intero.',
  EMAIL_NON_VALIDA: 'Scrivi un indirizzo come nome@esempio.it.',
  TARGA_NON_VALIDA: 'Scrivi la targa con sole lettere e cifre, come AB123CD.',
  NUMERO_NON_VALIDO: 'Scrivi un numero, come 12 oppure 12,5.',
  NUMERO_TROPPI_DECIMALI: (m) =>
    m['decimali'] === 0
      ? 'Scrivi un numero intero.'
      : `Scrivi al massimo ${m['decimali'] ?? ''} cifre dopo la virgola.`,
  NUMERO_TROPPO_PICCOLO: (m) => `Scrivi almeno ${m['minimo'] ?? ''}.`,
  NUMERO_TROPPO_GRANDE: (m) => `Scrivi al massimo ${m['massimo'] ?? ''}.`,
  IMPORTO_NON_VALIDO: 'Scrivi un importo in euro, come 12,50.',
  IMPORTO_TROPPO_PICCOLO: (m) => `L’importo deve essere almeno ${m['minimo'] ?? ''}.`,
  IMPORTO_TROPPO_GRANDE: (m) =>
    m['massimo'] === undefined
      ? 'L’importo è più alto di quanto si può pagare qui. Controlla ciò che hai scritto.'
      : `L’importo può essere al massimo ${m['massimo'] ?? ''}.`,
  DATA_NON_VALIDA: 'Scrivi una data che esiste, come 30/11/2026.',
  SCELTA_NON_VALIDA: 'Scegli una delle voci elencate.',
  SCELTE_TROPPO_POCHE: (m) => `Scegline almeno ${m['minimo'] ?? ''}.`,
  SCELTE_TROPPE: (m) => `Scegline al massimo ${m['massimo'] ?? ''}.`,
  RIGHE_TROPPO_POCHE: (m) => `Compilane almeno ${m['minimo'] ?? ''}.`,
  RIGHE_TROPPE: (m) =>
    `Sono più di quante se ne possono indicare${m['massimo'] ? `: al massimo ${m['massimo'] ?? ''}` : ''}.`,
  CALCOLO_IMPOSSIBILE: 'Con questi dati il conto non si può fare. Controllali, oppure chiedi all’ente.',
  IMPORTO_DA_CALCOLARE: 'L’importo si saprà quando avrai compilato ciò che manca.',
  IMPORTO_NON_POSITIVO: 'Con questi dati non c’è niente da pagare. Controllali.',
  REGOLA: 'Controlla questo campo.',
} satisfies Record<CodiceErrore, string | ((p: Parametri) => string)>;
