import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { cartellaDiProva } from '#support/cartella';
import { leggiConfig } from './config.ts';
import { elencoVariabili, tabellaAmbiente } from './variabili.ts';

let radice: string;
let varDir: string;

beforeEach(() => {
  radice = cartellaDiProva('config');
  varDir = join(radice, 'var');
});

const PRODUZIONE = {
  MYPAY_MODO: 'produzione',
  DATABASE_URL: 'postgres://mypay_owner:7d0f2c1b9a@db.example.it/mypay',
  MYPAY_PEPPER: 'c0ffee5eed0123456789abcdef0123456789abcd',
  MYPAY_CHIAVE_CIFRA: '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f',
  MYPAY_URL_PUBBLICO: 'https://pagamenti.example.it',
  SMTP_URL: 'smtp://posta.example.it:587',
  MYPAY_MITTENTE: 'Pagamenti <pagamenti@example.it>',
  MYPAY_AMMINISTRATORI: 'uno@example.it, due@example.it',
};

function problemi(ambiente: Record<string, string>, argomenti: string[] = []): string {
  const esito = leggiConfig({ MYPAY_VAR: varDir, ...ambiente }, argomenti);
  return esito.ok ? '' : esito.refusal.parametri.problemi;
}

test('the simulatore stands beside the web of an installation that works, and is found at an address of its own', () => {
  const url = { MYPAY_SIMULATORE_URL: 'https://prova.example.it/' };
  const ruoli = { MYPAY_RUOLI: 'web,simulatore' };
  expect(valoreDi(leggiConfig({ MYPAY_VAR: varDir, ...PRODUZIONE, ...url, ...ruoli }))).toMatchObject({
    simulatore: { url: 'https://prova.example.it', origine: 'https://prova.example.it' },
    ruoliProcesso: ['web', 'simulatore'],
    simulatorePort: 8081,
  });
  expect(valoreDi(leggiConfig({ MYPAY_VAR: varDir, ...PRODUZIONE })).simulatore).toBeNull();
  // The demo has its own, which plays everything.
  expect(valoreDi(leggiConfig({ MYPAY_VAR: varDir, ...url })).simulatore).toBeNull();
  expect(problemi({ ...PRODUZIONE, ...ruoli })).toContain('vuole MYPAY_SIMULATORE_URL');
  expect(problemi({ ...PRODUZIONE, ...url, MYPAY_RUOLI: 'simulatore' })).toContain('accanto a web');
  expect(problemi({ ...PRODUZIONE, MYPAY_SIMULATORE_URL: 'http://prova.example.it' })).toContain('serve https');
});

test('an empty environment is the demo, on this machine only, with its data shut to others', () => {
  const config = valoreDi(leggiConfig({ MYPAY_VAR: varDir, HOST: '' }));
  expect(config).toMatchObject({ modo: 'demo', host: '127.0.0.1', port: 8080, simulatorePort: 8081, avvertenze: [] });
  expect(config).toMatchObject({ databaseUrl: null, smtpUrl: null, nodoTls: null, ruoliProcesso: ['web', 'worker'] });
  expect(config.chiaveCifra).toHaveLength(32);
  expect(statSync(varDir).mode & 0o777).toBe(0o700);
  expect(statSync(join(varDir, 'segreti.json')).mode & 0o777).toBe(0o600);
});

test("the demo's secrets are made once, and differ from one installation to another", () => {
  const prima = valoreDi(leggiConfig({ MYPAY_VAR: varDir }));
  const dopo = valoreDi(leggiConfig({ MYPAY_VAR: varDir, PORT: '9000' }));
  const altrove = valoreDi(leggiConfig({ MYPAY_VAR: join(radice, 'altro') }));
  expect(dopo.pepe).toEqual(prima.pepe);
  expect(dopo.chiaveCifra).toEqual(prima.chiaveCifra);
  expect(altrove.pepe).not.toEqual(prima.pepe);
});

test('the statement of accessibility, and who is told of a barrier', () => {
  const base = { MYPAY_VAR: varDir, MYPAY_AMMINISTRATORI: 'uno@example.it, due@example.it' };
  const senza = valoreDi(leggiConfig(base));
  expect(senza).toMatchObject({ assistenza: 'uno@example.it', accessibilita: { stato: 'parziale', redattaIl: null } });
  const dichiarazioneUrl = 'https://form.agid.gov.it/view/abc';
  const detta = { MYPAY_ACCESSIBILITA_STATO: 'conforme', MYPAY_ACCESSIBILITA_DATA: '2026-09-01' };
  const con = leggiConfig({ ...base, ...detta, MYPAY_ASSISTENZA: 'a@b.it', MYPAY_ACCESSIBILITA_URL: dichiarazioneUrl });
  expect(valoreDi(con)).toMatchObject({
    assistenza: 'a@b.it',
    accessibilita: { stato: 'conforme', redattaIl: '2026-09-01', dichiarazioneUrl },
  });
});

