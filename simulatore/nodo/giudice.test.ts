import { describe, expect, test } from 'vitest';
import { busta, datiAttivazione, rifiuto, VERIFICA_OK } from '../prova/finto-ente.ts';
import { campione, senzaPubblicati } from '../prova/pubblicati.ts';
import type { Operazione } from './contratto.ts';
import { type Contesto, giudica, type Verdetto } from './giudice.ts';

function giudizio(operazione: Operazione, corpo: string | Uint8Array, contesto: Contesto = {}): Verdetto {
  return giudica(operazione, { tipo: 'http', stato: 200, corpo: Buffer.from(corpo) }, contesto).verdetto;
}

const verifica = (contenuto: string): Verdetto =>
  giudizio('paVerifyPaymentNotice', busta('paVerifyPaymentNoticeRes', contenuto));
const attivazione = (contenuto: string, contesto?: Contesto): Verdetto =>
  giudizio('paGetPaymentV2', busta('paGetPaymentV2Response', contenuto), contesto);
const OK2 = datiAttivazione(2);

describe.skipIf(senzaPubblicati)('i campioni pubblicati', () => {
  test.each([
    ['04', 'paVerifyPaymentNotice', 'OK', undefined],
    ['06', 'paVerifyPaymentNotice', 'KO', 'PAA_SEMANTICA'],
    ['12', 'paGetPayment', 'KO', 'PAA_SINTASSI_EXTRAXSD'],
    ['17', 'paGetPaymentV2', 'KO', 'PAA_SEMANTICA'],
    ['23', 'paSendRT', 'KO', 'PAA_ERRORE_MOCK'],
    ['33', 'paGetPayment', 'OK', undefined],
    ['34', 'paGetPayment', 'OK', undefined],
  ] as const)('%s %s: %s', (numero, operazione, esito, faultCode) => {
    const verdetto = giudizio(operazione, campione(numero));
    expect(verdetto.difetti).toEqual([]);
    expect(verdetto.esito).toBe(esito);
    expect(verdetto.faultCode).toBe(faultCode);
  });

  test('un codice che nessuno conosce passa, con un’avvertenza', () => {
    expect(giudizio('paSendRT', campione('23')).avvertenze.join()).toContain('PAA_ERRORE_MOCK');
  });

  test('la risposta di un’altra operazione non vale', () => {
    expect(giudizio('paGetPaymentV2', campione('33')).esito).toBe('MALFORMATA');
  });
});

test('le risposte buone', () => {
  expect(verifica(VERIFICA_OK)).toMatchObject({ esito: 'OK', difetti: [], avvertenze: [] });
  const contesto = { codiceFiscaleEnte: '90000000101', numeroAvviso: '301000000000000144' };
  expect(attivazione(OK2, contesto)).toMatchObject({ esito: 'OK', difetti: [], avvertenze: [] });
  expect(giudizio('paSendRTV2', busta('paSendRTV2Response', '<outcome>OK</outcome>')).esito).toBe('OK');
});

