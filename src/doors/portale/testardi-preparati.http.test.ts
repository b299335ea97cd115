import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { leggiDelegheMie } from '#modules/posizioni';
import { leggiVisita } from '#modules/utenti';
import { creaCtx } from '#platform/contesto';
import { unPdf } from '#support/allegati';
import { apriPagamenti, dueEnti, type Pagamenti } from '#support/checkout';
import { databaseNuovo } from '#support/db';
import { Navigatore, testoDi, type Pagina } from '#support/navigatore';
import { entra, mondoFermo, unaPersona } from '#support/portale';
import { preparati, type Preparati } from '#support/preparati';
import { conModulo } from '#support/spontaneo';
import type { EnteDiProva } from '#support/un-ente';

const ORA_MS = 3_600_000;

let p: Pagamenti;
let ente: EnteDiProva;
beforeAll(async () => {
  const mondo = mondoFermo(await databaseNuovo());
  const [uno, altro] = await dueEnti(mondo);
  ente = uno;
  p = await apriPagamenti(mondo, [uno, altro]);
  await conModulo(mondo, uno);
});
afterAll(() => p.chiudi());
beforeEach(() => p.mondo.avanti(ORA_MS));

const percorso = ({ url }: Pagina): string => new URL(url).pathname;
const testo = ({ html }: Pagina): string => testoDi(html);
const nuovi = (persona = unaPersona()): Promise<Preparati> => preparati(p.mondo, ente, persona);
const chiunque = (): Navigatore => new Navigatore(p.portale.url);

/** It is a page of ours, with words: not a fault, and not nothing. */
function inParole(pagina: Pagina): void {
  expect([percorso(pagina), pagina.stato < 500, /<h1[\s>]/.test(pagina.html)]).toEqual([percorso(pagina), true, true]);
}

/** How many carrelli were sent to be paid of what an ente has prepared. */
async function inviati({ idSession }: Preparati): Promise<number> {
  const { rows } = await p.mondo.pools.worker.query(
    `select 1 from pagamenti.carrello as c join pagamenti.arrivo as a on a.id = c.arrivo_id
      where a.id_session = $1 and c.inviato_il is not null`,
    [idSession],
  );
  return rows.length;
}

test('what an ente has prepared: begun twice at once, from the back button, and from an old window, it is one payment', async () => {
  const suoi = await nuovi();
  const [chi, altra] = [chiunque(), chiunque()];
  const [pagina, vecchia] = [await chi.apri(suoi.arrivo), await altra.apri(suoi.arrivo)];
  const due = await Promise.all([chi, chi.copia()].map((uno) => uno.invia(pagina, {}, 'visto')));
  expect(due.map(({ url }) => new URL(url).origin)).toEqual([p.simulatore.url, p.simulatore.url]);
  expect(new Set(due.map(({ url }) => url)).size).toBe(1);
  // The back button, and once more; and a window that was open since before.
  for (const dopo of [await chi.invia(pagina, {}, 'visto'), await altra.invia(vecchia, {}, 'visto')]) {
    if (new URL(dopo.url).origin !== p.simulatore.url) inParole(dopo);
    expect(dopo.stato).toBeLessThan(500);
  }
  expect(await inviati(suoi)).toBe(1);
  const pagato = await chi.invia(due[0] ?? expect.fail(), { andamento: 'paga' });
  expect(pagato.stato).toBe(200);
  // Paid: the same form, from wherever, begins nothing more.
  for (const dopo of [await chi.invia(pagina, {}, 'visto'), await altra.invia(vecchia, {}, 'visto')]) {
    inParole(dopo);
    expect(testo(dopo)).toContain('È già pagato');
  }
  expect(await inviati(suoi)).toBe(1);
}, 60_000);

test('its amount tampered with, its token made up: nothing is begun, and it is said', async () => {
  const suoi = await nuovi();
  const chi = chiunque();
  const pagina = await chi.apri(suoi.arrivo);
  for (const visto of ['1', '0', '-1000', '999999999999999', 'mille', ''])
    expect([visto, (await chi.invia(pagina, { visto }, 'visto')).stato]).toEqual([visto, 422]);
  for (const dove of ['/arrivo/x', `${suoi.arrivo}x`, '/arrivo/%00', `/arrivo/${'x'.repeat(90)}`]) {
    const male = await chi.apri(dove);
    expect([dove, male.stato >= 400 && male.stato < 500]).toEqual([dove, true]);
    inParole(male);
  }
  expect(await inviati(suoi)).toBe(0);
});

