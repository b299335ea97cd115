import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { caricaDovuti, riceviDovuti } from '#modules/flussi';
import { cercaDovuti, type DovutoInElenco } from '#modules/posizioni';
import type { Mondo } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { fileDovuti, type RigaProva } from '#support/dovuti';
import { mondoDiProva } from '#support/mondo';
import { apriNodo, type NodoDiProva } from '#support/nodo';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';

let mondo: Mondo;
let nodo: NodoDiProva;
let respinte = 0;
beforeAll(async () => {
  // A clock that leaps: the door's memory of the configuration is always too old to turn anybody away with.
  let salto = 0;
  mondo = mondoDiProva(await databaseDiProva(), { orologio: () => new Date(Date.now() + (salto += 150)) });
  nodo = await apriNodo(mondo, () => (respinte += 1));
});
afterAll(() => nodo.chiudi());

const PAF = 'http://pagopa-api.pagopa.gov.it/pa/paForNode.xsd';
const busta = (radice: string, corpo: string): string =>
  `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>
    <p:${radice} xmlns:p="${PAF}">${corpo}</p:${radice}></soapenv:Body></soapenv:Envelope>`;

type Lettura = { ente: EnteDiProva; avviso: string; altro?: string; stazione?: string; broker?: string };

async function intermediario(ente: EnteDiProva): Promise<string> {
  const { rows } = await sql<{
    cf: string;
  }>`select codice_fiscale as cf from enti.intermediario where id = ${ente.intermediarioId}`.execute(
    ctxDi(mondo, 'worker').db,
  );
  return rows[0]?.cf ?? '';
}

async function chiedi(radice: string, { ente, avviso, altro = '', stazione, broker }: Lettura): Promise<string> {
  const testa = `<idPA>${ente.codiceFiscale}</idPA><idBrokerPA>${broker ?? (await intermediario(ente))}</idBrokerPA>
    <idStation>${stazione ?? ente.stazione}</idStation>`;
  return manda(
    ente,
    busta(
      radice,
      `${testa}<qrCode><fiscalCode>${ente.codiceFiscale}</fiscalCode><noticeNumber>${avviso}</noticeNumber></qrCode>${altro}`,
    ),
  );
}

async function manda(
  ente: EnteDiProva,
  corpo: string | Buffer,
  url = `/nodo/${ente.segmento}/paForNode`,
): Promise<string> {
  const risposta = await nodo.app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'text/xml' },
    payload: corpo,
  });
  return `${risposta.statusCode} ${risposta.body}`;
}

type Ricevuta = {
  receiptId: string;
  importo?: string;
  ente?: EnteDiProva;
  transfer?: string;
  outcome?: string;
  descrizione?: string;
  idPA?: string;
};

async function ricevuta(
  ente: EnteDiProva,
  d: { numeroAvviso: string | null; iuv: string | null; importoCents: number },
  r: Ricevuta,
): Promise<string> {
  const importo = r.importo ?? (d.importoCents / 100).toFixed(2);
  const transfer =
    r.transfer ??
    `<transfer><idTransfer>1</idTransfer><transferAmount>${importo}</transferAmount><fiscalCodePA>${ente.codiceFiscale}</fiscalCodePA>
      <IBAN>${ente.iban}</IBAN><remittanceInformation>x</remittanceInformation><transferCategory>9/0101101IM/</transferCategory>
        </transfer>`;
  return busta(
    'paSendRTV2Request',
    `<idPA>${r.idPA ?? ente.codiceFiscale}</idPA><idBrokerPA>${await intermediario(ente)}</idBrokerPA>
      <idStation>${ente.stazione}</idStation><receipt><receiptId>${r.receiptId}</receiptId>
        <noticeNumber>${d.numeroAvviso ?? ''}</noticeNumber><fiscalCode>${ente.codiceFiscale}</fiscalCode>
        <outcome>${r.outcome ?? 'OK'}</outcome><creditorReferenceId>${d.iuv ?? ''}</creditorReferenceId>
        <paymentAmount>${importo}</paymentAmount><description>${r.descrizione ?? 'TARI'}</description><companyName>Ente</companyName>
        <debtor><uniqueIdentifier><entityUniqueIdentifierType>F</entityUniqueIdentifierType>
        <entityUniqueIdentifierValue>RSSMRA80A01H501U</entityUniqueIdentifierValue></uniqueIdentifier><fullName>Mario Rossi</fullName>
        </debtor><transferList>${transfer}</transferList><idPSP>PSPTEST1</idPSP><PSPCompanyName>Banca di prova</PSPCompanyName>
        <idChannel>00000000000_01</idChannel><channelDescription>app</channelDescription>
        <paymentDateTime>2026-11-20T10:11:12</paymentDateTime></receipt>`,
  );
}

