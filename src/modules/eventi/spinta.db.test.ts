import { sql } from 'kysely';
import { jwtVerify } from 'jose';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { Giorno } from '#kernel/giorno';
import type { TipoDovutoId } from '#kernel/ids';
import { cents } from '#kernel/importo';
import { impostaFunzione } from '#modules/enti';
import { diciPagamento, LAVORO_DETTO, lavori } from '#modules/rendicontazione';
import type { Ctx, Mondo, Wires } from '#platform/contesto';
import { creaGuardiaRete } from '#platform/guardia-rete';
import { creaEnte } from '#wires/ente';
import { unDovuto } from '#support/carico';
import { databaseNuovo } from '#support/db';
import { ricevitore, seguito, type Ricevitore } from '#support/eventi';
import { FILI_MUTI, mondoDiProva } from '#support/mondo';
import { consegna, ricevutaLetta } from '#support/ricevute';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { registraAbbonamento } from './acts/abbonamento.ts';
import { consegnaEventi, provaAbbonamento } from './acts/consegna.ts';
import { ricifraSegretiEventi } from './acts/ricifra.ts';
import { provaSpinta, spingiEsiti } from './acts/spingi.ts';
import { chiediProvaSpinta, decidiEsito, registraSpinta, togliSpinta } from './acts/spinta.ts';
import { fermi } from './fermi.ts';
import { selectTentativi } from './store/abbonamento.ts';
import { selectEsiti, selectSpinte } from './store/spinta.ts';

let mondo: Mondo;
let gestionale: Ricevitore;
let ente: EnteDiProva;
beforeAll(async () => {
  gestionale = await ricevitore();
  const filo = creaEnte({ guardia: creaGuardiaRete(['127.0.0.0/8']), circuito: { guastiMax: 100, apertoMs: 10 } });
  mondo = mondoDiProva(await databaseNuovo(), { wires: { ...FILI_MUTI, ente: filo } });
});
afterAll(() => gestionale?.chiudi());
beforeEach(async () => {
  ente = await unEnte(mondo);
  gestionale.ricevuti.length = 0;
  gestionale.risponde({ stato: 200 });
  valoreDi(await impostaFunzione(ufficio(), { funzione: 'push_esiti', attiva: true, motivo: 'Prova' }));
  await sql`update enti.tipo_dovuto set notifica_esito = true, tentativi_esito_max = 2 where ente_id = ${ente.enteId}`.execute(
    worker().db,
  );
});

const worker = () => ctxDi(mondo, 'worker', ente.enteId);
const ufficio = () => ctxDi(mondo, 'ufficio', ente.enteId);
const CHIAVE = Buffer.alloc(64, 7);
const JWT = { kid: 'chiave-1', sub: 'sil@example.it', iss: 'cliente', segreto: CHIAVE.toString('base64') };
const SENZA = { kid: '', sub: '', iss: '', segreto: '' };

const registra = (tipoDovutoId: TipoDovutoId | null, percorso: string, jwt = SENZA) =>
  registraSpinta(ufficio(), { tipoDovutoId, url: gestionale.url + percorso, jwt });
async function pagato(iud: string): Promise<void> {
  const d = await unDovuto(worker(), { iud, importo: 1000 });
  await consegna(mondo, ente, ricevutaLetta(ente, { ...d, importo: 1000, receiptId: `s-${ente.codIpa}-${iud}` }));
  await seguito(mondo);
}
const esiti = () => ufficio().tx((t) => selectEsiti(t, 10));
const daBase64 = (testo: unknown): string => Buffer.from(String(testo), 'base64').toString('utf8');

