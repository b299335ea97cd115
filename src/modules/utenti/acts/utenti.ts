import { ok, type Esito } from '#kernel/esito';
import type { OperatoreId } from '#kernel/ids';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { rifiutoUtenti, type RifiutoUtenti } from '../core/rifiuti.ts';
import { updateIntermediario } from '../store/operatore.ts';
import { altriIntermediari, selectUtente, updateAttivo } from '../store/utenti.ts';

/**
 * Shuts somebody out of the ufficio, whatever they worked for, or lets them in again. From the next request it holds: their sessions end.
 * Who is the last to run the installation stays.
 */
export async function attivaUtente(
  ctx: Ctx,
  { operatoreId, attivo }: { operatoreId: OperatoreId; attivo: boolean },
): Promise<Esito<undefined, RifiutoUtenti>> {
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoUtenti>> => {
    const altri = await altriIntermediari(t, operatoreId);
    const utente = await selectUtente(t, operatoreId);
    if (utente === null) return rifiutoUtenti('OPERATORE_SCONOSCIUTO');
    if (!attivo && utente.intermediario && altri === 0) return rifiutoUtenti('ULTIMO_INTERMEDIARIO');
    if (await updateAttivo(t, { operatoreId, attivo })) {
      const azione = attivo ? 'operatore.riaperto' : 'operatore.chiuso';
      const dettaglio = { enti: utente.enti.length };
      await annota(t, { azione, oggetto: 'operatore', oggettoId: operatoreId, dettaglio });
    }
    return ok();
  });
}

/**
 * Puts somebody over the installation, whatever they work for, or takes that from them: from the next request it holds. Who is the last to
 * run it stays.
 */
export async function impostaIntermediario(
  ctx: Ctx,
  { operatoreId, intermediario }: { operatoreId: OperatoreId; intermediario: boolean },
): Promise<Esito<undefined, RifiutoUtenti>> {
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoUtenti>> => {
    const altri = await altriIntermediari(t, operatoreId);
    const utente = await selectUtente(t, operatoreId);
    if (utente === null) return rifiutoUtenti('OPERATORE_SCONOSCIUTO');
    if (!intermediario && utente.intermediario && altri === 0) return rifiutoUtenti('ULTIMO_INTERMEDIARIO');
    if (await updateIntermediario(t, operatoreId, intermediario)) {
      const dettaglio = { prima: !intermediario, dopo: intermediario };
      await annota(t, { azione: 'operatore.intermediario', oggetto: 'operatore', oggettoId: operatoreId, dettaglio });
    }
    return ok();
  });
}
