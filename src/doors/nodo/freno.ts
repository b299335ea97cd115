/** Wrong proofs that one address may show in a minute. The Nodo has a handful of addresses and one segment: it needs none of them. */
const ERRORI_MAX = 60;
const FINESTRA_MS = 60_000;
/** Addresses remembered at once: beyond it the count begins again, which is better than growing for whoever has many. */
const INDIRIZZI_MAX = 10_000;

/** Slows down who tries secrets: past the bound an address is not even listened to, until its minute is over. */
export class Freno {
  #finestra = 0;
  #errori = new Map<string, number>();

  /** May this address try now? */
  libero(indirizzo: string, now: Date): boolean {
    this.#gira(now);
    return (this.#errori.get(indirizzo) ?? 0) < ERRORI_MAX;
  }

  /** It tried, and was wrong. */
  sbagliato(indirizzo: string, now: Date): void {
    this.#gira(now);
    if (this.#errori.size >= INDIRIZZI_MAX) this.#errori.clear();
    this.#errori.set(indirizzo, (this.#errori.get(indirizzo) ?? 0) + 1);
  }

  #gira(now: Date): void {
    const finestra = Math.floor(now.getTime() / FINESTRA_MS);
    if (finestra === this.#finestra) return;
    this.#finestra = finestra;
    this.#errori = new Map();
  }
}
