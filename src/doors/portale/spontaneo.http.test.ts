import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { impostaFunzione, modificaTipoDovuto } from '#modules/enti';
import { databaseNuovo } from '#support/db';
import { Navigatore, testoDi, type Pagina } from '#support/navigatore';
import { apriPortale, mailDi, mondoFermo, type MondoFermo, type PortaleDiProva } from '#support/portale';
import { cimiteroA, conModulo, lavoraRichiesta } from '#support/spontaneo';
import { collegamento } from '#support/ufficio';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';

const ORA_MS = 3_600_000;

let mondo: MondoFermo;
let portale: PortaleDiProva;
let ente: EnteDiProva;
beforeAll(async () => {
  // A database of its own: the limits of the whole installation are counted here.
  mondo = mondoFermo(await databaseNuovo());
  portale = await apriPortale(mondo);
});
afterAll(() => portale.chiudi());
beforeEach(async () => {
  mondo.avanti(ORA_MS);
  ente = await unEnte(mondo);
  await conModulo(mondo, ente);
});

const indirizzo = (): string => `/enti/${ente.codIpa}/${ente.tipo}`;
const percorso = ({ url }: Pagina): string => new URL(url).pathname;
let contatore = 0;
const email = (): string => `ada${(contatore += 1)}@example.org`;

const CHI = { debitoreTipo: 'F', debitoreCodice: 'rssmra80a01h501u', debitoreNome: 'Mario Rossi' };
const RISPOSTE = { 'm.luogo': 'nord', 'm.defunto': 'Ada Neri', 'm.righe.righe': '1', 'm.righe.0.quante': '2' };

/** Presses a button of the form with these answers. */
const premi = (chi: Navigatore, pagina: Pagina, azione: string, valori: Record<string, string> = {}): Promise<Pagina> =>
  chi.invia(pagina, { azione, ...valori });

/** The page that shows everything once more. */
async function riepilogo(chi: Navigatore, valori: Record<string, string> = {}): Promise<Pagina> {
  const tutti = { ...RISPOSTE, ...CHI, email: email(), ...valori };
  return premi(chi, await chi.apri(indirizzo()), 'continua', tutti);
}

async function contati(): Promise<{ richieste: number; dovuti: number }> {
  const { rows } = await mondo.pools.worker.query<{ richieste: number; dovuti: number }>(
    `select (select count(*)::integer from posizioni.richiesta where ente_id = $1) as richieste,
            (select count(*)::integer from posizioni.dovuto where ente_id = $1) as dovuti`,
    [ente.enteId],
  );
  return rows[0] ?? { richieste: -1, dovuti: -1 };
}

/** Confirms, and gives what the mail brings. */
async function confermata(chi: Navigatore, valori: Record<string, string> = {}) {
  const pagina = await chi.invia(await riepilogo(chi, valori), {}, 'visto');
  const provaId = percorso(pagina).split('/').at(-1) ?? '';
  return { pagina, ...(await mailDi(mondo, provaId)) };
}

