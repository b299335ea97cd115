import type { VNode } from 'preact';
import { formatGiornoLungo, giornoA } from '#kernel/giorno';
import { controllaCarrello, statoCarrello, type Carrello } from '#modules/pagamenti';
import { frammento, pagina, vai, type Risposta } from '#platform/http/pagina';
import { Azioni, Bottone } from '#ui/bottone';
import { Foglio } from './aspetto.tsx';
import { EsitoPagamento, type RigaEsito } from './esito-pagamento.tsx';
import { sopraRicerca, VAI } from './indirizzi.ts';
import { leggibileDi } from './mio.ts';
import { enteDi, type Portale, type RichiestaPortale } from './visita.ts';

/** Seconds between a look and the next where there is no script. */
const OGNI_S = 5;

type DaMostrare = {
  carrello: Carrello;
  /** The address that is being looked at: it looks again there. */
  dove: string;
  /** Who looks was paying it. */
  mio: boolean;
  /** Below, or above, what is true of the address: to give it away, or until when it lasts. */
  piede: VNode;
};

/** How the payment of a carrello went, by what receipts say, for whoever has one of its addresses: no person is in it. */
export async function mostraPagamento(
  u: Portale,
  { sessione, htmx }: RichiestaPortale,
  { carrello: suo, dove, mio, piede }: DaMostrare,
): Promise<Risposta> {
  const voci = await controllaCarrello(u.ctx, suo);
  const enti = await Promise.all(voci.map(({ enteId }) => enteDi(u, enteId)));
  const leggibili = await Promise.all(voci.map(({ iuvId: iuv }) => leggibileDi(u, { sessione, iuv })));
  const righe: RigaEsito[] = voci.map((voce, i) => ({
    ...voce,
    ente: enti[i]?.denominazione ?? '',
    // The address alone opens no receipt: it names a person, and the address may be anybody's.
    a: leggibili[i] ? VAI.intero(voce.iuvId) : null,
  }));
  const stato = statoCarrello(suo, voci);
  const aspetta = stato === 'in_attesa' || (stato === 'parziale' && suo.stato === 'inviato');
  const altrove = pagatoAltrove(suo, righe);
  const corpo = (
    <EsitoPagamento
      {...{ stato, aspetta, altrove, righe, dove, mio, rientro: suo.rientro }}
      email={mio ? suo.email : null}
    />
  );
  // What has ended is another page: the part that asked for it goes there.
  if (htmx) return aspetta ? frammento(corpo) : vai(dove);
  const prova = enti.some(({ ambiente }) => ambiente === 'prova');
  return pagina(
    <Foglio
      u={u}
      vista={{ prova }}
      titolo={altrove ? u.t.ricevute.stato.altrove : titoloDi(u, stato, suo.rientro)}
      sezione={VAI.carrello}
      percorso={sopraRicerca(u.t)}
      {...(aspetta && { ricarica: OGNI_S })}
    >
      {corpo}
      {piede}
    </Foglio>,
  );
}

/** By somebody else, or by the same person in another way. One that was left to try again is paid by the attempt that followed. */
function pagatoAltrove({ stato }: Carrello, righe: readonly RigaEsito[]): boolean {
  return (
    stato === 'inviato' && righe.length > 0 && righe.every(({ pagata, ricevutaId }) => pagata && ricevutaId === null)
  );
}

function titoloDi({ t }: Portale, stato: ReturnType<typeof statoCarrello>, rientro: Carrello['rientro']): string {
  const { esito } = t.carrello;
  if (stato === 'inviato' && (rientro === 'annullato' || rientro === 'errore')) return esito[rientro].titolo;
  return esito.titoli[stato];
}

/** An instant as the last day on which the page still opens. */
export function ultimoGiorno({ lingua }: Portale, scadeIl: Date): string {
  return formatGiornoLungo(giornoA(new Date(scadeIl.getTime() - 1)), lingua);
}

/** The address is not ours, or too old. */
export function pagamentoPerduto(u: Portale): Risposta {
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
