import { setTimeout as pausa } from 'node:timers/promises';
import { seguiRiassunto } from '#modules/pagamenti';
import { contaOltreTermine, seguiConteggio } from '#modules/posizioni';
import type { Ctx, Mondo } from '#platform/contesto';
import { ctxDi } from './un-ente.ts';

const GIRI_MAX = 400;
const PAUSA_MS = 50;

const SEGUITI = {
  'posizioni.conteggio': seguiConteggio,
  'pagamenti.riassunto': seguiRiassunto,
} satisfies Record<string, (ctx: Ctx) => Promise<void>>;

/**
 * Has what was written so far counted, and the instant told. Other tests write in the same server, and the horizon is behind the oldest of
 * them.
 */
export async function contato(mondo: Mondo): Promise<void> {
  const ctx = ctxDi(mondo, 'worker');
  const { rows } = await mondo.pools.worker.query<{ xid: string; ora: Date }>(
    `select pg_current_xact_id()::text as xid, clock_timestamp() as ora`,
  );
  for (const [nome, segui] of Object.entries(SEGUITI)) {
    for (let giro = 0; ; giro += 1) {
      await segui(ctx);
      const { rows: fatti } = await mondo.pools.worker.query<{ fatto: boolean }>(
        `select cursore > $2::xid8 and fino >= $3 as fatto from piattaforma.seguito where nome = $1`,
        [nome, rows[0]?.xid, rows[0]?.ora],
      );
      if (fatti[0]?.fatto === true) break;
      if (giro === GIRI_MAX) throw new Error(`${nome}: somebody writes for too long`);
      await pausa(PAUSA_MS);
    }
  }
  await contaOltreTermine(ctx);
}
