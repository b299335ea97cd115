import type { VNode } from 'preact';
import type { Ente } from '#modules/enti';
import { leggiCarrello, riferimentoCarrello, siPagaQui } from '#modules/pagamenti';
import type { Avviso } from '#modules/posizioni';
import { Azioni, Bottone } from '#ui/bottone';
import { useContesto } from '#ui/contesto';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import { VAI } from './indirizzi.ts';
import { pagabile } from './guardie.ts';
import type { Portale, SessionePortale } from './visita.ts';

/** How an open notice is paid from here; null: it is not, and its page says where else. */
export async function pagaQui(
  { ctx }: Portale,
  { avviso, ente, sessione }: { avviso: Avviso; ente: Ente; sessione: SessionePortale | null },
): Promise<VNode | null> {
  if (!pagabile(avviso) || avviso.numeroAvviso === null || !siPagaQui(ctx, ente)) return null;
  const id = sessione?.carrelloId ?? null;
  const carrello = id === null ? null : await leggiCarrello(ctx, id);
  const voci = carrello?.voci ?? [];
  const dentro = voci.some(({ iuvId }) => iuvId === avviso.iuvId);
  if (carrello === null || !dentro) return <DaMettere avviso={avviso} />;
  if (carrello.stato === 'aperto') return <Dentro quanti={voci.length} />;
  return carrello.stato === 'inviato' ? (
    <InCorso a={VAI.pagamento(riferimentoCarrello(ctx, carrello.id))} />
  ) : (
    <DaMettere avviso={avviso} />
  );
}

/** This very person is paying it: how it goes, and how to go on or try again, is told there. */
function InCorso({ a }: { a: string }): VNode {
  const testi = useContesto().t.ricevute.guardie;
  return (
    <Messaggio tipo="attenzione" titolo={testi.inCorso}>
      <p>{testi.inCorsoTesto}</p>
      <Azioni>
        <Bottone a={a}>{testi.inCorsoVai}</Bottone>
      </Azioni>
    </Messaggio>
  );
}

function DaMettere({ avviso }: { avviso: Avviso }): VNode {
  const testi = useContesto().t.carrello;
  return (
    <section>
      <h2>{testi.paga.titolo}</h2>
      <p>{testi.paga.testo}</p>
      <Modulo a={VAI.carrello}>
        <input type="hidden" name="aggiungi" value={avviso.iuvId} />
        <Azioni>
          <Bottone icona="it-card" nome="poi" valore="paga">
            {testi.paga.ora}
          </Bottone>
          <Bottone aspetto="secondario" nome="poi" valore="continua">
            {testi.paga.aggiungi}
          </Bottone>
        </Azioni>
      </Modulo>
    </section>
  );
}

function Dentro({ quanti }: { quanti: number }): VNode {
  const testi = useContesto().t.carrello;
  return (
    <Messaggio tipo="informazione" titolo={testi.paga.dentro} esito>
      <p>{testi.aggiunto(quanti)}</p>
      <Azioni>
        <Bottone a={VAI.carrello} icona="it-card">
          {testi.paga.vai}
        </Bottone>
        <Bottone a={VAI.avviso} aspetto="secondario">
          {testi.altro}
        </Bottone>
      </Azioni>
    </Messaggio>
  );
}
