import type { TipoDovutoId } from '#kernel/ids';
import { moduloPubblicato, versioniModulo, type Modulo } from '#modules/enti';
import type { Ctx } from '#platform/contesto';

/** The form of a kind of due that a clerk fills in: the published one in force, whether or not citizens may begin it by themselves. */
export type ModuloAMano = { versione: number; modulo: Modulo };

/** Null: the kind of due has none. */
export async function moduloAMano(ctx: Ctx, tipoDovutoId: TipoDovutoId): Promise<ModuloAMano | null> {
  const versione = (await versioniModulo(ctx, tipoDovutoId)).find(({ stato }) => stato === 'pubblicata')?.versione;
  const modulo = versione === undefined ? null : await moduloPubblicato(ctx, { tipoDovutoId, versione });
  return versione === undefined || modulo === null ? null : { versione, modulo };
}
