import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { annota, ultimoBlocco } from '#modules/registro';
import { creaCtx, type Ctx } from '#platform/contesto';
import { databaseNuovo, type DatabaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { comandoRegistro } from './registro.ts';

let base: DatabaseDiProva;
let ctx: Ctx;

beforeAll(async () => {
  base = await databaseNuovo();
  ctx = creaCtx(mondoDiProva(base), { ruolo: 'worker', attore: { tipo: 'sistema' } });
});

test('an empty journal, then a whole one, with the hash of the mail', async () => {
  expect(await comandoRegistro(ctx, ['verifica'])).toEqual({
    righe: ['Il registro non ha ancora blocchi sigillati.', 'Nessun atto attende il sigillo.'],
    codice: 0,
  });
  await ctx.tx((t) => annota(t, { azione: 'prova.scritta', oggetto: 'prova' }));
  expect((await comandoRegistro(ctx, ['verifica'])).righe[1]).toMatch(
    /^Attendono il sigillo 1 atto; il più vecchio è del \d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d\.$/,
  );
  // A transaction of somebody else's, older than this act, may hold the horizon for a moment.
  await expect
    .poll(() => comandoRegistro(ctx, ['sigilla']), { timeout: 15_000 })
    .toEqual({ righe: ['Sigillo fatto: 1 atto in 1 blocco.'], codice: 0 });
  expect(await comandoRegistro(ctx, ['sigilla'])).toEqual({ righe: ['Nessun atto da sigillare.'], codice: 0 });
  const ultimo = await ultimoBlocco(ctx);
  expect(await comandoRegistro(ctx, ['verifica', '--ancora', `1:${ultimo?.impronta.toUpperCase()}`])).toEqual({
    righe: [
      'Il registro è integro: 1 blocco, 1 atto.',
      `Ultimo blocco: 1, impronta ${ultimo?.impronta}`,
      'La catena passa per il blocco 1 con l’impronta ricevuta per posta.',
      'Nessun atto attende il sigillo.',
    ],
    codice: 0,
  });
  expect(await comandoRegistro(ctx, ['verifica', '--ancora', `1:${'ab'.repeat(32)}`])).toMatchObject({
    righe: [
      'Il registro NON è integro. Primo blocco guasto: 1.',
      'L’impronta del blocco non è quella ricevuta per posta: la catena è stata riscritta.',
      'Nessun blocco lo precede.',
      'Nessun atto attende il sigillo.',
    ],
    codice: 1,
  });
});

test.each([
  [[]],
  [['altro']],
  [['verifica', 'altro']],
  [['sigilla', 'altro']],
  [['verifica', '--ancora', '1:abc']],
  [['verifica', '--forse']],
])('asked badly, it says how: %j', async (argomenti) => {
  const { righe, codice } = await comandoRegistro(ctx, argomenti);
  expect(codice).toBe(2);
  expect(righe).toHaveLength(1);
});

test('the first broken act is named', async () => {
  const admin = new pg.Client({ connectionString: base.adminUrl });
  await admin.connect();
  await admin.query("set session_replication_role = replica; update registro.atto set azione = 'prova.falsa'");
  const { rows } = await admin.query<{ id: string }>('select id from registro.atto');
  const cambiato = await comandoRegistro(ctx, ['verifica']);
  expect(cambiato.codice).toBe(1);
  expect(cambiato.righe.join('\n')).toContain(`Primo atto guasto, alla posizione 1: ${rows[0]?.id} (`);
  await admin.query('delete from registro.atto');
  const tolto = await comandoRegistro(ctx, ['verifica']);
  expect(tolto.righe).toContain(
    'Primo atto guasto, alla posizione 1: manca. Stava fra l’inizio del blocco e la fine del blocco.',
  );
  await admin.end();
});
