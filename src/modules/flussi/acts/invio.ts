import { randomUUID } from 'node:crypto';
import { ok, type Esito } from '#kernel/esito';
import type { FlussoId, InvioId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import type { Ctx } from '#platform/contesto';
import { TroppiByte, type Arrivo } from '#platform/files';
import { rifiutoFlusso, type RifiutoFlusso } from '../core/rifiuti.ts';
import { deleteInviiInutili, insertInvio, segnaRifiutato, selectInvio, usaInvio } from '../store/invio.ts';
import { leggiNome, prendi, troppoGrande } from './ricevi-dovuti.ts';

/** Whose software asks may still be told why its file was not taken: as long as a day. */
const INUTILE_DOPO_MS = 24 * 60 * 60 * 1000;

/** Leave, for an hour and for one file, to send dovuti without being asked again who one is. */
export async function autorizzaInvio(ctx: Ctx): Promise<{ id: InvioId; scadeIl: Date }> {
  const invio = { id: randomUUID() as InvioId, scadeIl: new Date(ctx.now.getTime() + LIMITI.invioMs) };
  await ctx.tx((t) => insertInvio(t, invio));
  return invio;
}

/** May a file still come with it? Asked before its bytes are read, where it is known by then; taking it asks again. */
export async function controllaInvio(ctx: Ctx, id: InvioId): Promise<Esito<void, RifiutoFlusso>> {
  const invio = await ctx.tx((t) => selectInvio(t, id));
  if (invio === null) return rifiutoFlusso('INVIO_SCONOSCIUTO');
  if (invio.flussoId !== null) return rifiutoFlusso('INVIO_USATO');
  return invio.scadeIl <= ctx.now ? rifiutoFlusso('INVIO_SCADUTO') : ok();
}

/**
 * Takes a file of dovuti that came with a leave, and enqueues its loading: whoever sends by a program has looked at it already. The leave
 * has served once a file is taken, and tells which flusso it is; a file that is refused leaves nothing but the reason, and may be
 * sent again, mended. `arrivo`: its bytes, which the caller throws away where they were not kept.
 */
export async function riceviInvio(
  ctx: Ctx,
  { id, nomeFile, arrivo }: { id: InvioId; nomeFile: string; arrivo: Arrivo | TroppiByte },
): Promise<Esito<{ flussoId: FlussoId }, RifiutoFlusso>> {
  const puo = await controllaInvio(ctx, id);
  if (!puo.ok) return puo;
  const esito = await giudica(ctx, { id, nomeFile, arrivo });
  if (!esito.ok && esito.refusal.codice !== 'INVIO_USATO') await ctx.tx((t) => segnaRifiutato(t, id, esito.refusal));
  return esito;
}

type DaGiudicare = { id: InvioId; nomeFile: string; arrivo: Arrivo | TroppiByte };

async function giudica(
  ctx: Ctx,
  { id, nomeFile, arrivo }: DaGiudicare,
): Promise<Esito<{ flussoId: FlussoId }, RifiutoFlusso>> {
  const nome = await leggiNome(ctx, nomeFile);
  if (!nome.ok) return nome;
  if (arrivo instanceof TroppiByte) return troppoGrande();
  const insieme = async (t: Ctx, flussoId: FlussoId): Promise<Esito<void, RifiutoFlusso>> =>
    (await usaInvio(t, id, flussoId)) ? ok() : rifiutoFlusso('INVIO_USATO');
  return prendi(ctx, { nomeFile, nome: nome.value, arrivo, anteprima: false, insieme });
}

/** Forgets the leaves that brought nothing. */
export async function dimenticaInvii(ctx: Ctx): Promise<void> {
  await ctx.tx((t) => deleteInviiInutili(t, new Date(t.now.getTime() - INUTILE_DOPO_MS)));
}
