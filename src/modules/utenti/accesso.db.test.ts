import { generateSync, generateSecret } from 'otplib';
import { sql } from 'kysely';
import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { EnteId, OperatoreId, TipoDovutoId } from '#kernel/ids';
import { cambiaStato, impostaPasswordSil } from '#modules/enti';
import type { Ctx, Mondo } from '#platform/contesto';
import { impronta } from '#platform/crypto';
import { databaseNuovo } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { bloccoIndirizzo } from './core/indirizzo.ts';
import { ACCESSI } from './core/limiti.ts';
import {
  accedi,
  accediSil,
  assegnaRuolo,
  cambiaPassword,
  consuma,
  entiDi,
  esci,
  lavori,
  leggiSessione,
  registraOperatore,
  revocaRuolo,
  scegliEnte,
  tipiConsentiti,
} from './index.ts';
import { PRENDI } from './store/tentativo.ts';

const INIZIO = new Date('2026-11-23T08:00:00Z').getTime();
const MINUTO_MS = 60_000;
const PASSWORD = 'una lunga frase di prova';
let mondo: Mondo;
let ente: EnteDiProva;
let altroEnte: EnteDiProva;

beforeAll(async () => {
  mondo = mondoDiProva(await databaseNuovo());
  ente = await unEnte(mondo);
  altroEnte = await unEnte(mondo);
});

const al = (ms: number, ruolo: 'ufficio' | 'worker' | 'sil' = 'ufficio', enteId: EnteId | null = null): Ctx =>
  ctxDi({ ...mondo, orologio: () => new Date(INIZIO + ms) }, ruolo, enteId);
const codice = (esito: { ok: true } | { ok: false; refusal: { codice: string } }): string =>
  esito.ok ? 'ok' : esito.refusal.codice;

async function unOperatore(totpSegreto: string | null = null): Promise<{ utente: string; operatoreId: OperatoreId }> {
  const utente = `op.${randomBytes(6).toString('hex')}`;
  const dati = { utente, nome: 'Anna Verdi', email: 'anna@example.org', password: PASSWORD, totpSegreto };
  const { operatoreId } = valoreDi(await registraOperatore(al(0, 'worker'), dati));
  valoreDi(
    await assegnaRuolo(al(0, 'worker', ente.enteId), { operatoreId, ruolo: 'operatore', tipi: [ente.tipoDovutoId] }),
  );
  return { utente, operatoreId };
}

/**
 * How many of so many more sign-ins from an address would be looked at. Past the limit a sign-in is one statement and nothing else, and it
 * is that statement, word for word, that the server runs here over and over: whole, they would take longer than the rest of the suite.
 */
async function presiFra(quanti: number, indirizzo: string): Promise<number> {
  const { ambito, finestraMs, massimo } = ACCESSI.indirizzo;
  const chiave = impronta(mondo.config.pepe, `tentativo:${ambito}`, bloccoIndirizzo(indirizzo));
  return al(0, 'worker').tx(async (t) => {
    await sql`
      create function pg_temp.prendi(text, bytea, timestamptz, double precision, bigint)
      returns table (presi integer, libero timestamptz) language sql as ${sql.lit(PRENDI.text)}`.execute(t.db);
    const altri = sql`${chiave}, ${t.now}, ${finestraMs / 1000}, ${massimo}`;
    const { rows } = await sql<{ presi: number }>`
      select count(p.presi)::integer as presi
        from generate_series(1, ${quanti}::integer) as n
       cross join lateral pg_temp.prendi(case when n > 0 then ${ambito} end, ${altri}) as p`.execute(t.db);
    return rows[0]?.presi ?? -1;
  });
}

/** Each caller from a block of addresses of its own, unless it says one. */
let blocchi = 0;
function richiesta(utente: string, altro: Partial<Parameters<typeof accedi>[1]> = {}): Parameters<typeof accedi>[1] {
  blocchi += 1;
  return {
    utente,
    password: PASSWORD,
    codice: null,
    indirizzo: `10.${blocchi >> 8}.${blocchi & 255}.1`,
    tokenPrecedente: null,
    ...altro,
  };
}

const entra = async (ms: number, utente: string): Promise<string> =>
  valoreDi(await accedi(al(ms), richiesta(utente))).token;

