/** Why a text could not be split in lines. `riga` counts every physical line from 1. */
export type DifettoRighe = { codice: 'codifica' | 'nul' | 'riga_lunga'; riga: number };

/** Thrown while lines are read; whoever asked for the lines turns it into its own refusal. */
export class RigheIllegibili extends Error {
  readonly difetto: DifettoRighe;
  constructor(difetto: DifettoRighe) {
    super(`righe: ${difetto.codice} at line ${difetto.riga}`);
    this.difetto = difetto;
  }
}

/**
 * Splits a UTF-8 stream in physical lines (LF or CRLF), a batch a chunk. A byte order mark is taken off; bytes that are not UTF-8, NUL
 * and a line beyond `caratteriMax` are refused: a lenient decoder would change people's names without a word.
 */
export async function* righeDi(flusso: AsyncIterable<Uint8Array>, caratteriMax: number): AsyncGenerator<string[]> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let resto = '';
  let letta = 0;
  const decodifica = (pezzo?: Uint8Array): string => {
    try {
      return pezzo === undefined ? decoder.decode() : decoder.decode(pezzo, { stream: true });
    } catch {
      throw new RigheIllegibili({ codice: 'codifica', riga: letta + 1 });
    }
  };
  for await (const pezzo of flusso) {
    const testo = resto + decodifica(pezzo);
    const righe = testo.split('\n');
    resto = righe.pop() ?? '';
    controlla(righe, letta, caratteriMax);
    letta += righe.length;
    if (resto.length > caratteriMax) throw new RigheIllegibili({ codice: 'riga_lunga', riga: letta + 1 });
    if (righe.length > 0) yield righe.map(senzaCr);
  }
  resto += decodifica();
  if (resto !== '') {
    controlla([resto], letta, caratteriMax);
    yield [senzaCr(resto)];
  }
}

function senzaCr(riga: string): string {
  return riga.endsWith('\r') ? riga.slice(0, -1) : riga;
}

function controlla(righe: string[], prima: number, caratteriMax: number): void {
  for (const [n, riga] of righe.entries()) {
    if (riga.length > caratteriMax) throw new RigheIllegibili({ codice: 'riga_lunga', riga: prima + n + 1 });
    if (riga.includes('\0')) throw new RigheIllegibili({ codice: 'nul', riga: prima + n + 1 });
  }
}
