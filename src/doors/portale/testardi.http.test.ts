import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { leggiCarrello, riferimentoCarrello } from '#modules/pagamenti';
import { concediApertura, leggiVisita } from '#modules/utenti';
import { creaCtx, type Ctx } from '#platform/contesto';
import { apriPagamenti, dueEnti, type Pagamenti } from '#support/checkout';
import { databaseNuovo } from '#support/db';
import { moduliDi, type ModuloHtml } from '#support/moduli-html';
import { Navigatore, testoDi, type Pagina } from '#support/navigatore';
import { entra, mailDi, mondoFermo, unaPersona, unAvviso, type AvvisoDiProva } from '#support/portale';
import { preparati } from '#support/preparati';
import { conModulo } from '#support/spontaneo';
import type { EnteDiProva } from '#support/un-ente';
import { portale } from './index.ts';
import { scriviRiferimento } from './riferimento.ts';

const ORA_MS = 3_600_000;
const CODICE_FISCALE = 'RSSMRA80A01H501U';

let p: Pagamenti;
let uno: EnteDiProva;
let altro: EnteDiProva;
beforeAll(async () => {
  const mondo = mondoFermo(await databaseNuovo());
  [uno, altro] = await dueEnti(mondo);
  p = await apriPagamenti(mondo, [uno, altro]);
  await conModulo(mondo, uno);
});
afterAll(() => p.chiudi());

const percorso = ({ url }: Pagina): string => new URL(url).pathname;
const testo = ({ html }: Pagina): string => testoDi(html);
const citta = (): Ctx => creaCtx(p.mondo, { ruolo: 'portale', attore: { tipo: 'cittadino', id: 'prova' } });

let n = 0;
function avviso(ente = uno, riga: Record<string, string> = {}): Promise<AvvisoDiProva> {
  n += 1;
  const base = { IUD: `TEST${n}`, importoDovuto: '10.00', causaleVersamento: `Retta ${n}` };
  return unAvviso(p.mondo, ente, { ...base, ...riga });
}

const cerca = async (chi: Navigatore, { numeroAvviso }: AvvisoDiProva): Promise<Pagina> =>
  chi.invia(await chi.apri('/avviso'), { numero: numeroAvviso, codiceFiscale: CODICE_FISCALE });

async function chiediMail(chi: Navigatore, a: AvvisoDiProva) {
  const pagina = await chi.invia(await cerca(chi, a), { email: `test${(n += 1)}@example.org` });
  return { pagina, ...(await mailDi(p.mondo, percorso(pagina).split('/').at(-1) ?? '')) };
}

/** A notice opened whole in a browser. */
async function apri(chi: Navigatore, a: AvvisoDiProva): Promise<Pagina> {
  const { pagina, codice } = await chiediMail(chi, a);
  return chi.invia(pagina, { codice });
}

/** It is a page of ours, with words: not a fault, and not nothing. */
function inParole(pagina: Pagina): void {
  expect([percorso(pagina), pagina.stato < 500]).toEqual([percorso(pagina), true]);
  expect(pagina.html).toMatch(/<h1[\s>]/);
}