describe('from a form to a notice that can be paid', () => {
  test('the ente says what is paid here; the form, the review, the mail, the code, the notice', async () => {
    const chi = new Navigatore(portale.url);
    const inizio = await chi.apri(`/enti/${ente.codIpa}`);
    expect(testoDi(inizio.html)).toContain('Si paga qui, senza avviso');
    const modulo = await chi.apri(collegamento(inizio, 'Tassa sui rifiuti'));
    expect([modulo.stato, percorso(modulo)]).toEqual([200, indirizzo()]);
    for (const cosa of ['Luci votive', 'Paghi il canone di un anno.', 'l’importo compare qui', 'Lampade in tutto'])
      expect(testoDi(modulo.html)).toContain(cosa);
    // Nothing is held against who has not typed yet, and the hidden question is not asked.
    expect(modulo.html).not.toMatch(/campo-errore|name="m\.indirizzo"/);

    const mia = email();
    const calcolato = await premi(chi, modulo, 'aggiorna', { ...RISPOSTE, 'm.spedizione': 'si' });
    expect(testoDi(calcolato.html)).toMatch(/Da pagare 30,00 €.*Canone 2 15,00 € 30,00 €/);
    expect(calcolato.html).toMatch(/name="m\.indirizzo"/);
    const tutto = { ...RISPOSTE, ...CHI, email: mia, 'm.spedizione': 'si', 'm.indirizzo': 'Via Po 1' };
    const controllo = await premi(chi, calcolato, 'continua', tutto);
    for (const cosa of [
      ...['Controlla e conferma', '30,00 €', 'Luce votiva di Ada Neri, cimitero Nord', 'Mario Rossi'],
      ...['RSSMRA80A01H501U', 'Cimitero Nord', 'Voglio la ricevuta a casa sì', 'Indirizzo Via Po 1', mia],
    ])
      expect(testoDi(controllo.html)).toContain(cosa);
    expect(await contati()).toEqual({ richieste: 0, dovuti: 0 });

    const posta = await chi.invia(controllo, {}, 'visto');
    expect(percorso(posta)).toMatch(/^\/spontaneo\/[\w-]+\/codice\/[\w-]+$/);
    const { lettera, codice } = await mailDi(mondo, percorso(posta).split('/').at(-1) ?? '');
    expect(lettera.a).toBe(mia);
    expect(lettera.oggetto).toContain('Conferma il tuo pagamento');
    expect(`${lettera.oggetto} ${lettera.testo} ${posta.url}`).not.toMatch(/Rossi|RSSMRA|Neri|Via/i);
    // Not confirmed, nobody works on it.
    const richiestaId = await unaRichiesta();
    await lavoraRichiesta(mondo, ente, richiestaId);
    expect(await contati()).toEqual({ richieste: 1, dovuti: 0 });

    const attesa = await chi.invia(posta, { codice });
    expect(percorso(attesa)).toBe(`/richieste/${richiestaId}`);
    expect(testoDi(attesa.html)).toContain('Stiamo preparando l’avviso');
    expect(attesa.html).toMatch(/<noscript><meta http-equiv="refresh" content="2"\/?><\/noscript>/);
    expect(testoDi((await chi.apri(percorso(attesa))).html)).toContain('Stiamo preparando l’avviso');

    await lavoraRichiesta(mondo, ente, richiestaId);
    await lavoraRichiesta(mondo, ente, richiestaId);
    const avviso = await chi.apri(percorso(attesa));
    expect(percorso(avviso)).toMatch(/^\/avvisi\//);
    for (const cosa of ['30,00 €', 'Luce votiva, cimitero Nord', 'Mario Rossi', 'Come si paga', 'Numero dell’avviso'])
      expect(testoDi(avviso.html)).toContain(cosa);
    expect(await contati()).toEqual({ richieste: 1, dovuti: 1 });
    const { byte } = await chi.scarica(collegamento(avviso, 'Scarica l’avviso'));
    expect(byte.subarray(0, 4).toString()).toBe('%PDF');
    // Paid from here, like every other notice: its mail is the one that was confirmed.
    const carrello = await chi.invia(avviso, { poi: 'paga' }, 'aggiungi');
    for (const cosa of ['Luce votiva, cimitero Nord', 'Paga 30,00 €', mia])
      expect(testoDi(carrello.html)).toContain(cosa);
    // Back, and home: one notice, in one place.
    expect(percorso(await chi.apri(percorso(attesa)))).toBe(percorso(avviso));
    expect(testoDi((await chi.apri('/')).html)).toContain('Hai un avviso aperto');
  });

  test('by the link of the mail; another browser sees nothing; «Esci» closes all', async () => {
    const chi = new Navigatore(portale.url);
    const { link } = await confermata(chi);
    const dove = new URL(link).pathname;
    const conPulsante = await chi.apri(dove);
    expect(testoDi(conPulsante.html)).toContain('Premi il pulsante per confermarlo');
    expect(await contati()).toEqual({ richieste: 1, dovuti: 0 });
    // A double click: the same request, and one job.
    const [attesa, ancora] = await Promise.all([
      chi.invia(conPulsante, {}, '_csrf'),
      chi.invia(conPulsante, {}, '_csrf'),
    ]);
    expect(percorso(ancora)).toBe(percorso(attesa));
    const richiestaId = await unaRichiesta();
    expect(percorso(attesa)).toBe(`/richieste/${richiestaId}`);
    expect(await lavoriAccodati(richiestaId)).toBe(1);
    await lavoraRichiesta(mondo, ente, richiestaId);
    expect(percorso(await new Navigatore(portale.url).apri(percorso(attesa)))).toBe('/avviso');
    const avviso = await chi.apri(percorso(attesa));
    await chi.invia(avviso, {}, 'esci');
    expect(percorso(await chi.apri(percorso(attesa)))).toBe('/avviso');
    expect((await contati()).dovuti).toBe(1);
  });

  test('rows are added and taken away by buttons, and what was typed stays', async () => {
    const chi = new Navigatore(portale.url);
    const prima = await chi.apri(indirizzo());
    const due = await chi.invia(prima, { ...RISPOSTE, ...CHI, 'm.righe.righe': '2' });
    expect(due.html).toMatch(/name="m\.righe\.1\.quante"/);
    const scritte = { ...RISPOSTE, ...CHI, 'm.righe.righe': '2', 'm.righe.1.quante': '3' };
    expect(testoDi((await premi(chi, due, 'aggiorna', scritte)).html)).toContain('Da pagare 75,00 €');
    const una = await chi.invia(due, { ...scritte, 'm.righe.togli': '0' });
    expect(testoDi(una.html)).toContain('Da pagare 45,00 €');
    expect(una.html).toContain('value="rssmra80a01h501u"');
    // Of the only row that must be there, no button says that it goes away.
    expect([due, una].map(({ html }) => html.includes('Togli la riga 1'))).toEqual([true, false]);
  });

  test('live: what was asked comes back as a part of the page, whose form has changed or not', async () => {
    const pagina = await portale.app.inject({ url: indirizzo() });
    expect(pagina.body).toMatch(/hx-post="[^"]+" hx-trigger="change[^"]*"[^>]*hx-swap="outerMorph"/);
    const csrf = /name="_csrf" value="([^"]*)"/.exec(pagina.body)?.[1] ?? '';
    const chiedi = async (valori: Record<string, string>): Promise<string> => {
      const { statusCode, body } = await portale.app.inject({
        method: 'POST',
        url: indirizzo(),
        headers: { 'hx-request': 'true', 'content-type': 'application/x-www-form-urlencoded' },
        cookies: Object.fromEntries(pagina.cookies.map(({ name, value }) => [name, value])),
        payload: new URLSearchParams({ _csrf: csrf, ...valori }).toString(),
      });
      expect([statusCode, body.startsWith('<div id="domande"')]).toEqual([200, true]);
      return body;
    };
    const parte = await chiedi({ ...RISPOSTE, versione: '1' });
    expect(testoDi(parte)).toContain('Da pagare 30,00 €');
    expect(parte).not.toMatch(/campo-errore|name="cambiato"/);
    await conModulo(mondo, ente, { definizione: cimiteroA(20) });
    for (const valori of [{ versione: '1' }, { versione: '2', cambiato: 'si' }]) {
      const nuova = await chiedi({ ...RISPOSTE, ...valori });
      expect(testoDi(nuova)).toMatch(/Da pagare 40,00 €.*L’ente ha cambiato questo modulo/);
      expect(nuova).toContain('name="versione" value="2"');
    }
  });
});

