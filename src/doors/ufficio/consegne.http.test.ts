import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FlussoId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import { leggiAtti } from '#modules/registro';
import type { Mondo } from '#platform/contesto';
import { conZip } from '#platform/zip';
import { cartellaDiProva } from '#support/cartella';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { testoDi, type Navigatore } from '#support/navigatore';
import { readPdf } from '#support/pdf';
import {
  apriUfficio,
  collegamento,
  conFlusso,
  cookieDi,
  entra,
  unOperatore,
  type OperatoreDiProva,
  type UfficioDiProva,
} from '#support/ufficio';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';

let mondo: Mondo;
let ufficio: UfficioDiProva;
let ente: EnteDiProva;
let capo: OperatoreDiProva;
let anna: Navigatore;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ufficio = await apriUfficio(mondo);
  ente = await unEnte(mondo);
  capo = await unOperatore(mondo, [ente], { ruolo: 'amministratore' });
  anna = await entra(ufficio, capo);
});
afterAll(() => ufficio.chiudi());

/** The files of a ZIP, by name. */
async function dentro(byte: Uint8Array): Promise<Map<string, Buffer>> {
  const percorso = join(cartellaDiProva('avvisi'), 'file.zip');
  await writeFile(percorso, byte);
  return conZip(percorso, LIMITI, async (voci) => {
    const file = new Map<string, Buffer>();
    for (const voce of voci) {
      const pezzi: Buffer[] = [];
      for await (const pezzo of await voce.apri()) pezzi.push(pezzo as Buffer);
      file.set(voce.nome, Buffer.concat(pezzi));
    }
    return file;
  });
}

/** Pays or cancels a dovuto behind everybody's back: what is looked at is only what the ZIP says of it. */
async function segna(iud: string, stato: 'annullato'): Promise<void> {
  const worker = ctxDi(mondo, 'worker', ente.enteId);
  await worker.tx((t) =>
    sql`update posizioni.dovuto set stato = ${stato} where ente_id = ${ente.enteId} and iud = ${iud}`.execute(t.db),
  );
}

async function unoConAvvisi(iuf: string, quanti: number): Promise<FlussoId> {
  const righe = Array.from({ length: quanti }, (_, n) => ({ IUD: `${iuf}-${n + 1}` }));
  return conFlusso(mondo, ente, { iuf, righe });
}

test('the account of a file says how it went, in counts and codes, and names nobody', async () => {
  const righe = [
    { IUD: 'BUONA', capPagatore: '351', anagraficaPagatore: 'Ada Neri' },
    { IUD: 'SENZA-CF', codiceIdentificativoUnivoco: 'RSSMRA80A01H501X', importoDovuto: '0' },
    { IUD: 'SENZA-IMPORTO', importoDovuto: '0' },
  ];
  const id = await conFlusso(mondo, ente, { iuf: 'RESOCONTO', righe });
  const { nome, tipo, byte } = await anna.scarica(collegamento(await anna.apri(`/ufficio/flussi/${id}`), 'Resoconto'));
  expect([nome, tipo]).toEqual([`${ente.codIpa}-RESOCONTO-1_3_RESOCONTO.txt`, 'text/plain; charset=utf-8']);
  const testo = byte.toString('utf8');
  expect(testo).toMatch(/^\uFEFFFlusso RESOCONTO-1_3|^\uFEFFFlusso .*RESOCONTO/);
  expect(testo).toContain(
    'Esito: caricato\r\nRighe nel file: 3\r\nRighe caricate: 1\r\nRighe scartate: 2\r\n' +
      '  PAA_IMPORT_SINTASSI_CSV_IMPORTO: 2\r\n  PAA_IMPORT_SINTASSI_CSV_COD_FISC: 1\r\n',
  );
  expect(testo).toContain('  Riga 1, CAP_NON_VALIDO: Il CAP del debitore non ha cinque cifre.\r\n');
  expect(testo).not.toMatch(/Neri|Rossi|RSSMRA/);
  const vuoto = await conFlusso(mondo, ente, { iuf: 'RESOVUOTO', righe: [] });
  const rifiutato = (await anna.scarica(`/ufficio/flussi/${vuoto}/resoconto`)).byte.toString('utf8');
  expect(rifiutato).toContain('Esito: non caricato, codice IMPORT_SENZA_RIGHE\r\nNel CSV c’è soltanto la riga');
});

