import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generateSecret, generateSync } from 'otplib';
import { revocaRuolo } from '#modules/utenti';
import { tokenCsrf } from '#platform/http/csrf';
import type { Mondo } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { Navigatore, testoDi } from '#support/navigatore';
import { apriUfficio, cookieDi, entra, unOperatore, type UfficioDiProva } from '#support/ufficio';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';

let mondo: Mondo;
let ufficio: UfficioDiProva;
let ente: EnteDiProva;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ufficio = await apriUfficio(mondo);
  ente = await unEnte(mondo);
});
afterAll(() => ufficio.chiudi());

describe('sign-in', () => {
  test('asks user and password, brings where one was going, and names person and ente on every page', async () => {
    const operatore = await unOperatore(mondo, [ente]);
    const navigatore = new Navigatore(ufficio.url);
    const chiesta = await navigatore.apri('/ufficio/dovuti');
    expect(new URL(chiesta.url).pathname).toBe('/ufficio/accedi');
    const { utente, password } = operatore;
    const dentro = await navigatore.invia(chiesta, { utente, password });
    expect([dentro.stato, new URL(dentro.url).pathname]).toEqual([200, '/ufficio/dovuti']);
    expect(dentro.html).toContain(`<title>Dovuti – ${ente.denominazione} – MyPay</title>`);
    expect(testoDi(dentro.html)).toContain('Anna Operosa');
    expect(testoDi(dentro.html)).toContain('PROVA – non pagabile');
    const fuori = await navigatore.invia(dentro, {}, 'esci');
    expect(new URL(fuori.url).pathname).toBe('/ufficio/accedi');
    expect(new URL((await navigatore.apri('/ufficio')).url).pathname).toBe('/ufficio/accedi');
  });

  test('a wrong password, an unknown user and an empty form come back, and never with the password', async () => {
    const { utente } = await unOperatore(mondo, [ente]);
    const navigatore = new Navigatore(ufficio.url);
    const modulo = await navigatore.apri('/ufficio/accedi');
    for (const chi of [utente, 'nessuno.conosciuto']) {
      const pagina = await navigatore.invia(modulo, { utente: chi, password: 'una-password-sbagliata' });
      expect(pagina.stato).toBe(422);
      expect(pagina.html).toContain(`value="${chi}"`);
      expect(pagina.html).not.toContain('una-password-sbagliata');
      expect(testoDi(pagina.html)).toContain('Utente o password non corrispondono.');
    }
    const vuota = await navigatore.invia(modulo, { utente: '', password: '' });
    expect(testoDi(vuota.html)).toContain('Ci sono 2 cose da correggere');
  });

  test('too many guesses: a pause, said in minutes, even for the right password', async () => {
    const { utente, password } = await unOperatore(mondo, [ente]);
    const navigatore = new Navigatore(ufficio.url);
    const modulo = await navigatore.apri('/ufficio/accedi');
    for (let i = 0; i < 10; i += 1) await navigatore.invia(modulo, { utente, password: `sbagliata-${i}` });
    const pagina = await navigatore.invia(modulo, { utente, password });
    expect(testoDi(pagina.html)).toMatch(/Hai fatto troppi tentativi\. Riprova fra (un|\d+) minut/);
  });

  test('the second factor is asked after the password, and each code is good once', async () => {
    const secret = generateSecret();
    const { utente, password } = await unOperatore(mondo, [ente], { totpSegreto: secret });
    const navigatore = new Navigatore(ufficio.url);
    const secondo = await navigatore.invia(await navigatore.apri('/ufficio/accedi'), { utente, password });
    expect(testoDi(secondo.html)).toContain('Le sei cifre che mostra adesso la tua app');
    expect(secondo.html).not.toContain(password);
    const sbagliato = await navigatore.invia(secondo, { codice: '000000' });
    expect([sbagliato.stato, testoDi(sbagliato.html).includes('Il codice non corrisponde.')]).toEqual([422, true]);
    const codice = generateSync({ secret });
    const dentro = await navigatore.invia(sbagliato, { codice });
    expect(new URL(dentro.url).pathname).toBe('/ufficio');
    const altro = new Navigatore(ufficio.url);
    const ancora = await altro.invia(await altro.apri('/ufficio/accedi'), { utente, password });
    expect(testoDi((await altro.invia(ancora, { codice })).html)).toContain('Queste sei cifre sono già state usate.');
    const inventato = await altro.invia(ancora, { codice, sospeso: 'AAAA' });
    expect(testoDi(inventato.html)).toContain('È passato troppo tempo.');
  });

  test('the password waits five minutes for its code, no longer', async () => {
    let adesso = new Date();
    const lento = await apriUfficio({ ...mondo, orologio: () => adesso });
    const secret = generateSecret();
    const { utente, password } = await unOperatore(mondo, [ente], { totpSegreto: secret });
    const navigatore = new Navigatore(lento.url);
    const secondo = await navigatore.invia(await navigatore.apri('/ufficio/accedi'), { utente, password });
    adesso = new Date(adesso.getTime() + 5 * 60_000);
    const codice = generateSync({ secret, epoch: Math.floor(adesso.getTime() / 1000) });
    const tardi = await navigatore.invia(secondo, { codice });
    expect([tardi.stato, testoDi(tardi.html).includes('Scrivi di nuovo utente e password.')]).toEqual([422, true]);
    await lento.chiudi();
  });

  test('who comes signed in goes on; who asks to come back elsewhere does not go there', async () => {
    const operatore = await unOperatore(mondo, [ente]);
    const navigatore = await entra(ufficio, operatore);
    expect(new URL((await navigatore.apri('/ufficio/accedi')).url).pathname).toBe('/ufficio');
    const { utente, password } = operatore;
    for (const dopo of ['https://altrove.example/', '//altrove.example', '/avviso', '/ufficio-finto']) {
      const altro = new Navigatore(ufficio.url);
      const modulo = await altro.apri(`/ufficio/accedi?dopo=${encodeURIComponent(dopo)}`);
      expect((await altro.invia(modulo, { utente, password })).url).toBe(`${ufficio.url}/ufficio`);
    }
  });
});

