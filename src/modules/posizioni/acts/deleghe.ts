import { ok, type Esito } from '#kernel/esito';
import type { Giorno } from '#kernel/giorno';
import type { DelegaId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import { annota } from '#modules/registro';
import { attoreTesto, type Ctx } from '#platform/contesto';
import { apriSigillo, sha256, uguali } from '#platform/crypto';
import { motivoDelega, validaFino } from '../core/delega.ts';
import { rifiutoDelega, type RifiutoDelega } from '../core/rifiuti.ts';
import {
  countDellEnte,
  lockDelega,
  revocaMia,
  selectDellEnte,
  selectDocumento,
  selectMie,
  selectUnaDellEnte,
  updateDecisa,
  updateRevocata,
  type Delega,
  type DelegaDellEnte,
  type FiltroDeleghe,
  type PaginaDeleghe,
} from '../store/deleghe.ts';

/** The deleghe in which who signed in has a part: those by which they act, and those by which others act for them. */
export async function leggiDelegheMie(ctx: Ctx): Promise<Delega[]> {
  return ctx.tx(selectMie);
}

/** Ends one, by either of its two persons; a request that waits is taken back. */
export async function revocaDelegaMia(ctx: Ctx, id: DelegaId): Promise<Esito<undefined, RifiutoDelega>> {
  const mia = (await leggiDelegheMie(ctx)).find((una) => una.id === id);
  if (mia === undefined) return rifiutoDelega('DELEGA_SCONOSCIUTA');
  // In the registro of the ente where it held.
  return ctx.per(mia.enteId).tx(async (t): Promise<Esito<undefined, RifiutoDelega>> => {
    if ((await revocaMia(t, id)) === null) return rifiutoDelega('DELEGA_SCONOSCIUTA');
    await annota(t, { azione: 'delega.revocata', oggetto: 'delega', oggettoId: id });
    return ok();
  });
}

/** The deleghe of the ente of the context, a page of those that are asked for. */
export async function elencoDeleghe(
  ctx: Ctx,
  { quante = LIMITI.posizioniMax, dopo = null, prima = null, ...filtro }: FiltroDeleghe & Partial<PaginaDeleghe>,
): Promise<DelegaDellEnte[]> {
  return ctx.tx((t) => selectDellEnte(t, filtro, { dopo, prima, quante }));
}

/** One of them; null: it is none of the ente's. Looking at it is an act of the registro, for it names two persons (model 11). */
export async function apriDelega(ctx: Ctx, delegaId: DelegaId): Promise<DelegaDellEnte | null> {
  return ctx.tx(async (t) => {
    const delega = await selectUnaDellEnte(t, delegaId);
    if (delega !== null) await annota(t, { azione: 'delega.vista', oggetto: 'delega', oggettoId: delegaId });
    return delega;
  });
}

/** How many requests wait for the ente of the context to decide. */
export async function contaDelegheDaDecidere(ctx: Ctx): Promise<number> {
  return ctx.tx((t) => countDellEnte(t, { quali: 'da_decidere' }));
}

/** How many there are of one part of the list. */
export async function contaDeleghe(ctx: Ctx, filtro: FiltroDeleghe): Promise<number> {
  return ctx.tx((t) => countDellEnte(t, filtro));
}

/** Which delega, as whoever decides has seen it. */
type QualeDelega = { delegaId: DelegaId; versione: number };

/** The ente approves: through that day who asked sees, and pays, what is asked there of the other. */
export async function approvaDelega(
  ctx: Ctx,
  { validaAl, ...quale }: QualeDelega & { validaAl: Giorno },
): Promise<Esito<undefined, RifiutoDelega>> {
  return decidi(ctx, quale, 'delega.approvata', (t, delega) => {
    const fino = validaFino(validaAl, delega, t.oggi);
    return fino.ok ? ok({ stato: 'approvata', validaAl: fino.value, motivo: null } as const) : fino;
  });
}

/** The ente refuses, and says why. */
export async function rifiutaDelega(
  ctx: Ctx,
  { motivo, ...quale }: QualeDelega & { motivo: string },
): Promise<Esito<undefined, RifiutoDelega>> {
  return decidi(ctx, quale, 'delega.rifiutata', () => {
    const detto = motivoDelega(motivo);
    return detto.ok ? ok({ stato: 'rifiutata', validaAl: null, motivo: detto.value } as const) : detto;
  });
}

type Decisione = Parameters<typeof updateDecisa>[2];

async function decidi(
  ctx: Ctx,
  { delegaId, versione }: QualeDelega,
  azione: string,
  come: (t: Ctx, delega: NonNullable<Awaited<ReturnType<typeof lockDelega>>>) => Esito<Decisione, RifiutoDelega>,
): Promise<Esito<undefined, RifiutoDelega>> {
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoDelega>> => {
    const delega = await lockDelega(t, delegaId);
    if (delega === null) return rifiutoDelega('DELEGA_SCONOSCIUTA');
    if (delega.stato !== 'richiesta' || delega.versione !== versione) return rifiutoDelega('DELEGA_GIA_DECISA');
    const decisa = come(t, delega);
    if (!decisa.ok) return decisa;
    await updateDecisa(t, delegaId, decisa.value);
    await annota(t, { azione, oggetto: 'delega', oggettoId: delegaId });
    await annuncia(t, delegaId);
    return ok();
  });
}

/** The ente takes back what it approved, and says why. */
export async function revocaDelega(
  ctx: Ctx,
  { delegaId, versione, motivo }: QualeDelega & { motivo: string },
): Promise<Esito<undefined, RifiutoDelega>> {
  const detto = motivoDelega(motivo);
  if (!detto.ok) return detto;
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoDelega>> => {
    const delega = await lockDelega(t, delegaId);
    if (delega === null) return rifiutoDelega('DELEGA_SCONOSCIUTA');
    if (delega.stato !== 'approvata' || delega.versione !== versione) return rifiutoDelega('DELEGA_GIA_DECISA');
    await updateRevocata(t, delegaId, detto.value);
    await annota(t, { azione: 'delega.revocata', oggetto: 'delega', oggettoId: delegaId });
    await annuncia(t, delegaId);
    return ok();
  });
}

/** The ente has decided on a delega: who follows reads what. */
export const FATTO_DELEGA_DECISA = 'fatto.posizioni.delega_decisa';

async function annuncia(t: Ctx, delegaId: DelegaId): Promise<void> {
  await t.enqueue(FATTO_DELEGA_DECISA, { delegaId, enteId: t.enteId ?? '', attore: attoreTesto(t.attore) });
}

/** The document of a delega of the ente, as it is given back. Opening it is an act of the registro; null: there is no such delega. */
export async function scaricaDocumentoDelega(
  ctx: Ctx,
  delegaId: DelegaId,
): Promise<{ nome: string; tipo: string; byte: Buffer } | null> {
  return ctx.tx(async (t) => {
    const letto = await selectDocumento(t, delegaId);
    if (letto === null) return null;
    const byte = apriSigillo(t.config.chiaveCifra, letto.contenuto);
    if (!uguali(sha256(byte), letto.sha256)) throw new Error(`delega ${delegaId}: the document is not what was kept`);
    await annota(t, { azione: 'delega.documento_aperto', oggetto: 'delega', oggettoId: delegaId });
    return { nome: letto.nome, tipo: letto.tipo, byte };
  });
}
