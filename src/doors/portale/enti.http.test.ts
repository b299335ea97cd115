import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { registraTipoDovuto } from '#modules/enti';
import { databaseNuovo, type DatabaseDiProva } from '#support/db';
import { moltiEnti } from '#support/molti-enti';
import { Navigatore, testoDi } from '#support/navigatore';
import { apriPortale, mondoFermo, type PortaleDiProva } from '#support/portale';
import { ctxDi, TIPO, unEnte, type EnteDiProva } from '#support/un-ente';

let database: DatabaseDiProva;
let portale: PortaleDiProva;
let ente: EnteDiProva;
const tipi = [
  'Mensa scolastica',
  'Trasporto scolastico',
  ...Array.from({ length: 11 }, (_, n) => `Diritto numero ${n}`),
];

beforeAll(async () => {
  database = await databaseNuovo();
  const mondo = mondoFermo(database);
  portale = await apriPortale(mondo);
  ente = await unEnte(mondo);
  for (const [n, denominazione] of tipi.entries()) {
    const suo = { ...TIPO, denominazione, codice: `T${n}`, contoId: ente.contoId, contoPostaleId: null };
    valoreDi(await registraTipoDovuto(ctxDi(mondo, 'worker', ente.enteId), suo));
  }
});
afterAll(() => portale.chiudi());

const leggi = async (percorso: string): Promise<string> =>
  testoDi((await new Navigatore(portale.url).apri(percorso)).html);
/** As the script of the page asks. */
const parte = async (url: string): Promise<string> =>
  (await portale.app.inject({ url, headers: { 'hx-request': 'true' } })).body;

describe('the enti', () => {
  test('by the first letters of a word; none, and what to do', async () => {
    expect(await leggi(`/enti?nome=ENTE%20${ente.codiceFiscale.slice(0, 8)}`)).toContain(ente.denominazione);
    const nessuno = await leggi('/enti?nome=inesistente');
    expect(nessuno).toMatch(/0 enti Nessun ente ha questo nome .* Vedi tutti gli enti/);
  });

  test('as one types, only what was found comes', async () => {
    const html = await parte('/enti?nome=ente');
    expect(html).toMatch(/^<div id="trovati"><p role="status">1 ente<\/p>/);
    expect(html).toContain(ente.denominazione);
    expect(html).not.toContain('<form');
  });

  test('many are in pages, and the search goes on with them; too many are said', async () => {
    await moltiEnti(database.adminUrl, { quanti: 600, intermediarioId: ente.intermediarioId });
    const chi = new Navigatore(portale.url);
    const prima = await chi.apri('/enti?nome=borgo');
    expect(testoDi(prima.html)).toContain('Sono più di 500, qui ne vedi 25');
    expect(prima.html).not.toContain('Precedente');
    const successiva = /href="([^"]+)" class="avanti"/.exec(prima.html)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(successiva).toBe('/enti?nome=borgo&pagina=2');
    const seconda = await chi.apri(successiva);
    expect(seconda.html).toContain('href="/enti?nome=borgo"');
    for (const pagina of ['0', '-1', 'x', '1e9', '21', '2.5'])
      expect((await chi.apri(`/enti?pagina=${pagina}`)).stato).toBe(200);
    expect((await chi.apri(`/enti?nome=${'a'.repeat(5000)}`)).stato).toBe(200);
    expect(await leggi('/')).toContain('Nome dell’ente, comune o provincia');
  });
});

describe('what an ente collects', () => {
  test('where it is much, by its words', async () => {
    const tutto = await leggi(`/enti/${ente.codIpa}`);
    for (const tipo of tipi) expect(tutto).toContain(tipo);
    const trovati = await leggi(`/enti/${ente.codIpa}?cerca=SCOLAST`);
    expect(trovati).toContain('2 voci');
    expect(trovati).not.toContain('Diritto numero');
    const nessuno = await parte(`/enti/${ente.codIpa}?cerca=xyz`);
    expect(nessuno).toMatch(/^<div id="tipi"><p role="status">Niente corrisponde/);
  });
});
