import { afterAll, beforeAll, expect, test } from 'vitest';
import { isUuid, type FlussoId } from '#kernel/ids';
import { leggiFlusso } from '#modules/flussi';
import type { Mondo } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { testoDi, type Navigatore, type Pagina } from '#support/navigatore';
import { apriUfficio, collegamento, entra, esegui, unOperatore, type UfficioDiProva } from '#support/ufficio';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { STILE, xlsxDi } from '#support/xlsx';

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

const idDi = ({ url }: Pagina): string => new URL(url).pathname.split('/')[3] ?? '';
const percorso = ({ url }: Pagina): string => new URL(url).pathname;

async function invia(nome: string, contenuto: string | Uint8Array, chi = anna): Promise<Pagina> {
  const byte = typeof contenuto === 'string' ? new TextEncoder().encode(contenuto) : contenuto;
  return chi.invia(await chi.apri('/ufficio/flussi/carica'), { archivio: { nome, byte } });
}

/** What the form of the columns holds, as a browser would send it back. */
function compilata({ html }: Pagina): Record<string, string> {
  const elenchi = [...html.matchAll(/<select\b[^>]*name="([^"]+)"[^>]*>([\s\S]*?)<\/select>/g)].map(
    ([, nome = '', dentro = '']) => [nome, /<option\b(?=[^>]*selected)[^>]*value="([^"]*)"/.exec(dentro)?.[1] ?? ''],
  );
  const testi = [
    ...html.matchAll(/<input\b(?=[^>]*name="((?:v_|iuf|salvaCome)[^"]*)")(?=[^>]*value="([^"]*)")[^>]*>/g),
  ];
  const scelte = [
    ...html.matchAll(/<input\b(?=[^>]*name="(date|decimali)")(?=[^>]*value="([^"]*)")(?=[^>]*checked)[^>]*>/g),
  ];
  return Object.fromEntries([...elenchi, ...[...testi, ...scelte].map(([, nome = '', valore = '']) => [nome, valore])]);
}

async function anteprimaDi(pagina: Pagina): Promise<string> {
  await esegui(mondo, ente, 'flussi.calcola_anteprima', idDi(pagina));
  return testoDi((await anna.apri(`/ufficio/flussi/${idDi(pagina)}/anteprima`)).html);
}

const ELENCO =
  'Codice fiscale;Cognome e nome;Importo;Scadenza\nRSSMRA80A01H501U;Mario Rossi;1.234,50;31/12/2099\nNONVALIDO;X;1;\n';

test('a file in a layout of their own: which column is which, the preview, and the next time it is ready', async () => {
  const colonne = await invia('Elenco mensa.csv', ELENCO);
  expect(percorso(colonne)).toMatch(/\/flussi\/[0-9a-f-]{36}\/colonne$/);
  const testo = testoDi(colonne.html);
  expect(testo).toContain('Abbiamo provato a riconoscere le colonne');
  expect(testo).toContain('Cognome e nome Mario Rossi · X');
  expect(testoDi((await anna.apri('/ufficio/flussi')).html)).toContain('Colonne da indicare');
  const campi = compilata(colonne);
  expect(campi).toMatchObject({
    da_importoDovuto: 'c2',
    da_IUD: 'automatico',
    da_azione: 'costante',
    v_azione: 'I',
    date: 'gma',
  });
  expect(campi['iuf']).toMatch(/^Elencomensa_\d{14}$/);

  // Something is missing: all of it is said, and what was filled in comes back.
  const manca = await anna.invia(colonne, { ...campi, da_tipoDovuto: 'costante', iuf: 'CON SPAZI' }, 'iuf');
  expect(manca.stato).toBe(422);
  expect(testoDi(manca.html)).toContain('Causale: scegli da dove si prende');
  expect(testoDi(manca.html)).toContain('Tipo dovuto: scrivi il valore, come starebbe nel file');
  expect(compilata(manca)).toMatchObject({ iuf: 'CON SPAZI', da_tipoDovuto: 'costante', da_importoDovuto: 'c2' });

  const valori = {
    ...campi,
    da_tipoDovuto: 'costante',
    v_tipoDovuto: ente.tipo,
    da_causaleVersamento: 'costante',
    v_causaleVersamento: 'Mensa 2099',
    iuf: 'MENSA1',
    salvaCome: 'Mensa scolastica',
  };
  const inviato = await anna.invia(colonne, valori, 'iuf');
  expect(percorso(inviato)).toMatch(/\/anteprima$/);
  const anteprima = await anteprimaDi(inviato);
  expect(anteprima).toContain('Nuovi Dovuti da inserire 1 1.234,50 €');
  expect(anteprima).toContain('Il codice fiscale del debitore non è valido');

  const seconda = await invia('Elenco di dicembre.csv', ELENCO);
  expect(testoDi(seconda.html)).toContain('Abbiamo usato «Mensa scolastica»');
  expect(compilata(seconda)).toMatchObject({ v_causaleVersamento: 'Mensa 2099', salvaCome: 'Mensa scolastica' });
  // The name of a flusso that is loaded is taken; here it is free again.
  expect(percorso(await anna.invia(seconda, { ...compilata(seconda), butta: 'si' }, 'iuf'))).not.toContain('colonne');
});

