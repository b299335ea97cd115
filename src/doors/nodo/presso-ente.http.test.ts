import { sql } from 'kysely';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { AvvisoDetto, PagamentoDetto, TrasferimentoDetto } from '#kernel/detto-ente';
import {
  impostaPressoEnte,
  leggiPressoEnte,
  lavori,
  scorriPagati,
  type DovutoPagato,
  type SceltePressoEnte,
} from '#modules/pagamenti';
import type { Mondo } from '#platform/contesto';
import type { AvvisoChiestoEnte, PagamentoChiestoEnte, RispostaServizio, ServizioEnte } from '#platform/servizio-ente';
import { databaseDiProva } from '#support/db';
import { FILI_MUTI, mondoDiProva } from '#support/mondo';
import { apriNodo, ricevutaSoap, type NodoDiProva } from '#support/nodo';
import { dovutiConAvviso } from '#support/quanto';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { FACCE } from './facce.ts';

const AVVISO = '301110000000012345';
const IUV = AVVISO.slice(1);

let mondo: Mondo;
let nodo: NodoDiProva;
let ora = new Date();
/** By how much the clock goes on each time that it is looked at. */
let passo = 0;
let verifica: RispostaServizio<AvvisoDetto>;
/** What is waited for instead, where it takes its time. */
let lenta: Promise<RispostaServizio<AvvisoDetto>> | null;
let pagamento: RispostaServizio<PagamentoDetto>;
let chiesti: (AvvisoChiestoEnte | PagamentoChiestoEnte)[];
let servizi: ServizioEnte[];

beforeAll(async () => {
  const chiedi =
    <D>(risposta: () => RispostaServizio<D> | Promise<RispostaServizio<D>>) =>
    (servizio: ServizioEnte, chi: AvvisoChiestoEnte | PagamentoChiestoEnte): Promise<RispostaServizio<D>> => {
      servizi.push(servizio);
      chiesti.push(chi);
      return Promise.resolve(risposta());
    };
  mondo = mondoDiProva(await databaseDiProva(), {
    orologio: () => (ora = new Date(ora.getTime() + passo)),
    wires: { ...FILI_MUTI, servizioEnte: { verifica: chiedi(() => lenta ?? verifica), paga: chiedi(() => pagamento) } },
  });
});
beforeEach(async () => {
  [ora, passo] = [new Date(), 0];
  [chiesti, servizi, lenta] = [[], [], null];
  nodo = await apriNodo(mondo);
});
afterEach(() => nodo.chiudi());

const DETTO: AvvisoDetto = {
  ...{ causale: 'Mensa di novembre', codiceFiscale: null, denominazione: 'Comune di Prova', settore: 'Scuola' },
  ...{ importo: '10.00', scadenza: '2027-01-31', dettaglio: 'Pasti di novembre', tutteCcp: 'true' },
};
const trasferimento = (ente: EnteDiProva, parti: Partial<TrasferimentoDetto> = {}): TrasferimentoDetto => ({
  ...{ numero: '1', importo: '10.00', codiceFiscale: ente.codiceFiscale, iban: ente.iban, causale: 'Mensa' },
  ...{ tassonomia: '9/0101101IM/', bollo: null, metadati: [], ...parti },
});
const NESSUNO = {
  indirizzo: null,
  civico: null,
  cap: null,
  localita: null,
  provincia: null,
  nazione: null,
  email: null,
};
const pagato = (ente: EnteDiProva, parti: Partial<PagamentoDetto> = {}): PagamentoDetto => ({
  ...{
    iuv: IUV,
    importo: '10.00',
    scadenza: '2027-01-31',
    causale: 'Mensa di novembre',
    denominazione: null,
    settore: null,
  },
  debitore: { tipo: 'F', codice: 'RSSMRA80A01H501U', anagrafica: 'Maria Rossi', ...NESSUNO },
  trasferimenti: [trasferimento(ente)],
  ...parti,
});
const detto = <D>(d: D): RispostaServizio<D> => ({ esito: 'detto', detto: d });

