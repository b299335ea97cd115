import { afterAll, beforeAll, expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { formatGiornoLungo, giornoA, piuGiorni } from '#kernel/giorno';
import { registraConto, registraIban, registraTipoDovuto } from '#modules/enti';
import { riceviDovuti } from '#modules/flussi';
import type { Mondo } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { fileDovuti } from '#support/dovuti';
import { nuovoDovuto } from '#support/incassi';
import { mondoDiProva } from '#support/mondo';
import { testoDi, type Navigatore } from '#support/navigatore';
import { consegna, ricevutaLetta } from '#support/ricevute';
import { contato } from '#support/seguiti';
import { apriUfficio, collegamento, cookieDi, entra, unOperatore, type UfficioDiProva } from '#support/ufficio';
import { ctxDi, DA_SEMPRE, ibanDiProva, TIPO, unEnte, type EnteDiProva } from '#support/un-ente';

let mondo: Mondo;
let ufficio: UfficioDiProva;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ufficio = await apriUfficio(mondo);
});
afterAll(() => ufficio.chiudi());

const PAGINA = '/ufficio';
const giornata = async (chi: Navigatore): Promise<string> => testoDi((await chi.apri(PAGINA)).html);

async function paga(ente: EnteDiProva, iud: string, importo: number, tipoDovuto = 'TARI'): Promise<void> {
  const d = await nuovoDovuto(mondo, ente, { iud, importo, tipoDovuto });
  const chi = { ...d, importo, receiptId: `R-${iud}` };
  await consegna(mondo, ente, ricevutaLetta(ente, chi, { pagataIl: new Date() }));
}

test('the day of an ente that has nothing yet: what to do first, no plots', async () => {
  const ente = await unEnte(mondo);
  const { html } = await (await entra(ufficio, await unOperatore(mondo, [ente]))).apri(PAGINA);
  expect(testoDi(html)).toContain('Oggi non è ancora arrivato nessun pagamento.');
  expect(testoDi(html)).toContain('Niente da guardare');
  expect([html.includes('Carica il primo flusso'), html.includes('class="grafico"')]).toEqual([true, false]);
});

test('what came in today, by kind and channel, with the table behind and the instant; each sees their own kinds', async () => {
  const ente = await unEnte(mondo);
  const ctx = ctxDi(mondo, 'worker', ente.enteId);
  const multa = { ...TIPO, codice: 'MULTA', denominazione: 'Multe', contoId: ente.contoId, contoPostaleId: null };
  valoreDi(await registraTipoDovuto(ctx, multa));
  await paga(ente, 'P1', 10_000);
  await paga(ente, 'P2', 2550, 'MULTA');
  await contato(mondo);
  const { html } = await (await entra(ufficio, await unOperatore(mondo, [ente], { ruolo: 'ragioneria' }))).apri(PAGINA);
  expect(testoDi(html)).toContain('2 pagamenti, 125,50 €');
  expect(testoDi(html)).toMatch(/Cifre aggiornate alle \d\d:\d\d:\d\d/);
  expect([...html.matchAll(/<title id="(per-\w+)-titolo"/g)].map(([, id]) => id)).toEqual([
    'per-giorno',
    'per-tipo',
    'per-canale',
  ]);
  expect(html).toContain('Multe 25,50 €');
  expect(html).toContain('Banca di prova 125,50 €');
  expect(html).not.toContain(' style=');
  const solo = await giornata(await entra(ufficio, await unOperatore(mondo, [ente], { tipi: [ente.tipoDovutoId] })));
  expect(solo).toContain('1 pagamento, 100,00 €');
  expect([solo.includes('Multe'), solo.includes('Le cifre sono dei tipi dovuto che segui.')]).toEqual([false, true]);
});