test('another may be chosen of those remembered, or one forgotten', async () => {
  const colonne = await invia('Altro.csv', 'cf;nome;euro\nRSSMRA80A01H501U;Mario;1,00\n');
  expect(testoDi(colonne.html)).toContain('Nel file mancano 4 sue colonne');
  const scelta = await anna.apri(collegamento(colonne, 'Usa questa'));
  expect(testoDi(scelta.html)).toContain('Abbiamo usato «Mensa scolastica»');
  const dimentica = /name="dimentica" value="([^"]+)"/.exec(colonne.html)?.[1] ?? '';
  const senza = await anna.invia(colonne, { dimentica }, 'dimentica');
  expect(testoDi(senza.html)).not.toContain('Mensa scolastica');
});

test('whoever may only look, or works for others, does not see what is in the columns', async () => {
  const colonne = await invia('Riservato.csv', ELENCO);
  const ospite = await entra(ufficio, await unOperatore(mondo, [ente], { ruolo: 'lettore' }));
  expect((await ospite.apri(percorso(colonne))).html).not.toContain('Mario Rossi');
  const altrui = await entra(ufficio, await unOperatore(mondo, [await unEnte(mondo)]));
  expect((await altrui.apri(percorso(colonne))).stato).toBe(404);
});

test('a spreadsheet of ours goes straight to its preview; one that cannot be read says why', async () => {
  const riga = ['I', 'F-1', 'F', 'RSSMRA80A01H501U', 'Mario Rossi', 12.5, ente.tipo, 'Mensa'];
  const nomi = [
    'azione',
    'IUD',
    'tipoIdentificativoUnivoco',
    'codiceIdentificativoUnivoco',
    'anagraficaPagatore',
    'importoDovuto',
    'tipoDovuto',
    'causaleVersamento',
  ];
  const inviato = await invia(`${ente.codIpa}-FOGLIO-2_0.xlsx`, await xlsxDi([{ righe: [nomi, riga] }]));
  expect(percorso(inviato)).toMatch(/\/anteprima$/);
  expect(await anteprimaDi(inviato)).toContain('Nuovi Dovuti da inserire 1 12,50 €');
  const due = await invia(
    'Due fogli.xlsx',
    await xlsxDi([
      { nome: 'A', righe: [['x']] },
      { nome: 'B', righe: [['y']] },
    ]),
  );
  expect([due.stato, testoDi(due.html)]).toEqual([
    422,
    expect.stringContaining('più di un foglio con qualcosa dentro: «A», «B»'),
  ]);
  const giorno = `<row><c s="${STILE.giorno}"><v>73050</v></c></row>`;
  const altro = await invia('Libero.xlsx', await xlsxDi([{ righe: [['scadenza'], giorno] }]));
  expect(testoDi(altro.html)).toContain('scadenza 2099-12-31');
  const id = idDi(altro);
  if (!isUuid<FlussoId>(id)) throw new Error('no id');
  expect((await ctxDi(mondo, 'ufficio', ente.enteId).tx((t) => leggiFlusso(t, id)))?.stato).toBe('in_corrispondenza');
});

test('a newcomer finds a spreadsheet to try with, which loads as it is', async () => {
  const pagina = await anna.apri('/ufficio/flussi/carica');
  const { nome, byte } = await anna.scarica(collegamento(pagina, 'Scarica un foglio XLSX di esempio'));
  expect(nome).toMatch(/-2_0\.xlsx$/);
  const anteprima = await anteprimaDi(await invia(nome, byte));
  expect(anteprima).toContain('Nuovi Dovuti da inserire 2 168,50 €');
  expect(anteprima).toContain('Sbagliate Righe che non saranno caricate 1');
});
