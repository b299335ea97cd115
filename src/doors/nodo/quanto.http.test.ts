import { sql } from 'kysely';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { fineGiorno, piuGiorni, type Giorno } from '#kernel/giorno';
import { cents } from '#kernel/importo';
import { impostaFunzione, registraCredenziale } from '#modules/enti';
import type { CodiceNodo } from '#modules/pagamenti';
import { impostaGradini, impostaTermine, leggiDovuto, registraNotifica } from '#modules/posizioni';
import type { Ctx, Mondo, RispostaImporto, ServizioImporti } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { FILI_MUTI, mondoDiProva } from '#support/mondo';
import { apriNodo, type NodoDiProva } from '#support/nodo';
import { dovutiConAvviso, dueModi, type DovutoDiProva } from '#support/quanto';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { FACCE } from './facce.ts';

const NOTIFICA = '2026-10-20' as Giorno;
const MINUTO_MS = 60_000;

let mondo: Mondo;
let nodo: NodoDiProva;
let ora = new Date();
let risposta: () => Promise<RispostaImporto>;
let chieste: { servizio: ServizioImporti; numeroAvviso: string }[];
const intermediari = new Map<string, string>();

beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva(), {
    orologio: () => ora,
    wires: {
      ...FILI_MUTI,
      attualizzazione: {
        chiedi: (servizio, { numeroAvviso }) => {
          chieste.push({ servizio, numeroAvviso });
          return risposta();
        },
      },
    },
  });
});
// A door for each: it remembers its enti for a while, by a clock that here goes to and fro.
beforeEach(async () => {
  ora = new Date();
  chieste = [];
  risposta = () => Promise.reject(new Error('the ente is not to be asked'));
  nodo = await apriNodo(mondo);
});
afterEach(() => nodo.chiudi());

const worker = (ente: EnteDiProva): Ctx => ctxDi(mondo, 'worker', ente.enteId);

/** An ente made today; the clock is moved afterwards. */
async function nuovoEnte(): Promise<EnteDiProva> {
  const ente = await unEnte(mondo);
  const { rows } = await sql<{ cf: string }>`
    select codice_fiscale as cf from enti.intermediario where id = ${ente.intermediarioId}`.execute(worker(ente).db);
  intermediari.set(ente.enteId, rows[0]?.cf ?? '');
  return ente;
}

type Operazione = 'paVerifyPaymentNoticeReq' | 'paGetPaymentReq' | 'paGetPaymentV2Request' | 'paSendRTV2Request';

async function manda(ente: EnteDiProva, radice: Operazione, corpo: string): Promise<string> {
  const testa = `<idPA>${ente.codiceFiscale}</idPA><idBrokerPA>${intermediari.get(ente.enteId)}</idBrokerPA>
    <idStation>${ente.stazione}</idStation>`;
  const esito = await nodo.app.inject({
    ...{ method: 'POST', url: `/nodo/${ente.segmento}/paForNode`, headers: { 'content-type': 'text/xml' } },
    payload: `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>
      <p:${radice} xmlns:p="http://pagopa-api.pagopa.gov.it/pa/paForNode.xsd">${testa}${corpo}</p:${radice}></s:Body></s:Envelope>`,
  });
  return esito.body;
}

const qr = (ente: EnteDiProva, d: DovutoDiProva): string =>
  `<qrCode><fiscalCode>${ente.codiceFiscale}</fiscalCode><noticeNumber>${d.numeroAvviso}</noticeNumber></qrCode>`;
const valori = (xml: string, nome: string): string[] =>
  [...xml.matchAll(new RegExp(`<${nome}>([^<]*)</${nome}>`, 'g'))].map(([, v = '']) => v.replaceAll('&#39;', "'"));
const uno = (xml: string, nome: string): string => valori(xml, nome)[0] ?? '';

