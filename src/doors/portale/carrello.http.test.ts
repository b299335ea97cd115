import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { apriPagamenti, dueEnti, mailDelCarrello, type Pagamenti } from '#support/checkout';
import { databaseNuovo } from '#support/db';
import { Navigatore, testoDi, type Pagina } from '#support/navigatore';
import { annullaAvviso, mailDi, mondoFermo, pagaAvviso, unAvviso, type AvvisoDiProva } from '#support/portale';
import { collegamento } from '#support/ufficio';
import type { EnteDiProva } from '#support/un-ente';

const ORA_MS = 3_600_000;

let p: Pagamenti;
let uno: EnteDiProva;
let altro: EnteDiProva;
beforeAll(async () => {
  // A database of its own: the limits of the whole installation are counted here.
  const mondo = mondoFermo(await databaseNuovo());
  [uno, altro] = await dueEnti(mondo);
  p = await apriPagamenti(mondo, [uno, altro]);
});
afterAll(() => p.chiudi());
// What was tried in the hour before does not count any more.
beforeEach(() => p.mondo.avanti(ORA_MS));

const percorso = ({ url }: Pagina): string => new URL(url).pathname;
const testo = ({ html }: Pagina): string => testoDi(html);
let n = 0;

function avviso(ente: EnteDiProva, importo = '10.00'): Promise<AvvisoDiProva> {
  n += 1;
  return unAvviso(p.mondo, ente, { IUD: `HC${n}`, importoDovuto: importo, causaleVersamento: `Retta ${n}` });
}

/** A notice opened whole by the code of its mail. */
async function apri(chi: Navigatore, { numeroAvviso }: AvvisoDiProva): Promise<Pagina> {
  const trovato = await chi.invia(await chi.apri('/avviso'), {
    numero: numeroAvviso,
    codiceFiscale: 'RSSMRA80A01H501U',
  });
  if (percorso(trovato).startsWith('/avvisi/')) return trovato;
  const pagina = await chi.invia(trovato, { email: `paga${(n += 1)}@example.org` });
  const { codice } = await mailDi(p.mondo, percorso(pagina).split('/').at(-1) ?? '');
  return chi.invia(pagina, { codice });
}

/** A browser with these notices in its carrello. */
async function conCarrello(...avvisi: AvvisoDiProva[]): Promise<{ chi: Navigatore; carrello: Pagina }> {
  const chi = new Navigatore(p.portale.url);
  for (const uno1 of avvisi) await chi.invia(await apri(chi, uno1), { poi: 'continua' }, 'aggiungi');
  return { chi, carrello: await chi.apri('/carrello') };
}

/** Presses «Paga»: the page of Checkout. */
const paga = (chi: Navigatore, carrello: Pagina, valori: Record<string, string> = {}): Promise<Pagina> =>
  chi.invia(carrello, valori, 'visto');

