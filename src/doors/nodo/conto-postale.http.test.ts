import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { giornoA, piuGiorni } from '#kernel/giorno';
import type { ContoId } from '#kernel/ids';
import { registraIban, terminaSostituito } from '#modules/enti';
import { leggiConfigurazioneNodo } from '#modules/pagamenti';
import type { Ctx, Mondo } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { apriNodo, type NodoDiProva } from '#support/nodo';
import { dovutiConAvviso, type DovutoDiProva } from '#support/quanto';
import { ctxDi, DA_SEMPRE, ibanDiProva, unEnte, type EnteDiProva } from '#support/un-ente';

const OGGI = giornoA(new Date());

let mondo: Mondo;
let nodo: NodoDiProva;
let ente: EnteDiProva;
let intermediario = '';
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ente = await unEnte(mondo);
  nodo = await apriNodo(mondo);
  const stazioni = await leggiConfigurazioneNodo(ctxDi(mondo, 'nodo'));
  intermediario = stazioni.find(({ enteId }) => enteId === ente.enteId)?.intermediario ?? '';
});
afterAll(() => nodo.chiudi());
const worker = (): Ctx => ctxDi(mondo, 'worker', ente.enteId);

/** A notice that may be paid on the postal account, printed so many days ago. */
async function avviso(iud: string, giorniFa: number, contoPostaleId: ContoId): Promise<DovutoDiProva> {
  const [d] = await dovutiConAvviso(worker(), [{ iud, importo: 1000 }]);
  if (d === undefined) throw new Error('no dovuto');
  await sql`update posizioni.quota set conto_postale_id = ${contoPostaleId}
             where ente_id = ${ente.enteId} and dovuto_id = ${d.id}`.execute(worker().db);
  await sql`update posizioni.iuv set creato_il = creato_il - make_interval(days => ${giorniFa})
             where ente_id = ${ente.enteId} and iuv = ${d.iuv}`.execute(worker().db);
  return d;
}

async function manda(radice: string, d: DovutoDiProva, altro = ''): Promise<string> {
  const { body } = await nodo.app.inject({
    ...{ method: 'POST', url: `/nodo/${ente.segmento}/paForNode`, headers: { 'content-type': 'text/xml' } },
    payload: `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>
      <p:${radice} xmlns:p="http://pagopa-api.pagopa.gov.it/pa/paForNode.xsd"><idPA>${ente.codiceFiscale}</idPA>
      <idBrokerPA>${intermediario}</idBrokerPA><idStation>${ente.stazione}</idStation><qrCode>
      <fiscalCode>${ente.codiceFiscale}</fiscalCode><noticeNumber>${d.numeroAvviso}</noticeNumber></qrCode>${altro}</p:${radice}>
      </s:Body></s:Envelope>`,
  });
  return body;
}

/** The account that Poste is told, and the one told beside the bank's; allCCP of verify. */
async function conti(d: DovutoDiProva): Promise<string[]> {
  const tipo = (t: string): string => `<transferType>${t}</transferType>`;
  const [poste, pagopa, verifica] = [
    await manda('paGetPaymentV2Request', d, tipo('POSTAL')),
    await manda('paGetPaymentV2Request', d, tipo('PAGOPA')),
    await manda('paVerifyPaymentNoticeReq', d),
  ];
  return [
    /<IBAN>([^<]*)/.exec(poste)?.[1] ?? /<faultCode>([^<]*)/.exec(poste)?.[1] ?? poste,
    /<value>([^<]*)/.exec(pagopa)?.[1] ?? '-',
    /<allCCP>([^<]*)/.exec(verifica)?.[1] ?? verifica,
  ];
}

it('the postal account printed on a notice stays the one of that notice, until that account ends', async () => {
  const [contoId, prima] = [ente.contoPostaleId, ente.ibanPostale];
  const dopo = ibanDiProva(`9${ente.codiceFiscale}`, '07601');
  const vecchio = await avviso('VECCHIO', 30, contoId);
  const nuovo = await avviso('NUOVO', 0, contoId);
  expect(await conti(vecchio)).toEqual([prima, prima, 'true']);
  valoreDi(await registraIban(worker(), { contoId, iban: dopo, validoDal: OGGI }));
  expect(await conti(vecchio)).toEqual([prima, prima, 'true']);
  expect(await conti(nuovo)).toEqual([dopo, dopo, 'true']);
  // One that is planned is nobody's yet.
  const poi = ibanDiProva(`8${ente.codiceFiscale}`, '07601');
  valoreDi(await registraIban(worker(), { contoId, iban: poi, validoDal: piuGiorni(OGGI, 1) }));
  expect([await conti(vecchio), await conti(nuovo)]).toEqual([
    [prima, prima, 'true'],
    [dopo, dopo, 'true'],
  ]);
  valoreDi(await terminaSostituito(worker(), { contoId, validoDal: DA_SEMPRE }));
  expect(await conti(vecchio)).toEqual([dopo, dopo, 'true']);
});

it('of a notice older than its postal account it is the one of today', async () => {
  const d = await avviso('PRIMA', 10_000, ente.contoPostaleId);
  const [poste, appoggio, tutti] = await conti(d);
  expect(poste).toMatch(/^IT..X07601/);
  expect([appoggio, tutti]).toEqual([poste, 'true']);
});
