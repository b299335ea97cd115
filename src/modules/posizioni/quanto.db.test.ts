import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Esito } from '#kernel/esito';
import { valoreDi } from '#kernel/esito';
import type { Giorno } from '#kernel/giorno';
import type { DovutoId, OpzioneId, PosizioneId } from '#kernel/ids';
import { cents } from '#kernel/importo';
import {
  impostaGradini,
  impostaTermine,
  leggiAvviso,
  leggiDovuto,
  registraNotifica,
  sostituisciPosizione,
  type Avviso,
} from '#modules/posizioni';
import type { Ctx, Mondo } from '#platform/contesto';
import { carica } from '#support/carico';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { dovutiConAvviso, type DovutoDiProva } from '#support/quanto';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import type { Gradino } from './core/quanto.ts';

let ora = new Date('2026-11-20T09:00:00Z');
let mondo: Mondo;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva(), { orologio: () => ora });
});

const NESSUNO = '01990000-0000-7000-8000-000000000000';
const OGGI = '2026-11-20' as Giorno;
const g = (altro: Partial<Gradino> = {}): Gradino => ({
  ...{ genere: 'interessi', dal: OGGI, dopoGiorni: null, importoCents: cents(150), quota: 1 },
  ...altro,
});

async function uno(): Promise<{ ente: EnteDiProva; ctx: Ctx; d: DovutoDiProva }> {
  const ente = await unEnte(mondo);
  const ctx = ctxDi(mondo, 'ufficio', ente.enteId);
  const [d] = await dovutiConAvviso(ctxDi(mondo, 'worker', ente.enteId), [
    { iud: 'D1', importo: 10_000, scadenza: null },
  ]);
  if (d === undefined) throw new Error('no dovuto');
  return { ente, ctx, d };
}

const codice = (esito: Esito<unknown>): string => (esito.ok ? 'OK' : esito.refusal.codice);

async function letto(ente: EnteDiProva, d: DovutoDiProva): Promise<Avviso | null> {
  const { rows } = await sql<{ iuvId: string }>`
    select iuv_id as "iuvId" from posizioni.dovuto where ente_id = ${ente.enteId} and id = ${d.id}`.execute(
    ctxDi(mondo, 'worker').db,
  );
  return leggiAvviso(ctxDi(mondo, 'portale'), { enteId: ente.enteId, iuvId: rows[0]?.iuvId as never });
}

async function registro(ente: EnteDiProva): Promise<string[]> {
  const { rows } = await sql<{ azione: string }>`
    select azione from registro.atto where ente_id = ${ente.enteId} and azione ~ 'notificat|modificat' order by id`.execute(
    ctxDi(mondo, 'worker').db,
  );
  return rows.map((r) => r.azione);
}

describe('a notification', () => {
  it('is written once, corrected with what was there before, journalled, and in the history of each dovuto', async () => {
    const { ente, ctx, d } = await uno();
    const notifica = (giorno: string): ReturnType<typeof registraNotifica> =>
      registraNotifica(ctx, { posizioneId: d.posizioneId, giorno: giorno as Giorno });
    expect(valoreDi(await notifica('2026-11-10'))).toEqual({ prima: null });
    expect(valoreDi(await notifica('2026-11-10'))).toEqual({ prima: '2026-11-10' });
    expect(valoreDi(await notifica('2026-11-12'))).toEqual({ prima: '2026-11-10' });
    const intero = await ctx.tx((t) => leggiDovuto(t, { dovutoId: d.id, tipiConsentiti: null }));
    expect(intero?.storia.map((p) => [p.azione, p.versione, p.dettaglio])).toEqual([
      ['inserito', 1, null],
      ['notificato', 2, { giorno: '2026-11-10' }],
      ['notificato', 3, { giorno: '2026-11-12', prima: '2026-11-10' }],
    ]);
    expect(await registro(ente)).toEqual([
      'posizione.notificata',
      'dovuto.notificato',
      'posizione.notificata',
      'dovuto.notificato',
    ]);
  });

  it.each([
    ['2026-11-21', 'NOTIFICA_FUTURA'],
    ['2026-11-20', 'OK'],
    ['1989-12-31', 'NOTIFICA_TROPPO_VECCHIA'],
  ])('on %s: %s', async (giorno, atteso) => {
    const { ctx, d } = await uno();
    expect(codice(await registraNotifica(ctx, { posizioneId: d.posizioneId, giorno: giorno as Giorno }))).toBe(atteso);
  });

  it('of another ente is not there', async () => {
    const { d } = await uno();
    const altri = await uno();
    for (const posizioneId of [d.posizioneId, NESSUNO as PosizioneId])
      expect(codice(await registraNotifica(altri.ctx, { posizioneId, giorno: OGGI }))).toBe('POSIZIONE_NON_TROVATA');
  });
});

