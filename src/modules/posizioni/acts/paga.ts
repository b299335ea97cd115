import { sql } from 'kysely';
import { ok, type Esito } from '#kernel/esito';
import type { DovutoId, IuvId } from '#kernel/ids';
import type { Cents } from '#kernel/importo';
import { annotaInsieme } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import type { Chiusura } from '../core/chiusura.ts';
import { costoOggi, decidiPagamento, type Pagamento } from '../core/paga.ts';
import type { RifiutoPosizioni } from '../core/rifiuti.ts';
import { leggiDaPagare, prendiDaPagare, scriviPagamento, type Spiegazione } from '../store/paga.ts';

/**
 * A dovuto is paid by money that did not come by its own receipt: the ente got it outside pagoPA, or gives it what another payment brought.
 * For the module that keeps the money, in the transaction that writes it down; `azione` is what the registro calls it.
 */
export async function pagaDovuto(
  t: Ctx,
  p: Pagamento & Spiegazione & { azione: string },
): Promise<Esito<Chiusura, RifiutoPosizioni>> {
  if (!t.inTx) throw new Error('pagaDovuto: in the transaction of the money');
  const decisa = decidiPagamento(await prendiDaPagare(t, p.dovutoId), p);
  if (!decisa.ok) return decisa;
  await scriviPagamento(t, decisa.value, p);
  const pagati = decisa.value.pagati.map((d) => d.id);
  const estinti = decisa.value.estinti.map((d) => d.id);
  await annotaInsieme(t, {
    oggetto: 'dovuto',
    da: sql`select ${p.azione}::text as azione, x.id as oggetto_id, null::jsonb as dettaglio from unnest(${pagati}::uuid[]) as x (id)
            union all select 'dovuto.estinto', y.id, null from unnest(${estinti}::uuid[]) as y (id)`,
  });
  return ok(decisa.value);
}

/** What `pagaDovuto` would do, or why it would not: for whoever has something to prepare first. */
export async function valutaPagamento(t: Ctx, p: Pagamento): Promise<Esito<Chiusura, RifiutoPosizioni>> {
  return decidiPagamento(await prendiDaPagare(t, p.dovutoId), p);
}

/** What is asked today for a dovuto and for what is paid with it under one iuv, and how many they are. */
export async function quantoOggi(
  t: Ctx,
  d: { dovutoId: DovutoId; iuvId: IuvId | null },
): Promise<{ importoCents: Cents; quanti: number }> {
  return costoOggi(await leggiDaPagare(t, d), t);
}
