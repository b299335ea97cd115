import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { OGNI_ROTTA, REQUISITI } from '#modules/adesioni';
import { apriContenuto, leggiChiamate, type EventoLetto } from '#modules/registro';
import type { Mondo } from '#platform/contesto';
import { apriApi, chiama, chiaveApi } from '#support/api';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { OPERAZIONI } from '../operazioni.ts';
import { creaRotte } from './rotte.ts';

let mondo: Mondo;
let app: FastifyInstance;
let ente: EnteDiProva;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  app = await apriApi(mondo);
  ente = await unEnte(mondo);
});
afterAll(() => app.close());

const ORA_MS = 3_600_000;
/** What the giornale has of the ente, the latest first, once the answers are `quante`: it is written a moment later. */
async function annotate(di: EnteDiProva, quante: number): Promise<EventoLetto[]> {
  const leggi = (): Promise<EventoLetto[]> => {
    const ctx = ctxDi(mondo, 'ufficio', di.enteId);
    const quando = { dal: new Date(ctx.now.getTime() - ORA_MS), al: new Date(ctx.now.getTime() + ORA_MS) };
    return leggiChiamate(ctx, { ...quando, esito: null, prima: null, quanti: 200 });
  };
  await expect.poll(async () => (await leggi()).length, { timeout: 15_000 }).toBe(quante * 2);
  return leggi();
}

async function testoDi({ lottoId, id }: EventoLetto): Promise<string> {
  const aperto = await apriContenuto(ctxDi(mondo, 'ufficio', ente.enteId), { lottoId, id });
  return aperto.ok ? aperto.value.contenuto.toString() : expect.fail();
}

const posizione = (importoCents: number): object => ({
  debitore: { tipo: 'F', codiceFiscale: 'RSSMRA80A01H501U', anagrafica: 'Mario Rossi' },
  opzioni: [{ forma: 'unica', dovuti: [{ tipoDovuto: ente.tipo, causale: 'Mensa', importoCents, iud: 'GIORNALE1' }] }],
});

test('a call is in the giornale of its ente, with its route, its key, how it went, and what was said; never the key itself', async () => {
  const chiave = await chiaveApi(mondo, ente);
  const api = chiama(app, ente, chiave);
  const metti = { metodo: 'PUT', percorso: '/posizioni/G-1' } as const;
  const nata = await api({ ...metti, corpo: posizione(1000) });
  expect(nata.statusCode, nata.body).toBe(201);
  await api({ ...metti, corpo: posizione(1000) });
  await api({ ...metti, corpo: posizione(1200) });
  await api({ ...metti, corpo: posizione(1200), intestazioni: { 'if-match': String(nata.headers['etag']) } });
  await api({ percorso: '/ricevute?quanti=1&dopo=x' });
  const righe = await annotate(ente, 5);
  const risposte = righe.filter(({ sottotipo }) => sottotipo === 'RESP').toReversed();
  expect(risposte.map(({ tipo, esito, richiedente }) => [tipo, esito, richiedente])).toEqual([
    ...[['PUT /posizioni/:iupd', 'OK', 'API']],
    ...[['PUT /posizioni/:iupd', 'OK', 'API']],
    ...[['PUT /posizioni/:iupd', 'KO', 'API']],
    ...[['PUT /posizioni/:iupd', 'OK', 'API']],
    ['GET /ricevute', 'KO', 'API'],
  ]);
  const detti = risposte.map(({ parametri }) => parametri?.replace(/durataMs=\d+ chiave=[0-9a-f-]{36}/, '…'));
  expect(detti).toEqual([
    'stato=201 …',
    'stato=200 …',
    'stato=428 codice=POSIZIONE_PRESENTE …',
    'stato=200 … segni=if-match',
    'stato=422 codice=RICHIESTA_NON_VALIDA … segni=pagina',
  ]);
  const { iuv } = nata.json().opzioni[0].dovuti[0] as { iuv: string };
  expect(risposte[0]?.iuv).toBe(iuv);
  const domanda = righe.find((r) => r.sottotipo === 'REQ' && r.correlazione === risposte[0]?.correlazione);
  const scritta = await testoDi(domanda ?? expect.fail());
  expect(scritta).toMatch(/^PUT \/api\/v1\/enti\/.*\/posizioni\/G-1\ncontent-type: application\/json\n/);
  expect(scritta).toContain('"causale":"Mensa"');
  expect(await testoDi(risposte[0] ?? expect.fail())).toMatch(/^HTTP 201\n\n\{/);
  for (const r of righe) expect(await testoDi(r)).not.toContain(chiave.slice(-20));
});

test('what nobody was let in for is in no giornale, what is too long is cut, a file is not kept', async () => {
  const [suo, altro] = [await unEnte(mondo), await unEnte(mondo)];
  const chiave = await chiaveApi(mondo, suo);
  await chiama(app, suo, `${chiave}x`)({ percorso: '/dovuti' });
  const api = chiama(app, suo, chiave);
  const json = { 'content-type': 'application/json' };
  await api({ metodo: 'PUT', percorso: '/posizioni/X', corpo: `{"a":"${'x'.repeat(40_000)}"}`, intestazioni: json });
  const zip = { 'content-type': 'application/zip' };
  await api({
    metodo: 'POST',
    percorso: '/flussi?nome=x.zip',
    corpo: Buffer.from('PK non uno zip'),
    intestazioni: zip,
  });
  const righe = await annotate(suo, 2);
  const lunga = righe.find(({ tipo, sottotipo }) => tipo.startsWith('PUT') && sottotipo === 'REQ');
  expect([lunga?.troncato, (lunga?.byte ?? 0) < 20_000]).toEqual([true, true]);
  const file = righe.find(({ tipo, sottotipo }) => tipo === 'POST /flussi' && sottotipo === 'REQ');
  expect(file?.byte).toBeLessThan(200);
  expect(await annotate(altro, 0)).toEqual([]);
});

test('each requirement of the trial is about calls that there are', () => {
  const tus = ['POST', 'HEAD', 'PATCH', 'DELETE'].flatMap((m) => [
    `${m} /flussi/caricamenti`,
    `${m} /flussi/caricamenti/:id`,
  ]);
  const note = new Set<string>([
    ...OPERAZIONI.map(({ nome }) => nome),
    ...creaRotte(mondo).map(({ metodo, percorso }) => `${metodo} ${percorso}`),
    ...[OGNI_ROTTA, ...tus],
  ]);
  for (const { id, operazioni } of REQUISITI)
    for (const operazione of operazioni) expect([id, note.has(operazione)]).toEqual([id, true]);
});
