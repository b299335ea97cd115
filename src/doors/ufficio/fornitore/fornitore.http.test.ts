import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { datiInvito, nominaIntermediario } from '#modules/utenti';
import { databaseNuovo } from '#support/db';
import { apriUfficioConFornitori, type UfficioConFornitori } from '#support/identita';
import { Navigatore, testoDi, type Pagina } from '#support/navigatore';
import { collegamento, entra, unOperatore, type OperatoreDiProva } from '#support/ufficio';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';

const SEGRETO = 'un-segreto-che-non-si-rilegge';
const persona = (soggetto: string, verificata = true) => ({
  ...{ soggetto, nome: `Persona ${soggetto}`, email: `${soggetto}@example.org`, verificata },
});
/** A client an ente, with the same people: nothing but the client tells them apart. */
const PERSONE = ['capo', 'anna', 'bruna', 'carla', 'dora', 'elsa'].map((uno) => persona(uno));
const ACCESSI = ['primo', 'secondo', 'terzo'].map((clientId) => ({
  ...{ clientId, segreto: SEGRETO, persone: [...PERSONE, persona('falsa', false)] },
}));

let luogo: UfficioConFornitori;
let mondo: UfficioConFornitori['mondo'];
let ufficio: UfficioConFornitori['ufficio'];
beforeAll(async () => {
  luogo = await apriUfficioConFornitori(await databaseNuovo(), ACCESSI);
  ({ mondo, ufficio } = luogo);
});
afterAll(() => luogo.chiudi());

const percorso = ({ url }: Pagina): string => new URL(url).pathname;
const browser = (): Navigatore => new Navigatore(ufficio.url);
const DATI = '/ufficio/configurazione/fornitore/dati';
const SCHEDA = '/ufficio/configurazione/fornitore';
const dati = (clientId = 'primo') => ({
  ...{ nome: 'Account del Comune', emittente: luogo.emittente, clientId, segreto: SEGRETO },
});

const nomeDi = ({ codIpa }: EnteDiProva): string => `${codIpa}-prova`;

/** Presses one of the acts of the page, and confirms what it does. */
async function fai(capo: Navigatore, cosa: string): Promise<Pagina> {
  const conferma = await capo.invia(await capo.apri(SCHEDA), { cosa });
  return capo.invia(conferma, { conferma: 'si' });
}

/** An ente with its provider, and somebody who administers it. */
async function conFornitore(clientId: string, stato: 'in_prova' | 'attivo' = 'attivo') {
  const ente = await unEnte(mondo);
  const chi = await unOperatore(mondo, [ente], { ruolo: 'amministratore' });
  const capo = await entra(ufficio, chi);
  await capo.invia(await capo.invia(await capo.apri(DATI), dati(clientId)), { conferma: 'si' });
  if (stato === 'attivo') await fai(capo, 'attivo');
  return { ente, capo, chi };
}

/** To the provider of the ente, and back as that person. */
async function con(nav: Navigatore, ente: EnteDiProva, chi: string, dopo = ''): Promise<Pagina> {
  const verso = dopo === '' ? '' : `?dopo=${encodeURIComponent(dopo)}`;
  const scelta = await nav.apri(`/ufficio/accedi/ente/${nomeDi(ente)}/entra${verso}`);
  return nav.invia(scelta, { chi });
}

/** The first time, with the password; gives the browser in which they are. */
async function collegato(ente: EnteDiProva, operatore: OperatoreDiProva, chi: string): Promise<Navigatore> {
  const nav = browser();
  const { utente, password } = operatore;
  const dentro = await nav.invia(await con(nav, ente, chi), { utente, password });
  expect(percorso(dentro)).toBe('/ufficio');
  return nav;
}

