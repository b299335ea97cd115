import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccessoIdentita } from '#platform/accesso-identita';
import type { RispostaIdentita } from '#platform/contesto';
import { apriFornitore, doveFornitore } from '#support/identita';
import { Navigatore } from '#support/navigatore';
import { unaPersona } from '#support/portale';
import { creaIdentita, type DoveIdentita } from '#wires/identita';
import type { Simulatore } from '../../simulatore/avvia.ts';

const PERSONA = unaPersona({ nome: 'Aurora', cognome: 'Abete', email: 'aurora@example.org' });
const RITORNO = 'http://127.0.0.1:9/accedi/ritorno';
const lungo = (lettera: string): string => lettera.repeat(43);
const ACCESSO: AccessoIdentita = {
  ...{ state: lungo('s'), nonce: lungo('n'), verificatore: lungo('v') },
  ritorno: RITORNO,
};

let fornitore: Simulatore;
beforeAll(async () => {
  fornitore = await apriFornitore([PERSONA]);
});
afterAll(() => fornitore.chiudi());

type Filo = NonNullable<ReturnType<typeof creaIdentita>>;
const filo = (altro: Partial<DoveIdentita> = {}): Filo =>
  creaIdentita({ ...doveFornitore(fornitore), ...altro }) ?? expect.fail();

/** What a person does at the provider; gives what the browser comes back with. */
async function alla(pagina: string, chi: string): Promise<Record<string, string>> {
  const browser = new Navigatore(fornitore.url);
  const ritorno = await browser.finoA(await browser.apri(pagina), { chi }, RITORNO);
  return Object.fromEntries(new URL(ritorno).searchParams);
}

/** From the beginning to the end; `cambia` changes the address that the browser is sent to. */
async function entra(
  uno: Filo,
  { chi = '0', cambia = (): void => undefined }: { chi?: string; cambia?: (p: URLSearchParams) => void } = {},
): Promise<Record<string, string>> {
  const pagina = new URL((await uno.inizia(ACCESSO)) ?? expect.fail());
  cambia(pagina.searchParams);
  return alla(pagina.href, chi);
}

describe('against the provider of the simulatore', () => {
  it('asks for a code with PKCE, state and nonce, and hears who it is', async () => {
    const uno = filo();
    const chiesti = new URL((await uno.inizia(ACCESSO)) ?? '').searchParams;
    expect(Object.fromEntries(chiesti)).toMatchObject({
      ...{ response_type: 'code', client_id: 'mypay', redirect_uri: RITORNO, scope: 'openid profile email' },
      ...{ state: ACCESSO.state, nonce: ACCESSO.nonce, code_challenge_method: 'S256' },
      prompt: 'login',
    });
    const parametri = await entra(uno);
    expect(await uno.conclude(ACCESSO, parametri)).toEqual({
      esito: 'persona',
      persona: {
        ...{ codiceFiscale: `TINIT-${PERSONA.codiceFiscale}`, nome: 'Aurora', cognome: 'Abete' },
        email: 'aurora@example.org',
      },
    });
    // The code is good once.
    expect(await uno.conclude(ACCESSO, parametri)).toEqual({ esito: 'non_verificata', perche: 'invalid_grant' });
  });

  it.each<[string, (p: URLSearchParams) => void, Partial<AccessoIdentita>]>([
    ['another nonce', (p) => p.set('nonce', lungo('x')), {}],
    ['another state', (p) => p.set('state', lungo('x')), {}],
    ['another challenge', (p) => p.set('code_challenge', lungo('x')), {}],
    ['another verifier', () => undefined, { verificatore: lungo('w') }],
  ])('does not believe %s', async (_cosa, cambia, altro) => {
    const uno = filo();
    const parametri = await entra(uno, { cambia });
    expect((await uno.conclude({ ...ACCESSO, ...altro }, parametri)).esito).toBe('non_verificata');
  });

  it('does not believe who says that it is another issuer, nor one that does not say it', async () => {
    const uno = filo();
    const { iss: _iss, ...muti } = await entra(uno);
    for (const parametri of [{ ...muti, iss: 'https://altro.example.org' }, muti])
      expect((await uno.conclude(ACCESSO, parametri)).esito).toBe('non_verificata');
  });

  it('says what the provider says no for', async () => {
    const uno = filo();
    const no = await uno.conclude(ACCESSO, await entra(uno, { chi: 'annulla' }));
    expect(no).toEqual({ esito: 'negata', errore: 'access_denied', descrizione: 'ErrorCode nr25' });
  });

  it('with a secret that is not ours nobody is let in', async () => {
    const uno = filo({ segreto: 'un-altro-segreto' });
    expect(await uno.conclude(ACCESSO, await entra(uno))).toEqual({
      esito: 'non_verificata',
      perche: 'non_autorizzato',
    });
  });

  it('leads to where one leaves it, and to no page elsewhere', async () => {
    const uscita = new URL((await filo().uscita(RITORNO)) ?? '');
    expect(Object.fromEntries(uscita.searchParams)).toEqual({ client_id: 'mypay', post_logout_redirect_uri: RITORNO });
    const altrove = filo({ origini: ['https://altro.example.org'] });
    expect([await altrove.inizia(ACCESSO), await altrove.uscita(RITORNO)]).toEqual([null, null]);
  });
});

describe('against a provider that does not work', () => {
  let server: Server;
  let richieste = 0;
  beforeAll(async () => {
    server = createServer((_req, res) => {
      richieste += 1;
      res.statusCode = 503;
      res.end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(() => void server.close());

  const rotto = (): DoveIdentita => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return { ...doveFornitore({ url }), emittente: url };
  };

  it('says that there is none, and after five times leaves it alone', async () => {
    const uno = creaIdentita(rotto()) ?? expect.fail();
    const risposte: (string | null)[] = [];
    for (let i = 0; i < 8; i++) risposte.push(await uno.inizia(ACCESSO));
    expect(risposte.every((una) => una === null)).toBe(true);
    expect(richieste).toBe(5);
    const fine: RispostaIdentita = await uno.conclude(ACCESSO, { code: 'c', state: ACCESSO.state });
    expect(fine).toEqual({ esito: 'nessuna', perche: 'irraggiungibile' });
  });

  it('one that is back is asked again', async () => {
    const uno = creaIdentita(rotto(), { circuito: { guastiMax: 1, apertoMs: 0 } }) ?? expect.fail();
    expect(await uno.inizia(ACCESSO)).toBeNull();
    const prima = richieste;
    expect(await uno.inizia(ACCESSO)).toBeNull();
    expect(richieste).toBe(prima + 1);
  });
});

it('where there is no provider nobody is asked', () => expect(creaIdentita(null)).toBeNull());
