import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { creaLink, elencoLink, revocaLink, type NuovoLink } from '#modules/pagamenti';
import { databaseNuovo } from '#support/db';
import { Navigatore, testoDi, type Pagina } from '#support/navigatore';
import {
  apriPortale,
  mailDi,
  mondoFermo,
  pagaAvviso,
  unAvviso,
  type MondoFermo,
  type PortaleDiProva,
} from '#support/portale';
import { conModulo, lavoraRichiesta } from '#support/spontaneo';
import { collegamento } from '#support/ufficio';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';

const ORA_MS = 3_600_000;

let mondo: MondoFermo;
let portale: PortaleDiProva;
let ente: EnteDiProva;
beforeAll(async () => {
  mondo = mondoFermo(await databaseNuovo());
  portale = await apriPortale(mondo);
  ente = await unEnte(mondo);
  await conModulo(mondo, ente);
});
afterAll(() => portale.chiudi());
beforeEach(() => mondo.avanti(ORA_MS));

const percorso = ({ url }: Pagina): string => new URL(url).pathname;
const testo = ({ html }: Pagina): string => testoDi(html);
const ctx = () => ctxDi(mondo, 'worker', ente.enteId);
const MISURA = { titolo: null, scadeIl: null, usiMax: null };
let n = 0;

async function alAvviso(altri: Partial<NuovoLink> = {}) {
  n += 1;
  const avviso = await unAvviso(mondo, ente, {
    IUD: `LK${n}`,
    importoDovuto: '10.00',
    causaleVersamento: `Retta ${n}`,
  });
  const fatto = valoreDi(await creaLink(ctx(), { ...MISURA, meta: { codiceAvviso: avviso.iuv }, ...altri }));
  return { avviso, ...fatto, dove: `/link/${fatto.opaco}` };
}

const VALORI = { luogo: 'nord', 'righe.righe': '1', 'righe.0.quante': '2' };
async function alModulo(altri: Partial<NuovoLink> = {}) {
  const meta = { tipoDovuto: ente.tipo, valori: VALORI, fissi: ['luogo'] };
  const fatto = valoreDi(await creaLink(ctx(), { ...MISURA, meta, ...altri }));
  return { ...fatto, dove: `/link/${fatto.opaco}` };
}

const codice = (esito: { ok: boolean; refusal?: { codice: string } }): string | undefined => esito.refusal?.codice;

describe('a link to a notice', () => {
  test('says what it is; its button opens the notice whole, with no mail to prove', async () => {
    const { avviso, dove } = await alAvviso({ titolo: 'La retta di Ada' });
    const chi = new Navigatore(portale.url);
    const pagina = await chi.apri(dove);
    for (const cosa of [
      'La retta di Ada',
      `${ente.denominazione} ti manda questo indirizzo`,
      '10,00 €',
      'Apri l’avviso',
    ])
      expect(testo(pagina)).toContain(cosa);
    // Whoever only looks, as mail programs do, opens nothing, and sees no person.
    expect(pagina.html).not.toMatch(/Rossi|RSSMRA/);
    expect(percorso(await chi.apri(`/avvisi/${avviso.iuvId}`))).toBe('/avviso');
    const intero = await chi.invia(pagina, {});
    expect(percorso(intero)).toBe(`/avvisi/${avviso.iuvId}`);
    expect(testo(intero)).toContain('Mario Rossi');
    expect(testo(intero)).toContain('Scarica l’avviso');
    await pagaAvviso(mondo, ente, avviso);
    expect(testo(await new Navigatore(portale.url).apri(dove))).toContain('La retta di Ada');
  });

  test('so many times as it says, and then no more; who has it open goes on', async () => {
    const { avviso, dove } = await alAvviso({ usiMax: 2 });
    const [a, b, c] = [new Navigatore(portale.url), new Navigatore(portale.url), new Navigatore(portale.url)];
    const pronta = await c.apri(dove);
    for (const chi of [a, a, b]) {
      expect(percorso(await chi.invia(await chi.apri(dove), {}))).toBe(`/avvisi/${avviso.iuvId}`);
    }
    const tardi = await c.invia(pronta, {});
    expect([tardi.stato, testo(tardi).includes('È già stato usato')]).toEqual([410, true]);
    expect(collegamento(tardi, `Pagamenti e contatti di ${ente.denominazione}`)).toBe(`/enti/${ente.codIpa}`);
    expect((await c.apri(dove)).stato).toBe(410);
    expect(testo(await a.apri(`/avvisi/${avviso.iuvId}`))).toContain('Mario Rossi');
  });

  test('expired, taken back, cut off, changed: what happened, and whom to ask', async () => {
    const chi = new Navigatore(portale.url);
    const breve = await alAvviso({ scadeIl: new Date(mondo.orologio().getTime() + ORA_MS) });
    expect(testo(await chi.apri(breve.dove))).toContain('L’indirizzo vale fino al');
    mondo.avanti(ORA_MS);
    expect(testo(await chi.apri(breve.dove))).toContain('È scaduto. Chiedi all’ente');
    const ritirato = await alAvviso();
    const { linkId } = ritirato;
    expect(codice(await revocaLink(ctx(), { linkId, motivo: ' ' }))).toBe('LINK_MOTIVO_MANCANTE');
    valoreDi(await revocaLink(ctx(), { linkId, motivo: 'Importo sbagliato.' }));
    expect(codice(await revocaLink(ctx(), { linkId, motivo: 'Ancora.' }))).toBe('LINK_REVOCATO');
    expect(testo(await chi.apri(ritirato.dove))).toContain('L’ente lo ha ritirato');
    const { dove } = await alAvviso();
    const cambiato = dove.slice(0, -3) + (dove.endsWith('AAA') ? 'BBB' : 'AAA');
    for (const storto of [dove.slice(0, -4), cambiato, '/link/x', `/link/${'A'.repeat(43)}`]) {
      const pagina = await chi.apri(storto);
      expect([pagina.stato, testo(pagina).includes('L’indirizzo non è completo, o è sbagliato')]).toEqual([410, true]);
      expect((await chi.apri(`${storto}/qr.svg`)).stato).toBe(404);
      expect(percorso(await chi.apri(`${storto}/modulo`))).toBe(storto);
    }
  });

  test('its sheet to print says what it is, and where it leads', async () => {
    const { dove } = await alAvviso({ titolo: 'Quota <b> & "altro", con un titolo che va a capo più di una volta' });
    const chi = new Navigatore(portale.url);
    const { nome, byte } = await chi.scarica(collegamento(await chi.apri(dove), 'Scarica il codice QR da stampare'));
    expect(nome).toBe('pagamento-qr.svg');
    const svg = Buffer.from(byte).toString('utf8');
    expect(svg).toContain('Quota &lt;b&gt; &amp;');
    // That a telephone reads it is proved where there is a browser to draw it.
    expect(svg).toContain(`${mondo.config.urlPubblico}${dove}</text>`);
  });
});

