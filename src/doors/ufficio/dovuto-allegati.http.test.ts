import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { giornoA } from '#kernel/giorno';
import { cents } from '#kernel/importo';
import { leggiModulo, registraTipoDovuto } from '#modules/enti';
import { chiediSpontaneo, confermaSpontaneo, SCOPO_SPONTANEO, tieniAllegato } from '#modules/posizioni';
import { chiediProva, datiProva, usaCodice } from '#modules/utenti';
import type { Mondo } from '#platform/contesto';
import { CIMITERO_CON_FILE, unaImmagine, unPdf } from '#support/allegati';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { testoDi } from '#support/navigatore';
import { conModulo, lavoraRichiesta } from '#support/spontaneo';
import { apriUfficio, collegamento, cookieDi, entra, unOperatore, type UfficioDiProva } from '#support/ufficio';
import { ctxDi, TIPO, unEnte, type EnteDiProva } from '#support/un-ente';

let mondo: Mondo;
let ufficio: UfficioDiProva;
let ente: EnteDiProva;
let dovuto: string;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ufficio = await apriUfficio(mondo);
  ente = await unEnte(mondo);
  const versione = await conModulo(mondo, ente, { definizione: CIMITERO_CON_FILE });
  dovuto = `/ufficio/dovuti/${await chiesto(versione)}`;
});
afterAll(() => ufficio.chiudi());

/** A payment that a citizen asked for and confirmed with two files, as its dovuto. */
async function chiesto(versione: number): Promise<string> {
  const { enteId, tipoDovutoId } = ente;
  const portale = ctxDi(mondo, 'portale', enteId);
  const pubblico = await leggiModulo(portale, { enteId, tipoDovutoId });
  if (pubblico === null) throw new Error('no form');
  const forma = { enteId, tipoDovutoId, visita: randomBytes(32), modulo: pubblico.modulo };
  const file = [
    { risposta: 'righe.0.foto', nome: 'La lapide è questa.png', byte: await unaImmagine('png') },
    { risposta: 'atto', nome: 'Atto.pdf', byte: unPdf() },
  ];
  const allegati: { risposta: string; id: string }[] = [];
  for (const uno of file)
    allegati.push({ risposta: uno.risposta, id: valoreDi(await tieniAllegato(portale, forma, uno)) });
  const richiesta = {
    ...{ tipoDovutoId, versione, giorno: giornoA(new Date()), importoCents: cents(1500), lingua: 'it' },
    risposte: {
      ...{ luogo: 'nord', defunto: 'Ada Neri', 'righe.righe': '1', 'righe.0.quante': '1' },
      ...Object.fromEntries(allegati.map(({ risposta, id }) => [risposta, id])),
    },
    debitore: { tipo: 'F' as const, codice: 'RSSMRA80A01H501U', anagrafica: 'Mario Rossi' },
  };
  const richiestaId = await chiediSpontaneo(portale, richiesta, { visita: forma.visita, allegati });
  const di = { scopo: SCOPO_SPONTANEO, enteId, oggettoId: richiestaId, email: `${randomUUID()}@example.org` };
  const { provaId } = valoreDi(await chiediProva(portale, di));
  const worker = ctxDi(mondo, 'worker', enteId);
  valoreDi(await usaCodice(portale, { provaId, codice: (await datiProva(worker, provaId))?.codice ?? '' }));
  await confermaSpontaneo(portale, { enteId, richiestaId, provaId });
  await lavoraRichiesta(mondo, ente, richiestaId);
  const { rows } = await sql<{ id: string }>`
    select id from posizioni.dovuto where ente_id = ${enteId} and iud like 'S-%'`.execute(worker.db);
  return rows[0]?.id ?? '';
}

async function scaricati(): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from registro.atto
     where ente_id = ${ente.enteId} and azione = 'allegato.scaricato'`.execute(ctxDi(mondo, 'worker').db);
  return rows[0]?.n ?? -1;
}

test('the clerk finds the files under their questions, and downloads them: each time a row of the registro', async () => {
  const anna = await entra(ufficio, await unOperatore(mondo, [ente]));
  const pagina = await anna.apri(dovuto);
  expect(testoDi(pagina.html)).toMatch(
    /Lampade 1 – Foto La lapide è questa\.png \(1 kB\), dal cittadino Atto di concessione Atto\.pdf \(1 kB\), dal cittadino/,
  );
  expect(testoDi(pagina.html)).not.toContain('atto 0');
  expect(await scaricati()).toBe(0);
  const atto = await anna.scarica(collegamento(pagina, 'Atto.pdf'));
  expect([atto.nome, atto.tipo, atto.byte]).toEqual(['Atto.pdf', 'application/pdf', unPdf()]);
  const foto = await anna.scarica(collegamento(pagina, 'La lapide'));
  expect([foto.nome, foto.tipo]).toEqual(['La_lapide___questa.png', 'image/png']);
  // What came is not what is given: the colours are.
  expect(foto.byte.toString('latin1')).not.toContain('SEGRETO');
  expect(await scaricati()).toBe(2);
  expect(testoDi((await anna.apri('/ufficio/registro')).html)).toContain('Scaricato un file allegato a un dovuto');
});

test('it is given, and never shown', async () => {
  const operatore = await unOperatore(mondo, [ente], { ruolo: 'lettore' });
  const pagina = await (await entra(ufficio, operatore)).apri(dovuto);
  const cookies = await cookieDi(mondo, operatore);
  const { headers, statusCode } = await ufficio.app.inject({ url: collegamento(pagina, 'La lapide'), cookies });
  expect(statusCode).toBe(200);
  expect(headers['content-disposition']).toBe(
    'attachment; filename="La_lapide___questa.png"; filename*=UTF-8\'\'La%20lapide%20%C3%A8%20questa.png',
  );
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['cache-control']).toBe('no-store');
  expect(headers['content-security-policy']).toContain("default-src 'none'");
});

test('not for another ente, another kind of due, another dovuto, nobody', async () => {
  const anna = await entra(ufficio, await unOperatore(mondo, [ente]));
  const dove = collegamento(await anna.apri(dovuto), 'Atto.pdf');
  const prima = await scaricati();
  const altro = await unEnte(mondo);
  const ugo = await entra(ufficio, await unOperatore(mondo, [altro]));
  const tipoDovutoId = valoreDi(
    await registraTipoDovuto(ctxDi(mondo, 'worker', ente.enteId), {
      ...TIPO,
      codice: 'ALTRO',
      contoId: ente.contoId,
      contoPostaleId: null,
    }),
  );
  const ida = await entra(ufficio, await unOperatore(mondo, [ente], { tipi: [tipoDovutoId] }));
  for (const chi of [ugo, ida]) expect((await chi.apri(dove)).stato).toBe(404);
  for (const sbagliato of [
    `${dovuto}/allegati/${randomUUID()}`,
    `${dovuto}/allegati/atto`,
    dove.replace(/dovuti\/[^/]+/, `dovuti/${randomUUID()}`),
  ])
    expect((await anna.apri(sbagliato)).stato).toBe(404);
  expect((await ufficio.app.inject({ url: dove })).statusCode).toBe(303);
  expect(await scaricati()).toBe(prima);
});
