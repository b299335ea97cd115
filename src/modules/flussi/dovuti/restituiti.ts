import type { FlussoId } from '#kernel/ids';
import { iuvDelFlusso } from '#modules/posizioni';
import type { Ctx } from '#platform/contesto';
import { scriviZip } from '#platform/zip';
import type { VersioneDovuti } from '../core/dovuti/colonne.ts';
import { leggiRiga } from '../core/dovuti/leggi-riga.ts';
import { rigaConIuv } from '../core/dovuti/scrivi-riga.ts';
import { insertAllegato, insertFile, selectFile, selectFlusso, selectScarti } from '../store.ts';
import type { RigaFile } from './insiemi.ts';
import { leggiCsv, type Lettura, type Origine } from './lettura.ts';

/**
 * What a loaded file gives back: `<base>_SCARTI.zip` (refused rows as they came, with codes and texts) and `<base>_IUV.zip` (accepted
 * rows with their IUV), in the order of the file (mypay-file-formats.md 2.5, 2.6). Each is absent when it would be empty.
 */
export type Restituiti = {
  /** The rows up to this one are applied. */
  fino(riga: number): void;
  /** All are: what is given back is kept. */
  concludi(): Promise<void>;
  /** Ends the work, whatever became of it, and leaves nothing that nobody names. */
  chiudi(): Promise<void>;
};

/** Begins to write the IUV, which follows the slices while they are applied: whoever does that waits for the database, and has time. */
export async function iniziaRestituiti(ctx: Ctx, flussoId: FlussoId, origine: Origine): Promise<Restituiti> {
  const seguito = new Seguito();
  // Written by a run that was killed after it: a second one would leave the first as a file that nothing names.
  const fatto = await ctx.tx((t) => selectFile(t, flussoId, 'iuv'));
  const iuv = fatto === null ? new FileRestituito(ctx, flussoId, origine, 'iuv') : null;
  const scritto = iuv?.scrivi((lettura) => testoIuv(ctx, { flussoId, lettura, seguito, versione: origine.versione }));
  scritto?.catch(() => undefined);
  return {
    fino: (riga) => seguito.fino(riga),
    concludi: async () => {
      seguito.fino(Infinity);
      await scritto;
      const flusso = await ctx.tx((t) => selectFlusso(t, flussoId));
      if (flusso === null) throw new Error('flusso: vanished');
      if (flusso.righeScartate > 0) await scriviScarti(ctx, flussoId, origine);
      if (flusso.righeAccettate > 0) await iuv?.tieni();
    },
    chiudi: async () => {
      seguito.ferma();
      await scritto?.catch(() => undefined);
      await iuv?.scarta();
    },
  };
}

async function scriviScarti(ctx: Ctx, flussoId: FlussoId, origine: Origine): Promise<void> {
  if ((await ctx.tx((t) => selectFile(t, flussoId, 'scarti'))) !== null) return;
  const scarti = new FileRestituito(ctx, flussoId, origine, 'scarti');
  try {
    await scarti.scrivi((lettura) => testoScarti(ctx, flussoId, lettura));
    await scarti.tieni();
  } finally {
    await scarti.scarta();
  }
}

/** How far the slices are, for whoever follows them. */
class Seguito {
  #fatte = 0;
  #passo = Promise.withResolvers<void>();
  #fermo = false;

  fino(riga: number): void {
    this.#fatte = Math.max(this.#fatte, riga);
    this.#muovi();
  }

  /** Nobody will apply any more: whoever waits is sent away. */
  ferma(): void {
    this.#fermo = true;
    this.#muovi();
  }

  async attendi(riga: number): Promise<void> {
    while (this.#fatte < riga) {
      if (this.#fermo) throw new Error('restituiti: the slices have stopped');
      await this.#passo.promise;
    }
  }

  #muovi(): void {
    this.#passo.resolve();
    this.#passo = Promise.withResolvers<void>();
  }
}

