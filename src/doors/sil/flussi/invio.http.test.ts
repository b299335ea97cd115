import { connect, type AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { LIMITI } from '#kernel/limiti';
import { impostaAccessoSil } from '#modules/enti';
import { zipDi } from '#support/dovuti';
import { FlussiSil, type FileSil, type Parte, type Permesso } from '#support/sil-flussi';
import { ctxDi } from '#support/un-ente';
import { portaFlussi } from './index.ts';

let s: FlussiSil;
beforeAll(async () => {
  s = await FlussiSil.apri();
});
afterAll(() => s.chiudi());

type Atteso = { codice: string; perche: RegExp; dopo: string | null };

/** Sends what is refused: nothing of it stays, and its token says why (`dopo`), or that nothing came (null). */
async function respinto(parti: (p: Permesso) => readonly Parte[], { codice, perche, dopo }: Atteso): Promise<Permesso> {
  const permesso = await s.autorizza();
  const prima = await s.quantiFlussi();
  const risposta = await s.manda(parti(permesso));
  expect(risposta).toEqual({ codice, descrizione: expect.stringMatching(/^\[[0-9a-f]{8}\] /) });
  expect(risposta.descrizione).toMatch(perche);
  const detto = await s.stato(permesso.requestToken);
  expect(detto.fault === null ? detto.campo('stato') : detto.fault).toBe(dopo ?? 'PAA_REQUEST_TOKEN_NON_VALIDO');
  expect([await s.quantiFlussi(), s.inArrivo()]).toEqual([prima, []]);
  return permesso;
}

const con =
  (file: FileSil) =>
  (p: Permesso): readonly Parte[] => [
    ['authorizationToken', p.authorizationToken],
    ['file', file],
  ];
const BRUTTO = Buffer.from('non è uno zip');

it.each([
  ['with a name that says nothing', 'dovuti.zip', 'PAA_IMPORT_NOME_FILE_ERR', 'PAA_IMPORT_NOME_FILE_ERR(dovuti)'],
  ['of too many parts', '§-a-b-1_3.zip', 'PAA_IMPORT_NOME_FILE_ERR', 'PAA_IMPORT_NOME_FILE_ERR'],
  ['of another ente', 'c_altro-A-1_3.zip', 'PAA_IMPORT_ENTE_ERR', 'PAA_IMPORT_ENTE_ERR(c_altro,§)'],
  ['of no version', '§-A-9_9.zip', 'PAA_IMPORT_FILE_VERSIONE_ERR', 'PAA_IMPORT_FILE_VERSIONE_ERR(9_9)'],
  ['that is no ZIP', '§-A-1_3.zip', 'IMPORT_NON_ZIP', 'PAA_IMPORT_ERROR'],
  ['that is no spreadsheet', '§-A-2_0.xlsx', 'IMPORT_NON_XLSX', 'PAA_IMPORT_NO_XLS'],
])('a file %s is refused, and its token says why', async (_, nome, codice, dopo) => {
  const file = { nome: nome.replace('§', s.ente.codIpa), byte: BRUTTO };
  const perche = new RegExp(`\\(${codice}\\)$`);
  await respinto(con(file), { codice: '400', perche, dopo: dopo.replace('§', s.ente.codIpa) });
});

it('a file without its CSV, empty, missing, or with a second one, is refused', async () => {
  const { codIpa } = s.ente;
  const senza = { nome: `${codIpa}-B-1_3.zip`, byte: await zipDi({ [`${codIpa}-B-1_3.txt`]: 'x' }) };
  await respinto(con(senza), { codice: '400', perche: /PAA_IMPORT_NO_CSV/, dopo: 'PAA_IMPORT_NO_CSV' });
  const vuoto = { nome: `${codIpa}-C-1_3.zip`, byte: Buffer.alloc(0) };
  await respinto(con(vuoto), { codice: '400', perche: /file vuoto/, dopo: null });
  const soloGettone = (p: Permesso): Parte[] => [['authorizationToken', p.authorizationToken]];
  await respinto(soloGettone, { codice: '400', perche: /file presenti: 0$/, dopo: null });
  const file = await s.unFile();
  const due = (p: Permesso): Parte[] => [['a', file], ['b', file], ...soloGettone(p)];
  await respinto(due, { codice: '400', perche: /file presenti: 2$/, dopo: null });
});

it('a file that is too large is refused while it comes', async () => {
  const grande = { nome: `${s.ente.codIpa}-D-1_3.zip`, byte: Buffer.alloc(LIMITI.zipBytesMax + 2) };
  await respinto(con(grande), { codice: '400', perche: /50 MB/, dopo: 'PAA_IMPORT_ERROR' });
});

it('a file with the name of one that is here is refused', async () => {
  const file = await s.unFile();
  const { authorizationToken } = await s.autorizza();
  expect(
    (
      await s.manda([
        ['authorizationToken', authorizationToken],
        ['f', file],
      ])
    ).codice,
  ).toBeUndefined();
  const inCorso = 'PAA_IMPORT_FLUSSO_IN_CARICAMENTO';
  await respinto(con(file), { codice: '400', perche: /IN_CARICAMENTO/, dopo: inCorso });
  await s.lavora('flussi.carica_dovuti', 'dovuti');
  await respinto(con(file), { codice: '400', perche: /DUPLICATO/, dopo: 'PAA_IMPORT_FLUSSO_DUPLICATO' });
});

it('a file that cannot be read says so in its state', async () => {
  const base = `${s.ente.codIpa}-ROTTO-1_3`;
  const { authorizationToken, requestToken } = await s.autorizza();
  const rotto = { nome: `${base}.zip`, byte: await zipDi({ [`${base}.csv`]: '' }) };
  await s.manda([
    ['authorizationToken', authorizationToken],
    ['f', rotto],
  ]);
  await s.lavora('flussi.carica_dovuti', 'dovuti');
  const detto = await s.stato(requestToken, { fileScarti: true, fileIUV: true });
  expect([detto.campo('stato'), detto.campo('urlFileIUV')]).toEqual(['PAA_IMPORT_ERROR', null]);
});

it('a token takes another file when one was refused, and none when one was taken', async () => {
  const nome = { codice: '400', perche: /NOME_FILE/, dopo: 'PAA_IMPORT_NOME_FILE_ERR(x)' };
  const permesso = await respinto(con({ nome: 'x.zip', byte: BRUTTO }), nome);
  const gettone = ['authorizationToken', permesso.authorizationToken] as const;
  // Two at once: one is taken, whichever comes second.
  const insieme = await Promise.all([
    s.manda([gettone, ['f', await s.unFile()]]),
    s.manda([['f', await s.unFile()], gettone]),
  ]);
  expect(insieme.map((r) => r.codice ?? 'ok').toSorted()).toEqual(['500', 'ok']);
  const query = `?authorizationToken=${permesso.authorizationToken}`;
  const ancora = await s.manda([['f', await s.unFile()]], { query });
  expect(ancora).toEqual({ codice: '500', descrizione: expect.stringContaining('Request token già usato') });
  expect((await s.stato(permesso.requestToken)).campo('stato')).toBe('LOAD_IMPORT');
  expect(s.inArrivo()).toEqual([]);
});

it('a token is ours, whole, and of this hour', async () => {
  const { authorizationToken } = await s.autorizza();
  const file = ['f', await s.unFile()] as const;
  const [testa, corpo = '', firma] = authorizationToken.split('.');
  const dentro = JSON.parse(Buffer.from(corpo, 'base64url').toString()) as Record<string, unknown>;
  expect(dentro).toMatchObject({ type: 'ws', ente: s.ente.codIpa, uploadType: 'FLUSSI_IMPORT' });
  const { enteId } = await s.altroEnte();
  const altrui = Buffer.from(JSON.stringify({ ...dentro, enteId })).toString('base64url');
  const nessuna = Buffer.from('{"alg":"none"}').toString('base64url');
  for (const falso of ['', 'x', `${testa}.${altrui}.${firma}`, `${nessuna}.${corpo}.`])
    expect((await s.manda([['authorizationToken', falso], file])).codice).toBe('500');
  expect((await s.manda([file])).descrizione).toMatch(/Manca authorizationToken$/);
  const tardiva = await s.manda([['authorizationToken', authorizationToken], file], { da: s.tardi });
  expect(tardiva).toEqual({ codice: '500', descrizione: expect.stringContaining('scaduto') });
  expect(s.inArrivo()).toEqual([]);
});

it('where the ente has said from where it is called, a file is sent and taken from there alone', async () => {
  const di = await s.altroEnte();
  const { authorizationToken, requestToken } = await s.autorizza(di);
  const file = await s.unFile(undefined, di);
  const manda = () =>
    s.manda([
      ['authorizationToken', authorizationToken],
      ['f', file],
    ]);
  const ammetti = async (accesso: { reti: string[]; certificatiCn: string[] }): Promise<void> => {
    valoreDi(await impostaAccessoSil(ctxDi(s.mondo, 'ufficio', di.enteId), accesso));
  };
  const SBAGLIATI = [
    [{ reti: ['192.0.2.0/24'], certificatiCn: [] }, 'non ammette chiamate da 127.0.0.1'],
    [{ reti: ['127.0.0.1'], certificatiCn: ['gestionale.example.it'] }, 'uno dei suoi certificati'],
  ] as const;
  for (const [{ reti, certificatiCn }, perche] of SBAGLIATI) {
    await ammetti({ reti: [...reti], certificatiCn: [...certificatiCn] });
    expect(await manda()).toEqual({ codice: '500', descrizione: expect.stringContaining(perche) });
    expect(s.inArrivo()).toEqual([]);
  }
  await ammetti({ reti: ['127.0.0.1'], certificatiCn: [] });
  expect((await manda()).codice).toBeUndefined();
  await s.lavora('flussi.carica_dovuti', 'dovuti', di);
  const url = (await s.stato(requestToken, { fileIUV: true }, di)).campo('urlFileIUV');
  expect((await s.scarica(url)).stato).toBe(200);
  for (const [{ reti, certificatiCn }, perche] of SBAGLIATI) {
    await ammetti({ reti: [...reti], certificatiCn: [...certificatiCn] });
    const no = await s.scarica(url);
    expect([no.stato, no.byte.toString()]).toEqual([403, expect.stringContaining(perche)]);
  }
});

it('a form that no program of this service sends is told so', async () => {
  const { authorizationToken } = await s.autorizza();
  const gettone = ['authorizationToken', authorizationToken] as const;
  const campi = Array.from({ length: 30 }, (_, n): Parte => [`campo${n}`, 'x']);
  for (const altro of [campi, [['__proto__', 'x']] as const]) {
    const risposta = await s.manda([gettone, ...altro, ['f', await s.unFile()]]);
    expect(risposta).toEqual({ codice: '400', descrizione: expect.stringContaining('multipart') });
  }
  expect(s.inArrivo()).toEqual([]);
});

const NON_JSON =
  '--b\r\ncontent-disposition: form-data; name="x"\r\ncontent-type: application/json\r\n\r\n{\r\n--b--\r\n';
const INIZIO = '--b\r\ncontent-disposition: form-data; name="f"; filename="f.zip"\r\n\r\nPK';

it.each([
  ['JSON', 'application/json', '{}', /non è multipart/],
  ['nothing', 'multipart/form-data', '', /non è valida/],
  ['a field that is no JSON', 'multipart/form-data; boundary=b', NON_JSON, /non è valida/],
  ['a form cut short', 'multipart/form-data; boundary=b', INIZIO, /intera/],
])('%s is told what it is', async (_, tipo, payload, perche) => {
  const headers = { 'content-type': tipo };
  const risposta = await s.sil.app.inject({ method: 'POST', url: '/public/mybox/uploadFlusso', headers, payload });
  expect(risposta.statusCode).toBe(200);
  expect(risposta.json()).toEqual([{ codice: '400', descrizione: expect.stringMatching(perche) }]);
  expect(s.inArrivo()).toEqual([]);
});

it.each(['goes away', 'is too slow'])('of who %s in the middle of a file nothing stays', async (che) => {
  // As the app is, but for how long it waits.
  const app = Fastify({ forceCloseConnections: true, requestTimeout: 700, http: { connectionsCheckingInterval: 100 } });
  // Node takes the shorter of the two for that of the headers.
  app.server.headersTimeout = 500;
  await portaFlussi(app, s.mondo);
  await app.listen({ host: '127.0.0.1', port: 0 });
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
  let detto = '';
  const chiuso = new Promise<void>((fatto) => socket.on('close', () => fatto()).on('error', () => undefined));
  socket.on('data', (dati: Buffer) => (detto += dati.toString()));
  try {
    socket.write(
      'POST /public/mybox/uploadFlusso HTTP/1.1\r\nhost: x\r\ncontent-type: multipart/form-data; boundary=b\r\n' +
        `content-length: 5000\r\n\r\n${INIZIO}`,
    );
    await vi.waitFor(() => expect(s.inArrivo()).toHaveLength(1), { timeout: 15_000 });
    if (che === 'goes away') socket.destroy();
    await chiuso;
    if (che === 'is too slow') expect(detto).toMatch(/^HTTP\/1\.1 408 /);
    await vi.waitFor(() => expect(s.inArrivo()).toEqual([]), { timeout: 15_000 });
  } finally {
    socket.destroy();
    await app.close();
  }
});