describe('sign-in', () => {
  it('opens a session for the only ente, and writes it in the journal', async () => {
    const { utente, operatoreId } = await unOperatore();
    const entrato = valoreDi(await accedi(al(0), richiesta(` ${utente.toUpperCase()} `)));
    expect(entrato.operatoreId).toBe(operatoreId);
    expect(await leggiSessione(al(1), entrato.token)).toEqual({
      operatoreId,
      utente,
      nome: 'Anna Verdi',
      enteId: ente.enteId,
      intermediario: false,
      ruolo: 'operatore',
      secondoFattore: false,
      fornitoreId: null,
    });
    const { rows } = await sql<{ azione: string }>`
      select azione from registro.atto where oggetto_id = ${operatoreId} order by istante, id`.execute(
      al(0, 'worker').db,
    );
    expect(rows.map((r) => r.azione)).toEqual([
      'operatore.registrato',
      'operatore.ruolo_assegnato',
      'operatore.entrato',
    ]);
  });

  it('gives one answer to a user unknown, disabled, or who mistyped', async () => {
    const { utente, operatoreId } = await unOperatore();
    const sbagliata = await accedi(al(0), richiesta(utente, { password: `${PASSWORD}!` }));
    const ignoto = await accedi(al(0), richiesta('nessuno.di.nome'));
    await sql`update utenti.operatore set attivo = false where id = ${operatoreId}`.execute(al(0, 'worker').db);
    const spento = await accedi(al(0), richiesta(utente));
    expect(sbagliata).toEqual({ ok: false, refusal: { codice: 'ACCESSO_NEGATO', genere: 'vietato' } });
    expect(ignoto).toEqual(sbagliata);
    expect(spento).toEqual(sbagliata);
  });

  it('takes the same time for a user unknown: a hash of the same cost is computed', async () => {
    const { utente } = await unOperatore();
    const durata = async (nome: string): Promise<number> => {
      const da = performance.now();
      await accedi(al(0), richiesta(nome, { password: 'sbagliata davvero' }));
      return performance.now() - da;
    };
    const mediana = (valori: number[]): number => valori.toSorted((a, b) => a - b)[Math.floor(valori.length / 2)] ?? 0;
    const [noti, ignoti]: [number[], number[]] = [[], []];
    for (let i = 0; i < 7; i++) {
      noti.push(await durata(utente));
      ignoti.push(await durata(`ignoto.${i}`));
    }
    expect(mediana(ignoti)).toBeGreaterThan(mediana(noti) * 0.5);
    expect(mediana(ignoti)).toBeLessThan(mediana(noti) * 2);
  });

  it('stops guessing on one name from anywhere, and lets it in again after a quarter of an hour', async () => {
    const { utente } = await unOperatore();
    for (let i = 0; i < 10; i++)
      expect(codice(await accedi(al(0), richiesta(utente, { password: `tentativo ${i}` })))).toBe('ACCESSO_NEGATO');
    expect(codice(await accedi(al(1), richiesta(utente)))).toBe('TROPPI_TENTATIVI');
    expect(codice(await accedi(al(15 * MINUTO_MS), richiesta(utente)))).toBe('ok');
  });

  it('stops an address that tries many names, and does not count who gets in', async () => {
    const { utente } = await unOperatore();
    const da = { indirizzo: '192.0.2.1' };
    for (let i = 0; i < 3; i++) expect(codice(await accedi(al(i), richiesta(utente, da)))).toBe('ok');
    for (let i = 0; i < 30; i++)
      expect(codice(await accedi(al(i), richiesta(`nome.${i}`, { ...da, password: '' })))).toBe('ACCESSO_NEGATO');
    expect(codice(await accedi(al(50), richiesta(utente, { indirizzo: '192.0.2.200' })))).toBe('TROPPI_TENTATIVI');
    expect(codice(await accedi(al(50), richiesta(utente)))).toBe('ok');
  });

  it('of ten thousand attempts does the work of a few: no password is looked at past the limits', async () => {
    const { utente } = await unOperatore();
    // What counts is how many were looked at: ten of one name, thirty of one address, however many come.
    const da = { indirizzo: '198.51.100.7', password: 'sbagliata davvero' };
    const esiti: string[] = [];
    for (let lotto = 0; lotto < 20; lotto += 1) {
      const insieme = Array.from({ length: 20 }, (_, i) =>
        accedi(al(0), richiesta(i % 2 === 0 ? utente : `nome.${lotto}.${i}`, da)),
      );
      esiti.push(...(await Promise.all(insieme)).map(codice));
    }
    expect(esiti.filter((uno) => uno === 'ACCESSO_NEGATO').length).toBeLessThanOrEqual(30);
    expect(new Set(esiti)).toEqual(new Set(['ACCESSO_NEGATO', 'TROPPI_TENTATIVI']));
    expect(await presiFra(10_000 - esiti.length, da.indirizzo)).toBe(0);
    const { rows } = await sql<{ quanti: number }>`
      select max(cardinality(istanti))::integer as quanti from utenti.tentativo where ambito like 'accesso%'`.execute(
      al(0, 'worker').db,
    );
    expect(rows[0]?.quanti).toBeLessThanOrEqual(600);
  });

  it('looks at no more passwords than a number a minute, from wherever they come', async () => {
    const dopo = 40 * MINUTO_MS;
    const tutti = { ...ACCESSI.installazione, chiave: '' };
    for (let i = 0; i < ACCESSI.installazione.massimo; i += 1) valoreDi(await consuma(al(dopo), tutti));
    expect(codice(await accedi(al(dopo), richiesta('chiunque')))).toBe('TROPPI_TENTATIVI');
    const { utente } = await unOperatore();
    expect(codice(await accedi(al(dopo + MINUTO_MS), richiesta(utente)))).toBe('ok');
  });

  it('asks for the second factor, once a code', async () => {
    const segreto = generateSecret();
    const { utente, operatoreId } = await unOperatore(segreto);
    const codiceAl = (ms: number): string => generateSync({ secret: segreto, epoch: Math.floor((INIZIO + ms) / 1000) });
    const prova = (ms: number, dato: string | null): Promise<string> =>
      accedi(al(ms), richiesta(utente, { codice: dato })).then(codice);
    const sbagliato = codiceAl(0) === '000000' ? '111111' : '000000';
    expect(await prova(0, null)).toBe('CODICE_RICHIESTO');
    expect(await prova(0, ' ')).toBe('CODICE_RICHIESTO');
    expect(await prova(0, sbagliato)).toBe('CODICE_ERRATO');
    expect(await prova(0, 'abcdef')).toBe('CODICE_ERRATO');
    expect(await prova(0, codiceAl(-10 * MINUTO_MS))).toBe('CODICE_ERRATO');
    const buono = codiceAl(0);
    expect(await prova(0, `${buono.slice(0, 3)} ${buono.slice(3)}`)).toBe('ok');
    expect(await prova(1000, buono)).toBe('CODICE_GIA_USATO');
    // The code before, still within the tolerance, is behind the last one used.
    expect(await prova(1000, codiceAl(-30_000))).toBe('CODICE_GIA_USATO');
    expect(await prova(30_000, codiceAl(30_000))).toBe('ok');
    const { rows } = await sql<{
      riga: string;
    }>`select o::text as riga from utenti.operatore as o where id = ${operatoreId}`.execute(al(0).db);
    expect(rows[0]?.riga).not.toContain(segreto);
    expect(rows[0]?.riga).not.toContain(Buffer.from(segreto).toString('hex'));
  });

  it('uses a code once, even when it comes twice at the same time', async () => {
    const segreto = generateSecret();
    const { utente } = await unOperatore(segreto);
    const buono = generateSync({ secret: segreto, epoch: INIZIO / 1000 });
    const esiti = await Promise.all([1, 2, 3].map(() => accedi(al(0), richiesta(utente, { codice: buono }))));
    expect(esiti.map(codice).toSorted()).toEqual(['CODICE_GIA_USATO', 'CODICE_GIA_USATO', 'ok']);
  });
});

