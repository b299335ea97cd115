import { connect, createServer, type Server, type Socket } from 'node:net';

/**
 * Where the connection goes when it is cut: before the statement reaches the server, or after, so that it is executed and its answer
 * never comes (a commit whose outcome nobody hears).
 */
export type Taglio = 'prima' | 'dopo';

/** Stands between a pool and PostgreSQL, counts the statements that pass, and cuts every connection at the one it is told. */
export class ProxyPostgres {
  readonly #verso: { host: string; port: number };
  readonly #server: Server;
  readonly #fili = new Set<Filo>();
  /** Cut, and the server still has its end of them. */
  readonly #rotti = new Set<Filo>();
  #url = '';
  #passati = 0;
  #taglio: { n: number; come: Taglio } | null = null;

  private constructor(databaseUrl: string) {
    const { hostname, port } = new URL(databaseUrl);
    this.#verso = { host: hostname, port: Number(port) };
    this.#server = createServer((client) => this.#apri(client));
  }

  /** Opens a proxy before the server of this URL. */
  static async apri(databaseUrl: string): Promise<ProxyPostgres> {
    const proxy = new ProxyPostgres(databaseUrl);
    await new Promise<void>((pronto) => proxy.#server.listen(0, '127.0.0.1', pronto));
    const url = new URL(databaseUrl);
    url.hostname = '127.0.0.1';
    url.port = String((proxy.#server.address() as { port: number }).port);
    proxy.#url = url.href;
    return proxy;
  }

  /** The database through this proxy. */
  get url(): string {
    return this.#url;
  }

  /** Statements, and pieces of a COPY, since the count began. */
  get passati(): number {
    return this.#passati;
  }

  /** Begins to count, and cuts at the n-th: all the connections, and those that come later, as if this process were dead. */
  tagliaAl(n: number, come: Taglio): void {
    this.#passati = 0;
    this.#taglio = { n, come };
  }

  /** Lets everything through again, and counts from zero. */
  lasciaPassare(): void {
    this.#passati = 0;
    this.#taglio = null;
  }

  /** Whether the cut that was asked for has happened. */
  get tagliato(): boolean {
    return this.#taglio !== null && this.#passati >= this.#taglio.n;
  }

  /**
   * Waits until the server is done with the connections that were cut: it goes on with what it had been sent, and commits it, before it
   * finds that nobody is there.
   */
  async quieto(): Promise<void> {
    while (this.#rotti.size > 0) await Promise.all([...this.#rotti].map((filo) => filo.finito));
  }

  async chiudi(): Promise<void> {
    for (const filo of this.#fili) filo.rompi();
    await new Promise((fatto) => this.#server.close(fatto));
  }

  #apri(client: Socket): void {
    if (this.tagliato) {
      client.resetAndDestroy();
      return;
    }
    const filo = new Filo(client, connect(this.#verso), () => this.#conta());
    this.#fili.add(filo);
    client.once('close', () => this.#fili.delete(filo));
  }

  #rompi(filo: Filo): void {
    this.#rotti.add(filo);
    void filo.finito.then(() => this.#rotti.delete(filo));
    filo.rompi();
  }

  /** What to do with a statement that came. */
  #conta(): Taglio | null {
    if (this.tagliato) return 'prima';
    this.#passati += 1;
    if (!this.tagliato) return null;
    const come = this.#taglio?.come ?? 'prima';
    queueMicrotask(() => {
      for (const filo of this.#fili) this.#rompi(filo);
    });
    return come;
  }
}

/** Q: a simple query; E: the execution of a prepared one; d: a piece of a COPY. */
const CONTATI = new Set(['Q', 'E', 'd'].map((c) => c.charCodeAt(0)));

/** One connection. The client's messages are read one by one (PostgreSQL protocol 3, 54.2), the server's pass as they are. */
class Filo {
  readonly #client: Socket;
  readonly #server: Socket;
  readonly #conta: () => Taglio | null;
  /** The server has closed its end: the process that served this connection is gone. */
  readonly finito: Promise<void>;
  #resto = Buffer.alloc(0);
  #avviato = false;

  constructor(client: Socket, server: Socket, conta: () => Taglio | null) {
    this.#client = client;
    this.#server = server;
    this.#conta = conta;
    // Messages are small and one waits for the other: held together, each would cost 40 ms.
    client.setNoDelay(true);
    server.setNoDelay(true);
    server.on('data', (pezzo) => void client.write(pezzo));
    client.on('data', (pezzo: Buffer) => this.#leggi(pezzo));
    client.on('close', () => server.end());
    this.finito = new Promise((fatto) => {
      server.on('close', () => {
        client.destroy();
        fatto();
      });
    });
    client.on('error', () => server.end());
    server.on('error', () => client.destroy());
  }

  /** The client finds its connection broken; the server reads to the end what it was sent, and then that nobody is there. */
  rompi(): void {
    this.#client.resetAndDestroy();
    this.#server.end();
  }

  #leggi(pezzo: Buffer): void {
    this.#resto = Buffer.concat([this.#resto, pezzo]);
    for (;;) {
      // The first message has no letter, only its length.
      const testa = this.#avviato ? 1 : 0;
      if (this.#resto.length < testa + 4) return;
      const lungo = testa + this.#resto.readInt32BE(testa);
      if (this.#resto.length < lungo) return;
      const messaggio = this.#resto.subarray(0, lungo);
      const contato = this.#avviato && CONTATI.has(messaggio[0] ?? 0);
      this.#resto = this.#resto.subarray(lungo);
      this.#avviato = true;
      const taglio = contato ? this.#conta() : null;
      if (taglio !== 'prima' && this.#server.writable) this.#server.write(messaggio);
      // An execution takes effect at the Sync that follows it, which goes with it.
      if (taglio === 'dopo' && contato) this.#server.write(this.#resto);
      if (taglio !== null) {
        this.#resto = Buffer.alloc(0);
        return;
      }
    }
  }
}
