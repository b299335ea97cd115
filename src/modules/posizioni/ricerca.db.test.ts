import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { DovutoId } from '#kernel/ids';
import { registraTipoDovuto } from '#modules/enti';
import type { Mondo } from '#platform/contesto';
import { RUOLI, type Ruolo } from '#platform/db/ruoli';
import { unDovuto } from '#support/carico';
import { databaseDiProva, type DatabaseDiProva } from '#support/db';
import { moltiDovuti } from '#support/molti-dovuti';
import { mondoDiProva } from '#support/mondo';
import { ricercaPronta } from '#support/ricerca';
import { contato } from '#support/seguiti';
import { ctxDi, TIPO, unEnte, type EnteDiProva } from '#support/un-ente';
import { quantoCosta, type FattiCosto } from './core/quanto.ts';
import { isScaduto, type Stato } from './core/stati.ts';
import {
  cercaDovuti,
  elencoDi,
  leggiConteggi,
  leggiDovuto,
  leggiPosizione,
  sommaDovuti,
  type DovutoInElenco,
} from './index.ts';

let database: DatabaseDiProva;
let mondo: Mondo;
beforeAll(async () => {
  database = await databaseDiProva();
  mondo = mondoDiProva(database);
});

const TUTTI = { testo: '', tipoDovuto: '', daVerificare: false, tipiConsentiti: null };
const QUANTI = 840;

