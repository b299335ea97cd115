import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { beforeAll, describe, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { FlussoId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import { caricaDovuti, leggiFileFlusso, riceviDovuti } from '#modules/flussi';
import type { Mondo } from '#platform/contesto';
import { chiudiPools, creaPools } from '#platform/db/pool';
import { creaArchivio } from '#platform/files';
import { conZip } from '#platform/zip';
import { cartellaDiProva } from '#support/cartella';
import { databaseDa, databaseNuovo, type DatabaseDiProva } from '#support/db';
import { fileDovuti, type RigaProva } from '#support/dovuti';
import { mondoDiProva } from '#support/mondo';
import { ProxyPostgres } from '#support/proxy-postgres';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { xlsxDi } from '#support/xlsx';
import { conRanghi, fileMancanti, fotografa } from './fotografia.ts';
import { SEMI, sorteDi, viviEMuori } from './sorte.ts';

/** The short first slice, and a second; a life that begins anew after one of them begins with a short one again. */
const RIGHE = 4 * LIMITI.fettaPrimaRighe;
/** A life is a load of some hundred rows: seconds, where something else has the machine. */
const TEMPO_MS = 120_000;
const ORA = new Date('2026-11-20T09:00:00Z');

/** What every run starts from: an ente with some dovuti already, and a file received that was not yet loaded. */
type Inizio = { database: DatabaseDiProva; mondo: Mondo; ente: EnteDiProva; flussoId: FlussoId; cartella: string };

let inizio: Inizio;
let intero: Fine;
let statement: number;

/** A file to be loaded: how it comes, and what of it ends as what. */
type FileLungo = {
  nome: string;
  arriva: (ente: EnteDiProva) => Promise<{ nomeFile: string; contenuto: Readable }>;
  motivi: Record<string, number>;
  storia: { annullato: number; modificato: number };
  semi: readonly number[];
};

const FILE: FileLungo[] = [
  {
    nome: 'of 1_4',
    arriva: (ente) => fileDovuti(ente, { iuf: 'LUNGO', versione: '1_4', righe: righe() }),
    // Of all the reasons, and of both moments: rows that do not read, rows that the intake refuses.
    motivi: { PAA_IMPORT_SINTASSI_CSV: 40, PAA_IMPORT_IUD_DUPLICATO: 30, PAA_IMPORT_IUV_NO_NULLABLE: 7 },
    storia: { annullato: 10, modificato: 3 },
    semi: SEMI,
  },
  {
    nome: 'of posizioni, in a spreadsheet',
    arriva: foglioLungo,
    motivi: { PAA_IMPORT_SINTASSI_CSV: 17, IMPORT_POSIZIONE_INCOMPLETA: 45, IMPORT_OPZIONE_IMPORTO_DIVERSO: 22 },
    storia: { annullato: 0, modificato: 0 },
    // It is the same way from where the spreadsheet has become a file of ours.
    semi: SEMI.slice(0, Math.ceil(SEMI.length / 2)),
  },
];

async function prepara(file: FileLungo): Promise<void> {
  const database = await databaseNuovo();
  const cartella = cartellaDiProva('import');
  const mondo = mondoDiProva(database, { orologio: () => ORA, files: creaArchivio(join(cartella, 'prima')) });
  const ente = await unEnte(mondo);
  const ctx = ctxDi(mondo, 'worker', ente.enteId);
  const prima = await riceviDovuti(ctx, await fileDovuti(ente, { iuf: 'PRIMA', righe: vecchie() }));
  await caricaDovuti(ctx, valoreDi(prima).flussoId);
  const { flussoId } = valoreDi(await riceviDovuti(ctx, await file.arriva(ente)));
  // The server that tests share makes no figures by itself; without them the planner expects an empty database.
  await database.owner.query('analyze');
  await Promise.all([chiudiPools(database.pools), database.owner.end()]);
  inizio = { database, mondo, ente, flussoId, cartella };
  const corsa = await apriCorsa('intera');
  corsa.proxy.lasciaPassare();
  await corsa.carica();
  statement = corsa.proxy.passati;
  intero = await corsa.finisci();
}

const COLONNE_FOGLIO = [
  ...[
    'IUD',
    'tipoIdentificativoUnivoco',
    'codiceIdentificativoUnivoco',
    'anagraficaPagatore',
    'importoDovuto',
    'tipoDovuto',
  ],
  ...['causaleVersamento', 'flagGeneraIuv', 'azione', 'codicePosizione', 'opzione', 'formaOpzione', 'rata', 'metadati'],
];

/** Posizioni of three rows, so that slices would end inside them; some with a row that does not read, or that does not add up. */
async function foglioLungo(ente: EnteDiProva): Promise<{ nomeFile: string; contenuto: Readable }> {
  const dovuti = Array.from({ length: Math.ceil(RIGHE / 3) }, (_, g) =>
    [0, 1, 2].map((n) => {
      const importo = g % 20 === 3 && n === 1 ? 'x' : g % 30 === 7 && n === 2 ? 61 : n === 0 ? 120 : 60;
      const persona = ['F', 'RSSMRA80A01H501U', 'Mario Rossi'];
      const modo = n === 0 ? [1, 'unica', 1] : [2, 'piano', n];
      return [
        `P${g}-${n}`,
        ...persona,
        importo,
        ente.tipo,
        'Tassa',
        'true',
        'I',
        `P${g}`,
        ...modo,
        n === 0 ? 'a=1' : '',
      ];
    }),
  );
  const foglio = await xlsxDi([{ righe: [COLONNE_FOGLIO, ...dovuti.flat()] }]);
  return { nomeFile: `${ente.codIpa}-LUNGO-2_0.xlsx`, contenuto: Readable.from([foglio]) };
}

const vecchie = (): RigaProva[] =>
  Array.from({ length: 30 }, (_, i) => ({ IUD: `V${i}`, codIuv: '', flagGeneraIuv: i % 3 === 0 ? '' : 'true' }));

const SECONDARIO: RigaProva = {
  flagMultiBeneficiario: 'true',
  codiceFiscaleEnteSecondario: '01234567897',
  denominazioneEnteSecondario: 'Provincia di Prova',
  ibanAccreditoEnteSecondario: 'IT60X0542811101000000123456',
  datiSpecificiRiscossioneEnteSecondario: '9/0101101IM/',
  importoVersamentoEnteSecondario: '5.25',
};

/** Inserts, some with a share for another ente; annulments, also twice, and changes of what was there; rows to be refused. */
function righe(): RigaProva[] {
  return Array.from({ length: RIGHE }, (_, i) => {
    if (i % 10 === 1) return { IUD: `K${i}`, ...SECONDARIO };
    if (i % 25 === 2) return { IUD: `K${i}`, importoDovuto: 'x' };
    if (i % 50 === 3) return { IUD: `K${i - 3}` };
    if (i % 100 === 4) return { IUD: `V${(i - 4) / 50}`, azione: 'A' };
    if (i % 100 === 54) return { IUD: `V${(i - 54) / 50}`, azione: 'A' };
    if (i % 100 === 7) return { IUD: `V${1 + (i - 7) / 50}`, azione: 'M', importoDovuto: '1.00' };
    return { IUD: `K${i}`, ...(i % 4 === 0 ? { flagGeneraIuv: '' } : {}) };
  });
}

type Fine = { foto: Record<string, string[]>; scarti: Buffer; iuv: string };

async function apriCorsa(nome: string) {
  const database = await databaseDa(inizio.database);
  const cartella = join(inizio.cartella, nome);
  cpSync(join(inizio.cartella, 'prima'), cartella, { recursive: true });
  const files = creaArchivio(cartella);
  const proxy = await ProxyPostgres.apri(database.databaseUrl);
  const { ente, flussoId } = inizio;
  /** One life of a process: pools of its own, which end with it. */
  const carica = async (): Promise<void> => {
    const pools = creaPools(proxy.url, { max: 3 });
    try {
      await caricaDovuti(ctxDi({ ...inizio.mondo, pools, files }, 'worker', ente.enteId), flussoId);
    } finally {
      await chiudiPools(pools);
      // The queue gives the job of a dead process to another one when the server has let go of its connections.
      await proxy.quieto();
    }
  };
  const finisci = async (): Promise<Fine> => {
    await proxy.chiudi();
    expect(await fileMancanti(database.owner, files)).toEqual([]);
    const ctx = ctxDi({ ...inizio.mondo, pools: database.pools }, 'worker', ente.enteId);
    const percorso = async (quale: 'scarti' | 'iuv'): Promise<string> => {
      const file = await ctx.tx((t) => leggiFileFlusso(t, flussoId, quale));
      if (file === null) throw new Error(`no file ${quale}`);
      return files.percorso(file.fileId);
    };
    const fine = {
      foto: await fotografa(database.owner),
      scarti: readFileSync(await percorso('scarti')),
      iuv: await conRanghi(database.owner, await testoCsv(await percorso('iuv'))),
    };
    await Promise.all([chiudiPools(database.pools), database.owner.end()]);
    return fine;
  };
  return { proxy, carica, finisci };
}

function testoCsv(percorso: string): Promise<string> {
  return conZip(percorso, LIMITI, async ([voce]) => {
    const pezzi: Buffer[] = [];
    for await (const pezzo of (await voce?.apri()) ?? []) pezzi.push(pezzo as Buffer);
    return Buffer.concat(pezzi).toString('utf8');
  });
}

describe.each(FILE)('an import $nome whose process dies', (file) => {
  beforeAll(() => prepara(file), TEMPO_MS);

  it('is put to the test where there is something to lose', () => {
    expect(statement).toBeGreaterThan(60);
    expect(intero.iuv.match(/iuv \d+/g)?.length).toBeGreaterThan(500);
    expect(intero.iuv).not.toContain('ignoto');
    expect(motivi(intero)).toEqual(file.motivi);
    const storia = (azione: string) =>
      intero.foto['posizioni.storia']?.filter((riga) => riga.includes(`"azione": "${azione}"`)).length;
    expect({ annullato: storia('annullato'), modificato: storia('modificato') }).toEqual(file.storia);
  });

  it.each(file.semi)(
    'ends as if it had not (seed %i)',
    async (seme) => {
      const sorte = sorteDi(seme);
      const corsa = await apriCorsa(String(seme));
      const tagli = await viviEMuori({ proxy: corsa.proxy, sorte, statement }, () => corsa.carica());
      corsa.proxy.lasciaPassare();
      await corsa.carica();
      const fine = await corsa.finisci();
      expect(fine, `seed ${seme}, cuts: ${JSON.stringify(tagli)}`).toEqual(intero);
    },
    TEMPO_MS,
  );
});

function motivi({ foto }: Fine): Record<string, number> {
  const codici = foto['flussi.scarto']?.map((riga) => /"codice": "\|?(\w+)"/.exec(riga)?.[1] ?? riga) ?? [];
  return Object.fromEntries([...new Set(codici)].map((codice) => [codice, codici.filter((c) => c === codice).length]));
}
