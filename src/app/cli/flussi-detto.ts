import type { Flusso, RifiutoFlusso } from '#modules/flussi';
import type { Ctx, Mondo } from '#platform/contesto';
import { comandi } from '#testi/it/comandi';
import { flussi } from '#testi/it/flussi';
import type { EsitoComando } from './esito-comando.ts';

const testi = comandi.flussi;

/** Where progress is told: not among the lines of the answer, so that these can be piped. */
export type Schermo = { isTTY?: boolean | undefined; write(testo: string): unknown };

/** How much of it is done, from 0 to 1. */
export function quantaParte({ righeApplicate, righeTotali }: Flusso): number {
  return righeTotali === null || righeTotali === 0 ? 0 : righeApplicate / righeTotali;
}

/** What the line may say beside the words. */
export type OpzioniFlussi = Partial<Record<'ente' | 'ambiente' | 'attendi' | 'in' | 'avvisi', string>>;

/** What a command of the files is given. */
export type Incarico = { mondo: Mondo; ctx: Ctx; cosa: string | undefined; opzioni: OpzioniFlussi; schermo: Schermo };

/** A refusal in words, with its code. */
export function fallito({ codice, parametri = {} }: Pick<RifiutoFlusso, 'codice' | 'parametri'>): EsitoComando {
  const frase = flussi.rifiuti[codice];
  return { righe: [`${typeof frase === 'string' ? frase : frase(parametri)} ${testi.codice(codice)}`], codice: 1 };
}

/** How a file stands, and with which code a command that asked for it ends. */
export function esitoDi(f: Flusso): EsitoComando {
  switch (f.stato) {
    case 'in_corrispondenza':
    case 'in_anteprima':
      return { righe: [testi.inAnteprima], codice: 4 };
    case 'ricevuto':
    case 'in_corso':
      return { righe: [testi.progresso(f, quantaParte(f))], codice: 4 };
    case 'fallito':
      return fallito({
        codice: (f.codiceErrore ?? '') as RifiutoFlusso['codice'],
        parametri: f.parametriErrore ?? {},
      });
    case 'annullato':
      return { righe: [testi.annullato], codice: 1 };
    case 'eseguito':
      return { righe: [testi.eseguito(f)], codice: f.righeScartate === 0 ? 0 : 3 };
  }
}
