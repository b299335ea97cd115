import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from 'kysely';
import type { DovutoId } from '#kernel/ids';
import { databaseNuovo } from '#support/db';
import { incassa } from '#support/incassi';
import { Navigatore, testoDi } from '#support/navigatore';
import { apriPortale, mailDi, mondoFermo, unAvviso, type MondoFermo, type PortaleDiProva } from '#support/portale';
import { ctxDi, unEnte } from '#support/un-ente';

let mondo: MondoFermo;
let portale: PortaleDiProva;
beforeAll(async () => {
  mondo = mondoFermo(await databaseNuovo());
  portale = await apriPortale(mondo);
});
afterAll(() => portale.chiudi());

test('what an ente got outside pagoPA is paid for the citizen too, by its day, without a receipt', async () => {
  const ente = await unEnte(mondo);
  const avviso = await unAvviso(mondo, ente, { IUD: 'FUORI', importoDovuto: '12.00' });
  const { rows } = await sql<{ dovutoId: DovutoId }>`
    select id as "dovutoId" from posizioni.dovuto where iuv_id = ${avviso.iuvId}`.execute(ctxDi(mondo, 'worker').db);
  const esito = await incassa(mondo, ente, rows[0] ?? expect.fail(), { importo: 1200 });
  expect(esito.ok).toBe(true);
  const chi = new Navigatore(portale.url);
  const coppia = { numero: avviso.numeroAvviso, codiceFiscale: 'RSSMRA80A01H501U' };
  const riassunto = await chi.invia(await chi.apri('/avviso'), coppia);
  expect(testoDi(riassunto.html)).toContain('È già pagato');
  const pagina = await chi.invia(riassunto, { email: 'anna@example.org' });
  const { link } = await mailDi(mondo, new URL(pagina.url).pathname.split('/').at(-1) ?? '');
  const intero = await chi.invia(await chi.apri(new URL(link).pathname), {}, '_csrf');
  const testo = testoDi(intero.html);
  for (const cosa of ['se hai pagato all’ente, chiedila all’ente', '19/11/2026', '12,00 €'])
    expect(testo).toContain(cosa);
  expect(testo).not.toContain('12:00');
  expect(intero.html).not.toContain('ricevuta.pdf');
});
