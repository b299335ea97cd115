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
