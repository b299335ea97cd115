import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { registraTipoDovuto } from '#modules/enti';
import type { Mondo } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { consegna, ricevutaLetta } from '#support/ricevute';
import { apriSil, chiamaSil, passwordSil, type RispostaSil, type SilDiProva } from '#support/sil';
import { base64, listaSecondari, secondario, versamento, type DettoVersamento } from '#support/sil-documenti';
import { ctxDi, TIPO, unEnte, type EnteDiProva } from '#support/un-ente';
import { importa } from './importa.ts';

let mondo: Mondo;
let sil: SilDiProva;
let ente: EnteDiProva;
let altro: EnteDiProva;
const password = new Map<EnteDiProva, string>();

beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  sil = await apriSil(mondo);
  ente = await unEnte(mondo);
  altro = await unEnte(mondo);
  for (const uno of [ente, altro]) password.set(uno, await passwordSil(mondo, uno));
  const ctx = ctxDi(mondo, 'worker', ente.enteId);
  const conto = { contoId: ente.contoId, contoPostaleId: null };
  const comune = { ...TIPO, ...conto };
  valoreDi(await registraTipoDovuto(ctx, { ...comune, codice: 'CHIUSO', attivo: false }));
  valoreDi(await registraTipoDovuto(ctx, { ...comune, codice: 'SCADE', scadenzaObbligatoria: true }));
  valoreDi(await registraTipoDovuto(ctx, { ...comune, codice: 'ANON', codiceFiscaleAnonimo: true }));
});
afterAll(() => sil.chiudi());

type Detto = DettoVersamento & {
  iud?: string | null;
  genera?: boolean;
  di?: EnteDiProva;
  altro?: string;
  dovuto?: string;
};

async function manda({ iud = null, genera = true, di = ente, altro = '', dovuto, ...v }: Detto): Promise<RispostaSil> {
  const campi = { identificativoUnivocoDovuto: iud, ...v.campi };
  return chiamaSil(sil.app, {
    nome: 'paaSILImportaDovuto',
    codIpa: di.codIpa,
    password: password.get(di) ?? '',
    campi: { dovuto: dovuto ?? base64(versamento({ ...v, campi })), flagGeneraIuv: genera },
    altro,
  });
}

let quanti = 0;
const nuovo = (): string => `IUD-${(quanti += 1)}`;

async function riuscita(detto: Detto): Promise<RispostaSil> {
  const risposta = await manda(detto);
  expect([risposta.fault, risposta.descrizione, risposta.campo('esito')]).toEqual([null, null, 'OK']);
  return risposta;
}

type Scritto = Record<string, unknown>;
async function scritto(iud: string, di = ente): Promise<Scritto | undefined> {
  const { rows } = await sql<Scritto>`
    select d.stato, d.importo_cents as importo, d.iuf, d.causale, d.bilancio, d.versione, d.canali, p.indirizzo, p.civico, p.nazione,
           p.provincia, p.cap, i.iuv,
           (select count(*)::integer from posizioni.quota as q where q.ente_id = d.ente_id and q.dovuto_id = d.id) as quote
      from posizioni.dovuto as d join posizioni.posizione as p on p.ente_id = d.ente_id and p.id = d.posizione_id
      left join posizioni.iuv as i on i.ente_id = d.ente_id and i.id = d.iuv_id
     where d.ente_id = ${di.enteId} and d.iud = ${iud}`.execute(ctxDi(mondo, 'worker', di.enteId).db);
  return rows[0];
}

