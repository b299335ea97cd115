import { ok, type Esito } from '#kernel/esito';
import type { CarrelloId } from '#kernel/ids';
import { somma } from '#kernel/importo';
import type { Lingua } from '#kernel/lingua';
import { annota, segnaInPagamento } from '#modules/registro';
import type { CarrelloCheckout, Ctx, RispostaCheckout, ScambioCheckout, Wires } from '#platform/contesto';
import { decidiInvio, type Volonta } from '../core/carrello.ts';
import type { StazioneDiEnte } from '../core/chiamata.ts';
import { rifiutoCarrello, type CodiceNodo, type RifiutoCarrello } from '../core/rifiuti.ts';
import { pubblicaPreparati } from '../store/arrivo.ts';
import { selectCarrello, updateImporti, updateInviato, type Carrello } from '../store/carrello.ts';
import { verificaAvviso, type Fonti } from './avviso.ts';
import { cassaDi, controllaCarrello, siPagaQui, stazioneDellEnte, type VoceControllata } from './carrello.ts';
import { raccontaCheckout } from './racconta-checkout.ts';

/** What to pay, as the person has seen it, where Checkout sends them back, and the language they read. */
export type OrdinePagamento = Volonta & {
  carrelloId: CarrelloId;
  ritorni: CarrelloCheckout['ritorni'];
  lingua?: Lingua;
};

/** A notice ready to be asked of Checkout: for the ente of its name, what verify says at this instant. */
type VocePronta = VoceControllata & { stazione: StazioneDiEnte; causale: string; tutteCcp: boolean };

type Pagina = Esito<{ location: string }, RifiutoCarrello>;

/**
 * Sends a carrello to Checkout and gives its page. What each notice costs is asked as the Nodo will ask it, a moment later. Checkout is
 * called outside any transaction, with an idCart that was there before: if its answer is lost, or the process dies, the carrello is
 * still open and is sent again with the same one. Two clicks get the same page: the first that was kept.
 */
export async function pagaCarrello(ctx: Ctx, fonti: Fonti, ordine: OrdinePagamento): Promise<Pagina> {
  if (ctx.inTx) throw new Error('pagaCarrello: not inside a transaction, Checkout is called');
  const esito = await manda(ctx, fonti, ordine);
  if (esito.ok) return esito;
  // Another window may have sent it while we looked: what we were refused for may be its doing, and its page is ours too.
  const adesso = await selectCarrello(ctx, ordine.carrelloId);
  return adesso?.stato === 'inviato' ? giaInviato(adesso) : esito;
}

async function manda(ctx: Ctx, fonti: Fonti, ordine: OrdinePagamento): Promise<Pagina> {
  const carrello = await selectCarrello(ctx, ordine.carrelloId);
  if (carrello === null) return rifiutoCarrello('CARRELLO_SCONOSCIUTO');
  if (carrello.stato !== 'aperto') return giaInviato(carrello);
  // What an ente has prepared is asked for from the moment at which somebody is about to pay it.
  if (carrello.arrivoId !== null) await pubblicaPreparati(ctx, carrello.arrivoId);
  const voci = await alPrezzoDiAdesso(ctx, fonti, await controllaCarrello(ctx, carrello));
  if (!voci.ok) return voci;
  const [prima] = voci.value;
  const checkout = prima === undefined ? null : cassaDi(ctx, prima.stazione);
  if (voci.value.some(({ stazione }) => stazione.ambiente !== prima?.stazione.ambiente))
    return rifiutoCarrello('CARRELLO_DI_PROVA');
  const totale = decidiInvio(voci.value, ordine);
  if (!totale.ok) return totale;
  if (checkout === null) return rifiutoCarrello('PAGAMENTO_QUI_NON_ATTIVO');
  if (!(await ctx.tx((t) => updateImporti(t, carrello, voci.value)))) return rifiutoCarrello('CARRELLO_CAMBIATO');
  return chiediPagina(ctx, checkout, { ...ordine, carrello, voci: voci.value });
}

/** Sent: its page again. Over: nothing is to be paid by it any more. */
function giaInviato({ stato, location }: Carrello): Pagina {
  return stato === 'inviato' && location !== null ? ok({ location }) : rifiutoCarrello('CARRELLO_NON_APERTO');
}

