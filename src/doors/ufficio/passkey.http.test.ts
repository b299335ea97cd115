import { generateSecret, generateSync } from 'otplib';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Mondo } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { Navigatore, testoDi, type Pagina } from '#support/navigatore';
import { opzioniDi, PasskeyDiProva } from '#support/passkey';
import {
  apriUfficio,
  collegamento,
  entra,
  unOperatore,
  type OperatoreDiProva,
  type UfficioDiProva,
} from '#support/ufficio';
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
const NUOVA = `${IO}/passkey/nuova`;
const percorso = ({ url }: Pagina): string => new URL(url).pathname;
const avanti = (secondi: number): void => void (adesso = new Date(adesso.getTime() + secondi * 1000));
const origine = (): string => new URL(mondo.config.urlPubblico).origin;
const codice = (secret: string): string => generateSync({ secret, epoch: Math.floor(adesso.getTime() / 1000) });

async function unaPersona(ruolo: 'operatore' | 'amministratore' = 'operatore', totpSegreto: string | null = null) {
  const ente = await unEnte(mondo);
  const chi = await unOperatore(mondo, [ente], { ruolo, totpSegreto });
  return { ente, chi };
}

/** Makes a passkey by the pages; gives what is answered. */
async function aggiungi(
  nav: Navigatore,
  { password }: OperatoreDiProva,
  passkey: PasskeyDiProva,
  nome = 'Telefono',
): Promise<Pagina> {
  const pronta = await nav.invia(await nav.apri(NUOVA), { nome, password });
  return nav.invia(pronta, { passkey: passkey.crea(opzioniDi(pronta)) });
}

async function conPasskey(ruolo: 'operatore' | 'amministratore' = 'operatore') {
  const { ente, chi } = await unaPersona(ruolo);
  const anna = await entra(ufficio, chi);
  const passkey = new PasskeyDiProva(origine());
  const fatta = await aggiungi(anna, chi, passkey);
  const recupero = [...fatta.html.matchAll(/<code>([2-9A-Z]{5}-[2-9A-Z]{5})<\/code>/g)].map(([, uno]) => uno ?? '');
  return { ente, chi, anna, passkey, recupero };
}

/** The page of the second step, in a browser of its own. */
async function alSecondo({ utente, password }: OperatoreDiProva): Promise<{ nav: Navigatore; chiede: Pagina }> {
  const nav = new Navigatore(ufficio.url);
  return { nav, chiede: await nav.invia(await nav.apri('/ufficio/accedi'), { utente, password }) };
}

async function azioniDi(operatoreId: string): Promise<string[]> {
  const { rows } = await sql<{ azione: string }>`
    select azione from registro.atto where oggetto_id = ${operatoreId} order by id`.execute(ctxDi(mondo, 'worker').db);
  return rows.map(({ azione }) => azione);
}

