import { pagina } from '#platform/http/pagina';
import { ufficioEnte } from '#testi/it/ufficio-ente';
import { Schede } from '#ui/schede';
import { Foglio } from '../aspetto.tsx';
import { VAI } from '../indirizzi.ts';
import { alLavoro, type PaginaUfficio } from '../lavoro.ts';
import { SCHEDE_CONFIGURAZIONE } from '../schede-configurazione.ts';

const testi = ufficioEnte.indice;

/** What an ente may configure, part by part. */
export const configurazione: PaginaUfficio = {
  percorso: '/configurazione',
  chi: 'amministratore',
  get: alLavoro((l) =>
    pagina(
      <Foglio u={l} titolo={testi.titolo} sezione={VAI.configurazione}>
        <p>{testi.introduzione}</p>
        <Schede schede={SCHEDE_CONFIGURAZIONE} />
      </Foglio>,
    ),
  ),
};
