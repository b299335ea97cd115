import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { OperatoreId } from '#kernel/ids';
import type { Ctx, Mondo } from '#platform/contesto';
import { databaseNuovo } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { PasskeyDiProva } from '#support/passkey';
import { unaPersona } from '#support/portale';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { chiediFirma } from './acts/passkey.ts';
import { ACCESSI } from './core/limiti.ts';
import {
  accedi,
  accediConIdentita,
  assegnaIdentita,
  assegnaRuolo,
  indicaCodiceFiscale,
  lavori,
  leggiMembro,
  preparaPasskey,
  registraOperatore,
  registraPasskey,
  rinominaPasskey,
  togliPasskey,
  type OpzioniPasskey,
  type PasskeyId,
} from './index.ts';

const PASSWORD = 'una lunga frase di prova';
const BROWSER = 'mio';
let mondo: Mondo;
let ente: EnteDiProva;
let adesso = new Date('2026-11-23T08:00:00Z').getTime();
beforeAll(async () => {
  mondo = mondoDiProva(await databaseNuovo(), { orologio: () => new Date(adesso) });
  ente = await unEnte(mondo);
});

const ctx = (ruolo: 'ufficio' | 'worker' = 'ufficio'): Ctx => ctxDi(mondo, ruolo, ente.enteId);
const codice = (esito: { ok: true } | { ok: false; refusal: { codice: string } }): string =>
  esito.ok ? 'ok' : esito.refusal.codice;
const letta = (opzioni: OpzioniPasskey | null) => opzioni as Parameters<PasskeyDiProva['crea']>[0];

type Chi = { utente: string; operatoreId: OperatoreId };

async function unOperatore(ruolo: 'operatore' | 'amministratore' = 'operatore'): Promise<Chi> {
  const utente = `op.${randomBytes(6).toString('hex')}`;
  const dati = { utente, nome: 'Anna Verdi', email: null, password: PASSWORD, totpSegreto: null };
  const { operatoreId } = valoreDi(await registraOperatore(ctx('worker'), dati));
  valoreDi(await assegnaRuolo(ctx('worker'), { operatoreId, ruolo, tipi: [] }));
  return { utente, operatoreId };
}

const nuova = (): PasskeyDiProva => new PasskeyDiProva(new URL(mondo.config.urlPubblico).origin);

async function prepara({ operatoreId }: Chi, browser = BROWSER): Promise<OpzioniPasskey> {
  const chiesta = { operatoreId, browser, nome: 'Telefono', password: PASSWORD };
  return valoreDi(await preparaPasskey(ctx(), chiesta)).opzioni;
}

async function registra(chi: Chi, passkey: PasskeyDiProva, opzioni: OpzioniPasskey, browser = BROWSER) {
  const risposta = passkey.crea(letta(opzioni));
  return registraPasskey(ctx(), { operatoreId: chi.operatoreId, browser, nome: 'Telefono', risposta });
}

async function conPasskey(ruolo: 'operatore' | 'amministratore' = 'operatore') {
  const chi = await unOperatore(ruolo);
  const passkey = nuova();
  valoreDi(await registra(chi, passkey, await prepara(chi)));
  const { rows } = await sql<{ id: PasskeyId }>`
    select id from utenti.passkey where operatore_id = ${chi.operatoreId}`.execute(ctx('worker').db);
  return { chi, passkey, id: rows[0]?.id ?? expect.fail() };
}

/** The second step with what is signed. */
async function entra({ utente }: Chi, risposta: string, browser = BROWSER): Promise<string> {
  const chiave = `10.${randomBytes(2).join('.')}.1`;
  const dati = { utente, password: PASSWORD, codice: null, indirizzo: chiave, tokenPrecedente: null };
  return codice(await accedi(ctx(), { ...dati, firma: { risposta, browser } }));
}

