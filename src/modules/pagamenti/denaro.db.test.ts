import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DovutoId, RicevutaId } from '#kernel/ids';
import { annullaDovuto } from '#modules/posizioni';
import type { Ctx, Mondo } from '#platform/contesto';
import { carica } from '#support/carico';
import { databaseDiProva } from '#support/db';
import { incassa, nuovoDovuto, versioneDi } from '#support/incassi';
import { mondoDiProva } from '#support/mondo';
import { contiSbagliati, dovutoDi, giorno, pianoDi, unaPosizione, unicaDi } from '#support/posizioni';
import { consegna, ricevutaLetta } from '#support/ricevute';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { attribuisciDenaro, scorriIncassati, scorriPagati, segnaNonDovuto, segnaRimborsato } from './index.ts';

let mondo: Mondo;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
});

const CHE = [
  'paga',
  'paga',
  'orfana',
  'incassa',
  'annulla',
  'attribuisci',
  'attribuisci',
  'rimborsa',
  'non_dovuta',
  'arriva',
] as const;
type Passo = { che: (typeof CHE)[number]; quale: number; denaro: number; diverso: boolean };

/** What the tables say of the money of an ente that is not so; the exports too. */
async function contiDelDenaro(ctx: Ctx): Promise<string[]> {
  const { rows } = await sql<{ male: string }>`
    with r as (select * from pagamenti.ricevuta
                where ente_id = ${ctx.enteId} and not copia and genere in ('regolare', 'orfana', 'seconda')),
    d as (select * from posizioni.dovuto where ente_id = ${ctx.enteId}),
    sul as (select r.id, r.importo_cents, sum(d.pagato_cents) as pagato, count(d.id) as quanti
              from r left join d on d.iuv_id = r.iuv_id and d.stato = 'pagato' and r.genere in ('regolare', 'orfana') group by 1, 2)
    select 'lost: ' || id::text as male from sul where quanti > 0 and pagato <> importo_cents
    union all
    -- Every paid dovuto has one source, and what is not paid has none.
    select 'sources: ' || d.iud from d
     where (d.stato = 'pagato')::integer
             <> (select count(*) from r where r.iuv_id = d.iuv_id and r.genere in ('regolare', 'orfana'))
              + (select count(*) from pagamenti.incasso as n where n.ente_id = d.ente_id and n.dovuto_id = d.id)
    union all
    -- What came in is on dovuti, or on the list.
    select 'sum' where (select coalesce(sum(importo_cents), 0) from r)
                         + (select coalesce(sum(importo_cents), 0) from pagamenti.incasso where ente_id = ${ctx.enteId})
                      <> (select coalesce(sum(pagato_cents), 0) from d)
                         + (select coalesce(sum(v.importo_cents), 0) from pagamenti.v_da_rimborsare as v
                             where v.ente_id = ${ctx.enteId} and v.genere in ('seconda', 'orfana') and v.esito is distinct from 'attribuita'
                               and not (v.genere = 'orfana' and v.dovuti <> '[]' and v.iuv_ora_id is not null))
    union all
    select 'given twice: ' || receipt_id from pagamenti.v_da_rimborsare
     where ente_id = ${ctx.enteId} group by receipt_id having count(*) > 1`.execute(ctx.db);
  return [...rows.map((x) => x.male), ...(await esportazioniSbagliate(ctx))];
}

/** The two exports together hold each paid dovuto once, with what it got. */
async function esportazioniSbagliate(ctx: Ctx): Promise<string[]> {
  const f = {
    quando: { dal: giorno('2026-01-01'), al: ctx.oggi },
    tipoDovuto: '',
    tipiConsentiti: null,
    conRicevuta: false,
  };
  return ctx.tx(async (t) => {
    const righe: string[] = [];
    for await (const pagina of scorriPagati(t, f)) righe.push(...pagina.map((p) => `${p.iud} ${p.quotaCents}`));
    for await (const pagina of scorriIncassati(t, f)) righe.push(...pagina.map((p) => `${p.iud} ${p.importoCents}`));
    const { rows } = await sql<{ riga: string }>`
      select iud || ' ' || pagato_cents as riga from posizioni.dovuto where ente_id = ${t.enteId} and stato = 'pagato'`.execute(
      t.db,
    );
    const attese = rows.map((x) => x.riga).toSorted();
    return JSON.stringify(righe.toSorted()) === JSON.stringify(attese)
      ? []
      : [`exports: ${righe.join()} and not ${attese.join()}`];
  });
}

