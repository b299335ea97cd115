import { somma } from '#kernel/importo';
import { numeroAvvisoDi } from '#kernel/numero-avviso';
import { leggiEnteIncassante } from '#modules/enti';
import { chiamaDovuti, leggiAvvisoDellEnte } from '#modules/posizioni';
import { annota } from '#modules/registro';
import { attoreTesto, type Ctx } from '#platform/contesto';
import { insertDetto, selectDetti, type PagamentoDetto, type PagamentoDettoId } from '../store/detto.ts';
import { registraAMano, ricevutaDi } from './registra-pagamento.ts';

export type { PagamentoDetto, PagamentoDettoId } from '../store/detto.ts';

/** The job that registers a payment which the software of an ente says was made. */
export const LAVORO_DETTO = 'rendicontazione.registra_detto';

/**
 * Keeps what the software of `ctx.enteId` says of a payment without a receipt («codice 9»); a job registers it at once. Said again, it is
 * said already.
 */
export async function diciPagamento(ctx: Ctx, detto: PagamentoDetto): Promise<void> {
  await ctx.tx(async (t) => {
    const id = await insertDetto(t, detto);
    if (id === null) return;
    await annota(t, { azione: 'pagamento.detto', oggetto: 'pagamento', oggettoId: id });
    const payload = { enteId: t.enteId ?? '', pagamentoId: id, attore: attoreTesto(t.attore) };
    await t.enqueue(LAVORO_DETTO, payload, { chiave: `${LAVORO_DETTO}:${id}` });
  });
}

/**
 * Registers it, as a receipt of which there are no bytes: the real one, should it come, takes its place. Where its notice is paid already
 * nothing more is paid: an ente that says so twice, in two ways, has not got the money twice.
 */
export async function registraDetto(ctx: Ctx, id: PagamentoDettoId): Promise<void> {
  const { enteId } = ctx;
  if (enteId === null) throw new Error('registraDetto: an ente is needed');
  const letto = await ctx.tx(async (t) => {
    const detti = await selectDetti(t, id);
    const [primo] = detti;
    if (primo === undefined) return null;
    const [dovuto] = await chiamaDovuti(t, [primo.iuv]);
    const iuvId = dovuto?.iuvId ?? null;
    const avviso = iuvId === null ? null : await leggiAvvisoDellEnte(t, iuvId);
    return { primo, detti, pagato: avviso?.stato === 'pagato', ente: await leggiEnteIncassante(t, enteId) };
  });
  if (letto === null || letto.pagato) return;
  const { primo, detti, ente } = letto;
  const { iuv, iur, giorno } = primo;
  const importoCents = somma(detti.map((d) => d.importoCents));
  const noto = { ...primo, importoCents, numeroAvviso: numeroAvvisoDi(iuv, ente.segregazione), esito: null };
  await registraAMano(ctx, ente.codiceFiscale, {
    ricevuta: ricevutaDi(noto, { iur, titolare: ente.codiceFiscale, quote: detti }),
    prova: { iur, iuv, giorno, importoCents, detto: id },
  });
}