describe('a passkey', () => {
  it('is of the browser that asked for it, for five minutes, once', async () => {
    const chi = await unOperatore();
    const passkey = nuova();
    const opzioni = await prepara(chi);
    expect(codice(await registra(chi, passkey, opzioni, 'altrui'))).toBe('PASSKEY_SCADUTA');
    adesso += 5 * 60_000;
    expect(codice(await registra(chi, passkey, opzioni))).toBe('PASSKEY_SCADUTA');
    // Nor does one that was asked for signing register, or another operator's.
    const { chi: altro } = await conPasskey();
    const firma = await chiediFirma(ctx(), { operatoreId: altro.operatoreId, browser: BROWSER });
    expect(codice(await registra(altro, passkey, firma ?? {}))).toBe('PASSKEY_SCADUTA');
    expect(codice(await registra(chi, passkey, await prepara(altro)))).toBe('PASSKEY_SCADUTA');
    const buone = await prepara(chi);
    const esiti = await Promise.all([registra(chi, passkey, buone), registra(chi, passkey, buone)]);
    expect(esiti.map(codice).toSorted()).toEqual(['PASSKEY_SCADUTA', 'ok']);
    expect(codice(await registra(chi, passkey, await prepara(chi)))).toBe('PASSKEY_PRESENTE');
  });

  it('opens once for what is signed, and what counts backwards is refused and written', async () => {
    const { chi, passkey } = await conPasskey();
    const chiedi = async () => letta(await chiediFirma(ctx(), { operatoreId: chi.operatoreId, browser: BROWSER }));
    expect(await entra(chi, passkey.firma(await chiedi()), 'altrui')).toBe('PASSKEY_SCADUTA');
    const due = [passkey.firma(await chiedi()), passkey.firma(await chiedi())] as const;
    // Two signatures on their way at once: the later count arrives first, and the other is as a copy's.
    expect(await entra(chi, due[1])).toBe('ok');
    expect(await entra(chi, due[0])).toBe('PASSKEY_COPIATA');
    expect(await entra(chi, due[1])).toBe('PASSKEY_SCADUTA');
    expect(await entra(chi, 'x')).toBe('PASSKEY_NON_VALIDA');
    expect(await entra(chi, (await conPasskey()).passkey.firma(await chiedi()))).toBe('PASSKEY_NON_VALIDA');
    const { rows } = await sql`
      select from registro.atto where azione = 'operatore.passkey_copiata' and oggetto_id = ${chi.operatoreId}`.execute(
      ctx('worker').db,
    );
    expect(rows).toHaveLength(1);
  });

  it('is called and taken away by its holder only; the last second factor of who administers stays', async () => {
    const [uno, due] = [await conPasskey('amministratore'), await conPasskey()];
    const { operatoreId } = uno.chi;
    expect(codice(await rinominaPasskey(ctx(), { operatoreId, id: due.id, nome: 'Mia' }))).toBe('PASSKEY_SCONOSCIUTA');
    expect(codice(await rinominaPasskey(ctx(), { operatoreId, id: uno.id, nome: ' ' }))).toBe('NOME_PASSKEY');
    const togli = (id: PasskeyId) => togliPasskey(ctx(), { operatoreId, id, password: PASSWORD });
    expect(codice(await togli(due.id))).toBe('PASSKEY_SCONOSCIUTA');
    expect(codice(await togli(uno.id))).toBe('SECONDO_FATTORE_OBBLIGATORIO');
    // Two of them, taken away in two windows at once: one stays.
    valoreDi(await registra(uno.chi, nuova(), await prepara(uno.chi)));
    const { rows } = await sql<{ id: PasskeyId }>`
      select id from utenti.passkey where operatore_id = ${operatoreId}`.execute(ctx('worker').db);
    const esiti = await Promise.all(rows.map(({ id }) => togli(id)));
    expect(esiti.map(codice).toSorted()).toEqual(['SECONDO_FATTORE_OBBLIGATORIO', 'ok']);
  });

  it('is one of ten at most, and what nobody signed is forgotten', async () => {
    const { chi } = await conPasskey();
    await sql`
      insert into utenti.passkey (operatore_id, credenziale, chiave, contatore, nome, creata_il)
      select ${chi.operatoreId}::uuid, ${randomBytes(8)}::bytea || n::text::bytea, 'x', 0, 'n' || n, ${ctx().now}::timestamptz
        from generate_series(1, 9) as n`.execute(ctxDi(mondo, 'ufficio').db);
    const undici = { operatoreId: chi.operatoreId, browser: BROWSER, nome: 'Undici', password: PASSWORD };
    expect(codice(await preparaPasskey(ctx(), undici))).toBe('PASSKEY_TROPPE');
    await chiediFirma(ctx(), { operatoreId: chi.operatoreId, browser: BROWSER });
    adesso += 6 * 60_000;
    await lavori.find(({ nome }) => nome === 'utenti.pulisci')?.esegui(ctx('worker'), {});
    const { rows } = await sql`select from utenti.sfida_passkey`.execute(ctx('worker').db);
    expect(rows).toHaveLength(0);
  });
});

