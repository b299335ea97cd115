import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rileggiMessaggio } from '#support/nodo';
import { valoreDi } from '#kernel/esito';
import { registraCredenziale } from '#modules/enti';
import type { Ctx, Mondo } from '#platform/contesto';
import { fintoBizEvents, jsonRicevuta, svuotaCoda, type FintoBizEvents } from '#support/biz-events';
import { databaseDiProva } from '#support/db';
import { codice, nuovoDovuto, statiDi, type DovutoNuovo } from '#support/incassi';
import { FILI_MUTI, mondoDiProva } from '#support/mondo';
import { xmlDiProva, type PagamentoScritto } from '#support/rendicontazione';
import { consegna, ricevutaLetta } from '#support/ricevute';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import {
  caricaRendicontazione,
  chiudiMancante,
  contaRicevuteMancanti,
  leggiMancanti,
  leggiTentativi,
  recuperaUna,
  riprovaMancante,
  scriviIur,
  type FiltroMancanti,
  type Mancante,
} from './index.ts';
import { registraPagamento } from './acts/registra-pagamento.ts';

const ORA_MS = 3_600_000;
const GIORNO_MS = 24 * ORA_MS;
const TUTTE = { tipiConsentiti: null, tutti: true };

let base: Mondo;
let mondo: Mondo;
let finto: FintoBizEvents;
let ente: EnteDiProva;
let adesso: Date;
beforeAll(async () => {
  base = mondoDiProva(await databaseDiProva());
});
beforeEach(async () => {
  await svuotaCoda(base);
  finto = fintoBizEvents();
  adesso = new Date('2026-11-22T10:00:00Z');
  mondo = { ...base, orologio: () => adesso, wires: { ...FILI_MUTI, bizEvents: finto.filo } };
  ente = await unEnte(mondo);
  await conChiave(ente);
});

/** A key of its own, so that the questions of the hour are those of the test. */
async function conChiave(di: EnteDiProva, segreto = `chiave-${di.codIpa}`): Promise<void> {
  const dati = {
    scopo: 'biz_events',
    enteId: di.enteId,
    tipoDovutoId: null,
    utente: null,
    url: 'https://biz.example/v1',
  };
  valoreDi(await registraCredenziale(ctxDi(mondo, 'worker'), { ...dati, segreto }));
}

const ufficio = (di = ente): Ctx => ctxDi(mondo, 'ufficio', di.enteId);
const recupera = (): ReturnType<typeof recuperaUna> => recuperaUna(ctxDi(mondo, 'worker'), rileggiMessaggio);
const passano = (ms: number): void => {
  adesso = new Date(adesso.getTime() + ms);
};

async function rendiconta(pagamenti: readonly PagamentoScritto[], parti: Parameters<typeof xmlDiProva>[2] = {}) {
  const contenuto = Readable.from([Buffer.from(xmlDiProva(ente, pagamenti, parti))]);
  return valoreDi(await caricaRendicontazione(ufficio(), { nomeFile: 'fdr.xml', contenuto }));
}

function mancanti(stato: FiltroMancanti['stato'] = 'aperte', di = ente): Promise<Mancante[]> {
  const giorno = { da: null, a: null };
  return ufficio(di).tx((t) => leggiMancanti(t, { ...TUTTE, stato, giorno, dopo: null, prima: null, quanti: 50 }));
}

async function unica(stato: FiltroMancanti['stato'] = 'aperte'): Promise<Mancante> {
  const tutte = await mancanti(stato);
  expect(tutte).toHaveLength(1);
  return tutte[0] ?? expect.fail();
}

let numero = 0;
/** A dovuto of 10.00 and the payment of it that a statement reports. */
async function pagato(): Promise<{ d: DovutoNuovo; iud: string; iur: string; riga: PagamentoScritto }> {
  numero += 1;
  const [iud, iur] = [`M${numero}`, `iurmancante${numero}`];
  const d = await nuovoDovuto(mondo, ente, { iud, importo: 1000 });
  return { d, iud, iur, riga: { iuv: d.iuv, iur, importo: '10.00' } };
}

