import { attendiEvento } from '#support/eventi';
import { Navigatore } from '#support/navigatore';
import type { Narratore } from './narratore.ts';
import type { Pagato } from './operatore.ts';
import { decimale, ROSSI, type Scena } from './scena.ts';

const ENTE = 'http://www.regione.veneto.it/pagamenti/ente/';
const DOCUMENTI = 'http://www.regione.veneto.it/schemas/2012/Pagamenti/Ente/';
const SOAP = { iud: 'STORIA-SOAP-1', importoCents: 1250 };
const REST = { iud: 'STORIA-REST-1', importoCents: 990 };
const EMAIL = 'mario.rossi@example.org';

/** A payment that the ente's software begins, by SOAP and by REST; the software hears of each by a signed event. */
export async function scenaSoftware(scena: Scena): Promise<Pagato[]> {
  const n: Narratore = scena.n;
  const prima = await ricevute(scena);
  n.passo('Il gestionale dell’ente comincia un pagamento per SOAP, il cittadino paga, il gestionale chiede l’esito');
  await perSoap(scena);
  const dopoSoap = await ricevute(scena);
  n.passo('Con una chiave API, lo stesso gestionale ne comincia un altro per REST');
  await perRest(scena, await scena.operatore.creaChiave('Gestionale della storia'));
  const dopoRest = await ricevute(scena);
  n.passo('Di ciascuno il gestionale riceve l’evento firmato «dovuto.pagato»');
  for (const { iud } of [SOAP, REST]) {
    const { firma, corpo } = await attendiEvento(scena.demo.simulatore, { genere: 'dovuto.pagato', iud });
    n.pretendi(firma === 'buona', `La firma dell’evento di ${iud} è «${firma}».`);
    n.salva(`evento-${iud}.json`, JSON.stringify(corpo, null, 2));
  }
  const nuova = (da: Set<string>, a: Set<string>): string => [...a].find((id) => !da.has(id)) ?? '';
  return [
    { iud: SOAP.iud, importo: decimale(SOAP.importoCents), receiptId: nuova(prima, dopoSoap) },
    { iud: REST.iud, importo: decimale(REST.importoCents), receiptId: nuova(dopoSoap, dopoRest) },
  ];
}

async function ricevute({ demo }: Scena): Promise<Set<string>> {
  const letto = (await (await fetch(new URL('/api/ricevute', demo.simulatore))).json()) as { receiptId: string }[];
  return new Set(letto.map(({ receiptId }) => receiptId));
}

/** The browser goes where the software was told, pays, and is back at the ente. */
async function paga({ n: narratore, demo }: Scena, url: string): Promise<void> {
  const n: Narratore = narratore;
  const nav = new Navigatore(demo.portale);
  const checkout = await nav.invia(await nav.apri(url), { email: EMAIL }, 'visto');
  const fine = await nav.invia(checkout, { andamento: 'paga' });
  const { origin, searchParams } = new URL(fine.url);
  const tornato = origin === new URL(demo.simulatore).origin && searchParams.get('esito') === 'OK';
  n.pretendi(tornato, `Chi ha pagato non è tornato al sito dell’ente, ma a ${fine.url}`);
  n.dice('Pagato al Checkout, il browser è di nuovo sul sito dell’ente con esito=OK.');
}

async function perSoap(scena: Scena): Promise<void> {
  const n: Narratore = scena.n;
  const dovuti = Buffer.from(documentoDovuti()).toString('base64');
  const ritorno = `${scena.demo.simulatore}/ente/ritorno`;
  const inviato = await soap(
    scena,
    'paaSILInviaDovuti',
    `<dovuti>${dovuti}</dovuti><enteSILInviaRispostaPagamentoUrl>${ritorno}</enteSILInviaRispostaPagamentoUrl>`,
  );
  const [idSession, url] = ['idSession', 'url'].map((campo) => campoDi(inviato, campo));
  n.pretendi(
    campoDi(inviato, 'esito') === 'OK' && idSession !== undefined && url !== undefined,
    `paaSILInviaDovuti non risponde OK: ${campoDi(inviato, 'faultCode') ?? inviato.slice(0, 300)}`,
  );
  const prima = await soap(scena, 'paaSILChiediPagati', `<idSession>${idSession}</idSession>`);
  const codice = campoDi(prima, 'faultCode');
  n.pretendi(codice === 'PAA_PAGAMENTO_NON_INIZIATO', `Prima di pagare l’esito non è «non iniziato», ma ${codice}.`);
  n.dice('Prima che qualcuno paghi, paaSILChiediPagati risponde PAA_PAGAMENTO_NON_INIZIATO.');
  await paga(scena, url);
  const pagati = campoDi(await soap(scena, 'paaSILChiediPagati', `<idSession>${idSession}</idSession>`), 'pagati');
  const documento = Buffer.from(Buffer.from(pagati ?? '', 'base64').toString('latin1'), 'base64').toString('utf8');
  n.pretendi(documento.includes(SOAP.iud), 'Nel documento «pagati» non c’è il dovuto.');
  n.salva('pagati.xml', documento);
}