/** What verify answers: amount and due date, or the code of the KO. */
async function verifica(ente: EnteDiProva, d: DovutoDiProva): Promise<string> {
  const xml = await manda(ente, 'paVerifyPaymentNoticeReq', qr(ente, d));
  return uno(xml, 'outcome') === 'OK' ? `${uno(xml, 'amount')} ${uno(xml, 'dueDate')}`.trim() : uno(xml, 'faultCode');
}

/** What getV2 answers: amount, then the transfers. */
async function attiva(ente: EnteDiProva, d: DovutoDiProva): Promise<string> {
  const xml = await manda(ente, 'paGetPaymentV2Request', qr(ente, d));
  if (uno(xml, 'outcome') !== 'OK') return uno(xml, 'faultCode');
  const metadati = valori(xml, 'key').map((k, n) => `${k}=${valori(xml, 'value')[n]}`);
  return [uno(xml, 'paymentAmount'), ...valori(xml, 'transferAmount'), ...metadati].join(' ');
}

let ricevute = 0;
async function paga(
  ente: EnteDiProva,
  d: DovutoDiProva,
  { importo, alle }: { importo: string; alle: string },
): Promise<string> {
  ricevute += 1;
  const xml = await manda(
    ente,
    'paSendRTV2Request',
    `<receipt><receiptId>q${ente.codiceFiscale}${ricevute}</receiptId><noticeNumber>${d.numeroAvviso}</noticeNumber>
     <fiscalCode>${ente.codiceFiscale}</fiscalCode><outcome>OK</outcome><creditorReferenceId>${d.iuv}</creditorReferenceId>
     <paymentAmount>${importo}</paymentAmount><transferList><transfer><idTransfer>1</idTransfer><transferAmount>${importo}</transferAmount>
     <fiscalCodePA>${ente.codiceFiscale}</fiscalCodePA></transfer></transferList><idPSP>P</idPSP>
     <paymentDateTime>${alle}</paymentDateTime></receipt>`,
  );
  return uno(xml, 'outcome');
}

async function stato(ente: EnteDiProva, d: DovutoDiProva): Promise<string> {
  const { rows } = await sql<{ stato: string; segni: string[]; pagato: number | null }>`
    select stato, da_verificare as segni, pagato_cents as pagato from posizioni.dovuto
     where ente_id = ${ente.enteId} and id = ${d.id}`.execute(worker(ente).db);
  return [rows[0]?.stato, rows[0]?.pagato, ...(rows[0]?.segni ?? [])].filter((v) => v !== null).join(' ');
}

async function storia(ente: EnteDiProva, d: DovutoDiProva): Promise<string[]> {
  const intero = await worker(ente).tx((t) => leggiDovuto(t, { dovutoId: d.id, tipiConsentiti: null }));
  return (intero?.storia ?? []).map((p) => [p.azione, p.importoCents, p.dettaglio?.perche].filter(Boolean).join(' '));
}

