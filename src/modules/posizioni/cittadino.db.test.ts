import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CodiceFiscale } from '#kernel/codice-fiscale';
import { valoreDi } from '#kernel/esito';
import type { IuvId } from '#kernel/ids';
import { creaCtx, type Ctx, type Mondo } from '#platform/contesto';
import { DEBITORE } from '#support/carico';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { unaPersona } from '#support/portale';
import { DUE_MODI, dovutoDi, giorno, PROVA, unaPosizione, unicaDi } from '#support/posizioni';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import {
  annullaDovuto,
  avvisoMio,
  chiediRitiro,
  conAvviso,
  inserisciPosizione,
  lavori,
  posizioniAperte,
  riepilogaAperte,
  TUTTE_LE_APERTE,
} from './index.ts';
import type { FiltroAperte } from './index.ts';

let mondo: Mondo;
let uno: EnteDiProva;
let altro: EnteDiProva;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  [uno, altro] = [await unEnte(mondo), await unEnte(mondo, { segregazione: '02' })];
});

const di = (ente: EnteDiProva): Ctx => ctxDi(mondo, 'worker', ente.enteId);
const persona = (): CodiceFiscale => unaPersona().codiceFiscale;
const come = (codiceFiscale: CodiceFiscale): Ctx =>
  creaCtx(mondo, { ruolo: 'portale', attore: { tipo: 'cittadino', codiceFiscale } });
const debitore = (codice: string) => ({ debitore: { ...DEBITORE, codice } });

async function aperte(chi: CodiceFiscale, filtro: Partial<FiltroAperte> = {}, quante = 500) {
  return come(chi).tx((t) => posizioniAperte(t, { ...TUTTE_LE_APERTE, ...filtro }, quante));
}
const scadenze = async (chi: CodiceFiscale, filtro: Partial<FiltroAperte> = {}) =>
  (await aperte(chi, filtro)).aperte.map(({ avviso }) => avviso.dataScadenza);
const conScadenza = (scadenza: string | null, causale = 'Tassa rifiuti') => [
  { ...unicaDi(1000), dovuti: [dovutoDi(1000, scadenza, { causale, conAvviso: true })] },
];

describe('the open posizioni of a person', () => {
  it('are those of all enti, the latest date first, and what has no date last', async () => {
    const io = persona();
    await unaPosizione(di(uno), conScadenza('2098-01-01'), debitore(io));
    await unaPosizione(di(altro), conScadenza('2099-01-01'), debitore(io));
    await unaPosizione(di(uno), conScadenza(null), debitore(io));
    expect(await scadenze(io)).toEqual(['2099-01-01', '2098-01-01', null]);
    expect(await scadenze(io, { enteId: altro.enteId })).toEqual(['2099-01-01']);
    expect(await scadenze(io, { al: giorno('2098-12-31') })).toEqual(['2098-01-01']);
    expect(await scadenze(io, { dal: giorno('2098-02-01') })).toEqual(['2099-01-01']);
    expect(await scadenze(io, { tipo: 'ALTRO' })).toEqual([]);
    const { aperte: poche, altre } = await aperte(io, {}, 2);
    expect([poche.length, altre]).toEqual([2, true]);
  });

  it('are found by a piece of their causale, whatever is in it', async () => {
    const io = persona();
    await unaPosizione(di(uno), conScadenza('2098-01-01', 'Mensa 100% di Ada'), debitore(io));
    await unaPosizione(di(uno), conScadenza('2098-01-02', 'Retta'), debitore(io));
    expect(await scadenze(io, { causale: '100% DI' })).toEqual(['2098-01-01']);
    expect(await scadenze(io, { causale: '_' })).toEqual([]);
  });

  it('are asked with every way to pay them, and count once', async () => {
    const io = persona();
    await unaPosizione(di(uno), DUE_MODI, debitore(io));
    const trovate = (await aperte(io)).aperte;
    expect(trovate.map(({ opzione, forma, rata, rate }) => `${opzione} ${forma} ${rata}/${rate}`).toSorted()).toEqual([
      '1 unica 1/1',
      '2 piano 1/3',
      '2 piano 2/3',
      '2 piano 3/3',
    ]);
    expect(riepilogaAperte(trovate)).toEqual({ quante: 1, importoCents: 30_000 });
  });

  it('are also those in which they owe beside another, and never what is prepared, annulled or of an ente not yet working', async () => {
    const [io, primo] = [persona(), persona()];
    const insieme = {
      ...debitore(primo),
      debitori: [{ ruolo: 'coobbligato' as const, tipo: 'F' as const, codice: io, anagrafica: 'Ada Neri' }],
    };
    await unaPosizione(di(uno), conScadenza('2098-01-01'), insieme);
    await unaPosizione(di(uno), conScadenza('2098-01-02'), { ...debitore(io), bozza: true });
    const via = await unaPosizione(di(uno), conScadenza('2098-01-03'), debitore(io));
    const dovutoId = via.dovuti[0]?.dovutoId;
    if (dovutoId === undefined) throw new Error('no dovuto');
    valoreDi(await annullaDovuto(di(uno), { dovutoId, versione: 1, motivo: 'Prova', tipiConsentiti: null }));
    expect((await aperte(io)).aperte.map((a) => [a.come, a.avviso.dataScadenza])).toEqual([
      ['coobbligato', '2098-01-01'],
    ]);
    expect((await aperte(primo)).aperte.map((a) => a.come)).toEqual(['proprio']);
  });

  it('past a date that forbids to pay are shown so, and are not among those that can be paid now', async () => {
    const io = persona();
    valoreDi(
      await inserisciPosizione(
        di(uno),
        { ...debitore(io), opzioni: [{ ...unicaDi(700), validaAl: giorno('2021-01-01') }] },
        PROVA,
      ),
    );
    expect((await aperte(io)).aperte.map(({ avviso }) => avviso.stato)).toEqual(['scaduto']);
    expect(await scadenze(io, { pagabili: true })).toEqual([]);
  });
});