const detta = ({ d, iur }: { d: DovutoNuovo; iur: string }, parti = {}): Record<string, unknown> =>
  jsonRicevuta(ente.codiceFiscale, { ...d, iur, importo: '10' }, parti);
const vera = ({ d, iur }: { d: DovutoNuovo; iur: string }, parti = {}) =>
  consegna(mondo, ente, ricevutaLetta(ente, { ...d, importo: 1000, receiptId: iur }, parti));

async function ricevute(): Promise<{ receiptId: string; genere: string; origine: string; daRimborsare: boolean }[]> {
  const { rows } = await sql<{ receiptId: string; genere: string; origine: string; daRimborsare: boolean }>`
    select receipt_id as "receiptId", genere, origine, da_rimborsare as "daRimborsare" from pagamenti.ricevuta
     where ente_id = ${ente.enteId} order by id`.execute(ctxDi(mondo, 'worker').db);
  return rows;
}

describe('what a statement reports without a receipt', () => {
  it('is asked for; what had its receipt is not, and what the PSP says to have none is left to a person', async () => {
    const [uno, due] = [await pagato(), await pagato()];
    await vera(due);
    const nove = { iuv: '01000000000000999', iur: 'senza-rt', importo: '5.00', esito: 9 };
    const tolto = { iuv: '01000000000000998', iur: 'revocato', importo: '-5.00', esito: 3 };
    await rendiconta([uno.riga, { ...uno.riga, indice: 2 }, due.riga, nove, tolto]);
    expect((await mancanti()).map((m) => [m.iur, m.stato, m.perche, m.importoCents])).toEqual([
      [uno.iur, 'in_coda', null, 2000],
      ['senza-rt', 'da_chiudere', 'senza_ricevuta', 500],
    ]);
    expect(await ufficio().tx((t) => contaRicevuteMancanti(t))).toEqual({
      aperte: 2,
      daChiudere: 1,
      importoCents: 2500,
    });
  });

  it('comes from biz-events as if the Nodo had brought it, and is kept as it came', async () => {
    const uno = await pagato();
    await rendiconta([uno.riga]);
    finto.rispondi(detta(uno));
    expect(await recupera()).toEqual({ chiesta: true });
    expect(finto.chieste).toEqual([`${ente.codiceFiscale} ${uno.iur}`]);
    expect(await statiDi(mondo, ente, [uno.iud])).toEqual([`${uno.iud} pagato 1000`]);
    expect(await ricevute()).toEqual([
      { receiptId: uno.iur, genere: 'regolare', origine: 'recuperata', daRimborsare: false },
    ]);
    const arrivata = await unica('arrivata');
    expect(arrivata).toMatchObject({ ricevutaOrigine: 'recuperata', conclusaIl: adesso });
    const prove = await ufficio().tx((t) => leggiTentativi(t, arrivata.id));
    expect(prove).toMatchObject([{ esito: 'ricevuta', iur: uno.iur, richiestoDa: 'sistema' }]);
    expect(await recupera()).toBeNull();
  });

  it('that comes by itself is not asked for any more', async () => {
    const uno = await pagato();
    await rendiconta([uno.riga]);
    await vera(uno);
    expect(await unica('arrivata')).toMatchObject({ ricevutaOrigine: 'nodo' });
    expect(await recupera()).toBeNull();
    expect(finto.chieste).toEqual([]);
  });

  it('of a notice that nobody knows is an orphan; paid already, it is a second payment', async () => {
    const uno = await pagato();
    await vera({ ...uno, iur: 'la-prima' });
    const ignoto = { iuv: '01000000000000777', iur: 'orfana-1', importo: '10.00' };
    await rendiconta([uno.riga, ignoto]);
    finto.rispondi(detta(uno));
    await recupera();
    finto.rispondi(detta({ d: { ...uno.d, iuv: ignoto.iuv, numeroAvviso: `3${ignoto.iuv}` }, iur: 'orfana-1' }));
    await recupera();
    expect((await ricevute()).map((r) => [r.receiptId, r.genere, r.daRimborsare])).toEqual([
      ['la-prima', 'regolare', false],
      [uno.iur, 'seconda', true],
      ['orfana-1', 'orfana', true],
    ]);
    expect(await mancanti()).toEqual([]);
  });

  it('published again without it, nobody asks for it; published once more with it, somebody does', async () => {
    const [uno, due] = [await pagato(), await pagato()];
    await rendiconta([uno.riga, due.riga]);
    await rendiconta([due.riga], { prodotta: '2026-11-21T10:00:00' });
    expect((await mancanti()).map((m) => m.iur)).toEqual([due.iur]);
    expect(await unica('chiusa')).toMatchObject({ iur: uno.iur, chiusura: 'ritirata' });
    await rendiconta([uno.riga, due.riga], { prodotta: '2026-11-22T10:00:00' });
    expect((await mancanti()).map((m) => m.iur)).toEqual([uno.iur, due.iur]);
  });
});