describe('a fine with two notices', () => {
  async function multa(): Promise<{ ente: EnteDiProva; ridotta: DovutoDiProva; ordinaria: DovutoDiProva }> {
    const ente = await nuovoEnte();
    const ctx = worker(ente);
    const senza = { scadenza: null };
    const due = await dovutiConAvviso(ctx, [
      { iud: 'RIDOTTA', importo: 7000, ...senza },
      { iud: 'ORDINARIA', importo: 10_000, ...senza },
    ]);
    const [ridotta, ordinaria] = due;
    if (ridotta === undefined || ordinaria === undefined) throw new Error('no fine');
    await dueModi(ctx, due);
    valoreDi(await impostaTermine(ctx, { opzioneId: ridotta.opzioneId, giorni: 5 }));
    const sanzione = { genere: 'sanzione', dal: null, dopoGiorni: 61, importoCents: cents(10_000), quota: 1 } as const;
    valoreDi(await impostaGradini(ctx, { dovutoId: ordinaria.id, gradini: [sanzione] }));
    return { ente, ridotta, ordinaria };
  }

  it('both are open until the notification is known; then day by day', async () => {
    const { ente, ridotta, ordinaria } = await multa();
    expect([await verifica(ente, ridotta), await verifica(ente, ordinaria)]).toEqual(['70.00', '100.00']);
    ora = fineGiorno(piuGiorni(NOTIFICA, 1));
    const { posizioneId } = ridotta;
    valoreDi(await registraNotifica(worker(ente), { posizioneId, giorno: NOTIFICA }));
    const casi: [number, string, string][] = [
      [0, '70.00 2026-10-25', '100.00 2026-12-19'],
      [5, '70.00 2026-10-25', '100.00 2026-12-19'],
      [6, 'PAA_PAGAMENTO_SCADUTO', '100.00 2026-12-19'],
      [60, 'PAA_PAGAMENTO_SCADUTO', '100.00 2026-12-19'],
      [61, 'PAA_PAGAMENTO_SCADUTO', '200.00'],
    ];
    for (const [giorno, r, o] of casi) {
      // Its last instant in Rome, and so the whole day.
      ora = new Date(fineGiorno(piuGiorni(NOTIFICA, giorno)).getTime() - 1);
      expect([giorno, await verifica(ente, ridotta), await verifica(ente, ordinaria)]).toEqual([giorno, r, o]);
    }
    expect(await attiva(ente, ordinaria)).toBe('200.00 200.00');
    expect(await attiva(ente, ridotta)).toBe('PAA_PAGAMENTO_SCADUTO');
    expect(await storia(ente, ridotta)).toEqual(['inserito 7000', 'modificato 7000', 'notificato 7000']);
  });

  it('the reduced one, paid on day 3, closes the other', async () => {
    const { ente, ridotta, ordinaria } = await multa();
    valoreDi(await registraNotifica(worker(ente), { posizioneId: ridotta.posizioneId, giorno: NOTIFICA }));
    ora = fineGiorno(piuGiorni(NOTIFICA, 2));
    expect(await paga(ente, ridotta, { importo: '70.00', alle: '2026-10-23T10:00:00' })).toBe('OK');
    expect(await stato(ente, ridotta)).toBe('pagato 7000');
    expect(await stato(ente, ordinaria)).toBe('estinto');
    expect(await verifica(ente, ordinaria)).toBe('PAA_PAGAMENTO_DUPLICATO');
  });

  it.each<[string, 'ridotta' | 'ordinaria', string, string, string]>([
    ['the amount of day 60, told before midnight', 'ordinaria', '100.00', '2026-12-20T00:20:00', 'pagato 10000'],
    ['and too late for it', 'ordinaria', '100.00', '2026-12-20T00:31:00', 'pagato 10000 importo_diverso'],
    ['the amount of day 61', 'ordinaria', '200.00', '2026-12-20T00:31:00', 'pagato 20000'],
    ['the reduced one begun on day 5', 'ridotta', '70.00', '2026-10-26T00:20:00', 'pagato 7000'],
    ['the reduced one when it was over', 'ridotta', '70.00', '2026-10-26T00:31:00', 'pagato 7000 era_scaduto'],
  ])('a receipt of %s', async (_, quale, importo, alle, atteso) => {
    const fine = await multa();
    valoreDi(await registraNotifica(worker(fine.ente), { posizioneId: fine.ridotta.posizioneId, giorno: NOTIFICA }));
    // The receipt comes hours later, when another amount holds.
    ora = new Date('2026-12-21T09:00:00Z');
    expect(await paga(fine.ente, fine[quale], { importo, alle })).toBe('OK');
    expect(await stato(fine.ente, fine[quale])).toBe(atteso);
  });
});

