import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { FlussoId, TipoDovutoId } from '#kernel/ids';
import { cents } from '#kernel/importo';
import { generaNumeroAvviso, PROGRESSIVO_MAX } from '#kernel/numero-avviso';
import { registraTipoDovuto } from '#modules/enti';
import type { Mondo } from '#platform/contesto';
import { carica, unDovuto, type RichiestaProva } from '#support/carico';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { consegna, ricevutaLetta } from '#support/ricevute';
import { ctxDi, TIPO, unEnte, type EnteDiProva } from '#support/un-ente';
import { STATI, type Stato } from './core/stati.ts';
import { allocaIuv } from './store/iuv.ts';
import type { QuotaRichiesta } from './core/richiesta.ts';

let mondo: Mondo;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
});

const worker = (ente: EnteDiProva) => ctxDi(mondo, 'worker', ente.enteId);
const codici = async (ente: EnteDiProva, richieste: RichiestaProva[]): Promise<(string | null)[]> =>
  (await carica(worker(ente), richieste)).map((e) => e.codice);

async function riga(ente: EnteDiProva, iud: string): Promise<string> {
  const { rows } = await sql<{ riga: string }>`
    select concat_ws(' ', d.stato, 'v' || d.versione, d.importo_cents, i.iuv, nullif(array_to_string(d.da_verificare, ','), '')) as riga
      from posizioni.dovuto as d left join posizioni.iuv as i on i.ente_id = d.ente_id and i.id = d.iuv_id
     where d.ente_id = ${ente.enteId} and d.iud = ${iud}`.execute(worker(ente).db);
  return rows[0]?.riga ?? 'assente';
}

/** Puts a dovuto in a state, as the act that leads there would. */
async function metti(ente: EnteDiProva, iud: string, stato: Stato): Promise<void> {
  const pagato = stato === 'pagato';
  await sql`update posizioni.dovuto set stato = ${stato}, pagato_il = ${pagato ? new Date(0) : null}, pagato_cents = ${pagato ? 1 : null}
             where ente_id = ${ente.enteId} and iud = ${iud}`.execute(worker(ente).db);
}

describe('an act in each state', () => {
  const ATTESI: Record<'I' | 'M' | 'A', Record<Stato | 'assente', string | null>> = {
    I: {
      assente: null,
      bozza: 'IUD_DUPLICATO',
      da_pagare: 'IUD_DUPLICATO',
      pagato: 'IUD_DUPLICATO',
      annullato: null,
      estinto: 'IUD_DUPLICATO',
    },
    M: senza('da_pagare'),
    A: senza('da_pagare'),
  };
  function senza(ammesso: Stato): Record<Stato | 'assente', string | null> {
    const stati = ['assente', ...STATI] as const;
    return Object.fromEntries(stati.map((s) => [s, s === ammesso ? null : 'DOVUTO_NON_TROVATO'])) as never;
  }

  it.each(['I', 'M', 'A'] as const)('%s', async (azione) => {
    const ente = await unEnte(mondo);
    const nuovi = await carica(
      worker(ente),
      STATI.map((stato) => ({ iud: stato })),
    );
    for (const stato of STATI) await metti(ente, stato, stato);
    const iuv = new Map(nuovi.map((e) => [e.iud, e.iuv]));
    const richieste = ['assente', ...STATI].map((iud) => ({ iud, azione, iuv: iuv.get(iud) ?? null, importo: 900 }));
    const esiti = await carica(worker(ente), richieste);
    expect(Object.fromEntries(esiti.map((e) => [e.iud, e.codice]))).toEqual(ATTESI[azione]);
    // A refused one is as it was; an accepted one is a version further.
    for (const [iud, codice] of Object.entries(ATTESI[azione])) {
      const versione = Number(/ v(\d+)/.exec(await riga(ente, iud))?.[1] ?? 0);
      expect([iud, versione]).toEqual([iud, (iud === 'assente' ? 0 : 1) + (codice === null ? 1 : 0)]);
    }
  });

  it('leaves what the state table says, with its history and its IUV', async () => {
    const ente = await unEnte(mondo);
    const { iuv } = await unDovuto(worker(ente), { iud: 'S', importo: 1000 });
    expect(await riga(ente, 'S')).toBe(`da_pagare v1 1000 ${iuv}`);
    expect(await codici(ente, [{ iud: 'S', iuv, azione: 'M', importo: 900 }])).toEqual([null]);
    expect(await riga(ente, 'S')).toBe(`da_pagare v2 900 ${iuv}`);
    // Amounts of the row that annuls are nobody's business.
    expect(await codici(ente, [{ iud: 'S', azione: 'A', importo: 1 }])).toEqual([null]);
    expect(await riga(ente, 'S')).toBe(`annullato v3 900 ${iuv}`);
    expect(await codici(ente, [{ iud: 'S', iuv, importo: 800 }])).toEqual([null]);
    expect(await riga(ente, 'S')).toBe(`da_pagare v4 800 ${iuv}`);
    const { rows } = await sql<{ passo: string }>`
      select concat_ws(' ', s.azione, s.versione, s.stato, s.importo_cents, s.prima ->> 'importoCents') as passo
        from posizioni.storia as s join posizioni.dovuto as d on d.ente_id = s.ente_id and d.id = s.dovuto_id
       where s.ente_id = ${ente.enteId} order by s.id`.execute(worker(ente).db);
    expect(rows.map((r) => r.passo)).toEqual([
      'inserito 1 da_pagare 1000',
      'modificato 2 da_pagare 900 1000',
      'annullato 3 annullato 900 900',
      'ripreso 4 da_pagare 800 900',
    ]);
  });

  it('an IUV ever given to one IUD is never another’s, not even after it was annulled', async () => {
    const ente = await unEnte(mondo);
    const { iuv } = await unDovuto(worker(ente), { iud: 'U1' });
    await carica(worker(ente), [{ iud: 'U1', azione: 'A' }]);
    expect(await codici(ente, [{ iud: 'U2', iuv }])).toEqual(['IUV_DUPLICATO']);
    expect(await codici(ente, [{ iud: 'U1', iuv }])).toEqual([null]);
  });
});

