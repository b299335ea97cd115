import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { ContoId } from '#kernel/ids';
import { cents } from '#kernel/importo';
import { registraConto, registraIban } from '#modules/enti';
import type { Mondo } from '#platform/contesto';
import { carica, DEBITORE } from '#support/carico';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { dovutiDi, dovutoDi, DUE_MODI, giorno, pianoDi, PROVA, unaPosizione, unicaDi } from '#support/posizioni';
import { ctxDi, DA_SEMPRE, unEnte, type EnteDiProva } from '#support/un-ente';
import { inserisciPosizione } from './acts/inserisci.ts';
import type { NuovaPosizione } from './core/nuova.ts';
import type { QuotaRichiesta } from './core/richiesta.ts';
import type { CodicePosizioni } from './core/rifiuti.ts';

let mondo: Mondo;
let ente: EnteDiProva;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ente = await unEnte(mondo);
});
const worker = (di = ente) => ctxDi(mondo, 'worker', di.enteId);

const ALTRI: QuotaRichiesta = {
  importoCents: cents(500),
  codiceFiscale: '01234567897',
  denominazione: 'Provincia di Prova',
  iban: 'IT60X0542811101000000123456',
  tassonomia: '9/0101101IM/',
  causale: 'TEFA',
};
const BOLLO: QuotaRichiesta = {
  ...ALTRI,
  importoCents: cents(1600),
  iban: null,
  bollo: { hashDocumento: 'x3mPn0VdXv6QEnhjWMFPwuyWOlIyzLGSYnAyYqPYXUQ=', provincia: 'PD' },
};

