import type { EnteConFornitore } from '#modules/utenti';
import { VAI } from '../indirizzi.ts';

type Ente = Pick<EnteConFornitore, 'codIpa' | 'ambiente'>;

/** What ends the address of an ente in prova: no IPA code holds it. */
const DI_PROVA = '-prova';

/** How an ente is called in an address that its operators may keep. */
export function nomeInIndirizzo({ codIpa, ambiente }: Ente): string {
  return ambiente === 'prova' ? codIpa + DI_PROVA : codIpa;
}

/** The ente that an address names; null: it names none. */
export function daIndirizzo(nome: string): Ente | null {
  const [, codIpa, prova] = /^(\w{1,35}?)(-prova)?$/.exec(nome) ?? [];
  return codIpa === undefined ? null : { codIpa, ambiente: prova === undefined ? 'live' : 'prova' };
}

/** Where the provider of an ente sends the browser back: a whole address of that ente's alone. */
export function ritornoDi(urlPubblico: string, ente: Ente): string {
  return urlPubblico + VAI.rientroEnte(nomeInIndirizzo(ente));
}
