import { isUtf8 } from 'node:buffer';

/**
 * Why a text could not be split in lines. `riga` counts every physical line from 1. `solo_cr`: its lines end with a return alone, so that
 * the whole text is one of them.
 */
export type DifettoRighe = { codice: 'codifica' | 'nul' | 'riga_lunga' | 'solo_cr'; riga: number };

/** Thrown while lines are read; whoever asked for the lines turns it into its own refusal. */
export class RigheIllegibili extends Error {
  readonly difetto: DifettoRighe;
  constructor(difetto: DifettoRighe) {
    super(`righe: ${difetto.codice} at line ${difetto.riga}`);
    this.difetto = difetto;
  }
}

const LF = 0x0a;

/**
 * Splits a UTF-8 stream in physical lines (LF or CRLF), a batch a chunk. A byte order mark is taken off; bytes that are not UTF-8, NUL
 * and a line beyond `bytesMax` are refused: a lenient decoder would change people's names without a word.
 */
export async function* righeDi(flusso: AsyncIterable<Uint8Array>, bytesMax: number): AsyncGenerator<string[]> {
  let resto = Buffer.alloc(0);
  let lette = 0;
  for await (const pezzo of flusso) {
    const byte = resto.length === 0 ? Buffer.from(pezzo) : Buffer.concat([resto, pezzo]);
    // No character of UTF-8 holds the byte of a line feed but the line feed: whole lines are whole characters.
    const fine = byte.lastIndexOf(LF) + 1;
    resto = byte.subarray(fine);
    if (fine > 0) {
      const righe = decodifica(byte.subarray(0, fine - 1), { lette, bytesMax });
      lette += righe.length;
      yield righe;
    }
    if (resto.length > bytesMax) throw troppoLunga(resto.toString('latin1'), lette + 1);
  }
  if (resto.length > 0) yield decodifica(resto, { lette, bytesMax });
}

type Punto = { lette: number; bytesMax: number };

function decodifica(byte: Buffer, { lette, bytesMax }: Punto): string[] {
  if (!isUtf8(byte)) throw new RigheIllegibili({ codice: 'codifica', riga: lette + 1 + primaIllegibile(byte) });
  const testo = byte.toString('utf8');
  const righe = (lette === 0 && testo.startsWith('\uFEFF') ? testo.slice(1) : testo).split('\n').map(senzaCr);
  for (const [n, riga] of righe.entries()) {
    if (oltre(riga, bytesMax)) throw troppoLunga(riga, lette + n + 1);
    if (riga.includes('\0')) throw new RigheIllegibili({ codice: 'nul', riga: lette + n + 1 });
  }
  if (lette === 0 && righe[0]?.includes('\r') === true) throw new RigheIllegibili({ codice: 'solo_cr', riga: 1 });
  return righe;
}

/** Which of these lines, from 0, is the first that is not UTF-8: looked for only when one is known to be there. */
function primaIllegibile(byte: Buffer): number {
  let inizio = 0;
  for (let n = 0; ; n += 1) {
    const fine = byte.indexOf(LF, inizio);
    if (fine === -1 || !isUtf8(byte.subarray(inizio, fine))) return n;
    inizio = fine + 1;
  }
}

/** A character is at most three bytes a UTF-16 unit: most lines need no counting. */
function oltre(riga: string, bytesMax: number): boolean {
  return riga.length > bytesMax || (riga.length * 3 > bytesMax && Buffer.byteLength(riga) > bytesMax);
}

function troppoLunga(riga: string, numero: number): RigheIllegibili {
  return new RigheIllegibili({ codice: riga.includes('\r') ? 'solo_cr' : 'riga_lunga', riga: numero });
}

function senzaCr(riga: string): string {
  return riga.endsWith('\r') ? riga.slice(0, -1) : riga;
}
