import { formatGiornoLungo } from '#kernel/giorno';
import { pagina } from '#platform/http/pagina';
import { Collegamento } from '#ui/collegamento';
import { Foglio } from '../aspetto.tsx';
import { VAI } from '../indirizzi.ts';
import type { PaginaPortale } from '../visita.ts';

/** Where AgID explains how to turn to the Difensore civico per il digitale. */
const PROCEDURA = 'https://www.agid.gov.it/it/design-servizi/accessibilita/procedura-attuazione';

/**
 * The statement of accessibility, with the headings of AgID's form (law 4/2004, EU decision 2018/1523). The official one is written on
 * form.agid.gov.it by whoever runs the installation: this page leads there, and says the same of these pages.
 */
export const accessibilita: PaginaPortale = {
  percorso: VAI.accessibilita,
  chi: 'tutti',
  pubblica: true,
  get: (u) => {
    const { ctx, t, lingua, sito } = u;
    const testi = t.ricerca.accessibilita;
    const { stato, redattaIl, dichiarazioneUrl } = ctx.config.accessibilita;
    return pagina(
      <Foglio u={u} titolo={testi.titolo} sezione={VAI.accessibilita}>
        <p>{testi.impegno(sito.intermediario)}</p>
        <p>{testi.riguarda(ctx.config.urlPubblico)}</p>
        {dichiarazioneUrl !== null && (
          <p>
            <Collegamento a={dichiarazioneUrl} esterno>
              {testi.ufficiale}
            </Collegamento>
          </p>
        )}
        <h2>{testi.stato}</h2>
        <p>{testi.stati[stato]}</p>
        <p>{testi.come}</p>
        <h2>{testi.contenuti}</h2>
        <ul>
          {testi.noti.map((uno) => (
            <li key={uno}>{uno}</li>
          ))}
        </ul>
        <p>{testi.noCosti}</p>
        <p>{testi.pagamento}</p>
        <h2>{testi.redazione}</h2>
        {redattaIl !== null && <p>{testi.data(formatGiornoLungo(redattaIl, lingua))}</p>}
        <p>{testi.metodo}</p>
        <h2>{testi.segnala}</h2>
        <p>{testi.segnalaTesto}</p>
        <p>
          <Collegamento a={VAI.segnalaBarriera}>{testi.segnalaVai}</Collegamento>
        </p>
        <h2>{testi.difensore}</h2>
        <p>{testi.difensoreTesto}</p>
        <p>
          <Collegamento a={PROCEDURA} esterno>
            {testi.difensoreVai}
          </Collegamento>
        </p>
        <h2>{testi.sito}</h2>
        <p>{testi.versione(sito.versione)}</p>
      </Foglio>,
    );
  },
};
