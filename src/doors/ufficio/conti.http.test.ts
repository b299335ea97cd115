import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { formatGiorno, formatGiornoLungo, giornoA, piuGiorni } from '#kernel/giorno';
import { formatIban } from '#kernel/iban';
import { leggiConto, registraTassonomia, registraTipoDovuto, caricaTassonomia } from '#modules/enti';
import type { Mondo } from '#platform/contesto';
import { unDovuto } from '#support/carico';
import { databaseNuovo } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { testoDi, type Navigatore } from '#support/navigatore';
import { apriUfficio, collegamento, entra, unOperatore, type UfficioDiProva } from '#support/ufficio';
import { codiceFiscaleEnte, ctxDi, DA_SEMPRE, ibanDiProva, TIPO, unEnte, type EnteDiProva } from '#support/un-ente';

const OGGI = giornoA(new Date());
const TRA_UN_MESE = piuGiorni(OGGI, 30);
const CONTI = '/ufficio/configurazione/conti';
let mondo: Mondo;
let ufficio: UfficioDiProva;
let ente: EnteDiProva;
let anna: Navigatore;

beforeAll(async () => {
  mondo = mondoDiProva(await databaseNuovo());
  ufficio = await apriUfficio(mondo);
  ente = await unEnte(mondo);
  anna = await entra(ufficio, await unOperatore(mondo, [ente], { ruolo: 'amministratore' }));
});
afterAll(() => ufficio.chiudi());

const nuovoIban = (abi?: string): string => ibanDiProva(codiceFiscaleEnte(), abi);

test('a change of IBAN shows what it touches, and is confirmed on what was read', async () => {
  const ctx = ctxDi(mondo, 'worker', ente.enteId);
  const primo = await unDovuto(ctx, { iud: 'D1', importo: 1000 });
  await unDovuto(ctx, { iud: 'D2', importo: 2550 });
  const cambia = `${CONTI}/${ente.contoId}/cambia`;
  const iban = nuovoIban();
  const mai = await anna.invia(await anna.apri(cambia), { iban: 'IT00', dal: TRA_UN_MESE, stato: 'attivo' });
  expect(mai.stato).toBe(422);
  expect(testoDi(mai.html)).toContain('L’IBAN non è valido');
  const impatto = await anna.invia(mai, { iban: iban.toLowerCase(), dal: formatGiorno(TRA_UN_MESE), stato: 'attivo' });
  const testo = testoDi(impatto.html);
  expect(impatto.stato).toBe(200);
  for (const parole of [
    `Dal ${formatGiornoLungo(TRA_UN_MESE)}: da ${formatIban(ente.iban)} a ${formatIban(iban)}`,
    '2 dovuti da pagare usano questo conto: in tutto 35,50 €',
    '2 avvisi già emessi',
    'D1 – ',
    'Conferma il cambio',
  ])
    expect(testo).toContain(parole);
  expect(testo).not.toContain('bollettino');
  expect(impatto.html).toContain(primo.numeroAvviso?.slice(0, 4));
  expect((await leggiConto(ctx, ente.contoId))?.decorrenze).toHaveLength(1);
  // Meanwhile there is one more: the second step looks again.
  await unDovuto(ctx, { iud: 'D3', importo: 100 });
  const ancora = await anna.invia(impatto, {}, 'letto');
  expect(testoDi(ancora.html)).toContain('Nel frattempo qualcosa è cambiato');
  expect((await leggiConto(ctx, ente.contoId))?.decorrenze).toHaveLength(1);
  const fatto = await anna.invia(ancora, {}, 'letto');
  expect(testoDi(fatto.html)).toContain('Cambio registrato');
  expect(testoDi(fatto.html)).toContain(`Dal ${formatGiornoLungo(TRA_UN_MESE)} il conto userà ${formatIban(iban)}`);
  const ritirato = await anna.invia(fatto, {}, 'ritira');
  expect(testoDi(ritirato.html)).toContain('Cambio ritirato');
  expect((await leggiConto(ctx, ente.contoId))?.decorrenze).toHaveLength(1);
});

