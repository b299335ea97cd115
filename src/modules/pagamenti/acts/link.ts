import { ok, type Esito } from '#kernel/esito';
import type { LinkId, TipoDovutoId } from '#kernel/ids';
import { compila, elencoTipi, leggiModulo } from '#modules/enti';
import { chiamaDovuti } from '#modules/posizioni';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { impronta, uguali } from '#platform/crypto';
import {
  giudicaLink,
  giudicaMisura,
  giudicaValori,
  motivoLink,
  type MisuraLink,
  type ValoriLink,
} from '../core/link.ts';
import { rifiutoLink, type RifiutoLink } from '../core/rifiuti.ts';
import {
  insertLink,
  insertLinkInsieme,
  selectAvvisoPerLink,
  selectLink,
  selectUnLink,
  updateRevocato,
  usaUno,
  type Link,
  type LinkInsieme,
  type MetaLink,
  type TipiConsentiti,
} from '../store/link.ts';

/** What a link is to lead to: a notice by one of its numbers; or the form of a kind of due, by its code, with some answers. */
export type MetaChiesta =
  { codiceAvviso: string } | { tipoDovuto: string; valori: ValoriLink; fissi: readonly string[] };

/** `titolo`: what its page calls it, where the ente has words of its own. */
export type NuovoLink = MisuraLink & { titolo: string | null; meta: MetaChiesta };

/**
 * Makes a payment link of the context's ente, for the kinds of due that whoever asks may see. `opaco` is what its address holds: nobody
 * makes one up.
 */
export async function creaLink(
  ctx: Ctx,
  nuovo: NuovoLink,
  tipiConsentiti: TipiConsentiti = null,
): Promise<Esito<{ linkId: LinkId; opaco: string }, RifiutoLink>> {
  const misura = giudicaMisura(nuovo, ctx.now);
  if (!misura.ok) return misura;
  const meta =
    'codiceAvviso' in nuovo.meta
      ? await alAvviso(ctx, nuovo.meta, tipiConsentiti)
      : await alModulo(ctx, nuovo.meta, tipiConsentiti);
  if (!meta.ok) return meta;
  const { titolo, scadeIl, usiMax } = nuovo;
  const linkId = await ctx.tx(async (t) => {
    const id = await insertLink(t, { ...meta.value, titolo, scadeIl, usiMax });
    const dettaglio = { genere: meta.value.genere, usiMax, scadeIl: scadeIl?.toISOString() ?? null };
    await annota(t, { azione: 'link.creato', oggetto: 'link', oggettoId: id, dettaglio });
    return id;
  });
  return ok({ linkId, opaco: opacoDi(ctx, linkId) });
}

async function alAvviso(
  ctx: Ctx,
  { codiceAvviso }: { codiceAvviso: string },
  tipiConsentiti: TipiConsentiti,
): Promise<Esito<MetaLink, RifiutoLink>> {
  return ctx.tx(async (t): Promise<Esito<MetaLink, RifiutoLink>> => {
    const [dovuto] = await chiamaDovuti(t, [codiceAvviso]);
    const iuvId = dovuto?.iuvId ?? null;
    const { suo, aperto } =
      iuvId === null ? { suo: false, aperto: false } : await selectAvvisoPerLink(t, iuvId, tipiConsentiti);
    if (iuvId === null || !suo) return rifiutoLink('LINK_AVVISO_SCONOSCIUTO');
    return aperto ? ok({ genere: 'avviso', iuvId }) : rifiutoLink('LINK_AVVISO_CHIUSO');
  });
}

async function alModulo(
  ctx: Ctx,
  { tipoDovuto, valori, fissi }: Extract<MetaChiesta, { tipoDovuto: string }>,
  tipiConsentiti: TipiConsentiti,
): Promise<Esito<MetaLink, RifiutoLink>> {
  const { enteId } = ctx;
  if (enteId === null) throw new Error('creaLink: an ente is needed');
  const tipo = (await elencoTipi(ctx, enteId)).find(
    ({ codice, tipoDovutoId }) =>
      codice === tipoDovuto && (tipiConsentiti === null || tipiConsentiti.includes(tipoDovutoId)),
  );
  const pubblico = tipo === undefined ? null : await leggiModulo(ctx, { enteId, tipoDovutoId: tipo.tipoDovutoId });
  if (tipo === undefined || pubblico === null) return rifiutoLink('LINK_SENZA_MODULO');
  const { campi } = compila(pubblico.modulo, valori, { oggi: ctx.oggi, lingua: 'it' });
  const giudizio = giudicaValori(campi, { valori, fissi });
  return giudizio.ok ? ok({ genere: 'modulo', tipoDovutoId: tipo.tipoDovutoId, valori, fissi }) : giudizio;
}

