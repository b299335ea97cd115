/**
 * sviluppatori: the pages of who writes the software of an ente. Open to all, and about nobody: guides whose examples our tests run, the
 * calls to be tried, the meaning of each code, the contracts to download.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { leggiIntermediario } from '#modules/enti';
import { creaCtx, type Mondo } from '#platform/contesto';
import { portaHtml } from '#platform/http/porta-html';
import { leggiRisorse } from '#platform/http/statico';
import type { Sessione } from '#platform/http/pagina';
import { portale } from '#testi/it/portale';
import { sviluppatori as testi } from '#testi/it/sviluppatori';
import type { Sito } from '#ui/cornice';
import { aspettoSviluppatori } from './aspetto.tsx';
import { creaPagine, SVILUPPATORI, VAI, type Sviluppatori } from './pagine.tsx';
import { raccoltaPostman, type Documento } from './postman.ts';
import { registraProva } from './prova.ts';

/** Hangs the pages on the server. The built files (scripts/assets.ts) must be there, and the REST door, whose document they show. */
export async function portaSviluppatori(app: FastifyInstance, { mondo }: { mondo: Mondo }): Promise<void> {
  const comune = { intermediario: portale.intermediario, versione: versione() };
  await registraProva(app);
  app.get(VAI.postman, async (_req, reply) => {
    const documento = (await app.inject({ url: VAI.openapi })).json<Documento>();
    return reply
      .header('content-disposition', 'attachment; filename="mypay-postman.json"')
      .send(raccoltaPostman(documento, mondo.config.urlPubblico));
  });
  await portaHtml<Sviluppatori, Sessione>(app, {
    porta: 'sviluppatori',
    prefisso: SVILUPPATORI,
    pagine: creaPagine(),
    sessione: () => Promise.resolve(null),
    creaCtx: async () => {
      const ctx = creaCtx(mondo, { ruolo: 'sil', attore: { tipo: 'sil' } });
      comune.intermediario = (await leggiIntermediario(ctx))?.denominazione ?? comune.intermediario;
      return { sito: sitoDi(comune) };
    },
    aspetto: aspettoSviluppatori(leggiRisorse(cartella('../../../../dist/assets')), () => sitoDi(comune)),
    accesso: SVILUPPATORI,
    cookie: { nome: 'sviluppatori', sicuro: mondo.config.urlPubblico.startsWith('https:') },
    chiave: mondo.config.pepe,
    log: mondo.log,
  });
}

function sitoDi({ intermediario, versione: numero }: { intermediario: string; versione: string }): Sito {
  const { piede } = portale;
  const { navigazione } = testi;
  return {
    porta: 'portale',
    intermediario,
    inizio: '/',
    navigazione: [
      { testo: navigazione.inizio, a: VAI.inizio },
      { testo: navigazione.guida, a: VAI.guida },
      { testo: navigazione.prova, a: VAI.prova },
      { testo: navigazione.errori, a: VAI.errori },
      { testo: navigazione.collaudo, a: VAI.collaudo },
    ],
    piede: [
      { testo: piede.accessibilita, a: '/accessibilita' },
      { testo: piede.privacy, a: '/privacy' },
      { testo: piede.assistenza, a: '/assistenza' },
    ],
    assistenza: piede.orari,
    versione: numero,
  };
}

function cartella(relativa: string): string {
  return fileURLToPath(new URL(relativa, import.meta.url));
}

function versione(): string {
  const { version } = JSON.parse(readFileSync(cartella('../../../../package.json'), 'utf8')) as { version: string };
  return version;
}
