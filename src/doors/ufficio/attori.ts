import { isUuid, type OperatoreId } from '#kernel/ids';
import { nomiOperatori } from '#modules/utenti';
import type { Ctx } from '#platform/contesto';
import { ufficioRegistro as testi } from '#testi/it/ufficio-registro';

/** Says who an actor of the registro is, as people call them. */
export type NomeAttore = (attore: string) => string;

/** Reads at once the names of all the operators among these actors (`operatore:0199…`, `nodo`, …). */
export async function nomiAttori(ctx: Ctx, attori: readonly string[]): Promise<NomeAttore> {
  const ids = new Set(attori.flatMap((attore) => idOperatore(attore) ?? []));
  const nomi = await nomiOperatori(ctx, [...ids]);
  return (attore) => {
    const id = idOperatore(attore);
    if (id !== null) return nomi.get(id) ?? testi.chi.operatore;
    const [tipo = ''] = attore.split(':');
    return tipo in testi.chi ? testi.chi[tipo as keyof typeof testi.chi] : tipo;
  };
}

function idOperatore(attore: string): OperatoreId | null {
  const [tipo, id = ''] = attore.split(':', 2);
  return tipo === 'operatore' && isUuid<OperatoreId>(id) ? id : null;
}
