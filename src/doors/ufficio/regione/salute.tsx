import type { VNode } from 'preact';
import { leggiSalute, type Salute } from '#modules/registro';
import { contaRitardi } from '#modules/rendicontazione';
import { pagina } from '#platform/http/pagina';
import { ufficioImpianto } from '#testi/it/ufficio-impianto';
import { ufficioScambi } from '#testi/it/ufficio-scambi';
import { Collegamento } from '#ui/collegamento';
import { Stato } from '#ui/stato';
import { Tabella } from '#ui/tabella';
import { Istante } from '#ui/valori';
import { intero } from '../frase.ts';
import { con } from '../indirizzi.ts';
import type { PaginaUfficio } from '../lavoro.ts';
import { FoglioRegione } from './foglio.tsx';
import { IN_REGIONE } from './indirizzi.ts';
import { inRegione } from './lavoro.ts';
import { nomeLavoro } from './lavori-cerca.tsx';
import { parteFdr, partiEsterne, partiInterne, type Parte } from './salute-parti.ts';

const testi = ufficioImpianto.salute;
/** How the installation stands, part by part. Nobody outside is asked: it is said by what has happened. */
export const regioneSalute: PaginaUfficio = {
  percorso: '/regione/salute',
  chi: 'intermediario',
  get: inRegione(async (l) => {
    const salute = await leggiSalute(l.ctx);
    const parti = [
      ...partiInterne(salute, l.ctx.now),
      ...partiEsterne(salute, l.ctx.config),
      parteFdr(await contaRitardi(l.ctx), l.ctx.config),
    ];
    return pagina(
      <FoglioRegione l={l} titolo={testi.titolo}>
        <p>
          {testi.introduzione} <Istante istante={l.ctx.now} />
        </p>
        <Parti parti={parti} />
        <Traffico salute={salute} />
        <Falliti salute={salute} />
      </FoglioRegione>,
    );
  }),
};

function Parti({ parti }: { parti: readonly Parte[] }): VNode {
  return (
    <Tabella
      id="parti"
      titolo={testi.elenco}
      colonne={[
        { titolo: testi.colonne.parte, cella: ({ nome }) => nome },
        { titolo: testi.colonne.stato, cella: ({ tono, detto }) => <Stato tono={tono}>{detto}</Stato> },
        { titolo: testi.colonne.dati, cella: ({ dati }) => dati },
      ]}
      righe={parti}
      chiave={({ nome }) => nome}
      vuoto={<p />}
    />
  );
}

function Traffico({ salute: { traffico } }: { salute: Salute }): VNode {
  return (
    <Tabella
      id="traffico"
      titolo={testi.traffico}
      colonne={[
        { titolo: ufficioScambi.colonne.tipo, cella: ({ tipo }) => ufficioScambi.tipi[tipo] ?? tipo },
        { titolo: testi.colonne.quanti, cella: ({ quanti }) => intero(quanti), numerica: true },
        { titolo: testi.colonne.negativi, cella: ({ negativi }) => intero(negativi), numerica: true },
        { titolo: testi.colonne.ultimo, cella: ({ ultimo }) => <Istante istante={ultimo} /> },
      ]}
      righe={traffico}
      chiave={({ tipo }) => tipo}
      vuoto={<p>{testi.nessunoScambio}</p>}
    />
  );
}

function Falliti({ salute: { coda } }: { salute: Salute }): VNode | null {
  if (coda.perNome.length === 0) return null;
  return (
    <>
      <Tabella
        id="falliti"
        titolo={testi.perNome}
        colonne={[
          { titolo: ufficioImpianto.lavori.colonne.lavoro, cella: ({ nome }) => nomeLavoro(nome) },
          { titolo: testi.colonne.quanti, cella: ({ falliti }) => intero(falliti), numerica: true },
        ]}
        righe={coda.perNome}
        chiave={({ nome }) => nome}
        vuoto={<p />}
      />
      <p>
        <Collegamento a={con(IN_REGIONE.lavori, { stato: 'fallito' })}>{testi.vaiFalliti}</Collegamento>
      </p>
    </>
  );
}
