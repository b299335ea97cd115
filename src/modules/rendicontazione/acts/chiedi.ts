import type { EnteId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import { leggiEnte, type Ente } from '#modules/enti';
import { annota } from '#modules/registro';
import type { Ctx, Wires } from '#platform/contesto';
import { FdrNonRisponde, type FdrInElenco } from '#platform/fdr';
import { selectEntiRendicontati } from '../store/enti.ts';
import { chiaveRevisione, segnaTentativo, selectNote, selectPubblicateFino } from '../store/scrivi.ts';
import { acquisisci } from './acquisisci.ts';

/** The job that fetches the statements of one ente. */
export const LAVORO_CHIEDI = 'rendicontazione.chiedi';

/** Asks for the statements of every ente, each at a minute of its own within the next hours: the service is not called by all at once. */
export async function chiediPerTutti(ctx: Ctx, { entroMs }: { entroMs: number }): Promise<void> {
  for (const enteId of await selectEntiRendicontati(ctx)) {
    const nonPrima = new Date(ctx.now.getTime() + scartoMs(enteId, entroMs));
    await ctx.enqueue(LAVORO_CHIEDI, { enteId }, { chiave: `${LAVORO_CHIEDI}:${enteId}`, nonPrima });
  }
}

/** Asks for the statements of `ctx.enteId` now: who waits for one need not wait for the turn. Pressed twice, it is asked once. */
export async function chiediAdesso(ctx: Ctx): Promise<void> {
  const { enteId } = ctx;
  if (enteId === null) throw new Error('chiediAdesso: an ente is needed');
  await ctx.tx(async (t) => {
    await annota(t, { azione: 'rendicontazione.chiesta', oggetto: 'ente', oggettoId: enteId });
    await t.enqueue(LAVORO_CHIEDI, { enteId }, { chiave: `${LAVORO_CHIEDI}:${enteId}` });
  });
}

/** The same for an ente every time, and spread evenly over them: the last digits of its id are random. */
function scartoMs(enteId: EnteId, entroMs: number): number {
  return Math.floor((Number.parseInt(enteId.slice(-8), 16) / 2 ** 32) * entroMs);
}

/**
 * Fetches what the service has published for `ctx.enteId` since the last time, two days before included (house 4). Each statement is
 * taken in its own transaction. One that cannot be read keeps no other from being taken: the cursor stays before it, and it is asked for
 * again. Why an attempt failed is kept, and shown where it lasts.
 */
export async function chiediRendicontazioni(ctx: Ctx): Promise<{ prese: number; altre: boolean }> {
  const { enteId } = ctx;
  const ente = enteId === null ? null : await ctx.tx((t) => leggiEnte(t, enteId));
  const fdr = ente === null ? null : fdrDi(ctx, ente);
  if (ente === null || fdr === null) return { prese: 0, altre: false };
  const { codiceFiscale } = ente;
  let prese = 0;
  try {
    const nuove = await elencaNuove(ctx, fdr, codiceFiscale);
    const daPrendere = nuove.slice(0, LIMITI.rendicontazioniPerVolta);
    let perche: string | null = null;
    let fino: Date | null = null;
    for (const una of daPrendere) {
      const difetto = await prendi(ctx, fdr, { una, codiceFiscale });
      perche ??= difetto;
      if (perche === null) fino = una.pubblicataIl;
      prese += difetto === null ? 1 : 0;
    }
    await ctx.tx((t) => segnaTentativo(t, { fino, perche }));
    return { prese, altre: nuove.length > daPrendere.length };
  } catch (causa) {
    if (!(causa instanceof FdrNonRisponde)) throw causa;
    await ctx.tx((t) => segnaTentativo(t, { fino: null, perche: causa.perche }));
    ctx.log.warn('rendicontazione.chiedi', { enteId, perche: causa.perche });
    return { prese, altre: false };
  }
}

/** Where the statements for an ente are published: for one in prova, in an installation that works, by the simulatore alone. */
function fdrDi({ wires, config }: Ctx, { ambiente }: Pick<Ente, 'ambiente'>): Wires['fdr'] {
  return ambiente === 'live' || config.modo === 'demo' ? wires.fdr : wires.fdrProva;
}

/** What is wrong with one statement, and not with the service: the next one may be well. */
const DI_UNA_SOLA: ReadonlySet<string> = new Set([
  ...[
    'risposta_illeggibile',
    'risposta_troppo_grande',
    'risposta_di_altri',
    'non_pubblicata',
    'troppe_righe',
    'http_404',
  ],
]);

type Fdr = NonNullable<Wires['fdr']>;

/** Those that are not here yet, the first published first: an attempt cut short leaves no hole behind the cursor. */
async function elencaNuove(ctx: Ctx, fdr: Fdr, codiceFiscale: string): Promise<FdrInElenco[]> {
  const fino = await ctx.tx((t) => selectPubblicateFino(t));
  const pubblicateDopo = fino === null ? null : new Date(fino.getTime() - LIMITI.fdrRipresaMs);
  const tutte: FdrInElenco[] = [];
  for (let pagina = 1, pagine = 1; pagina <= pagine; pagina += 1) {
    const letta = await fdr.elenco({ codiceFiscale, pubblicateDopo, pagina });
    pagine = letta.pagine;
    tutte.push(...letta.trovate);
  }
  const note = await ctx.tx((t) => selectNote(t, tutte));
  return tutte
    .filter((una) => !note.has(chiaveRevisione(una)))
    .toSorted((a, b) => a.pubblicataIl.getTime() - b.pubblicataIl.getTime());
}

/** Takes one statement; why it could not be read, or null. */
async function prendi(
  ctx: Ctx,
  fdr: Fdr,
  { una, codiceFiscale }: { una: FdrInElenco; codiceFiscale: string },
): Promise<string | null> {
  try {
    const letta = await fdr.leggi({ ...una, codiceFiscale, righeMax: LIMITI.rendicontazioneRigheMax });
    // Another one than was asked for, or for somebody else, is no answer.
    if (letta.testata.iuf !== una.iuf || letta.testata.ricevente.codice !== codiceFiscale) return 'risposta_di_altri';
    const { psp, revisione, pubblicataIl } = una;
    const esito = await acquisisci(ctx, { ...letta, psp, origine: { origine: 'fdr', revisione, pubblicataIl } });
    // Two who fetch at once: the other has taken it.
    if (!esito.ok && esito.refusal.codice !== 'RENDICONTAZIONE_GIA_ACQUISITA') throw new Error(esito.refusal.codice);
    return null;
  } catch (causa) {
    if (causa instanceof FdrNonRisponde && DI_UNA_SOLA.has(causa.perche)) return causa.perche;
    throw causa;
  }
}
