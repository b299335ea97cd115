import { leggiEnte } from '#modules/enti';
import { riassumiConsegne } from '#modules/eventi';
import { riassumiChiamate } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { giudicaCollaudo, type Giudicato } from './core/collaudo.ts';

const GIORNO_MS = 86_400_000;
/** Calls are looked for no further back. */
const GIORNI_MAX = 30;

/** How the integration of an ente stands. */
export type EsitoCollaudo = { dal: Date; requisiti: Giudicato[]; superati: number };

/** Judges the calls that the software of the context's ente has made in the last `giorni` days, requirement by requirement. */
export async function collauda(ctx: Ctx, { giorni }: { giorni: number }): Promise<EsitoCollaudo> {
  const dal = new Date(ctx.now.getTime() - Math.min(Math.max(giorni, 1), GIORNI_MAX) * GIORNO_MS);
  return ctx.tx(async (t) => {
    const chiamate = await riassumiChiamate(t, { dal, al: t.now });
    const ente = t.enteId === null ? null : await leggiEnte(t, t.enteId);
    const eventi = await riassumiConsegne(t, { dal });
    const requisiti = giudicaCollaudo(chiamate, { enteInProva: ente?.ambiente === 'prova', eventi });
    return { dal, requisiti, superati: requisiti.filter(({ stato }) => stato === 'superato').length };
  });
}
