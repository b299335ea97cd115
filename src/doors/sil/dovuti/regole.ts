import { leggiEnteIncassante, luoghiNoti, regoleTipi, type EnteIncassante, type LuoghiNoti } from '#modules/enti';
import type { EnteId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';

type Tipi = Awaited<ReturnType<typeof regoleTipi>>;

/** What a dovuto is judged by: its ente as it collects, the kinds of due, the taxonomy, the places. */
export type Regole = { incassante: EnteIncassante; luoghi: LuoghiNoti } & Pick<Tipi, 'tipi' | 'tassonomia'>;

/** Long enough to cost nothing to who sends dovuti one after the other, short enough that what is closed there is soon closed here. */
const VITA_MS = 2000;
/** Places change by law, a few in a year. */
const VITA_LUOGHI_MS = 600_000;
/** More enti than these do not write at once: the one read longest ago gives way. */
const ENTI_MAX = 500;

type Letta = { quando: number; valore: Promise<Regole> };

/** The rules of the enti as the door sees them, at most two seconds old; `fresche`: read now, before somebody is told no. */
export function regoleVive(): (ctx: Ctx, enteId: EnteId, fresche?: boolean) => Promise<Regole> {
  const lette = new Map<EnteId, Letta>();
  let luoghi: { quando: number; valore: Promise<LuoghiNoti> } | null = null;
  const leggi = async (ctx: Ctx, enteId: EnteId): Promise<Regole> => {
    if (luoghi === null || isVecchia(ctx, luoghi.quando, VITA_LUOGHI_MS))
      luoghi = { quando: ctx.now.getTime(), valore: luoghiNoti(ctx) };
    const miei = luoghi;
    // What could not be read is not what is known from now on.
    miei.valore.catch(() => {
      if (luoghi === miei) luoghi = null;
    });
    const { tipi, tassonomia } = await regoleTipi(ctx, enteId);
    return { tipi, tassonomia, incassante: await leggiEnteIncassante(ctx, enteId), luoghi: await miei.valore };
  };
  return (ctx, enteId, fresche = false) => {
    const nota = lette.get(enteId);
    if (nota !== undefined && !fresche && !isVecchia(ctx, nota.quando, VITA_MS)) return nota.valore;
    const nuova = { quando: ctx.now.getTime(), valore: leggi(ctx, enteId) };
    lette.delete(enteId);
    lette.set(enteId, nuova);
    nuova.valore.catch(() => lette.get(enteId) === nuova && lette.delete(enteId));
    const [prima] = lette.keys();
    if (lette.size > ENTI_MAX && prima !== undefined) lette.delete(prima);
    return nuova.valore;
  };
}

/** A clock that was set back says nothing of the age. */
function isVecchia({ now }: Ctx, quando: number, vitaMs: number): boolean {
  const eta = now.getTime() - quando;
  return eta < 0 || eta > vitaMs;
}
