import { sql } from 'kysely';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { cents } from '#kernel/importo';
import { leggiDovuto, leggiVariazioni } from '#modules/posizioni';
import { leggiAtti } from '#modules/registro';
import type { Mondo } from '#platform/contesto';
import { XID_INIZIO } from '#platform/db/orizzonte';
import { unDovuto } from '#support/carico';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import {
  codice,
  incassa,
  inPagamento,
  nuovoDovuto,
  quandoAspetta,
  statiDi,
  versioneDi,
  type DovutoNuovo,
} from '#support/incassi';
import { dovutiDi, DUE_MODI, giorno, unaPosizione } from '#support/posizioni';
import { consegna, ricevutaLetta } from '#support/ricevute';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import {
  apriFonti,
  leggiConfigurazioneNodo,
  registraIncasso,
  scorriIncassati,
  scorriPagati,
  verificaAvviso,
} from './index.ts';

let mondo: Mondo;
let ente: EnteDiProva;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ente = await unEnte(mondo);
});
const worker = (di = ente) => ctxDi(mondo, 'worker', di.enteId);
const ufficio = (di = ente) => ctxDi(mondo, 'ufficio', di.enteId);

async function verifica(numeroAvviso: string, di = ente): Promise<string> {
  const ctx = ctxDi(mondo, 'nodo');
  const stazione = (await leggiConfigurazioneNodo(ctx)).find((s) => s.enteId === di.enteId);
  if (stazione === undefined) throw new Error('no station');
  const esito = await verificaAvviso(apriFonti(mondo), { stazione, numeroAvviso, now: ctx.now, oggi: ctx.oggi });
  return esito.ok ? String(esito.value.importoCents) : esito.refusal.codice;
}

/** What the lists of paid say of an ente: with their receipt, and outside pagoPA. */
async function esportati(di: EnteDiProva): Promise<string[]> {
  const { oggi } = worker();
  const filtro = {
    quando: { dal: giorno('2026-01-01'), al: oggi },
    tipoDovuto: '',
    tipiConsentiti: null,
    conRicevuta: false,
  };
  return worker(di).tx(async (t) => {
    const letti: string[] = [];
    for await (const pagina of scorriPagati(t, filtro))
      letti.push(...pagina.map((p) => `pagoPA ${p.iud} ${p.quotaCents}`));
    for await (const pagina of scorriIncassati(t, filtro))
      letti.push(...pagina.map((p) => `${p.mezzo} ${p.iud} ${p.importoCents}`));
    return letti;
  });
}

const DETTO = {
  ...{ giorno: giorno('2026-11-19'), mezzo: 'contanti', riferimento: 'x', nota: '', ancheDiverso: false },
  tipiConsentiti: null,
};
const ricevuta = (d: DovutoNuovo, importo: number, receiptId: string, di = ente) =>
  ricevutaLetta(di, { ...d, importo, receiptId });

