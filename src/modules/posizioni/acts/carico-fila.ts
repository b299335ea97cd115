import { setTimeout as attendi } from 'node:timers/promises';

/**
 * Slices in a file, two of them at work: the one behind does all that it can while the one before closes, and closes after it. Nothing
 * here knows what a slice is.
 *
 * Two slices never wait for one another. The one behind begins when the one before holds every row that it will touch: from then on
 * the one before waits for nobody, and the one behind may well wait for it, in the database or here. Where the one before has to begin
 * again, the one behind lets go of what it holds first, and from then on waits for its turn.
 */

/** What a slice says of itself while it is worked, and where it waits. */
export type Passo = {
  /** It holds all its rows: the slice behind it may begin. */
  tenuta(): void;
  /** All is done but what must be in order: waits until the slice before it has committed. */
  tocca(): Promise<void>;
};

/** The slice before has to begin again: this one gives way, and is tried again after it. */
class Superata extends Error {}

type Prove = {
  isRitentabile: (causa: unknown) => boolean;
  massimo: number;
  attesaMs: number;
};

/** One slice of the file, as those around it see it. */
class Turno {
  /** It holds its rows, or its first attempt is over. */
  readonly tenuta = Promise.withResolvers<void>();
  /** Its first attempt has committed (true), or not (false). */
  readonly primaProva = Promise.withResolvers<boolean>();
  /** It has committed; it rejects as the slice does. */
  readonly fine = Promise.withResolvers<void>();
  readonly davanti: Turno | null;
  /** The first attempt of the slice behind, which may hold rows. */
  dietro: Promise<unknown> = Promise.resolve();
  /** It has had to begin again: nobody begins behind it before it ends. */
  caduta = false;

  constructor(davanti: Turno | null) {
    this.davanti = davanti;
    if (davanti !== null) davanti.dietro = this.primaProva.promise;
    // Whoever waits for it hears of it; where nobody does, the file itself tells.
    this.fine.promise.catch(() => undefined);
  }

  async lavora(tenta: (passo: Passo) => Promise<void>, prove: Prove): Promise<void> {
    try {
      await this.#prova(tenta, prove);
      this.fine.resolve();
    } catch (causa) {
      this.fine.reject(causa);
      throw causa;
    }
  }

  async #prova(tenta: (passo: Passo) => Promise<void>, { isRitentabile, massimo, attesaMs }: Prove): Promise<void> {
    for (let prova = 1; ; prova += 1) {
      try {
        await tenta({ tenuta: () => this.tenuta.resolve(), tocca: () => this.#tocca(prova) });
        this.tenuta.resolve();
        this.primaProva.resolve(true);
        return;
      } catch (causa) {
        this.caduta = true;
        this.tenuta.resolve();
        this.primaProva.resolve(false);
        await this.dietro;
        await this.davanti?.fine.promise;
        if (causa instanceof Superata) continue;
        if (prova >= massimo || !isRitentabile(causa)) throw causa;
        await attendi(attesaMs * prova);
      }
    }
  }

  async #tocca(prova: number): Promise<void> {
    if (this.davanti === null) return;
    if (prova > 1) return this.davanti.fine.promise;
    if (!(await this.davanti.primaProva.promise)) throw new Superata();
  }
}

export type Fila<F> = {
  fette: Iterable<F>;
  /** How many may be at work at once: 1, or 2. The first of them is alone in any case. */
  corsie: number;
  /** Works a slice in that lane. Called again where it was in somebody's way. */
  tenta: (fetta: F, corsia: number, passo: Passo) => Promise<void>;
  /** A slice has committed, and nobody is in its lane. */
  dopo: (fetta: F, corsia: number) => Promise<void>;
  prove: Prove;
};

/** Works all the slices; they commit in their order. Where one cannot be, none after it is. */
export async function inFila<F>({ fette, corsie, tenta, dopo, prove }: Fila<F>): Promise<void> {
  const inCorso: { fine: Promise<void>; fetta: F; corsia: number }[] = [];
  const lasciane = async (quante: number): Promise<void> => {
    for (let prima = inCorso[0]; prima !== undefined && inCorso.length > quante; prima = inCorso[0]) {
      await prima.fine;
      inCorso.shift();
      await dopo(prima.fetta, prima.corsia);
    }
  };
  let davanti: Turno | null = null;
  let n = 0;
  try {
    for (const fetta of fette) {
      await lasciane(n === 1 ? 0 : corsie - 1);
      if (davanti?.caduta === true) await lasciane(0);
      if (inCorso.length === 0) davanti = null;
      const turno: Turno = new Turno(davanti);
      const corsia = n % corsie;
      const fine = turno.lavora((passo) => tenta(fetta, corsia, passo), prove);
      fine.catch(() => undefined);
      inCorso.push({ fine, fetta, corsia });
      await turno.tenuta.promise;
      davanti = turno;
      n += 1;
    }
    await lasciane(0);
  } catch (causa) {
    await Promise.allSettled(inCorso.map(({ fine }) => fine));
    throw causa;
  }
}
