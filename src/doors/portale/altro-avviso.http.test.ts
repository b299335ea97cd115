import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from 'kysely';
import { valoreDi } from '#kernel/esito';
import { giornoA, piuGiorni } from '#kernel/giorno';
import type { OpzioneId } from '#kernel/ids';
import { annullaDovuto, impostaTermine, registraNotifica, type PosizioneInserita } from '#modules/posizioni';
import { databaseNuovo } from '#support/db';
import { Navigatore, testoDi, type Pagina } from '#support/navigatore';
import { apriPortale, mailDi, mondoFermo, type MondoFermo, type PortaleDiProva } from '#support/portale';
import { unaPosizione, unicaDi } from '#support/posizioni';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';

let mondo: MondoFermo;
let portale: PortaleDiProva;
let ente: EnteDiProva;
beforeAll(async () => {
  mondo = mondoFermo(await databaseNuovo());
  portale = await apriPortale(mondo);
  ente = await unEnte(mondo);
});
afterAll(() => portale.chiudi());

const worker = () => ctxDi(mondo, 'worker', ente.enteId);
const ORDINARIO = 'Puoi ancora pagare con l’altro avviso che hai ricevuto, per l’importo ordinario.';
const NUOVO = 'chiedi all’ente un avviso nuovo';

/** A fine: reduced through the 5th day, ordinary through the 60th; notified so many days ago. */
async function unaMulta(giorniFa: number): Promise<PosizioneInserita> {
  const p = await unaPosizione(worker(), [unicaDi(3000), unicaDi(5000, 2000)]);
  const { rows } = await sql<{ id: OpzioneId; ordine: number }>`
    select id, ordine from posizioni.opzione where posizione_id = ${p.posizioneId}`.execute(worker().db);
  for (const { id, ordine } of rows)
    valoreDi(await impostaTermine(worker(), { opzioneId: id, giorni: ordine === 1 ? 5 : 60 }));
  const giorno = piuGiorni(giornoA(mondo.orologio()), -giorniFa);
  valoreDi(await registraNotifica(worker(), { posizioneId: p.posizioneId, giorno }));
  return p;
}

async function riassunto(chi: Navigatore, p: PosizioneInserita, n = 0): Promise<Pagina> {
  const numero = p.dovuti[n]?.numeroAvviso ?? '';
  return chi.invia(await chi.apri('/avviso'), { numero, codiceFiscale: 'RSSMRA80A01H501U' });
}

test('a reduced notice past its term says that the other one may still be paid, and not which it is', async () => {
  const p = await unaMulta(10);
  const chi = new Navigatore(portale.url);
  const pagina = await riassunto(chi, p);
  const altro = p.dovuti[1]?.numeroAvviso ?? 'x';
  expect(testoDi(pagina.html)).toContain(ORDINARIO);
  expect(testoDi(pagina.html)).not.toContain(NUOVO);
  expect(pagina.html).not.toContain(altro);
  expect(pagina.html).not.toContain('50,00');

  const codice = await chi.invia(pagina, { email: 'anna@example.org' });
  const { link } = await mailDi(mondo, new URL(codice.url).pathname.split('/').at(-1) ?? '');
  const intero = await chi.invia(await chi.apri(new URL(link).pathname), {}, '_csrf');
  expect(testoDi(intero.html)).toContain(ORDINARIO);
});

test('it says so of none when none may be paid any more, and nothing while it is open itself', async () => {
  const chi = new Navigatore(portale.url);
  const tutteScadute = testoDi((await riassunto(chi, await unaMulta(70))).html);
  expect([tutteScadute.includes(NUOVO), tutteScadute.includes('altro avviso che hai')]).toEqual([true, false]);
  const aperta = testoDi((await riassunto(chi, await unaMulta(3))).html);
  expect([aperta.includes(NUOVO), aperta.includes('altro avviso che hai')]).toEqual([false, false]);
  const p = await unaMulta(10);
  const ordinario = p.dovuti[1];
  if (ordinario === undefined) throw new Error('no second way');
  const { rows } = await sql<{ versione: number }>`
    select versione from posizioni.dovuto where id = ${ordinario.dovutoId}`.execute(worker().db);
  const versione = rows[0]?.versione ?? 0;
  const atto = { dovutoId: ordinario.dovutoId, versione, motivo: 'Prova', tipiConsentiti: null };
  valoreDi(await annullaDovuto(worker(), atto));
  expect(testoDi((await riassunto(chi, p)).html)).toContain(NUOVO);
});