describe('a link to a form', () => {
  test('what it answers is there; what it fixes stays, whatever the browser sends; the notice follows', async () => {
    const { dove } = await alModulo({ usiMax: 1 });
    const chi = new Navigatore(portale.url);
    const pagina = await chi.apri(dove);
    expect(testo(pagina)).toContain('30,00 €');
    const modulo = await chi.apri(collegamento(pagina, 'Continua'));
    expect(modulo.html).not.toContain('name="m.luogo"');
    expect(modulo.html).toMatch(/name="m\.righe\.0\.quante"[^>]*value="2"|value="2"[^>]*name="m\.righe\.0\.quante"/);
    expect(testo(modulo)).toContain('Nord');
    const altri = { 'm.defunto': 'Ada Neri', 'm.luogo': 'sud', 'm.righe.0.quante': '3' };
    const chiPaga = { debitoreTipo: 'F', debitoreCodice: 'RSSMRA80A01H501U', debitoreNome: 'Mario Rossi' };
    const controllo = await chi.invia(modulo, { azione: 'continua', ...altri, ...chiPaga, email: 'ada@example.org' });
    for (const cosa of ['45,00 €', 'Luce votiva di Ada Neri, cimitero Nord']) expect(testo(controllo)).toContain(cosa);
    const posta = await chi.invia(controllo, {}, 'visto');
    expect(percorso(posta)).toMatch(/^\/spontaneo\//);
    // The button «indietro», and again: it has no use left, and nothing is asked twice.
    const ancora = await chi.invia(controllo, {}, 'visto');
    expect([percorso(ancora), testo(ancora).includes('È già stato usato')]).toEqual([dove, true]);
    const { codice: cifre } = await mailDi(mondo, percorso(posta).split('/').at(-1) ?? '');
    const attesa = await chi.invia(posta, { codice: cifre });
    await lavoraRichiesta(mondo, ente, percorso(attesa).split('/').at(-1) ?? '');
    const intero = await chi.apri(percorso(attesa));
    // Both ways out: to pay (where this installation has a Checkout), or a notice to print.
    expect(testo(intero)).toContain('Luce votiva, cimitero Nord');
    expect(collegamento(intero, 'Scarica l’avviso')).toMatch(/avviso\.pdf$/);
  });
});

describe('what is refused when it is made', () => {
  const NO: [string, Partial<NuovoLink>][] = [
    ['LINK_MISURA_NON_VALIDA', { usiMax: 0 }],
    ['LINK_AVVISO_SCONOSCIUTO', { meta: { codiceAvviso: '0'.repeat(17) } }],
    ['LINK_SENZA_MODULO', { meta: { tipoDovuto: 'NESSUNO', valori: {}, fissi: [] } }],
    ['LINK_VALORI_NON_VALIDI', { meta: { tipoDovuto: 'TARI', valori: { luogo: 'ovest' }, fissi: [] } }],
    ['LINK_VALORI_NON_VALIDI', { meta: { tipoDovuto: 'TARI', valori: {}, fissi: ['luogo'] } }],
  ];
  test.each(NO)('%s', async (atteso, altri) => {
    const meta = { tipoDovuto: 'TARI', valori: {}, fissi: [] };
    expect(codice(await creaLink(ctx(), { ...MISURA, meta, ...altri }))).toBe(atteso);
  });

  test('an ente sees its own', async () => {
    const { linkId } = await alModulo();
    const altro = await unEnte(mondo);
    const suoi = await ctxDi(mondo, 'ufficio', ente.enteId).tx((t) => elencoLink(t, { quanti: 1 }));
    expect(suoi.map(({ id }) => id)).toEqual([linkId]);
    expect(await ctxDi(mondo, 'ufficio', altro.enteId).tx((t) => elencoLink(t, { quanti: 1 }))).toEqual([]);
  });
});
