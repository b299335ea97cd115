import type { Rifiuto } from '#kernel/esito';
import { api } from '#testi/it/api';
import { flussi } from '#testi/it/flussi';
import { pagamenti } from '#testi/it/pagamenti';
import { arrivo } from '#testi/it/portale-arrivo';
import { carrello } from '#testi/it/portale-carrello';
import { posizioni } from '#testi/it/posizioni';
import { rendicontazione } from '#testi/it/rendicontazione';
import { ufficioChiavi } from '#testi/it/ufficio-chiavi';
import { utenti } from '#testi/it/utenti';

type Frase = string | ((p: Readonly<Record<string, string | number>>) => string);

/** The refusals that this door may answer, each with its sentence. */
const FRASI: Readonly<Record<string, Frase>> = {
  ...flussi.rifiuti,
  ...pagamenti.rifiuti,
  ...carrello.rifiuti,
  ...arrivo.rifiuti,
  ...posizioni.rifiuti,
  ...rendicontazione.rifiuti,
  ...ufficioChiavi.rifiuti,
  ...api.rifiuti,
  // Of who comes in, those that a key may meet: the others are of people.
  ENTE_INSERITO: utenti.rifiuti.ENTE_INSERITO,
  TROPPI_TENTATIVI: utenti.rifiuti.TROPPI_TENTATIVI,
};

/** What a person reads of a refusal. A code without a sentence is a fault of ours. */
export function frase({ codice, parametri = {} }: Pick<Rifiuto, 'codice' | 'parametri'>): string {
  const una = FRASI[codice];
  if (una === undefined) throw new Error(`no sentence for the refusal ${codice}`);
  return typeof una === 'string' ? una : una(parametri);
}

/** Every code that this door may answer, in order. */
export const CODICI: readonly string[] = Object.keys(FRASI).toSorted();

/** What a code says, whatever the request: what is of one request is left out. */
export function fraseGenerica(codice: string): string {
  const una = FRASI[codice];
  // Where a sentence counts something, it counts nothing.
  return typeof una === 'function' ? una(QUALUNQUE).replaceAll('NaN', '…') : (una ?? codice);
}

const QUALUNQUE = new Proxy({}, { get: (_, nome) => (nome === 'secondi' ? 60 : '…') }) as Readonly<
  Record<string, string>
>;
