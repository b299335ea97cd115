import type { link as italiano } from '../it/portale-link.ts';

/** What is read by who opens a payment link, and who makes one. */
export const link = {
  manda: (ente: string): string => `${ente} sends you this address so that you can pay.`,
  avviso: 'It is a payment notice: you can read, download and pay it.',
  modulo: 'It is a payment to be completed: some answers are already there, you write the others.',
  apri: 'Open the notice',
  continua: 'Continue',
  finoAl: (giorno: string): string => `The address is valid until ${giorno}.`,
  stampa: 'Download the QR code to print',
  nonPiu: 'This address cannot be used',
  contatti: (ente: string): string => `Payments and contacts of ${ente}`,
  cerca: 'Look up a notice',
  foglio: { inquadra: 'Scan the code with your phone', oppure: 'or open this address' },
  rifiuti: {
    LINK_SCONOSCIUTO:
      'The address is incomplete, or wrong. Copy it in full, or ask for it again from who gave it to you.',
    LINK_REVOCATO: 'The public body has withdrawn it. Ask the public body how to pay.',
    LINK_SCADUTO: 'It has expired. Ask the public body how to pay.',
    LINK_ESAURITO: 'It has been used as many times as it could be. Ask the public body how to pay.',
    LINK_AVVISO_SCONOSCIUTO: 'No notice of this public body has that number.',
    LINK_AVVISO_CHIUSO: 'Nothing of that notice can be paid any more: it is paid, cancelled, or closed in another way.',
    LINK_MOTIVO_MANCANTE: 'Say why, in 500 characters at most.',
    LINK_SENZA_MODULO: 'This type of due cannot be paid without a notice: it does not exist, or has no published form.',
    LINK_VALORI_NON_VALIDI:
      'One of the answers is not in the form, or the form does not accept it; or it is fixed and not given. Check names and values.',
    LINK_MISURA_NON_VALIDA:
      'The expiry is in the future, uses are from 1 to 1,000,000, and the title is at most 140 characters long.',
  },
} satisfies typeof italiano;
