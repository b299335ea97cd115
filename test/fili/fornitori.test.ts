import { SignJWT, UnsecuredJWT } from 'jose';
import type { ServerMetadata } from 'openid-client';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AccessoIdentita } from '#platform/accesso-identita';
import type { Fornitori, RispostaFornitore } from '#platform/fornitore-ente';
import { creaGuardiaRete } from '#platform/guardia-rete';
import { apriFornitoreFinto, type FornitoreFinto } from '#support/fornitore-finto';
import { ufficioFornitore } from '#testi/it/ufficio-fornitore';
import { creaFornitori } from '#wires/fornitori';
import { comeChiedere } from '#wires/oidc';

const lungo = (lettera: string): string => lettera.repeat(43);
const RITORNO = 'http://127.0.0.1:9/ufficio/accedi/ente/c_prova/ritorno';
const ACCESSO: AccessoIdentita = { state: lungo('s'), nonce: lungo('n'), verificatore: lungo('v'), ritorno: RITORNO };
const CLIENT = { clientId: 'mypay', segreto: 'un-segreto-suo' };
const LOCALE = creaGuardiaRete(['127.0.0.0/8', '::1/128']);

let finto: FornitoreFinto;
beforeAll(async () => {
  finto = await apriFornitoreFinto({ clientId: CLIENT.clientId, nonce: ACCESSO.nonce });
});
beforeEach(() => finto.ripulisci());
afterAll(() => finto.chiudi());

const dove = (): Parameters<Fornitori['inizia']>[0] => ({ ...CLIENT, emittente: finto.emittente });
const fili = (guardia = LOCALE): Fornitori => creaFornitori({ guardia });

/** What the browser brings back from the provider. */
const torna = (altro: Record<string, string> = {}): Record<string, string> => ({
  ...{ code: 'un-codice', state: ACCESSO.state, iss: finto.emittente },
  ...altro,
});
const conclude = (altro?: Record<string, string>, accesso = ACCESSO): Promise<RispostaFornitore> =>
  fili().conclude(dove(), accesso, torna(altro));

const ORA_S = (): number => Math.floor(Date.now() / 1000);

