import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { parseGiorno } from '#kernel/giorno';
import { cents } from '#kernel/importo';
import { registraIban } from '#modules/enti';
import type { Mondo } from '#platform/contesto';
import { leggiOrizzonte, type Xid } from '#platform/db/orizzonte';
import { carica, type RichiestaProva } from '#support/carico';
import { databaseNuovo } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { ricercaPronta } from '#support/ricerca';
import { DUE_MODI, giorno, unaPosizione, unicaDi } from '#support/posizioni';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { annullaDovuto, rinviaDovuto } from './acts/dovuto.ts';
import { cercaAvviso, cercaDovuti, contaVariazioni, leggiVariazioni } from './index.ts';

let mondo: Mondo;
let ente: EnteDiProva;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseNuovo());
  ente = await unEnte(mondo);
});
const worker = () => ctxDi(mondo, 'worker', ente.enteId);
const ufficio = () => ctxDi(mondo, 'ufficio', ente.enteId);

/** The horizon is the server's: the other tests write on it too, and it passes what was written here when they have ended. */
async function variazioni(cursore: Xid): ReturnType<typeof leggiVariazioni> {
  const { rows } = await sql<{ xid: string }>`select pg_current_xact_id()::text as xid`.execute(worker().db);
  const ultima = BigInt(rows[0]?.xid ?? 0);
  await expect.poll(async () => BigInt(await leggiOrizzonte(worker().db)) > ultima, { timeout: 15_000 }).toBe(true);
  return leggiVariazioni(worker(), cursore);
}

describe('a posizione is found', () => {
  const trova = async (testo: string): Promise<number> => {
    const filtro = {
      testo,
      tipoDovuto: '',
      daVerificare: false,
      tipiConsentiti: null,
      dopo: null,
      prima: null,
      quanti: 9,
    };
    return (await ufficio().tx((t) => cercaDovuti(t, { ...filtro, elenco: 'online' }))).length;
  };

  it('by any of its debtors and by the values of its metadata; its notice opens with the code of a coobbligato', async () => {
    const { dovuti } = await unaPosizione(worker(), DUE_MODI, {
      debitori: [
        { ruolo: 'coobbligato', tipo: 'F', codice: 'VRDFNC85T50G224X', anagrafica: 'Franca Verdi' },
        { ruolo: 'tutore', tipo: 'F', codice: 'BNCLRA75L41L219B', anagrafica: 'Laura Bianchi' },
      ],
      metadati: [
        { chiave: 'pratica', valore: 'SUAP-2026/77 Dehors', perPagopa: false },
        { chiave: 'lungo', valore: 'z'.repeat(3000), perPagopa: false },
      ],
    });
    await ricercaPronta(mondo, ente);
    for (const testo of [
      'vrdfnc85t50g224x',
      'franca ver',
      'BNCLRA75L41L219B',
      'suap-2026/77',
      'SUAP-2026/77 dehors',
      'dehors',
      'zzzz',
      'z'.repeat(2999),
    ])
      expect([testo, await trova(testo)]).toEqual([testo, 4]);
    for (const testo of ['ehors', 'dehors verdissimi', 'pratica'])
      expect([testo, await trova(testo)]).toEqual([testo, 0]);
    const portale = ctxDi(mondo, 'portale');
    const codice = dovuti[1]?.numeroAvviso ?? '';
    for (const codiceFiscale of ['RSSMRA80A01H501U', 'VRDFNC85T50G224X', 'BNCLRA75L41L219B'])
      expect((await cercaAvviso(portale, { codice, codiceFiscale })).map((a) => a.numeroAvviso)).toEqual([codice]);
    expect(await cercaAvviso(portale, { codice, codiceFiscale: 'NRELCU90M20F205R' })).toEqual([]);
  });
});

describe('the feed of what changed', () => {
  it('has one row for each iuv whose amount, date, state or IBAN changed, with how many times, and counts them', async () => {
    const cursore = await leggiOrizzonte(worker().db);
    const p = await unaPosizione(worker(), [unicaDi(30_000)]);
    const [d = expect.fail()] = p.dovuti;
    const atto = (versione: number) => ({ dovutoId: d.dovutoId, versione, motivo: 'x', tipiConsentiti: null });
    valoreDi(await rinviaDovuto(ufficio(), { ...atto(1), dataScadenza: giorno('2099-10-10') }));
    await unaPosizione(worker(), [unicaDi(1000)]);
    const { variazioni: lette, cursore: dopo } = await variazioni(cursore);
    expect(lette).toHaveLength(2);
    expect(lette.find((v) => v.iuvId === d.iuvId)).toMatchObject({
      ...{ enteId: ente.enteId, numeroAvviso: d.numeroAvviso, cambiamenti: 2, iban: false },
      ...{ importoCents: 30_000, dataScadenza: '2099-10-10' },
    });
    expect([await contaVariazioni(worker(), cursore), await contaVariazioni(worker(), dopo)]).toEqual([2, 0]);
    // Another causale changes nothing of what is paid.
    const modifica = {
      azione: 'M' as const,
      iud: d.iud,
      iuv: d.iuv,
      importo: 30_000,
      scadenza: '2099-10-10',
      causale: 'Altra',
    } as const;
    expect((await carica(worker(), [modifica]))[0]?.codice).toBeNull();
    expect((await variazioni(dopo)).variazioni).toEqual([]);
    valoreDi(await annullaDovuto(ufficio(), atto(3)));
    expect((await variazioni(dopo)).variazioni).toMatchObject([{ iuvId: d.iuvId, importoCents: null }]);
  });

  it('an account that changes its IBAN changes every open notice of its shares, from its day; the beneficiary’s too', async () => {
    const { dovuti } = await unaPosizione(worker(), [unicaDi(2000)]);
    const cursore = await leggiOrizzonte(worker().db);
    const validoDal = parseGiorno('2099-01-01') ?? expect.fail();
    const iban = 'IT92U9999901000000000090001';
    valoreDi(await registraIban(worker(), { contoId: ente.contoId, iban, validoDal }));
    const { variazioni: lette, cursore: dopo } = await variazioni(cursore);
    expect(lette.map((v) => v.iuvId)).toContain(dovuti[0]?.iuvId);
    expect(lette.every((v) => v.iban && v.ibanDal === validoDal && v.importoCents !== null)).toBe(true);
    const { rows } = await sql<{ quanti: number }>`
      select count(distinct iuv_id)::integer as quanti from posizioni.dovuto
       where ente_id = ${ente.enteId} and stato = 'da_pagare' and iuv_id is not null`.execute(worker().db);
    expect(lette).toHaveLength(rows[0]?.quanti ?? 0);
    const altra = {
      ...{
        importoCents: cents(5),
        codiceFiscale: '01234567897',
        denominazione: 'x',
        tassonomia: '9/0101101IM/',
        causale: 'x',
      },
      iban: 'IT60X0542811101000000123456',
    };
    const [d = expect.fail()] = dovuti;
    const modifica = {
      azione: 'M' as const,
      iud: d.iud,
      iuv: d.iuv,
      importo: 1995,
      altreQuote: [altra],
      scadenza: '2099-06-30',
    } satisfies RichiestaProva;
    expect((await carica(worker(), [modifica]))[0]?.codice).toBeNull();
    expect((await variazioni(dopo)).variazioni).toMatchObject([{ iuvId: d.iuvId, iban: true }]);
  });
});
