import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pausa } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ok, valoreDi } from '#kernel/esito';
import { creaGuardiaRete } from '#platform/guardia-rete';
import type { FiloServizioEnte, RispostaServizio } from '#platform/servizio-ente';
import { leggiBusta } from '#platform/soap/busta';
import { conXml } from '#platform/xml/documento';
import { caricaSchema, type Schema } from '#platform/xml/schema';
import { percorsoPubblicato, schemiInterni } from '#support/sil';
import { creaServizioEnte } from './servizio-ente.ts';

type Arrivata = { corpo: string; soapaction: string | undefined; tipo: string | undefined };

let server: Server;
let url: string;
let arrivate: Arrivata[];
let risponde: (res: ServerResponse) => void | Promise<void>;

beforeEach(async () => {
  arrivate = [];
  server = createServer((req, res) => {
    let corpo = '';
    req.setEncoding('utf8').on('data', (pezzo: string) => (corpo += pezzo));
    req.on('end', () => {
      const { soapaction, 'content-type': tipo } = req.headers;
      arrivate.push({ corpo, tipo, soapaction: soapaction as string | undefined });
      void risponde(res);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/ws/pa/`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const LOCALE = creaGuardiaRete(['127.0.0.0/8', '::1/128']);
const filo = (guardia = LOCALE): FiloServizioEnte =>
  creaServizioEnte({ guardia, circuito: { guastiMax: 3, apertoMs: 60_000 } });
const AVVISO = {
  ...{ codiceFiscale: '90000000101', intermediario: '90000000202', stazione: '90000000202_01' },
  numeroAvviso: '301110000000012345',
};
const PAGAMENTO = { ...AVVISO, importo: '10.00', nota: 'IDS-1', tipo: 'PAGOPA', scadenza: '2027-01-31' };
const NIENTE = { importo: null, nota: null, tipo: null, scadenza: null };

const SPAZI =
  'xmlns:ppt="http://www.regione.veneto.it/pagamenti/pa/" xmlns:pay="http://www.regione.veneto.it/schemas/2012/Pagamenti/"';
const busta = (corpo: string): string =>
  `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" ${SPAZI}><soap:Body>${corpo}</soap:Body></soap:Envelope>`;
const manda = (corpo: string | Buffer, stato = 200): void => {
  risponde = (res) => void res.writeHead(stato, { 'content-type': 'text/xml' }).end(corpo);
};
const VERIFICATO = `<ppt:paExternalVerifyPaymentNoticeRes><paymentDescription> Mensa &amp; c. </paymentDescription>
  <fiscalCodePA>90000000101</fiscalCodePA><companyName>Comune</companyName><officeName>Scuola</officeName><amount>10.00</amount>
  <dueDate>2027-01-31</dueDate><detailDescription>Novembre</detailDescription><allCCP>true</allCCP></ppt:paExternalVerifyPaymentNoticeRes>`;
const trasferimento = (
  p: string,
  n: number,
): string => `<${p}idTransfer>${n}</${p}idTransfer><${p}transferAmount>5.00</${p}transferAmount>
  <${p}fiscalCodePA>90000000101</${p}fiscalCodePA><${p}IBAN>IT60X0542811101000000123456</${p}IBAN>
  <${p}remittanceInformation>Mensa</${p}remittanceInformation><${p}transferCategory>9/0101101IM/</${p}transferCategory>
  <${p}metadata><${p}mapEntry><${p}key>k</${p}key><${p}value>v</${p}value></${p}mapEntry></${p}metadata>`;
const debitore = (p: string): string => `<debtor><${p}identificativoUnivocoPagatore>
  <${p}tipoIdentificativoUnivoco>F</${p}tipoIdentificativoUnivoco><${p}codiceIdentificativoUnivoco>ANONIMO</${p}codiceIdentificativoUnivoco>
  </${p}identificativoUnivocoPagatore><${p}anagraficaPagatore>Ada</${p}anagraficaPagatore></debtor>`;
const pagato = (p: string, trasferimenti: string): string => `<ppt:paExternalGetPaymentRes>
  <creditorReferenceId>01110000000012345</creditorReferenceId><paymentAmount>10.00</paymentAmount><dueDate>2027-01-31</dueDate>
  <retentionDate>2027-01-31T00:00:00</retentionDate><lastPayment>false</lastPayment><description>Mensa</description>
  <companyName>Comune</companyName><officeName>Scuola</officeName>${debitore(p)}${trasferimenti}</ppt:paExternalGetPaymentRes>`;
const perche = (r: RispostaServizio<unknown>): string => (r.esito === 'nessuna' ? r.perche : r.esito);
const verifica = async (w = filo(), attesaMs = 15_000): Promise<string> =>
  perche(await w.verifica({ url, attesaMs }, AVVISO));

const MANUALE = new URL('../../docs/integrazione/avvisi-presso-l-ente.md', import.meta.url);
const ESEMPI = [...readFileSync(MANUALE, 'utf8').matchAll(/```xml\n([\s\S]*?)```/g)].map(([, xml = '']) => xml);

/** The published contract; null where it is not there. */
const pubblicato = (): Schema | null => {
  const tipi = 'PagInf_RP_Esito_6_2_0.xsd';
  const percorso = percorsoPubblicato(tipi);
  if (percorso === null) return null;
  const principale = Buffer.from(schemiInterni('esterni-per-pa.wsdl').at(-1) ?? '');
  return caricaSchema({
    principale: 'esterni.xsd',
    file: { 'esterni.xsd': principale, [tipi]: readFileSync(percorso) },
  });
};

/** Our own contract, of which what is sent and what the examples answer are to be documents. */
const schema = (): Schema => {
  const file = (nome: string): Buffer => readFileSync(new URL(`./contratto/${nome}`, import.meta.url));
  return caricaSchema({
    principale: 'esterni.xsd',
    file: { 'esterni.xsd': file('esterni.xsd'), 'esterni-tipi.xsd': file('esterni-tipi.xsd') },
  });
};
const difetti = (s: Schema, messaggio: string): unknown[] =>
  valoreDi(
    conXml(Buffer.from(messaggio), ({ radice, difetti: giudica }) => {
      const { corpo } = valoreDi(leggiBusta(radice));
      return ok(giudica(s, corpo));
    }),
  );

describe('the wire to the service of an ente', () => {
  it('asks by the contract, and reads by it', async () => {
    const s = schema();
    manda(busta(VERIFICATO));
    expect(await filo().verifica({ url, attesaMs: 15_000 }, AVVISO)).toEqual({
      esito: 'detto',
      detto: {
        ...{ causale: 'Mensa & c.', codiceFiscale: '90000000101', denominazione: 'Comune', settore: 'Scuola' },
        ...{ importo: '10.00', scadenza: '2027-01-31', dettaglio: 'Novembre', tutteCcp: 'true' },
      },
    });
    const uno = `<transferList>${trasferimento('pay:', 1)}</transferList><transferList>${trasferimento('pay:', 2)}</transferList>`;
    manda(busta(pagato('pay:', uno)));
    for (const detto of [PAGAMENTO, { ...AVVISO, ...NIENTE }])
      expect(await filo().paga({ url, attesaMs: 15_000 }, detto)).toMatchObject({
        esito: 'detto',
        detto: {
          ...{
            iuv: '01110000000012345',
            importo: '10.00',
            debitore: { tipo: 'F', codice: 'ANONIMO', anagrafica: 'Ada' },
          },
          trasferimenti: [1, 2].map((n) => ({
            ...{ numero: String(n), importo: '5.00', iban: 'IT60X0542811101000000123456', tassonomia: '9/0101101IM/' },
            metadati: [{ chiave: 'k', valore: 'v' }],
          })),
        },
      });
    expect(arrivate.map(({ soapaction, tipo }) => [soapaction, tipo])).toEqual(
      ['"paExternalVerifyPaymentNotice"', '"paExternalGetPayment"', '"paExternalGetPayment"'].map((a) => [
        a,
        'text/xml; charset=utf-8',
      ]),
    );
    const messaggi = [...arrivate.map(({ corpo }) => corpo), busta(VERIFICATO), busta(pagato('pay:', uno))];
    for (const messaggio of messaggi) expect(difetti(s, messaggio)).toEqual([]);
    s.dispose();
    // By the published one too; but it wants what a channel that said nothing has not said.
    const p = pubblicato();
    if (p === null) return;
    const giudicati = messaggi.map((messaggio) => difetti(p, messaggio));
    expect(giudicati.with(2, [])).toEqual(messaggi.map(() => []));
    expect(giudicati[2]).toMatchObject([{ regola: 'mancante' }]);
    p.dispose();
  });

  it('reads what software writes otherwise: other namespaces, one list of transfers, an answer in another, an encoding', async () => {
    manda(busta(pagato('', `<transferList><transfer>${trasferimento('', 1)}</transfer></transferList>`)));
    expect(await filo().paga({ url, attesaMs: 15_000 }, PAGAMENTO)).toMatchObject({
      detto: { debitore: { anagrafica: 'Ada' }, trasferimenti: [{ numero: '1', importo: '5.00' }] },
    });
    const dentro = VERIFICATO.replaceAll('ppt:', '').replace('Mensa &amp; c.', 'Città');
    const fuori = `<ppt:paExternalVerifyPaymentNoticeRes>${dentro}</ppt:paExternalVerifyPaymentNoticeRes>`;
    manda(Buffer.from(`<?xml version="1.0" encoding="ISO-8859-1"?>${busta(fuori)}`, 'latin1'));
    expect(await filo().verifica({ url, attesaMs: 15_000 }, AVVISO)).toMatchObject({ detto: { causale: 'Città' } });
  });

  it('the examples of its manual are what is asked, and are read', async () => {
    const [domanda = '', avviso = '', pagamento = '', rifiuto = ''] = ESEMPI;
    const s = schema();
    for (const esempio of ESEMPI) expect(difetti(s, esempio)).toEqual([]);
    s.dispose();
    const nudo = (xml: string): string =>
      xml.replaceAll(/<\?xml[^>]*>|\s*xmlns:[\w-]+="[^"]*"/g, '').replaceAll(/[\w-]+:(?=\w)|\s/g, '');
    manda(avviso);
    const detto = await filo().verifica({ url, attesaMs: 15_000 }, AVVISO);
    expect(detto).toMatchObject({ detto: { importo: '42.50', dettaglio: 'Dieci pasti', tutteCcp: 'false' } });
    expect(nudo(arrivate[0]?.corpo ?? '')).toBe(nudo(domanda));
    manda(pagamento);
    expect(await filo().paga({ url, attesaMs: 15_000 }, PAGAMENTO)).toMatchObject({
      detto: {
        debitore: { codice: 'RSSMRA80A01H501U' },
        trasferimenti: [{ importo: '42.50', tassonomia: '9/0107101TS/' }],
      },
    });
    manda(rifiuto);
    expect(await filo().verifica({ url, attesaMs: 15_000 }, AVVISO)).toMatchObject({
      fault: { codice: 'PAA_PAGAMENTO_SCADUTO', descrizione: 'Era da pagare entro il 31 ottobre' },
    });
  });

  it('hands over its refusals, which do not open the circuit', async () => {
    manda(
      busta(`<ppt:paExternalVerifyPaymentNoticeRes><fault><faultCode>PAA_PAGAMENTO_SCADUTO</faultCode><faultString>Scaduto</faultString>
      <id>x</id></fault></ppt:paExternalVerifyPaymentNoticeRes>`),
    );
    const w = filo();
    for (let n = 0; n < 5; n += 1)
      expect(await w.verifica({ url, attesaMs: 15_000 }, AVVISO)).toEqual({
        esito: 'fault',
        fault: { codice: 'PAA_PAGAMENTO_SCADUTO', stringa: 'Scaduto', descrizione: null },
      });
  });

  it.each<[string, string, () => void]>([
    ['rubbish', 'risposta_illeggibile', () => manda('<html>ciao')],
    ['nothing', 'risposta_illeggibile', () => manda('')],
    ['another operation', 'risposta_illeggibile', () => manda(busta('<ppt:altro/>'))],
    ['a DTD', 'risposta_illeggibile', () => manda(`<!DOCTYPE a [<!ENTITY b "c">]>${busta(VERIFICATO)}`)],
    ['a SOAP Fault', 'errore_del_servizio', () => manda(busta('<soap:Fault><faultcode>x</faultcode></soap:Fault>'))],
    ['500', 'errore_del_servizio', () => manda(busta(VERIFICATO), 500)],
    ['404', 'errore_del_servizio', () => manda('', 404)],
    ['too much', 'risposta_illeggibile', () => manda(busta(`${VERIFICATO}<!--${'x'.repeat(256 * 1024)}-->`))],
    [
      'a redirect',
      'irraggiungibile',
      () => (risponde = (res) => void res.writeHead(302, { location: '/altrove' }).end()),
    ],
    ['a connection that breaks', 'irraggiungibile', () => (risponde = (res) => void res.destroy())],
    ['silence', 'tempo_scaduto', () => (risponde = () => undefined)],
    [
      'a slow drip',
      'tempo_scaduto',
      () =>
        (risponde = async (res) => {
          res.writeHead(200);
          for (let n = 0; n < 200 && !res.destroyed; n += 1) {
            res.write(' ');
            await pausa(20);
          }
        }),
    ],
  ])('%s is no answer: %s', async (_, atteso, guasta) => {
    guasta();
    expect(await verifica(filo(), atteso === 'tempo_scaduto' ? 500 : 15_000)).toBe(atteso);
    // One try.
    expect(arrivate).toHaveLength(1);
  });

  it('calls no private network, none in clear but this machine, and not one that does not answer', async () => {
    const chiusa = creaGuardiaRete([]);
    for (const vietato of [
      url,
      'https://10.0.0.8/',
      'https://[::1]/',
      'https://169.254.169.254/',
      'https://localhost/',
    ])
      expect(perche(await filo(chiusa).verifica({ url: vietato, attesaMs: 15_000 }, AVVISO))).toBe(
        'indirizzo_non_ammesso',
      );
    expect(perche(await filo().verifica({ url: 'http://ente.example/', attesaMs: 15_000 }, AVVISO))).toBe(
      'indirizzo_non_ammesso',
    );
    manda('', 500);
    const w = filo();
    for (const atteso of [...Array.from({ length: 3 }, () => 'errore_del_servizio'), 'circuito_aperto'])
      expect(await verifica(w)).toBe(atteso);
    expect(arrivate).toHaveLength(3);
    // Another ente of the same vendor, at the same address: its own calls go.
    manda(busta(VERIFICATO));
    const vicino = { ...AVVISO, codiceFiscale: '90000000303' };
    expect(perche(await w.verifica({ url, attesaMs: 15_000 }, vicino))).toBe('detto');
    expect(await verifica(w)).toBe('circuito_aperto');
  });

  it('a service that hangs holds so many calls and no more, and none of the other enti’s', async () => {
    const tenute: ServerResponse[] = [];
    risponde = (res) => void tenute.push(res);
    const w = filo();
    const inAttesa = Array.from({ length: 33 }, () => verifica(w));
    expect(await Promise.race(inAttesa)).toBe('troppe_richieste');
    await expect.poll(() => arrivate.length, { timeout: 15_000 }).toBe(32);
    manda(busta(VERIFICATO));
    const altro = { url: url.replace('/ws/pa/', '/ws/altro/'), attesaMs: 15_000 };
    expect(perche(await w.verifica(altro, { ...AVVISO, codiceFiscale: '90000000303' }))).toBe('detto');
    for (const res of tenute) res.writeHead(200, { 'content-type': 'text/xml' }).end(busta(VERIFICATO));
    expect((await Promise.all(inAttesa)).filter((esito) => esito === 'detto')).toHaveLength(32);
    expect(await verifica(w)).toBe('detto');
  });
});
