/** The mailbox of everybody in the demo: takes any mail from this machine, delivers none. */
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { SMTPServer } from 'smtp-server';
import { creaMemoria } from '../memoria.ts';
import { type Allegato, leggiMessaggio } from './mime.ts';

export type Lettera = {
  id: number;
  istante: Date;
  mittente: string;
  /** Whom the envelope named, which is who would have received it. */
  destinatari: string[];
  oggetto: string;
  testo: string;
  allegati: Allegato[];
};

export type Cassetta = {
  porta: number;
  lettere: () => readonly Lettera[];
  chiudi: () => Promise<void>;
};

const LETTERE_MAX = 500;
const LETTERA_BYTES_MAX = 2_000_000;
/** Whoever sends keeps the connection for the next letter: it must not hold back who asked everything to stop. */
const CHIUSURA_MS = 250;

/** Listens on loopback whatever the pages do: without a password it must not become anybody's relay. Port 0 takes a free one. */
export async function apriCassetta(porta: number): Promise<Cassetta> {
  const lettere = creaMemoria<Lettera>(LETTERE_MAX);
  let id = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: LETTERA_BYTES_MAX,
    closeTimeout: CHIUSURA_MS,
    onData(flusso, sessione, fatto) {
      const { mailFrom, rcptTo } = sessione.envelope;
      leggi(flusso).then((sorgente) => {
        if (sorgente === null) return fatto(Object.assign(new Error('Messaggio troppo grande'), { responseCode: 552 }));
        id += 1;
        const mittente = mailFrom ? mailFrom.address : '';
        const destinatari = rcptTo.map((indirizzo) => indirizzo.address);
        lettere.ricorda({ id, istante: new Date(), mittente, destinatari, ...leggiMessaggio(sorgente) });
        fatto();
      }, fatto);
    },
  });
  server.on('error', () => undefined);
  const ascolto = server.listen(porta, '127.0.0.1');
  await once(ascolto, 'listening');
  const indirizzo = ascolto.address();
  return {
    porta: typeof indirizzo === 'object' && indirizzo ? indirizzo.port : porta,
    lettere: lettere.elenco,
    chiudi: () => new Promise((fatto) => server.close(fatto)),
  };
}

/** null when it is longer than we keep: the stream is read to its end all the same, as SMTP wants. */
async function leggi(flusso: Readable): Promise<string | null> {
  const pezzi: Buffer[] = [];
  let byte = 0;
  for await (const pezzo of flusso as AsyncIterable<Buffer>) {
    byte += pezzo.length;
    if (byte <= LETTERA_BYTES_MAX) pezzi.push(pezzo);
  }
  return byte > LETTERA_BYTES_MAX ? null : Buffer.concat(pezzi).toString('latin1');
}

export type Pezzo = { testo: string; indirizzo?: string };

/** The text cut where web addresses begin and end, so that they can be followed. */
export function pezzi(testo: string): Pezzo[] {
  return testo
    .split(/(https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)])/)
    .map((pezzo) => (/^https?:\/\//.test(pezzo) ? { testo: pezzo, indirizzo: pezzo } : { testo: pezzo }));
}

export function collegamenti(testo: string): string[] {
  return pezzi(testo).flatMap(({ indirizzo }) => indirizzo ?? []);
}

/** Newest first; without an address, all of them. */
export function lettereDi(lettere: readonly Lettera[], destinatario: string): Lettera[] {
  const cercato = destinatario.trim().toLowerCase();
  return lettere.filter((l) => cercato === '' || l.destinatari.some((d) => d.toLowerCase() === cercato));
}