test('the taxonomy is fetched where it is said to be, and by https alone', () => {
  const url = 'https://api.example.it/taxonomy/service/v1/taxonomy?extension=csv';
  expect(valoreDi(leggiConfig({ MYPAY_VAR: varDir })).tassonomiaUrl).toBeNull();
  expect(valoreDi(leggiConfig({ MYPAY_VAR: varDir, TASSONOMIA_URL: url })).tassonomiaUrl).toBe(url);
  for (const no of ['http://api.example.it/taxonomy', 'https://utente:segreto@api.example.it/', 'file:///etc/passwd'])
    expect(problemi({ TASSONOMIA_URL: no })).toMatch(/^TASSONOMIA_URL/);
});

test('the networks of the services of the enti: this machine in the demo, none in production, and those that are named', () => {
  expect(valoreDi(leggiConfig({ MYPAY_VAR: varDir })).retiInterne).toEqual(['127.0.0.0/8', '::1/128']);
  expect(valoreDi(leggiConfig({ MYPAY_VAR: varDir, ...PRODUZIONE })).retiInterne).toEqual([]);
  const reti = { MYPAY_RETI_INTERNE: '10.20.0.0/16, fd00:1::/32' };
  expect(valoreDi(leggiConfig({ MYPAY_VAR: varDir, ...PRODUZIONE, ...reti })).retiInterne).toEqual([
    '10.20.0.0/16',
    'fd00:1::/32',
  ]);
  for (const no of ['10.20.0.0', '10.20.0.0/64', 'ente/8'])
    expect(problemi({ MYPAY_RETI_INTERNE: no })).toMatch(/^MYPAY_RETI_INTERNE/);
});

test('the folder of the deliveries is an absolute path', () => {
  expect(valoreDi(leggiConfig({ MYPAY_VAR: varDir })).cartellaConsegne).toBeNull();
  expect(valoreDi(leggiConfig({ MYPAY_VAR: varDir, MYPAY_CARTELLA_CONSEGNE: '/srv/fuori/' })).cartellaConsegne).toBe(
    '/srv/fuori',
  );
  expect(problemi({ MYPAY_CARTELLA_CONSEGNE: 'fuori' })).toMatch(/^MYPAY_CARTELLA_CONSEGNE/);
});

test('Checkout is the simulatore in the demo, nothing in production until it is configured, and needs its key', () => {
  const url = 'https://api.uat.platform.pagopa.it/checkout/ec';
  const chiave = { CHECKOUT_CHIAVE: '0123456789abcdef' };
  const demo = valoreDi(leggiConfig({ MYPAY_VAR: varDir, PORT: '9100' })).checkout;
  expect(demo).toMatchObject({
    url: 'http://localhost:9101/checkout/ec',
    versione: '2',
    origini: ['http://localhost:9101'],
  });
  expect(valoreDi(leggiConfig({ MYPAY_VAR: varDir, ...PRODUZIONE })).checkout).toBeNull();
  const dato = { MYPAY_VAR: varDir, ...PRODUZIONE, ...chiave, CHECKOUT_URL: url, CHECKOUT_VERSIONE: '1' };
  expect(valoreDi(leggiConfig(dato)).checkout).toEqual({
    ...{ url, versione: '1', chiave: chiave.CHECKOUT_CHIAVE },
    origini: ['https://api.uat.platform.pagopa.it', 'https://checkout.pagopa.it'],
  });
  expect(problemi({ CHECKOUT_URL: url })).toContain('CHECKOUT_URL, CHECKOUT_CHIAVE');
  expect(problemi({ ...chiave, CHECKOUT_URL: 'http://api.example.it/checkout/ec' })).toContain('serve https');
  for (const no of [`${url}/`, 'https://utente@api.example.it/checkout', 'ftp://x'])
    expect(problemi({ ...chiave, CHECKOUT_URL: no })).toMatch(/^CHECKOUT_URL: il valore/);
});

