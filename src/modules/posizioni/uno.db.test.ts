import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { rifiuto } from '#kernel/esito';
import { cents } from '#kernel/importo';
import type { Mondo } from '#platform/contesto';
import { carica, DA_NESSUN_FILE, richiestaDi, type RichiestaProva } from '#support/carico';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { caricaUno, type EsitoUno } from './index.ts';

let mondo: Mondo;
let ente: EnteDiProva;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ente = await unEnte(mondo);
});

const uno = (r: RichiestaProva, di = ente): Promise<EsitoUno> => {
  const { riga: _, ...richiesta } = richiestaDi(r, 0);
  return caricaUno(ctxDi(mondo, 'sil', di.enteId), richiesta, DA_NESSUN_FILE);
};

it('one change after the other, with files between them, and many more than a connection keeps', async () => {
  const ctx = ctxDi(mondo, 'sil', ente.enteId);
  const visti = new Set<string | null>();
  for (let n = 0; n < 5; n += 1) visti.add((await uno({ iud: `UNO-${n}` })).iuv);
  expect(visti.size).toBe(5);
  const righe = [{ iud: 'FILE-1' }, { iud: 'FILE-2' }, { iud: 'UNO-1' }];
  expect((await carica(ctx, righe)).map(({ codice }) => codice)).toEqual([null, null, 'IUD_DUPLICATO']);
  for (let n = 0; n < 205; n += 1) expect(await uno({ iud: 'UNO-1' })).toMatchObject({ codice: 'IUD_DUPLICATO' });
  expect(await uno({ iud: 'UNO-1', azione: 'A' })).toMatchObject({ codice: null });
  const ripreso = await uno({ iud: 'UNO-1', importo: 100 });
  expect(ripreso).toMatchObject({ codice: null, dovutoId: expect.any(String) as string });
  expect((await carica(ctx, [{ iud: 'FILE-3' }])).map(({ codice }) => codice)).toEqual([null]);
});

it('who fails leaves nothing behind for the next', async () => {
  await expect(uno({ iud: 'ROTTO', debitore: { ...richiestaDi({}, 0).debitore, tipo: 'X' as 'F' } })).rejects.toThrow();
  expect(await uno({ iud: 'ROTTO' })).toMatchObject({ codice: null });
});

const ALTRA = {
  ...{
    importoCents: cents(300),
    codiceFiscale: '00000000000',
    denominazione: 'Altro ente',
    iban: 'IT60X0542811101000000123456',
  },
  ...{ tassonomia: '9/0101101IM/', causale: 'Quota' },
};

/** All that is written of the dovuti of an ente, but for what is made up. */
async function scritto({ enteId, segregazione }: EnteDiProva): Promise<unknown[]> {
  const { rows } = await sql<{ riga: unknown }>`
    select jsonb_build_array(d.iud, d.stato, d.importo_cents, d.data_scadenza, d.iuf, d.genera_iuv, d.versione, d.commissione_cents,
             d.bilancio, d.causale, p.iupd, p.debitore_codice, p.saldata_il, o.forma, i.origine,
             case when i.origine <> 'generato' then replace(i.numero_avviso, ${segregazione}, 'ss') end,
             (select jsonb_agg(jsonb_build_array(q.indice, q.importo_cents, q.iban, q.conto_id is null, q.tassonomia, q.causale)
                               order by q.indice)
                from posizioni.quota as q where q.ente_id = d.ente_id and q.dovuto_id = d.id),
             (select jsonb_agg(jsonb_build_array(s.azione, s.versione, s.stato, s.importo_cents, s.prima - 'riga' - 'iuvId')
                               order by s.versione)
                from posizioni.storia as s where s.ente_id = d.ente_id and s.dovuto_id = d.id),
             (select jsonb_agg(a.azione order by a.id) from registro.atto as a
               where a.ente_id = d.ente_id and a.oggetto = 'dovuto' and a.oggetto_id = d.id)) as riga
      from posizioni.dovuto as d
      join posizioni.posizione as p on p.ente_id = d.ente_id and p.id = d.posizione_id
      join posizioni.opzione as o on o.ente_id = d.ente_id and o.id = d.opzione_id
      left join posizioni.iuv as i on i.ente_id = d.ente_id and i.id = d.iuv_id
     where d.ente_id = ${enteId} order by d.iud`.execute(ctxDi(mondo, 'worker', enteId).db);
  return rows.map(({ riga }) => riga);
}