async function ente(scelte: Partial<SceltePressoEnte> = {}): Promise<EnteDiProva> {
  const suo = await unEnte(mondo);
  const tutte = {
    ...{ attivo: true, url: 'https://gestionale.example/ws/pa/', attesaMs: 4000, ancheNostri: false },
    ...{ tipoDovutoId: suo.tipoDovutoId, ...scelte },
  };
  valoreDi(await impostaPressoEnte(ctxDi(mondo, 'ufficio', suo.enteId), { ...tutte, visto: null }));
  await nodo.chiudi();
  nodo = await apriNodo(mondo);
  verifica = detto(DETTO);
  pagamento = detto(pagato(suo));
  return suo;
}

async function intermediario(di: EnteDiProva): Promise<string> {
  const { rows } = await sql<{ cf: string }>`
    select codice_fiscale as cf from enti.intermediario where id = ${di.intermediarioId}`.execute(
    ctxDi(mondo, 'worker').db,
  );
  return rows[0]?.cf ?? '';
}

type Radice = 'paVerifyPaymentNoticeReq' | 'paGetPaymentReq' | 'paGetPaymentV2Request';

async function manda(di: EnteDiProva, radice: Radice, numero = AVVISO, altro = ''): Promise<string> {
  const testa = `<idPA>${di.codiceFiscale}</idPA><idBrokerPA>${await intermediario(di)}</idBrokerPA><idStation>${di.stazione}</idStation>
    <qrCode><fiscalCode>${di.codiceFiscale}</fiscalCode><noticeNumber>${numero}</noticeNumber></qrCode>`;
  return spedisci(
    di,
    `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>
     <p:${radice} xmlns:p="http://pagopa-api.pagopa.gov.it/pa/paForNode.xsd">${testa}${altro}</p:${radice}></s:Body></s:Envelope>`,
  );
}

async function spedisci(di: EnteDiProva, payload: string): Promise<string> {
  const url = `/nodo/${di.segmento}/paForNode`;
  const headers = { 'content-type': 'text/xml' };
  return (await nodo.app.inject({ method: 'POST', url, headers, payload })).body.replaceAll('&#39;', "'");
}

const uno = (xml: string, nome: string): string => new RegExp(`<${nome}>([^<]*)</${nome}>`).exec(xml)?.[1] ?? '';
const paga = (di: EnteDiProva, receiptId: string): Promise<string> =>
  spedisci(di, ricevutaSoap(di, { iuv: IUV, numeroAvviso: AVVISO }, { receiptId, pagata: '2026-11-20T10:11:12' }));

async function pagatiDi({ enteId }: EnteDiProva): Promise<unknown[]> {
  const { rows } = await sql`
    select d.stato, d.da_verificare as segni, r.da_rimborsare as rimborso, r.genere
      from posizioni.dovuto as d join pagamenti.ricevuta as r on r.ente_id = d.ente_id and r.iuv_id = d.iuv_id
     where d.ente_id = ${enteId}`.execute(ctxDi(mondo, 'worker', enteId).db);
  return rows;
}

/** What its service has said of notices whose payment was opened. */
async function detti({ enteId }: EnteDiProva): Promise<unknown[]> {
  const ctx = ctxDi(mondo, 'worker', enteId);
  return (await sql`select from pagamenti.avviso_ente where ente_id = ${enteId}`.execute(ctx.db)).rows;
}

