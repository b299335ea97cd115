import { ok, type Esito } from '#kernel/esito';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { rifiutoEnti, type RifiutoEnti } from '../core/rifiuti.ts';
import { validaAccesso } from '../core/stazione.ts';
import { isRete } from '../reti.ts';
import { leggiAccessoSil, scriviAccessoSil, type AccessoSil } from '../store/accesso-sil.ts';
import { enteDi } from './ente.ts';

/** At the most; the table says so too. */
const RETI_MAX = 50;
const CERTIFICATI_MAX = 20;

/** Says from where the software of the context's ente may call. Every list that is not empty must hold; both empty: from everywhere. */
export async function impostaAccessoSil(
  ctx: Ctx,
  accesso: { reti: readonly string[]; certificatiCn: readonly string[] },
): Promise<Esito<undefined, RifiutoEnti>> {
  const enteId = enteDi(ctx);
  const { reti: indirizzi, certificatiCn } = accesso;
  const valido = validaAccesso({ indirizzi, certificatiCn }, isRete);
  if (!valido.ok) return valido;
  if (indirizzi.length > RETI_MAX || certificatiCn.length > CERTIFICATI_MAX) return rifiutoEnti('ACCESSO_SIL_TROPPI');
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoEnti>> => {
    const prima = await leggiAccessoSil(t, enteId);
    const dopo = await scriviAccessoSil(t, enteId, accesso);
    if (JSON.stringify(prima) === JSON.stringify(dopo)) return ok();
    const dettaglio = {
      retiPrima: prima.reti,
      retiDopo: dopo.reti,
      certificatiPrima: prima.certificatiCn,
      certificatiDopo: dopo.certificatiCn,
    };
    await annota(t, { azione: 'ente.accesso_sil_cambiato', oggetto: 'ente', oggettoId: enteId, dettaglio });
    return ok();
  });
}

export type { AccessoSil };
