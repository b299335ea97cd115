import type { VNode } from 'preact';
import { creaStazione } from '#modules/enti';
import { pagina, rifiutata, vai } from '#platform/http/pagina';
import { ufficioStazioni } from '#testi/it/ufficio-stazioni';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo, CampoScelta } from '#ui/campo';
import { Modulo } from '#ui/modulo';
import { frase } from '../frase.ts';
import { con } from '../indirizzi.ts';
import type { PaginaUfficio } from '../lavoro.ts';
import { FoglioRegione } from './foglio.tsx';
import { IN_REGIONE } from './indirizzi.ts';
import { inRegione, type Regione } from './lavoro.ts';

const testi = ufficioStazioni.nuova;

/** A station, as the back office of pagoPA has it. It is born at rest, with nothing that opens it. */
export const regioneNuovaStazione: PaginaUfficio = {
  percorso: '/regione/stazioni/nuova',
  chi: 'intermediario',
  get: inRegione((l) => pagina(<Vista l={l} />)),
  post: inRegione(async (l, { modulo }) => {
    const { codice = '', primitive = '' } = modulo;
    if (primitive !== '1' && primitive !== '2')
      return rifiutata(<Vista l={l} codice={codice} errori={{ primitive: testi.manca }} />);
    const esito = await creaStazione(l.ctx, { codice: codice.trim(), versionePrimitive: primitive === '1' ? 1 : 2 });
    if (esito.ok) return vai(con(IN_REGIONE.stazione(esito.value), { fatto: 'stazioneCreata' }));
    return rifiutata(
      <Vista l={l} codice={codice} primitive={primitive} errori={{ codice: frase(esito.refusal) }} />,
      esito.refusal,
    );
  }),
};

type Prop = { l: Regione; codice?: string; primitive?: string; errori?: Readonly<Record<string, string>> };

function Vista({ l, codice = '', primitive = '2', errori = {} }: Prop): VNode {
  const sopra = [{ testo: ufficioStazioni.titolo, a: IN_REGIONE.stazioni }];
  return (
    <FoglioRegione l={l} titolo={testi.titolo} sopra={sopra} errori={errori}>
      <Modulo>
        <Campo
          nome="codice"
          etichetta={ufficioStazioni.colonne.codice}
          aiuto={testi.codiceAiuto}
          valore={codice}
          errore={errori['codice']}
          larghezza="media"
        />
        <CampoScelta
          nome="primitive"
          etichetta={testi.primitive}
          errore={errori['primitive']}
          scelte={[primitive]}
          alternative={(['2', '1'] as const).map((valore) => ({ valore, testo: testi.versioni[valore] }))}
        />
        <Azioni>
          <Bottone>{testi.crea}</Bottone>
        </Azioni>
      </Modulo>
    </FoglioRegione>
  );
}
