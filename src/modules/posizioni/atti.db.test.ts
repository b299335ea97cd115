import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DovutoId, OpzioneId } from '#kernel/ids';
import { cents } from '#kernel/importo';
import { leggiAtti } from '#modules/registro';
import type { Mondo } from '#platform/contesto';
import { carica } from '#support/carico';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { contiSbagliati, dovutiDi, dovutoDi, giorno, pianoDi, unaPosizione, unicaDi } from '#support/posizioni';
import { consegna, ricevutaLetta } from '#support/ricevute';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { annullaDovuto, cambiaImporto, rimettiInRiscossione, rinviaDovuto } from './acts/dovuto.ts';
import type { PosizioneInserita } from './acts/inserisci.ts';
import type { AttoDovuto } from './core/atti.ts';
import type { NuovoDovuto } from './core/nuova.ts';
import { sostituisciPosizione } from './acts/sostituisci.ts';
import { ripartisci } from './core/ripartisci.ts';

let mondo: Mondo;
let ente: EnteDiProva;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ente = await unEnte(mondo);
});
const worker = (di = ente) => ctxDi(mondo, 'worker', di.enteId);
const ufficio = (di = ente) => ctxDi(mondo, 'ufficio', di.enteId);

type Nuovo = PosizioneInserita['dovuti'][number];
const di = (p: PosizioneInserita, n: number): Nuovo => p.dovuti[n] ?? expect.fail();

async function versione({ dovutoId }: Nuovo): Promise<number> {
  const { rows } = await sql<{ v: number }>`select versione as v from posizioni.dovuto where id = ${dovutoId}`.execute(
    worker().db,
  );
  return rows[0]?.v ?? 0;
}

async function atto<A extends object>(d: Nuovo, altro: A = {} as A): Promise<AttoDovuto & A> {
  return { dovutoId: d.dovutoId, versione: await versione(d), motivo: 'Rettifica', tipiConsentiti: null, ...altro };
}
const PROVINCIA = {
  ...{ codiceFiscale: '01234567897', denominazione: 'Provincia', tassonomia: '9/0101101IM/', causale: 'x' },
  iban: 'IT60X0542811101000000123456',
};
const codice = (esito: { ok: true } | { ok: false; refusal: { codice: string } }) =>
  esito.ok ? null : esito.refusal.codice;

let ricevute = 0;
async function paga(d: Nuovo, importo: number, a = ente): Promise<void> {
  ricevute += 1;
  const { iuv, numeroAvviso } = d;
  await consegna(mondo, a, ricevutaLetta(a, { iuv: iuv ?? '', numeroAvviso, importo, receiptId: `atti${ricevute}` }));
}

async function inPagamento({ numeroAvviso }: Nuovo): Promise<void> {
  await sql`insert into registro.attivazione (istante, dominio, numero_avviso)
            values (clock_timestamp(), ${ente.codiceFiscale}, ${numeroAvviso})`.execute(ctxDi(mondo, 'nodo').db);
}

async function storia({ dovutoId }: Nuovo): Promise<string[]> {
  const { rows } = await sql<{ passo: string }>`
    select concat_ws(' ', azione, versione, importo_cents, data_scadenza, motivo, prima ->> 'importoCents',
                     prima ->> 'dataScadenza') as passo
      from posizioni.storia where dovuto_id = ${dovutoId} order by id`.execute(worker().db);
  return rows.map((r) => r.passo);
}

