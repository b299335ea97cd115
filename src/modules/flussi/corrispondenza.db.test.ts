import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { FlussoId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import type { Mondo } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { STILE, xlsxDi } from '#support/xlsx';
import { riceviAltrui } from './acts/ricevi-altrui.ts';
import {
  buttaAltrui,
  calcolaAnteprima,
  caricaDovuti,
  confermaAnteprima,
  dimenticaCorrispondenza,
  elencoCorrispondenze,
  indovina,
  leggiAnteprima,
  leggiDaTradurre,
  leggiFileFlusso,
  leggiFlusso,
  leggiScarti,
  usaCorrispondenza,
  type Corrispondenza,
} from './index.ts';

let mondo: Mondo;
let ente: EnteDiProva;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ente = await unEnte(mondo);
});

const ctx = (ruolo: 'ufficio' | 'worker' = 'ufficio') => ctxDi(mondo, ruolo, ente.enteId);

async function arriva(nomeFile: string, contenuto: Buffer | string): Promise<FlussoId> {
  return valoreDi(await riceviAltrui(ctx(), { nomeFile, contenuto: Readable.from([Buffer.from(contenuto)]) })).flussoId;
}

async function colonneDi(flussoId: FlussoId) {
  return (await ctx().tx((t) => leggiDaTradurre(t, flussoId)))?.colonne ?? { testo: null, colonne: [] };
}

async function usa(
  flussoId: FlussoId,
  iuf: string,
  altro: Partial<{ salvaCome: string; fonti: Corrispondenza['fonti'] }> = {},
) {
  const { colonne } = await colonneDi(flussoId);
  const c = indovina(colonne);
  const tari = {
    tipoDovuto: { da: 'costante', valore: ente.tipo },
    causaleVersamento: { da: 'costante', valore: 'Mensa' },
  } as const;
  const corrispondenza = { ...c, fonti: { ...tari, ...c.fonti, ...altro.fonti } };
  return usaCorrispondenza(ctx(), { flussoId, iuf, corrispondenza, salvaCome: altro.salvaCome ?? '' });
}

/** From the preview to the end. Gives the dovuti, by IUD. */
async function carica(flussoId: FlussoId): Promise<string[]> {
  await calcolaAnteprima(ctx('worker'), flussoId);
  const anteprima = await ctx().tx((t) => leggiAnteprima(t, flussoId));
  valoreDi(await confermaAnteprima(ctx(), { flussoId, impronta: anteprima?.impronta ?? '' }));
  await calcolaAnteprima(ctx('worker'), flussoId);
  await caricaDovuti(ctx('worker'), flussoId);
  const { rows } = await ctx().tx((t) =>
    sql<{ riga: string }>`
      select concat_ws(' ', d.iud, d.importo_cents, d.data_scadenza, p.debitore_codice, p.debitore_anagrafica, p.cap) as riga
        from posizioni.storia as s join posizioni.dovuto as d on d.ente_id = s.ente_id and d.id = s.dovuto_id
        join posizioni.posizione as p on p.ente_id = d.ente_id and p.id = d.posizione_id
       where s.ente_id = ${ente.enteId} and s.flusso_id = ${flussoId} order by s.riga`.execute(t.db),
  );
  return rows.map(({ riga }) => riga);
}

const CF = 'RSSMRA80A01H501U';

