import { Readable } from 'node:stream';
import { beforeAll, describe, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { FlussoId } from '#kernel/ids';
import { cercaDovuti } from '#modules/posizioni';
import type { Ctx, Mondo } from '#platform/contesto';
import { conZip } from '#platform/zip';
import { LIMITI } from '#kernel/limiti';
import { databaseDiProva } from '#support/db';
import { csvDovuti, fileDovuti, SECONDARIO, zipDi, type RigaProva } from '#support/dovuti';
import { mondoDiProva } from '#support/mondo';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { caricaDovuti, leggiFileFlusso, leggiFlusso, leggiScarti, riceviDovuti } from './index.ts';

let mondo: Mondo;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
});

async function carica(
  ente: EnteDiProva,
  iuf: string,
  righe: RigaProva[],
  versione: '1_3' | '1_4' = '1_3',
): Promise<FlussoId> {
  const ctx = ctxDi(mondo, 'worker', ente.enteId);
  const { flussoId } = valoreDi(await riceviDovuti(ctx, await fileDovuti(ente, { iuf, versione, righe })));
  await caricaDovuti(ctx, flussoId);
  return flussoId;
}

async function testoDi(ente: EnteDiProva, flussoId: FlussoId, quale: 'scarti' | 'iuv'): Promise<string> {
  const ctx = ctxDi(mondo, 'worker', ente.enteId);
  const file = await ctx.tx((t) => leggiFileFlusso(t, flussoId, quale));
  if (file === null) return '';
  return conZip(mondo.files.percorso(file.fileId), LIMITI, async ([voce]) => {
    const pezzi: Buffer[] = [];
    for await (const pezzo of (await voce?.apri()) ?? []) pezzi.push(pezzo as Buffer);
    return Buffer.concat(pezzi).toString('utf8');
  });
}

