import { it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { caricaDovuti, riceviDovuti } from '../flussi/index.ts';
import { databaseDiProva } from '#support/db';
import { fileDovuti } from '#support/dovuti';
import { mondoDiProva } from '#support/mondo';
import { ctxDi, unEnte } from '#support/un-ente';
it('x', async () => {
  const db = await databaseDiProva();
  const mondo = mondoDiProva(db);
  const ente = await unEnte(mondo);
  const ctx = ctxDi(mondo, 'worker', ente.enteId);
  for (const [n, q] of [['A', 5], ['B', 2], ['D', 3], ['C', 5050]] as const) {
    const righe = Array.from({ length: q }, (_, i) => ({ IUD: `${n}${i}` }));
    const { flussoId } = valoreDi(await riceviDovuti(ctx, await fileDovuti(ente, { iuf: `L${n}`, righe })));
    const t = performance.now();
    const p = caricaDovuti(ctx, flussoId);
    const timer = setInterval(() => void db.owner.query("select pid, state, now()-query_start as d, left(query,600) q, wait_event from pg_stat_activity where state<>'idle' and pid<>pg_backend_pid() and datname=current_database()").then((r) => console.log(JSON.stringify(r.rows))), 8000);
    await p; clearInterval(timer);
    console.log(n, Math.round(performance.now() - t));
  }
}, 120000);
