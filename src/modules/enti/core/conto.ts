import { ok, type Esito } from '#kernel/esito';
import type { Giorno } from '#kernel/giorno';
import { ibanPostale, parseIban, type Iban } from '#kernel/iban';
import { rifiutoEnti, type RifiutoEnti } from './rifiuti.ts';

export type TipoConto = 'bancario' | 'postale';

/** An IBAN of an account, from a day on; the one in force is the last begun. */
export type Decorrenza = { iban: string; validoDal: Giorno };

/**
 * May the account be credited on this IBAN from that day? A postal account is one of Poste (the slip can pay no other); and once an
 * account has an IBAN, a change begins today or later, for what was already answered to the Nodo is not rewritten.
 */
export function decidiIban(
  conto: { tipo: TipoConto; decorrenze: readonly Decorrenza[] },
  richiesta: { iban: string; validoDal: Giorno },
  oggi: Giorno,
): Esito<{ iban: Iban; nuova: boolean }, RifiutoEnti> {
  const iban = parseIban(richiesta.iban);
  if (iban === null) return rifiutoEnti('IBAN_NON_VALIDO');
  if (conto.tipo === 'postale' && !ibanPostale(iban)) return rifiutoEnti('IBAN_NON_POSTALE');
  const presente = conto.decorrenze.find((d) => d.validoDal === richiesta.validoDal);
  if (presente?.iban === iban) return ok({ iban, nuova: false });
  if (conto.decorrenze.length > 0 && richiesta.validoDal < oggi) return rifiutoEnti('IBAN_DECORRENZA_PASSATA');
  return ok({ iban, nuova: true });
}
