import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Mondo } from '#platform/contesto';
import { unDovuto } from '#support/carico';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { testoDi, type Navigatore, type Pagina } from '#support/navigatore';
import { consegna, ricevutaLetta } from '#support/ricevute';
import { apriUfficio, entra, esegui, unOperatore, type UfficioDiProva } from '#support/ufficio';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';

let mondo: Mondo;
let ufficio: UfficioDiProva;
let ente: EnteDiProva;
let anna: Navigatore;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ufficio = await apriUfficio(mondo);
  ente = await unEnte(mondo);
  anna = await entra(ufficio, await unOperatore(mondo, [ente], { ruolo: 'amministratore' }));
});
afterAll(() => ufficio.chiudi());

const idDi = ({ url }: Pagina): string => new URL(url).pathname.split('/').at(-1) ?? '';
const NOVEMBRE = { dal: '2026-11-01', al: '2026-11-30', versione: '1.3' };

async function paga(iud: string): Promise<void> {
  const ctx = ctxDi(mondo, 'worker', ente.enteId);
  const d = await unDovuto(ctx, { iud, importo: 1000 });
  await consegna(mondo, ente, ricevutaLetta(ente, { ...d, importo: 1000, receiptId: `http-${ente.codIpa}-${iud}` }));
}

async function prenota(valori: Record<string, string>): Promise<Pagina> {
  return anna.invia(await anna.apri('/ufficio/incassi'), { ...NOVEMBRE, ...valori }, 'dal');
}

test('the same file asked for again says how many payments there are more than the last time', async () => {
  await paga('A1');
  const prima = await prenota({});
  await esegui(mondo, ente, 'flussi.esporta_pagati', idDi(prima));
  expect(testoDi((await anna.apri(prima.url)).html)).not.toContain('l’ultima volta');
  const uguale = await prenota({});
  await esegui(mondo, ente, 'flussi.esporta_pagati', idDi(uguale));
  expect(testoDi((await anna.apri(uguale.url)).html)).toContain('Sono quante l’ultima volta');
  await paga('A2');
  const poi = await prenota({});
  await esegui(mondo, ente, 'flussi.esporta_pagati', idDi(poi));
  expect(testoDi((await anna.apri(poi.url)).html)).toContain('Sono 1 in più dell’ultima volta');
});

test('a file that is not ready is given up with a button, and says so', async () => {
  const prenotato = await prenota({});
  expect(testoDi(prenotato.html)).toContain('Annulla la preparazione');
  const annullato = await anna.invia(prenotato, {}, 'annulla');
  expect(testoDi(annullato.html)).toContain('La preparazione è stata annullata');
  expect(annullato.html).not.toContain('/file"');
});

test('2.0 is chosen by its form, and XLSX says what it does of a million rows before it starts', async () => {
  expect(testoDi((await anna.apri('/ufficio/incassi')).html)).toContain('continua su un altro foglio');
  const prenotato = await prenota({ versione: '2.0-xlsx' });
  expect(testoDi(prenotato.html)).toContain('2.0 XLSX');
  await esegui(mondo, ente, 'flussi.esporta_pagati', idDi(prenotato));
  const scaricato = await anna.scarica(`/ufficio/incassi/${idDi(prenotato)}/file`);
  expect(scaricato.tipo).toContain('spreadsheetml');
});

test('booked files are found by what was asked for', async () => {
  await prenota({ dal: '2025-02-03', al: '2025-02-04' });
  await prenota({ dal: '2025-02-05', al: '2025-02-06', versione: '2.0-xlsx' });
  const cerca = async (parole: string): Promise<boolean[]> => {
    const { html } = await anna.invia(await anna.apri('/ufficio/incassi'), { cerca: parole });
    // By their last days: the box says again what was looked for.
    return ['04/02/2025', '06/02/2025', 'Nessuna riga'].map((uno) => testoDi(html).includes(uno));
  };
  expect(await cerca('03/02/2025')).toEqual([true, false, false]);
  expect(await cerca('05/02/2025 xlsx')).toEqual([false, true, false]);
  expect(await cerca('03/02/2025 xlsx')).toEqual([false, false, true]);
});

test('expired dovuti and the archive of receipts are booked from a page of theirs', async () => {
  const modulo = await anna.apri('/ufficio/incassi/altri');
  const scaduti = await anna.invia(modulo, { scadenza: '31/12/2099' }, 'scadenza');
  expect(testoDi(scaduti.html)).toContain('Dovuti che scadono il 31/12/2099');
  await esegui(mondo, ente, 'flussi.esporta_scaduti', idDi(scaduti));
  expect(testoDi((await anna.apri(scaduti.url)).html)).toContain('Non c’è nessun dovuto da pagare');
  const archivio = await anna.invia(modulo, NOVEMBRE, 'dal');
  expect(testoDi(archivio.html)).toContain('Archivio delle ricevute dal 01/11/2026 al 30/11/2026');
  expect(testoDi((await anna.apri('/ufficio/incassi')).html)).toContain('Archivio delle ricevute');
  const rifiutato = await anna.invia(modulo, { dal: '2026-02-30', al: '2026-03-01' }, 'dal');
  expect(rifiutato.stato).toBe(422);
  expect(rifiutato.html).toContain('id="campo-dal-errore"');
  const senzaGiorno = await anna.invia(modulo, { scadenza: 'mai' }, 'scadenza');
  expect(senzaGiorno.html).toContain('id="campo-scadenza-errore"');
});

test('a file is scheduled, seen, and stopped', async () => {
  const vuota = await anna.apri('/ufficio/incassi/programmati');
  expect(testoDi(vuota.html)).toContain('Non hai programmato ancora nessun file');
  const valori = { cadenza: 'giornaliera', versione: '2.0-xlsx', tipo: '' };
  const programmato = await anna.invia(vuota, valori, 'cadenza');
  for (const detto of ['2.0 XLSX', 'Il file è programmato']) expect(testoDi(programmato.html)).toContain(detto);
  expect((await anna.scarica('/ufficio/incassi/programmati/elenco/csv')).tipo).toContain('text/csv');
  const ancora = await anna.invia(programmato, valori, 'cadenza');
  expect(ancora.stato).toBe(422);
  expect(testoDi(ancora.html)).toContain('Hai già programmato un file uguale');
  const id = /name="sospendi" value="([^"]+)"/.exec(programmato.html)?.[1] ?? '';
  const sospeso = await anna.invia(programmato, { sospendi: id }, 'sospendi');
  for (const detto of ['Non si prepara più', 'Non hai programmato ancora nessun file'])
    expect(testoDi(sospeso.html)).toContain(detto);
});
