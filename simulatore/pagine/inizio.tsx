/** Home: the wires, and what passed on them lately. */
import type { VNode } from 'preact';
import type { Fdr } from '../fdr/servizio.ts';
import type { Banco } from '../nodo/banco.ts';
import type { Cassetta } from '../posta/cassetta.ts';
import { Pagina } from './cornice.tsx';
import { ElencoLettere } from './posta.tsx';
import { ElencoScambi } from './scambio.tsx';

const ULTIMI = 5;

export function PaginaInizio({ banco, cassetta, fdr }: { banco: Banco; cassetta: Cassetta; fdr: Fdr }): VNode {
  const inAttesa = banco.ricevute.elenco().filter((ricevuta) => ricevuta.stato !== 'NOTIFIED').length;
  const lettere = cassetta.lettere();
  return (
    <Pagina titolo="Il resto del mondo" sezione="/">
      <p class="guida">
        Da qui si fa la parte di chi sta dall’altro capo di ogni filo di <a href={banco.controparte}>MyPay</a>: la banca
        che incassa, il Nodo, la casella di posta di tutti.
      </p>
      <p>
        <a class="bottone" href="/paga">
          Paga un avviso come PSP
        </a>
      </p>
      <p>
        <a href="/ente">Il sito dell’ente</a>: da lì si comincia un pagamento che un Comune ha preparato, e lì si torna.
      </p>
      <p>
        <a href="/gestionale">Il gestionale dell’ente</a>: gli eventi firmati che MyPay gli manda, e gli avvisi che solo
        lui conosce.
      </p>
      <section aria-labelledby="filo-nodo">
        <h2 id="filo-nodo">Nodo dei Pagamenti e PSP</h2>
        <p>
          Chiama gli enti a <code>{banco.controparte}</code>. Pagamenti: {banco.pagamenti().length}.{' '}
          <a href="/ricevute">Ricevute da consegnare</a>: {inAttesa}.
        </p>
        <ElencoScambi scambi={banco.scambi().slice(0, ULTIMI)} />
      </section>
      <section aria-labelledby="filo-fdr">
        <h2 id="filo-fdr">Rendicontazioni dei PSP</h2>
        <p>
          <a href="/fdr">Rendicontazioni pubblicate</a>: {fdr.elenco().length}.
        </p>
      </section>
      <section aria-labelledby="filo-posta">
        <h2 id="filo-posta">Posta</h2>
        <p>
          Riceve la posta di tutti sulla porta {cassetta.porta} di questa macchina.{' '}
          <a href="/posta">Messaggi di posta</a>: {lettere.length}.
        </p>
        <ElencoLettere lettere={lettere.slice(0, ULTIMI)} />
      </section>
    </Pagina>
  );
}