test('an account is opened, its IBAN declared and then put to use, and closed', async () => {
  const elenco = await anna.apri(CONTI);
  expect(testoDi(elenco.html)).toContain(formatIban(ente.iban));
  const modulo = await anna.apri(collegamento(elenco, 'Aggiungi un conto'));
  const iban = nuovoIban('07601');
  const dati = {
    nome: 'Poste scuola',
    tipo: 'postale',
    intestatario: 'Comune',
    autorizzazione: 'AUT. 1',
    stato: 'attivo',
  };
  const sbagliato = await anna.invia(modulo, { ...dati, iban: nuovoIban(), dal: OGGI });
  expect(testoDi(sbagliato.html)).toContain('Questo IBAN non è di un conto corrente postale');
  expect(sbagliato.html).toContain('value="Poste scuola"');
  expect(testoDi((await anna.invia(sbagliato, { ...dati, iban, dal: 'domani' })).html)).toContain('Scrivi il giorno');
  const vuoto = testoDi((await anna.invia(sbagliato, { ...dati, nome: ' ', iban: '', dal: OGGI })).html);
  expect(vuoto).toContain('Ci sono 2 cose da correggere Dai un nome al conto. Scrivi l’IBAN del conto.');
  const aperto = await anna.invia(sbagliato, { ...dati, iban, dal: piuGiorni(OGGI, -10) });
  expect(testoDi(aperto.html)).toContain('Conto aggiunto');
  expect(aperto.html).toContain('AUT. 1');
  const senza = await anna.invia(aperto, { intestatario: ' ', autorizzazione: '' });
  expect(testoDi(senza.html)).toContain('Scrivi a chi è intestato il conto');
  const salvato = await anna.invia(senza, { intestatario: 'Comune, scuola', autorizzazione: '' });
  expect(testoDi(salvato.html)).toContain('Intestazione salvata');

  const scambiato = await anna.invia(modulo, {
    ...dati,
    nome: 'Banca',
    tipo: 'bancario',
    autorizzazione: '',
    iban: nuovoIban('07601'),
    dal: OGGI,
  });
  expect(testoDi(scambiato.html)).toContain('L’IBAN è di Poste, ma il conto è registrato come bancario');
  expect(testoDi(aperto.html)).not.toContain('L’IBAN è di Poste');

  const secondo = nuovoIban('07601');
  const cambia = await anna.apri(collegamento(salvato, 'Cambia IBAN'));
  const letto = await anna.invia(cambia, { iban: secondo, dal: OGGI, stato: 'censito' });
  const censito = await anna.invia(letto, {}, 'letto');
  expect(testoDi(censito.html)).toContain(`${formatIban(secondo)} è scritto qui ma non si usa ancora`);
  const attiva = await anna.apri(collegamento(censito, 'Mettilo in uso'));
  expect(attiva.html).toContain(`value="${secondo}"`);
  const usato = await anna.invia(await anna.invia(attiva, { iban: secondo, dal: OGGI, stato: 'attivo' }), {}, 'letto');
  expect(testoDi(usato.html)).toContain(`${formatIban(secondo)} In vigore`);

  const chiudi = await anna.apri(collegamento(usato, 'Chiudi il conto'));
  expect(testoDi((await anna.invia(chiudi, { dal: OGGI })).html)).toContain('Il conto si può chiudere da oggi in poi');
  const daLeggere = await anna.invia(chiudi, { dal: TRA_UN_MESE });
  expect(testoDi(daLeggere.html)).toContain('Nessun dovuto da pagare usa questo conto');
  expect(testoDi((await anna.invia(daLeggere, {}, 'letto')).html)).toContain('Chiusura registrata');
});

test('an account that kinds of due use is not closed, and one of another ente is not there', async () => {
  const altro = await unEnte(mondo);
  const chiudi = await anna.apri(`${CONTI}/${ente.contoId}/chiudi`);
  expect(testoDi((await anna.invia(chiudi, { dal: TRA_UN_MESE })).html)).toContain('serve ancora a tipi dovuto attivi');
  for (const coda of ['', '/cambia', '/chiudi'])
    expect((await anna.apri(`${CONTI}/${altro.contoId}${coda}`)).stato).toBe(404);
  const cambia = await anna.apri(`${CONTI}/${ente.contoId}/cambia`);
  const suo = await anna.invia(cambia, { iban: altro.iban, dal: TRA_UN_MESE, stato: 'attivo' });
  expect(testoDi(suo.html)).toContain('Questo IBAN è già di un altro ente');
  const uguale = await anna.invia(cambia, { iban: ente.iban, dal: DA_SEMPRE, stato: 'attivo' });
  expect(testoDi(uguale.html)).toContain('non c’è nulla da cambiare');
  const operatore = await entra(ufficio, await unOperatore(mondo, [ente]));
  expect((await operatore.apri(CONTI)).stato).toBe(403);
});

test('a postal account says what happens to the slips already printed', async () => {
  const ctx = ctxDi(mondo, 'worker', ente.enteId);
  const tipo = { ...TIPO, codice: 'POSTA', contoId: ente.contoId, contoPostaleId: ente.contoPostaleId };
  valoreDi(await registraTipoDovuto(ctx, tipo));
  await unDovuto(ctx, { iud: 'P1', importo: 500, tipoDovuto: 'POSTA' });
  const cambia = await anna.apri(`${CONTI}/${ente.contoPostaleId}/cambia`);
  const letto = await anna.invia(cambia, { iban: nuovoIban('07601'), dal: TRA_UN_MESE, stato: 'attivo' });
  expect(testoDi(letto.html)).toContain('1 avviso si paga anche con il bollettino postale');
  expect(testoDi(letto.html)).toContain('sul loro bollettino c’è il conto di prima');
});

test('stations are shown with their codes', async () => {
  const testo = testoDi((await anna.apri('/ufficio/configurazione/stazioni')).html);
  expect(testo).toContain(`${ente.stazione} 01 Predefinita`);
});

