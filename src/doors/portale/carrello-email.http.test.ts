import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { CodiceFiscale } from '#kernel/codice-fiscale';
import { DEBITORE } from '#support/carico';
import { databaseNuovo } from '#support/db';
import { apriPagamenti, dueEnti, type Pagamenti } from '#support/checkout';
import { Navigatore, testoDi, type Pagina } from '#support/navigatore';
import { entra, mailDi, mondoFermo, unaPersona, unAvviso } from '#support/portale';
import type { EnteDiProva } from '#support/un-ente';

let p: Pagamenti;
let ente: EnteDiProva;
beforeAll(async () => {
  const mondo = mondoFermo(await databaseNuovo());
  const enti = await dueEnti(mondo);
  [ente] = enti;
  p = await apriPagamenti(mondo, enti);
});
afterAll(() => p.chiudi());
beforeEach(() => p.mondo.avanti(3_600_000));

const percorso = ({ url }: Pagina): string => new URL(url).pathname;
const testo = ({ html }: Pagina): string => testoDi(html);
const provaDi = (pagina: Pagina) => mailDi(p.mondo, percorso(pagina).split('/').at(-1) ?? '');

let n = 0;
async function conCarrello(): Promise<{ chi: Navigatore; carrello: Pagina; sua: string }> {
  n += 1;
  const { numeroAvviso } = await unAvviso(p.mondo, ente, { IUD: `EMAIL${n}`, causaleVersamento: `Retta ${n}` });
  const chi = new Navigatore(p.portale.url);
  const sua = `prima${n}@example.org`;
  const trovato = await chi.invia(await chi.apri('/avviso'), {
    numero: numeroAvviso,
    codiceFiscale: 'RSSMRA80A01H501U',
  });
  const pagina = await chi.invia(trovato, { email: sua });
  const intero = await chi.invia(pagina, { codice: (await provaDi(pagina)).codice });
  return { chi, carrello: await chi.invia(intero, { poi: 'paga' }, 'aggiungi'), sua };
}

test('another address for the receipts is proved by its code; until then it is the one before', async () => {
  const { chi, carrello, sua } = await conCarrello();
  for (const cosa of [sua, 'Cambia indirizzo', 'Intestato a Mario Rossi']) expect(testo(carrello)).toContain(cosa);
  const chiede = await chi.apri('/carrello/email');
  for (const male of ['', 'nessuno', 'a@b']) expect((await chi.invia(chiede, { email: male })).stato).toBe(422);
  const pagina = await chi.invia(chiede, { email: 'Altra@Example.org' });
  expect(percorso(pagina)).toMatch(/^\/carrello\/codice\//);
  const { lettera, codice } = await provaDi(pagina);
  expect(lettera).toMatchObject({ a: 'altra@example.org', oggetto: expect.stringContaining(ente.denominazione) });
  expect(lettera.testo).not.toMatch(/Rossi|RSSMRA|Retta/);
  expect(testo(await chi.apri('/carrello'))).toContain(sua);
  expect((await chi.invia(pagina, { codice: codice === '000000' ? '111111' : '000000' })).stato).toBe(422);
  const dopo = await chi.invia(pagina, { codice });
  expect([percorso(dopo), testo(dopo).includes('altra@example.org')]).toEqual(['/carrello', true]);
});

test('whose it is: their name to who proved the notice, initials when that was long ago', async () => {
  n += 1;
  const avviso = await unAvviso(p.mondo, ente, { IUD: `EMAIL${n}` });
  const { chi } = await entra(p.mondo, p.portale);
  const coppia = { numero: avviso.numeroAvviso, codiceFiscale: 'RSSMRA80A01H501U' };
  const intero = await chi.invia(await chi.invia(await chi.apri('/avviso'), coppia), { apri: 'si' });
  expect(testo(await chi.invia(intero, { poi: 'paga' }, 'aggiungi'))).toContain('Intestato a Mario Rossi');
  for (let volte = 0; volte < 5; volte += 1) {
    p.mondo.avanti(25 * 60_000);
    await chi.apri('/carrello');
  }
  const dopo = testo(await chi.apri('/carrello'));
  expect([dopo.includes('Intestato a M. R.'), dopo.includes('Rossi')]).toEqual([true, false]);
  const { chi: lui } = await entra(p.mondo, p.portale, unaPersona({ codiceFiscale: DEBITORE.codice as CodiceFiscale }));
  const senza = await lui.invia(await lui.apri(`/avvisi/${avviso.iuvId}`), { poi: 'paga' }, 'aggiungi');
  // Who has saved no address is asked for one, if they want the receipts.
  expect(testo(senza)).toContain('Ricevi le ricevute per email');
  p.mondo.avanti(25 * 60_000);
  expect(testo(await lui.apri('/carrello'))).toContain('Intestato a Mario Rossi');
});

test('by the link, also on another device, which sees nothing of it', async () => {
  const { chi, sua } = await conCarrello();
  const pagina = await chi.invia(await chi.apri('/carrello/email'), { email: `link${n}@example.org` });
  const { link } = await provaDi(pagina);
  const altri = new Navigatore(p.portale.url);
  const aperta = await altri.apri(new URL(link).pathname);
  expect(testo(aperta)).toContain('per avere a questo indirizzo le ricevute');
  expect(testo(await chi.apri('/carrello'))).toContain(sua);
  const fatto = await altri.invia(aperta, {}, '_csrf');
  expect(percorso(fatto)).toMatch(/^\/stato\//);
  expect(fatto.html).not.toMatch(/Rossi|RSSMRA|@example/);
  expect(testo(await chi.apri('/carrello'))).toContain(`link${n}@example.org`);
});

test('the code of another’s carrello changes nothing here', async () => {
  const [mio, altrui] = [await conCarrello(), await conCarrello()];
  const pagina = await altrui.chi.invia(await altrui.chi.apri('/carrello/email'), { email: `altrui${n}@example.org` });
  const { codice } = await provaDi(pagina);
  const qui = await mio.chi.apri(percorso(pagina));
  const dopo = await mio.chi.invia(qui, { codice });
  expect(dopo.stato).toBe(404);
  expect(testo(await mio.chi.apri('/carrello'))).toContain(mio.sua);
  // Without a carrello there is nothing to change.
  expect(percorso(await new Navigatore(p.portale.url).apri('/carrello/email'))).toBe('/carrello');
});
