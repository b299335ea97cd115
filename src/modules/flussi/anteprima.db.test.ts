import { sql } from 'kysely';
import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { beforeAll, describe, expect, it } from 'vitest';
import { valoreDi, type Esito } from '#kernel/esito';
import type { FlussoId } from '#kernel/ids';
import type { Ctx, Mondo } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { csvDovuti, fileDovuti, zipDi, type RigaProva } from '#support/dovuti';
import { mondoDiProva } from '#support/mondo';
import { conFlusso, esegui } from '#support/ufficio';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import {
  buttaAnteprima,
  caricaDovuti,
  chiHaCorretto,
  confermaAnteprima,
  correggiRiga,
  guardaRiga,
  leggiAnteprima,
  leggiAvvertenze,
  leggiFlusso,
  leggiScarti,
  riceviDovuti,
  ricalcolaAnteprima,
  type Anteprima,
} from './index.ts';

let mondo: Mondo;
let ente: EnteDiProva;
let ctx: Ctx;
let lavora: Ctx;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ente = await unEnte(mondo);
  ctx = ctxDi(mondo, 'ufficio', ente.enteId);
  lavora = ctxDi(mondo, 'worker', ente.enteId);
});

const calcola = (id: FlussoId): Promise<void> => esegui(mondo, ente, 'flussi.calcola_anteprima', id);

async function inAnteprima(iuf: string, righe: RigaProva[]): Promise<FlussoId> {
  const file = await fileDovuti(ente, { iuf, righe });
  const { flussoId } = valoreDi(await riceviDovuti(ctx, { ...file, anteprima: true }));
  await calcola(flussoId);
  return flussoId;
}

async function anteprima(id: FlussoId): Promise<Anteprima> {
  const letta = await ctx.tx((t) => leggiAnteprima(t, id));
  if (letta === null) throw new Error('no preview');
  return letta;
}

const quante = ({ riepilogo }: Pick<Anteprima, 'riepilogo'>): Record<string, number> => {
  const somme: Record<string, number> = {};
  for (const { esito, righe } of riepilogo ?? []) somme[esito] = (somme[esito] ?? 0) + righe;
  return somme;
};

const scarti = (id: FlussoId): Promise<[number, string][]> =>
  ctx.tx(async (t) =>
    (await leggiScarti(t, id, { dopo: 0, a: 1000, quanti: 1000 })).map((s): [number, string] => [s.riga, s.codice]),
  );

const stato = async (id: FlussoId): Promise<string | undefined> => (await ctx.tx((t) => leggiFlusso(t, id)))?.stato;

const codice = (esito: Esito<unknown>): string => (esito.ok ? 'ok' : esito.refusal.codice);

async function conferma(id: FlussoId): Promise<void> {
  valoreDi(await confermaAnteprima(ctx, { flussoId: id, impronta: (await anteprima(id)).impronta ?? '' }));
  await calcola(id);
}

async function correggiCella(id: FlussoId, riga: number, celle: Record<string, string>): Promise<string> {
  const vista = await guardaRiga(ctx, { flussoId: id, riga });
  return codice(await correggiRiga(ctx, { flussoId: id, riga, celle, vista: vista?.vista ?? '' }));
}

const ESITI: RigaProva[] = [
  { IUD: 'N1' },
  { IUD: 'N2', importoDovuto: '10.00' },
  { IUD: 'A1', importoDovuto: '120.00', azione: 'M' },
  { IUD: 'A2', importoDovuto: '100.00', azione: 'M' },
  { IUD: 'A3', azione: 'A' },
  { IUD: 'A4', importoDovuto: '100.00' },
  { IUD: 'A5', importoDovuto: '101.00' },
  { IUD: 'N1', importoDovuto: '0' },
  { IUD: 'S1', codiceIdentificativoUnivoco: 'RSSMRA80A01H501X' },
  { IUD: 'S2', importoDovuto: 'dieci' },
  { IUD: 'S3', azione: 'M' },
].map((riga) => ({ flagGeneraIuv: '', ...riga }));