describe('steps and metadata', () => {
  it('are in the amount, in the shares and in what pagoPA is told', async () => {
    const ente = await nuovoEnte();
    const ctx = worker(ente);
    const [d] = await dovutiConAvviso(ctx, [{ iud: 'G1', importo: 5000, scadenza: '2099-12-31' }]);
    if (d === undefined) throw new Error('no dovuto');
    const spese = {
      genere: 'spese_notifica',
      dal: '2026-01-01' as Giorno,
      dopoGiorni: null,
      importoCents: cents(895),
      quota: 1,
    } as const;
    const interessi = { ...spese, genere: 'interessi', dal: '2026-12-01' as Giorno, importoCents: cents(12) } as const;
    valoreDi(await impostaGradini(ctx, { dovutoId: d.id, gradini: [interessi, spese] }));
    await sql`insert into posizioni.metadato (ente_id, posizione_id, chiave, valore, per_pagopa)
              values (${ente.enteId}, ${d.posizioneId}, 'TARI-TEFA-1', 'A000|2026|3944', true),
                     (${ente.enteId}, ${d.posizioneId}, 'pratica', 'riservata', false)`.execute(ctx.db);
    ora = new Date('2026-11-30T22:59:59Z');
    expect(await attiva(ente, d)).toBe('58.95 58.95 NOTIFICATION_FEE=895 TARI-TEFA-1=A000|2026|3944');
    ora = new Date('2026-11-30T23:00:00Z');
    expect(await attiva(ente, d)).toBe('59.07 59.07 NOTIFICATION_FEE=895 TARI-TEFA-1=A000|2026|3944');
    expect(await verifica(ente, d)).toBe('59.07 2099-12-31');
  });

  it('a digital stamp is asked for in V2, and V1 has no place for it', async () => {
    const ente = await nuovoEnte();
    const ctx = worker(ente);
    const [d] = await dovutiConAvviso(ctx, [{ iud: 'B1', importo: 1600 }]);
    if (d === undefined) throw new Error('no dovuto');
    const bollo = { hashDocumento: `${'a'.repeat(43)}=`, provincia: 'PD' };
    await sql`update posizioni.quota set conto_id = null, conto_postale_id = null, bollo = ${JSON.stringify(bollo)}::jsonb
               where ente_id = ${ente.enteId} and dovuto_id = ${d.id}`.execute(ctx.db);
    const xml = await manda(ente, 'paGetPaymentV2Request', qr(ente, d));
    expect(xml).toContain(
      `<richiestaMarcaDaBollo><hashDocumento>${bollo.hashDocumento}</hashDocumento><tipoBollo>01</tipoBollo><provinciaResidenza>PD<`,
    );
    expect(xml).not.toContain('<IBAN>');
    expect(uno(await manda(ente, 'paGetPaymentReq', qr(ente, d)), 'faultCode')).toBe('PAA_SEMANTICA');
    await expect(
      sql`update posizioni.quota set bollo = '{"hashDocumento": "x"}' where ente_id = ${ente.enteId} and dovuto_id = ${d.id}`.execute(
        ctx.db,
      ),
    ).rejects.toThrow(/quota_bollo_forma/);
  });
});

