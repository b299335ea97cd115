import { afterAll, beforeAll, expect, test } from 'vitest';
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { valoreDi } from '#kernel/esito';
import { giornoA, formatGiornoLungo, piuGiorni, type Giorno } from '#kernel/giorno';
import { formatIban } from '#kernel/iban';
import { cents } from '#kernel/importo';
import type { DovutoId } from '#kernel/ids';
import {
  chiediSpontaneo,
  confermaSpontaneo,
  impostaGradini,
  impostaTermine,
  registraNotifica,
  SCOPO_SPONTANEO,
} from '#modules/posizioni';
import { chiediProva, datiProva, usaCodice } from '#modules/utenti';
import { modificaTipoDovuto } from '#modules/enti';
import type { Mondo } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { testoDi, type Navigatore } from '#support/navigatore';
import { readPdf } from '#support/pdf';
import { unaPosizione, unicaDi } from '#support/posizioni';
import { CIMITERO, cimiteroA, conModulo, lavoraRichiesta } from '#support/spontaneo';
import { apriUfficio, collegamento, entra, unOperatore, type UfficioDiProva } from '#support/ufficio';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';

let mondo: Mondo;
let ufficio: UfficioDiProva;
let ente: EnteDiProva;
let anna: Navigatore;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ufficio = await apriUfficio(mondo);
  ente = await unEnte(mondo);
  anna = await entra(ufficio, await unOperatore(mondo, [ente]));
});
afterAll(() => ufficio.chiudi());

const worker = () => ctxDi(mondo, 'worker', ente.enteId);
const oggi = (): Giorno => giornoA(new Date());

/** A payment that a citizen asked for and confirmed, as its dovuto. */
async function chiesto(versione: number, risposte: Record<string, string>, importo: number): Promise<DovutoId> {
  const portale = ctxDi(mondo, 'portale', ente.enteId);
  const { enteId, tipoDovutoId } = ente;
  const debitore = { tipo: 'F' as const, codice: 'RSSMRA80A01H501U', anagrafica: 'Mario Rossi' };
  const richiesta = {
    tipoDovutoId,
    versione,
    risposte,
    giorno: oggi(),
    importoCents: cents(importo),
    lingua: 'it',
    debitore,
  };
  const richiestaId = await chiediSpontaneo(portale, richiesta);
  const di = { scopo: SCOPO_SPONTANEO, enteId, oggettoId: richiestaId, email: `${randomUUID()}@example.org` };
  const { provaId } = valoreDi(await chiediProva(portale, di));
  valoreDi(await usaCodice(portale, { provaId, codice: (await datiProva(worker(), provaId))?.codice ?? '' }));
  await confermaSpontaneo(portale, { enteId, richiestaId, provaId });
  await lavoraRichiesta(mondo, ente, richiestaId);
  const iud = `S-${richiestaId.replaceAll('-', '')}`;
  const { rows } = await sql<{ id: DovutoId }>`select id from posizioni.dovuto where iud = ${iud}`.execute(worker().db);
  return rows[0]?.id as DovutoId;
}

test('what a citizen answered is said in the words of the form that they filled in', async () => {
  const prima = await conModulo(mondo, ente);
  const id = await chiesto(
    prima,
    { luogo: 'nord', defunto: 'Ada Neri', 'righe.righe': '1', 'righe.0.quante': '2' },
    3000,
  );
  // Since then the place is called otherwise.
  const { luogo } = CIMITERO.schema.properties;
  const altro = { ...luogo, etichetta: { it: 'Area' }, oneOf: [{ const: 'nord', title: 'Settentrione' }] };
  const properties = { ...CIMITERO.schema.properties, luogo: altro };
  await conModulo(mondo, ente, { definizione: { ...cimiteroA(15), schema: { ...CIMITERO.schema, properties } } });
  const testo = testoDi((await anna.apri(`/ufficio/dovuti/${id}`)).html);
  expect(testo).toMatch(/Cimitero Nord Lampade 1 – Quante lampade 2 .*Lampade in tutto 2/);
  expect(testo).toContain('Flusso Chiesto da un cittadino');
  expect(testo).not.toMatch(/SPONTANEO|riga 1|Settentrione|righe\.1/);
  expect(testo).toContain(formatIban(ente.iban));

  // Of what no citizen asked for, the form in force knows some; the rest is shown as it was written.
  const p = await unaPosizione(worker(), [unicaDi(30_000)], {
    metadati: [
      { chiave: 'luogo', valore: 'nord', perPagopa: true },
      { chiave: 'pratica', valore: 'SUAP-9', perPagopa: false },
    ],
  });
  const suo = testoDi((await anna.apri(`/ufficio/dovuti/${p.dovuti[0]?.dovutoId}`)).html);
  expect(suo).toContain('Area (inviato a pagoPA) Settentrione pratica SUAP-9');
  expect(suo).toContain('PROVA, riga 1');
});