describe('an identity', () => {
  const arrivo = { codice: null, tokenPrecedente: null };
  const con = async (codiceFiscale: ReturnType<typeof unaPersona>['codiceFiscale']): Promise<string> =>
    codice(await accediConIdentita(ctx(), { ...arrivo, identita: { codiceFiscale, duePassi: true } }));

  it('opens one account, once its holder has shown both', async () => {
    const { codiceFiscale } = unaPersona();
    expect(await con(codiceFiscale)).toBe('IDENTITA_SENZA_ACCESSO');
    const [uno, due] = [await unOperatore(), await unOperatore()];
    const indica = async ({ operatoreId }: Chi, scritto: string): Promise<string> => {
      const { versione = 0 } = (await leggiMembro(ctx(), operatoreId)) ?? {};
      return codice(await indicaCodiceFiscale(ctx(), { operatoreId, versione, scritto }));
    };
    expect(await indica(uno, '99900020001')).toBe('CODICE_FISCALE_NON_VALIDO');
    // What a form sent as its version may be no number.
    const storta = { operatoreId: uno.operatoreId, versione: Number('x'), scritto: codiceFiscale };
    expect(codice(await indicaCodiceFiscale(ctx(), storta))).toBe('OPERATORE_CAMBIATO');
    // Said of two, who knows why: it opens neither, until one of them has shown it.
    for (const chi of [uno, due]) expect(await indica(chi, codiceFiscale)).toBe('ok');
    expect(await con(codiceFiscale)).toBe('IDENTITA_DA_COLLEGARE');
    const identita = { codiceFiscale, duePassi: true };
    const mostra = async ({ utente }: Chi, chiDice = identita): Promise<string> =>
      codice(await accedi(ctx(), { ...arrivo, utente, password: PASSWORD, indirizzo: '192.0.2.9', identita: chiDice }));
    expect(await mostra(uno, { ...identita, codiceFiscale: unaPersona().codiceFiscale })).toBe(
      'IDENTITA_NON_COLLEGABILE',
    );
    expect(await mostra(uno)).toBe('ok');
    expect(await con(codiceFiscale)).toBe('ok');
    expect(await mostra(due)).toBe('IDENTITA_NON_COLLEGABILE');
    const daComando = { utente: due.utente, codiceFiscale };
    expect(codice(await assegnaIdentita(ctx('worker'), daComando))).toBe('IDENTITA_NON_COLLEGABILE');
    expect(codice(await assegnaIdentita(ctx('worker'), { ...daComando, utente: uno.utente }))).toBe('ok');
    expect(codice(await assegnaIdentita(ctx('worker'), { utente: 'nessuno', codiceFiscale }))).toBe(
      'OPERATORE_SCONOSCIUTO',
    );
  });

  it('is linked with the second factor of the account too, however sure the provider is', async () => {
    const { chi, passkey } = await conPasskey();
    const { codiceFiscale } = unaPersona();
    const { operatoreId, utente } = chi;
    await indicaCodiceFiscale(ctx(), { operatoreId, versione: 1, scritto: codiceFiscale });
    const identita = { codiceFiscale, duePassi: true };
    const tutto = { ...arrivo, utente, password: PASSWORD, indirizzo: '192.0.2.10', identita };
    expect(codice(await accedi(ctx(), tutto))).toBe('CODICE_RICHIESTO');
    expect(await con(codiceFiscale)).toBe('IDENTITA_DA_COLLEGARE');
    const chiesta = letta(await chiediFirma(ctx(), { operatoreId, browser: BROWSER }));
    const firma = { risposta: passkey.firma(chiesta), browser: BROWSER };
    expect(codice(await accedi(ctx(), { ...tutto, firma }))).toBe('ok');
    expect(await con(codiceFiscale)).toBe('ok');
  });

  it('is tried as often as a password, and no more', async () => {
    const { codiceFiscale } = unaPersona();
    for (let n = 0; n < ACCESSI.utente.massimo; n += 1) expect(await con(codiceFiscale)).toBe('IDENTITA_SENZA_ACCESSO');
    expect(await con(codiceFiscale)).toBe('TROPPI_TENTATIVI');
    expect(await con(unaPersona().codiceFiscale)).toBe('IDENTITA_SENZA_ACCESSO');
  });
});
