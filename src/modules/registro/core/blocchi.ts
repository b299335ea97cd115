/**
 * Rows of a block at the most: what is read again to name the first broken row, and held in memory to do so. A block holds whole
 * transactions, because its bounds are transaction numbers: one that wrote more acts than this is a block by itself.
 */
export const BLOCCO_RIGHE_MAX = 10_000;

/** What stands before the first block. */
export const PRIMA_DEL_PRIMO: Anello = { n: 0, aXid: 0n, impronta: '00'.repeat(32) };

/** What the next block must follow: number, end (exclusive) and hash (hex) of the last. */
export type Anello = { n: number; aXid: bigint; impronta: string };

/** Acts not yet sealed: transaction of the first, transaction of the one that would be too many (if any), horizon. */
export type DaSigillare = { primo: bigint | null; oltre: bigint | null; orizzonte: bigint };

/** Where the next block ends (exclusive), or null when there is nothing to seal. */
export function fineBlocco({ primo, oltre, orizzonte }: DaSigillare): bigint | null {
  if (primo === null) return null;
  if (oltre === null) return orizzonte;
  return oltre > primo ? oltre : primo + 1n;
}

/** A block as it is found. */
export type BloccoRiletto = Anello & {
  daXid: bigint;
  precedente: string;
  righe: number;
  /** Its hash is the hash of its own columns. */
  improntaGiusta: boolean;
};

/** What is wrong with a block by itself or with its place in the chain. */
export type GuastoCatena = 'blocco_mancante' | 'catena_spezzata' | 'blocco_alterato';

/** Judges one block against the one before. The number is the block to name: the missing one, where one is missing. */
export function giudicaBlocco(prima: Anello, b: BloccoRiletto): { n: number; guasto: GuastoCatena } | null {
  const atteso = prima.n + 1;
  if (b.n !== atteso) return { n: atteso, guasto: 'blocco_mancante' };
  if (b.precedente !== prima.impronta || b.daXid !== prima.aXid) return { n: b.n, guasto: 'catena_spezzata' };
  return b.improntaGiusta ? null : { n: b.n, guasto: 'blocco_alterato' };
}

/** The blocks up to the first that is broken (not included), and what is wrong with that one. */
export function giudicaCatena(
  prima: Anello,
  blocchi: readonly BloccoRiletto[],
): { sani: BloccoRiletto[]; guasto: { n: number; guasto: GuastoCatena } | null } {
  const sani: BloccoRiletto[] = [];
  for (const blocco of blocchi) {
    const guasto = giudicaBlocco(sani.at(-1) ?? prima, blocco);
    if (guasto !== null) return { sani, guasto };
    sani.push(blocco);
  }
  return { sani, guasto: null };
}

/** An act as it is found in a block: its hash now, and what names it. */
export type RigaTrovata = { id: string; istante: Date; impronta: string };

/** The first act of a block that is not as it was sealed. `posizione` counts from 1 in the sealed order. */
export type RigaRotta =
  | { genere: 'cambiata' | 'aggiunta'; posizione: number; id: string; istante: Date }
  | { genere: 'mancante'; posizione: number; dopo: string | null; prima: string | null };

/**
 * Compares the hashes of a block with those of the acts found, both in order. A hash says nothing of the act that is gone, so a missing one
 * is named by its neighbours.
 */
export function primaRigaRotta(attese: readonly string[], trovate: readonly RigaTrovata[]): RigaRotta | null {
  let i = 0;
  while (i < attese.length && attese[i] === trovate[i]?.impronta) i += 1;
  const [attesa, trovata] = [attese[i], trovate[i]];
  const posizione = i + 1;
  if (attesa === undefined && trovata === undefined) return null;
  const mancante: RigaRotta = {
    genere: 'mancante',
    posizione,
    dopo: trovate[i - 1]?.id ?? null,
    prima: trovata?.id ?? null,
  };
  if (trovata === undefined) return mancante;
  const { id, istante } = trovata;
  if (attesa === undefined) return { genere: 'aggiunta', posizione, id, istante };
  // Each side is looked for in what follows on the other: found there, it is only out of step with it.
  if (attese.includes(trovata.impronta, i + 1)) return mancante;
  const attesaPiuAvanti = trovate.slice(i + 1).some(({ impronta }) => impronta === attesa);
  return { genere: attesaPiuAvanti ? 'aggiunta' : 'cambiata', posizione, id, istante };
}

/** The first hashes of a block, cut from its `impronte` (hex): 16 bytes an act. */
export function dividiImpronte(impronte: string): string[] {
  return impronte.match(/.{32}/g) ?? [];
}