describe('the preview of a file', () => {
  it('says of each row what would become of it, loads nothing, and is right', async () => {
    const righe = ['A1', 'A2', 'A3', 'A4', 'A5'].map((IUD) => ({ IUD, importoDovuto: '100.00', flagGeneraIuv: '' }));
    await conFlusso(mondo, ente, { iuf: 'BASE', righe });
    const id = await inAnteprima('ESITI', ESITI);
    const a = await anteprima(id);
    expect(quante(a)).toEqual({ nuovo: 2, modificato: 1, annullato: 1, invariato: 2, rifiutato: 5 });
    expect(a.riepilogo?.find((v) => v.esito === 'nuovo')).toEqual({
      tipo: ente.tipo,
      esito: 'nuovo',
      righe: 2,
      importoCents: 13050,
    });
    expect(a.primi?.find((r) => r.esito === 'modificato')).toMatchObject({
      iud: 'A1',
      primaCents: 10000,
      importoCents: 12000,
    });
    expect(await stato(id)).toBe('in_anteprima');
    const sbagliate = await scarti(id);
    expect(sbagliate.map(([riga]) => riga)).toEqual([7, 8, 9, 10, 11]);
    await conferma(id);
    expect(await stato(id)).toBe('ricevuto');
    await caricaDovuti(lavora, id);
    expect(await ctx.tx((t) => leggiFlusso(t, id))).toMatchObject({
      stato: 'eseguito',
      righeAccettate: 5,
      righeScartate: 6,
    });
    // What was loaded before is rejected as ever: the preview only says that nothing changes.
    expect((await scarti(id)).filter(([riga]) => riga !== 6)).toEqual(sbagliate);
  });

  it('warns of slips of the hand', async () => {
    const altro = await unEnte(mondo);
    const suo = ctxDi(mondo, 'ufficio', altro.enteId);
    const righe: RigaProva[] = Array.from({ length: 25 }, (_, n) => ({ IUD: `U${n}`, importoDovuto: '10.00' }));
    righe.push(
      { IUD: 'TANTO', importoDovuto: '1000.00' },
      { IUD: 'IERI', importoDovuto: '10.00', dataScadenzaPagamento: '2020-01-01' },
    );
    righe.push({ IUD: 'CAP', importoDovuto: '10.00', capPagatore: '351' });
    const file = await fileDovuti(altro, { iuf: 'SVISTE', righe });
    const { flussoId } = valoreDi(await riceviDovuti(suo, { ...file, anteprima: true }));
    await esegui(mondo, altro, 'flussi.calcola_anteprima', flussoId);
    const letta = await suo.tx((t) => leggiAnteprima(t, flussoId));
    expect(letta?.avvertenze).toMatchObject({ IMPORTO_INSOLITO: 1, SCADENZA_GIA_PASSATA: 1, CAP_NON_VALIDO: 1 });
    const avvertenze = await suo.tx((t) => leggiAvvertenze(t, flussoId));
    expect(avvertenze.map((x) => [x.iud, x.codice])).toContainEqual(['TANTO', 'IMPORTO_INSOLITO']);
  });

  it('is of no use for a file that is refused as a whole, which says why', async () => {
    const base = `${ente.codIpa}-SENZATESTA-1_3`;
    const testo = csvDovuti(ente, '1_3', [{ IUD: 'X' }])
      .split('\n')
      .slice(1)
      .join('\n');
    const contenuto = Readable.from([await zipDi({ [`${base}.csv`]: testo })]);
    const nomeFile = `${base}.zip`;
    const { flussoId } = valoreDi(await riceviDovuti(ctx, { nomeFile, contenuto, anteprima: true }));
    await calcola(flussoId);
    expect(await ctx.tx((t) => leggiFlusso(t, flussoId))).toMatchObject({
      stato: 'fallito',
      codiceErrore: 'IMPORT_SENZA_INTESTAZIONE',
    });
  });
});