test('the taxonomy is searched, and codes that end are told where the day begins', async () => {
  const ctx = ctxDi(mondo, 'worker', ente.enteId);
  expect(testoDi((await anna.apri('/ufficio')).html)).not.toContain('in scadenza');
  const voce = { tipoEnte: 'Comune', macroArea: 'Scuola', tipoServizio: 'Mense scolastiche', descrizione: 'x' };
  const fine = piuGiorni(OGGI, 20);
  valoreDi(await registraTassonomia(ctx, [{ ...voce, codice: '9/0107101TS/', validaDal: DA_SEMPRE, validaAl: fine }]));
  valoreDi(
    await registraTipoDovuto(ctx, {
      ...TIPO,
      codice: 'MENSA',
      denominazione: 'Mensa',
      tassonomia: '9/0107101TS/',
      contoId: ente.contoId,
      contoPostaleId: null,
    }),
  );
  const oggi = await anna.apri('/ufficio');
  const avviso = `9/0107101TS/ (Mense scolastiche) scade il ${formatGiornoLungo(fine)}; lo usa: Mensa.`;
  expect(testoDi(oggi.html)).toContain(avviso);
  const operatore = await entra(ufficio, await unOperatore(mondo, [ente]));
  expect(testoDi((await operatore.apri('/ufficio')).html)).not.toContain('scade il');
  const pagina = await anna.apri(collegamento(oggi, 'Apri la tassonomia'));
  expect(testoDi(pagina.html)).toContain(avviso);
  expect(testoDi(pagina.html)).toContain('L’elenco è quello che accompagna il programma');
  const trovati = await anna.apri('/ufficio/configurazione/tassonomia?parole=MENSE&tipoEnte=Comune&macroArea=');
  expect(testoDi(trovati.html)).toContain('1 codice');
  const singolare = await anna.apri('/ufficio/configurazione/tassonomia?parole=mensa+scolastica');
  expect(testoDi(singolare.html)).toContain('9/0107101TS/');
  const niente = await anna.apri('/ufficio/configurazione/tassonomia?parole=zzz');
  expect(testoDi(niente.html)).toContain('Nessun codice con queste parole');
  await caricaTassonomia(ctx, { testo: 'x', origine: 'file' });
  const rifiutata = testoDi((await anna.apri('/ufficio/configurazione/tassonomia')).html);
  expect(rifiutata).toContain('L’ultimo elenco è stato rifiutato');
  expect(rifiutata).toContain('Non è l’elenco della tassonomia che pubblica pagoPA');
});

test('a replaced postal IBAN is ended by itself, once it is read which notices were printed with it', async () => {
  const suo = await unEnte(mondo);
  const bea = await entra(ufficio, await unOperatore(mondo, [suo], { ruolo: 'amministratore' }));
  const ctx = ctxDi(mondo, 'worker', suo.enteId);
  const { contoPostaleId: contoId } = suo;
  valoreDi(await registraTipoDovuto(ctx, { ...TIPO, codice: 'POSTA', contoId: suo.contoId, contoPostaleId: contoId }));
  for (const [iud, giorniFa] of [
    ['STAMPATO', 30],
    ['DI-OGGI', 0],
  ] as const) {
    const { iuv } = await unDovuto(ctx, { iud, importo: 1000, tipoDovuto: 'POSTA' });
    await sql`update posizioni.iuv set creato_il = creato_il - make_interval(days => ${giorniFa})
               where ente_id = ${suo.enteId} and iuv = ${iuv}`.execute(ctx.db);
  }
  const pagina = `${CONTI}/${contoId}`;
  expect(collegamento(await bea.apri(pagina), 'Chiudi quello sostituito')).toBe('');
  expect((await bea.apri(`${pagina}/sostituito/${DA_SEMPRE}`)).stato).toBe(404);

  const nuovo = nuovoIban('07601');
  const cambia = await bea.invia(await bea.apri(`${pagina}/cambia`), { iban: nuovo, dal: OGGI, stato: 'attivo' });
  expect(testoDi(cambia.html)).toContain('sul loro bollettino c’è il conto di prima');
  expect(testoDi(cambia.html)).not.toContain('versa sul nuovo IBAN');
  await bea.invia(cambia, {}, 'letto');

  const chiudi = await bea.apri(collegamento(await bea.apri(pagina), 'Chiudi quello sostituito'));
  const testo = testoDi(chiudi.html);
  for (const detto of [formatIban(suo.ibanPostale), formatIban(nuovo), '1 avviso già emesso', 'STAMPATO – '])
    expect(testo).toContain(detto);
  expect(testo).not.toContain('DI-OGGI');
  const fatto = await bea.invia(chiudi, {}, 'letto');
  expect(testoDi(fatto.html)).toContain('IBAN sostituito chiuso');
  expect(collegamento(fatto, 'Chiudi quello sostituito')).toBe('');
  expect((await leggiConto(ctx, contoId))?.decorrenze.map((d) => d.validoAl)).toEqual([null, OGGI]);
});
