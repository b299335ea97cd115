import Fastify, { type FastifyInstance } from 'fastify';
import { portaNodo } from '#doors/nodo';

export { rileggiMessaggio } from '#doors/nodo';
import { creaGiornale, type Giornale } from '#modules/registro';
import type { Mondo } from '#platform/contesto';
import type { EnteDiProva } from './un-ente.ts';

/** The door of the Nodo alone, with its giornale. */
export type NodoDiProva = { app: FastifyInstance; giornale: Giornale; chiudi(): Promise<void> };

export async function apriNodo(mondo: Mondo, respinta: () => void = () => undefined): Promise<NodoDiProva> {
  const giornale = creaGiornale(mondo);
  const app = Fastify();
  await portaNodo(app, { mondo, giornale, contatori: { respinte: respinta, risposte: () => undefined } });
  await giornale.avvia();
  const chiudi = async (): Promise<void> => {
    await app.close();
    await giornale.chiudi();
  };
  return { app, giornale, chiudi };
}

type Parti = { receiptId: string; idStazione?: string; pagata?: string; psp?: string };

/** A paSendRTV2 of ten euro with little more than what is vital, in its envelope. */
export function ricevutaSoap(ente: EnteDiProva, d: { iuv: string; numeroAvviso: string }, r: Parti): string {
  return `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>
    <p:paSendRTV2Request xmlns:p="http://pagopa-api.pagopa.gov.it/pa/paForNode.xsd"><idPA>${ente.codiceFiscale}</idPA>
    <idBrokerPA>x</idBrokerPA><idStation>${r.idStazione ?? ente.stazione}</idStation><receipt><receiptId>${r.receiptId}</receiptId>
    <noticeNumber>${d.numeroAvviso}</noticeNumber><fiscalCode>${ente.codiceFiscale}</fiscalCode><outcome>OK</outcome>
    <creditorReferenceId>${d.iuv}</creditorReferenceId><paymentAmount>10.00</paymentAmount><transferList><transfer>
    <idTransfer>1</idTransfer><transferAmount>10.00</transferAmount><fiscalCodePA>${ente.codiceFiscale}</fiscalCodePA></transfer>
    </transferList><idPSP>${r.psp ?? 'PSPTEST1'}</idPSP><paymentDateTime>${r.pagata ?? '2026-11-20T10:11:12'}</paymentDateTime></receipt>
    </p:paSendRTV2Request></soapenv:Body></soapenv:Envelope>`;
}
