import { lavoro, type Lavoro } from '#platform/jobs';
import { ridisegnaLoghiVecchi } from './acts/logo.ts';
import { seminaLuoghi } from './acts/luoghi.ts';
import { caricaTassonomia } from './acts/tassonomia.ts';

const tassonomia = lavoro({
  nome: 'enti.tassonomia',
  scopo:
    'Fetches the list of the taxonomy that pagoPA publishes and loads it; a list that cannot be right is refused and reported',
  quando: '40 2 * * *',
  esegui: async (ctx) => {
    // No address: the administrator loads the list by the command line.
    if (ctx.config.tassonomiaUrl === null) return;
    const esito = await caricaTassonomia(ctx, { testo: await ctx.wires.tassonomia.scarica(), origine: 'rete' });
    // Tomorrow's list may be right: trying this one again is of no use.
    if (esito.ok) ctx.log.info('enti.tassonomia', esito.value);
    else ctx.log.warn('enti.tassonomia_rifiutata', { codice: esito.refusal.codice, ...esito.refusal.parametri });
  },
});

const loghi = lavoro({
  nome: 'enti.ridisegna_loghi',
  scopo: 'Ridisegna i loghi caricati quando si conservavano come arrivavano; quelli illeggibili si tolgono',
  allAvvio: true,
  esegui: async (ctx) => {
    const quanti = await ridisegnaLoghiVecchi(ctx);
    if (quanti > 0) ctx.log.info('enti.loghi_ridisegnati', { quanti });
  },
});

const luoghi = lavoro({
  nome: 'enti.luoghi',
  scopo: 'Loads the comuni and the nations that come with the program, where they are not there yet',
  allAvvio: true,
  esegui: async (ctx) => {
    for (const fatto of await seminaLuoghi(ctx)) ctx.log.info('enti.luoghi', fatto);
  },
});

/** What this module does by itself. */
export const lavori: Lavoro[] = [tassonomia, loghi, luoghi];
