import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { LIMITI } from '#kernel/limiti';
import { FINE_DI_ZIP, CIMITERO_CON_FILE, unaImmagine, unPdf } from '#support/allegati';
import { databaseNuovo } from '#support/db';
import { Navigatore, testoDi, type File, type Pagina } from '#support/navigatore';
import { apriPortale, mailDi, mondoFermo, type MondoFermo, type PortaleDiProva } from '#support/portale';
import { conModulo, lavoraRichiesta } from '#support/spontaneo';
import { unEnte, type EnteDiProva } from '#support/un-ente';

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
  await conModulo(mondo, ente, { definizione: CIMITERO_CON_FILE });
});

const indirizzo = (): string => `/enti/${ente.codIpa}/${ente.tipo}`;
const percorso = ({ url }: Pagina): string => new URL(url).pathname;
const CHI = { debitoreTipo: 'F', debitoreCodice: 'rssmra80a01h501u', debitoreNome: 'Mario Rossi' };
const RISPOSTE = { 'm.luogo': 'nord', 'm.defunto': 'Ada Neri', 'm.righe.righe': '1', 'm.righe.0.quante': '2' };
let contatore = 0;
const tutto = () => ({ ...RISPOSTE, ...CHI, email: `ada${(contatore += 1)}@example.org` });
const pdf = (nome = 'atto.pdf', testo?: string): File => ({ nome, byte: unPdf(testo) });
const premi = (
  chi: Navigatore,
  pagina: Pagina,
  azione: string,
  valori: Record<string, string | File>,
): Promise<Pagina> => chi.invia(pagina, { azione, ...valori });
/** What the page carries for a question. */
const portato = ({ html }: Pagina, nome: string): string | undefined =>
  new RegExp(`type="hidden" name="${nome.replaceAll('.', '\\.')}" value="([^"]+)"`).exec(html)?.[1];

async function contati(): Promise<{ file: number; legati: number; richieste: number }> {
  const { rows } = await mondo.pools.worker.query<{ file: number; legati: number; richieste: number }>(
    `select (select count(id)::integer from posizioni.allegato where ente_id = $1) as file,
            (select count(*)::integer from posizioni.richiesta_allegato where ente_id = $1) as legati,
            (select count(*)::integer from posizioni.richiesta where ente_id = $1) as richieste`,
    [ente.enteId],
  );
  return rows[0] ?? { file: -1, legati: -1, richieste: -1 };
}