/** What makes each refusal: a test compares it with what the operation says that it may refuse. */
const CASI: Record<string, () => Promise<RispostaSil>> = {
  PAA_XML_NON_VALIDO: () => manda({ dovuto: base64('<Versamento/>') }),
  PAA_AZIONE_NON_VALIDO: () => manda({ iud: nuovo(), campi: { azione: 'X' } }),
  PAA_IUV_NON_VALIDO: () => manda({ iud: nuovo(), campi: { identificativoUnivocoVersamento: '123' } }),
  PAA_IMPORTO_SINGOLO_VERSAMENTO_NON_VALIDO: () =>
    manda({
      iud: nuovo(),
      campi: { importoSingoloVersamento: '999999999.99' },
      altro: listaSecondari([secondario()]),
    }),
  PAA_IMPORTO_BILANCIO_NON_VALIDO: () => manda({ iud: nuovo(), bilancio: ['120.00', '0.49'] }),
  PAA_IDENT_TIPO_DOVUTO_NON_PRESENTE: () => manda({ iud: nuovo(), campi: { identificativoTipoDovuto: ' ' } }),
  PAA_IDENTIFICATIVO_TIPO_DOVUTO_NON_VALIDO: () => manda({ iud: nuovo(), campi: { identificativoTipoDovuto: 'MAI' } }),
  PAA_IDENTIFICATIVO_TIPO_DOVUTO_NON_ABILITATO: () =>
    manda({ iud: nuovo(), campi: { identificativoTipoDovuto: 'CHIUSO' } }),
  PAA_SOGG_PAG_NON_VALORIZZATO: () => manda({ iud: nuovo(), pagatore: null }),
  PAA_TIPO_VERSAMENTO_NON_VALIDO: () => manda({ iud: nuovo(), campi: { tipoVersamento: 'ALL|BBT' } }),
  PAA_IUD_NON_VALIDO: () => manda({ iud: '000123' }),
  PAA_CAUSALE_NON_PRESENTE: () => manda({ iud: nuovo(), campi: { causaleVersamento: ' ' } }),
  PAA_CODICE_FISCALE_NON_VALIDO: () => manda({ iud: nuovo(), pagatore: { codice: 'RSSMRA80A01H501X' } }),
  PAA_P_IVA_NON_VALIDO: () => manda({ iud: nuovo(), pagatore: { tipo: 'G', codice: '00000000019' } }),
  PAA_LIMITAZIONE_ENTI_SECONDARI_ERROR: () =>
    manda({ iud: nuovo(), altro: listaSecondari([secondario(), secondario()]) }),
  PAA_DATI_SPECIFICI_RISCOSSIONE_NON_VALIDO: () =>
    manda({ iud: nuovo(), altro: listaSecondari([secondario({ datiSpecificiRiscossione: '9/9999999ZZ/' })]) }),
  PAA_ENTE_SECONDARIO_NON_VALIDO: () =>
    manda({ iud: nuovo(), altro: listaSecondari([secondario({ ibanAccreditoBeneficiario: 'IT00X' })]) }),
  PAA_IMPORT_DATA_SCADENZA_PAGAMENTO_OBBLIGATORIA: () =>
    manda({ iud: nuovo(), campi: { identificativoTipoDovuto: 'SCADE', dataEsecuzionePagamento: '2020-01-01' } }),
  PAA_IMPORT_IUD_DUPLICATO: async () => {
    const iud = nuovo();
    await riuscita({ iud });
    return manda({ iud });
  },
  PAA_IMPORT_IUV_DUPLICATO: async () => {
    const campi = { identificativoUnivocoVersamento: '01110000000000011' };
    await riuscita({ iud: nuovo(), genera: false, campi });
    return manda({ iud: nuovo(), genera: false, campi });
  },
  PAA_IMPORT_DOVUTO_NON_PRESENTE: () => manda({ iud: nuovo(), campi: { azione: 'A' } }),
  PAA_IMPORT_TIPO_DOVUTO_NON_MODIFICABILE: async () => {
    const iud = nuovo();
    const iuv = (await riuscita({ iud })).campo('identificativoUnivocoVersamento');
    return manda({
      iud,
      campi: { azione: 'M', identificativoTipoDovuto: 'ANON', identificativoUnivocoVersamento: iuv },
    });
  },
  PAA_IMPORT_IUV_NO_NULLABLE: async () => {
    const iud = nuovo();
    await riuscita({ iud });
    return manda({ iud, campi: { azione: 'M' } });
  },
  PAA_SYSTEM_ERROR: () => manda({ iud: nuovo(), campi: { azione: 'M' } }),
};

it.each(importa.fault)('refuses with %s', async (codice) => {
  expect(await CASI[codice]?.()).toMatchObject({ fault: codice });
});

it('a refusal says in words what is wrong', async () => {
  const { descrizione } = await manda({ dovuto: base64(versamento({ campi: { importoSingoloVersamento: '1.234' } })) });
  expect(descrizione).toBe('riga 1, elemento importoSingoloVersamento: non ha il formato previsto');
  expect((await manda({ dovuto: 'non è base64' })).descrizione).toBe('Versamento: non è base64');
});

