/** biz-events as pagoPA offers it to the enti (version 1), and its switch for tests and scripts. */
import { setTimeout as pausa } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Ricevuta } from '../nodo/ricevute.ts';
import type { Voce } from '../nodo/xml.ts';
import { dataOraRoma, dataRoma, domani } from '../tempo.ts';
import { MODI, type BizEvents, type Modo } from './servizio.ts';

const BASE = '/bizevents/service/v1/organizations/:idPA/receipts/:iur';
/** Longer than anybody waits. */
const TARDI_MS = 60_000;

export function apiBizEvents(app: FastifyInstance, servizio: BizEvents): void {
  const chiusa = new AbortController();
  app.addHook('onClose', async () => chiusa.abort());
  for (const percorso of [BASE, `${BASE}/paymentoptions/:iuv`])
    app.get<{ Params: { idPA: string; iur: string; iuv?: string } }>(percorso, async (r, risposta) => {
      const chiave = r.headers['ocp-apim-subscription-key'];
      if (typeof chiave !== 'string' || chiave === '')
        return risposta.code(401).send({ statusCode: 401, message: 'Access denied due to missing subscription key.' });
      if (servizio.modo() === 'tardi')
        await pausa(TARDI_MS, undefined, { ref: false, signal: chiusa.signal }).catch(() => undefined);
      const { idPA, iur, iuv } = r.params;
      const trovata = servizio.chiedi({ idPA, iur, chiave });
      if ('stato' in trovata) return risposta.code(trovata.stato).send(problema(trovata.stato));
      if (iuv !== undefined && trovata.ricevuta.pagato.creditorReferenceId !== iuv)
        return risposta.code(404).send(problema(404));
      return risposta.type('application/json').send(scritta(trovata.ricevuta));
    });
  app.post<{ Body: { modo: Modo } }>('/api/biz-events', async ({ body }, risposta) => {
    if (!(body.modo in MODI)) return risposta.code(422).send({ messaggio: 'Questo modo non c’è.' });
    servizio.cambia(body.modo);
    return { modo: body.modo };
  });
}

const TITOLI: Readonly<Record<number, string>> = {
  404: 'Not found the receipt',
  429: 'Too many requests',
  500: 'Internal Server Error',
};

function problema(status: number): object {
  return { title: TITOLI[status], status, detail: 'There was an error processing the request' };
}

/** CtReceiptModelResponse. Amounts are numbers in euros. */
function scritta({ pagato: p }: Ricevuta): object {
  const { psp } = p;
  const debitore = soggetto(p.debtor);
  return {
    ...{ receiptId: p.receiptId, noticeNumber: p.numeroAvviso, fiscalCode: p.codiceFiscaleEnte, outcome: 'OK' },
    ...{ creditorReferenceId: p.creditorReferenceId, paymentAmount: Number(p.importo), description: p.description },
    ...{ companyName: p.companyName, officeName: p.officeName ?? null, debtor: debitore },
    transferList: p.transfer.map(trasferimento),
    ...{ idPSP: psp.idPSP, pspFiscalCode: psp.codiceFiscale, pspPartitaIVA: psp.partitaIva },
    ...{ pspCompanyName: psp.denominazione, idChannel: psp.idCanale, channelDescription: psp.luogo },
    ...{ payer: debitore, paymentMethod: psp.metodo, fee: Number(psp.commissione) },
    ...{ paymentDateTime: dataRoma(p.istante), paymentDateTimeFormatted: dataOraRoma(p.istante) },
    ...{ applicationDate: dataRoma(p.istante), transferDate: dataRoma(domani(p.istante)) },
    metadata: p.metadata === null ? [] : metadati(p.metadata),
  };
}

function trasferimento(voce: Voce): object {
  const di = (nome: string): string => testo(voce, nome) ?? '';
  const meta = figli(voce).find(([nome]) => nome === 'metadata');
  return {
    ...{ idTransfer: Number(di('idTransfer')), transferAmount: Number(di('transferAmount')) },
    ...{ fiscalCodePA: di('fiscalCodePA'), iban: di('IBAN'), mbdAttachment: di('MBDAttachment') },
    ...{ remittanceInformation: di('remittanceInformation'), transferCategory: di('transferCategory') },
    metadata: meta === undefined ? [] : metadati(meta),
  };
}

function soggetto(voce: Voce): object {
  const identificativo = figli(voce).find(([nome]) => nome === 'uniqueIdentifier') ?? voce;
  const [tipo, valore] = ['entityUniqueIdentifierType', 'entityUniqueIdentifierValue'];
  const altri = ['fullName', 'streetName', 'civicNumber', 'postalCode', 'city', 'stateProvinceRegion', 'country'];
  return {
    [tipo]: testo(identificativo, tipo),
    [valore]: testo(identificativo, valore),
    ...Object.fromEntries(altri.map((nome) => [nome, testo(voce, nome)])),
    email: testo(voce, 'e-mail'),
  };
}

function metadati(voce: Voce): object[] {
  return figli(voce).map((una) => ({ key: testo(una, 'key') ?? '', value: testo(una, 'value') ?? '' }));
}

function figli([, valore]: Voce): readonly Voce[] {
  return typeof valore === 'string' ? [] : valore.filter((uno) => uno !== null);
}

function testo(voce: Voce, nome: string): string | null {
  const valore = figli(voce).find(([altro]) => altro === nome)?.[1];
  return typeof valore === 'string' && valore !== '' ? valore : null;
}
