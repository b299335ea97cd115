import { afterAll, beforeAll, expect, test } from 'vitest';
import { scriviEventi } from '#modules/registro';
import type { Mondo } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { testoDi } from '#support/navigatore';
import { unAvviso } from '#support/portale';
import { apriUfficio, collegamento, entra, unOperatore, type UfficioDiProva } from '#support/ufficio';
import { ctxDi, unEnte } from '#support/un-ente';

let mondo: Mondo;
let ufficio: UfficioDiProva;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ufficio = await apriUfficio(mondo);
});
afterAll(() => ufficio.chiudi());

test('who administers the ente finds what was exchanged about a notice by its number, and opens its text', async () => {
  const [ente, altro] = [await unEnte(mondo), await unEnte(mondo)];
  const { numeroAvviso } = await unAvviso(mondo, ente, { IUD: 'SCAMBI1' });
  const comune = { categoria: 'INTERFACE', tipo: 'checkoutPostCarts', enteId: ente.enteId, numeroAvviso } as const;
  const worker = ctxDi(mondo, 'worker', ente.enteId);
  await worker.tx((t) =>
    scriviEventi(t, [
      { ...comune, sottotipo: 'REQ', istante: t.now, contenuto: '{"idCart":"IDS-<1>"}' },
      { ...comune, sottotipo: 'RESP', istante: t.now, esito: 'OK', parametri: 'come=http_302 durataMs=12' },
    ]),
  );
  const anna = await entra(ufficio, await unOperatore(mondo, [ente], { ruolo: 'amministratore' }));
  const pagina = await anna.apri(
    collegamento(await anna.apri('/ufficio/incassi/messaggi'), 'Messaggi scambiati con pagoPA'),
  );
  const male = await anna.invia(pagina, { numero: '123' });
  expect([male.stato, testoDi(male.html).includes('ha 18 cifre')]).toEqual([422, true]);
  const trovati = await anna.invia(pagina, { numero: numeroAvviso.replace(/(\d{4})/g, '$1 ') });
  expect(trovati.url).not.toContain(numeroAvviso);
  for (const cosa of ['Carrello mandato al Checkout, domanda', 'Carrello mandato al Checkout, risposta', 'durataMs=12'])
    expect(testoDi(trovati.html)).toContain(cosa);
  const file = await anna.invia(trovati, { forma: 'csv' });
  expect(file.html.split('\r\n')).toHaveLength(4);
  expect(file.html).toContain('Carrello mandato al Checkout, risposta;');
  const evento = /name="evento" value="([^"]+)"/.exec(trovati.html)?.[1] ?? '';
  const aperto = await anna.invia(trovati, { evento });
  expect(testoDi(aperto.html)).toContain('{"idCart":"IDS-<1>"}');
  const { rows } = await mondo.pools.worker.query('select 1 from registro.atto where oggetto_id = $1 and azione = $2', [
    evento,
    'evento.aperto',
  ]);
  expect(rows).toHaveLength(1);
  for (const male of ['x', '00000000-0000-4000-8000-000000000000']) {
    const perso = await anna.invia(trovati, { evento: male });
    expect([perso.stato, testoDi(perso.html).includes('Il messaggio non c’è')]).toEqual([422, true]);
  }
  const straniero = await entra(ufficio, await unOperatore(mondo, [altro], { ruolo: 'amministratore' }));
  const suoi = await straniero.invia(await straniero.apri('/ufficio/incassi/scambi'), { numero: numeroAvviso });
  expect(testoDi(suoi.html)).toContain('Nessun messaggio per questo avviso');
  const operatore = await entra(ufficio, await unOperatore(mondo, [ente]));
  expect((await operatore.apri('/ufficio/incassi/scambi')).stato).toBe(403);
});
