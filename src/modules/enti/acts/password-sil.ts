import { ok, type Esito } from '#kernel/esito';
import type { EnteId } from '#kernel/ids';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { impronta, uguali } from '#platform/crypto';
import { fineSovrapposizione, SOVRAPPOSIZIONE_GIORNI } from '../core/credenziali.ts';
import { passwordSilForte } from '../core/ente.ts';
import { rifiutoEnti, type RifiutoEnti } from '../core/rifiuti.ts';
import { leggiEnte, lockGemelli } from '../store/ente.ts';
import { insertPasswordSil, selectPasswordSil } from '../store/password-sil.ts';
import { enteDi } from './ente.ts';

const SCOPO_SIL = 'password-sil';

/**
 * Sets the password with which the ente's software enters. Kept as HMAC: it is generated, and cannot be read again. The one before it is
 * good for `giorni` days more, so that the software may be changed without being shut out; never more than two are.
 */
export async function impostaPasswordSil(
  ctx: Ctx,
  password: string,
  { giorni = SOVRAPPOSIZIONE_GIORNI }: { giorni?: number } = {},
): Promise<Esito<undefined, RifiutoEnti>> {
  const enteId = enteDi(ctx);
  if (!passwordSilForte(password)) return rifiutoEnti('PASSWORD_SIL_DEBOLE');
  const fine = fineSovrapposizione(ctx.now, giorni);
  if (!fine.ok) return fine;
  const hmac = impronta(ctx.config.pepe, SCOPO_SIL, password);
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoEnti>> => {
    const ente = await leggiEnte(t, enteId);
    if (ente === null) return rifiutoEnti('ENTE_SCONOSCIUTO');
    await lockGemelli(t, enteId);
    const uguale = (await selectPasswordSil(t, ente.codIpa)).filter((p) => uguali(p.hmac, hmac));
    if (uguale.some((p) => p.enteId !== enteId)) return rifiutoEnti('PASSWORD_SIL_OCCUPATA');
    if (uguale.some((p) => p.corrente)) return ok();
    await insertPasswordSil(t, { enteId, hmac, fineDiPrima: fine.value });
    await annota(t, {
      azione: 'ente.password_sil_impostata',
      oggetto: 'ente',
      oggettoId: enteId,
      dettaglio: { sovrapposizioneGiorni: giorni },
    });
    return ok();
  });
}

/** Live and prova, each with the password in force and the one that is going. */
const PASSWORD_MAX = 4;

/**
 * Whose password is it? The ente in live or in prova that bears this IPA code (model 8); null when nobody's. The same work is done
 * whether the code exists or not. It does not count attempts, nor ask for the ente's state:
 * `utenti.accediSil` does, and doors call that one.
 */
export async function verificaPasswordSil(
  ctx: Ctx,
  { codIpa, password }: { codIpa: string; password: string },
): Promise<EnteId | null> {
  const hmac = impronta(ctx.config.pepe, SCOPO_SIL, password);
  const righe = await selectPasswordSil(ctx, codIpa);
  let trovato: EnteId | null = null;
  for (const riga of [...righe, ...ASSENTI].slice(0, Math.max(righe.length, PASSWORD_MAX)))
    if (uguali(riga.hmac, hmac)) trovato = riga.enteId;
  return trovato;
}

const ASSENTI = Array.from({ length: PASSWORD_MAX }, () => ({ enteId: null, hmac: new Uint8Array(32) }));
