import type { DovutoId } from '#kernel/ids';
import type { EnteIncassante } from '#modules/enti';
import type { Ctx } from '#platform/contesto';
import type { CodiceCarico } from '../core/rifiuti.ts';
import type { RichiestaCarico } from '../store/carico-tabella.ts';
import { conCarico, type Provenienza } from './carico.ts';

/** What became of a change that came by itself. `codice` null: accepted. */
export type EsitoUno = { codice: CodiceCarico | null; iuv: string | null; dovutoId: DovutoId | null };

/**
 * One change of a dovuto, by the intake that loads those of files: on a connection of its own, not inside a transaction. `ente`: as who
 * asks has just read it.
 */
export async function caricaUno(
  ctx: Ctx,
  richiesta: Omit<RichiestaCarico, 'riga'>,
  { ente, ...provenienza }: Provenienza & { ente?: EnteIncassante },
): Promise<EsitoUno> {
  let esito: EsitoUno | undefined;
  await conCarico(
    ctx,
    provenienza,
    async (carico) => {
      await carico.copia([[{ ...richiesta, riga: 1 }]]);
      await carico.applica({ da: 1, a: 1 }, async (_, [riga]) => {
        if (riga !== undefined) esito = { codice: riga.codice, iuv: riga.iuv, dovutoId: riga.dovutoId ?? null };
        return Promise.resolve();
      });
    },
    { breve: true, ...(ente === undefined ? {} : { ente }) },
  );
  if (esito === undefined) throw new Error('carico: no outcome');
  return esito;
}
