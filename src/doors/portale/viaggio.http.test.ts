import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { formatNumeroAvviso, type NumeroAvviso } from '#kernel/numero-avviso';
import { databaseNuovo } from '#support/db';
import { Navigatore, testoDi, type Pagina } from '#support/navigatore';
import { readPdf } from '#support/pdf';
import {
  annullaAvviso,
  apriPortale,
  mailDi,
  mondoFermo,
  pagaAvviso,
  unAvviso,
  type AvvisoDiProva,
  type MondoFermo,
  type PortaleDiProva,
} from '#support/portale';
import { collegamento } from '#support/ufficio';
import { unEnte, type EnteDiProva } from '#support/un-ente';

const CODICE_FISCALE = 'RSSMRA80A01H501U';
const ORA_MS = 3_600_000;

let mondo: MondoFermo;
let portale: PortaleDiProva;
let ente: EnteDiProva;
beforeAll(async () => {
  // A database of its own: the limits of the whole installation are counted here.
  mondo = mondoFermo(await databaseNuovo());
  portale = await apriPortale(mondo);
  ente = await unEnte(mondo);
});
afterAll(() => portale.chiudi());
// What was tried in the hour before does not count any more.
beforeEach(() => mondo.avanti(ORA_MS));

const percorso = ({ url }: Pagina): string => new URL(url).pathname;

async function cerca(chi: Navigatore, numero: string, codiceFiscale = CODICE_FISCALE): Promise<Pagina> {
  return chi.invia(await chi.apri('/avviso'), { numero, codiceFiscale });
}

/** Asks for the mail from the summary, and gives what it brings. */
async function chiediMail(chi: Navigatore, riassunto: Pagina, email: string) {
  const pagina = await chi.invia(riassunto, { email });
  const provaId = percorso(pagina).split('/').at(-1) ?? '';
  return { pagina, ...(await mailDi(mondo, provaId)) };
}

let contatore = 0;
const email = (): string => `anna${(contatore += 1)}@example.org`;

/** A notice opened whole by its link. */
async function apriIntero(chi: Navigatore, { numeroAvviso }: AvvisoDiProva): Promise<Pagina> {
  const { link } = await chiediMail(chi, await cerca(chi, numeroAvviso), email());
  return chi.invia(await chi.apri(new URL(link).pathname), {}, '_csrf');
}

async function atti(iud: string): Promise<string[]> {
  const { rows } = await mondo.pools.worker.query<{ atto: string }>(
    `select a.azione || ' ' || a.attore as atto from registro.atto as a join posizioni.dovuto as d on d.id = a.oggetto_id
      where d.iud = $1 and a.ente_id = d.ente_id and a.attore like 'cittadino%' order by a.istante`,
    [iud],
  );
  return rows.map(({ atto }) => atto);
}

