import { createReadStream } from 'node:fs';
import { text } from 'node:stream/consumers';
import { setTimeout as pausa } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { FlussoId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import { generaNumeroAvviso } from '#kernel/numero-avviso';
import type { Mondo } from '#platform/contesto';
import { conZip } from '#platform/zip';
import { carica, unDovuto } from '#support/carico';
import { databaseNuovo, type DatabaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { consegna, quotaRicevuta, ricevutaLetta } from '#support/ricevute';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { esportaPagati } from '../acts/esporta-pagati.ts';
import {
  annullaEsportazione,
  leggiFileFlusso,
  leggiFlusso,
  leggiRighePrima,
  prenotaIncrementale,
  prenotaPagati,
  type RichiestaPagati,
} from '../index.ts';

let base: DatabaseDiProva;
let mondo: Mondo;
beforeAll(async () => {
  // The horizon is the whole database's.
  base = await databaseNuovo();
  mondo = mondoDiProva(base);
});

const worker = (ente: EnteDiProva) => ctxDi(mondo, 'worker', ente.enteId);
const ufficio = (ente: EnteDiProva) => ctxDi(mondo, 'ufficio', ente.enteId);
const NOVEMBRE: RichiestaPagati = {
  ...{ dal: '2026-11-01', al: '2026-11-30', tipoDovuto: '', versione: '1.3', conRicevuta: true },
};

async function paga(ente: EnteDiProva, iud: string): Promise<void> {
  const d = await unDovuto(worker(ente), { iud, importo: 1000 });
  await consegna(mondo, ente, ricevutaLetta(ente, { ...d, importo: 1000, receiptId: `rt-${ente.codIpa}-${iud}` }));
}

/** Makes a booked file; gives its bytes, and the values of a column row by row. */
async function fai(ente: EnteDiProva, flussoId: FlussoId): Promise<{ byte: string; colonna(nome: string): string[] }> {
  await esportaPagati(worker(ente), flussoId);
  return leggi(ente, flussoId);
}

async function leggi(
  ente: EnteDiProva,
  flussoId: FlussoId,
): Promise<{ byte: string; colonna(nome: string): string[] }> {
  const file = await worker(ente).tx((t) => leggiFileFlusso(t, flussoId, 'esito'));
  if (file === null) throw new Error('no file');
  const percorso = mondo.files.percorso(file.fileId);
  const csv = await conZip(percorso, LIMITI, async ([voce]) =>
    text(await (voce?.apri() ?? Promise.reject(new Error('empty')))),
  );
  const [testa = [], ...righe] = csv
    .trimEnd()
    .split('\r\n')
    .map((riga) => riga.slice(1, -1).split('";"'));
  return {
    byte: await text(createReadStream(percorso, 'latin1')),
    colonna: (nome) => righe.map((riga) => riga[testa.indexOf(nome)] ?? ''),
  };
}

describe('a file of paid dovuti', () => {
  it('is the same bytes whenever it is downloaded; a new one over the same days says how many the last one had', async () => {
    const ente = await unEnte(mondo);
    await paga(ente, 'A1');
    const primo = valoreDi(await prenotaPagati(ufficio(ente), NOVEMBRE)).flussoId;
    const fatto = await fai(ente, primo);
    expect(fatto.colonna('codIud')).toEqual(['A1']);
    await paga(ente, 'A2');
    await esportaPagati(worker(ente), primo);
    expect((await leggi(ente, primo)).byte).toBe(fatto.byte);

    const secondo = valoreDi(await prenotaPagati(ufficio(ente), NOVEMBRE)).flussoId;
    expect((await fai(ente, secondo)).colonna('codIud')).toEqual(['A1', 'A2']);
    const altri = valoreDi(await prenotaPagati(ufficio(ente), { ...NOVEMBRE, versione: '1.2' })).flussoId;
    await worker(ente).tx(async (t) => {
      expect(await leggiFlusso(t, secondo)).toMatchObject({ stato: 'eseguito', righeTotali: 2 });
      expect(await leggiRighePrima(t, primo)).toBeNull();
      expect(await leggiRighePrima(t, secondo)).toBe(1);
      expect(await leggiRighePrima(t, altri)).toBeNull();
    });
  });

  it('can be given up until it is made, and then leaves nothing', async () => {
    const ente = await unEnte(mondo);
    await paga(ente, 'B1');
    const { flussoId } = valoreDi(await prenotaPagati(ufficio(ente), NOVEMBRE));
    valoreDi(await annullaEsportazione(ufficio(ente), flussoId));
    await esportaPagati(worker(ente), flussoId);
    await worker(ente).tx(async (t) => {
      expect(await leggiFlusso(t, flussoId)).toMatchObject({ stato: 'annullato' });
      expect(await leggiFileFlusso(t, flussoId, 'esito')).toBeNull();
    });
    expect(await annullaEsportazione(ufficio(ente), flussoId)).toMatchObject({
      refusal: { codice: 'EXPORT_GIA_FINITO' },
    });
  });

  it('given up while it is being written, stops', async () => {
    const ente = await unEnte(mondo);
    await paga(ente, 'C1');
    const { flussoId } = valoreDi(await prenotaPagati(ufficio(ente), NOVEMBRE));
    await base.owner.query(`create or replace function flussi.annulla_mentre() returns trigger language plpgsql as
      $$ begin new.stato := 'annullato'; return new; end $$`);
    await base.owner.query(`create trigger annulla_mentre before update of stato on flussi.flusso for each row
      when (new.id = '${flussoId}' and new.stato = 'in_corso') execute function flussi.annulla_mentre()`);
    await esportaPagati(worker(ente), flussoId);
    await base.owner.query('drop trigger annulla_mentre on flussi.flusso');
    await worker(ente).tx(async (t) => {
      expect(await leggiFlusso(t, flussoId)).toMatchObject({ stato: 'annullato' });
      expect(await leggiFileFlusso(t, flussoId, 'esito')).toBeNull();
    });
  });
});

it('what an ente got by a receipt of another ente is a file of its own, one row a transfer', async () => {
  const [titolare, secondo] = [await unEnte(mondo), await unEnte(mondo)];
  const d = await unDovuto(worker(titolare), { iud: 'D1', importo: 1000 });
  const quote = [quotaRicevuta(1, 700, titolare.codiceFiscale), quotaRicevuta(2, 300, secondo.codiceFiscale)];
  await consegna(mondo, titolare, ricevutaLetta(titolare, { ...d, importo: 1000, receiptId: 'multi' }, { quote }));
  const richiesta = { ...NOVEMBRE, tipoDovuto: 'EXPORT_ENTE_SECONDARIO' };
  const { flussoId } = valoreDi(await prenotaPagati(ufficio(secondo), richiesta));
  const file = await fai(secondo, flussoId);
  expect(file.colonna('singoloImportoPagato')).toEqual(['3.00']);
  expect(file.colonna('cod_fiscale_pa1')).toEqual([titolare.codiceFiscale]);
  expect(file.colonna('indiceDatiSingoloPagamento')).toEqual(['2']);
  expect(file.colonna('codIuv')).toEqual([d.iuv]);
  const suo = valoreDi(await prenotaPagati(ufficio(titolare), richiesta)).flussoId;
  expect((await fai(titolare, suo)).colonna('codIuv')).toEqual([]);
});

describe('an incremental file', () => {
  const RICHIESTA = { tipoDovuto: '', versione: '1.3', conRicevuta: false };
  /** Books and makes the next of a chain. */
  async function prossimo(ente: EnteDiProva, da: Date): Promise<{ iud: string[]; fino: Date }> {
    const { flussoId, fino } = valoreDi(
      await prenotaIncrementale(ufficio(ente), { ...RICHIESTA, da: da.toISOString(), a: '' }),
    );
    return { iud: (await fai(ente, flussoId)).colonna('codIud'), fino };
  }
  const PRIMA = new Date('2026-01-01T00:00:00Z');

  it('never skips nor repeats a payment, whatever commits while it runs', async () => {
    const ente = await unEnte(mondo);
    const SCRITTORI = 4;
    const CIASCUNO = 6;
    const attesi: string[] = [];
    let scrivono = true;
    const scrivi = async (chi: number): Promise<void> => {
      for (let n = 0; n < CIASCUNO; n += 1) {
        const iud = `E${chi}-${n}`;
        attesi.push(iud);
        const d = await unDovuto(worker(ente), { iud, importo: 1000 });
        const ricevuta = ricevutaLetta(ente, { ...d, importo: 1000, receiptId: `inc-${iud}` });
        // It has written all, with its instants, and commits when others have come and gone.
        await consegna(mondo, ente, ricevuta, () => pausa(50 + ((chi * 7 + n * 5) % 9) * 150));
      }
    };
    const scrittori = Promise.all(Array.from({ length: SCRITTORI }, (_, chi) => scrivi(chi))).finally(
      () => (scrivono = false),
    );
    const visti: string[] = [];
    let fino = PRIMA;
    for (let fermi = 0; fermi < 40 && (scrivono || visti.length < SCRITTORI * CIASCUNO); fermi += scrivono ? 0 : 1) {
      const letto = await prossimo(ente, fino);
      visti.push(...letto.iud);
      fino = letto.fino;
      await pausa(scrivono ? 30 : 200);
    }
    await scrittori;
    expect(visti.toSorted()).toEqual(attesi.toSorted());
  }, 60_000);

  it('stops where somebody is still writing, and says so', async () => {
    const ente = await unEnte(mondo);
    const lento = await base.owner.connect();
    const prima = new Date();
    await lento.query('begin');
    await lento.query('select pg_current_xact_id()');
    await pausa(20);
    const { fino } = await prossimo(ente, new Date(prima.getTime() - 3_600_000));
    expect(fino.getTime()).toBeLessThanOrEqual(prima.getTime() + 20);
    await lento.query('rollback');
    lento.release();
  });

  it('has a dovuto that came after its receipt, in the file after', async () => {
    const ente = await unEnte(mondo);
    const { iuv, numeroAvviso } = generaNumeroAvviso({ segregazione: '66', progressivo: 1 });
    const orfana = ricevutaLetta(ente, { iuv, numeroAvviso, importo: 500, receiptId: `orf-${ente.codIpa}` });
    await consegna(mondo, ente, orfana);
    await pausa(1100);
    const primo = await prossimo(ente, PRIMA);
    expect(primo.iud).toEqual([]);
    const [esito] = await carica(worker(ente), [{ iud: 'F1', iuv, importo: 500 }]);
    expect(esito?.codice).toBeNull();
    // The horizon is the server's: the other tests write on it too.
    const visti: string[] = [];
    let { fino } = primo;
    const fin = async (): Promise<string[]> => {
      const letto = await prossimo(ente, fino);
      visti.push(...letto.iud);
      fino = letto.fino;
      return visti;
    };
    await expect.poll(fin, { timeout: 15_000, interval: 400 }).toEqual(['F1']);
  });
});