describe('for several enti', () => {
  test('one is chosen first, another at any time, and one of somebody else never', async () => {
    const [altro, estraneo] = [await unEnte(mondo), await unEnte(mondo)];
    const operatore = await unOperatore(mondo, [ente, altro], { ruolo: 'amministratore' });
    const navigatore = await entra(ufficio, operatore);
    const scelta = await navigatore.apri('/ufficio/flussi');
    expect(new URL(scelta.url).pathname).toBe('/ufficio/ente');
    expect(testoDi(scelta.html)).toContain('Per quale ente lavori adesso?');
    expect((await navigatore.invia(scelta, {}, 'ente')).stato).toBe(422);
    const negato = await navigatore.invia(scelta, { ente: estraneo.enteId });
    expect([negato.stato, testoDi(negato.html).includes('Non sei fra gli operatori di questo ente.')]).toEqual([
      422,
      true,
    ]);
    const dentro = await navigatore.invia(scelta, { ente: altro.enteId });
    expect(new URL(dentro.url).pathname).toBe('/ufficio/flussi');
    expect(dentro.html).toContain(`– ${altro.denominazione} – MyPay</title>`);
    expect((await navigatore.apri('/ufficio')).html).toContain('href="/ufficio/ente"');
    const prima = await navigatore.invia(await navigatore.apri('/ufficio/ente'), { ente: ente.enteId });
    expect(prima.html).toContain(`– ${ente.denominazione} – MyPay</title>`);
  });

  test('with none there is nothing to choose, and it is said', async () => {
    const navigatore = await entra(ufficio, await unOperatore(mondo, []));
    const pagina = await navigatore.apri('/ufficio/dovuti');
    expect(testoDi(pagina.html)).toContain('Non lavori ancora per nessun ente');
  });
});

describe('who may', () => {
  test('a role that is taken away is gone at the next request', async () => {
    const operatore = await unOperatore(mondo, [ente]);
    const navigatore = await entra(ufficio, operatore);
    expect((await navigatore.apri('/ufficio/dovuti')).stato).toBe(200);
    await revocaRuolo(ctxDi(mondo, 'worker', ente.enteId), operatore.operatoreId);
    expect(new URL((await navigatore.apri('/ufficio/dovuti')).url).pathname).toBe('/ufficio/ente');
  });

  test('a cookie that was copied opens nothing once its owner has signed out, nor do its forms do anything', async () => {
    const operatore = await unOperatore(mondo, [ente]);
    const cookies = await cookieDi(mondo, operatore);
    const _csrf = tokenCsrf(mondo.config.pepe, cookies.ufficio);
    const invia = (url: string) =>
      ufficio.app.inject({
        ...{ method: 'POST', url, cookies },
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({ _csrf, testo: 'Rossi' }).toString(),
      });
    expect((await ufficio.app.inject({ url: '/ufficio/dovuti', cookies })).statusCode).toBe(200);
    expect((await invia('/ufficio/esci')).statusCode).toBe(303);
    for (const url of ['/ufficio', '/ufficio/dovuti', '/ufficio/registro']) {
      const { statusCode, headers } = await ufficio.app.inject({ url, cookies });
      expect([url, statusCode, String(headers.location).startsWith('/ufficio/accedi')]).toEqual([url, 303, true]);
    }
    expect((await ufficio.app.inject({ url: '/ufficio/io', cookies })).headers.location).toBe('/ufficio/accedi');
    expect((await invia('/ufficio/ente')).headers.location).toBe('/ufficio/accedi');
  });

  test('the token of somebody else’s forms changes nothing', async () => {
    const [mio, altrui] = [
      await cookieDi(mondo, await unOperatore(mondo, [ente])),
      await cookieDi(mondo, await unOperatore(mondo, [ente])),
    ];
    const payload = `_csrf=${tokenCsrf(mondo.config.pepe, altrui.ufficio)}`;
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const esci = { method: 'POST' as const, url: '/ufficio/esci', cookies: mio, headers, payload };
    expect((await ufficio.app.inject(esci)).statusCode).toBe(403);
    expect((await ufficio.app.inject({ url: '/ufficio/dovuti', cookies: mio })).statusCode).toBe(200);
  });

  test('a form without its token changes nothing', async () => {
    const cookies = await cookieDi(mondo, await unOperatore(mondo, [ente]));
    const invia = async (url: string, payload: string): Promise<number> => {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      return (await ufficio.app.inject({ method: 'POST', url, cookies, headers, payload })).statusCode;
    };
    expect(await invia('/ufficio/incassi', 'dal=2026-01-01&al=2026-01-31&versione=1.3')).toBe(403);
    expect(await invia('/ufficio/incassi', '_csrf=inventato&dal=2026-01-01&al=2026-01-31&versione=1.3')).toBe(403);
    expect(await invia('/ufficio/esci', '')).toBe(403);
    const pagina = await ufficio.app.inject({ url: '/ufficio/incassi', cookies });
    expect(pagina.body).toContain('Non c’è ancora nessun file prenotato');
  });
});
