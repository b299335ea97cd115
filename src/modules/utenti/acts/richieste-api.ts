import { ok, type Esito } from '#kernel/esito';
import { LIMITI } from '#kernel/limiti';
import type { Ctx } from '#platform/contesto';
import { apriSigillo, impronta, sha256, sigilla, uguali } from '#platform/crypto';
import { rifiutoChiave, type RifiutoChiave } from '../core/rifiuti.ts';
import type { ChiaveApiId } from '../store/chiave-api.ts';
import {
  deleteRichiestaApi,
  deleteRichiesteApi,
  prendiRichiestaApi,
  rispondiRichiestaApi,
  type RichiestaApi,
} from '../store/richiesta-api.ts';
import { enteDi } from './amministra.ts';

/** An answer, as it goes on the wire. */
export type RispostaApi = { stato: number; corpo: string };

/** A request that its caller calls by a name, and what it asks for, whole. */
export type Nominata = { chiaveId: ChiaveApiId; nome: string; richiesta: string };

const SCOPO = 'idempotenza';

/**
 * Does once what is asked by the same name, within a day: the same again gets the answer that was given, something else is refused, and so
 * is the same while it is being done. What fails without an answer may be asked for again.
 */
export async function unaVolta(
  ctx: Ctx,
  { chiaveId, nome, richiesta }: Nominata,
  fai: () => Promise<RispostaApi>,
): Promise<Esito<RispostaApi & { ripetuta: boolean }, RifiutoChiave>> {
  const sua: RichiestaApi = { enteId: enteDi(ctx), chiaveId, impronta: impronta(ctx.config.pepe, SCOPO, nome) };
  const chiesta = sha256(richiesta);
  const ora = ctx.now.getTime();
  const finoA = new Date(ora - LIMITI.apiIdempotenzaMs);
  const mortaDa = new Date(ora - LIMITI.apiRichiestaMs);
  const presente = await ctx.tx((t) => prendiRichiestaApi(t, sua, { richiesta: chiesta, finoA, mortaDa }));
  if (presente !== null) {
    if (!uguali(presente.richiesta, chiesta)) return rifiutoChiave('IDEMPOTENZA_DIVERSA');
    if (presente.stato === null || presente.risposta === null) return rifiutoChiave('IDEMPOTENZA_IN_CORSO');
    const corpo = apriSigillo(ctx.config.chiaveCifra, presente.risposta).toString('utf8');
    return ok({ stato: presente.stato, corpo, ripetuta: true });
  }
  try {
    const risposta = await fai();
    const chiusa = { stato: risposta.stato, risposta: sigilla(ctx.config.chiaveCifra, Buffer.from(risposta.corpo)) };
    await ctx.tx((t) => rispondiRichiestaApi(t, sua, chiusa));
    return ok({ ...risposta, ripetuta: false });
  } catch (causa) {
    await ctx.tx((t) => deleteRichiestaApi(t, sua));
    throw causa;
  }
}

/** Forgets, of every ente, what nobody gets the answer of any more. */
export function scordaRichiesteApi(ctx: Ctx): Promise<void> {
  return ctx.tx((t) => deleteRichiesteApi(t, new Date(t.now.getTime() - LIMITI.apiIdempotenzaMs)));
}
