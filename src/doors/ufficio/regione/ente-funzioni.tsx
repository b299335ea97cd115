import type { VNode } from 'preact';
import { ELENCO_FUNZIONI, impostaFunzione, MOTIVO_MAX, type Funzione } from '#modules/enti';
import { pagina, rifiutata, vai, type Risposta } from '#platform/http/pagina';
import { ufficioEnte } from '#testi/it/ufficio-ente';
import { ufficioRegione } from '#testi/it/ufficio-regione';
import { Azioni, Bottone } from '#ui/bottone';
import { CampoScelta, CampoTesto } from '#ui/campo';
import { Modulo } from '#ui/modulo';
import type { Errori } from '#ui/riepilogo-errori';
import { frase } from '../frase.ts';
import { con } from '../indirizzi.ts';
import type { PaginaUfficio } from '../lavoro.ts';
import { sopraEnte } from './ente.tsx';
import { Conferma, FoglioRegione } from './foglio.tsx';
import { IN_REGIONE } from './indirizzi.ts';
import { perEnte, type RegioneEnte } from './lavoro.ts';

const testi = ufficioRegione.funzioni;
const { funzioni: parole } = ufficioEnte;

/** What MyPay does for an ente, turned on or off by who runs the installation: what it means is shown, then confirmed. */
export const regioneFunzioni: PaginaUfficio = {
  percorso: '/regione/enti/:id/funzioni',
  chi: 'intermediario',
  get: perEnte((l) => pagina(<Vista l={l} />)),
  post: perEnte((l, { modulo }) => {
    const { funzione: scelta = '', motivo = '', conferma, attiva } = modulo;
    const funzione = ELENCO_FUNZIONI.find((una) => una === scelta);
    if (funzione === undefined) return rifiutata(<Vista l={l} motivo={motivo} errori={{ funzione: parole.manca }} />);
    if (motivo.trim() === '') {
      const errori = { motivo: frase({ codice: 'MOTIVO_NON_SCRITTO' }) };
      return rifiutata(<Vista l={l} funzione={funzione} errori={errori} />);
    }
    const cambio = {
      funzione,
      motivo,
      attiva: conferma === 'si' ? attiva === 'si' : !l.ente.funzioni.includes(funzione),
    };
    return conferma === 'si' ? cambia(l, cambio) : mostra(l, cambio);
  }),
};

type Cambio = { funzione: Funzione; attiva: boolean; motivo: string };

function mostra(l: RegioneEnte, { funzione, attiva, motivo }: Cambio): Risposta {
  const nome = parole.nomi[funzione];
  return pagina(
    <Conferma
      l={l}
      titolo={(attiva ? parole.accendi : parole.spegni)(nome)}
      sopra={sopraEnte(l)}
      effetti={[attiva ? parole.significati[funzione] : testi.smette(parole.significati[funzione])]}
      campi={{ funzione, motivo, attiva: attiva ? 'si' : 'no' }}
      bottone={(attiva ? parole.accendi : parole.spegni)(nome)}
      torna={IN_REGIONE.funzioni(l.ente.enteId)}
    />,
  );
}

async function cambia(l: RegioneEnte, cambio: Cambio): Promise<Risposta> {
  const esito = await impostaFunzione(l.per, cambio);
  if (esito.ok) return vai(con(IN_REGIONE.ente(l.ente.enteId), { fatto: 'funzione' }));
  const { funzione, motivo } = cambio;
  return rifiutata(<Vista l={l} {...{ funzione, motivo }} errori={{ motivo: frase(esito.refusal) }} />, esito.refusal);
}

type Prop = { l: RegioneEnte; funzione?: string; motivo?: string; errori?: Errori };

function Vista({ l, funzione = '', motivo = '', errori = {} }: Prop): VNode {
  const stato = (una: Funzione): string => (l.ente.funzioni.includes(una) ? parole.accesa : parole.spenta);
  return (
    <FoglioRegione l={l} titolo={parole.titolo} sopra={sopraEnte(l)} errori={errori}>
      <Modulo>
        <CampoScelta
          nome="funzione"
          etichetta={testi.quale}
          errore={errori['funzione']}
          scelte={[funzione]}
          alternative={ELENCO_FUNZIONI.map((valore) => ({
            valore,
            testo: testi.adesso(parole.nomi[valore], stato(valore)),
            aiuto: parole.significati[valore],
          }))}
        />
        <CampoTesto
          nome="motivo"
          etichetta={parole.motivo}
          aiuto={parole.motivoAiuto}
          righe={2}
          caratteriMax={MOTIVO_MAX}
          valore={motivo}
          errore={errori['motivo']}
        />
        <Azioni>
          <Bottone>{testi.avanti}</Bottone>
        </Azioni>
      </Modulo>
    </FoglioRegione>
  );
}
