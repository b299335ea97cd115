import { lavoro, type Lavoro } from '#platform/jobs';
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
      ctx.log.info('utenti.pulisci', tolti);
    },
  }),
];
