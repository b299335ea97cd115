import type { Scarto } from './regole.ts';

/** The row that is refused, as its texts name it. */
export type RigaRifiutata = { azione: 'I' | 'M' | 'A'; iud: string; codIpa: string; versione: string };

/** A second row for an IUD of which one was accepted: said before any other fault but those of reading (2.5, 3.4). */
export const IUD_RIPETUTO: Scarto = {
  codice: 'PAA_IMPORT_IUD_DUPLICATO',
  testo: "Errore IUD duplicato all'interno dello stesso flusso",
};

/**
 * What the programs of 1_x never knew: a row may meet it all the same, where its dovuto has other ways to be paid. In 2_0 each has a
 * code of its own.
 */
const FACCE_COMPOSTE = Object.fromEntries(
  (
    [
      ['QUOTE_TROPPE', 'Le quote sono più di cinque'],
      ['QUOTE_NON_TORNANO', 'La somma delle quote non è l’importo del dovuto'],
      ['QUOTA_SENZA_CONTO', 'Una quota non ha un solo conto'],
      ['QUOTA_BILANCIO_NON_TORNA', 'Il bilancio non torna con l’importo della quota'],
      ['QUOTA_IBAN_NON_VALIDO', 'IBAN non valido'],
      ['QUOTA_TASSONOMIA_NON_IN_VIGORE', 'Codice tassonomico non in vigore'],
      ['BOLLO_NON_VALIDO', 'Marca da bollo non valida'],
      ['IBAN_DI_ALTRO_ENTE', 'L’IBAN è di un altro ente, non del beneficiario'],
      ['CONTO_NON_UTILIZZABILE', 'Il conto non ha un IBAN in vigore'],
      ['DEBITORE_NON_VALIDO', 'Un debitore non è valido'],
      ['METADATI_NON_VALIDI', 'I metadati non sono validi'],
      ['POSIZIONE_DI_ALTRI', 'La posizione è di un altro debitore'],
      ['POSIZIONE_CHIUSA', 'La posizione è già stata pagata, anche in parte'],
      ['POSIZIONE_DIVERSA', 'Il dovuto è di un’altra posizione'],
      ['POSIZIONE_SPARSA', 'Le righe della posizione non sono una dopo l’altra, o sono troppe'],
      ['POSIZIONE_INCOMPLETA', 'Un’altra riga della stessa posizione è stata scartata'],
      ['OPZIONE_NON_COERENTE', 'Il modo di pagare non è coerente'],
      ['OPZIONE_SOVRAPPOSTA', 'Il modo di pagare si sovrappone a un altro'],
      ['OPZIONE_IMPORTO_DIVERSO', 'I modi di pagare della posizione non avrebbero più lo stesso importo'],
      ['RATA_RIPETUTA', 'Due rate hanno lo stesso numero'],
      ['RATE_NON_IN_ORDINE', 'Le scadenze delle rate non sono in ordine'],
      ['DOVUTO_SOSTITUITO', 'Il dovuto è stato sostituito da un nuovo piano'],
      ['CONFLITTO', 'Il dovuto è cambiato nel frattempo'],
    ] as const
  ).map(([codice, testo]): [string, (r: RigaRifiutata) => Scarto] => [
    codice,
    ({ versione }) => ({ codice: versione === '2_0' ? `|IMPORT_${codice}` : '|PAA_IMPORT_ERROR', testo: `|${testo}` }),
  ]),
);

/**
 * How the file of dovuti says the refusals of `posizioni` (mypay-file-formats.md A.3; 3.4 for the repeated IUD). The keys are the
 * codes of the intake: the test walks them.
 */
