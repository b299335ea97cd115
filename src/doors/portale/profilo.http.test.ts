import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CittadinoId } from '#kernel/ids';
import { lavori } from '#modules/notifiche';
import { riferimentoDisdetta } from '#modules/utenti';
import { databaseNuovo } from '#support/db';
import { apriIngresso, type Ingresso } from '#support/identita';
import { Navigatore, testoDi, type Pagina } from '#support/navigatore';
import { mailDi, unaPersona, unAvviso } from '#support/portale';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';

const IO = unaPersona({ nome: 'Aurora', cognome: 'Sorbo', email: 'detta@example.org' });
const ALTRO = unaPersona({ nome: 'Bruno', cognome: 'Cipresso' });

let ingresso: Ingresso;
let ente: EnteDiProva;
beforeAll(async () => {
  ingresso = await apriIngresso(await databaseNuovo(), [IO, ALTRO]);
  ente = await unEnte(ingresso.mondo);
  expect(lavori.length).toBeGreaterThan(0);
});
afterAll(() => ingresso.chiudi());

const browser = (): Navigatore => new Navigatore(ingresso.portale.url);

async function entrata(quale = 0): Promise<Navigatore> {
  const chi = browser();
  await ingresso.entra(chi, quale);
  return chi;
}

async function chiedi(chi: Navigatore, email: string): Promise<{ pagina: Pagina; codice: string; link: string }> {
  const pagina = await chi.invia(await chi.apri('/profilo'), { email });
  const mail = await mailDi(ingresso.mondo, new URL(pagina.url).pathname.split('/').at(-1) ?? '');
  return { pagina, ...mail, link: new URL(mail.link).pathname };
}

describe('the profile', () => {
  test('sends who has not signed in to the sign-in, and comes back', async () => {
    const chi = browser();
    const fuori = await chi.apri('/profilo');
    expect(new URL(fuori.url).search).toBe('?dopo=%2Fprofilo');
    const dentro = await ingresso.entra(chi, 0, '/profilo');
    expect([new URL(dentro.url).pathname, testoDi(dentro.html)]).toEqual([
      '/profilo',
      expect.stringContaining(IO.codiceFiscale),
    ]);
  });

  test('proposes the address of the provider, and saves it when its code is typed', async () => {
    const chi = await entrata();
    const prima = await chi.apri('/profilo');
    expect(prima.html).toContain('value="detta@example.org"');
    expect(testoDi(prima.html)).toContain('Non hai ancora salvato una email');
    const { pagina, codice } = await chiedi(chi, 'Io@Example.org');
    const sbagliato = await chi.invia(pagina, { codice: codice === '000000' ? '111111' : '000000' });
    expect([sbagliato.stato, testoDi(sbagliato.html)]).toEqual([422, expect.stringContaining('non corrisponde')]);
    const salvata = await chi.invia(sbagliato, { codice });
    expect(testoDi(salvata.html)).toMatch(/La tua email è salvata.*io@example\.org/);
  });

  test('saves it by the link too: only for who asked, also where they sign in only then', async () => {
    const chi = await entrata();
    const { link } = await chiedi(chi, 'link@example.org');
    const estraneo = await entrata(1);
    const altrui = await estraneo.apri(link);
    expect([altrui.stato, testoDi(altrui.html)]).toEqual([403, expect.stringContaining('un’altra persona')]);
    const altroDispositivo = browser();
    expect(new URL((await altroDispositivo.apri(link)).url).pathname).toBe('/accedi');
    const pagina = await ingresso.entra(altroDispositivo, 0, link);
    const salvata = await altroDispositivo.invia(pagina, {}, '_csrf');
    const testo = testoDi((await altroDispositivo.apri('/profilo')).html);
    expect([salvata.stato < 500, testo.includes('link@example.org')]).toEqual([true, true]);
  });

  test('the code of another person, or of a notice, saves nothing', async () => {
    const [chi, altro] = [await entrata(), await entrata(1)];
    const { pagina, codice } = await chiedi(chi, 'rubata@example.org');
    const percorso = new URL(pagina.url).pathname;
    const preso = await altro.invia(await altro.apri(percorso), { codice });
    expect(preso.stato).toBe(403);
    expect(testoDi((await altro.apri('/profilo')).html)).not.toContain('rubata@example.org');
  });

  test('an address that is none comes back as it was typed', async () => {
    const chi = await entrata();
    for (const [email, frase] of [
      ['', 'Scrivi la tua email'],
      ['io@', 'non è scritto bene'],
    ] as const) {
      const pagina = await chi.invia(await chi.apri('/profilo'), { email });
      expect([pagina.stato, testoDi(pagina.html)]).toEqual([422, expect.stringContaining(frase)]);
      expect(/name="email"[^>]*value="([^"]*)"|value="([^"]*)"[^>]*name="email"/.exec(pagina.html)?.[1] ?? '').toBe(
        email,
      );
    }
  });

  test('is taken away, and the choice of mails holds; each is an act of the registro', async () => {
    const chi = await entrata();
    const pagina = await chi.apri('/profilo');
    expect(pagina.html).toMatch(/name="ricevute"[^>]*checked/);
    const tolta = await chi.invia(pagina, { togli: 'si', email: '' });
    expect(testoDi(tolta.html)).toContain('La tua email non c’è più');
    const senza = await chi.invia(tolta, {}, 'ricevute');
    expect(testoDi(senza.html)).toContain('Le tue scelte sono salvate');
    expect(senza.html).not.toMatch(/name="ricevute"[^>]*checked/);
    const { rows } = await ingresso.mondo.pools.worker.query<{ azione: string; attore: string; dettaglio: string }>(
      `select azione, attore, dettaglio::text from registro.atto where oggetto = 'cittadino' order by istante, azione`,
    );
    const azioni = new Set(rows.map(({ azione }) => azione));
    for (const una of ['email_salvata', 'email_tolta', 'entrato', 'preferenze'])
      expect(azioni).toContain(`cittadino.${una}`);
    expect(JSON.stringify(rows)).not.toMatch(/example\.org|[A-Z]{6}\d{2}[A-Z]\d{2}/);
  });
});

