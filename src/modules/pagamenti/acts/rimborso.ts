import { ok, type Esito } from '#kernel/esito';
import type { DovutoId, RicevutaId } from '#kernel/ids';
import {
  leggiDovuto,
  pagaDovuto,
  riunisciSottoUnIuv,
  valutaPagamento,
  type Pagamento,
  type RifiutoPosizioni,
} from '#modules/posizioni';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { decidiTrattamento, type DaTrattare, type Segue, type Trattamento } from '../core/rimborso.ts';
import { rifiutoIncassi, type RifiutoIncassi } from '../core/rifiuti.ts';
import { insertTrattamento, selectDaTrattare } from '../store/rimborsi.ts';

type Fatto = Esito<undefined, RifiutoIncassi | RifiutoPosizioni>;

/** The dovuto that takes the money, as whoever gives it has seen it. */
export type Destinazione = {
  dovutoId: DovutoId;
  versione: number;
  /** They know that the two amounts are not the same. */
  ancheDiverso: boolean;
};

/**
 * Gives the money of an orphan or of a second payment to a dovuto still asked for: it is paid by that receipt, as if it had come for it,
 * and is exported with it. An amount that is not its own leaves it to be checked, as that of every receipt does (model 2).
 */
export async function attribuisciDenaro(
  ctx: Ctx,
  a: Segue & Destinazione & { ricevutaId: RicevutaId; motivo: string },
): Promise<Fatto> {
  const { dovutoId, motivo, tipiConsentiti, tutti, ricevutaId } = a;
  const trattamento = { esito: 'attribuita', dovutoId, motivo } as const;
  const pagamento = (presente: DaTrattare): Pagamento => ({
    ...{ dovutoId, versione: a.versione, ancheDiverso: a.ancheDiverso, tipiConsentiti },
    ...{ importoCents: presente.importoCents, pagatoIl: presente.pagataIl },
  });
  // What a receipt pays has an iuv. The number is taken in a transaction of its own, so only once it is clear that it may be done.
  const dovuto = await ctx.tx((t) => leggiDovuto(t, { dovutoId, tipiConsentiti }));
  const numera = dovuto !== null && dovuto.iuvId === null && dovuto.versione === a.versione;
  if (numera) {
    const valutata = await ctx.tx(async (t) => {
      const presente = await selectDaTrattare(t, ricevutaId);
      const decisa = decidiTrattamento(presente, trattamento, { tipiConsentiti, tutti, oggi: t.oggi });
      return decisa.ok ? valutaPagamento(t, pagamento(decisa.value.presente)) : decisa;
    });
    if (!valutata.ok) return valutata;
    const numerato = await riunisciSottoUnIuv(ctx, { dovutoIds: [dovutoId] });
    if (!numerato.ok) return numerato;
  }
  return ctx.tx((t) =>
    tratta(t, { ...a, trattamento }, (presente) =>
      pagaDovuto(t, {
        ...pagamento(presente),
        versione: numera ? a.versione + 1 : a.versione,
        motivo: motivo.trim(),
        dettaglio: { attribuita: { receiptId: presente.receiptId } },
        receiptId: presente.receiptId,
        azione: 'dovuto.pagato',
      }),
    ),
  );
}

/** Says that money was given back: when, by which mandate. It does not move any money. */
export async function segnaRimborsato(
  ctx: Ctx,
  a: Segue & { ricevutaId: RicevutaId } & Omit<Extract<Trattamento, { esito: 'rimborsata' }>, 'esito'>,
): Promise<Fatto> {
  const { giorno, mandato, motivo } = a;
  const trattamento = { esito: 'rimborsata', giorno, mandato, motivo } as const;
  return ctx.tx((t) => tratta(t, { ...a, trattamento }));
}

/** Says that nothing is to be given back, and why. */
export async function segnaNonDovuto(ctx: Ctx, a: Segue & { ricevutaId: RicevutaId; motivo: string }): Promise<Fatto> {
  return ctx.tx((t) => tratta(t, { ...a, trattamento: { esito: 'non_dovuta', motivo: a.motivo } }));
}

type DaFare = Segue & { ricevutaId: RicevutaId; trattamento: Trattamento };

/** Two people who decide of the same money at once meet on its row, or on that of the dovuto: the second is told. */
async function tratta(
  t: Ctx,
  { ricevutaId, trattamento, tipiConsentiti, tutti }: DaFare,
  paga?: (presente: DaTrattare & { receiptId: string }) => Promise<Esito<unknown, RifiutoPosizioni>>,
): Promise<Fatto> {
  const letto = await selectDaTrattare(t, ricevutaId);
  const decisa = decidiTrattamento(letto, trattamento, { tipiConsentiti, tutti, oggi: t.oggi });
  if (!decisa.ok) return decisa;
  if (letto === null || decisa.value.gia) return ok();
  const pagato = await paga?.(letto);
  if (pagato !== undefined && !pagato.ok) return pagato;
  if (!(await insertTrattamento(t, ricevutaId, { presente: letto, trattamento })))
    return rifiutoIncassi('DENARO_GIA_TRATTATO');
  await annota(t, { azione: `ricevuta.${trattamento.esito}`, oggetto: 'ricevuta', oggettoId: ricevutaId });
  return ok();
}
