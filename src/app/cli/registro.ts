import { parseArgs } from 'node:util';
import { formatGiorno, giornoA, isoRoma } from '#kernel/giorno';
import { sigillaRegistro, verificaRegistro, type Ancora, type Guasto, type Verifica } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { registro } from '#testi/it/registro';

const testi = registro.verifica;
const SIGILLA = 'sigilla';

/** Longer than sealing ever takes: past it, nobody is sealing or somebody holds the horizon. */
const RITARDO_MS = 5 * 60_000;

/**
 * `registro verifica`: proves the journal of acts, or names what is broken; `registro sigilla`: seals now what would be sealed within the
 * minute. Codes: 0 whole, 1 broken, 2 asked badly.
 */
export async function comandoRegistro(
  ctx: Ctx,
  argomenti: readonly string[],
): Promise<{ righe: string[]; codice: number }> {
  if (argomenti.length === 1 && argomenti[0] === SIGILLA) {
    const { blocchi, righe } = await sigillaRegistro(ctx);
    return { righe: [registro.sigilla(blocchi, righe)], codice: 0 };
  }
  const chiesto = leggiArgomenti(argomenti);
  if (typeof chiesto === 'string') return { righe: [chiesto], codice: 2 };
  const verifica = await verificaRegistro(ctx, chiesto);
  const esito = verifica.guasto === null ? righeIntegro(verifica, chiesto) : righeGuasto(verifica, verifica.guasto);
  return { righe: [...esito, ...righeCoda(ctx, verifica)], codice: verifica.guasto === null ? 0 : 1 };
}

function leggiArgomenti(argomenti: readonly string[]): { ancora?: Ancora } | string {
  try {
    const { positionals, values } = parseArgs({
      args: [...argomenti],
      options: { ancora: { type: 'string' } },
      allowPositionals: true,
    });
    if (positionals.join(' ') !== 'verifica') return testi.uso;
    if (values.ancora === undefined) return {};
    const [, n, impronta] = /^([1-9]\d{0,14}):([0-9a-f]{64})$/.exec(values.ancora.toLowerCase()) ?? [];
    return n === undefined || impronta === undefined ? testi.ancoraNonValida : { ancora: { n: Number(n), impronta } };
  } catch {
    return testi.uso;
  }
}

function righeIntegro({ blocchi, righe, ultimo }: Verifica, { ancora }: { ancora?: Ancora }): string[] {
  if (ultimo === null) return [testi.vuoto];
  const passa = ancora === undefined ? [] : [testi.ancora(ancora.n)];
  return [testi.integro(blocchi, righe), testi.ultimo(ultimo.n, ultimo.impronta), ...passa];
}

function righeGuasto({ blocchi, righe }: Verifica, { n, guasto, riga }: Guasto): string[] {
  return [testi.guasto(n), testi.motivi[guasto], ...(riga === null ? [] : [frase(riga)]), testi.prima(blocchi, righe)];
}

function frase(riga: NonNullable<Guasto['riga']>): string {
  if (riga.genere === 'mancante') return testi.mancante(riga.posizione, riga.dopo, riga.prima);
  return testi[riga.genere](riga.posizione, riga.id, quando(riga.istante));
}

function righeCoda(ctx: Ctx, { coda: { righe, dal } }: Verifica): string[] {
  const inRitardo = dal !== null && ctx.now.getTime() - dal.getTime() > RITARDO_MS;
  return [testi.coda(righe, dal === null ? null : quando(dal)), ...(inRitardo ? [testi.ritardo] : [])];
}

/** 23/11/2026 10:00:05, in Rome. */
function quando(istante: Date): string {
  return `${formatGiorno(giornoA(istante))} ${isoRoma(istante).slice(11, 19)}`;
}
