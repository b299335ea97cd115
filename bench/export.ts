import { createWriteStream, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { EnteDiProva } from '../test/support/un-ente.ts';
import { apriBanco } from './banco.ts';
import { inFiglio, type Corsa } from './figlio.ts';
import { mediana, racconta, rapporto, RIPETIZIONI, type Misura } from './misura.ts';

const RIGHE = 1_000_000;
const DATABASE = 'banco_export';

/** A million paid dovuti of one ente, written as 1.3 without the receipt. */
export async function misuraExport(): Promise<Misura[]> {
  const banco = await apriBanco();
  try {
    const [ente] = banco.enti;
    if (ente === undefined) throw new Error('bench: no ente');
    const url = await banco.clona(DATABASE);
    const client = await banco.admin(DATABASE);
    racconta(`preparo ${RIGHE} dovuti pagati`);
    await paga(client, ente);
    const nostri: number[] = [];
    const pavimenti: number[] = [];
    const rss: number[] = [];
    for (let giro = 1; giro <= RIPETIZIONI; giro += 1) {
      const nostro = await esporta(url, ente);
      nostri.push(RIGHE / nostro.secondi);
      rss.push(nostro.rssMb);
      pavimenti.push(RIGHE / (await copia(client, ente)));
      racconta(
        `giro ${giro}: noi ${nostri.at(-1)?.toFixed(0)} righe/s, pavimento ${pavimenti.at(-1)?.toFixed(0)} righe/s`,
      );
    }
    await client.end();
    await banco.elimina(DATABASE);
    const [ours, floor] = [mediana(nostri), mediana(pavimenti)];
    const ratio = rapporto(nostri, pavimenti);
    return [{ name: 'export', unit: 'righe/s', ours, floor, ratio, goal: 0.5, rssMbAboveIdle: mediana(rss) }];
  } finally {
    await banco.chiudi();
  }
}

async function esporta(url: string, ente: EnteDiProva): Promise<Corsa> {
  const { righe, ...corsa } = await inFiglio<Corsa & { righe: number }>('export-processo.ts', [url, ente.enteId]);
  if (righe !== RIGHE) throw new Error(`bench: ${righe} rows were written`);
  return corsa;
}

/** The floor: the same columns of the same rows in the same order, written by the server itself and compressed as much. */
async function copia(client: pg.Client, ente: EnteDiProva): Promise<number> {
  const percorso = join(tmpdir(), 'mypay-bench-export.csv.gz');
  const inizio = performance.now();
  const colonne = nomiDelFile().map((nome) => `${COLONNE[nome] ?? "''::text"} as ${nome.toLowerCase()}`);
  const testo = `select ${colonne.join(', ')} from pagamenti.v_pagato as v
    where v.ente_id = '${ente.enteId}' and v.pagata_il >= '2026-01-01' and v.pagata_il < '2027-01-01' order by v.pagata_il, v.dovuto_id`;
  await pipeline(
    client.query(copyTo(`copy (${testo}) to stdout (format csv, delimiter ';', header, force_quote *)`)),
    createGzip(),
    createWriteStream(percorso),
  );
  const secondi = (performance.now() - inizio) / 1000;
  await rm(percorso);
  return secondi;
}

/** The names of the file, as its golden sample has them. */
function nomiDelFile(): string[] {
  const campione = join(import.meta.dirname, '../src/modules/flussi/core/pagati/campioni/1_3.csv');
  const [testa = ''] = readFileSync(campione, 'utf8').split('\r\n');
  return testa.slice(1, -1).split('";"');
}

const persona = (di: string, prefisso: string, suffisso: string): Record<string, string> => ({
  [`${prefisso}TipoIdentificativoUnivoco`]: `v.${di} ->> 'tipo'`,
  [`${prefisso}CodiceIdentificativoUnivoco`]: `v.${di} ->> 'codice'`,
  ...Object.fromEntries(
    ['anagrafica', 'indirizzo', 'civico', 'cap', 'localita', 'provincia', 'nazione', 'email'].map((campo) => [
      `${campo}${suffisso}`,
      `v.${di} ->> '${campo}'`,
    ]),
  ),
});

const ISTANTE = `to_char(v.pagata_il at time zone 'Europe/Rome', 'YYYY-MM-DD"T"HH24:MI:SS')`;

/** What the server writes in each column; those that are not here are empty in ours too. */
const COLONNE: Readonly<Record<string, string>> = {
  ...{ iuf: 'v.iuf', numRigaFlusso: 'v.riga', codIud: 'v.iud', codIuv: 'v.iuv', versioneOggetto: "'6.2.0'::text" },
  ...{ identificativoDominio: 'v.titolare_cf', identificativoStazioneRichiedente: 'v.stazione' },
  ...{ identificativoMessaggioRicevuta: 'v.receipt_id', dataOraMessaggioRicevuta: ISTANTE },
  ...{ riferimentoMessaggioRichiesta: 'v.receipt_id', riferimentoDataRichiesta: 'v.pagata_giorno' },
  ...{ tipoIdentificativoUnivoco: "'B'::text", codiceIdentificativoUnivoco: 'v.psp' },
  ...{ denominazioneAttestante: 'v.psp_denominazione', enteBenefTipoIdentificativoUnivoco: "'G'::text" },
  ...{ enteBenefCodiceIdentificativoUnivoco: 'v.titolare_cf', denominazioneBeneficiario: "'Ente'::text" },
  ...persona('pagatore', 'soggVers', 'Versante'),
  ...{ soggPagTipoIdentificativoUnivoco: 'v.debitore_tipo', soggPagCodiceIdentificativoUnivoco: 'v.debitore_codice' },
  ...{ anagraficaPagatore: 'v.debitore_anagrafica', indirizzoPagatore: 'v.indirizzo', civicoPagatore: 'v.civico' },
  ...{ capPagatore: 'v.cap', localitaPagatore: 'v.localita', provinciaPagatore: 'v.provincia' },
  ...{ nazionePagatore: 'v.nazione', emailPagatore: 'v.email', codiceEsitoPagamento: "'0'::text" },
  ...{ importoTotalePagato: '(v.totale_cents / 100.0)::numeric(15, 2)', identificativoUnivocoVersamento: 'v.iuv' },
  ...{ codiceContestoPagamento: 'v.receipt_id', singoloImportoPagato: '(v.quota_cents / 100.0)::numeric(15, 2)' },
  ...{ esitoSingoloPagamento: "'0'::text", dataEsitoSingoloPagamento: 'v.pagata_giorno' },
  ...{ identificativoUnivocoRiscoss: 'v.receipt_id', causaleVersamento: 'v.causale' },
  ...{ datiSpecificiRiscossione: 'v.dati_riscossione', tipoDovuto: 'v.tipo_dovuto', bilancio: 'v.bilancio' },
};

async function paga(client: pg.Client, ente: EnteDiProva): Promise<void> {
  // The rows are made consistent by this very statement: foreign keys and the check on shares are not asked a million times.
  await client.query("set session_replication_role = replica; set synchronous_commit = off; set work_mem = '256MB'");
  await client.query(PAGATI, [
    ente.enteId,
    ente.stazioneId,
    ente.tipoDovutoId,
    ente.codiceFiscale,
    ente.stazione,
    RIGHE,
  ]);
  await client.query('reset session_replication_role; reset work_mem');
  await client.query('vacuum analyze');
}

const PAGATI = `
  with g as materialized (
    select n, uuidv7() as p, uuidv7() as o, uuidv7() as i, uuidv7() as d, uuidv7() as r,
           posizioni.numero_avviso('77', n::bigint) as nav, timestamptz '2026-01-02' + n * interval '29 seconds' as quando
      from generate_series(1, $6::integer) as n),
  messaggio as (
    insert into pagamenti.messaggio (id, operazione, impronta, corpo, corpo_byte, esito)
    values ('00000000-0000-7000-8000-000000000001', 'paSendRTV2', sha256(''), '', 0, 'OK')),
  posizione as (
    insert into posizioni.posizione (ente_id, id, iupd, debitore_tipo, debitore_codice, debitore_anagrafica, indirizzo, civico, cap,
      localita, provincia, nazione)
    select $1::uuid, p, '1X-PAGATO' || n, 'F', 'RSSMRA80A01H501U', 'Persona di prova ' || n, 'Via Roma', n % 200, '35100', 'Padova', 'PD',
      'IT' from g),
  opzione as (insert into posizioni.opzione (ente_id, id, posizione_id) select $1::uuid, o, p from g),
  iuv as (
    insert into posizioni.iuv (ente_id, id, iuv, numero_avviso, stazione_id, origine, pagato_il, pagato_cents, receipt_id)
    select $1::uuid, i, substr(nav, 2), nav, $2::uuid, 'generato', quando, 1000 + n % 50000, 'RT' || n from g),
  dovuto as (
    insert into posizioni.dovuto (ente_id, id, posizione_id, opzione_id, iuv_id, iud, tipo_dovuto_id, stato, importo_cents, causale,
      causale_pubblica, data_scadenza, dati_riscossione, iuf, riga, pagato_il, pagato_cents)
    select $1::uuid, d, p, o, i, 'PAGATO' || n, $3::uuid, 'pagato', 1000 + n % 50000, 'Tassa rifiuti anno 2026, utenza ' || n,
      'Tassa rifiuti', '2099-12-31', '9/0101101IM/', 'PAGATI', n, quando, 1000 + n % 50000 from g),
  ricevuta as (
    insert into pagamenti.ricevuta (ente_id, id, receipt_id, titolare_cf, iuv_id, iuv, numero_avviso, importo_cents, genere, pagata_il,
      versione, stazione, psp, psp_denominazione, commissione_cents, debitore, pagatore, canonico, messaggio_id)
    select $1::uuid, r, 'RT' || n, $4::text, i, substr(nav, 2), nav, 1000 + n % 50000, 'regolare', quando, 2, $5::text,
      'PSPTEST1', 'Banca di prova', 150, null,
      jsonb_build_object('tipo', 'F', 'codice', 'BNCLRA85M41F205X', 'anagrafica', 'Pagante di prova ' || n, 'email', null),
      sha256(r::text::bytea), '00000000-0000-7000-8000-000000000001' from g),
  quota as (
    insert into pagamenti.quota_pagata (ente_id, receipt_id, id_trasferimento, ricevuta_ente_id, ricevuta_id, titolare_cf, importo_cents,
      beneficiario_cf, tassonomia, dovuto_id)
    select $1::uuid, 'RT' || n, 1, $1::uuid, r, $4::text, 1000 + n % 50000, $4::text, '9/0101101IM/', d from g),
  storia as (
    insert into posizioni.storia (ente_id, dovuto_id, azione, versione, stato, importo_cents, data_scadenza, attore)
    select $1::uuid, d, 'pagato', 2, 'pagato', 1000 + n % 50000, '2099-12-31', 'nodo' from g)
  select count(*) from g`;
