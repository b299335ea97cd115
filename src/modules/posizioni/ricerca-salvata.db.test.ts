import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import type { OperatoreId } from '#kernel/ids';
import { creaCtx, type Ctx, type Mondo } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { unEnte, type EnteDiProva } from '#support/un-ente';
import { apriRicerca, deleteRicercheScadute, salvaRicerca } from './store/ricerca-salvata.ts';

const ORE_MS = 3_600_000;
const [ANNA, BEA] = ['0199aaaa-0000-7000-8000-00000000000a', '0199aaaa-0000-7000-8000-00000000000b'] as OperatoreId[];

let mondo: Mondo;
let ente: EnteDiProva;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ente = await unEnte(mondo);
});

const fra = (ore: number, ruolo: 'ufficio' | 'worker' = 'ufficio', di = ente): Ctx => {
  const orologio = (): Date => new Date(Date.now() + ore * ORE_MS);
  return creaCtx({ ...mondo, orologio }, { ruolo, attore: { tipo: 'sistema' }, enteId: di.enteId });
};

it('is of who made it, for that ente and for eight hours, and is never in clear', async () => {
  if (ANNA === undefined || BEA === undefined) throw new Error('two operators');
  const id = await fra(0).tx((t) => salvaRicerca(t, { operatoreId: ANNA, testo: 'Mario Rossi' }));
  const apri = (ctx: Ctx, operatoreId = ANNA): Promise<string | null> =>
    ctx.tx((t) => apriRicerca(t, { operatoreId, id }));
  expect(await apri(fra(7))).toBe('Mario Rossi');
  expect(await apri(fra(0), BEA)).toBeNull();
  expect(await apri(fra(0, 'ufficio', await unEnte(mondo)))).toBeNull();
  expect(await apri(fra(9))).toBeNull();
  const { rows } = await fra(0, 'worker').tx((t) =>
    sql<{ contenuto: Buffer }>`select contenuto from posizioni.ricerca_salvata where id = ${id}`.execute(t.db),
  );
  expect(rows[0]?.contenuto.toString('latin1')).not.toContain('Rossi');
  await fra(7, 'worker').tx(deleteRicercheScadute);
  expect(await apri(fra(0))).toBe('Mario Rossi');
  await fra(9, 'worker').tx(deleteRicercheScadute);
  expect(await apri(fra(0))).toBeNull();
});
