import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { Ctx, Mondo } from '#platform/contesto';
import { databaseNuovo } from '#support/db';
import {
  collega,
  conFornitori,
  entraCome,
  fornitoreDellEnte,
  SCRITTO,
  type FiloFornitori,
} from '#support/fornitore-ente';
import { mondoDiProva } from '#support/mondo';
import { unOperatore } from '#support/ufficio';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import {
  cambiaMembro,
  cambiaStatoFornitore,
  entiConFornitore,
  fornitoreDi,
  leggiFornitoreEnte,
  leggiMembro,
  leggiSessione,
  provaFornitoreEnte,
  ricifraFornitori,
  salvaFornitore,
  scollegaIdentita,
  type FornitoreEnte,
} from './index.ts';

let mondo: Mondo;
let filo: FiloFornitori;
let ente: EnteDiProva;
beforeAll(async () => {
  ({ mondo, filo } = conFornitori(mondoDiProva(await databaseNuovo())));
});
beforeEach(async () => {
  ente = await unEnte(mondo);
  filo.prova = { problemi: [], avvertenze: [] };
});

const ctx = (di = ente): Ctx => ctxDi(mondo, 'ufficio', di.enteId);
const codice = (esito: { ok: true } | { ok: false; refusal: { codice: string } }): string =>
  esito.ok ? 'ok' : esito.refusal.codice;
const letto = async (): Promise<FornitoreEnte> => (await leggiFornitoreEnte(ctx())) ?? expect.fail();
const salva = async (altro: Partial<typeof SCRITTO> & { versione?: number } = {}): Promise<string> =>
  codice(await salvaFornitore(ctx(), { ...SCRITTO, versione: 0, ...altro }));
const stato = async (a: FornitoreEnte['stato'], versione = 1): Promise<string> =>
  codice(await cambiaStatoFornitore(ctx(), { stato: a, versione }));
const isViva = async (token: string): Promise<boolean> =>
  (await leggiSessione(ctxDi(mondo, 'ufficio'), token)) !== null;

/** Somebody of the ente, linked, and the session that they have opened by it. */
async function unCollegato(suo: FornitoreEnte, come: Parameters<typeof unOperatore>[2] = {}) {
  const chi = await unOperatore(mondo, [ente], come);
  const dove = { ...suo, enteId: ente.enteId };
  const { token } = valoreDi(await collega(mondo, dove, chi));
  return { chi, dove, token };
}

async function scritti(): Promise<string> {
  const { rows } = await sql`
    select azione, dettaglio, oggetto_id from registro.atto where ente_id = ${ente.enteId}`.execute(
    ctxDi(mondo, 'worker', ente.enteId).db,
  );
  return JSON.stringify(rows);
}

