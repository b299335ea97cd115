import type { VNode } from 'preact';
import {
  carrelloDaRiferimento,
  controllaCarrello,
  leggiCarrello,
  riapriCarrello,
  riferimentoCarrello,
  statoCarrello,
  type Carrello,
} from '#modules/pagamenti';
import { segnaCarrello } from '#modules/utenti';
import { frammento, pagina, vai, type Risposta } from '#platform/http/pagina';
import { Azioni, Bottone } from '#ui/bottone';
import { Foglio } from '../aspetto.tsx';
import { EsitoPagamento, type RigaEsito } from '../esito-pagamento.tsx';
import { sopraRicerca, VAI } from '../indirizzi.ts';
import { scriviRiferimento } from '../riferimento.ts';
import { enteDi, type PaginaPortale, type Portale, type RichiestaPortale } from '../visita.ts';

/**
 * How the payment of a carrello went, by what receipts say. Who has its address, because Checkout or a mail of ours gave it to them, sees
 * what is paid and what is not, and no person in it; it looks again by itself while there is something to wait for.
 */
export const pagamento: PaginaPortale = {
  percorso: '/pagamento/:riferimento',
  chi: 'tutti',
  get: async (u, r) => {
    const suo = await leggi(u, r);
    return suo === null ? perduto(u) : mostra(u, r, suo);
  },
  post: async (u, r) => {
    const suo = await leggi(u, r);
    const { sessione } = r;
    if (suo === null) return perduto(u);
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

/** Seconds between a look and the next where there is no script. */
const OGNI_S = 5;

async function mostra(u: Portale, { sessione, htmx }: RichiestaPortale, suo: Carrello): Promise<Risposta> {
  const voci = await controllaCarrello(u.ctx, suo);
  const enti = await Promise.all(voci.map(({ enteId }) => enteDi(u, enteId)));
  const aperti = new Set(sessione?.aperti.map(({ iuvId }) => iuvId));
  const righe: RigaEsito[] = voci.map((voce, i) => ({
    ...voce,
    ente: enti[i]?.denominazione ?? '',
    a: aperti.has(voce.iuvId) ? VAI.intero(voce.iuvId) : VAI.trovato(scriviRiferimento(u.ctx, voce)),
  }));
  const stato = statoCarrello(suo, voci);
  const aspetta = stato === 'in_attesa' || (stato === 'parziale' && suo.stato === 'inviato');
  const mio = sessione !== null && sessione.carrelloId === suo.id;
  const dove = VAI.pagamento(riferimentoCarrello(u.ctx, suo.id));
  const corpo = (
    <EsitoPagamento {...{ stato, aspetta, righe, dove, mio, rientro: suo.rientro }} email={mio ? suo.email : null} />
  );
  // What has ended is another page: the part that asked for it goes there.
  if (htmx) return aspetta ? frammento(corpo) : vai(dove);
  const prova = enti.some(({ ambiente }) => ambiente === 'prova');
  return pagina(
    <Foglio
      u={u}
      vista={{ prova }}
      titolo={titoloDi(u, stato, suo.rientro)}
      sezione={VAI.carrello}
      percorso={sopraRicerca(u.t)}
      {...(aspetta && { ricarica: OGNI_S })}
    >
      {corpo}
    </Foglio>,
  );
}

function titoloDi({ t }: Portale, stato: ReturnType<typeof statoCarrello>, rientro: Carrello['rientro']): string {
  const { esito } = t.carrello;
  if (stato === 'inviato' && (rientro === 'annullato' || rientro === 'errore')) return esito[rientro].titolo;
  return esito.titoli[stato];
}

/** The address is not ours, or too old. */
function perduto(u: Portale): Risposta {
  const testi = u.t.carrello;
  const corpo: VNode = (
    <Foglio u={u} titolo={testi.esito.cercaTitolo} sezione={VAI.inizio} percorso={sopraRicerca(u.t)}>
      <p>{testi.esito.cercaTesto}</p>
      <Azioni>
        <Bottone a={VAI.avviso}>{testi.cerca}</Bottone>
      </Azioni>
    </Foglio>
  );
  return { tipo: 'pagina', stato: 410, corpo };
}