describe('a file of somebody else', () => {
  it.each<[string, string, Buffer]>([
    [
      'latin1.csv',
      'latin1, semicolons',
      Buffer.from(
        `Codice fiscale;Cognome e nome;Importo;Scadenza;CAP\r\n${CF};Niccolò Perù;1.234,50;31/12/2099;00142\r\n`,
        'latin1',
      ),
    ],
    [
      'virgole.csv',
      'commas, quotes, several lines in a cell',
      Buffer.from(
        `\uFEFF"Codice fiscale","Cognome e nome","Importo","Scadenza","CAP"\n${CF},"Niccolò\nPerù","1.234,50",31/12/2099,00142\n\n`,
      ),
    ],
    [
      'tab.txt',
      'tabs',
      Buffer.from(
        `Codice fiscale\tCognome e nome\tImporto\tScadenza\tCAP\n${CF}\tNiccolò Perù\t€ 1.234,50\t31.12.2099\t00142`,
      ),
    ],
  ])('%s (%s) becomes ours', async (nomeFile, _come, byte) => {
    const flussoId = await arriva(nomeFile, byte);
    const iuf = nomeFile.replace('.', '_');
    valoreDi(await usa(flussoId, iuf));
    expect(await carica(flussoId)).toEqual([`${iuf}-1 123450 2099-12-31 ${CF} Niccolò Perù 00142`]);
    const flusso = await ctx().tx((t) => leggiFlusso(t, flussoId));
    expect(flusso).toMatchObject({
      stato: 'eseguito',
      versione: '2_0',
      iuf,
      nomeFile: `${ente.codIpa}-${iuf}-2_0.csv`,
    });
    expect(await ctx().tx((t) => leggiFileFlusso(t, flussoId, 'originale'))).toMatchObject({
      nome: nomeFile,
      byte: byte.length,
    });
  });

  it('a spreadsheet: days and numbers are what they are, texts are read as it was said', async () => {
    const file = await xlsxDi([
      {
        righe: [
          ['Cod. fiscale', 'Nominativo', 'Importo', 'Scadenza', 'Cap', 'Note interne'],
          `<row><c t="str"><v>${CF}</v></c><c t="str"><v>Mario Rossi</v></c><c><v>12.5</v></c>` +
            `<c s="${STILE.giorno}"><v>73050</v></c><c s="${STILE.zeri}"><v>142</v></c></row>`,
          [CF, 'Mario Rossi', '1.234,5', '01/02/2099', '00142', 'x'],
        ],
      },
    ]);
    const flussoId = await arriva('Elenco mensa.xlsx', file);
    expect((await colonneDi(flussoId)).colonne[2]).toEqual({ nome: 'Importo', esempi: ['12.5', '1.234,5'] });
    valoreDi(await usa(flussoId, 'FOGLIO'));
    expect(await carica(flussoId)).toEqual([
      `FOGLIO-1 1250 2099-12-31 ${CF} Mario Rossi 00142`,
      `FOGLIO-2 123450 2099-02-01 ${CF} Mario Rossi 00142`,
    ]);
  });

  it('wrong rows come back as rows of ours, with why', async () => {
    const flussoId = await arriva('errori.csv', `codice fiscale;nome;importo\n${CF};Mario;dodici\nXX;Mario;1\n`);
    valoreDi(await usa(flussoId, 'ERRORI'));
    await calcolaAnteprima(ctx('worker'), flussoId);
    const scarti = await ctx().tx((t) => leggiScarti(t, flussoId, { dopo: 0, a: 9, quanti: 9 }));
    expect(scarti.map(({ riga, testo }) => [riga, testo.slice(0, 40)])).toEqual([
      [1, '|IMPORTO_DOVUTO NON CONFROME: dodici'],
      [2, '|Errore sintassi CSV campo codiceIdentif'],
    ]);
  });

  it('thrown away leaves nothing; said once, it is not said again', async () => {
    const flussoId = await arriva('butta.csv', `codice fiscale;nome;importo\n${CF};Mario;1\n`);
    valoreDi(await buttaAltrui(ctx(), flussoId));
    expect(await usa(flussoId, 'BUTTA')).toMatchObject({ refusal: { codice: 'CORRISPONDENZA_FINITA' } });
    expect((await ctx().tx((t) => leggiFlusso(t, flussoId)))?.stato).toBe('annullato');
  });
});

test('a correspondence is remembered by name, takes the place of the one that had it, and is forgotten', async () => {
  const testo = `codice fiscale;nome;importo\n${CF};Mario;1\n`;
  valoreDi(await usa(await arriva('uno.csv', testo), 'RICORDA1', { salvaCome: 'Mensa' }));
  const fonti = { causaleVersamento: { da: 'costante', valore: 'Mensa 2099' } } as const;
  valoreDi(await usa(await arriva('due.csv', testo), 'RICORDA2', { salvaCome: 'MENSA', fonti }));
  const salvate = await ctx().tx(elencoCorrispondenze);
  expect(
    salvate.map(({ nome, intestazioni, regole }) => [nome, intestazioni, regole.fonti['causaleVersamento']]),
  ).toEqual([['MENSA', ['codice fiscale', 'nome', 'importo'], fonti.causaleVersamento]]);
  const altro = await unEnte(mondo);
  expect(await ctxDi(mondo, 'ufficio', altro.enteId).tx(elencoCorrispondenze)).toEqual([]);
  await dimenticaCorrispondenza(ctx(), salvate[0]?.id ?? '');
  expect(await ctx().tx(elencoCorrispondenze)).toEqual([]);
});

test.each<[string, string, Buffer | string]>([
  ['IMPORT_FORMA_SCONOSCIUTA', 'elenco.pdf', 'x'],
  ['IMPORT_NON_XLSX', 'elenco.xlsx', 'x'],
  ['IMPORT_CSV_VUOTO', 'elenco.csv', ''],
  ['IMPORT_SENZA_RIGHE', 'elenco.csv', 'a;b\n'],
  ['IMPORT_NON_CSV', 'elenco.csv', Buffer.from('\uFEFFa;b\n1;2\n', 'utf16le')],
  ['IMPORT_CSV_VIRGOLETTE', 'elenco.csv', 'a;b\n"1;2\n'],
  ['IMPORT_RIGA_TROPPO_LUNGA', 'elenco.csv', `a;b\n${'x'.repeat(LIMITI.rigaBytesMax + 10)};1\n`],
  ['IMPORT_XLSX_TROPPE_COLONNE', 'elenco.csv', `${'a;'.repeat(300)}\n1;2\n`],
])('is refused when it arrives: %s', async (codice, nomeFile, contenuto) => {
  const esito = await riceviAltrui(ctx(), { nomeFile, contenuto: Readable.from([Buffer.from(contenuto)]) });
  expect(esito).toMatchObject({ ok: false, refusal: { codice } });
});
