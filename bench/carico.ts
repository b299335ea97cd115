import { connect, type Socket } from 'node:net';

/** One answer: how long it took, and what it said. */
export type Risposta = { ms: number; stato: number; corpo: string };

/**
 * A connection that speaks just enough HTTP/1.1: one request at a time, kept alive. A client library would cost as much as the server
 * that is
 * measured, on a machine with two cores.
 */
class Connessione {
  readonly #socket: Socket;
  #ricevuto = '';
  #attesa: { inizio: number; ok: (r: Risposta) => void; ko: (causa: Error) => void } | null = null;

  constructor(porta: number) {
    this.#socket = connect({ host: '127.0.0.1', port: porta, noDelay: true });
    this.#socket.setEncoding('latin1');
    this.#socket.on('data', (pezzo: string) => this.#leggi(pezzo));
    this.#socket.on('error', (causa) => this.#attesa?.ko(causa));
    this.#socket.on('close', () => this.#attesa?.ko(new Error('connection closed')));
  }

  chiedi(richiesta: Buffer): Promise<Risposta> {
    return new Promise((ok, ko) => {
      this.#attesa = { inizio: performance.now(), ok, ko };
      this.#socket.write(richiesta);
    });
  }

  chiudi(): void {
    this.#socket.destroy();
  }

  #leggi(pezzo: string): void {
    this.#ricevuto += pezzo;
    const fine = this.#ricevuto.indexOf('\r\n\r\n');
    if (fine === -1) return;
    const lunghezza = Number(/content-length: (\d+)/i.exec(this.#ricevuto.slice(0, fine))?.[1] ?? 0);
    if (this.#ricevuto.length < fine + 4 + lunghezza) return;
    const attesa = this.#attesa;
    const stato = Number(this.#ricevuto.slice(9, 12));
    const corpo = this.#ricevuto.slice(fine + 4);
    this.#ricevuto = '';
    this.#attesa = null;
    attesa?.ok({ ms: performance.now() - attesa.inizio, stato, corpo });
  }
}

export function richiestaHttp(url: string, corpo: string): Buffer {
  const byte = Buffer.from(corpo);
  const testa = `POST ${url} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: text/xml\r\ncontent-length: ${byte.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(testa), byte]);
}

export function richiestaPagina(url: string, cookie: string | null): Buffer {
  const sessione = cookie === null ? '' : `cookie: ${cookie}\r\n`;
  return Buffer.from(`GET ${url} HTTP/1.1\r\nhost: 127.0.0.1\r\naccept-language: it\r\n${sessione}\r\n`);
}

export type Esito = { alSecondo: number; ms: number[]; sbagliate: number };

type Prova = {
  porta: number;
  connessioni: number;
  secondi: number;
  prossima: () => Buffer;
  giusta: (r: Risposta) => boolean;
};

/** As many requests as the server takes, over `connessioni` connections, for `secondi`. */
export async function aTuttaForza({ porta, connessioni, secondi, prossima, giusta }: Prova): Promise<Esito> {
  const ms: number[] = [];
  let sbagliate = 0;
  const fine = performance.now() + secondi * 1000;
  const inizio = performance.now();
  await Promise.all(
    Array.from({ length: connessioni }, async () => {
      const c = new Connessione(porta);
      while (performance.now() < fine) {
        const r = await c.chiedi(prossima());
        ms.push(r.ms);
        if (!giusta(r)) sbagliate += 1;
      }
      c.chiudi();
    }),
  );
  return { alSecondo: ms.length / ((performance.now() - inizio) / 1000), ms, sbagliate };
}

/** A constant rate, whatever the server does: what waits for a free connection counts as waiting. */
export async function aRitmo(
  { porta, secondi, prossima, giusta }: Omit<Prova, 'connessioni'>,
  alSecondo: number,
): Promise<Esito> {
  const libere: Connessione[] = [];
  const ms: number[] = [];
  let sbagliate = 0;
  let inVolo = 0;
  const inizio = performance.now();
  const totale = alSecondo * secondi;
  for (let n = 0; n < totale; n += 1) {
    const quando = inizio + (n / alSecondo) * 1000;
    while (performance.now() < quando) await new Promise((r) => setTimeout(r, 1));
    const c = libere.pop() ?? new Connessione(porta);
    inVolo += 1;
    void c.chiedi(prossima()).then((r) => {
      ms.push(performance.now() - quando);
      if (!giusta(r)) sbagliate += 1;
      libere.push(c);
      inVolo -= 1;
    });
  }
  while (inVolo > 0) await new Promise((r) => setTimeout(r, 5));
  for (const c of libere) c.chiudi();
  return { alSecondo: ms.length / ((performance.now() - inizio) / 1000), ms, sbagliate };
}