describe('what is wrong is said, and comes back as it was typed', () => {
  test('nothing typed, then everything wrong', async () => {
    const chi = new Navigatore(portale.url);
    const modulo = await chi.apri(indirizzo());
    const vuoto = await premi(chi, modulo, 'continua');
    expect(vuoto.stato).toBe(422);
    for (const cosa of [
      ...['Cimitero – Compila questo campo.', 'Scegli chi deve pagare.', 'Scrivi il tuo indirizzo email.'],
      'Scrivi nome e cognome',
    ])
      expect(testoDi(vuoto.html)).toContain(cosa);
    const male = { ...RISPOSTE, 'm.righe.0.quante': '99', ...CHI, debitoreCodice: 'RSSMRA80A01H501X', email: 'ada@' };
    const rifiutato = await premi(chi, modulo, 'continua', male);
    for (const cosa of ['Scrivi al massimo 9.', 'Questo codice fiscale', 'Questo indirizzo email'])
      expect(testoDi(rifiutato.html)).toContain(cosa);
    for (const cosa of ['value="99"', 'value="RSSMRA80A01H501X"', 'value="ada@"', 'href="#campo-m.righe.0.quante"'])
      expect(rifiutato.html).toContain(cosa);
    expect(testoDi(rifiutato.html)).not.toContain('Riga 1, Quante lampade');
    // Of several rows the summary says which.
    const inDue = { ...male, 'm.righe.righe': '2', 'm.righe.0.quante': '2', 'm.righe.1.quante': '99' };
    const seconda = await premi(chi, modulo, 'continua', inDue);
    expect(testoDi(seconda.html)).toContain('Riga 2, Quante lampade – Scrivi al massimo 9.');
    expect(await contati()).toEqual({ richieste: 0, dovuti: 0 });
  });

  test('anonymous only where the kind of due allows it', async () => {
    const chi = new Navigatore(portale.url);
    const anonimo = { debitoreTipo: 'A', debitoreCodice: '' };
    expect((await riepilogo(chi, anonimo)).stato).toBe(422);
    const { enteId, tipoDovutoId } = ente;
    valoreDi(
      await modificaTipoDovuto(ctxDi(mondo, 'worker', enteId), { tipoDovutoId, cambi: { codiceFiscaleAnonimo: true } }),
    );
    const controllo = await riepilogo(chi, anonimo);
    expect([controllo.stato, testoDi(controllo.html).includes('senza codice fiscale')]).toEqual([200, true]);
  });

  test('three mails an hour to one address; then one goes on where it stood', async () => {
    const chi = new Navigatore(portale.url);
    for (let i = 0; i < 3; i++) await chi.invia(await riepilogo(chi, { email: 'tre@example.org' }), {}, 'visto');
    const quarta = await chi.invia(await riepilogo(chi, { email: 'TRE@example.org' }), {}, 'visto');
    expect([quarta.stato, testoDi(quarta.html).includes('Hai fatto troppi tentativi')]).toEqual([429, true]);
    mondo.avanti(ORA_MS);
    expect(percorso(await chi.invia(quarta, {}, 'visto'))).toMatch(/codice/);
  });

  test('what there is not', async () => {
    const chi = new Navigatore(portale.url);
    expect((await chi.apri(`/enti/${ente.codIpa}/NIENTE`)).stato).toBe(404);
    expect((await chi.apri(`/enti/niente/${ente.tipo}`)).stato).toBe(404);
    const ctx = ctxDi(mondo, 'worker', ente.enteId);
    valoreDi(await impostaFunzione(ctx, { funzione: 'spontaneo', attiva: false, motivo: 'Pausa' }));
    expect((await chi.apri(indirizzo())).stato).toBe(404);
    expect(testoDi((await chi.apri(`/enti/${ente.codIpa}`)).html)).not.toContain('Si paga qui');
  });
});