describe('terms and steps', () => {
  it.each<[string, (ctx: Ctx, d: DovutoDiProva) => Promise<Esito<unknown>>]>([
    ['OK', (ctx, d) => impostaTermine(ctx, { opzioneId: d.opzioneId, giorni: 5 })],
    ['TERMINE_NON_VALIDO', (ctx, d) => impostaTermine(ctx, { opzioneId: d.opzioneId, giorni: 0 })],
    ['TERMINE_NON_VALIDO', (ctx, d) => impostaTermine(ctx, { opzioneId: d.opzioneId, giorni: 1.5 })],
    ['OPZIONE_NON_TROVATA', (ctx) => impostaTermine(ctx, { opzioneId: NESSUNO as OpzioneId, giorni: 5 })],
    ['OK', (ctx, d) => impostaGradini(ctx, { dovutoId: d.id, gradini: [g(), g({ dal: null, dopoGiorni: 0 })] })],
    ['DOVUTO_SCONOSCIUTO', (ctx) => impostaGradini(ctx, { dovutoId: NESSUNO as DovutoId, gradini: [] })],
    ['GRADINO_NON_VALIDO', (ctx, d) => impostaGradini(ctx, { dovutoId: d.id, gradini: [g({ dopoGiorni: 1 })] })],
    ['GRADINO_NON_VALIDO', (ctx, d) => impostaGradini(ctx, { dovutoId: d.id, gradini: [g({ dal: null })] })],
    [
      'GRADINO_NON_VALIDO',
      (ctx, d) => impostaGradini(ctx, { dovutoId: d.id, gradini: [g({ importoCents: cents(0) })] }),
    ],
    ['GRADINO_NON_VALIDO', (ctx, d) => impostaGradini(ctx, { dovutoId: d.id, gradini: [g({ quota: 2 })] })],
    [
      'GRADINO_NON_VALIDO',
      (ctx, d) => impostaGradini(ctx, { dovutoId: d.id, gradini: Array.from({ length: 21 }, () => g()) }),
    ],
    [
      'GRADINI_TROPPO_GRANDI',
      (ctx, d) => impostaGradini(ctx, { dovutoId: d.id, gradini: [g({ importoCents: cents(99_999_999_999) })] }),
    ],
  ])('%s', async (atteso, fai) => {
    const { ctx, d } = await uno();
    expect(codice(await fai(ctx, d))).toBe(atteso);
  });

  it('are not for what is not asked any more', async () => {
    const { ente, ctx, d } = await uno();
    await sql`update posizioni.dovuto set stato = 'annullato' where ente_id = ${ente.enteId} and id = ${d.id}`.execute(
      ctxDi(mondo, 'worker').db,
    );
    expect(codice(await impostaGradini(ctx, { dovutoId: d.id, gradini: [g()] }))).toBe('DOVUTO_NON_PIU_CHIESTO');
  });

  it('are what the citizen reads, with how the amount is reached; taken back, nothing is added', async () => {
    const { ente, ctx, d } = await uno();
    expect(await letto(ente, d)).toMatchObject({ importoCents: 10_000, righe: [{ genere: 'importo' }] });
    valoreDi(await impostaGradini(ctx, { dovutoId: d.id, gradini: [g()] }));
    valoreDi(await impostaTermine(ctx, { opzioneId: d.opzioneId, giorni: 5 }));
    valoreDi(await registraNotifica(ctx, { posizioneId: d.posizioneId, giorno: OGGI }));
    expect(await letto(ente, d)).toMatchObject({
      ...{ stato: 'da_pagare', importoCents: 10_150, dataScadenza: '2026-11-25', dovuti: [{ importoCents: 10_150 }] },
      righe: [
        { genere: 'importo', importoCents: 10_000 },
        { genere: 'interessi', importoCents: 150, dal: OGGI },
      ],
    });
    const prima = ora;
    ora = new Date('2026-11-25T23:00:00Z');
    expect(await letto(ente, d)).toMatchObject({ stato: 'scaduto', dataScadenza: '2026-11-25' });
    ora = prima;
    valoreDi(await impostaGradini(ctx, { dovutoId: d.id, gradini: [] }));
    expect(await letto(ente, d)).toMatchObject({ importoCents: 10_000, righe: [{ genere: 'importo' }] });
  });
});

