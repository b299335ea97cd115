import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { TipoDovutoId } from '#kernel/ids';
import { registraTipoDovuto } from '#modules/enti';
import type { Ctx, Mondo } from '#platform/contesto';
import { carica } from '#support/carico';
import { databaseDiProva } from '#support/db';
import { moltiDovuti } from '#support/molti-dovuti';
import { mondoDiProva } from '#support/mondo';
import { contato } from '#support/seguiti';
import { ctxDi, TIPO, unEnte, type EnteDiProva } from '#support/un-ente';
import { contaDaVerificare, leggiConteggi, seguiConteggio, type Conteggi } from './index.ts';

let mondo: Mondo;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
});

/** The counts as an operator of the ente reads them, of all kinds or of some. */
const conteggi = (ente: EnteDiProva, tipi: readonly TipoDovutoId[] | null = null): Promise<Conteggi> =>
  ctxDi(mondo, 'ufficio', ente.enteId).tx((t) => leggiConteggi(t, tipi));

const quanti = ({ stati, vicini }: Conteggi) => ({
  ...Object.fromEntries(Object.entries(stati).map(([stato, { quanti }]) => [stato, quanti])),
  vicini: vicini.quanti,
});

/** The same by a scan of the dovuti, which the follower never makes. */
async function contati(ctx: Ctx, ente: EnteDiProva): Promise<Record<string, number>> {
  const { rows } = await sql<Record<string, number>>`
    select count(*) filter (where stato = 'bozza')::integer as bozza, count(*) filter (where stato = 'pagato')::integer as pagato,
           count(*) filter (where stato = 'estinto')::integer as estinto,
           count(*) filter (where stato = 'da_pagare' and oltre)::integer as scaduto,
           count(*) filter (where stato = 'da_pagare' and not oltre)::integer as da_pagare,
           count(*) filter (where stato = 'da_pagare' and d.data_scadenza between ${ctx.oggi}::date
                              and ${ctx.oggi}::date + 7)::integer as vicini
      from posizioni.dovuto as d join enti.v_tipo_dovuto as t on t.ente_id = d.ente_id and t.id = d.tipo_dovuto_id
     cross join lateral (select coalesce(d.data_scadenza < ${ctx.oggi}::date and not t.paga_dopo_scadenza, false) as oltre) as o
     where d.ente_id = ${ente.enteId}`.execute(ctx.db);
  return rows[0] ?? {};
}

describe('the counts of the home', () => {
  test('are those of the dovuti, by kind too, and are never counted twice', async () => {
    const ente = await unEnte(mondo);
    const ctx = ctxDi(mondo, 'worker', ente.enteId);
    const multe = { ...TIPO, codice: 'MULTE', contoId: ente.contoId, contoPostaleId: null, pagaDopoScadenza: false };
    const altro = valoreDi(await registraTipoDovuto(ctx, multe));
    await moltiDovuti(ctx.db, ente, { quanti: 420, tipi: [ente.tipoDovutoId, altro] });
    for (let n = 0; n < 2; n += 1) await contato(mondo);
    const tutti = await conteggi(ente);
    expect(quanti(tutti)).toEqual(await contati(ctx, ente));
    expect(tutti.stati.scaduto.quanti).toBeGreaterThan(0);
    const suoi = await conteggi(ente, [altro]);
    expect(suoi.stati.da_pagare.quanti).toBeLessThan(tutti.stati.da_pagare.quanti);
    expect((await conteggi(ente, [])).stati.pagato.quanti).toBe(0);
    expect(tutti.fino?.getTime()).toBeGreaterThan(Date.now() - 600_000);
  });

  test('follow what is changed, annulled and brought back', async () => {
    const ente = await unEnte(mondo);
    const ctx = ctxDi(mondo, 'worker', ente.enteId);
    const passo = async (...richieste: Parameters<typeof carica>[1]) => {
      expect((await carica(ctx, richieste)).map(({ codice }) => codice)).toEqual(richieste.map(() => null));
      await contato(mondo);
      const visti = await conteggi(ente);
      expect(quanti(visti)).toEqual(await contati(ctx, ente));
      return visti.stati.da_pagare;
    };
    expect(await passo({ iud: 'A', importo: 1000 }, { iud: 'B', importo: 500 })).toEqual({
      quanti: 2,
      importoCents: 1500,
    });
    // Inserted and annulled between two looks: it was never there.
    await carica(ctx, [{ iud: 'C', importo: 9900 }]);
    expect(await passo({ iud: 'C', azione: 'A' })).toEqual({ quanti: 2, importoCents: 1500 });
    const { rows } = await sql<{ iuv: string }>`
      select i.iuv from posizioni.dovuto as d join posizioni.iuv as i on i.ente_id = d.ente_id and i.id = d.iuv_id
       where d.ente_id = ${ente.enteId} and d.iud = 'A'`.execute(ctx.db);
    const iuv = rows[0]?.iuv ?? null;
    expect(await passo({ iud: 'A', iuv, azione: 'M', importo: 700, scadenza: '2031-01-01' })).toMatchObject({
      importoCents: 1200,
    });
    expect(await passo({ iud: 'B', azione: 'A' })).toEqual({ quanti: 1, importoCents: 700 });
    expect(await passo({ iud: 'B', importo: 800 })).toEqual({ quanti: 2, importoCents: 1500 });
  });

  test('wait for whoever is still writing, and say up to when they are whole', async () => {
    const ente = await unEnte(mondo);
    const ctx = ctxDi(mondo, 'worker', ente.enteId);
    await contato(mondo);
    const scrive = mondo.pools.worker;
    const lento = await scrive.connect();
    try {
      await lento.query('begin');
      await lento.query('select pg_current_xact_id()');
      const [{ adesso }] = (await lento.query<{ adesso: Date }>('select clock_timestamp() as adesso')).rows as [
        { adesso: Date },
      ];
      await carica(ctx, [{ iud: 'DOPO' }]);
      await seguiConteggio(ctx);
      const prima = await conteggi(ente);
      expect([prima.stati.da_pagare.quanti, (prima.fino?.getTime() ?? 0) < adesso.getTime()]).toEqual([0, true]);
    } finally {
      await lento.query('commit');
      lento.release();
    }
    await contato(mondo);
    expect((await conteggi(ente)).stati.da_pagare.quanti).toBe(1);
  });

  test('the dovuti to be checked are counted where only they are', async () => {
    const ente = await unEnte(mondo);
    const ctx = ctxDi(mondo, 'worker', ente.enteId);
    await moltiDovuti(ctx.db, ente, { quanti: 700, tipi: [ente.tipoDovutoId] });
    await sql`update posizioni.dovuto set da_verificare = '{importo}' where ente_id = ${ente.enteId} and stato = 'pagato'
                 and iud in ('G2', 'G9')`.execute(ctx.db);
    const ufficio = ctxDi(mondo, 'ufficio', ente.enteId);
    expect(await ufficio.tx((t) => contaDaVerificare(t, null))).toBe(2);
    expect(await ufficio.tx((t) => contaDaVerificare(t, []))).toBe(0);
  });
});