let progressivo = 0;
async function dovuti(ente: EnteDiProva, righe: RigaProva[]): Promise<DovutoInElenco[]> {
  const ctx = ctxDi(mondo, 'worker', ente.enteId);
  progressivo += 1;
  const { flussoId } = valoreDi(await riceviDovuti(ctx, await fileDovuti(ente, { iuf: `N${progressivo}`, righe })));
  await caricaDovuti(ctx, flussoId);
  return ctx.tx(async (t) => {
    const trovati: DovutoInElenco[] = [];
    for (const { IUD = '' } of righe) {
      for (const elenco of ['online', 'archivio'] as const) {
        trovati.push(
          ...(await cercaDovuti(t, {
            elenco,
            testo: IUD,
            tipoDovuto: '',
            daVerificare: false,
            tipiConsentiti: null,
            dopo: null,
            prima: null,
            quanti: 1,
          })),
        );
      }
    }
    return trovati;
  });
}

async function stato(ente: EnteDiProva, iud: string): Promise<string> {
  const { rows } = await sql<{ stato: string; verifica: string[]; pagato: number | null }>`
    select stato, da_verificare as verifica, pagato_cents as pagato from posizioni.dovuto where ente_id = ${ente.enteId}
      and iud = ${iud}`.execute(ctxDi(mondo, 'worker').db);
  const riga = rows[0];
  return riga === undefined ? 'assente' : [riga.stato, riga.pagato ?? '', ...riga.verifica].join(' ').trim();
}

async function generi(ente: EnteDiProva): Promise<string[]> {
  const { rows } = await sql<{
    genere: string;
  }>`select genere from pagamenti.ricevuta where ente_id = ${ente.enteId} order by genere`.execute(
    ctxDi(mondo, 'worker').db,
  );
  return rows.map((r) => r.genere);
}

const OK = /^200 .*<outcome>OK<\/outcome>/s;
const ko = (codice: string): RegExp =>
  new RegExp(`^200 .*<outcome>KO</outcome><fault><faultCode>${codice}</faultCode>`, 's');
const vuoto = { numeroAvviso: '301000000000000144', iuv: '01000000000000144', importoCents: 100 };

