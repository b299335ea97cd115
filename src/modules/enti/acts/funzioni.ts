import { ok, type Esito } from '#kernel/esito';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { isFunzione } from '../core/funzioni.ts';
import { rifiutoEnti, type RifiutoEnti } from '../core/rifiuti.ts';
import { motivoValido } from '../core/stato.ts';
import { lockFunzioni, updateFunzione } from '../store/funzioni.ts';
import { enteDi } from './ente.ts';

/** Turns a function of the context's ente on or off, and keeps why. Where it is already so, nothing is written. */
export async function impostaFunzione(
  ctx: Ctx,
  { funzione, attiva, motivo }: { funzione: string; attiva: boolean; motivo: string },
): Promise<Esito<undefined, RifiutoEnti>> {
  const enteId = enteDi(ctx);
  if (!isFunzione(funzione)) return rifiutoEnti('FUNZIONE_SCONOSCIUTA');
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoEnti>> => {
    const attive = await lockFunzioni(t, enteId);
    if (attive === null) return rifiutoEnti('ENTE_SCONOSCIUTO');
    if (attive.includes(funzione) === attiva) return ok();
    if (!motivoValido(motivo)) return rifiutoEnti('MOTIVO_NON_SCRITTO');
    await updateFunzione(t, enteId, { funzione, attiva, motivo: motivo.trim() });
    await annota(t, {
      azione: attiva ? 'ente.funzione_accesa' : 'ente.funzione_spenta',
      oggetto: 'ente',
      oggettoId: enteId,
      dettaglio: { funzione },
    });
    return ok();
  });
}
