import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { sql } from 'kysely';
import { valoreDi } from '#kernel/esito';
import { impostaFunzione } from '#modules/enti';
import { consegnaEventi, lavori, registraSpinta, spingiEsiti } from '#modules/eventi';
import type { Mondo } from '#platform/contesto';
import { creaGuardiaRete } from '#platform/guardia-rete';
import { creaEnte } from '#wires/ente';
import { unDovuto } from '#support/carico';
import { databaseNuovo } from '#support/db';
import { ricevitore, seguito, type Ricevitore } from '#support/eventi';
import { FILI_MUTI, mondoDiProva } from '#support/mondo';
import { testoDi, type Navigatore } from '#support/navigatore';
import { consegna, ricevutaLetta } from '#support/ricevute';
import { apriUfficio, collegamento, entra, unOperatore, type UfficioDiProva } from '#support/ufficio';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';

let mondo: Mondo;
let gestionale: Ricevitore;
let ufficio: UfficioDiProva;
let ente: EnteDiProva;
let anna: Navigatore;
beforeAll(async () => {
  gestionale = await ricevitore();
  const wires = { ...FILI_MUTI, ente: creaEnte({ guardia: creaGuardiaRete(['127.0.0.0/8']) }) };
  mondo = mondoDiProva(await databaseNuovo(), { wires });
  ufficio = await apriUfficio(mondo);
});
beforeEach(async () => {
  ente = await unEnte(mondo);
  anna = await entra(ufficio, await unOperatore(mondo, [ente], { ruolo: 'amministratore' }));
});
afterAll(async () => {
  await ufficio?.chiudi();
  await gestionale?.chiudi();
});

const EVENTI = '/ufficio/configurazione/eventi';
const SPINTA = '/ufficio/configurazione/spinta';
const worker = () => ctxDi(mondo, 'worker', ente.enteId);

async function lavora(nome: string, payload: Record<string, string>): Promise<void> {
  await lavori.find((uno) => uno.nome === nome)?.esegui(worker(), payload);
}

test('a software subscribes, its secret is seen once; every attempt is there, and what was sent is sent again', async () => {
  expect(testoDi((await anna.apri(EVENTI)).html)).toContain('Non c’è ancora nessun abbonamento');
  const modulo = await anna.apri(`${EVENTI}/nuovo`);
  const valori = { nome: 'Contabilità', url: `${gestionale.url}/eventi`, generi: 'dovuto.inserito' };
  const male = await anna.invia(modulo, { ...valori, url: 'http://sil.example.it' }, 'url');
  expect(male.stato).toBe(422);
  expect(male.html).toContain('id="campo-url-errore"');
  const fatto = await anna.invia(modulo, valori, 'url');
  const segreto = /whsec_[A-Za-z0-9+/=]+/.exec(fatto.html)?.[0] ?? '';
  expect(segreto).toHaveLength(50);
  const id = /eventi\/([0-9a-f-]{36})/.exec(fatto.html)?.[1] ?? '';
  const pagina = `${EVENTI}/${id}`;
  expect((await anna.apri(pagina)).html).not.toContain('whsec_');
  expect(testoDi((await anna.apri(EVENTI)).html)).toContain('Contabilità');

  const chiesta = await anna.invia(await anna.apri(pagina), { cosa: 'prova' }, 'cosa');
  expect(testoDi(chiesta.html)).toContain('La prova è partita');
  await lavora('eventi.prova', { abbonamentoId: id });
  await unDovuto(worker(), { iud: 'H1', importo: 1000 });
  await seguito(mondo);
  gestionale.risponde({ stato: 503, testo: '<b>torno subito</b>' });
  await consegnaEventi(worker(), id);
  const vista = await anna.apri(pagina);
  expect(testoDi(vista.html)).toContain('HTTP 503');
  expect(vista.html).toContain('&lt;b>torno subito');
  expect(testoDi(vista.html)).toContain('tentativo 1');
  gestionale.risponde({ stato: 200 });
  const numero = /name="numero" value="(\d+)"/.exec(vista.html)?.[1] ?? '';
  expect(testoDi((await anna.invia(vista, { numero, cosa: 'rimanda' }, 'numero')).html)).toContain('partono di nuovo');
  expect((await consegnaEventi(worker(), id)).presi).toBe(1);
  const periodo = await anna.invia(await anna.apri(pagina), { dal: '', al: '2026-01-01', cosa: 'periodo' }, 'dal');
  expect(periodo.stato).toBe(422);
  expect(testoDi(periodo.html)).toContain('Scrivi due date');
  const oggi = { dal: '2020-01-01', al: '2100-01-01', cosa: 'periodo' };
  await anna.invia(await anna.apri(pagina), oggi, 'dal');
  expect((await consegnaEventi(worker(), id)).presi).toBe(1);
});