async function quanti(tabella: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from ${sql.raw(`posizioni.${tabella}`)} where ente_id = ${ente.enteId}`.execute(
    worker().db,
  );
  return rows[0]?.n ?? 0;
}

async function codice(opzioni: NuovaPosizione['opzioni'], altro: Partial<NuovaPosizione> = {}): Promise<string | null> {
  const esito = await inserisciPosizione(worker(), { debitore: DEBITORE, opzioni, ...altro }, PROVA);
  return esito.ok ? null : esito.refusal.codice;
}

describe('a posizione whole', () => {
  it('has its ways to pay, debtors, metadata and shares, each dovuto with its notice', async () => {
    const inserita = await unaPosizione(
      worker(),
      [
        { forma: 'unica', dovuti: [dovutoDi(30_000, null, { altreQuote: [ALTRI, { ...BOLLO }] })] },
        pianoDi([10_500, 10_000, 10_000], 500),
      ],
      {
        iupd: 'INSIEME',
        debitori: [{ ruolo: 'coobbligato', tipo: 'F', codice: 'VRDFNC85T50G224X', anagrafica: 'Franca Verdi' }],
        notaPagatore: 'Paga il nonno',
        metadati: [
          { chiave: 'pratica', valore: 'SUAP-77', perPagopa: false },
          { chiave: 'TARI-TEFA-1', valore: 'A000|2023|TEFA', perPagopa: true },
        ],
      },
    );
    expect(inserita.dovuti.map((d) => d.numeroAvviso === `3${d.iuv}`)).toEqual([true, true, true, true]);
    expect(await dovutiDi(worker(), inserita)).toEqual([
      '1.1 da_pagare 30000',
      '2.1 da_pagare 10500',
      '2.2 da_pagare 10000',
      '2.3 da_pagare 10000',
    ]);
    const { rows } = await sql<{ tutto: string }>`
      select concat_ws(' ', p.iupd, p.importo_cents, p.nota_pagatore,
               (select count(*) from posizioni.metadato as m where m.posizione_id = p.id),
               (select string_agg(b.ruolo || b.codice, '') from posizioni.debitore as b where b.posizione_id = p.id),
               (select string_agg(q.importo_cents::text, '+' order by q.indice) from posizioni.quota as q
                 where q.dovuto_id = ${inserita.dovuti[0]?.dovutoId ?? null})) as tutto
        from posizioni.posizione as p where p.id = ${inserita.posizioneId}`.execute(worker().db);
    expect(rows[0]?.tutto).toBe('INSIEME 30000 Paga il nonno 2 coobbligatoVRDFNC85T50G224X 27900+500+1600');
  });

  it('goes to an account of the ente that is not the one of its kind of due', async () => {
    const conto = { nome: 'Altro', tipo: 'bancario', intestatario: 'x', autorizzazioneStampa: null } as const;
    const contoId = valoreDi(await registraConto(worker(), conto));
    expect(await codice([{ forma: 'unica', dovuti: [dovutoDi(1000, null, { contoId })] }])).toBe(
      'CONTO_NON_UTILIZZABILE',
    );
    const iban = 'IT92U9999901000000000090001';
    valoreDi(await registraIban(worker(), { contoId, iban, validoDal: DA_SEMPRE }));
    const altreQuote = [{ ...ALTRI, iban: null, contoId, codiceFiscale: ente.codiceFiscale }];
    const d = dovutoDi(1000, null, { contoId, altreQuote });
    const { dovuti } = await unaPosizione(worker(), [{ forma: 'unica', dovuti: [d] }]);
    const { rows } = await sql<{ conto: ContoId }>`select conto_id as conto from posizioni.quota
      where dovuto_id = ${dovuti[0]?.dovutoId ?? null}`.execute(worker().db);
    expect(rows.map((r) => r.conto)).toEqual([contoId, contoId]);
    const altrui = [{ ...ALTRI, iban: null, contoId }];
    expect(await codice([{ forma: 'unica', dovuti: [dovutoDi(1000, null, { altreQuote: altrui })] }])).toBe(
      'CONTO_NON_UTILIZZABILE',
    );
  });

  it('takes another way to pay later, and not an instalment', async () => {
    const { posizioneId } = await unaPosizione(worker(), [unicaDi(30_000)], { iupd: 'POI' });
    const parte = (opzione: object, ordine = 1) =>
      ({
        iupd: 'POI',
        ordine,
        opzione: {
          ordine: 2,
          forma: 'piano',
          validaDal: null,
          validaAl: null,
          maggiorazioneCents: cents(0),
          ...opzione,
        },
      }) as never;
    const righe = [1, 2].map((n) => ({
      iud: `POI${n}`,
      importo: 15_000,
      scadenza: `2099-0${n}-01`,
      posizione: parte({}, n),
    }));
    expect((await carica(worker(), righe)).map((e) => e.codice)).toEqual([null, null]);
    expect(await dovutiDi(worker(), { posizioneId })).toHaveLength(3);
    const terza = { iud: 'POI3', importo: 15_000, posizione: parte({}, 3) };
    expect((await carica(worker(), [terza])).map((e) => e.codice)).toEqual(['OPZIONE_SOVRAPPOSTA']);
    const altrui = { ...terza, posizione: parte({ ordine: 3 }), debitore: { ...DEBITORE, codice: 'VRDFNC85T50G224X' } };
    expect((await carica(worker(), [altrui])).map((e) => e.codice)).toEqual(['POSIZIONE_DI_ALTRI']);
    // What a file says of one of its dovuti may not part the ways from one another; of a posizione with one way, the whole follows.
    const [riga] = (
      await sql<{ iuv: string }>`select i.iuv from posizioni.dovuto as d join posizioni.iuv as i on i.id = d.iuv_id
      where d.iud = 'POI1'`.execute(worker().db)
    ).rows;
    const modifica = { iud: 'POI1', iuv: riga?.iuv ?? '', azione: 'M', importo: 14_000 } as const;
    expect((await carica(worker(), [modifica])).map((e) => e.codice)).toEqual(['OPZIONE_IMPORTO_DIVERSO']);
    const sola = await unaPosizione(worker(), [pianoDi([100, 200])]);
    const [prima] = sola.dovuti;
    expect(
      (await carica(worker(), [{ iud: prima?.iud ?? '', iuv: prima?.iuv ?? '', azione: 'M', importo: 150 }]))[0]
        ?.codice,
    ).toBeNull();
    const { rows } = await sql<{
      n: number;
    }>`select importo_cents as n from posizioni.posizione where id = ${sola.posizioneId}`.execute(worker().db);
    expect(rows[0]?.n).toBe(350);
  });
});

describe('is refused whole, with a code', () => {
  const con = (dovuto: Parameters<typeof dovutoDi>[2]): NuovaPosizione['opzioni'] => [
    { forma: 'unica', dovuti: [dovutoDi(30_000, '2099-06-30', dovuto)] },
  ];
  const [unica, piano] = DUE_MODI as [NuovaPosizione['opzioni'][number], NuovaPosizione['opzioni'][number]];
  const finestra = (dal: string, al: string) => ({ ...unica, validaDal: giorno(dal), validaAl: giorno(al) });
  const due = [
    { chiave: 'a', valore: 'b', perPagopa: false },
    { chiave: 'a', valore: 'c', perPagopa: false },
  ];
  const voce = { capitolo: '1', ufficio: null, accertamento: null, importoCents: cents(29_999) };
  const CASI: [CodicePosizioni, NuovaPosizione['opzioni'], Partial<NuovaPosizione>?][] = [
    ['OPZIONE_NON_COERENTE', []],
    ['OPZIONE_NON_COERENTE', [{ ...piano, forma: 'unica' }]],
    ['OPZIONE_NON_COERENTE', [finestra('2099-02-01', '2099-01-01')]],
    ['OPZIONE_SOVRAPPOSTA', [finestra('2099-01-01', '2099-02-01'), finestra('2099-02-01', '2099-03-01')]],
    ['OPZIONE_IMPORTO_DIVERSO', [unica, pianoDi([10_000, 10_000, 9_999])]],
    ['OPZIONE_IMPORTO_DIVERSO', [unica, pianoDi([10_000, 10_000, 10_000], 1)]],
    ['RATE_NON_IN_ORDINE', [{ ...piano, dovuti: piano.dovuti.toReversed() }]],
    ['QUOTE_TROPPE', con({ altreQuote: [ALTRI, ALTRI, ALTRI, ALTRI, ALTRI] })],
    ['QUOTE_NON_TORNANO', con({ altreQuote: [{ ...ALTRI, importoCents: cents(30_000) }] })],
    ['QUOTA_SENZA_CONTO', con({ altreQuote: [{ ...ALTRI, iban: null }] })],
    ['QUOTA_SENZA_CONTO', con({ altreQuote: [{ ...BOLLO, iban: ALTRI.iban }] })],
    ['QUOTA_IBAN_NON_VALIDO', con({ altreQuote: [{ ...ALTRI, iban: 'IT61X0542811101000000123456' }] })],
    ['BOLLO_NON_VALIDO', con({ altreQuote: [{ ...BOLLO, bollo: { hashDocumento: 'abc', provincia: 'PD' } }] })],
    ['QUOTA_BILANCIO_NON_TORNA', con({ bilancio: [voce] })],
    ['QUOTA_BILANCIO_NON_TORNA', con({ altreQuote: [{ ...ALTRI, bilancio: [voce] }] })],
    ['QUOTA_TASSONOMIA_NON_IN_VIGORE', con({ tassonomia: '9/9999999IM/' })],
    ['QUOTA_TASSONOMIA_NON_IN_VIGORE', con({ altreQuote: [{ ...ALTRI, tassonomia: '9/9999999IM/' }] })],
    ['TIPO_DOVUTO_INESISTENTE', con({ tipoDovuto: 'NESSUNO' })],
    ['IUD_NON_VALIDO', con({ iud: 'due parole' })],
    ['CAUSALE_NON_VALIDA', con({ causalePubblica: ' ' })],
    ['DEBITORE_NON_VALIDO', DUE_MODI, { debitore: { ...DEBITORE, codice: 'NESSUNO' } }],
    ['DEBITORE_NON_VALIDO', DUE_MODI, { debitore: { ...DEBITORE, codice: 'ANONIMO' } }],
    ['DEBITORE_NON_VALIDO', DUE_MODI, { debitori: [{ ruolo: 'tutore', ...DEBITORE }] }],
    ['METADATI_NON_VALIDI', DUE_MODI, { metadati: due }],
    ['METADATI_NON_VALIDI', DUE_MODI, { metadati: [{ chiave: 'a', valore: 'b'.repeat(141), perPagopa: true }] }],
    ['METADATI_NON_VALIDI', DUE_MODI, { metadati: [{ chiave: 'a', valore: 'b'.repeat(4096), perPagopa: false }] }],
  ];
  it.each(CASI)('%s', async (atteso, opzioni, altro) => {
    const prima = await Promise.all(['posizione', 'opzione', 'dovuto', 'iuv', 'storia', 'metadato'].map(quanti));
    expect(await codice(opzioni, altro)).toBe(atteso);
    expect(await Promise.all(['posizione', 'opzione', 'dovuto', 'iuv', 'storia', 'metadato'].map(quanti))).toEqual(
      prima,
    );
  });

  it('RATA_RIPETUTA; and the other rows of a posizione with one at fault are POSIZIONE_INCOMPLETA', async () => {
    const opzione = {
      ordine: 1,
      forma: 'piano',
      validaDal: null,
      validaAl: null,
      maggiorazioneCents: cents(0),
    } as const;
    const rata = (iud: string, ordine: number, importo = 100) => ({
      iud,
      importo,
      posizione: { iupd: 'RIP', opzione, ordine },
    });
    const codici = async (righe: object[]) => (await carica(worker(), righe)).map((e) => e.codice);
    expect(await codici([rata('R1', 1), rata('R2', 1)])).toEqual(['RATA_RIPETUTA', 'RATA_RIPETUTA']);
    const mancata = { ...rata('R2', 2), tipoDovuto: 'NESSUNO' };
    expect(await codici([rata('R1', 1), mancata, { iud: 'SOLA' }])).toEqual([
      'POSIZIONE_INCOMPLETA',
      'TIPO_DOVUTO_INESISTENTE',
      null,
    ]);
    expect(await codici([rata('R1', 1), rata('R2', 2)])).toEqual([null, null]);
  });

  it('IBAN_DI_ALTRO_ENTE: one of our enti is paid on its own accounts', async () => {
    const [altro, terzo] = [await unEnte(mondo), await unEnte(mondo)];
    const iban = 'IT69V9999901000000000090002';
    const contoId = valoreDi(
      await registraConto(worker(terzo), {
        nome: 'Suo',
        tipo: 'bancario',
        intestatario: 'x',
        autorizzazioneStampa: null,
      }),
    );
    valoreDi(await registraIban(worker(terzo), { contoId, iban, validoDal: DA_SEMPRE }));
    const quota = { ...ALTRI, iban, codiceFiscale: altro.codiceFiscale };
    expect(await codice(con({ altreQuote: [quota] }))).toBe('IBAN_DI_ALTRO_ENTE');
    expect((await carica(worker(), [{ iud: 'CSV', altreQuote: [quota] }]))[0]?.codice).toBe('IBAN_DI_ALTRO_ENTE');
    expect(await codice(con({ altreQuote: [{ ...quota, codiceFiscale: terzo.codiceFiscale }] }))).toBeNull();
  });
});

describe('the database refuses what goes around the acts', () => {
  const prova = (istruzione: ReturnType<typeof sql>) => worker().tx((t) => istruzione.execute(t.db));
  const vincolo = (constraint: string) => expect.objectContaining({ constraint }) as unknown;

  it('ways to pay that do not sum, shares that do not, chapters that do not', async () => {
    const { posizioneId, dovuti } = await unaPosizione(worker());
    const [unica, rata] = dovuti.map((d) => d.dovutoId);
    const somma = vincolo('opzione_somma');
    await expect(
      prova(sql`update posizioni.posizione set importo_cents = 29999 where id = ${posizioneId}`),
    ).rejects.toEqual(somma);
    await expect(
      prova(
        sql`update posizioni.opzione set maggiorazione_cents = 1 where posizione_id = ${posizioneId} and ordine = 2`,
      ),
    ).rejects.toEqual(somma);
    await expect(
      prova(
        sql`insert into posizioni.opzione (ente_id, posizione_id, ordine) values (${ente.enteId}, ${posizioneId}, 3)`,
      ),
    ).rejects.toEqual(somma);
    await expect(prova(sql`update posizioni.dovuto set importo_cents = 1 where id = ${unica}`)).rejects.toEqual(
      vincolo('quota_somma'),
    );
    await expect(prova(sql`update posizioni.quota set importo_cents = 1 where dovuto_id = ${unica}`)).rejects.toEqual(
      vincolo('quota_somma'),
    );
    await expect(
      prova(sql`with d as (update posizioni.dovuto set importo_cents = 1 where id = ${rata} returning 1)
                update posizioni.quota set importo_cents = 1 where dovuto_id = ${rata}`),
    ).rejects.toEqual(somma);
    await expect(
      prova(sql`with d as (
                  insert into posizioni.dovuto (ente_id, id, posizione_id, opzione_id, iud, tipo_dovuto_id, stato, importo_cents, causale,
                    causale_pubblica, dati_riscossione, iuf)
                  select ente_id, uuidv7(), posizione_id, opzione_id, 'DI-TROPPO', tipo_dovuto_id, stato, importo_cents, 'x', 'x', 'x', 'x'
                    from posizioni.dovuto where id = ${unica} returning ente_id, id, importo_cents)
                insert into posizioni.quota (ente_id, dovuto_id, indice, importo_cents, beneficiario_cf,
                  beneficiario_denominazione, conto_id,
                  tassonomia, causale)
                select d.ente_id, d.id, 1, d.importo_cents, ${ente.codiceFiscale}, 'x', ${ente.contoId}, 'x', 'x' from d`),
    ).rejects.toEqual(somma);
    await expect(
      prova(sql`update posizioni.quota set bilancio = '[{"importoCents": 1}]' where dovuto_id = ${unica}`),
    ).rejects.toEqual(vincolo('quota_bilancio'));
    await expect(
      prova(sql`update posizioni.dovuto set opzione_id = opzione_id, ordine = 2 where id = ${rata}`),
    ).rejects.toEqual(vincolo('dovuto_rata'));
  });

  it('metadata beyond their bounds', async () => {
    const { posizioneId } = await unaPosizione(worker());
    const metti = (quante: number, valore: string, pagopa: boolean) =>
      prova(sql`insert into posizioni.metadato (ente_id, posizione_id, chiave, valore, per_pagopa)
                select ${ente.enteId}, ${posizioneId}, 'k' || n, ${valore}, ${pagopa} from generate_series(1, ${quante}::integer) as n`);
    await expect(metti(16, 'v', true)).rejects.toEqual(vincolo('metadato_limiti'));
    await expect(metti(2, 'v'.repeat(2100), false)).rejects.toEqual(vincolo('metadato_limiti'));
    await metti(15, 'v', true);
  });
});
