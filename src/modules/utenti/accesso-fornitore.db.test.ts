import { generateSecret, generateSync } from 'otplib';
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
  riconosci,
  RITORNO,
  SCRITTO,
  soggetto,
  type FiloFornitori,
} from '#support/fornitore-ente';
import { mondoDiProva } from '#support/mondo';
import { unOperatore } from '#support/ufficio';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { collegaEnte } from './acts/collega-fornitore.ts';
import {
  accettaConFornitore,
  cambiaStatoFornitore,
  concludiAccesso,
  concludiConFornitore,
  entiDi,
  esci,
  iniziaConFornitore,
  invita,
  leggiSessione,
  nominaIntermediario,
  registraOperatore,
  salvaFornitore,
  scegliEnte,
  type FornitoreEnte,
} from './index.ts';

let mondo: Mondo;
let filo: FiloFornitori;
let ente: EnteDiProva;
let suo: FornitoreEnte;
let dove: FornitoreEnte & { enteId: EnteDiProva['enteId'] };
let avanti = 0;
beforeAll(async () => {
  const base = mondoDiProva(await databaseNuovo(), { orologio: () => new Date(Date.now() + avanti) });
  ({ mondo, filo } = conFornitori(base));
});
beforeEach(async () => {
  ente = await unEnte(mondo);
  suo = await fornitoreDellEnte(mondo, ente);
  dove = { ...suo, enteId: ente.enteId };
  filo.risposta = soggetto('anna');
  filo.pagina = 'https://accessi.example.org/entra';
  // Attempts are counted by block of addresses.
  avanti += 16 * 60_000;
});

const ctx = (ruolo: 'ufficio' | 'worker' = 'ufficio'): Ctx => ctxDi(mondo, ruolo);
const codice = (esito: { ok: true } | { ok: false; refusal: { codice: string } }): string =>
  esito.ok ? 'ok' : esito.refusal.codice;

describe('a sign-in at the provider of an ente', () => {
  const chi = (di = ente) => ({ enteId: di.enteId, browser: 'mio', ritorno: RITORNO });
  const inizia = async (): Promise<string> => {
    valoreDi(await iniziaConFornitore(ctx(), { ...chi(), indirizzo: '192.0.2.1', dopo: '/ufficio/dovuti' }));
    return filo.state;
  };
  const conclude = (state: string, altro: Partial<ReturnType<typeof chi>> = {}) =>
    concludiConFornitore(ctx(), { ...chi(), ...altro, parametri: { state, code: 'c' } });

  it('says who it is, where they were, how surely as the installation believes it; once', async () => {
    filo.risposta = soggetto('anna', { email: 'Anna@Example.org', livelli: ['pwd', 'mfa'] });
    const state = await inizia();
    const identita = { enteId: ente.enteId, fornitoreId: suo.id, soggetto: 'anna', duePassi: false };
    expect(valoreDi(await conclude(state))).toEqual({
      ...{ identita, dopo: '/ufficio/dovuti', email: 'anna@example.org', invitoId: null },
    });
    expect(codice(await conclude(state))).toBe('ACCESSO_SCONOSCIUTO');
    const fiducia = { ...mondo, config: { ...mondo.config, fornitoriDuePassi: ['mfa'] } };
    expect(valoreDi(await riconosci(fiducia, filo, ente)).identita.duePassi).toBe(true);
    filo.risposta = soggetto('anna', { livelli: ['pwd'] });
    expect(valoreDi(await riconosci(fiducia, filo, ente)).identita.duePassi).toBe(false);
  });

  it('is of the browser that began it, of ten minutes, and of that ente: no other is even asked', async () => {
    const altro = await unEnte(mondo);
    await fornitoreDellEnte(mondo, altro);
    const prima = filo.chiamate;
    const state = await inizia();
    expect(codice(await conclude(state, { enteId: altro.enteId }))).toBe('ACCESSO_SCONOSCIUTO');
    expect(codice(await conclude(state, { browser: 'altrui' }))).toBe('ACCESSO_SCONOSCIUTO');
    const comeSpid = { browser: 'mio', parametri: { state, code: 'c' }, ritorno: RITORNO };
    expect(codice(await concludiAccesso(ctx(), comeSpid))).toBe('ACCESSO_SCONOSCIUTO');
    avanti += 11 * 60_000;
    expect(codice(await conclude(state))).toBe('ACCESSO_SCADUTO');
    expect(filo.chiamate).toBe(prima);
  });

  it.each<[FiloFornitori['risposta'], string]>([
    [{ esito: 'negata', errore: 'access_denied', descrizione: '' }, 'IDENTITA_NEGATA'],
    [{ esito: 'non_verificata', perche: 'OAUTH' }, 'IDENTITA_NON_VERIFICATA'],
    [{ esito: 'nessuna', perche: 'tempo_scaduto' }, 'FORNITORE_NON_DISPONIBILE'],
  ])('%j → %s', async (risposta, atteso) => {
    filo.risposta = risposta;
    expect(codice(await riconosci(mondo, filo, ente))).toBe(atteso);
  });

  it('does not begin nor end where the provider is off, replaced, silent or not there', async () => {
    const dati = { ...chi(), indirizzo: '192.0.2.1', dopo: '/' };
    filo.pagina = null;
    expect(codice(await iniziaConFornitore(ctx(), dati))).toBe('FORNITORE_NON_DISPONIBILE');
    filo.pagina = 'https://accessi.example.org/entra';
    const [a, b] = [await inizia(), await inizia()];
    const nostro = ctxDi(mondo, 'ufficio', ente.enteId);
    valoreDi(await cambiaStatoFornitore(nostro, { stato: 'spento', versione: 2 }));
    expect(codice(await conclude(a))).toBe('FORNITORE_NON_DISPONIBILE');
    expect(codice(await iniziaConFornitore(ctx(), dati))).toBe('FORNITORE_NON_DISPONIBILE');
    valoreDi(await salvaFornitore(nostro, { ...SCRITTO, clientId: 'un-altro', versione: 3 }));
    expect(codice(await conclude(b))).toBe('ACCESSO_SCONOSCIUTO');
    const senza = { ...dati, enteId: (await unEnte(mondo)).enteId };
    expect(codice(await iniziaConFornitore(ctx(), senza))).toBe('FORNITORE_NON_DISPONIBILE');
  });

  it('leaves nothing in the database by which somebody else could end it', async () => {
    const state = await inizia();
    const { rows } = await sql`select * from utenti.accesso_iniziato`.execute(ctx('worker').db);
    expect(JSON.stringify(rows)).not.toContain(state);
    expect(JSON.stringify(rows)).not.toContain('mio');
  });
});

