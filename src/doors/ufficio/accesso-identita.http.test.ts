import { generateSecret, generateSync } from 'otplib';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { assegnaIdentita, datiInvito } from '#modules/utenti';
import { creaIdentita } from '#wires/identita';
import { databaseNuovo } from '#support/db';
import { apriFornitore, doveFornitore } from '#support/identita';
import { Navigatore, testoDi, type Pagina } from '#support/navigatore';
import { opzioniDi, PasskeyDiProva } from '#support/passkey';
import { mondoFermo, unaPersona, type MondoFermo } from '#support/portale';
import { apriUfficio, entra, unOperatore, type OperatoreDiProva, type UfficioDiProva } from '#support/ufficio';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';

/** Each is used by one test: who has shown an identity once is known by it. */
const PERSONE = Array.from({ length: 8 }, (_, i) => unaPersona({ nome: 'Anna', cognome: `Operosa ${i}` }));
const [NUOVA, LIVELLI, CAPO, PASSKEY, IGNOTA, SPENTA, CAMBIATA, INVITATA] = PERSONE.keys();
const SPID1 = 'https://www.spid.gov.it/SpidL1';
/** The one more that the simulatore has, from abroad. */
const STRANIERA = PERSONE.length;

let mondo: MondoFermo;
let ufficio: UfficioDiProva;
let fornitore: Awaited<ReturnType<typeof apriFornitore>>;
let ente: EnteDiProva;
beforeAll(async () => {
  fornitore = await apriFornitore(PERSONE);
  const identita = doveFornitore(fornitore);
  const base = mondoFermo(await databaseNuovo());
  mondo = {
    ...base,
    config: { ...base.config, identita },
    wires: { ...base.wires, identita: creaIdentita(identita) },
  };
  ufficio = await apriUfficio(mondo);
  mondo.config.urlPubblico = ufficio.url;
  ente = await unEnte(mondo);
});
afterAll(async () => {
  await ufficio.chiudi();
  await fornitore.chiudi();
});

const cf = (quale = 0): string => PERSONE[quale]?.codiceFiscale ?? '';
const percorso = ({ url }: Pagina): string => new URL(url).pathname;
const browser = (): Navigatore => new Navigatore(ufficio.url);

/** By the button of the sign-in page, as who has that place among the persons of the provider. */
async function con(
  nav: Navigatore,
  quale: number | string = 0,
  { livello = '', dopo = '/ufficio' }: { livello?: string; dopo?: string } = {},
): Promise<Pagina> {
  const scelta = await nav.apri(`/ufficio/accedi/identita?dopo=${encodeURIComponent(dopo)}`);
  return nav.invia(scelta, { chi: String(quale), livello });
}

/** An operator who comes in by that identity already. */
async function collegato(quale = 0, come: Parameters<typeof unOperatore>[2] = {}): Promise<OperatoreDiProva> {
  const chi = await unOperatore(mondo, [ente], come);
  valoreDi(await assegnaIdentita(ctxDi(mondo, 'worker'), { utente: chi.utente, codiceFiscale: cf(quale) }));
  return chi;
}

/** Says the tax code of an operator, by the page of who administers. */
async function indica(capo: Navigatore, { operatoreId }: OperatoreDiProva, codiceFiscale: string): Promise<Pagina> {
  return capo.invia(await capo.apri(`/ufficio/configurazione/operatori/${operatoreId}/identita`), { codiceFiscale });
}

const unCapo = async (): Promise<Navigatore> =>
  entra(ufficio, await unOperatore(mondo, [ente], { ruolo: 'amministratore' }));

async function atti(): Promise<string> {
  const { rows } = await sql`select azione, oggetto_id, dettaglio from registro.atto`.execute(
    ctxDi(mondo, 'worker').db,
  );
  return JSON.stringify(rows);
}

