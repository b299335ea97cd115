import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { generaNumeroAvviso } from '#kernel/numero-avviso';
import { conCarico, type EsitoRiga } from '#modules/posizioni';
import type { Mondo } from '#platform/contesto';
import { carica, DA_NESSUN_FILE, richiestaDi, type RichiestaProva } from '#support/carico';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { pianoDi, unaPosizione } from '#support/posizioni';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';

const FETTA = 3;

let mondo: Mondo;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
});

const worker = (ente: EnteDiProva) => ctxDi(mondo, 'worker', ente.enteId);

/** Brings changes as a file does, in slices of three, two at a time. `insieme` runs beside each, and may fail. */
async function aFette(
  ente: EnteDiProva,
  richieste: readonly RichiestaProva[],
  insieme: (da: number, volta: number) => Promise<void> = async () => undefined,
): Promise<{ esiti: EsitoRiga[]; volte: number[] }> {
  const esiti: EsitoRiga[] = [];
  const volte: number[] = [];
  const fette = Array.from({ length: Math.ceil(richieste.length / FETTA) }, (_, n) => ({
    da: n * FETTA + 1,
    a: Math.min((n + 1) * FETTA, richieste.length),
  }));
  await conCarico(
    worker(ente),
    DA_NESSUN_FILE,
    async (carico) => {
      await carico.copia([richieste.map(richiestaDi)]);
      await carico.applicaTutte(fette, async (_, righe, { da }) => {
        volte.push(da);
        await insieme(da, volte.filter((x) => x === da).length);
        esiti.push(...righe);
      });
    },
    { doppio: true },
  );
  return { esiti, volte };
}

async function stati(ente: EnteDiProva): Promise<string[]> {
  const { rows } = await sql<{ riga: string }>`
    select concat_ws(' ', d.iud, d.stato, d.importo_cents, count(s.id)) as riga
      from posizioni.dovuto as d join posizioni.storia as s on s.ente_id = d.ente_id and s.dovuto_id = d.id
     where d.ente_id = ${ente.enteId} group by d.ente_id, d.id order by length(d.iud), d.iud`.execute(worker(ente).db);
  return rows.map(({ riga }) => riga);
}

const nuovi = (quanti: number): RichiestaProva[] => Array.from({ length: quanti }, () => ({}));

/** An ente that has dovuti already, and what would annul them all. */
async function conDovuti(quanti: number) {
  const ente = await unEnte(mondo);
  const esiti = await carica(worker(ente), nuovi(quanti));
  const annulla = esiti.map(({ iuv }): RichiestaProva => ({ azione: 'A', iuv, generaIuv: null }));
  const cambia = esiti.map(({ iuv }): RichiestaProva => ({ azione: 'M', iuv, generaIuv: null, importo: 999 }));
  return { ente, annulla, cambia };
}

const tutti = (quanti: number, come: string) => Array.from({ length: quanti }, (_, n) => `IUD${n + 1} ${come}`);
const IN_ORDINE = [1, 4, 7, 10];

/** A person pays, or a clerk is at work: somebody holds a posizione. */
async function occupa(ente: EnteDiProva, iud: string): Promise<{ lascia: () => Promise<void> }> {
  const lasciata = Promise.withResolvers<void>();
  const presa = Promise.withResolvers<void>();
  const fine = worker(ente).tx(async (t) => {
    await sql`select from posizioni.posizione as p join posizioni.dovuto as d on d.ente_id = p.ente_id and d.posizione_id = p.id
               where d.ente_id = ${ente.enteId} and d.iud = ${iud} for update of p`.execute(t.db);
    presa.resolve();
    await lasciata.promise;
  });
  await presa.promise;
  return {
    lascia: async () => {
      lasciata.resolve();
      await fine;
    },
  };
}

