/**
 * A new ente goes from the public index to its first payment, as one journey in a real browser and without the command line: who runs the
 * installation registers it, follows its way in, gives it a station and invites who administers it; who does, makes an account and a kind
 * of due; a citizen pays.
 */
import { generateSecret } from 'otplib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { enteDaCodIpa, registraIntermediario, registraTassonomia } from '#modules/enti';
import { datiInvito, leggiInviti, nominaIntermediario } from '#modules/utenti';
import type { Mondo } from '#platform/contesto';
import { databaseNuovo } from '#support/db';
import { Giornata } from '#support/giornata';
import { MODI } from '#support/modi';
import { mondoDiProva } from '#support/mondo';
import { pagaAvviso } from '#support/portale';
import { ricercaPronta } from '#support/ricerca';
import { apriUfficio, unOperatore, type UfficioDiProva } from '#support/ufficio';
import { codiceFiscaleEnte, ctxDi, ibanDiProva, type EnteDiProva } from '#support/un-ente';
import { leggiTassonomia } from '../../src/app/tassonomia.ts';

let mondo: Mondo;
let ufficio: UfficioDiProva;
beforeAll(async () => {
  // An installation at its beginning: an intermediario, and nothing else.
  mondo = mondoDiProva(await databaseNuovo());
  const ctx = ctxDi(mondo, 'worker');
  await registraIntermediario(ctx, { codiceFiscale: codiceFiscaleEnte(), denominazione: 'Regione di Prova' });
  await registraTassonomia(ctx, await leggiTassonomia());
  ufficio = await apriUfficio(mondo);
}, 120_000);
afterAll(() => ufficio.chiudi());

const worker = (enteId: EnteDiProva['enteId'] | null = null) => ctxDi(mondo, 'worker', enteId);
const oggi = (): string => worker().oggi;
const PASSWORD = 'Parola-lunga-di-prova-7';

/** The ente that is being made. */
type Nuovo = { cf: string; codIpa: string; nome: string };

/** From the line of the public index; what it says is looked at before anything is registered. */
async function registra(rita: Giornata, { cf, codIpa, nome }: Nuovo): Promise<EnteDiProva['enteId']> {
  await rita.vai('/regione');
  await rita.page.locator('main').getByRole('link', { name: 'Enti', exact: true }).click();
  await rita.segui('Registra un ente');
  const riga = `Codice_IPA;Denominazione_ente;Codice_fiscale_ente;Codice_Categoria\n${codIpa};${nome};${cf};L6`;
  await rita.riempi({ righe: riga });
  await rita.premi('Leggi i dati');
  await rita.legge('non è stato registrato ancora nulla');
  await rita.vedi('nuovo');
  await rita.premi('Registra l’ente');
  await rita.legge('Ente registrato.');
  await rita.vedi('registrato');
  return (await enteDaCodIpa(worker(), { codIpa, ambiente: 'prova' }))?.enteId ?? expect.fail();
}

async function segnaPassi(rita: Giornata): Promise<void> {
  for (const passo of ['Atto dell’ente', 'Adesione a pagoPA', 'Scheda informativa', 'Prove']) {
    await rita.segui(`Segna ${passo}`);
    await rita.page.getByLabel('fatto', { exact: true }).check();
    await rita.riempi({ giorno: oggi() });
    if (passo === 'Prove') await rita.vedi('passo');
    await rita.premi('Segna il passo');
    await rita.legge('Passo segnato.');
  }
}

/** A station of its own, whose secret segment is seen once. */
async function stazione(rita: Giornata, { cf }: Nuovo, enteId: string): Promise<string> {
  await rita.vai('/regione/stazioni/nuova');
  await rita.riempi({ codice: `${cf}_01` });
  await rita.premi('Registra la stazione');
  await rita.legge('Stazione registrata, non ancora attiva');
  await rita.premi('Fai un nuovo segmento');
  await rita.vedi('segmento');
  await rita.premi('Fai il segmento');
  const segmento = /nodo\/([\w-]+)\/paForNode/.exec(await rita.page.locator('main').innerText())?.[1] ?? '';
  await rita.segui('Torna alla stazione');
  await rita.premi('Attiva la stazione');
  await rita.premi('Attiva');
  await rita.legge('Stazione attivata.');
  await rita.vedi('stazione');
  await rita.vai(`/regione/enti/${enteId}/stazioni`);
  await rita.page.locator('[name=stazione]').selectOption({ label: `${cf}_01` });
  await rita.riempi({ segregazione: '05', dal: oggi() });
  await rita.page.locator('[name=predefinita]').check();
  await rita.premi('Guarda che cosa succede');
  await rita.legge('I numeri degli avvisi nuovi cominciano per 305.');
  await rita.vedi('associa');
  await rita.premi('Associa la stazione');
  await rita.legge('Stazione dell’ente cambiata.');
  return segmento;
}

