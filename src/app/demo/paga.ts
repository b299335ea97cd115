import { valoreDi } from '#kernel/esito';
import { isoRoma, giornoA, piuGiorni } from '#kernel/giorno';
import { formatDecimale } from '#kernel/importo';
import { attivaAvviso, type AvvisoAttivato, type StazioneDiEnte } from '#modules/pagamenti';
import { facoltativo, xml, type Xml } from '#platform/xml/scrivi';
import type { Caso } from './caso.ts';
import type { NodoDemo } from './nodo.ts';

const SPAZIO_PA = 'http://pagopa-api.pagopa.gov.it/pa/paForNode.xsd';

/** Where people of the demo pay: none of them exists. */
const PSP = [
  {
    id: 'BINVENTATA01',
    codiceFiscale: '90000000011',
    nome: 'Banca Inventata S.p.A.',
    mezzo: 'bonifico',
    commissione: '1.00',
  },
  {
    id: 'TABACCHI0002',
    codiceFiscale: '90000000022',
    nome: 'Rete Tabacchi di Fantasia',
    mezzo: 'contanti',
    commissione: '2.00',
  },
  {
    id: 'CARTAPRO0003',
    codiceFiscale: '90000000033',
    nome: 'Carte di Prova S.p.A.',
    mezzo: 'carta di credito',
    commissione: '1.50',
  },
] as const;

/** An avviso, as the Nodo names it. */
type Chiesto = { stazione: StazioneDiEnte; numeroAvviso: string };

export type PagamentoDemo = Chiesto & { pagatoIl: Date; caso: Caso };

/** Receipts under way at once: those that come together are written together. */
const INSIEME = 32;

/**
 * Pays notices as the Nodo would: what each costs is asked, and its receipt is a whole paSendRTV2 that our door receives. Its receiptId
 * is a function of the notice: paid twice, it is paid once.
 */
export async function pagaDemo(nodo: NodoDemo, pagamenti: readonly PagamentoDemo[]): Promise<void> {
  const scelti = pagamenti.map(({ caso, ...pagamento }) => ({ ...pagamento, psp: caso.scegli(PSP) }));
  for (let da = 0; da < scelti.length; da += INSIEME) {
    await Promise.all(scelti.slice(da, da + INSIEME).map((incasso) => pagaUno(nodo, incasso)));
  }
}

/** `receiptId`: of a payment that is not the first of its notice. */
type Incasso = Chiesto & { pagatoIl: Date; psp: (typeof PSP)[number]; receiptId?: string };

/** The receipt of a payment made at the desk of a tobacconist, whatever became of its notice. */
export function messaggioDemo(incasso: Omit<Required<Incasso>, 'psp'>, avviso: AvvisoAttivato): Xml {
  return messaggio({ ...incasso, psp: PSP[1] }, avviso);
}

async function pagaUno(nodo: NodoDemo, incasso: Incasso): Promise<void> {
  const { stazione, numeroAvviso, pagatoIl } = incasso;
  const richiesta = {
    stazione,
    numeroAvviso,
    now: pagatoIl,
    oggi: giornoA(pagatoIl),
    tipo: null,
    versione: 2,
  } as const;
  const avviso = valoreDi(await attivaAvviso(nodo.fonti, richiesta));
  if (!(await nodo.chiama(messaggio(incasso, avviso)))) throw new Error(`demo: no receipt for ${numeroAvviso}`);
}

/** Somebody begins to pay, and is still looking for the card: a paGetPaymentV2 without a receipt. False when nothing is to be paid. */
export function attivaDemo(nodo: NodoDemo, { stazione, numeroAvviso }: Chiesto): Promise<boolean> {
  return nodo.chiama(xml`<pafn:paGetPaymentV2Request xmlns:pafn="${SPAZIO_PA}"><idPA>${stazione.codiceFiscale}</idPA>
<idBrokerPA>${stazione.intermediario}</idBrokerPA><idStation>${stazione.stazione}</idStation><qrCode>
<fiscalCode>${stazione.codiceFiscale}</fiscalCode><noticeNumber>${numeroAvviso}</noticeNumber></qrCode></pafn:paGetPaymentV2Request>`);
}

function messaggio({ stazione, numeroAvviso, pagatoIl, psp, receiptId }: Incasso, avviso: AvvisoAttivato): Xml {
  const giorno = giornoA(pagatoIl);
  return xml`<pafn:paSendRTV2Request xmlns:pafn="${SPAZIO_PA}"><idPA>${stazione.codiceFiscale}</idPA>
<idBrokerPA>${stazione.intermediario}</idBrokerPA><idStation>${stazione.stazione}</idStation><receipt>
<receiptId>${receiptId ?? `demo${numeroAvviso}`}</receiptId><noticeNumber>${numeroAvviso}</noticeNumber>
<fiscalCode>${stazione.codiceFiscale}</fiscalCode><outcome>OK</outcome><creditorReferenceId>${avviso.iuv}</creditorReferenceId>
<paymentAmount>${formatDecimale(avviso.importoCents)}</paymentAmount><description>${avviso.causale}</description>
<companyName>${stazione.denominazione}</companyName>${facoltativo('officeName', stazione.settore)}
<debtor>${soggetto(avviso.debitore)}</debtor><transferList>${avviso.trasferimenti.map(trasferimento)}</transferList>
<idPSP>${psp.id}</idPSP><pspFiscalCode>${psp.codiceFiscale}</pspFiscalCode><PSPCompanyName>${psp.nome}</PSPCompanyName>
<idChannel>${`${psp.codiceFiscale}_01`}</idChannel><channelDescription>app</channelDescription>
<payer>${soggetto(avviso.debitore)}</payer><paymentMethod>${psp.mezzo}</paymentMethod><fee>${psp.commissione}</fee>
<paymentDateTime>${isoRoma(pagatoIl)}</paymentDateTime><applicationDate>${giorno}</applicationDate>
<transferDate>${piuGiorni(giorno, 1)}</transferDate><standIn>false</standIn></receipt></pafn:paSendRTV2Request>`;
}

function soggetto(d: AvvisoAttivato['debitore']): Xml {
  return xml`<uniqueIdentifier><entityUniqueIdentifierType>${d.tipo}</entityUniqueIdentifierType>
<entityUniqueIdentifierValue>${d.codice}</entityUniqueIdentifierValue></uniqueIdentifier><fullName>${d.anagrafica}</fullName>
${facoltativo('streetName', d.indirizzo)}${facoltativo('civicNumber', d.civico)}${facoltativo('postalCode', d.cap)}
${facoltativo('city', d.localita)}${facoltativo('stateProvinceRegion', d.provincia)}${facoltativo('country', d.nazione)}
${facoltativo('e-mail', d.email)}`;
}

function trasferimento(t: AvvisoAttivato['trasferimenti'][number], i: number): Xml {
  if (!('iban' in t)) throw new Error('demo: it has no stamps');
  return xml`<transfer><idTransfer>${i + 1}</idTransfer><transferAmount>${formatDecimale(t.importoCents)}</transferAmount>
<fiscalCodePA>${t.codiceFiscale}</fiscalCodePA><companyName>${t.denominazione}</companyName><IBAN>${t.iban}</IBAN>
<remittanceInformation>${t.causale}</remittanceInformation><transferCategory>${t.tassonomia}</transferCategory></transfer>`;
}
