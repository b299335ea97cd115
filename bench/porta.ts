import { once } from 'node:events';
import { createServer } from 'node:net';

/** A port of this machine that nobody has. */
export async function portaLibera(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const indirizzo = server.address();
  server.close();
  return typeof indirizzo === 'object' && indirizzo !== null ? indirizzo.port : 0;
}
