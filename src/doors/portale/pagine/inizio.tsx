import type { VNode } from 'preact';
import { elencoEntiPubblici } from '#modules/enti';
import { pagina } from '#platform/http/pagina';
import { Azioni, Bottone } from '#ui/bottone';
import { Collegamento } from '#ui/collegamento';
import { useContesto } from '#ui/contesto';
import { Messaggio } from '#ui/messaggio';
import { Schede } from '#ui/schede';
import { Vuoto } from '#ui/vuoto';
import { Foglio } from '../aspetto.tsx';
import { DoveNumero } from '../dove-numero.tsx';
import { ElencoEnti, conLogo } from '../elenco-enti.tsx';
import { VAI } from '../indirizzi.ts';
import type { PaginaPortale, SessionePortale } from '../visita.ts';

/** A taste of the enti: who is not here is one link away. */
const ENTI_MAX = 6;

/** What do you want to pay? With a notice, or without. */
export const inizio: PaginaPortale = {
  percorso: '/',
  chi: 'tutti',
  pubblica: true,
  get: async (u, { sessione }) => {
    const testi = u.t.portale.inizio;
    const tutti = await elencoEntiPubblici(u.ctx);
    const enti = await conLogo(u, tutti.slice(0, ENTI_MAX));
    return pagina(
      <Foglio u={u} titolo={testi.titolo} sezione={VAI.inizio}>
        {sessione !== null && sessione.aperti.length > 0 && <Aperti sessione={sessione} />}
        <Schede
          schede={[
            { titolo: testi.avviso, a: VAI.avviso, icona: 'it-file', testo: testi.avvisoTesto },
            { titolo: testi.senza, a: VAI.enti, icona: 'it-card', testo: testi.senzaTesto },
          ]}
        />
        <h2>{testi.dove}</h2>
        <DoveNumero />
        {enti.length === 0 ? (
          <Vuoto titolo={testi.nessunEnte}>
            <p>{testi.nessunEnteTesto}</p>
          </Vuoto>
        ) : (
          <>
            <h2>{testi.enti}</h2>
            <ElencoEnti enti={enti} />
            {tutti.length > ENTI_MAX && (
              <p>
                <Collegamento a={VAI.enti}>{testi.tuttiGliEnti}</Collegamento>
              </p>
            )}
          </>
        )}
      </Foglio>,
    );
  },
};

function Aperti({ sessione: { aperti } }: { sessione: SessionePortale }): VNode {
  const testi = useContesto().t.portale.inizio;
  const uno = aperti.length === 1;
  return (
    <Messaggio tipo="informazione" titolo={testi.aperti(aperti.length)}>
      <p>{testi.apertiTesto}</p>
      <Azioni>
        {aperti.map(({ iuvId }, i) => (
          <Bottone key={iuvId} a={VAI.intero(iuvId)} aspetto="secondario">
            {uno ? testi.torna : testi.tornaN(i + 1)}
          </Bottone>
        ))}
      </Azioni>
    </Messaggio>
  );
}