describe('the provider of an ente', () => {
  it('begins in prova, and its secret is read by nobody any more', async () => {
    expect([await leggiFornitoreEnte(ctx()), await salva()]).toEqual([null, 'ok']);
    const suo = await letto();
    expect(suo).toMatchObject({ stato: 'in_prova', versione: 1, collegati: 0, senzaPassword: 0, sessioni: 0 });
    const { rows } = await sql<{ segreto: Buffer }>`
      select * from utenti.fornitore where ente_id = ${ente.enteId}`.execute(ctxDi(mondo, 'worker', ente.enteId).db);
    const dovunque = [JSON.stringify([rows, suo]), rows[0]?.segreto.toString('latin1'), await scritti()].join();
    expect(dovunque).toContain('fornitore.registrato');
    expect(dovunque).not.toContain(SCRITTO.segreto);
  });

  it('keeps its secret and its people when its name changes, and is changed by one at a time', async () => {
    expect(await salva()).toBe('ok');
    const { id } = await letto();
    expect(await salva({ versione: 1, nome: 'Altro nome', segreto: '' })).toBe('ok');
    expect(await salva({ versione: 1, nome: 'In ritardo', segreto: '' })).toBe('FORNITORE_CAMBIATO');
    expect(await salva()).toBe('FORNITORE_CAMBIATO');
    expect(await salva({ versione: 2, segreto: 'un-altro-segreto' })).toBe('ok');
    expect(await letto()).toMatchObject({ id, nome: SCRITTO.nome, versione: 3 });
    expect(await salva({ versione: 3, segreto: '' })).toBe('ok');
    // Nothing has changed: nothing is written.
    expect(await letto()).toMatchObject({ versione: 3 });
    expect(await salva({ versione: 3, clientId: 'un-altro', segreto: '' })).toBe('FORNITORE_SEGRETO');
    const atti = await scritti();
    expect(atti).toContain('"segretoCambiato":true');
    expect(atti).not.toContain('un-altro-segreto');
  });

  it('is one, also where two write the first at once', async () => {
    const esiti = await Promise.all([salva(), salva(), salva({ clientId: 'altro' })]);
    expect(esiti.toSorted()).toEqual(['FORNITORE_CAMBIATO', 'FORNITORE_CAMBIATO', 'ok']);
  });

  it('of another issuer or client is another: whom it knew and whom it let in go with it', async () => {
    const suo = await fornitoreDellEnte(mondo, ente);
    const { chi, dove, token } = await unCollegato(suo);
    expect(await isViva(token)).toBe(true);
    expect(await salva({ versione: suo.versione, emittente: 'https://altro.example.org' })).toBe('ok');
    const nuovo = await letto();
    expect([nuovo.id === suo.id, nuovo.stato, nuovo.collegati, await isViva(token)]).toEqual([
      false,
      'in_prova',
      0,
      false,
    ]);
    expect(codice(await entraCome(mondo, dove, chi.utente))).toBe('FORNITORE_NON_DISPONIBILE');
    expect(await scritti()).toContain('"scollegati":1');
  });

  it('lets everybody in once it works', async () => {
    expect([await stato('attivo'), codice(await provaFornitoreEnte(ctx()))]).toEqual([
      'FORNITORE_ASSENTE',
      'FORNITORE_ASSENTE',
    ]);
    // Nor is there one to turn off.
    expect(await stato('spento')).toBe('FORNITORE_ASSENTE');
    await salva();
    filo.prova = { problemi: [{ codice: 'client' }], avvertenze: [] };
    expect([await stato('attivo'), (await letto()).stato]).toEqual(['FORNITORE_NON_VA', 'in_prova']);
    expect(await entiConFornitore(ctxDi(mondo, 'ufficio'))).not.toContainEqual(
      expect.objectContaining({ enteId: ente.enteId }),
    );
    filo.prova = { problemi: [], avvertenze: [{ codice: 'senza_iss' }] };
    expect([await stato('attivo', 7), await stato('attivo')]).toEqual(['FORNITORE_CAMBIATO', 'ok']);
    expect(await stato('attivo', 2)).toBe('FORNITORE_CAMBIATO');
    expect(await entiConFornitore(ctxDi(mondo, 'ufficio'))).toContainEqual(
      expect.objectContaining({ enteId: ente.enteId, codIpa: ente.codIpa }),
    );
    expect(await fornitoreDi(ctxDi(mondo, 'ufficio'), { codIpa: ente.codIpa, ambiente: 'prova' })).toMatchObject({
      nome: SCRITTO.nome,
    });
  });

  it('back in prova puts out whom it let in, who stay linked; turned off it forgets them', async () => {
    const suo = await fornitoreDellEnte(mondo, ente);
    const { chi, dove, token } = await unCollegato(suo);
    const capo = await unCollegato(suo, { ruolo: 'amministratore' });
    expect(await letto()).toMatchObject({ collegati: 2, sessioni: 2 });
    expect([await stato('in_prova', 2), await isViva(token), await isViva(capo.token)]).toEqual(['ok', false, false]);
    expect(codice(await entraCome(mondo, dove, chi.utente))).toBe('FORNITORE_SENZA_ACCESSO');
    const { token: ancora } = valoreDi(await entraCome(mondo, dove, capo.chi.utente));
    expect(await letto()).toMatchObject({ collegati: 2, sessioni: 1 });
    expect([await stato('spento', 3), await isViva(ancora)]).toEqual(['ok', false]);
    expect(codice(await entraCome(mondo, dove, capo.chi.utente))).toBe('FORNITORE_NON_DISPONIBILE');
    expect(codice(await collega(mondo, dove, chi))).toBe('FORNITORE_NON_COLLEGABILE');
    expect([await stato('attivo', 4), await stato('in_prova', 4), await stato('attivo', 5)]).toEqual([
      'FORNITORE_CAMBIATO',
      'ok',
      'ok',
    ]);
    expect(codice(await entraCome(mondo, dove, chi.utente))).toBe('IDENTITA_DA_COLLEGARE');
  });

  it('is not seen, nor touched, from another ente', async () => {
    const suo = await fornitoreDellEnte(mondo, ente);
    await unCollegato(suo);
    const altro = await unEnte(mondo);
    expect(await leggiFornitoreEnte(ctx(altro))).toBeNull();
    const visti = await ctx(altro).tx(async (t) => {
      const { rows } = await sql`
        select 1 from utenti.fornitore union all select 2 from utenti.identita_ente`.execute(t.db);
      const { rows: spenti } = await sql`update utenti.fornitore set stato = 'spento' returning 1`.execute(t.db);
      return [rows, spenti];
    });
    expect(visti).toEqual([[], []]);
    // Who issues is changed by nobody, not even here.
    const muta = ctx().tx((t) =>
      sql`update utenti.fornitore set emittente = 'https://altro.example.org'`.execute(t.db),
    );
    await expect(muta).rejects.toThrow(/permission denied/);
    for (const ruolo of ['portale', 'nodo', 'sil'] as const)
      await expect(
        ctxDi(mondo, ruolo, ente.enteId).tx((t) => sql`select segreto from utenti.fornitore`.execute(t.db)),
      ).rejects.toThrow(/permission denied/);
  });
});

