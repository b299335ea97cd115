import { text } from 'node:stream/consumers';
import { beforeAll, expect, it } from 'vitest';
import { ok, valoreDi } from '#kernel/esito';
import type { FlussoId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import { registraTipoDovuto } from '#modules/enti';
import type { Mondo } from '#platform/contesto';
import { sha256 } from '#platform/crypto';
import { conXml } from '#platform/xml/documento';
import { cerca } from '#platform/xml/elemento';
import { conZip } from '#platform/zip';
import { carica, unDovuto } from '#support/carico';
import { databaseDiProva } from '#support/db';
import { incassa, nuovoDovuto } from '#support/incassi';
import { mondoDiProva } from '#support/mondo';
import { consegna, ricevutaLetta } from '#support/ricevute';
import { ctxDi, TIPO, unEnte, type EnteDiProva } from '#support/un-ente';
import { lavori, leggiFileFlusso, leggiFlusso, prenotaConservazione, prenotaPagati, prenotaScaduti } from '../index.ts';

let mondo: Mondo;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
});

const worker = (ente: EnteDiProva) => ctxDi(mondo, 'worker', ente.enteId);
const ufficio = (ente: EnteDiProva) => ctxDi(mondo, 'ufficio', ente.enteId);
const rifiuto = (esito: { ok: true } | { ok: false; refusal: { codice: string } }): string =>
  esito.ok ? 'ok' : esito.refusal.codice;

const VUOTA: [string, string] = ['', ''];

/** Makes a booked file; gives its name and its entries, in order. */
async function fai(
  ente: EnteDiProva,
  lavoro: string,
  flussoId: FlussoId,
): Promise<{ nome: string; voci: [string, string][] }> {
  await lavori.find(({ nome }) => nome === lavoro)?.esegui(worker(ente), { flussoId });
  const file = await worker(ente).tx((t) => leggiFileFlusso(t, flussoId, 'esito'));
  if (file === null) throw new Error('no file');
  const voci = await conZip(mondo.files.percorso(file.fileId), LIMITI, async (tutte) => {
    const lette: [string, string][] = [];
    for (const voce of tutte) lette.push([voce.nome, await text(await voce.apri())]);
    return lette;
  });
  return { nome: file.nome, voci };
}

it('what is still asked and falls due that day, of the kinds that want a date', async () => {
  const ente = await unEnte(mondo);
  await carica(worker(ente), [
    { iud: 'S1', scadenza: '2099-05-01' },
    { iud: 'S2', scadenza: '2099-05-02' },
  ]);
  const prenota = () => prenotaScaduti(ufficio(ente), { scadenza: '2099-05-01', tipiDovuto: [ente.tipo] });
  const vuoto = valoreDi(await prenota()).flussoId;
  expect((await fai(ente, 'flussi.esporta_scaduti', vuoto)).voci[0]?.[1].split('\n')).toHaveLength(1);
  const tipo = { ...TIPO, codice: ente.tipo, contoId: ente.contoId, contoPostaleId: null, scadenzaObbligatoria: true };
  valoreDi(await registraTipoDovuto(worker(ente), tipo));
  const { flussoId } = valoreDi(await prenota());
  const { nome, voci } = await fai(ente, 'flussi.esporta_scaduti', flussoId);
  expect(nome).toBe(`EXP_SCADUTI_${flussoId}.zip`);
  expect(voci.map(([voce]) => voce)).toEqual([`EXP_SCADUTI_${flussoId}.csv`]);
  expect(
    voci[0]?.[1]
      .split('\n')
      .slice(1)
      .map((riga) => riga.split(';')[0]),
  ).toEqual(['S1']);
  expect(await worker(ente).tx((t) => leggiFlusso(t, flussoId))).toMatchObject({ righeTotali: 1 });
});

it('is refused without a day, with a kind of nobody, without kinds: in this order', async () => {
  const ente = await unEnte(mondo);
  const prenota = async (scadenza: string, tipiDovuto: string[]): Promise<string> =>
    rifiuto(await prenotaScaduti(ufficio(ente), { scadenza, tipiDovuto }));
  expect(await prenota('', ['BOH'])).toBe('PAA_DATE_FROM_NON_VALIDO');
  expect(await prenota('2099-05-01', ['BOH'])).toBe('PAA_IDENTIFICATIVO_TIPO_DOVUTO_NON_VALIDO');
  expect(await prenota('2099-05-01', [])).toBe('CODE_PAA_IDENTIFICATIVO_TIPO_DOVUTO_NON_INSERITO');
});

