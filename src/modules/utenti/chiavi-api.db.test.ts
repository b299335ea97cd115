import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { registraEnte } from '#modules/enti';
import { creaCtx, type Ctx, type Mondo } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { codiceFiscaleEnte, ctxDi, unEnte, VUOTO, type EnteDiProva } from '#support/un-ente';
import { accediApi, creaChiaveApi, leggiChiaviApi, revocaChiaveApi, ruotaChiaveApi, unaVolta } from './index.ts';

let mondo: Mondo;
let ente: EnteDiProva;
let orologio: () => Date = () => new Date();
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva(), { orologio: () => orologio() });
  ente = await unEnte(mondo);
});

const sil = (): Ctx => creaCtx(mondo, { ruolo: 'sil', attore: { tipo: 'sil' } });
const ufficio = (): Ctx => ctxDi(mondo, 'ufficio', ente.enteId);
let ultima = 100;
/** Each test from a block of addresses of its own: failures are counted by it. */
const daUnaRete = (): string => `198.51.${(ultima += 1)}.7`;
const entra = (chiave: string, indirizzo = daUnaRete()) => accediApi(sil(), { chiave, indirizzo });
const codice = async (esito: Promise<{ ok: boolean; refusal?: { codice: string } }>): Promise<string> =>
  (await esito).refusal?.codice ?? 'ok';
const chiedi = (applicazione: string, indirizzi: string[] = []) =>
  creaChiaveApi(ufficio(), { applicazione, ambiti: ['dovuti', 'pagati'], indirizzi });

test('what is asked by a name is done once; something else by it, or the same while it is being done, is refused', async () => {
  const { id: chiaveId } = valoreDi(await chiedi('Ripete'));
  const ctx = creaCtx(mondo, { ruolo: 'sil', attore: { tipo: 'sil', id: chiaveId }, enteId: ente.enteId });
  const nominata = { chiaveId, nome: 'giro-1', richiesta: 'una cosa' };
  let fatte = 0;
  const intanto = async () => {
    fatte += 1;
    const [uguale, diversa] = [unaVolta(ctx, nominata, mai), unaVolta(ctx, { ...nominata, richiesta: 'altro' }, mai)];
    expect([await codice(uguale), await codice(diversa)]).toEqual(['IDEMPOTENZA_IN_CORSO', 'IDEMPOTENZA_DIVERSA']);
    return { stato: 200, corpo: 'fatta' };
  };
  const risposta = { stato: 200, corpo: 'fatta' };
  expect(valoreDi(await unaVolta(ctx, nominata, intanto))).toEqual({ ...risposta, ripetuta: false });
  expect(valoreDi(await unaVolta(ctx, nominata, mai))).toEqual({ ...risposta, ripetuta: true });
  // What breaks has no answer: it may be asked for again. A day later the name is free.
  const guasto = { ...nominata, nome: 'giro-2' };
  await expect(unaVolta(ctx, guasto, mai)).rejects.toThrow('not to be done');
  expect(valoreDi(await unaVolta(ctx, guasto, () => Promise.resolve(risposta))).ripetuta).toBe(false);
  orologio = () => new Date(Date.now() + 25 * 3_600_000);
  const domani = creaCtx(mondo, { ruolo: 'sil', attore: { tipo: 'sil', id: chiaveId }, enteId: ente.enteId });
  orologio = () => new Date();
  expect(valoreDi(await unaVolta(domani, nominata, () => Promise.resolve(risposta))).ripetuta).toBe(false);
  expect(fatte).toBe(1);
});

const mai = (): Promise<never> => Promise.reject(new Error('not to be done'));

