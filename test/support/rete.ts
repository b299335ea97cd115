import net from 'node:net';

/**
 * Tests reach this machine only: the outside world is the simulatore. Whatever opens a TCP connection (http, fetch,
 * tls, pg, mail) passes here.
 */
const LOCALE = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|::1|::ffff:127(\.\d{1,3}){3}|)$/;
const SEGNO = Symbol.for('mypay.rete');

type Connetti = (this: net.Socket, ...argomenti: unknown[]) => net.Socket;

// The file runs again for each test file of a worker: one guard is enough.
if (!(SEGNO in globalThis)) {
  Object.defineProperty(globalThis, SEGNO, { value: true });
  const originale = Object.getOwnPropertyDescriptor(net.Socket.prototype, 'connect')?.value as Connetti;
  const sorvegliata: Connetti = function sorvegliata(...argomenti) {
    const host = hostDi(argomenti);
    if (!LOCALE.test(host)) throw new Error(`tests do not reach the network: ${host}`);
    return originale.apply(this, argomenti);
  };
  Object.defineProperty(net.Socket.prototype, 'connect', { value: sorvegliata, writable: true, configurable: true });
}

/**
 * The host among connect's forms: (options), (port, host), (path), or the array into which node has already put them.
 */
function hostDi(argomenti: readonly unknown[]): string {
  const [primo, secondo] = argomenti;
  if (Array.isArray(primo)) return hostDi(primo);
  if (typeof primo === 'object' && primo !== null) {
    return 'host' in primo && typeof primo.host === 'string' ? primo.host : '';
  }
  return typeof primo === 'number' && typeof secondo === 'string' ? secondo : '';
}
