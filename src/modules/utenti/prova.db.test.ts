import { sql } from 'kysely';
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { IuvId } from '#kernel/ids';
import type { Ctx, Mondo } from '#platform/contesto';
import { databaseNuovo } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import {
  chiediProva,
  chiudiSessioneCittadino,
  concediApertura,
  datiProva,
  FATTO_PROVA_CHIESTA,
  guardaLink,
  lavori,
  leggiAperture,
  usaCodice,
  usaLink,
  type DatiProva,
  type ProvaId,
} from './index.ts';

const INIZIO = new Date('2026-11-23T10:00:00Z').getTime();
const MINUTO_MS = 60_000;
let mondo: Mondo;
let ente: EnteDiProva;

beforeAll(async () => {
  mondo = mondoDiProva(await databaseNuovo());
  ente = await unEnte(mondo);
});

const al = (minuti: number, ruolo: 'portale' | 'worker' = 'portale'): Ctx =>
  ctxDi({ ...mondo, orologio: () => new Date(INIZIO + minuti * MINUTO_MS) }, ruolo);
const codice = (esito: { ok: true } | { ok: false; refusal: { codice: string } }): string =>
  esito.ok ? 'ok' : esito.refusal.codice;
const nuovaMail = (): string => `${randomUUID()}@example.org`;

async function unaProva(minuti = 0): Promise<{ provaId: ProvaId; oggettoId: string; email: string; dati: DatiProva }> {
  const [email, oggettoId] = [nuovaMail(), randomUUID()];
  const { provaId } = valoreDi(
    await chiediProva(al(minuti), { scopo: 'avviso', enteId: ente.enteId, oggettoId, email: email.toUpperCase() }),
  );
  const dati = (await datiProva(al(minuti, 'worker'), provaId)) ?? expect.fail();
  return { provaId, oggettoId, email, dati };
}

describe('asking for a proof', () => {
  it('announces it with its id alone, and gives what the mail says', async () => {
    const { provaId, email, dati } = await unaProva();
    expect(dati).toMatchObject({ scopo: 'avviso', email, enteDenominazione: ente.denominazione });
    expect(dati.codice).toMatch(/^\d{6}$/);
    expect(dati.linkScadeIl).toEqual(new Date(INIZIO + 60 * MINUTO_MS));
    expect(dati.codiceScadeIl).toEqual(new Date(INIZIO + 15 * MINUTO_MS));
    const { rows } = await sql<{ payload: unknown }>`
      select j.payload from graphile_worker._private_jobs as j
        join graphile_worker._private_tasks as k on k.id = j.task_id
       where k.identifier = ${FATTO_PROVA_CHIESTA} and j.payload->>'provaId' = ${provaId}`.execute(al(0, 'worker').db);
    expect(rows).toEqual([{ payload: { provaId } }]);
  });

  it('stores neither link nor code', async () => {
    const { dati } = await unaProva();
    const firma = dati.token.split('.')[1] ?? expect.fail();
    const { rows } = await sql<{
      tutto: string;
    }>`select string_agg(p::text, ' ') as tutto from utenti.prova_posta as p`.execute(al(0, 'worker').db);
    for (const segreto of [firma, Buffer.from(firma, 'base64url').toString('hex'), `,${dati.codice},`]) {
      expect(rows[0]?.tutto).not.toContain(segreto);
    }
  });

  it('sends three an hour to one address, whatever the ente and however it is written', async () => {
    const email = nuovaMail();
    const altro = await unEnte(mondo);
    const chiedi = (minuti: number, a = email, enteId = ente.enteId): Promise<string> =>
      chiediProva(al(minuti), { scopo: 'avviso', enteId, oggettoId: randomUUID(), email: a }).then(codice);
    expect([await chiedi(0), await chiedi(1, email.toUpperCase()), await chiedi(2, ` ${email}`, altro.enteId)]).toEqual(
      ['ok', 'ok', 'ok'],
    );
    expect(await chiedi(3)).toBe('TROPPI_TENTATIVI');
    expect(await chiedi(3, nuovaMail())).toBe('ok');
    expect(await chiedi(59.9)).toBe('TROPPI_TENTATIVI');
    expect(await chiedi(60)).toBe('ok');
    expect(await chiedi(0, 'non è una mail')).toBe('EMAIL_NON_VALIDA');
  });

  it('sends twenty a day to one address for one ente', async () => {
    const email = nuovaMail();
    const chiedi = (minuti: number): Promise<string> =>
      chiediProva(al(minuti), { scopo: 'avviso', enteId: ente.enteId, oggettoId: randomUUID(), email }).then(codice);
    for (let i = 0; i < 20; i++) expect(await chiedi(i * 30)).toBe('ok');
    expect(await chiedi(20 * 60)).toBe('TROPPI_TENTATIVI');
    expect(await chiedi(24 * 60)).toBe('ok');
  });
});