describe('who administers', () => {
  test('configures it, tries it, comes in by it first, turns it on; the secret is shown nowhere', async () => {
    const ente = await unEnte(mondo);
    const chi = await unOperatore(mondo, [ente], { ruolo: 'amministratore' });
    const capo = await entra(ufficio, chi);
    const viste: Pagina[] = [];
    const vede = async (pagina: Promise<Pagina>): Promise<string> => {
      viste.push(await pagina);
      return testoDi(viste.at(-1)?.html ?? '');
    };
    const ritorno = `${ufficio.url}/ufficio/accedi/ente/${nomeDi(ente)}/ritorno`;
    expect(await vede(capo.apri(SCHEDA))).toMatch(new RegExp(`non ha ancora un suo fornitore.*${ritorno}`));
    const modulo = await capo.apri(DATI);
    for (const [campo, valore, parole] of [
      ['nome', '', 'Scrivi come lo chiamano gli operatori'],
      ['emittente', 'non-un-indirizzo', 'È quello che il fornitore chiama «issuer»'],
      ['emittente', 'http://altro.example.org', 'deve cominciare con https://'],
      ['clientId', 'con spazi', 'Scrivi il client ID'],
      ['segreto', 'breve', 'Scrivi il segreto del client'],
    ] as const) {
      const no = await capo.invia(modulo, { ...dati(), [campo]: valore });
      expect([no.stato, testoDi(no.html).includes(parole)]).toEqual([422, true]);
    }
    const conferma = await capo.invia(modulo, dati());
    expect(testoDi(conferma.html)).toContain('diventa il fornitore dell’ente, in prova');
    expect(await vede(capo.invia(conferma, { conferma: 'si' }))).toContain('Adesso fai la prova');
    expect(await vede(capo.invia(await capo.apri(SCHEDA), { cosa: 'prova' }))).toContain('conosce MyPay');
    // Sent again, it is too late: the provider is there already.
    const tardi = await capo.invia(conferma, { conferma: 'si' });
    expect([tardi.stato, testoDi(tardi.html).includes('Intanto qualcun altro ha cambiato')]).toEqual([422, true]);
    expect(testoDi((await browser().apri('/ufficio/accedi/ente')).html)).not.toContain(ente.denominazione);
    // In prova comes in who administers only.
    await collegato(ente, chi, 'capo');
    const suoi = await unOperatore(mondo, [ente]);
    const no = browser();
    const { utente, password } = suoi;
    const rifiutato = await no.invia(await con(no, ente, 'anna'), { utente, password });
    expect(testoDi(rifiutato.html)).toContain('non si può collegare a questo nome utente');
    expect(await vede(fai(capo, 'attivo'))).toContain('Lo stato del fornitore è cambiato');
    expect(testoDi((await browser().apri('/ufficio/accedi/ente')).html)).toContain(ente.denominazione);
    viste.push(await capo.apri('/ufficio/registro'), conferma, tardi, await capo.apri(DATI));
    expect(viste.map(({ html }) => html).join()).not.toContain(SEGRETO);
    expect(luogo.detti.join()).not.toContain(SEGRETO);
  });

  test('is told what does not go, and nobody is let in by what does not', async () => {
    const { capo, ente } = await conFornitore('primo', 'in_prova');
    const altro = { ...dati('sconosciuto'), nome: 'Altro' };
    const conferma = await capo.invia(await capo.apri(DATI), altro);
    expect(testoDi(conferma.html)).toContain('Un altro issuer o un altro client è un altro fornitore');
    await capo.invia(conferma, { conferma: 'si' });
    const no = await fai(capo, 'attivo');
    expect([no.stato, testoDi(no.html)]).toEqual([
      422,
      expect.stringMatching(/non si può ancora attivare.*non riconosce il client ID/),
    ]);
    expect(testoDi((await browser().apri(`/ufficio/accedi/ente/${nomeDi(ente)}`)).html)).toContain(
      'Continua con Altro',
    );
  });

  test('does nothing by a form that is confirmed too late, or when they have gone over to another ente', async () => {
    const enti = [await unEnte(mondo), await unEnte(mondo)];
    const capo = await entra(ufficio, await unOperatore(mondo, enti, { ruolo: 'amministratore' }));
    const scegli = async (n: number) => capo.invia(await capo.apri('/ufficio/ente'), { ente: enti[n]?.enteId ?? '' });
    await scegli(0);
    const conferma = await capo.invia(await capo.apri(DATI), dati());
    const tardi = async (): Promise<Pagina> => capo.invia(conferma, { conferma: 'si' });
    await scegli(1);
    const altrove = await tardi();
    await scegli(0);
    mondo.avanti(6 * 60_000);
    for (const no of [altrove, await tardi()])
      expect([no.stato, testoDi(no.html).includes('È passato troppo tempo')]).toEqual([422, true]);
    expect(testoDi((await capo.apri(SCHEDA)).html)).toContain('non ha ancora un suo fornitore');
  });

  test('of the installation does the same for any ente', async () => {
    const { ente } = await conFornitore('primo');
    const chi = await unOperatore(mondo, []);
    await nominaIntermediario(ctxDi(mondo, 'worker'), chi.operatoreId);
    const nav = await entra(ufficio, chi);
    const qui = `/ufficio/regione/enti/${ente.enteId}/fornitore`;
    const conferma = await nav.invia(await nav.apri(qui), { cosa: 'spento' });
    expect(testoDi(conferma.html)).toContain('Nessuno entrerà più così');
    expect(testoDi((await nav.invia(conferma, { conferma: 'si' })).html)).toContain('Spento');
    expect((await browser().apri(`/ufficio/accedi/ente/${nomeDi(ente)}`)).stato).toBe(404);
  });
});

