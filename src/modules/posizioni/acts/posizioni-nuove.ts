import { leggiEnteIncassante, type EnteIncassante } from '#modules/enti';
import { LIMITI } from '#kernel/limiti';
import type { Ctx } from '#platform/contesto';
import type { PosizioneIntera } from '../core/intera.ts';
import type { CodiceCarico } from '../core/rifiuti.ts';
import { prepara, scriviPosizioniNuove, type RigaDiNuova } from '../store/carico-posizioni.ts';
import type { Fetta, RichiestaCarico } from '../store/carico-tabella.ts';
import { prendiIuv } from '../store/iuv.ts';
import { selectIntere } from '../store/posizione-intera.ts';
import { isRitentabile, type Provenienza } from './carico.ts';
import { colpevole } from './inserisci.ts';

/** A dovuto, as it is called by who pays it. */
export type DovutoDetto = Pick<RigaDiNuova, 'iud' | 'iuv' | 'numeroAvviso'>;

/**
 * What became of a posizione that was asked for as if it were new: it is, with `intera` where it was asked to be read back; or why not; or
 * something that it names is there already, and nothing was done. `codice` of that: what is wrong with its rows by themselves; null: they
 * were not looked at.
 */
export type Nuova =
  | { esito: 'creata'; dovuti: DovutoDetto[]; intera: PosizioneIntera | null }
  | { esito: 'rifiutata'; codice: CodiceCarico }
  | { esito: 'presente'; codice: CodiceCarico | null };

const NON_GUARDATA: Nuova = { esito: 'presente', codice: null };

/**
 * Makes those that are new of some posizioni, each whole or not at all, a statement a slice: by the rules of the intake of files, without
 * its tables. Where another writer is in the way nothing of the slice is done, as if all of it were there. `rileggi`: each is read back in
 * the transaction that makes it.
 */
export async function creaNuove(
  ctx: Ctx,
  gruppi: readonly (readonly RichiestaCarico[])[],
  { rileggi, ...provenienza }: Omit<Provenienza, 'flussoId'> & { rileggi: boolean },
): Promise<Nuova[]> {
  if (gruppi.length === 0 || !ciascunoUnaVolta(gruppi)) return gruppi.map(() => NON_GUARDATA);
  const { enteId } = ctx;
  if (enteId === null) throw new Error('posizioni: an ente is needed');
  const ente = await ctx.tx((t) => leggiEnteIncassante(t, enteId));
  const nuove: Nuova[] = [];
  for (const fetta of aFette(gruppi)) nuove.push(...(await creaFetta(ctx, fetta, { ente, provenienza, rileggi })));
  return nuove;
}

type Come = { ente: EnteIncassante; provenienza: Omit<Provenienza, 'flussoId'>; rileggi: boolean };
type Gruppi = readonly (readonly RichiestaCarico[])[];

/** The rows of a slice look for what was there before it, and not at one another. */
function ciascunoUnaVolta(gruppi: Gruppi): boolean {
  const iud = gruppi.flatMap((righe) => righe.map((r) => r.iud));
  return new Set(iud).size === iud.length;
}

async function creaFetta(ctx: Ctx, gruppi: Gruppi, { ente, provenienza, rileggi }: Come): Promise<Nuova[]> {
  let riga = 0;
  const numerate = gruppi.map((righe) => righe.map((una) => ({ ...una, riga: (riga += 1) })));
  const f = await fettaDi(ctx, numerate.flat(), { ente, provenienza });
  try {
    return await ctx.sessione((s) => s.tx((t) => scrivi(t, f, { numerate, rileggi })), { conPiani: true });
  } catch (causa) {
    if (!isRitentabile(causa)) throw causa;
    return gruppi.map(() => NON_GUARDATA);
  }
}

async function scrivi(
  t: Ctx,
  f: Fetta,
  { numerate, rileggi }: { numerate: readonly RichiestaCarico[][]; rileggi: boolean },
): Promise<Nuova[]> {
  await prepara(t);
  const righe = await scriviPosizioniNuove(t, f, numerate.flat());
  const esiti = numerate.map((gruppo): Nuova => {
    const sue = gruppo.flatMap((r) => righe[r.riga - 1] ?? []);
    if (sue.length !== gruppo.length) throw new Error('posizioni: no outcome');
    const codice = colpevole(sue);
    if (sue.some(({ presente }) => presente)) return { esito: 'presente', codice };
    if (codice !== null) return { esito: 'rifiutata', codice };
    const dovuti = sue.map(({ iud, iuv, numeroAvviso }) => ({ iud, iuv, numeroAvviso }));
    return { esito: 'creata', dovuti, intera: null };
  });
  if (!rileggi) return esiti;
  const iupd = numerate.map(([prima]) => prima?.posizione?.iupd ?? '');
  const fatte = iupd.filter((_, n) => esiti[n]?.esito === 'creata');
  const lette = new Map((fatte.length === 0 ? [] : await selectIntere(t, fatte)).map((una) => [una.iupd, una]));
  return esiti.map((esito, n) =>
    esito.esito === 'creata' ? { ...esito, intera: lette.get(iupd[n] ?? '') ?? null } : esito,
  );
}

async function fettaDi(
  ctx: Ctx,
  righe: readonly RichiestaCarico[],
  { ente, provenienza }: Pick<Come, 'ente' | 'provenienza'>,
): Promise<Fetta> {
  const { enteId, stazioneId, segregazione, codiceFiscale, denominazione } = ente;
  const quanti = righe.filter((r) => r.generaIuv === true).length;
  const primo = quanti === 0 ? 1 : await prendiIuv(ctx, { enteId, stazioneId, quanti });
  return {
    ...{ composta: true, conAltre: righe.some((r) => r.altreQuote.length > 0), soloAnnulli: false, nuova: true },
    ...{ da: 1, a: righe.length, enteId, codiceFiscale, denominazione, stazioneId, segregazione, oggi: ctx.oggi },
    ...{ progressivi: { primo, quanti }, tipiConsentiti: provenienza.tipiConsentiti, flussoId: null },
    ...{ iuf: provenienza.iuf, motivo: provenienza.motivo ?? null, unici: true, breve: true },
  };
}

/** As many posizioni as fit in a slice, and one at the least. */
function* aFette(gruppi: Gruppi): Generator<Gruppi> {
  let fetta: (readonly RichiestaCarico[])[] = [];
  let righe = 0;
  for (const gruppo of gruppi) {
    if (fetta.length > 0 && righe + gruppo.length > LIMITI.fettaRighe) {
      yield fetta;
      [fetta, righe] = [[], 0];
    }
    fetta.push(gruppo);
    righe += gruppo.length;
  }
  yield fetta;
}
