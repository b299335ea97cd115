import { generateSync } from 'otplib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { leggiAtti } from '#modules/registro';
import type { Mondo } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { Navigatore, testoDi, type Pagina } from '#support/navigatore';
import { apriUfficio, entra, unOperatore, type OperatoreDiProva, type UfficioDiProva } from '#support/ufficio';
import { ctxDi, unEnte } from '#support/un-ente';

let adesso = new Date('2026-11-20T09:00:00Z');
let mondo: Mondo;
let ufficio: UfficioDiProva;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva(), { orologio: () => adesso });
  ufficio = await apriUfficio(mondo);
});
afterAll(() => ufficio.chiudi());

const IO = '/ufficio/io';
const percorso = ({ url }: Pagina): string => new URL(url).pathname;
const avanti = (secondi: number): void => void (adesso = new Date(adesso.getTime() + secondi * 1000));
const codice = (secret: string): string => generateSync({ secret, epoch: Math.floor(adesso.getTime() / 1000) });
const segretoDi = ({ html }: Pagina): string =>
  (/<code>([A-Z2-7 ]+)<\/code>/.exec(html)?.[1] ?? '').replaceAll(' ', '');
const recuperoDi = ({ html }: Pagina): string[] =>
  [...html.matchAll(/<code>([2-9A-Z]{5}-[2-9A-Z]{5})<\/code>/g)].map(([, uno]) => uno ?? '');

async function unaPersona(ruolo: 'operatore' | 'lettore' | 'amministratore' = 'operatore') {
  const ente = await unEnte(mondo);
  const chi = await unOperatore(mondo, [ente], { ruolo });
  return { ente, chi, anna: await entra(ufficio, chi) };
}

/** Turns the second factor on by the page. */
async function attiva(anna: Navigatore): Promise<{ segreto: string; recupero: string[] }> {
  const modulo = await anna.apri(`${IO}/secondo-fattore`);
  const segreto = segretoDi(modulo);
  const fatto = await anna.invia(modulo, { codice: codice(segreto) });
  return { segreto, recupero: recuperoDi(fatto) };
}

/** Signs in with a password, then with what stands for the second step. */
async function entraCon(
  { utente, password }: OperatoreDiProva,
  secondo: string,
): Promise<{ nav: Navigatore; pagina: Pagina }> {
  const nav = new Navigatore(ufficio.url);
  const chiede = await nav.invia(await nav.apri('/ufficio/accedi'), { utente, password });
  return { nav, pagina: await nav.invia(chiede, { codice: secondo }) };
}