describe('an ente that refreshes its amounts', () => {
  async function conServizio({ funzione = true, credenziale = true } = {}): Promise<{
    ente: EnteDiProva;
    d: DovutoDiProva;
  }> {
    const ente = await nuovoEnte();
    const ctx = worker(ente);
    await sql`update enti.tipo_dovuto set attualizzazione = true where ente_id = ${ente.enteId}`.execute(ctx.db);
    const nome = { funzione: 'attualizzazione_importi', attiva: true, motivo: 'prova' };
    if (funzione) valoreDi(await impostaFunzione(ctx, nome));
    const servizio = {
      url: 'https://ente.example/importo',
      urlAccesso: 'https://ente.example/accesso',
      utente: 'mypay',
    };
    const chi = { scopo: 'attualizzazione_importi', enteId: ente.enteId, tipoDovutoId: null, segreto: 'segreta' };
    if (credenziale) valoreDi(await registraCredenziale(ctx, { ...chi, ...servizio }));
    const [d] = await dovutiConAvviso(ctx, [{ iud: 'Q1', importo: 10_000, scadenza: null }]);
    if (d === undefined) throw new Error('no dovuto');
    ora = new Date(ora.getTime() + 1000);
    return { ente, d };
  }
  const dice =
    (importoCents: number, bilancio: string | null = null) =>
    (): Promise<RispostaImporto> =>
      Promise.resolve({ esito: 'importo', importoCents, bilancio });

  it('is asked once for half an hour, and its amount is paid', async () => {
    const { ente, d } = await conServizio();
    risposta = dice(10_850, '[{"capitolo":"12","importo":"108.50"}]');
    const insieme = await Promise.all([verifica(ente, d), verifica(ente, d), attiva(ente, d)]);
    expect(insieme).toEqual(['108.50', '108.50', '108.50 108.50']);
    expect(chieste).toEqual([
      {
        servizio: {
          urlAccesso: 'https://ente.example/accesso',
          urlImporto: 'https://ente.example/importo',
          utente: 'mypay',
          password: 'segreta',
        },
        numeroAvviso: d.numeroAvviso,
      },
    ]);
    ora = new Date(ora.getTime() + 29 * MINUTO_MS);
    expect(await attiva(ente, d)).toBe('108.50 108.50');
    expect(chieste).toHaveLength(1);
    ora = new Date(ora.getTime() + MINUTO_MS);
    risposta = dice(11_000);
    expect(await verifica(ente, d)).toBe('110.00');
    expect(await storia(ente, d)).toEqual(['inserito 10000', 'quotato 10850', 'quotato 11000']);
    const { rows } = await sql<{ importo: number }>`
      select importo_cents as importo from posizioni.dovuto where ente_id = ${ente.enteId} and id = ${d.id}`.execute(
      worker(ente).db,
    );
    expect(rows).toEqual([{ importo: 10_000 }]);
    const alle = (ms: number): string =>
      new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome', dateStyle: 'short', timeStyle: 'medium' })
        .format(ms)
        .replace(' ', 'T');
    expect(await paga(ente, d, { importo: '108.50', alle: alle(ora.getTime()) })).toBe('OK');
    expect(await stato(ente, d)).toBe('pagato 10850');
  });

  it.each<[string, RispostaImporto]>([
    ['codice_002', { esito: 'codice', codice: '002' }],
    ['codice_003', { esito: 'codice', codice: '003' }],
    ['tempo_scaduto', { esito: 'nessuna', perche: 'tempo_scaduto' }],
    ['circuito_aperto', { esito: 'nessuna', perche: 'circuito_aperto' }],
  ])('%s: what is written is asked, and the history says why, once', async (perche, detta) => {
    const { ente, d } = await conServizio();
    risposta = () => Promise.resolve(detta);
    expect(await verifica(ente, d)).toBe('100.00');
    expect(await attiva(ente, d)).toBe('100.00 100.00');
    expect(chieste).toHaveLength(2);
    expect(await storia(ente, d)).toEqual(['inserito 10000', `non_quotato 10000 ${perche}`]);
  });

  it.each<[string, CodiceNodo, RispostaImporto]>([
    ['codice_004', 'NON_PAGABILE_PER_ENTE', { esito: 'codice', codice: '004' }],
    ['importo_incoerente', 'QUOTAZIONE_INCOERENTE', { esito: 'importo', importoCents: 0, bilancio: null }],
    [
      'bilancio_incoerente',
      'QUOTAZIONE_INCOERENTE',
      { esito: 'importo', importoCents: 500, bilancio: '[{"capitolo":"1","importo":"4.00"}]' },
    ],
    [
      'bilancio_incoerente',
      'QUOTAZIONE_INCOERENTE',
      { esito: 'importo', importoCents: 500, bilancio: String.raw`[{"capitolo":"1\u0000","importo":"5.00"}]` },
    ],
  ])('%s: KO %s', async (perche, codice, detta) => {
    const { ente, d } = await conServizio();
    risposta = () => Promise.resolve(detta);
    const xml = await manda(ente, 'paVerifyPaymentNoticeReq', qr(ente, d));
    expect([uno(xml, 'faultCode'), uno(xml, 'description')]).toEqual([FACCE[codice].codice, FACCE[codice].descrizione]);
    expect(await attiva(ente, d)).toBe('PAA_SEMANTICA');
    expect(await storia(ente, d)).toEqual(['inserito 10000', `non_quotato 10000 ${perche}`]);
  });

  it('is not asked where the function is off, nor for what cannot be paid; where it is not configured the history says so', async () => {
    const spento = await conServizio({ funzione: false });
    const senza = await conServizio({ credenziale: false });
    const { ente, d } = await conServizio();
    expect(await verifica(spento.ente, spento.d)).toBe('100.00');
    expect(await storia(spento.ente, spento.d)).toEqual(['inserito 10000']);
    expect(await verifica(senza.ente, senza.d)).toBe('100.00');
    expect(await storia(senza.ente, senza.d)).toEqual(['inserito 10000', 'non_quotato 10000 non_configurato']);
    expect(await paga(ente, d, { importo: '100.00', alle: '2026-11-20T10:00:00' })).toBe('OK');
    expect(await verifica(ente, d)).toBe('PAA_PAGAMENTO_DUPLICATO');
    expect(chieste).toEqual([]);
  });

  it('a dovuto that has changed meanwhile is asked about again', async () => {
    const { ente, d } = await conServizio();
    risposta = dice(10_850);
    expect(await verifica(ente, d)).toBe('108.50');
    valoreDi(await registraNotifica(worker(ente), { posizioneId: d.posizioneId, giorno: '2026-01-01' as Giorno }));
    risposta = dice(12_000);
    expect(await verifica(ente, d)).toBe('120.00');
    expect(chieste).toHaveLength(2);
  });

  it('a credential that no key opens any more is as none', async () => {
    const { ente, d } = await conServizio();
    await sql`update enti.credenziale set chiave_id = 'ffffffffffffffff' where ente_id = ${ente.enteId}`.execute(
      worker(ente).db,
    );
    expect(await verifica(ente, d)).toBe('100.00');
    expect(await storia(ente, d)).toEqual(['inserito 10000', 'non_quotato 10000 non_configurato']);
    expect(chieste).toEqual([]);
  });

  it('where an ente answers is read once for those who ask together, and again soon after', async () => {
    const { ente, d } = await conServizio();
    risposta = dice(10_850);
    await verifica(ente, d);
    await sql`update enti.credenziale set chiave_id = 'ffffffffffffffff' where ente_id = ${ente.enteId}`.execute(
      worker(ente).db,
    );
    const [altro] = await dovutiConAvviso(worker(ente), [{ iud: 'Q2', importo: 10_000 }]);
    if (altro === undefined) throw new Error('no dovuto');
    expect(await verifica(ente, altro)).toMatch(/^108.50/);
    ora = new Date(ora.getTime() + 31 * MINUTO_MS);
    expect(await verifica(ente, altro)).toMatch(/^100.00/);
    expect(chieste).toHaveLength(2);
  });

  it('what is being asked of one version is no answer for the next', async () => {
    const { ente, d } = await conServizio();
    const attese: ((r: RispostaImporto) => void)[] = [];
    risposta = () => new Promise((fatto) => attese.push(fatto));
    const prima = verifica(ente, d);
    await vi.waitFor(() => expect(attese).toHaveLength(1));
    valoreDi(await registraNotifica(worker(ente), { posizioneId: d.posizioneId, giorno: '2026-01-01' as Giorno }));
    const dopo = verifica(ente, d);
    await vi.waitFor(() => expect(attese).toHaveLength(2));
    attese[0]?.({ esito: 'importo', importoCents: 10_850, bilancio: null });
    attese[1]?.({ esito: 'importo', importoCents: 12_000, bilancio: null });
    expect([await prima, await dopo, await attiva(ente, d)]).toEqual(['108.50', '120.00', '120.00 120.00']);
  });
});
