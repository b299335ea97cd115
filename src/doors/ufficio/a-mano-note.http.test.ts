import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PosizioneInserita } from '#modules/posizioni';
import type { Mondo } from '#platform/contesto';
import { DEBITORE } from '#support/carico';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { testoDi, type Navigatore } from '#support/navigatore';
import { unaPosizione, unicaDi } from '#support/posizioni';
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

const worker = (di = ente) => ctxDi(mondo, 'worker', di.enteId);
const indirizzo = (p: PosizioneInserita): string => `/ufficio/dovuti/${p.dovuti[0]?.dovutoId ?? ''}`;

test('a note stays in the history of the dovuto, in the words of who wrote it; sent twice it is one', async () => {
  const p = await unaPosizione(worker(), [unicaDi(1000)]);
  const pagina = await anna.apri(collegamento(await anna.apri(indirizzo(p)), 'Scrivi una nota'));
  const vuota = await anna.invia(pagina, { nota: ' ' });
  expect([vuota.stato, testoDi(vuota.html).includes('Scrivi la nota, con al massimo 2000')]).toEqual([422, true]);
  const parole = 'Ha telefonato.\n<script>alert(1)</script>';
  await anna.invia(pagina, { nota: parole });
  const fatto = await anna.invia(pagina, { nota: parole });
  expect([fatto.url.endsWith(`${indirizzo(p)}?fatto=nota`), fatto.html.includes('<script>alert')]).toEqual([
    true,
    false,
  ]);
  expect(testoDi(fatto.html)).toContain('Nota Ha telefonato. <script>alert(1)</script>');
  expect(testoDi(fatto.html)).toContain('Nota scritta su un dovuto');
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from posizioni.nota where dovuto_id = ${p.dovuti[0]?.dovutoId}`.execute(worker().db);
  expect(rows[0]?.n).toBe(1);
});

test('a notice is mailed again from its page, which says to whom and how it went; without an address it says what to do', async () => {
  const email = `mario.${ente.codIpa}@esempio.it`;
  const p = await unaPosizione(worker(), [unicaDi(1000)], { debitore: { ...DEBITORE, email } });
  const pagina = await anna.apri(collegamento(await anna.apri(indirizzo(p)), 'Invia di nuovo l’avviso'));
  expect(testoDi(pagina.html)).toContain('a m•••@esempio.it, con l’importo di oggi. Oggi è la volta 1 di 3.');
  expect(pagina.html).not.toContain(email);
  await anna.invia(pagina, {}, 'volta');
  const fatto = await anna.invia(pagina, {}, 'volta');
  expect(testoDi(fatto.html)).toContain('Avviso mandato per posta a m•••@esempio.it: in partenza');
  const dopo = await anna.apri(`${indirizzo(p)}/invia-avviso`);
  expect(testoDi(dopo.html)).toContain('Oggi è la volta 2 di 3');
  const no = await anna.invia(dopo, { volta: '-1' });
  expect([no.stato, testoDi(no.html).includes('Per oggi è già stato mandato abbastanza volte')]).toEqual([429, true]);
  const senza = await unaPosizione(worker(), [unicaDi(1000)]);
  const manca = await anna.apri(`${indirizzo(senza)}/invia-avviso`);
  expect(testoDi(manca.html)).toContain('Non abbiamo un indirizzo email di chi deve pagare');
});

test('a link to pay it is made from its page, as long as it is asked for', async () => {
  const p = await unaPosizione(worker(), [unicaDi(1000)]);
  const nuovo = await anna.apri(collegamento(await anna.apri(indirizzo(p)), 'Nuovo link di pagamento'));
  expect(nuovo.html).toContain(`value="${p.dovuti[0]?.numeroAvviso ?? ''}"`);
  await sql`update posizioni.dovuto set stato = 'annullato' where id = ${p.dovuti[0]?.dovutoId}`.execute(worker().db);
  expect(collegamento(await anna.apri(indirizzo(p)), 'Nuovo link di pagamento')).toBe('');
});

test('of another ente there is none', async () => {
  const altro = await unEnte(mondo);
  const p = await unaPosizione(worker(altro), [unicaDi(1000)]);
  for (const atto of ['nota', 'invia-avviso', 'invia-ricevuta'])
    expect((await anna.apri(`${indirizzo(p)}/${atto}`)).stato).toBe(404);
});
