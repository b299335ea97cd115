import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AvvisoDetto, PagamentoDetto } from '#kernel/detto-ente';
import { disattivaStazione } from '#modules/enti';
import { impostaPressoEnte, leggiPressoEnte, provaPressoEnte } from '#modules/pagamenti';
import type { RispostaServizio } from '#platform/servizio-ente';
import { databaseDiProva } from '#support/db';
import { testoDi } from '#support/navigatore';
import { mondoFermo, type MondoFermo } from '#support/portale';
import { apriUfficio, entra, unOperatore, type UfficioDiProva } from '#support/ufficio';
import { pressoEnte as testi } from '#testi/it/presso-ente';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';

const PAGINA = '/ufficio/configurazione/presso-ente';
const URL_ENTE = 'https://gestionale.comune.example/ws/pa/';

let mondo: MondoFermo;
let ufficio: UfficioDiProva;
let ente: EnteDiProva;
let verifica: RispostaServizio<AvvisoDetto>;
let pagamento: RispostaServizio<PagamentoDetto>;
beforeAll(async () => {
  const fermo = mondoFermo(await databaseDiProva());
  const servizioEnte = { verifica: async () => verifica, paga: async () => pagamento };
  mondo = { ...fermo, wires: { ...fermo.wires, servizioEnte } };
  ufficio = await apriUfficio(mondo);
  ente = await unEnte(mondo);
});
afterAll(() => ufficio.chiudi());

const letto = () => leggiPressoEnte(ctxDi(mondo, 'ufficio', ente.enteId));
const amministra = async () => entra(ufficio, await unOperatore(mondo, [ente], { ruolo: 'amministratore' }));
const scelte = (di = ente) => ({
  ...{ attivo: true, url: URL_ENTE, attesaMs: 3000, ancheNostri: false, tipoDovutoId: di.tipoDovutoId },
});
const buoni = () => ({ attivo: 'si', url: URL_ENTE, secondi: '3', tipo: ente.tipoDovutoId, cosa: 'salva' });

test('what it changes is shown before it is confirmed, and is kept', async () => {
  const chi = await amministra();
  const prima = await chi.apri(PAGINA);
  expect(testoDi(prima.html)).toContain('Non ancora configurato');
  const conferma = await chi.invia(prima, { ...buoni(), nostri: 'si' }, 'url');
  const detto = testoDi(conferma.html);
  for (const parte of [
    'riceve la risposta di gestionale.comune.example',
    'da pagare ce ne sono 0',
    '3 secondi',
    '«Tassa sui rifiuti»',
  ])
    expect(detto).toContain(parte);
  expect((await letto()).scelte).toBeNull();
  const dopo = await chi.invia(conferma, { cosa: 'salva' }, 'visto');
  expect(testoDi(dopo.html)).toContain('Acceso');
  expect((await letto()).scelte).toEqual({ ...scelte(), ancheNostri: true });
  // Somebody else has the page with the effect open, of what was set before: they see it again.
  const ancora = await chi.invia(conferma, { cosa: 'salva', secondi: '2' }, 'visto');
  expect(testoDi(ancora.html)).toContain('Che cosa cambia');
  expect((await letto()).scelte).toEqual({ ...scelte(), ancheNostri: true });
  const { rows } = await mondo.pools.worker.query<{ dettaglio: unknown }>(
    `select dettaglio from registro.atto where ente_id = $1 and azione = 'ente.presso_ente'`,
    [ente.enteId],
  );
  expect(rows).toMatchObject([{ dettaglio: { attivo: true, indirizzo: 'gestionale.comune.example' } }]);
});

test.each<[keyof typeof testi.rifiuti, Record<string, string>]>([
  ['PRESSO_ENTE_INDIRIZZO_NON_VALIDO', { url: 'ftp://gestionale.example' }],
  ['PRESSO_ENTE_INDIRIZZO_NON_VALIDO', { url: 'https://chi:segreta@gestionale.example/' }],
  ['PRESSO_ENTE_INDIRIZZO_NON_VALIDO', { url: 'gestionale' }],
  ['PRESSO_ENTE_ATTESA_NON_VALIDA', { secondi: '6' }],
  ['PRESSO_ENTE_ATTESA_NON_VALIDA', { secondi: 'tanti' }],
  ['PRESSO_ENTE_TIPO_NON_VALIDO', { tipo: '' }],
  ['PRESSO_ENTE_AVVISO_NON_VALIDO', { cosa: 'prova', avviso: '12' }],
])('%s comes back as it was written: %o', async (codice, valori) => {
  if ('avviso' in valori) await impostaPressoEnte(ctxDi(mondo, 'ufficio', ente.enteId), { ...scelte(), visto: null });
  const chi = await amministra();
  const campo = 'avviso' in valori ? 'avviso' : 'url';
  const rifiutata = await chi.invia(await chi.apri(PAGINA), { ...buoni(), ...valori }, campo);
  expect([rifiutata.stato, testoDi(rifiutata.html)]).toEqual([422, expect.stringContaining(testi.rifiuti[codice])]);
  for (const valore of Object.values(valori).filter((v) => v !== '' && v !== 'prova'))
    expect(rifiutata.html).toContain(`value="${valore}"`);
});

