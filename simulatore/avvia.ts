/**
 * The rest of the world: whoever stands at the other end of the product's wires in the demo, in the sandbox and in the tests.
 * It shares no line with the product and reaches it only over HTTP and SMTP. A folder a counterpart: `nodo/` (Nodo dei
 * Pagamenti and PSP), `checkout/` (where people pay on the web), `identita/` (where they sign in), `fdr/` (statements of the PSPs),
 * `biz-events/` (receipts that never came),
 * `posta/` (mailbox), `ente/` (the software of an ente: what a notice costs, notices that only it knows, the events that it is told).
 */
import { creaBizEvents } from './biz-events/servizio.ts';
import { creaCassa } from './checkout/cassa.ts';
import type { Arrivo, AvvisoSoloEnte, Ente } from './demo.ts';
import { creaAvvisiEnte } from './ente/avvisi.ts';
import { creaGestionale } from './ente/gestionale.ts';
import { creaFdr } from './fdr/servizio.ts';
import { dellEnte, type AccessiEnte } from './identita/ente.ts';
import { creaFornitore } from './identita/fornitore.ts';
import { spid, type Identita } from './identita/spid.ts';
import { indirizzoAmmesso } from './indirizzo.ts';
import { creaBanco } from './nodo/banco.ts';
import { pagineFornitore } from './pagine/identita.tsx';
import { apriCassetta } from './posta/cassetta.ts';
import { creaWeb } from './web.ts';

export type Impostazioni = {
  /** Port of the pages and of the JSON API; 0 takes a free one. */
  porta: number;
  /** Port of the mailbox, always on loopback; 0 takes a free one. */
  portaSmtp: number;
  host: string;
  /** The whole address of the product's SOAP door, secret segment included. */
  nodo: string;
  intermediario: { codiceFiscale: string };
  /** Asked again at every page and payment, so that the demo may grow. */
  enti: () => Promise<readonly Ente[]>;
  /** What an ente has prepared to be paid; asked again each time. */
  arrivi?: () => Promise<readonly Arrivo[]>;
  /** Notices that only the software of an ente knows; asked again each time. */
  soloEnte?: () => Promise<readonly AvvisoSoloEnte[]>;
  /** With what the events that an ente's software gets are signed; asked again each time. */
  segretoEventi?: () => Promise<string | null>;
  /** Who may sign in; asked again each time. */
  identita?: () => Promise<readonly Identita[]>;
  /** Who may sign in by the account that they have in their ente; asked again each time. */
  accessi?: () => Promise<readonly AccessiEnte[]>;
};

export type Simulatore = { url: string; portaSmtp: number; chiudi: () => Promise<void> };

/** Throws when the address of the Nodo's door is missing or elsewhere, or a port is taken. */
export async function avviaSimulatore(impostazioni: Impostazioni): Promise<Simulatore> {
  const { porta, portaSmtp, host, intermediario, enti } = impostazioni;
  const banco = creaBanco({ nodo: indirizzoAmmesso(impostazioni.nodo), intermediario, enti });
  const cassetta = await apriCassetta(portaSmtp);
  const cassa = creaCassa(banco);
  const { identita = async () => [], accessi = async () => [] } = impostazioni;
  const fornitori = [spid(identita), dellEnte(accessi)].map((quale) => creaFornitore(quale, pagineFornitore));
  const arrivi = impostazioni.arrivi ?? (async () => []);
  const web = await creaWeb({
    banco,
    cassetta,
    cassa,
    fdr: creaFdr(banco),
    bizEvents: creaBizEvents(banco),
    fornitori,
    gestionale: creaGestionale(impostazioni.segretoEventi ?? (async () => null), () => new Date()),
    avvisiEnte: creaAvvisiEnte(impostazioni.soloEnte ?? (async () => []), () => new Date()),
    arrivi,
  });
  try {
    await web.listen({ port: porta, host });
  } catch (guasto) {
    await cassetta.chiudi();
    throw guasto;
  }
  const ascolto = web.server.address();
  const portaVera = typeof ascolto === 'object' && ascolto ? ascolto.port : porta;
  return {
    url: `http://${raggiungibile(host)}:${portaVera}`,
    portaSmtp: cassetta.porta,
    async chiudi() {
      cassa.chiudi();
      await Promise.all([web.close(), cassetta.chiudi()]);
    },
  };
}

/** An address to type in a browser for an address to listen on. */
function raggiungibile(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}
