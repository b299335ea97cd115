/**
 * portale: the door of citizens, server-rendered pages. It knows who proved which mail address, and how much of a notice may be shown to
 * whom (model 11): to anybody with the pair, a summary; to who read the mail, all of it. It reads through the definer functions of the
 * modules and holds no rule about money.
 */
import type { FastifyInstance } from 'fastify';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { leggiIntermediario } from '#modules/enti';
import { apriFonti } from '#modules/pagamenti';
import { sfida } from '#modules/utenti';
import type { Mondo } from '#platform/contesto';
import { portaHtml } from '#platform/http/porta-html';
import { leggiRisorse } from '#platform/http/statico';
import { LINGUE } from '#kernel/lingua';
import { testiDi } from '#testi/catalogo';
import { aspettoPortale, chiGuarda, sitoDi, type Comune } from './aspetto.tsx';
import { apriDisdetta } from './disdetta-posta.ts';
import { VAI } from './indirizzi.ts';
import { apriLoghi } from './loghi.ts';
import { accesso, entra, rientro } from './pagine/accesso.tsx';
import { arrivo, arrivoRitorno } from './pagine/arrivo.tsx';
import { accessibilita } from './pagine/accessibilita.tsx';
import { avviso } from './pagine/avviso.tsx';
import { avvisoPdf } from './pagine/avviso-pdf.ts';
import { carrello } from './pagine/carrello.tsx';
import { carrelloEmail, codiceCarrello } from './pagine/carrello-email.tsx';
import { codice, codiceSpontaneo } from './pagine/codice.tsx';
import { ente } from './pagine/ente.tsx';
import { deleghe } from './pagine/deleghe.tsx';
import { delegaNuova } from './pagine/delega-nuova.tsx';
import { enti } from './pagine/enti.tsx';
import { assistenza, privacy } from './pagine/informative.tsx';
import { inizio } from './pagine/inizio.tsx';
import { intero } from './pagine/intero.tsx';
import { lingua } from './pagine/lingua.ts';
import { link, linkQr } from './pagine/link.tsx';
import { mieiDati } from './pagine/miei-dati.tsx';
import { pagamenti } from './pagine/pagamenti.tsx';
import { pagamento } from './pagine/pagamento.tsx';
import { posizioni } from './pagine/posizioni.tsx';
import { emailProfilo, profilo } from './pagine/profilo.tsx';
import { promemoria } from './pagine/promemoria.tsx';
import { prova } from './pagine/prova.tsx';
import { ritorno } from './pagine/ritorno.ts';
import { ritira } from './pagine/ritira.tsx';
import { ricevutaPdf } from './pagine/ricevuta-pdf.ts';
import { segnala } from './pagine/segnala.tsx';
import { spontaneo } from './pagine/spontaneo.tsx';
import { attesa } from './pagine/spontaneo-attesa.tsx';
import { stato } from './pagine/stato.tsx';
import { linkModulo, tipo } from './pagine/tipo.tsx';
import { trovato } from './pagine/trovato.tsx';
import { uscita } from './pagine/uscita.ts';
import {
  ctxCittadino,
  ctxEntrato,
  riconosciCittadino,
  type PaginaPortale,
  type Portale,
  type SessionePortale,
} from './visita.ts';

const PAGINE: readonly PaginaPortale[] = [
  inizio,
  avviso,
  trovato,
  codice,
  prova,
  intero,
  avvisoPdf,
  ricevutaPdf,
  posizioni,
  pagamenti,
  deleghe,
  delegaNuova,
  mieiDati,
  ritira,
  carrello,
  carrelloEmail,
  codiceCarrello,
  pagamento,
  stato,
  ritorno,
  arrivo,
  arrivoRitorno,
  link,
  linkModulo,
  linkQr,
  uscita,
  enti,
  ente,
  tipo,
  spontaneo,
  codiceSpontaneo,
  attesa,
  accessibilita,
  privacy,
  assistenza,
  segnala,
  lingua,
  accesso,
  entra,
  rientro,
  profilo,
  emailProfilo,
  promemoria,
];

/** The door as data: what tests walk. */
export const portale = { prefisso: '', pagine: PAGINE };

/** Hangs the door on the server. The built files (scripts/assets.ts) must be there; who serves them is the server. */
export async function portaPortale(app: FastifyInstance, { mondo }: { mondo: Mondo }): Promise<void> {
  const comune: Comune = { intermediario: null, versione: versione() };
  const loghi = await apriLoghi(app, mondo);
  const fonti = apriFonti(mondo);
  await apriSfida(app, mondo);
  await apriDisdetta(app, mondo);
  await portaHtml<Portale, SessionePortale>(app, {
    porta: 'portale',
    prefisso: portale.prefisso,
    pagine: PAGINE,
    sessione: (segreto) => riconosciCittadino(mondo, segreto),
    creaCtx: async (r) => {
      const { sessione, lingua: sua, percorso } = r;
      const ctx = ctxCittadino(mondo, sessione, null);
      // Asked each time: it may be registered, or change its name, while we run. The error page, which asks nothing, uses the last one.
      comune.intermediario = (await leggiIntermediario(ctx))?.denominazione ?? comune.intermediario;
      const t = testiDi(sua);
      const conPosizioni = sessione !== null && sessione.cittadino !== null;
      const conCarrello = sessione !== null && sessione.carrelloId !== null;
      const [sito, chi] = [sitoDi(comune, { t, percorso, conCarrello, conPosizioni }), chiGuarda(ctx, r)];
      return {
        ctx,
        per: (enteId) => ctxCittadino(mondo, sessione, enteId),
        come: (suo) => ctxEntrato(mondo, suo),
        lingua: sua,
        t,
        sito,
        chi,
        loghi,
        fonti,
      };
    },
    aspetto: aspettoPortale(leggiRisorse(cartella('../../../dist/assets')), {
      sito: (r) => sitoDi(comune, { t: testiDi(r.lingua), percorso: r.percorso }),
      chi: (r) => chiGuarda(ctxCittadino(mondo, r.sessione, null), r),
    }),
    accesso: VAI.accedi,
    lingue: LINGUE,
    cookie: { nome: 'portale', sicuro: mondo.config.urlPubblico.startsWith('https:') },
    chiave: mondo.config.pepe,
    log: mondo.log,
    destinazioniEsterne: [
      ...(mondo.config.checkout?.origini ?? []),
      ...(mondo.config.identita?.origini ?? []),
      ...(mondo.config.simulatore === null ? [] : [mondo.config.simulatore.origine]),
    ],
  });
}

/** The challenge for the script of the search page (sfida.js): asked when somebody begins to type, so that it is fresh when they end. */
async function apriSfida(app: FastifyInstance, mondo: Mondo): Promise<void> {
  await app.register(async (scope) => {
    scope.get(VAI.sfida, async (_req, reply) => {
      void reply.headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
      return sfida(ctxCittadino(mondo, null, null));
    });
  });
}

function cartella(relativa: string): string {
  return fileURLToPath(new URL(relativa, import.meta.url));
}

function versione(): string {
  const { version } = JSON.parse(readFileSync(cartella('../../../package.json'), 'utf8')) as { version: string };
  return version;
}