describe('mails about notices', () => {
  test('are wanted only where they are ticked; the link of one ends them without a sign-in, by its button', async () => {
    const chi = await entrata();
    const pagina = await chi.apri('/profilo');
    for (const nome of ['avvisi', 'promemoria']) {
      expect(pagina.html).toContain(`name="${nome}"`);
      expect(pagina.html).not.toMatch(new RegExp(`name="${nome}"[^>]*checked`));
    }
    const scelte = { avvisi: 'si', promemoria: 'si' };
    const salvata = await chi.invia(pagina, scelte, 'avvisi');
    for (const nome of ['avvisi', 'promemoria']) expect(salvata.html).toMatch(new RegExp(`name="${nome}"[^>]*checked`));
    const ctx = ctxDi(ingresso.mondo, 'portale');
    const { rows } = await ingresso.mondo.pools.worker.query<{ id: CittadinoId }>(
      'select id from utenti.cittadino where codice_fiscale = $1',
      [IO.codiceFiscale],
    );
    const dove = `/promemoria/${riferimentoDisdetta(ctx, rows[0]?.id ?? expect.fail())}`;
    const fuori = browser();
    const aperta = await fuori.apri(dove);
    expect(testoDi(aperta.html)).toContain('Premi il pulsante per non ricevere più');
    expect(aperta.html).not.toMatch(/Aurora|Sorbo|@example/);
    // Opening it ends nothing: mail programs open links by themselves.
    expect((await chi.apri('/profilo')).html).toMatch(/name="avvisi"[^>]*checked/);
    for (let volte = 0; volte < 2; volte += 1)
      expect(testoDi((await fuori.invia(aperta, { disdici: 'si' })).html)).toContain('Non riceverai più mail');
    expect((await chi.apri('/profilo')).html).not.toMatch(/name="(avvisi|promemoria)"[^>]*checked/);
    const male = await fuori.apri(`${dove}x`);
    expect([male.stato, testoDi(male.html).includes('non è completo')]).toEqual([410, true]);
  });
});

