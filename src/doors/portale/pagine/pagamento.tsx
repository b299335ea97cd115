import type { VNode } from 'preact';
import {
  arrivoDelCarrello,
  carrelloDaRiferimento,
  leggiCarrello,
  leggiRiferimentoCarrello,
  riapriCarrello,
  riferimentoCarrello,
  type Carrello,
} from '#modules/pagamenti';
import { segnaCarrello } from '#modules/utenti';
import { vai, type Risposta } from '#platform/http/pagina';
import { TornaAllEnte } from '../esito-pagamento.tsx';
import { VAI } from '../indirizzi.ts';
import { mostraPagamento, pagamentoPerduto, ultimoGiorno } from '../mostra-pagamento.tsx';
import { enteDi, type PaginaPortale, type Portale, type RichiestaPortale } from '../visita.ts';

/**
 * Where Checkout sends back who was paying: how it went, by what receipts say, and what to do now. It looks again by itself while there is
 * something to wait for.
 */
export const pagamento: PaginaPortale = {
  percorso: '/pagamento/:riferimento',
  chi: 'tutti',
  get: async (u, r) => {
    const suo = await leggi(u, r);
    return suo === null ? pagamentoPerduto(u) : mostra(u, r, suo);
  },
  post: async (u, r) => {
    const suo = await leggi(u, r);
    const { sessione } = r;
    if (suo === null) return pagamentoPerduto(u);
    // Only who was paying it tries again: the address alone shows, and does nothing.
    if (sessione === null || sessione.carrelloId !== suo.id) return vai(VAI.avviso);
    const riaperto = await riapriCarrello(u.ctx, suo.id);
    if (!riaperto.ok) return mostra(u, r, suo);
    await segnaCarrello(u.ctx, { token: sessione.token, carrelloId: riaperto.value.carrelloId });
    return vai(VAI.carrello);
  },
};

async function leggi({ ctx }: Portale, { parametri }: RichiestaPortale): Promise<Carrello | null> {
  const id = carrelloDaRiferimento(ctx, parametri['riferimento'] ?? '');
  return id === null ? null : leggiCarrello(ctx, id);
}

async function mostra(u: Portale, r: RichiestaPortale, suo: Carrello): Promise<Risposta> {
  const arrivo = await arrivoDelCarrello(u.ctx, suo);
  const chi = arrivo === null || arrivo.ritorno === null ? null : (await enteDi(u, arrivo.enteId)).denominazione;
  const mio = r.sessione !== null && r.sessione.carrelloId === suo.id;
  const riferimento = riferimentoCarrello(u.ctx, suo.id);
  const piede = (
    <>
      <TornaAllEnte chi={chi} dove={VAI.ritornoEnte(riferimento)} />
      <Condividi u={u} suo={suo} />
    </>
  );
  return mostraPagamento(u, r, { carrello: suo, dove: VAI.pagamento(riferimento), mio, piede });
}

/** The address to give away: one touch marks it, ready to be copied. It opens another page than this one, which does nothing. */
function Condividi({ u, suo }: { u: Portale; suo: Carrello }): VNode | null {
  const testi = u.t.ricevute.stato;
  const riferimento = riferimentoCarrello(u.ctx, suo.id, 'stato');
  const letto = leggiRiferimentoCarrello(u.ctx, riferimento, 'stato');
  if (suo.inviatoIl === null || letto === null) return null;
  return (
    <section>
      <h2>{testi.condividi}</h2>
      <p>{testi.condividiTesto(ultimoGiorno(u, letto.scadeIl))}</p>
      <p>
        {testi.indirizzo}: <code class="da-copiare">{`${u.ctx.config.urlPubblico}${VAI.stato(riferimento)}`}</code>
      </p>
    </section>
  );
}
