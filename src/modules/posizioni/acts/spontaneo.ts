import type { IuvId } from '#kernel/ids';
import { annota } from '#modules/registro';
import { attoreTesto, type Ctx } from '#platform/contesto';
import type { AllegatoRisposto } from '../core/allegato.ts';
import type { CodiceSpontaneo } from '../core/rifiuti.ts';
import { deleteAllegatiSciolti, insertLegati } from '../store/allegati.ts';
import {
  confermaRichiesta,
  deleteRichiesteVane,
  insertRichiesta,
  selectEsito,
  type NuovaRichiesta,
  type QualeRichiesta,
  type RichiestaId,
} from '../store/spontaneo.ts';

/** What a mail address is proved for, when it confirms a request: `oggettoId` is that of the request. */
export const SCOPO_SPONTANEO = 'spontaneo';
export const LAVORO_SPONTANEO = 'posizioni.spontaneo';

/** The files that the answers of a request name, and whose form they are in. */
export type AllegatiRichiesta = { visita: Buffer; allegati: readonly AllegatoRisposto[] };

/** A request that nobody confirmed, or that came to nothing, is kept for a day; so is a file that no request holds. */
const VANE_CONSERVATE_MS = 24 * 60 * 60 * 1000;

/**
 * Keeps what a citizen asks to pay, until they confirm it: the ente knows nothing of it yet. `ctx.enteId` is the ente. What is kept was
 * computed here, from the form that the citizen saw. The files are those that the form was found to hold just now.
 */
export async function chiediSpontaneo(
  ctx: Ctx,
  richiesta: NuovaRichiesta,
  file: AllegatiRichiesta | null = null,
): Promise<RichiestaId> {
  const { enteId } = ctx;
  if (enteId === null) throw new Error('chiediSpontaneo: an ente is needed');
  return ctx.tx(async (t) => {
    const richiestaId = await insertRichiesta(t, enteId, richiesta);
    const quanti = file?.allegati.length ?? 0;
    if (file !== null && quanti > 0) {
      const legati = await insertLegati(t, { enteId, richiestaId }, file);
      if (legati !== quanti) throw new Error(`chiediSpontaneo: ${quanti - legati} files went away meanwhile`);
    }
    const { tipoDovutoId, versione } = richiesta;
    const dettaglio = { tipoDovutoId, versione, ...(quanti > 0 && { allegati: quanti }) };
    await annota(t, { azione: 'richiesta.chiesta', oggetto: 'richiesta', oggettoId: richiestaId, dettaglio });
    return richiestaId;
  });
}

/**
 * Confirms a request by a proof that was used for it: its notice is going to be made, once, whatever the number of confirmations. False
 * when it is not there any more.
 */
export async function confermaSpontaneo(
  ctx: Ctx,
  { enteId, richiestaId, provaId }: QualeRichiesta & { provaId: string },
): Promise<boolean> {
  return ctx.tx(async (t) => {
    const esito = await confermaRichiesta(t, { enteId, richiestaId }, provaId);
    if (esito === 'ora') {
      await annota(t, { azione: 'richiesta.confermata', oggetto: 'richiesta', oggettoId: richiestaId });
      const payload = { enteId, richiestaId, attore: attoreTesto(t.attore) };
      await t.enqueue(LAVORO_SPONTANEO, payload, { chiave: `richiesta:${richiestaId}` });
    }
    return esito !== null;
  });
}

/** What became of a request. */
export type FineRichiesta =
  | { come: 'da_confermare' }
  | { come: 'in_preparazione' }
  | { come: 'avviso'; iuvId: IuvId }
  | { come: 'rifiutata'; codice: CodiceSpontaneo };

/** Any role may ask, and nothing is told of what the request says. Null: it is not there (any more). */
export async function fineRichiesta(ctx: Ctx, quale: QualeRichiesta): Promise<FineRichiesta | null> {
  const esito = await selectEsito(ctx, quale);
  if (esito === null) return null;
  if (esito.iuvId !== null) return { come: 'avviso', iuvId: esito.iuvId };
  if (esito.rifiuto !== null) return { come: 'rifiutata', codice: esito.rifiuto };
  return { come: esito.confermata ? 'in_preparazione' : 'da_confermare' };
}

/** Forgets the requests that nobody confirmed, those of which nothing came, and the files that none holds any more. */
export async function dimenticaRichieste(ctx: Ctx): Promise<void> {
  const finoA = new Date(ctx.now.getTime() - VANE_CONSERVATE_MS);
  const tolte = await ctx.tx(async (t) => {
    const richieste = await deleteRichiesteVane(t, finoA);
    return { ...richieste, allegati: await deleteAllegatiSciolti(t, finoA) };
  });
  ctx.log.info('posizioni.richieste_vane', tolte);
}
