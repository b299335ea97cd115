import { ok, type Esito } from '#kernel/esito';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { rifiutoEnti, type RifiutoEnti } from '../core/rifiuti.ts';
import { leggiElenco } from '../core/tassonomia-elenco.ts';
import {
  cadutaEccessiva,
  fineVicina,
  parseTassonomia,
  type CodiceTassonomia,
  type VoceTassonomia,
} from '../core/tassonomia.ts';
import {
  insertCaricamento,
  lockTassonomia,
  selectAree,
  selectCodiciInUso,
  selectUltimoCaricamento,
  selectVoci,
  upsertTassonomia,
  type Caricamento,
  type FiltroTassonomia,
} from '../store/tassonomia.ts';
import { enteDi } from './ente.ts';

/**
 * Registers codes of the taxonomy: they are added and changed, never deleted; with `soloNuove` what is known stays as it is. Returns how
 * many were.
 */
export async function registraTassonomia(
  ctx: Ctx,
  voci: readonly VoceTassonomia[],
  opzioni: { soloNuove?: boolean } = {},
): Promise<Esito<number, RifiutoEnti>> {
  const sbagliata = voci.find((voce) => parseTassonomia(voce.codice) !== voce.codice);
  if (sbagliata !== undefined) return rifiutoEnti('TASSONOMIA_NON_VALIDA', { codice: sbagliata.codice });
  return ctx.tx(async (t) => {
    const quante = await upsertTassonomia(t, voci, opzioni);
    if (quante > 0)
      await annota(t, { azione: 'tassonomia.registrata', oggetto: 'tassonomia', dettaglio: { voci: quante } });
    return ok(quante);
  });
}

/** What a list has brought. */
export type TassonomiaCaricata = { voci: number; cambiate: number };

/**
 * Loads the published list, JSON or CSV: whole or not at all. Codes that are no longer in it stay, with their dates. A list that is not
 * one, or that would take away more than a third of the codes in force, is refused; either way it is kept how it went.
 */
export async function caricaTassonomia(
  ctx: Ctx,
  { testo, origine }: { testo: string; origine: Caricamento['origine'] },
): Promise<Esito<TassonomiaCaricata, RifiutoEnti>> {
  const elenco = leggiElenco(testo);
  const esito = elenco.ok ? await applica(ctx, elenco.value, origine) : elenco;
  if (!esito.ok) {
    const { codice, parametri = null } = esito.refusal;
    const voci = elenco.ok ? elenco.value.length : 0;
    await ctx.tx(async (t) => {
      await insertCaricamento(t, { origine, voci, cambiate: 0, rifiuto: codice, parametri });
      await annota(t, { azione: 'tassonomia.rifiutata', oggetto: 'tassonomia', dettaglio: { origine, codice, voci } });
    });
  }
  return esito;
}

async function applica(
  ctx: Ctx,
  voci: VoceTassonomia[],
  origine: Caricamento['origine'],
): Promise<Esito<TassonomiaCaricata, RifiutoEnti>> {
  return ctx.tx(async (t): Promise<Esito<TassonomiaCaricata, RifiutoEnti>> => {
    const caduta = cadutaEccessiva(await lockTassonomia(t), voci, t.oggi);
    if (caduta !== null) return rifiutoEnti('TASSONOMIA_RIDOTTA', caduta);
    const registrata = await registraTassonomia(t, voci);
    if (!registrata.ok) return registrata;
    const fatto = { voci: voci.length, cambiate: registrata.value };
    await insertCaricamento(t, { origine, ...fatto, rifiuto: null, parametri: null });
    return ok(fatto);
  });
}

/** How the last list went; null where none was ever loaded from outside. */
export async function ultimoCaricamento(ctx: Ctx): Promise<Caricamento | null> {
  return selectUltimoCaricamento(ctx);
}

/** A code in use that ends. */
export type AvvisoTassonomia = CodiceTassonomia & {
  tipoServizio: string;
  /** The active kinds of due that use it, by name. */
  tipi: string[];
  fine: 'scaduta' | 'in_scadenza';
};

/** The codes that active kinds of due of the context's ente use, and that have ended or end within 90 days. */
export async function avvisiTassonomia(ctx: Ctx): Promise<AvvisoTassonomia[]> {
  const inUso = await ctx.tx((t) => selectCodiciInUso(t, enteDi(t)));
  return inUso.flatMap((codice) => {
    const fine = fineVicina(codice, ctx.oggi);
    return fine === null ? [] : [{ ...codice, fine }];
  });
}

/** Words, beyond which nobody narrows a search by hand. */
const PAROLE_MAX = 8;

/** Looks in the taxonomy: all the words, in any field. At most `quante` rows, by code. */
export async function cercaTassonomia(
  ctx: Ctx,
  { parole, ...filtro }: Omit<FiltroTassonomia, 'parole'> & { parole: string },
): Promise<VoceTassonomia[]> {
  const cercate = parole.split(/\s+/).filter((parola) => parola !== '');
  return selectVoci(ctx, { ...filtro, parole: cercate.slice(0, PAROLE_MAX).map(senzaDesinenza) });
}

/** «mensa» finds «Mense scolastiche»: Italian words change their last vowels, and what is left is looked for anywhere. */
function senzaDesinenza(parola: string): string {
  return /^\p{L}{4,}$/u.test(parola) ? parola.replace(/[aeiouàèéìòù]{1,2}$/iu, '') : parola;
}

/** The kinds of ente of the taxonomy and the areas of each: what a search chooses from. */
export async function areeTassonomia(ctx: Ctx): Promise<{ tipoEnte: string; macroArea: string }[]> {
  return selectAree(ctx);
}
