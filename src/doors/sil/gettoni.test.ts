import { describe, expect, test } from 'vitest';
import type { DovutoId, EnteId, InvioId } from '#kernel/ids';
import {
  firmaFile,
  firmaInvio,
  leggiFileFirmato,
  leggiGettone,
  leggiInvioFirmato,
  scriviGettone,
  type ScopoGettone,
} from './gettoni.ts';

const ORA_MS = 3_600_000;
const ADESSO = new Date('2026-11-20T10:00:00Z');
const fra = (ore: number, pepe = 7) => ({
  config: { pepe: Buffer.alloc(32, pepe) },
  now: new Date(ADESSO.getTime() + ore * ORA_MS),
});
const ENTE = '01890000-0000-7000-8000-000000000001' as EnteId;
const COSA = '01890000-0000-7000-8000-000000000002';
const GETTONE = { enteId: ENTE, id: COSA as DovutoId, chiede: ENTE };
const FILE = { enteId: ENTE, tipo: 'FLUSSI_IMPORT', nome: 'IMPORT/a.zip', oggettoId: COSA, quale: 'iuv' };

type Letto = unknown;
/** Each use: how its token is made, and read. */
const USI: Record<
  ScopoGettone | 'invio' | 'file',
  { scrivi: () => Promise<string>; leggi: (g: string, ore?: number, pepe?: number) => Promise<Letto> }
> = {
  avviso: perPersone('avviso'),
  precaricato: perPersone('precaricato'),
  rt: perPersone('rt'),
  invio: {
    scrivi: () => firmaInvio(fra(0), { id: COSA as InvioId, enteId: ENTE, codIpa: 'c_x', scadeIl: fra(1).now }),
    leggi: (g, ore = 0, pepe) => leggiInvioFirmato(fra(ore, pepe), g),
  },
  file: {
    scrivi: () => firmaFile(fra(0), FILE, fra(2).now),
    leggi: (g, ore = 0, pepe) => leggiFileFirmato(fra(ore, pepe), g, FILE),
  },
};

function perPersone(scopo: ScopoGettone): (typeof USI)[ScopoGettone] {
  return {
    scrivi: () => scriviGettone(fra(0), scopo, GETTONE),
    leggi: (g, ore = 0, pepe) => leggiGettone(fra(ore, pepe), scopo, g),
  };
}

const SCOPI = Object.keys(USI) as (keyof typeof USI)[];
const isNessuno = (letto: Letto): boolean => letto === null || typeof letto === 'string';

describe.each(SCOPI)('a token for %s', (scopo) => {
  const { scrivi, leggi } = USI[scopo];

  test('says what it opens, and that of no other use does', async () => {
    expect(isNessuno(await leggi(await scrivi()))).toBe(false);
    for (const altro of SCOPI.filter((uno) => uno !== scopo))
      expect([altro, isNessuno(await leggi(await USI[altro].scrivi()))]).toEqual([altro, true]);
  });

  test('is over when it says, and is not made elsewhere, nor changed on its way', async () => {
    const gettone = await scrivi();
    const ore = { avviso: 2 * 365 * 24, precaricato: 24, rt: 24, invio: 1, file: 2 }[scopo];
    expect(isNessuno(await leggi(gettone, ore - 0.01))).toBe(false);
    expect(isNessuno(await leggi(gettone, ore + 0.01))).toBe(true);
    expect(isNessuno(await leggi(gettone, 0, 8))).toBe(true);
    const [testa = '', corpo = '', firma = ''] = gettone.split('.');
    const cambiato = Buffer.from(Buffer.from(corpo, 'base64url').toString().replace(COSA, ENTE)).toString('base64url');
    const nessuna = Buffer.from('{"alg":"none"}').toString('base64url');
    for (const falso of ['', 'x', `${testa}.${cambiato}.${firma}`, `${nessuna}.${corpo}.`])
      expect(isNessuno(await leggi(falso))).toBe(true);
  });

  test('names nobody', async () => {
    const [, corpo = ''] = (await scrivi()).split('.');
    const dice = JSON.parse(Buffer.from(corpo, 'base64url').toString()) as object;
    const noti = ['sub', 'ente', 'chi', 'enteId', 'type', 'uploadType', 'importPath', 'oid', 'quale', 'iat', 'exp'];
    expect(Object.keys(dice).filter((nome) => !noti.includes(nome))).toEqual([]);
  });
});
