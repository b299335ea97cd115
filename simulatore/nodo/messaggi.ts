/** The messages that the Nodo sends: envelope, head and bodies (WSDL paForNode: only the root of the body is in its namespace). */
import type { Ente } from '../demo.ts';
import { dataOraRoma, dataRoma, domani } from '../tempo.ts';
import { centesimi, decimale, iuvNellAvviso, somma } from './cifre.ts';
import { OPERAZIONI, type Operazione, SPAZIO_PA, SPAZIO_SOAP } from './contratto.ts';
import type { Psp } from './psp.ts';
import { type Elemento, scriviXml, testoDi, trova, type Voce, voceDi } from './xml.ts';

export type Destinatario = { ente: Pick<Ente, 'codiceFiscale' | 'stazione'>; intermediario: string };

/** What a receipt says has been paid, whether the EC told us (activation) or nobody did (orphan). */
export type Pagato = {
  receiptId: string;
  numeroAvviso: string;
  codiceFiscaleEnte: string;
  creditorReferenceId: string;
  importo: string;
  description: string;
  companyName: string;
  officeName: string | undefined;
  debtor: Voce;
  transfer: readonly Voce[];
  metadata: Voce | null;
  psp: Psp;
  standIn: boolean;
  /** The cart of Checkout in which it was paid. */
  idCart?: string | undefined;
  istante: Date;
};

function busta(operazione: Operazione, a: Destinatario, voci: readonly (Voce | null)[]): string {
  const testa: Voce[] = [
    ['idPA', a.ente.codiceFiscale],
    ['idBrokerPA', a.intermediario],
    ['idStation', a.ente.stazione],
  ];
  const corpo: Voce = [`pafn:${OPERAZIONI[operazione].richiesta}`, [...testa, ...voci]];
  const spazi = `xmlns:soapenv="${SPAZIO_SOAP}" xmlns:pafn="${SPAZIO_PA}"`;
  const documento: Voce = [`soapenv:Envelope ${spazi}`, [['soapenv:Body', [corpo]]]];
  return `<?xml version="1.0" encoding="UTF-8"?>\n${scriviXml(documento)}`;
}

function codiceQr(codiceFiscaleEnte: string, numeroAvviso: string): Voce {
  return [
    'qrCode',
    [
      ['fiscalCode', codiceFiscaleEnte],
      ['noticeNumber', numeroAvviso],
    ],
  ];
}

export function messaggioVerifica(a: Destinatario, numeroAvviso: string): string {
  return busta('paVerifyPaymentNotice', a, [codiceQr(a.ente.codiceFiscale, numeroAvviso)]);
}

export type Attivazione = { numeroAvviso: string; importo: string; transferType: 'POSTAL' | 'PAGOPA' | undefined };

export function messaggioAttivazione(a: Destinatario, versione: 1 | 2, attivazione: Attivazione): string {
  const { numeroAvviso, importo, transferType } = attivazione;
  return busta(versione === 2 ? 'paGetPaymentV2' : 'paGetPayment', a, [
    codiceQr(a.ente.codiceFiscale, numeroAvviso),
    ['amount', importo],
    transferType ? ['transferType', transferType] : null,
  ]);
}

export function messaggioRicevuta(a: Destinatario, versione: 1 | 2, p: Pagato): string {
  const { psp } = p;
  const ricevuta: (Voce | null)[] = [
    ['receiptId', p.receiptId],
    ['noticeNumber', p.numeroAvviso],
    ['fiscalCode', p.codiceFiscaleEnte],
    ['outcome', 'OK'],
    ['creditorReferenceId', p.creditorReferenceId],
    ['paymentAmount', p.importo],
    ['description', p.description],
    ['companyName', p.companyName],
    p.officeName === undefined ? null : ['officeName', p.officeName],
    p.debtor,
    ['transferList', p.transfer],
    ['idPSP', psp.idPSP],
    ['pspFiscalCode', psp.codiceFiscale],
    ['pspPartitaIVA', psp.partitaIva],
    ['PSPCompanyName', psp.denominazione],
    ['idChannel', psp.idCanale],
    ['channelDescription', psp.luogo],
    ['payer', p.debtor[1]],
    ['paymentMethod', psp.metodo],
    versione === 1 || p.idCart === undefined ? null : ['paymentNote', p.idCart],
    ['fee', psp.commissione],
    ['paymentDateTime', dataOraRoma(p.istante)],
    ['applicationDate', dataRoma(p.istante)],
    ['transferDate', dataRoma(domani(p.istante))],
    p.metadata,
    ['standIn', String(p.standIn)],
  ];
  return busta(versione === 2 ? 'paSendRTV2' : 'paSendRT', a, [['receipt', ricevuta]]);
}

