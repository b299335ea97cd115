import { ok, type Esito } from '#kernel/esito';
import type { EnteId, OperatoreId, TipoDovutoId } from '#kernel/ids';
import { elencoTipi } from '#modules/enti';
import { annota, type Dettaglio } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { decidiCambio, leggiCodiceFiscale, type CambioMembro } from '../core/membro.ts';
import { RIGHE } from '../core/permessi.ts';
import { rifiutoUtenti, type RifiutoUtenti } from '../core/rifiuti.ts';
import { altriAmministratori, deleteMembro, selectMembri, updateMembro, type Membro } from '../store/membro.ts';
import { sostituisciTipi, updateCodiceFiscale } from '../store/operatore.ts';
import { deleteSessioniDi } from '../store/sessione.ts';

/** Who works for the context's ente. */
export function leggiMembri(ctx: Ctx): Promise<Membro[]> {
  return ctx.tx((t) => selectMembri(t, enteDi(t)));
}

/** One of them; null: they do not work for this ente. */
export async function leggiMembro(ctx: Ctx, operatoreId: OperatoreId): Promise<Membro | null> {
  return ctx.tx(async (t) => (await selectMembri(t, enteDi(t), operatoreId))[0] ?? null);
}

/** `versione`: of what was read. `tipi`: those of the role, for `cosa: 'ruolo'`. */
export type Richiesto = {
  operatoreId: OperatoreId;
  versione: number;
  cambio: CambioMembro;
  tipi?: readonly TipoDovutoId[];
};

/**
 * Changes what somebody may do for the context's ente: their role and kinds of due, whether they are suspended, whether they work for it
 * at all. From the next request it holds. The act says what was there before and what is after.
 */
export async function cambiaMembro(
  ctx: Ctx,
  { operatoreId, versione, cambio, tipi = [] }: Richiesto,
): Promise<Esito<undefined, RifiutoUtenti>> {
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoUtenti>> => {
    const enteId = enteDi(t);
    const altri = await altriAmministratori(t, enteId, operatoreId);
    const [prima] = await selectMembri(t, enteId, operatoreId);
    if (prima === undefined) return rifiutoUtenti('OPERATORE_SCONOSCIUTO');
    const deciso = decidiCambio(prima, cambio, altri);
    if (!deciso.ok) return deciso;
    const codici = await codiciDi(t, enteId, [...prima.tipi, ...tipi]);
    if (codici === null) return rifiutoUtenti('TIPO_DOVUTO_SCONOSCIUTO');
    const chi = { operatoreId, versione };
    if (!(await scrivi(t, enteId, { ...chi, cambio }))) return rifiutoUtenti('OPERATORE_CAMBIATO');
    const dettaglio: Record<string, Dettaglio[string]> = { ruolo: prima.ruolo };
    if (cambio.cosa === 'ruolo') {
      const suoi = RIGHE[cambio.ruolo] === 'tutti' ? [] : tipi;
      await sostituisciTipi(t, { enteId, operatoreId, tipi: suoi });
      const detti = (ids: readonly TipoDovutoId[]): string[] => ids.map((id) => codici.get(id) ?? '').toSorted();
      Object.assign(dettaglio, { ruoloDopo: cambio.ruolo, tipi: detti(prima.tipi), tipiDopo: detti(suoi) });
    }
    await annota(t, { azione: AZIONI[cambio.cosa], oggetto: 'operatore', oggettoId: operatoreId, dettaglio });
    return ok();
  });
}

/**
 * Says by which tax code an operator of the context's ente comes in with SPID or CIE; blank: by none. It opens nothing until they have
 * shown the identity and their password together: what was shown for another is good no more. The act does not say which it is.
 */
export async function indicaCodiceFiscale(
  ctx: Ctx,
  { operatoreId, versione, scritto }: Omit<Richiesto, 'cambio' | 'tipi'> & { scritto: string },
): Promise<Esito<undefined, RifiutoUtenti>> {
  const letto = leggiCodiceFiscale(scritto);
  if (!letto.ok) return letto;
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoUtenti>> => {
    const enteId = enteDi(t);
    const [prima] = await selectMembri(t, enteId, operatoreId);
    if (prima === undefined) return rifiutoUtenti('OPERATORE_SCONOSCIUTO');
    if (!(await updateMembro(t, enteId, { operatoreId, versione }))) return rifiutoUtenti('OPERATORE_CAMBIATO');
    if (!(await updateCodiceFiscale(t, { operatoreId, codiceFiscale: letto.value }))) return ok();
    await deleteSessioniDi(t, operatoreId, { soloConIdentita: true });
    const dettaglio = {
      prima: prima.codiceFiscale !== null,
      dopo: letto.value !== null,
      eraProvato: prima.identitaProvata,
    };
    await annota(t, { azione: 'operatore.codice_fiscale', oggetto: 'operatore', oggettoId: operatoreId, dettaglio });
    return ok();
  });
}

const AZIONI = {
  ruolo: 'operatore.ruolo_cambiato',
  sospendi: 'operatore.sospeso',
  riattiva: 'operatore.riattivato',
  togli: 'operatore.ruolo_revocato',
} as const satisfies Record<CambioMembro['cosa'], string>;

function scrivi(
  t: Ctx,
  enteId: EnteId,
  { cambio, ...chi }: { operatoreId: OperatoreId; versione: number; cambio: CambioMembro },
): Promise<boolean> {
  if (cambio.cosa === 'togli') return deleteMembro(t, enteId, chi);
  return updateMembro(
    t,
    enteId,
    cambio.cosa === 'ruolo' ? { ...chi, ruolo: cambio.ruolo } : { ...chi, sospeso: cambio.cosa === 'sospendi' },
  );
}

/** The codes of kinds of due by their ids; null: one is not of the ente. */
export async function codiciDi(
  t: Ctx,
  enteId: EnteId,
  ids: readonly TipoDovutoId[],
): Promise<ReadonlyMap<TipoDovutoId, string> | null> {
  const codici = new Map((await elencoTipi(t, enteId)).map(({ tipoDovutoId, codice }) => [tipoDovutoId, codice]));
  return ids.every((id) => codici.has(id)) ? codici : null;
}

export function enteDi({ enteId }: Ctx): EnteId {
  if (enteId === null) throw new Error('operatori: an ente is needed');
  return enteId;
}
