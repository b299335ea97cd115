import { ok, type Esito } from '#kernel/esito';
import { istanteRoma, type Giorno } from '#kernel/giorno';
import { confronta } from '#kernel/importo';
import type { DovutoId, TipoDovutoId } from '#kernel/ids';
import { pagaDovuto, type RifiutoPosizioni } from '#modules/posizioni';
import type { Ctx } from '#platform/contesto';
import { leggiIncasso, type Incasso, type IncassoValido } from '../core/incasso.ts';
import type { RifiutoIncassi } from '../core/rifiuti.ts';
import { insertIncassi, selectIncasso } from '../store/incassi.ts';

/** Money got outside pagoPA, for a dovuto as whoever registers it has seen it. */
export type IncassoDaRegistrare = Incasso & {
  dovutoId: DovutoId;
  versione: number;
  /** They know that it is not the amount that was asked. */
  ancheDiverso: boolean;
  tipiConsentiti: readonly TipoDovutoId[] | null;
};

/**
 * Registers money that an ente got outside pagoPA (model 7): the dovuto is paid, with what is paid under the same iuv, and the other ways
 * to pay close. Its notice can be paid no more; a receipt that comes all the same is money to give back. It is not undone: nothing leaves
 * what is paid. Said again as it was said, it is done already.
 */
export async function registraIncasso(
  ctx: Ctx,
  richiesta: IncassoDaRegistrare,
): Promise<Esito<undefined, RifiutoIncassi | RifiutoPosizioni>> {
  const letto = leggiIncasso(richiesta, ctx.oggi);
  if (!letto.ok) return letto;
  const { giorno, mezzo, riferimento, nota, importoCents } = letto.value;
  const { dovutoId, versione, ancheDiverso, tipiConsentiti } = richiesta;
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoIncassi | RifiutoPosizioni>> => {
    const pagato = await pagaDovuto(t, {
      ...{ dovutoId, versione, ancheDiverso, tipiConsentiti, importoCents },
      pagatoIl: mezzogiorno(giorno),
      motivo: nota,
      dettaglio: { incasso: { giorno, mezzo, riferimento } },
      receiptId: null,
      azione: 'dovuto.incassato',
    });
    if (!pagato.ok)
      return pagato.refusal.codice === 'DOVUTO_PAGATO' && (await isRegistrato(t, dovutoId, letto.value))
        ? ok()
        : pagato;
    await insertIncassi(t, letto.value, pagato.value.pagati);
    return ok();
  });
}

/** A day, as the instant of a payment: whatever the zone of who reads it, it is that day. */
function mezzogiorno(giorno: Giorno): Date {
  const istante = istanteRoma(`${giorno}T12:00:00`);
  if (istante === null) throw new Error('registraIncasso: a day that is none');
  return istante;
}

async function isRegistrato(t: Ctx, dovutoId: DovutoId, i: IncassoValido): Promise<boolean> {
  const gia = await selectIncasso(t, dovutoId);
  return (
    gia !== null &&
    gia.giorno === i.giorno &&
    gia.mezzo === i.mezzo &&
    gia.riferimento === i.riferimento &&
    confronta(gia.importoCents, i.importoCents) === 0
  );
}
