import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cambiaStato, impostaAccessoSil } from '#modules/enti';
import { valoreDi } from '#kernel/esito';
import { databaseDiProva } from '#support/db';
import { mondoFermo, type MondoFermo } from '#support/portale';
import { apriSil, chiamaSil, messaggioSil, passwordSil, type SilDiProva } from '#support/sil';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { OPERAZIONI } from './operazioni.ts';

let mondo: MondoFermo;
let sil: SilDiProva;
let ente: EnteDiProva;
let inserito: EnteDiProva;
let password: string;
let passwordInserito: string;

beforeAll(async () => {
  mondo = mondoFermo(await databaseDiProva());
  sil = await apriSil(mondo);
  ente = await unEnte(mondo);
  password = await passwordSil(mondo, ente);
  inserito = await unEnte(mondo);
  passwordInserito = await passwordSil(mondo, inserito);
  valoreDi(await cambiaStato(ctxDi(mondo, 'worker', inserito.enteId), { a: 'INSERITO', motivo: 'Si ricomincia' }));
});
afterAll(() => sil.chiudi());

describe.each(OPERAZIONI.map((o) => [o.nome, o] as const))('%s', (nome, operazione) => {
  it('lets nobody in without the password of the ente', async () => {
    for (const [codIpa, data] of [
      ['c_inesistente', password],
      [ente.codIpa, 'sbagliata1'],
      [ente.codIpa, ''],
      ['', ''],
    ] as const) {
      const risposta = await chiamaSil(sil.app, { nome, codIpa, password: data });
      expect(risposta.fault).toBe('PAA_ENTE_NON_VALIDO');
      expect(risposta.campo('esito')).toBe(operazione.conEsito ? 'KO' : null);
    }
  });

  it('says what it has always said to an ente that is not active yet', async () => {
    const { codIpa } = inserito;
    const { fault } = await chiamaSil(sil.app, { nome, codIpa, password: passwordInserito });
    if (operazione.inserito !== null) expect(fault).toBe(operazione.inserito);
    else expect(fault).not.toBe('PAA_STATO_ENTE_NON_VALIDO');
  });

  it('answers a message with nothing in it, on whatever path below /ws', async () => {
    for (const url of ['/ws/pa/', '/ws/pa/QualcheServizio', '/ws/pivot/altro']) {
      const payload = messaggioSil({ nome, codIpa: ente.codIpa, password });
      const risposta = await sil.app.inject({ method: 'POST', url, payload });
      expect(risposta.statusCode).toBe(200);
    }
    // What there is not of what was not asked for is absent.
    await chiamaSil(sil.app, { nome, codIpa: ente.codIpa.toUpperCase(), password, incompleta: true });
  });
});

describe('an ente that says from where it calls', () => {
  const nome = 'paaSILChiediElencoFlussiSPC';
  it('is not entered from elsewhere, nor without its certificate', async () => {
    const suo = await unEnte(mondo);
    const data = await passwordSil(mondo, suo);
    const ctx = ctxDi(mondo, 'ufficio', suo.enteId);
    // Who was let in a moment ago is let in again: each change is looked at a minute later.
    let minuti = 0;
    const porta = await apriSil({ ...mondo, orologio: () => new Date(Date.now() + minuti * 60_000) });
    const chiama = async (da: string, cn = ''): Promise<string> => {
      minuti += 1;
      const risposta = await porta.app.inject({
        ...{
          method: 'POST',
          url: '/ws/pa/',
          remoteAddress: da,
          headers: { [mondo.config.intestazioneCertificato]: cn },
        },
        payload: messaggioSil({ nome, codIpa: suo.codIpa, password: data }),
      });
      return risposta.body;
    };
    // Who was let in a moment ago is let in again.
    const imposta = async (reti: string[], certificatiCn: string[]): Promise<void> => {
      valoreDi(await impostaAccessoSil(ctx, { reti, certificatiCn }));
      mondo.avanti(3000);
    };
    await imposta(['192.0.2.0/24'], []);
    expect(await chiama('192.0.2.9')).toContain('Date mancanti');
    expect(await chiama('198.51.100.9')).toContain('non ammette chiamate da 198.51.100.9');
    await imposta([], ['gestionale.example.it']);
    // A header that no trusted proxy has written says nothing.
    expect(await chiama('192.0.2.9', 'gestionale.example.it')).toContain('ammette solo chi mostra');
    await imposta([], []);
    expect(await chiama('198.51.100.9')).toContain('Date mancanti');
    await porta.chiudi();
    for (const [accesso, codice] of [
      [{ reti: ['ovunque'], certificatiCn: [] }, 'INDIRIZZO_NON_VALIDO'],
      [{ reti: [], certificatiCn: ['CN=a'] }, 'CERTIFICATO_NON_VALIDO'],
      [{ reti: Array.from({ length: 51 }, (_, i) => `192.0.2.${i}`), certificatiCn: [] }, 'ACCESSO_SIL_TROPPI'],
    ] as const)
      expect(await impostaAccessoSil(ctx, accesso)).toMatchObject({ refusal: { codice } });
  });

  it('is entered through a proxy of ours that shows its certificate', async () => {
    const suo = await unEnte(mondo);
    const data = await passwordSil(mondo, suo);
    valoreDi(
      await impostaAccessoSil(ctxDi(mondo, 'ufficio', suo.enteId), {
        reti: [],
        certificatiCn: ['gestionale.example.it'],
      }),
    );
    const dietro = { ...mondo, config: { ...mondo.config, proxyFidati: ['127.0.0.1'] } };
    const porta = await apriSil(dietro);
    const risposta = await porta.app.inject({
      ...{
        method: 'POST',
        url: '/ws/pa/',
        headers: { [mondo.config.intestazioneCertificato]: 'CN=gestionale.example.it' },
      },
      payload: messaggioSil({ nome, codIpa: suo.codIpa, password: data }),
    });
    await porta.chiudi();
    expect(risposta.body).toContain('Date mancanti');
  });
});

