import { text } from 'node:stream/consumers';
import { beforeAll, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { LIMITI } from '#kernel/limiti';
import type { Mondo } from '#platform/contesto';
import { conZip } from '#platform/zip';
import { databaseNuovo } from '#support/db';
import { fileDovuti } from '#support/dovuti';
import { mondoDiProva } from '#support/mondo';
import { consegna, quotaRicevuta, ricevutaLetta } from '#support/ricevute';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { esportaPagati } from './acts/esporta-pagati.ts';
import { caricaDovuti, leggiFileFlusso, prenotaPagati, riceviDovuti } from './index.ts';

let mondo: Mondo;
let ente: EnteDiProva;
beforeAll(async () => {
  // The horizon is the whole database's.
  mondo = mondoDiProva(await databaseNuovo());
  ente = await unEnte(mondo);
});

const worker = () => ctxDi(mondo, 'worker', ente.enteId);
const PROVINCIA = '01234567897';

async function testoDi(flussoId: Parameters<typeof leggiFileFlusso>[1], quale: 'iuv' | 'esito'): Promise<string> {
  const file = await worker().tx((t) => leggiFileFlusso(t, flussoId, quale));
  if (file === null) throw new Error(`no file ${quale}`);
  return conZip(mondo.files.percorso(file.fileId), LIMITI, async ([voce]) =>
    text(await (voce?.apri() ?? Promise.reject(new Error('empty')))),
  );
}

async function esporta(versione: string, formato: string): Promise<string> {
  const richiesta = { dal: '2026-11-20', al: '2026-11-20', tipoDovuto: '', versione, formato, conRicevuta: false };
  const { flussoId } = valoreDi(await prenotaPagati(ctxDi(mondo, 'ufficio', ente.enteId), richiesta));
  await esportaPagati(worker(), flussoId);
  return testoDi(flussoId, 'esito');
}

it('what a file 2_0 asks for, once paid, comes out in the files 2.0 and 1.x', async () => {
  const quota = {
    importoQuota2: '2.50',
    codiceFiscaleQuota2: PROVINCIA,
    denominazioneQuota2: 'Provincia di Prova',
    ibanQuota2: 'IT60X0542811101000000123456',
    tassonomiaQuota2: '9/0101101IM/',
  };
  const rate = [1, 2].map((n) => ({
    ...{ IUD: `G-${n}`, codicePosizione: 'G', formaOpzione: 'piano', rata: String(n), importoDovuto: '60.00' },
    ...quota,
    causaleVersamento: `Rata ${n}`,
    metadati: 'anno=2026',
  }));
  const ricevuto = await riceviDovuti(worker(), await fileDovuti(ente, { iuf: 'GIRO', versione: '2_0', righe: rate }));
  const { flussoId } = valoreDi(ricevuto);
  await caricaDovuti(worker(), flussoId);
  const [nomi = [], prima = []] = (await testoDi(flussoId, 'iuv')).split('\n').map((riga) => riga.split(';'));
  const iuv = prima[nomi.indexOf('codIuv')] ?? '';
  expect([prima[0], iuv.length]).toEqual(['G-1', 17]);

  const quote = [quotaRicevuta(1, 6000, ente.codiceFiscale), quotaRicevuta(2, 250, PROVINCIA)];
  const ricevuta = { iuv, numeroAvviso: `3${iuv}`, importo: 6250, receiptId: 'rt-giro' };
  await consegna(mondo, ente, ricevutaLetta(ente, ricevuta, { quote }));

  const righe = (await esporta('2.0', 'jsonl')).trimEnd().split('\n');
  expect(righe.map((riga) => JSON.parse(riga) as object)).toMatchObject([
    {
      ...{ iud: 'G-1', iuv, numero_avviso: `3${iuv}`, tipo_dovuto: 'TARI', causale: 'Rata 1', importo: '60.00' },
      ...{
        importo_ricevuta: '62.50',
        trasferimento: 1,
        flusso: 'GIRO',
        riga_flusso: 1,
        dati_riscossione: '9/0101101IM/',
      },
    },
  ]);
  const [testa = [], riga = []] = (await esporta('1.3', 'csv'))
    .trimEnd()
    .split('\r\n')
    .map((una) => una.slice(1, -1).split('";"'));
  const colonna = (nome: string): string => riga[testa.indexOf(nome)] ?? '';
  expect(['codIud', 'iuf', 'singoloImportoPagato', 'importoTotalePagato'].map(colonna)).toEqual([
    'G-1',
    'GIRO',
    '60.00',
    '62.50',
  ]);
});
