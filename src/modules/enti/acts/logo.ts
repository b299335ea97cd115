import { ok, type Esito } from '#kernel/esito';
import type { EnteId } from '#kernel/ids';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { ridisegna, type ImmagineRifiutata } from '#platform/immagine';
import { LOGO_LATO_MAX, LOGO_MEGABYTE_MAX, MISURE_LOGO, type Loghi } from '../core/logo.ts';
import { rifiutoEnti, type RifiutoEnti } from '../core/rifiuti.ts';
import { leggiEnte } from '../store/ente.ts';
import { prendiLogoVecchio, selectLoghiVecchi, updateLoghi } from '../store/logo.ts';
import { enteDi } from './ente.ts';

const LIMITI_LOGO = { bytesMax: LOGO_MEGABYTE_MAX * 1024 * 1024, latoMax: LOGO_LATO_MAX };

const RIFIUTI: Record<ImmagineRifiutata, () => { ok: false; refusal: RifiutoEnti }> = {
  formato: () => rifiutoEnti('LOGO_FORMATO_NON_AMMESSO'),
  byte: () => rifiutoEnti('LOGO_TROPPO_GRANDE', { megabyte: LOGO_MEGABYTE_MAX }),
  pixel: () => rifiutoEnti('LOGO_TROPPI_PIXEL', { pixel: LOGO_LATO_MAX }),
  animata: () => rifiutoEnti('LOGO_ANIMATO'),
  illeggibile: () => rifiutoEnti('LOGO_NON_LEGGIBILE'),
};

/**
 * Sets the logo of the context's ente: PNG, JPEG or WebP, drawn anew in three sizes. What was uploaded is not kept, and nobody is ever
 * served it.
 */
export async function impostaLogo(ctx: Ctx, immagine: Uint8Array): Promise<Esito<undefined, RifiutoEnti>> {
  const enteId = enteDi(ctx);
  const loghi = await disegna(immagine);
  if (!loghi.ok) return loghi;
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoEnti>> => {
    if ((await leggiEnte(t, enteId)) === null) return rifiutoEnti('ENTE_SCONOSCIUTO');
    if (await updateLoghi(t, enteId, loghi.value)) await annotaLogo(t, enteId, 'ente.logo_impostato');
    return ok();
  });
}

/**
 * Draws anew the logos that were uploaded before this was done: until then, and for good where they cannot be read, their enti have none.
 * Returns how many there were.
 */
export async function ridisegnaLoghiVecchi(ctx: Ctx): Promise<number> {
  const enti = await ctx.tx(selectLoghiVecchi);
  for (const enteId of enti) {
    await ctx.tx(async (t) => {
      const vecchio = await prendiLogoVecchio(t, enteId);
      const loghi = vecchio === null ? null : await disegna(vecchio);
      if (loghi === null) return;
      if (loghi.ok) await updateLoghi(t, enteId, loghi.value);
      await annotaLogo(t, enteId, loghi.ok ? 'ente.logo_impostato' : 'ente.logo_tolto');
    });
  }
  return enti.length;
}

async function annotaLogo(t: Ctx, enteId: EnteId, azione: string): Promise<void> {
  await annota(t, { azione, oggetto: 'ente', oggettoId: enteId });
}

async function disegna(immagine: Uint8Array): Promise<Esito<Loghi, RifiutoEnti>> {
  const { piccolo, medio, grande } = MISURE_LOGO;
  const disegnate = await ridisegna(immagine, { limiti: LIMITI_LOGO, lati: [piccolo, medio, grande] });
  if (!disegnate.ok) return RIFIUTI[disegnate.refusal.codice]();
  const [uno, due, tre] = disegnate.value;
  if (uno === undefined || due === undefined || tre === undefined) throw new Error('logo: a size was not drawn');
  return ok({ piccolo: uno, medio: due, grande: tre });
}