describe('what is sealed', () => {
  it('is sealed anew with the first key, of subscriptions and of pushes; what no key opens stays, and is counted', async () => {
    const { id, segreto } = valoreDi(
      await registraAbbonamento(ufficio(), { nome: 'A', url: `${gestionale.url}/a`, generi: ['dovuto.pagato'] }),
    );
    const { id: spintaId } = valoreDi(await registra(null, '/esiti', JWT));
    const nuova = Buffer.alloc(32, 9);
    const con = (chiaviCredenziali: readonly Buffer[]): Ctx =>
      ctxDi({ ...mondo, config: { ...mondo.config, chiaviCredenziali } }, 'worker', ente.enteId);
    const tutte = [nuova, ...mondo.config.chiaviCredenziali];
    expect((await ricifraSegretiEventi(con([nuova]))).perse).toBeGreaterThanOrEqual(2);
    expect((await ricifraSegretiEventi(con(tutte))).perse).toBe(0);
    expect(await ricifraSegretiEventi(con(tutte))).toEqual({ ricifrate: 0, perse: 0 });
    await provaAbbonamento(con([nuova]), id);
    await provaSpinta(con([nuova]), spintaId);
    const [evento, esito] = gestionale.ricevuti;
    const intestazioni = evento?.intestazioni as Record<string, string>;
    expect(new Webhook(segreto).verify(evento?.corpo ?? '', intestazioni)).toMatchObject({ type: 'prova' });
    await jwtVerify((esito?.intestazioni.authorization ?? '').replace('Bearer ', ''), CHIAVE);
    // Whose key is gone is told by the page: nothing is sent unsigned.
    gestionale.ricevuti.length = 0;
    await provaAbbonamento(con([Buffer.alloc(32, 1)]), id);
    const [ultimo] = await ufficio().tx((t) => selectTentativi(t, { abbonamentoId: id }, { prima: null, quanti: 1 }));
    expect([ultimo?.come, gestionale.ricevuti]).toEqual(['chiave_persa', []]);
    await ricifraSegretiEventi(con([...mondo.config.chiaviCredenziali, nuova]));
  });
});

