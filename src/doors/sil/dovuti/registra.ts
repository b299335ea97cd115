import { confronta, parseDecimaleLargo, ZERO_CENTS } from '#kernel/importo';
import { diciPagamento, type PagamentoDetto } from '#modules/rendicontazione';
import type { Elemento } from '#platform/xml/elemento';
import { elemento } from '#platform/xml/scrivi';
import { giorno, testo } from '../leggi.ts';
import { fault, operazioneSil, risposta } from '../operazione.ts';

const CODICE_MAX = 35;
const DENOMINAZIONE_MAX = 70;
const INDICE = /^[1-5]$/;

/**
 * paaSILRegistraPagamento (mypay-webservices 1.8): a payment that a statement reports without a receipt. What the old platform took for
 * granted is asked here, for nobody could pay a dovuto by an amount that is none.
 */
export const registra = operazioneSil('paaSILRegistraPagamento', {
  ipa: 'corpo',
  inserito: 'PAA_STATO_ENTE_NON_VALIDO',
  serialInserito: 0,
  conEsito: true,
  fault: ['PAA_SYSTEM_ERROR'],
  leggi: leggiDetto,
  gestisci: async ({ ctx }, letto) => {
    if ('manca' in letto || letto.giorno > ctx.oggi) {
      const manca = 'manca' in letto ? letto.manca : 'dataEsitoSingoloPagamento';
      return fault('PAA_SYSTEM_ERROR', `${manca}: manca, o non è valido`);
    }
    await diciPagamento(ctx, letto);
    return risposta(elemento('esito', 'OK'), letto.iuv);
  },
});

/** What it says, or the first of its fields that is missing or no good. */
function leggiDetto(corpo: Elemento): PagamentoDetto | { manca: string } {
  const entro = (nome: string, massimo = CODICE_MAX): string | null => {
    const valore = testo(corpo, nome);
    return valore !== null && valore.length <= massimo ? valore : null;
  };
  const importoCents = parseDecimaleLargo(testo(corpo, 'singoloImportoPagato') ?? '');
  const quando = giorno(corpo, 'dataEsitoSingoloPagamento');
  const [iuv, iur, psp] = [
    entro('identificativoUnivocoVersamento'),
    entro('identificativoUnivocoRiscossione'),
    entro('codiceIstitutiAttestante'),
  ];
  const pspDenominazione = entro('denominazioneAttestante', DENOMINAZIONE_MAX);
  const indice = testo(corpo, 'indiceDatiSingoloPagamento') ?? '1';
  if (iuv === null) return { manca: 'identificativoUnivocoVersamento' };
  if (importoCents === null || confronta(importoCents, ZERO_CENTS) <= 0) return { manca: 'singoloImportoPagato' };
  if (quando === null) return { manca: 'dataEsitoSingoloPagamento' };
  if (!INDICE.test(indice)) return { manca: 'indiceDatiSingoloPagamento' };
  if (iur === null) return { manca: 'identificativoUnivocoRiscossione' };
  if (psp === null) return { manca: 'codiceIstitutiAttestante' };
  if (pspDenominazione === null) return { manca: 'denominazioneAttestante' };
  return { iuv, iur, indice: Number(indice), importoCents, giorno: quando, psp, pspDenominazione };
}