describe('the browser is not believed', () => {
  test('on the amount: what is seen is what is computed, or nothing is kept', async () => {
    const chi = new Navigatore(portale.url);
    const controllo = await riepilogo(chi);
    for (const visto of ['1', '', '3000.0']) {
      const risposta = await chi.invia(controllo, { visto });
      expect([risposta.stato, testoDi(risposta.html).includes('L’importo non è più quello')]).toEqual([422, true]);
    }
    const falsi = { 'm.totale': '1', 'm.importo': '1', importoCents: '1', prezzo: '1' };
    expect(testoDi((await riepilogo(chi, falsi)).html)).toContain('30,00 €');
    expect(await contati()).toEqual({ richieste: 0, dovuti: 0 });
  });

  test('on questions that were not asked: they are not kept', async () => {
    const chi = new Navigatore(portale.url);
    const { codice, pagina } = await confermata(chi, {
      ...{ 'm.indirizzo': 'Via Nascosta', 'm.totale': '1', 'm.boh': 'x', 'm.righe.7.quante': '9' },
    });
    await chi.invia(pagina, { codice });
    const { rows } = await mondo.pools.worker.query<{ risposte: object; importo_cents: number }>(
      'select risposte, importo_cents from posizioni.richiesta where ente_id = $1',
      [ente.enteId],
    );
    expect(rows).toEqual([
      {
        risposte: { luogo: 'nord', defunto: 'Ada Neri', 'righe.righe': '1', 'righe.0.quante': '2' },
        importo_cents: 3000,
      },
    ]);
  });

  test.each(['7', '0', '-1', 'x', ''])('on the version of the form: %s', async (versione) => {
    const chi = new Navigatore(portale.url);
    const pagina = await riepilogo(chi, { versione });
    expect([pagina.stato, testoDi(pagina.html).includes('L’ente ha cambiato questo modulo')]).toEqual([422, true]);
    // What fits is still there, and one goes on from here.
    expect(pagina.html).toContain('value="Ada Neri"');
    expect((await premi(chi, pagina, 'continua', { ...RISPOSTE, ...CHI, email: email() })).stato).toBe(200);
  });

  test('a form that changes under who fills it in is said, with its own amount', async () => {
    const chi = new Navigatore(portale.url);
    const controllo = await riepilogo(chi);
    await conModulo(mondo, ente, { definizione: cimiteroA(20) });
    const nuovo = await chi.invia(controllo, {}, 'visto');
    expect(nuovo.stato).toBe(422);
    for (const cosa of ['L’ente ha cambiato questo modulo', 'Da pagare 40,00 €'])
      expect(testoDi(nuovo.html)).toContain(cosa);
    expect(await contati()).toEqual({ richieste: 0, dovuti: 0 });
  });

  test('on the code of another proof, nor on an old or strange reference', async () => {
    const chi = new Navigatore(portale.url);
    const mia = await confermata(chi);
    const altra = await confermata(chi);
    const incrocio = `${percorso(altra.pagina).split('/').slice(0, -1).join('/')}/${percorso(mia.pagina).split('/').at(-1)}`;
    expect((await chi.invia(await chi.apri(incrocio), { codice: mia.codice })).stato).toBe(404);
    expect((await chi.apri('/spontaneo/boh')).stato).toBe(410);
    mondo.avanti(61 * 60_000);
    expect(testoDi((await chi.apri(percorso(mia.pagina))).html)).toContain('È passato troppo tempo');
  });

  test('nor with thousands of fields, or a script in one', async () => {
    const chi = new Navigatore(portale.url);
    const molti = Object.fromEntries(Array.from({ length: 1500 }, (_, n) => [`m.x${n}`, '']));
    expect((await premi(chi, await chi.apri(indirizzo()), 'aggiorna', molti)).stato).toBe(400);
    const pagina = await riepilogo(chi, { 'm.defunto': '<script>alert(1)</script>', debitoreNome: '"><b>x' });
    expect(pagina.html).not.toMatch(/<script>alert|<b>x/);
  });
});