describe('a carrello of two enti', () => {
  test('filled from two notices, paid at Checkout, closed by its receipts, which can be downloaded', async () => {
    const [a, b] = [await avviso(uno, '10.00'), await avviso(altro, '5.50')];
    const chi = new Navigatore(p.portale.url);
    const intero = await apri(chi, a);
    expect(testo(intero)).toContain('Paga adesso');
    const dentro = await chi.invia(intero, { poi: 'continua' }, 'aggiungi');
    expect([percorso(dentro), testo(dentro).includes('Questo avviso è nel carrello')]).toEqual([
      `/avvisi/${a.iuvId}`,
      true,
    ]);
    expect(collegamento(dentro, 'Carrello')).toBe('/carrello');
    const carrello = await chi.invia(await apri(chi, b), { poi: 'paga' }, 'aggiungi');
    expect(percorso(carrello)).toBe('/carrello');
    for (const cosa of [uno.denominazione, altro.denominazione, 'Paga 15,50 €', 'te lo scriviamo a paga'])
      expect(testo(carrello)).toContain(cosa);
    expect(carrello.html).not.toMatch(/RSSMRA/);
    const checkout = await paga(chi, carrello);
    expect(new URL(checkout.url).origin).toBe(p.simulatore.url);
    expect(testo(checkout)).toContain('Da pagare: 15,50 €');
    // Pressed twice, by the button «indietro»: the same page.
    expect((await paga(chi, carrello)).url).toBe(checkout.url);
    const esito = await chi.invia(checkout, { andamento: 'paga' });
    expect(testo(esito)).toContain('Pagamento ricevuto');
    expect(percorso(esito)).toMatch(/^\/pagamento\/[\w-]+$/);
    expect(esito.html).not.toMatch(/Rossi|RSSMRA/);
    expect(esito.html).not.toContain('http-equiv="refresh"');
    const ricevuta = await chi.apri(collegamento(esito, 'Apri la ricevuta'));
    expect(testo(ricevuta)).toContain('Scarica la ricevuta');
    const { nome } = await chi.scarica(collegamento(ricevuta, 'Scarica la ricevuta'));
    expect(nome).toMatch(/^ricevuta_\d{18}\.pdf$/);
    // The carrello is over; what follows is another one.
    const finito = await chi.apri('/carrello');
    expect(testo(finito)).toContain('Il carrello è vuoto');
    expect(percorso(await chi.apri(collegamento(finito, 'Com’è andato l’ultimo pagamento')))).toBe(percorso(esito));
    // The mail of the payer leads there too, and names nobody.
    const lettera = await mailDelCarrello(p.mondo);
    expect(lettera).toMatchObject({
      a: expect.stringMatching(/^paga\d+@example\.org$/),
      oggetto: 'Il tuo pagamento è arrivato',
    });
    expect(lettera.testo).toContain('15,50 €');
    expect(lettera.testo).not.toMatch(/Rossi|RSSMRA|Retta/);
    expect(testo(await chi.apri(new URL(/https?:\/\/\S+/.exec(lettera.testo)?.[0] ?? '').pathname))).toContain(
      'Pagamento ricevuto',
    );
    // Who has only the address sees how it went, and opens nothing.
    const altrove = new Navigatore(p.portale.url);
    const visto = await altrove.apri(percorso(esito));
    expect(testo(visto)).toContain('Pagamento ricevuto');
    expect(testo(visto)).not.toContain('Apri la ricevuta');
    expect(collegamento(visto, 'Cerca l’avviso')).toBe('/avviso');
  });

  test('taken away, it is not there any more; taken away twice, neither', async () => {
    const { chi, carrello } = await conCarrello(await avviso(uno), await avviso(altro));
    const iuv = /name="togli" value="([^"]+)"/.exec(carrello.html)?.[1] ?? '';
    const dopo = await chi.invia(carrello, { togli: iuv });
    expect(testo(dopo)).toContain('Paga 10,00 €');
    expect(testo(await chi.invia(carrello, { togli: iuv }))).toContain('Paga 10,00 €');
  });

  test('a sixth notice is refused in words', async () => {
    const cinque: AvvisoDiProva[] = [];
    for (let i = 0; i < 5; i++) cinque.push(await avviso(uno));
    const { chi, carrello } = await conCarrello(...cinque);
    expect(testo(carrello)).toContain('Nel carrello ci stanno cinque avvisi');
    p.mondo.avanti(ORA_MS / 3);
    const pieno = await chi.invia(await apri(chi, await avviso(uno)), { poi: 'paga' }, 'aggiungi');
    expect([pieno.stato, testo(pieno).includes('al massimo cinque avvisi')]).toEqual([422, true]);
  });
});

test('who reads German pays in German, and is written to in German', async () => {
  const { chi, carrello } = await conCarrello(await avviso(uno, '7.00'));
  const tedesco = await chi.invia(carrello, { lingua: 'de' });
  expect(testo(tedesco)).toContain('Ihr Warenkorb');
  await chi.invia(await paga(chi, tedesco), { andamento: 'paga' });
  expect(await mailDelCarrello(p.mondo)).toMatchObject({ oggetto: 'Ihre Zahlung ist eingegangen' });
});

describe('what comes back from Checkout is believed by nobody', () => {
  test.each([
    ['tardi', 'Aspettiamo la ricevuta', true],
    ['persa', 'Aspettiamo la ricevuta', true],
    ['meta', 'È arrivata una parte delle ricevute', true],
    ['rifiutata', 'Il pagamento non è riuscito', false],
    ['rinuncia', 'Hai interrotto il pagamento', false],
  ])('%s: «%s»', async (andamento, titolo, aspetta) => {
    const a = await avviso(uno);
    const { chi, carrello } = await conCarrello(a, await avviso(altro));
    const esito = await chi.invia(await paga(chi, carrello), { andamento });
    expect(testo(esito)).toContain(titolo);
    // It looks again by itself, with and without JavaScript.
    expect(esito.html.includes('http-equiv="refresh"')).toBe(aspetta);
    expect(esito.html.includes('hx-trigger="every 3s"')).toBe(aspetta);
    if (andamento === 'persa')
      expect(testo(await apri(chi, a))).toContain('Il pagamento è partito, aspettiamo la ricevuta');
    if (andamento === 'rinuncia') {
      const ancora = await chi.invia(esito, { riprova: 'si' });
      expect([percorso(ancora), testo(ancora).includes('Paga 20,00 €')]).toEqual(['/carrello', true]);
      expect(testo(await chi.invia(await paga(chi, ancora), { andamento: 'paga' }))).toContain('Pagamento ricevuto');
      // The old address tells the truth too.
      expect(testo(await chi.apri(percorso(esito)))).toContain('Pagamento ricevuto');
    }
  });

  test('an address typed by hand proves nothing', async () => {
    const { chi, carrello } = await conCarrello(await avviso(uno));
    await paga(chi, carrello);
    const inviato = await chi.apri('/carrello');
    expect([percorso(inviato).startsWith('/pagamento/'), testo(inviato).includes('Pagamento non concluso')]).toEqual([
      true,
      true,
    ]);
    const bugiardo = await chi.apri(`${percorso(inviato)}/ok`);
    expect(testo(bugiardo)).toContain('Aspettiamo la ricevuta');
    expect(testo(bugiardo)).not.toContain('Apri la ricevuta');
    for (const [cosa, stato] of [
      ['/forse', 404],
      ['/ok', 410],
    ] as const)
      expect((await chi.apri(`/pagamento/${stato === 404 ? 'x' : 'inventato'}${cosa}`)).stato).toBe(stato);
  });

  test('left half way, it is gone on with: the same page of Checkout', async () => {
    const { chi, carrello } = await conCarrello(await avviso(uno));
    const checkout = await paga(chi, carrello);
    const esito = await chi.apri('/carrello');
    expect((await chi.invia(esito, { riprendi: 'si' })).url).toBe(checkout.url);
  });

  test('after a month its address is too old', async () => {
    const { chi, carrello } = await conCarrello(await avviso(uno));
    const esito = await chi.invia(await paga(chi, carrello), { andamento: 'rinuncia' });
    p.mondo.avanti(32 * 24 * ORA_MS);
    const tardi = await new Navigatore(p.portale.url).apri(percorso(esito));
    expect([tardi.stato, testo(tardi).includes('Non troviamo questo pagamento')]).toEqual([410, true]);
  });
});