it('many at once are decided and written as a file would have them, each with an outcome of its own', async () => {
  const [file, soli] = await Promise.all([unEnte(mondo), unEnte(mondo)]);
  const prima: RichiestaProva[] = ['PAGABILE', 'DA-MODIFICARE', 'DA-ANNULLARE', 'ANNULLATO'].map((iud) => ({ iud }));
  const richieste = (di: EnteDiProva): RichiestaProva[] => [
    ...Array.from({ length: 20 }, (_, n) => ({ iud: `NUOVO-${n}`, importo: 1000 + n })),
    { iud: 'SENZA-AVVISO', generaIuv: false },
    { iud: 'CON-IUV', generaIuv: null, iuv: `${di.segregazione}01000000000001` },
    { iud: 'DUE-QUOTE', altreQuote: [ALTRA] },
    { iud: 'ALTRO-TIPO', tipoDovuto: 'NESSUNO' },
    { iud: 'TROPPO', importo: 99_999_999_999, altreQuote: [ALTRA] },
    { iud: 'MAI-VISTO', azione: 'A' },
    { iud: 'MAI-VISTO-2', azione: 'M' },
    { iud: 'PAGABILE' },
    { iud: 'DA-MODIFICARE', azione: 'M', importo: 777, iuv: null },
    { iud: 'DA-ANNULLARE', azione: 'A' },
    { iud: 'ANNULLATO', importo: 55 },
  ];
  for (const di of [file, soli]) {
    await carica(
      ctxDi(mondo, 'worker', di.enteId),
      prima.map((r) => ({ ...r, generaIuv: false })),
    );
    await carica(ctxDi(mondo, 'worker', di.enteId), [{ iud: 'ANNULLATO', azione: 'A' }]);
  }
  const delFile = await carica(ctxDi(mondo, 'sil', file.enteId), richieste(file));
  const insieme = await Promise.all(richieste(soli).map((r) => uno(r, soli)));
  expect(insieme.map(({ codice }) => codice)).toEqual(delFile.map(({ codice }) => codice));
  expect(insieme.filter(({ codice }) => codice !== null)).toHaveLength(5);
  expect(await scritto(soli)).toEqual(await scritto(file));
  expect(new Set(insieme.flatMap(({ iuv }) => iuv ?? [])).size).toBe(23);
});

it('the same thing asked twice in one moment is asked once and once again', async () => {
  const di = await unEnte(mondo);
  const iuv = `${di.segregazione}01000000000002`;
  const [prima, seconda, terza, stessoIuv] = await Promise.all([
    uno({ iud: 'DOPPIO' }, di),
    uno({ iud: 'DOPPIO' }, di),
    uno({ iud: 'CON-IUV', generaIuv: null, iuv }, di),
    uno({ iud: 'ALTRO', generaIuv: null, iuv }, di),
  ]);
  expect([prima, seconda, terza, stessoIuv].map(({ codice }) => codice)).toEqual([
    null,
    'IUD_DUPLICATO',
    null,
    'IUV_DUPLICATO',
  ]);
});

it('what two enti send in the same moment stays apart', async () => {
  const [a, b] = await Promise.all([unEnte(mondo), unEnte(mondo)]);
  const chi = Array.from({ length: 24 }, (_, n) => (n % 2 === 0 ? a : b));
  const esiti = await Promise.all(chi.map((di, n) => uno({ iud: `IN-${Math.floor(n / 2)}`, importo: n + 1 }, di)));
  expect(esiti.every(({ codice }) => codice === null)).toBe(true);
  const importi = (righe: unknown[]): unknown[] => righe.map((riga) => (riga as unknown[])[2]);
  for (const [resto, di] of [a, b].entries()) {
    const suoi = Array.from({ length: 12 }, (_, n) => 2 * n + 1 + resto);
    expect(importi(await scritto(di)).toSorted((x, y) => Number(x) - Number(y))).toEqual(suoi);
  }
});

it('one that breaks breaks alone, and who holds a name makes nobody wait but who asks for it', async () => {
  const di = await unEnte(mondo);
  const rotto = { iud: 'ROTTO', debitore: { ...richiestaDi({}, 0).debitore, tipo: 'X' as 'F' } };
  const esiti = await Promise.allSettled([uno({ iud: 'PRIMA' }, di), uno(rotto, di), uno({ iud: 'DOPO' }, di)]);
  expect(esiti.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  const ctx = ctxDi(mondo, 'worker', di.enteId);
  let tenuto: Promise<EsitoUno> | undefined;
  await ctx.tx(async (t) => {
    await sql`insert into posizioni.posizione (ente_id, iupd, debitore_tipo, debitore_codice, debitore_anagrafica)
              values (${di.enteId}, '1X-TENUTO', 'F', 'RSSMRA80A01H501U', 'Chi')`.execute(t.db);
    tenuto = uno({ iud: 'TENUTO' }, di);
    expect(await Promise.all(['A', 'B', 'C'].map((iud) => uno({ iud }, di)))).toMatchObject([
      { codice: null },
      { codice: null },
      { codice: null },
    ]);
    return rifiuto('CONFLITTO', 'conflitto');
  });
  expect(await tenuto).toMatchObject({ codice: null });
});