/** One of the files, written aside and kept at the end. */
class FileRestituito {
  readonly #ctx: Ctx;
  readonly #flussoId: FlussoId;
  readonly #origine: Origine;
  readonly #genere: 'scarti' | 'iuv';
  #percorso: string | null = null;

  constructor(ctx: Ctx, flussoId: FlussoId, origine: Origine, genere: 'scarti' | 'iuv') {
    this.#ctx = ctx;
    this.#flussoId = flussoId;
    this.#origine = origine;
    this.#genere = genere;
  }

  get #nome(): string {
    return `${this.#origine.base}_${this.#genere.toUpperCase()}`;
  }

  async scrivi(testo: (lettura: Lettura) => AsyncIterable<string>): Promise<void> {
    const percorso = await this.#ctx.files.provvisorio();
    this.#percorso = percorso;
    await leggiCsv(this.#origine, (lettura) => scriviZip(percorso, `${this.#nome}.csv`, testo(lettura), this.#ctx.now));
  }

  async tieni(): Promise<void> {
    const percorso = this.#percorso;
    if (percorso === null) throw new Error('restituiti: nothing was written');
    const arrivo = await this.#ctx.files.misura(percorso);
    await this.#ctx.tx(async (t) => {
      const file = { nome: `${this.#nome}.zip`, tipoContenuto: 'application/zip', arrivo };
      const fileId = await insertFile(t, file);
      await insertAllegato(t, this.#flussoId, this.#genere, fileId);
      await t.files.tieni(percorso, fileId);
    });
  }

  async scarta(): Promise<void> {
    if (this.#percorso !== null) await this.#ctx.files.scarta(this.#percorso);
  }
}

/** The refused rows, each with its codes and texts. */
export async function* testoScarti(
  ctx: Ctx,
  flussoId: FlussoId,
  { intestazione, righe }: Lettura,
): AsyncGenerator<string> {
  yield `${intestazione};cod_rifiuto;de_rifiuto\n`;
  for await (const { gruppo, dopo, a } of conEstremi(righe)) {
    const scarti = await ctx.tx((t) => selectScarti(t, flussoId, { dopo, a, quanti: gruppo.length }));
    const per = new Map(scarti.map((s) => [s.riga, s]));
    yield gruppo
      .map(({ riga, testo }) => {
        const scarto = per.get(riga);
        return scarto === undefined ? '' : `${testo};${scarto.codice};${scarto.testo}\n`;
      })
      .join('');
  }
}

async function* testoIuv(
  ctx: Ctx,
  f: { flussoId: FlussoId; lettura: Lettura; seguito: Seguito; versione: VersioneDovuti },
): AsyncGenerator<string> {
  const { intestazione, righe } = f.lettura;
  yield `${intestazione}\n`;
  for await (const { gruppo, dopo, a } of conEstremi(righe)) {
    await f.seguito.attendi(a);
    const iuv = await ctx.tx((t) => iuvDelFlusso(t, { flussoId: f.flussoId, dopo, a }));
    yield gruppo
      .map(({ riga, testo }) => {
        const letta = iuv.has(riga) ? leggiRiga(testo, f.versione) : null;
        return letta?.ok === true ? `${rigaConIuv(letta.value, f.versione, iuv.get(riga) ?? null)}\n` : '';
      })
      .join('');
  }
}

const GRUPPO_RIGHE = 5000;

async function* conEstremi(
  righe: AsyncIterable<RigaFile[]>,
): AsyncGenerator<{ gruppo: RigaFile[]; dopo: number; a: number }> {
  let dopo = 0;
  let gruppo: RigaFile[] = [];
  for await (const nuove of righe) {
    gruppo = gruppo.concat(nuove);
    if (gruppo.length < GRUPPO_RIGHE) continue;
    const a = gruppo.at(-1)?.riga ?? dopo;
    yield { gruppo, dopo, a };
    dopo = a;
    gruppo = [];
  }
  if (gruppo.length > 0) yield { gruppo, dopo, a: gruppo.at(-1)?.riga ?? dopo };
}
