import { ok, type Esito } from '#kernel/esito';
import type { Giorno } from '#kernel/giorno';
import type { Cents } from '#kernel/importo';
import { annotaInsieme } from '#modules/registro';
import { sql } from 'kysely';
import type { Ctx } from '#platform/contesto';
import {
  decidiAnnullo,
  decidiImporto,
  decidiPubblicazione,
  decidiRimessa,
  decidiRinvio,
  type AttoDovuto,
  type Decisa,
  type PosizionePresente,
} from '../core/atti.ts';
import { rifiutoPosizioni, type RifiutoPosizioni } from '../core/rifiuti.ts';
import { prendiPosizione, scriviVariazioni, selectParole } from '../store/atti.ts';

type Fatto = Esito<undefined, RifiutoPosizioni>;

/** Annuls a dovuto: nobody can pay it any more at its notice. What is paid all the same is registered, and to be checked (model 2). */
export async function annullaDovuto(ctx: Ctx, a: AttoDovuto): Promise<Fatto> {
  return varia(ctx, a, 'dovuto.annullato', (p) => decidiAnnullo(p, a));
}

/** Publishes a dovuto that was prepared: citizens find it, the Nodo knows it. */
export async function pubblicaDovuto(ctx: Ctx, a: AttoDovuto): Promise<Fatto> {
  return varia(ctx, a, 'dovuto.pubblicato', (p) => decidiPubblicazione(p, a, ctx.oggi));
}

/** Gives a dovuto another due date, today or later. */
export async function rinviaDovuto(ctx: Ctx, a: AttoDovuto & { dataScadenza: Giorno }): Promise<Fatto> {
  return varia(ctx, a, 'dovuto.rinviato', (p) => decidiRinvio(p, a, ctx.oggi));
}

/**
 * Gives a dovuto another amount, less or more; with it the amount of its posizione, and so of every other way to pay it. The shares follow
 * in proportion, or are those given. Never another than the kind of due asks of everybody, nor beyond the cap of an ente that is tried out.
 */
export async function cambiaImporto(
  ctx: Ctx,
  a: AttoDovuto & { importoCents: Cents; quote?: readonly { indice: number; importoCents: Cents }[] },
): Promise<Fatto> {
  return varia(ctx, a, 'dovuto.importo_cambiato', async (p, t) =>
    decidiImporto(p, a, p === null ? null : await selectParole(t, a.dovutoId)),
  );
}

/** Asks again for an annulled dovuto, by its own notice; with another due date where its own has passed. */
export async function rimettiInRiscossione(ctx: Ctx, a: AttoDovuto & { dataScadenza: Giorno | null }): Promise<Fatto> {
  return varia(ctx, a, 'dovuto.rimesso', (p) => decidiRimessa(p, a, ctx.oggi));
}

async function varia(
  ctx: Ctx,
  a: AttoDovuto,
  azione: string,
  decidi: (p: PosizionePresente | null, t: Ctx) => Decisa | Promise<Decisa>,
): Promise<Fatto> {
  return ctx.tx(async (t): Promise<Fatto> => {
    const decisa = await decidi(await prendiPosizione(t, a.dovutoId), t);
    if (!decisa.ok) return decisa;
    if (!(await scriviVariazioni(t, decisa.value, a.motivo))) return rifiutoPosizioni('CONFLITTO');
    const ids = decisa.value.dovuti.map((d) => d.id);
    await annotaInsieme(t, {
      oggetto: 'dovuto',
      da: sql`select ${azione}::text as azione, x.id as oggetto_id, null::jsonb as dettaglio from unnest(${ids}::uuid[]) as x (id)`,
    });
    return ok();
  });
}