test('the provider of identity: the simulatore in the demo, none in production unless all three say which, by https only', () => {
  const tre = { OIDC_CLIENT_ID: 'mypay', OIDC_CLIENT_SECRET: 'segreto-del-broker' };
  const url = 'https://id.regione.example.it/realms/spid';
  const demo = valoreDi(leggiConfig({ MYPAY_VAR: varDir, PORT: '9100' })).identita;
  expect(demo).toMatchObject({ emittente: 'http://localhost:9101/identita', origini: ['http://localhost:9101'] });
  expect(valoreDi(leggiConfig({ MYPAY_VAR: varDir, ...PRODUZIONE })).identita).toBeNull();
  const dato = { ...tre, OIDC_ISSUER: url, OIDC_ORIGINI: 'https://login.example.it' };
  expect(valoreDi(leggiConfig({ MYPAY_VAR: varDir, ...PRODUZIONE, ...dato })).identita).toEqual({
    ...{ emittente: url, clientId: 'mypay', segreto: 'segreto-del-broker', ambiti: 'openid profile email' },
    origini: ['https://id.regione.example.it', 'https://login.example.it'],
    livelli: ['https://www.spid.gov.it/SpidL2', 'https://www.spid.gov.it/SpidL3'],
  });
  for (const [detti, livelli] of [
    ['nessuno', []],
    ['alto, altissimo', ['alto', 'altissimo']],
  ] as const)
    expect(valoreDi(leggiConfig({ MYPAY_VAR: varDir, OIDC_ACR_DUE_PASSI: detti })).identita?.livelli).toEqual(livelli);
  expect(problemi({ OIDC_ISSUER: url })).toContain('servono tutte e tre');
  expect(problemi({ ...tre, OIDC_ISSUER: 'http://id.example.it' })).toContain('serve https');
  const locale = leggiConfig({
    MYPAY_VAR: varDir,
    ...PRODUZIONE,
    ...tre,
    OIDC_ISSUER: 'http://localhost:8081/identita',
  });
  expect(locale.ok ? '' : locale.refusal.parametri.problemi).toContain('in produzione serve https');
});

test('everything that listens moves with PORT, so that two copies run side by side', () => {
  const config = valoreDi(leggiConfig({ MYPAY_VAR: varDir, PORT: '9100' }));
  expect(config).toMatchObject({
    port: 9100,
    simulatorePort: 9101,
    metrichePort: 9102,
    urlPubblico: 'http://localhost:9100',
  });
});

test('the argument --roles prevails over the variable', () => {
  expect(valoreDi(leggiConfig({ MYPAY_VAR: varDir, MYPAY_RUOLI: 'web' }, ['--roles=worker'])).ruoliProcesso).toEqual([
    'worker',
  ]);
  expect(problemi({}, ['--roles=web,capo'])).toContain('MYPAY_RUOLI');
});

test('production starts with everything it needs, makes no secret and listens to all', () => {
  const config = valoreDi(leggiConfig({ MYPAY_VAR: varDir, ...PRODUZIONE }));
  expect(config).toMatchObject({
    modo: 'produzione',
    host: '0.0.0.0',
    amministratori: ['uno@example.it', 'due@example.it'],
  });
  expect(config.pepe.toString()).toBe(PRODUZIONE.MYPAY_PEPPER);
  expect(existsSync(join(varDir, 'segreti.json'))).toBe(false);
});

test('NODE_ENV=production is production; MYPAY_MODO prevails', () => {
  expect(problemi({ NODE_ENV: 'production' })).toContain('MYPAY_PEPPER: manca');
  expect(problemi({ NODE_ENV: 'production', MYPAY_MODO: 'demo' })).toBe('');
});

test.each(elencoVariabili().filter(({ schema }) => schema.obbligatoria))(
  'production without $nome is refused, by name',
  ({ nome }) => {
    const senza: Record<string, string> = { ...PRODUZIONE };
    delete senza[nome];
    expect(problemi(senza)).toMatch(new RegExp(`^${nome}: manca\\.`));
  },
);

test.each([
  ['a pepper of one character', { MYPAY_PEPPER: 'a'.repeat(40) }, 'MYPAY_PEPPER: non è casuale'],
  ['a key of zeros', { MYPAY_CHIAVE_CIFRA: '0'.repeat(64) }, 'MYPAY_CHIAVE_CIFRA: non è casuale'],
  ["a manual's password", { DATABASE_URL: 'postgres://mypay_owner:postgres@db/mypay' }, 'DATABASE_URL: la password'],
  ['no password', { DATABASE_URL: 'postgres://mypay_owner@db/mypay' }, 'DATABASE_URL: la password'],
])('production refuses %s', (_caso, ambiente, parole) => {
  expect(problemi({ ...PRODUZIONE, ...ambiente })).toContain(parole);
});

