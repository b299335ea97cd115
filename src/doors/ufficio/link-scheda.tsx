import type { VNode } from 'preact';
import type { LinkId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';
import { ufficioLink } from '#testi/it/ufficio-link';
import { Collegamento } from '#ui/collegamento';
import { Dati } from '#ui/dati';
import { indirizzoPubblico } from './link.tsx';
import { Qr } from './qr.tsx';

const { uno } = ufficioLink;

/** The address, to be copied, to be printed, to be framed by a telephone. */
export function IndirizzoLink({ ctx, linkId }: { ctx: Ctx; linkId: LinkId }): VNode {
  const indirizzo = indirizzoPubblico(ctx, linkId);
  return (
    <section aria-labelledby="indirizzo">
      <h2 id="indirizzo">{uno.indirizzo}</h2>
      <p>{uno.copia}</p>
      <p>
        <code class="da-copiare">{indirizzo}</code>
      </p>
      <Qr testo={indirizzo} nome={uno.qr} />
      <ul>
        <li>
          <Collegamento a={`${indirizzo}/qr.svg`} icona="it-download" scarica>
            {uno.stampa}
          </Collegamento>
        </li>
        <li>
          <Collegamento a={indirizzo}>{uno.prova}</Collegamento>
        </li>
      </ul>
    </section>
  );
}

/** What a link answers, in the words of its form, and what it leaves to who pays. */
export type Risposte = { date: { nome: string; valore: string; fissa: boolean }[]; mancano: string[] };

/** The answers of a link; null: its form is not there any more. */
export function RisposteDate({ risposte }: { risposte: Risposte | null }): VNode {
  return (
    <section aria-labelledby="risposte">
      <h2 id="risposte">{uno.risposte}</h2>
      {risposte === null ? <p>{uno.moduloCambiato}</p> : <Elenco risposte={risposte} />}
    </section>
  );
}

function Elenco({ risposte: { date, mancano } }: { risposte: Risposte }): VNode {
  const dette = date.map(({ nome, valore, fissa }) => ({ nome, valore: fissa ? `${valore} (${uno.fissa})` : valore }));
  return (
    <>
      {date.length === 0 ? <p>{uno.nessunaRisposta}</p> : <Dati dati={dette} />}
      {date.length > 0 && mancano.length > 0 && <p>{uno.scriveChiPaga(mancano.join(', '))}</p>}
    </>
  );
}
