import { sql } from 'kysely';
import { setTimeout as pausa } from 'node:timers/promises';
import type { DovutoId, TipoDovutoId } from '#kernel/ids';
import { cents } from '#kernel/importo';
import { registraIncasso } from '#modules/pagamenti';
import type { Mondo } from '#platform/contesto';
import { carica, type RichiestaProva } from './carico.ts';
import { giorno } from './posizioni.ts';
import { ctxDi, type EnteDiProva } from './un-ente.ts';

export type DovutoNuovo = { dovutoId: DovutoId; iuv: string; numeroAvviso: string };

/** The code of a refusal; null: done. */
export const codice = (esito: { ok: true } | { ok: false; refusal: { codice: string } }): string | null =>
  esito.ok ? null : esito.refusal.codice;

/** One new dovuto, with its notice unless it asks for none. */
export async function nuovoDovuto(
  mondo: Mondo,
  ente: EnteDiProva,
  richiesta: RichiestaProva & { iud: string },
): Promise<DovutoNuovo> {
  const ctx = ctxDi(mondo, 'worker', ente.enteId);
  const [esito] = await carica(ctx, [richiesta]);
  const { rows } = await sql<{ id: DovutoId }>`
    select id from posizioni.dovuto where ente_id = ${ente.enteId} and iud = ${richiesta.iud}`.execute(ctx.db);
  const [dovuto] = rows;
  if (dovuto === undefined) throw new Error(`no dovuto: ${esito?.codice ?? 'no row'}`);
  const iuv = esito?.iuv ?? '';
  return { dovutoId: dovuto.id, iuv, numeroAvviso: iuv === '' ? '' : `3${iuv}` };
}

export async function versioneDi(mondo: Mondo, dovutoId: DovutoId): Promise<number> {
  const { rows } = await sql<{ v: number }>`select versione as v from posizioni.dovuto where id = ${dovutoId}`.execute(
    ctxDi(mondo, 'worker').db,
  );
  return rows[0]?.v ?? 0;
}

type Detto = {
  importo: number;
  giorno?: ReturnType<typeof giorno>;
  mezzo?: string;
  riferimento?: string;
  nota?: string;
  versione?: number;
  ancheDiverso?: boolean;
  tipiConsentiti?: readonly TipoDovutoId[] | null;
};

/** A clerk registers money for a dovuto as it is now. */
export async function incassa(
  mondo: Mondo,
  ente: EnteDiProva,
  { dovutoId }: Pick<DovutoNuovo, 'dovutoId'>,
  { importo, versione, ...detto }: Detto,
): ReturnType<typeof registraIncasso> {
  return registraIncasso(ctxDi(mondo, 'ufficio', ente.enteId), {
    ...{ giorno: giorno('2026-11-19'), mezzo: 'contanti', riferimento: 'Ricevuta 12', nota: '', ancheDiverso: false },
    ...{ tipiConsentiti: null, dovutoId, versione: versione ?? (await versioneDi(mondo, dovutoId)) },
    ...detto,
    importoCents: cents(importo),
  });
}

/** Somebody has just begun to pay it. */
export async function inPagamento(mondo: Mondo, ente: EnteDiProva, { numeroAvviso }: DovutoNuovo): Promise<void> {
  await sql`insert into registro.attivazione (istante, dominio, numero_avviso)
            values (clock_timestamp(), ${ente.codiceFiscale}, ${numeroAvviso})`.execute(ctxDi(mondo, 'nodo').db);
}

/** `iud stato pagato` of these dovuti, by IUD. */
export async function statiDi(mondo: Mondo, ente: EnteDiProva, iud: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ riga: string }>`
    select concat_ws(' ', iud, stato, pagato_cents) as riga
      from posizioni.dovuto where ente_id = ${ente.enteId} and iud = any(${iud}::text[]) order by iud`.execute(
    ctxDi(mondo, 'worker', ente.enteId).db,
  );
  return rows.map((r) => r.riga);
}

const GIRI = 600;
const GIRO_MS = 25;

/** Waits until somebody of this database waits for a lock that another holds. */
export async function quandoAspetta(mondo: Mondo): Promise<void> {
  const { db } = ctxDi(mondo, 'worker');
  for (let giro = 0; giro < GIRI; giro += 1) {
    const { rows } = await sql`
      select 1 from pg_locks as l join pg_stat_activity as a on a.pid = l.pid
       where not l.granted and a.datname = current_database()`.execute(db);
    if (rows.length > 0) return;
    await pausa(GIRO_MS);
  }
  throw new Error('quandoAspetta: nobody waits');
}