describe('the provider of an ente', () => {
  it('is asked for a code with PKCE, state and nonce, and asks who it is each time', async () => {
    const pagina = new URL((await fili().inizia(dove(), ACCESSO)) ?? expect.fail());
    expect(pagina.href.startsWith(`${finto.emittente}/entra?`)).toBe(true);
    expect(Object.fromEntries(pagina.searchParams)).toMatchObject({
      ...{ response_type: 'code', client_id: 'mypay', redirect_uri: RITORNO, scope: 'openid email', prompt: 'login' },
      ...{ state: ACCESSO.state, nonce: ACCESSO.nonce, code_challenge_method: 'S256' },
    });
    expect(pagina.href).not.toContain(CLIENT.segreto);
  });

  it.each<[string | undefined, ServerMetadata]>([
    ['login', { issuer: 'https://accessi.example.org' }],
    ['select_account', { issuer: 'https://accounts.google.com' }],
    ['login', { issuer: 'https://a.example.org', prompt_values_supported: ['none', 'select_account', 'login'] }],
    ['select_account', { issuer: 'https://a.example.org', prompt_values_supported: ['select_account'] }],
    [undefined, { issuer: 'https://a.example.org', prompt_values_supported: ['none'] }],
  ])('is asked with %s, as it may be: %j', (prompt, dichiarato) => {
    expect(comeChiedere(dichiarato).prompt).toBe(prompt);
  });

  it('says who it is, how surely, and an address only where it has verified it', async () => {
    finto.claims = { acr: '2', amr: ['pwd', 7, 'mfa'], email: 'Anna@example.org', email_verified: true };
    expect(await conclude()).toEqual({
      esito: 'soggetto',
      soggetto: { soggetto: 'anna', email: 'Anna@example.org', livelli: ['2', 'pwd', 'mfa'] },
    });
    // What was said in the token is not asked again.
    expect(finto.chieste.filter((una) => una.endsWith('/chi-e'))).toEqual([]);
    for (const verificata of [false, undefined, 'true', 1]) {
      finto.claims = { email: 'anna@example.org', email_verified: verificata };
      expect(await conclude()).toMatchObject({ soggetto: { email: null } });
    }
    finto.claims = {};
    finto.userinfo = { sub: 'anna', email: 'anna@example.org', email_verified: true, amr: ['mfa'] };
    // How surely counts where it is signed only.
    expect(await conclude()).toMatchObject({ soggetto: { email: 'anna@example.org', livelli: [] } });
  });

  it.each<[string, () => void]>([
    ['signed by somebody else', () => void (finto.firma = finto.firmaFalsa)],
    ['that nobody has signed', () => void (finto.firma = (claims) => new UnsecuredJWT(claims).encode())],
    [
      'signed with the secret that it shares with us',
      () =>
        void (finto.firma = (claims) =>
          new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.from(CLIENT.segreto.padEnd(32, '.')))),
    ],
    ['changed after it was signed', () => void (finto.firma = async (claims) => `${await finto.firmaVera(claims)}A`)],
    ['for another client', () => void (finto.claims = { aud: 'un-altro' })],
    ['for others too, and made for one of them', () => void (finto.claims = { aud: ['mypay', 'altro'], azp: 'altro' })],
    ['of another issuer', () => void (finto.claims = { iss: 'https://altro.example.org/realms/prova' })],
    ['of another realm of the same site', () => void (finto.claims = { iss: `${finto.emittente}-2` })],
    ['that is over', () => void (finto.claims = { iat: ORA_S() - 600, exp: ORA_S() - 120 })],
    ['with another nonce', () => void (finto.claims = { nonce: lungo('x') })],
    ['without a nonce', () => void (finto.claims = { nonce: undefined })],
    ['that does not say who it is', () => void (finto.claims = { sub: undefined })],
    ['that is none', () => void (finto.risponde = { stato: 200, corpo: { access_token: 'a', token_type: 'Bearer' } })],
    ['with somebody else at userinfo', () => void (finto.userinfo = { sub: 'bruno', email: 'b@example.org' })],
    [
      'for a code that it does not know',
      () => void (finto.risponde = { stato: 400, corpo: { error: 'invalid_grant' } }),
    ],
    [
      'for a client that it does not know',
      () => void (finto.risponde = { stato: 401, corpo: { error: 'invalid_client' } }),
    ],
  ])('is not believed for a token %s', async (_quale, falsa) => {
    // But for that, it would be.
    expect((await conclude()).esito).toBe('soggetto');
    falsa();
    expect((await conclude()).esito).toBe('non_verificata');
  });

  it('is not believed for a way back that was not begun here, or that names another', async () => {
    expect((await conclude()).esito).toBe('soggetto');
    expect((await conclude({ state: lungo('x') })).esito).toBe('non_verificata');
    expect((await conclude({ iss: 'https://altro.example.org' })).esito).toBe('non_verificata');
    const { iss: _iss, ...muti } = torna();
    expect((await fili().conclude(dove(), ACCESSO, muti)).esito).toBe('non_verificata');
  });

  it('may say no, in its words', async () => {
    const { code: _code, ...senza } = torna({ error: 'access_denied', error_description: 'Ci ha ripensato' });
    const no = await fili().conclude(dove(), ACCESSO, senza);
    expect(no).toEqual({ esito: 'negata', errore: 'access_denied', descrizione: 'Ci ha ripensato' });
  });

  it('that does not answer lets nobody in, and is not asked again at once; the others are', async () => {
    finto.tutto = (_richiesta, risposta) => void risposta.writeHead(503).end();
    const uno = fili();
    for (let i = 0; i < 8; i += 1) expect(await uno.inizia(dove(), ACCESSO)).toBeNull();
    expect(finto.chieste.length).toBe(5);
    expect(await uno.conclude(dove(), ACCESSO, torna())).toEqual({ esito: 'nessuna', perche: 'irraggiungibile' });
    finto.ripulisci();
    expect(await uno.inizia({ ...dove(), clientId: 'un-altro' }, ACCESSO)).toContain('/entra?');
  });

  it('leads to where one leaves it, if it has such a place', async () => {
    const uscita = new URL((await fili().uscita(dove(), RITORNO)) ?? expect.fail());
    expect(uscita.searchParams.get('post_logout_redirect_uri')).toBe(RITORNO);
    finto.dichiara = { end_session_endpoint: undefined };
    expect(await fili().uscita(dove(), RITORNO)).toBeNull();
  });
});