describe('the two lists', () => {
  let ente: EnteDiProva;
  beforeAll(async () => {
    ente = await unEnte(mondo);
    const ctx = ctxDi(mondo, 'worker', ente.enteId);
    const multe = { ...TIPO, codice: 'MULTE', contoId: ente.contoId, contoPostaleId: null, pagaDopoScadenza: false };
    const tipi = [ente.tipoDovutoId, valoreDi(await registraTipoDovuto(ctx, multe))];
    await moltiDovuti(ctx.db, ente, { quanti: QUANTI, tipi });
    // Of some the days count: from a notification, of the way to pay, or of both. Those of other enti have no number.
    const mie = sql`
      with mie as materialized (select id, iupd from posizioni.posizione where ente_id = ${ente.enteId}),
           numerate as materialized (select id, substr(iupd, 2)::integer as n from mie)`;
    await sql`${mie}
      update posizioni.opzione as o
         set giorni_dalla_notifica = case when n % 3 > 0 then 5 end,
             valida_al = case when n % 3 < 2 and n % 10 <> 3 then current_date + n / 3 % 5 - 2 end,
             valida_dal = case when n % 10 = 3 then current_date + 2 end
        from numerate as x
       where o.ente_id = ${ente.enteId} and o.posizione_id = x.id and n % 4 = 1`.execute(ctx.db);
    await sql`${mie}
      update posizioni.posizione as p set notificata_il = current_date - n / 4 % 9
        from numerate as x
       where p.ente_id = ${ente.enteId} and p.id = x.id and n % 8 = 1`.execute(ctx.db);
  });

  async function tutte(elenco: 'online' | 'archivio'): Promise<DovutoInElenco[]> {
    const ctx = ctxDi(mondo, 'ufficio', ente.enteId);
    const lette: DovutoInElenco[] = [];
    for (let dopo: DovutoId | null = null; ;) {
      const pagina = await ctx.tx((t) => cercaDovuti(t, { ...TUTTI, elenco, dopo, prima: null, quanti: 100 }));
      lette.push(...pagina);
      if (pagina.length < 100) return lette;
      dopo = pagina.at(-1)?.id ?? null;
    }
  }

  it('of SQL are those of the core, and each dovuto is in exactly one', async () => {
    const [online, archivio] = [await tutte('online'), await tutte('archivio')];
    expect(online.filter((d) => elencoDi(d.stato) !== 'online')).toEqual([]);
    expect(archivio.filter((d) => elencoDi(d.stato) !== 'archivio')).toEqual([]);
    expect(new Set([...online, ...archivio].map((d) => d.iud)).size).toBe(QUANTI);
    expect(online.length + archivio.length).toBe(QUANTI);
    // Every shown state is there, or the test would say little.
    expect(new Set([...online, ...archivio].map((d) => d.stato))).toEqual(
      new Set(['bozza', 'da_pagare', 'in_pagamento', 'scaduto', 'pagato', 'annullato', 'estinto']),
    );
    const somma = (elenco: 'online' | 'archivio') =>
      ctxDi(mondo, 'ufficio', ente.enteId).tx((t) => sommaDovuti(t, { ...TUTTI, elenco }, 10_000));
    expect(await somma('online')).toEqual({ quanti: online.length, importoCents: online.length * 1000 });
    expect(await somma('archivio')).toEqual({ quanti: archivio.length, importoCents: archivio.length * 1000 });
  });

  it('are those of what each costs now, with the terms of its way to pay', async () => {
    const nodo = ctxDi(mondo, 'nodo');
    const { rows } = await sql<FattiCosto & { iud: string; stato: Stato }>`
      select iud, stato, importo_cents as "importoCents", data_scadenza as "dataScadenza", paga_dopo_scadenza as "pagaDopoScadenza",
             termini, quotazioni from posizioni.v_iuv_dovuto where ente_id = ${ente.enteId}`.execute(nodo.db);
    const perche = new Map(rows.map((r) => [r.iud, r.stato === 'da_pagare' ? quantoCosta(r, [], nodo).perche : null]));
    const visti = [...(await tutte('online')), ...(await tutte('archivio'))];
    const mostrato = visti.filter((d) => ['da_pagare', 'scaduto'].includes(d.stato));
    const atteso = mostrato.map((d) => [d.iud, perche.get(d.iud) === 'scaduto' ? 'scaduto' : 'da_pagare']);
    expect(mostrato.map((d) => [d.iud, d.stato])).toEqual(atteso);
    // Among the ways to pay of its posizione each is as in the lists.
    const alcuni = ['scaduto', 'da_pagare'].flatMap((s) => mostrato.filter((d) => d.stato === s).slice(0, 10));
    const fraIModi = await ctxDi(mondo, 'ufficio', ente.enteId).tx((t) =>
      Promise.all(alcuni.map(({ id }) => leggiPosizione(t, { dovutoId: id, tipiConsentiti: null }))),
    );
    const suoi = fraIModi.flatMap(({ opzioni }) => opzioni.flatMap((o) => o.dovuti));
    expect(suoi.map(({ id, stato }) => [id, stato])).toEqual(alcuni.map(({ id, stato }) => [id, stato]));
    const scaduti = [...perche.values()].filter((p) => p === 'scaduto').length;
    // And so they are counted, by followers.
    await contato(mondo);
    const { stati } = await ctxDi(mondo, 'ufficio', ente.enteId).tx((t) => leggiConteggi(t, null));
    expect([stati.scaduto.quanti, stati.da_pagare.quanti]).toEqual([
      scaduti,
      rows.filter(({ stato }) => stato === 'da_pagare').length - scaduti,
    ]);
    // Days of the terms decide for some, either way.
    const senza = rows.filter((r) => r.stato === 'da_pagare' && isScaduto(r, nodo.oggi)).map((r) => r.iud);
    expect(senza.some((iud) => perche.get(iud) === 'non_ancora')).toBe(true);
    expect(scaduti).toBeGreaterThan(senza.length);
  });

  it('go page by page both ways', async () => {
    const ctx = ctxDi(mondo, 'ufficio', ente.enteId);
    const pagina = (dopo: DovutoId | null, prima: DovutoId | null) =>
      ctx.tx((t) => cercaDovuti(t, { ...TUTTI, elenco: 'online', dopo, prima, quanti: 7 }));
    const una = await pagina(null, null);
    const due = await pagina(una.at(-1)?.id ?? null, null);
    expect(due[0]?.id).not.toBe(una.at(-1)?.id);
    expect(await pagina(null, due[0]?.id ?? null)).toEqual(una);
  });

  it('find by what identifies a dovuto, and by words of a name', async () => {
    await ricercaPronta(mondo, ente);
    const ctx = ctxDi(mondo, 'ufficio', ente.enteId);
    const trova = async (testo: string): Promise<string[]> => {
      const quale = (elenco: 'online' | 'archivio') =>
        ctx.tx((t) => cercaDovuti(t, { ...TUTTI, testo, elenco, dopo: null, prima: null, quanti: 20 }));
      return [...(await quale('online')), ...(await quale('archivio'))].map((d) => d.iud);
    };
    const [d] = await ctx.tx((t) =>
      cercaDovuti(t, { ...TUTTI, testo: 'G508', elenco: 'online', dopo: null, prima: null, quanti: 1 }),
    );
    for (const testo of [
      'G508',
      'cf508',
      ' CF508 ',
      'cognome508 nome',
      'COGNOME508 NOM',
      d?.iuv ?? '',
      d?.numeroAvviso?.replace(/\d{4}/g, '$& ') ?? '',
    ])
      expect([testo, await trova(testo)]).toEqual([testo, ['G508']]);
    for (const testo of ['g508', 'ognome508', 'cognome508_persona', '%', 'cogn%me508', '\\'])
      expect([testo, await trova(testo)]).toEqual([testo, []]);
  });
});