async function perRest(scena: Scena, chiave: string): Promise<void> {
  const { demo, ente } = scena;
  const n: Narratore = scena.n;
  const base = `${demo.portale}/api/v1/enti/${ente.codIpa}`;
  const chiedi = async (percorso: string, corpo?: object): Promise<Record<string, string>> => {
    const risposta = await fetch(`${base}${percorso}`, {
      headers: {
        authorization: `Bearer ${chiave}`,
        ...(corpo === undefined ? {} : { 'content-type': 'application/json', 'idempotency-key': REST.iud }),
      },
      ...(corpo === undefined ? {} : { method: 'POST', body: JSON.stringify(corpo) }),
    });
    const letto = (await risposta.json()) as Record<string, string>;
    n.pretendi(risposta.ok, `${percorso}: HTTP ${risposta.status} ${JSON.stringify(letto)}`);
    n.salva(`rest${percorso.replaceAll('/', '-')}.json`, JSON.stringify(letto, null, 2));
    return letto;
  };
  const dovuto = {
    iud: REST.iud,
    tipoDovuto: 'DIRITTI_VARI',
    importoCents: REST.importoCents,
    causale: 'Copia di un atto',
  };
  const { codiceFiscale, nome } = ROSSI;
  const preparato = await chiedi('/carrelli', {
    voci: [
      {
        debitore: { tipo: 'F', codiceFiscale, anagrafica: nome },
        dovuti: [{ ...dovuto, conAvviso: false }],
      },
    ],
    ritorno: `${demo.simulatore}/ente/ritorno`,
    modo: 'breve',
  });
  await paga(scena, preparato['url'] ?? '');
  const { esito } = await chiedi(`/carrelli/${preparato['idSession'] ?? ''}`);
  n.pretendi(esito === 'pagato', `Per REST l’esito è «${esito}» e non «pagato».`);
}

async function soap({ n, demo, ente }: Scena, nome: string, dentro: string): Promise<string> {
  const inTesta = nome === 'paaSILInviaDovuti';
  const ipa = `<codIpaEnte>${ente.codIpa}</codIpaEnte>`;
  const testa = `<s:Header><h:intestazionePPT xmlns:h="${ENTE}ppthead">${ipa}</h:intestazionePPT></s:Header>`;
  const corpo = `<p:${nome} xmlns:p="${ENTE}">${inTesta ? '' : ipa}<password>${ente.passwordSil}</password>${dentro}</p:${nome}>`;
  const dentroBusta = `${inTesta ? testa : ''}<s:Body>${corpo}</s:Body>`;
  const busta = `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/">${dentroBusta}</s:Envelope>`;
  const risposta = await fetch(`${demo.portale}/ws/pa/PagamentiTelematiciDovutiPagati`, {
    method: 'POST',
    headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: nome },
    body: busta,
  });
  const testo = await risposta.text();
  n.salva(`${nome}.xml`, testo);
  return testo;
}

function campoDi(xml: string, campo: string): string | undefined {
  return new RegExp(`<${campo}>([^<]*)</${campo}>`).exec(xml)?.[1]?.replaceAll('&amp;', '&');
}

function documentoDovuti(): string {
  return `<Dovuti xmlns="${DOCUMENTI}"><versioneOggetto>6.2.0</versioneOggetto><soggettoPagatore><identificativoUnivocoPagatore>
    <tipoIdentificativoUnivoco>F</tipoIdentificativoUnivoco>
    <codiceIdentificativoUnivoco>${ROSSI.codiceFiscale}</codiceIdentificativoUnivoco>
    </identificativoUnivocoPagatore><anagraficaPagatore>${ROSSI.nome}</anagraficaPagatore></soggettoPagatore><datiVersamento>
    <tipoVersamento>ALL</tipoVersamento><datiSingoloVersamento><identificativoUnivocoDovuto>${SOAP.iud}</identificativoUnivocoDovuto>
    <importoSingoloVersamento>${decimale(SOAP.importoCents)}</importoSingoloVersamento>
    <identificativoTipoDovuto>DIRITTI_VARI</identificativoTipoDovuto><causaleVersamento>Visura</causaleVersamento>
    <datiSpecificiRiscossione>9/0101101IM/</datiSpecificiRiscossione></datiSingoloVersamento></datiVersamento></Dovuti>`;
}