describe('nothing is paid that should not be', () => {
  test('a price that was tampered with, a notice of somebody else, a carrello that is not there', async () => {
    const { chi, carrello } = await conCarrello(await avviso(uno));
    for (const visto of ['1', '-5', 'NaN', '10.00']) {
      const male = await chi.invia(carrello, { visto });
      expect([male.stato, testo(male).includes('L’importo è cambiato')]).toEqual([422, true]);
    }
    const suo = await avviso(altro);
    const intruso = await chi.invia(await apri(chi, await avviso(uno)), { aggiungi: suo.iuvId, poi: 'paga' });
    expect(percorso(intruso)).toBe('/avviso');
    const nessuno = new Navigatore(p.portale.url);
    expect(testo(await nessuno.apri('/carrello'))).toContain('Il carrello è vuoto');
  });

  test('paid or annulled meanwhile: the page says which, and what to do', async () => {
    const [a, b] = [await avviso(uno), await avviso(altro)];
    const { chi, carrello } = await conCarrello(a, b);
    await pagaAvviso(p.mondo, uno, a);
    const male = await paga(chi, carrello);
    expect(male.stato).toBe(422);
    for (const cosa of ['non si può più pagare qui', 'È già pagato.', 'Togli ciò che non si può pagare'])
      expect(testo(male)).toContain(cosa);
    await annullaAvviso(p.mondo, altro, { IUD: b.iud });
    expect(testo(await chi.apri('/carrello'))).toContain('L’ente lo ha annullato: non pagarlo.');
  });

  test('two people at once: the second is told, and may go on all the same', async () => {
    const a = await avviso(uno);
    const [primo, secondo] = [await conCarrello(a), await conCarrello(a)];
    await paga(primo.chi, primo.carrello);
    const avvertito = await paga(secondo.chi, secondo.carrello);
    expect(avvertito.stato).toBe(422);
    for (const cosa of ['Forse stai pagando due volte', 'Qualcuno lo sta pagando adesso.'])
      expect(testo(avvertito)).toContain(cosa);
    const checkout = await paga(secondo.chi, avvertito, { comunque: 'si' });
    expect(new URL(checkout.url).origin).toBe(p.simulatore.url);
  });

  test('a Checkout that is down: nothing is lost, and it can be tried again', async () => {
    const { chi, carrello } = await conCarrello(await avviso(uno));
    const { checkout } = p.mondo.wires;
    p.mondo.wires.checkout = { crea: async () => ({ esito: 'nessuna', perche: 'tempo_scaduto' }) };
    const male = await paga(chi, carrello);
    p.mondo.wires.checkout = checkout;
    expect([male.stato, testo(male).includes('Il sito di pagoPA non risponde')]).toEqual([503, true]);
    expect(new URL((await paga(chi, male)).url).origin).toBe(p.simulatore.url);
  });

  test('where there is no Checkout the notice says where else it is paid', async () => {
    const a = await avviso(uno);
    const chi = new Navigatore(p.portale.url);
    const { checkout } = p.mondo.wires;
    p.mondo.wires.checkout = null;
    const intero = await apri(chi, a);
    p.mondo.wires.checkout = checkout;
    expect(testo(intero)).not.toContain('Paga adesso');
    expect(testo(intero)).toContain('Come si paga');
  });

  test('who goes out leaves nothing: the carrello is gone with the session', async () => {
    const a = await avviso(uno);
    const { chi } = await conCarrello(a);
    expect(percorso(await chi.invia(await apri(chi, a), {}, 'esci'))).toBe('/');
    expect(testo(await chi.apri('/carrello'))).toContain('Il carrello è vuoto');
  });
});