describe('the way of a notice', () => {
  test('pair, summary, mail, code, whole notice, PDF', async () => {
    const avviso = await unAvviso(mondo, ente, { IUD: 'V1', causaleVersamento: 'Tassa rifiuti 2026' });
    const chi = new Navigatore(portale.url);
    const riassunto = await cerca(chi, formatNumeroAvviso(avviso.numeroAvviso as NumeroAvviso));
    expect(percorso(riassunto)).toMatch(/^\/avviso\/[\w-]+$/);
    const visto = testoDi(riassunto.html);
    for (const cosa of ['Tassa rifiuti 2026', '120,50 €', 'Da pagare', '31 dicembre 2099', 'M. R.', ente.denominazione])
      expect(visto).toContain(cosa);
    for (const cosa of ['Rossi', CODICE_FISCALE, 'Via Roma', avviso.numeroAvviso, avviso.iuv])
      expect(riassunto.html).not.toContain(cosa);

    const { pagina, lettera, codice } = await chiediMail(chi, riassunto, ' Anna@Example.ORG ');
    expect(lettera.a).toBe('anna@example.org');
    expect(`${lettera.oggetto} ${lettera.testo}`).not.toMatch(/Rossi|RSSMRA/);
    expect(testoDi(pagina.html)).toContain('Guarda la tua posta');
    const sbagliato = codice === '111111' ? '222222' : '111111';
    const riprova = await chi.invia(pagina, { codice: sbagliato });
    expect([riprova.stato, testoDi(riprova.html).includes('Puoi provare ancora 4 volte.')]).toEqual([422, true]);
    const intero = await chi.invia(pagina, { codice: `${codice.slice(0, 3)} ${codice.slice(3)}` });
    expect([intero.stato, percorso(intero)]).toEqual([200, `/avvisi/${avviso.iuvId}`]);
    for (const cosa of [
      'Mario Rossi',
      CODICE_FISCALE,
      'Via Roma 1, 35100 Padova (PD)',
      ente.codiceFiscale,
      'Come si paga',
    ])
      expect(testoDi(intero.html)).toContain(cosa);
    expect(await atti('V1')).toEqual([expect.stringMatching(/^avviso\.aperto cittadino:[0-9a-f]{16}$/)]);

    const { nome, tipo, byte } = await chi.scarica(collegamento(intero, 'Scarica l’avviso'));
    expect([nome, tipo]).toEqual([`avviso_${avviso.numeroAvviso}.pdf`, 'application/pdf']);
    expect(byte.subarray(0, 4).toString()).toBe('%PDF');
    const [foglio] = (await readPdf(byte)).pages;
    expect(foglio?.text).toContain(formatNumeroAvviso(avviso.numeroAvviso as NumeroAvviso));
    expect((await atti('V1')).map((atto) => atto.split(' ')[0])).toEqual(['avviso.aperto', 'avviso.scaricato']);
  });

  test('opening the link consumes nothing; its button does, once; «Esci» closes what it opened', async () => {
    const avviso = await unAvviso(mondo, ente, { IUD: 'V2' });
    const chi = new Navigatore(portale.url);
    const { link } = await chiediMail(chi, await cerca(chi, avviso.numeroAvviso), email());
    const indirizzo = new URL(link).pathname;
    await new Navigatore(portale.url).apri(indirizzo);
    const conPulsante = await chi.apri(indirizzo);
    expect(testoDi(conPulsante.html)).toContain('Se non lo hai chiesto tu, chiudi questa pagina');
    const intero = await chi.invia(conPulsante, {}, '_csrf');
    expect(percorso(intero)).toBe(`/avvisi/${avviso.iuvId}`);

    mondo.avanti(2 * 60_000);
    const altri = await new Navigatore(portale.url).apri(indirizzo);
    expect([altri.stato, testoDi(altri.html).includes('è già stato usato')]).toEqual([410, true]);
    const chiLoUso = await chi.apri(indirizzo);
    expect(collegamento(chiLoUso, 'Torna all’avviso')).toBe(`/avvisi/${avviso.iuvId}`);
    expect(collegamento(await chi.apri('/'), 'Torna all’avviso')).toBe(`/avvisi/${avviso.iuvId}`);
    // Looked for again, it is open already.
    expect(percorso(await cerca(chi, avviso.numeroAvviso))).toBe(`/avvisi/${avviso.iuvId}`);

    const fuori = await chi.invia(intero, {}, 'esci');
    expect(percorso(fuori)).toBe('/');
    for (const cosa of ['', '/avviso.pdf', '/ricevuta.pdf']) {
      const chiuso = await chi.apri(`/avvisi/${avviso.iuvId}${cosa}`);
      expect(testoDi(chiuso.html)).toContain('L’avviso non è più aperto');
    }
  });

  test('what is open ends by itself, and so does the summary', async () => {
    const avviso = await unAvviso(mondo, ente, { IUD: 'V3' });
    const chi = new Navigatore(portale.url);
    const riassunto = await cerca(chi, avviso.numeroAvviso);
    const intero = await apriIntero(chi, avviso);
    mondo.avanti(31 * 60_000);
    expect(testoDi((await chi.apri(percorso(intero))).html)).toContain('L’avviso non è più aperto');
    mondo.avanti(30 * 60_000);
    for (const cosa of [percorso(riassunto), `${percorso(riassunto)}/codice/x`, '/avviso/non-e-nostro'])
      expect(testoDi((await chi.apri(cosa)).html)).toContain('È passato troppo tempo');
  });

  test('the code of another proof opens nothing, and nobody opens another notice with his own', async () => {
    const uno = await unAvviso(mondo, ente, { IUD: 'V4' });
    const altro = await unAvviso(mondo, ente, { IUD: 'V5' });
    const chi = new Navigatore(portale.url);
    const mio = await chiediMail(chi, await cerca(chi, uno.numeroAvviso), email());
    const suo = await chiediMail(chi, await cerca(chi, altro.numeroAvviso), email());
    // The proof of the first notice in the address of the second.
    const incrocio = `${percorso(suo.pagina).split('/').slice(0, -1).join('/')}/${percorso(mio.pagina).split('/').at(-1)}`;
    const pagina = await chi.invia(await chi.apri(incrocio), { codice: mio.codice });
    expect(pagina.stato).toBe(404);
    await apriIntero(chi, uno);
    expect(percorso(await chi.apri(`/avvisi/${altro.iuvId}`))).toBe('/avviso');
    expect(percorso(await chi.apri(`/avvisi/${altro.iuvId}/avviso.pdf`))).toBe('/avviso');
  });

  test('three mails an hour to one address, whoever asks; the form comes back as typed', async () => {
    const avviso = await unAvviso(mondo, ente, { IUD: 'V6' });
    const chi = new Navigatore(portale.url);
    const riassunto = await cerca(chi, avviso.numeroAvviso);
    for (let i = 0; i < 3; i++) await chi.invia(riassunto, { email: 'tre@example.org' });
    const quarta = await chi.invia(riassunto, { email: 'TRE@example.org' });
    expect([quarta.stato, testoDi(quarta.html).includes('Hai fatto troppi tentativi')]).toEqual([429, true]);
    for (const [scritto, frase] of [
      ['', 'Scrivi il tuo indirizzo email.'],
      ['anna@example', 'Questo indirizzo email non è scritto bene.'],
    ] as const) {
      const male = await chi.invia(riassunto, { email: scritto });
      expect(male.stato).toBe(422);
      expect(testoDi(male.html)).toContain(frase);
      expect(male.html).toContain(scritto);
    }
  });
});