describe('money got outside pagoPA', () => {
  it('pays the dovuto: history, registro, the Nodo and the feed say so; said again it is done already', async () => {
    const d = await nuovoDovuto(mondo, ente, { iud: 'INC1', importo: 5000 });
    const nota = 'Contanti allo sportello';
    expect(codice(await incassa(mondo, ente, d, { importo: 5000, nota }))).toBeNull();
    expect(await statiDi(mondo, ente, ['INC1'])).toEqual(['INC1 pagato 5000']);
    expect(await verifica(d.numeroAvviso)).toBe('PAGAMENTO_DUPLICATO');
    const letto = await ufficio().tx((t) => leggiDovuto(t, { dovutoId: d.dovutoId, tipiConsentiti: null }));
    expect(letto?.storia.at(-1)).toMatchObject({
      azione: 'pagato',
      motivo: nota,
      dettaglio: { incasso: { giorno: '2026-11-19', mezzo: 'contanti', riferimento: 'Ricevuta 12' } },
    });
    const atti = await ufficio().tx((t) =>
      leggiAtti(t, { oggetto: null, oggettoId: d.dovutoId, dopo: null, prima: null, quanti: 1 }),
    );
    expect(atti[0]?.azione).toBe('dovuto.incassato');
    // Behind the horizon: whoever else writes on this server may hold it back for a while.
    await vi.waitFor(async () => {
      const { variazioni } = await leggiVariazioni(worker(), XID_INIZIO);
      expect(variazioni.find((v) => v.enteId === ente.enteId && v.iuv === d.iuv)).toMatchObject({ importoCents: null });
    }, 30_000);
    expect(codice(await incassa(mondo, ente, d, { importo: 5000 }))).toBeNull();
    expect(codice(await incassa(mondo, ente, d, { importo: 5000, riferimento: 'altro' }))).toBe('DOVUTO_PAGATO');
    expect(await esportati(ente)).toContain('contanti INC1 5000');
    expect((await esportati(ente)).filter((r) => r.includes('INC1'))).toHaveLength(1);
  });

  it('closes the other ways to pay; of another amount only if whoever registers it knows', async () => {
    const p = await unaPosizione(worker(), DUE_MODI);
    const [unica, rata] = p.dovuti;
    if (unica === undefined || rata === undefined) return expect.fail();
    const d = { dovutoId: rata.dovutoId, iuv: rata.iuv ?? '', numeroAvviso: rata.numeroAvviso ?? '' };
    expect(codice(await incassa(mondo, ente, d, { importo: 9000 }))).toBe('PAGATO_IMPORTO_DIVERSO');
    expect(codice(await incassa(mondo, ente, d, { importo: 9000, ancheDiverso: true }))).toBeNull();
    expect(await dovutiDi(worker(), p)).toEqual([
      '1.1 estinto 30000',
      '2.1 pagato 10000',
      '2.2 da_pagare 10000',
      '2.3 da_pagare 10000',
    ]);
    const { rows } = await sql<{ r: string }>`select pagato_cents || ' ' || array_to_string(da_verificare, ',') as r
      from posizioni.dovuto where id = ${d.dovutoId}`.execute(worker().db);
    expect(rows[0]?.r).toBe('9000 importo_diverso');
  });

  it('is refused in words for what is paid, annulled, being paid, changed meanwhile or not theirs', async () => {
    const d = await nuovoDovuto(mondo, ente, { iud: 'INC2', importo: 100 });
    await inPagamento(mondo, ente, d);
    expect(codice(await incassa(mondo, ente, d, { importo: 100 }))).toBe('DOVUTO_IN_PAGAMENTO');
    const e = await nuovoDovuto(mondo, ente, { iud: 'INC3', importo: 100 });
    expect(codice(await incassa(mondo, ente, e, { importo: 100, versione: 9 }))).toBe('CONFLITTO');
    expect(codice(await incassa(mondo, ente, e, { importo: 100, tipiConsentiti: [] }))).toBe('OPERATORE_NON_ABILITATO');
    expect(codice(await incassa(mondo, await unEnte(mondo), e, { importo: 100, versione: 1 }))).toBe(
      'DOVUTO_NON_TROVATO',
    );
    await consegna(mondo, ente, ricevuta(e, 100, 'inc3'));
    expect(codice(await incassa(mondo, ente, e, { importo: 100 }))).toBe('DOVUTO_PAGATO');
    // A dovuto still asked for under an iuv that a receipt has paid.
    const f = await nuovoDovuto(mondo, ente, { iud: 'INC4', importo: 100 });
    await sql`update posizioni.dovuto as d set iuv_id = x.iuv_id, ordine = 2 from posizioni.dovuto as x
               where d.id = ${f.dovutoId} and x.id = ${e.dovutoId}`.execute(worker().db);
    expect(codice(await incassa(mondo, ente, f, { importo: 100 }))).toBe('DOVUTO_CON_RICEVUTA');
  });

  it.each([
    ['INCASSO_GIORNO_FUTURO', { giorno: giorno('2099-01-01') }],
    ['INCASSO_GIORNO_TROPPO_VECCHIO', { giorno: giorno('0206-11-01') }],
    ['INCASSO_MEZZO_MANCANTE', { mezzo: 'baratto' }],
    ['INCASSO_RIFERIMENTO_MANCANTE', { riferimento: ' ' }],
    ['INCASSO_NOTA_TROPPO_LUNGA', { nota: 'x'.repeat(501) }],
    ['INCASSO_IMPORTO_NON_VALIDO', { importo: 0 }],
  ])('%s', async (atteso, detto) => {
    const d = await nuovoDovuto(mondo, ente, { iud: `I-${atteso.slice(8, 38)}`, importo: 100 });
    expect(codice(await incassa(mondo, ente, d, { importo: 100, ...detto }))).toBe(atteso);
  });

  it('pays what has no notice, and what is paid under one iuv as one', async () => {
    await unDovuto(worker(), { iud: 'ALTRO', importo: 1 });
    const senza = await nuovoDovuto(mondo, ente, { iud: 'NIUV', importo: 700, generaIuv: false });
    expect(codice(await incassa(mondo, ente, senza, { importo: 700 }))).toBeNull();
    const a = await nuovoDovuto(mondo, ente, { iud: 'INS1', importo: 300 });
    const b = await nuovoDovuto(mondo, ente, { iud: 'INS2', importo: 200 });
    await sql`update posizioni.dovuto as d set iuv_id = x.iuv_id, ordine = 2 from posizioni.dovuto as x
               where d.id = ${b.dovutoId} and x.id = ${a.dovutoId}`.execute(worker().db);
    expect(codice(await incassa(mondo, ente, b, { importo: 500 }))).toBeNull();
    expect(await statiDi(mondo, ente, ['NIUV', 'INS1', 'INS2'])).toEqual([
      'INS1 pagato 300',
      'INS2 pagato 200',
      'NIUV pagato 700',
    ]);
  });
});

