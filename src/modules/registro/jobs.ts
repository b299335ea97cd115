import { sql, type RawBuilder } from 'kysely';
import { LIMITI } from '#kernel/limiti';
import { lavoro, type Lavoro } from '#platform/jobs';
import { sigillaRegistro, ultimoBlocco } from './acts.ts';
import { chiudiInterrotti, deleteScrittori } from './store/scrittori.ts';

/** Half the time within which an act must be sealed: the other half is for a run that finds much to do. */
const OGNI_MS = LIMITI.sigilloAttesaMs / 2;

const sigilla = lavoro({
  nome: 'registro.sigilla',
  scopo: 'Seals the acts that the horizon has passed in a block chained to the one before',
  quando: '* * * * *',
  esegui: async (ctx, { giro }) => {
    // Cron's grain is a minute: each of its runs asks for another, half a minute later.
    if (giro === undefined) {
      const nonPrima = new Date(ctx.now.getTime() + OGNI_MS);
      await ctx.enqueue('registro.sigilla', { giro: 2 }, { chiave: 'registro.sigilla:2', nonPrima });
    }
    const { blocchi, righe } = await sigillaRegistro(ctx);
    if (blocchi > 0) ctx.log.info('registro.sigillato', { blocchi, righe });
  },
});

const ancora = lavoro({
  nome: 'registro.ancora',
  scopo:
    "Announces the last block, whose hash goes by mail to the administrators: the registro's anchor outside the database",
  quando: '30 4 * * *',
  esegui: async (ctx) => {
    const blocco = await ultimoBlocco(ctx);
    if (blocco !== null) await ctx.enqueue('fatto.registro.ancora', { n: blocco.n });
  },
});

/** Months made ahead: as long as the worker may be off before rows go to the partition of what has no month. */
const MESI_AVANTI = 3;

const mesi = lavoro({
  nome: 'registro.mesi',
  scopo: 'Makes the partitions of the months to come and drops the months of the giornale that are past their time',
  quando: '15 3 * * *',
  allAvvio: true,
  esegui: async (ctx) => {
    await sql`select registro.crea_mesi(${MESI_AVANTI})`.execute(ctx.db);
    await sql`select registro.elimina_mesi(${LIMITI.eventoMesi}, ${LIMITI.eventoRicevutaMesi})`.execute(ctx.db);
  },
});

const GIORNO_MS = 24 * 60 * 60 * 1000;
const SCRITTORI_GIORNI = 30;

const scrittori = lavoro({
  nome: 'registro.scrittori',
  scopo:
    'Says what was lost by writers of the giornale whose machine is gone, which no process of theirs comes back to say',
  quando: '7 * * * *',
  esegui: async (ctx) =>
    ctx.sessione(async (_, client) => {
      await chiudiInterrotti(client, { id: null, ora: ctx.now, attesaMs: LIMITI.eventoAttesaMs });
      await deleteScrittori(client, new Date(ctx.now.getTime() - SCRITTORI_GIORNI * GIORNO_MS));
    }),
});

/** A payment begun says something for half an hour, one whose receipt is waited for two days more (`registro.v_attivazione`). */
const ATTIVAZIONI_ORE = 1;
const ATTESE_ORE = 73;

const attivazioni = lavoro({
  nome: 'registro.attivazioni',
  scopo: 'Forgets the payments begun long ago, which no longer say that a dovuto is being paid',
  quando: '22 * * * *',
  esegui: async (ctx) => {
    const fa = (ore: number): RawBuilder<unknown> => sql`${ctx.now}::timestamptz - make_interval(hours => ${ore})`;
    await sql`
      delete from registro.attivazione where istante < ${fa(ATTIVAZIONI_ORE)} and (not attesa or istante < ${fa(ATTESE_ORE)})`.execute(
      ctx.db,
    );
  },
});

/** What this module does by itself. */
export const lavori: Lavoro[] = [sigilla, ancora, mesi, scrittori, attivazioni];
