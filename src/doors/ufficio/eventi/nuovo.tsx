import type { VNode } from 'preact';
import { GENERI, registraAbbonamento, type CodiceEventi } from '#modules/eventi';
import { pagina, rifiutata } from '#platform/http/pagina';
import { ufficioEventi as testi } from '#testi/it/ufficio-eventi';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo, CampoScelta } from '#ui/campo';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori, type Errori } from '#ui/riepilogo-errori';
import { Foglio } from '../aspetto.tsx';
import { frase } from '../frase.ts';
import { VAI } from '../indirizzi.ts';
import { alLavoro, type Lavoro, type PaginaUfficio } from '../lavoro.ts';
import { SegretoMostrato } from './segreto.tsx';
import { SOPRA_EVENTI } from './sopra.ts';

/** The field of each refusal. */
const CAMPI: Partial<Record<CodiceEventi, string>> = {
  EVENTI_INDIRIZZO_NON_VALIDO: 'url',
  ABBONAMENTO_GENERI_NON_VALIDI: 'generi',
};

type Compilato = { nome: string; url: string; generi: readonly string[] };

/** A new subscription. Its secret is the answer, and is never shown again. */
export const nuovoAbbonamento: PaginaUfficio = {
  percorso: '/configurazione/eventi/nuovo',
  chi: 'amministratore',
  atto: { get: 'eventi', post: 'eventi' },
  get: alLavoro((l) => pagina(foglio(l, { nome: '', url: '', generi: ['dovuto.pagato'] }, {}))),
  post: alLavoro(async (l, { modulo, scelte }) => {
    const { nome = '', url = '' } = modulo;
    const chiesto = { nome, url, generi: scelte('generi') };
    const esito = await registraAbbonamento(l.ctx, chiesto);
    if (esito.ok) return pagina(<SegretoMostrato u={l} {...esito.value} />);
    const campo = CAMPI[esito.refusal.codice] ?? 'nome';
    return rifiutata(foglio(l, chiesto, { [campo]: frase(esito.refusal) }), esito.refusal);
  }),
};

function foglio(l: Lavoro, c: Compilato, errori: Errori): VNode {
  return (
    <Foglio
      u={l}
      titolo={testi.nuovo}
      sezione={VAI.configurazione}
      percorso={SOPRA_EVENTI}
      conErrori={Object.keys(errori).length > 0}
    >
      <RiepilogoErrori errori={errori} />
      <Modulo>
        <Campo
          nome="nome"
          etichetta={testi.nome}
          aiuto={testi.nomeAiuto}
          valore={c.nome}
          errore={errori['nome']}
          larghezza="media"
        />
        <Campo nome="url" etichetta={testi.url} aiuto={testi.urlAiuto} valore={c.url} errore={errori['url']} />
        <CampoScelta
          nome="generi"
          etichetta={testi.generi}
          errore={errori['generi']}
          multipla
          alternative={GENERI.map((valore) => ({ valore, testo: testi.generiTesti[valore], aiuto: valore }))}
          scelte={c.generi}
        />
        <Azioni>
          <Bottone>{testi.aggiungi}</Bottone>
        </Azioni>
      </Modulo>
    </Foglio>
  );
}