test('what is wrong is said all at once', async () => {
  const chi = await amministra();
  const valori = { ...buoni(), url: 'x', secondi: '9', tipo: '' };
  const detto = testoDi((await chi.invia(await chi.apri(PAGINA), valori, 'url')).html);
  for (const codice of ['INDIRIZZO_NON_VALIDO', 'ATTESA_NON_VALIDA', 'TIPO_NON_VALIDO'] as const)
    expect(detto).toContain(testi.rifiuti[`PRESSO_ENTE_${codice}`]);
});

test('a trial shows what the Nodo would hear, and what does not hold', async () => {
  const chi = await amministra();
  const prova = async (valori: Record<string, string>): Promise<string> => {
    const pagina = await chi.apri(PAGINA);
    return testoDi((await chi.invia(pagina, { cosa: 'prova', ...valori }, 'avviso')).html);
  };
  const niente = { denominazione: null, settore: null, codiceFiscale: null, dettaglio: null, tutteCcp: null };
  verifica = { esito: 'detto', detto: { ...niente, causale: 'Mensa', importo: '12.50', scadenza: null } };
  const avviso = '301110000000012345';
  expect(await prova({ avviso })).toMatch(/La risposta va bene.*12,50 €.*Mensa/s);
  const persona = {
    indirizzo: null,
    civico: null,
    cap: null,
    localita: null,
    provincia: null,
    nazione: null,
    email: null,
  };
  const quota = { numero: '1', importo: '12.50', codiceFiscale: ente.codiceFiscale, iban: ente.iban, causale: null };
  const detto = {
    ...{ iuv: null, importo: '12.50', scadenza: null, causale: 'Mensa', denominazione: null, settore: null },
    debitore: { tipo: 'F', codice: 'RSSMRA80A01H501U', anagrafica: 'Maria Rossi', ...persona },
    trasferimenti: [{ ...quota, tassonomia: '9/0101101IM/', bollo: null, metadati: [] }],
  };
  pagamento = { esito: 'detto', detto };
  const buona = await prova({ avviso, pagamento: 'si' });
  expect(buona).toMatch(/Come si paga.*Quota 1/s);
  expect(buona).not.toContain('Maria Rossi');
  const altro = await unEnte(mondo);
  pagamento = {
    esito: 'detto',
    detto: { ...detto, trasferimenti: detto.trasferimenti.map((t) => ({ ...t, iban: altro.iban })) },
  };
  expect(await prova({ avviso, pagamento: 'si' })).toContain('Un IBAN è di un altro ente');
  verifica = { esito: 'fault', fault: { codice: 'PAA_PAGAMENTO_SCONOSCIUTO', stringa: 'Boh', descrizione: null } };
  expect(await prova({ avviso })).toMatch(/Il servizio rifiuta l’avviso.*PAA_PAGAMENTO_SCONOSCIUTO/s);
  verifica = { esito: 'nessuna', perche: 'tempo_scaduto' };
  expect(await prova({ avviso })).toContain('non ha risposto in tempo');
  expect((await letto()).stato).toMatchObject({ guasti: 1, perche: 'tempo_scaduto' });
});

test('nothing is tried where nothing was set, nor where there is no station', async () => {
  const nuovo = await unEnte(mondo);
  const ctx = ctxDi(mondo, 'ufficio', nuovo.enteId);
  const chiesto = { numeroAvviso: '301110000000012345', ancheIlPagamento: false };
  expect(await provaPressoEnte(ctx, chiesto)).toMatchObject({ refusal: { codice: 'PRESSO_ENTE_NON_CONFIGURATO' } });
  const visto = { ...scelte(nuovo), attivo: false };
  expect(await impostaPressoEnte(ctx, { ...scelte(nuovo), visto })).toMatchObject({
    refusal: { codice: 'PRESSO_ENTE_CAMBIATO' },
  });
  await impostaPressoEnte(ctx, { ...scelte(nuovo), visto: null });
  await disattivaStazione(ctxDi(mondo, 'worker'), nuovo.stazioneId);
  expect(await provaPressoEnte(ctx, chiesto)).toMatchObject({ refusal: { codice: 'PRESSO_ENTE_SENZA_STAZIONE' } });
});