test('a payment link: its button twice at once and once more later is one session, in which the notice is open', async () => {
  const suoi = await nuovi();
  const chi = chiunque();
  const pagina = await chi.apri(suoi.linkAvviso);
  const due = [chi, chi.copia()];
  const aperte = await Promise.all(due.map((uno) => uno.invia(pagina, {}, '_csrf')));
  for (const aperta of aperte) expect(percorso(aperta)).toMatch(/^\/avvisi\//);
  const ancora = await chi.invia(await chi.apri(suoi.linkAvviso), {}, '_csrf');
  expect(percorso(ancora)).toBe(percorso(aperte[0] ?? ancora));
  // With something in the carrello: what a second button opens is in the same session, whichever of its answers is seen.
  await chi.invia(ancora, { poi: 'paga' }, 'aggiungi');
  const altri = await nuovi();
  const seconda = await chi.apri(altri.linkAvviso);
  const coppia = [chi, chi.copia()];
  await Promise.all(coppia.map((uno) => uno.invia(seconda, {}, '_csrf')));
  const ctx = creaCtx(p.mondo, { ruolo: 'portale', attore: { tipo: 'cittadino', id: 'prova' } });
  const visite = await Promise.all(coppia.map((uno) => leggiVisita(ctx, uno.cookie('portale') ?? '')));
  expect(visite.map((visita) => visita?.carrelloId === null)).toEqual([false, false]);
  for (const dove of ['/link/x', `${suoi.linkAvviso}x`, `${suoi.linkModulo}x/modulo`]) {
    const male = await chi.apri(dove);
    expect([dove, male.stato >= 400 && male.stato < 500]).toEqual([dove, true]);
    inParole(male);
  }
});

test('a form behind a link: what it fixes stays so, and sent again from the back button it asks again', async () => {
  const suoi = await nuovi();
  const chi = chiunque();
  const pagina = await chi.apri(`${suoi.linkModulo}/modulo`);
  inParole(pagina);
  const valori = { 'm.luogo': 'sud', 'm.righe.righe': '1', 'm.righe.0.quante': '2' };
  for (const dopo of [await chi.invia(pagina, valori, '_csrf'), await chi.invia(pagina, valori, '_csrf')])
    inParole(dopo);
});

test('a delega: asked twice at once it is one; ten times over, it is said; ended twice, the second is told', async () => {
  const persona = unaPersona();
  const { chi } = await entra(p.mondo, p.portale, persona);
  const ctx = creaCtx(p.mondo, {
    ruolo: 'portale',
    attore: { tipo: 'cittadino', id: 'prova', codiceFiscale: persona.codiceFiscale },
  });
  const documento = { nome: 'procura.pdf', byte: unPdf() };
  const valori = {
    genere: 'delega',
    codice: unaPersona().codiceFiscale as string,
    nome: 'Ada',
    ente: ente.enteId as string,
  };
  const pagina = await chi.apri('/deleghe/nuova');
  const due = await Promise.all([chi, chi].map((uno) => uno.invia(pagina, { ...valori, documento })));
  for (const dopo of due) inParole(dopo);
  expect(due.map(percorso)).toContain('/deleghe');
  const mie = await leggiDelegheMie(ctx);
  expect(mie).toHaveLength(1);
  for (let i = 0; i < 10; i += 1) {
    const dopo = await chi.invia(pagina, { ...valori, documento });
    inParole(dopo);
    expect([dopo.stato >= 400, dopo.html.includes('value="Ada"')]).toEqual([true, true]);
  }
  const elenco = await chi.apri('/deleghe');
  const revoca = mie[0]?.id ?? expect.fail();
  expect(testo(await chi.invia(elenco, { revoca }))).toContain('La delega è revocata');
  // The back button, another's, and none.
  for (const quale of [revoca, crypto.randomUUID(), 'x', '']) {
    const dopo = await chi.invia(elenco, { revoca: quale });
    inParole(dopo);
    expect([quale, dopo.stato]).toEqual([quale, 422]);
  }
}, 60_000);
