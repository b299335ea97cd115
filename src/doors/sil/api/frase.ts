import type { Rifiuto } from '#kernel/esito';
import { api } from '#testi/it/api';
import { enti } from '#testi/it/enti';
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
  ...enti.rifiuti,
  ...flussi.rifiuti,
  ...pagamenti.rifiuti,
  ...carrello.rifiuti,
  ...arrivo.rifiuti,
  ...posizioni.rifiuti,
  ...rendicontazione.rifiuti,
  ...utenti.rifiuti,
  ...ufficioChiavi.rifiuti,
  ...api.rifiuti,
};

/** What a person reads of a refusal. A code without a sentence is a fault of ours. */
export function frase({ codice, parametri = {} }: Pick<Rifiuto, 'codice' | 'parametri'>): string {
  const una = FRASI[codice];
  if (una === undefined) throw new Error(`no sentence for the refusal ${codice}`);
  return typeof una === 'string' ? una : una(parametri);
}
