import { ok } from '#kernel/esito';
import type { DovutoId } from '#kernel/ids';
import { annota } from '#modules/registro';
import { attoreTesto, type Ctx } from '#platform/contesto';
import { fermo, type Fermo } from '#platform/fermo';
import { LAVORO_SPONTANEO } from './acts/spontaneo.ts';
import { segnaVerificato } from './acts/verificato.ts';
import {
  selectBozze,
  selectDaVerificare,
  selectDelegheDaDecidere,
  selectNonQuotati,
  selectRichiesteFerme,
} from './store/fermi.ts';

/** Asks again for the notice of a request: made twice, it is one. */
async function riprendiRichiesta(ctx: Ctx, richiestaId: string): Promise<{ ok: true; value: undefined }> {
  return ctx.tx(async (t) => {
    const payload = { enteId: t.enteId ?? '', richiestaId, attore: attoreTesto(t.attore) };
    await annota(t, { azione: 'richiesta.ripresa', oggetto: 'richiesta', oggettoId: richiestaId });
    await t.enqueue(LAVORO_SPONTANEO, payload, { chiave: `richiesta:${richiestaId}` });
    return ok();
  });
}

/** What of this module gets stuck. */
export const fermi: readonly Fermo[] = [
  fermo({
    genere: 'dovuto_da_verificare',
    elenca: selectDaVerificare,
    atti: { lascia: (ctx, id) => segnaVerificato(ctx, id as DovutoId) },
  }),
  fermo({ genere: 'dovuto_in_bozza', elenca: selectBozze, atti: {} }),
  fermo({ genere: 'richiesta_ferma', elenca: selectRichiesteFerme, atti: { riprova: riprendiRichiesta } }),
  fermo({ genere: 'delega_da_decidere', elenca: (t, _chi, q) => selectDelegheDaDecidere(t, q), atti: {} }),
  fermo({ genere: 'importi_non_aggiornati', elenca: selectNonQuotati, atti: {} }),
];
