/**
 * The provider that an ente has of its own, as one journey in a real browser: who administers configures it, tries it and turns it on; an
 * operator comes in by it, the first time with the password too; who administers turns it off, and the operator is out.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databaseNuovo } from '#support/db';
import { Giornata } from '#support/giornata';
import { apriUfficioConFornitori, type UfficioConFornitori } from '#support/identita';
import { MODI } from '#support/modi';
import { unOperatore } from '#support/ufficio';
import { unEnte } from '#support/un-ente';

const SEGRETO = 'un-segreto-di-prova';
const PERSONE = [{ soggetto: 'anna', nome: 'Anna Operosa', email: 'anna@example.org', verificata: true }];

let luogo: UfficioConFornitori;
beforeAll(async () => {
  const accessi = MODI.map(({ width }) => ({ clientId: `mypay-${width}`, segreto: SEGRETO, persone: PERSONE }));
  luogo = await apriUfficioConFornitori(await databaseNuovo(), accessi);
}, 60_000);
afterAll(() => luogo.chiudi());

/** What an act does is read, and confirmed. */
async function fai(capo: Giornata, atto: string, effetto: string): Promise<void> {
  await capo.premi(atto);
  await capo.legge(effetto);
  await capo.vedi(`fornitore-${atto.split(' ')[0]?.toLowerCase()}`);
  await capo.premi('Conferma');
}

describe.each(MODI)('$width px, JavaScript: $javaScript', (modo) => {
  test('is configured, tried, turned on; opens; is turned off', async () => {
    const { mondo, ufficio, emittente } = luogo;
    const ente = await unEnte(mondo);
    const chi = await unOperatore(mondo, [ente], { ruolo: 'ragioneria' });
    const capo = await Giornata.comincia(ufficio.url, modo);
    await capo.vai('/accedi');
    await capo.entra(await unOperatore(mondo, [ente], { ruolo: 'amministratore' }));
    await capo.vai('/configurazione');
    await capo.page.locator('main').getByRole('link', { name: 'Accesso con il fornitore dell’ente' }).click();
    await capo.legge('non ha ancora un suo fornitore');
    await capo.vedi('fornitore-nessuno');
    await capo.segui('Indica il fornitore');
    await capo.premi('Vedi che cosa succede');
    await capo.legge('Scrivi come lo chiamano gli operatori');
    await capo.vedi('fornitore-errori');
    await capo.riempi({ nome: 'Account del Comune', emittente, clientId: `mypay-${modo.width}`, segreto: SEGRETO });
    await fai(capo, 'Vedi che cosa succede', 'diventa il fornitore dell’ente');
    await capo.premi('Prova');
    await capo.legge('Il fornitore risponde, è quello che dice di essere e conosce MyPay.');
    await capo.vedi('fornitore-prova');
    await fai(capo, 'Attiva per tutti', 'Gli operatori dell’ente potranno entrare così');
    await capo.legge('Lo stato del fornitore è cambiato');

    const anna = await Giornata.comincia(ufficio.url, modo);
    await anna.vai('/accedi');
    await anna.vedi('accedi');
    await anna.segui('Accedi con il tuo ente');
    await anna.riempi({ q: ente.denominazione });
    await anna.page.locator('main').getByRole('button', { name: 'Cerca' }).click();
    await anna.vedi('accedi-ente');
    await anna.page.getByRole('link', { name: ente.denominazione }).click();
    await anna.vedi('accedi-di-ente');
    await anna.segui('Continua con Account del Comune');
    await anna.page.getByRole('button', { name: 'Anna Operosa' }).click();
    await anna.legge('È la prima volta che entri con l’account del tuo ente');
    await anna.vedi('accedi-prima');
    await anna.entra(chi);
    await anna.vai('/io');
    await anna.legge('Lavori per questo ente soltanto');
    await anna.vedi('io-confinato');
    await anna.premi('Esci');
    await anna.legge('Sei uscito da MyPay');
    await anna.vedi('uscita-ente');
    await anna.segui('Torna all’ingresso');
    await anna.segui('Continua con Account del Comune');
    await anna.page.getByRole('button', { name: 'Anna Operosa' }).click();
    await anna.page.waitForURL(`${ufficio.url}/ufficio`);

    await capo.vai('/configurazione/fornitore');
    await fai(capo, 'Spegni', 'Nessuno entrerà più così');
    await capo.legge('Spento');
    await capo.vedi('fornitore-spento');
    await anna.vai('/dovuti');
    expect(new URL(anna.page.url()).pathname).toBe('/ufficio/accedi');
  }, 90_000);
});
