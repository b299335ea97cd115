import type { CodiceNodo, RifiutoNodo } from '#modules/pagamenti';
import { testi } from '#testi/it/nodo';
import { FAULT_AMMESSI, type CodiceAmmesso, type CodiceFault, type Fault } from './fault.ts';

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
  RIFIUTATO_DALL_ENTE: { codice: 'PAA_SEMANTICA', descrizione: testi.rifiutatoDallEnte },
  RISPOSTA_ENTE_NON_VALIDA: { codice: 'PAA_SEMANTICA', descrizione: testi.rispostaEnteNonValida },
  ENTE_NON_RISPONDE: { codice: 'PAA_SYSTEM_ERROR', descrizione: testi.enteNonRisponde },
  SERVIZIO_NON_ATTIVO: { codice: 'PAA_SEMANTICA', descrizione: testi.servizioNonAttivo },
  RICEVUTA_DUPLICATA: { codice: 'PAA_RECEIPT_DUPLICATA' },
  RICEVUTA_INCOMPLETA: { codice: 'PAA_SINTASSI_EXTRAXSD', descrizione: testi.ricevutaIncompleta },
};

const LETTURA: readonly string[] = FAULT_AMMESSI.paVerifyPaymentNotice;

/** The face of a refusal. What an ente has refused with a code of a creditor is told as it told it; any other stands beside ours. */
export function facciaDi({
  codice,
  fault,
}: RifiutoNodo): Omit<Fault<CodiceAmmesso<'paVerifyPaymentNotice'>>, 'idEnte'> {
  const nostra = FACCE[codice] as Omit<Fault<CodiceAmmesso<'paVerifyPaymentNotice'>>, 'idEnte'>;
  if (fault === undefined) return nostra;
  if (!LETTURA.includes(fault.codice)) return { ...nostra, originale: fault };
  const { stringa, descrizione } = fault;
  return {
    codice: fault.codice as CodiceAmmesso<'paVerifyPaymentNotice'>,
    ...(stringa !== null && { stringa }),
    ...(descrizione !== null && { descrizione }),
  };
}