it('the archive has each receipt as it came, and an index that proves it', async () => {
  const ente = await unEnte(mondo);
  const d = await unDovuto(worker(ente), { iud: 'R1', importo: 1000 });
  await consegna(mondo, ente, ricevutaLetta(ente, { ...d, importo: 1000, receiptId: 'conservata' }));
  const oggi = worker(ente).oggi;
  const { flussoId } = valoreDi(await prenotaConservazione(ufficio(ente), { dal: oggi, al: oggi }));
  const { nome, voci } = await fai(ente, 'flussi.esporta_conservazione', flussoId);
  expect(nome).toMatch(new RegExp(`^${ente.codIpa}-[0-9a-f]{32}_ESTRAZIONE_CONS_\\d{17}_RT\\.zip$`));
  const [[, archivio] = VUOTA, [nomeIndice, indice] = VUOTA] = voci;
  const campi = archivio.split('\n')[1]?.split(';') ?? [];
  const xml = Buffer.from(campi[0] ?? '', 'base64');
  expect(xml.toString()).toBe('<r><receipt><receiptId>conservata</receiptId></receipt></r>');
  expect(campi).toHaveLength(15);
  expect(nomeIndice).toBe(nome.replace('.zip', '_INDICE.csv'));
  expect(indice.trimEnd().split('\n')[1]?.split(';').slice(4)).toEqual([
    String(xml.length),
    sha256(xml).toString('hex'),
  ]);
  expect(rifiuto(await prenotaConservazione(ufficio(ente), { dal: oggi, al: '' }))).toBe('PAA_DATE_TO_NON_VALIDO');
  expect(rifiuto(await prenotaConservazione(ufficio(ente), { dal: '', al: oggi }))).toBe('PAA_DATE_FROM_NON_VALIDO');
  const rovescio = await prenotaConservazione(ufficio(ente), { dal: oggi, al: '2020-01-01' });
  expect(rifiuto(rovescio)).toBe('PAA_INTERVALLO_DATE_NON_VALIDO');
});

it('what was got outside pagoPA is in the file 2.0, and in no file 1.x', async () => {
  const ente = await unEnte(mondo);
  const fuori = await nuovoDovuto(mondo, ente, { iud: 'FUORI', importo: 700, generaIuv: false });
  valoreDi(await incassa(mondo, ente, fuori, { importo: 700, riferimento: 'CRO 9', mezzo: 'bonifico' }));
  const pagopa = await unDovuto(worker(ente), { iud: 'DENTRO', importo: 1000 });
  await consegna(mondo, ente, ricevutaLetta(ente, { ...pagopa, importo: 1000, receiptId: 'dentro' }));
  const base = { dal: '2026-11-19', al: '2026-11-20', tipoDovuto: '' };
  const nella = async (versione: string, formato: string): Promise<string> => {
    const chiesto = { ...base, versione, formato, conRicevuta: false };
    const { flussoId } = valoreDi(await prenotaPagati(ufficio(ente), chiesto));
    return (await fai(ente, 'flussi.esporta_pagati', flussoId)).voci[0]?.[1] ?? '';
  };
  const righe = (await nella('2.0', 'jsonl'))
    .trim()
    .split('\n')
    .map((r) => JSON.parse(r) as object);
  expect(righe).toMatchObject([
    { iud: 'DENTRO', fonte: 'pagopa', ricevuta: 'dentro', mezzo: null },
    {
      ...{ iud: 'FUORI', fonte: 'fuori_pagopa', mezzo: 'bonifico', riferimento: 'CRO 9', importo: '7.00' },
      ...{ giorno_pagamento: '2026-11-19', istante_pagamento: null, ricevuta: null, iuv: '', numero_avviso: null },
    },
  ]);
  expect(righe).toHaveLength(2);
  expect(await nella('1.3', '')).not.toContain('FUORI');
});

it('the file 2.0 in its three forms', async () => {
  const ente = await unEnte(mondo);
  const d = await unDovuto(worker(ente), { iud: 'P1', importo: 1000 });
  await consegna(mondo, ente, ricevutaLetta(ente, { ...d, importo: 1000, receiptId: 'due-zero' }));
  const base = { dal: '2026-11-20', al: '2026-11-20', tipoDovuto: '', versione: '2.0', conRicevuta: false };
  const nella = async (formato: string): Promise<Awaited<ReturnType<typeof fai>>> => {
    const { flussoId } = valoreDi(await prenotaPagati(ufficio(ente), { ...base, formato }));
    return fai(ente, 'flussi.esporta_pagati', flussoId);
  };
  const csv = await nella('csv');
  expect(csv.nome).toMatch(/_INCASSI_\d{14}\.zip$/);
  expect(csv.voci[0]?.[1].split('\r\n')[1]).toMatch(/^P1;/);
  const jsonl = await nella('jsonl');
  expect(JSON.parse(jsonl.voci[0]?.[1] ?? '')).toMatchObject({ iud: 'P1', importo: '10.00' });
  const xlsx = await nella('xlsx');
  expect(xlsx.nome).toMatch(/\.xlsx$/);
  expect(xlsx.voci.map(([nome]) => nome)).toEqual([
    'xl/worksheets/sheet1.xml',
    '[Content_Types].xml',
    '_rels/.rels',
    'xl/workbook.xml',
    'xl/_rels/workbook.xml.rels',
    'xl/styles.xml',
  ]);
  const righe = conXml(Buffer.from(xlsx.voci[0]?.[1] ?? ''), ({ radice }) =>
    ok(cerca(radice, 'sheetData')?.figli.length),
  );
  expect(valoreDi(righe)).toBe(2);
  expect(rifiuto(await prenotaPagati(ufficio(ente), { ...base, formato: 'pdf' }))).toBe(
    'PAA_VERSIONE_TRACCIATO_NON_VALIDA',
  );
});
