import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Giorno } from '#kernel/giorno';
import type { IuvId } from '#kernel/ids';
import { generaNumeroAvviso } from '#kernel/numero-avviso';
import type { Mondo } from '#platform/contesto';
import { carica, unDovuto } from '#support/carico';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { consegna, quotaRicevuta, ricevutaLetta } from '#support/ricevute';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { pagamentoDiIuv, scorriPagati } from './index.ts';

let mondo: Mondo;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
});

const worker = (ente: EnteDiProva) => ctxDi(mondo, 'worker', ente.enteId);

/** `iud share/total #transfer` of each paid dovuto. */
async function pagati(ente: EnteDiProva): Promise<string[]> {
  const giorno = '2026-11-20' as Giorno;
  const filtro = { quando: { dal: giorno, al: giorno }, tipoDovuto: '', tipiConsentiti: null, conRicevuta: false };
  const righe: string[] = [];
  await worker(ente).tx(async (t) => {
    for await (const pagina of scorriPagati(t, filtro))
      righe.push(...pagina.map((p) => `${p.iud} ${p.quotaCents}/${p.totaleCents} #${p.indice}`));
  });
  return righe.toSorted((a, b) => a.localeCompare(b));
}

/** Puts a dovuto under the iuv of another, as a carrello does. */
async function sottoUnoIuv(ente: EnteDiProva, primo: string, altro: string): Promise<void> {
  await sql`update posizioni.dovuto as d set ordine = 2,
              iuv_id = (select x.iuv_id from posizioni.dovuto as x where x.ente_id = d.ente_id and x.iud = ${primo})
             where d.ente_id = ${ente.enteId} and d.iud = ${altro}`.execute(worker(ente).db);
}

async function dueSottoUno(ente: EnteDiProva): Promise<{ iuv: string; numeroAvviso: string }> {
  const d = await unDovuto(worker(ente), { iud: 'U1', importo: 1000 });
  await carica(worker(ente), [{ iud: 'U2', importo: 500, generaIuv: false }]);
  await sottoUnoIuv(ente, 'U1', 'U2');
  return d;
}

describe('every paid dovuto is there once', () => {
  it('also when the receipt gives everything to another beneficiary', async () => {
    const ente = await unEnte(mondo);
    const d = await unDovuto(worker(ente), { iud: 'A1', importo: 1000 });
    const quote = [quotaRicevuta(1, 1000, '01234567897')];
    await consegna(mondo, ente, ricevutaLetta(ente, { ...d, importo: 1000, receiptId: 'altrui' }, { quote }));
    expect(await pagati(ente)).toEqual(['A1 1000/1000 #null']);
  });

  it('with its own transfer, when there is one for each of the dovuti paid together', async () => {
    const ente = await unEnte(mondo);
    const d = await dueSottoUno(ente);
    const quote = [quotaRicevuta(1, 1000, ente.codiceFiscale), quotaRicevuta(2, 500, ente.codiceFiscale)];
    await consegna(mondo, ente, ricevutaLetta(ente, { ...d, importo: 1500, receiptId: 'due' }, { quote }));
    expect(await pagati(ente)).toEqual(['U1 1000/1500 #1', 'U2 500/1500 #2']);
  });

  it('with what the closing gave it, when one transfer paid two', async () => {
    const ente = await unEnte(mondo);
    const d = await dueSottoUno(ente);
    await consegna(mondo, ente, ricevutaLetta(ente, { ...d, importo: 1500, receiptId: 'una' }));
    expect(await pagati(ente)).toEqual(['U1 1000/1500 #1', 'U2 500/1500 #1']);
  });

  it('and two dovuti of an orphan receipt do not get the whole each', async () => {
    const ente = await unEnte(mondo);
    const avviso = generaNumeroAvviso({ segregazione: '66', progressivo: 1 });
    await consegna(mondo, ente, ricevutaLetta(ente, { ...avviso, importo: 1500, receiptId: 'orfana' }));
    await carica(worker(ente), [
      { iud: 'O1', iuv: avviso.iuv, importo: 1000 },
      { iud: 'O2', importo: 500, generaIuv: false },
    ]);
    expect(await pagati(ente)).toEqual(['O1 1500/1500 #1']);
    await sottoUnoIuv(ente, 'O1', 'O2');
    await sql`update posizioni.dovuto set stato = 'pagato', pagato_il = now(), pagato_cents = importo_cents
               where ente_id = ${ente.enteId}`.execute(worker(ente).db);
    expect(await pagati(ente)).toEqual(['O1 1000/1500 #1', 'O2 500/1500 #1']);
  });
});

describe('the payment of an iuv, for the documents of the ente', () => {
  it('has its dovuti in order and the receipt, to the worker and to the ente’s software; nothing where nobody paid', async () => {
    const ente = await unEnte(mondo);
    const d = await dueSottoUno(ente);
    const quote = [quotaRicevuta(1, 1000, ente.codiceFiscale), quotaRicevuta(2, 500, ente.codiceFiscale)];
    const iuvIdDi = async () => {
      const { rows } = await sql<{ id: IuvId }>`
        select iuv_id as id from posizioni.dovuto where ente_id = ${ente.enteId} and iud = 'U1'`.execute(
        worker(ente).db,
      );
      return rows[0]?.id ?? ('' as IuvId);
    };
    const iuvId = await iuvIdDi();
    expect(await worker(ente).tx((t) => pagamentoDiIuv(t, iuvId))).toBeNull();
    await consegna(mondo, ente, ricevutaLetta(ente, { ...d, importo: 1500, receiptId: 'due-doc' }, { quote }));
    for (const ruolo of ['worker', 'sil'] as const) {
      const p = await ctxDi(mondo, ruolo, ente.enteId).tx((t) => pagamentoDiIuv(t, iuvId));
      expect(p).toMatchObject({
        iuv: d.iuv,
        receiptId: 'due-doc',
        aMano: false,
        ente: { codiceFiscale: ente.codiceFiscale },
      });
      expect(p?.ricevuta).toBe('<receipt><receiptId>due-doc</receiptId></receipt>');
      expect(p?.dovuti.map((x) => [x.iud, x.quotaCents, x.indice])).toEqual([
        ['U1', 1000, 1],
        ['U2', 500, 2],
      ]);
    }
  });
});
