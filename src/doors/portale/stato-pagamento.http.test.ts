import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CarrelloId } from '#kernel/ids';
import { riferimentoCarrello } from '#modules/pagamenti';
import { apriPagamenti, dueEnti, type Pagamenti } from '#support/checkout';
import { databaseNuovo } from '#support/db';
import { Navigatore, testoDi, type Pagina } from '#support/navigatore';
import { mailDi, mondoFermo, unAvviso } from '#support/portale';
import { ctxDi, type EnteDiProva } from '#support/un-ente';
import { scriviRiferimento } from './riferimento.ts';

const GIORNO_MS = 24 * 3_600_000;

let p: Pagamenti;
let uno: EnteDiProva;
let altro: EnteDiProva;
beforeAll(async () => {
  const mondo = mondoFermo(await databaseNuovo());
  [uno, altro] = await dueEnti(mondo);
  p = await apriPagamenti(mondo, [uno, altro]);
});
afterAll(() => p.chiudi());

const percorso = ({ url }: Pagina): string => new URL(url).pathname;
const testo = ({ html }: Pagina): string => testoDi(html);
const ctx = () => ctxDi(p.mondo, 'portale');

let n = 0;
/** Somebody pays, or not, and comes back. */
async function paga(andamento: string): Promise<{ chi: Navigatore; esito: Pagina; carrelloId: CarrelloId }> {
  // What was tried in the hour before does not count any more.
  p.mondo.avanti(3_600_000);
  n += 1;
  const { numeroAvviso, iuvId } = await unAvviso(p.mondo, uno, { IUD: `STATO${n}`, causaleVersamento: `Retta ${n}` });
  const chi = new Navigatore(p.portale.url);
  const trovato = await chi.invia(await chi.apri('/avviso'), {
    numero: numeroAvviso,
    codiceFiscale: 'RSSMRA80A01H501U',
  });
  const codice = await chi.invia(trovato, { email: `paga${n}@example.org` });
  const mail = await mailDi(p.mondo, percorso(codice).split('/').at(-1) ?? '');
  const carrello = await chi.invia(await chi.invia(codice, { codice: mail.codice }), { poi: 'paga' }, 'aggiungi');
  const esito = await chi.invia(await chi.invia(carrello, {}, 'visto'), { andamento });
  const { rows } = await p.mondo.pools.worker.query<{ id: CarrelloId }>(
    'select carrello_id as id from pagamenti.carrello_voce where iuv_id = $1',
    [iuvId],
  );
  return { chi, esito, carrelloId: rows[0]?.id ?? expect.fail() };
}

/** The address that the page of the payment offers to copy. */
function condiviso({ html }: Pagina): string {
  const indirizzo = /<code class="da-copiare">([^<]+)<\/code>/.exec(html)?.[1] ?? expect.fail();
  expect(new URL(indirizzo).origin).toBe(p.mondo.config.urlPubblico);
  return new URL(indirizzo).pathname;
}

test('copied from the page of the payment, it tells anybody how it went, and names nobody', async () => {
  const { chi, esito } = await paga('paga');
  const indirizzo = condiviso(esito);
  const altri = new Navigatore(p.portale.url);
  const visto = await altri.apri(indirizzo);
  expect(percorso(visto)).toBe(indirizzo);
  for (const cosa of ['Pagamento ricevuto', 'Pagato il', 'Questa pagina si può aprire fino al', uno.denominazione])
    expect(testo(visto)).toContain(cosa);
  expect(visto.html).not.toMatch(/Rossi|RSSMRA|@example|da-copiare/);
  expect(visto.html).not.toContain(`/avvisi/`);
  // For who paid it is the page that they know.
  expect(percorso(await chi.apri(indirizzo))).toBe(percorso(esito));
});

test('what is not known is said, and looked at again there', async () => {
  const { esito } = await paga('persa');
  const indirizzo = condiviso(esito);
  const visto = await new Navigatore(p.portale.url).apri(indirizzo);
  expect(testo(visto)).toContain('Aspettiamo la ricevuta');
  expect(visto.html).toContain(`hx-get="${indirizzo}"`);
  expect(visto.html).toContain('http-equiv="refresh"');
  expect(visto.html).not.toContain('name="riprova"');
});

test('it only shows: it comes back from nowhere, and tries nothing again', async () => {
  const { esito, carrelloId } = await paga('rinuncia');
  const stato = condiviso(esito).split('/').at(-1) ?? '';
  const altri = new Navigatore(p.portale.url);
  expect((await altri.apri(`/pagamento/${stato}`)).stato).toBe(410);
  expect((await altri.apri(`/pagamento/${stato}/ok`)).stato).toBe(410);
  const { rows } = await p.mondo.pools.worker.query<{ rientro: string }>(
    'select rientro from pagamenti.carrello where id = $1',
    [carrelloId],
  );
  expect(rows).toEqual([{ rientro: 'annullato' }]);
});

test('another carrello’s, by who is paying something else, is shown and not touched', async () => {
  const [primo, secondo] = [await paga('rinuncia'), await paga('rinuncia')];
  const visto = await secondo.chi.apri(condiviso(primo.esito));
  expect(visto.html).not.toContain('name="riprova"');
  // Nor by the other address of it.
  const suo = await secondo.chi.apri(percorso(primo.esito));
  expect(suo.html).not.toContain('name="riprova"');
  expect(percorso(await secondo.chi.invia(await secondo.chi.apri(percorso(secondo.esito)), { riprova: 'si' }))).toBe(
    '/carrello',
  );
});

test('tampered with, made for something else or too old: words, and where to go', async () => {
  const { esito, carrelloId } = await paga('paga');
  const buono = condiviso(esito).split('/').at(-1) ?? '';
  const altri = new Navigatore(p.portale.url);
  const mutato = (i: number): string => buono.slice(0, i) + (buono[i] === 'A' ? 'B' : 'A') + buono.slice(i + 1);
  const avviso = { enteId: uno.enteId, iuvId: carrelloId as never };
  const male = [
    ...[0, 10, 24, 30, buono.length - 2].map(mutato),
    ...[buono.slice(0, -4), `${buono}AAAA`, 'x', "'--"],
    ...[riferimentoCarrello(ctx(), carrelloId), scriviRiferimento(ctx(), avviso)],
  ];
  for (const uno1 of male) {
    const visto = await altri.apri(`/stato/${encodeURIComponent(decodeURIComponent(uno1))}`);
    expect([uno1, visto.stato, testo(visto).includes('Non troviamo questo pagamento')]).toEqual([uno1, 410, true]);
  }
  p.mondo.avanti(29 * GIORNO_MS);
  expect((await altri.apri(`/stato/${buono}`)).stato).toBe(200);
  // It does not make itself last by being looked at.
  p.mondo.avanti(3 * GIORNO_MS);
  expect((await altri.apri(`/stato/${buono}`)).stato).toBe(410);
});