test('the button of a mail program ends them by one POST, without a page; anything else does not', async () => {
  const chi = await entrata();
  await chi.invia(await chi.apri('/profilo'), { avvisi: 'si', promemoria: 'si' }, 'avvisi');
  const { rows } = await ingresso.mondo.pools.worker.query<{ id: CittadinoId }>(
    'select id from utenti.cittadino where codice_fiscale = $1',
    [IO.codiceFiscale],
  );
  const suo = riferimentoDisdetta(ctxDi(ingresso.mondo, 'portale'), rows[0]?.id ?? expect.fail());
  const manda = async (riferimento: string, body: BodyInit | null): Promise<number> =>
    (await fetch(`${ingresso.portale.url}/promemoria/${riferimento}/posta`, { method: 'POST', body })).status;
  const preferiti = async () => /name="avvisi"[^>]*checked/.test((await chi.apri('/profilo')).html);
  const giusto = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
  expect([
    await manda(`${suo}x`, giusto),
    await manda(suo, null),
    await manda(suo, new URLSearchParams('a=b')),
  ]).toEqual([404, 400, 400]);
  // Too long, or of another kind: never read.
  expect([await manda(suo, new URLSearchParams({ a: 'x'.repeat(4000) })), await manda(suo, 'testo')]).toEqual([
    413, 415,
  ]);
  expect(await preferiti()).toBe(true);
  const parti = new FormData();
  parti.set('List-Unsubscribe', 'One-Click');
  expect(await manda(suo, parti)).toBe(204);
  expect(await preferiti()).toBe(false);
  expect(await manda(suo, giusto)).toBe(204);
  expect(testoDi((await browser().apri(`/promemoria/${suo}/posta`)).html)).toContain('Premi il pulsante');
});

describe('the carrello', () => {
  const aperto = async (chi: Navigatore, iud: string): Promise<string> => {
    const avviso = await unAvviso(ingresso.mondo, ente, { IUD: iud });
    const coppia = { numero: avviso.numeroAvviso, codiceFiscale: 'RSSMRA80A01H501U' };
    const codice = await chi.invia(await chi.invia(await chi.apri('/avviso'), coppia), { email: `${iud}@example.org` });
    const mail = await mailDi(ingresso.mondo, new URL(codice.url).pathname.split('/').at(-1) ?? '');
    await chi.invia(codice, { codice: mail.codice });
    return avviso.iuvId;
  };
  const metti = async (chi: Navigatore, iud: string): Promise<void> => {
    const iuvId = await aperto(chi, iud);
    await chi.invia(await chi.apri(`/avvisi/${iuvId}`), { poi: 'continua', aggiungi: iuvId });
  };
  const quanti = (html: string): number => [...html.matchAll(/name="togli"/g)].length;

  test('begun without a name joins that of the person, who finds it on another device', async () => {
    const chi = browser();
    for (const iud of ['C1', 'C2', 'C3']) await metti(chi, iud);
    await ingresso.entra(chi, 1);
    expect(quanti((await chi.apri('/carrello')).html)).toBe(3);
    const altrove = browser();
    for (const iud of ['C4', 'C5', 'C6', 'C7']) await metti(altrove, iud);
    const dopo = await ingresso.entra(altrove, 1, '/enti');
    expect([new URL(dopo.url).pathname, quanti(dopo.html)]).toEqual(['/carrello', 5]);
    expect(testoDi(dopo.html)).toContain('2 avvisi non ci stavano');
    expect(quanti((await chi.apri('/carrello')).html)).toBe(5);
  });

  test('does not stay in a browser that the person has left', async () => {
    const chi = await entrata(1);
    await chi.invia(await chi.apri('/'), { esci: 'si' });
    expect(quanti((await chi.apri('/carrello')).html)).toBe(0);
    expect(quanti((await (await entrata(1)).apri('/carrello')).html)).toBe(5);
  });
});
