import { avvertenzeDi, type CodiceAvvertenza } from '../dovuti/avvertenze.ts';
import type { RigaLetta } from '../dovuti/leggi-riga.ts';
import type { RegoleEnte } from '../dovuti/regole.ts';

/** An amount so many times the usual of its kind of due has probably lost its decimal point. */
export const VOLTE_INSOLITO = 10;

/** What of a good row deserves a look before it is loaded, but for its amount, which only the others tell. */
export function avvertenzeAnteprima(letta: RigaLetta, regole: RegoleEnte): CodiceAvvertenza[] {
  if (letta.campi['azione'] === 'A') return [];
  const codici: CodiceAvvertenza[] = [...avvertenzeDi(letta, regole)];
  if (letta.dataScadenza !== null && letta.dataScadenza < regole.oggi) codici.push('SCADENZA_GIA_PASSATA');
  if ((letta.campi['codiceIdentificativoUnivoco'] ?? '').toUpperCase() === 'ANONIMO') codici.push('DEBITORE_ANONIMO');
  return codici;
}