it('who guesses the password of an ente is told to wait, in the words of the dialect; from elsewhere the ente still comes in', async () => {
  const suo = await unEnte(mondo);
  const giusta = await passwordSil(mondo, suo);
  const prova = async (remoteAddress: string, data: string): Promise<string> => {
    const payload = messaggioSil({ nome: 'paaSILChiediElencoFlussiSPC', codIpa: suo.codIpa, password: data });
    const { statusCode, body } = await sil.app.inject({ method: 'POST', url: '/ws/pa/', remoteAddress, payload });
    expect(statusCode).toBe(200);
    return /<faultCode>(\w+)<.*<description>(.*?)</.exec(body)?.slice(1).join(': ') ?? body;
  };
  for (let n = 0; n < 20; n += 1)
    expect(await prova('198.51.100.1', `sbagliata${n}`)).toBe('PAA_ENTE_NON_VALIDO: Codice IPA o password errati');
  const basta = 'PAA_ENTE_NON_VALIDO: Troppi tentativi: riprovare fra qualche minuto';
  expect(await prova('198.51.100.1', 'sbagliata')).toBe(basta);
  expect(await prova('198.51.100.1', giusta)).toBe(basta);
  expect(await prova('192.0.2.1', giusta)).toContain('Date mancanti');
});

it.each([
  ['/public/landing/legacy/avviso?iuv=311000000000000001&ente=C_X&anagrafica=Mario%20Rossi', '/avviso'],
  ['/landing/spontaneo?codIpaEnte=C_X&codTipo=TARI', '/enti/C_X/TARI'],
  ['/landing/spontaneo?codIpaEnte=C_X', '/enti/C_X'],
  ['/landing/spontaneo?codTipo=TARI', '/enti'],
  ['/landing/ente?enteToChange=C_X', '/enti/C_X'],
  ['/landing/ente?codIpaEnte=..%2F..%2Fevil', '/enti'],
  ['/landing/ente?codIpaEnte=a&codIpaEnte=b', '/enti'],
])('an address that the site of an ente shows leads on to the portale: %s', async (url, dove) => {
  const { statusCode, headers } = await sil.app.inject({ url });
  expect([statusCode, headers.location]).toEqual([303, mondo.config.urlPubblico + dove]);
});

describe('what is no call of ours', () => {
  it.each([
    ['not XML', 'ciao', 500],
    [
      'a DTD',
      `<!DOCTYPE a [<!ENTITY b "c">]>${messaggioSil({ nome: 'paaSILChiediPagati', codIpa: 'a', password: 'b' })}`,
      500,
    ],
    ['no envelope', '<a/>', 500],
    [
      'an operation that was never served',
      messaggioSil({ nome: 'paaSILChiediAvvisiPendenti', codIpa: 'a', password: 'b' }),
      404,
    ],
    [
      'the right name in another namespace',
      messaggioSil({ nome: 'paaSILChiediPagati', codIpa: 'a', password: 'b' }).replaceAll(
        'pagamenti/ente/"',
        'altro/"',
      ),
      404,
    ],
  ])('is told so: %s', async (_, payload, stato) => {
    const risposta = await sil.app.inject({ method: 'POST', url: '/ws/pa/', payload });
    expect(risposta.statusCode).toBe(stato);
    expect(risposta.body).toContain('SOAP-ENV:Client');
  });

  it('serves its contract where vendors look for it', async () => {
    for (const url of [
      '/ws/pa/PagamentiTelematiciDovutiPagati.wsdl',
      '/ws/pa/PagamentiTelematiciDovutiPagati?wsdl',
      '/ws/pa/PagamentiTelematiciFlussiSPC.wsdl',
    ]) {
      const risposta = await sil.app.inject({ url });
      expect(risposta.body).toContain(`<soap:address location="${mondo.config.urlPubblico}/ws/pa/" />`);
    }
    // And the one of the service that an ente offers, which we call.
    for (const url of ['/ws/pa/PagamentiTelematiciEsterniCCP.wsdl', '/ws/pa/PagamentiTelematiciEsterniCCP?wsdl'])
      expect((await sil.app.inject({ url })).body).toContain('soapAction="paExternalGetPayment"');
    for (const nome of ['PagInf_Dovuti_Pagati_6_2_0.xsd', 'esterni.xsd', 'esterni-tipi.xsd'])
      expect((await sil.app.inject({ url: `/ws/pa/${nome}` })).body).toContain('<xs');
    expect((await sil.app.inject({ url: '/ws/pa/..%2f..%2fpackage.json' })).statusCode).toBe(404);
  });
});
