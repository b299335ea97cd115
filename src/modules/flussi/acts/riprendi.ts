import { ok, type Esito } from '#kernel/esito';
import type { FlussoId } from '#kernel/ids';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { rifiutoFlusso, type RifiutoFlusso } from '../core/rifiuti.ts';
import { selectFlusso } from '../store.ts';
import { selectAnteprima, selectNomePreso } from '../store/anteprima.ts';
import {
  selectAlLavoro,
  selectAnnulloAperto,
  updateArchiviato,
  updateLasciata,
  updateRipreso,
} from '../store/fermi.ts';
import { accodaCarico, rifiutoOmonimo } from './accoda-carico.ts';
import { LAVORO_ANNULLO } from './annulla-flusso.ts';
import { aggiornaAnteprima, buttaAltrui, buttaAnteprima, ricalcolaAnteprima } from './anteprima.ts';
import { LAVORO_CONSERVAZIONE } from './esporta-conservazione.ts';
import { LAVORO_PAGATI } from './esporta-pagati.ts';
import { LAVORO_SCADUTI } from './esporta-scaduti.ts';

type Fatto = Promise<Esito<undefined, RifiutoFlusso>>;

/** The job that makes a file that goes out, by its kind. */
const ESPORTANO: Record<string, string> = {
  pagati: LAVORO_PAGATI,
  scaduti: LAVORO_SCADUTI,
  conservazione: LAVORO_CONSERVAZIONE,
};

/**
 * Takes up again a file that was given up for a fault of ours: one that came in from where it was, one that goes out from the beginning.
 * Its name may have been taken meanwhile by the same file, sent again.
 */
export async function riprendiFallito(ctx: Ctx, flussoId: FlussoId): Fatto {
  return ctx.tx(async (t): Fatto => {
    const flusso = await selectFlusso(t, flussoId);
    if (flusso === null) return rifiutoFlusso('FLUSSO_NON_TROVATO');
    const chiamato = { genere: flusso.genere, iuf: flusso.iuf ?? '', nomeFile: flusso.nomeFile ?? '' };
    if (flusso.verso === 'in' && (await selectNomePreso(t, chiamato))) return rifiutoOmonimo(t, chiamato);
    const ripreso = await updateRipreso(t, flussoId);
    if (ripreso === null) return rifiutoFlusso('FLUSSO_NON_FALLITO');
    return accoda(t, flussoId, ripreso);
  });
}

/** Asks again for the work on a file that waits for nobody's. */
export async function riprendiSenzaLavoro(ctx: Ctx, flussoId: FlussoId): Fatto {
  return ctx.tx(async (t): Fatto => {
    const fermo = await selectAlLavoro(t, flussoId);
    return fermo === null ? rifiutoFlusso('FLUSSO_NON_FERMO') : accoda(t, flussoId, fermo);
  });
}

async function accoda(t: Ctx, flussoId: FlussoId, f: { genere: string; richiestoDa: string }): Fatto {
  const lavoro = ESPORTANO[f.genere];
  if (lavoro === undefined) await accodaCarico(t, flussoId, f.richiestoDa);
  else
    await t.enqueue(
      lavoro,
      { enteId: t.enteId ?? '', flussoId, attore: f.richiestoDa },
      { chiave: `flusso:${flussoId}` },
    );
  await annota(t, { azione: 'flusso.ripreso', oggetto: 'flusso', oggettoId: flussoId });
  return ok();
}

/** Somebody has looked at a failure: it is in no list of what is to be looked at any more. */
export async function archiviaFallito(ctx: Ctx, flussoId: FlussoId): Fatto {
  return ctx.tx(async (t): Fatto => {
    if (!(await updateArchiviato(t, flussoId))) return rifiutoFlusso('FLUSSO_NON_FALLITO');
    await annota(t, { azione: 'flusso.archiviato', oggetto: 'flusso', oggettoId: flussoId });
    return ok();
  });
}

/** Works out again a preview that met a fault, or that nobody is working out. */
export async function riprendiAnteprima(ctx: Ctx, flussoId: FlussoId): Promise<Esito<void, RifiutoFlusso>> {
  return ctx.tx(async (t) => {
    const anteprima = await selectAnteprima(t, flussoId, true);
    if (anteprima === null) return rifiutoFlusso('ANTEPRIMA_FINITA');
    if (anteprima.guastoIl !== null || anteprima.calcolataIl !== null) return ricalcolaAnteprima(t, flussoId);
    await aggiornaAnteprima(t, flussoId);
    return ok();
  });
}

/** Throws away a file of which nothing is loaded, whatever it was waiting for. */
export async function buttaInAttesa(ctx: Ctx, flussoId: FlussoId): Promise<Esito<void, RifiutoFlusso>> {
  return ctx.tx(async (t) => {
    const flusso = await selectFlusso(t, flussoId);
    return flusso?.stato === 'in_corrispondenza' ? buttaAltrui(t, flussoId) : buttaAnteprima(t, flussoId);
  });
}

/** Asks again for the work on an annulment. */
export async function riprendiAnnullo(ctx: Ctx, flussoId: FlussoId): Fatto {
  return ctx.tx(async (t): Fatto => {
    const aperto = await selectAnnulloAperto(t, flussoId);
    if (aperto === null) return rifiutoFlusso('FLUSSO_ANNULLO_FINITO');
    const payload = { enteId: t.enteId ?? '', annulloId: aperto.annulloId, attore: aperto.richiestoDa };
    await annota(t, { azione: 'flusso.ripreso', oggetto: 'flusso', oggettoId: flussoId });
    await t.enqueue(LAVORO_ANNULLO, payload, { chiave: `annullo:${aperto.annulloId}`, coda: `ente:${t.enteId}` });
    return ok();
  });
}

/** Nobody wants a file any more where it could not be delivered. */
export async function lasciaConsegna(ctx: Ctx, quale: { flussoId: FlussoId; destinazioneId: string }): Fatto {
  return ctx.tx(async (t): Fatto => {
    if (!(await updateLasciata(t, quale))) return rifiutoFlusso('CONSEGNA_NON_FALLITA');
    const dettaglio = { destinazione: quale.destinazioneId };
    await annota(t, { azione: 'consegna.lasciata', oggetto: 'flusso', oggettoId: quale.flussoId, dettaglio });
    return ok();
  });
}
