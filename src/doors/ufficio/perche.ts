import { caratteriMaxDi, versioniDi, type ScartoRiga } from '#modules/flussi';
import { flussi as testi } from '#testi/it/flussi';

/** The code of a row that could not be read: its texts tell the faults apart. */
export const ILLEGGIBILE = 'PAA_IMPORT_SINTASSI_CSV';

/**
 * Why a row was rejected, in a clerk's words: one sentence a fault. The codes and texts of the file of rejects are for programs. What a
 * column may hold depends on the version of the file.
 */
export function perche({ codice, testo, parametri }: ScartoRiga, versione: string | null = null): string[] {
  const dove = { parametri: parametri ?? {}, versione };
  if (codice === ILLEGGIBILE) return [...new Set(guasti(testo).map((uno) => motivo(uno, dove)))];
  const uno = testi.righePerTesto[testo];
  if (uno !== undefined) return [uno];
  return [...new Set(pezzi(codice).map((parte) => testi.righe[parte] ?? testo.replace(/^\|/, '')))];
}

/** Codes come one after the other, each with its bar (mypay-file-formats.md 2.5). */
export function pezzi(elenco: string): string[] {
  return elenco.split('|').filter((uno) => uno !== '');
}

/** The texts of the parse stage. A bar inside what the row holds is not one that divides them: what follows begins like none of them. */
export function guasti(testo: string): string[] {
  return testo
    .split(/\|(?=[A-Z0-9_]+ (?:TROPPO|NON|DATA|NUMERO|VALORE)|Too many|dataScadenza)/)
    .filter((uno) => uno !== '');
}

const FORMA =
  /^([A-Z0-9_]+) (TROPPO GRANDE|NON PRESENTE|NON CONFORME|NON CONFROME|DATA NON VALIDA|NUMERO NON VALIDO|VALORE NON AMMESSO): ?(.*)$/s;

type Dove = { parametri: Readonly<Record<string, number>>; versione: string | null };

function motivo(uno: string, { parametri, versione }: Dove): string {
  if (uno.startsWith('dataScadenza')) return testi.lettura.data;
  const [, etichetta = '', difetto, scritto = ''] = FORMA.exec(uno.includes(':') ? uno : `${uno}:`) ?? [];
  const campo = testi.campi[etichetta] ?? etichetta;
  if (difetto === 'TROPPO GRANDE')
    return testi.lettura.lungo(campo, caratteriMaxDi(etichetta.replace('COD_IUD', 'IUD'), versione));
  if (difetto === 'NON PRESENTE') return testi.lettura.manca(campo);
  if (difetto === 'NON CONFROME') return testi.lettura.importo(campo, scritto);
  if (difetto === 'DATA NON VALIDA') return testi.lettura.giorno(campo);
  if (difetto === 'NUMERO NON VALIDO') return testi.lettura.numero(campo);
  if (difetto === 'VALORE NON AMMESSO') return testi.lettura.valore(campo);
  if (difetto === undefined) return testi.lettura.colonne(parametri, versioniDi(parametri['colonne'] ?? 0));
  return etichetta.startsWith('FLAG_') ? testi.lettura.logico(campo) : testi.lettura.invisibili(campo);
}