describe('a receipt for what was paid outside pagoPA', () => {
  it('is accepted, and is money to give back; another one is a duplicate', async () => {
    const d = await nuovoDovuto(mondo, ente, { iud: 'DOPO1', importo: 1000 });
    await incassa(mondo, ente, d, { importo: 1000 });
    expect(await consegna(mondo, ente, ricevuta(d, 1000, 'poi1'))).toMatchObject({ risposta: 'OK' });
    expect(await consegna(mondo, ente, ricevuta(d, 1000, 'poi1'))).toMatchObject({ risposta: 'OK' });
    expect(await consegna(mondo, ente, ricevuta(d, 1000, 'poi2'))).toMatchObject({ risposta: 'RICEVUTA_DUPLICATA' });
    const { rows } = await sql<{ r: string }>`select concat_ws(' ', receipt_id, genere, da_rimborsare) as r
      from pagamenti.ricevuta where ente_id = ${ente.enteId} and receipt_id like 'poi%' order by 1`.execute(
      worker().db,
    );
    expect(rows.map((x) => x.r)).toEqual(['poi1 seconda t', 'poi2 seconda t']);
    expect((await esportati(ente)).filter((r) => r.includes('DOPO1'))).toEqual(['contanti DOPO1 1000']);
  });

  it.each(['the receipt', 'the clerk', 'neither'])('at the same instant, when %s has written first', async (primo) => {
    const altro = await unEnte(mondo);
    const d = await nuovoDovuto(mondo, altro, { iud: 'INSIEME', importo: 1000 });
    const incasso = () => incassa(mondo, altro, d, { importo: 1000 });
    const porta = (insieme?: () => Promise<void>) =>
      consegna(mondo, altro, ricevuta(d, 1000, 'insieme', altro), insieme);
    const versione = await versioneDi(mondo, d.dovutoId);
    // The second one begins when the first has written and not committed: only the locks can make it wait.
    const altri: { incasso?: ReturnType<typeof incasso>; porta?: ReturnType<typeof porta> } = {};
    if (primo === 'the receipt')
      altri.porta = porta(async () => {
        altri.incasso = incasso();
        await quandoAspetta(mondo);
      });
    if (primo === 'the clerk')
      altri.incasso = ufficio(altro).tx(async (t) => {
        const fatto = await registraIncasso(t, { ...DETTO, dovutoId: d.dovutoId, versione, importoCents: cents(1000) });
        altri.porta = porta();
        await quandoAspetta(mondo);
        return fatto;
      });
    if (primo === 'neither') [altri.porta, altri.incasso] = [porta(), incasso()];
    await (altri.porta ?? altri.incasso);
    const [consegnata, incassato] = [await altri.porta, await altri.incasso];
    if (consegnata === undefined || incassato === undefined) return expect.fail();
    expect(consegnata.risposta).toBe('OK');
    expect(await statiDi(mondo, altro, ['INSIEME'])).toEqual(['INSIEME pagato 1000']);
    const { rows } = await sql<{ n: number }>`select count(*)::integer as n from pagamenti.ricevuta
      where ente_id = ${altro.enteId} and da_rimborsare`.execute(worker(altro).db);
    // Either the receipt paid it and the clerk was told, or the clerk did and the receipt is to be given back.
    expect([codice(incassato), await esportati(altro), rows[0]?.n]).toEqual(
      codice(incassato) === null ? [null, ['contanti INSIEME 1000'], 1] : ['DOVUTO_PAGATO', ['pagoPA INSIEME 1000'], 0],
    );
    if (primo !== 'neither') expect(codice(incassato)).toBe(primo === 'the receipt' ? 'DOVUTO_PAGATO' : null);
  });
});