describe('an address that somebody of an ente has written', () => {
  const CHIUSA = creaGuardiaRete([]);

  it('is no way into our networks, nor where an answer sends', async () => {
    expect(await fili(CHIUSA).inizia(dove(), ACCESSO)).toBeNull();
    expect(await fili().inizia({ ...dove(), emittente: 'http://10.0.0.1/realms/prova' }, ACCESSO)).toBeNull();
    expect((await fili(CHIUSA).prova(dove())).problemi).toEqual([{ codice: 'indirizzo_non_ammesso' }]);
    expect(finto.chieste).toEqual([]);
    finto.tutto = (_richiesta, risposta) =>
      void risposta.writeHead(302, { location: `${finto.emittente}/altrove` }).end();
    expect(await fili().inizia(dove(), ACCESSO)).toBeNull();
    expect((await fili().prova(dove())).problemi).toEqual([{ codice: 'rinvia' }]);
    expect(finto.chieste.filter((una) => una.endsWith('/altrove'))).toEqual([]);
  });

  it('must be who it was said to be, and have its page on the way it is reached', async () => {
    finto.dichiara = { issuer: 'https://altro.example.org' };
    expect(await fili().inizia(dove(), ACCESSO)).toBeNull();
    for (const pagina of ['javascript:alert(1)', 'ftp://altro.example.org', '', undefined, 7]) {
      finto.dichiara = { authorization_endpoint: pagina, end_session_endpoint: pagina ?? 'javascript:alert(1)' };
      expect([await fili().inizia(dove(), ACCESSO), await fili().uscita(dove(), RITORNO)]).toEqual([null, null]);
    }
  });
});

describe('the prova', () => {
  const invalido = (): void => void (finto.risponde = { stato: 400, corpo: { error: 'invalid_grant' } });
  const dichiara = (altro: Record<string, unknown>) => (): void => {
    invalido();
    finto.dichiara = altro;
  };

  it.each<[string[], string[], () => void]>([
    [[], [], invalido],
    [[], ['client_non_provato'], () => void (finto.risponde = { stato: 400, corpo: { error: 'invalid_request' } })],
    [['client'], [], () => void (finto.risponde = { stato: 401, corpo: {} })],
    [['client'], [], () => void (finto.risponde = { stato: 400, corpo: { error: 'unauthorized_client' } })],
    [['emittente_diverso'], [], dichiara({ issuer: 'https://altro.example.org' })],
    [['indirizzo_non_https'], [], dichiara({ token_endpoint: 'ftp://altro.example.org' })],
    [['indirizzo_non_https', 'indirizzo_non_https'], [], dichiara({ jwks_uri: 7, authorization_endpoint: undefined })],
    [['senza_codice'], [], dichiara({ response_types_supported: ['id_token'] })],
    [['senza_pkce'], [], dichiara({ code_challenge_methods_supported: ['plain'] })],
    [[], ['pkce_non_detto'], dichiara({ code_challenge_methods_supported: undefined })],
    [['senza_firma'], [], dichiara({ id_token_signing_alg_values_supported: ['none', 'HS256'] })],
    [['senza_segreto'], [], dichiara({ token_endpoint_auth_methods_supported: ['private_key_jwt'] })],
    [[], [], dichiara({ token_endpoint_auth_methods_supported: ['client_secret_post'] })],
    [[], ['senza_iss'], dichiara({ authorization_response_iss_parameter_supported: undefined })],
    [[], ['senza_email_verificata'], dichiara({ claims_supported: ['sub', 'email'] })],
    [[], [], dichiara({ claims_supported: ['sub', 'email', 'email_verified'] })],
    [[], ['senza_uscita'], dichiara({ end_session_endpoint: undefined })],
    [['chiavi'], [], () => dichiara({ jwks_uri: `${finto.emittente}/nessuna` })()],
    [['stato'], [], () => void (finto.tutto = (_richiesta, risposta) => void risposta.writeHead(404).end())],
    [['risposta_illeggibile'], [], () => void (finto.tutto = (_richiesta, risposta) => void risposta.end('<html>'))],
    [
      ['risposta_illeggibile'],
      [],
      () => void (finto.tutto = (_richiesta, risposta) => void risposta.end('x'.repeat(300 * 1024))),
    ],
    [['irraggiungibile'], [], () => void (finto.tutto = (richiesta) => void richiesta.socket.destroy())],
  ])('finds %j and warns of %j', async (problemi, avvertenze, cosa) => {
    cosa();
    const trovati = await fili().prova(dove());
    const codici = (cose: typeof trovati.problemi): string[] => cose.map(({ codice }) => codice);
    expect([codici(trovati.problemi), codici(trovati.avvertenze)]).toEqual([problemi, avvertenze]);
    // Whatever is found is said in words.
    for (const { codice } of [...trovati.problemi, ...trovati.avvertenze])
      expect(Object.keys(ufficioFornitore.prova.problemi)).toContain(codice);
  });

  it('does not wait for who does not answer', async () => {
    finto.tutto = () => undefined;
    const pochi = creaFornitori({ guardia: LOCALE, attesaMs: 300 });
    expect((await pochi.prova(dove())).problemi).toEqual([{ codice: 'tempo_scaduto' }]);
    expect(await pochi.inizia(dove(), ACCESSO)).toBeNull();
  });
});