describe('slices two at a time', () => {
  it('end as one at a time: new, changed, annulled', async () => {
    const { ente, cambia, annulla } = await conDovuti(12);
    const cambiati = await aFette(ente, cambia);
    expect(cambiati.volte).toEqual(IN_ORDINE);
    expect(cambiati.esiti.map(({ riga, codice }) => [riga, codice])).toEqual(cambia.map((_, n) => [n + 1, null]));
    expect(await stati(ente)).toEqual(tutti(12, 'da_pagare 999 2'));
    await aFette(ente, annulla);
    expect(await stati(ente)).toEqual(tutti(12, 'annullato 999 3'));
    const altro = await unEnte(mondo);
    const { esiti } = await aFette(altro, nuovi(12));
    const iuv = esiti.map((e) => e.iuv ?? '');
    expect(new Set(iuv).size).toBe(12);
    expect(iuv.toSorted()).toEqual(iuv);
  });

  it.each([4, 7])('one that begins at row %i meets a row that somebody holds, and waits', async (da) => {
    const { ente, annulla } = await conDovuti(12);
    const occupata = await occupa(ente, `IUD${da + 1}`);
    const fine = aFette(ente, annulla);
    // Those before it go on.
    await expect.poll(async () => (await stati(ente))[da - 2], { timeout: 15_000 }).toContain('annullato');
    expect((await stati(ente))[da]).toContain('da_pagare');
    expect((await stati(ente))[11]).toContain('da_pagare');
    await occupata.lascia();
    const { volte } = await fine;
    expect([...new Set(volte)]).toEqual(IN_ORDINE);
    expect(await stati(ente)).toEqual(tutti(12, 'annullato 12050 2'));
  });

  it.each([4, 7])('one that begins at row %i has to begin again, and the one behind it comes after', async (da) => {
    const { ente, annulla } = await conDovuti(12);
    const scontro = Object.assign(new Error('deadlock detected'), { code: '40P01' });
    const { volte } = await aFette(ente, annulla, async (fetta, volta) => {
      if (fetta === da && volta === 1) throw scontro;
    });
    expect(volte).toEqual(IN_ORDINE.flatMap((x) => (x === da ? [x, x] : [x])));
    expect(await stati(ente)).toEqual(tutti(12, 'annullato 12050 2'));
  });

  it.each([1, 4, 7, 10])('killed at the one from row %i: those before it stay, and nothing after', async (da) => {
    const { ente, annulla } = await conDovuti(12);
    const fine = aFette(ente, annulla, async (fetta) => {
      if (fetta === da) throw new Error('killed');
    });
    await expect(fine).rejects.toThrow('killed');
    const fatti = da - 1;
    expect(await stati(ente)).toEqual(
      tutti(12, '').map((iud, n) => `${iud}${n < fatti ? 'annullato 12050 2' : 'da_pagare 12050 1'}`),
    );
    await aFette(ente, annulla);
    expect(await stati(ente)).toEqual(tutti(12, 'annullato 12050 2'));
  });

  it('instalments of one posizione in every slice: each waits for the one before, and none for the one behind', async () => {
    const ente = await unEnte(mondo);
    await unaPosizione(ctxDi(mondo, 'ufficio', ente.enteId), [pianoDi(Array.from({ length: 12 }, () => 1000))]);
    const { rows: rate } = await sql<{ iud: string }>`
      select iud from posizioni.dovuto where ente_id = ${ente.enteId} order by ordine`.execute(worker(ente).db);
    const { esiti, volte } = await aFette(
      ente,
      rate.map(({ iud }) => ({ azione: 'A', iud, generaIuv: null })),
    );
    expect(volte).toEqual(IN_ORDINE);
    expect(esiti.map(({ codice }) => codice)).toEqual(rate.map(() => null));
  });

  it('one at a time where a number that a slice generates is one that another brings', async () => {
    const ente = await unEnte(mondo);
    const [primo] = await carica(worker(ente), [{ iud: 'PRIMO' }]);
    // One of those that the second slice generates.
    const progressivo = Number(primo?.iuv?.slice(4, 15)) + 5;
    const { iuv: portato } = generaNumeroAvviso({ segregazione: ente.segregazione, progressivo });
    const righe = nuovi(12).map((r, n) => (n === 11 ? { ...r, iuv: portato, generaIuv: null } : r));
    const { esiti, volte } = await aFette(ente, righe);
    expect(volte).toEqual(IN_ORDINE);
    expect(esiti.map(({ codice }) => codice)).toEqual([...nuovi(11).map(() => null), 'IUV_DUPLICATO']);
  });
});
