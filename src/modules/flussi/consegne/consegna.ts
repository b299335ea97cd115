import { ok, type Esito } from '#kernel/esito';
import type { FlussoId } from '#kernel/ids';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { prossimoTentativo, type PercheNonConsegnato } from '../core/consegna.ts';
import { rifiutoFlusso, type RifiutoFlusso } from '../core/rifiuti.ts';
import { selectFile } from '../store.ts';
import {
  insertConsegna,
  selectConsegne,
  selectDestinazioneDi,
  updateConsegna,
  updateDaCapo,
  type Consegna,
} from '../store/consegna.ts';
import { apriDestinazione } from './destinazioni.ts';

export const LAVORO_CONSEGNA = 'flussi.consegna';

/** A file has not arrived where it should, and nobody tries any more. Announced in the transaction that gives it up. */
export const FATTO_CONSEGNA_FALLITA = 'fatto.flussi.consegna_fallita';

type Quale = { flussoId: FlussoId; destinazioneId: string };

/** A scheduled file that has to arrive somewhere sets out, in the transaction that keeps it. */
export async function avviaConsegna(t: Ctx, flussoId: FlussoId): Promise<void> {
  const destinazioneId = await selectDestinazioneDi(t, flussoId);
  if (destinazioneId === null) return;
  await insertConsegna(t, flussoId, destinazioneId);
  await accoda(t, { flussoId, destinazioneId });
}

/** A failed delivery is tried again from the start: somebody has put right what was wrong. */
export async function ritentaConsegna(ctx: Ctx, quale: Quale): Promise<Esito<void, RifiutoFlusso>> {
  return ctx.tx(async (t) => {
    if (!(await updateDaCapo(t, quale.flussoId, quale.destinazioneId))) return rifiutoFlusso('CONSEGNA_NON_FALLITA');
    const dettaglio = { destinazione: quale.destinazioneId };
    await annota(t, { azione: 'consegna.ritentata', oggetto: 'flusso', oggettoId: quale.flussoId, dettaglio });
    await accoda(t, quale);
    return ok(undefined);
  });
}

/**
 * Tries once. May run again after a kill, or twice at once: what has arrived is found there, and its name is written once. What does not
 * pass by itself, or has not passed for hours, is announced.
 */
export async function consegnaFile(ctx: Ctx, quale: Quale): Promise<void> {
  const visto = await ctx.tx(async (t) => {
    const consegna = (await selectConsegne(t, quale.flussoId)).find((c) => c.destinazioneId === quale.destinazioneId);
    const file = await selectFile(t, quale.flussoId, 'esito');
    if (consegna?.stato !== 'da_consegnare' || file === null) return null;
    return { consegna, file, aperta: await apriDestinazione(t, quale.destinazioneId) };
  });
  if (visto === null) return;
  const { consegna, file, aperta } = visto;
  if (typeof aperta === 'string') return segna(ctx, consegna, aperta);
  const { nome, byte, fileId } = file;
  const esito = await aperta.consegna(ctx, { nome, byte, percorso: ctx.files.percorso(fileId) });
  await segna(ctx, consegna, esito.esito === 'ok' ? null : esito.perche);
}

async function segna(ctx: Ctx, consegna: Consegna, perche: PercheNonConsegnato | null): Promise<void> {
  await ctx.tx(async (t) => {
    const poi = perche === null ? null : prossimoTentativo({ perche, tentativi: consegna.tentativi + 1 }, t.now);
    const stato = perche === null ? 'consegnata' : poi === null ? 'fallita' : 'da_consegnare';
    if (!(await updateConsegna(t, consegna, { stato, perche }))) return;
    const { flussoId, destinazioneId } = consegna;
    if (poi !== null) return accoda(t, consegna, poi);
    const azione = perche === null ? 'consegna.riuscita' : 'consegna.fallita';
    const dettaglio = { destinazione: destinazioneId, ...(perche !== null && { perche }) };
    await annota(t, { azione, oggetto: 'flusso', oggettoId: flussoId, dettaglio });
    if (perche !== null) await t.enqueue(FATTO_CONSEGNA_FALLITA, { enteId: t.enteId ?? '', flussoId, destinazioneId });
  });
}

async function accoda(t: Ctx, { flussoId, destinazioneId }: Quale, nonPrima?: Date): Promise<void> {
  const payload = { enteId: t.enteId ?? '', flussoId, destinazioneId };
  // One at a time to a server: many files ready at once are not many connections to it.
  const dove = { chiave: `consegna:${flussoId}:${destinazioneId}`, coda: `consegna:${destinazioneId}` };
  await t.enqueue(LAVORO_CONSEGNA, payload, nonPrima === undefined ? dove : { ...dove, nonPrima });
}
