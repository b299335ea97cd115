import { lavoro, type Lavoro } from '#platform/jobs';
import { scordaRichiesteApi } from './acts/richieste-api.ts';
import { deleteScaduti } from './store/pulizia.ts';

/** Background work of this module. */
export const lavori: Lavoro[] = [
  lavoro({
    nome: 'utenti.pulisci',
    scopo: 'Toglie sessioni finite, conteggi di tentativi e prove di posta che non contano più',
    quando: '7 * * * *',
    allAvvio: true,
    esegui: async (ctx) => {
      const tolti = await ctx.tx((t) => deleteScaduti(t));
      await scordaRichiesteApi(ctx);
      ctx.log.info('utenti.pulisci', tolti);
    },
  }),
];
