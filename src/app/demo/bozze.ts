import { piuGiorni, type Giorno } from '#kernel/giorno';
import { cents, ZERO_CENTS } from '#kernel/importo';
import { debitoreDi, iudDi, vuota, type DovutoDemo } from './dovuti.ts';
import type { EnteDemo } from './enti.ts';

const SERIE = 'B';
/** What each costs. */
const IMPORTI = [cents(4_200), cents(6_750), cents(12_000)];
const GIORNI = 60;

/** Dovuti of an ente that are prepared, and not yet asked for: somebody of the ente publishes them. */
export function bozzeDi(ente: EnteDemo, oggi: Giorno): DovutoDemo[] {
  const [tipo] = ente.tipi;
  if (tipo === undefined) return [];
  return IMPORTI.map((importoCents, i) => {
    const iud = iudDi(ente, SERIE, i + 1);
    const opzione = { forma: 'unica', validaDal: null, validaAl: null, maggiorazioneCents: ZERO_CENTS } as const;
    const richiesta = {
      ...vuota(tipo, { causale: `${tipo.causale}, seconda parte ${oggi.slice(0, 4)}`, importoCents }),
      ...{ riga: 0, iud, debitore: debitoreDi(ente, SERIE, i + 1), dataScadenza: piuGiorni(oggi, GIORNI) },
      posizione: { iupd: iud, ordine: 1, opzione: { ordine: 1, ...opzione }, bozza: true },
    };
    return { richiesta, destino: 'bozza' };
  });
}
