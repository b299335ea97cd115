import http from 'node:http';
import net from 'node:net';
import { once } from 'node:events';
import { expect, test } from 'vitest';

const uscite: [string, () => Promise<unknown>][] = [
  ['fetch', () => fetch('http://example.org/')],
  ['fetch over tls', () => fetch('https://192.0.2.1/')],
  ['http.get', async () => once(http.get('http://192.0.2.1/'), 'response')],
  ['a bare socket', async () => once(net.connect(80, 'example.org'), 'connect')],
  ['a socket by options', async () => once(net.connect({ host: '192.0.2.1', port: 80 }), 'connect')],
];

test.each(uscite)('%s does not leave this machine', async (_come, esci) => {
  const causa = await esci().then(
    () => null,
    (errore: Error) => errore,
  );
  expect(`${causa?.message} ${String(causa?.cause)}`).toContain('tests do not reach the network');
});

test('this machine is reached', async () => {
  const server = http.createServer((_richiesta, risposta) => risposta.end('eccomi')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  expect(await (await fetch(`http://localhost:${port}/`)).text()).toBe('eccomi');
  server.close();
});