describe('refusals come in their order', () => {
  /** From a row with every fault, mended one fault at a time: what is said first, second, … */
  async function sequenza(
    ente: EnteDiProva,
    tutte: RichiestaProva,
    rimedi: [string, Partial<RichiestaProva> | { tipiConsentiti: TipoDovutoId[] | null }][],
    provenienza: { flussoId: FlussoId; tipiConsentiti: TipoDovutoId[] | null },
  ): Promise<void> {
    let richiesta = tutte;
    let chi = provenienza;
    for (const [codice, rimedio] of rimedi) {
      const [esito] = await carica(worker(ente), [richiesta], chi);
      expect(esito?.codice).toBe(codice);
      if ('tipiConsentiti' in rimedio) chi = { ...chi, tipiConsentiti: rimedio.tipiConsentiti };
      else richiesta = { ...richiesta, ...rimedio };
    }
    expect((await carica(worker(ente), [richiesta], chi))[0]?.codice).toBeNull();
  }

  async function enteConMulte(): Promise<{ ente: EnteDiProva; multe: TipoDovutoId }> {
    const ente = await unEnte(mondo);
    const tipo = { ...TIPO, codice: 'MULTE', contoId: ente.contoId, contoPostaleId: null, scadenzaObbligatoria: true };
    return { ente, multe: valoreDi(await registraTipoDovuto(worker(ente), tipo)) };
  }

  const flussi = ['00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002'] as FlussoId[];
  const tanta = { ...quotaDi(1), importoCents: cents(99_999_999_999) };

  it('of an insertion', async () => {
    const { ente, multe } = await enteConMulte();
    const [flusso] = flussi as [FlussoId, FlussoId];
    const { iuv: preso } = await unDovuto(worker(ente), { iud: 'X' });
    await carica(worker(ente), [{ iud: 'I1' }], { flussoId: flusso });
    await sequenza(
      ente,
      { iud: 'I1', iuv: preso, tipoDovuto: 'NESSUNO', scadenza: null, altreQuote: [tanta] },
      [
        ['IUD_RIPETUTO', { iud: 'I2' }],
        ['TIPO_DOVUTO_INESISTENTE', { tipoDovuto: 'MULTE' }],
        ['OPERATORE_NON_ABILITATO', { tipiConsentiti: [multe] }],
        ['SCADENZA_MANCANTE', { scadenza: '2020-01-01' }],
        ['SCADENZA_PASSATA', { scadenza: '2099-01-01' }],
        ['IMPORTO_TROPPO_GRANDE', { altreQuote: [], iud: 'X' }],
        ['IUD_DUPLICATO', { iud: 'I2' }],
        ['IUV_DUPLICATO', { iuv: null }],
      ],
      { flussoId: flusso, tipiConsentiti: [ente.tipoDovutoId] },
    );
  });

  it('of a modification', async () => {
    const { ente, multe } = await enteConMulte();
    const [, flusso] = flussi as [FlussoId, FlussoId];
    const mio = await unDovuto(worker(ente), { iud: 'M1' });
    const preso = await unDovuto(worker(ente), { iud: 'M2' });
    await carica(worker(ente), [{ iud: 'M3', generaIuv: false }]);
    const altro = await unDovuto(worker(ente), { iud: 'M4' });
    await sql`insert into registro.attivazione (istante, dominio, numero_avviso)
              values (clock_timestamp(), ${ente.codiceFiscale}, ${mio.numeroAvviso})`.execute(ctxDi(mondo, 'nodo').db);
    await sequenza(
      ente,
      { azione: 'M', iud: 'NO', iuv: null, tipoDovuto: 'NESSUNO', scadenza: null, altreQuote: [tanta] },
      [
        ['TIPO_DOVUTO_INESISTENTE', { tipoDovuto: 'MULTE' }],
        ['OPERATORE_NON_ABILITATO', { tipiConsentiti: [multe] }],
        ['DOVUTO_NON_TROVATO', { iud: 'M1' }],
        // Of the kind that the stored dovuto has.
        ['OPERATORE_NON_ABILITATO', { tipiConsentiti: null }],
        ['SCADENZA_MANCANTE', { scadenza: '2020-01-01' }],
        ['SCADENZA_PASSATA', { scadenza: '2099-01-01' }],
        ['IMPORTO_TROPPO_GRANDE', { altreQuote: [] }],
        ['DOVUTO_IN_PAGAMENTO', { iud: 'M4' }],
        ['TIPO_DOVUTO_NON_MODIFICABILE', { tipoDovuto: 'TARI' }],
        ['IUV_NON_AZZERABILE', { iuv: preso.iuv }],
        ['IUV_NON_MODIFICABILE', { iud: 'M3' }],
        ['IUV_DUPLICATO', { iud: 'M4', iuv: altro.iuv }],
      ],
      { flussoId: flusso, tipiConsentiti: [ente.tipoDovutoId] },
    );
  });

  it('and in one file the first row accepted for an IUD or an IUV wins, as when rows go one by one', async () => {
    const ente = await unEnte(mondo);
    const iuv = generaNumeroAvviso({ segregazione: '55', progressivo: 1 }).iuv;
    expect(
      await codici(ente, [
        { iud: 'A', tipoDovuto: 'NESSUNO' },
        { iud: 'A', iuv },
        { iud: 'A' },
        { iud: 'A', azione: 'A' },
        { iud: 'B', iuv },
      ]),
    ).toEqual(['TIPO_DOVUTO_INESISTENTE', null, 'IUD_RIPETUTO', 'IUD_RIPETUTO', 'IUV_DUPLICATO']);
  });
});