describe('the receipt of the Nodo and the one that was asked for', () => {
  it('the real one, later, is answered OK, takes the place of the bytes and changes nothing else', async () => {
    const uno = await pagato();
    await rendiconta([uno.riga]);
    finto.rispondi(detta(uno));
    await recupera();
    const prima = await unica('arrivata');
    expect(await vera(uno)).toMatchObject({ risposta: 'OK', ricevutaId: prima.ricevutaId });
    expect(await ricevute()).toEqual([
      { receiptId: uno.iur, genere: 'regolare', origine: 'nodo', daRimborsare: false },
    ]);
    const { rows } = await sql<{ operazione: string }>`
      select m.operazione from pagamenti.ricevuta as r join pagamenti.messaggio as m on m.id = r.messaggio_id
       where r.ente_id = ${ente.enteId}`.execute(ctxDi(mondo, 'worker').db);
    expect(rows).toEqual([{ operazione: 'paSendRTV2' }]);
    expect(await vera(uno)).toMatchObject({ risposta: 'OK' });
    // From now on it is that one: another content is another one.
    expect(await vera(uno, { causale: 'altra' })).toMatchObject({ risposta: 'RICEVUTA_DUPLICATA' });
  });

  it('at the same instant have one effect', async () => {
    for (let n = 0; n < 4; n += 1) {
      const uno = await pagato();
      await rendiconta([uno.riga], { iuf: `2026-11-20BINVENTATA01-${n}` });
      finto.rispondi(detta(uno));
      const [, risposta] = await Promise.all([recupera(), vera(uno)]);
      expect(risposta).toMatchObject({ risposta: 'OK' });
      expect((await ricevute()).filter((r) => r.receiptId === uno.iur)).toEqual([
        { receiptId: uno.iur, genere: 'regolare', origine: 'nodo', daRimborsare: false },
      ]);
      expect(await statiDi(mondo, ente, [uno.iud])).toEqual([`${uno.iud} pagato 1000`]);
    }
    expect(await mancanti()).toEqual([]);
  });
});