describe('a session', () => {
  it('ends after half an hour without a request, and after ten hours of them', async () => {
    const { utente } = await unOperatore();
    const ferma = await entra(0, utente);
    expect(await leggiSessione(al(30 * MINUTO_MS - 1), ferma)).not.toBeNull();
    expect(await leggiSessione(al(90 * MINUTO_MS), ferma)).toBeNull();
    const attiva = await entra(0, utente);
    for (let minuti = 20; minuti < 600; minuti += 20)
      expect(await leggiSessione(al(minuti * MINUTO_MS), attiva)).not.toBeNull();
    expect(await leggiSessione(al(600 * MINUTO_MS - 1), attiva)).not.toBeNull();
    expect(await leggiSessione(al(600 * MINUTO_MS), attiva)).toBeNull();
  });

  it('is kept as a hash, changes at each sign-in, and ends at sign-out', async () => {
    const { utente } = await unOperatore();
    const prima = await entra(0, utente);
    const { rows } = await sql<{
      tutto: string;
    }>`select string_agg(s::text, ' ') as tutto from utenti.sessione as s`.execute(al(0).db);
    expect(rows[0]?.tutto).not.toContain(Buffer.from(prima, 'base64url').toString('hex'));
    const dopo = valoreDi(await accedi(al(1), richiesta(utente, { tokenPrecedente: prima }))).token;
    expect(dopo).not.toBe(prima);
    expect(await leggiSessione(al(2), prima)).toBeNull();
    expect(await leggiSessione(al(2), dopo)).not.toBeNull();
    await esci(al(3), dopo);
    await esci(al(3), dopo);
    expect(await leggiSessione(al(4), dopo)).toBeNull();
    expect(await leggiSessione(al(4), '')).toBeNull();
  });

  it('works for the ente chosen, among those of the operator', async () => {
    const { utente, operatoreId } = await unOperatore();
    valoreDi(await assegnaRuolo(al(0, 'worker', altroEnte.enteId), { operatoreId, ruolo: 'amministratore', tipi: [] }));
    const token = await entra(0, utente);
    expect(await leggiSessione(al(1), token)).toMatchObject({ enteId: null, ruolo: null });
    expect((await entiDi(al(1), operatoreId)).map((e) => e.enteId).toSorted()).toEqual(
      [ente.enteId, altroEnte.enteId].toSorted(),
    );
    valoreDi(await scegliEnte(al(1), { token, enteId: altroEnte.enteId }));
    expect(await leggiSessione(al(1), token)).toMatchObject({ enteId: altroEnte.enteId, ruolo: 'amministratore' });
    const terzo = await unEnte(mondo);
    expect(codice(await scegliEnte(al(1), { token, enteId: terzo.enteId }))).toBe('ENTE_NON_TUO');
    expect(codice(await scegliEnte(al(1), { token: 'x', enteId: ente.enteId }))).toBe('SESSIONE_SCADUTA');
    valoreDi(await revocaRuolo(al(1, 'worker', altroEnte.enteId), operatoreId));
    expect(await leggiSessione(al(1), token)).toMatchObject({ enteId: null, ruolo: null });
  });

  it('ends with the account, and with a change of password', async () => {
    const { utente, operatoreId } = await unOperatore();
    const token = await entra(0, utente);
    expect(codice(await cambiaPassword(al(1, 'worker'), { utente, password: 'corta' }))).toBe('PASSWORD_DEBOLE');
    expect(codice(await cambiaPassword(al(1, 'worker'), { utente: 'ignoto', password: PASSWORD }))).toBe(
      'OPERATORE_SCONOSCIUTO',
    );
    valoreDi(await cambiaPassword(al(1, 'worker'), { utente, password: 'tutta un’altra frase' }));
    expect(await leggiSessione(al(1), token)).toBeNull();
    expect(codice(await accedi(al(1), richiesta(utente)))).toBe('ACCESSO_NEGATO');
    const nuovo = valoreDi(await accedi(al(1), richiesta(utente, { password: 'tutta un’altra frase' }))).token;
    await sql`update utenti.operatore set attivo = false where id = ${operatoreId}`.execute(al(0, 'worker').db);
    expect(await leggiSessione(al(2), nuovo)).toBeNull();
  });

  it('is swept away when it is over', async () => {
    const { utente } = await unOperatore();
    await entra(0, utente);
    await lavori[0]?.esegui(al(11 * 60 * MINUTO_MS, 'worker'), {});
    const { rows } = await sql`select from utenti.sessione`.execute(al(0).db);
    expect(rows).toEqual([]);
  });

  it('cannot be made by the portale, which reads no operator either', async () => {
    const portale = ctxDi(mondo, 'portale').db;
    for (const tabella of ['sessione', 'operatore', 'operatore_ente', 'operatore_tipo']) {
      await expect(sql`select from ${sql.id('utenti', tabella)}`.execute(portale)).rejects.toThrow('permission denied');
    }
  });
});