/** Who will administer it is invited by mail, and comes in by the link of it. */
async function invita(rita: Giornata, carla: Giornata, { cf }: Nuovo, enteId: EnteDiProva['enteId']): Promise<void> {
  const email = `capo.${cf}@example.it`;
  await rita.vai(`/regione/enti/${enteId}/amministratore`);
  await rita.riempi({ nome: 'Carla Capo', email });
  await rita.premi('Manda l’invito');
  await rita.legge('Invito mandato.');
  const [invito] = await leggiInviti(worker(enteId));
  const { token } = (await datiInvito(worker(), invito?.invitoId ?? expect.fail())) ?? expect.fail();
  await carla.vai(`/invito/${token}`);
  await carla.vedi('invito');
  await carla.riempi({ password: PASSWORD });
  await carla.page.locator('main form button').click();
  await carla.page.locator('main').getByRole('link', { name: 'Entra' }).click();
  await carla.entra({ utente: email, password: PASSWORD });
  await carla.vedi('oggi-vuoto');
}

/** An account, and a kind of due made from scratch and put to work. */
async function configura(carla: Giornata, { cf, nome }: Nuovo): Promise<void> {
  await carla.vai('/configurazione/conti/nuovo');
  await carla.riempi({ nome: 'Tesoreria', intestatario: nome, iban: ibanDiProva(cf), dal: oggi() });
  await carla.premi('Aggiungi il conto');
  await carla.page.getByRole('heading', { name: 'Tesoreria' }).waitFor();
  await carla.vedi('conto');
  await carla.vai('/configurazione/tipi/adotta');
  await carla.riempi({ 'zero.denominazione': 'Sale comunali', 'zero.tassonomia': '0101101IM', 'zero.codice': 'SALE' });
  await carla.page.locator('main form:has([name="zero.codice"]) button').last().click();
  await carla.page.getByRole('heading', { name: 'Sale comunali' }).waitFor();
  await carla.page.locator('[name=contoId]').selectOption({ index: 1 });
  await carla.page.locator('[name=modalita][value=per_flussi]').check();
  await carla.page.locator('main form:has([name=modalita]) button').last().click();
  await carla.vedi('tipo');
  await carla.page.locator('main form:has([name=stato]) button').last().click();
  await carla.legge('Questo tipo è attivo.');
}

async function mettiInEsercizio(rita: Giornata, enteId: string): Promise<void> {
  for (const [stato, bottone] of [
    ['PRE-ESERCIZIO', 'Porta in pre-esercizio'],
    ['ESERCIZIO', 'Metti in esercizio: l’ente incassa'],
  ] as const) {
    await rita.vai(`/regione/enti/${enteId}/stato`);
    await rita.page.locator(`[name=a][value=${stato}]`).check();
    await rita.riempi({ motivo: 'Prove finite' });
    await rita.premi('Guarda che cosa succede');
    await rita.vedi(`stato-${stato}`);
    await rita.premi(bottone);
    await rita.legge('Stato cambiato.');
  }
}

/** Carla asks for the first dovuto, somebody pays it, and both who runs the installation and she see it. */
async function primoPagamento(carla: Giornata, enteId: EnteDiProva['enteId'], segmento: string): Promise<void> {
  await carla.vai('/dovuti/nuovo');
  await carla.segui('Sale comunali');
  await carla.riempi({ importo: '10,00', causale: 'Sala del consiglio' });
  await carla.page.getByLabel('Codice fiscale o partita IVA').fill('RSSMRA80A01H501U');
  await carla.page.getByLabel('Nome e cognome').fill('Mario Rossi');
  await carla.premi('Continua');
  await carla.page.getByRole('button', { name: 'Inserisci' }).click();
  await carla.page.getByRole('link', { name: 'Scarica l’avviso (PDF)' }).waitFor();
  const numeroAvviso = await carla.numeroAvviso();
  expect(numeroAvviso.slice(0, 3)).toBe('305');
  await pagaAvviso(mondo, { enteId, segmento } as EnteDiProva, { numeroAvviso, iuv: numeroAvviso.slice(1) } as never);
  await ricercaPronta(mondo, { enteId });
  await carla.vai('/dovuti?elenco=archivio');
  await carla.page.getByText('Pagato', { exact: true }).first().waitFor();
  await carla.vedi('primo-pagamento');
}

describe.each(MODI)('$width px, JavaScript: $javaScript', (modo) => {
  test('an administrator brings a new ente to its first payment', { timeout: 240_000 }, async () => {
    const cf = codiceFiscaleEnte();
    const nuovo = { cf, codIpa: `r_${cf}`, nome: `Comune di Primopago ${cf}` };
    const secret = generateSecret();
    const chi = await unOperatore(mondo, [], { totpSegreto: secret });
    await nominaIntermediario(worker(), chi.operatoreId);
    const [rita, carla] = [await Giornata.comincia(ufficio.url, modo), await Giornata.comincia(ufficio.url, modo)];
    await rita.vai('/accedi');
    await rita.entra({ ...chi, secret });
    const enteId = await registra(rita, nuovo);
    await segnaPassi(rita);
    const segmento = await stazione(rita, nuovo, enteId);
    await invita(rita, carla, nuovo, enteId);
    await configura(carla, nuovo);
    await mettiInEsercizio(rita, enteId);
    await primoPagamento(carla, enteId, segmento);
    await rita.vai(`/regione/enti/${enteId}`);
    await rita.segui('Registro di questo ente');
    await rita.page.getByRole('table').getByText('Ricevuta registrata').first().waitFor();
    await rita.vedi('registro');
  });
});
