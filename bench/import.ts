import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import { csvDovuti, SECONDARIO, zipDi } from '../test/support/dovuti.ts';
import type { EnteDiProva } from '../test/support/un-ente.ts';
import { apriBanco, type Banco } from './banco.ts';
import { mediana, racconta, rapporto, RIPETIZIONI, type Misura } from './misura.ts';

const RIGHE = 200_000;

/** 200,000 rows of CSV 1_4, one in ten with a second beneficiary, into a database that already holds a million dovuti. */
export async function misuraImport(): Promise<Misura[]> {
  const banco = await apriBanco();
  try {
    const [ente] = banco.enti;
    if (ente === undefined) throw new Error('bench: no ente');
    const cartella = join(tmpdir(), 'mypay-bench');
    await mkdir(cartella, { recursive: true });
    const file = await scriviFile(ente, cartella);
    const nostri: number[] = [];
    const pavimenti: number[] = [];
    const rss: number[] = [];
    for (let giro = 1; giro <= RIPETIZIONI; giro += 1) {
      const nostro = await importa(banco, ente, file.zip);
      nostri.push(RIGHE / nostro.secondi);
      rss.push(nostro.rssMb);
      const pavimento = await copiaEInserisci(banco, ente, file.csv);
      pavimenti.push(RIGHE / pavimento);
      racconta(
        `giro ${giro}: noi ${nostri.at(-1)?.toFixed(0)} righe/s, pavimento ${pavimenti.at(-1)?.toFixed(0)} righe/s`,
      );
    }
    const ours = mediana(nostri);
    const floor = mediana(pavimenti);
    return [
      {
        ...{ name: 'import', unit: 'righe/s', ours, floor, goal: 0.4 },
        ratio: rapporto(nostri, pavimenti),
        rssMbAboveIdle: mediana(rss),
      },
    ];
  } finally {
    await banco.chiudi();
  }
}

async function scriviFile(ente: EnteDiProva, cartella: string): Promise<{ zip: string; csv: string }> {
  const testo = csvDovuti(
    ente,
    '1_4',
    Array.from({ length: RIGHE }, (_, n) => ({
      IUD: `IMP${n}`,
      anagraficaPagatore: `Persona Numero ${n}`,
      ...(n % 10 === 0 ? SECONDARIO : {}),
    })),
  );
  const base = `${ente.codIpa}-BANCO-1_4`;
  const [csv, zip] = [join(cartella, `${base}.csv`), join(cartella, `${base}.zip`)];
  await writeFile(csv, testo);
  await writeFile(zip, await zipDi({ [`${base}.csv`]: testo }));
  return { csv, zip };
}

async function importa(banco: Banco, ente: EnteDiProva, zip: string): Promise<{ secondi: number; rssMb: number }> {
  const url = await banco.clona('banco_import');
  const figlio = fork(join(import.meta.dirname, 'import-processo.ts'), [url, ente.enteId, zip], {
    execArgv: [
      '--disable-warning=ExperimentalWarning',
      '--import',
      join(import.meta.dirname, '../scripts/tsx-hook.mjs'),
    ],
  });
  const [[esito]] = await Promise.all([
    once(figlio, 'message') as Promise<[{ secondi: number; rssMb: number }]>,
    once(figlio, 'exit'),
  ]);
  await banco.elimina('banco_import');
  return esito;
}

/** The floor: the same file by COPY into an unlogged table, and one insert-select into each table that an import writes. */
async function copiaEInserisci(banco: Banco, ente: EnteDiProva, csv: string): Promise<number> {
  await banco.clona('banco_pavimento');
  const client = await banco.admin('banco_pavimento');
  const inizio = performance.now();
  const colonne = Array.from({ length: 35 }, (_, n) => `c${n + 1} text`).join(', ');
  await client.query(`create unlogged table banco.arrivo (${colonne}, n bigint generated always as identity,
    p uuid default uuidv7(), o uuid default uuidv7(), i uuid default uuidv7(), d uuid default uuidv7())`);
  const nomi = Array.from({ length: 35 }, (_, n) => `c${n + 1}`).join(', ');
  await pipeline(
    createReadStream(csv),
    client.query(copyFrom(`copy banco.arrivo (${nomi}) from stdin (format csv, delimiter ';', header)`)),
  );
  for (const [testo, valori] of inserimenti(ente)) await client.query(testo, valori);
  const secondi = (performance.now() - inizio) / 1000;
  await client.end();
  await banco.elimina('banco_pavimento');
  return secondi;
}

function inserimenti(e: EnteDiProva): [string, unknown[]][] {
  const cents = (colonna: string): string => `round(${colonna}::numeric * 100)::bigint`;
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
