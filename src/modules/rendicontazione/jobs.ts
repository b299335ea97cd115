import { lavoro, type Lavoro } from '#platform/jobs';
import { chiediPerTutti, chiediRendicontazioni, LAVORO_CHIEDI } from './acts/chiedi.ts';

/** How long the enti are spread over: less than from one run to the next. */
const ENTRO_MS = 100 * 60_000;
/** At the start nobody waits as long: a demo, or an installation that was off. */
const ALL_AVVIO_MS = 5000;

/** What this module does by itself. */
export const lavori: Lavoro[] = [
  lavoro({
    nome: 'rendicontazione.turno',
    scopo: 'Ogni due ore mette in fila gli enti di cui chiedere le rendicontazioni, ciascuno al suo minuto',
    quando: '5 */2 * * *',
    esegui: (ctx) => chiediPerTutti(ctx, { entroMs: ENTRO_MS }),
  }),
  lavoro({
    nome: 'rendicontazione.avvio',
    scopo: 'Chiede le rendicontazioni uscite mentre il programma era fermo',
    allAvvio: true,
    esegui: (ctx) => chiediPerTutti(ctx, { entroMs: ALL_AVVIO_MS }),
  }),
  lavoro({
    nome: LAVORO_CHIEDI,
    scopo: 'Prende dal servizio FdR di pagoPA le rendicontazioni nuove di un ente',
    esegui: async (ctx, payload) => {
      const { prese, altre } = await chiediRendicontazioni(ctx);
      if (prese > 0) ctx.log.info('rendicontazione.prese', { enteId: ctx.enteId, prese });
      // What is left follows at once: the service keeps for little what it lists.
      if (altre) await ctx.enqueue(LAVORO_CHIEDI, payload, { chiave: `${LAVORO_CHIEDI}:${String(payload['enteId'])}` });
    },
  }),
];
