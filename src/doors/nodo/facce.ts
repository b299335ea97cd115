import type { CodiceNodo } from '#modules/pagamenti';
import { testi } from '#testi/it/nodo';
import type { CodiceFault } from './fault.ts';

/** The face that a refusal of the domain has for the Nodo (SANP, fault codes of the EC), with words where the code alone is not clear. */
export const FACCE: Record<CodiceNodo, { codice: CodiceFault; descrizione?: string }> = {
  DOMINIO_SCONOSCIUTO: { codice: 'PAA_ID_DOMINIO_ERRATO' },
  INTERMEDIARIO_ERRATO: { codice: 'PAA_ID_INTERMEDIARIO_ERRATO' },
  STAZIONE_ERRATA: { codice: 'PAA_STAZIONE_INT_ERRATA' },
  PAGAMENTO_SCONOSCIUTO: { codice: 'PAA_PAGAMENTO_SCONOSCIUTO' },
  PAGAMENTO_DUPLICATO: { codice: 'PAA_PAGAMENTO_DUPLICATO' },
  PAGAMENTO_ANNULLATO: { codice: 'PAA_PAGAMENTO_ANNULLATO' },
  PAGAMENTO_SCADUTO: { codice: 'PAA_PAGAMENTO_SCADUTO' },
  CONTO_POSTALE_ASSENTE: { codice: 'PAA_SEMANTICA', descrizione: testi.contoPostaleAssente },
  BOLLO_SOLO_V2: { codice: 'PAA_SEMANTICA', descrizione: testi.bolloSoloV2 },
  IBAN_ASSENTE: { codice: 'PAA_SEMANTICA', descrizione: testi.ibanAssente },
  NON_PAGABILE_PER_ENTE: { codice: 'PAA_SEMANTICA', descrizione: testi.nonPagabilePerEnte },
  QUOTAZIONE_INCOERENTE: { codice: 'PAA_SEMANTICA', descrizione: testi.quotazioneIncoerente },
  SERVIZIO_NON_ATTIVO: { codice: 'PAA_SEMANTICA', descrizione: testi.servizioNonAttivo },
  RICEVUTA_DUPLICATA: { codice: 'PAA_RECEIPT_DUPLICATA' },
  RICEVUTA_INCOMPLETA: { codice: 'PAA_SINTASSI_EXTRAXSD', descrizione: testi.ricevutaIncompleta },
};
