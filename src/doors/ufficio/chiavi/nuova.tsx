import type { VNode } from 'preact';
import { AMBITI, creaChiaveApi, type ChiaveChiesta } from '#modules/utenti';
import { pagina, rifiutata } from '#platform/http/pagina';
import { ufficioChiavi } from '#testi/it/ufficio-chiavi';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo, CampoScelta, CampoTesto } from '#ui/campo';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori, type Errori } from '#ui/riepilogo-errori';
import { Foglio } from '../aspetto.tsx';
import { frase } from '../frase.ts';
import { VAI } from '../indirizzi.ts';
import { alLavoro, type Lavoro, type PaginaUfficio } from '../lavoro.ts';
import { CAMPO_DEL_RIFIUTO, SOPRA_CHIAVI } from './campi.tsx';
import { fatta } from './fatta.tsx';

const testi = ufficioChiavi.nuova;
/** What is written in the box of addresses, whole. */
const INDIRIZZI_CARATTERI_MAX = 4000;

/** Makes a key, and shows it this once. */
export const nuovaChiave: PaginaUfficio = {
  percorso: '/configurazione/chiavi/nuova',
  chi: 'amministratore',
  atto: { get: 'chiavi', post: 'chiavi' },
  get: alLavoro((l) => pagina(foglio(l, { applicazione: '', ambiti: [], indirizzi: [] }, {}))),
  post: alLavoro(async (l, { modulo: { applicazione = '', indirizzi = '' }, scelte }) => {
    const scelti = scelte('ambiti');
    const chiesta: ChiaveChiesta = {
      applicazione: applicazione.trim(),
      ambiti: AMBITI.filter((uno) => scelti.includes(uno)),
      indirizzi: [...new Set(indirizzi.split(/[\s,;]+/).filter((uno) => uno !== ''))],
    };
    const esito = await creaChiaveApi(l.ctx, chiesta);
    if (esito.ok) return fatta(l, { chiave: esito.value.chiave, applicazione: chiesta.applicazione });
    const campo = CAMPO_DEL_RIFIUTO[esito.refusal.codice] ?? 'applicazione';
    return rifiutata(foglio(l, chiesta, { [campo]: frase(esito.refusal) }), esito.refusal);
  }),
};

function foglio(l: Lavoro, { applicazione, ambiti, indirizzi }: ChiaveChiesta, errori: Errori): VNode {
  return (
    <Foglio
      u={l}
      titolo={testi.titolo}
      sezione={VAI.configurazione}
      percorso={SOPRA_CHIAVI}
      conErrori={Object.keys(errori).length > 0}
    >
      <RiepilogoErrori errori={errori} />
      <Modulo>
        <Campo
          nome="applicazione"
          etichetta={testi.applicazione}
          aiuto={testi.applicazioneAiuto}
          valore={applicazione}
          errore={errori['applicazione']}
          caratteriMax={80}
        />
        <CampoScelta
          nome="ambiti"
          etichetta={testi.ambiti}
          errore={errori['ambiti']}
          multipla
          scelte={ambiti}
          alternative={AMBITI.map((uno) => ({ valore: uno, ...ufficioChiavi.ambiti[uno] }))}
        />
        <CampoTesto
          nome="indirizzi"
          etichetta={testi.indirizzi}
          aiuto={testi.indirizziAiuto}
          errore={errori['indirizzi']}
          facoltativo
          codice
          righe={3}
          caratteriMax={INDIRIZZI_CARATTERI_MAX}
          valore={indirizzi.join('\n')}
        />
        <Azioni>
          <Bottone>{testi.crea}</Bottone>
        </Azioni>
      </Modulo>
    </Foglio>
  );
}
