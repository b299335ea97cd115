import type { moduloErrori as italiano } from '../it/modulo-errori.ts';

/** What is wrong with an answer, for who fills in a form of spontaneous payment. Amounts and days are typed as in Italian. */
export const moduloErrori = {
  OBBLIGATORIO: 'Fill in this field.',
  TESTO_TROPPO_LUNGO: (m) => `Write at most ${m['massimo'] ?? ''} characters.`,
  TESTO_TROPPO_CORTO: (m) => `Write at least ${m['minimo'] ?? ''} characters.`,
  CARATTERI_NON_AMMESSI: 'There is a character that cannot be used. Type the text again by hand, on one line.',
  CODICE_FISCALE_NON_VALIDO:
    'This Italian tax code (codice fiscale) is not right. Copy it from the health insurance card (tessera sanitaria).',
  PARTITA_IVA_NON_VALIDA:
    'The VAT number (partita IVA) has 11 digits, and the last one checks the others. Check that you have copied all of it.',
  EMAIL_NON_VALIDA: 'Write an address such as name@example.com.',
  TARGA_NON_VALIDA: 'Write the number plate with letters and digits only, such as AB123CD.',
  NUMERO_NON_VALIDO: 'Write a number, such as 12 or 12,5.',
  NUMERO_TROPPI_DECIMALI: (m) =>
    m['decimali'] === 0 ? 'Write a whole number.' : `Write at most ${m['decimali'] ?? ''} digits after the comma.`,
  NUMERO_TROPPO_PICCOLO: (m) => `Write at least ${m['minimo'] ?? ''}.`,
  NUMERO_TROPPO_GRANDE: (m) => `Write at most ${m['massimo'] ?? ''}.`,
  IMPORTO_NON_VALIDO: 'Write an amount in euros with a comma before the cents, such as 12,50.',
  IMPORTO_TROPPO_PICCOLO: (m) => `The amount must be at least ${m['minimo'] ?? ''}.`,
  IMPORTO_TROPPO_GRANDE: (m) =>
    m['massimo'] === undefined
      ? 'The amount is higher than what can be paid here. Check what you have written.'
      : `The amount can be at most ${m['massimo']}.`,
  DATA_NON_VALIDA: 'Write a date that exists, such as 30/11/2026.',
  SCELTA_NON_VALIDA: 'Choose one of the items listed.',
  SCELTE_TROPPO_POCHE: (m) => `Choose at least ${m['minimo'] ?? ''}.`,
  SCELTE_TROPPE: (m) => `Choose at most ${m['massimo'] ?? ''}.`,
  RIGHE_TROPPO_POCHE: (m) => `Fill in at least ${m['minimo'] ?? ''}.`,
  RIGHE_TROPPE: (m) => `There are more than can be given${m['massimo'] ? `: at most ${m['massimo']}` : ''}.`,
  CALCOLO_IMPOSSIBILE: 'The amount cannot be worked out from these answers. Check them, or ask the public body.',
  IMPORTO_DA_CALCOLARE: 'The amount will be known once you have filled in what is missing.',
  IMPORTO_NON_POSITIVO: 'With these answers there is nothing to pay. Check them.',
  REGOLA: 'Check this field.',
} satisfies typeof italiano;
