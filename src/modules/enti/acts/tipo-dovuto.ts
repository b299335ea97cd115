import { ok, type Esito } from '#kernel/esito';
import type { EnteId, TipoDovutoId } from '#kernel/ids';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { rifiutoEnti, type RifiutoEnti } from '../core/rifiuti.ts';
import {
  mancanze,
  TIPO_CONSUETO,
  tipoConsueto,
  validaTipoDovuto,
  type DatiTipoDovuto,
  type Mancanza,
  type RichiestaTipo,
} from '../core/tipo-dovuto.ts';
import { selectTipoConto } from '../store/conto.ts';
import { selectCodiciTassonomia, selectTassonomia } from '../store/tassonomia.ts';
import {
  lockTipo,
  selectRifiutaFuoriModalita,
  selectTipi,
  upsertRifiutaFuoriModalita,
  upsertTipo,
  type TipoDovuto,
} from '../store/tipo-dovuto.ts';
import { selectInVigore, selectPubblicate } from '../store/versioni-modulo.ts';
import { enteDi } from './ente.ts';

/**
 * Registers a kind of due of the context's ente under its code, or brings it up to date: what is not said is as usual in a new one, and
 * stays as it is in one that is there.
 */
export async function registraTipoDovuto(
  ctx: Ctx,
  richiesta: RichiestaTipo,
): Promise<Esito<TipoDovutoId, RifiutoEnti>> {
  const enteId = enteDi(ctx);
  return ctx.tx(async (t): Promise<Esito<TipoDovutoId, RifiutoEnti>> => {
    const prima = await lockTipo(t, enteId, { codice: richiesta.codice });
    return scrivi(t, prima, { ...tipoConsueto(richiesta.codice), ...prima, ...richiesta });
  });
}

/** Registers a kind of due under a code that the ente does not have yet. */
export async function creaTipoDovuto(ctx: Ctx, richiesta: RichiestaTipo): Promise<Esito<TipoDovutoId, RifiutoEnti>> {
  const enteId = enteDi(ctx);
  return ctx.tx(async (t): Promise<Esito<TipoDovutoId, RifiutoEnti>> => {
    if ((await lockTipo(t, enteId, richiesta)) !== null)
      return rifiutoEnti('TIPO_CODICE_OCCUPATO', { codice: richiesta.codice });
    return scrivi(t, null, { ...tipoConsueto(richiesta.codice), ...richiesta });
  });
}

/** What of a kind of due may change. */
export type CambiTipo = Partial<Omit<DatiTipoDovuto, 'codice' | 'categoria'>>;

/** Changes some of what is registered of a kind of due of the context's ente. */
export async function modificaTipoDovuto(
  ctx: Ctx,
  { tipoDovutoId, cambi }: { tipoDovutoId: TipoDovutoId; cambi: CambiTipo },
): Promise<Esito<TipoDovutoId, RifiutoEnti>> {
  const enteId = enteDi(ctx);
  return ctx.tx(async (t): Promise<Esito<TipoDovutoId, RifiutoEnti>> => {
    const prima = await lockTipo(t, enteId, { tipoDovutoId });
    return prima === null ? rifiutoEnti('TIPO_SCONOSCIUTO') : scrivi(t, prima, { ...prima, ...cambi });
  });
}

/** Could it be changed so? What is refused here is refused when it is changed; nothing is written. */
export async function valutaTipoDovuto(
  ctx: Ctx,
  { tipoDovutoId, cambi }: { tipoDovutoId: TipoDovutoId; cambi: CambiTipo },
): Promise<Esito<DatiTipoDovuto, RifiutoEnti>> {
  const enteId = enteDi(ctx);
  return ctx.tx(async (t): Promise<Esito<DatiTipoDovuto, RifiutoEnti>> => {
    const prima = (await selectTipi(t, enteId)).find((tipo) => tipo.tipoDovutoId === tipoDovutoId);
    return prima === undefined ? rifiutoEnti('TIPO_SCONOSCIUTO') : giudica(t, prima, { ...prima, ...cambi });
  });
}

async function giudica(
  t: Ctx,
  prima: TipoDovuto | null,
  dati: DatiTipoDovuto,
): Promise<Esito<DatiTipoDovuto, RifiutoEnti>> {
  const enteId = enteDi(t);
  const { contoId, contoPostaleId } = dati;
  return validaTipoDovuto(dati, {
    tassonomia: await selectTassonomia(t, dati.tassonomia),
    conto: contoId === null ? null : await selectTipoConto(t, enteId, contoId),
    contoPostale: contoPostaleId === null ? null : await selectTipoConto(t, enteId, contoPostaleId),
    modulo: prima === null ? null : await selectInVigore(t, { enteId, tipoDovutoId: prima.tipoDovutoId }),
    oggi: t.oggi,
  });
}

