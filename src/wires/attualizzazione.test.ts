import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pausa } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RispostaImporto, ServizioImporti } from '#platform/contesto';
import { creaGuardiaRete } from '#platform/guardia-rete';
import { creaAttualizzazione } from './attualizzazione.ts';

const AVVISO = { codiceFiscaleEnte: '01234567897', numeroAvviso: '301000000000000144' };
const ATTESA_MS = 300;

type Ricevuta = { percorso: string; corpo: unknown; autorizzazione: string | undefined };
type Risponde = (req: Ricevuta, res: ServerResponse) => void | Promise<void>;

let server: Server;
let base: string;
let ricevute: Ricevuta[];
let importo: Risponde;
let accesso: Risponde;

const json =
  (corpo: unknown, stato = 200): Risponde =>
  (_, res) =>
    void res.writeHead(stato, { 'content-type': 'application/json' }).end(JSON.stringify(corpo));
const BUONA = { numeroAvviso: AVVISO.numeroAvviso, importoPosizione: 10_500, bilancio: '[{"capitolo":"1"}]' };

async function leggi(req: IncomingMessage): Promise<unknown> {
  let testo = '';
  for await (const pezzo of req) testo += String(pezzo);
  return JSON.parse(testo);
}

beforeEach(async () => {
  ricevute = [];
  accesso = json({ token: 'gettone-1' });
  importo = json(BUONA);
  server = createServer((req, res) => {
    void (async () => {
      const una = { percorso: req.url ?? '', corpo: await leggi(req), autorizzazione: req.headers.authorization };
      ricevute.push(una);
      await (una.percorso === '/accesso' ? accesso : importo)(una, res);
    })().catch(() => res.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const servizio = (altro: Partial<ServizioImporti> = {}): ServizioImporti => ({
  ...{ urlAccesso: `${base}/accesso`, urlImporto: `${base}/importo`, utente: 'mypay', password: 'segreta' },
  ...altro,
});
const LOCALE = creaGuardiaRete(['127.0.0.0/8', '::1/128']);
const filo = (attesaMs = ATTESA_MS): ReturnType<typeof creaAttualizzazione> =>
  creaAttualizzazione({ guardia: LOCALE, attesaMs, circuito: { guastiMax: 3, apertoMs: 200 } });
const perche = (r: RispostaImporto): string => (r.esito === 'nessuna' ? r.perche : r.esito);

describe('the wire to the amounts of an ente', () => {
  it('gets a token, then the amount; the token is kept', async () => {
    const w = filo();
    const atteso = { esito: 'importo', importoCents: 10_500, bilancio: BUONA.bilancio };
    expect(await w.chiedi(servizio(), AVVISO)).toEqual(atteso);
    expect(await w.chiedi(servizio(), AVVISO)).toEqual(atteso);
    expect(ricevute).toEqual([
      { percorso: '/accesso', corpo: { username: 'mypay', password: 'segreta' }, autorizzazione: undefined },
      ...Array.from({ length: 2 }, () => ({
        percorso: '/importo',
        corpo: { cfEnteCreditore: '01234567897', importoPosizione: 'S', numeroAvviso: '301000000000000144' },
        autorizzazione: 'Bearer gettone-1',
      })),
    ]);
  });

  it('an amount may be written as text', async () => {
    importo = json({ ...BUONA, importoPosizione: '10500' });
    expect(await filo().chiedi(servizio(), AVVISO)).toMatchObject({ esito: 'importo', importoCents: 10_500 });
  });

  it('takes a new token when the old one is refused, and not twice', async () => {
    const w = filo();
    await w.chiedi(servizio(), AVVISO);
    accesso = json({ token: 'gettone-2' });
    importo = (req, res) =>
      json(
        req.autorizzazione === 'Bearer gettone-2' ? BUONA : {},
        req.autorizzazione === 'Bearer gettone-2' ? 200 : 401,
      )(req, res);
    expect(await w.chiedi(servizio(), AVVISO)).toMatchObject({ esito: 'importo' });
    importo = json({}, 401);
    expect(perche(await w.chiedi(servizio(), AVVISO))).toBe('accesso_negato');
    expect(ricevute.filter((r) => r.percorso === '/accesso')).toHaveLength(3);
  });

  it('without an address of access the secret is the token', async () => {
    await filo().chiedi(servizio({ urlAccesso: null }), AVVISO);
    expect(ricevute.map((r) => r.autorizzazione)).toEqual(['Bearer segreta']);
  });

  it.each(['002', '003', '004', '999'])('hands over code %s, whatever the status', async (codice) => {
    importo = json({ codice, dettaglio: 'parole loro' }, codice === '999' ? 404 : 200);
    expect(await filo().chiedi(servizio(), AVVISO)).toEqual({ esito: 'codice', codice });
  });

  it.each<[string, string, () => void]>([
    ['rubbish', 'risposta_illeggibile', () => (importo = (_, res) => void res.end('<html>ciao'))],
    ['a list', 'risposta_illeggibile', () => (importo = json([1]))],
    ['nothing', 'risposta_illeggibile', () => (importo = (_, res) => void res.end())],
    ['another notice', 'risposta_illeggibile', () => (importo = json({ ...BUONA, numeroAvviso: '3' }))],
    ['no amount', 'risposta_illeggibile', () => (importo = json({ numeroAvviso: AVVISO.numeroAvviso }))],
    ['an amount with a fraction', 'risposta_illeggibile', () => (importo = json({ ...BUONA, importoPosizione: 10.5 }))],
    ['an amount in words', 'risposta_illeggibile', () => (importo = json({ ...BUONA, importoPosizione: 'tanto' }))],
    ['yes', 'risposta_illeggibile', () => (importo = json({ ...BUONA, importoPosizione: true }))],
    ['an amount in a list', 'risposta_illeggibile', () => (importo = json({ ...BUONA, importoPosizione: [10_500] }))],
    ['an empty amount', 'risposta_illeggibile', () => (importo = json({ ...BUONA, importoPosizione: '' }))],
    [
      'an amount in other figures',
      'risposta_illeggibile',
      () => (importo = json({ ...BUONA, importoPosizione: '0x10' })),
    ],
    ['an answer without end', 'risposta_illeggibile', () => (importo = (_, res) => void res.end('x'.repeat(70_000)))],
    ['500', 'errore_del_servizio', () => (importo = json({}, 500))],
    ['500 in HTML', 'errore_del_servizio', () => (importo = (_, res) => void res.writeHead(500).end('<h1>ops'))],
    [
      'a redirect',
      'irraggiungibile',
      () => (importo = (_, res) => void res.writeHead(302, { location: '/altrove' }).end()),
    ],
    ['a connection that breaks', 'irraggiungibile', () => (importo = (_, res) => void res.destroy())],
    ['a refused login', 'accesso_negato', () => (accesso = json({ esito: 'KO', descrizioneErrore: 'no' }))],
    ['a token that is none', 'accesso_negato', () => (accesso = json({ token: 'a\r\nb: c' }))],
  ])('%s is no answer: %s', async (_, atteso, guasta) => {
    guasta();
    expect(perche(await filo().chiedi(servizio(), AVVISO))).toBe(atteso);
    expect(ricevute.map((r) => r.percorso)).not.toContain('/altrove');
  });

  it.each<[string, () => void]>([
    ['silence', () => (importo = () => undefined)],
    ['a login that is silent', () => (accesso = () => undefined)],
    [
      'a slow drip',
      () =>
        (importo = async (_, res) => {
          res.writeHead(200);
          for (let n = 0; n < 100 && !res.destroyed; n += 1) {
            res.write(' ');
            await pausa(20);
          }
        }),
    ],
    [
      'login and answer that together are too slow',
      () => {
        accesso = async (req, res) => {
          await pausa(ATTESA_MS * 0.7);
          await json({ token: 't' })(req, res);
        };
        importo = async (req, res) => {
          await pausa(ATTESA_MS * 0.7);
          await json(BUONA)(req, res);
        };
      },
    ],
  ])('%s costs the budget and no more', async (_, guasta) => {
    guasta();
    const inizio = performance.now();
    expect(perche(await filo().chiedi(servizio(), AVVISO))).toBe('tempo_scaduto');
    expect(performance.now() - inizio).toBeLessThan(ATTESA_MS + 250);
  });

  it('in clear it speaks to this machine only', async () => {
    const w = filo();
    for (const urlImporto of ['http://ente.example/importo', 'ftp://127.0.0.1/', 'nulla'])
      expect(perche(await w.chiedi(servizio({ urlImporto, urlAccesso: null }), AVVISO))).toBe('indirizzo_non_ammesso');
  });
});

describe('a private network', () => {
  it.each([
    'http://127.0.0.1:1/importo',
    'https://10.0.0.8/importo',
    'https://[::1]/importo',
    'https://localhost/importo',
  ])('is not called where the configuration does not name it: %s', async (urlImporto) => {
    const w = creaAttualizzazione({ guardia: creaGuardiaRete([]) });
    expect(perche(await w.chiedi(servizio({ urlImporto, urlAccesso: null }), AVVISO))).toBe('indirizzo_non_ammesso');
  });
});

describe('its circuit', () => {
  it('opens after three faults in a row, spares the wait, and closes when the service is back', async () => {
    const w = filo();
    importo = json({}, 500);
    for (let n = 0; n < 3; n += 1) expect(perche(await w.chiedi(servizio(), AVVISO))).toBe('errore_del_servizio');
    const prima = ricevute.length;
    expect(perche(await w.chiedi(servizio(), AVVISO))).toBe('circuito_aperto');
    expect(ricevute).toHaveLength(prima);
    await pausa(220);
    importo = json(BUONA);
    expect(await w.chiedi(servizio(), AVVISO)).toMatchObject({ esito: 'importo' });
    expect(await w.chiedi(servizio(), AVVISO)).toMatchObject({ esito: 'importo' });
  });

  it('is not opened by codes: those are answers', async () => {
    const w = filo();
    importo = json({ codice: '003' });
    for (let n = 0; n < 5; n += 1) expect(await w.chiedi(servizio(), AVVISO)).toMatchObject({ codice: '003' });
  });

  it('is each service its own', async () => {
    const w = filo();
    importo = json({}, 500);
    for (let n = 0; n < 3; n += 1) await w.chiedi(servizio(), AVVISO);
    importo = json(BUONA);
    expect(await w.chiedi(servizio({ utente: 'altro' }), AVVISO)).toMatchObject({ esito: 'importo' });
  });

  it('a service that hangs takes only so many calls at once', async () => {
    importo = () => undefined;
    const w = filo();
    const risposte = await Promise.all(
      Array.from({ length: 25 }, () => w.chiedi(servizio({ urlAccesso: null }), AVVISO)),
    );
    expect(risposte.filter((r) => perche(r) === 'troppe_richieste')).toHaveLength(5);
  });
});
