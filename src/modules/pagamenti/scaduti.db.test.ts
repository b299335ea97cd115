import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import type { Mondo } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { dovutiConAvviso } from '#support/quanto';
import { consegna, ricevutaLetta } from '#support/ricevute';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';

let mondo: Mondo;
let ente: EnteDiProva;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ente = await unEnte(mondo);
});

// The receipt comes today, days later: the Nodo tries for two.
it.each([
  ['on its last evening', '2026-01-31T22:50:00Z', []],
  ['by who was told of it on its last evening', '2026-01-31T23:20:00Z', []],
  ['when it was over', '2026-01-31T23:31:00Z', ['era_scaduto']],
])('a dovuto paid %s', async (_, pagataIl, segni) => {
  const worker = ctxDi(mondo, 'worker', ente.enteId);
  await sql`update enti.tipo_dovuto set paga_dopo_scadenza = false where ente_id = ${ente.enteId}`.execute(worker.db);
  const [d] = await dovutiConAvviso(worker, [{ iud: pagataIl, importo: 1000 }]);
  if (d === undefined) throw new Error('no dovuto');
  await sql`update posizioni.dovuto set data_scadenza = '2026-01-31' where ente_id = ${ente.enteId} and id = ${d.id}`.execute(
    worker.db,
  );
  const ricevuta = ricevutaLetta(ente, { ...d, importo: 1000, receiptId: pagataIl }, { pagataIl: new Date(pagataIl) });
  expect((await consegna(mondo, ente, ricevuta)).risposta).toBe('OK');
  const { rows } = await sql<{ stato: string; segni: string[] }>`
    select stato, da_verificare as segni from posizioni.dovuto where ente_id = ${ente.enteId} and id = ${d.id}`.execute(
    worker.db,
  );
  expect(rows).toEqual([{ stato: 'pagato', segni }]);
});
