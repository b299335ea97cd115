import { sql } from 'kysely';
import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { Ctx, Mondo } from '#platform/contesto';
import { databaseNuovo } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { ctxDi } from '#support/un-ente';
import { consuma, consumaRicerca, lavori, sfida, verificaSfida, type Tentativo } from './index.ts';

const INIZIO = new Date('2026-11-23T10:00:00Z').getTime();
const ORA_MS = 3_600_000;
let mondo: Mondo;

beforeAll(async () => {
  // A database of its own: the limits of the whole installation are counted here.
  mondo = mondoDiProva(await databaseNuovo());
});

/** A context at so many milliseconds from the beginning. */
const al = (ms: number, ruolo: 'portale' | 'worker' = 'portale'): Ctx =>
  ctxDi({ ...mondo, orologio: () => new Date(INIZIO + ms) }, ruolo);
const codice = (esito: { ok: true } | { ok: false; refusal: { codice: string } }): string =>
  esito.ok ? 'ok' : esito.refusal.codice;
const tentativo = (massimo: number): Tentativo => ({
  ambito: 'prova',
  chiave: randomUUID(),
  finestraMs: ORA_MS,
  massimo,
});

describe('consuma', () => {
  it('grants so many in any hour, not by the clock’s hours', async () => {
    const t = tentativo(3);
    const esiti: string[] = [];
    // Two at the end of an hour of the clock, then again and again.
    for (const minuti of [50, 59, 61, 65, 109, 110, 111, 120])
      esiti.push(codice(await consuma(al(minuti * 60_000), t)));
    expect(esiti).toEqual(['ok', 'ok', 'ok', 'TROPPI_TENTATIVI', 'TROPPI_TENTATIVI', 'ok', 'TROPPI_TENTATIVI', 'ok']);
  });

  it('says what is left, and how long to wait', async () => {
    const t = tentativo(2);
    expect(valoreDi(await consuma(al(0), t))).toEqual({ rimasti: 1 });
    expect(valoreDi(await consuma(al(60_000), t))).toEqual({ rimasti: 0 });
    const negato = await consuma(al(90_500), t);
    expect(negato).toEqual({
      ok: false,
      refusal: { codice: 'TROPPI_TENTATIVI', genere: 'troppi', parametri: { secondi: 3510 } },
    });
    // The wait that was said is enough, to the second.
    expect(codice(await consuma(al(90_500 + 3_509_000), t))).toBe('TROPPI_TENTATIVI');
    expect(codice(await consuma(al(90_500 + 3_510_000), t))).toBe('ok');
  });

  it('grants no more when many ask at once', async () => {
    const t = tentativo(5);
    const esiti = await Promise.all(Array.from({ length: 40 }, (_, i) => consuma(al(i), t)));
    expect(esiti.filter((e) => e.ok)).toHaveLength(5);
    expect(esiti.every((e) => e.ok || Number(e.refusal.parametri?.['secondi']) <= 3600)).toBe(true);
  });

  it('does not hold the refused against anyone: a refusal is not an attempt', async () => {
    const t = tentativo(1);
    expect(codice(await consuma(al(0), t))).toBe('ok');
    for (let i = 1; i < 10; i++) expect(codice(await consuma(al(i * 60_000), t))).toBe('TROPPI_TENTATIVI');
    expect(codice(await consuma(al(ORA_MS), t))).toBe('ok');
  });

  it('keeps keys apart, and none in clear', async () => {
    const uno = tentativo(1);
    const altro = { ...uno, ambito: 'altra_prova' };
    expect([codice(await consuma(al(0), uno)), codice(await consuma(al(0), altro))]).toEqual(['ok', 'ok']);
    const { rows } = await sql<{
      tutto: string;
    }>`select string_agg(t::text, ' ') as tutto from utenti.tentativo as t`.execute(al(0).db);
    expect(rows[0]?.tutto).not.toContain(uno.chiave);
  });

  it('is not called in a transaction, which a refusal would roll back', async () => {
    await expect(al(0).tx((t) => consuma(t, tentativo(1)))).rejects.toThrow('not inside a transaction');
  });
});