describe('the push of the outcome', () => {
  it('takes receipt and outcome to the place of the kind of due, else to the ente’s, with a JWT where there is a key', async () => {
    valoreDi(await registra(null, '/ente'));
    await pagato('S1');
    await spingiEsiti(worker());
    valoreDi(await registra(ente.tipoDovutoId, '/tipo', JWT));
    await pagato('S2');
    await spingiEsiti(worker());
    expect(gestionale.ricevuti.map(({ percorso }) => percorso)).toEqual(['/ente', '/tipo']);
    const [primo, secondo] = gestionale.ricevuti;
    const corpo = JSON.parse(primo?.corpo ?? '') as Record<string, string>;
    expect(Object.keys(corpo)).toEqual(['rt', 'esito']);
    expect(daBase64(corpo['rt'])).toBe(`<receipt><receiptId>s-${ente.codIpa}-S1</receiptId></receipt>`);
    expect(daBase64(corpo['esito'])).toMatch(/^<Pagati xmlns=.*<identificativoUnivocoDovuto>S1</);
    expect(primo?.intestazioni.authorization).toBeUndefined();
    const gettone = (secondo?.intestazioni.authorization ?? '').replace('Bearer ', '');
    const { payload, protectedHeader } = await jwtVerify(gettone, CHIAVE);
    expect(protectedHeader).toEqual({ alg: 'HS512', kid: 'chiave-1' });
    expect(payload).toMatchObject({ sub: 'sil@example.it', iss: 'cliente' });
    expect(await esiti()).toMatchObject([{ perche: null }, { perche: null }]);
    await seguito(mondo);
    await spingiEsiti(worker());
    expect(gestionale.ricevuti).toHaveLength(2);
  });

  it('is made again when the receipt comes of a payment that was registered by hand, and no event is', async () => {
    valoreDi(await registra(null, '/ente'));
    const chiesto = { nome: 'A', url: `${gestionale.url}/a`, generi: ['dovuto.pagato'] };
    const { id } = valoreDi(await registraAbbonamento(ufficio(), chiesto));
    const { iuv, numeroAvviso } = await unDovuto(worker(), { iud: 'MANO', importo: 1000 });
    const iur = `iur-${ente.codIpa}`;
    const detto = { iuv, iur, indice: 1, importoCents: cents(1000), giorno: '2026-11-20' as Giorno };
    await diciPagamento(ctxDi(mondo, 'sil', ente.enteId), { ...detto, psp: 'PSPTEST1', pspDenominazione: 'Banca' });
    const { rows } = await sql<{ id: string }>`
      select id from rendicontazione.pagamento_detto where ente_id = ${ente.enteId}`.execute(worker().db);
    const lavoro = lavori(() => null).find(({ nome }) => nome === LAVORO_DETTO);
    for (const riga of rows) await lavoro?.esegui(worker(), { enteId: ente.enteId, pagamentoId: riga.id });
    await seguito(mondo);
    await spingiEsiti(worker());
    const vera = { iuv, numeroAvviso, importo: 1000, receiptId: iur };
    for (const _ of [1, 2]) {
      expect((await consegna(mondo, ente, ricevutaLetta(ente, vera))).risposta).toBe('OK');
      await seguito(mondo);
      await spingiEsiti(worker());
    }
    expect(gestionale.ricevuti.map(({ corpo }) => daBase64((JSON.parse(corpo) as { rt: string }).rt))).toEqual([
      '',
      `<receipt><receiptId>${iur}</receiptId></receipt>`,
    ]);
    expect(await esiti()).toMatchObject([{ tentativi: 1, perche: null }]);
    expect((await consegnaEventi(worker(), id)).presi).toBe(1);
  });

  it('to who hangs waits for its turn, and is no try; a run that lasts too long leaves the rest to the next', async () => {
    valoreDi(await registra(null, '/ente'));
    for (let n = 0; n < 9; n += 1) await pagato(`G${n}`);
    await spingiEsiti(worker(), { giroMs: 0 });
    expect(gestionale.ricevuti).toHaveLength(8);
    await spingiEsiti(worker(), { giroMs: 0 });
    expect(gestionale.ricevuti).toHaveLength(9);
    const manda: Wires['ente']['manda'] = async () => ({ esito: 'rinviata', perche: 'circuito_aperto' });
    await pagato('LASCIATO');
    const solo = ctxDi({ ...mondo, wires: { ...mondo.wires, ente: { manda } } }, 'worker', ente.enteId);
    await spingiEsiti(solo);
    const [primo] = (await esiti()).filter(({ spintoIl }) => spintoIl === null);
    expect(primo).toMatchObject({ tentativi: 0, perche: null });
    expect(primo?.prossimoIl?.getTime()).toBeGreaterThan(Date.now() + 30_000);
  });

  it('is refused by a fault code; after the last try it is stuck, and a person has it tried again or left', async () => {
    valoreDi(await registra(null, '/esiti'));
    gestionale.risponde({ stato: 200, testo: '{"faultCode":"E1","faultDescription":"no"}' });
    await pagato('S1');
    await spingiEsiti(worker());
    const [una] = await esiti();
    expect(una).toMatchObject({ tentativi: 1, tentativiMax: 2, perche: 'rifiutato', spintoIl: null });
    expect(await decidiEsito(ufficio(), una?.id ?? '', 'riprova')).toMatchObject({
      refusal: { codice: 'ESITO_NON_FERMO' },
    });
    const ora = () =>
      sql`update eventi.esito set prossimo_il = now() where prossimo_il is not null`.execute(worker().db);
    await ora();
    await spingiEsiti(worker());
    const chi = { tipiConsentiti: null, tutti: true, attore: 'operatore:x' };
    const fermo = fermi.find(({ genere }) => genere === 'esito_non_spinto');
    const ferme = () => ufficio().tx(async (t) => (await fermo?.elenca(t, chi, { quanti: 5 })) ?? []);
    expect(await ferme()).toMatchObject([{ perche: 'rifiutato' }]);
    valoreDi(await decidiEsito(ufficio(), una?.id ?? '', 'riprova'));
    expect(await ferme()).toEqual([]);
    gestionale.risponde({ stato: 200, testo: '{"faultCode":null}' });
    await spingiEsiti(worker());
    expect((await esiti())[0]?.spintoIl).not.toBeNull();
    const storia = await ufficio().tx((t) =>
      selectTentativi(t, { esitoId: una?.id ?? '' }, { prima: null, quanti: 9 }),
    );
    expect(storia.map(({ come }) => come)).toEqual(['ok', 'rifiutato', 'rifiutato']);
  });

  it('has one place for each, tried on request; without one nothing is kept to be pushed; the ufficio cannot read its key', async () => {
    await pagato('S0');
    expect(await esiti()).toEqual([]);
    const { id } = valoreDi(await registra(null, '/esiti', JWT));
    expect(await registra(null, '/altri')).toMatchObject({ refusal: { codice: 'SPINTA_GIA_REGISTRATA' } });
    const altrui = (await unEnte(mondo)).tipoDovutoId;
    expect(await registra(altrui, '/altri')).toMatchObject({ refusal: { codice: 'SPINTA_TIPO_SCONOSCIUTO' } });
    valoreDi(await chiediProvaSpinta(ufficio(), id));
    gestionale.risponde({ stato: 418 });
    await provaSpinta(worker(), id);
    expect(await ufficio().tx(selectSpinte)).toMatchObject([
      { id, kid: 'chiave-1', provaEsito: 'http_418', provaChiestaIl: null },
    ]);
    await expect(ufficio().tx((t) => sql`select segreto from eventi.spinta`.execute(t.db))).rejects.toThrow(
      /permission denied/,
    );
    valoreDi(await togliSpinta(ufficio(), id));
    for (const atto of [togliSpinta, chiediProvaSpinta])
      expect(await atto(ufficio(), id)).toMatchObject({ refusal: { codice: 'SPINTA_NON_TROVATA' } });
  });
});