describe('an act on a dovuto', () => {
  it('annuls it, postpones it, asks for it again, changes its amount: one history, with reason and what was before', async () => {
    const p = await unaPosizione(worker(), [unicaDi(30_000)]);
    const d = di(p, 0);
    expect(codice(await rinviaDovuto(ufficio(), await atto(d, { dataScadenza: giorno('2099-09-30') })))).toBeNull();
    expect(codice(await cambiaImporto(ufficio(), await atto(d, { importoCents: cents(25_000) })))).toBeNull();
    expect(codice(await annullaDovuto(ufficio(), await atto(d)))).toBeNull();
    expect(codice(await rimettiInRiscossione(ufficio(), await atto(d, { dataScadenza: null })))).toBeNull();
    expect(await storia(d)).toEqual([
      'inserito 1 30000 2099-06-30',
      'modificato 2 30000 2099-09-30 Rettifica 30000 2099-06-30',
      'modificato 3 25000 2099-09-30 Rettifica 30000 2099-09-30',
      'annullato 4 25000 2099-09-30 Rettifica 25000 2099-09-30',
      'ripreso 5 25000 2099-09-30 Rettifica 25000 2099-09-30',
    ]);
    const atti = await worker().tx((t) =>
      leggiAtti(t, { oggetto: null, oggettoId: d.dovutoId, dopo: null, prima: null, quanti: 9 }),
    );
    expect(atti.map((a) => a.azione).toReversed()).toEqual([
      'dovuto.nuovo',
      'dovuto.rinviato',
      'dovuto.importo_cambiato',
      'dovuto.annullato',
      'dovuto.rimesso',
    ]);
  });

  it('is refused with a code, and changes nothing', async () => {
    const p = await unaPosizione(worker(), [pianoDi([100, 200, 300, 400])]);
    const [prima, seconda, terza, quarta] = [di(p, 0), di(p, 1), di(p, 2), di(p, 3)];
    await paga(prima, 100);
    await inPagamento(quarta);
    await annullaDovuto(ufficio(), await atto(terza));
    const stato = await dovutiDi(worker(), p);
    expect(codice(await annullaDovuto(ufficio(), await atto(prima)))).toBe('DOVUTO_PAGATO');
    expect(codice(await annullaDovuto(ufficio(), await atto(terza)))).toBe('DOVUTO_CHIUSO');
    expect(codice(await annullaDovuto(ufficio(), await atto(quarta)))).toBe('DOVUTO_IN_PAGAMENTO');
    expect(codice(await annullaDovuto(ufficio(), await atto(seconda, { motivo: ' ' })))).toBe('MOTIVO_MANCANTE');
    expect(codice(await annullaDovuto(ufficio(), await atto(seconda, { versione: 9 })))).toBe('CONFLITTO');
    expect(codice(await annullaDovuto(ufficio(), await atto(seconda, { tipiConsentiti: [] })))).toBe(
      'OPERATORE_NON_ABILITATO',
    );
    const altrove = ufficio(await unEnte(mondo));
    expect(codice(await annullaDovuto(altrove, await atto(seconda)))).toBe('DOVUTO_NON_TROVATO');
    expect(codice(await rinviaDovuto(ufficio(), await atto(seconda, { dataScadenza: giorno('2020-01-01') })))).toBe(
      'SCADENZA_PASSATA',
    );
    expect(codice(await rinviaDovuto(ufficio(), await atto(seconda, { dataScadenza: giorno('2099-12-01') })))).toBe(
      'RATE_NON_IN_ORDINE',
    );
    expect(codice(await rinviaDovuto(ufficio(), await atto(seconda, { dataScadenza: giorno('2099-02-15') })))).toBe(
      'NULLA_DA_CAMBIARE',
    );
    expect(codice(await cambiaImporto(ufficio(), await atto(seconda, { importoCents: cents(0) })))).toBe(
      'IMPORTO_NON_VALIDO',
    );
    const quote = [{ indice: 1, importoCents: cents(1) }];
    expect(codice(await cambiaImporto(ufficio(), await atto(seconda, { importoCents: cents(2), quote })))).toBe(
      'QUOTE_NON_TORNANO',
    );
    expect(codice(await rimettiInRiscossione(ufficio(), await atto(seconda, { dataScadenza: null })))).toBe(
      'DOVUTO_NON_ANNULLATO',
    );
    expect(await dovutiDi(worker(), p)).toEqual(stato);
  });

  it('shares the new amount in proportion or as it is told; a stamp stays what it is', async () => {
    const altra = { ...PROVINCIA, importoCents: cents(1000) };
    const bollo = { hashDocumento: 'x3mPn0VdXv6QEnhjWMFPwuyWOlIyzLGSYnAyYqPYXUQ=', provincia: 'PD' };
    const altreQuote = [altra, { ...altra, importoCents: cents(1600), iban: null, bollo }];
    const voce = { ufficio: null, accertamento: null };
    const bilancio = [60, 40].map((n) => ({ ...voce, capitolo: String(n), importoCents: cents(n * 30) }));
    const p = await unaPosizione(worker(), [
      { forma: 'unica', dovuti: [dovutoDi(5600, null, { altreQuote, bilancio })] },
    ]);
    const d = di(p, 0);
    const quote = async () => {
      const { rows } = await sql<{ q: string }>`
        select concat_ws(' ', importo_cents, (select string_agg(v ->> 'importoCents', '+') from jsonb_array_elements(bilancio) as v)) as q
          from posizioni.quota where dovuto_id = ${d.dovutoId} order by indice`.execute(worker().db);
      return rows.map((r) => r.q);
    };
    expect(await quote()).toEqual(['3000 1800+1200', '1000', '1600']);
    expect(codice(await cambiaImporto(ufficio(), await atto(d, { importoCents: cents(3600) })))).toBeNull();
    expect(await quote()).toEqual(['1500 900+600', '500', '1600']);
    const date = [1000, 1000, 1600].map((n, i) => ({ indice: i + 1, importoCents: cents(n) }));
    expect(
      codice(await cambiaImporto(ufficio(), await atto(d, { importoCents: cents(3600), quote: date }))),
    ).toBeNull();
    expect(await quote()).toEqual(['1000 600+400', '1000', '1600']);
    const toccata = [999, 1000, 1601].map((n, i) => ({ indice: i + 1, importoCents: cents(n) }));
    expect(codice(await cambiaImporto(ufficio(), await atto(d, { importoCents: cents(3600), quote: toccata })))).toBe(
      'BOLLO_NON_DIVISIBILE',
    );
    const nuova = { opzioneId: d.opzioneId, dovuti: [], forma: 'unica', motivo: 'x', tipiConsentiti: null } as const;
    const rate = [{ importoCents: cents(3600), dataScadenza: null }];
    expect(codice(await sostituisciPosizione(ufficio(), { ...nuova, rate }))).toBe('BOLLO_NON_DIVISIBILE');
  });

  it('changes with the amount of one way that of the others', async () => {
    const p = await unaPosizione(worker(), [
      unicaDi(30_000),
      pianoDi([10_000, 10_000, 10_000]),
      pianoDi([15_500, 15_500], 1000),
    ]);
    expect(codice(await cambiaImporto(ufficio(), await atto(di(p, 0), { importoCents: cents(27_000) })))).toBeNull();
    expect(await dovutiDi(worker(), p)).toEqual([
      '1.1 da_pagare 27000',
      '2.1 da_pagare 9000',
      '2.2 da_pagare 9000',
      '2.3 da_pagare 9000',
      '3.1 da_pagare 14000',
      '3.2 da_pagare 14000',
    ]);
    await paga(di(p, 1), 9000);
    expect(codice(await cambiaImporto(ufficio(), await atto(di(p, 2), { importoCents: cents(8000) })))).toBeNull();
    expect(await contiSbagliati(worker(), p)).toEqual([]);
  });
});