/** Runs what the receipt has left to be done, as the worker does. */
async function lavora(di: EnteDiProva): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select r.id from pagamenti.ricevuta as r where r.ente_id = ${di.enteId}`.execute(ctxDi(mondo, 'worker').db);
  const accoglie = lavori(() => null).find(({ nome }) => nome === 'pagamenti.accogli_orfana');
  for (const { id } of rows) await accoglie?.esegui(ctxDi(mondo, 'worker', di.enteId), { ricevutaId: id });
}

describe('a notice that only the ente knows', () => {
  it('is answered in its words', async () => {
    const suo = await ente();
    const xml = await manda(suo, 'paVerifyPaymentNoticeReq');
    const campi = ['outcome', 'amount', 'options', 'dueDate', 'detailDescription', 'allCCP', 'paymentDescription'];
    expect(campi.map((nome) => uno(xml, nome)).join(' ')).toBe(
      'OK 10.00 EQ 2027-01-31 Pasti di novembre true Mensa di novembre',
    );
    expect([uno(xml, 'companyName'), uno(xml, 'officeName')]).toEqual(['Comune di Prova', 'Scuola']);
    const { codiceFiscale, stazione } = suo;
    expect(chiesti).toEqual([
      { codiceFiscale, stazione, intermediario: await intermediario(suo), numeroAvviso: AVVISO },
    ]);
    expect(servizi).toEqual([{ url: 'https://gestionale.example/ws/pa/', attesaMs: 4000 }]);
  });

  it.each(['paGetPaymentReq', 'paGetPaymentV2Request'] as const)(
    '%s: its transfers, and what was asked is passed on',
    async (radice) => {
      const suo = await ente();
      const altro =
        '<amount>9.00</amount><paymentNote>IDS-x</paymentNote><transferType>PAGOPA</transferType><dueDate>2027-01-31</dueDate>';
      const xml = await manda(suo, radice, AVVISO, altro);
      const detti = [
        'outcome',
        'creditorReferenceId',
        'paymentAmount',
        'fullName',
        'IBAN',
        'remittanceInformation',
        'transferCategory',
      ];
      expect(detti.map((nome) => uno(xml, nome))).toEqual([
        'OK',
        IUV,
        '10.00',
        'Maria Rossi',
        suo.iban,
        'Mensa',
        '9/0101101IM/',
      ]);
      expect(chiesti).toMatchObject([{ importo: '9.00', nota: 'IDS-x', tipo: 'PAGOPA', scadenza: '2027-01-31' }]);
    },
  );

  it('the ente finds it paid: in its exports, with its tipo, and nothing to be given back', async () => {
    const suo = await ente();
    await manda(suo, 'paGetPaymentV2Request');
    expect(uno(await paga(suo, 'rt1'), 'outcome')).toBe('OK');
    // Before the job, too, nobody pays it again.
    expect(uno(await manda(suo, 'paVerifyPaymentNoticeReq'), 'faultCode')).toBe('PAA_PAGAMENTO_DUPLICATO');
    await lavora(suo);
    await lavora(suo);
    const ctx = ctxDi(mondo, 'worker', suo.enteId);
    const quando = { da: new Date(0), a: new Date(ora.getTime() + 86_400_000) };
    const filtro = { quando, tipoDovuto: '', tipiConsentiti: null, conRicevuta: false };
    const pagati: DovutoPagato[] = [];
    await ctx.tx(async (t) => {
      for await (const pagina of scorriPagati(t, filtro)) pagati.push(...pagina);
    });
    expect(pagati).toMatchObject([
      {
        iuv: IUV,
        tipoDovuto: 'TARI',
        receiptId: 'rt1',
        totaleCents: 1000,
        quotaCents: 1000,
        iuf: `_${suo.codIpa}_ESTERNO-ANONIMO`,
      },
    ]);
    expect(await pagatiDi(suo)).toEqual([{ stato: 'pagato', segni: [], rimborso: false, genere: 'orfana' }]);
    const { uso } = await leggiPressoEnte(ctxDi(mondo, 'ufficio', suo.enteId));
    expect(uso).toEqual({ iniziati: 1, pagati: 1 });
    expect(uno(await manda(suo, 'paVerifyPaymentNoticeReq'), 'faultCode')).toBe('PAA_PAGAMENTO_DUPLICATO');
    expect(uno(await paga(suo, 'rt2'), 'faultCode')).toBe('PAA_RECEIPT_DUPLICATA');
    expect(chiesti).toHaveLength(1);
  });

  it.each<[string, string, ((e: EnteDiProva) => void) | null]>([
    ['that nobody had asked the ente about', 'rt3', null],
    [
      'of which nothing goes to an account of the ente',
      'rt4',
      (e) => {
        const bollo = { hashDocumento: `${'A'.repeat(43)}=`, provincia: 'VE' };
        pagamento = detto(pagato(e, { trasferimenti: [trasferimento(e, { iban: null, bollo })] }));
      },
    ],
  ])('a receipt %s stays money to be decided on', async (_, receiptId, guasta) => {
    const suo = await ente();
    guasta?.(suo);
    if (guasta !== null) await manda(suo, 'paGetPaymentV2Request');
    await paga(suo, receiptId);
    await lavora(suo);
    const { rows } = await sql`
      select r.da_rimborsare as rimborso, (select count(*)::integer from posizioni.dovuto as d where d.ente_id = r.ente_id) as dovuti,
             (select count(*)::integer from registro.atto as a
               where a.ente_id = r.ente_id and a.azione = 'ricevuta.non_accolta') as detto
        from pagamenti.ricevuta as r where r.ente_id = ${suo.enteId}`.execute(ctxDi(mondo, 'worker', suo.enteId).db);
    expect(rows).toEqual([{ rimborso: true, dovuti: 0, detto: guasta === null ? 0 : 1 }]);
  });

  it('what it said of a notice that nobody has paid is forgotten after a year', async () => {
    const suo = await ente();
    await manda(suo, 'paGetPaymentV2Request');
    const scorda = lavori(() => null).find(({ nome }) => nome === 'pagamenti.avvisi_ente');
    const restano: number[] = [];
    for (const giorni of [399, 2]) {
      ora = new Date(ora.getTime() + giorni * 86_400_000);
      await scorda?.esegui(ctxDi(mondo, 'worker'), {});
      restano.push((await detti(suo)).length);
    }
    expect(restano).toEqual([1, 0]);
  });
});

describe('what the ente does not let be paid', () => {
  const rifiuto = async (di: EnteDiProva, radice: Radice = 'paVerifyPaymentNoticeReq'): Promise<string[]> => {
    const xml = await manda(di, radice);
    const nomi = ['faultCode', 'faultString', 'id', 'description', 'originalFaultCode', 'originalDescription'];
    return nomi.map((nome) => uno(xml, nome));
  };

  it('a code of a creditor goes through with its words; any other stands beside ours', async () => {
    const suo = await ente();
    verifica = {
      esito: 'fault',
      fault: { codice: 'PAA_PAGAMENTO_SCADUTO', stringa: 'Scaduto', descrizione: 'Era il 3' },
    };
    expect(await rifiuto(suo)).toEqual(['PAA_PAGAMENTO_SCADUTO', 'Scaduto', suo.codiceFiscale, 'Era il 3', '', '']);
    verifica = { esito: 'fault', fault: { codice: 'ERR_77', stringa: null, descrizione: 'Boh' } };
    const { codice, descrizione = '' } = FACCE.RIFIUTATO_DALL_ENTE;
    expect(await rifiuto(suo)).toEqual([
      codice,
      'La richiesta non può essere accolta',
      suo.codiceFiscale,
      descrizione,
      'ERR_77',
      'Boh',
    ]);
  });

  it('silence is PAA_SYSTEM_ERROR, and after three times the ente reads of it', async () => {
    const suo = await ente();
    verifica = { esito: 'nessuna', perche: 'tempo_scaduto' };
    const { codice, descrizione } = FACCE.ENTE_NON_RISPONDE;
    for (let n = 0; n < 3; n += 1) expect((await rifiuto(suo)).at(0)).toBe(codice);
    expect((await rifiuto(suo)).at(3)).toBe(descrizione);
    const stato = async () => (await leggiPressoEnte(ctxDi(mondo, 'ufficio', suo.enteId))).stato;
    expect(await stato()).toMatchObject({ guasti: 3, perche: 'tempo_scaduto' });
    // From then on it is written seldom, and none is forgotten.
    ora = new Date(ora.getTime() + 31_000);
    await rifiuto(suo);
    expect(await stato()).toMatchObject({ guasti: 5 });
    verifica = detto(DETTO);
    await rifiuto(suo);
    expect(await stato()).toMatchObject({ guasti: 0, perche: null });
  });

  it('of the time of the Nodo, what we have used is not there for the ente', async () => {
    const suo = await ente();
    passo = 2500;
    await rifiuto(suo);
    const [{ attesaMs } = { attesaMs: 0 }] = servizi;
    expect(attesaMs).toBeLessThanOrEqual(3500);
    passo = 8000;
    expect((await rifiuto(suo)).at(0)).toBe(FACCE.ENTE_NON_RISPONDE.codice);
    expect(servizi).toHaveLength(1);
  });

  it('who waits for a service that hangs holds nothing that others need', async () => {
    const suo = await ente();
    const altro = await unEnte(mondo);
    const [nostro] = await dovutiConAvviso(ctxDi(mondo, 'worker', altro.enteId), [{ iud: 'NOSTRO', importo: 2500 }]);
    await nodo.chiudi();
    nodo = await apriNodo(mondo);
    const sospesa = Promise.withResolvers<RispostaServizio<AvvisoDetto>>();
    lenta = sospesa.promise;
    // More than there are connections to the database.
    const inAttesa = Array.from({ length: 24 }, () => rifiuto(suo));
    await expect.poll(() => chiesti.length, { timeout: 15_000 }).toBe(24);
    expect(uno(await manda(altro, 'paVerifyPaymentNoticeReq', nostro?.numeroAvviso), 'amount')).toBe('25.00');
    sospesa.resolve({ esito: 'nessuna', perche: 'tempo_scaduto' });
    const { codice } = FACCE.ENTE_NON_RISPONDE;
    expect(new Set((await Promise.all(inAttesa)).map(([c]) => c))).toEqual(new Set([codice]));
  });

  it.each<[string, (e: EnteDiProva, altro: EnteDiProva) => void, Radice]>([
    ['nothing to pay', () => (verifica = detto({ ...DETTO, importo: '0.00' })), 'paVerifyPaymentNoticeReq'],
    [
      'of another ente',
      () => (verifica = detto({ ...DETTO, codiceFiscale: '99999999990' })),
      'paVerifyPaymentNoticeReq',
    ],
    ['a sum that is another', (e) => (pagamento = detto(pagato(e, { importo: '11.00' }))), 'paGetPaymentV2Request'],
    [
      'the account of another ente of ours',
      (e, altro) => (pagamento = detto(pagato(e, { trasferimenti: [trasferimento(e, { iban: altro.iban })] }))),
      'paGetPaymentV2Request',
    ],
    [
      'a stamp by V1',
      (e) => {
        const bollo = { hashDocumento: `${'A'.repeat(43)}=`, provincia: 'VE' };
        pagamento = detto(pagato(e, { trasferimenti: [trasferimento(e, { iban: null, bollo })] }));
      },
      'paGetPaymentReq',
    ],
  ])('%s is refused as an answer that does not hold', async (_, guasta, radice) => {
    const [suo, altro] = [await ente(), await unEnte(mondo)];
    guasta(suo, altro);
    const { codice, descrizione } = FACCE.RISPOSTA_ENTE_NON_VALIDA;
    expect(await rifiuto(suo, radice)).toMatchObject({ 0: codice, 3: descrizione });
    expect(await detti(suo)).toEqual([]);
  });
});

describe('who is asked', () => {
  const esito = async (di: EnteDiProva, numero: string): Promise<string> => {
    const xml = await manda(di, 'paVerifyPaymentNoticeReq', numero);
    return uno(xml, 'outcome') === 'OK' ? uno(xml, 'amount') : uno(xml, 'faultCode');
  };

  it('not the ente about a notice of ours, nor for the probe, nor where its service is off', async () => {
    const suo = await ente();
    const [nostro] = await dovutiConAvviso(ctxDi(mondo, 'worker', suo.enteId), [{ iud: 'NOSTRO', importo: 2500 }]);
    expect(await esito(suo, nostro?.numeroAvviso ?? '')).toBe('25.00');
    expect(await esito(suo, '000000000000000000')).toBe('PAA_PAGAMENTO_SCONOSCIUTO');
    expect(await esito(await ente({ attivo: false }), AVVISO)).toBe('PAA_PAGAMENTO_SCONOSCIUTO');
    expect(chiesti).toEqual([]);
  });

  it('also about ours, where it wants the last word; but not about what we would refuse', async () => {
    const suo = await ente({ ancheNostri: true });
    const [nostro] = await dovutiConAvviso(ctxDi(mondo, 'worker', suo.enteId), [{ iud: 'NOSTRO', importo: 2500 }]);
    expect(await esito(suo, nostro?.numeroAvviso ?? '')).toBe('10.00');
    await spedisci(
      suo,
      ricevutaSoap(suo, { iuv: nostro?.iuv ?? '', numeroAvviso: nostro?.numeroAvviso ?? '' }, { receiptId: 'rt9' }),
    );
    expect(await esito(suo, nostro?.numeroAvviso ?? '')).toBe('PAA_PAGAMENTO_DUPLICATO');
    expect(chiesti).toHaveLength(1);
    // The two do not say the same of it: somebody is to look.
    expect(await pagatiDi(suo)).toMatchObject([{ stato: 'pagato', segni: ['importo_diverso'], genere: 'regolare' }]);
  });
});
