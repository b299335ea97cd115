import type { Errori } from '#ui/riepilogo-errori';
import type { Testi } from '#testi/catalogo';

/** What a person has of a notice: a number (notice, IUV or IUD) and the tax code it is made out to. */
export type Coppia = { codice: string; codiceFiscale: string };

/** An IUD and an IUV have at most 35 characters. */
const CODICE_CARATTERI_MAX = 35;

/**
 * Reads the pair as it was typed. Only what cannot be a pair at all is refused here: whatever might be one goes to the same search and
 * gets the same answer, check characters included, so that a wrong half looks like the other (model 11).
 */
export function leggiCoppia(
  modulo: Readonly<Record<string, string>>,
  { portale }: Testi,
): { coppia: Coppia; errori: Errori } {
  const codice = leggiCodice(modulo['numero'] ?? '');
  const codiceFiscale = (modulo['codiceFiscale'] ?? '').replaceAll(/\s/g, '').toUpperCase();
  const { errori } = portale.avviso;
  const errore = {
    ...(codice === '' && { numero: errori.mancaNumero }),
    ...(codice.length > CODICE_CARATTERI_MAX && { numero: errori.numeroLungo }),
    ...(!/^(?:[0-9A-Z]{11}|[0-9A-Z]{16})$/.test(codiceFiscale) && {
      codiceFiscale: codiceFiscale === '' ? errori.mancaCodiceFiscale : errori.codiceFiscaleForma,
    }),
  };
  return { coppia: { codice, codiceFiscale }, errori: errore };
}

/**
 * Digits lose the blanks people put between them, a notice number its dots too; an RF reference is in capitals; an IUD is as
 * the ente wrote it.
 */
function leggiCodice(testo: string): string {
  const pulito = testo.trim();
  const unito = pulito.replaceAll(/\s/g, '');
  if (/^\d+$/.test(unito)) return unito;
  const senzaPunti = unito.replaceAll(/[.-]/g, '');
  if (/^\d{18}$/.test(senzaPunti)) return senzaPunti;
  return /^RF\d{2}/i.test(unito) ? unito.toUpperCase() : pulito;
}

/** Can it be nothing but an IUD? A notice number has 18 digits, an IUV 17, or as it once was 15, or it is an RF reference. */
export function isSoloIud(codice: string): boolean {
  return !/^(?:\d{18}|\d{17}|\d{15}|RF\d{2}[0-9A-Z]{1,21})$/.test(codice);
}
