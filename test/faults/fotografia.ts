import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type pg from 'pg';
import type { Archivio } from '#platform/files';

/** All that an import writes, and an annulment. */
const TABELLE = [
  'posizioni.posizione',
  'posizioni.opzione',
  'posizioni.iuv',
  'posizioni.dovuto',
  'posizioni.quota',
  'posizioni.storia',
  'flussi.flusso',
  'flussi.scarto',
  'flussi.allegato',
  'flussi.file',
  'flussi.anteprima',
  'flussi.correzione',
  'flussi.annullo',
  'flussi.annullo_escluso',
  'registro.atto',
] as const;

const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const ISTANTE = /\d{4}-\d{2}-\d{2}T[\d:.]+\+00:00/g;
const XID = /"xid": ?"?\d+"?/g;
/** Of a file that holds IUV: its measures change with them. */
const MISURE = /"(sha256|md5|byte)": ?("[^"]*"|\d+)/g;
const IUV_GENERATO = /\b3?(\d{2}00\d{13})\b/g;

/**
 * The database as it can be compared with that of another run: every row, without what chance and time put there (ids, instants).
 * Generated IUV are written by rank, for numbers that a kill has burnt are gaps (model 5).
 */
export async function fotografa(owner: pg.Pool): Promise<Record<string, string[]>> {
  const ranghi = await ranghiIuv(owner);
  const foto: Record<string, string[]> = {};
  for (const tabella of TABELLE) {
    const { rows } = await owner.query<{ riga: string }>(`select to_jsonb(t)::text as riga from ${tabella} as t`);
    foto[tabella] = rows.map(({ riga }) => paragonabile(riga, ranghi)).toSorted();
  }
  return foto;
}

function paragonabile(riga: string, ranghi: ReadonlyMap<string, number>): string {
  const senza = riga.replace(UUID, 'id').replace(ISTANTE, 'istante').replace(XID, '"xid"');
  const iuv = senza.replace(IUV_GENERATO, (_, numero: string) => `iuv ${ranghi.get(numero) ?? 'ignoto'}`);
  return /_IUV\.zip/.test(iuv) ? iuv.replace(MISURE, '"$1"') : iuv;
}

async function ranghiIuv(owner: pg.Pool): Promise<Map<string, number>> {
  const { rows } = await owner.query<{ iuv: string }>(
    `select iuv from posizioni.iuv where origine = 'generato' order by iuv`,
  );
  return new Map(rows.map(({ iuv }, rango) => [iuv, rango]));
}

/** A text with its generated IUV by rank, as {@link fotografa} writes them. */
export async function conRanghi(owner: pg.Pool, testo: string): Promise<string> {
  const ranghi = await ranghiIuv(owner);
  return testo.replace(IUV_GENERATO, (_, numero: string) => `iuv ${ranghi.get(numero) ?? 'ignoto'}`);
}

/** The files that the database names and the disk does not hold as they were written. */
export async function fileMancanti(owner: pg.Pool, files: Archivio): Promise<string[]> {
  const { rows } = await owner.query<{ id: string; nome: string; sha256: Buffer }>(
    'select id, nome, sha256 from flussi.file',
  );
  return rows.filter(({ id, sha256 }) => !impronta(files.percorso(id)).equals(sha256)).map(({ nome }) => nome);
}

function impronta(percorso: string): Buffer {
  try {
    return createHash('sha256').update(readFileSync(percorso)).digest();
  } catch {
    return Buffer.alloc(0);
  }
}
