import { destinazioneInterna } from '#platform/http/pagina';
import { con, PREFISSO, VAI } from './indirizzi.ts';
import type { RichiestaUfficio } from './lavoro.ts';
import { IN_REGIONE } from './regione/indirizzi.ts';

/** Where they were going, in the address of the sign-in. */
type Verso = Pick<RichiestaUfficio, 'query'>;

/** Where somebody who signs in was going; else their day. */
export function destinazione({ query }: Verso): string {
  return destinazioneInterna(query['dopo'], PREFISSO, VAI.oggi);
}

/** Who has chosen no ente chooses one; who has none to choose, and administers the installation, goes there. */
export function senzaEnte({ query }: Verso, chi: { intermediario: boolean; enti?: number }): string {
  const { intermediario, enti = 0 } = chi;
  if (intermediario && enti === 0) return destinazioneInterna(query['dopo'], IN_REGIONE.indice, IN_REGIONE.indice);
  return con(VAI.ente, { dopo: query['dopo'] ?? '' });
}
