import type { Rifiuto } from '#kernel/esito';
import { enti } from '#testi/it/enti';
import { eventi } from '#testi/it/eventi';
import { notifiche } from '#testi/it/notifiche';
import { flussi } from '#testi/it/flussi';
import { daConfermare } from '#testi/it/flussi-da-confermare';
import { pagamenti } from '#testi/it/pagamenti';
import { arrivo } from '#testi/it/portale-arrivo';
import { deleghe } from '#testi/it/portale-deleghe';
import { link } from '#testi/it/portale-link';
import { posizioni } from '#testi/it/posizioni';
import { pressoEnte } from '#testi/it/presso-ente';
import { quanto } from '#testi/it/quanto';
import { rendicontazione } from '#testi/it/rendicontazione';
import { ufficioChiavi } from '#testi/it/ufficio-chiavi';
import { utenti } from '#testi/it/utenti';
import { interfaccia } from '#testi/it/interfaccia';
import { registro } from '#testi/it/registro';
import { ufficioFermi } from '#testi/it/ufficio-fermi';

type Parametri = Readonly<Record<string, string | number>>;
type Frase = string | ((p: Parametri) => string);

/** The refusals that these pages may meet, each with its sentence. */
const FRASI: Readonly<Record<string, Frase>> = {
  ...enti.rifiuti,
  ...eventi.rifiuti,
  ...flussi.rifiuti,
  ...daConfermare,
  ...notifiche.rifiuti,
  ...pagamenti.rifiuti,
  ...arrivo.rifiuti,
  ...deleghe.rifiuti,
  ...link.rifiuti,
  ...posizioni.rifiuti,
  ...pressoEnte.rifiuti,
  ...quanto.rifiuti,
  ...rendicontazione.rifiuti,
  ...utenti.rifiuti,
  ...ufficioChiavi.rifiuti,
  ...registro.rifiuti,
  ...ufficioFermi.rifiuti,
  file_troppo_grande: (p) => interfaccia.fileTroppoGrande(p['megabyteMax'] ?? ''),
};

/** What a person reads of a refusal. A code without a sentence is a fault of ours. */
export function frase({ codice, parametri = {} }: Pick<Rifiuto, 'codice' | 'parametri'>): string {
  const una = FRASI[codice];
  if (una === undefined) throw new Error(`no sentence for the refusal ${codice}`);
  return typeof una === 'string' ? una : una(parametri);
}

/** A count as people write it. */
export function intero(n: number): string {
  return n.toLocaleString('it-IT', { useGrouping: 'always' });
}