test('amount and last day are those of today, and it says how the amount is reached', async () => {
  const p = await unaPosizione(worker(), [unicaDi(30_000)]);
  const [{ dovutoId, opzioneId } = { dovutoId: '' as DovutoId, opzioneId: null }] = await opzioni(p.posizioneId);
  const notifica = piuGiorni(oggi(), -2);
  valoreDi(await registraNotifica(worker(), { posizioneId: p.posizioneId, giorno: notifica }));
  if (opzioneId !== null) valoreDi(await impostaTermine(worker(), { opzioneId, giorni: 5 }));
  const prima = testoDi((await anna.apri(`/ufficio/dovuti/${dovutoId}`)).html);
  expect(prima).toContain(`Scadenza ${formatGiornoLungo(piuGiorni(notifica, 5))} (termine di questo modo di pagare)`);
  expect(prima).not.toContain('Importo da pagare oggi');
  const gradino = { genere: 'interessi', dal: oggi(), dopoGiorni: null, importoCents: cents(310), quota: 1 } as const;
  valoreDi(await impostaGradini(worker(), { dovutoId, gradini: [gradino] }));
  const dopo = testoDi((await anna.apri(`/ufficio/dovuti/${dovutoId}`)).html);
  expect(dopo).toContain('Importo da pagare oggi 303,10 €');
  expect(dopo).toMatch(/Come si arriva a questo importo .*Importo iniziale 300,00 € Interessi, dal .*3,10 €/);
});

async function opzioni(posizioneId: string) {
  const { rows } = await sql<{ dovutoId: DovutoId; opzioneId: Parameters<typeof impostaTermine>[1]['opzioneId'] }>`
    select id as "dovutoId", opzione_id as "opzioneId" from posizioni.dovuto where posizione_id = ${posizioneId}`.execute(
    worker().db,
  );
  return rows;
}

test('the notice can be downloaded while it is asked for, and that is written', async () => {
  const p = await unaPosizione(worker(), [unicaDi(30_000)]);
  const indirizzo = `/ufficio/dovuti/${p.dovuti[0]?.dovutoId}`;
  const pagina = await anna.apri(indirizzo);
  const { byte, nome } = await anna.scarica(collegamento(pagina, 'Scarica l’avviso'));
  expect([nome, (await readPdf(byte)).pages[0]?.text.includes('300,00')]).toEqual([
    `avviso_${p.dovuti[0]?.numeroAvviso}.pdf`,
    true,
  ]);
  expect(testoDi((await anna.apri(indirizzo)).html)).toContain('Avviso scaricato dall’ente');
  const altrove = await entra(ufficio, await unOperatore(mondo, [await unEnte(mondo)]));
  expect((await altrove.apri(`${indirizzo}/avviso.pdf`)).stato).toBe(404);

  valoreDi(await modificaTipoDovuto(worker(), { tipoDovutoId: ente.tipoDovutoId, cambi: { avvisoStampabile: false } }));
  expect(collegamento(await anna.apri(indirizzo), 'Scarica l’avviso')).toBe('');
  expect((await anna.apri(`${indirizzo}/avviso.pdf`)).stato).toBe(404);
  valoreDi(await modificaTipoDovuto(worker(), { tipoDovutoId: ente.tipoDovutoId, cambi: { avvisoStampabile: true } }));

  await anna.invia(await anna.apri(`${indirizzo}/annulla`), { motivo: 'Non dovuto' });
  expect(collegamento(await anna.apri(indirizzo), 'Scarica l’avviso')).toBe('');
  expect((await anna.apri(`${indirizzo}/avviso.pdf`)).stato).toBe(404);
});

test('each act says near its button what comes of it', async () => {
  const p = await unaPosizione(worker(), [unicaDi(30_000)]);
  const testo = testoDi((await anna.apri(`/ufficio/dovuti/${p.dovuti[0]?.dovutoId}`)).html);
  expect(testo).toMatch(/Sposta la scadenza L’avviso già stampato resta valido/);
  expect(testo).toMatch(/Cambia l’importo Anche chi ha l’avviso/);
  expect(testo).toMatch(/Annulla il dovuto Il cittadino non potrà più pagarlo/);
});