function quotaDi(importo: number): QuotaRichiesta {
  return {
    importoCents: cents(importo),
    codiceFiscale: '01234567897',
    denominazione: 'Provincia di Prova',
    iban: 'IT60X0542811101000000123456',
    tassonomia: '9/0101101IM/',
    causale: 'TEFA',
  };
}

describe('the shares of other beneficiaries', () => {
  async function quote(ente: EnteDiProva, iud: string): Promise<string[]> {
    const { rows } = await sql<{ quota: string }>`
      select concat_ws(' ', q.indice, q.importo_cents, q.beneficiario_denominazione, q.causale) as quota
        from posizioni.quota as q join posizioni.dovuto as d on d.ente_id = q.ente_id and d.id = q.dovuto_id
       where d.ente_id = ${ente.enteId} and d.iud = ${iud} order by q.indice`.execute(worker(ente).db);
    return rows.map((r) => r.quota.replace(ente.denominazione, 'ente'));
  }

  it('stay as they are when a modification names none, and the dovuto is still the sum of all', async () => {
    const ente = await unEnte(mondo);
    const { iuv } = await unDovuto(worker(ente), { iud: 'T', importo: 1000, altreQuote: [quotaDi(50), quotaDi(7)] });
    const cambio = { iud: 'T', iuv, azione: 'M', importo: 900, causalePubblica: 'Saldo' } as const;
    expect(await codici(ente, [cambio])).toEqual([null]);
    expect(await riga(ente, 'T')).toBe(`da_pagare v2 957 ${iuv}`);
    expect(await quote(ente, 'T')).toEqual([
      '1 900 ente Saldo',
      '2 50 Provincia di Prova TEFA',
      '3 7 Provincia di Prova TEFA',
    ]);
    // Those that a row names take the place of all the others.
    expect(await codici(ente, [{ ...cambio, altreQuote: [quotaDi(60)] }])).toEqual([null]);
    expect(await quote(ente, 'T')).toEqual(['1 900 ente Saldo', '2 60 Provincia di Prova TEFA']);
    expect(await codici(ente, [{ ...cambio, importo: 99_999_999_999 }])).toEqual(['IMPORTO_TROPPO_GRANDE']);
  });

  it('go away with the dovuto that is annulled, when it comes back without them', async () => {
    const ente = await unEnte(mondo);
    const { iuv } = await unDovuto(worker(ente), { iud: 'R', importo: 1000, altreQuote: [quotaDi(50)] });
    await carica(worker(ente), [{ iud: 'R', azione: 'A' }]);
    expect(await codici(ente, [{ iud: 'R', iuv, importo: 800 }])).toEqual([null]);
    expect([await riga(ente, 'R'), await quote(ente, 'R')]).toEqual([
      `da_pagare v3 800 ${iuv}`,
      ['1 800 ente Tassa rifiuti'],
    ]);
  });
});