describe('the questions', () => {
  it('are five, a day apart; then somebody has to see to it', async () => {
    const uno = await pagato();
    await rendiconta([uno.riga]);
    for (let giorno = 0; giorno < 5; giorno += 1) {
      expect(await recupera()).toEqual({ chiesta: true });
      expect(await recupera()).toBeNull();
      passano(GIORNO_MS);
    }
    expect(await unica()).toMatchObject({ stato: 'da_chiudere', perche: 'tentativi', tentativi: 5 });
    expect(await recupera()).toBeNull();
    expect(finto.chieste).toHaveLength(5);
  });

  it('are eight an hour with a key, the oldest first, also from many at once', async () => {
    const tutti = [];
    for (let n = 0; n < 11; n += 1) tutti.push(await pagato());
    await rendiconta(tutti.map(({ riga }, n) => ({ ...riga, giorno: `2026-11-${10 + n}` })));
    const fatti = await Promise.all(Array.from({ length: 12 }, () => recupera()));
    expect(fatti.filter((f) => f?.chiesta === true)).toHaveLength(8);
    expect(fatti.filter((f) => f?.chiesta === false)).toEqual(
      Array.from({ length: 4 }, () => ({ chiesta: false, fino: new Date(adesso.getTime() + ORA_MS) })),
    );
    expect(new Set(finto.chieste)).toEqual(new Set(tutti.slice(0, 8).map(({ iur }) => `${ente.codiceFiscale} ${iur}`)));
    passano(ORA_MS - 1);
    expect(await recupera()).toMatchObject({ chiesta: false });
    passano(1);
    expect(await recupera()).toEqual({ chiesta: true });
    expect(finto.chieste.at(-1)).toContain(tutti[8]?.iur);
  });

  it('stop for an hour where the key is not taken, which is no answer on a receipt; another key goes on', async () => {
    const uno = await pagato();
    await rendiconta([uno.riga]);
    const primo = ente;
    for (const perche of ['troppe_richieste', 'chiave_rifiutata']) {
      finto.rispondi(perche);
      expect(await recupera()).toEqual({ chiesta: true });
      passano(ORA_MS - 1);
      expect(await recupera()).toBeNull();
      passano(1);
    }
    expect(await unica()).toMatchObject({ stato: 'in_coda', tentativi: 0 });
    finto.rispondi('chiave_rifiutata');
    await recupera();
    ente = await unEnte(mondo);
    await conChiave(ente);
    await rendiconta([(await pagato()).riga]);
    expect(await recupera()).toEqual({ chiesta: true });
    expect(finto.chieste.at(-1)).toContain(ente.codiceFiscale);
    ente = primo;
  });

  it.each([
    ['of other words', () => ({ niente: true }), 'ricevuta_incompleta'],
    ['of another payment', (d: object) => ({ ...d, receiptId: 'altro' }), 'risposta_di_altri'],
    ['of others', (d: object) => ({ ...d, fiscalCode: '90000000999', transferList: [] }), 'risposta_di_altri'],
    ['of no payment', (d: object) => ({ ...d, outcome: 'KO' }), 'esito_negativo'],
    ['without an amount', (d: object) => ({ ...d, paymentAmount: '1e2' }), 'ricevuta_incompleta'],
  ])('whose answer is %s bring nothing, and are kept', async (_, cambia, esito) => {
    const uno = await pagato();
    await rendiconta([uno.riga]);
    finto.rispondi(cambia(detta(uno)));
    await recupera();
    expect(await ricevute()).toEqual([]);
    const m = await unica();
    expect(m).toMatchObject({ stato: 'in_coda', tentativi: 1 });
    expect(await ufficio().tx((t) => leggiTentativi(t, m.id))).toMatchObject([{ esito }]);
  });

  it('of an ente whose key no other opens wait, and keep nobody from asking', async () => {
    const chiusa = { ...mondo.config, chiaviCredenziali: [Buffer.alloc(32, 7)] };
    const dati = { scopo: 'biz_events', enteId: ente.enteId, tipoDovutoId: null, utente: null };
    const nuova = { ...dati, url: 'https://biz.example/v1', segreto: 'di-prima', giorni: 0 };
    passano(1);
    valoreDi(await registraCredenziale(ctxDi({ ...mondo, config: chiusa }, 'worker'), nuova));
    await rendiconta([(await pagato()).riga]);
    const primo = ente;
    ente = await unEnte(mondo);
    await conChiave(ente);
    await rendiconta([(await pagato()).riga]);
    expect(await recupera()).toEqual({ chiesta: true });
    expect(finto.chieste.every((una) => una.startsWith(ente.codiceFiscale))).toBe(true);
    expect(await mancanti('in_coda', primo)).toMatchObject([{ tentativi: 0 }]);
  });

  it('cut short by a death are taken up again, and count among those of the hour', async () => {
    const uno = await pagato();
    await rendiconta([uno.riga]);
    finto.rispondi(() => Promise.reject(new Error('killed')));
    await expect(recupera()).rejects.toThrow('killed');
    expect(await recupera()).toBeNull();
    passano(10 * 60_000);
    finto.rispondi(detta(uno));
    expect(await recupera()).toEqual({ chiesta: true });
    const m = await unica('arrivata');
    expect((await ufficio().tx((t) => leggiTentativi(t, m.id))).map((p) => p.esito)).toEqual(['ricevuta', null]);
    const { rows } = await sql<{ quante: number }>`
      select max(cardinality(chiamate)) as quante from rendicontazione.chiave_recupero where ${adesso} = any(chiamate)`.execute(
      ctxDi(mondo, 'worker').db,
    );
    expect(rows).toEqual([{ quante: 2 }]);
  });
});

