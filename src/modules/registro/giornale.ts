import { randomUUID } from 'node:crypto';
import { setTimeout as attendi } from 'node:timers/promises';
import type pg from 'pg';
import { LIMITI } from '#kernel/limiti';
import type { Mondo } from '#platform/contesto';
import { metti, quantiInLotto, type Evento, type EventoInAttesa } from './core/eventi.ts';
import { componiLotto, insertLotto, type Lotto } from './store/eventi.ts';
import { chiudiInterrotti, chiudiScrittore, insertScrittore, prendiVita, segnaVivo } from './store/scrittori.ts';

/** The buffered writer of the giornale degli eventi, for what is read (verify, get) and may not pay for a write: one a process. */
export type Giornale = {
  /** Takes an evento; it is written within a second. Never waits, never throws. */
  annota(evento: Evento): void;
  /** Opens the writer's session; says of writers that died what they may have lost. */
  avvia(): Promise<void>;
  /** Writes what waits and closes the session. After it, and only then, the pools may close. */
  chiudi(): Promise<void>;
  /** For the metrics. */
  stato(): { inAttesa: number; scritti: number; persi: number };
};

/** Twice within the time allowed, so that waiting and writing stay within it. */
const GIRO_MS = LIMITI.eventoAttesaMs / 2;
/** One compression, one insert; some milliseconds of this process. A full lotto is written at once. */
const LOTTO = { righeMax: LIMITI.eventoAttesaRigheMax / 4, byteMax: 1024 * 1024 };
/** What is held while the database is away: about a minute of the traffic of a large region. Beyond it eventi are counted, not kept. */
const MEMORIA = { righeMax: 20_000, byteMax: 32 * 1024 * 1024 };
/** A clean stop tries for this long, then leaves its row open: the next start will say so. */
const CHIUSURA_MS = 3_000;

/** SQLSTATE: the ids are ours, so a key is violated only by what we wrote before. */
const GIA_SCRITTO = '23505';
/** SQLSTATE classes 22 and 23: it is the data, not the server. */
const DATO_RIFIUTATO = /^2[23]/;

/** The writer of this process. Nothing happens until `avvia`. */
export function creaGiornale(mondo: Pick<Mondo, 'pools' | 'config' | 'log' | 'orologio'>): Giornale {
  return new Scrittore(mondo);
}

type Sessione = { id: string; client: pg.PoolClient };

class Scrittore implements Giornale {
  readonly #mondo: Pick<Mondo, 'pools' | 'config' | 'log' | 'orologio'>;
  #coda: EventoInAttesa[] = [];
  #codaByte = 0;
  /** Sent, and perhaps written: it is said again as it is until the database answers. */
  #inVolo: Lotto | null = null;
  #sessione: Sessione | null = null;
  /** The row of a session that broke, to be closed by the one that takes its place. */
  #precedente: string | null = null;
  #inCorso: Promise<boolean> | null = null;
  #ritmo: NodeJS.Timeout | undefined;
  #guasto = false;
  #scritti = 0;
  #persi = 0;
  #persiDetti = 0;

  constructor(mondo: Pick<Mondo, 'pools' | 'config' | 'log' | 'orologio'>) {
    this.#mondo = mondo;
  }