test.each([
  ['KO senza fault', '<outcome>KO</outcome>', 'senza <fault>'],
  [
    'fault senza id',
    '<outcome>KO</outcome><fault><faultCode>PAA_SEMANTICA</faultCode><faultString>x</faultString></fault>',
    '<id>',
  ],
  ['esito sconosciuto', '<outcome>FORSE</outcome>', 'OK oppure KO'],
  ['OK senza elenco', '<outcome>OK</outcome>', 'senza <paymentList>'],
  ['senza nome dell’ente', VERIFICA_OK.replace(/<companyName>.*<\/companyName>/, ''), 'senza <companyName>'],
  ['opzione LS', VERIFICA_OK.replace('>EQ<', '>LS<'), 'solo EQ'],
  [
    'due opzioni',
    VERIFICA_OK.replace(/(<paymentOptionDescription>.*<\/paymentOptionDescription>)/, '$1$1'),
    'di troppo',
  ],
  ['importo con la virgola', VERIFICA_OK.replace('30.00', '30,00'), 'due decimali'],
  ['importo con un decimale', VERIFICA_OK.replace('30.00', '30.0'), 'due decimali'],
  ['importo con tre decimali', VERIFICA_OK.replace('30.00', '30.000'), 'due decimali'],
  ['importo zero', VERIFICA_OK.replace('30.00', '0.00'), 'due decimali'],
  ['importo enorme', VERIFICA_OK.replace('30.00', '1000000000.00'), 'due decimali'],
  ['giorno che non esiste', VERIFICA_OK.replace('2027-01-31', '2027-02-30'), 'AAAA-MM-GG'],
  ['giorno all’italiana', VERIFICA_OK.replace('2027-01-31', '31/01/2027'), 'AAAA-MM-GG'],
  ['causale vuota', VERIFICA_OK.replace('Mensa &amp; trasporto', ''), 'da 1 a 140'],
  ['causale lunga', VERIFICA_OK.replace('Mensa', 'M'.repeat(141)), 'da 1 a 140'],
  [
    'ordine sbagliato',
    VERIFICA_OK.replace(/(<fiscalCodePA>.*<\/fiscalCodePA>)(<companyName>.*)/, '$2$1'),
    'fuori posto',
  ],
  ['figlio nel namespace', VERIFICA_OK.replaceAll('fiscalCodePA>', 'paf:fiscalCodePA>'), 'namespace'],
  ['attributo', VERIFICA_OK.replace('<outcome>', '<outcome x="1">'), 'attributo'],
  ['testo sciolto', `ciao${VERIFICA_OK}`, 'solo elementi'],
])('una verifica malformata: %s', (_, contenuto, motivo) => {
  const verdetto = verifica(contenuto);
  expect(verdetto).toMatchObject({ esito: 'MALFORMATA', codiceNodo: 'PPT_STAZIONE_INT_PA_ERRORE_RESPONSE' });
  expect(verdetto.difetti.join('\n')).toContain(motivo);
});

const PRIMO = /<transfer>.*?<\/transfer>/.exec(OK2)?.[0] ?? '';

test.each([
  ['OK senza dati', '<outcome>OK</outcome>', 'senza <data>'],
  ['somma diversa', OK2.replace('20.00', '20.01'), 'la somma'],
  ['nessun transfer', OK2.replace(/<transferList>.*<\/transferList>/, '<transferList></transferList>'), '<transfer>'],
  ['sei transfer', OK2.replace(PRIMO, PRIMO.repeat(5)), 'di troppo'],
  ['posizione 6', OK2.replace('<idTransfer>1<', '<idTransfer>6<'), 'da 1 a 5'],
  ['posizioni uguali', OK2.replace('<idTransfer>2<', '<idTransfer>1<'), 'stesso <idTransfer>'],
  ['senza IBAN', OK2.replace(/<IBAN>.*?<\/IBAN>/, ''), '<IBAN> oppure <richiestaMarcaDaBollo>'],
  ['IBAN sbagliato', OK2.replace('IT60X', 'IT61X'), 'BackOffice'],
  [
    'senza nome dell’ente',
    OK2.replace('<companyName>Comune di Prova</companyName><debtor>', '<debtor>'),
    '<companyName>',
  ],
  ['senza scadenza', OK2.replace(/<dueDate>.*?<\/dueDate>/, ''), '<dueDate>'],
  ['debitore senza nome', OK2.replace(/<fullName>.*?<\/fullName>/, ''), '<fullName>'],
  ['posta senza dominio', OK2.replace('</fullName>', '</fullName><e-mail>ada</e-mail>'), 'posta'],
  ['sedici metadati', OK2.replace(/(<mapEntry>.*<\/mapEntry>)/, '$1'.repeat(16)), 'di troppo'],
])('un’attivazione malformata: %s', (_, contenuto, motivo) => {
  const verdetto = attivazione(contenuto);
  expect(verdetto.esito).toBe('MALFORMATA');
  expect(verdetto.difetti.join('\n')).toContain(motivo);
});

test('chiesto POSTAL, il primo conto dev’essere postale', () => {
  expect(attivazione(OK2, { transferType: 'POSTAL' }).difetti.join()).toContain('conto postale');
  const postale = OK2.replaceAll('IT60X0542811101000000123456', 'IT45R0760103200000000001016');
  expect(attivazione(postale, { transferType: 'POSTAL' }).esito).toBe('OK');
});