describe('what a person does', () => {
  it('asks again at once, not again and again, and not for what came', async () => {
    const uno = await pagato();
    await rendiconta([uno.riga]);
    await recupera();
    const { id } = await unica();
    const riprova = async (): Promise<string | null> =>
      codice(await riprovaMancante(ufficio(), { mancanteId: id, ...TUTTE }));
    expect(await riprova()).toBe('MANCANTE_APPENA_PROVATA');
    passano(ORA_MS);
    expect(await riprova()).toBeNull();
    finto.rispondi(detta(uno));
    expect(await recupera()).toEqual({ chiesta: true });
    expect(await riprova()).toBe('MANCANTE_ARRIVATA');
    const suoi = { mancanteId: id, tipiConsentiti: [], tutti: false };
    expect(codice(await riprovaMancante(ufficio(), suoi))).toBe('MANCANTE_NON_TROVATA');
    const altro = await unEnte(mondo);
    expect(codice(await riprovaMancante(ufficio(altro), { mancanteId: id, ...TUTTE }))).toBe('MANCANTE_NON_TROVATA');
  });

  it('registers a payment: paid at once; the receipt that comes after is no second payment', async () => {
    const uno = await pagato();
    await rendiconta([{ ...uno.riga, esito: 9 }]);
    const { id } = await unica();
    const chiudi = async (motivo: string, come: 'pagamento' | 'non_pagata' = 'pagamento'): Promise<string | null> =>
      codice(await chiudiMancante(ufficio(), { mancanteId: id, ...TUTTE, come, motivo }));
    expect(await chiudi('  ')).toBe('MANCANTE_MOTIVO');
    expect(await chiudi('x'.repeat(501))).toBe('MANCANTE_MOTIVO');
    expect(await chiudi('Non c’è', 'non_pagata')).toBe('MANCANTE_RENDICONTATA');
    expect(await chiudi('Accreditato il 20, esito 9')).toBeNull();
    expect(await chiudi('Accreditato il 20, esito 9')).toBe('MANCANTE_CHIUSA');
    for (let n = 0; n < 2; n += 1) await registraPagamento(ctxDi(mondo, 'worker', ente.enteId), id);
    expect(await statiDi(mondo, ente, [uno.iud])).toEqual([`${uno.iud} pagato 1000`]);
    expect(await ricevute()).toEqual([
      { receiptId: uno.iur, genere: 'regolare', origine: 'manuale', daRimborsare: false },
    ]);
    expect(await vera(uno)).toMatchObject({ risposta: 'OK' });
    expect(await ricevute()).toEqual([
      { receiptId: uno.iur, genere: 'regolare', origine: 'nodo', daRimborsare: false },
    ]);
    expect(await statiDi(mondo, ente, [uno.iud])).toEqual([`${uno.iud} pagato 1000`]);
  });

  it('does not close what is still asked for, and does not change an IUR that a statement says', async () => {
    await rendiconta([(await pagato()).riga]);
    const { id } = await unica();
    const come = { mancanteId: id, ...TUTTE };
    expect(codice(await chiudiMancante(ufficio(), { ...come, come: 'pagamento', motivo: 'x' }))).toBe(
      'MANCANTE_IN_CORSO',
    );
    expect(codice(await scriviIur(ufficio(), { ...come, iur: 'altro' }))).toBe('MANCANTE_IUR_NOTO');
  });
});