describe('a notice', () => {
  it('is of its debtor and of nobody else, also in the database', async () => {
    const [io, lei] = [persona(), persona()];
    await unaPosizione(di(uno), conScadenza('2098-01-01'), debitore(io));
    const iuvId = (await aperte(io)).aperte[0]?.avviso.iuvId as IuvId;
    expect(await come(io).tx((t) => avvisoMio(t, iuvId))).toEqual({
      enteId: uno.enteId,
      iuvId,
      come: 'proprio',
      spontaneo: false,
    });
    expect(await come(lei).tx((t) => avvisoMio(t, iuvId))).toBeNull();
    expect(await ctxDi(mondo, 'portale').tx((t) => avvisoMio(t, iuvId))).toBeNull();
    expect((await aperte(lei)).aperte).toEqual([]);
    for (const tabella of [
      'posizioni.v_del_cittadino',
      'posizioni.delega',
      'posizioni.posizione',
      'pagamenti.ricevuta',
    ])
      await expect(come(io).tx((t) => sql`select 1 from ${sql.table(tabella)}`.execute(t.db))).rejects.toThrow(
        /permission denied/,
      );
  });
});

describe('what waits for a carrello', () => {
  it('is shown, and is given a notice once, by who owes it and by nobody else', async () => {
    const [io, lei] = [persona(), persona()];
    const senza = [{ ...unicaDi(1000), dovuti: [dovutoDi(1000, '2098-01-01', { conAvviso: false })] }];
    const fatta = await unaPosizione(di(uno), senza, debitore(io));
    expect(fatta.dovuti[0]?.iuvId).toBeNull();
    const [aperta] = (await aperte(io)).aperte;
    if (aperta === undefined) throw new Error('it is not shown');
    expect([aperta.senzaAvviso, aperta.avviso.stato]).toEqual([fatta.dovuti[0]?.dovutoId, 'da_pagare']);
    const presso = (codiceFiscale: CodiceFiscale): Ctx =>
      creaCtx(mondo, { ruolo: 'portale', attore: { tipo: 'cittadino', codiceFiscale }, enteId: uno.enteId });
    expect(await conAvviso(presso(lei), aperta)).toBeNull();
    const suo = await conAvviso(presso(io), aperta);
    expect(suo?.enteId).toBe(uno.enteId);
    expect(await conAvviso(presso(io), aperta)).toEqual(suo);
    const [dopo] = (await aperte(io)).aperte;
    expect(dopo).toMatchObject({ senzaAvviso: null, avviso: { iuvId: suo?.iuvId, numeroAvviso: expect.any(String) } });
  });
});

describe('a notice that they asked for themselves', () => {
  const spontaneo = (codice: string) => ({
    ...debitore(codice),
    iupd: `S-${randomUUID().replaceAll('-', '')}`,
  });
  const lavora = (iuvId: IuvId) =>
    lavori.find(({ nome }) => nome === 'posizioni.ritira')?.esegui(di(uno), { enteId: uno.enteId, iuvId });

  it('is taken back by who asked for it, by nobody else, and only while nobody has paid it', async () => {
    const [io, lei] = [persona(), persona()];
    const fatta = await unaPosizione(di(uno), conScadenza('2098-01-01'), spontaneo(io));
    const iuvId = fatta.dovuti[0]?.iuvId as IuvId;
    expect(await chiediRitiro(come(lei), iuvId)).toMatchObject({ refusal: { codice: 'AVVISO_NON_TUO' } });
    expect((await aperte(io)).aperte.map(({ spontaneo: si }) => si)).toEqual([true]);
    expect(await chiediRitiro(come(io), iuvId)).toEqual({ ok: true, value: undefined });
    expect((await aperte(io)).aperte).toHaveLength(1);
    await lavora(iuvId);
    await lavora(iuvId);
    expect((await aperte(io)).aperte).toEqual([]);
    expect(await chiediRitiro(come(io), iuvId)).toMatchObject({ refusal: { codice: 'AVVISO_NON_RITIRABILE' } });
  });

  it('is not one that the ente made', async () => {
    const io = persona();
    const fatta = await unaPosizione(di(uno), conScadenza('2098-01-01'), debitore(io));
    const iuvId = fatta.dovuti[0]?.iuvId as IuvId;
    expect(await chiediRitiro(come(io), iuvId)).toMatchObject({ refusal: { codice: 'AVVISO_DELL_ENTE' } });
    // Whoever puts such a job in the queue annuls nothing of the ente's.
    await lavora(iuvId);
    expect((await aperte(io)).aperte).toHaveLength(1);
  });
});