describe('the notices of a file', () => {
  test('come in one ZIP, with an index that says why the others are not there', async () => {
    const righe = [
      { IUD: 'DA-PAGARE', anagraficaPagatore: 'Ada Neri' },
      { IUD: 'ANNULLATO' },
      { IUD: '=SENZA-IUV', flagGeneraIuv: 'false' },
      { IUD: 'SCARTATO', importoDovuto: '0' },
    ];
    const id = await conFlusso(mondo, ente, { iuf: 'AVVISI', righe });
    await segna('ANNULLATO', 'annullato');
    const pagina = await anna.apri(`/ufficio/flussi/${id}`);
    const indirizzo = collegamento(pagina, 'Avvisi da stampare');
    expect(indirizzo).toBe(`/ufficio/flussi/${id}/avvisi/1`);
    const { nome, tipo, byte } = await anna.scarica(indirizzo);
    expect([nome, tipo]).toEqual([`${ente.codIpa}-AVVISI-1_3_AVVISI_PDF.zip`, 'application/zip']);
    const file = await dentro(byte);
    const [avviso = '', ...altri] = [...file.keys()];
    expect(avviso).toMatch(/^avviso_\d{17}\.pdf$/);
    expect(altri).toEqual([`${ente.codIpa}-AVVISI-1_3_AVVISI_PDF.csv`]);
    const { pages } = await readPdf(file.get(avviso) ?? Buffer.alloc(0));
    for (const parole of ['Ada Neri', ente.denominazione, '120,50']) expect(pages[0]?.text).toContain(parole);
    const iuv = avviso.slice('avviso_'.length, -'.pdf'.length);
    expect(
      file
        .get(altri[0] ?? '')
        ?.toString('utf8')
        .split('\r\n'),
    ).toEqual([
      '\uFEFFRiga;IUD;IUV;File;Perché manca l’avviso',
      `1;DA-PAGARE;'${iuv};${avviso};`,
      expect.stringMatching(/^2;ANNULLATO;'\d{17};;È stato annullato$/),
      "3;'=SENZA-IUV;;;Il dovuto non ha un numero di avviso",
      '',
    ]);
    const atti = await ctxDi(mondo, 'ufficio', ente.enteId).tx((t) =>
      leggiAtti(t, { oggetto: null, oggettoId: id, dopo: null, prima: null, quanti: 50 }),
    );
    expect(atti.find(({ azione }) => azione === 'flusso.scaricato')?.dettaglio).toEqual({ file: 'avvisi', parte: 1 });
  });

  test('are not there where the ente prints none, or no row was taken', async () => {
    const altro = await unEnte(mondo);
    const bice = await entra(ufficio, await unOperatore(mondo, [altro], { ruolo: 'amministratore' }));
    const id = await conFlusso(mondo, altro, { iuf: 'NONSTAMPA', righe: [{ IUD: 'N1' }] });
    await ctxDi(mondo, 'worker', altro.enteId).tx((t) =>
      sql`update enti.tipo_dovuto set avviso_stampabile = false where ente_id = ${altro.enteId}`.execute(t.db),
    );
    const file = await dentro((await bice.scarica(`/ufficio/flussi/${id}/avvisi/1`)).byte);
    expect([...file.keys()]).toEqual([`${altro.codIpa}-NONSTAMPA-1_3_AVVISI_PDF.csv`]);
    expect([...file.values()][0]?.toString()).toContain('L’ente non fa stampare gli avvisi di questo tipo dovuto');
    const scartato = await conFlusso(mondo, altro, { iuf: 'NIENTE', righe: [{ IUD: 'N2', importoDovuto: '0' }] });
    expect((await bice.apri(`/ufficio/flussi/${scartato}`)).html).not.toContain('/avvisi/');
    expect((await bice.apri(`/ufficio/flussi/${scartato}/avvisi/1`)).stato).toBe(404);
    expect((await bice.apri(`/ufficio/flussi/${id}/avvisi/2`)).stato).toBe(404);
  });

  test('of a large file come in several', async () => {
    const id = await unoConAvvisi('GRANDE', 2);
    await sql`update flussi.flusso set righe_totali = ${2 * LIMITI.avvisiZipRighe} where id = ${id}`.execute(
      ctxDi(mondo, 'worker').db,
    );
    const pagina = await anna.apri(`/ufficio/flussi/${id}`);
    expect(collegamento(pagina, 'Avvisi delle righe da 5.001 a 10.000')).toBe(`/ufficio/flussi/${id}/avvisi/2`);
    const { nome, byte } = await anna.scarica(`/ufficio/flussi/${id}/avvisi/2`);
    const file = await dentro(byte);
    expect([nome, [...file.keys()]]).toEqual([
      `${ente.codIpa}-GRANDE-1_3_AVVISI_PDF_2.zip`,
      [`${ente.codIpa}-GRANDE-1_3_AVVISI_PDF_2.csv`],
    ]);
  });

  test('are nobody else’s: neither another ente’s, nor of kinds that one does not follow', async () => {
    const id = await unoConAvvisi('ALTRUI', 1);
    const altro = await entra(ufficio, await unOperatore(mondo, [await unEnte(mondo)], { ruolo: 'amministratore' }));
    const senzaTipi = await entra(ufficio, await unOperatore(mondo, [ente], { tipi: [] }));
    for (const quale of ['avvisi/1', 'file/iuv', 'resoconto']) {
      expect((await altro.apri(`/ufficio/flussi/${id}/${quale}`)).stato).toBe(404);
      const vietato = await senzaTipi.apri(`/ufficio/flussi/${id}/${quale}`);
      expect([vietato.stato, testoDi(vietato.html).includes('tipi che non segui')]).toEqual([403, true]);
    }
    // The function that reads them answers for the ente of the transaction, whoever asks.
    const deiSuoi = await ctxDi(mondo, 'ufficio', (await unEnte(mondo)).enteId).tx((t) =>
      sql`select riga from posizioni.avvisi_del_flusso(${id}, 0, 100)`.execute(t.db),
    );
    expect(deiSuoi.rows).toEqual([]);
  });

  test('are made for a few at a time; who goes away makes room', async () => {
    // Some seconds of drawing: the first is not done when the last one asks.
    const id = await unoConAvvisi('INSIEME', 300);
    const cookie = `ufficio=${(await cookieDi(mondo, capo)).ufficio}`;
    const chiedi = (signal?: AbortSignal): Promise<Response> =>
      fetch(`${ufficio.url}/ufficio/flussi/${id}/avvisi/1`, { headers: { cookie }, ...(signal && { signal }) });
    const vie = Array.from({ length: LIMITI.avvisiZipInsieme }, () => new AbortController());
    // Held until the abort: fetch lets go of a download whose answer nobody holds any longer.
    const tenute: Response[] = [];
    for (const via of vie) tenute.push(await chiedi(via.signal));
    const oltre = await chiedi();
    expect([...tenute, oltre].map((r) => r.status)).toEqual([...tenute.map(() => 200), 503]);
    expect(testoDi(await oltre.text())).toContain('gli avvisi di altri flussi');
    for (const via of vie) via.abort();
    await expect.poll(async () => (await chiedi()).status, { timeout: 10_000 }).toBe(200);
  });
});