/** 32 hexadecimal digits, as the Nodo's payment tokens. */
export function nuovoReceiptId(): string {
  return crypto.randomUUID().replaceAll('-', '');
}

type Incasso = Pick<
  Pagato,
  'receiptId' | 'numeroAvviso' | 'codiceFiscaleEnte' | 'psp' | 'standIn' | 'idCart' | 'istante'
> & {
  /** The PSP took another amount than the EC asked. */
  importo: string | undefined;
};

/** The receipt of what paGetPayment answered. */
export function pagatoCome(risposta: Elemento, ente: Ente, incasso: Incasso): Pagato {
  const dati = trova(risposta, 'data');
  const debtor = trova(dati, 'debtor');
  const transfer = trova(dati, 'transferList')?.figli;
  const creditorReferenceId = testoDi(dati, 'creditorReferenceId');
  const importo = testoDi(dati, 'paymentAmount');
  if (!debtor || !transfer || !creditorReferenceId || !importo)
    throw new Error('attivazione giudicata buona ma incompleta');
  const metadata = trova(dati, 'metadata');
  return {
    ...incasso,
    creditorReferenceId,
    importo: incasso.importo ?? importo,
    description: testoDi(dati, 'description') ?? 'NA',
    companyName: testoDi(dati, 'companyName') ?? ente.denominazione,
    officeName: testoDi(dati, 'officeName'),
    debtor: voceDi(debtor),
    transfer: incasso.importo === undefined ? transfer.map(voceDi) : ripartito(transfer, incasso.importo),
    metadata: metadata ? voceDi(metadata) : null,
  };
}

/** The transfers brought to another total: the first one bears the difference, or stands alone where the others would not fit. */
function ripartito(transfer: readonly Elemento[], importo: string): Voce[] {
  const [primo, ...altri] = transfer;
  if (!primo) return [];
  const resto = centesimi(importo) - somma(altri.map((t) => centesimi(testoDi(t, 'transferAmount') ?? '0')));
  if (resto <= 0) return [conImporto(primo, importo)];
  return [conImporto(primo, decimale(resto)), ...altri.map(voceDi)];
}

function conImporto(transfer: Elemento, importo: string): Voce {
  return ['transfer', transfer.figli.map((f): Voce => (f.nome === 'transferAmount' ? [f.nome, importo] : voceDi(f)))];
}

/** A receipt for a notice that the EC was never asked about, with a payer and an account that do not exist. */
export function pagatoOrfano(ente: Ente, incasso: Incasso): Pagato {
  const importo = incasso.importo ?? '10.00';
  const iuv = iuvNellAvviso(incasso.numeroAvviso);
  const identificativo: Voce = [
    'uniqueIdentifier',
    [
      ['entityUniqueIdentifierType', 'F'],
      ['entityUniqueIdentifierValue', 'ANONIMO'],
    ],
  ];
  const transfer: Voce = [
    'transfer',
    [
      ['idTransfer', '1'],
      ['transferAmount', importo],
      ['fiscalCodePA', ente.codiceFiscale],
      ['IBAN', 'IT60X0542811101000000123456'],
      ['remittanceInformation', `/RFB/${iuv}/${importo}/TXT/Pagamento senza avviso noto`],
      ['transferCategory', '9/0101100IM/'],
    ],
  ];
  return {
    ...incasso,
    ...{
      importo,
      creditorReferenceId: iuv,
      description: 'Pagamento senza avviso noto',
      companyName: ente.denominazione,
    },
    ...{
      officeName: undefined,
      debtor: ['debtor', [identificativo, ['fullName', 'Persona di Prova']]],
      transfer: [transfer],
      metadata: null,
    },
  };
}