describe('whom the provider of an ente knows', () => {
  it('shows the password once, whoever they are, and from then on comes in by it', async () => {
    const chi = await unOperatore(mondo, [ente]);
    expect(codice(await entraCome(mondo, dove, chi.utente))).toBe('IDENTITA_DA_COLLEGARE');
    expect(codice(await collega(mondo, dove, { ...chi, password: 'una-password-sbagliata' }))).toBe('ACCESSO_NEGATO');
    expect(codice(await entraCome(mondo, dove, chi.utente))).toBe('IDENTITA_DA_COLLEGARE');
    expect(codice(await collega(mondo, dove, chi))).toBe('ok');
    const entrato = valoreDi(await entraCome(mondo, dove, chi.utente));
    expect(entrato).toMatchObject({ operatoreId: chi.operatoreId, enti: 1, intermediario: false });
    const { rows } = await sql<{ attore: string }>`
      select distinct attore from registro.atto where ente_id = ${ente.enteId} and oggetto_id = ${chi.operatoreId}
         and azione in ('operatore.entrato', 'operatore.fornitore_collegato')`.execute(ctx('worker').db);
    expect(rows).toEqual([{ attore: `operatore:${chi.operatoreId}` }]);
    // Again by password: they are linked already.
    expect(codice(await collega(mondo, dove, chi))).toBe('ok');
  });

  it('is in for that ente alone, whatever else they do here; and leaves it too', async () => {
    const altro = await unEnte(mondo);
    const chi = await unOperatore(mondo, [ente, altro], { ruolo: 'amministratore' });
    await nominaIntermediario(ctx('worker'), chi.operatoreId);
    valoreDi(await collega(mondo, dove, chi));
    const { token, enti, intermediario } = valoreDi(await entraCome(mondo, dove, chi.utente));
    expect([enti, intermediario]).toEqual([1, false]);
    const sessione = async () => leggiSessione(ctx(), token);
    const sua = { enteId: ente.enteId, intermediario: false, secondoFattore: false, fornitoreId: suo.id };
    expect(await sessione()).toMatchObject(sua);
    expect(codice(await scegliEnte(ctx(), { token, enteId: altro.enteId }))).toBe('ENTE_NON_TUO');
    expect(codice(await scegliEnte(ctx(), { token, enteId: ente.enteId }))).toBe('ok');
    expect(await entiDi(ctx(), chi.operatoreId, ente.enteId)).toHaveLength(1);
    // Not even who writes in the database by hand moves it elsewhere.
    const sposta = sql`update utenti.sessione set ente_id = ${altro.enteId} where fornitore_id = ${suo.id}`;
    await expect(sposta.execute(ctx('worker').db)).rejects.toThrow(/sessione_identita_ente/);
    expect(await esci(ctx(), token)).toEqual({ conIdentita: false, fornitoreDi: ente.enteId });
    expect(await sessione()).toBeNull();
  });

  it('is nobody at another ente, be it that the two providers give them one name', async () => {
    const altro = await unEnte(mondo);
    const diAltro = { ...(await fornitoreDellEnte(mondo, altro)), enteId: altro.enteId };
    const chi = await unOperatore(mondo, [ente, altro]);
    valoreDi(await collega(mondo, dove, chi));
    expect(codice(await entraCome(mondo, diAltro, chi.utente))).toBe('IDENTITA_DA_COLLEGARE');
    // The provider of one, for the other: there is no such thing.
    const storta = { ...dove, enteId: altro.enteId };
    expect(codice(await entraCome(mondo, storta, chi.utente))).toBe('FORNITORE_NON_DISPONIBILE');
    expect(codice(await collega(mondo, storta, chi))).toBe('FORNITORE_NON_DISPONIBILE');
  });

  it('is not linked to who works elsewhere, nor to two, nor two to one', async () => {
    const altrove = await unOperatore(mondo, [await unEnte(mondo)]);
    expect(codice(await collega(mondo, dove, altrove))).toBe('FORNITORE_NON_COLLEGABILE');
    const [uno, due] = [await unOperatore(mondo, [ente]), await unOperatore(mondo, [ente])];
    valoreDi(await collega(mondo, dove, uno, { come: 'anna' }));
    expect(codice(await collega(mondo, dove, due, { come: 'anna' }))).toBe('FORNITORE_NON_COLLEGABILE');
    expect(codice(await collega(mondo, dove, uno, { come: 'bruna' }))).toBe('FORNITORE_NON_COLLEGABILE');
    const insieme = await Promise.all(['c1', 'c2'].map((come) => collega(mondo, dove, due, { come })));
    expect(insieme.map(codice).toSorted()).toEqual(['FORNITORE_NON_COLLEGABILE', 'ok']);
  });

  it('does not come in when the account is off, nor in a name that was unlinked meanwhile', async () => {
    const chi = await unOperatore(mondo, [ente]);
    valoreDi(await collega(mondo, dove, chi));
    await sql`update utenti.operatore set attivo = false where id = ${chi.operatoreId}`.execute(ctx('worker').db);
    expect(codice(await entraCome(mondo, dove, chi.utente))).toBe('FORNITORE_SENZA_ACCESSO');
    const identita = { enteId: ente.enteId, fornitoreId: suo.id, soggetto: 'nessuna', duePassi: true };
    const altro = await unOperatore(mondo, [ente]);
    const tardi = ctxDi(mondo, 'ufficio', ente.enteId).tx((t) =>
      collegaEnte(t, altro.operatoreId, identita, { collegata: true }),
    );
    expect(codice(await tardi)).toBe('IDENTITA_DA_COLLEGARE');
  });

  it('shows the second factor too, but where the installation believes that they did there; the first time, always', async () => {
    const segreto = generateSecret();
    const chi = await unOperatore(mondo, [ente], { ruolo: 'amministratore', totpSegreto: segreto });
    const adesso = (): string =>
      generateSync({ secret: segreto, epoch: Math.floor(mondo.orologio().getTime() / 1000) });
    expect(codice(await collega(mondo, dove, chi, { duePassi: true }))).toBe('CODICE_RICHIESTO');
    expect(codice(await collega(mondo, dove, chi, { codice: adesso() }))).toBe('ok');
    expect(codice(await entraCome(mondo, dove, chi.utente))).toBe('CODICE_RICHIESTO');
    const conDue = valoreDi(await entraCome(mondo, dove, chi.utente, { duePassi: true }));
    expect(await leggiSessione(ctx(), conDue.token)).toMatchObject({ secondoFattore: true });
    avanti += 60_000;
    const { token } = valoreDi(await entraCome(mondo, dove, chi.utente, { codice: adesso() }));
    expect(await leggiSessione(ctx(), token)).toMatchObject({ secondoFattore: true });
  });

  it('may try as often as with a password', async () => {
    const esiti: string[] = [];
    for (let i = 0; i < 11; i += 1) esiti.push(codice(await entraCome(mondo, dove, 'chi-prova')));
    expect([esiti.slice(0, 10).every((uno) => uno === 'IDENTITA_DA_COLLEGARE'), esiti[10]]).toEqual([
      true,
      'TROPPI_TENTATIVI',
    ]);
  });
});

