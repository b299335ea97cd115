import { capValido } from '#kernel/cap';
import { nascita, parseCodiceFiscale } from '#kernel/codice-fiscale';
import type { RigaLetta } from './leggi-riga.ts';
import type { RegoleEnte } from './regole.ts';

/**
 * Why a good row deserves a look. Never a refusal: lists do not know all the places that were ever written on a notice or in a tax code,
 * and whoever wrote the row may know better.
 */
export type CodiceAvvertenza =
  | 'COMUNE_SCONOSCIUTO'
  | 'CAP_NON_VALIDO'
  | 'NASCITA_SCONOSCIUTA'
  | 'COMUNE_SCONOSCIUTO_ENTE_SECONDARIO'
  | 'CAP_NON_VALIDO_ENTE_SECONDARIO'
  // Said in a preview only: once loaded it is too late for a slip of the hand.
  | 'IMPORTO_INSOLITO'
  | 'SCADENZA_GIA_PASSATA'
  | 'DEBITORE_ANONIMO';

/** What of a good row deserves a look; nothing of one that annuls, which changes nothing of the debtor. */
export function avvertenzeDi({ campi, secondario }: RigaLetta, regole: RegoleEnte): CodiceAvvertenza[] {
  if (campi['azione'] === 'A') return [];
  const codici: CodiceAvvertenza[] = [];
  const di = (chi: 'Pagatore' | 'EnteSecondario'): Indirizzo => ({
    comune: campi[`localita${chi}`] ?? '',
    provincia: (campi[`provincia${chi}`] ?? '').toUpperCase(),
    cap: campi[`cap${chi}`] ?? '',
    nazione: (campi[`nazione${chi}`] ?? '').toUpperCase(),
  });
  const pagatore = di('Pagatore');
  if (!comuneGiusto(pagatore, regole)) codici.push('COMUNE_SCONOSCIUTO');
  if (!capGiusto(pagatore)) codici.push('CAP_NON_VALIDO');
  if (!nascitaGiusta(campi, regole)) codici.push('NASCITA_SCONOSCIUTA');
  if (secondario === null) return codici;
  const ente = di('EnteSecondario');
  if (!comuneGiusto(ente, regole)) codici.push('COMUNE_SCONOSCIUTO_ENTE_SECONDARIO');
  if (!capGiusto(ente)) codici.push('CAP_NON_VALIDO_ENTE_SECONDARIO');
  return codici;
}

type Indirizzo = { comune: string; provincia: string; cap: string; nazione: string };

/** Where nation, provincia or comune are not said there is nothing to compare. */
function comuneGiusto({ nazione, provincia, comune }: Indirizzo, { luoghi }: RegoleEnte): boolean {
  return nazione !== 'IT' || provincia === '' || comune === '' || luoghi.comuneNoto({ provincia, nome: comune });
}

function capGiusto({ nazione, cap }: Indirizzo): boolean {
  return cap === '' || capValido(cap, nazione);
}

function nascitaGiusta(campi: Record<string, string>, { luoghi, oggi }: RegoleEnte): boolean {
  const codice = parseCodiceFiscale(campi['codiceIdentificativoUnivoco'] ?? '');
  const nato = codice === null ? null : nascita(codice, oggi);
  return nato === null || luoghi.nascitaNota(nato);
}
