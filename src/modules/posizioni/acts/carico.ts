import { sql } from 'kysely';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { leggiEnteIncassante, type EnteIncassante } from '#modules/enti';
import { LIMITI } from '#kernel/limiti';
import type { DovutoId, EnteId, FlussoId, TipoDovutoId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';
import type { CodiceCarico } from '../core/rifiuti.ts';
import { allocaIuv, prendiIuv } from '../store/iuv.ts';
import { respingiPosizioni } from '../store/carico-composte.ts';
import { decidiFetta, guardaDovuti, guardaFetta, lockDovuti, selectDecise } from '../store/carico-fetta.ts';
import { leggiIncontri, type Incontri } from '../store/carico-incontri.ts';
import { allargaMemoria, segnaInvariati } from '../store/carico-prova.ts';
import { aggiornaStatistiche, scriviBreve, scriviFetta } from '../store/carico-scrivi.ts';
import { insertAnnulli } from '../store/carico-annullo.ts';
import { apriTabelle, chiudiTabelle } from '../store/carico-sessione.ts';
import {
  COPIA_CARICO,
  rigaCopia,
  type Fetta,
  type GenereFetta,
  type RichiestaCarico,
} from '../store/carico-tabella.ts';
import { inFila, type Passo } from './carico-fila.ts';

/** What became of one requested change. `codice` null: accepted. */
export type EsitoRiga = {
  riga: number;
  azione: RichiestaCarico['azione'];
  iud: string;
  codice: CodiceCarico | null;
  iuv: string | null;
  /** Only a brief intake says it. */
  dovutoId?: DovutoId;
};

/** Where a request comes from: written on each dovuto and in its history. */
export type Provenienza = {
  flussoId: FlussoId | null;
  iuf: string;
  tipiConsentiti: readonly TipoDovutoId[] | null;
  /** Why, where a person asked for it: told in the history. */
  motivo?: string;
};

type Estremi = { da: number; a: number };
/** What is written in a slice's own transaction, beside it. */
export type Insieme = (t: Ctx, esiti: EsitoRiga[], fetta: Estremi) => Promise<void>;

/** The intake: the one way in for changes of dovuti, few or many (house 4). */
export type Carico = {
  /** Copies requests into the temporary table. May be called more than once, before the first slice. */
  copia(righe: AsyncIterable<RichiestaCarico[]> | Iterable<RichiestaCarico[]>): Promise<void>;
  /** Asks to annul what a file brought, by its rows after `dopo`; says how many they are, and the last of them. */
  chiediAnnullo(di: { flussoId: FlussoId; dopo: number }): Promise<{ righe: number; ultima: number }>;
  /** Refuses, with a code, what was copied of these posizioni. Before the first slice. */
  respingi(quali: { posizioni: readonly string[]; codice: CodiceCarico }): Promise<void>;
  /**
   * Applies the rows from `da` to `a` in one transaction, with what `insieme` writes beside them (progress, rejects). Retried when
   * another writer was in the way: `insieme` may run more than once, each time in a transaction of its own.
   */
  applica(fetta: Estremi, insieme: Insieme): Promise<void>;
  /**
   * Applies one slice after the other; two at a time in an intake that was opened for it, where no row of a slice can meet one of another.
   * They commit in their order all the same, and `insieme` runs when the slice before has committed.
   */
  applicaTutte(fette: Iterable<Estremi>, insieme: Insieme): Promise<void>;
  /**
   * Decides the rows from `da` to `a` as if they were one slice, and writes nothing of them: no lock is taken and no IUV is used up.
   * `insieme` reads what was decided, in the same transaction.
   */
  prova<T>(fetta: Estremi, insieme: (t: Ctx) => Promise<T>): Promise<T>;
};

/** Another writer took the row first, holds it too long, or waits for us: the slice is tried again on what is there now. */
const RITENTABILI = new Set(['23505', '55P03', '40P01', '40001']);
const PROVE_MAX = 8;
const ATTESA_MS = 50;
const IUV_PER_BLOCCO_MAX = 100_000;
/** The planner is told of the intake, of the columns that it is looked up by. */
const STATISTICHE_CARICO = 'analyze carico (riga, azione, iud, iuv, tipo_dovuto)';
/** Fewer rows than these cannot mislead the planner for long. */
const STATISTICHE_DOPO = LIMITI.fettaPrimaRighe;

/** A connection that holds the intake. */
type Corsia = { ctx: Ctx; client: pg.PoolClient };

/** Intakes of this process that have two connections. */
let doppi = 0;
/** Of a process: two for each of its four jobs, one where it hears of new ones, and the second of an intake. With fewer there is none. */
const CONNESSIONI_PER_DUE = 10;

/** What an intake is opened for. */
type Apertura = {
  /** Many rows: on two connections where the process has them to spare; each holds all the rows. */
  doppio?: boolean;
  /** A few rows, in one slice that is applied once; others like it follow one another. */
  breve?: boolean;
  /** The ente as who asks has just read it. */
  ente?: EnteIncassante;
};

/** Opens the intake on a connection of its own, for `ctx.enteId`, and closes it when `fn` ends. */
export async function conCarico<T>(
  ctx: Ctx,
  provenienza: Provenienza,
  fn: (carico: Carico) => Promise<T>,
  { doppio = false, breve = false, ente: letto }: Apertura = {},
): Promise<T> {
  const enteId = ctx.enteId;
  if (enteId === null) throw new Error('carico: an ente is needed');
  return conCorsie(ctx, { doppio, breve }, async (corsie) => {
    const ente = letto ?? (await corsie[0].ctx.tx((t) => leggiEnteIncassante(t, enteId)));
    await suTutte(corsie, ({ client }) => apriTabelle(client, breve));
    const esito = await fn(caricoSu(corsie, { enteId, ente, provenienza, incontri: null, breve }));
    await suTutte(corsie, ({ client }) => chiudiTabelle(client, breve));
    return esito;
  });
}

type Corsie = readonly [Corsia, ...Corsia[]];

/** What fails closes its connections: their temporary tables go with them. */
function conCorsie<T>(
  ctx: Ctx,
  { doppio, breve }: { doppio: boolean; breve: boolean },
  fn: (corsie: Corsie) => Promise<T>,
): Promise<T> {
  const due = doppio && ctx.config.connessioniMax >= CONNESSIONI_PER_DUE;
  const conUna = async (prima: Ctx, client: pg.PoolClient): Promise<T> => {
    if (!due || doppi >= LIMITI.carichiDoppiMax) return fn([{ ctx: prima, client }]);
    doppi += 1;
    try {
      return await ctx.sessione((seconda, altro) =>
        fn([
          { ctx: prima, client },
          { ctx: seconda, client: altro },
        ]),
      );
    } finally {
      doppi -= 1;
    }
  };
  return ctx.sessione(conUna, { conPiani: breve });
}

/** On each connection at once; ends when all have ended. */
async function suTutte<T>(corsie: Corsie, fn: (corsia: Corsia) => Promise<T>): Promise<T> {
  const esiti = corsie.map(fn);
  await Promise.allSettled(esiti);
  const [primo] = await Promise.all(esiti);
  return primo as T;
}

type Sede = {
  enteId: EnteId;
  ente: EnteIncassante;
  provenienza: Provenienza;
  incontri: Incontri | null;
  breve: boolean;
};

function caricoSu(corsie: Corsie, sede: Sede): Carico {
  const [{ ctx, client }] = corsie;
  let analizzato = sede.breve;
  let applicate = 0;
  const applicaTutte: Carico['applicaTutte'] = async (fette, insieme) => {
    if (!analizzato) await suTutte(corsie, (corsia) => corsia.client.query(STATISTICHE_CARICO));
    analizzato = true;
    const { separate } = corsie.length > 1 ? await incontriDi(ctx, sede) : { separate: false };
    await inFila({
      fette,
      corsie: separate ? corsie.length : 1,
      tenta: (fetta, n, passo) => applicaUna((corsie[n] ?? corsie[0]).ctx, sede, { fetta, insieme, passo }),
      dopo: async ({ da, a }, n) => {
        applicate += a - da + 1;
        if (applicate >= STATISTICHE_DOPO) await aggiornaStatistiche((corsie[n] ?? corsie[0]).ctx, applicate);
      },
      prove: { isRitentabile, massimo: PROVE_MAX, attesaMs: ATTESA_MS },
    });
  };
  return {
    copia: async (righe) => {
      const testo = Readable.from(blocchi(righe));
      await suTutte(corsie, (corsia) => pipeline(testo, corsia.client.query(copyFrom(COPIA_CARICO))));
    },
    chiediAnnullo: (di) => suTutte(corsie, (corsia) => insertAnnulli(corsia.ctx, di)),
    respingi: async (quali) => {
      await suTutte(corsie, (corsia) => respingiPosizioni(corsia.ctx, quali));
    },
    applica: (fetta, insieme) => applicaTutte([fetta], insieme),
    applicaTutte,
    prova: async ({ da, a }, insieme) => {
      await client.query(STATISTICHE_CARICO);
      const { progressivi: _, ...genere } = await guardaFetta(ctx, { da, a, segregazione: sede.ente.segregazione });
      return ctx.tx(async (t) => {
        await allargaMemoria(t);
        const progressivi = { primo: 1, quanti: 0 };
        const { unici } = await incontriDi(t, sede);
        const fetta = fettaDi(ctx, sede, { da, a, ...genere, unici, progressivi });
        await decidiFetta(t, fetta, await guardaDovuti(t, fetta));
        await segnaInvariati(t);
        return insieme(t);
      });
    },
  };
}

/** How the rows of the intake can meet one another: asked once, before the first slice. */
async function incontriDi(t: Ctx, sede: Sede): Promise<Incontri> {
  const { enteId, ente, provenienza } = sede;
  sede.incontri ??= await leggiIncontri(t, {
    enteId,
    segregazione: ente.segregazione,
    flussoId: provenienza.flussoId,
  });
  return sede.incontri;
}

export function isRitentabile(causa: unknown): boolean {
  return causa instanceof Error && 'code' in causa && RITENTABILI.has(String(causa.code));
}

async function* blocchi(righe: AsyncIterable<RichiestaCarico[]> | Iterable<RichiestaCarico[]>): AsyncGenerator<string> {
  for await (const gruppo of righe) yield gruppo.map(rigaCopia).join('');
}

async function applicaUna(
  ctx: Ctx,
  sede: Sede,
  { fetta: { da, a }, insieme, passo }: { fetta: Estremi; insieme: Insieme; passo: Passo },
): Promise<void> {
  const { enteId, ente } = sede;
  const { progressivi, ...genere } = await guardaFetta(ctx, { da, a, segregazione: ente.segregazione });
  const quanti = Math.min(progressivi, IUV_PER_BLOCCO_MAX);
  const alloca = sede.breve ? prendiIuv : allocaIuv;
  const primo = quanti === 0 ? 1 : await alloca(ctx, { enteId, stazioneId: ente.stazioneId, quanti });
  await ctx.tx(async (t) => {
    // A row that comes by itself meets no other.
    const { unici } = sede.breve && da === a ? { unici: true } : await incontriDi(t, sede);
    const fetta = fettaDi(ctx, sede, { da, a, ...genere, unici, progressivi: { primo, quanti } });
    const tocca = await lockDovuti(t, fetta);
    passo.tenuta();
    await decidiFetta(t, fetta, tocca);
    const righe = await (sede.breve ? scriviDecise(t, fetta) : scriviTutte(t, fetta));
    await passo.tocca();
    await insieme(t, righe, { da, a });
  });
}

async function scriviTutte(t: Ctx, fetta: Fetta): Promise<EsitoRiga[]> {
  await scriviFetta(t, fetta);
  const { rows } = await sql<EsitoRiga>`select riga, azione, iud, codice, iuv from fetta order by riga`.execute(t.db);
  return rows;
}

async function scriviDecise(t: Ctx, fetta: Fetta): Promise<EsitoRiga[]> {
  const decise = await selectDecise(t);
  await scriviBreve(t, fetta, decise);
  return decise;
}

function fettaDi(
  ctx: Ctx,
  { enteId, ente, provenienza, breve }: Sede,
  quale: GenereFetta & Pick<Fetta, 'da' | 'a' | 'progressivi' | 'unici'>,
): Fetta {
  return {
    ...quale,
    enteId,
    codiceFiscale: ente.codiceFiscale,
    denominazione: ente.denominazione,
    stazioneId: ente.stazioneId,
    segregazione: ente.segregazione,
    oggi: ctx.oggi,
    tipiConsentiti: provenienza.tipiConsentiti,
    flussoId: provenienza.flussoId,
    iuf: provenienza.iuf,
    motivo: provenienza.motivo ?? null,
    breve,
  };
}
