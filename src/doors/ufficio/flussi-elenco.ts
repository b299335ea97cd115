import { elencoFlussi, type Flusso, type StatoFlusso } from '#modules/flussi';
import type { Ctx } from '#platform/contesto';
import { nomiAttori } from './attori.ts';
import { leggiCercato, type Cercato } from './filtri.ts';
import { con, VAI } from './indirizzi.ts';
import type { Lavoro, RichiestaUfficio } from './lavoro.ts';
import type { FlussoDetto } from './tabella-flussi.tsx';

/** The states of a file as a list asks for them. */
const STATI: Readonly<Record<'in_attesa' | 'in_corso' | 'terminati' | 'non_riusciti', readonly StatoFlusso[]>> = {
  in_attesa: ['in_corrispondenza', 'in_anteprima'],
  in_corso: ['ricevuto', 'in_corso'],
  terminati: ['eseguito'],
  non_riusciti: ['fallito', 'annullato'],
};
export type QualiFlussi = keyof typeof STATI | 'tutti';
export const QUALI_FLUSSI = ['tutti', ...Object.keys(STATI)] as QualiFlussi[];

/** Where the files that were booked begin, in their page. */
export const PRENOTATI = 'prenotati';

/** Which files, and what is looked for among them. */
export type FiltriFlussi = Cercato & { quali: QualiFlussi };

/** Which files an address, or a form, asks for. */
export function qualiFlussiDi(campi: RichiestaUfficio['query']): QualiFlussi {
  return QUALI_FLUSSI.find((quali) => quali === campi['quali']) ?? 'tutti';
}

export async function leggiFiltriFlussi(t: Ctx, l: Lavoro, r: RichiestaUfficio): Promise<FiltriFlussi> {
  return { quali: qualiFlussiDi(r.query), ...(await leggiCercato(t, l, r)) };
}

/** A list of files (`base`) with these filters, from a row on. */
export function indirizzoFlussi(
  base: string,
  { quali, r = null }: { quali: QualiFlussi; r?: string | null },
  da: Readonly<Record<string, string>> = {},
): string {
  const indirizzo = con(base, { quali: quali === 'tutti' ? '' : quali, r: r ?? '', ...da });
  // There the list comes after a form: whoever looks for something in it is brought to it.
  return base === VAI.incassi ? `${indirizzo}#${PRENOTATI}` : indirizzo;
}

type Da = { dopo: Flusso['id'] | null; prima: Flusso['id'] | null; quanti: number };

/** The files of a list. */
export function flussiDi(
  t: Ctx,
  { verso, quali, testo, ...da }: { verso: Flusso['verso']; quali: QualiFlussi; testo: string } & Da,
): Promise<Flusso[]> {
  return elencoFlussi(t, { verso, stati: quali === 'tutti' ? null : STATI[quali], testo, ...da });
}

/** The rows of the file of such a list: each with who asked for it. */
export function righeFlussi(verso: Flusso['verso']) {
  return async (
    t: Ctx,
    { quali, testo }: FiltriFlussi,
    { dopo, quanti }: { dopo: FlussoDetto | null; quanti: number },
  ): Promise<FlussoDetto[]> => {
    const letti = await flussiDi(t, { verso, quali, testo, dopo: dopo?.id ?? null, prima: null, quanti });
    const nome = await nomiAttori(
      t,
      letti.map((f) => f.richiestoDa),
    );
    return letti.map((f) => ({ ...f, da: nome(f.richiestoDa) }));
  };
}