describe('a file of dovuti', () => {
  it('loads the good rows, generates the IUV, and says why the others are refused', async () => {
    const ente = await unEnte(mondo);
    const ctx = ctxDi(mondo, 'ufficio', ente.enteId);
    const flussoId = await carica(ente, 'TARI1', [
      { IUD: 'A1' },
      { IUD: 'A2', importoDovuto: '12,50' },
      { IUD: 'A1', importoDovuto: '7.00' },
      { IUD: 'A3', codiceIdentificativoUnivoco: 'RSSMRA80A01H501X' },
      { IUD: 'A4', tipoDovuto: 'ALTRO' },
      { IUD: 'A5', azione: 'A' },
      { IUD: 'A6', flagGeneraIuv: '' },
    ]);
    const flusso = await ctx.tx((t) => leggiFlusso(t, flussoId));
    expect(flusso).toMatchObject({
      stato: 'eseguito',
      righeTotali: 7,
      righeAccettate: 2,
      righeScartate: 5,
      righeApplicate: 7,
    });
    const scarti = await ctx.tx((t) => leggiScarti(t, flussoId, { dopo: 0, a: 100, quanti: 100 }));
    expect(scarti.map((s) => [s.riga, s.iud, s.codice])).toEqual([
      [2, 'A2', 'PAA_IMPORT_SINTASSI_CSV'],
      [3, 'A1', 'PAA_IMPORT_IUD_DUPLICATO'],
      [4, 'A3', '|PAA_IMPORT_SINTASSI_CSV_COD_FISC'],
      [5, 'A4', '|PAA_IMPORT_SINTASSI_CSV_TIPO_DOVUTO_INESISTENTE'],
      [6, 'A5', 'PAA_IMPORT_ERROR'],
    ]);
    const dovuti = await ctx.tx((t) =>
      cercaDovuti(t, {
        elenco: 'online',
        testo: '',
        tipoDovuto: '',
        daVerificare: false,
        tipiConsentiti: null,
        dopo: null,
        prima: null,
        quanti: 10,
      }),
    );
    expect(dovuti.map((d) => [d.iud, d.importoCents, d.iuv])).toEqual([
      ['A6', 12050, null],
      ['A1', 12050, '01000000000000144'],
    ]);
    expect((await testoDi(ente, flussoId, 'iuv')).split('\n').map((r) => r.split(';').slice(0, 2).join(';'))).toEqual([
      'IUD;codIuv',
      'A1;01000000000000144',
      'A6;',
      '',
    ]);
    const scartato = (await testoDi(ente, flussoId, 'scarti')).split('\n');
    expect(scartato[0]).toMatch(/;azione;cod_rifiuto;de_rifiuto$/);
    expect(scartato[2]).toMatch(
      /^A1;.*;I;PAA_IMPORT_IUD_DUPLICATO;Errore IUD duplicato all'interno dello stesso flusso$/,
    );
  });

  it('says of a second row for an IUD that it is one, before anything else but that it cannot be read', async () => {
    const ente = await unEnte(mondo);
    const ctx = ctxDi(mondo, 'ufficio', ente.enteId);
    const flussoId = await carica(ente, 'RIPETUTI', [
      { IUD: 'R1', importoDovuto: '0' },
      { IUD: 'R1' },
      { IUD: 'R1', importoDovuto: '0' },
      { IUD: '"R1"', azione: 'X' },
      { IUD: 'R1', importoDovuto: 'x' },
      { IUD: 'R2', azione: 'X' },
    ]);
    const scarti = await ctx.tx((t) => leggiScarti(t, flussoId, { dopo: 0, a: 100, quanti: 100 }));
    expect(scarti.map((s) => [s.riga, s.codice.replaceAll('PAA_IMPORT_', '')])).toEqual([
      [1, '|SINTASSI_CSV_IMPORTO'],
      [3, 'IUD_DUPLICATO'],
      [4, 'IUD_DUPLICATO'],
      [5, 'SINTASSI_CSV'],
      [6, 'SINTASSI_CSV_AZIONE'],
    ]);
  });

  it('takes the second beneficiary of 1_4 as a share of its own', async () => {
    const ente = await unEnte(mondo);
    const flussoId = await carica(
      ente,
      'TEFA',
      [
        { IUD: 'B1', ...SECONDARIO },
        { IUD: 'B2', flagMultiBeneficiario: 'false' },
      ],
      '1_4',
    );
    const ctx = ctxDi(mondo, 'ufficio', ente.enteId);
    expect(await ctx.tx((t) => leggiFlusso(t, flussoId))).toMatchObject({ stato: 'eseguito', righeAccettate: 2 });
    const dovuti = await ctx.tx((t) =>
      cercaDovuti(t, {
        elenco: 'online',
        testo: 'B1',
        tipoDovuto: '',
        daVerificare: false,
        tipiConsentiti: null,
        dopo: null,
        prima: null,
        quanti: 10,
      }),
    );
    expect(dovuti[0]?.importoCents).toBe(12575);
    const iuv = (await testoDi(ente, flussoId, 'iuv')).trim().split('\n');
    expect(iuv.map((r) => r.split(';').length)).toEqual([35, 35, 35]);
  });

  it('modifies and annuls in later files, as the state table says', async () => {
    const ente = await unEnte(mondo);
    await carica(ente, 'F1', [{ IUD: 'C1' }, { IUD: 'C2' }]);
    const ctx = ctxDi(mondo, 'ufficio', ente.enteId);
    const iuv =
      (
        await ctx.tx((t) =>
          cercaDovuti(t, {
            elenco: 'online',
            testo: 'C1',
            tipoDovuto: '',
            daVerificare: false,
            tipiConsentiti: null,
            dopo: null,
            prima: null,
            quanti: 1,
          }),
        )
      )[0]?.iuv ?? '';
    const due = await carica(ente, 'F2', [
      { IUD: 'C1', azione: 'M', importoDovuto: '1.00', codIuv: iuv },
      { IUD: 'C2', azione: 'M', importoDovuto: '1.00' },
      { IUD: 'C2', azione: 'A' },
    ]);
    const scarti = await ctx.tx((t) => leggiScarti(t, due, { dopo: 0, a: 10, quanti: 10 }));
    expect(scarti.map((s) => s.codice)).toEqual(['|PAA_IMPORT_IUV_NO_NULLABLE']);
    const archivio = await ctx.tx((t) =>
      cercaDovuti(t, {
        elenco: 'archivio',
        testo: '',
        tipoDovuto: '',
        daVerificare: false,
        tipiConsentiti: null,
        dopo: null,
        prima: null,
        quanti: 9,
      }),
    );
    expect(archivio.map((d) => [d.iud, d.stato])).toEqual([['C2', 'annullato']]);
  });

  it('ends the same when its process dies between slices', async () => {
    const ente = await unEnte(mondo);
    const righe = Array.from({ length: LIMITI.fettaRighe + 50 }, (_, i) => ({
      IUD: `K${i}`,
      ...(i % 100 === 0 ? { importoDovuto: 'x' } : {}),
    }));
    const sbagliate = Math.ceil(righe.length / 100);
    const ctx = ctxDi(mondo, 'worker', ente.enteId);
    const { flussoId } = valoreDi(await riceviDovuti(ctx, await fileDovuti(ente, { iuf: 'LUNGO', righe })));
    // The first run dies after its first slice: the marker is there, the rest is not.
    let transazioni = 0;
    const conta = <T>(esegui: () => Promise<T>): Promise<T> =>
      (transazioni += 1) > 2 ? Promise.reject(new Error('killed')) : esegui();
    const morente: Ctx = {
      ...ctx,
      sessione: (fn) => ctx.sessione((s, client) => fn({ ...s, tx: (f) => conta(() => s.tx(f)) }, client)),
    };
    await expect(caricaDovuti(morente, flussoId)).rejects.toThrow('killed');
    expect(await ctx.tx((t) => leggiFlusso(t, flussoId))).toMatchObject({
      stato: 'in_corso',
      righeApplicate: LIMITI.fettaPrimaRighe,
    });
    await caricaDovuti(ctx, flussoId);
    expect(await ctx.tx((t) => leggiFlusso(t, flussoId))).toMatchObject({
      stato: 'eseguito',
      righeTotali: righe.length,
      righeAccettate: righe.length - sbagliate,
      righeScartate: sbagliate,
    });
    const iud = (await testoDi(ente, flussoId, 'iuv'))
      .trim()
      .split('\n')
      .slice(1)
      .map((r) => r.split(';')[0]);
    expect(iud).toEqual(righe.filter((r) => !('importoDovuto' in r)).map((r) => r.IUD));
  }, 90_000);
});

