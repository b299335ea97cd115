import { valoreDi, ok } from '#kernel/esito';
import { isoRoma, giornoA, piuGiorni } from '#kernel/giorno';
import { formatDecimale } from '#kernel/importo';
import { attivaAvviso, registraRicevuta, type AvvisoAttivato, type StazioneDiEnte } from '#modules/pagamenti';
import { creaCtx, type Ctx, type Mondo } from '#platform/contesto';
import { busta, leggiBusta } from '#platform/soap/busta';
import { conXml } from '#platform/xml/documento';
import { facoltativo, xml, type Xml } from '#platform/xml/scrivi';
import { leggiRicevuta } from '../../doors/nodo/ricevuta.ts';
import type { Caso } from './caso.ts';

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

export type PagamentoDemo = { stazione: StazioneDiEnte; numeroAvviso: string; pagatoIl: Date; caso: Caso };

/**
 * Pays notices as the Nodo would have told us: what each costs is asked, and its receipt is a whole paSendRTV2, read as the door reads it
 * and registered by the product's own act. Its receiptId is a function of the notice: paid twice, it is paid once. All are one
 * transaction, for the first start of a demo waits for it.
 */
export async function pagaDemo(mondo: Mondo, pagamenti: readonly PagamentoDemo[]): Promise<void> {
  await creaCtx(mondo, { ruolo: 'nodo', attore: { tipo: 'nodo' } }).tx(async (t) => {
    for (const pagamento of pagamenti) await pagaUno(mondo, t, pagamento);
  });
}

async function pagaUno(mondo: Mondo, t: Ctx, { stazione, numeroAvviso, pagatoIl, caso }: PagamentoDemo): Promise<void> {
  const richiesta = { stazione, numeroAvviso, oggi: t.oggi, tipo: null, versione: 2 } as const;
  const avviso = valoreDi(await attivaAvviso(mondo.pools.nodo, richiesta));
  const grezzo = Buffer.from(busta(messaggio({ stazione, numeroAvviso, pagatoIl, psp: caso.scegli(PSP) }, avviso)));
  const letta = valoreDi(
    conXml(grezzo, ({ radice }) => {
      const aperta = leggiBusta(radice);
      return aperta.ok ? ok(leggiRicevuta(aperta.value.corpo, [], 2)) : aperta;
    }),
  );
  await registraRicevuta(t, [stazione], {
    operazione: 'paSendRTV2',
    versione: 2,
    grezzo,
    chiamata: letta,
    ricevuta: valoreDi(letta.ricevuta),
    difetti: letta.difetti,
    canonico: letta.canonico,
  });
}

type Incasso = Pick<PagamentoDemo, 'stazione' | 'numeroAvviso' | 'pagatoIl'> & { psp: (typeof PSP)[number] };

function messaggio({ stazione, numeroAvviso, pagatoIl, psp }: Incasso, avviso: AvvisoAttivato): Xml {
  const giorno = giornoA(pagatoIl);
  return xml`<pafn:paSendRTV2Request xmlns:pafn="${SPAZIO_PA}"><idPA>${stazione.codiceFiscale}</idPA>
<idBrokerPA>${stazione.intermediario}</idBrokerPA><idStation>${stazione.stazione}</idStation><receipt>
<receiptId>${`demo${numeroAvviso}`}</receiptId><noticeNumber>${numeroAvviso}</noticeNumber>
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
