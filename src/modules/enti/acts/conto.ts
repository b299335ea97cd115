import { ok, type Esito } from '#kernel/esito';
import type { Giorno } from '#kernel/giorno';
import type { ContoId } from '#kernel/ids';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { decidiIban } from '../core/conto.ts';
import { rifiutoEnti, type RifiutoEnti } from '../core/rifiuti.ts';
import {
  lockConto,
  selectConti,
  tipoDelConto,
  upsertConto,
  upsertIban,
  type Conto,
  type DatiConto,
} from '../store/conto.ts';
import { enteDi } from './ente.ts';

/** Longest text printed beside an account: `intestatario` of the postal slip (pagopa 5.4). */
const INTESTATARIO_MAX = 50;

/** Registers an account of the context's ente under its name, or brings it up to date. */
export async function registraConto(ctx: Ctx, dati: DatiConto): Promise<Esito<ContoId, RifiutoEnti>> {
  const enteId = enteDi(ctx);
  if (dati.nome.trim() !== dati.nome || dati.nome.length < 1 || dati.nome.length > 100)
    return rifiutoEnti('CONTO_NOME_NON_VALIDO');
  if (dati.intestatario.length > INTESTATARIO_MAX)
    return rifiutoEnti('TESTO_TROPPO_LUNGO', { campo: 'intestatario', massimo: INTESTATARIO_MAX });
  return ctx.tx(async (t): Promise<Esito<ContoId, RifiutoEnti>> => {
    const tipo = await tipoDelConto(t, enteId, dati.nome);
    if (tipo !== null && tipo !== dati.tipo) return rifiutoEnti('CONTO_TIPO_NON_MODIFICABILE');
    const { id, come } = await upsertConto(t, enteId, dati);
    if (come !== 'uguale')
      await annota(t, {
        azione: 'conto.registrato',
        oggetto: 'conto',
        oggettoId: id,
        dettaglio: { come, tipo: dati.tipo },
      });
    return ok(id);
  });
}

/** Gives an account its IBAN from a day on. */
export async function registraIban(
  ctx: Ctx,
  i: { contoId: ContoId; iban: string; validoDal: Giorno },
): Promise<Esito<undefined, RifiutoEnti>> {
  const enteId = enteDi(ctx);
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoEnti>> => {
    const conto = await lockConto(t, enteId, i.contoId);
    if (conto === null) return rifiutoEnti('CONTO_SCONOSCIUTO');
    const deciso = decidiIban(conto, i, t.oggi);
    if (!deciso.ok) return deciso;
    if (deciso.value.nuova) {
      await upsertIban(t, enteId, { ...i, iban: deciso.value.iban });
      // An IBAN of an ente is public, and who changed it is what one looks for after a fraud.
      const dettaglio = { iban: deciso.value.iban, validoDal: i.validoDal };
      await annota(t, { azione: 'conto.iban_registrato', oggetto: 'conto', oggettoId: i.contoId, dettaglio });
    }
    return ok();
  });
}

/** The accounts of the context's ente, each with the IBAN in force today. */
export async function elencoConti(ctx: Ctx): Promise<Conto[]> {
  return ctx.tx((t) => selectConti(t, enteDi(t)));
}