describe('a wrong cell', () => {
  it('is put right beside the file, outlives whoever did it, and is loaded as corrected', async () => {
    const id = await inAnteprima('CORRETTO', [{ IUD: 'C1', importoDovuto: 'dieci' }, { IUD: 'C2' }]);
    const originale = await readFile(mondo.files.percorso((await ctx.tx((t) => leggiFlusso(t, id)))?.fileId ?? ''));
    expect((await guardaRiga(ctx, { flussoId: id, riga: 1 }))?.scarto?.codice).toBe('PAA_IMPORT_SINTASSI_CSV');
    const vista = (await anteprima(id)).impronta ?? '';
    expect(await correggiCella(id, 1, { importoDovuto: '10.00', anagraficaPagatore: 'Rossi; Mario' })).toBe('ok');
    expect(await guardaRiga(ctx, { flussoId: id, riga: 1 })).toMatchObject({ scarto: null });
    expect(codice(await confermaAnteprima(ctx, { flussoId: id, impronta: vista }))).toBe('ANTEPRIMA_CAMBIATA');

    // Another process takes up where the first was killed: all it has is the database and the file.
    const altro = { ...mondo, pools: mondo.pools };
    const dopo = ctxDi(altro, 'ufficio', ente.enteId);
    // The figures of before, its wrong row too, are there until those that know the correction take their place; nobody asks for them.
    expect(quante(await anteprima(id))).toEqual({ nuovo: 1, rifiutato: 1 });
    await calcola(id);
    expect(quante(await anteprima(id))).toEqual({ nuovo: 2 });
    expect(await ctx.tx((t) => leggiScarti(t, id, { dopo: 0, a: 9, quanti: 9 }))).toEqual([]);
    valoreDi(await ricalcolaAnteprima(dopo, id));
    valoreDi(await ricalcolaAnteprima(dopo, id));
    await calcola(id);
    expect(quante(await anteprima(id))).toEqual({ nuovo: 2 });
    await conferma(id);
    await caricaDovuti(lavora, id);
    const flusso = await ctx.tx((t) => leggiFlusso(t, id));
    expect(flusso).toMatchObject({ stato: 'eseguito', righeAccettate: 2, righeScartate: 0 });
    expect(await readFile(mondo.files.percorso(flusso?.fileId ?? ''))).toEqual(originale);
    const { rows } = await lavora.tx((t) =>
      sql`select d.importo_cents, p.debitore_anagrafica from posizioni.dovuto as d
            join posizioni.posizione as p on p.ente_id = d.ente_id and p.id = d.posizione_id
           where d.ente_id = ${ente.enteId} and d.iud = 'C1'`.execute(t.db),
    );
    expect(rows).toEqual([{ importo_cents: 1000, debitore_anagrafica: 'Rossi; Mario' }]);
  });

  it('taken back is no correction; what cannot be written in the file is refused', async () => {
    const id = await inAnteprima('RIPRESO', [{ IUD: 'K1' }, { IUD: 'K2', causaleVersamento: 'uno;due' }]);
    expect(await correggiCella(id, 1, { causaleVersamento: 'due' })).toBe('ok');
    expect((await guardaRiga(ctx, { flussoId: id, riga: 1 }))?.celle['causaleVersamento']).toBe('due');
    expect(await correggiCella(id, 1, { causaleVersamento: 'Tassa rifiuti' })).toBe('ok');
    expect(await ctx.tx((t) => chiHaCorretto(t, id, 1))).toEqual([]);
    expect(await correggiCella(id, 1, { causaleVersamento: 'una "sola' })).toBe('ANTEPRIMA_VALORE_NON_SCRIVIBILE');
    expect(await correggiCella(id, 1, { causaleVersamento: 'due\nrighe' })).toBe('ANTEPRIMA_VALORE_NON_SCRIVIBILE');
    expect(await correggiCella(id, 2, { causaleVersamento: 'due' })).toBe('ANTEPRIMA_RIGA_ILLEGGIBILE');
    expect((await guardaRiga(ctx, { flussoId: id, riga: 2 }))?.correggibile).toBe(false);
    expect(await guardaRiga(ctx, { flussoId: id, riga: 3 })).toBeNull();
  });

  it('corrected by two at once is the one’s; the other is told', async () => {
    const id = await inAnteprima('INDUE', [{ IUD: 'D1' }]);
    const vista = (await guardaRiga(ctx, { flussoId: id, riga: 1 }))?.vista ?? '';
    const celle = { causaleVersamento: 'una' };
    expect(codice(await correggiRiga(ctx, { flussoId: id, riga: 1, celle, vista }))).toBe('ok');
    const altre = { causaleVersamento: 'altra' };
    expect(codice(await correggiRiga(ctx, { flussoId: id, riga: 1, celle: altre, vista }))).toBe(
      'ANTEPRIMA_RIGA_CAMBIATA',
    );
  });
});

