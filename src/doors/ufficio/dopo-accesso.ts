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

/** To be kept while somebody signs in elsewhere: never a page of the sign-in itself, which would lead round; nor one that is too long. */
export function dopoDi(dopo: string): string {
  const gira = dopo === VAI.accedi || dopo.startsWith(`${VAI.accedi}/`);
  return gira || dopo.length > DOPO_MAX ? VAI.oggi : dopo;
}

const DOPO_MAX = 1024;

/** Who has chosen no ente chooses one; who has none to choose, and administers the installation, goes there. */
export function senzaEnte({ query }: Verso, chi: { intermediario: boolean; enti?: number }): string {
  const { intermediario, enti = 0 } = chi;
  if (intermediario && enti === 0) return destinazioneInterna(query['dopo'], IN_REGIONE.indice, IN_REGIONE.indice);
  return con(VAI.ente, { dopo: query['dopo'] ?? '' });
}
