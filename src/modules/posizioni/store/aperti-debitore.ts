import { sql } from 'kysely';
import type { DovutoId, EnteId, IuvId } from '#kernel/ids';
import type { Cents } from '#kernel/importo';
import type { Ctx } from '#platform/contesto';
import type { DebitorePosizione } from '../core/nuova.ts';
import type { Bollo } from '../core/richiesta.ts';

/** More enti than these nobody owes to. */
const ENTI_MAX = 200;

/**
 * The enti in esercizio, of one ambiente, where somebody owes or owed something: for the software of the ente that administers the
 * installation, which reads each of them by itself.
 */
export async function entiDelDebitore(
  ctx: Ctx,
  { codice, ambiente }: { codice: string; ambiente: string },
): Promise<EnteId[]> {
  const { rows } = await sql<{ enteId: EnteId }>`
    select e as "enteId" from posizioni.enti_del_debitore(${codice}, ${ambiente}, ${ENTI_MAX}) as e`.execute(ctx.db);
  return rows.map(({ enteId }) => enteId);
}

/** What a document for the ente's software says of a dovuto that is still asked for. */
export type DovutoDaDire = {
  dovutoId: DovutoId;
  debitore: DebitorePosizione;
  canali: string | null;
  commissioneCents: Cents | null;
  datiRiscossione: string;
  /** The fragment, as the ente gave it. */
  bilancio: string | null;
  bollo: Bollo | null;
};

/** Of these dovuti of the context's ente. */
export async function dovutiDaDire(t: Ctx, ids: readonly DovutoId[]): Promise<Map<DovutoId, DovutoDaDire>> {
  const { rows } = await sql<DovutoDaDire>`
    select d.id as "dovutoId", d.canali, d.commissione_cents as "commissioneCents", d.dati_riscossione as "datiRiscossione", d.bilancio,
           (select q.bollo from posizioni.quota as q where q.ente_id = d.ente_id and q.dovuto_id = d.id and q.bollo is not null
             order by q.indice limit 1) as bollo,
           jsonb_build_object('tipo', p.debitore_tipo, 'codice', p.debitore_codice, 'anagrafica', p.debitore_anagrafica,
             'indirizzo', p.indirizzo, 'civico', p.civico, 'cap', p.cap, 'localita', p.localita, 'provincia', p.provincia,
             'nazione', p.nazione, 'email', p.email) as debitore
      from posizioni.dovuto as d join posizioni.posizione as p on p.ente_id = d.ente_id and p.id = d.posizione_id
     where d.ente_id = ${t.enteId} and d.id = any(${ids}::uuid[])`.execute(t.db);
  return new Map(rows.map((riga) => [riga.dovutoId, riga]));
}

/** How a dovuto of the context's ente is called, and the notice that asks for it; null: there is none. */
export async function chiamaDovuto(t: Ctx, dovutoId: DovutoId): Promise<{ iud: string; iuvId: IuvId | null } | null> {
  const { rows } = await sql<{ iud: string; iuvId: IuvId | null }>`
    select d.iud, d.iuv_id as "iuvId" from posizioni.dovuto as d where d.ente_id = ${t.enteId} and d.id = ${dovutoId}`.execute(
    t.db,
  );
  return rows[0] ?? null;
}