describe('two at the same time', () => {
  it('on the same IUD: one wins, the other is refused, nobody fails', async () => {
    const ente = await unEnte(mondo);
    for (let giro = 0; giro < 6; giro += 1) {
      const iud = [`D${giro}a`, `D${giro}b`, `D${giro}c`];
      const esiti = await Promise.all([
        codici(
          ente,
          iud.map((i) => ({ iud: i, importo: 1 })),
        ),
        codici(
          ente,
          iud.toReversed().map((i) => ({ iud: i, importo: 2 })),
        ),
      ]);
      // Whole slices: one transaction is applied after the other.
      expect(esiti.map((e) => new Set(e).size)).toEqual([1, 1]);
      expect(esiti.map((e) => e[0] ?? 'ok').toSorted((a, b) => String(a).localeCompare(String(b)))).toEqual([
        'IUD_DUPLICATO',
        'ok',
      ]);
    }
  });

  it('allocations of IUV never overlap', async () => {
    const ente = await unEnte(mondo);
    const chi = { enteId: ente.enteId, stazioneId: ente.stazioneId };
    const quanti = Array.from({ length: 20 }, (_, n) => 1 + (n % 7));
    const primi = await Promise.all(quanti.map((q) => allocaIuv(worker(ente), { ...chi, quanti: q })));
    const numeri = primi.flatMap((primo, n) => Array.from({ length: quanti[n] ?? 0 }, (_, i) => primo + i));
    expect(numeri.toSorted((a, b) => a - b)).toEqual(Array.from({ length: numeri.length }, (_, i) => i + 1));
  });
});

describe('an IUV that the ente brings from among those we generate', () => {
  const nostro = (progressivo: number): string => generaNumeroAvviso({ segregazione: '01', progressivo }).iuv;

  it('is passed over by those generated, before it in the file, beside it and after it', async () => {
    const ente = await unEnte(mondo);
    const portati = Array.from({ length: 20 }, (_, n) => ({ iud: `P${n}`, iuv: nostro(n < 19 ? n + 1 : 20_000) }));
    const esiti = await carica(worker(ente), [{ iud: 'G0' }, ...portati.slice(0, 10), { iud: 'G1' }, { iud: 'G2' }]);
    expect(esiti.map((e) => e.codice)).toEqual(esiti.map(() => null));
    expect(esiti.filter((e) => e.iud.startsWith('G')).map((e) => e.iuv)).toEqual([11, 12, 13].map(nostro));
    // Only rows already in the database are in the way from here on; of those brought now, some are behind the counter.
    const dopo = portati.slice(13);
    await carica(worker(ente), dopo);
    for (const [n, atteso] of [20, 21, 22].entries()) {
      const { iuv } = await unDovuto(worker(ente), { iud: `D${n}` });
      expect(iuv).toBe(nostro(atteso));
    }
  });

  it('an orphan’s too, and one at the end of the space ends nothing', async () => {
    const ente = await unEnte(mondo);
    const avviso = generaNumeroAvviso({ segregazione: '01', progressivo: 2 });
    await consegna(mondo, ente, ricevutaLetta(ente, { ...avviso, importo: 1, receiptId: 'orfana' }));
    await carica(worker(ente), [{ iud: 'ULTIMO', iuv: nostro(PROGRESSIVO_MAX) }]);
    const richieste = Array.from({ length: 3 }, (_, n) => ({ iud: `S${n}` }));
    expect((await carica(worker(ente), richieste)).map((e) => e.iuv)).toEqual([3, 4, 5].map(nostro));
  });

  it('thousands in a row are passed over in a few looks', async () => {
    const ente = await unEnte(mondo);
    await sql`insert into posizioni.iuv (ente_id, iuv, numero_avviso, stazione_id, origine)
              select ${ente.enteId}, substr(v.numero, 2), v.numero, ${ente.stazioneId}, 'fornito'
                from generate_series(1, 5000) as n, posizioni.numero_avviso('01', n) as v (numero)`.execute(
      worker(ente).db,
    );
    const chi = { enteId: ente.enteId, stazioneId: ente.stazioneId };
    expect(await allocaIuv(worker(ente), { ...chi, quanti: 1 })).toBe(5001);
    expect(await allocaIuv(worker(ente), { ...chi, quanti: 1 })).toBe(5002);
  });
});

