import { fileURLToPath } from 'node:url';
import fastify from 'fastify';
import { portaHtml } from '#platform/http/porta-html';
import type { Pagina } from '#platform/http/pagina';
import { leggiRisorse, statico } from '#platform/http/statico';
import { Interfaccia } from '#ui/contesto';
import type { Sito } from '#ui/cornice';
import { PaginaErrore } from '#ui/pagina-errore';
import { costruisciAssets } from '../../scripts/assets.ts';
import { PAGINE_PORTALE } from './provini-portale.tsx';
import { PORTALE, UFFICIO, type Ctx, type SessioneProva } from './provini-siti.ts';
import { PAGINE_UFFICIO } from './provini-ufficio.tsx';

// Two small doors that show every component as a page would use it: what the browser tests walk, and where one looks to see the kit.

/** Every page shown to whoever walks them: path, and whether one must be signed in. */
export const PROVINI = [
  { percorso: '/', dentro: false },
  { percorso: '/avviso', dentro: false },
  { percorso: '/avviso/301000000000012377', dentro: false },
  { percorso: '/anagrafica', dentro: false },
  { percorso: '/non-esiste', dentro: false },
  { percorso: '/guasto', dentro: false },
  { percorso: '/ufficio/accesso', dentro: false },
  { percorso: '/ufficio/dovuti', dentro: true },
  { percorso: '/ufficio/dovuti?vuoto=1', dentro: true },
  { percorso: '/ufficio/flussi', dentro: true },
  { percorso: '/ufficio/oggi', dentro: true },
];

/** Starts the two doors on a free port of this machine. */
export async function apriProvini(): Promise<{ url: string; chiudi: () => Promise<void> }> {
  const cartella = fileURLToPath(new URL('../../dist/assets', import.meta.url));
  await costruisciAssets({ destinazione: cartella });
  const risorsa = leggiRisorse(cartella);
  const app = fastify({ forceCloseConnections: true });
  await statico(app, cartella);
  const porta = async (prefisso: string, sito: Sito, pagine: Pagina<Ctx, SessioneProva>[]): Promise<void> =>
    await portaHtml<Ctx, SessioneProva>(app, {
      porta: sito.porta,
      prefisso,
      pagine,
      creaCtx: (r) => ({ persona: r.sessione }),
      sessione: async (segreto) =>
        segreto === 'segreto-di-prova' ? { ruolo: 'operatore', nome: 'Francesca Verdi' } : null,
      accesso: '/ufficio/accesso',
      aspetto: {
        avvolgi: (corpo, r) => (
          <Interfaccia risorsa={risorsa} csrf={r.csrf}>
            {corpo}
          </Interfaccia>
        ),
        errore: (errore) => <PaginaErrore sito={{ ...sito, navigazione: [] }} errore={errore} />,
      },
      cookie: { nome: `prova_${sito.porta}`, sicuro: false },
      chiave: Buffer.alloc(32, 1),
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    });
  await porta('', PORTALE, PAGINE_PORTALE);
  await porta('/ufficio', UFFICIO, PAGINE_UFFICIO);
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return { url, chiudi: async () => await app.close() };
}