describe('a file that is refused', () => {
  const casi: [string, (ente: EnteDiProva) => Promise<{ nomeFile: string; zip: Buffer }>, string][] = [
    [
      'is not a ZIP',
      async (e) => ({ nomeFile: `${e.codIpa}-X-1_3.zip`, zip: Buffer.from('not a zip at all') }),
      'IMPORT_NON_ZIP',
    ],
    ['is empty', async (e) => ({ nomeFile: `${e.codIpa}-X-1_3.zip`, zip: Buffer.alloc(0) }), 'IMPORT_NON_ZIP'],
    [
      'has another extension',
      async (e) => ({ nomeFile: `${e.codIpa}-X-1_3.csv`, zip: Buffer.alloc(9) }),
      'IMPORT_NON_ZIP',
    ],
    [
      'has a name of two parts',
      async (e) => ({ nomeFile: `${e.codIpa}-X.zip`, zip: await zipDi({ a: 'b' }) }),
      'PAA_IMPORT_NOME_FILE_ERR',
    ],
    [
      'is of another ente',
      async () => ({ nomeFile: 'altro-X-1_3.zip', zip: await zipDi({ a: 'b' }) }),
      'PAA_IMPORT_ENTE_ERR',
    ],
    [
      'has an unknown version',
      async (e) => ({ nomeFile: `${e.codIpa}-X-9_9.zip`, zip: await zipDi({ a: 'b' }) }),
      'PAA_IMPORT_FILE_VERSIONE_ERR',
    ],
    ['has no CSV', async (e) => conVoci(e, (b) => ({ [`${b}.txt`]: 'x' })), 'PAA_IMPORT_NO_CSV'],
    [
      'has a second CSV',
      async (e) => conVoci(e, (b) => ({ [`${b}.csv`]: 'x', 'altro.csv': 'y' })),
      'IMPORT_ZIP_NOME_VOCE',
    ],
    [
      'has two CSV under its name',
      async (e) => conVoci(e, (b) => ({ [`${b}.csv`]: 'x', [`${b}.2.CSV`]: 'y' })),
      'IMPORT_ZIP_PIU_CSV',
    ],
    [
      'climbs out of its folder',
      async (e) => conVoci(e, () => ({ 'aa/x.csv': 'x' }), '../x.csv'),
      'IMPORT_ZIP_NOME_VOCE',
    ],
    ['has an absolute name', async (e) => conVoci(e, () => ({ 'aa/x.csv': 'x' }), '/a/x.csv'), 'IMPORT_ZIP_NOME_VOCE'],
    ['has its CSV in a folder', async (e) => conVoci(e, (b) => ({ [`dir/${b}.csv`]: 'x' })), 'IMPORT_ZIP_NOME_VOCE'],
  ];
  async function conVoci(
    e: EnteDiProva,
    voci: (base: string) => Record<string, string>,
    // No library writes such a name: it takes the place of another of the same length.
    alPostoDi?: string,
  ): Promise<{ nomeFile: string; zip: Buffer }> {
    const base = `${e.codIpa}-X-1_3`;
    const zip = await zipDi(voci(base));
    const nome = Object.keys(voci(base))[0] ?? '';
    const scritto =
      alPostoDi === undefined ? zip : Buffer.from(zip.toString('latin1').replaceAll(nome, alPostoDi), 'latin1');
    return { nomeFile: `${base}.zip`, zip: scritto };
  }

  it.each(casi)('because it %s', async (_, file, codice) => {
    const ente = await unEnte(mondo);
    const ctx = ctxDi(mondo, 'ufficio', ente.enteId);
    const { nomeFile, zip } = await file(ente);
    const esito = await riceviDovuti(ctx, { nomeFile, contenuto: Readable.from([zip]) });
    expect(esito).toMatchObject({ ok: false, refusal: { codice } });
  });

  it('because its name or its IUF is taken', async () => {
    const ente = await unEnte(mondo);
    const ctx = ctxDi(mondo, 'ufficio', ente.enteId);
    const invia = async (): Promise<unknown> =>
      riceviDovuti(ctx, await fileDovuti(ente, { iuf: 'DOPPIO', righe: [{ IUD: 'D1' }] }));
    expect(await invia()).toMatchObject({ ok: true });
    expect(await invia()).toMatchObject({ ok: false, refusal: { codice: 'PAA_IMPORT_FLUSSO_IN_CARICAMENTO' } });
    const altro = await fileDovuti(ente, { iuf: 'DOPPIO', versione: '1_4', righe: [] });
    expect(await riceviDovuti(ctx, altro)).toMatchObject({
      ok: false,
      refusal: { codice: 'PAA_IMPORT_FLUSSO_IN_CARICAMENTO' },
    });
  });

  const guasti: [string, (csv: string) => string | Buffer, string][] = [
    [
      'its text is not UTF-8',
      (csv) => Buffer.concat([Buffer.from(csv), Buffer.from([0xe8, 0x20, 0xff])]),
      'IMPORT_CODIFICA',
    ],
    ['a NUL lies in it', (csv) => `${csv}\0;;`, 'IMPORT_CODIFICA'],
    ['a row has 10 MB', (csv) => `${csv}${'x'.repeat(10_000_000)}\n`, 'IMPORT_RIGA_TROPPO_LUNGA'],
    ['there is nothing in it', () => '', 'IMPORT_CSV_VUOTO'],
    ['there is only its header', (csv) => csv.slice(0, csv.indexOf('\n')), 'IMPORT_SENZA_RIGHE'],
    [
      'its header and blank lines are all',
      (csv) => `${csv.slice(0, csv.indexOf('\n'))}\r\n \r\n`,
      'IMPORT_SENZA_RIGHE',
    ],
    ['its header is missing', (csv) => csv.slice(csv.indexOf('\n') + 1), 'IMPORT_SENZA_INTESTAZIONE'],
    ['its lines end with a return alone', (csv) => csv.replaceAll('\n', '\r'), 'IMPORT_A_CAPO'],
  ];
  it.each(guasti)('while it is read, because %s; and nothing of it stays', async (_, guasta, codice) => {
    const ente = await unEnte(mondo);
    const ctx = ctxDi(mondo, 'worker', ente.enteId);
    const base = `${ente.codIpa}-GUASTO-1_3`;
    const zip = await zipDi({
      [`${base}.csv`]: guasta(csvDovuti(ente, '1_3', [{ IUD: 'E1' }, { IUD: 'E2', importoDovuto: 'x' }])),
    });
    const { flussoId } = valoreDi(
      await riceviDovuti(ctx, { nomeFile: `${base}.zip`, contenuto: Readable.from([zip]) }),
    );
    await caricaDovuti(ctx, flussoId);
    expect(await ctx.tx((t) => leggiFlusso(t, flussoId))).toMatchObject({
      stato: 'fallito',
      codiceErrore: codice,
      righeApplicate: 0,
    });
    expect(await ctx.tx((t) => leggiScarti(t, flussoId, { dopo: 0, a: 9, quanti: 9 }))).toEqual([]);
    expect(
      await ctx.tx((t) =>
        cercaDovuti(t, {
          elenco: 'online',
          testo: '',
          tipoDovuto: '',
          daVerificare: false,
          tipiConsentiti: null,
          dopo: null,
          prima: null,
          quanti: 9,
        }),
      ),
    ).toEqual([]);
  });
});
