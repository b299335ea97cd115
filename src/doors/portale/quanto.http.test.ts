import { afterAll, beforeAll, expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { giornoA } from '#kernel/giorno';
import { cents } from '#kernel/importo';
import type { DovutoId } from '#kernel/ids';
import { impostaGradini } from '#modules/posizioni';
import { databaseNuovo } from '#support/db';
import { Navigatore, testoDi, type Pagina } from '#support/navigatore';
import { readPdf } from '#support/pdf';
import { apriPortale, mailDi, mondoFermo, unAvviso, type MondoFermo, type PortaleDiProva } from '#support/portale';
import { collegamento } from '#support/ufficio';
import { ctxDi, unEnte } from '#support/un-ente';

let mondo: MondoFermo;
let portale: PortaleDiProva;
beforeAll(async () => {
  mondo = mondoFermo(await databaseNuovo());
  portale = await apriPortale(mondo);
});
afterAll(() => portale.chiudi());

test('summary, whole notice and PDF ask for the amount of today; the whole one says how it is reached', async () => {
  const ente = await unEnte(mondo);
  const { numeroAvviso, iud } = await unAvviso(mondo, ente, { IUD: 'C1', importoDovuto: '120.50' });
  const worker = ctxDi(mondo, 'worker', ente.enteId);
  const { rows } = await mondo.pools.worker.query<{ id: DovutoId }>('select id from posizioni.dovuto where iud = $1', [
    iud,
  ]);
  const interessi = {
    genere: 'interessi',
    dal: giornoA(mondo.orologio()),
    dopoGiorni: null,
    importoCents: cents(310),
    quota: 1,
  } as const;
  valoreDi(await impostaGradini(worker, { dovutoId: rows[0]?.id as DovutoId, gradini: [interessi] }));

  const chi = new Navigatore(portale.url);
  const riassunto = await chi.invia(await chi.apri('/avviso'), {
    numero: numeroAvviso,
    codiceFiscale: 'RSSMRA80A01H501U',
  });
  expect(testoDi(riassunto.html)).toContain('123,60 €');
  // The pair alone opens the amount, not what it is made of (model 11).
  expect(testoDi(riassunto.html)).not.toContain('Interessi');
  const pagina = await chi.invia(riassunto, { email: 'anna@example.org' });
  const { link } = await mailDi(mondo, new URL(pagina.url).pathname.split('/').at(-1) ?? '');
  const intero: Pagina = await chi.invia(await chi.apri(new URL(link).pathname), {}, '_csrf');
  for (const cosa of [
    'Come si arriva a questo importo',
    'Importo iniziale',
    '120,50 €',
    'Interessi, dal',
    '3,10 €',
    '123,60 €',
  ])
    expect(testoDi(intero.html)).toContain(cosa);
  expect(testoDi(intero.html)).not.toContain('L’ente aggiorna questo importo');
  const { byte } = await chi.scarica(collegamento(intero, 'Scarica l’avviso'));
  expect((await readPdf(byte)).pages[0]?.text).toContain('123,60');
});
