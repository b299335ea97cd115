import { afterAll, beforeAll, expect, it } from 'vitest';
import type { OperatoreId } from '#kernel/ids';
import { attivaUtente, nominaIntermediario } from '#modules/utenti';
import type { Mondo } from '#platform/contesto';
import { tokenCsrf } from '#platform/http/csrf';
import { databaseNuovo } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { apriUfficio, cookieDi, unOperatore, type UfficioDiProva } from '#support/ufficio';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';

let mondo: Mondo;
let ufficio: UfficioDiProva;
let ente: EnteDiProva;
let capo: { operatoreId: OperatoreId; cookie: string };

beforeAll(async () => {
  mondo = mondoDiProva(await databaseNuovo());
  ufficio = await apriUfficio(mondo);
  ente = await unEnte(mondo);
  const chi = await unOperatore(mondo, [ente], { ruolo: 'amministratore' });
  await nominaIntermediario(ctxDi(mondo, 'worker'), chi.operatoreId);
  capo = { operatoreId: chi.operatoreId, cookie: (await cookieDi(mondo, chi)).ufficio };
});
afterAll(() => ufficio.chiudi());

const apri = (percorso: string, cookie = capo.cookie) =>
  ufficio.app.inject({ url: `/ufficio${percorso}`, cookies: { ufficio: cookie } });
const manda = (percorso: string, campi: Record<string, string>) =>
  ufficio.app.inject({
    method: 'POST',
    url: `/ufficio${percorso}`,
    cookies: { ufficio: capo.cookie },
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://localhost' },
    payload: new URLSearchParams({ ...campi, _csrf: tokenCsrf(mondo.config.pepe, capo.cookie) }).toString(),
  });

it('finds who works in the ufficio, by name, and says for whom', async () => {
  const altro = await unOperatore(mondo, [ente], { ruolo: 'lettore' });
  const tutti = await apri('/regione/utenti');
  expect(tutti.body).toContain(altro.utente);
  expect(tutti.body).toContain(ente.denominazione);
  const trovati = await manda('/regione/utenti', { testo: altro.utente.toUpperCase() });
  expect([trovati.statusCode, trovati.body.includes('Trovato 1 utente')]).toEqual([200, true]);
  expect((await manda('/regione/utenti', { testo: 'nessuno così' })).body).toContain('Nessun utente');
  expect((await apri('/regione/utenti?stato=chiusi')).body).not.toContain(altro.utente);
  expect((await apri('/regione/utenti/elenco/csv')).body).toContain(altro.utente);
});

it('shuts somebody out at once, and lets them in again; the effect is shown before', async () => {
  const chi = await unOperatore(mondo, [ente], { ruolo: 'operatore' });
  const suo = (await cookieDi(mondo, chi)).ufficio;
  const scheda = `/regione/utenti/${chi.operatoreId}`;
  expect((await apri('/dovuti', suo)).statusCode).toBe(200);
  const prima = await manda(scheda, { atto: 'chiudi' });
  expect(prima.body).toContain('esce da tutti i dispositivi');
  expect((await apri('/dovuti', suo)).statusCode).toBe(200);
  expect((await manda(scheda, { atto: 'chiudi', conferma: 'si' })).headers.location).toContain('fatto=chiuso');
  expect((await apri('/dovuti', suo)).statusCode).toBe(303);
  expect((await apri(`${scheda}?fatto=chiuso`)).body).toContain('Accesso chiuso');
  await manda(scheda, { atto: 'riapri', conferma: 'si' });
  expect((await apri('/regione/utenti?stato=attivi')).body).toContain(chi.utente);
  const { rows } = await mondo.pools.worker.query<{ azione: string }>(
    `select azione from registro.atto where oggetto_id = $1 and azione in ('operatore.chiuso', 'operatore.riaperto') order by istante`,
    [chi.operatoreId],
  );
  expect(rows.map(({ azione }) => azione)).toEqual(['operatore.chiuso', 'operatore.riaperto']);
});

it('puts somebody over the installation, and takes it from them; the effect is shown before', async () => {
  const chi = await unOperatore(mondo, [ente], { ruolo: 'operatore' });
  const suo = (await cookieDi(mondo, chi)).ufficio;
  const scheda = `/regione/utenti/${chi.operatoreId}`;
  const prima = (await manda(scheda, { atto: 'nomina' })).body;
  for (const detto of ['vede tutti gli enti', 'Non ha ancora un secondo passo']) expect(prima).toContain(detto);
  expect((await apri('/regione', suo)).statusCode).toBe(403);
  expect((await manda(scheda, { atto: 'nomina', conferma: 'si' })).headers.location).toContain('fatto=nominato');
  expect((await apri('/regione', suo)).statusCode).toBe(200);
  expect((await apri(`${scheda}?fatto=nominato`)).body).toContain('amministra anche l’installazione');
  expect((await manda(scheda, { atto: 'destituisci', conferma: 'si' })).headers.location).toContain('fatto=destituito');
  expect([(await apri('/regione', suo)).statusCode, (await apri('/dovuti', suo)).statusCode]).toEqual([403, 200]);
  const { rows } = await mondo.pools.worker.query<{ dopo: boolean }>(
    `select (dettaglio->>'dopo')::boolean as dopo from registro.atto
      where oggetto_id = $1 and azione = 'operatore.intermediario' order by istante`,
    [chi.operatoreId],
  );
  expect(rows.map(({ dopo }) => dopo)).toEqual([true, false]);
});

it('keeps the last who runs the installation, and finds nobody where nobody is', async () => {
  const esito = await manda(`/regione/utenti/${capo.operatoreId}`, { atto: 'chiudi', conferma: 'si' });
  expect(esito.statusCode).toBe(422);
  expect(esito.body).toContain('È l’unico che amministra l’installazione');
  const via = await manda(`/regione/utenti/${capo.operatoreId}`, { atto: 'destituisci', conferma: 'si' });
  expect([via.statusCode, via.body.includes('È l’unico che amministra l’installazione')]).toEqual([422, true]);
  const chiudi = { operatoreId: capo.operatoreId, attivo: false };
  expect(await attivaUtente(ctxDi(mondo, 'worker'), chiudi)).toMatchObject({
    refusal: { codice: 'ULTIMO_INTERMEDIARIO' },
  });
  for (const id of ['x', '01890000-0000-7000-8000-000000000000'])
    expect((await apri(`/regione/utenti/${id}`)).statusCode).toBe(404);
  expect((await manda(`/regione/utenti/${capo.operatoreId}`, { atto: 'altro' })).statusCode).toBe(400);
});
