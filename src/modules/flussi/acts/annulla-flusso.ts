import { ok, type Esito } from '#kernel/esito';
import type { AnnulloId, FlussoId, OperatoreId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import { conCarico, leggiEsclusi, type Carico } from '#modules/posizioni';
import { annota } from '#modules/registro';
import { tipiConsentiti } from '#modules/utenti';
import { attoreTesto, type Ctx } from '#platform/contesto';
import { rifiutoFlusso, type RifiutoFlusso } from '../core/rifiuti.ts';
import { selectFlusso } from '../store.ts';
import {
  avanzaAnnullo,
  finisciAnnullo,
  iniziaAnnullo,
  insertAnnullo,
  insertEsclusi,
  interrompi,
  segnaAnnullato,
  updateRigheAnnullo,
  type Annullo,
} from '../store/annullo.ts';

export const LAVORO_ANNULLO = 'flussi.annulla_flusso';

/**
 * Books the annulment of all that a file brought and can still be paid. It waits its turn among the files of the ente; a second one,
 * when the first has ended, annuls what has become possible since.
 */
export async function annullaFlusso(
  ctx: Ctx,
  { flussoId, motivo }: { flussoId: FlussoId; motivo: string },
): Promise<Esito<{ annulloId: AnnulloId }, RifiutoFlusso>> {
  const detto = motivo.trim();
  if (detto === '' || [...detto].length > LIMITI.motivoCaratteriMax) return rifiutoFlusso('FLUSSO_MOTIVO_MANCANTE');
  return ctx.tx(async (t) => {
    const flusso = await selectFlusso(t, flussoId);
    if (flusso === null || flusso.verso !== 'in') return rifiutoFlusso('FLUSSO_NON_TROVATO');
    if (flusso.stato === 'ricevuto' || flusso.stato === 'in_corso') return rifiutoFlusso('FLUSSO_NON_FINITO');
    if (flusso.righeAccettate === 0) return rifiutoFlusso('FLUSSO_SENZA_DOVUTI');
    const richiestoDa = attoreTesto(t.attore);
    const annulloId = await insertAnnullo(t, { flussoId, motivo: detto, richiestoDa });
    if (annulloId === null) return rifiutoFlusso('FLUSSO_ANNULLO_IN_CORSO');
    await annota(t, { azione: 'flusso.annullo_chiesto', oggetto: 'flusso', oggettoId: flussoId });
    await t.enqueue(
      LAVORO_ANNULLO,
      { enteId: t.enteId ?? '', annulloId, attore: richiestoDa },
      { chiave: `annullo:${annulloId}`, coda: `ente:${t.enteId}` },
    );
    return ok({ annulloId });
  });
}

/** Stops an annulment between two slices: what is annulled stays so, the rest as it was. */
export async function interrompiAnnullo(ctx: Ctx, flussoId: FlussoId): Promise<Esito<undefined, RifiutoFlusso>> {
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoFlusso>> => {
    if (!(await interrompi(t, flussoId, attoreTesto(t.attore)))) return rifiutoFlusso('FLUSSO_ANNULLO_FINITO');
    await annota(t, { azione: 'flusso.annullo_interrotto', oggetto: 'flusso', oggettoId: flussoId });
    return ok();
  });
}

/** Thrown inside a slice, which so undoes itself: somebody has stopped the annulment. */
class Fermato extends Error {}

/**
 * Annuls in slices, each with its marker in the same transaction. May be run again after a kill at any point: the slices already applied
 * are skipped, and the end is the same.
 */
export async function applicaAnnullo(ctx: Ctx, annulloId: AnnulloId): Promise<void> {
  const annullo = await ctx.tx((t) => iniziaAnnullo(t, annulloId));
  if (annullo === null) return;
  const { flussoId, motivo, rigaFatta } = annullo;
  const provenienza = { flussoId: null, iuf: '', tipiConsentiti: await tipiDi(ctx, annullo), motivo };
  try {
    const applica = async (carico: Carico): Promise<void> => {
      const { righe, ultima } = await carico.chiediAnnullo({ flussoId, dopo: rigaFatta });
      await ctx.tx((t) => updateRigheAnnullo(t, annulloId, righe));
      await carico.applicaTutte(fette({ dopo: rigaFatta, ultima }), async (t, esiti, { da, a }) => {
        const esclusi = esiti.some((e) => e.codice !== null) ? await leggiEsclusi(t) : [];
        await insertEsclusi(t, annulloId, esclusi);
        const annullati = esiti.length - esclusi.length;
        if (!(await avanzaAnnullo(t, annulloId, { da, a, annullati, esclusi: esclusi.length }))) throw new Fermato();
      });
    };
    await conCarico(ctx, provenienza, applica, { doppio: true });
  } catch (causa) {
    if (causa instanceof Fermato) return;
    throw causa;
  }
  await ctx.tx(async (t) => {
    if (!(await finisciAnnullo(t, annulloId))) return;
    await segnaAnnullato(t, annullo);
    await annota(t, { azione: 'flusso.annullato', oggetto: 'flusso', oggettoId: flussoId });
  });
}

function* fette({ dopo, ultima }: { dopo: number; ultima: number }): Generator<{ da: number; a: number }> {
  let righe: number = LIMITI.fettaPrimaRighe;
  for (let da = dopo + 1; da <= ultima; righe = LIMITI.fettaRighe) {
    const a = Math.min(da + righe - 1, ultima);
    yield { da, a };
    da = a + 1;
  }
}

/** The kinds of due of whoever asked for it; null: all. */
async function tipiDi(ctx: Ctx, { richiestoDa }: Annullo): ReturnType<typeof tipiConsentiti> {
  const operatore = /^operatore:(.+)$/.exec(richiestoDa)?.[1];
  const { enteId } = ctx;
  if (operatore === undefined || enteId === null) return null;
  return tipiConsentiti(ctx, { operatoreId: operatore as OperatoreId, enteId });
}
