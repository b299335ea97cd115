import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { EnteDiProva } from '../test/support/un-ente.ts';
import type { Banco } from './banco.ts';

/** The columns of the file (1_4), and an id for each row that an insert would write. */
const COLONNE = Array.from({ length: 35 }, (_, n) => `c${n + 1}`);
const IDS = ['p', 'o', 'i', 'd'].map((nome) => `${nome} uuid default uuidv7()`).join(', ');

/** The floor of an import: the file by COPY into an unlogged table, then statements, one a table. Gives the seconds of the whole. */
export async function pavimento(
  banco: Banco,
  file: readonly { ente: EnteDiProva; csv: string }[],
  statement: (ente: EnteDiProva) => [string, unknown[]][],
  prima: readonly string[] = [],
): Promise<number> {
  await banco.clona('banco_pavimento');
  const clienti = await Promise.all(file.map(() => banco.admin('banco_pavimento')));
  for (const testo of prima) await clienti[0]?.query(testo);
  const inizio = performance.now();
  await Promise.all(
    file.map(async ({ ente, csv }, n) => {
      const client = clienti[n];
      if (client === undefined) throw new Error('bench: no connection');
      const arrivo = `banco.arrivo_${n}`;
      await copia(client, arrivo, csv);
      for (const [testo, valori] of statement(ente))
        await client.query(testo.replaceAll('banco.arrivo', arrivo), valori);
    }),
  );
  const secondi = (performance.now() - inizio) / 1000;
  for (const client of clienti) await client.end();
  await banco.elimina('banco_pavimento');
  return secondi;
}

async function copia(client: pg.Client, arrivo: string, csv: string): Promise<void> {
  const colonne = COLONNE.map((c) => `${c} text`).join(', ');
  await client.query(`create unlogged table ${arrivo} (${colonne}, n bigint generated always as identity, ${IDS})`);
  const verso = copyFrom(`copy ${arrivo} (${COLONNE.join(', ')}) from stdin (format csv, delimiter ';', header)`);
  await pipeline(createReadStream(csv), client.query(verso));
}

const cents = (colonna: string): string => `round(${colonna}::numeric * 100)::bigint`;

/** One `insert … select` into each table that an import of new dovuti writes. */
export function inserimenti(e: EnteDiProva): [string, unknown[]][] {
  return [
    [
      `insert into posizioni.posizione (ente_id, id, iupd, debitore_tipo, debitore_codice, debitore_anagrafica, indirizzo, civico, cap,
        localita, provincia, nazione)
       select $1, p, '1X-' || c1, c3, c4, c5, c6, c7, c8, c9, c10, c11 from banco.arrivo`,
      [e.enteId],
    ],
    ['insert into posizioni.opzione (ente_id, id, posizione_id) select $1, o, p from banco.arrivo', [e.enteId]],
    [
      `insert into posizioni.iuv (ente_id, id, iuv, numero_avviso, stazione_id, origine)
       select $1, i, substr(nav, 2), nav, $2, 'generato' from (select i, posizioni.numero_avviso($3, 500000 + n) as nav
         from banco.arrivo) as a`,
      [e.enteId, e.stazioneId, e.segregazione],
    ],
    [
      `insert into posizioni.dovuto (ente_id, id, posizione_id, opzione_id, iuv_id, iud, tipo_dovuto_id, stato, importo_cents, causale,
        causale_pubblica,
                                     data_scadenza, dati_riscossione, canali, genera_iuv, iuf, riga)
       select $1, d, p, o, i, c1, $2, 'da_pagare', ${cents('c14')} + coalesce(${cents('c34')}, 0), c18, left(c18, 140), c13::date, c19,
         c17, true, 'BANCO', n
         from banco.arrivo`,
      [e.enteId, e.tipoDovutoId],
    ],
    [
      `insert into posizioni.quota (ente_id, dovuto_id, indice, importo_cents, beneficiario_cf, beneficiario_denominazione, conto_id,
        iban, tassonomia, causale)
       select $1::uuid, d, 1, ${cents('c14')}, $2::text, $3::text, $4::uuid, null, c19, left(c18, 140) from banco.arrivo
       union all select $1::uuid, d, 2, ${cents('c34')}, c23, c24, null, c25, c32, left(c18, 140) from banco.arrivo where c22 = 'true'`,
      [e.enteId, e.codiceFiscale, e.denominazione, e.contoId],
    ],
    [
      `insert into posizioni.storia (ente_id, dovuto_id, azione, versione, stato, importo_cents, data_scadenza, attore, riga)
       select $1, d, 'inserito', 1, 'da_pagare', ${cents('c14')}, c13::date, 'sistema', n from banco.arrivo`,
      [e.enteId],
    ],
    [
      `insert into registro.atto (ente_id, attore, azione, oggetto, oggetto_id, dettaglio)
       select $1, 'sistema', 'dovuto.nuovo', 'dovuto', d, jsonb_build_object('riga', n) from banco.arrivo`,
      [e.enteId],
    ],
  ];
}

/** One `update … from`, and one insert of history. */
export function modifiche(e: EnteDiProva): [string, unknown[]][] {
  return [
    [
      `update posizioni.dovuto as d
          set versione = d.versione + 1, importo_cents = ${cents('c14')}, causale = c18, causale_pubblica = left(c18, 140),
              data_scadenza = c13::date, dati_riscossione = c19, canali = c17, iuf = 'BANCO', riga = a.n
         from banco.arrivo as a where d.ente_id = $1 and d.iud = a.c1`,
      [e.enteId],
    ],
    [
      `insert into posizioni.storia (ente_id, dovuto_id, azione, versione, stato, importo_cents, data_scadenza, attore, riga)
       select $1, d.id, 'modificato', d.versione, d.stato, d.importo_cents, d.data_scadenza, 'sistema', a.n
         from banco.arrivo as a join posizioni.dovuto as d on d.ente_id = $1 and d.iud = a.c1`,
      [e.enteId],
    ],
  ];
}

/** One `update`. */
export function annullamenti(e: EnteDiProva): [string, unknown[]][] {
  return [
    [
      `update posizioni.dovuto as d set versione = d.versione + 1, stato = 'annullato'
         from banco.arrivo as a where d.ente_id = $1 and d.iud = a.c1`,
      [e.enteId],
    ],
  ];
}