describe('SPID or CIE', () => {
  test('the first time wants the password too, and from then on opens by itself', async () => {
    const chi = await unOperatore(mondo, [ente]);
    const capo = await unCapo();
    const storto = await indica(capo, chi, 'RSSMRA80A01H501X');
    expect([storto.stato, testoDi(storto.html).includes('Questo codice fiscale non è scritto bene')]).toEqual([
      422,
      true,
    ]);
    const indicato = await indica(capo, chi, cf(NUOVA).toLowerCase());
    expect(testoDi(indicato.html)).toContain('Entra con SPID o CIE dal primo accesso');
    const nav = browser();
    expect((await nav.apri('/ufficio/accedi')).html).toContain('href="/ufficio/accedi/identita"');
    const prima = await con(nav, NUOVA, { dopo: '/ufficio/dovuti' });
    expect(testoDi(prima.html)).toContain('È la prima volta che entri con SPID o CIE');
    // A password that is wrong, or of somebody else, links nothing.
    const { utente, password } = chi;
    const sbagliata = await nav.invia(prima, { utente, password: 'una-password-sbagliata' });
    expect(testoDi(sbagliata.html)).toContain('Utente o password non corrispondono');
    const altro = await unOperatore(mondo, [ente]);
    const altrui = await nav.invia(sbagliata, { utente: altro.utente, password: altro.password });
    expect(testoDi(altrui.html)).toContain('non è quella indicata per questo nome utente');
    const dentro = await nav.invia(altrui, { utente, password });
    expect(percorso(dentro)).toBe('/ufficio/dovuti');
    expect(testoDi((await nav.apri('/ufficio/io')).html)).toContain('Puoi entrare con SPID o CIE, senza password');
    const ancora = browser();
    expect(percorso(await con(ancora, NUOVA, { dopo: '/ufficio/dovuti' }))).toBe('/ufficio/dovuti');
    // The password opens as before; each session says how it began.
    await entra(ufficio, chi);
    expect(testoDi((await ancora.apri('/ufficio/io')).html)).toMatch(/ password Ente .* SPID o CIE Ente /);
    expect(await atti()).not.toContain(cf(NUOVA));
  });

  test('of two steps needs no other; of one, or of whom nobody says, ours is asked', async () => {
    const segreto = generateSecret();
    await collegato(LIVELLI, { totpSegreto: segreto });
    expect(percorso(await con(browser(), LIVELLI))).toBe('/ufficio');
    const nav = browser();
    const chiede = await con(nav, LIVELLI, { livello: SPID1 });
    expect(testoDi(chiede.html)).toContain('Conferma che sei tu');
    const no = await nav.invia(chiede, { codice: '000000' });
    expect([no.stato, testoDi(no.html).includes('Il codice non corrisponde')]).toEqual([422, true]);
    // What is by half in one browser is nothing in another.
    const ladro = browser();
    const csrf = /name="_csrf" value="([^"]+)"/.exec((await ladro.apri('/ufficio/accedi')).html)?.[1] ?? '';
    const epoch = Math.floor(mondo.orologio().getTime() / 1000);
    const codice = generateSync({ secret: segreto, epoch });
    expect(testoDi((await ladro.invia(no, { codice, _csrf: csrf })).html)).toContain('È passato troppo tempo');
    expect(percorso(await nav.invia(no, { codice }))).toBe('/ufficio');
  });

  test('in production is the second step of who administers, where it is of two', async () => {
    const config = { ...mondo.config, modo: 'produzione' as const };
    const produzione = await apriUfficio({ ...mondo, config });
    config.urlPubblico = produzione.url;
    try {
      await collegato(CAPO, { ruolo: 'amministratore' });
      const nav = new Navigatore(produzione.url);
      await con(nav, CAPO);
      expect(percorso(await nav.apri('/ufficio/configurazione/operatori'))).toBe('/ufficio/configurazione/operatori');
      const debole = new Navigatore(produzione.url);
      await con(debole, CAPO, { livello: SPID1 });
      expect(percorso(await debole.apri('/ufficio/configurazione/operatori'))).toBe('/ufficio/io');
    } finally {
      await produzione.chiudi();
    }
  });

  test('of one step goes with a passkey', async () => {
    const chi = await collegato(PASSKEY);
    const passkey = new PasskeyDiProva(new URL(ufficio.url).origin);
    const io = await entra(ufficio, chi);
    const pronta = await io.invia(await io.apri('/ufficio/io/passkey/nuova'), { nome: 'Mia', password: chi.password });
    await io.invia(pronta, { passkey: passkey.crea(opzioniDi(pronta)) });
    const nav = browser();
    const chiede = await con(nav, PASSKEY, { livello: SPID1 });
    expect(percorso(await nav.invia(chiede, { passkey: passkey.firma(opzioniDi(chiede)) }))).toBe('/ufficio');
  });

  test('is left on the way out too, and the cookie opens nothing any more', async () => {
    const nav = browser();
    const dentro = await con(nav, NUOVA);
    const token = nav.cookie('ufficio') ?? '';
    expect((await nav.invia(dentro, {}, 'esci')).url).toContain('/identita/session/end');
    expect(percorso(await browser().conCookie('ufficio', token).apri('/ufficio'))).toBe('/ufficio/accedi');
  });

  test('is said in an invitation, and linked with the password that was chosen there', async () => {
    const capo = await unCapo();
    const email = `${cf(INVITATA).toLowerCase()}@example.org`;
    const modulo = await capo.apri('/ufficio/configurazione/operatori/invita');
    const dati = { nome: 'Anna Operosa', email, ruolo: 'ragioneria', codiceFiscale: '99900020001' };
    const no = await capo.invia(modulo, dati);
    expect([no.stato, testoDi(no.html).includes('Questo codice fiscale non è scritto bene')]).toEqual([422, true]);
    await capo.invia(no, { ...dati, codiceFiscale: cf(INVITATA) });
    const { rows } = await sql<{ id: string }>`select id from utenti.invito where email = ${email}`.execute(
      ctxDi(mondo, 'worker').db,
    );
    const invito = await datiInvito(ctxDi(mondo, 'worker'), rows[0]?.id as Parameters<typeof datiInvito>[1]);
    const nav = browser();
    const password = 'una lunga frase di prova';
    await nav.invia(await nav.apri(`/ufficio/invito/${invito?.token ?? ''}`), { password });
    const dentro = await nav.invia(await con(nav, INVITATA), { utente: email, password });
    expect(percorso(dentro)).toBe('/ufficio');
    expect(percorso(await con(browser(), INVITATA))).toBe('/ufficio');
  });
});

