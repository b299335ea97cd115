import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { LIMITI } from '#kernel/limiti';
import {
  caricaDovuti,
  lavori,
  leggiFileFlusso,
  leggiFlusso,
  prenotaPagati,
  riceviDovuti,
  VERSIONI_PAGATI,
} from '#modules/flussi';
import type { Mondo } from '#platform/contesto';
import { conZip } from '#platform/zip';
import { databaseNuovo } from '#support/db';
import { zipDi } from '#support/dovuti';
import { mondoDiProva } from '#support/mondo';
import { consegna, quotaRicevuta, ricevutaLetta } from '#support/ricevute';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';

/** The way round, as vendors' programs see it: a file of dovuti of each version goes in, all is paid, files of incassi come out. */
const VERSIONI = ['1_0', '1_1', '1_2', '1_3', '1_4'] as const;
const ORA = new Date('2026-11-20T10:00:00Z');
const SECONDARIO = '01234567897';

let mondo: Mondo;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseNuovo(), { orologio: () => ORA });
});

const qui = (nome: string): string => join(import.meta.dirname, nome);

async function carica(ente: EnteDiProva, versione: string): Promise<void> {
  const ctx = ctxDi(mondo, 'worker', ente.enteId);
  const base = `${ente.codIpa}-GIRO-${versione}`;
  const contenuto = Readable.from([await zipDi({ [`${base}.csv`]: readFileSync(qui(`dovuti-${versione}.csv`)) })]);
  const { flussoId } = valoreDi(await riceviDovuti(ctx, { nomeFile: `${base}.zip`, contenuto }));
  await caricaDovuti(ctx, flussoId);
  expect(await ctx.tx((t) => leggiFlusso(t, flussoId))).toMatchObject({ stato: 'eseguito', righeScartate: 0 });
}

type DaPagare = { iud: string; iuv: string; numeroAvviso: string; suo: number; altrui: number };

/** Pays all that can be paid: a receipt each, with a transfer for each beneficiary. */
async function paga(ente: EnteDiProva): Promise<void> {
  const { rows } = await ctxDi(mondo, 'worker', ente.enteId).tx((t) =>
    sql<DaPagare>`
      select d.iud, i.iuv, i.numero_avviso as "numeroAvviso",
             sum(q.importo_cents) filter (where q.conto_id is not null)::integer as suo,
             coalesce(sum(q.importo_cents) filter (where q.conto_id is null), 0)::integer as altrui
        from posizioni.dovuto as d
        join posizioni.iuv as i on i.ente_id = d.ente_id and i.id = d.iuv_id
        join posizioni.quota as q on q.ente_id = d.ente_id and q.dovuto_id = d.id
       where d.ente_id = ${ente.enteId} and d.stato = 'da_pagare' group by d.iud, i.iuv, i.numero_avviso order by d.iud`.execute(
      t.db,
    ),
  );
  for (const { iud, iuv, numeroAvviso, suo, altrui } of rows) {
    const letta = { iuv, numeroAvviso, importo: suo + altrui, receiptId: `RT-${iud}` };
    const quote = [
      quotaRicevuta(1, suo, ente.codiceFiscale),
      ...(altrui > 0 ? [quotaRicevuta(2, altrui, SECONDARIO)] : []),
    ];
    await consegna(mondo, ente, ricevutaLetta(ente, letta, { quote }));
  }
}

/** A file of incassi, byte for byte, but for what chance gives: the ente of the test and our own ids. */
async function esporta(ente: EnteDiProva, versione: string): Promise<string> {
  const ctx = ctxDi(mondo, 'worker', ente.enteId);
  const giorni = { dal: '2026-11-01', al: '2026-11-30', tipoDovuto: '' };
  const { flussoId } = valoreDi(await prenotaPagati(ctx, { ...giorni, versione, conRicevuta: versione !== '1.0' }));
  await lavori.find(({ nome }) => nome === 'flussi.esporta_pagati')?.esegui(ctx, { flussoId });
  const file = await ctx.tx((t) => leggiFileFlusso(t, flussoId, 'esito'));
  const csv = await conZip(mondo.files.percorso(file?.fileId ?? ''), LIMITI, async ([voce]) =>
    text(await (voce?.apri() ?? Promise.reject(new Error('an empty ZIP')))),
  );
  return csv
    .replaceAll(ente.denominazione, 'Ente di prova')
    .replaceAll(ente.codIpa, 'c_prova')
    .replaceAll(ente.codiceFiscale, '99999999990')
    .replaceAll(ente.stazione, 'STAZIONE')
    .replaceAll(ente.intermediarioId, 'intermediario')
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32}/g, 'id');
}

describe.each(VERSIONI)('a file of dovuti %s, loaded and paid', (versione) => {
  let ente: EnteDiProva;
  beforeAll(async () => {
    ente = await unEnte(mondo);
    await carica(ente, versione);
    await paga(ente);
  });

  it.each(VERSIONI_PAGATI)('comes out in a file of incassi %s as it always did', async (fuori) => {
    const csv = await esporta(ente, fuori);
    expect(csv).toBe(readFileSync(qui(`pagati-${versione}-${fuori}.csv`), 'utf8'));
    const dovuti = readFileSync(qui(`dovuti-${versione}.csv`), 'utf8')
      .trimEnd()
      .split('\n');
    expect(csv.trimEnd().split('\r\n')).toHaveLength(dovuti.length);
  });
});