describe('the key of an application', () => {
  test('opens for its ente, does what it may, and is kept nowhere', async () => {
    const { id, chiave } = valoreDi(await chiedi('Tributi'));
    expect(chiave).toMatch(/^mp_prova_/);
    const { enteId, codIpa } = ente;
    const ambiti = ['dovuti', 'pagati'];
    expect(valoreDi(await entra(chiave))).toEqual({
      chiaveId: id,
      enteId,
      codIpa,
      applicazione: 'Tributi',
      ambiti,
      prova: true,
    });
    const [vista] = (await leggiChiaviApi(ufficio())).filter((k) => k.id === id);
    expect([vista?.inizio, vista?.ultimoUsoIl === null]).toEqual([chiave.slice(0, 21), false]);
    expect(JSON.stringify(await leggiChiaviApi(ufficio()))).not.toContain(chiave.slice(22));
    await expect(sql`select hmac from utenti.chiave_api`.execute(ufficio().db)).rejects.toThrow('permission denied');
    expect(await codice(chiedi('Tributi'))).toBe('CHIAVE_APPLICAZIONE_PRESENTE');
    expect(await codice(chiedi(''))).toBe('CHIAVE_APPLICAZIONE_NON_VALIDA');
    expect(await codice(chiedi('Altra', ['tutti']))).toBe('CHIAVE_INDIRIZZO_NON_VALIDO');
    const senza = creaChiaveApi(ufficio(), { applicazione: 'Altra', ambiti: [], indirizzi: [] });
    expect(await codice(senza)).toBe('CHIAVE_SENZA_AMBITI');
  });

  test('is changed without shutting the application out; the old one ends when it was said', async () => {
    const { id, chiave } = valoreDi(await chiedi('Scuola'));
    expect(await codice(ruotaChiaveApi(ufficio(), { id, giorni: 31 }))).toBe('CHIAVE_GIORNI_NON_VALIDI');
    const nuova = valoreDi(await ruotaChiaveApi(ufficio(), { id, giorni: 7 }));
    expect([await codice(entra(chiave)), await codice(entra(nuova.chiave))]).toEqual(['ok', 'ok']);
    expect(await codice(ruotaChiaveApi(ufficio(), { id, giorni: 7 }))).toBe('CHIAVE_NON_IN_USO');
    orologio = () => new Date(Date.now() + 8 * 86_400_000);
    expect([await codice(entra(chiave)), await codice(entra(nuova.chiave))]).toEqual(['CHIAVE_SCADUTA', 'ok']);
    orologio = () => new Date();
    valoreDi(await revocaChiaveApi(ufficio(), nuova.id));
    expect(await codice(entra(nuova.chiave))).toBe('CHIAVE_REVOCATA');
    expect(await codice(revocaChiaveApi(ufficio(), nuova.id))).toBe('CHIAVE_NON_IN_USO');
  });

  test('comes from where it may only, and is of one ente only', async () => {
    const { id, chiave } = valoreDi(await chiedi('Chiusa', ['203.0.113.0/24', '2001:db8::/48']));
    expect(await codice(entra(chiave, '203.0.113.9'))).toBe('ok');
    expect(await codice(entra(chiave, '::ffff:203.0.113.9'))).toBe('ok');
    expect(await codice(entra(chiave, '2001:db8::9'))).toBe('ok');
    expect(await codice(entra(chiave, '203.0.114.9'))).toBe('CHIAVE_DA_ALTROVE');
    const altro = await unEnte(mondo);
    const altrui = ctxDi(mondo, 'ufficio', altro.enteId);
    expect(await codice(revocaChiaveApi(altrui, id))).toBe('CHIAVE_SCONOSCIUTA');
    expect(await codice(ruotaChiaveApi(altrui, { id, giorni: 1 }))).toBe('CHIAVE_SCONOSCIUTA');
    expect((await leggiChiaviApi(altrui)).length).toBe(0);
  });

  test('of an ente that is being prepared opens nothing yet; of one in esercizio it says so', async () => {
    const codiceFiscale = codiceFiscaleEnte();
    const base = { codiceFiscale, codIpa: `c_${codiceFiscale}`, denominazione: 'Ente nuovo', ...VUOTO };
    const { intermediarioId } = ente;
    const enteId = valoreDi(await registraEnte(ctxDi(mondo, 'worker'), { ...base, ambiente: 'live', intermediarioId }));
    const nuova = await creaChiaveApi(ctxDi(mondo, 'ufficio', enteId), {
      applicazione: 'Prima',
      ambiti: ['dovuti'],
      indirizzi: [],
    });
    expect(valoreDi(nuova).chiave).toMatch(/^mp_live_/);
    expect(await codice(entra(valoreDi(nuova).chiave))).toBe('ENTE_INSERITO');
  });

  test('that is wrong is told so, and not for ever; a right one is not held up by those', async () => {
    const { chiave } = valoreDi(await chiedi('Giusta'));
    const da = daUnaRete();
    const sbagliate = ['', 'x', `${chiave.slice(0, -1)}${chiave.endsWith('A') ? 'B' : 'A'}`];
    for (const una of sbagliate) expect(await codice(entra(una, da))).toBe('CHIAVE_NON_VALIDA');
    for (let n = sbagliate.length; n < 60; n += 1) await entra('x', da);
    expect(await codice(entra('x', da))).toBe('TROPPI_TENTATIVI');
    expect(await codice(entra(chiave, da))).toBe('ok');
  });
});