describe('every form of the door', () => {
  const SCRIPT = `"'><script>alert(1)</script><img src=x onerror=alert(1)>`;
  const CINQUE_MB = 'x'.repeat(5 * 1024 * 1024);
  let chi: Navigatore;
  let moduli: { dove: string; modulo: ModuloHtml }[];

  /** Where each page of the list is, for a person who signed in and has something of each kind; others by a name that is nobody's. */
  async function indirizzi(): Promise<string[]> {
    const persona = unaPersona();
    const entrata = await entra(p.mondo, p.portale, persona);
    chi = entrata.chi;
    const a = await avviso(uno, { codiceIdentificativoUnivoco: persona.codiceFiscale });
    const b = await avviso(altro);
    const prova = await chiediMail(new Navigatore(p.portale.url), b);
    const { token } = await concediApertura(citta(), { token: entrata.token, enteId: uno.enteId, iuvId: a.iuvId });
    chi.conCookie('portale', token);
    const carrello = await chi.invia(await chi.apri(`/avvisi/${a.iuvId}`), { poi: 'paga' }, 'aggiungi');
    inParole(carrello);
    const { carrelloId = null } = (await leggiVisita(citta(), chi.cookie('portale') ?? '')) ?? {};
    const id = carrelloId ?? expect.fail();
    const suoi = await preparati(p.mondo, uno, persona);
    const trovato = scriviRiferimento(citta(), { enteId: altro.enteId, iuvId: b.iuvId });
    const noti: Record<string, string> = {
      '/avviso/:riferimento': `/avviso/${trovato}`,
      '/avviso/:riferimento/codice/:prova': percorso(prova.pagina),
      '/prova/:token': new URL(prova.link).pathname,
      '/pagamento/:riferimento': `/pagamento/${riferimentoCarrello(citta(), id)}`,
      '/enti/:codIpa': `/enti/${uno.codIpa}`,
      '/arrivo/:token': suoi.arrivo,
      '/link/:opaco': suoi.linkAvviso,
      '/link/:opaco/modulo': `${suoi.linkModulo}/modulo`,
      '/enti/:codIpa/:tipo': `/enti/${uno.codIpa}/${uno.tipo}`,
    };
    return portale.pagine.map(({ percorso: dove }) => {
      const noto = noti[dove] ?? dove.replace('/avvisi/:iuv', `/avvisi/${a.iuvId}`);
      return noto.replaceAll(/:\w+/g, 'nessuno');
    });
  }

  beforeAll(async () => {
    const trovati: { dove: string; modulo: ModuloHtml }[] = [];
    for (const dove of await indirizzi()) {
      if (/\.pdf$|\.svg$|^\/accedi\/vai|^\/arrivo\/.*\/ritorno$/.test(dove)) continue;
      const pagina = await chi.apri(dove);
      inParole(pagina);
      for (const modulo of moduliDi(pagina.html)) trovati.push({ dove: percorso(pagina), modulo });
    }
    const chiave = ({ dove, modulo }: { dove: string; modulo: ModuloHtml }): string =>
      `${modulo.azione ?? dove} ${modulo.campi.join()}`;
    moduli = [...new Map(trovati.map((uno1) => [chiave(uno1), uno1])).values()].filter(
      ({ modulo }) => modulo.azione !== '/esci',
    );
  }, 120_000);

  const manda = ({ dove, modulo }: (typeof moduli)[number], valori: Record<string, string>): Promise<Pagina> =>
    chi.invia({ url: `${p.portale.url}${dove}`, stato: 200, html: modulo.html }, valori, '_csrf');

  test('is found: of each page that takes one, at least one', () => {
    const presi = new Set(moduli.map(({ dove, modulo }) => modulo.azione ?? dove));
    const semplici = ['/avviso', '/carrello', '/posizioni', '/profilo', '/deleghe', '/deleghe/nuova'];
    for (const dove of [...semplici, `/enti/${uno.codIpa}/${uno.tipo}`]) expect([...presi]).toContain(dove);
    for (const dove of [/^\/arrivo\/[^/]+$/, /^\/link\/[^/]+$/, /^\/link\/[^/]+\/modulo$/])
      expect([...presi].some((uno1) => dove.test(uno1))).toBe(true);
    expect(moduli.length).toBeGreaterThanOrEqual(14);
  });

  test('script in all its fields at once, and in each alone: shown as text, or not at all', async () => {
    for (const uno1 of moduli) {
      const { campi } = uno1.modulo;
      const tutti = Object.fromEntries(campi.map((campo) => [campo, SCRIPT]));
      for (const valori of [tutti, ...campi.map((campo) => ({ [campo]: SCRIPT }))]) {
        const dopo = await manda(uno1, valori);
        inParole(dopo);
        expect([uno1.dove, Object.keys(valori), /<script>alert|<img src=x/.test(dopo.html)]).toEqual([
          uno1.dove,
          Object.keys(valori),
          false,
        ]);
        expect(dopo.url).not.toContain('alert');
      }
    }
    expect(percorso(await chi.apri('/profilo'))).toBe('/profilo');
  }, 240_000);

  test('five megabytes in a field: too large, in words', async () => {
    for (const uno1 of moduli) {
      const [campo = '_csrf'] = uno1.modulo.campi;
      const dopo = await manda(uno1, { [campo]: CINQUE_MB });
      expect([uno1.dove, dopo.stato]).toEqual([uno1.dove, 413]);
      inParole(dopo);
    }
    expect(percorso(await chi.apri('/profilo'))).toBe('/profilo');
  }, 120_000);

  test('without its token, or with that of another browser: nothing is done, and it is said', async () => {
    const estraneo = new Navigatore(p.portale.url);
    for (const { dove, modulo } of moduli) {
      const pagina = { url: `${p.portale.url}${dove}`, stato: 200, html: modulo.html };
      for (const dopo of [await manda({ dove, modulo }, { _csrf: 'x' }), await estraneo.invia(pagina, {}, '_csrf')]) {
        inParole(dopo);
        expect([dove, dopo.stato >= 400 || percorso(dopo).startsWith('/accedi')]).toEqual([dove, true]);
      }
    }
  }, 120_000);
});

