import type { FlussoId } from '#kernel/ids';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { scriviZipDi, type VoceDaScrivere } from '#platform/zip';
import { avviaConsegna } from '../consegne/consegna.ts';
import { annunciaFinito } from '../consegne/finito.ts';
import { finisci, iniziaFlusso, insertAllegato, insertFile, selectFlusso, type Flusso } from '../store.ts';
import { avanzaOut } from './store.ts';

/** Rows between one saying of how far it is, and hearing whether it is still wanted, and the next. */
const PASSO_RIGHE = 5000;

/** Who has waited longer has gone to do something else. */
const ATTESA_MS = 60_000;

/** Says that so many rows more are written. Throws when the file is no longer wanted. */
export type Conta = (righe: number) => Promise<void>;

/** A file to be made: its name, what lies inside, how many rows are expected (null: it is not known before). */
export type FileDaFare = {
  nome: string;
  tipoContenuto: string;
  totale: number | null;
  voci: (conta: Conta) => Iterable<VoceDaScrivere> | AsyncIterable<VoceDaScrivere>;
};

/** What is written of a booking, read in the transaction it is given: all its rows are of one instant. */
export type Preparazione = (t: Ctx, flusso: Flusso) => Promise<FileDaFare>;

class NonPiuVoluto extends Error {}

/**
 * Makes a file that was booked. Run again after a kill, it makes it again from the start: nothing is shown before the end. Cancelled, it
 * leaves nothing.
 */
export async function eseguiEsportazione(ctx: Ctx, flussoId: FlussoId, prepara: Preparazione): Promise<void> {
  const flusso = await ctx.tx((t) => iniziaFlusso(t, flussoId));
  if (flusso === null) return;
  const percorso = await ctx.files.provvisorio();
  try {
    const fatto = await ctx.tx((t) => scrivi(ctx, t, { flusso, prepara, percorso }));
    await consegna(ctx, flussoId, { percorso, ...fatto });
  } catch (causa) {
    if (!(causa instanceof NonPiuVoluto)) throw causa;
  } finally {
    await ctx.files.scarta(percorso);
  }
}

type Da = { flusso: Flusso; prepara: Preparazione; percorso: string };
type Fatto = { nome: string; tipoContenuto: string; righe: number };

async function scrivi(ctx: Ctx, t: Ctx, { flusso, prepara, percorso }: Da): Promise<Fatto> {
  const { nome, tipoContenuto, totale, voci } = await prepara(t, flusso);
  let righe = 0;
  let dette = 0;
  const avanza = async (): Promise<void> => {
    dette = righe;
    // On another connection: that of the rows has one transaction, which ends with them.
    if (!(await ctx.tx((x) => avanzaOut(x, flusso.id, { righe, totale })))) throw new NonPiuVoluto();
  };
  await avanza();
  const conta: Conta = async (altre) => {
    righe += altre;
    if (righe - dette >= PASSO_RIGHE) await avanza();
  };
  await scriviZipDi(percorso, voci(conta), flusso.richiestoIl);
  return { nome, tipoContenuto, righe };
}

async function consegna(ctx: Ctx, flussoId: FlussoId, f: Fatto & { percorso: string }): Promise<void> {
  const arrivo = await ctx.files.misura(f.percorso);
  await ctx.tx(async (t) => {
    if (!(await finisci(t, flussoId, { stato: 'eseguito', righe: f.righe }))) return;
    const fileId = await insertFile(t, { nome: f.nome, tipoContenuto: f.tipoContenuto, arrivo });
    await insertAllegato(t, flussoId, 'esito', fileId);
    await annota(t, {
      azione: 'flusso.eseguito',
      oggetto: 'flusso',
      oggettoId: flussoId,
      dettaglio: { righe: f.righe },
    });
    // Who is still looking at the page needs no mail.
    if (await aspettato(t, flussoId)) await annunciaFinito(t, flussoId);
    await avviaConsegna(t, flussoId);
    await t.files.tieni(f.percorso, fileId);
  });
}

/** Was it booked by the clock, or so long ago that nobody looks any more? */
async function aspettato(t: Ctx, flussoId: FlussoId): Promise<boolean> {
  const f = await selectFlusso(t, flussoId);
  if (f === null || f.finitoIl === null) return false;
  return f.richiesta?.['programmazione'] !== undefined || f.finitoIl.getTime() - f.richiestoIl.getTime() > ATTESA_MS;
}