describe('another mail, another try', () => {
  test('a mistyped address is put right; once confirmed, no other address opens it', async () => {
    const chi = new Navigatore(portale.url);
    const { pagina } = await confermata(chi);
    const altra = await chi.apri(collegamento(pagina, 'Chiedi un’altra mail'));
    const giusta = email();
    expect((await chi.invia(altra, { email: '' })).stato).toBe(422);
    expect((await chi.invia(altra, { email: 'boh' })).stato).toBe(422);
    const seconda = await chi.invia(altra, { email: giusta });
    const { codice } = await mailDi(mondo, percorso(seconda).split('/').at(-1) ?? '');
    const attesa = await chi.invia(seconda, { codice });
    expect(percorso(attesa)).toMatch(/^\/richieste\//);
    await lavoraRichiesta(mondo, ente, percorso(attesa).split('/').at(-1) ?? '');
    const { rows } = await mondo.pools.worker.query<{ email: string }>(
      'select email from posizioni.posizione where ente_id = $1',
      [ente.enteId],
    );
    expect(rows).toEqual([{ email: giusta }]);
    const tardi = await chi.apri(percorso(altra));
    expect([tardi.stato, testoDi(tardi.html).includes('Questa richiesta non c’è più')]).toEqual([410, true]);
  });

  test('what the worker refuses is said in words, on the same page', async () => {
    const chi = new Navigatore(portale.url);
    const { pagina, codice } = await confermata(chi);
    const attesa = await chi.invia(pagina, { codice });
    const { enteId, tipoDovutoId } = ente;
    valoreDi(await modificaTipoDovuto(ctxDi(mondo, 'worker', enteId), { tipoDovutoId, cambi: { attivo: false } }));
    await lavoraRichiesta(mondo, ente, percorso(attesa).split('/').at(-1) ?? '');
    const no = await chi.apri(percorso(attesa));
    for (const cosa of ['L’avviso non si può preparare', 'ha chiuso questo pagamento'])
      expect(testoDi(no.html)).toContain(cosa);
    expect(no.html).not.toContain('http-equiv="refresh"');
    expect(collegamento(no, 'Contatti dell’ente')).toBe(`/enti/${ente.codIpa}`);
  });
});

async function lavoriAccodati(richiestaId: string): Promise<number> {
  const { rows } = await mondo.pools.worker.query<{ quanti: number }>(
    `select count(*)::integer as quanti from graphile_worker._private_jobs where payload ->> 'richiestaId' = $1`,
    [richiestaId],
  );
  return rows[0]?.quanti ?? 0;
}

async function unaRichiesta(): Promise<string> {
  const { rows } = await mondo.pools.worker.query<{ id: string }>(
    'select id from posizioni.richiesta where ente_id = $1',
    [ente.enteId],
  );
  return rows[0]?.id ?? '';
}
