import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pausa } from 'node:timers/promises';

/** A step that is not as it should be, in one sentence for whoever reads. */
export class NonCosi extends Error {}

const OGNI_MS = 150;
const ATTESA_MS = 20_000;

/** Tells the story step by step, keeps the messages that were exchanged, and stops at the first thing that is not so. */
export class Narratore {
  readonly #cartella: string;
  readonly #dice: (riga: string) => void;
  #passo = 0;
  #salvati = 0;

  constructor(cartella: string, dice: (riga: string) => void) {
    this.#cartella = cartella;
    this.#dice = dice;
    mkdirSync(cartella, { recursive: true });
  }

  passo(titolo: string): void {
    this.#passo += 1;
    this.#dice(`\n${this.#passo}. ${titolo}`);
  }

  dice(frase: string): void {
    this.#dice(`   ${frase}`);
  }

  /** Keeps a message, numbered in the order of the story, and says where. Gives back its path. */
  salva(nome: string, contenuto: string | Uint8Array): string {
    this.#salvati += 1;
    const percorso = join(this.#cartella, `${String(this.#salvati).padStart(3, '0')}-${nome}`);
    writeFileSync(percorso, contenuto);
    this.#dice(`   → ${percorso}`);
    return percorso;
  }

  /** Throws {@link NonCosi} unless it is so. */
  pretendi(cosi: boolean, altrimenti: string): asserts cosi {
    if (!cosi) throw new NonCosi(altrimenti);
  }

  /** Asks again and again until there is something to give back. */
  async finche<T>(prova: () => Promise<T | null>, altrimenti: string): Promise<T> {
    for (const scadenza = performance.now() + ATTESA_MS; performance.now() < scadenza; await pausa(OGNI_MS)) {
      const dato = await prova();
      if (dato !== null) return dato;
    }
    throw new NonCosi(`${altrimenti}, dopo ${ATTESA_MS / 1000} secondi di attesa.`);
  }
}