describe('SPID or CIE that opens nothing', () => {
  test('whoever does not work here is told what to do; it stays written, without who they are', async () => {
    for (const quale of [IGNOTA, SPENTA]) {
      if (quale === SPENTA) {
        const { operatoreId } = await collegato(SPENTA);
        await sql`update utenti.operatore set attivo = false where id = ${operatoreId}`.execute(
          ctxDi(mondo, 'worker').db,
        );
      }
      const pagina = await con(browser(), quale);
      expect([pagina.stato, testoDi(pagina.html)]).toEqual([
        403,
        expect.stringContaining('Chiedi a chi amministra gli accessi del tuo ente di invitarti'),
      ]);
    }
    const scritti = await atti();
    expect(scritti).toContain('accesso.senza_invito');
    expect(scritti).not.toContain(cf(IGNOTA));
  });

  test('a tax code that changes ends the sessions that it opened, and the one before opens no more', async () => {
    const chi = await collegato(CAMBIATA);
    const nav = browser();
    const conPassword = await entra(ufficio, chi);
    expect(percorso(await con(nav, CAMBIATA))).toBe('/ufficio');
    const capo = await unCapo();
    const vecchia = await capo.apri(`/ufficio/configurazione/operatori/${chi.operatoreId}/identita`);
    expect(testoDi((await indica(capo, chi, '')).html)).toContain('Codice fiscale salvato');
    expect(percorso(await nav.apri('/ufficio'))).toBe('/ufficio/accedi');
    expect(percorso(await conPassword.apri('/ufficio'))).toBe('/ufficio');
    expect((await con(browser(), CAMBIATA)).stato).toBe(403);
    const tardi = await capo.invia(vecchia, { codiceFiscale: cf(CAMBIATA) });
    expect([tardi.stato, testoDi(tardi.html).includes('qualcun altro ha cambiato questo operatore')]).toEqual([
      422,
      true,
    ]);
    // Of an identity that opens one account no other is made.
    const altro = await unOperatore(mondo, [ente]);
    await indica(capo, altro, cf(NUOVA));
    expect(testoDi((await con(browser(), NUOVA)).html)).not.toContain(altro.utente);
  });

  test('the way back used again, in another browser, late, and refused by the provider', async () => {
    const nav = browser();
    const scelta = await nav.apri('/ufficio/accedi/identita');
    const url = await nav.finoA(scelta, { chi: String(NUOVA) }, `${ufficio.url}/ufficio/accedi/identita/ritorno`);
    expect((await browser().apri(url)).stato).toBe(409);
    expect(percorso(await nav.apri(url))).toBe('/ufficio');
    expect(testoDi((await nav.apri(url)).html)).toContain('Questo accesso è già stato usato, da te');
    expect((await browser().apri(url)).stato).toBe(409);
    const annulla = await con(browser(), 'annulla');
    expect([annulla.stato, testoDi(annulla.html).includes('Hai annullato l’accesso')]).toEqual([403, true]);
    expect(testoDi((await con(browser(), STRANIERA)).html)).toContain('non possiamo riconoscerti');
    const chi = await unOperatore(mondo, [ente]);
    await indica(await unCapo(), chi, cf(CAMBIATA));
    const prima = await con(nav, CAMBIATA);
    mondo.avanti(6 * 60_000);
    const { utente, password } = chi;
    expect(testoDi((await nav.invia(prima, { utente, password })).html)).toContain('Entra di nuovo con SPID o CIE');
  });

  test('where there is no provider nothing is offered', async () => {
    const senza = await apriUfficio({ ...mondo, wires: { ...mondo.wires, identita: null } });
    try {
      const nav = new Navigatore(senza.url);
      expect((await nav.apri('/ufficio/accedi')).html).not.toContain('/ufficio/accedi/identita');
      const pagina = await nav.apri('/ufficio/accedi/identita');
      expect([pagina.stato, testoDi(pagina.html).includes('entra con nome utente e password')]).toEqual([503, true]);
    } finally {
      await senza.chiudi();
    }
  });
});
