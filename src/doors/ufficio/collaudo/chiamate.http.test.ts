import { afterAll, beforeAll, expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { scriviEventi } from '#modules/registro';
import { creaChiaveApi } from '#modules/utenti';
import type { Mondo } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { testoDi } from '#support/navigatore';
import { apriUfficio, collegamento, entra, unOperatore, type UfficioDiProva } from '#support/ufficio';
import { ctxDi, unEnte } from '#support/un-ente';

let mondo: Mondo;
let ufficio: UfficioDiProva;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ufficio = await apriUfficio(mondo);
});
afterAll(() => ufficio.chiudi());

test('who administers the ente reads what its software called, SOAP and REST, a day at a time, and opens a text', async () => {
  const [ente, altro] = [await unEnte(mondo), await unEnte(mondo)];
  const worker = ctxDi(mondo, 'worker', ente.enteId);
  const chiesta = { applicazione: 'Tributi comunali', ambiti: ['dovuti'], indirizzi: [] } as const;
  const { id } = valoreDi(await creaChiaveApi(ctxDi(mondo, 'ufficio', ente.enteId), chiesta));
  const comune = { categoria: 'INTERFACE', enteId: ente.enteId, sottotipo: 'RESP', istante: worker.now } as const;
  const put = { ...comune, tipo: 'PUT /posizioni/:iupd', richiedente: 'API' };
  await worker.tx((t) =>
    scriviEventi(t, [
      { ...put, esito: 'OK', parametri: 'stato=201 durataMs=3', contenuto: 'HTTP 201\n\n{"iupd":"<P>"}' },
      { ...put, esito: 'KO', parametri: `stato=412 codice=CONFLITTO chiave=${id} segni=if-match` },
      { ...comune, tipo: 'paaSILImportaDovuto', richiedente: 'SIL', esito: 'OK' },
      { ...comune, tipo: 'paGetPayment', richiedente: 'NodoDeiPagamenti', esito: 'OK' },
    ]),
  );
  const anna = await entra(ufficio, await unOperatore(mondo, [ente], { ruolo: 'amministratore' }));
  const collaudo = await anna.apri('/ufficio/configurazione/collaudo');
  expect(testoDi(collaudo.html)).toContain('Si accorge che una posizione è cambiata');
  const tutte = await anna.apri(collegamento(collaudo, 'Le chiamate, una per una'));
  const testo = testoDi(tutte.html);
  for (const cosa of [
    'PUT /posizioni/:iupd',
    'codice=CONFLITTO chiave=«Tributi comunali» segni=if-match',
    'paaSILImportaDovuto',
  ])
    expect(testo).toContain(cosa);
  expect(testo).not.toContain('Attivazione del pagamento');
  const rifiuti = testoDi((await anna.apri(`${tutte.url}?esito=KO`)).html);
  expect([rifiuti.includes('CONFLITTO'), rifiuti.includes('paaSILImportaDovuto')]).toEqual([true, false]);
  const evento = /name="evento" value="([^"]+)"/.exec(tutte.html)?.[1] ?? '';
  expect(testoDi((await anna.invia(tutte, { evento })).html)).toContain('{"iupd":"<P>"}');
  const perso = await anna.invia(tutte, { evento: 'x' });
  expect([perso.stato, testoDi(perso.html).includes('Il messaggio non c’è')]).toEqual([422, true]);
  const male = await anna.apri('/ufficio/configurazione/collaudo/chiamate?giorno=ieri');
  expect([male.stato, testoDi(male.html).includes('Scrivi il giorno')]).toEqual([422, true]);
  expect(testoDi((await anna.apri('/ufficio/configurazione/collaudo/chiamate?giorno=2020-01-01')).html)).toContain(
    'Nessuna chiamata',
  );
  const bruno = await entra(ufficio, await unOperatore(mondo, [altro], { ruolo: 'amministratore' }));
  expect(testoDi((await bruno.apri('/ufficio/configurazione/collaudo/chiamate')).html)).toContain('Nessuna chiamata');
  const operatore = await entra(ufficio, await unOperatore(mondo, [ente]));
  expect((await operatore.apri('/ufficio/configurazione/collaudo/chiamate')).stato).toBe(403);
});
