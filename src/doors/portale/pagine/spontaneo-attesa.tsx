import type { VNode } from 'preact';
import { fineRichiesta, type CodiceSpontaneo } from '#modules/posizioni';
import { concediApertura } from '#modules/utenti';
import { frammento, pagina, vai } from '#platform/http/pagina';
import { Azioni, Bottone } from '#ui/bottone';
import { Collegamento } from '#ui/collegamento';
import { useContesto } from '#ui/contesto';
import { Messaggio } from '#ui/messaggio';
import { Foglio } from '../aspetto.tsx';
import { sopraRicerca, VAI } from '../indirizzi.ts';
import { enteDi, vistaEnte, type PaginaPortale, type Portale, type RichiestaAperta } from '../visita.ts';
import { perduta } from './spontaneo.tsx';

/**
 * A confirmed request while its notice is made, for the session that confirmed it: the page asks by itself, and becomes the notice. Coming
 * back to it leads there again.
 */
export const attesa: PaginaPortale = {
  percorso: '/richieste/:richiesta',
  chi: 'tutti',
  get: async (u, { sessione, parametri, htmx }) => {
    const quale = sessione?.richieste.find(({ richiestaId }) => richiestaId === parametri['richiesta']);
    if (sessione === null || quale === undefined) return vai(VAI.avvisoPerche('chiuso'));
    const fine = await fineRichiesta(u.ctx, quale);
    if (fine?.come === 'avviso') {
      const { iuvId } = fine;
      if (sessione.aperti.some((aperto) => aperto.iuvId === iuvId)) return vai(VAI.intero(iuvId));
      const { token } = await concediApertura(u.ctx, {
        ...{ token: sessione.token, enteId: quale.enteId, iuvId },
        giaProvata: true,
      });
      return vai(VAI.intero(iuvId), { sessione: token });
    }
    if (fine === null) return perduta(u);
    const rifiutata = fine.come === 'rifiutata' ? fine.codice : null;
    if (htmx && rifiutata === null) return frammento(<Attesa dove={VAI.richiesta(quale.richiestaId)} />);
    // A refusal is another page: the part that asked for it goes there.
    return htmx ? vai(VAI.richiesta(quale.richiestaId)) : pagina(await foglio(u, quale, rifiutata));
  },
};

/** Seconds between a look and the next where there is no script. */
const OGNI_S = 2;

async function foglio(
  u: Portale,
  { enteId, richiestaId }: RichiestaAperta,
  rifiuto: CodiceSpontaneo | null,
): Promise<VNode> {
  const testi = u.t.spontaneo;
  const ente = await enteDi(u, enteId);
  const comuni = { u, vista: await vistaEnte(u, ente), sezione: VAI.inizio, percorso: sopraRicerca(u.t) };
  if (rifiuto === null) {
    return (
      <Foglio {...comuni} titolo={testi.attesa.titolo} ricarica={OGNI_S}>
        <Attesa dove={VAI.richiesta(richiestaId)} />
      </Foglio>
    );
  }
  return (
    <Foglio {...comuni} titolo={testi.attesa.no}>
      <Messaggio tipo="attenzione">
        <p>{testi.rifiuti[rifiuto]}</p>
        <p>
          <Collegamento a={VAI.ente(ente.codIpa)}>{testi.contatti}</Collegamento>
        </p>
      </Messaggio>
    </Foglio>
  );
}

function Attesa({ dove }: { dove: string }): VNode {
  const testi = useContesto().t.spontaneo;
  return (
    <div id="attesa-avviso" role="status" hx-get={dove} hx-trigger="every 1s" hx-swap="outerHTML">
      <p>{testi.attesa.testo}</p>
      <noscript>
        <Azioni>
          <Bottone a={dove} icona="it-refresh">
            {testi.attesa.aggiorna}
          </Bottone>
        </Azioni>
      </noscript>
    </div>
  );
}
