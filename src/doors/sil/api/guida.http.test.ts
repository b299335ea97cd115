import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { LIMITI } from '#kernel/limiti';
import { apriApi, chiaveApi } from '#support/api';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { unEnte } from '#support/un-ente';

const MB = 1024 * 1024;
const GUIDA = readFileSync(fileURLToPath(new URL('../../../../docs/integrazione/api.md', import.meta.url)), 'utf8');

test('the limits that the guide tells are those that are kept', () => {
  const [, limiti = ''] = /## Limiti\n([\s\S]*?)\n## /.exec(GUIDA) ?? [];
  const mila = (n: number): string => n.toLocaleString('it', { useGrouping: 'always' });
  for (const detto of [
    `${mila(LIMITI.apiRichiesteMinutoMax)} richieste al minuto`,
    `fino a ${LIMITI.apiCorpoBytesMax / MB} MB e ${mila(LIMITI.apiPosizioniMax)} posizioni`,
    `uno ZIP fino a ${LIMITI.zipBytesMax / MB} MB`,
    `fino a ${LIMITI.apiPaginaMax} righe`,
  ])
    expect(limiti).toContain(detto);
});

test('the examples of the guide do what it says, one after the other', async () => {
  const mondo = mondoDiProva(await databaseDiProva());
  const app = await apriApi(mondo);
  const ente = await unEnte(mondo);
  const chiave = await chiaveApi(mondo, ente);
  const esempi = [...GUIDA.matchAll(/```http (\d{3})\n([\s\S]*?)```/g)];
  expect(esempi.length).toBeGreaterThan(8);
  let etag = '';
  for (const [, stato, scritto = ''] of esempi) {
    const testo = scritto.replaceAll('{codIpa}', ente.codIpa).replaceAll('{chiave}', chiave).replaceAll('{etag}', etag);
    const [testa = '', payload] = testo.split('\n\n', 2);
    const [prima = '', ...righe] = testa.trim().split('\n');
    const [method = '', url = ''] = prima.split(' ');
    const headers = Object.fromEntries(righe.map((riga) => riga.split(': ', 2) as [string, string]));
    const r = await app.inject({ method: method as 'GET', url, headers, ...(payload !== undefined && { payload }) });
    expect([prima, r.statusCode, r.statusCode >= 400 || r.body]).toEqual([
      prima,
      Number(stato),
      r.statusCode >= 400 || r.body,
    ]);
    if (r.headers['etag'] !== undefined) etag = String(r.headers['etag']);
  }
  await app.close();
});