test('IBAN e marca da bollo insieme non passano; la sola marca sì, ma non nella versione 1', () => {
  const marca =
    '<richiestaMarcaDaBollo><hashDocumento>YWJj</hashDocumento><tipoBollo>01</tipoBollo>' +
    '<provinciaResidenza>BO</provinciaResidenza></richiestaMarcaDaBollo>';
  expect(attivazione(OK2.replace('</IBAN>', `</IBAN>${marca}`)).esito).toBe('MALFORMATA');
  expect(attivazione(OK2.replace(/<IBAN>.*?<\/IBAN>/, marca)).esito).toBe('OK');
  const v1 = datiAttivazione(1).replace(/<IBAN>.*?<\/IBAN>/, marca);
  expect(giudizio('paGetPayment', busta('paGetPaymentRes', v1)).esito).toBe('MALFORMATA');
});

test.each([
  ['non XML', 'Internal Server Error'],
  ['vuota', ''],
  ['tronca', busta('paSendRTV2Response', '<outcome>OK</outcome>').slice(0, -20)],
  ['DTD', `<!DOCTYPE x>${busta('paSendRTV2Response', '<outcome>OK</outcome>')}`],
  [
    'SOAP Fault',
    '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><e:Fault/></e:Body></e:Envelope>',
  ],
  [
    'SOAP 1.2',
    busta('paSendRTV2Response', '<outcome>OK</outcome>').replace(
      'schemas.xmlsoap.org/soap/envelope/',
      'www.w3.org/2003/05/soap-envelope',
    ),
  ],
  ['altro namespace', busta('paSendRTV2Response', '<outcome>OK</outcome>').replace('pa/paForNode.xsd', 'paForNode')],
  ['due corpi', busta('paSendRTV2Response', '<outcome>OK</outcome>').replace('</e:Body>', '</e:Body><e:Body/>')],
])('una ricevuta risposta male si ripete: %s', (_, corpo) => {
  const verdetto = giudizio('paSendRTV2', corpo);
  expect(verdetto.esito).toBe('MALFORMATA');
  expect(verdetto.frase).toContain('48 volte');
});

test.each([500, 401, 202, 302])('HTTP %i non è una risposta, qualunque cosa ci sia dentro', (stato) => {
  const corpo = Buffer.from(busta('paSendRTV2Response', '<outcome>OK</outcome>'));
  expect(giudica('paSendRTV2', { tipo: 'http', stato, corpo }).verdetto.esito).toBe('MALFORMATA');
});

test('silenzio e porta chiusa hanno il loro codice', () => {
  const silenzio = giudica('paGetPaymentV2', { tipo: 'tempo_scaduto', attesaMs: 7000 }).verdetto;
  expect(silenzio.codiceNodo).toBe('PPT_STAZIONE_INT_PA_TIMEOUT');
  const chiusa = giudica('paGetPaymentV2', { tipo: 'irraggiungibile', motivo: 'ECONNREFUSED' }).verdetto;
  expect(chiusa.codiceNodo).toBe('PPT_STAZIONE_INT_PA_IRRAGGIUNGIBILE');
});

test('un KO in regola a una ricevuta è definitivo', () => {
  const verdetto = giudizio('paSendRTV2', rifiuto('paSendRTV2Response', 'PAA_RECEIPT_DUPLICATA').corpo, {
    codiceFiscaleEnte: '90000000101',
  });
  expect(verdetto).toMatchObject({ esito: 'KO', faultCode: 'PAA_RECEIPT_DUPLICATA', avvertenze: [] });
  expect(verdetto.frase).toContain('definitiva');
});

test('il fault e i dati parlano dell’ente e dell’avviso chiesti, o c’è un’avvertenza', () => {
  expect(
    giudizio('paSendRTV2', rifiuto('paSendRTV2Response', 'PAA_SEMANTICA').corpo, { codiceFiscaleEnte: '90000000102' })
      .avvertenze,
  ).toHaveLength(1);
  expect(attivazione(OK2, { numeroAvviso: '302250900000012381' }).avvertenze).toHaveLength(1);
});
