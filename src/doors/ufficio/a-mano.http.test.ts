import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { giornoA, piuMesi } from '#kernel/giorno';
import type { TipoDovutoId } from '#kernel/ids';
import { modificaTipoDovuto, registraTipoDovuto } from '#modules/enti';
import type { Mondo } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { testoDi, type Navigatore, type Pagina } from '#support/navigatore';
import { conModulo } from '#support/spontaneo';
import { apriUfficio, collegamento, entra, unOperatore, type UfficioDiProva } from '#support/ufficio';
import { ctxDi, ibanDiProva, TIPO, unEnte, type EnteDiProva } from '#support/un-ente';

let mondo: Mondo;
let ufficio: UfficioDiProva;
let ente: EnteDiProva;
let altro: EnteDiProva;
let anna: Navigatore;
let multaId: TipoDovutoId;
let luciId: TipoDovutoId;
let fissoId: TipoDovutoId;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ufficio = await apriUfficio(mondo);
  ente = await unEnte(mondo);
  altro = await unEnte(mondo);
  const ctx = ctxDi(mondo, 'worker', ente.enteId);
  const tipo = (codice: string, altri = {}) =>
    registraTipoDovuto(ctx, {
      ...TIPO,
      codice,
      denominazione: codice,
      contoId: ente.contoId,
      contoPostaleId: null,
      ...altri,
    });
  multaId = valoreDi(await tipo('MULTA'));
  luciId = valoreDi(await tipo('LUCI'));
  fissoId = valoreDi(await tipo('FISSO', { importoFissoCents: 2500 }));
  await conModulo(mondo, { ...ente, tipoDovutoId: luciId });
  anna = await entra(ufficio, await unOperatore(mondo, [ente], { tipi: [ente.tipoDovutoId, luciId, fissoId] }));
});
afterAll(() => ufficio.chiudi());

const worker = () => ctxDi(mondo, 'worker', ente.enteId);
const oggi = () => giornoA(mondo.orologio());
const foglio = (tipo: string = ente.tipoDovutoId) => anna.apri(`/ufficio/dovuti/nuovo/${tipo}`);

const BUONI = {
  ...{ debitoreTipo: 'F', debitoreCodice: 'RSSMRA80A01H501U', debitoreNome: 'Mario Rossi' },
  ...{ indirizzo: 'Via Roma', civico: '1', cap: '00100', localita: 'Roma', provincia: 'rm', nazione: 'IT' },
  ...{ email: 'mario@esempio.it', importo: '1.234,56', causale: 'Occupazione del suolo', scadenza: '2099-06-30' },
  ...{ avviso: 'si', come: 'unica' },
};
const continua = (p: Pagina, campi: Record<string, string>) => anna.invia(p, { ...campi, azione: 'continua' }, 'come');
const conferma = (p: Pagina) => anna.invia(p, { azione: 'conferma' }, 'chiave');