describe('each state says what it means', () => {
  test('paid: the summary says so, the whole is the receipt, and its PDF is there', async () => {
    const avviso = await unAvviso(mondo, ente, { IUD: 'S1', causaleVersamento: 'Mensa di ottobre' });
    await pagaAvviso(mondo, ente, avviso);
    const chi = new Navigatore(portale.url);
    const riassunto = await cerca(chi, avviso.numeroAvviso);
    for (const cosa of ['È già pagato', 'Per scaricare la ricevuta']) expect(testoDi(riassunto.html)).toContain(cosa);
    const intero = await apriIntero(chi, avviso);
    expect(intero.stato).toBe(200);
    for (const cosa of [
      'Pagamento ricevuto',
      '120,50 €',
      'Mensa di ottobre',
      'Pagato tramite',
      `demo${avviso.numeroAvviso}`,
    ])
      expect(testoDi(intero.html)).toContain(cosa);
    expect(collegamento(intero, 'Scarica l’avviso')).toBe('');
    const { nome, byte } = await chi.scarica(collegamento(intero, 'Scarica la ricevuta'));
    expect(nome).toBe(`ricevuta_${avviso.numeroAvviso}.pdf`);
    const [foglio] = (await readPdf(byte)).pages;
    expect(foglio?.text).toContain(`demo${avviso.numeroAvviso}`);
    expect(foglio?.text).toContain('120,50');
    // The notice is no longer to be printed: its page says why.
    expect(percorso(await chi.apri(`/avvisi/${avviso.iuvId}/avviso.pdf`))).toBe(`/avvisi/${avviso.iuvId}`);
    expect((await atti('S1')).map((atto) => atto.split(' ')[0])).toEqual([
      'avviso.aperto',
      'ricevuta.scaricata',
      'avviso.aperto',
    ]);
  });

  test('not yet paid: there is no receipt, and its address leads back', async () => {
    const avviso = await unAvviso(mondo, ente, { IUD: 'S2' });
    const chi = new Navigatore(portale.url);
    await apriIntero(chi, avviso);
    expect(percorso(await chi.apri(`/avvisi/${avviso.iuvId}/ricevuta.pdf`))).toBe(`/avvisi/${avviso.iuvId}`);
  });

  test('annulled: do not pay, and whom to ask', async () => {
    const riga = { IUD: 'S3' };
    const avviso = await unAvviso(mondo, ente, riga);
    await annullaAvviso(mondo, ente, riga);
    const chi = new Navigatore(portale.url);
    const intero = await apriIntero(chi, avviso);
    expect(testoDi(intero.html)).toContain('L’ente ha annullato questo avviso: non pagarlo');
    expect(collegamento(intero, 'Contatti dell’ente')).toBe(`/enti/${ente.codIpa}`);
    expect(testoDi(intero.html)).not.toContain('Come si paga');
    expect(percorso(await chi.apri(`/avvisi/${avviso.iuvId}/avviso.pdf`))).toBe(`/avvisi/${avviso.iuvId}`);
  });

  test.each([
    ['estinto', 'Questo avviso non va più pagato'],
    ['bozza', 'Non troviamo un avviso'],
  ])('%s: %s', async (stato, frase) => {
    const avviso = await unAvviso(mondo, ente, { IUD: `S4${stato}` });
    await mondo.pools.worker.query(`update posizioni.dovuto set stato = $2 where iud = $1`, [avviso.iud, stato]);
    expect(testoDi((await cerca(new Navigatore(portale.url), avviso.numeroAvviso)).html)).toContain(frase);
  });

  test.each([
    [true, 'La scadenza è passata, ma puoi ancora pagare'],
    [false, 'Questo avviso è scaduto e non si può più pagare'],
  ])('past its date, paid late or not: %s', async (dopo, frase) => {
    const avviso = await unAvviso(mondo, ente, { IUD: `S5${dopo}` });
    await mondo.pools.worker.query(`update posizioni.dovuto set data_scadenza = '2026-01-31' where iud = $1`, [
      avviso.iud,
    ]);
    await mondo.pools.worker.query(`update enti.tipo_dovuto set paga_dopo_scadenza = $2 where ente_id = $1`, [
      ente.enteId,
      dopo,
    ]);
    const pagina = await cerca(new Navigatore(portale.url), avviso.numeroAvviso);
    await mondo.pools.worker.query(`update enti.tipo_dovuto set paga_dopo_scadenza = true where ente_id = $1`, [
      ente.enteId,
    ]);
    expect(testoDi(pagina.html)).toContain(frase);
    expect(testoDi(pagina.html)).toContain('31 gennaio 2026');
  });

  test('the same code found twice: the person says which', async () => {
    // Each ente numbers its own notices from the same beginning.
    const [questo, altro] = [await unEnte(mondo), await unEnte(mondo)];
    const riga = { IUD: 'DOPPIO', causaleVersamento: 'Per due enti' };
    const uno = await unAvviso(mondo, questo, riga);
    const suo = await unAvviso(mondo, altro, riga);
    expect(suo.iuv).toBe(uno.iuv);
    const chi = new Navigatore(portale.url);
    const scelta = await cerca(chi, uno.iuv);
    expect(testoDi(scelta.html)).toContain('Quale di questi?');
    const riassunto = await chi.apri(collegamento(scelta, questo.denominazione));
    expect(testoDi(riassunto.html)).toContain('Per due enti');
    const { codice, pagina } = await chiediMail(chi, riassunto, email());
    expect(percorso(await chi.invia(pagina, { codice }))).toBe(`/avvisi/${uno.iuvId}`);
  });
});
