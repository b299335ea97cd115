import { ok, rifiuto, type Esito } from './esito.ts';
import type { Giorno } from './giorno.ts';

/** Identifier under which a payment is made: 17 digits today; 15 digits or an ISO 11649 reference (RF…) on old dovuti. */
export type Iuv = string & { readonly __tipo: 'Iuv' };

export type RifiutoIuv = {
  codice:
    | 'iuv_non_valido' // neither 15 nor 17 digits nor an RF reference, or an RF reference wrongly made
    | 'iuv_formato_superato' // 15 digits or RF, on a dovuto born when they are no longer accepted
    | 'iuv_segregazione' // it carries another segregation code
    | 'iuv_riservato'; // it lies where we generate ours
  genere: 'non_valido';
};

export type RegoleIuvFornito = {
  /** Two digits: the ente's segregation code, which older manuals call application code. */
  segregazione: string;
  /** The file asks us to generate and brings an IUV all the same: it is one of ours that comes back. */
  flagGeneraIuv: boolean;
  oggi: Giorno;
  /** First day on which a new dovuto may no longer carry an old IUV; null where the dovuto is not new (actions M and A). */
  limiteNuoviIuv: Giorno | null;
};

/**
 * May this IUV, which the ente chose, be given to its dovuto? (flusso dovuti 1_x, column codIuv; model 5.) Only its form is judged:
 * whether it is taken is for `posizioni` to say. Check digits are not verified: the Nodo does not, and much that is paid violates
 * them. A blank is no IUV at all, and is for the caller to tell apart.
 */
export function verificaIuvFornito(iuv: string, regole: RegoleIuvFornito): Esito<Iuv, RifiutoIuv> {
  if (/^\d{17}$/.test(iuv)) return verificaNuovo(iuv, regole);
  if (!vecchioFormatoValido(iuv)) return rifiuto('iuv_non_valido', 'non_valido');
  if (regole.limiteNuoviIuv !== null && regole.oggi >= regole.limiteNuoviIuv) {
    return rifiuto('iuv_formato_superato', 'non_valido');
  }
  return ok(iuv as Iuv);
}

function verificaNuovo(iuv: string, { segregazione, flagGeneraIuv }: RegoleIuvFornito): Esito<Iuv, RifiutoIuv> {
  if (!flagGeneraIuv && !iuv.startsWith(segregazione)) return rifiuto('iuv_segregazione', 'non_valido');
  // 00 after the segregation code marks the numbers we generate: an ente's own must not fall among them.
  if (!flagGeneraIuv && iuv.startsWith('00', 2)) return rifiuto('iuv_riservato', 'non_valido');
  return ok(iuv as Iuv);
}

function vecchioFormatoValido(iuv: string): boolean {
  if (/^\d{15}$/.test(iuv)) return !iuv.startsWith('00');
  // An RF reference that ends with 0000 has 99 in its seventh and eighth place.
  return /^RF\d{2}[0-9A-Za-z]{21}$/.test(iuv) && (!iuv.endsWith('0000') || iuv.startsWith('99', 6));
}
