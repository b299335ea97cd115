import type { VNode } from 'preact';
import { leggiAbbonamenti, type Abbonamento } from '#modules/eventi';
import { pagina } from '#platform/http/pagina';
import { ufficioEventi as testi } from '#testi/it/ufficio-eventi';
import { Azioni, Bottone } from '#ui/bottone';
import { Collegamento } from '#ui/collegamento';
import { Tabella } from '#ui/tabella';
import { Istante } from '#ui/valori';
import { Vuoto } from '#ui/vuoto';
import { Foglio } from '../aspetto.tsx';
import { intero } from '../frase.ts';
import { VAI } from '../indirizzi.ts';
import { alLavoro, type PaginaUfficio } from '../lavoro.ts';
import { SOPRA } from './sopra.ts';
import { StatoDiAbbonamento } from './stato.tsx';

/** The software that is told what happens. */
export const abbonamenti: PaginaUfficio = {
  percorso: '/configurazione/eventi',
  chi: 'amministratore',
  atto: { get: 'eventi' },
  get: alLavoro(async (l) => {
    const righe = await l.ctx.tx((t) => leggiAbbonamenti(t));
    return pagina(
      <Foglio u={l} titolo={testi.titolo} sezione={VAI.configurazione} percorso={SOPRA}>
        <p>{testi.introduzione}</p>
        <Azioni>
          <Bottone a={VAI.nuovoAbbonamento}>{testi.nuovo}</Bottone>
          <Collegamento a={VAI.spinta}>{testi.allaSpinta}</Collegamento>
        </Azioni>
        <Elenco righe={righe} />
      </Foglio>,
    );
  }),
};

function Elenco({ righe }: { righe: readonly Abbonamento[] }): VNode {
  const { colonne } = testi;
  return (
    <Tabella
      id="abbonamenti"
      titolo={testi.elenco}
      colonne={[
        { titolo: colonne.nome, cella: ({ nome }) => nome },
        { titolo: colonne.url, cella: ({ url }) => <span class="ampia">{url}</span> },
        { titolo: colonne.stato, cella: ({ stato }) => <StatoDiAbbonamento stato={stato} /> },
        {
          titolo: colonne.ultimo,
          cella: ({ ultimoBene }) => (ultimoBene === null ? testi.mai : <Istante istante={ultimoBene} />),
        },
        { titolo: colonne.ritardo, numerica: true, cella: ({ inRitardo }) => intero(inRitardo) },
      ]}
      righe={righe}
      chiave={({ id }) => id}
      apri={({ id }) => VAI.abbonamento(id)}
      vuoto={
        <Vuoto titolo={testi.vuoto}>
          <p>{testi.vuotoTesto}</p>
        </Vuoto>
      }
    />
  );
}
