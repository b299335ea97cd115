import { ok, type Esito } from '#kernel/esito';
import type { ContoId, TipoDovutoId } from '#kernel/ids';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { CATALOGO } from '../catalogo/catalogo.ts';
import type { RifiutoModulo } from '../core/modulo/index.ts';
import { rifiutoEnti, type RifiutoEnti } from '../core/rifiuti.ts';
import { selectCopiabili, type TipoCopiabile } from '../store/tipo-dovuto.ts';
import { enteDi } from './ente.ts';
import { creaTipoDovuto } from './tipo-dovuto.ts';
import { salvaBozza } from './versioni-modulo.ts';

type EsitoAdozione = Esito<TipoDovutoId, RifiutoEnti | RifiutoModulo>;

/** What the context's ente may copy: kinds of due of its twin, or at work in enti of the same intermediario. */
export async function tipiCopiabili(ctx: Ctx): Promise<TipoCopiabile[]> {
  return ctx.tx(async (t) => (await selectCopiabili(t)).map(({ definizione: _, ...tipo }) => tipo));
}

/**
 * Makes a kind of due of the context's ente like one of another: what citizens see of it, and its form as a draft. Never accounts,
 * credentials or chapters. It is born at rest.
 */
export async function copiaTipo(
  ctx: Ctx,
  { da, codice, contoId }: { da: TipoDovutoId | null; codice: string | null; contoId: ContoId | null },
): Promise<EsitoAdozione> {
  enteDi(ctx);
  return ctx.tx(async (t): Promise<EsitoAdozione> => {
    const [trovato] = da === null ? [] : await selectCopiabili(t, da);
    if (trovato === undefined) return rifiutoEnti('TIPO_SCONOSCIUTO');
    const { definizione, enteId: daEnteId, ente: _, tipoDovutoId: __, ...suoi } = trovato;
    const creato = await creaTipoDovuto(t, { ...suoi, codice: codice ?? suoi.codice, attivo: false, contoId });
    if (!creato.ok) return creato;
    const bozza = definizione === null ? ok() : await salvaBozza(t, { tipoDovutoId: creato.value, definizione });
    if (!bozza.ok) return bozza;
    const dettaglio = { daEnteId, da };
    await annota(t, { azione: 'tipo_dovuto.copiato', oggetto: 'tipo_dovuto', oggettoId: creato.value, dettaglio });
    return creato;
  });
}

/** The name of a category of the catalogue, for people; null: it is none. */
export function nomeCategoria(categoria: string | null): string | null {
  return CATALOGO.find((una) => una.categoria === categoria)?.denominazione ?? null;
}

/**
 * Makes a kind of due of the context's ente out of a category of the catalogue, with its form as a draft: tariffs and chapters there are
 * examples, so it is born at rest, and citizens pay nothing by it until the ente has published a form of its own.
 */
export async function adottaTipo(
  ctx: Ctx,
  { categoria, codice, contoId }: { categoria: string; codice: string | null; contoId: ContoId | null },
): Promise<EsitoAdozione> {
  const voce = CATALOGO.find((una) => una.categoria === categoria);
  if (voce === undefined) return rifiutoEnti('CATEGORIA_SCONOSCIUTA');
  const { definizione, descrizione: _, importo: __, tassonomieAlternative: ___, ...suoi } = voce;
  return ctx.tx(async (t): Promise<EsitoAdozione> => {
    const creato = await creaTipoDovuto(t, { ...suoi, codice: codice ?? categoria, attivo: false, contoId });
    if (!creato.ok) return creato;
    const bozza = await salvaBozza(t, { tipoDovutoId: creato.value, definizione });
    if (!bozza.ok) return bozza;
    const dettaglio = { categoria };
    await annota(t, { azione: 'tipo_dovuto.adottato', oggetto: 'tipo_dovuto', oggettoId: creato.value, dettaglio });
    return creato;
  });
}