describe('operators', () => {
  it('are registered once; who is there keeps name and password', async () => {
    const { utente, operatoreId } = await unOperatore();
    const dati = { utente, nome: 'Altro Nome', email: null, password: 'tutta un’altra frase', totpSegreto: null };
    expect(valoreDi(await registraOperatore(al(0, 'worker'), dati))).toEqual({ operatoreId, nuovo: false });
    expect(codice(await accedi(al(0), richiesta(utente)))).toBe('ok');
  });

  it.each<[string, object, string]>([
    ['capitals in the name', { utente: 'Anna' }, 'UTENTE_NON_VALIDO'],
    ['no name', { nome: '' }, 'NOME_NON_VALIDO'],
    ['address without a dot', { email: 'anna@example' }, 'EMAIL_NON_VALIDA'],
    ['password of 11', { password: 'undici caar' }, 'PASSWORD_DEBOLE'],
    ['password of one letter', { password: 'aaaaaaaaaaaaaaaaaaaa' }, 'PASSWORD_DEBOLE'],
    ['password equal to the name', { utente: 'nome.molto.lungo', password: 'nome.molto.lungo' }, 'PASSWORD_DEBOLE'],
  ])('are refused: %s', async (_, cambio, atteso) => {
    const dati = { utente: 'anna.verdi', nome: 'Anna', email: null, password: PASSWORD, totpSegreto: null, ...cambio };
    expect(codice(await registraOperatore(al(0, 'worker'), dati))).toBe(atteso);
  });

  it('work on the kinds of due they are given, all for an amministratore', async () => {
    const { operatoreId } = await unOperatore();
    const worker = al(0, 'worker', ente.enteId);
    const tipi = (enteId: EnteId): Promise<TipoDovutoId[] | null> =>
      tipiConsentiti(al(0, 'ufficio', enteId), { operatoreId, enteId });
    expect(await tipi(ente.enteId)).toEqual([ente.tipoDovutoId]);
    expect(await tipi(altroEnte.enteId)).toEqual([]);
    expect(codice(await assegnaRuolo(worker, { operatoreId, ruolo: 'lettore', tipi: [altroEnte.tipoDovutoId] }))).toBe(
      'TIPO_DOVUTO_SCONOSCIUTO',
    );
    expect(await tipi(ente.enteId)).toEqual([ente.tipoDovutoId]);
    valoreDi(await assegnaRuolo(worker, { operatoreId, ruolo: 'lettore', tipi: [] }));
    expect(await tipi(ente.enteId)).toEqual([]);
    valoreDi(await assegnaRuolo(worker, { operatoreId, ruolo: 'amministratore', tipi: [ente.tipoDovutoId] }));
    expect(await tipi(ente.enteId)).toBeNull();
    valoreDi(await revocaRuolo(worker, operatoreId));
    expect(await tipi(ente.enteId)).toEqual([]);
    expect(codice(await revocaRuolo(worker, operatoreId))).toBe('OPERATORE_SCONOSCIUTO');
  });
});