describe('an operator of the ente', () => {
  it('is unlinked, and out, by who administers; or by leaving the ente', async () => {
    const suo = await fornitoreDellEnte(mondo, ente);
    const { chi, dove, token } = await unCollegato(suo);
    const membro = async () => (await leggiMembro(ctx(), chi.operatoreId)) ?? expect.fail();
    const { versione, collegatoIl } = await membro();
    expect(collegatoIl).not.toBeNull();
    const { operatoreId } = chi;
    expect(codice(await scollegaIdentita(ctx(), { operatoreId, versione: versione + 1 }))).toBe('OPERATORE_CAMBIATO');
    expect(codice(await scollegaIdentita(ctx(), { operatoreId, versione }))).toBe('ok');
    expect([await isViva(token), (await membro()).collegatoIl]).toEqual([false, null]);
    expect(codice(await entraCome(mondo, dove, chi.utente))).toBe('IDENTITA_DA_COLLEGARE');
    const { token: nuovo } = valoreDi(await collega(mondo, dove, chi));
    const cambio = { operatoreId, versione: (await membro()).versione };
    expect(codice(await cambiaMembro(ctx(), { ...cambio, cambio: { cosa: 'sospendi' } }))).toBe('ok');
    expect(codice(await entraCome(mondo, dove, chi.utente))).toBe('FORNITORE_SENZA_ACCESSO');
    expect(await leggiSessione(ctxDi(mondo, 'ufficio'), nuovo)).toMatchObject({ ruolo: null });
    const togli = { operatoreId, versione: (await membro()).versione, cambio: { cosa: 'togli' } as const };
    expect(codice(await cambiaMembro(ctx(), togli))).toBe('ok');
    expect([await isViva(nuovo), (await letto()).collegati]).toEqual([false, 0]);
  });
});

describe('the secrets', () => {
  const conChiavi = (...chiaviCredenziali: Buffer[]): Mondo => ({
    ...mondo,
    config: { ...mondo.config, chiaviCredenziali },
  });

  it('are sealed anew with the first key; without theirs one does not come in, and who administers is told', async () => {
    await fornitoreDellEnte(mondo, ente);
    const nuova = Buffer.alloc(32, 9);
    const vecchie = mondo.config.chiaviCredenziali;
    const ricifra = (...chiavi: Buffer[]) => ricifraFornitori(ctxDi(conChiavi(...chiavi), 'worker'));
    expect((await ricifra(nuova)).ricifrate).toBe(0);
    expect((await ricifra(nuova)).perse).toBeGreaterThan(0);
    const senza = ctxDi(conChiavi(nuova), 'ufficio', ente.enteId);
    expect(valoreDi(await provaFornitoreEnte(senza)).problemi).toEqual([{ codice: 'chiave_persa' }]);
    const quale = { codIpa: ente.codIpa, ambiente: 'prova' } as const;
    expect(await fornitoreDi(senza, quale)).toBeNull();
    expect((await ricifra(nuova, ...vecchie)).ricifrate).toBeGreaterThan(0);
    expect(await ricifra(nuova, ...vecchie)).toEqual({ ricifrate: 0, perse: 0 });
    expect(await fornitoreDi(senza, quale)).toMatchObject({ nome: SCRITTO.nome });
    expect(valoreDi(await provaFornitoreEnte(senza)).problemi).toEqual([]);
    await ricifra(...vecchie, nuova);
  });
});