describe('the database', () => {
  it('makes the notice numbers that the kernel makes', async () => {
    const casi = fc.sample(
      fc.tuple(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 0, max: PROGRESSIVO_MAX })),
      500,
    );
    const righe = [...casi, [0, 0], [99, PROGRESSIVO_MAX]].map(([s = 0, p = 0]) => ({
      s: String(s).padStart(2, '0'),
      p,
    }));
    const { rows } = await sql<{ nav: string }>`
      select posizioni.numero_avviso(x.s, x.p) as nav
        from unnest(${righe.map((r) => r.s)}::text[], ${righe.map((r) => r.p)}::bigint[]) with ordinality as x (s, p, n)
       order by n`.execute(ctxDi(mondo, 'worker').db);
    const attesi = righe.map(({ s, p }) => generaNumeroAvviso({ segregazione: s, progressivo: p }).numeroAvviso);
    expect(rows.map((r) => r.nav)).toEqual(attesi);
  });

  it('refuses more than five shares under an iuv, in one dovuto or in several', async () => {
    const ente = await unEnte(mondo);
    const cinque = Array.from({ length: 5 }, (_, n) => quotaDi(n + 1));
    await expect(carica(worker(ente), [{ iud: 'Q1', altreQuote: cinque }])).rejects.toMatchObject({ code: '23514' });
    expect(await riga(ente, 'Q1')).toBe('assente');
    const { iuv } = await unDovuto(worker(ente), { iud: 'Q2', altreQuote: cinque.slice(1) });
    await carica(worker(ente), [{ iud: 'Q3', generaIuv: false }]);
    await sql`update posizioni.dovuto as d set iuv_id = (select i.id from posizioni.iuv as i where i.ente_id = d.ente_id and i.iuv = ${iuv})
               where d.ente_id = ${ente.enteId} and d.iud = 'Q3'`.execute(worker(ente).db);
    // Now six transfers are asked for, and the next who writes shares there is told.
    await expect(carica(worker(ente), [{ iud: 'Q3', azione: 'M', iuv }])).rejects.toMatchObject({
      constraint: 'quota_cinque',
    });
  });

  it('refuses shares that do not sum to their dovuto', async () => {
    const ente = await unEnte(mondo);
    await unDovuto(worker(ente), { iud: 'Z', importo: 1000 });
    await expect(
      sql`insert into posizioni.quota (ente_id, dovuto_id, indice, importo_cents, beneficiario_cf, beneficiario_denominazione, iban,
                                       tassonomia, causale)
          select ente_id, id, 2, 1, '01234567897', 'Altro', 'IT60X0542811101000000123456', '9/0101101IM/', 'x'
            from posizioni.dovuto where ente_id = ${ente.enteId} and iud = 'Z'`.execute(worker(ente).db),
    ).rejects.toMatchObject({ constraint: 'quota_somma' });
  });
});

describe('the IUV of an orphan', () => {
  it('brings its dovuto into the world paid; of another amount, to be checked', async () => {
    const ente = await unEnte(mondo);
    const avvisi = [1, 2].map((progressivo) => generaNumeroAvviso({ segregazione: '66', progressivo }));
    for (const [n, d] of avvisi.entries())
      await consegna(mondo, ente, ricevutaLetta(ente, { ...d, importo: 1000, receiptId: `o${n}` }));
    const richieste = avvisi.map(({ iuv }, n) => ({ iud: `O${n}`, iuv, importo: 1000 + n }));
    expect(await codici(ente, richieste)).toEqual([null, null]);
    expect(await riga(ente, 'O0')).toBe(`pagato v1 1000 ${avvisi[0]?.iuv}`);
    expect(await riga(ente, 'O1')).toBe(`pagato v1 1001 ${avvisi[1]?.iuv} importo_diverso`);
    // And it is nobody else's.
    expect(await codici(ente, [{ iud: 'O9', iuv: avvisi[0]?.iuv ?? null }])).toEqual(['IUV_DUPLICATO']);
  });
});