describe('a new plan for what is unpaid', () => {
  const rate = (...importi: number[]) =>
    importi.map((n, i) => ({ importoCents: cents(n), dataScadenza: giorno(`2099-0${i + 5}-01`) }));

  async function sostituisci(
    p: PosizioneInserita,
    {
      opzione,
      aperti,
      nuove,
      maggiorazione = 0,
    }: {
      opzione: OpzioneId;
      aperti: Nuovo[];
      nuove: ReturnType<typeof rate>;
      maggiorazione?: number;
    },
  ) {
    const dovuti = await Promise.all(aperti.map(async (d) => ({ id: d.dovutoId, versione: await versione(d) })));
    return sostituisciPosizione(ufficio(), {
      opzioneId: opzione,
      dovuti,
      forma: 'piano',
      rate: nuove,
      maggiorazioneCents: cents(maggiorazione),
      motivo: 'Chiede più tempo',
      tipiConsentiti: null,
    });
  }

  it('counts what was paid; the old notices are annulled, and do not come back', async () => {
    const p = await unaPosizione(worker(), [unicaDi(30_000), pianoDi([10_000, 10_000, 10_000])]);
    const opzione = di(p, 1).opzioneId;
    await paga(di(p, 1), 10_000);
    const aperti = [di(p, 2), di(p, 3)];
    expect(codice(await sostituisci(p, { opzione, aperti, nuove: rate(5000) }))).toBe('OPZIONE_IMPORTO_DIVERSO');
    expect(codice(await sostituisci(p, { opzione, aperti: [di(p, 2)], nuove: rate(10_000, 10_000) }))).toBe(
      'CONFLITTO',
    );
    const fatta = await sostituisci(p, { opzione, aperti, nuove: rate(7000, 7000, 6500), maggiorazione: 500 });
    if (!fatta.ok) expect.fail(fatta.refusal.codice);
    expect(await dovutiDi(worker(), p)).toEqual([
      '1.1 estinto 30000',
      '2.1 pagato 10000',
      '2.2 annullato 10000 s',
      '2.3 annullato 10000 s',
      '3.1 da_pagare 7000',
      '3.2 da_pagare 7000',
      '3.3 da_pagare 6500',
    ]);
    expect(await contiSbagliati(worker(), p)).toEqual([]);
    expect((await storia(di(p, 2))).at(-1)).toContain('annullato 2 10000 2099-02-15 Chiede più tempo');
    expect(codice(await rimettiInRiscossione(ufficio(), await atto(di(p, 2), { dataScadenza: null })))).toBe(
      'DOVUTO_SOSTITUITO',
    );
    expect((await carica(worker(), [{ iud: di(p, 2).iud }]))[0]?.codice).toBe('DOVUTO_SOSTITUITO');
    // Money that comes at an old notice is registered, and the new plan goes on.
    await paga(di(p, 2), 10_000);
    for (const [n, d] of fatta.value.dovuti.entries()) await paga(d, [7000, 7000, 6500][n] ?? 0);
    expect((await dovutiDi(worker(), p)).slice(2)).toEqual([
      '2.2 pagato 10000 s',
      '2.3 annullato 10000 s',
      '3.1 pagato 7000',
      '3.2 pagato 7000',
      '3.3 pagato 6500',
    ]);
    expect(codice(await sostituisci(p, { opzione, aperti: [], nuove: rate(1) }))).toBe('DOVUTO_CHIUSO');
  });

  it('not while somebody is paying', async () => {
    const p = await unaPosizione(worker(), [unicaDi(3000)]);
    await inPagamento(di(p, 0));
    const chiesta = { opzione: di(p, 0).opzioneId, aperti: [di(p, 0)], nuove: rate(1500, 1500) };
    expect(codice(await sostituisci(p, chiesta))).toBe('DOVUTO_IN_PAGAMENTO');
    expect(await dovutiDi(worker(), p)).toEqual(['1.1 da_pagare 3000']);
  });
});

