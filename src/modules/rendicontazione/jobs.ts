import type { MancanteId } from '#kernel/ids';
import { campoTesto, lavoro, type Lavoro } from '#platform/jobs';
import { LAVORO_REGISTRA } from './acts/mancante.ts';
import { LAVORO_RECUPERA, recuperaUna, type Rilettura } from './acts/recupera.ts';
import { LAVORO_DETTO, registraDetto, type PagamentoDettoId } from './acts/registra-detto.ts';
import { registraPagamento } from './acts/registra-pagamento.ts';
import { chiediPerTutti, chiediRendicontazioni, LAVORO_CHIEDI } from './acts/chiedi.ts';

/** How long the enti are spread over: less than from one run to the next. */
const ENTRO_MS = 100 * 60_000;
/** At the start nobody waits as long: a demo, or an installation that was off. */
const ALL_AVVIO_MS = 5000;

/** What this module does by itself. `rileggi` reads a receipt as the Nodo's door reads it. */
export const lavori = (rileggi: Rilettura): Lavoro[] => [
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
  lavoro({
    nome: LAVORO_RECUPERA,
    scopo: 'Chiede a pagoPA le ricevute mai arrivate, al massimo otto in un’ora con la stessa chiave',
    quando: '*/10 * * * *',
    allAvvio: true,
    esegui: async (ctx) => {
      const fatto = await recuperaUna(ctx, rileggi);
      if (fatto === null) return;
      const nonPrima = fatto.chiesta ? {} : { nonPrima: fatto.fino };
      await ctx.enqueue(LAVORO_RECUPERA, {}, { chiave: LAVORO_RECUPERA, ...nonPrima });
    },
  }),
  lavoro({
    nome: LAVORO_REGISTRA,
    scopo: 'Registra un pagamento che un operatore ha chiuso a mano',
    esegui: (ctx, payload) => registraPagamento(ctx, campoTesto(payload, 'mancanteId') as MancanteId),
  }),
  lavoro({
    nome: LAVORO_DETTO,
    scopo: 'Registra un pagamento che il gestionale di un ente ha dichiarato',
    esegui: (ctx, payload) => registraDetto(ctx, campoTesto(payload, 'pagamentoId') as PagamentoDettoId),
  }),
];