describe('an operator', () => {
  test('comes in by it: the first time with the password, then without; for that ente alone; and leaves', async () => {
    const { ente } = await conFornitore('primo');
    const altro = await unEnte(mondo);
    const chi = await unOperatore(mondo, [ente, altro]);
    const nav = browser();
    const elenco = await nav.apri('/ufficio/accedi/ente?dopo=%2Fufficio%2Fdovuti');
    const sua = await nav.apri(collegamento(elenco, ente.denominazione));
    const scelta = await nav.apri(collegamento(sua, 'Continua con'));
    expect(testoDi(scelta.html)).toContain('Entra con l’account dell’ente');
    const prima = await nav.invia(scelta, { chi: 'anna' });
    expect(testoDi(prima.html)).toContain('È la prima volta che entri con l’account del tuo ente');
    const no = await nav.invia(prima, { utente: chi.utente, password: 'una-password-sbagliata' });
    expect(testoDi(no.html)).toContain('Utente o password non corrispondono');
    expect(percorso(await nav.invia(no, { utente: chi.utente, password: chi.password }))).toBe('/ufficio/dovuti');

    const ancora = browser();
    const dentro = await con(ancora, ente, 'anna', '/ufficio/dovuti');
    expect(percorso(dentro)).toBe('/ufficio/dovuti');
    const scelte = await ancora.apri('/ufficio/ente');
    expect(testoDi(scelte.html)).not.toContain(altro.denominazione);
    expect(testoDi((await ancora.invia(scelte, { ente: altro.enteId })).html)).not.toContain(altro.denominazione);
    const io = await ancora.apri('/ufficio/io');
    expect(testoDi(io.html)).toContain('Lavori per questo ente soltanto');
    expect(io.html).not.toContain('name="attuale"');
    const vietate = await ancora.invia(io, { cosa: 'password', attuale: chi.password, nuova: 'x' }, 'sessione');
    expect(vietate.stato).toBe(403);
    const token = ancora.cookie('ufficio') ?? '';
    const uscita = await ancora.invia(dentro, {}, 'esci');
    expect(testoDi(uscita.html)).toContain('Sei uscito da MyPay');
    expect(collegamento(uscita, 'Esci anche da')).toContain('/accessi/session/end');
    expect(percorso(await browser().conCookie('ufficio', token).apri('/ufficio'))).toBe('/ufficio/accedi');
  });

  test('is nobody at another ente, and what one provider sends back is good there only, once, in that browser', async () => {
    const primo = (await conFornitore('primo')).ente;
    const secondo = (await conFornitore('secondo')).ente;
    const chi = await unOperatore(mondo, [primo, secondo]);
    await collegato(primo, chi, 'bruna');
    expect(testoDi((await con(browser(), secondo, 'bruna')).html)).toContain('È la prima volta che entri');
    const nav = browser();
    const scelta = await nav.apri(`/ufficio/accedi/ente/${nomeDi(primo)}/entra`);
    const tornato = await nav.finoA(scelta, { chi: 'bruna' }, `${ufficio.url}/ufficio/accedi/ente/`);
    const altrove = tornato.replace(nomeDi(primo), nomeDi(secondo));
    expect([(await nav.apri(altrove)).stato, (await browser().apri(tornato)).stato]).toEqual([409, 409]);
    expect(percorso(await nav.apri(tornato))).toBe('/ufficio');
    expect(testoDi((await nav.apri(tornato)).html)).toContain('Questo accesso è già stato usato, da te');
    const annullato = await con(browser(), primo, 'annulla');
    expect([annullato.stato, testoDi(annullato.html).includes('Hai annullato l’accesso')]).toEqual([403, true]);
    expect(new URL(collegamento(annullato, 'Torna all’ingresso'), ufficio.url).pathname).toBe(
      `/ufficio/accedi/ente/${nomeDi(primo)}`,
    );
    for (const sconosciuto of ['c_nessuno', 'c_nessuno-prova', '..%2F..', primo.codIpa])
      expect((await browser().apri(`/ufficio/accedi/ente/${sconosciuto}/entra`)).stato).toBe(404);
  });

  test('is out when it is turned off, and when who administers unlinks them', async () => {
    const { ente, capo } = await conFornitore('terzo');
    const chi = await unOperatore(mondo, [ente]);
    const conPassword = await entra(ufficio, chi);
    const nav = await collegato(ente, chi, 'carla');
    const sua = `/ufficio/configurazione/operatori/${chi.operatoreId}`;
    expect(testoDi((await capo.apri(sua)).html)).toMatch(/Fornitore dell’ente collegato dal/);
    expect(testoDi((await capo.apri('/ufficio/configurazione/operatori')).html)).toContain('collegato');
    const chiede = await capo.apri(`${sua}/fornitore`);
    expect(testoDi((await capo.invia(chiede, {}, 'versione')).html)).toContain('Scollegato');
    expect(percorso(await nav.apri('/ufficio'))).toBe('/ufficio/accedi');
    const ancora = await collegato(ente, chi, 'carla');
    const conferma = await capo.invia(await capo.apri(SCHEDA), { cosa: 'spento' });
    expect(testoDi(conferma.html)).toMatch(/Si scollegano gli accessi di una persona.*si chiude subito/);
    await capo.invia(conferma, { conferma: 'si' });
    expect(percorso(await ancora.apri('/ufficio'))).toBe('/ufficio/accedi');
    expect(percorso(await conPassword.apri('/ufficio'))).toBe('/ufficio');
  });

  test('accepts an invitation by it, without a password, at the address that it was sent to', async () => {
    const { ente, capo } = await conFornitore('secondo');
    const link = async (email: string): Promise<string> => {
      const modulo = await capo.apri('/ufficio/configurazione/operatori/invita');
      await capo.invia(modulo, { nome: 'Dora Operosa', email, ruolo: 'ragioneria', codiceFiscale: '' });
      const worker = ctxDi(mondo, 'worker');
      const { rows } = await sql<{ id: string }>`
        select id from utenti.invito where email = ${email} and ente_id = ${ente.enteId}`.execute(worker.db);
      return (await datiInvito(worker, rows[0]?.id as Parameters<typeof datiInvito>[1]))?.token ?? expect.fail();
    };
    const accetta = async (token: string, chi: string): Promise<Pagina> => {
      const nav = browser();
      const invito = await nav.apri(`/ufficio/invito/${token}`);
      return nav.invia(await nav.apri(collegamento(invito, 'Accetta ed entra con')), { chi });
    };
    const [dora, falsa] = [await link('dora@example.org'), await link('falsa@example.org')];
    for (const no of [await accetta(dora, 'elsa'), await accetta(falsa, 'falsa')])
      expect([no.stato, testoDi(no.html).includes('questo invito non si può accettare')]).toEqual([403, true]);
    const dentro = await accetta(dora, 'dora');
    expect([percorso(dentro), testoDi(dentro.html).includes(ente.denominazione)]).toEqual(['/ufficio', true]);
    expect(percorso(await con(browser(), ente, 'dora'))).toBe('/ufficio');
    expect(testoDi((await capo.invia(await capo.apri(SCHEDA), { cosa: 'spento' })).html)).toContain(
      'Una persona non ha mai scelto una password',
    );
  });
});