async function quanti(): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from posizioni.dovuto where ente_id = ${ente.enteId}`.execute(worker().db);
  return rows[0]?.n ?? 0;
}

describe('a dovuto by hand', () => {
  test('is of a kind that one follows, shown before it is made, then on its page with its notice', async () => {
    const scelta = await anna.apri(collegamento(await anna.apri('/ufficio/dovuti'), 'Inserisci un dovuto'));
    expect([scelta.stato, testoDi(scelta.html).includes('MULTA')]).toEqual([200, false]);
    const pagina = await anna.apri(collegamento(scelta, 'Tassa sui rifiuti'));
    const prima = await quanti();
    const anteprima = await continua(pagina, BUONI);
    for (const detto of [
      'Non è ancora stato inserito niente',
      'Via Roma 1, 00100 Roma (RM) IT',
      '1.234,56 €',
      '30 giugno 2099',
    ])
      expect(testoDi(anteprima.html)).toContain(detto);
    expect(await quanti()).toBe(prima);
    const fatto = await conferma(anteprima);
    expect(fatto.url).toMatch(/\/ufficio\/dovuti\/[0-9a-f-]{36}\?fatto=inserito$/);
    for (const detto of ['Occupazione del suolo', '1.234,56 €', 'Scarica l’avviso', 'Mario Rossi'])
      expect(testoDi(fatto.html)).toContain(detto);
    const { byte } = await anna.scarica(`${new URL(fatto.url).pathname}/avviso.pdf`);
    expect(byte.subarray(0, 4).toString()).toBe('%PDF');
    // Sent again, by who pressed twice or went back: it is the one that is there.
    const ancora = await conferma(anteprima);
    expect([ancora.url, await quanti()]).toEqual([fatto.url, prima + 1]);
  });

  test('confirmed twice at the same instant it is made once', async () => {
    const prima = await quanti();
    const anteprima = await continua(await foglio(), BUONI);
    const [una, due] = await Promise.all([conferma(anteprima), conferma(anteprima)]);
    expect([una.url === due.url, await quanti()]).toEqual([true, prima + 1]);
    const corretta = await anna.invia(anteprima, { azione: 'correggi' }, 'chiave');
    expect(corretta.html).toContain('value="1.234,56"');
    await conferma(await continua(corretta, { ...BUONI, importo: '10,00' }));
    expect(await quanti()).toBe(prima + 2);
  });

  test('with instalments, as whoever pays likes, and with a share of another ente', async () => {
    const pagina = await foglio();
    const conQuota = await anna.invia(pagina, { ...BUONI, azione: 'quote+' }, 'come');
    const provincia = {
      ...{ 'quote.1.codice': '01234567897', 'quote.1.nome': 'Provincia', 'quote.1.iban': ibanDiProva('777') },
      ...{ 'quote.1.importo': '34,56', 'quote.1.tassonomia': '9/0101101IM/' },
    };
    const rate = await anna.invia(conQuota, { ...BUONI, ...provincia, come: 'scelta', azione: 'aggiorna' }, 'come');
    for (const atteso of ['411,52', piuMesi(oggi(), 3)]) expect(rate.html).toContain(`value="${atteso}"`);
    expect(testoDi(rate.html)).toContain('Le rate danno 1.234,56 €: è quanto si deve.');
    const due = { quante: '2', prima: '2099-01-31', ogni: '1', maggiorazione: '' };
    const proposte = await anna.invia(
      rate,
      { ...BUONI, ...provincia, ...due, come: 'scelta', azione: 'aggiorna' },
      'come',
    );
    expect(proposte.html).toContain('value="617,28"');
    const sue = { ...due, importo1: '600,00', scadenza1: '2099-01-31', importo2: '634,56', scadenza2: '2099-03-01' };
    const anteprima = await continua(proposte, { ...BUONI, ...provincia, ...sue, come: 'scelta' });
    for (const detto of ['Nascono 3 dovuti', '600,00 €', 'Provincia', '34,56 €', '1.200,00 €'])
      expect(testoDi(anteprima.html)).toContain(detto);
    const fatto = await conferma(anteprima);
    expect(testoDi(fatto.html)).toContain('A rate (2)');
    const { rows } = await sql<{ q: string }>`
      select string_agg(q.importo_cents::text, '+' order by q.indice) as q
        from posizioni.dovuto as d join posizioni.quota as q on q.ente_id = d.ente_id and q.dovuto_id = d.id
       where d.ente_id = ${ente.enteId} and d.posizione_id = (select x.posizione_id from posizioni.dovuto as x
               where x.id = ${new URL(fatto.url).pathname.slice(-36)}) group by d.id, d.ordine, d.opzione_id order by d.id`.execute(
      worker().db,
    );
    expect(rows.map((r) => r.q).toSorted()).toEqual(['120000+3456', '58320+1680', '61680+1776']);
  });

  test('by the form of its kind of due: the amount is what the form says, whatever the browser sends', async () => {
    const pagina = await foglio(luciId);
    const risposte = { 'm.luogo': 'nord', 'm.defunto': 'Ada Bianchi', 'm.righe.0.quante': '2' };
    const vuota = await continua(pagina, { ...BUONI, causale: '' });
    expect([vuota.stato, vuota.html.includes('riepilogo-errori')]).toEqual([422, true]);
    expect(/<a href="#campo-m.defunto">([^<]*)/.exec(vuota.html)?.[1]).toContain('Nome del defunto');
    const anteprima = await continua(pagina, { ...BUONI, ...risposte, causale: '', importo: '0,01' });
    for (const detto of ['30,00 €', 'Luce votiva di Ada Bianchi, cimitero Nord', 'Luce votiva, cimitero Nord'])
      expect(testoDi(anteprima.html)).toContain(detto);
    const fatto = await conferma(anteprima);
    expect(testoDi(fatto.html)).toContain('30,00 €');
    // The ente publishes another form between the sheet and its confirmation.
    const ancora = await continua(await foglio(luciId), { ...BUONI, ...risposte, causale: '' });
    const { cimiteroA } = await import('#support/spontaneo');
    await conModulo(mondo, { ...ente, tipoDovutoId: luciId }, { definizione: cimiteroA(20) });
    const cambiato = await conferma(ancora);
    expect([cambiato.stato, testoDi(cambiato.html).includes('Il modulo di questo tipo di dovuto è cambiato')]).toEqual([
      422,
      true,
    ]);
    const senza = await anna.apri(collegamento(cambiato, 'Inserisci senza modulo'));
    expect(testoDi((await continua(senza, BUONI)).html)).toContain('Non è ancora stato inserito niente');
  });

  test('of a kind that asks everybody for the same asks that', async () => {
    const anteprima = await continua(await foglio(fissoId), { ...BUONI, importo: '1,00' });
    expect(testoDi(anteprima.html)).toContain('25,00 €');
  });
});

describe('what is typed wrong', () => {
  const male: [string, Record<string, string>, string][] = [
    ['an amount in digits of a machine', { importo: '1e3' }, 'Scrivi un importo in euro'],
    ['less than nothing', { importo: '-0' }, 'Scrivi un importo in euro'],
    ['nothing', { importo: '0' }, 'Scrivi un importo in euro'],
    ['a point for a comma', { importo: '12.50' }, 'Scrivi un importo in euro'],
    ['a day that no month has', { scadenza: '30/02/2099' }, 'Scrivi una data che esista'],
    ['a day that no month has, as the browser sends it', { scadenza: '2099-02-30' }, 'Scrivi una data che esista'],
    ['a day that is over', { scadenza: '2020-01-01' }, 'La data di scadenza è passata'],
    ['a tax code that is none', { debitoreCodice: 'RSSMRA80A01H501X' }, 'Questo codice fiscale non è scritto bene'],
    ['no name', { debitoreNome: ' ' }, 'Scrivi nome e cognome'],
    ['a mail that is none', { email: 'mario@' }, 'Questo indirizzo email non è scritto bene'],
    ['a province that is none', { provincia: 'Roma' }, 'scrivi le due lettere'],
    ['no causale', { causale: ' ' }, 'Causale: scrivi qualcosa'],
    ['an IUD with blanks', { iud: 'AB CD' }, 'Lo IUD ha al massimo'],
    ['a plan of too many', { come: 'piano', quante: '101', prima: '2099-01-31', ogni: '1' }, 'da 1 a 100'],
    ['a debtor without a code', { debitoreTipo: 'A', debitoreCodice: '' }, 'Scegli chi deve pagare'],
    ['an address that is too long', { indirizzo: 'x'.repeat(71) }, 'al massimo 70 caratteri'],
  ];
  test.each(male)('%s', async (_, campi, detto) => {
    const prima = await quanti();
    const no = await continua(await foglio(), { ...BUONI, ...campi });
    expect([no.stato, testoDi(no.html).includes(detto)]).toEqual([422, true]);
    expect(testoDi(no.html)).toContain('Occupazione del suolo'.slice(0, campi['causale'] === undefined ? 99 : 0));
    expect(await quanti()).toBe(prima);
  });

  test('a script in every field comes back as it was typed, and is nobody’s program', async () => {
    const riga = '<script>alert(1)</script>';
    const nomi = Object.keys({ ...BUONI, iud: '', causalePubblica: '' }).filter((n) => !['avviso', 'come'].includes(n));
    const no = await continua(await foglio(), Object.fromEntries(nomi.map((nome) => [nome, riga])));
    expect(no.stato).toBe(422);
    expect(no.html).not.toContain(riga);
    const si = await continua(await foglio(), { ...BUONI, debitoreNome: riga, causale: riga, indirizzo: riga });
    // The browser of the tests reads no bracket in a hidden field: they are sent again by hand.
    const ancora = { azione: 'conferma', debitoreNome: riga, causale: riga, indirizzo: riga };
    const fatto = await anna.invia(si, ancora, 'chiave');
    expect([fatto.stato, fatto.html.includes(riga), testoDi(fatto.html).includes(riga)]).toEqual([200, false, true]);
  });

  test('an IUD that is taken, and an account of another ente', async () => {
    await conferma(await continua(await foglio(), { ...BUONI, iud: 'PRESO-1' }));
    const preso = await continua(await foglio(), { ...BUONI, iud: 'PRESO-1' });
    expect([preso.stato, preso.html.includes('href="#campo-iud"')]).toEqual([422, true]);
    const pagina = await anna.invia(await foglio(), { ...BUONI, azione: 'quote+' }, 'come');
    const sua = {
      ...{ 'quote.1.codice': altro.codiceFiscale, 'quote.1.nome': 'Provincia', 'quote.1.iban': ente.iban },
      ...{ 'quote.1.importo': '34,56', 'quote.1.tassonomia': '9/0101101IM/' },
    };
    const no = await continua(pagina, { ...BUONI, ...sua });
    expect([no.stato, no.html.includes('href="#campo-quote.1.iban"')]).toEqual([422, true]);
    const troppa = await continua(pagina, {
      ...BUONI,
      ...sua,
      'quote.1.iban': ibanDiProva('778'),
      'quote.1.importo': '9.999,00',
    });
    expect([troppa.stato, troppa.html.includes('href="#campo-quote.1.importo"')]).toEqual([422, true]);
  });

  test('a kind that one does not follow, of another ente, or at rest: there is none', async () => {
    for (const id of [multaId, altro.tipoDovutoId, 'x'])
      expect((await anna.apri(`/ufficio/dovuti/nuovo/${id}`)).stato).toBe(404);
    const pagina = await foglio(fissoId);
    const pronta = await continua(pagina, BUONI);
    valoreDi(await modificaTipoDovuto(worker(), { tipoDovutoId: fissoId, cambi: { attivo: false } }));
    expect((await foglio(fissoId)).stato).toBe(404);
    expect((await conferma(pronta)).stato).toBe(404);
  });
});
