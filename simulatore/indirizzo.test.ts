import { expect, test } from 'vitest';
import { indirizzoAmmesso } from './indirizzo.ts';

test.each([
  'http://127.0.0.1:8080/nodo/s/paForNode',
  'http://localhost:1/x',
  'http://[::1]:8080/nodo',
  'https://127.0.0.1/x',
])('parla con questa macchina: %s', (nodo) => {
  expect(indirizzoAmmesso(nodo)).toBe(nodo);
});

test.each([
  '',
  'nodo',
  'ftp://127.0.0.1/',
  'https://mypay.regione.example/nodo/s/paForNode',
  'http://127.0.0.1.example/x',
  'http://192.0.2.1/',
])('non parla con nessun altro: «%s»', (nodo) => {
  expect(() => indirizzoAmmesso(nodo)).toThrow();
});
