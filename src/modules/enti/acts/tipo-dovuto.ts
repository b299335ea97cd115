import { ok, type Esito } from '#kernel/esito';
import type { EnteId, TipoDovutoId } from '#kernel/ids';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { rifiutoEnti, type RifiutoEnti } from '../core/rifiuti.ts';
import { validaTipoDovuto, type DatiTipoDovuto } from '../core/tipo-dovuto.ts';
import { selectTipoConto } from '../store/conto.ts';
import { selectCodiciTassonomia, selectTassonomia } from '../store/tassonomia.ts';
import { selectTipi, upsertTipo, type TipoDovuto } from '../store/tipo-dovuto.ts';
import { enteDi } from './ente.ts';

/** Registers a kind of due of the context's ente under its code, or brings it up to date. */
export async function registraTipoDovuto(ctx: Ctx, dati: DatiTipoDovuto): Promise<Esito<TipoDovutoId, RifiutoEnti>> {
  const enteId = enteDi(ctx);
  return ctx.tx(async (t): Promise<Esito<TipoDovutoId, RifiutoEnti>> => {
    const valido = validaTipoDovuto(dati, {
      tassonomia: await selectTassonomia(t, dati.tassonomia),
      conto: await selectTipoConto(t, enteId, dati.contoId),
      contoPostale: dati.contoPostaleId === null ? null : await selectTipoConto(t, enteId, dati.contoPostaleId),
      oggi: t.oggi,
    });
    if (!valido.ok) return valido;
    const { id, come } = await upsertTipo(t, enteId, valido.value);
    if (come !== 'uguale') {
      const dettaglio = { come, codice: dati.codice, tassonomia: dati.tassonomia, attivo: dati.attivo };
      await annota(t, { azione: 'tipo_dovuto.registrato', oggetto: 'tipo_dovuto', oggettoId: id, dettaglio });
    }
    return ok(id);
  });
}

/** The kinds of due of an ente, by name. `ctx.enteId` must be that ente, unless the role sees them all. */
export async function elencoTipi(ctx: Ctx, enteId: EnteId): Promise<TipoDovuto[]> {
  return ctx.tx((t) => selectTipi(t, enteId));
}

/** What the validation of a dovuto needs to know of its kind. */
export type RegoleTipo = Pick<
  TipoDovuto,
  'tipoDovutoId' | 'attivo' | 'codiceFiscaleAnonimo' | 'scadenzaObbligatoria' | 'scadenzaStampata' | 'pagaDopoScadenza'
>;

export type RegoleTipi = {
  /** By code. */
  tipi: ReadonlyMap<string, RegoleTipo>;
  /** Codes of the taxonomy in force today, `9/0101100IM/`. */
  tassonomia: ReadonlySet<string>;
};

/** Everything that the validation of a file of dovuti asks about kinds and codes, read once. */
export async function regoleTipi(ctx: Ctx, enteId: EnteId): Promise<RegoleTipi> {
  return ctx.tx(async (t) => ({
    tipi: new Map((await selectTipi(t, enteId)).map((tipo) => [tipo.codice, tipo])),
    tassonomia: new Set(await selectCodiciTassonomia(t)),
  }));
}
