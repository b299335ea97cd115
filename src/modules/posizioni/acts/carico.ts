import { sql } from 'kysely';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as attendi } from 'node:timers/promises';
import { leggiEnteIncassante, type EnteIncassante } from '#modules/enti';
import { LIMITI } from '#kernel/limiti';
import type { EnteId, FlussoId, TipoDovutoId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';
import type { CodiceCarico } from '../core/rifiuti.ts';
import { allocaIuv } from '../store/iuv.ts';
import { respingiPosizioni } from '../store/carico-composte.ts';
import { decidiFetta, guardaDovuti, guardaFetta, haNomiUnici, lockDovuti } from '../store/carico-fetta.ts';
import { allargaMemoria, segnaInvariati } from '../store/carico-prova.ts';
import { aggiornaStatistiche, scriviFetta } from '../store/carico-scrivi.ts';
import { insertAnnulli } from '../store/carico-annullo.ts';
import {
  COPIA_CARICO,
  CREA_TABELLE,
  rigaCopia,
  type Fetta,
  type GenereFetta,
  type RichiestaCarico,
} from '../store/carico-tabella.ts';

/** What became of one requested change. `codice` null: accepted. */
export type EsitoRiga = {
  riga: number;
  azione: RichiestaCarico['azione'];
  iud: string;
  codice: CodiceCarico | null;
  iuv: string | null;
};

/** Where a request comes from: written on each dovuto and in its history. */
export type Provenienza = {
  flussoId: FlussoId | null;
  iuf: string;
  tipiConsentiti: readonly TipoDovutoId[] | null;
  /** Why, where a person asked for it: told in the history. */
  motivo?: string;
};

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
  applica(fetta: { da: number; a: number }, insieme: (t: Ctx, esiti: EsitoRiga[]) => Promise<void>): Promise<void>;
  /**
   * Decides the rows from `da` to `a` as if they were one slice, and writes nothing of them: no lock is taken and no IUV is used up.
   * `insieme` reads what was decided, in the same transaction.
   */
  prova<T>(fetta: { da: number; a: number }, insieme: (t: Ctx) => Promise<T>): Promise<T>;
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

/** Opens the intake on a connection of its own, for `ctx.enteId`, and closes it when `fn` ends. */
export async function conCarico<T>(ctx: Ctx, provenienza: Provenienza, fn: (carico: Carico) => Promise<T>): Promise<T> {
  const enteId = ctx.enteId;
  if (enteId === null) throw new Error('carico: an ente is needed');
  return ctx.sessione(async (s, client) => {
    const ente = await s.tx((t) => leggiEnteIncassante(t, enteId));
    await client.query(CREA_TABELLE);
    try {
      return await fn(caricoSu(s, client, { enteId, ente, provenienza, nomiUnici: null }));
    } finally {
      await client.query('drop table if exists carico, fetta');
    }
  });
}

type Sede = { enteId: EnteId; ente: EnteIncassante; provenienza: Provenienza; nomiUnici: boolean | null };

function caricoSu(ctx: Ctx, client: pg.PoolClient, sede: Sede): Carico {
  let analizzato = false;
  let applicate = 0;
  return {
    copia: async (righe) => {
      await pipeline(Readable.from(blocchi(righe)), client.query(copyFrom(COPIA_CARICO)));
    },
    chiediAnnullo: (di) => insertAnnulli(ctx, di),
    respingi: (quali) => respingiPosizioni(ctx, quali),
    applica: async (fetta, insieme) => {
      if (!analizzato) await client.query(STATISTICHE_CARICO);
      analizzato = true;
      for (let prova = 1; ; prova += 1) {
        try {
          await applicaUna(ctx, sede, fetta, insieme);
          applicate += fetta.a - fetta.da + 1;
          if (applicate >= STATISTICHE_DOPO) await aggiornaStatistiche(ctx, applicate);
          return;
        } catch (causa) {
          if (prova >= PROVE_MAX || !isRitentabile(causa)) throw causa;
          await attendi(ATTESA_MS * prova);
        }
      }
    },
    prova: async ({ da, a }, insieme) => {
      await client.query(STATISTICHE_CARICO);
      const { progressivi: _, ...genere } = await guardaFetta(ctx, { da, a, segregazione: sede.ente.segregazione });
      return ctx.tx(async (t) => {
        await allargaMemoria(t);
        const progressivi = { primo: 1, quanti: 0 };
        const unici = await haUnici(t, sede);
        const fetta = fettaDi(ctx, sede, { da, a, ...genere, unici, progressivi });
        await decidiFetta(t, fetta, await guardaDovuti(t, fetta));
        await segnaInvariati(t);
        return insieme(t);
      });
    },
  };
}

/** Whether the rows of the intake can meet one another, or those of an earlier run: asked once, before the first slice. */
async function haUnici(t: Ctx, sede: Sede): Promise<boolean> {
  sede.nomiUnici ??= await haNomiUnici(t, sede.provenienza.flussoId);
  return sede.nomiUnici;
}

function isRitentabile(causa: unknown): boolean {
  return causa instanceof Error && 'code' in causa && RITENTABILI.has(String(causa.code));
}

async function* blocchi(righe: AsyncIterable<RichiestaCarico[]> | Iterable<RichiestaCarico[]>): AsyncGenerator<string> {
  for await (const gruppo of righe) yield gruppo.map(rigaCopia).join('');
}

async function applicaUna(
  ctx: Ctx,
  sede: Sede,
  { da, a }: { da: number; a: number },
  insieme: (t: Ctx, e: EsitoRiga[]) => Promise<void>,
): Promise<void> {
  const { enteId, ente } = sede;
  const { progressivi, ...genere } = await guardaFetta(ctx, { da, a, segregazione: ente.segregazione });
  const quanti = Math.min(progressivi, IUV_PER_BLOCCO_MAX);
  const primo = quanti === 0 ? 1 : await allocaIuv(ctx, { enteId, stazioneId: ente.stazioneId, quanti });
  await ctx.tx(async (t) => {
    const unici = await haUnici(t, sede);
    const fetta = fettaDi(ctx, sede, { da, a, ...genere, unici, progressivi: { primo, quanti } });
    await decidiFetta(t, fetta, await lockDovuti(t, fetta));
    await scriviFetta(t, fetta);
    const { rows } = await sql<EsitoRiga>`select riga, azione, iud, codice, iuv from fetta order by riga`.execute(t.db);
    await insieme(t, rows);
  });
}

function fettaDi(
  ctx: Ctx,
  { enteId, ente, provenienza }: Sede,
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
  };
}