let numero = 0;
type Scena = { ente: EnteDiProva; orfani: { iuv: string; importo: number }[] };

async function muovi({ ente, orfani }: Scena, { che, quale, denaro, diverso }: Passo): Promise<void> {
  const { db } = ctxDi(mondo, 'worker', ente.enteId);
  const ufficio = ctxDi(mondo, 'ufficio', ente.enteId);
  numero += 1;
  const { rows: dovuti } = await sql<{ dovutoId: DovutoId; iuv: string; numeroAvviso: string; importo: number }>`
    select d.id as "dovutoId", i.iuv, i.numero_avviso as "numeroAvviso", d.importo_cents as importo
      from posizioni.dovuto as d left join posizioni.iuv as i on i.id = d.iuv_id where d.ente_id = ${ente.enteId}
     -- What may be given money is more often given some.
     order by ${che === 'attribuisci'} and d.stato <> 'da_pagare', d.id`.execute(db);
  const d = dovuti[quale % dovuti.length] ?? expect.fail();
  const { rows: denari } = await sql<{ id: RicevutaId }>`
    select ricevuta_id as id from pagamenti.v_da_rimborsare where ente_id = ${ente.enteId} order by esito is not null, 1`.execute(
    db,
  );
  const ricevutaId = denari[denaro % Math.max(1, denari.length)]?.id;
  const receiptId = `denaro${numero}`;
  const chi = { tipiConsentiti: null, tutti: true, motivo: 'x' };
  if (che === 'paga' && d.iuv !== null)
    await consegna(mondo, ente, ricevutaLetta(ente, { ...d, importo: diverso ? d.importo + 7 : d.importo, receiptId }));
  if (che === 'orfana') {
    const iuv = `01008${String(numero).padStart(12, '0')}`;
    orfani.push({ iuv, importo: d.importo });
    await consegna(mondo, ente, ricevutaLetta(ente, { iuv, numeroAvviso: `3${iuv}`, importo: d.importo, receiptId }));
  }
  if (che === 'incassa')
    await incassa(mondo, ente, d, { importo: diverso ? d.importo + 3 : d.importo, ancheDiverso: diverso });
  const versione = await versioneDi(mondo, d.dovutoId);
  if (che === 'annulla') await annullaDovuto(ufficio, { ...chi, dovutoId: d.dovutoId, versione });
  const [orfano] = orfani;
  if (che === 'arriva' && orfano !== undefined) {
    const importo = diverso ? orfano.importo + 1 : orfano.importo;
    await carica(ctxDi(mondo, 'worker', ente.enteId), [{ iud: `TARDI${numero}`, importo, iuv: orfano.iuv }]);
    orfani.shift();
  }
  if (ricevutaId === undefined) return;
  if (che === 'attribuisci')
    await attribuisciDenaro(ufficio, { ...chi, ricevutaId, dovutoId: d.dovutoId, versione, ancheDiverso: true });
  if (che === 'rimborsa')
    await segnaRimborsato(ufficio, { ...chi, ricevutaId, giorno: giorno('2026-11-20'), mandato: '1' });
  if (che === 'non_dovuta') await segnaNonDovuto(ufficio, { ...chi, ricevutaId });
}

describe('the money of an ente', () => {
  it('whatever receipts come and clerks do: no cent is lost, none is made up, each paid dovuto is exported once', async () => {
    const passo = fc.record({
      che: fc.constantFrom(...CHE),
      quale: fc.constantFrom(0, 0, 1, 2, 3, 4, 5),
      denaro: fc.constantFrom(0, 0, 0, 1, 2),
      diverso: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(passo, { minLength: 6, maxLength: 16, size: 'max' }), async (passi) => {
        const ente = await unEnte(mondo);
        const worker = ctxDi(mondo, 'worker', ente.enteId);
        const p = await unaPosizione(worker, [unicaDi(300), pianoDi([100, 200])]);
        await unaPosizione(worker, [{ forma: 'unica', dovuti: [dovutoDi(100)] }]);
        await nuovoDovuto(mondo, ente, { iud: 'SENZA', importo: 200, generaIuv: false });
        const scena: Scena = { ente, orfani: [] };
        for (const uno of passi) await muovi(scena, uno);
        expect([...(await contiDelDenaro(worker)), ...(await contiSbagliati(worker, p))]).toEqual([]);
      }),
      { numRuns: 15 },
    );
  }, 180_000);
});