describe('whoever goes round the acts', () => {
  const scrivi = (d: DovutoNuovo, parti: { importo?: number; giorno?: string } = {}) =>
    ufficio().tx(async (t) => {
      await sql`
        insert into pagamenti.incasso (ente_id, dovuto_id, giorno, mezzo, riferimento, importo_cents, registrato_il, registrato_da)
        values (${ente.enteId}, ${d.dovutoId}, ${parti.giorno ?? '2026-11-01'}, 'pos', 'x', ${parti.importo ?? 100},
          ${t.now}, 'x')`.execute(t.db);
    });

  it('is refused by the database', async () => {
    const aperto = await nuovoDovuto(mondo, ente, { iud: 'GIRO1', importo: 100 });
    await expect(scrivi(aperto)).rejects.toThrow('not paid for that amount');
    const pagato = await nuovoDovuto(mondo, ente, { iud: 'GIRO2', importo: 100 });
    await consegna(mondo, ente, ricevuta(pagato, 100, 'giro2'));
    await expect(scrivi(pagato)).rejects.toThrow('has a receipt');
    await expect(scrivi(pagato, { giorno: '2099-01-01' })).rejects.toThrow('incasso_non_futuro');
    const incassato = await nuovoDovuto(mondo, ente, { iud: 'GIRO3', importo: 100 });
    await incassa(mondo, ente, incassato, { importo: 100 });
    await expect(scrivi(incassato)).rejects.toThrow('incasso_ente_id_dovuto_id_key');
    await expect(
      ufficio().tx((t) => sql`update pagamenti.incasso set importo_cents = 1`.execute(t.db)),
    ).rejects.toThrow('permission denied');
  });

  it('and another ente sees none of it', async () => {
    const { rows } = await ufficio(await unEnte(mondo)).tx((t) => sql`select 1 from pagamenti.incasso`.execute(t.db));
    expect(rows).toEqual([]);
    const valori = { giorno: giorno('2026-11-01'), mezzo: 'pos', riferimento: 'x', nota: '', importoCents: cents(1) };
    const di = { dovutoId: '01900000-0000-7000-8000-000000000000' as never, versione: 1, ancheDiverso: false };
    const esito = await registraIncasso(ufficio(), { ...valori, ...di, tipiConsentiti: null });
    expect(codice(esito)).toBe('DOVUTO_NON_TROVATO');
  });
});
