import { puo, type Permesso } from '#modules/utenti';
import type { Chi, Domanda, Metodo, Sessione } from '#platform/http/pagina';

/** What it takes to open a page, and to send its form, where the page does not say. */
const DI_SOLITO: Record<Exclude<Chi, 'tutti' | 'cittadino'>, Record<Metodo, Permesso>> = {
  operatore: { GET: 'consulta', POST: 'lavora' },
  amministratore: { GET: 'configura', POST: 'configura' },
  intermediario: { GET: 'installazione', POST: 'installazione' },
};

/** What is asked of who does this to a page of this door; null: nothing, the page is open to all. */
export function permessoDi({ pagina: { chi, atto }, metodo }: Omit<Domanda, 'sessione'>): Permesso | null {
  if (chi === 'tutti') return null;
  if (chi === 'cittadino') throw new Error('ufficio: no page of it is for citizens');
  const detto = metodo === 'GET' ? atto?.get : atto?.post;
  return (detto as Permesso | undefined) ?? DI_SOLITO[chi][metodo];
}

/** The matrix of utenti, as this door asks it at each request; and who is in for one ente changes nothing of the person's own. */
export function ammette({ sessione, ...cosa }: Domanda): boolean {
  if (isConfinata(sessione) && 'personale' in cosa.pagina) return false;
  const permesso = permessoDi(cosa);
  return permesso === null || puoNellaSessione(sessione, permesso);
}

function isConfinata(sessione: Sessione | null): boolean {
  return sessione !== null && 'confinata' in sessione && sessione.confinata === true;
}

/** May who is signed in do that, by their role for the ente or over the installation? */
export function puoNellaSessione(sessione: Sessione | null, permesso: Permesso): boolean {
  if (sessione === null) return false;
  const { ruolo, intermediario = false } = sessione;
  if (intermediario && puo('intermediario', permesso)) return true;
  return ruolo !== null && ruolo !== 'cittadino' && puo(ruolo, permesso);
}
