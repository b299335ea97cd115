import { randomInt } from 'node:crypto';
import { valoreDi } from '#kernel/esito';
import { associaStazione } from '#modules/enti';
import { lavori } from '#modules/notifiche';
import { FATTO_CARRELLO_PAGATO, leggiConfigurazioneNodo } from '#modules/pagamenti';
import type { Lettera } from '#platform/contesto';
import type { AddressInfo } from 'node:net';
import type { Identita } from '#modules/utenti';
import { creaCheckout } from '#wires/checkout';
import { creaIdentita } from '#wires/identita';
import { avviaSimulatore, type Simulatore } from '../../simulatore/avvia.ts';
import { doveFornitore } from './identita.ts';
import { apriNodo } from './nodo.ts';
import { apriPortale, type MondoFermo, type PortaleDiProva } from './portale.ts';
import { ctxDi, DA_SEMPRE, unEnte, type EnteDiProva } from './un-ente.ts';

/** The portale, the door of the Nodo and the rest of the world with its Checkout, all over the network of this machine. */
export type Pagamenti = {
  mondo: MondoFermo;
  portale: PortaleDiProva;
  simulatore: Simulatore;
  chiudi: () => Promise<void>;
};

/** Two enti that one station serves: the Nodo of the simulatore knows one address of ours. */
export async function dueEnti(mondo: MondoFermo): Promise<[EnteDiProva, EnteDiProva]> {
  const uno = await unEnte(mondo);
  const altro = await unEnte(mondo);
  const segregazione = String(randomInt(10, 45));
  const associata = { stazioneId: uno.stazioneId, segregazione, predefinita: true, validaDal: DA_SEMPRE };
  valoreDi(await associaStazione(ctxDi(mondo, 'worker', altro.enteId), associata));
  return [uno, altro];
}

export async function apriPagamenti(
  mondo: MondoFermo,
  [uno, ...altri]: readonly EnteDiProva[],
  { versione = '2', persone = [] }: { versione?: '1' | '2'; persone?: readonly Identita[] } = {},
): Promise<Pagamenti> {
  if (uno === undefined) throw new Error('payments of nobody');
  const stazioni = await leggiConfigurazioneNodo(ctxDi(mondo, 'nodo'));
  const stazione = stazioni.find((s) => s.stazioneId === uno.stazioneId);
  if (stazione === undefined) throw new Error('the ente has no station');
  const nodo = await apriNodo(mondo);
  await nodo.app.listen({ host: '127.0.0.1', port: 0 });
  const porta = (nodo.app.server.address() as AddressInfo).port;
  const enti = [uno, ...altri].map(({ codiceFiscale, denominazione }) => ({
    ...{ codiceFiscale, denominazione, stazione: stazione.stazione, avvisi: [] },
  }));
  const simulatore = await avviaSimulatore({
    ...{ porta: 0, portaSmtp: 0, host: '127.0.0.1', nodo: `http://127.0.0.1:${porta}/nodo/${uno.segmento}/paForNode` },
    intermediario: { codiceFiscale: stazione.intermediario },
    enti: async () => enti,
    identita: async () => persone,
  });
  const checkout = { url: `${simulatore.url}/checkout/ec`, versione, chiave: 'prova', origini: [simulatore.url] };
  const identita = persone.length === 0 ? null : doveFornitore(simulatore);
  const config = { ...mondo.config, checkout, ...(identita !== null && { identita }) };
  const wires = {
    ...{ ...mondo.wires, checkout: creaCheckout(checkout) },
    ...(identita !== null && { identita: creaIdentita(identita) }),
  };
  const suo = { ...mondo, config, wires };
  const portale = await apriPortale(suo);
  // Where Checkout sends the browser back: known only now.
  config.urlPubblico = portale.url;
  const chiudi = async (): Promise<void> => {
    await portale.chiudi();
    await simulatore.chiudi();
    await nodo.chiudi();
  };
  return { mondo: suo, portale, simulatore, chiudi };
}

/** Does what the worker does of the last carrello that was paid: its mail. */
export async function mailDelCarrello(mondo: MondoFermo): Promise<Lettera> {
  const ctx = ctxDi(mondo, 'worker');
  const esegui = async (nome: string, payload: Record<string, string>): Promise<void> => {
    await lavori.find((uno) => uno.nome === nome)?.esegui(ctx, payload);
  };
  const pagati = `select id from pagamenti.carrello where stato = 'pagato' order by concluso_il desc limit 1`;
  const { rows: carrelli } = await mondo.pools.worker.query<{ id: string }>(pagati);
  const carrelloId = carrelli[0]?.id ?? '';
  // Twice, as a worker may that was killed: one mail.
  for (let i = 0; i < 2; i++) await esegui(FATTO_CARRELLO_PAGATO, { carrelloId });
  const { rows } = await mondo.pools.worker.query<{ id: string }>(
    'select id from notifiche.messaggio where chiave = $1',
    [`carrello:${carrelloId}`],
  );
  await esegui('notifiche.invia', { messaggioId: rows[0]?.id ?? '' });
  const lettera = mondo.posta.at(-1);
  if (lettera === undefined) throw new Error('no mail was sent');
  return lettera;
}
