import type { EnteId, IuvId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import { dovutiPerChiave, leggiAvvisoDellEnte } from '#modules/posizioni';
import type { Ctx } from '#platform/contesto';
import { raccolte } from '#platform/raccolta';
import { esitoPreparato, type EsitoPreparato } from '../core/arrivo.ts';
import { selectVociArrivo } from '../store/arrivo.ts';
import { selectEsitiSessioni, type EsitoSessione, type SessioneChiesta } from '../store/esiti-sessioni.ts';
import { pagamentiDegliIuv, pagamentoDiIuv, type PagamentoDiIuv } from '../store/pagamento-di-iuv.ts';
import { statoCarrelloPreparato } from './arrivo.ts';
import type { PerEnte } from './chiudi-arrivo.ts';

/** One notice of what was prepared, and its payment; null: none that we have heard of. */
export type VocePagata = { enteId: EnteId; pagamento: PagamentoDiIuv | null };

/** How what an ente prepared went, notice by notice: of other enti too, where it was let prepare for them. */
export type EsitoArrivo = { esito: EsitoPreparato; voci: VocePagata[] };

/** By the name that the ente was given; of nobody else's session anything is said. */
export async function esitoArrivo(
  per: PerEnte,
  { enteId, idSession }: { enteId: EnteId; idSession: string },
): Promise<EsitoArrivo> {
  const ctx = per(enteId);
  const { esito, arrivo } = await statoCarrelloPreparato(ctx, { enteId, idSession });
  const voci = arrivo === null ? [] : await selectVociArrivo(ctx, arrivo.id);
  const pagamenti = new Map<IuvId, PagamentoDiIuv>();
  for (const [suo, sue] of Map.groupBy(voci, (voce) => voce.enteId)) {
    const iuvIds = sue.map(({ iuvId }) => iuvId);
    for (const [iuvId, pagamento] of await per(suo).tx((t) => pagamentiDegliIuv(t, iuvIds)))
      pagamenti.set(iuvId, pagamento);
  }
  return { esito, voci: voci.map((voce) => ({ enteId: voce.enteId, pagamento: pagamenti.get(voce.iuvId) ?? null })) };
}

/** What the software of an ente is told of a session: how it went, and the payment of the first of that ente's notices that is paid. */
export type SessionePagata = { esito: EsitoPreparato } & Pick<EsitoSessione, 'pagamento' | 'pagatiUnaVolta'>;

/** Two sets: while the database answers one, this process reads the messages of the other. */
const SESSIONI = { inVoloMax: 2, insiemeMax: 8 };
type Domanda = SessioneChiesta & { ctx: Ctx; conRicevuta: boolean };
const LETTURE = new WeakMap<Ctx['db'], (domanda: Domanda) => Promise<EsitoSessione | null>>();

/**
 * The same for the ente of the context, of its own notices only: with others that ask in the same moment, in one read. `conRicevuta`:
 * with what the receipt itself says. Not inside a transaction.
 */
export async function sessionePagata(
  ctx: Ctx,
  chiesta: Pick<Domanda, 'ente' | 'idSession' | 'conRicevuta'>,
): Promise<SessionePagata> {
  const { enteId } = ctx;
  if (enteId === null) throw new Error('sessione: an ente is needed');
  const trovata = await letture(ctx)({ ...chiesta, ctx, enteId });
  const tempo = { now: ctx.now, duraMs: LIMITI.arrivoMs, graziaMs: LIMITI.arrivoGraziaMs };
  const { pagamento = null, pagatiUnaVolta = false } = trovata ?? {};
  return { esito: esitoPreparato(chiesta.idSession, trovata, tempo), pagamento, pagatiUnaVolta };
}

function letture({ db }: Ctx): (domanda: Domanda) => Promise<EsitoSessione | null> {
  const note =
    LETTURE.get(db) ??
    raccolte<Domanda, EsitoSessione | null>({
      ...SESSIONI,
      gruppo: ({ conRicevuta }) => String(conRicevuta),
      esegui: async (domande) => {
        const [prima] = domande;
        return prima === undefined ? [] : selectEsitiSessioni(prima.ctx, domande, prima);
      },
    });
  LETTURE.set(db, note);
  return note;
}

/** How it goes with what is called by one number: paid, by which payment; or in which state. `chiuso`: annulled, or paid in another way. */
export type EsitoChiave =
  | { esito: 'pagato'; pagamento: PagamentoDiIuv }
  | { esito: 'sconosciuto' | 'non_iniziato' | 'in_corso' | 'scaduto' | 'chiuso' | 'incassato' };

/** By IUD or by IUV, of the context's ente. `incassato`: paid outside pagoPA, and nobody has a receipt. */
export async function esitoPerChiave(ctx: Ctx, chiave: { iud: string } | { iuv: string }): Promise<EsitoChiave> {
  return ctx.tx(async (t): Promise<EsitoChiave> => {
    const dovuti = await dovutiPerChiave(t, chiave);
    const primo =
      dovuti.find(({ stato }) => stato === 'pagato') ?? dovuti.find(({ stato }) => stato === 'da_pagare') ?? dovuti[0];
    if (primo === undefined) return { esito: 'sconosciuto' };
    const { iuvId, stato } = primo;
    if (stato === 'pagato') {
      const pagamento = iuvId === null ? null : await pagamentoDiIuv(t, iuvId);
      return pagamento === null ? { esito: 'incassato' } : { esito: 'pagato', pagamento };
    }
    if (stato === 'annullato' || stato === 'estinto') return { esito: 'chiuso' };
    const mostrato = iuvId === null ? null : ((await leggiAvvisoDellEnte(t, iuvId))?.stato ?? null);
    if (mostrato === 'scaduto') return { esito: 'scaduto' };
    return { esito: mostrato === 'in_pagamento' || mostrato === 'in_attesa_di_ricevuta' ? 'in_corso' : 'non_iniziato' };
  });
}