test('deadlines: dovuti due within a week, an IBAN that ends and has no other after', async () => {
  const ente = await unEnte(mondo);
  const ctx = ctxDi(mondo, 'worker', ente.enteId);
  const fino = piuGiorni(ctx.oggi, 5);
  await nuovoDovuto(mondo, ente, { iud: 'S1', importo: 1000, scadenza: fino });
  await nuovoDovuto(mondo, ente, { iud: 'S2', importo: 500, scadenza: piuGiorni(ctx.oggi, 30) });
  const conto = { nome: 'Scuola', tipo: 'bancario', intestatario: 'Ente', autorizzazioneStampa: null } as const;
  const contoId = valoreDi(await registraConto(ctx, conto));
  valoreDi(await registraIban(ctx, { contoId, iban: ibanDiProva(ente.codiceFiscale, '03069'), validoDal: DA_SEMPRE }));
  await mondo.pools.worker.query(`update enti.conto_iban set valido_al = $2 where conto_id = $1`, [contoId, fino]);
  await contato(mondo);
  const capo = await giornata(await entra(ufficio, await unOperatore(mondo, [ente], { ruolo: 'amministratore' })));
  expect(capo).toContain('Entro 7 giorni scade 1 dovuto ancora da pagare, di 10,00 €.');
  expect(capo).toContain(`L’IBAN del conto «Scuola» vale fino al ${formatGiornoLungo(fino)}, e non ce n’è un altro`);
  expect(giornoA(mondo.orologio())).toBe(ctx.oggi);
});

test('files at work are followed live, until none is', async () => {
  const ente = await unEnte(mondo);
  const operatore = await unOperatore(mondo, [ente], { ruolo: 'amministratore' });
  const ctx = ctxDi(mondo, 'worker', ente.enteId);
  const righe = [{ IUD: 'F1' }];
  const { flussoId } = valoreDi(await riceviDovuti(ctx, await fileDovuti(ente, { iuf: 'VIVO', righe })));
  const pezzo = async (): Promise<string> => {
    const cookies = await cookieDi(mondo, operatore);
    const headers = { 'hx-request': 'true' };
    return (await ufficio.app.inject({ url: PAGINA, cookies, headers })).body;
  };
  const prima = await pezzo();
  expect(prima).toMatch(/^<div id="in-corso" hx-get="\/ufficio" hx-trigger="every 5s"/);
  expect(prima).toContain(`/ufficio/flussi/${flussoId}`);
  await mondo.pools.worker.query(`update flussi.flusso set stato = 'annullato' where id = $1`, [flussoId]);
  expect(await pezzo()).toBe('<div id="in-corso"></div>');
});

test('each section has a number, the same for everybody, told in a page', async () => {
  const ente = await unEnte(mondo);
  const tasti = async (ruolo: 'lettore' | 'amministratore'): Promise<Record<string, string>> => {
    const chi = await entra(ufficio, await unOperatore(mondo, [ente], { ruolo }));
    const { html } = await chi.apri(collegamento(await chi.apri(PAGINA), 'Scorciatoie da tastiera'));
    return Object.fromEntries([...html.matchAll(/<a href="([^"]+)"[^>]* accesskey="(\d)"/g)].map(([, a, t]) => [t, a]));
  };
  const [capo, legge] = [await tasti('amministratore'), await tasti('lettore')];
  // Who may not see the statements finds, in their place, the receipts that are missing.
  const { '5': mancanti, ...comuni } = legge;
  expect(mancanti).toBe('/ufficio/rendicontazione/mancanti');
  expect(capo).toMatchObject({ ...comuni, '1': '/ufficio', '2': '/ufficio/dovuti', '5': '/ufficio/rendicontazione' });
  expect(Object.keys(capo).length).toBeGreaterThan(Object.keys(legge).length);
  // The box in which everything is searched has a letter, also where the list has a box of its own.
  const chi = await entra(ufficio, await unOperatore(mondo, [ente]));
  for (const dove of [PAGINA, '/ufficio/dovuti'])
    expect((await chi.apri(dove)).html.match(/<input[^>]*name="testo"[^>]*>/g)?.join('')).toMatch(/accesskey="c"/);
});