describe('the portale', () => {
  it('does not see to whom mails are sent, nor which are asked for what', async () => {
    await unaProva();
    for (const colonna of ['email', 'oggetto_id', 'ente_id', 'chiesta_il']) {
      const legge = sql`select ${sql.ref(colonna)} from utenti.prova_posta`.execute(al(0).db);
      await expect(legge, colonna).rejects.toThrow('permission denied');
    }
  });

  it('takes no IUV', async () => {
    const prende = sql`select posizioni.alloca_iuv(${ente.enteId}, ${ente.stazioneId}, 1)`.execute(al(0).db);
    await expect(prende).rejects.toThrow('permission denied');
  });
});

describe('the link', () => {
  it('is not used by opening it, and is used by its button', async () => {
    const { provaId, oggettoId, dati } = await unaProva();
    const provato = { provaId, scopo: 'avviso', enteId: ente.enteId, oggettoId };
    for (let i = 0; i < 5; i++) expect(valoreDi(await guardaLink(al(1), dati.token))).toEqual(provato);
    expect(valoreDi(await usaLink(al(10), dati.token))).toEqual(provato);
    // A double click, then somebody who finds the mail.
    expect(valoreDi(await usaLink(al(10.5), dati.token))).toEqual(provato);
    expect(codice(await usaLink(al(12), dati.token))).toBe('PROVA_USATA');
    expect(codice(await guardaLink(al(12), dati.token))).toBe('PROVA_USATA');
    expect(codice(await usaCodice(al(12), { provaId, codice: dati.codice }))).toBe('PROVA_USATA');
    expect(await datiProva(al(12, 'worker'), provaId)).toBeNull();
  });

  it('lasts an hour', async () => {
    const { dati, provaId } = await unaProva();
    expect(codice(await usaLink(al(60), dati.token))).toBe('PROVA_SCADUTA');
    expect(await datiProva(al(60, 'worker'), provaId)).toBeNull();
    expect(codice(await usaLink(al(59.99), dati.token))).toBe('ok');
  });

  it('is nothing when touched, or when it is another’s', async () => {
    const [a, b] = [await unaProva(), await unaProva()];
    const firma = a.dati.token.split('.')[1] ?? expect.fail();
    const storto = (firma.startsWith('A') ? 'B' : 'A') + firma.slice(1);
    for (const token of [
      '',
      a.provaId,
      `${a.provaId}.`,
      `${a.provaId}.${storto}`,
      `${b.provaId}.${firma}`,
      `${randomUUID()}.${firma}`,
      `x.${firma}`,
    ]) {
      expect(codice(await usaLink(al(1), token))).toBe('PROVA_NON_VALIDA');
    }
  });
});