describe('the mail', () => {
  // What was tried in the hour before does not count any more.
  beforeEach(() => p.mondo.avanti(ORA_MS));

  test('a link used twice opens what is open; used once more elsewhere, or too late, it opens nothing', async () => {
    const chi = new Navigatore(p.portale.url);
    const a = await avviso();
    const { link } = await chiediMail(chi, a);
    const dove = new URL(link).pathname;
    const pagina = await chi.apri(dove);
    expect(percorso(await chi.invia(pagina, {}, '_csrf'))).toBe(`/avvisi/${a.iuvId}`);
    // The back button, and once more.
    const ancora = await chi.invia(pagina, {}, '_csrf');
    inParole(ancora);
    const altrove = await new Navigatore(p.portale.url).apri(dove);
    inParole(altrove);
    expect(altrove.html).not.toMatch(/RSSMRA|\/avvisi\//);
    const tardi = await chiediMail(new Navigatore(p.portale.url), await avviso());
    const altri = new Navigatore(p.portale.url);
    const aperta = await altri.apri(new URL(tardi.link).pathname);
    p.mondo.avanti(ORA_MS + 60_000);
    const scaduta = await altri.invia(aperta, {}, '_csrf');
    expect([
      scaduta.stato,
      testo(scaduta).includes('Cerca un avviso') || scaduta.html.includes('href="/avviso"'),
    ]).toEqual([410, true]);
    for (const male of [`${dove}x`, '/prova/x', '/prova/x.y', `${dove.slice(0, -5)}AAAAA`])
      expect([male, (await chi.apri(male)).stato]).toEqual([male, 410]);
  });

  test('a wrong code ten times: five are counted, and then not even the right one', async () => {
    const chi = new Navigatore(p.portale.url);
    const { pagina, codice } = await chiediMail(chi, await avviso());
    const sbagliato = codice === '000000' ? '111111' : '000000';
    const dette: string[] = [];
    for (let i = 0; i < 10; i += 1) {
      const dopo = await chi.invia(pagina, { codice: sbagliato });
      inParole(dopo);
      expect([dopo.stato >= 400, percorso(dopo)]).toEqual([true, percorso(pagina)]);
      dette.push(testo(dopo));
    }
    const giusto = await chi.invia(pagina, { codice });
    expect([giusto.stato >= 400, percorso(giusto)]).toEqual([true, percorso(pagina)]);
    expect(new Set(dette).size).toBeGreaterThan(2);
    // What to do is there: another mail.
    expect(giusto.html).toMatch(/href="\/avviso\/[\w-]+"/);
  });
});

describe('pressed twice, and gone back', () => {
  beforeEach(() => p.mondo.avanti(ORA_MS));

  test('each step sent twice at once, then each again from the end: one carrello, one payment', async () => {
    const chi = new Navigatore(p.portale.url);
    const a = await avviso();
    const passi: { pagina: Pagina; valori: Record<string, string>; campo?: string }[] = [];
    /** A double click: the browser gives up the first request, cookies and all, and shows the answer to the second. */
    const due = async (pagina: Pagina, valori: Record<string, string>, campo?: string): Promise<Pagina> => {
      passi.push({ pagina, valori, ...(campo !== undefined && { campo }) });
      const [persa, vista] = await Promise.all([
        chi.copia().invia(pagina, valori, campo),
        chi.invia(pagina, valori, campo),
      ]);
      expect(persa.stato).toBeLessThan(500);
      return vista;
    };
    const trovato = await due(await chi.apri('/avviso'), { numero: a.numeroAvviso, codiceFiscale: CODICE_FISCALE });
    const codicePagina = await due(trovato, { email: `due${(n += 1)}@example.org` });
    const { codice } = await mailDi(p.mondo, percorso(codicePagina).split('/').at(-1) ?? '');
    const intero = await due(codicePagina, { codice });
    expect(percorso(intero)).toBe(`/avvisi/${a.iuvId}`);
    const carrello = await due(intero, { poi: 'paga' }, 'aggiungi');
    const checkout = await due(carrello, { visto: '1000' });
    expect(new URL(checkout.url).origin).toBe(new URL(p.simulatore.url).origin);
    const esito = await due(checkout, { andamento: 'paga' });
    // The second answer of Checkout may come before the receipt that the first one sends.
    await expect
      .poll(async () => testo(await chi.apri(percorso(esito))), { timeout: 20_000 })
      .toContain('Pagamento ricevuto');
    p.mondo.avanti(ORA_MS / 4);
    for (const { pagina, valori, campo } of passi) {
      const dopo = await chi.invia(pagina, valori, campo);
      expect([percorso(pagina), dopo.stato < 500]).toEqual([percorso(pagina), true]);
      expect(dopo.html).toMatch(/<h1[\s>]/);
    }
    const { rows } = await p.mondo.pools.worker.query<{ stato: string }>(
      `select c.stato from pagamenti.carrello as c join pagamenti.carrello_voce as v on v.carrello_id = c.id
        where v.iuv_id = $1 and c.inviato_il is not null`,
      [a.iuvId],
    );
    expect(rows).toEqual([{ stato: 'pagato' }]);
    const { rows: ricevute } = await p.mondo.pools.worker.query(
      'select 1 from pagamenti.ricevuta where iuv_id = $1 and not copia',
      [a.iuvId],
    );
    expect(ricevute).toHaveLength(1);
    expect(testo(await chi.apri(`/avvisi/${a.iuvId}`))).toContain('Scarica la ricevuta');
  }, 60_000);
});

describe('without a name, with something in the carrello: «Apri» pressed twice', () => {
  beforeEach(() => p.mondo.avanti(ORA_MS));

  const carrelloDi = async (chi: Navigatore): Promise<string | null> =>
    (await leggiVisita(citta(), chi.cookie('portale') ?? ''))?.carrelloId ?? null;

  /** A browser with a carrello, before the button that opens another notice; and what presses it. */
  async function primaDelPulsante(via: 'link' | 'codice') {
    const chi = new Navigatore(p.portale.url);
    await chi.invia(await apri(chi, await avviso()), { poi: 'paga' }, 'aggiungi');
    const carrelloId = (await carrelloDi(chi)) ?? expect.fail();
    const a = await avviso();
    const { pagina, link, codice } = await chiediMail(chi, a);
    const prova = via === 'link' ? await chi.apri(new URL(link).pathname) : pagina;
    const premi = (quale: Navigatore): Promise<Pagina> =>
      via === 'link' ? quale.invia(prova, {}, '_csrf') : quale.invia(prova, { codice });
    return { chi, premi, a, carrelloId };
  }

  describe.each(['link', 'codice'] as const)('by its %s', (via) => {
    test('at once: both answers lead to the one session, with its carrello', async () => {
      const { chi, premi, a, carrelloId } = await primaDelPulsante(via);
      const due = [chi, chi.copia()];
      const pagine = await Promise.all(due.map(premi));
      expect(pagine.map(percorso)).toEqual([`/avvisi/${a.iuvId}`, `/avvisi/${a.iuvId}`]);
      expect(new Set(due.map((uno1) => uno1.cookie('portale'))).size).toBe(1);
      expect(await Promise.all(due.map(carrelloDi))).toEqual([carrelloId, carrelloId]);
    });

    test('the second when the first was answered, and its cookie was lost', async () => {
      const { chi, premi, a, carrelloId } = await primaDelPulsante(via);
      await premi(chi.copia());
      // Nothing is open to the token that was, until the same is proved with it again.
      expect(testo(await chi.copia().apri('/carrello'))).toContain('Il carrello è vuoto');
      expect(percorso(await premi(chi))).toBe(`/avvisi/${a.iuvId}`);
      expect(await carrelloDi(chi)).toBe(carrelloId);
    });

    test('a minute later, or with another proof: the token that was leads nowhere', async () => {
      const { chi, premi, carrelloId } = await primaDelPulsante(via);
      const [tardi, altra] = [chi.copia(), chi.copia()];
      await premi(chi);
      await apri(altra, await avviso());
      p.mondo.avanti(2 * 60_000);
      expect((await premi(tardi)).stato).toBeGreaterThanOrEqual(400);
      for (const chiunque of [tardi, altra]) expect(await carrelloDi(chiunque)).toBeNull();
      expect(await carrelloDi(chi)).toBe(carrelloId);
    });
  });
});

describe('two people', () => {
  beforeEach(() => p.mondo.avanti(ORA_MS));

  test('pay the same notice at once: one pays it, the other is told what is true of it and of them', async () => {
    const a = await avviso();
    const [primo, secondo] = [new Navigatore(p.portale.url), new Navigatore(p.portale.url)];
    const carrelli: Pagina[] = [];
    for (const chi of [primo, secondo]) carrelli.push(await chi.invia(await apri(chi, a), { poi: 'paga' }, 'aggiungi'));
    const checkout = await Promise.all(
      [primo, secondo].map((chi, i) => chi.invia(carrelli[i] ?? expect.fail(), { comunque: 'si' }, 'visto')),
    );
    for (const pagina of checkout) expect(new URL(pagina.url).origin).toBe(new URL(p.simulatore.url).origin);
    const [cassa1, cassa2] = checkout;
    expect(testo(await primo.invia(cassa1 ?? expect.fail(), { andamento: 'paga' }))).toContain('Pagamento ricevuto');
    // At Checkout the second is refused; whatever it says, the page knows who paid.
    const esito = await secondo.invia(cassa2 ?? expect.fail(), { andamento: 'paga' });
    inParole(esito);
    const detto = testo(await secondo.apri(percorso(esito)));
    expect(detto).toContain('Questo avviso è già pagato');
    expect(detto).not.toContain('Tutto è arrivato agli enti');
    const { carrelloId = null } = (await leggiVisita(citta(), secondo.cookie('portale') ?? '')) ?? {};
    const suo = carrelloId === null ? null : await leggiCarrello(citta(), carrelloId);
    expect(suo?.voci.map(({ ricevutaId }) => ricevutaId)).toEqual([null]);
  }, 60_000);
});
