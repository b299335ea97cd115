import type { moduloErrori as italiano } from '../it/modulo-errori.ts';

/** What is wrong with an answer, for who fills in a form of spontaneous payment. */
export const moduloErrori = {
  OBBLIGATORIO: 'Füllen Sie dieses Feld aus.',
  TESTO_TROPPO_LUNGO: (m) => `Schreiben Sie höchstens ${m['massimo'] ?? ''} Zeichen.`,
  TESTO_TROPPO_CORTO: (m) => `Schreiben Sie mindestens ${m['minimo'] ?? ''} Zeichen.`,
  CARATTERI_NON_AMMESSI:
    'Ein Zeichen kann hier nicht verwendet werden. Tippen Sie den Text noch einmal von Hand in einer einzigen Zeile.',
  CODICE_FISCALE_NON_VALIDO:
    'Die Steuernummer (codice fiscale) stimmt nicht. Schreiben Sie sie von der Gesundheitskarte ab.',
  PARTITA_IVA_NON_VALIDA:
    'Die MwSt.-Nummer (partita IVA) hat 11 Ziffern, und die letzte prüft die anderen. Kontrollieren Sie, ob sie vollständig ist.',
  EMAIL_NON_VALIDA: 'Schreiben Sie eine Adresse wie name@beispiel.it.',
  TARGA_NON_VALIDA: 'Schreiben Sie das Kennzeichen nur mit Buchstaben und Ziffern, zum Beispiel AB123CD.',
  NUMERO_NON_VALIDO: 'Schreiben Sie eine Zahl, zum Beispiel 12 oder 12,5.',
  NUMERO_TROPPI_DECIMALI: (m) =>
    m['decimali'] === 0
      ? 'Schreiben Sie eine ganze Zahl.'
      : `Schreiben Sie höchstens ${m['decimali'] ?? ''} Stellen nach dem Komma.`,
  NUMERO_TROPPO_PICCOLO: (m) => `Schreiben Sie mindestens ${m['minimo'] ?? ''}.`,
  NUMERO_TROPPO_GRANDE: (m) => `Schreiben Sie höchstens ${m['massimo'] ?? ''}.`,
  IMPORTO_NON_VALIDO: 'Schreiben Sie einen Betrag in Euro, zum Beispiel 12,50.',
  IMPORTO_TROPPO_PICCOLO: (m) => `Der Betrag muss mindestens ${m['minimo'] ?? ''} sein.`,
  IMPORTO_TROPPO_GRANDE: (m) =>
    m['massimo'] === undefined
      ? 'Der Betrag ist höher als das, was hier bezahlt werden kann. Prüfen Sie, was Sie geschrieben haben.'
      : `Der Betrag darf höchstens ${m['massimo']} sein.`,
  DATA_NON_VALIDA: 'Schreiben Sie ein Datum, das es gibt, zum Beispiel 30/11/2026.',
  SCELTA_NON_VALIDA: 'Wählen Sie einen der aufgelisteten Einträge.',
  SCELTE_TROPPO_POCHE: (m) => `Wählen Sie mindestens ${m['minimo'] ?? ''}.`,
  SCELTE_TROPPE: (m) => `Wählen Sie höchstens ${m['massimo'] ?? ''}.`,
  RIGHE_TROPPO_POCHE: (m) => `Füllen Sie mindestens ${m['minimo'] ?? ''} aus.`,
  RIGHE_TROPPE: (m) => `Es sind mehr, als angegeben werden können${m['massimo'] ? `: höchstens ${m['massimo']}` : ''}.`,
  CALCOLO_IMPOSSIBILE:
    'Mit diesen Angaben lässt sich der Betrag nicht berechnen. Prüfen Sie sie oder fragen Sie bei der Körperschaft nach.',
  IMPORTO_DA_CALCOLARE: 'Der Betrag steht fest, sobald Sie das Fehlende ausgefüllt haben.',
  IMPORTO_NON_POSITIVO: 'Mit diesen Angaben ist nichts zu bezahlen. Prüfen Sie sie.',
  REGOLA: 'Prüfen Sie dieses Feld.',
} satisfies typeof italiano;