  annota(evento: Evento): void {
    if (this.#coda.length >= MEMORIA.righeMax || this.#codaByte >= MEMORIA.byteMax) {
      if (this.#persi === this.#persiDetti) this.#mondo.log.error('giornale.pieno', new Error('eventi are being lost'));
      this.#persi += 1;
      return;
    }
    this.#metti(evento);
    if (this.#coda.length === LOTTO.righeMax) void this.#giro();
  }

  stato(): { inAttesa: number; scritti: number; persi: number } {
    return { inAttesa: this.#coda.length + (this.#inVolo?.eventi ?? 0), scritti: this.#scritti, persi: this.#persi };
  }

  async avvia(): Promise<void> {
    this.#sessione = await this.#apri();
    this.#ritmo = setInterval(() => void this.#giro(), GIRO_MS).unref();
  }

  async chiudi(): Promise<void> {
    clearInterval(this.#ritmo);
    if (this.#sessione === null && this.stato().inAttesa === 0) return;
    for (let attesa = 0; attesa < CHIUSURA_MS; attesa += GIRO_MS) {
      await this.#inCorso;
      if ((await this.#giro()) && this.stato().inAttesa === 0 && this.#persi === this.#persiDetti) break;
      await attendi(GIRO_MS);
    }
    const [sessione, { inAttesa }] = [this.#sessione, this.stato()];
    this.#sessione = null;
    try {
      if (sessione === null || inAttesa > 0) throw new Error('the database did not take what was waiting');
      await chiudiScrittore(sessione.client, { id: sessione.id, ora: this.#mondo.orologio() });
    } catch (causa) {
      this.#mondo.log.error('giornale.non_chiuso', causa, { eventi: inAttesa });
    } finally {
      // The connection goes, and its lock with it.
      sessione?.client.release(true);
    }
  }

  #metti(evento: Evento): void {
    const messo = metti(evento, { id: randomUUID(), byteMax: LIMITI.eventoContenutoBytesMax });
    this.#coda.push(messo);
    this.#codaByte += messo.contenuto?.length ?? 0;
  }

  async #apri(): Promise<Sessione> {
    const { pools, log, orologio } = this.#mondo;
    const client = await pools.nodo.connect();
    try {
      const [id, ora] = [randomUUID(), orologio()];
      // The lock first: a row without its lock would look like that of a dead process.
      await prendiVita(client, id);
      await insertScrittore(client, { id, precedente: this.#precedente, ora });
      this.#precedente = null;
      const scrittori = await chiudiInterrotti(client, { id, ora, attesaMs: LIMITI.eventoAttesaMs });
      if (scrittori > 0) log.warn('giornale.interrotto', { scrittori });
      return { id, client };
    } catch (causa) {
      client.release(true);
      throw causa;
    }
  }

  /** Writes what waits now; one at a time; never throws. False when the database would not. */
  #giro(): Promise<boolean> {
    this.#inCorso ??= this.#scrivi().finally(() => {
      this.#inCorso = null;
      if (!this.#guasto && this.#coda.length >= LOTTO.righeMax) void this.#giro();
    });
    return this.#inCorso;
  }

  async #scrivi(): Promise<boolean> {
    const finoA = this.#mondo.orologio();
    try {
      this.#sessione ??= await this.#apri();
      this.#diPersi(finoA);
      await this.#svuota(this.#sessione.client);
      await segnaVivo(this.#sessione.client, { id: this.#sessione.id, finoA });
      this.#guasto = false;
      return true;
    } catch (causa) {
      if (!this.#guasto) this.#mondo.log.error('giornale.database', causa);
      this.#guasto = true;
      this.#precedente = this.#sessione?.id ?? this.#precedente;
      this.#sessione?.client.release(true);
      this.#sessione = null;
      return false;
    }
  }

  async #svuota(client: pg.PoolClient): Promise<void> {
    for (let resto = this.#coda.length; this.#inVolo !== null || resto > 0; this.#inVolo = null) {
      if (this.#inVolo === null) {
        const presi = this.#coda.splice(0, quantiInLotto(this.#coda, LOTTO));
        for (const { contenuto } of presi) this.#codaByte -= contenuto?.length ?? 0;
        resto -= presi.length;
        this.#inVolo = componiLotto(this.#mondo.config.chiaveCifra, presi, { id: randomUUID(), ricevuta: false });
      }
      await this.#scriviLotto(client, this.#inVolo);
    }
  }

  async #scriviLotto(client: pg.PoolClient, lotto: Lotto): Promise<void> {
    try {
      await insertLotto(client, lotto);
      this.#scritti += lotto.eventi;
    } catch (causa) {
      const codice = causa instanceof Error && 'code' in causa ? String(causa.code) : '';
      if (codice === GIA_SCRITTO) {
        // The answer to the first attempt was lost with its connection.
        this.#scritti += lotto.eventi;
      } else if (DATO_RIFIUTATO.test(codice)) {
        // It would be refused for ever, and whatever comes after it with it.
        this.#mondo.log.error('giornale.lotto_rifiutato', causa, { eventi: lotto.eventi });
        this.#persi += lotto.eventi;
      } else {
        throw causa;
      }
    }
  }

  /** What was lost since it was last said becomes an evento. */
  #diPersi(ora: Date): void {
    const persi = this.#persi - this.#persiDetti;
    if (persi === 0) return;
    this.#mondo.log.error('giornale.persi', new Error('eventi were lost'), { eventi: persi });
    this.#metti({
      istante: ora,
      categoria: 'INTERNAL',
      tipo: 'giornalePersi',
      sottotipo: 'RESP',
      parametri: `eventi=${persi} al=${ora.toISOString()}`,
    });
    this.#persiDetti = this.#persi;
  }
}
