import { ok, type Esito } from '#kernel/esito';
import type { CarrelloId, EnteId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import { leggiAvviso, type Avviso } from '#modules/posizioni';
import { lasciaPagamento, segnaInPagamento } from '#modules/registro';
import type { Ctx, Wires } from '#platform/contesto';
import { giudicaVoce, type Giudizio, type Rientro } from '../core/carrello.ts';
import type { StazioneDiEnte } from '../core/chiamata.ts';
import { rifiutoCarrello, type RifiutoCarrello } from '../core/rifiuti.ts';
import {
  deleteVoce,
  insertCarrello,
  insertVoci,
  selectCarrello,
  selectRipetuti,
  updateAbbandonato,
  updateRientro,
  updateToccato,
  type Carrello,
  type QualeAvviso,
  type Voce,
} from '../store/carrello.ts';
import { selectStazioni } from '../store/nodo.ts';

/** Announced when the last receipt of a carrello has come; its payload holds `carrelloId` alone. */
export const FATTO_CARRELLO_PAGATO = 'fatto.pagamenti.carrello_pagato';
/** Announced when a carrello is left of which something is paid and something is not; its payload holds `carrelloId` alone. */
export const FATTO_CARRELLO_LASCIATO = 'fatto.pagamenti.carrello_lasciato';

type Ambientato = Pick<StazioneDiEnte, 'ambiente'>;

/**
 * Where what this ente asks is paid; null: not here. In an installation that works, what enti in prova ask goes to the simulatore, where
 * nobody pays with money, and to nobody else.
 */
export function cassaDi({ wires, config }: Ctx, { ambiente }: Ambientato): Wires['checkout'] {
  return ambiente === 'live' || config.modo === 'demo' ? wires.checkout : wires.checkoutProva;
}

/** May somebody pay here what this ente asks? */
export function siPagaQui(ctx: Ctx, ente: Ambientato): boolean {
  return cassaDi(ctx, ente) !== null;
}

/** How the Nodo knows an ente: any station of it. Null: it has none, and nobody can pay it. */
export async function stazioneDellEnte(ctx: Ctx, enteId: EnteId): Promise<StazioneDiEnte | null> {
  return (await selectStazioni(ctx)).find((una) => una.enteId === enteId) ?? null;
}

type DaAggiungere = {
  /** The carrello of the session; null, or one that is no longer open: a new one is begun. */
  carrelloId: CarrelloId | null;
  email: string | null;
  quale: QualeAvviso;
};

/**
 * Puts a notice in a carrello, for who has proved that they may pay it. One that is there already stays there. Gives the carrello that
 * holds it: a new one where the old one has been sent or is over.
 */
export async function aggiungiAlCarrello(
  ctx: Ctx,
  { carrelloId, email, quale }: DaAggiungere,
): Promise<Esito<{ carrelloId: CarrelloId }, RifiutoCarrello>> {
  const avviso = await leggiAvviso(ctx, quale);
  const stazione = await stazioneDellEnte(ctx, quale.enteId);
  if (stazione === null || !siPagaQui(ctx, stazione)) return rifiutoCarrello('PAGAMENTO_QUI_NON_ATTIVO');
  const { problema } = giudicaVoce(avviso?.stato ?? null, { ripetuto: false, lasciato: false });
  const numeroAvviso = avviso?.numeroAvviso ?? null;
  if (avviso === null || problema !== null || numeroAvviso === null) return rifiutoCarrello('AVVISO_NON_PAGABILE');
  const { importoCents } = avviso;
  const voce = { ...quale, numeroAvviso, enteCf: stazione.codiceFiscale, importoCents };
  return ctx.tx(async (t) => {
    const suo = carrelloId === null ? null : await selectCarrello(t, carrelloId, { lock: true });
    // What an ente has prepared is as the ente wants it.
    const aperto = suo?.stato === 'aperto' && suo.arrivoId === null ? suo : null;
    if (aperto !== null && voceDi(aperto, quale) !== undefined) return ok({ carrelloId: aperto.id });
    const presenti = aperto?.voci.length ?? 0;
    const [prima] = aperto?.voci ?? [];
    if (prima !== undefined && (await stazioneDellEnte(t, prima.enteId))?.ambiente !== stazione.ambiente)
      return rifiutoCarrello('CARRELLO_DI_PROVA');
    if (presenti >= LIMITI.carrelloVociMax) return rifiutoCarrello('CARRELLO_PIENO');
    const id = aperto?.id ?? (await insertCarrello(t, { email }));
    await insertVoci(t, id, [voce], { dopo: presenti });
    if (aperto !== null) await updateToccato(t, id, { email });
    return ok({ carrelloId: id });
  });
}

function voceDi({ voci }: Carrello, { enteId, iuvId }: QualeAvviso): Voce | undefined {
  return voci.find((una) => una.enteId === enteId && una.iuvId === iuvId);
}

/** Takes a notice away from a carrello that is still open. One that is not there is taken away already. */
export async function togliDalCarrello(
  ctx: Ctx,
  { carrelloId, quale }: { carrelloId: CarrelloId; quale: QualeAvviso },
): Promise<Esito<undefined, RifiutoCarrello>> {
  return ctx.tx(async (t) => {
    const carrello = await selectCarrello(t, carrelloId, { lock: true });
    if (carrello === null) return rifiutoCarrello('CARRELLO_SCONOSCIUTO');
    if (carrello.stato !== 'aperto' || carrello.arrivoId !== null) return rifiutoCarrello('CARRELLO_NON_APERTO');
    if (voceDi(carrello, quale) === undefined) return ok();
    await deleteVoce(t, carrelloId, quale);
    await updateToccato(t, carrelloId, { email: null });
    return ok();
  });
}

/** A carrello, as it is stored. */
export function leggiCarrello(ctx: Ctx, id: CarrelloId): Promise<Carrello | null> {
  return selectCarrello(ctx, id);
}

/** A notice of a carrello as it stands now: what it costs, whether it can be paid, whether somebody may be paying it. */
export type VoceControllata = Voce & Giudizio & { avviso: Avviso | null; pagata: boolean };

/** Looks at each notice again: prices and states are those of this instant, whatever was written when it was put there. */
export async function controllaCarrello(ctx: Ctx, carrello: Carrello): Promise<VoceControllata[]> {
  const { voci } = carrello;
  const prima = carrello.riapre === null ? null : await selectCarrello(ctx, carrello.riapre);
  const ripetuti = voci.length === 0 ? new Map<string, boolean>() : await selectRipetuti(ctx, carrello);
  return Promise.all(
    voci.map(async (voce) => {
      const avviso = await leggiAvviso(ctx, voce, { bozze: carrello.arrivoId !== null });
      const lasciato = prima !== null && nonPagato(prima.rientro) && voceDi(prima, voce) !== undefined;
      const giudizio = giudicaVoce(avviso?.stato ?? null, { ripetuto: ripetuti.has(voce.iuvId), lasciato });
      const pagata = voce.ricevutaId !== null || avviso?.stato === 'pagato';
      const importoCents =
        carrello.stato === 'aperto' ? (avviso?.importoCents ?? voce.importoCents) : voce.importoCents;
      return { ...voce, ...giudizio, avviso, pagata, importoCents };
    }),
  );
}

function nonPagato(rientro: Rientro | null): boolean {
  return rientro === 'annullato' || rientro === 'errore';
}

/**
 * The browser came back from Checkout. Nothing is believed of it but that: the person waits for a receipt, or does not. Of one that is
 * paid, or was left, nothing changes.
 */
export async function segnaRientro(
  ctx: Ctx,
  { carrelloId, rientro }: { carrelloId: CarrelloId; rientro: Rientro },
): Promise<void> {
  await ctx.tx(async (t) => {
    const carrello = await selectCarrello(t, carrelloId, { lock: true });
    if (carrello === null || !(await updateRientro(t, carrelloId, rientro))) return;
    const attese = carrello.voci.filter(({ ricevutaId }) => ricevutaId === null);
    const avvisi = attese.map(({ numeroAvviso, enteCf }) => ({ numeroAvviso, dominio: enteCf }));
    if (!nonPagato(rientro)) return segnaInPagamento(t, avvisi, { attesa: true });
    if (carrello.inviatoIl !== null) await lasciaPagamento(t, avvisi, carrello.inviatoIl);
  });
}

/**
 * Tries again: what a carrello that was sent has not paid goes in a new one, with an idCart of its own, and the old one is left. Asked
 * twice, or of one that is open, it gives the one there is. Nothing is lost of the old one: a receipt of it is tied to it all the same.
 */
export async function riapriCarrello(
  ctx: Ctx,
  carrelloId: CarrelloId,
): Promise<Esito<{ carrelloId: CarrelloId }, RifiutoCarrello>> {
  const visto = await selectCarrello(ctx, carrelloId);
  const pagate = new Set(
    (visto === null ? [] : await controllaCarrello(ctx, visto)).filter((v) => v.pagata).map((v) => v.iuvId),
  );
  return ctx.tx(async (t) => {
    const carrello = await selectCarrello(t, carrelloId, { lock: true });
    if (carrello === null) return rifiutoCarrello('CARRELLO_SCONOSCIUTO');
    if (carrello.stato === 'aperto') return ok({ carrelloId });
    const voci = carrello.voci.filter(({ ricevutaId, iuvId }) => ricevutaId === null && !pagate.has(iuvId));
    if (carrello.stato === 'pagato' || voci.length === 0) return rifiutoCarrello('CARRELLO_VUOTO');
    await updateAbbandonato(t, carrelloId);
    if (carrello.voci.some(({ ricevutaId }) => ricevutaId !== null)) await annunciaLasciato(t, carrelloId);
    const nuovo = await insertCarrello(t, { email: carrello.email, riapre: carrelloId, arrivoId: carrello.arrivoId });
    await insertVoci(t, nuovo, voci, { dopo: 0 });
    return ok({ carrelloId: nuovo });
  });
}

/** Somebody paid a part of it: they are told of the receipts that came. */
export async function annunciaLasciato(t: Ctx, carrelloId: CarrelloId): Promise<void> {
  await t.enqueue(FATTO_CARRELLO_LASCIATO, { carrelloId }, { chiave: `carrello_lasciato:${carrelloId}` });
}
