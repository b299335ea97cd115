import type { Giorno } from '#kernel/giorno';
import type { Cents } from '#kernel/importo';
import type { Ctx } from './contesto.ts';

/** How much of one kind hangs from a setting; `cosa` is the word that testi turns into a sentence. */
export type Conteggio = { cosa: string; quanti: number; totaleCents: Cents | null };

/** One of the things that hang from it: never who owes. */
export type VoceImpatto = {
  cosa: string;
  id: string;
  nome: string;
  descrizione: string;
  numeroAvviso: string | null;
  scadenza: Giorno | null;
  importoCents: Cents;
};

/**
 * What a module has that depends on a setting of another (house 4): configuration never asks what hangs from it, so who depends on it says
 * so here, and the page that changes the setting asks all of them first.
 */
export type Impatto = {
  /** `bollettino`: what was printed with a postal account in some days, whose id is {@link idBollettino}. */
  di: 'conto' | 'stazione' | 'tipoDovuto' | 'bollettino';
  /** Always the same words, zeros included: the second look is compared with the first. */
  conta(ctx: Ctx, id: string): Promise<Conteggio[]>;
  elenca(ctx: Ctx, id: string, quante: number): Promise<VoceImpatto[]>;
};

/** The notices printed with a postal account from a day on and before another, as the id of an impact. */
export type Bollettino = { contoId: string; dal: Giorno; prima: Giorno };
export const idBollettino = ({ contoId, dal, prima }: Bollettino): string => [contoId, dal, prima].join(' ');

/** …and back. */
export function leggiBollettino(id: string): Bollettino {
  const [contoId = '', dal = '', prima = ''] = id.split(' ');
  return { contoId, dal: dal as Giorno, prima: prima as Giorno };
}

/** Declares what depends on a setting. */
export function impatto(definizione: Impatto): Impatto {
  return definizione;
}

/** What all the modules have that depends on one setting. */
export type ImpattoMisurato = { conteggi: Conteggio[]; voci: VoceImpatto[] };

/** Asks all those who depend on it. */
export async function misuraImpatto(
  ctx: Ctx,
  impatti: readonly Impatto[],
  { di, id, quante }: { di: Impatto['di']; id: string; quante: number },
): Promise<ImpattoMisurato> {
  const misurato: ImpattoMisurato = { conteggi: [], voci: [] };
  for (const uno of impatti.filter((i) => i.di === di)) {
    misurato.conteggi.push(...(await uno.conta(ctx, id)));
    misurato.voci.push(...(await uno.elenca(ctx, id, quante)));
  }
  return misurato;
}

/** The counts as one text: what a person confirmed, to be compared with what there is when they do. */
export function improntaImpatto({ conteggi }: ImpattoMisurato): string {
  return conteggi.map(({ cosa, quanti, totaleCents }) => `${cosa}=${quanti}:${totaleCents ?? ''}`).join(' ');
}