describe('the second factor', () => {
  test('is turned on with the app, and the recovery codes open once each', async () => {
    const { chi, anna } = await unaPersona();
    const oggi = await anna.apri('/ufficio');
    expect(oggi.html).toContain(`href="${IO}"`);
    expect(testoDi((await anna.apri(IO)).html)).toContain('Non è attivo: chi conosce la tua password entra');
    const modulo = await anna.apri(`${IO}/secondo-fattore`);
    const sbagliato = await anna.invia(modulo, { codice: '000000' });
    expect([sbagliato.stato, testoDi(sbagliato.html).includes('Il codice non corrisponde')]).toEqual([422, true]);
    // The app has read the secret already: after a mistake it is the same.
    expect(segretoDi(sbagliato)).toBe(segretoDi(modulo));
    const fatto = await anna.invia(sbagliato, { codice: codice(segretoDi(modulo)) });
    const recupero = recuperoDi(fatto);
    expect(new Set(recupero).size).toBe(10);
    expect(testoDi((await anna.apri(IO)).html)).toContain('Ti restano 10 codici di recupero');
    expect(percorso(await anna.apri(`${IO}/secondo-fattore`))).toBe(IO);
    // The very code that turned it on does not open the door too.
    const segreto = segretoDi(modulo);
    expect(testoDi((await entraCon(chi, codice(segreto))).pagina.html)).toContain('sono già state usate');
    avanti(60);
    expect(percorso((await entraCon(chi, codice(segreto))).pagina)).toBe('/ufficio');
    const [uno = ''] = recupero;
    expect(percorso((await entraCon(chi, ` ${uno.toLowerCase()} `)).pagina)).toBe('/ufficio');
    expect(testoDi((await entraCon(chi, uno)).pagina.html)).toContain('Il codice non corrisponde');
    expect(testoDi((await anna.apri(IO)).html)).toContain('Ti restano 9 codici di recupero');
  });

  test('a secret of somebody else, or of an hour ago, turns nothing on', async () => {
    const { anna } = await unaPersona();
    const { anna: altra } = await unaPersona();
    const [mio, suo] = [await anna.apri(`${IO}/secondo-fattore`), await altra.apri(`${IO}/secondo-fattore`)];
    const sigillo = /name="segreto" value="([^"]+)"/.exec(suo.html)?.[1] ?? '';
    const rubato = await anna.invia(mio, { codice: codice(segretoDi(suo)), segreto: sigillo });
    expect(testoDi(rubato.html)).toContain('È passato troppo tempo');
    avanti(3600);
    const { anna: terza } = await unaPersona();
    const vecchio = await terza.apri(`${IO}/secondo-fattore`);
    avanti(16 * 60);
    const tardi = await terza.invia(vecchio, { codice: codice(segretoDi(vecchio)) });
    expect(testoDi(tardi.html)).toContain('È passato troppo tempo');
    expect(testoDi((await terza.apri(IO)).html)).toContain('Non è attivo');
  });

  test('is taken away with the password; not by who administers an ente, who may only make new codes', async () => {
    const { chi, anna } = await unaPersona();
    await attiva(anna);
    const no = await anna.invia(await anna.apri(IO), { password: 'un’altra', cosa: 'togli' });
    expect(testoDi(no.html)).toContain('La password attuale non è questa');
    const tolto = await anna.invia(await anna.apri(IO), { password: chi.password, cosa: 'togli' });
    expect(testoDi(tolto.html)).toContain('L’app di verifica non serve più per entrare');
    const senza = await anna.invia(tolto, { cosa: 'recupero', password: chi.password }, 'attuale');
    expect(testoDi(senza.html)).toContain('Il secondo fattore non è attivo: prima attivalo');
    const { chi: capo, anna: amministra } = await unaPersona('amministratore');
    const { recupero } = await attiva(amministra);
    const vista = await amministra.apri(IO);
    expect(vista.html).not.toContain('value="togli"');
    const vietato = await amministra.invia(vista, { password: capo.password, cosa: 'togli' });
    expect(testoDi(vietato.html)).toContain('non può fare a meno di un secondo fattore');
    const rifatti = recuperoDi(await amministra.invia(vista, { password: capo.password, cosa: 'recupero' }));
    expect(rifatti).toHaveLength(10);
    expect(testoDi((await entraCon(capo, recupero[0] ?? '')).pagina.html)).toContain('Il codice non corrisponde');
    expect(percorso((await entraCon(capo, rifatti[0] ?? '')).pagina)).toBe('/ufficio');
  });

  test('turned on in two windows, stays the first one', async () => {
    const { anna } = await unaPersona();
    const [una, due] = [await anna.apri(`${IO}/secondo-fattore`), await anna.apri(`${IO}/secondo-fattore`)];
    await anna.invia(una, { codice: codice(segretoDi(una)) });
    const seconda = await anna.invia(due, { codice: codice(segretoDi(due)) });
    expect(testoDi(seconda.html)).toContain('L’app di verifica è già attiva');
  });

  test('in production nobody administers an ente without', async () => {
    const ente = await unEnte(mondo);
    const vero = { ...mondo, config: { ...mondo.config, modo: 'produzione' as const } };
    const produzione = await apriUfficio(vero);
    try {
      const anna = await entra(produzione, await unOperatore(mondo, [ente], { ruolo: 'amministratore' }));
      const mandata = await anna.apri('/ufficio/dovuti');
      expect([percorso(mandata), testoDi(mandata.html).includes('Attiva il secondo fattore per continuare')]).toEqual([
        IO,
        true,
      ]);
      await attiva(anna);
      expect(percorso(await anna.apri('/ufficio/dovuti'))).toBe('/ufficio/dovuti');
      const bruno = await entra(produzione, await unOperatore(mondo, [ente]));
      expect(percorso(await bruno.apri('/ufficio/dovuti'))).toBe('/ufficio/dovuti');
    } finally {
      await produzione.chiudi();
    }
  });
});