describe('a passkey', () => {
  test('is made with a name and the password, brings recovery codes, and is the second step from then on', async () => {
    const { chi, anna, passkey, recupero } = await conPasskey();
    expect(recupero).toHaveLength(10);
    expect(testoDi((await anna.apri(IO)).html)).toContain(
      'Le tue passkey Nome Aggiunta il Usata l’ultima volta Che cosa fare Telefono',
    );
    const { nav, chiede } = await alSecondo(chi);
    expect(testoDi(chiede.html)).toContain('JavaScript è spento');
    expect(chiede.html).toMatch(/<script type="module" src="[^"]*passkey-[^"]*\.js">/);
    expect(opzioniDi(chiede)).toMatchObject({ allowCredentials: [{ id: passkey.id.toString('base64url') }] });
    const dentro = await nav.invia(chiede, { passkey: passkey.firma(opzioniDi(chiede)) });
    expect(percorso(dentro)).toBe('/ufficio');
    // Without it a recovery code still opens; six digits do not, for there is no app.
    const altrove = await alSecondo(chi);
    const sei = await altrove.nav.invia(altrove.chiede, { codice: '123456' });
    expect([sei.stato, testoDi(sei.html).includes('Il codice non corrisponde')]).toEqual([422, true]);
    expect(percorso(await altrove.nav.invia(sei, { codice: recupero[0] ?? '' }))).toBe('/ufficio');
    expect(await azioniDi(chi.operatoreId)).toContain('operatore.passkey_aggiunta');
  });

  test('stands beside the app: either opens, and a second one brings no other recovery codes', async () => {
    const segreto = generateSecret();
    const { chi } = await unaPersona('operatore', segreto);
    const { nav, chiede } = await alSecondo(chi);
    expect(opzioniDi(chiede)).toBeNull();
    await nav.invia(chiede, { codice: codice(segreto) });
    const passkey = new PasskeyDiProva(origine(), 0);
    expect(testoDi((await aggiungi(nav, chi, passkey)).html)).toContain('Passkey aggiunta');
    avanti(60);
    const conApp = await alSecondo(chi);
    expect(percorso(await conApp.nav.invia(conApp.chiede, { codice: codice(segreto) }, 'codice'))).toBe('/ufficio');
    const seconda = await alSecondo(chi);
    const firma = passkey.firma(opzioniDi(seconda.chiede));
    expect(percorso(await seconda.nav.invia(seconda.chiede, { passkey: firma }))).toBe('/ufficio');
  });

  test('is renamed and taken away, with the password; not the last one of who administers', async () => {
    const { chi, anna } = await conPasskey('amministratore');
    const una = collegamento(await anna.apri(IO), 'Cambia la passkey Telefono');
    const rinominata = await anna.invia(await anna.apri(una), { nome: 'Chiave blu' });
    expect(testoDi(rinominata.html)).toContain('Il nome della passkey è cambiato');
    const vuota = await anna.invia(await anna.apri(una), { nome: '  ' });
    expect([vuota.stato, testoDi(vuota.html).includes('Scrivi un nome')]).toEqual([422, true]);
    const sbagliata = await anna.invia(await anna.apri(una), { password: 'un’altra' });
    expect(testoDi(sbagliata.html)).toContain('La password attuale non è questa');
    const ultima = await anna.invia(sbagliata, { password: chi.password });
    expect([ultima.stato, testoDi(ultima.html).includes('non può fare a meno')]).toEqual([422, true]);
    await aggiungi(anna, chi, new PasskeyDiProva(origine()), 'Altra');
    const tolta = await anna.invia(await anna.apri(una), { password: chi.password });
    expect(testoDi(tolta.html)).toContain('La passkey è tolta');
    expect((await anna.apri(una)).stato).toBe(404);
    // An operatore takes the last one away, and their recovery codes go with it.
    const { chi: bruno, anna: suo } = await conPasskey();
    const sua = collegamento(await suo.apri(IO), 'Cambia la passkey Telefono');
    expect((await anna.apri(sua)).stato).toBe(404);
    await suo.invia(await suo.apri(sua), { password: bruno.password });
    expect(percorso((await alSecondo(bruno)).chiede)).toBe('/ufficio');
  });

  test('in production satisfies who must have a second factor', async () => {
    const produzione = await apriUfficio({ ...mondo, config: { ...mondo.config, modo: 'produzione' as const } });
    try {
      const { chi } = await unaPersona('amministratore');
      const anna = await entra(produzione, chi);
      expect(percorso(await anna.apri('/ufficio/dovuti'))).toBe(IO);
      await aggiungi(anna, chi, new PasskeyDiProva(origine()));
      expect(percorso(await anna.apri('/ufficio/dovuti'))).toBe('/ufficio/dovuti');
    } finally {
      await produzione.chiudi();
    }
  });
});