describe('a confirmation', () => {
  it('works everything out again, and shows a second preview where an outcome is another', async () => {
    const id = await inAnteprima('SECONDA', [{ IUD: 'Z1' }, { IUD: 'Z2' }]);
    await conFlusso(mondo, ente, { iuf: 'INTANTO', righe: [{ IUD: 'Z1', importoDovuto: '7.00' }] });
    await conferma(id);
    const seconda = await anteprima(id);
    expect([quante(seconda), quante({ riepilogo: seconda.riepilogoPrima })]).toEqual([
      { nuovo: 1, rifiutato: 1 },
      { nuovo: 2 },
    ]);
    await conferma(id);
    await caricaDovuti(lavora, id);
    expect(await ctx.tx((t) => leggiFlusso(t, id))).toMatchObject({ stato: 'eseguito', righeAccettate: 1 });
  });

  it('is one: meanwhile nobody else confirms, corrects or throws away', async () => {
    const id = await inAnteprima('UNASOLA', [{ IUD: 'O1' }]);
    const impronta = (await anteprima(id)).impronta ?? '';
    const insieme = await Promise.all([1, 2].map(() => confermaAnteprima(ctx, { flussoId: id, impronta })));
    expect(insieme.map(codice).toSorted()).toEqual(['ANTEPRIMA_IN_CONFERMA', 'ok']);
    expect(await correggiCella(id, 1, { causaleVersamento: 'tardi' })).toBe('ANTEPRIMA_IN_CONFERMA');
    expect(codice(await buttaAnteprima(ctx, id))).toBe('ANTEPRIMA_IN_CONFERMA');
    await calcola(id);
    await calcola(id);
    expect(codice(await confermaAnteprima(ctx, { flussoId: id, impronta }))).toBe('ANTEPRIMA_FINITA');
    expect(await correggiCella(id, 1, { causaleVersamento: 'tardi' })).toBe('ANTEPRIMA_FINITA');
    expect(codice(await ricalcolaAnteprima(ctx, id))).toBe('ANTEPRIMA_FINITA');
  });

  it('of a name that another file has meanwhile is refused', async () => {
    const righe = [{ IUD: 'P1' }];
    const [prima, seconda] = [await inAnteprima('STESSO', righe), await inAnteprima('STESSO', righe)];
    const terza = await inAnteprima('STESSO', righe);
    valoreDi(await confermaAnteprima(ctx, { flussoId: terza, impronta: (await anteprima(terza)).impronta ?? '' }));
    await conferma(prima);
    const impronta = (await anteprima(seconda)).impronta ?? '';
    expect(codice(await confermaAnteprima(ctx, { flussoId: seconda, impronta }))).toBe(
      'PAA_IMPORT_FLUSSO_IN_CARICAMENTO',
    );
    await caricaDovuti(lavora, prima);
    expect(codice(await confermaAnteprima(ctx, { flussoId: seconda, impronta }))).toBe('PAA_IMPORT_FLUSSO_DUPLICATO');
    await calcola(terza);
    expect([await stato(terza), (await anteprima(terza)).conferma]).toEqual(['in_anteprima', null]);
    const file = await fileDovuti(ente, { iuf: 'STESSO', righe });
    expect(codice(await riceviDovuti(ctx, { ...file, anteprima: true }))).toBe('PAA_IMPORT_FLUSSO_DUPLICATO');
  });
});

describe('a file thrown away', () => {
  it('leaves nothing of what was in it, and frees whoever sends it again', async () => {
    const id = await inAnteprima('VIA', [{ IUD: 'V1', importoDovuto: '0' }]);
    await correggiCella(id, 1, { causaleVersamento: 'via' });
    const fileId = (await ctx.tx((t) => leggiFlusso(t, id)))?.fileId ?? '';
    valoreDi(await buttaAnteprima(ctx, id));
    for (let volta = 0; volta < 2; volta += 1) await esegui(mondo, ente, 'flussi.butta_anteprima', id);
    expect(existsSync(mondo.files.percorso(fileId))).toBe(false);
    expect(await ctx.tx((t) => leggiFlusso(t, id))).toMatchObject({ stato: 'annullato', fileId: null });
    expect([await scarti(id), await ctx.tx((t) => chiHaCorretto(t, id, 1))]).toEqual([[], []]);
    await calcola(id);
    await inAnteprima('VIA', [{ IUD: 'V1' }]);
  });

  it('is also one that nobody has confirmed for a month', async () => {
    const id = await inAnteprima('DIMENTICATO', [{ IUD: 'M1' }]);
    await esegui(mondo, ente, 'flussi.butta_dimenticate', '');
    expect(await stato(id)).toBe('in_anteprima');
    await sql`update flussi.flusso set richiesto_il = richiesto_il - interval '31 days' where id = ${id}`.execute(
      lavora.db,
    );
    await esegui(mondo, ente, 'flussi.butta_dimenticate', '');
    expect(await stato(id)).toBe('annullato');
  });
});

describe('a stored file that our disk no longer has', () => {
  it('is a fault of ours, and nobody is told that the ZIP is damaged', async () => {
    const flussoId = await inAnteprima('SPARITO', [{ IUD: 'SPARITO1' }]);
    const fileId = (await ctx.tx((t) => leggiFlusso(t, flussoId)))?.fileId ?? '';
    await rm(mondo.files.percorso(fileId));
    valoreDi(await ricalcolaAnteprima(ctx, flussoId));
    await expect(calcola(flussoId)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await ctx.tx((t) => leggiFlusso(t, flussoId))).toMatchObject({ stato: 'in_anteprima', codiceErrore: null });
    expect((await anteprima(flussoId)).guastoIl).not.toBeNull();
  });
});