describe('what grows with the days', () => {
  it('is not divided in a new plan, and does not come back with an IUD that is sent again', async () => {
    const { ente, ctx, d } = await uno();
    valoreDi(await impostaGradini(ctx, { dovutoId: d.id, gradini: [g()] }));
    const piano = await sostituisciPosizione(ctx, {
      ...{
        opzioneId: d.opzioneId,
        dovuti: [{ id: d.id, versione: 2 }],
        forma: 'piano',
        motivo: 'x',
        tipiConsentiti: null,
      },
      rate: [5000, 5000].map((n) => ({ importoCents: cents(n), dataScadenza: null })),
    });
    expect(codice(piano)).toBe('DOVUTO_CHE_CRESCE');
    const worker = ctxDi(mondo, 'worker', ente.enteId);
    const inviato = { iud: 'D1', importo: 4000, scadenza: null };
    await carica(worker, [{ ...inviato, azione: 'A', iuv: d.iuv }]);
    await carica(worker, [inviato]);
    expect((await letto(ente, d))?.importoCents).toBe(4000);
  });
});

describe('the database says no too', () => {
  const prova = (testo: string): ((ente: EnteDiProva, d: DovutoDiProva) => Promise<unknown>) => {
    const valori = `insert into posizioni.gradino (ente_id, dovuto_id, ordine, genere, dal, dopo_giorni, importo_cents, quota)`;
    return (ente, d) =>
      sql
        .raw(
          testo
            .replace('GRADINO', `${valori} values ('${ente.enteId}', '${d.id}',`)
            .replaceAll('ENTE', `'${ente.enteId}'`)
            .replaceAll('DOVUTO', `'${d.id}'`),
        )
        .execute(ctxDi(mondo, 'worker').db);
  };
  it.each([
    ['a step with no day', `GRADINO 1, 'interessi', null, null, 1, 1)`, /gradino_check/],
    ['a step with two', `GRADINO 1, 'interessi', '2026-01-01', 1, 1, 1)`, /gradino_check/],
    ['a step of nothing', `GRADINO 1, 'interessi', '2026-01-01', null, 0, 1)`, /gradino_importo/],
    ['a step of no kind', `GRADINO 1, 'altro', '2026-01-01', null, 1, 1)`, /gradino_genere/],
    ['steps beyond a payment', `GRADINO 1, 'interessi', '2026-01-01', null, 99999999999, 1)`, /more than a payment/],
    [
      'a term of no days',
      `update posizioni.opzione set giorni_dalla_notifica = 0 where ente_id = ENTE`,
      /giorni_dalla_notifica/,
    ],
    [
      'a notification of another age',
      `update posizioni.posizione set notificata_il = '1026-01-01' where ente_id = ENTE`,
      /notificata_il/,
    ],
    [
      'a quotation by hand',
      `insert into posizioni.quotazione (ente_id, dovuto_id, versione, chiesta_il, valida_fino, importo_cents)
                             values (ENTE, DOVUTO, 1, now(), now() + '1 minute', 1)`,
      /permission denied/,
    ],
  ])('to %s', async (_, testo, atteso) => {
    const { ente, d } = await uno();
    await expect(prova(testo)(ente, d)).rejects.toThrow(atteso);
  });
});

describe('asked for by a person who has looked', () => {
  it('is refused without a reason, for a kind that is not theirs, or where something is another by now', async () => {
    const { ctx, d } = await uno();
    const visti = [{ id: d.id, versione: d.versione }];
    const aMano = { visti, motivo: 'Raccomandata 7', tipiConsentiti: null };
    const notifica = (altro: object): Promise<Esito<unknown>> =>
      registraNotifica(ctx, { posizioneId: d.posizioneId, giorno: OGGI }, { ...aMano, ...altro });
    expect(codice(await notifica({ motivo: ' ' }))).toBe('MOTIVO_MANCANTE');
    expect(codice(await notifica({ tipiConsentiti: [] }))).toBe('OPERATORE_NON_ABILITATO');
    expect(codice(await notifica({ visti: [] }))).toBe('CONFLITTO');
    expect(codice(await notifica({}))).toBe('OK');
    expect(codice(await impostaTermine(ctx, { opzioneId: d.opzioneId, giorni: 5 }, aMano))).toBe('CONFLITTO');
    const dopo = { ...aMano, visti: [{ id: d.id, versione: d.versione + 1 }] };
    expect(codice(await impostaTermine(ctx, { opzioneId: d.opzioneId, giorni: 5 }, dopo))).toBe('OK');
    expect(codice(await impostaGradini(ctx, { dovutoId: d.id, gradini: [g()] }, dopo))).toBe('CONFLITTO');
    const intero = await ctx.tx((t) => leggiDovuto(t, { dovutoId: d.id, tipiConsentiti: null }));
    expect(intero?.storia.slice(1).map((p) => [p.dettaglio, p.motivo])).toEqual([
      [{ giorno: OGGI }, 'Raccomandata 7'],
      [{ giorniDallaNotifica: 5 }, 'Raccomandata 7'],
    ]);
  });
});