/** It may be paid later: nobody is to take it out for this. */
const PER_ORA: ReadonlySet<CodiceNodo> = new Set(['ENTE_NON_RISPONDE', 'RISPOSTA_ENTE_NON_VALIDA']);

/** What verify would answer for each. One that the state says can be paid and verify refuses is not to be paid. */
async function alPrezzoDiAdesso(
  ctx: Ctx,
  fonti: Fonti,
  voci: readonly VoceControllata[],
): Promise<Esito<VocePronta[], RifiutoCarrello>> {
  const pronte: VocePronta[] = [];
  for (const voce of voci) {
    const stazione = await stazioneDellEnte(ctx, voce.enteId);
    if (stazione === null || !siPagaQui(ctx, stazione)) return rifiutoCarrello('PAGAMENTO_QUI_NON_ATTIVO');
    const domanda = { stazione, numeroAvviso: voce.numeroAvviso, now: ctx.now, oggi: ctx.oggi };
    const verificato = await verificaAvviso(fonti, domanda);
    if (!verificato.ok)
      return rifiutoCarrello(
        PER_ORA.has(verificato.refusal.codice) ? 'GESTIONALE_NON_RISPONDE' : 'AVVISO_NON_PAGABILE',
      );
    const { importoCents, causale, tutteCcp } = verificato.value;
    pronte.push({ ...voce, importoCents, causale, tutteCcp, stazione });
  }
  return ok(pronte);
}

type Invio = Pick<OrdinePagamento, 'ritorni' | 'lingua'> & { carrello: Carrello; voci: readonly VocePronta[] };

async function chiediPagina(
  ctx: Ctx,
  checkout: NonNullable<Wires['checkout']>,
  { carrello, voci, ritorni, lingua = 'it' }: Invio,
): Promise<Pagina> {
  const { id, versione, idCart, email } = carrello;
  const avvisi = voci.map(({ numeroAvviso, enteCf, importoCents, stazione, causale }) => ({
    ...{ numeroAvviso, codiceFiscaleEnte: enteCf, importoCents, denominazione: stazione.denominazione, causale },
  }));
  const tutteCcp = voci.every((voce) => voce.tutteCcp);
  const visti: ScambioCheckout[] = [];
  const risposta = await checkout.crea({ idCart, email, avvisi, tutteCcp, ritorni }, (scambio) => visti.push(scambio));
  const chieste = voci.map((voce) => ({ ...voce, iuv: voce.avviso?.iuv ?? null }));
  for (const scambio of visti) await raccontaCheckout(ctx, { carrello, voci: chieste, scambio });
  if (risposta.esito !== 'pagina') return nonPreso(ctx, risposta, id);
  const { location } = risposta;
  const tenuta = await ctx.tx(async (t) => {
    if (!(await updateInviato(t, { id, versione, location, lingua }))) return false;
    await segnaInPagamento(
      t,
      voci.map(({ numeroAvviso, enteCf }) => ({ numeroAvviso, dominio: enteCf })),
      { attesa: false },
    );
    // Of no ente: it changes nothing of what any of them asks.
    const dettaglio = { voci: voci.length, totaleCents: somma(voci.map(({ importoCents }) => importoCents)) };
    await annota(t, { azione: 'carrello.inviato', oggetto: 'carrello', oggettoId: id, dettaglio });
    return true;
  });
  return tenuta ? ok({ location }) : rifiutoCarrello('CARRELLO_CAMBIATO');
}

const RIFIUTI = { avvisi: 'CHECKOUT_RIFIUTA_AVVISI', chiave: 'CHECKOUT_RIFIUTA_CHIAVE' } as const;

/** The carrello stays as it was, open: whoever wants to can try again. */
function nonPreso(ctx: Ctx, risposta: Exclude<RispostaCheckout, { esito: 'pagina' }>, carrello: CarrelloId): Pagina {
  ctx.log.warn('checkout.senza_pagina', { carrello, esito: risposta.esito, perche: risposta.perche });
  return rifiutoCarrello(risposta.esito === 'rifiutato' ? RIFIUTI[risposta.perche] : 'CHECKOUT_NON_RISPONDE');
}