test("production refuses the demo's secrets", () => {
  const demo = valoreDi(leggiConfig({ MYPAY_VAR: varDir }));
  const ambiente = {
    ...PRODUZIONE,
    MYPAY_PEPPER: demo.pepe.toString(),
    MYPAY_CHIAVE_CIFRA: demo.chiaveCifra.toString('hex'),
  };
  expect(problemi(ambiente).split('\n')).toEqual([
    expect.stringContaining('MYPAY_PEPPER: è quello della demo'),
    expect.stringContaining('MYPAY_CHIAVE_CIFRA: è quello della demo'),
  ]);
});

test.each([
  ['PORT', '80a'],
  ['PORT', '0'],
  ['PORT', '70000'],
  ['HOST', 'due parole'],
  ['MYPAY_MODO', 'collaudo'],
  ['DATABASE_URL', 'mysql://x'],
  ['MYPAY_CHIAVE_CIFRA', 'corta'],
  ['MYPAY_URL_PUBBLICO', 'https://example.it/'],
  ['MYPAY_AMMINISTRATORI', 'nessuno'],
  ['MYPAY_LIMITE_NUOVI_IUV', '2024-02-30'],
  ['MYPAY_ASSISTENZA', 'uno@example.it, due@example.it'],
  ['MYPAY_ACCESSIBILITA_STATO', 'perfetto'],
  ['MYPAY_ACCESSIBILITA_DATA', '2026-09-31'],
  ['MYPAY_ACCESSIBILITA_URL', 'http://form.agid.gov.it/view/1'],
  ['MYPAY_CONNESSIONI', '0'],
])('%s=%s is refused', (nome, valore) => {
  expect(problemi({ [nome]: valore })).toContain(nome);
});

test('a secret that is refused is not repeated', () => {
  expect(problemi({ MYPAY_PEPPER: 'segreto corto' })).not.toContain('segreto corto');
});

test("the Nodo's listener needs its three files, or none", () => {
  const due = { MYPAY_NODO_TLS_CERT: 'a.pem', MYPAY_NODO_TLS_KEY: 'b.pem' };
  expect(problemi(due)).toContain('servono tutte e tre');
  const config = valoreDi(leggiConfig({ MYPAY_VAR: varDir, ...due, MYPAY_NODO_TLS_CA: '/etc/ca.pem' }));
  expect(config.nodoTls).toMatchObject({ port: 8443, caFile: '/etc/ca.pem' });
});

test('a demo open to the network and a misspelt name deserve a word', () => {
  const { avvertenze } = valoreDi(leggiConfig({ MYPAY_VAR: varDir, HOST: '0.0.0.0', MYPAY_PEPER: 'x' }));
  expect(avvertenze).toEqual([expect.stringContaining('0.0.0.0'), expect.stringContaining('MYPAY_PEPER')]);
});

test('the keys of the credentials: the first seals, all open, and one derived is always there', () => {
  const [uno, due] = ['a1b2c3d4'.repeat(8), 'b2c3d4e5'.repeat(8)];
  const chiavi = (ambiente: Record<string, string>): string[] =>
    valoreDi(leggiConfig({ MYPAY_VAR: varDir, ...ambiente })).chiaviCredenziali.map((chiave) => chiave.toString('hex'));
  const [derivata] = chiavi({});
  expect(derivata).toMatch(/^[0-9a-f]{64}$/);
  expect(chiavi({ MYPAY_CHIAVI_CREDENZIALI: `${uno}, ${due}` })).toEqual([uno, due, derivata]);
  expect(problemi({ MYPAY_CHIAVI_CREDENZIALI: `${uno},poco` })).toContain('MYPAY_CHIAVI_CREDENZIALI');
  const debole = `${uno},${'01'.repeat(32)}`;
  expect(problemi({ ...PRODUZIONE, MYPAY_CHIAVI_CREDENZIALI: debole })).toContain(
    'MYPAY_CHIAVI_CREDENZIALI: non è casuale',
  );
});

test('a folder full of other things is not taken, nor its mode changed', () => {
  mkdirSync(varDir, { mode: 0o755 });
  writeFileSync(join(varDir, 'tesi.odt'), '');
  expect(problemi({})).toContain('MYPAY_VAR');
  expect(statSync(varDir).mode & 0o777).toBe(0o755);
});

test('the table of the environment has a row for each variable, and no bar that would break it', () => {
  const righe = tabellaAmbiente().trim().split('\n');
  expect(righe).toHaveLength(elencoVariabili().length + 2);
  for (const riga of righe) expect(riga.replaceAll('\\|', '').split('|')).toHaveLength(8);
});