describe('a passkey that opens nothing', () => {
  test('made wrongly: of another site, of another challenge, without the password, twice', async () => {
    const { chi } = await unaPersona();
    const anna = await entra(ufficio, chi);
    const passkey = new PasskeyDiProva(origine());
    const senza = await anna.invia(await anna.apri(NUOVA), { nome: 'Telefono', password: 'sbagliata' });
    expect([senza.stato, opzioniDi(senza)]).toEqual([422, null]);
    expect(testoDi((await anna.invia(senza, { nome: '', password: chi.password })).html)).toContain('Scrivi un nome');
    const prova = async (fai: (p: Pagina) => string): Promise<string> => {
      const pronta = await anna.invia(await anna.apri(NUOVA), { nome: 'Telefono', password: chi.password });
      return testoDi((await anna.invia(pronta, { passkey: fai(pronta) })).html);
    };
    const altrove = { origine: 'https://altro.example.org' };
    expect(await prova((p) => passkey.crea(opzioniDi(p), altrove))).toContain('La passkey non è stata riconosciuta');
    expect(await prova((p) => passkey.crea({ ...opzioniDi(p), challenge: 'AAAA' }))).toContain('più di cinque minuti');
    expect(await prova(() => '{"id":"x"}')).toContain('La passkey non è stata riconosciuta');
    expect(await prova((p) => (avanti(301), passkey.crea(opzioniDi(p))))).toContain('più di cinque minuti');
    expect(testoDi((await anna.apri(IO)).html)).toContain('Non hai passkey');
    await aggiungi(anna, chi, passkey);
    expect(await prova((p) => passkey.crea(opzioniDi(p)))).toContain('Questa passkey è già registrata');
  });

  test('used wrongly: another’s, another site’s, again, late, in another browser, counting backwards', async () => {
    const { chi, passkey } = await conPasskey();
    const altrui = await conPasskey();
    const prova = async (fai: (p: Pagina) => string): Promise<string> => {
      // Past the guesses that one name has.
      avanti(16 * 60);
      const { nav, chiede } = await alSecondo(chi);
      const pagina = await nav.invia(chiede, { passkey: fai(chiede) });
      return percorso(pagina) === '/ufficio' ? 'dentro' : testoDi(pagina.html);
    };
    const altrove = { origine: 'https://altro.example.org' };
    const no = 'La passkey non è stata riconosciuta';
    expect(await prova((p) => altrui.passkey.firma(opzioniDi(p)))).toContain(no);
    // Signed by one, sent as the other.
    expect(await prova((p) => altrui.passkey.firma(opzioniDi(p), { id: passkey.id }))).toContain(no);
    expect(await prova((p) => passkey.firma(opzioniDi(p), altrove))).toContain(no);
    expect(await prova(() => 'niente')).toContain(no);
    expect(await prova((p) => (avanti(301), passkey.firma(opzioniDi(p))))).toContain('È passato troppo tempo');
    // What was signed once does not open again, neither as it is nor under a new challenge.
    let usata = '';
    expect(await prova((p) => (usata = passkey.firma(opzioniDi(p))))).toBe('dentro');
    expect(await prova(() => usata)).toContain('più di cinque minuti');
    passkey.contatore = 1;
    expect(await prova((p) => passkey.firma(opzioniDi(p)))).toContain('come se ne esistesse una copia');
    expect(await azioniDi(chi.operatoreId)).toContain('operatore.passkey_copiata');
    avanti(15 * 60);
    passkey.contatore = 100;
    const { nav, chiede } = await alSecondo(chi);
    const ladro = new Navigatore(ufficio.url);
    await ladro.apri('/ufficio/accedi');
    const csrf = /name="_csrf" value="([^"]+)"/.exec((await ladro.apri('/ufficio/accedi')).html)?.[1] ?? '';
    const rubata = await ladro.invia(chiede, { passkey: passkey.firma(opzioniDi(chiede)), _csrf: csrf }, 'passkey');
    expect(testoDi(rubata.html)).toContain('È passato troppo tempo');
    expect(percorso(await nav.invia(chiede, { passkey: passkey.firma(opzioniDi(chiede)) }))).toBe('/ufficio');
  });

  test('whoever is not signed in makes and changes none', async () => {
    const nessuno = new Navigatore(ufficio.url);
    for (const indirizzo of [NUOVA, `${IO}/passkey/01890000-0000-7000-8000-000000000000`])
      expect(percorso(await nessuno.apri(indirizzo))).toBe('/ufficio/accedi');
    const { anna } = await conPasskey();
    expect((await anna.apri(`${IO}/passkey/altro`)).stato).toBe(404);
  });
});
