import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { valoreDi } from '#kernel/esito';
import { leggiConfig } from '#platform/config/config';
import type { Mondo, Wires } from '#platform/contesto';
import { creaArchivio } from '#platform/files';
import type { DatabaseDiProva } from './db.ts';

/** Ways out that lead nowhere. */
export const FILI_MUTI: Wires = {
  posta: { invia: () => Promise.reject(new Error('no mail leaves this test')) },
  ente: { manda: () => Promise.reject(new Error('no software of an ente is called in this test')) },
  servizioEnte: {
    verifica: () => Promise.reject(new Error('no service of an ente is called in this test')),
    paga: () => Promise.reject(new Error('no service of an ente is called in this test')),
  },
  attualizzazione: { chiedi: () => Promise.reject(new Error('no ente is asked in this test')) },
  tassonomia: { scarica: () => Promise.reject(new Error('no list is fetched in this test')) },
  checkout: { crea: () => Promise.reject(new Error('no Checkout is called in this test')) },
  checkoutProva: null,
  fdrProva: null,
  identita: {
    inizia: () => Promise.reject(new Error('nobody signs in by a provider in this test')),
    conclude: () => Promise.reject(new Error('nobody signs in by a provider in this test')),
    uscita: () => Promise.resolve(null),
  },
  fornitori: {
    inizia: () => Promise.reject(new Error('nobody signs in by a provider of an ente in this test')),
    conclude: () => Promise.reject(new Error('nobody signs in by a provider of an ente in this test')),
    uscita: () => Promise.resolve(null),
    prova: () => Promise.reject(new Error('no provider of an ente is tried in this test')),
  },
  fdr: {
    elenco: () => Promise.reject(new Error('no statement is asked for in this test')),
    leggi: () => Promise.reject(new Error('no statement is asked for in this test')),
  },
  bizEvents: { ricevuta: () => Promise.reject(new Error('no receipt is asked for in this test')) },
  sftp: {
    prova: () => Promise.reject(new Error('no server is tried in this test')),
    consegna: () => Promise.reject(new Error('no file leaves this test')),
  },
  cartella: {
    prova: () => Promise.reject(new Error('no folder is tried in this test')),
    consegna: () => Promise.reject(new Error('no file leaves this test')),
  },
};

/**
 * The world of a test, on its database and a data folder of its own: demo settings, a silent log, no way out. `parti`
 * replaces any of it.
 */
export function mondoDiProva({ pools }: DatabaseDiProva, parti: Partial<Mondo> = {}): Mondo {
  const varDir = mkdtempSync(join(tmpdir(), 'mypay-prova-mondo-'));
  return {
    pools,
    config: valoreDi(leggiConfig({ MYPAY_VAR: varDir })),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    orologio: () => new Date(),
    wires: FILI_MUTI,
    files: creaArchivio(join(varDir, 'files')),
    ...parti,
  };
}
