import { leggiStazioni, type Stazione } from '#modules/enti';
import { leggiConfigurazioneNodo, type StazioneDiEnte } from '#modules/pagamenti';
import { creaCtx, type Mondo } from '#platform/contesto';

/** Who may come in, and for whom: read together, used together. */
export type Configurazione = { stazioni: Stazione[]; enti: StazioneDiEnte[] };

/** Long enough to cost nothing at 300 requests a second, short enough that a station closed there is soon closed here. */
const VITA_MS = 2000;

/**
 * Before a visitor is turned away: a station opened a moment ago is open. Not fresher, or whoever knocks would make us read
 * all day.
 */
const FRESCA_MS = 100;

/**
 * The configuration as the door sees it, at most two seconds old (`fresca`: a tenth; `nuova`: read now). While one reading is on its
 * way the last one serves; the first waits.
 */
export function configurazioneViva(mondo: Mondo): (quale?: 'fresca' | 'nuova') => Promise<Configurazione> {
  let ultima: { letta: number; valore: Configurazione } | null = null;
  let inCorso: Promise<Configurazione> | null = null;
  const rileggi = (): Promise<Configurazione> => {
    inCorso ??= leggi(mondo)
      .then((valore) => {
        ultima = { letta: mondo.orologio().getTime(), valore };
        return valore;
      })
      .finally(() => {
        inCorso = null;
      });
    return inCorso;
  };
  return async (quale) => {
    if (ultima === null || quale === 'nuova') return rileggi();
    const eta = mondo.orologio().getTime() - ultima.letta;
    // A clock that was set back says nothing of the age.
    if (eta < 0 || eta > (quale === 'fresca' ? FRESCA_MS : VITA_MS * 5)) return rileggi();
    if (eta > VITA_MS) rileggi().catch((causa: unknown) => mondo.log.error('nodo.configurazione', causa));
    return ultima.valore;
  };
}

async function leggi(mondo: Mondo): Promise<Configurazione> {
  const ctx = creaCtx(mondo, { ruolo: 'nodo', attore: { tipo: 'nodo' } });
  const [stazioni, enti] = await Promise.all([leggiStazioni(ctx), leggiConfigurazioneNodo(ctx)]);
  return { stazioni, enti };
}