describe('with JavaScript off', () => {
  test('a file is kept at once, comes back with its name, and goes with the request', async () => {
    const chi = new Navigatore(portale.url);
    const modulo = await chi.apri(indirizzo());
    expect(modulo.html).toContain('enctype="multipart/form-data"');
    expect(testoDi(modulo.html)).toContain('Atto di concessione PDF, PNG, JPEG: al massimo 1 MB.');
    const manca = await premi(chi, modulo, 'continua', tutto());
    expect([manca.stato, testoDi(manca.html).includes('Atto di concessione – Compila questo campo.')]).toEqual([
      422,
      true,
    ]);

    // Anything else is wrong: the file is there all the same, and what was typed is.
    const mezzo = await premi(chi, manca, 'continua', { ...RISPOSTE, 'm.atto': pdf('../Atto è:*1.PDF') });
    expect(mezzo.stato).toBe(422);
    expect(testoDi(mezzo.html)).toMatch(/Atto di concessione Atto è_1\.pdf \(1 kB\) Togli Atto è_1\.pdf/);
    expect(mezzo.html).toContain('value="Ada Neri"');
    expect(mezzo.html).not.toMatch(/name="m\.atto" type="file"/);
    const aggiornata = await premi(chi, mezzo, 'aggiorna', tutto());
    expect(portato(aggiornata, 'm.atto')).toBe(portato(mezzo, 'm.atto'));

    const controllo = await premi(chi, aggiornata, 'continua', tutto());
    expect(testoDi(controllo.html)).toMatch(/Controlla e conferma.*Atto di concessione Atto è_1\.pdf \(1 kB\)/);
    expect(testoDi(controllo.html)).not.toContain(portato(controllo, 'm.atto'));
    const corretto = await chi.invia(controllo, { azione: 'correggi' });
    expect(portato(corretto, 'm.atto')).toBe(portato(mezzo, 'm.atto'));
    const posta = await chi.invia(controllo, {}, 'visto');
    // The same review sent once more: another request, which holds the same file.
    expect(percorso(await chi.invia(controllo, {}, 'visto'))).toMatch(/codice/);
    expect(await contati()).toEqual({ file: 1, legati: 2, richieste: 2 });
    const { codice } = await mailDi(mondo, percorso(posta).split('/').at(-1) ?? '');
    const attesa = await chi.invia(posta, { codice });
    await lavoraRichiesta(mondo, ente, percorso(attesa).split('/').at(-1) ?? '');
    expect(percorso(await chi.apri(percorso(attesa)))).toMatch(/^\/avvisi\//);
  });

  test('«Togli» takes it away, and it is not there any more', async () => {
    const chi = new Navigatore(portale.url);
    const modulo = await chi.apri(indirizzo());
    const conAtto = await premi(chi, modulo, 'aggiorna', { ...RISPOSTE, 'm.atto': pdf() });
    expect([conAtto.stato, await contati()]).toEqual([200, { file: 1, legati: 0, richieste: 0 }]);
    const senza = await chi.invia(conAtto, { ...tutto(), togliFile: 'm.atto' });
    expect(senza.html).toMatch(/name="m\.atto" type="file"/);
    expect(senza.html).toContain('value="Ada Neri"');
    expect((await contati()).file).toBe(0);
    // An old page still names it.
    const vecchia = await premi(chi, conAtto, 'continua', tutto());
    expect([vecchia.stato, testoDi(vecchia.html).includes('Questo file non c’è più')]).toEqual([422, true]);
  });

  test('in the rows of a group, which are added and taken away', async () => {
    const chi = new Navigatore(portale.url);
    const due = await chi.invia(await chi.apri(indirizzo()), { ...tutto(), 'm.righe.righe': '2' });
    const foto = await Promise.all([unaImmagine('png', 41), unaImmagine('jpeg', 42)]);
    const piene = await premi(chi, due, 'aggiorna', {
      ...{ ...tutto(), 'm.righe.righe': '2', 'm.righe.1.quante': '3', 'm.atto': pdf() },
      'm.righe.0.foto': { nome: 'prima.png', byte: foto[0] },
      'm.righe.1.foto': { nome: 'seconda.JPEG', byte: foto[1] },
    });
    expect(testoDi(piene.html)).toMatch(/prima\.png \(1 kB\).*seconda\.jpg \(1 kB\)/);
    const seconda = portato(piene, 'm.righe.1.foto');
    const rigaTolta = { ...tutto(), 'm.righe.righe': '2', 'm.righe.1.quante': '3', 'm.righe.togli': '0' };
    const una = await chi.invia(piene, rigaTolta);
    expect([portato(una, 'm.righe.0.foto'), portato(una, 'm.righe.1.foto')]).toEqual([seconda, undefined]);
    // What was in the row is not kept any more.
    expect((await contati()).file).toBe(2);
    const controllo = await premi(chi, una, 'continua', { ...tutto(), 'm.righe.0.quante': '3' });
    expect(testoDi(controllo.html)).toMatch(/45,00 €.*Foto seconda\.jpg/);
    expect(testoDi(controllo.html)).not.toContain('prima.png');
  });

  test('the same file in two rows is one, until no row names it', async () => {
    const chi = new Navigatore(portale.url);
    const due = await chi.invia(await chi.apri(indirizzo()), { ...tutto(), 'm.righe.righe': '2' });
    const foto = { nome: 'foto.png', byte: await unaImmagine('png') };
    const righe = { ...tutto(), 'm.righe.righe': '2', 'm.righe.1.quante': '3', 'm.atto': pdf() };
    const piene = await premi(chi, due, 'aggiorna', { ...righe, 'm.righe.0.foto': foto, 'm.righe.1.foto': foto });
    expect([piene.stato, (await contati()).file]).toEqual([200, 2]);
    const una = await chi.invia(piene, {
      ...righe,
      'm.atto': portato(piene, 'm.atto') ?? '',
      togliFile: 'm.righe.0.foto',
    });
    expect([portato(una, 'm.righe.0.foto'), (await contati()).file]).toEqual([undefined, 2]);
    const controllo = await premi(chi, piene, 'continua', { ...righe, 'm.atto': portato(piene, 'm.atto') ?? '' });
    expect(percorso(await chi.invia(controllo, {}, 'visto'))).toMatch(/codice/);
    expect(await contati()).toEqual({ file: 2, legati: 3, richieste: 1 });
  });

  test('what is not taken is said by its question, and nothing that was typed goes', async () => {
    const chi = new Navigatore(portale.url);
    const modulo = await chi.apri(indirizzo());
    const png = await unaImmagine('png');
    const casi: [Buffer, string][] = [
      [Buffer.alloc(LIMITI.allegatoBytesMax + 1), 'troppo grande: può essere al massimo di 1 MB'],
      [Buffer.alloc(1024 * 1024 + 1), 'troppo grande: può essere al massimo di 1 MB'],
      [Buffer.from('MZ…'), 'Qui si può allegare PDF, PNG, JPEG: questo file non lo è'],
      [png.subarray(0, 60), 'rovinato o incompleto'],
      [Buffer.concat([unPdf(), FINE_DI_ZIP]), 'contiene anche altro'],
      [Buffer.alloc(0), 'Questo file è vuoto'],
    ];
    for (const [byte, frase] of casi) {
      for (const azione of ['aggiorna', 'continua']) {
        const pagina = await premi(chi, modulo, azione, { ...tutto(), 'm.atto': { nome: 'atto.pdf', byte } });
        expect([pagina.stato, testoDi(pagina.html).includes(frase)], frase).toEqual([422, true]);
        expect(pagina.html).toMatch(/href="#campo-m\.atto"[\s\S]*id="campo-m\.atto"[^>]*aria-invalid="true"/);
        expect(pagina.html).toContain('value="Ada Neri"');
      }
    }
    expect(await contati()).toEqual({ file: 0, legati: 0, richieste: 0 });
  });

  test('more than a form may have, more than an hour may bring', async () => {
    const chi = new Navigatore(portale.url);
    let pagina = await chi.apri(indirizzo());
    const manda = async (n: number): Promise<Pagina> =>
      premi(chi, pagina, 'aggiorna', { ...RISPOSTE, 'm.atto': pdf('a.pdf', `${n}`) });
    for (let n = 0; n < LIMITI.allegatiModuloMax; n++) expect((await manda(n)).stato).toBe(200);
    expect(testoDi((await manda(99)).html)).toContain('Hai già allegato 20 file a questo modulo');
    for (let n = LIMITI.allegatiModuloMax + 1; n < LIMITI.allegatiIndirizzoMax; n++) await manda(0);
    const troppi = await manda(0);
    expect([troppi.stato, testoDi(troppi.html).includes('Hai fatto troppi tentativi')]).toEqual([422, true]);
    mondo.avanti(ORA_MS);
    pagina = await chi.apri(indirizzo());
    expect(testoDi((await manda(0)).html)).not.toContain('troppi tentativi');
  });
});

describe('the browser is not believed', () => {
  test('a name made up, of somebody else or of another question is no file', async () => {
    const ada = new Navigatore(portale.url);
    const sua = await premi(ada, await ada.apri(indirizzo()), 'aggiorna', { ...RISPOSTE, 'm.atto': pdf() });
    const id = portato(sua, 'm.atto') ?? '';
    const ugo = new Navigatore(portale.url);
    const modulo = await ugo.apri(indirizzo());
    for (const falso of [id, '00000000-0000-4000-8000-000000000000', 'atto.pdf']) {
      const pagina = await premi(ugo, modulo, 'continua', { ...tutto(), 'm.atto': falso });
      expect([pagina.stato, testoDi(pagina.html).includes('Questo file non c’è più')]).toEqual([422, true]);
      expect(pagina.html).not.toContain(`value="${falso}"`);
    }
    // Nor does anybody take away a file that is not theirs.
    await ugo.invia(modulo, { ...tutto(), 'm.atto': id, togliFile: 'm.atto' });
    const altra = await premi(ada, sua, 'continua', { ...tutto(), 'm.righe.0.foto': id });
    expect(testoDi(altra.html)).toContain('Questo file non c’è più');
    expect((await contati()).file).toBe(1);
    // What the review carries is judged again.
    const controllo = await premi(ada, sua, 'continua', tutto());
    expect((await ada.invia(controllo, { 'm.atto': 'a'.repeat(36) }, 'visto')).stato).toBe(422);
    expect((await contati()).richieste).toBe(0);
  });

  test('a file for a question that does not ask for one is read by nobody', async () => {
    const chi = new Navigatore(portale.url);
    const modulo = await chi.apri(indirizzo());
    for (const nome of ['m.defunto', 'm.niente', 'azione', 'm.righe.9.foto'])
      expect((await premi(chi, modulo, 'aggiorna', { ...tutto(), [nome]: pdf() })).stato).toBe(200);
    expect((await contati()).file).toBe(0);
  });
});

describe('what is not a form', () => {
  async function corpo(parti: (csrf: string) => string, tipo = 'multipart/form-data; boundary=b') {
    const pagina = await portale.app.inject({ url: indirizzo() });
    const csrf = /name="_csrf" value="([^"]*)"/.exec(pagina.body)?.[1] ?? '';
    return portale.app.inject({
      method: 'POST',
      url: indirizzo(),
      headers: { 'content-type': tipo },
      cookies: Object.fromEntries(pagina.cookies.map(({ name, value }) => [name, value])),
      payload: parti(csrf),
    });
  }
  const campo = (nome: string, valore: string): string =>
    `--b\r\ncontent-disposition: form-data; name="${nome}"\r\n\r\n${valore}\r\n`;
  const file = (nome: string, dati: string): string =>
    `--b\r\ncontent-disposition: form-data; name="${nome}"; filename="a.pdf"\r\ncontent-type: text/html\r\n\r\n${dati}\r\n`;

  test('is refused whole: cut, without its boundary, without its token, with too many parts', async () => {
    const tagliata = await corpo((csrf) => campo('_csrf', csrf) + file('m.atto', unPdf().toString('latin1')));
    expect(tagliata.statusCode).toBe(400);
    expect((await corpo((csrf) => campo('_csrf', csrf), 'multipart/form-data')).statusCode).toBe(400);
    expect((await corpo((csrf) => file('m.atto', '%PDF-') + campo('_csrf', csrf) + '--b--\r\n')).statusCode).toBe(403);
    const molte = (csrf: string): string => campo('_csrf', csrf) + campo('m.x', '').repeat(1100) + '--b--\r\n';
    expect((await corpo(molte)).statusCode).toBe(413);
    const vuoti = (csrf: string): string => campo('_csrf', csrf) + file('m.atto', '').repeat(250) + '--b--\r\n';
    expect((await corpo(vuoti)).statusCode).toBe(413);
    const lungo = (csrf: string): string =>
      campo('_csrf', csrf) + campo('m.defunto', 'x'.repeat(9000)).repeat(20) + '--b--\r\n';
    expect((await corpo(lungo)).statusCode).toBe(413);
  });

  test('live: the part that comes back holds the file, or the question anew with what was wrong', async () => {
    const pagina = await portale.app.inject({ url: indirizzo() });
    const csrf = /name="_csrf" value="([^"]*)"/.exec(pagina.body)?.[1] ?? '';
    const chiedi = async (dati: string): Promise<string> => {
      const { statusCode, body } = await portale.app.inject({
        method: 'POST',
        url: indirizzo(),
        headers: { 'hx-request': 'true', 'content-type': 'multipart/form-data; boundary=b' },
        cookies: Object.fromEntries(pagina.cookies.map(({ name, value }) => [name, value])),
        payload: campo('_csrf', csrf) + campo('versione', '1') + file('m.atto', dati) + '--b--\r\n',
      });
      expect([statusCode, body.startsWith('<div id="domande"')]).toEqual([200, true]);
      return body;
    };
    expect(testoDi(await chiedi('%PDF-1.4\n1\n%%EOF'))).toContain('a.pdf (1 kB) Togli');
    const rifiutato = await chiedi('GIF89a');
    expect(testoDi(rifiutato)).toContain('Qui si può allegare PDF, PNG, JPEG');
    // Another control: the one that is there would keep the file that was refused, and send it again.
    expect(rifiutato).toMatch(/id="campo-m\.atto-\d+"[^>]*name="m\.atto"/);
  });
});
