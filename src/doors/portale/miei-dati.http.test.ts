import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LIMITI } from '#kernel/limiti';
import { assegnaIdentita, indicaCodiceFiscale } from '#modules/utenti';
import { conZip } from '#platform/zip';
import { DEBITORE } from '#support/carico';
import { databaseNuovo } from '#support/db';
import { testoDi } from '#support/navigatore';
import { apriPortale, entra, mondoFermo, unaPersona, type MondoFermo, type PortaleDiProva } from '#support/portale';
import { dovutoDi, unaPosizione } from '#support/posizioni';
import { consegna, ricevutaLetta } from '#support/ricevute';
import { unOperatore } from '#support/ufficio';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';

let mondo: MondoFermo;
let portale: PortaleDiProva;
let ente: EnteDiProva;
beforeAll(async () => {
  mondo = mondoFermo(await databaseNuovo());
  ente = await unEnte(mondo);
  portale = await apriPortale(mondo);
});
afterAll(() => portale.chiudi());

async function deve(codice: string, causale: string) {
  const dovuti = [dovutoDi(1050, '2098-01-01', { causale, conAvviso: true })];
  const debitore = { ...DEBITORE, codice };
  return unaPosizione(ctxDi(mondo, 'worker', ente.enteId), [{ forma: 'unica', dovuti }], { debitore });
}

/** The files of a ZIP, by name. */
async function apri(byte: Buffer): Promise<Record<string, string>> {
  const dove = join(tmpdir(), `dati-${randomUUID()}.zip`);
  await writeFile(dove, byte);
  try {
    return await conZip(dove, LIMITI, async (voci) =>
      Object.fromEntries(await Promise.all(voci.map(async (una) => [una.nome, await text(await una.apri())] as const))),
    );
  } finally {
    await rm(dove);
  }
}

test('all that is kept of them, and nothing of anybody else, in words and for a program', async () => {
  const { chi, persona } = await entra(mondo, portale);
  const pagata = (await deve(persona.codiceFiscale, '=Retta "pagata"')).dovuti[0];
  await deve(persona.codiceFiscale, 'Retta da pagare');
  await deve(unaPersona().codiceFiscale, 'Di un altro');
  const quale = {
    iuv: pagata?.iuv ?? '',
    numeroAvviso: pagata?.numeroAvviso ?? null,
    importo: 1050,
    receiptId: 'GDPR1',
  };
  await consegna(mondo, ente, ricevutaLetta(ente, quale));
  // They work here too, which they have proved; of another operator somebody only said it.
  const { utente } = await unOperatore(mondo, [ente]);
  await assegnaIdentita(ctxDi(mondo, 'worker'), { utente, codiceFiscale: persona.codiceFiscale });
  const { operatoreId } = await unOperatore(mondo, [ente]);
  const detto = { operatoreId, versione: 1, scritto: persona.codiceFiscale };
  await indicaCodiceFiscale(ctxDi(mondo, 'worker', ente.enteId), detto);
  const pagina = await chi.apri('/i-miei-dati');
  expect(testoDi(pagina.html)).toContain('Scarica i miei dati');
  const csrf = /name="_csrf" value="([^"]+)"/.exec(pagina.html.slice(pagina.html.indexOf('<main')))?.[1] ?? '';
  const risposta = await fetch(`${portale.url}/i-miei-dati`, {
    method: 'POST',
    headers: { cookie: `portale=${chi.cookie('portale') ?? ''}`, origin: portale.url },
    body: new URLSearchParams({ _csrf: csrf, scarica: 'si' }),
  });
  expect([risposta.status, risposta.headers.get('cache-control')]).toEqual([200, expect.stringContaining('no-store')]);
  const file = await apri(Buffer.from(await risposta.arrayBuffer()));
  const dati = JSON.parse(file['dati.json'] ?? '') as Record<string, Record<string, unknown>[]>;
  expect(Object.keys(dati).toSorted()).toEqual([
    ...[
      'accessi',
      'carrelli',
      'deleghe',
      'operatore',
      'persona',
      'posizioni',
      'posta',
      'registro',
      'ricevute',
      'richieste',
      'storia',
    ],
  ]);
  expect(dati['persona']).toEqual([expect.objectContaining({ codice_fiscale: persona.codiceFiscale })]);
  expect(dati['posizioni']?.map(({ causale, stato }) => [causale, stato])).toEqual([
    ['=Retta "pagata"', 'pagato'],
    ['Retta da pagare', 'da_pagare'],
  ]);
  expect(dati['ricevute']).toEqual([expect.objectContaining({ ricevuta: 'GDPR1', importo_cents: 1050 })]);
  expect(dati['operatore']).toEqual([expect.objectContaining({ utente })]);
  expect(dati['registro']?.map(({ azione }) => azione)).toContain('cittadino.entrato');
  // A spreadsheet does not take it for a formula, and a page not for its own.
  expect(file['posizioni.csv']).toContain(`"'=Retta ""pagata"""`);
  expect(file['posizioni.csv']).toContain('10,50');
  expect(file['dati.html']).toContain('Retta &quot;pagata&quot;');
  expect(Object.values(file).join('')).not.toContain('Di un altro');
  const { rows } = await mondo.pools.worker.query<{ quanti: number }>(
    `select count(*)::integer as quanti from registro.atto where azione = 'dati.copiati'`,
  );
  expect(rows).toEqual([{ quanti: 1 }]);
});

test('is for who signed in, and asked by a form of ours', async () => {
  expect((await fetch(`${portale.url}/i-miei-dati`, { redirect: 'manual' })).status).toBe(303);
  const { chi } = await entra(mondo, portale);
  const senza = await fetch(`${portale.url}/i-miei-dati`, {
    method: 'POST',
    headers: { cookie: `portale=${chi.cookie('portale') ?? ''}` },
    body: new URLSearchParams({ scarica: 'si' }),
  });
  expect(senza.status).toBe(403);
});