describe('an invitation', () => {
  let n = 0;
  async function unInvito(altro: { ruolo?: 'amministratore' } = {}) {
    n += 1;
    const email = `invitata.${n}@example.org`;
    const dati = { nome: 'Anna Operosa', email, ruolo: 'ragioneria' as const, tipi: [], ...altro };
    const invitoId = valoreDi(await invita(ctxDi(mondo, 'ufficio', ente.enteId), dati));
    return { invitoId, email, soggetto: `sub-${n}` };
  }
  type Suo = Awaited<ReturnType<typeof unInvito>>;
  const accetta = async (
    { invitoId, email, soggetto: chi }: Suo,
    altro: { email?: string | null; enteId?: EnteDiProva['enteId'] } = {},
  ): Promise<string> => {
    const identita = { enteId: altro.enteId ?? ente.enteId, fornitoreId: suo.id, soggetto: chi, duePassi: false };
    const detta = altro.email === undefined ? email : altro.email;
    return codice(await accettaConFornitore(ctx(), { invitoId, identita, email: detta }));
  };

  it('is accepted by whom the provider knows at that very address, who gets an account without a password', async () => {
    const suoi = await unInvito();
    expect([await accetta(suoi), codice(await entraCome(mondo, dove, suoi.soggetto))]).toEqual(['ok', 'ok']);
    expect([await accetta(suoi), await accetta({ ...suoi, soggetto: 'un-altro' })]).toEqual([
      'PROVA_USATA',
      'PROVA_USATA',
    ]);
    const { id } = await fornitoreDellEnte(mondo, ente, { nome: 'Nome nuovo', segreto: '', stato: 'in_prova' });
    expect(id).toBe(suo.id);
    const { rows } = await sql<{ n: number }>`
      select count(*)::integer as n from utenti.operatore where utente = ${suoi.email}`.execute(ctx('worker').db);
    expect(rows).toEqual([{ n: 1 }]);
  });

  it('is not accepted at another address, by who is to administer, or of another ente; and stays good', async () => {
    const suoi = await unInvito();
    for (const email of [null, 'altra@example.org', suoi.email.toUpperCase()])
      expect(await accetta(suoi, { email })).toBe('FORNITORE_ALTRO_INDIRIZZO');
    const altro = await unEnte(mondo);
    expect(await accetta(suoi, { enteId: altro.enteId })).toBe('PROVA_NON_VALIDA');
    expect(await accetta(await unInvito({ ruolo: 'amministratore' }))).toBe('FORNITORE_ALTRO_INDIRIZZO');
    const preso = { ...(await unInvito()), soggetto: 'gia-presa' };
    valoreDi(await collega(mondo, dove, await unOperatore(mondo, [ente]), { come: 'gia-presa' }));
    expect(await accetta(preso)).toBe('FORNITORE_NON_COLLEGABILE');
    expect(await accetta({ ...preso, soggetto: 'libera' })).toBe('ok');
    valoreDi(await cambiaStatoFornitore(ctxDi(mondo, 'ufficio', ente.enteId), { stato: 'in_prova', versione: 2 }));
    expect(await accetta(suoi)).toBe('FORNITORE_NON_DISPONIBILE');
    avanti += 73 * 3_600_000;
    expect(await accetta(suoi)).toBe('PROVA_SCADUTA');
  });

  it('gives who has an account its role, and their password is asked: neither mailbox nor provider stands for it', async () => {
    const suoi = await unInvito();
    const password = 'una lunga frase di prova';
    const dati = { utente: suoi.email, nome: 'Anna Nota', email: suoi.email, password, totpSegreto: null };
    valoreDi(await registraOperatore(ctx('worker'), dati));
    expect([await accetta(suoi), codice(await entraCome(mondo, dove, suoi.soggetto))]).toEqual([
      'ok',
      'IDENTITA_DA_COLLEGARE',
    ]);
    const chi = { utente: suoi.email, password };
    expect(codice(await collega(mondo, dove, chi, { come: suoi.soggetto }))).toBe('ok');
    expect(codice(await entraCome(mondo, dove, suoi.soggetto))).toBe('ok');
  });
});