describe('ways to pay close one another', () => {
  it('two receipts of two ways at the same instant: both registered, one way chosen, the other to be given back', async () => {
    for (let giro = 0; giro < 6; giro += 1) {
      const p = await unaPosizione(worker(), [unicaDi(30_000), pianoDi([10_000, 20_000]), pianoDi([15_000, 15_000])]);
      await Promise.all([paga(di(p, 1), 10_000), paga(di(p, 3), 15_000)]);
      const stati = await dovutiDi(worker(), p);
      expect(stati[0]).toBe('1.1 estinto 30000');
      // The plan of the first one goes on: exactly one rate is still asked for.
      expect([stati[1], stati[3]]).toEqual(['2.1 pagato 10000', '3.1 pagato 15000']);
      expect(new Set([stati[2], stati[4]].map((s) => s?.split(' ')[1]))).toEqual(new Set(['da_pagare', 'estinto']));
      expect(await contiSbagliati(worker(), p)).toEqual([]);
    }
  });

  it('the single payment beside an instalment: whichever comes first, nothing more is asked than is owed', async () => {
    const p = await unaPosizione(worker());
    await Promise.all([paga(di(p, 0), 30_000), paga(di(p, 1), 10_000)]);
    expect(await dovutiDi(worker(), p)).toEqual([
      '1.1 pagato 30000',
      '2.1 pagato 10000',
      '2.2 estinto 10000',
      '2.3 estinto 10000',
    ]);
    expect(await contiSbagliati(worker(), p)).toEqual([]);
    // And whoever would ask for it again is told.
    await annullaDovuto(ufficio(), await atto(di(p, 2)));
    expect(codice(await rimettiInRiscossione(ufficio(), await atto(di(p, 2), { dataScadenza: null })))).toBe(
      'DOVUTO_NON_ANNULLATO',
    );
    const parte = {
      iupd: '',
      ordine: 1,
      opzione: { ordine: 9, forma: 'unica', validaDal: null, validaAl: null, maggiorazioneCents: cents(0) },
    };
    const { rows } = await sql<{
      iupd: string;
    }>`select iupd from posizioni.posizione where id = ${p.posizioneId}`.execute(worker().db);
    const posizione = { ...parte, iupd: rows[0]?.iupd ?? '' } as never;
    expect((await carica(worker(), [{ iud: 'TARDI', importo: 30_000, posizione }]))[0]?.codice).toBe(
      'POSIZIONE_CHIUSA',
    );
  });

  it('whatever acts and receipts come: ways to pay sum to the whole, shares to their dovuto, no cent is lost', async () => {
    const passo = fc.record({
      che: fc.constantFrom('annulla', 'rinvia', 'importo', 'rimetti', 'paga', 'paga', 'sostituisci'),
      quale: fc.nat(11),
      quanto: fc.integer({ min: 1, max: 40_000 }),
    });
    const inizio = fc.record({
      importo: fc.integer({ min: 10, max: 50_000 }),
      rate: fc.array(fc.integer({ min: 2, max: 4 }), { minLength: 0, maxLength: 2 }),
      maggiorazione: fc.integer({ min: 0, max: 500 }),
    });
    await fc.assert(
      fc.asyncProperty(
        inizio,
        fc.array(passo, { minLength: 1, maxLength: 8 }),
        async ({ importo, rate, maggiorazione }, passi) => {
          const piani = rate.map((n) =>
            pianoDi(
              ripartisci(
                cents(importo + maggiorazione),
                Array.from({ length: n }, () => cents(1)),
              ),
              maggiorazione,
            ),
          );
          const p = await unaPosizione(
            worker(),
            [unicaDi(importo), ...piani].map((o) => ({ ...o, dovuti: o.dovuti.map(conProvincia) })),
          );
          const tutti = [...p.dovuti];
          for (const { che, quale, quanto } of passi) await muovi(tutti, { che, quale, quanto });
          expect(await contiSbagliati(worker(), p)).toEqual([]);
        },
      ),
      { numRuns: 25 },
    );
  }, 120_000);

  /** A tenth to the Provincia where there are cents enough, with chapters for what stays. */
  function conProvincia(d: NuovoDovuto): NuovoDovuto {
    if (d.importoCents < 20) return d;
    const [propria = cents(0), altrui = cents(0)] = ripartisci(d.importoCents, [9, 1].map(cents));
    const altra = { ...PROVINCIA, importoCents: altrui };
    const bilancio = ripartisci(propria, [2, 1].map(cents)).map((importoCents, n) => ({
      ...{ capitolo: `C${n}`, ufficio: null, accertamento: null, importoCents },
    }));
    return { ...d, bilancio, altreQuote: [altra] };
  }

  async function muovi(
    tutti: Nuovo[],
    { che, quale, quanto }: { che: string; quale: number; quanto: number },
  ): Promise<void> {
    const d = tutti[quale % tutti.length] ?? expect.fail();
    const { rows } = await sql<{
      importo: number;
    }>`select importo_cents as importo from posizioni.dovuto where id = ${d.dovutoId}`.execute(worker().db);
    if (che === 'paga') await paga(d, quanto % 5 === 0 ? quanto : (rows[0]?.importo ?? 1));
    if (che === 'annulla') await annullaDovuto(ufficio(), await atto(d));
    if (che === 'rinvia') await rinviaDovuto(ufficio(), await atto(d, { dataScadenza: giorno('2099-12-31') }));
    if (che === 'importo') await cambiaImporto(ufficio(), await atto(d, { importoCents: cents(quanto) }));
    if (che === 'rimetti') await rimettiInRiscossione(ufficio(), await atto(d, { dataScadenza: null }));
    if (che !== 'sostituisci') return;
    const { rows: aperti } = await sql<{ id: DovutoId; versione: number; importo: number }>`
      select id, versione, importo_cents as importo from posizioni.dovuto
       where opzione_id = ${d.opzioneId} and stato = 'da_pagare'`.execute(worker().db);
    const somma = aperti.reduce((n, a) => n + a.importo, 0);
    const quante = 1 + (quanto % 3);
    const importi = ripartisci(
      cents(somma + (quanto % 7)),
      Array.from({ length: quante }, () => cents(1)),
    );
    const esito = await sostituisciPosizione(ufficio(), {
      opzioneId: d.opzioneId,
      dovuti: aperti,
      forma: 'piano',
      rate: importi.map((importoCents) => ({ importoCents, dataScadenza: null })),
      maggiorazioneCents: cents(quanto % 7),
      motivo: 'x',
      tipiConsentiti: null,
    });
    if (esito.ok) tutti.push(...esito.value.dovuti);
  }
});
