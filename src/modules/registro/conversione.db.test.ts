import { cpSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { EnteId } from '#kernel/ids';
import { CARTELLA_MIGRAZIONI, migra } from '#platform/db/migra';
import { creaCartellaProva } from '#support/residui';
import { databaseDiProva, databaseVuoto } from '#support/db';
import { listaDi, type RigaEvento } from './core/eventi.ts';

const ENTE = '00000000-0000-7000-8000-000000000001';

test('what the giornale held as a row an evento is still there, in lotti, with its message', async () => {
  const { databaseUrl } = await databaseVuoto();
  const prime = join(creaCartellaProva(), 'migrazioni');
  mkdirSync(prime);
  for (const file of readdirSync(CARTELLA_MIGRAZIONI).filter((nome) => nome < '0013'))
    cpSync(join(CARTELLA_MIGRAZIONI, file), join(prime, file));
  valoreDi(await migra(databaseUrl, prime));
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(`
      insert into registro.lotto (istante, id, contenuto) values (now(), '${ENTE}', 'abcdef');
      insert into registro.evento (istante, ente_id, categoria, tipo, sottotipo, iuv, numero_avviso, lotto_id, contenuto_da, contenuto_byte)
      values (now() - interval '1 second', '${ENTE}', 'INTERFACE', 'paVerifyPaymentNotice', 'REQ', 'I1', 'N1', '${ENTE}', 0, 3),
             (now(), '${ENTE}', 'INTERFACE', 'paVerifyPaymentNotice', 'RESP', 'I1', 'N1', '${ENTE}', 3, 3),
             (now(), null, 'INTERNAL', 'giornalePersi', 'RESP', null, null, null, null, null),
             (now() - interval '3 hours', null, 'INTERNAL', 'giornaleInterrotto', 'RESP', null, null, null, null, null)`);
    const { rows: prima } = await client.query(
      'select istante, id, ente_id, tipo, sottotipo, iuv, numero_avviso, contenuto_da from registro.evento order by id',
    );
    valoreDi(await migra(databaseUrl));
    const { rows: dopo } = await client.query(
      `select e.istante, e.id, e.ente_id, tipo, sottotipo, iuv, numero_avviso, contenuto_da
         from registro.lotto as l cross join registro.apri_lotto(l.eventi) as e order by id`,
    );
    expect(dopo).toEqual(prima);
    const { rows: lotti } = await client.query(
      'select enti, chiavi, json_array_length(eventi) as n, contenuto is null as vuoto from registro.lotto order by n desc, dal',
    );
    expect(lotti).toEqual([
      { enti: [ENTE], chiavi: ['I1', 'N1'], n: 2, vuoto: false },
      { enti: [], chiavi: [], n: 1, vuoto: true },
      { enti: [], chiavi: [], n: 1, vuoto: true },
    ]);
  } finally {
    await client.end();
  }
});

test('an evento says the same by place, as it is written now, and by name, as it was', async () => {
  const { pools } = await databaseDiProva();
  const campi = [
    'dominio',
    'iuv',
    'contesto',
    'numeroAvviso',
    'psp',
    'tipoPagamento',
    'richiedente',
    'rispondente',
  ] as const;
  const altri = ['stazione', 'canale', 'parametri', 'esito', 'correlazione'] as const;
  const piena = {
    ...{ istante: new Date('2026-11-23T10:00:00.123Z'), id: ENTE, enteId: ENTE as EnteId },
    ...{ categoria: 'INTERFACE', tipo: 'paGetPaymentV2', sottotipo: 'RESP', da: 7, byte: 3, troncato: true },
    ...Object.fromEntries([...campi, ...altri].map((campo) => [campo, `il ${campo}`])),
  } as RigaEvento;
  const vuota: RigaEvento = {
    ...{ istante: piena.istante, id: ENTE, categoria: 'INTERNAL', tipo: 'x', sottotipo: 'REQ', troncato: false },
  };
  const apri = async (lista: string): Promise<unknown[]> =>
    (await pools.worker.query('select * from registro.apri_lotto($1::json)', [lista])).rows;
  const perPosto = await apri(listaDi([piena, vuota]));
  expect(perPosto).toEqual(await apri(JSON.stringify([piena, vuota])));
  expect(perPosto).toMatchObject([
    { tipo_pagamento: 'il tipoPagamento', contenuto_da: 7, troncato: true },
    { dominio: null },
  ]);
  expect(await apri('[]')).toEqual([]);
});
