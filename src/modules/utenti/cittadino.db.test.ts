import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import type { IuvId } from '#kernel/ids';
import { creaCtx, type Ctx, type Mondo } from '#platform/contesto';
import { databaseNuovo } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { unaPersona } from '#support/portale';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { accediCittadino, chiudiSessioneCittadino, concediApertura, leggiVisita, type Identita } from './index.ts';

const INIZIO = new Date('2026-11-23T08:00:00Z').getTime();
const MINUTO_MS = 60_000;
let mondo: Mondo;
let ente: EnteDiProva;

beforeAll(async () => {
  mondo = mondoDiProva(await databaseNuovo());
  ente = await unEnte(mondo);
});

const al = (minuti: number): Ctx =>
  ctxDi({ ...mondo, orologio: () => new Date(INIZIO + minuti * MINUTO_MS) }, 'portale');
const ctxCome = ({ codiceFiscale }: Identita): Ctx =>
  creaCtx(mondo, { ruolo: 'portale', attore: { tipo: 'cittadino', codiceFiscale } });
const iuv = (): IuvId => crypto.randomUUID() as IuvId;
const apri = (minuti: number, token: string | null, iuvId: IuvId): ReturnType<typeof concediApertura> =>
  concediApertura(al(minuti), { token, enteId: ente.enteId, iuvId });

describe('signing in', () => {
  it('makes a session that knows who it is, by the name of today', async () => {
    const persona = unaPersona({ nome: 'Aurora', cognome: 'Abete' });
    const prima = await accediCittadino(al(0), { token: null, identita: persona });
    const dopo = await accediCittadino(al(1), { token: null, identita: { ...persona, cognome: 'Betulla' } });
    expect(dopo.cittadino.id).toBe(prima.cittadino.id);
    const visita = await leggiVisita(al(2), prima.token);
    expect(visita?.cittadino).toEqual({
      id: prima.cittadino.id,
      codiceFiscale: persona.codiceFiscale,
      nome: 'Aurora',
      cognome: 'Betulla',
      email: null,
    });
  });

  it('takes along, under a new token, what was open without a name', async () => {
    const id = iuv();
    const anonima = await apri(0, null, id);
    const { token } = await accediCittadino(al(1), { token: anonima.token, identita: unaPersona() });
    expect(await leggiVisita(al(2), anonima.token)).toBeNull();
    expect((await leggiVisita(al(2), token))?.aperture.map(({ iuvId }) => iuvId)).toEqual([id]);
    // And what is opened later stays with the person.
    const poi = await apri(3, token, iuv());
    const visita = await leggiVisita(al(4), poi.token);
    expect([visita?.aperture.length, visita?.cittadino === null]).toEqual([2, false]);
  });

  it('takes nothing along of another person who had signed in there', async () => {
    const primo = await accediCittadino(al(0), { token: null, identita: unaPersona() });
    const suo = await apri(1, primo.token, iuv());
    const altro = unaPersona();
    const { token } = await accediCittadino(al(2), { token: suo.token, identita: altro });
    const visita = await leggiVisita(al(3), token);
    expect([visita?.aperture, visita?.cittadino?.codiceFiscale]).toEqual([[], altro.codiceFiscale]);
    expect(await leggiVisita(al(3), suo.token)).toBeNull();
  });

  it('ends after half an hour at rest, after ten hours whatever happens, and by hand', async () => {
    const identita = unaPersona();
    const { token } = await accediCittadino(al(0), { token: null, identita });
    expect(await leggiVisita(al(30), token)).toBeNull();
    let sveglia = (await accediCittadino(al(60), { token: null, identita })).token;
    for (let minuti = 80; minuti < 650; minuti += 20) sveglia = (await apri(minuti, sveglia, iuv())).token;
    expect((await leggiVisita(al(659), sveglia))?.cittadino).not.toBeNull();
    expect(await leggiVisita(al(660), sveglia)).toBeNull();
    const altra = await accediCittadino(al(0), { token: null, identita });
    await chiudiSessioneCittadino(al(1), altra.token);
    expect(await leggiVisita(al(1), altra.token)).toBeNull();
  });
});

describe('the database', () => {
  it('shows the portale nobody but who is signed in', async () => {
    const [io, altra] = [unaPersona(), unaPersona()];
    for (const identita of [io, altra]) await accediCittadino(al(0), { token: null, identita });
    const vede = (ctx: Ctx): Promise<string[]> =>
      ctx.tx(async (t) => {
        const { rows } = await sql<{ codice: string }>`select codice_fiscale as codice from utenti.cittadino`.execute(
          t.db,
        );
        return rows.map(({ codice }) => codice);
      });
    expect(await vede(ctxCome(io))).toEqual([io.codiceFiscale]);
    expect(await vede(al(0))).toEqual([]);
  });

  it('lets nobody write about another', async () => {
    const [io, altra] = [unaPersona(), unaPersona()];
    for (const identita of [io, altra]) await accediCittadino(al(0), { token: null, identita });
    const righe = await ctxCome(io).tx(async (t) => {
      const { numAffectedRows } = await sql`
        update utenti.cittadino set posta_ricevute = false where codice_fiscale = ${altra.codiceFiscale}`.execute(t.db);
      return numAffectedRows;
    });
    expect(righe).toBe(0n);
    const rinomina = ctxCome(io).tx((t) => sql`update utenti.cittadino set nome = 'Altro'`.execute(t.db));
    await expect(rinomina).rejects.toThrow(/permission denied/);
  });
});