async function scrivi(
  t: Ctx,
  prima: TipoDovuto | null,
  dati: DatiTipoDovuto,
): Promise<Esito<TipoDovutoId, RifiutoEnti>> {
  const enteId = enteDi(t);
  const valido = await giudica(t, prima, dati);
  if (!valido.ok) return valido;
  const { id, come } = await upsertTipo(t, enteId, valido.value);
  if (come !== 'uguale') {
    const { codice, tassonomia, attivo } = valido.value;
    const dettaglio = { come, codice, tassonomia, attivo, ...(prima && { cambi: cambiati(prima, valido.value) }) };
    await annota(t, { azione: 'tipo_dovuto.registrato', oggetto: 'tipo_dovuto', oggettoId: id, dettaglio });
  }
  return ok(id);
}

/** Longest text of one change: a whole bilancio is told by its beginning. */
const CAMBIO_CARATTERI_MAX = 200;

/** What changed, from what to what: configuration is nobody's personal data, and who changed it is what one looks for. */
function cambiati(prima: DatiTipoDovuto, dopo: DatiTipoDovuto): string[] {
  const campi = ['denominazione', 'tassonomia', ...Object.keys(TIPO_CONSUETO)] as (keyof DatiTipoDovuto)[];
  return campi.flatMap((campo) => {
    const [era, resta] = [JSON.stringify(prima[campo]), JSON.stringify(dopo[campo])];
    return era === resta ? [] : [`${campo}: ${era} → ${resta}`.slice(0, CAMBIO_CARATTERI_MAX)];
  });
}

/** The kinds of due of an ente, by name. `ctx.enteId` must be that ente, unless the role sees them all. */
export async function elencoTipi(ctx: Ctx, enteId: EnteId): Promise<TipoDovuto[]> {
  return ctx.tx((t) => selectTipi(t, enteId));
}

/** A kind of due with the form in force, and what it lacks to be put to work. */
export type TipoConfigurato = TipoDovuto & { moduloInVigore: number | null; manca: readonly Mancanza[] };

/** The kinds of due of the context's ente, as who configures them looks at them. */
export async function tipiConfigurati(ctx: Ctx): Promise<TipoConfigurato[]> {
  const enteId = enteDi(ctx);
  return ctx.tx(async (t) => {
    const pubblicate = await selectPubblicate(t, enteId);
    return (await selectTipi(t, enteId)).map((tipo) => {
      const moduloInVigore = pubblicate.get(tipo.tipoDovutoId) ?? null;
      return { ...tipo, moduloInVigore, manca: mancanze(tipo, { haModulo: moduloInVigore !== null }) };
    });
  });
}

/** Does the context's ente want a file refused, where its kind of due is not joined «per flussi»? Else it is accepted, and said. */
export async function rifiutaFuoriModalita(ctx: Ctx): Promise<boolean> {
  return ctx.tx((t) => selectRifiutaFuoriModalita(t, enteDi(t)));
}

export async function impostaFuoriModalita(ctx: Ctx, rifiuta: boolean): Promise<Esito<undefined, RifiutoEnti>> {
  const enteId = enteDi(ctx);
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoEnti>> => {
    if (await upsertRifiutaFuoriModalita(t, enteId, rifiuta)) {
      const dettaglio = { rifiuta };
      await annota(t, { azione: 'ente.fuori_modalita_scelto', oggetto: 'ente', oggettoId: enteId, dettaglio });
    }
    return ok();
  });
}

/** What the validation of a dovuto needs to know of its kind. */
export type RegoleTipo = Pick<
  TipoDovuto,
  | 'tipoDovutoId'
  | 'attivo'
  | 'tassonomia'
  | 'codiceFiscaleAnonimo'
  | 'scadenzaObbligatoria'
  | 'scadenzaStampata'
  | 'pagaDopoScadenza'
  | 'modalita'
>;

export type RegoleTipi = {
  /** By code. */
  tipi: ReadonlyMap<string, RegoleTipo>;
  /** Codes of the taxonomy in force today, `9/0101100IM/`. */
  tassonomia: ReadonlySet<string>;
  /** A row of a kind of due that is not joined «per flussi» is refused. */
  rifiutaFuoriModalita: boolean;
};

/** Everything that the validation of a file of dovuti asks about kinds and codes, read once. */
export async function regoleTipi(ctx: Ctx, enteId: EnteId): Promise<RegoleTipi> {
  return ctx.tx(async (t) => ({
    tipi: new Map((await selectTipi(t, enteId)).map((tipo) => [tipo.codice, tipo])),
    tassonomia: new Set(await selectCodiciTassonomia(t)),
    rifiutaFuoriModalita: await selectRifiutaFuoriModalita(t, enteId),
  }));
}
