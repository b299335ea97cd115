import { contaEnti } from '#modules/enti';
import { pagina } from '#platform/http/pagina';
import { ufficioRegione as testi } from '#testi/it/ufficio-regione';
import { Schede } from '#ui/schede';
import { Foglio } from '../aspetto.tsx';
import { intero } from '../frase.ts';
import type { PaginaUfficio } from '../lavoro.ts';
import { IN_REGIONE } from './indirizzi.ts';
import { inRegione } from './lavoro.ts';

const PARTI = [
  'enti',
  'stazioni',
  'catalogo',
  'tassonomia',
  'utenti',
  'registro',
  'giornale',
  'lavori',
  'salute',
  'interruttori',
] as const;

/** What who runs the installation may look after. */
export const regioneIndice: PaginaUfficio = {
  percorso: '/regione',
  chi: 'intermediario',
  get: inRegione(async (l) => {
    // In a demo all the enti are in prova: they are those that there are.
    const ambiente = l.ctx.config.modo === 'demo' ? '' : 'live';
    const stati = await contaEnti(l.ctx, { parole: [], stato: '', ambiente, tipo: '' });
    return pagina(
      <Foglio u={l} titolo={testi.titolo} sezione={IN_REGIONE.indice} senzaRicerca>
        <p>{testi.introduzione}</p>
        <p>{testi.quanti(intero(stati.ESERCIZIO), intero(stati['PRE-ESERCIZIO']), intero(stati.INSERITO))}</p>
        <Schede schede={PARTI.map((parte) => ({ ...testi.schede[parte], a: IN_REGIONE[parte] }))} />
      </Foglio>,
    );
  }),
};
