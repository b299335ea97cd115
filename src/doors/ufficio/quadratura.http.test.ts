import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Mondo } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { testoDi, type Navigatore, type Pagina } from '#support/navigatore';
import { xmlQuadratura, zipDi } from '#support/quadratura';
import { apriUfficio, collegamento, entra, unOperatore, type UfficioDiProva } from '#support/ufficio';
import { unEnte } from '#support/un-ente';

let mondo: Mondo;
let ufficio: UfficioDiProva;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ufficio = await apriUfficio(mondo);
});
afterAll(() => ufficio.chiudi());

const ARCHIVIO = '/ufficio/rendicontazione/quadratura';
const NOME = 'Q-1_20190301123000.xml';

async function alLavoro() {
  const ente = await unEnte(mondo);
  return { ente, anna: await entra(ufficio, await unOperatore(mondo, [ente], { ruolo: 'ragioneria' })) };
}

async function carica(anna: Navigatore, nome: string, byte: string | Buffer): Promise<Pagina> {
  return anna.invia(await anna.apri(`${ARCHIVIO}/carica`), { archivio: { nome, byte: Buffer.from(byte) } });
}

test('the flows of quadratura are explained, loaded one or many at a time, found and given back', async () => {
  const { ente, anna } = await alLavoro();
  const elenco = await anna.apri('/ufficio/rendicontazione');
  expect(testoDi(elenco.html)).toMatch(/Flussi di quadratura pagoPA li ha dati fino al 31 dicembre 2022.*è vuoto/);
  const vuoto = await anna.apri(collegamento(elenco, 'Apri l’archivio'));
  expect([new URL(vuoto.url).pathname, testoDi(vuoto.html)]).toEqual([
    ARCHIVIO,
    expect.stringContaining('Nessun flusso di quadratura'),
  ]);
  expect(vuoto.html).not.toContain('/elenco/csv');

  const caricato = await carica(anna, NOME, xmlQuadratura());
  expect([new URL(caricato.url).pathname, testoDi(caricato.html)]).toEqual([
    ...[ARCHIVIO, expect.stringContaining('Il flusso è nell’archivio')],
  ]);
  expect(testoDi(caricato.html)).toMatch(/1 flusso .*Q-1 01\/03\/2019.* 12:30 .*Anna Operosa 1 kB/);
  expect(testoDi((await carica(anna, NOME, xmlQuadratura())).html)).toContain('era già nell’archivio, identico');
  const ridato = await anna.scarica(collegamento(caricato, 'Q-1'));
  expect(ridato.byte.toString()).toBe(xmlQuadratura());

  const buoni = { [`2019_03/${NOME}`]: xmlQuadratura(), 'Q-2_20190302000000.xml': xmlQuadratura('due') };
  const esiti = testoDi((await carica(anna, 'archivio.zip', await zipDi({ ...buoni, 'a<b>.txt': 'x' }))).html);
  for (const detto of [
    '1 flusso è entrato nell’archivio',
    '1 c’era già, identico',
    '1 file non caricato Il nome del file non è quello del vecchio MyPay',
    'nome che avevano. a<b>.txt',
  ])
    expect(esiti).toContain(detto);
  const tutti = await carica(anna, 'solo-buoni.zip', await zipDi(buoni));
  expect(testoDi(tutti.html)).toContain('2 c’erano già, identici');
  expect(testoDi(tutti.html)).not.toContain('non caricat');

  const trovato = await anna.invia(await anna.apri(ARCHIVIO), { cerca: 'q-2' });
  expect(trovato.url).toContain('?r=');
  const csv = (await anna.scarica(collegamento(trovato, 'Scarica l’elenco (CSV)'))).byte.toString().split('\r\n');
  expect(csv).toHaveLength(3);
  expect(csv[1]).toMatch(/^Q-2;02\/03\/2019 00:00;.*;Anna Operosa;1 kB;Q-2_20190302000000\.xml;[0-9a-f]{64}$/);
  expect(testoDi((await anna.apri('/ufficio/rendicontazione')).html)).toContain('L’archivio dell’ente ne ha 2.');

  const lettore = await entra(ufficio, await unOperatore(mondo, [ente], { ruolo: 'lettore' }));
  const { anna: altrove } = await alLavoro();
  const file = new URL(collegamento(caricato, 'Q-1'), 'http://x').pathname;
  for (const dove of [ARCHIVIO, `${ARCHIVIO}/carica`, file]) expect((await lettore.apri(dove)).stato).toBe(403);
  for (const dove of [file, `${ARCHIVIO}/niente/file`]) expect((await altrove.apri(dove)).stato).toBe(404);
});

test('what is not taken comes back with its reason', async () => {
  const { anna } = await alLavoro();
  await carica(anna, NOME, xmlQuadratura());
  for (const [nome, byte, detto] of [
    ['quadratura.xml', xmlQuadratura(), 'Il nome del file non è quello del vecchio MyPay'],
    [NOME, xmlQuadratura('altro'), 'C’è già un flusso con questo nome, e il suo contenuto è un altro'],
    ['Q-2_20190302000000.xml', '<a>', 'non è un XML intero'],
    ['a.zip', 'x', 'non è uno ZIP'],
    ['a.zip', await zipDi({ 'x.txt': '' }), 'Il nome del file non è quello del vecchio MyPay'],
    ['a.zip', Buffer.alloc(101 * 1024 * 1024, ' '), 'Il file supera 50 MB'],
    [NOME, Buffer.alloc(101 * 1024 * 1024, ' '), 'Il file supera 100 MB'],
  ] as const) {
    const risposta = await carica(anna, nome, byte);
    expect([nome, risposta.stato, testoDi(risposta.html)]).toEqual([nome, 422, expect.stringContaining(detto)]);
  }
  const senza = await anna.invia(await anna.apri(`${ARCHIVIO}/carica`), {}, 'archivio');
  expect(testoDi(senza.html)).toContain('Scegli il file da caricare');
});