describe('verify and get', () => {
  it('answer amount, owner and shares of a notice', async () => {
    const ente = await unEnte(mondo);
    const [d] = await dovuti(ente, [{ IUD: 'V1', importoDovuto: '12.34' }]);
    const avviso = d?.numeroAvviso ?? '';
    const verifica = await chiedi('paVerifyPaymentNoticeReq', { ente, avviso });
    expect(verifica).toMatch(OK);
    expect(verifica).toContain('<amount>12.34</amount><options>EQ</options><dueDate>2099-12-31</dueDate>');
    for (const [richiesta, risposta] of [
      ['paGetPaymentReq', 'paGetPaymentRes'],
      ['paGetPaymentV2Request', 'paGetPaymentV2Response'],
    ] as const) {
      const attivata = await chiedi(richiesta, { ente, avviso });
      expect(attivata).toContain(`<paf:${risposta} `);
      expect(attivata).toContain(
        `<creditorReferenceId>${d?.iuv}</creditorReferenceId><paymentAmount>12.34</paymentAmount>`,
      );
      expect(attivata).toContain(`<IBAN>${ente.iban}</IBAN>`);
    }
  });

  it('refuse in the order of SANP', async () => {
    const ente = await unEnte(mondo);
    const [pagabile, scaduto, annullato] = await dovuti(ente, [
      { IUD: 'R1' },
      { IUD: 'R2', dataScadenzaPagamento: '2020-01-01' },
      { IUD: 'R3' },
    ]);
    await dovuti(ente, [{ IUD: 'R3', azione: 'A' }]);
    await sql`update enti.tipo_dovuto set paga_dopo_scadenza = false where ente_id = ${ente.enteId}`.execute(
      ctxDi(mondo, 'worker').db,
    );
    const verifica = (altro: Partial<Lettura>): Promise<string> =>
      chiedi('paVerifyPaymentNoticeReq', { ente, avviso: pagabile?.numeroAvviso ?? '', ...altro });
    expect(await verifica({ avviso: '12' })).toMatch(ko('PAA_SINTASSI_EXTRAXSD'));
    expect(await verifica({ ente: { ...ente, codiceFiscale: '99999999999' }, stazione: 'altra' })).toMatch(
      ko('PAA_ID_DOMINIO_ERRATO'),
    );
    expect(await verifica({ broker: '99999999999' })).toMatch(ko('PAA_ID_INTERMEDIARIO_ERRATO'));
    expect(await verifica({ stazione: 'non_nostra' })).toMatch(ko('PAA_STAZIONE_INT_ERRATA'));
    expect(await verifica({ avviso: '000000000000000000' })).toMatch(ko('PAA_PAGAMENTO_SCONOSCIUTO'));
    expect(await verifica({ avviso: annullato?.numeroAvviso ?? '' })).toMatch(ko('PAA_PAGAMENTO_ANNULLATO'));
    expect(await verifica({ avviso: scaduto?.numeroAvviso ?? '' })).toMatch(ko('PAA_PAGAMENTO_SCADUTO'));
    const postale = await chiedi('paGetPaymentV2Request', {
      ente,
      avviso: pagabile?.numeroAvviso ?? '',
      altro: '<transferType>POSTAL</transferType>',
    });
    expect(postale).toMatch(ko('PAA_SEMANTICA'));
  });

  it('leave no door open', async () => {
    const ente = await unEnte(mondo);
    const altro = await unEnte(mondo);
    const prima = respinte;
    const messaggio = await ricevuta(ente, vuoto, { receiptId: 'mai' });
    expect(await manda(ente, messaggio, '/nodo/paForNode')).toBe('401 ');
    expect(await manda(ente, messaggio, '/nodo/un-segmento-sbagliato/paForNode')).toBe('401 ');
    expect(await manda(altro, messaggio)).toBe('401 ');
    expect(respinte).toBe(prima + 3);
    expect(await generi(ente)).toEqual([]);
  });
});

