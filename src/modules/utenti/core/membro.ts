import { parseCodiceFiscale, type CodiceFiscale } from '#kernel/codice-fiscale';
import { ok, type Esito } from '#kernel/esito';
import { rifiutoUtenti, type RifiutoUtenti } from './rifiuti.ts';
import type { Ruolo } from './permessi.ts';

/** What becomes of somebody who works for an ente. `ruolo`: also their kinds of due. */
export type CambioMembro = { cosa: 'ruolo'; ruolo: Ruolo } | { cosa: 'sospendi' | 'riattiva' | 'togli' };

type Com = { ruolo: Ruolo; sospesoIl: Date | null };

/** May it be done? An ente always has somebody who administers it and can come in. */
export function decidiCambio(
  com: Com,
  cambio: CambioMembro,
  altriAmministratori: number,
): Esito<undefined, RifiutoUtenti> {
  const amministra = com.ruolo === 'amministratore' && com.sospesoIl === null;
  const resta = cambio.cosa === 'riattiva' || (cambio.cosa === 'ruolo' && cambio.ruolo === 'amministratore');
  return amministra && !resta && altriAmministratori === 0 ? rifiutoUtenti('ULTIMO_AMMINISTRATORE') : ok();
}

/** The tax code by which somebody comes in with SPID or CIE: of a person, or none where nothing was written. */
export function leggiCodiceFiscale(scritto: string): Esito<CodiceFiscale | null, RifiutoUtenti> {
  if (scritto.trim() === '') return ok(null);
  const codice = parseCodiceFiscale(scritto);
  return codice === null || codice.length !== CARATTERI_PERSONA
    ? rifiutoUtenti('CODICE_FISCALE_NON_VALIDO')
    : ok(codice);
}

const CARATTERI_PERSONA = 16;