/** Nobody of the ufficio and of the sil reads them: functions do. */
const DI_NESSUNO = [
  'posizioni.allegato',
  'posizioni.contatore_iuv',
  'posizioni.posizione_allegato',
  'posizioni.richiesta',
  'posizioni.richiesta_allegato',
];

/** The ente's software has no business with them, and may not even look. */
const NON_DEL_SIL = [
  'posizioni.delega',
  'posizioni.conteggio',
  'posizioni.oltre_termine',
  'posizioni.nota',
  'posizioni.ricerca',
  'posizioni.ricerca_salvata',
];

describe('row policies', () => {
  const tabelle = async (): Promise<string[]> => {
    const { rows } = await database.owner.query<{ nome: string }>(
      `select oid::regclass::text as nome from pg_class where relnamespace = 'posizioni'::regnamespace and relkind = 'r' order by 1`,
    );
    expect(rows.length).toBeGreaterThan(6);
    return rows.map((r) => r.nome);
  };

  it.each(['ufficio', 'sil'] as const)(
    '%s without an ente, or with another, sees nothing and writes nothing',
    async (ruolo) => {
      const [ente, altro] = [await unEnte(mondo), await unEnte(mondo)];
      await unDovuto(ctxDi(mondo, 'worker', ente.enteId), { iud: 'R1' });
      for (const enteId of [null, altro.enteId]) {
        const ctx = ctxDi(mondo, ruolo, enteId);
        const negate = ruolo === 'sil' ? [...DI_NESSUNO, ...NON_DEL_SIL] : DI_NESSUNO;
        for (const tabella of (await tabelle()).filter((t) => !negate.includes(t))) {
          const { rows } = await ctx.tx((t) => sql`select 1 from ${sql.raw(tabella)} limit 1`.execute(t.db));
          expect([tabella, rows]).toEqual([tabella, []]);
        }
        const { numAffectedRows } = await ctx.tx((t) => sql`update posizioni.dovuto set versione = 99`.execute(t.db));
        expect(numAffectedRows).toBe(0n);
        const semina = ctx.tx((t) =>
          sql`insert into posizioni.posizione (ente_id, iupd, debitore_tipo, debitore_codice, debitore_anagrafica)
            values (${ente.enteId}, 'X', 'F', 'XX', 'X')`.execute(t.db),
        );
        await expect(semina).rejects.toMatchObject({ code: '42501' });
      }
      await contato(mondo);
      expect(await ctxDi(mondo, 'ufficio', ente.enteId).tx((t) => leggiConteggi(t, null))).toMatchObject({
        stati: { da_pagare: { quanti: 1 } },
      });
    },
  );

  it('an operator of another ente finds none of them, whatever is looked for', async () => {
    const [ente, altro] = [await unEnte(mondo), await unEnte(mondo)];
    const { iuv, numeroAvviso } = await unDovuto(ctxDi(mondo, 'worker', ente.enteId), { iud: 'SOLO' });
    await ricercaPronta(mondo, ente);
    const ctx = ctxDi(mondo, 'ufficio', altro.enteId);
    const cerca = (di: EnteDiProva, testo: string) =>
      ctxDi(mondo, 'ufficio', di.enteId).tx((t) =>
        cercaDovuti(t, { ...TUTTI, testo, elenco: 'online', dopo: null, prima: null, quanti: 9 }),
      );
    for (const testo of ['', 'SOLO', iuv, numeroAvviso, 'RSSMRA80A01H501U', 'mario']) {
      expect([testo, (await cerca(altro, testo)).length]).toEqual([testo, 0]);
      expect([testo, (await cerca(ente, testo)).length]).toEqual([testo, 1]);
    }
    const [d] = await cerca(ente, 'SOLO');
    const dovutoId = d?.id ?? ('' as DovutoId);
    expect(await ctx.tx((t) => leggiDovuto(t, { dovutoId, tipiConsentiti: null }))).toBeNull();
    const suo = ctxDi(mondo, 'ufficio', ente.enteId);
    expect(await suo.tx((t) => leggiDovuto(t, { dovutoId, tipiConsentiti: [] }))).toBeNull();
    expect(await suo.tx((t) => leggiDovuto(t, { dovutoId, tipiConsentiti: null }))).toMatchObject({ iud: 'SOLO' });
  });

  const SENZA_DIRITTI: readonly Ruolo[] = ['portale', 'nodo'];
  it.each(SENZA_DIRITTI)('%s has no right on any table', async (ruolo) => {
    expect(RUOLI).toContain(ruolo);
    for (const tabella of await tabelle())
      await expect(database.pools[ruolo].query(`select from ${tabella} limit 1`)).rejects.toMatchObject({
        code: '42501',
      });
  });
});