/** How many of these links are made at once, and until when and how often they lead: judged, and their answers too. */
export type InsiemeLink = MisuraLink & { tipoDovutoId: TipoDovutoId; righe: readonly LinkInsieme[] };

/** Makes many links to one form, in the transaction of whoever has judged their answers and writes the act of it. */
export async function creaLinkInsieme(t: Ctx, { righe, ...comune }: InsiemeLink): Promise<void> {
  if (!t.inTx) throw new Error('creaLinkInsieme: to be called in the transaction of what they are made for');
  await insertLinkInsieme(t, comune, righe);
}

/** From now on it leads nowhere, and the ente says why. What was begun by it goes on. */
export async function revocaLink(
  ctx: Ctx,
  { linkId, motivo, tipiConsentiti = null }: { linkId: LinkId; motivo: string; tipiConsentiti?: TipiConsentiti },
): Promise<Esito<undefined, RifiutoLink>> {
  const detto = motivoLink(motivo);
  if (!detto.ok) return detto;
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoLink>> => {
    if ((await selectUnLink(t, { linkId, tipiConsentiti })) === null) return rifiutoLink('LINK_SCONOSCIUTO');
    if (!(await updateRevocato(t, { id: linkId, motivo: detto.value }))) return rifiutoLink('LINK_REVOCATO');
    await annota(t, { azione: 'link.revocato', oggetto: 'link', oggettoId: linkId });
    return ok();
  });
}

/** The link of an address; or why it leads nowhere: of one that is over, `link` is told with the reason, for it has an ente to ask. */
export async function apriLink(
  ctx: Ctx,
  opaco: string,
): Promise<{ link: Link | null; stato: Esito<undefined, RifiutoLink> }> {
  const id = linkDaOpaco(ctx, opaco);
  const link = id === null ? null : await selectLink(ctx, id);
  return { link, stato: link === null ? rifiutoLink('LINK_SCONOSCIUTO') : giudicaLink(link, ctx.now) };
}

/** Uses it, once. In the transaction of what it is used for: two who come last at once are one too many, and the second hears so. */
export async function usaLinkPagamento(ctx: Ctx, { id }: Link): Promise<Esito<undefined, RifiutoLink>> {
  if (await usaUno(ctx, id)) return ok();
  const adesso = await selectLink(ctx, id);
  const stato = adesso === null ? rifiutoLink('LINK_SCONOSCIUTO') : giudicaLink(adesso, ctx.now);
  return stato.ok ? rifiutoLink('LINK_ESAURITO') : stato;
}

const UUID_BYTES = 16;
/** 128 bits: nobody guesses it. */
const FIRMA_BYTES = 16;

/** The opaque part of its address: its id, signed. */
export function opacoDi(ctx: Ctx, id: LinkId): string {
  const dati = Buffer.from(id.replaceAll('-', ''), 'hex');
  return Buffer.concat([dati, firma(ctx, dati)]).toString('base64url');
}

/** Null when it is none of ours: nobody is asked for what was tampered with. */
function linkDaOpaco(ctx: Ctx, opaco: string): LinkId | null {
  const byte = Buffer.from(opaco, 'base64url');
  const dati = byte.subarray(0, UUID_BYTES);
  if (byte.length !== UUID_BYTES + FIRMA_BYTES || !uguali(byte.subarray(UUID_BYTES), firma(ctx, dati))) return null;
  return dati.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-') as LinkId;
}

function firma(ctx: Ctx, dati: Buffer): Buffer {
  return impronta(ctx.config.pepe, 'pagamenti:link', dati.toString('base64url')).subarray(0, FIRMA_BYTES);
}