describe('consumaRicerca', () => {
  const cerca = (ms: number, indirizzo: string, codiceAvviso: string, sfidaRisolta = false): Promise<string> =>
    consumaRicerca(al(ms), { indirizzo, codice: codiceAvviso, sfidaRisolta }).then(codice);
  let base = 0;
  // Each test in a day of its own: the limits of the installation are shared.
  const giorno = (): number => (base += 24 * ORA_MS);

  it('allows ten pairs an hour from a block of addresses, whatever the notices', async () => {
    const g = giorno();
    for (let i = 0; i < 10; i++) expect(await cerca(g, `192.0.2.${i}`, `A${i}`)).toBe('ok');
    expect(await cerca(g, '192.0.2.99', 'A99')).toBe('TROPPI_TENTATIVI');
    expect(await cerca(g, '192.0.3.99', 'A99')).toBe('ok');
    expect(await cerca(g + ORA_MS, '192.0.2.99', 'A98')).toBe('ok');
  });

  it('allows five on one notice, however its number is written and wherever they come from', async () => {
    const g = giorno();
    for (let i = 0; i < 5; i++)
      expect(await cerca(g, `198.51.${i}.1`, i % 2 === 0 ? '3010 0000' : '30100000')).toBe('ok');
    expect(await cerca(g, '198.51.77.1', '30100000')).toBe('TROPPI_TENTATIVI');
    expect(await cerca(g, '198.51.77.1', '30100001')).toBe('ok');
  });

  it('counts a notice number and its IUV as one notice, of 17 digits or 15', async () => {
    const g = giorno();
    for (const [numero, iuv] of [
      ['301000000000012345', '01000000000012345'],
      ['001123456789012345', '123456789012345'],
    ] as const) {
      const da = (i: number): string => `198.18.${i}.${numero.slice(0, 1)}`;
      for (let i = 0; i < 5; i++) expect(await cerca(g, da(i), i % 2 === 0 ? numero : ` ${iuv}`)).toBe('ok');
      expect(await cerca(g, da(5), iuv)).toBe('TROPPI_TENTATIVI');
      expect(await cerca(g, da(6), numero)).toBe('TROPPI_TENTATIVI');
    }
  });

  it('lets whoever solved a challenge go on', async () => {
    const g = giorno();
    for (let i = 0; i < 10; i++) await cerca(g, '203.0.113.1', `B${i}`);
    expect(await cerca(g, '203.0.113.1', 'B10')).toBe('TROPPI_TENTATIVI');
    for (let i = 0; i < 60; i++) expect(await cerca(g, '203.0.113.1', `B${i}`, true)).toBe('ok');
    expect(await cerca(g, '203.0.113.1', 'B60', true)).toBe('TROPPI_TENTATIVI');
  });

  it('allows a thousand to the installation, and one address cannot use them up', async () => {
    const g = giorno();
    expect(await cerca(g, '10.0.0.1', 'C')).toBe('ok');
    await sql`update utenti.tentativo set istanti = array_fill(istanti[1], array[985]) where ambito = 'ricerca_installazione'`.execute(
      al(0).db,
    );
    // Ten get through to the wider limit; the fifty that follow stop at the nearer one.
    for (let i = 0; i < 60; i++) await cerca(g, '172.16.0.1', `D${i}`);
    const esiti: string[] = [];
    for (let i = 0; i < 7; i++) esiti.push(await cerca(g, `10.1.${i}.1`, `E${i}`));
    expect(esiti).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'TROPPI_TENTATIVI', 'TROPPI_TENTATIVI']);
    expect(await cerca(g, '10.99.99.1', 'F', true)).toBe('ok');
  });
});

describe('the proof of work', () => {
  const risolvi = async (ms: number): Promise<string> => {
    const challenge = await sfida(al(ms));
    const solution = await solveChallenge({ challenge, deriveKey });
    return Buffer.from(JSON.stringify({ challenge, solution })).toString('base64');
  };
  const cambia = (
    soluzione: string,
    fn: (letta: {
      challenge: { parameters: Record<string, unknown>; signature?: string };
      solution: Record<string, unknown>;
    }) => void,
  ): string => {
    const letta = JSON.parse(Buffer.from(soluzione, 'base64').toString()) as Parameters<typeof fn>[0];
    fn(letta);
    return Buffer.from(JSON.stringify(letta)).toString('base64');
  };

  it('is good once, and for ten minutes', async () => {
    const soluzione = await risolvi(0);
    expect(await verificaSfida(al(10 * 60_000), soluzione)).toBe(false);
    expect(await verificaSfida(al(10 * 60_000 - 1), soluzione)).toBe(true);
    expect(await verificaSfida(al(10 * 60_000 - 1), soluzione)).toBe(false);
  });

  it('stays spent until it expires', async () => {
    const soluzione = await risolvi(0);
    expect(await verificaSfida(al(0), soluzione)).toBe(true);
    expect(await verificaSfida(al(10 * 60_000 - 1), soluzione)).toBe(false);
  });

  it('is refused when touched, unsolved, or not ours', async () => {
    const soluzione = await risolvi(0);
    const altro = {
      ...mondo,
      config: { ...mondo.config, pepe: Buffer.from('un altro pepe, di un’altra installazione') },
    };
    expect(await verificaSfida(ctxDi({ ...altro, orologio: () => new Date(INIZIO) }, 'portale'), soluzione)).toBe(
      false,
    );
    const casi = [
      cambia(soluzione, ({ challenge }) => (challenge.parameters['data'] = { scadeMs: INIZIO + 10 * ORA_MS })),
      cambia(soluzione, ({ challenge }) => (challenge.parameters['keyPrefix'] = '00')),
      cambia(soluzione, ({ challenge }) => (challenge.parameters['cost'] = 1)),
      cambia(soluzione, ({ challenge }) => delete challenge.signature),
      cambia(soluzione, ({ solution }) => (solution['derivedKey'] = '00'.repeat(32))),
      cambia(soluzione, ({ solution }) => (solution['derivedKey'] = 7)),
      '',
      'non è base64',
      Buffer.from('null').toString('base64'),
      Buffer.from('{"challenge":{},"solution":{}}').toString('base64'),
      'A'.repeat(5000),
    ];
    for (const caso of casi) expect(await verificaSfida(al(0), caso)).toBe(false);
    expect(await verificaSfida(al(0), soluzione)).toBe(true);
  });
});

it('the sweep takes away attempts that no longer count', async () => {
  const conta = async (): Promise<number> => {
    const { rows } = await sql<{ n: number }>`select count(*) as n from utenti.tentativo`.execute(al(0).db);
    return rows[0]?.n ?? 0;
  };
  const lontano = 400 * 24 * ORA_MS;
  await consuma(al(lontano - 1), tentativo(1));
  expect(await conta()).toBeGreaterThan(1);
  await lavori.find((l) => l.nome === 'utenti.pulisci')?.esegui(al(lontano, 'worker'), {});
  expect(await conta()).toBe(1);
});