describe('the code', () => {
  const sbagliato = (giusto: string): string => (giusto === '000000' ? '111111' : '000000');

  it('opens with its six digits, for a quarter of an hour', async () => {
    const { provaId, oggettoId, dati } = await unaProva();
    const scritto = `${dati.codice.slice(0, 3)} ${dati.codice.slice(3)}`;
    expect(codice(await usaCodice(al(15), { provaId, codice: scritto }))).toBe('PROVA_SCADUTA');
    expect(valoreDi(await usaCodice(al(14.9), { provaId, codice: scritto }))).toMatchObject({ oggettoId });
    expect(codice(await usaLink(al(20), dati.token))).toBe('PROVA_USATA');
  });

  it('has five attempts, and the right one is no sixth', async () => {
    const { provaId, dati } = await unaProva();
    const prova = (dato: string): ReturnType<typeof usaCodice> => usaCodice(al(1), { provaId, codice: dato });
    for (const rimasti of [4, 3, 2, 1]) {
      expect(await prova(rimasti === 3 ? 'boh' : sbagliato(dati.codice))).toMatchObject({
        refusal: { codice: 'CODICE_POSTA_ERRATO', parametri: { rimasti } },
      });
    }
    expect(codice(await prova(sbagliato(dati.codice)))).toBe('CODICE_POSTA_ESAURITO');
    expect(codice(await prova(dati.codice))).toBe('CODICE_POSTA_ESAURITO');
    expect(codice(await usaLink(al(1), dati.token))).toBe('ok');
  });

  it('has five attempts also when they come all at once', async () => {
    const { provaId, dati } = await unaProva();
    const tutti = Array.from({ length: 30 }, () => usaCodice(al(1), { provaId, codice: sbagliato(dati.codice) }));
    const esiti = (await Promise.all(tutti)).map(codice);
    expect(esiti.filter((e) => e === 'CODICE_POSTA_ERRATO')).toHaveLength(4);
  });

  it('is of its proof alone', async () => {
    const [a, b] = [await unaProva(), await unaProva()];
    expect(
      a.dati.codice === b.dati.codice ||
        codice(await usaCodice(al(1), { provaId: b.provaId, codice: a.dati.codice })) !== 'ok',
    ).toBe(true);
    for (const provaId of ['', 'x', randomUUID()])
      expect(codice(await usaCodice(al(1), { provaId, codice: a.dati.codice }))).toBe('PROVA_NON_VALIDA');
    await expect(al(1).tx((t) => usaCodice(t, { provaId: a.provaId, codice: '1' }))).rejects.toThrow(
      'not inside a transaction',
    );
  });
});

describe('what a citizen without a name has opened', () => {
  const iuv = (): IuvId => randomUUID() as IuvId;

  it('stays open two hours, in a session that changes at each opening', async () => {
    const [uno, due] = [iuv(), iuv()];
    const primo = await concediApertura(al(0), { token: null, enteId: ente.enteId, iuvId: uno });
    expect((await leggiAperture(al(1), primo.token)).map((a) => a.iuvId)).toEqual([uno]);
    const secondo = await concediApertura(al(20), { token: primo.token, enteId: ente.enteId, iuvId: due });
    expect(secondo.token).not.toBe(primo.token);
    expect(await leggiAperture(al(21), primo.token)).toEqual([]);
    expect((await leggiAperture(al(21), secondo.token)).map((a) => a.iuvId)).toEqual([due, uno]);
    for (const minuti of [45, 70, 95]) expect(await leggiAperture(al(minuti), secondo.token)).toHaveLength(2);
    expect((await leggiAperture(al(120), secondo.token)).map((a) => a.iuvId)).toEqual([due]);
    expect(await leggiAperture(al(140), secondo.token)).toEqual([]);
    await chiudiSessioneCittadino(al(140), secondo.token);
    expect(await leggiAperture(al(21), secondo.token)).toEqual([]);
  });

  it('is closed by half an hour away, and by nobody’s token', async () => {
    const { token } = await concediApertura(al(0), { token: 'di nessuno', enteId: ente.enteId, iuvId: iuv() });
    expect(await leggiAperture(al(30), token)).toEqual([]);
    expect(await leggiAperture(al(1), 'di nessuno')).toEqual([]);
    expect(await leggiAperture(al(1), null)).toEqual([]);
    // A session that is over gives nothing to the one that follows.
    const nuova = await concediApertura(al(40), { token, enteId: ente.enteId, iuvId: iuv() });
    expect(await leggiAperture(al(41), nuova.token)).toHaveLength(1);
  });

  it('opens again what is opened twice, for longer', async () => {
    const iuvId = iuv();
    const { token } = await concediApertura(al(0), { token: null, enteId: ente.enteId, iuvId });
    const ancora = await concediApertura(al(20), { token, enteId: ente.enteId, iuvId });
    const aperte = await leggiAperture(al(21), ancora.token);
    expect(aperte).toEqual([
      { enteId: ente.enteId, iuvId, richiesta: false, scadeIl: new Date(INIZIO + 140 * MINUTO_MS) },
    ]);
  });

  it('is swept away when it is over, with the proofs of two days ago', async () => {
    await unaProva();
    await lavori[0]?.esegui(al(5 * 24 * 60, 'worker'), {});
    for (const tabella of ['sessione_cittadino', 'apertura', 'prova_posta']) {
      expect((await sql`select from ${sql.id('utenti', tabella)}`.execute(al(0, 'worker').db)).rows).toEqual([]);
    }
  });
});