const FACCE: Record<string, Scarto | ((r: RigaRifiutata) => Scarto)> = {
  TIPO_DOVUTO_INESISTENTE: {
    codice: '|PAA_IMPORT_COD_TIPO_DOVUTO_INESISTENTE',
    testo: '|Il tipo dovuto non esiste per questo ente',
  },
  OPERATORE_NON_ABILITATO: {
    codice: '|PAA_IMPORT_OPERATORE_NO_PERMESSI',
    testo: "|L'operatore non ha i permessi per questo tipo dovuto e ente",
  },
  SCADENZA_MANCANTE: {
    codice: '|PAA_IMPORT_DATA_SCADENZA_PAGAMENTO_OBBLIGATORIA',
    testo: '|dataScadenzaPagamento deve essere valorizzata per questo tipo dovuto',
  },
  SCADENZA_PASSATA: {
    codice: '|PAA_IMPORT_DATA_SCADENZA_PAGAMENTO_OBBLIGATORIA',
    testo: '|dataScadenzaPagamento deve essere maggiore uguale alla data attuale per questo tipo dovuto',
  },
  IMPORTO_TROPPO_GRANDE: {
    codice: '|PAA_IMPORT_SINTASSI_CSV_IMPORTO',
    testo: '|La somma degli importi supera il massimo di 999999999.99',
  },
  IMPORTO_OLTRE_TETTO: {
    codice: '|PAA_IMPORT_SINTASSI_CSV_IMPORTO',
    testo: "|L'ente e' in pre-esercizio: l'importo supera il massimo ammesso per le prove",
  },
  IUD_RIPETUTO,
  IUD_DUPLICATO: {
    codice: '|PAA_IMPORT_IUD_DUPLICATO',
    testo: '|IUD attivo presente nel database, non si accettano dovuti duplicati',
  },
  IUV_DUPLICATO: ({ azione }) => ({
    codice: '|PAA_IMPORT_IUV_DUPLICATO',
    testo:
      azione === 'M'
        ? '|IUV duplicato nel database, non si accettano dovuti duplicati'
        : '|IUV attivo presente nel database, non si accettano dovuti duplicati',
  }),
  IUV_NON_MODIFICABILE: {
    codice: '|PAA_IMPORT_IUV_DUPLICATO',
    testo: '|Non è possibile modificare il codice iuv di un dovuto',
  },
  IUV_NON_AZZERABILE: {
    codice: '|PAA_IMPORT_IUV_NO_NULLABLE',
    testo: '|Non è possibile azzerare il codice iuv di un dovuto',
  },
  // Not a rule of the database but a fault of its search (3.6), hence the code without bar and the text in the form of faults (2.5).
  DOVUTO_NON_TROVATO: ({ iud, codIpa }) => ({
    codice: 'PAA_IMPORT_ERROR',
    testo: `|CODICE PAA_IMPORT_ERROR DESCRIZIONE Dovuto non trovato per IUD [${iud}] e codice IPA Ente [${codIpa}]`,
  }),
  DOVUTO_IN_PAGAMENTO: ({ azione }) => ({
    codice: '|PAA_IMPORT_DOVUTO_NON_PRESENTE',
    testo: `|Dovuto non presente o in pagamento nel database, impossibile ${azione === 'A' ? 'annullarlo' : 'modificarlo'}`,
  }),
  TIPO_DOVUTO_NON_MODIFICABILE: {
    codice: '|PAA_IMPORT_TIPO_DOVUTO_NON_MODIFICABILE',
    testo: '|Non è possibile modificare il tipo dovuto di un dovuto',
  },
  ...FACCE_COMPOSTE,
};

/** The face of a refusal of the intake in the file of rejects. An unknown code is a fault of ours. */
export function scartoDi(codice: string, riga: RigaRifiutata): Scarto {
  const faccia = FACCE[codice];
  if (faccia === undefined) throw new Error(`no face for the refusal ${codice}`);
  return typeof faccia === 'function' ? faccia(riga) : faccia;
}

/** Codes that have a face: for the test that compares them with those of `posizioni`. */
export const CODICI_CON_FACCIA = Object.keys(FACCE);