describe('a receipt', () => {
  it('closes its dovuto once, however often and however close it is delivered', async () => {
    const ente = await unEnte(mondo);
    const [d] = await dovuti(ente, [{ IUD: 'P1', importoDovuto: '10.00' }]);
    if (d === undefined) throw new Error('no dovuto');
    const messaggio = await ricevuta(ente, d, { receiptId: 'token1' });
    const risposte = await Promise.all(Array.from({ length: 6 }, () => manda(ente, messaggio)));
    for (const risposta of risposte) expect(risposta).toMatch(OK);
    expect(await stato(ente, 'P1')).toBe('pagato 1000');
    expect(await generi(ente)).toEqual(['regolare']);
    expect(await chiedi('paVerifyPaymentNoticeReq', { ente, avviso: d.numeroAvviso ?? '' })).toMatch(
      ko('PAA_PAGAMENTO_DUPLICATO'),
    );
    expect(await manda(ente, await ricevuta(ente, d, { receiptId: 'token1', descrizione: 'altra' }))).toMatch(
      ko('PAA_RECEIPT_DUPLICATA'),
    );
    expect(await manda(ente, await ricevuta(ente, d, { receiptId: 'token2' }))).toMatch(ko('PAA_RECEIPT_DUPLICATA'));
    expect(await generi(ente)).toEqual(['difforme', 'regolare', 'seconda']);
  });

  it('is never refused for state or amount', async () => {
    const ente = await unEnte(mondo);
    const [annullato, diverso] = await dovuti(ente, [{ IUD: 'S1' }, { IUD: 'S2', importoDovuto: '10.00' }]);
    await dovuti(ente, [{ IUD: 'S1', azione: 'A' }]);
    if (annullato === undefined || diverso === undefined) throw new Error('no dovuto');
    expect(await manda(ente, await ricevuta(ente, annullato, { receiptId: 's1' }))).toMatch(OK);
    expect(await manda(ente, await ricevuta(ente, diverso, { receiptId: 's2', importo: '11.00' }))).toMatch(OK);
    expect(await stato(ente, 'S1')).toBe('pagato 12050 era_annullato');
    expect(await stato(ente, 'S2')).toBe('pagato 1100 importo_diverso');
  });

  it('for a notice nobody knows waits for its dovuto, which is born paid', async () => {
    const ente = await unEnte(mondo);
    const orfano = { numeroAvviso: '301990000000000150', iuv: '01990000000000150', importoCents: 1000 };
    expect(await manda(ente, await ricevuta(ente, orfano, { receiptId: 'o1' }))).toMatch(OK);
    expect(await generi(ente)).toEqual(['orfana']);
    await dovuti(ente, [{ IUD: 'O1', codIuv: orfano.iuv, importoDovuto: '10.00', flagGeneraIuv: 'false' }]);
    expect(await stato(ente, 'O1')).toBe('pagato 1000');
  });

  it('that the schema would refuse is stored and answered OK; without a vital element it is stored and answered KO', async () => {
    const ente = await unEnte(mondo);
    const [d] = await dovuti(ente, [{ IUD: 'L1', importoDovuto: '10.00' }]);
    if (d === undefined) throw new Error('no dovuto');
    const buona = await ricevuta(ente, d, { receiptId: 'l1' });
    const messaggi = async (): Promise<number> => {
      const { rows } = await sql<{
        n: number;
      }>`select count(*) as n from pagamenti.messaggio where id_pa = ${ente.codiceFiscale}`.execute(
        ctxDi(mondo, 'worker').db,
      );
      return rows[0]?.n ?? 0;
    };
    expect(await manda(ente, buona.replace(/<receiptId>.*?<\/receiptId>/, ''))).toMatch(ko('PAA_SINTASSI_EXTRAXSD'));
    expect(await messaggi()).toBe(1);
    expect(
      await manda(ente, buona.replace(/<debtor>.*<\/debtor>/, '').replace('<idChannel>00000000000_01</idChannel>', '')),
    ).toMatch(OK);
    expect(await messaggi()).toBe(2);
    expect(await stato(ente, 'L1')).toBe('pagato 1000');
  });
});

describe('what is not a message of paForNode', () => {
  it.each([
    ['not XML', 'ciao', 'non è XML ben formato: riga 1'],
    ['an unknown root', busta('qualcosaReq', '<a/>'), 'Operazione sconosciuta: {'],
    ['a DTD', `<!DOCTYPE a [<!ENTITY b "c">]>${busta('paVerifyPaymentNoticeReq', '')}`, 'contiene una DTD'],
    ['nothing', '', 'non è XML ben formato'],
  ])('%s gets a SOAP fault that says why, and the door goes on', async (_, corpo, perche) => {
    const ente = await unEnte(mondo);
    const risposta = await manda(ente, corpo);
    expect(risposta).toMatch(/^500 .*<SOAP-ENV:Fault>/s);
    expect(risposta).toContain(perche);
  });

  it('50 MB gets 413 without being read', async () => {
    const ente = await unEnte(mondo);
    expect(await manda(ente, Buffer.alloc(50_000_000, 'x'))).toMatch(/^413 /);
  });

  it('the contract is served at ?wsdl', async () => {
    const risposta = await nodo.app.inject('/nodo/paForNode?wsdl');
    expect(risposta.statusCode).toBe(200);
    expect(risposta.body).toContain('paVerifyPaymentNotice');
  });
});