describe('what is inserted', () => {
  it('is a dovuto as a file would have made it, with its notice', async () => {
    const iud = nuovo();
    const pagatore = {
      ...{ indirizzoPagatore: 'Città Però #7', civicoPagatore: 'n° 3', nazionePagatore: 'QQ', provinciaPagatore: 'QQ' },
      capPagatore: '0/1',
    };
    const risposta = await riuscita({ iud, pagatore, bilancio: ['120.00', '0.5'] });
    const iuv = risposta.campo('identificativoUnivocoVersamento');
    expect(iuv).toMatch(/^0100\d{13}$/);
    expect(await scritto(iud)).toEqual({
      ...{ stato: 'da_pagare', importo: 12_050, iuf: `_${ente.codIpa}_IMPORT-DOVUTO`, causale: 'Tassa rifiuti 2026' },
      bilancio:
        '<bilancio><capitolo><codCapitolo>CAP1</codCapitolo><accertamento><importo>120.00</importo></accertamento>' +
        '<accertamento><importo>0.5</importo></accertamento></capitolo></bilancio>',
      ...{ indirizzo: 'Citta Pero 7', civico: 'n 3', nazione: null, provincia: 'QQ', cap: null, iuv, quote: 1 },
      ...{ versione: 1, canali: 'ALL' },
    });
    const url = new URL(risposta.campo('urlFileAvviso') ?? '');
    expect(url.href).toContain(`${mondo.config.urlPubblico}/public/landing/avviso?id=`);
    const pdf = await sil.app.inject({ url: url.pathname + url.search });
    expect([pdf.statusCode, pdf.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect(pdf.headers['content-disposition']).toContain(`MYPAY_AVVISO_${ente.codIpa.toUpperCase()}_${iuv ?? ''}.pdf`);
    url.searchParams.set('id', crypto.randomUUID());
    expect((await sil.app.inject({ url: url.pathname + url.search })).statusCode).toBe(400);
  });

  it.each([
    ['10', 1000],
    ['10.5', 1050],
    ['10.50', 1050],
  ])('takes an amount as it was written in 2022 too: %s', async (importo, cents) => {
    const iud = nuovo();
    await riuscita({ iud, campi: { importoSingoloVersamento: importo } });
    expect(await scritto(iud)).toMatchObject({ importo: cents });
  });

  it.each([
    ['17 of the ente', '01550000000000012', false, null],
    ['17 where ours are generated', '01000000000000012', false, 'PAA_IUV_NON_VALIDO'],
    ['17 of another segregation code', '02550000000000012', false, 'PAA_IUV_NON_VALIDO'],
    ['15, since May 2024', '123456789012345', false, 'PAA_IUV_NON_VALIDO'],
    ['25, since May 2024', 'RF18539007547034000000000', false, 'PAA_IUV_NON_VALIDO'],
  ])('an IUV of %s', async (_, iuv, genera, atteso) => {
    const risposta = await manda({ iud: nuovo(), genera, campi: { identificativoUnivocoVersamento: iuv } });
    expect(risposta.fault).toBe(atteso);
    if (atteso === null) expect(risposta.campo('identificativoUnivocoVersamento')).toBe(iuv);
    expect(risposta.campo('urlFileAvviso')).toBeNull();
  });

  it('may be without an IUV, of nobody in particular, in base64 twice', async () => {
    const iud = nuovo();
    const campi = { identificativoTipoDovuto: 'ANON', identificativoUnivocoDovuto: iud };
    const dovuto = base64(base64(versamento({ campi, pagatore: { codice: 'ANONIMO' } })));
    const risposta = await riuscita({ genera: false, dovuto });
    expect(risposta.campo('identificativoUnivocoVersamento')).toBeNull();
    expect(await scritto(iud)).toMatchObject({ iuv: null, stato: 'da_pagare' });
  });

  it('may owe to one other ente', async () => {
    const iud = nuovo();
    await riuscita({ iud, altro: listaSecondari([secondario({ indirizzoBeneficiario: 'Via Lunga' })]) });
    expect(await scritto(iud)).toMatchObject({ importo: 12_550, quote: 2 });
    const rotto = { iud: nuovo(), altro: listaSecondari([versamento({})]) };
    expect(await manda(rotto)).toMatchObject({ fault: 'PAA_XML_NON_VALIDO' });
    const conIbanNostro = listaSecondari([secondario({ ibanAccreditoBeneficiario: altro.iban })]);
    const suo = await manda({ iud: nuovo(), altro: conIbanNostro });
    expect([null, 'PAA_ENTE_SECONDARIO_NON_VALIDO']).toContain(suo.fault);
  });

  it('is one, however many times at once it is sent', async () => {
    const iud = nuovo();
    const esiti = await Promise.all([1, 2, 3].map(() => manda({ iud })));
    expect(esiti.map(({ fault }) => fault ?? 'OK').sort()).toEqual([
      'OK',
      'PAA_IMPORT_IUD_DUPLICATO',
      'PAA_IMPORT_IUD_DUPLICATO',
    ]);
  });
});

describe('what is there already', () => {
  it('is modified, annulled, and revived with its own IUV', async () => {
    const iud = nuovo();
    const iuv = (await riuscita({ iud })).campo('identificativoUnivocoVersamento');
    const con = { identificativoUnivocoVersamento: iuv };
    const cambiato = { ...con, azione: 'M', importoSingoloVersamento: '99.00' };
    expect((await riuscita({ iud, campi: cambiato })).campo('urlFileAvviso')).toContain('/public/landing/avviso?');
    expect(await scritto(iud)).toMatchObject({ importo: 9900, iuv, versione: 2 });
    const annullato = await riuscita({ iud, campi: { ...con, azione: 'A' } });
    expect(annullato.campo('urlFileAvviso')).toBeNull();
    expect(await scritto(iud)).toMatchObject({ stato: 'annullato' });
    expect(await manda({ iud, campi: { ...con, azione: 'A' } })).toMatchObject({ fault: 'PAA_SYSTEM_ERROR' });
    expect((await riuscita({ iud, campi: con })).campo('identificativoUnivocoVersamento')).toBe(iuv);
    expect(await scritto(iud)).toMatchObject({ stato: 'da_pagare', importo: 12_050, iuv, versione: 4 });
  });

  it('paid, it changes no more; of another ente, it is not there', async () => {
    const iud = nuovo();
    const iuv = (await riuscita({ iud })).campo('identificativoUnivocoVersamento') ?? '';
    const campi = { azione: 'M', identificativoUnivocoVersamento: iuv };
    expect(await manda({ iud, campi, di: altro })).toMatchObject({ fault: 'PAA_SYSTEM_ERROR' });
    expect(await manda({ iud, campi: { ...campi, azione: 'A' }, di: altro })).toMatchObject({
      fault: 'PAA_IMPORT_DOVUTO_NON_PRESENTE',
    });
    await riuscita({ iud, di: altro });
    await consegna(mondo, ente, ricevutaLetta(ente, { iuv, numeroAvviso: `3${iuv}`, importo: 12_050, receiptId: iud }));
    for (const [azione, codice] of [
      ['M', 'PAA_SYSTEM_ERROR'],
      ['A', 'PAA_SYSTEM_ERROR'],
      ['I', 'PAA_IMPORT_IUD_DUPLICATO'],
    ] as const)
      expect(await manda({ iud, campi: { ...campi, azione } })).toMatchObject({ fault: codice });
    expect(await scritto(iud)).toMatchObject({ stato: 'pagato' });
  });

  it('is printed from what the request says, and nothing is kept of it', async () => {
    const iud = nuovo();
    const iuv = (await riuscita({ iud })).campo('identificativoUnivocoVersamento');
    const campi = { azione: 'S', identificativoUnivocoVersamento: iuv, importoSingoloVersamento: '7.00' };
    const zip = Buffer.from((await riuscita({ iud, genera: false, campi })).campo('base64ZipAvviso') ?? '', 'base64');
    expect(zip.subarray(0, 2).toString()).toBe('PK');
    expect(zip.toString('latin1')).toContain(`avviso_${ente.codiceFiscale}_${iuv ?? ''}.pdf`);
    expect(await scritto(iud)).toMatchObject({ importo: 12_050, versione: 1 });
    expect(await manda({ iud, campi })).toMatchObject({ fault: 'PAA_SYSTEM_ERROR' });
    expect(await manda({ iud, genera: false, campi, di: altro })).toMatchObject({ fault: 'PAA_IUV_NON_VALIDO' });
  });
});