describe('the software of an ente', () => {
  it('enters by its password as often as it needs, and is stopped when it guesses', async () => {
    const password = 'Zk3vQ8pL2mN5Rt';
    valoreDi(await impostaPasswordSil(al(0, 'worker', ente.enteId), password));
    const entraSil = (data: string, indirizzo: string): ReturnType<typeof accediSil> =>
      accediSil(al(0, 'sil'), { codIpa: ente.codIpa, password: data, indirizzo });
    for (let i = 0; i < 30; i++) expect(valoreDi(await entraSil(password, '192.0.2.1'))).toBe(ente.enteId);
    for (let i = 0; i < 20; i++)
      expect(codice(await entraSil(`tentativo ${i}`, '198.51.100.1'))).toBe('ACCESSO_NEGATO');
    const gridato = { codIpa: ente.codIpa.toUpperCase(), password: 'altro tentativo', indirizzo: '198.51.100.1' };
    expect(codice(await accediSil(al(0, 'sil'), gridato))).toBe('TROPPI_TENTATIVI');
    // Even the right one is no answer to who has guessed too often…
    expect(codice(await entraSil(password, '198.51.100.9'))).toBe('TROPPI_TENTATIVI');
    // …but nobody shuts the ente out from elsewhere.
    expect(codice(await entraSil(password, '192.0.2.1'))).toBe('ok');
  });

  it('does not enter while the ente is being prepared, and does when it is tried out', async () => {
    const nuovo = await unEnte(mondo);
    const password = 'Zk3vQ8pL2mN5Rt';
    const worker = al(0, 'worker', nuovo.enteId);
    valoreDi(await impostaPasswordSil(worker, password));
    const entraSil = (data: string): ReturnType<typeof accediSil> =>
      accediSil(al(0, 'sil'), { codIpa: nuovo.codIpa, password: data, indirizzo: '192.0.2.77' });
    valoreDi(await cambiaStato(worker, { a: 'INSERITO', motivo: 'Si ricomincia' }));
    for (let i = 0; i < 30; i++) expect(codice(await entraSil(password))).toBe('ENTE_INSERITO');
    expect(codice(await entraSil('un’altra password'))).toBe('ACCESSO_NEGATO');
    valoreDi(await cambiaStato(worker, { a: 'PRE-ESERCIZIO', motivo: 'Collaudo' }));
    expect(valoreDi(await entraSil(password))).toBe(nuovo.enteId);
  });
});