test('it is paused, resumed, given another secret, taken away after a warning; of one suspended the pages say so', async () => {
  const modulo = await anna.apri(`${EVENTI}/nuovo`);
  const fatto = await anna.invia(modulo, { nome: 'Uno', url: `${gestionale.url}/a`, generi: 'dovuto.pagato' }, 'url');
  const id = /eventi\/([0-9a-f-]{36})/.exec(fatto.html)?.[1] ?? '';
  const pagina = `${EVENTI}/${id}`;
  const preme = async (cosa: string, altro: Record<string, string> = {}) =>
    anna.invia(await anna.apri(pagina), { cosa, ...altro }, 'cosa');
  expect(testoDi((await preme('pausa')).html)).toContain('In pausa');
  expect(testoDi((await preme('riprendi')).html)).toContain('Attivo');
  expect((await preme('ruota')).html).toContain('whsec_');
  const ancora = await preme('ruota');
  expect(ancora.stato).toBe(422);
  expect(testoDi(ancora.html)).toContain('già stato cambiato');
  await sql`update eventi.abbonamento set stato = 'sospeso' where id = ${id}`.execute(worker().db);
  expect(testoDi((await anna.apri(pagina)).html)).toContain('ha smesso di mandarne');
  expect(testoDi((await anna.apri('/ufficio/fermi')).html)).toContain('Gestionali che non ricevono più gli eventi');
  const avviso = await preme('togli');
  expect(testoDi(avviso.html)).toContain('Non si può tornare indietro');
  await anna.invia(avviso, { cosa: 'togli' }, 'cosa');
  expect((await anna.apri(pagina)).stato).toBe(404);
});

test('an outcome pushed is in the list, and has a page with every time that it was', async () => {
  await sql`update enti.tipo_dovuto set notifica_esito = true where ente_id = ${ente.enteId}`.execute(worker().db);
  valoreDi(await impostaFunzione(worker(), { funzione: 'push_esiti', attiva: true, motivo: 'Prova' }));
  const senza = { kid: '', sub: '', iss: '', segreto: '' };
  valoreDi(await registraSpinta(worker(), { tipoDovutoId: null, url: `${gestionale.url}/esiti`, jwt: senza }));
  const d = await unDovuto(worker(), { iud: 'SP1', importo: 1000 });
  await consegna(mondo, ente, ricevutaLetta(ente, { ...d, importo: 1000, receiptId: `h-${ente.codIpa}` }));
  await seguito(mondo);
  gestionale.risponde({ stato: 200, testo: '{"faultCode":"E7"}' });
  await spingiEsiti(worker());
  gestionale.risponde({ stato: 200 });
  const elenco = await anna.apri(SPINTA);
  expect(testoDi(elenco.html)).toContain('1 di 20');
  expect(testoDi(elenco.html)).not.toContain('è spenta');
  const dove = new RegExp(`${SPINTA}/[0-9a-f-]{36}`).exec(elenco.html)?.[0] ?? '';
  const pagina = testoDi((await anna.apri(dove)).html);
  expect(pagina).toContain(`Esito dello IUV ${d.iuv}`);
  expect(pagina).toContain('Ha risposto di no');
  expect((await anna.apri(`${SPINTA}/01890000-0000-7000-8000-000000000000`)).stato).toBe(404);
  // All of them, to be looked through and taken away.
  const tutti = await anna.apri(collegamento(elenco, 'Tutti gli esiti'));
  const trovato = await anna.invia(tutti, { cerca: d.iuv });
  expect([trovato.url.includes(d.iuv), trovato.html.includes(dove)]).toEqual([false, true]);
  const file = (await anna.scarica(collegamento(trovato, 'Scarica l’elenco (CSV)'))).byte.toString('utf8');
  expect(file).toContain(`${d.iuv};${ente.tipo};`);
  expect(file).toContain('Ha risposto di no');
  expect(testoDi((await anna.invia(tutti, { cerca: '99' + d.iuv })).html)).toContain('Nessuna riga');
});

test('the push has a place, tried on request; a wrong key is told by its field, and never comes back', async () => {
  const modulo = await anna.apri(`${SPINTA}/nuova`);
  const valori = {
    tipo: '',
    url: `${gestionale.url}/esiti`,
    kid: 'k1',
    sub: 'sil@example.it',
    iss: 'cliente',
    segreto: 'corta',
  };
  const male = await anna.invia(modulo, valori, 'url');
  expect(male.stato).toBe(422);
  expect(male.html).toContain('id="campo-segreto-errore"');
  expect(male.html).not.toContain('value="corta"');
  for (const [cosa, campo] of [
    [{ tipo: '01890000-0000-7000-8000-000000000000' }, 'tipo'],
    [{ tipo: 'boh' }, 'tipo'],
    [{ kid: '' }, 'kid'],
    [{ url: 'niente' }, 'url'],
  ] as const)
    expect((await anna.invia(modulo, { ...valori, segreto: 'A'.repeat(88), ...cosa }, 'url')).html).toContain(
      `id="campo-${campo}-errore"`,
    );
  const segreto = Buffer.alloc(64, 3).toString('base64');
  const fatta = await anna.invia(modulo, { ...valori, segreto }, 'url');
  expect(testoDi(fatta.html)).toContain('HS512, chiave k1');
  expect(testoDi(fatta.html)).toContain('è spenta');
  expect(fatta.html).not.toContain(segreto);
  const id = /name="prova" value="([^"]+)"/.exec(fatta.html)?.[1] ?? '';
  const inProva = await anna.invia(fatta, { prova: id }, 'prova');
  expect(inProva.html).toContain('hx-trigger');
  await lavora('eventi.prova_spinta', { spintaId: id });
  expect(testoDi((await anna.apri(SPINTA)).html)).toContain('Risponde (HTTP 200)');
  await anna.invia(fatta, { togli: id }, 'togli');
  const dopo = await anna.invia(fatta, { togli: id }, 'togli');
  expect(dopo.stato).toBe(422);
  expect(testoDi(dopo.html)).toContain('non c’è più');
});