describe('password and sessions', () => {
  test('a new password ends the sessions elsewhere, and the old one opens no more; also for who only looks', async () => {
    const { chi, anna } = await unaPersona('lettore');
    const altrove = await entra(ufficio, chi);
    const nuova = 'una frase lunga a piacere';
    const errata = await anna.invia(await anna.apri(IO), { attuale: 'no', nuova });
    expect([errata.stato, testoDi(errata.html).includes('La password attuale non è questa')]).toEqual([422, true]);
    for (const debole of ['corta', chi.password, 'a'.repeat(20)]) {
      const risposta = await anna.invia(await anna.apri(IO), { attuale: chi.password, nuova: debole });
      expect(testoDi(risposta.html)).toContain('Scegli una password di almeno 12 caratteri');
    }
    const fatta = await anna.invia(await anna.apri(IO), { attuale: chi.password, nuova });
    expect(testoDi(fatta.html)).toContain('La password è cambiata');
    expect(percorso(await altrove.apri('/ufficio'))).toBe('/ufficio/accedi');
    expect(percorso(await (await entra(ufficio, chi)).apri('/ufficio'))).toBe('/ufficio/accedi');
    expect(percorso(await (await entra(ufficio, { ...chi, password: nuova })).apri('/ufficio'))).toBe('/ufficio');
  });

  test('the password is not guessed at a desk left open', async () => {
    const { chi, anna } = await unaPersona();
    const pagina = await anna.apri(IO);
    let ultima = pagina;
    for (let n = 0; n < 11; n += 1) ultima = await anna.invia(pagina, { attuale: `no-${n}`, nuova: 'una frase lunga' });
    expect(testoDi(ultima.html)).toContain('Hai fatto troppi tentativi');
    const giusta = await anna.invia(pagina, { attuale: chi.password, nuova: 'una frase lunga a piacere' });
    expect(testoDi(giusta.html)).toContain('Hai fatto troppi tentativi');
  });

  test('each session is ended by itself or with the others; nobody ends another’s', async () => {
    const { ente, chi, anna } = await unaPersona();
    const altrove = [await entra(ufficio, chi), await entra(ufficio, chi), await entra(ufficio, chi)];
    const bruno = await entra(ufficio, await unOperatore(mondo, [ente]));
    const vista = await anna.apri(IO);
    const id = [...vista.html.matchAll(/name="sessione" value="([0-9a-f]{16})"/g)].map(([, uno]) => uno ?? '');
    expect(id).toHaveLength(3);
    expect(testoDi(vista.html)).toContain('questa');
    await bruno.invia(await bruno.apri(IO), { cosa: 'chiudi', sessione: id[0] ?? '' }, 'attuale');
    const vive = async (): Promise<number> => {
      const pagine = await Promise.all(altrove.map((nav) => nav.apri('/ufficio')));
      return pagine.filter((una) => percorso(una) === '/ufficio').length;
    };
    expect(await vive()).toBe(3);
    await anna.invia(vista, { sessione: id[0] ?? '' });
    expect(await vive()).toBe(2);
    await anna.invia(await anna.apri(IO), { cosa: 'chiudi', sessione: '' }, 'attuale');
    expect(await vive()).toBe(0);
    expect(percorso(await anna.apri('/ufficio'))).toBe('/ufficio');
    const atti = await ctxDi(mondo, 'worker', ente.enteId).tx((t) =>
      leggiAtti(t, { oggetto: 'operatore', oggettoId: chi.operatoreId, dopo: null, prima: null, quanti: 20 }),
    );
    expect(atti.filter(({ azione }) => azione === 'operatore.sessioni_chiuse')).toHaveLength(2);
  });

  test('whoever is not signed in is sent to sign in', async () => {
    const nessuno = new Navigatore(ufficio.url);
    for (const indirizzo of [IO, `${IO}/secondo-fattore`])
      expect(percorso(await nessuno.apri(indirizzo))).toBe('/ufficio/accedi');
  });
});
