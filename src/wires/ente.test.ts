import { createServer, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { creaGuardiaRete } from '#platform/guardia-rete';
import { creaEnte } from './ente.ts';

let server: Server;
let base: string;
let chiamate: string[];
let risponde: (res: ServerResponse) => void;
beforeEach(async () => {
  chiamate = [];
  risponde = (res) => res.writeHead(200).end('{"ok":true}');
  server = createServer((req, res) => {
    chiamate.push(req.url ?? '');
    req.resume();
    req.on('end', () => risponde(res));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const LOCALE = creaGuardiaRete(['127.0.0.0/8', '::1/128']);
const filo = (guardia = LOCALE) => creaEnte({ guardia, attesaMs: 300, circuito: { guastiMax: 2, apertoMs: 60_000 } });
const manda = (w: ReturnType<typeof filo>, url = `${base}/a`) =>
  w.manda({ url, corpo: '{}', intestazioni: { 'x-a': 'b' } });

describe('the wire to the software of an ente', () => {
  it('gives the answer, whatever it is, and goes nowhere that it sends it', async () => {
    const w = filo();
    expect(await manda(w)).toMatchObject({ esito: 'risposta', stato: 200, testo: '{"ok":true}' });
    risponde = (res) => res.writeHead(302, { location: `${base}/altrove` }).end();
    expect(await manda(w)).toMatchObject({ esito: 'risposta', stato: 302 });
    risponde = (res) => res.writeHead(404).end();
    expect(await manda(w)).toMatchObject({ esito: 'risposta', stato: 404 });
    expect(chiamate).toEqual(['/a', '/a', '/a']);
  });

  it('says in a word why there is none: too long, too late, not there', async () => {
    risponde = (res) => res.writeHead(200).end('x'.repeat(256 * 1024 + 1));
    expect(await manda(filo())).toMatchObject({ esito: 'nessuna', perche: 'risposta_illeggibile' });
    risponde = () => undefined;
    expect(await manda(filo())).toMatchObject({ esito: 'nessuna', perche: 'tempo_scaduto' });
    risponde = (res) => void res.writeHead(200).write('a');
    expect(await manda(filo())).toMatchObject({ esito: 'nessuna', perche: 'tempo_scaduto' });
    expect(await manda(filo(), 'http://127.0.0.1:1/')).toMatchObject({ esito: 'nessuna', perche: 'irraggiungibile' });
  });

  it('calls no private or metadata address, by number or by name, and none in clear but this machine', async () => {
    const chiusa = creaGuardiaRete([]);
    const vietati = [
      ...[
        'https://169.254.169.254/latest',
        'https://10.0.0.1/',
        'https://[::1]/',
        'https://[::ffff:10.0.0.1]/',
        'https://2130706433/',
      ],
      ...['https://localhost/', 'http://www.example.it/', 'ftp://www.example.it/', 'niente'],
    ];
    for (const url of vietati)
      expect([url, await manda(filo(chiusa), url)]).toMatchObject([
        url,
        { esito: 'nessuna', perche: 'indirizzo_non_ammesso' },
      ]);
    expect(await manda(filo(chiusa))).toMatchObject({ perche: 'indirizzo_non_ammesso' });
    expect(chiamate).toEqual([]);
  });

  it('leaves alone who is broken, and only them', async () => {
    const w = filo();
    risponde = (res) => res.writeHead(500).end();
    await manda(w);
    await manda(w);
    expect(await manda(w)).toEqual({ esito: 'rinviata', perche: 'circuito_aperto' });
    risponde = (res) => res.writeHead(400).end();
    for (let n = 0; n < 3; n += 1) expect(await manda(w, `${base}/b`)).toMatchObject({ esito: 'risposta', stato: 400 });
  });
});
