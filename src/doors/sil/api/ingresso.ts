import type { FastifyReply, FastifyRequest } from 'fastify';
import { accediApi, type Applicazione } from '#modules/utenti';
import { creaCtx, type Ctx, type Mondo } from '#platform/contesto';
import { raccolte } from '#platform/raccolta';
import type { Conto } from './freno.ts';
import { RichiestaRifiutata, rifiutoApi, type CodiceApi } from './problema.ts';

const CHIAVE = /^Bearer +([!-~]{1,200})$/i;

type Chiamante = { chiave: string; indirizzo: string };
type Riconosciuta = Awaited<ReturnType<typeof accediApi>>;

/** Each look begins after the calls that it answers for: who was shut out meanwhile is not let in by it. */
const INSIEME = { inVoloMax: 2, insiemeMax: 100 };

/**
 * Who calls, by its key, before anything else of its request is read. Calls of one application, from one address, that come while another
 * of them is looked at are looked at together.
 */
export function creaRiconoscitore(mondo: Mondo): (req: FastifyRequest) => Promise<Applicazione> {
  const guarda = raccolte({
    ...INSIEME,
    gruppo: ({ chiave, indirizzo }: Chiamante) => `${indirizzo} ${chiave}`,
    esegui: async (chiamanti): Promise<Riconosciuta[]> => {
      const ctx = creaCtx(mondo, { ruolo: 'sil', attore: { tipo: 'sil' } });
      const esiti: Riconosciuta[] = [];
      for (const chi of chiamanti) {
        const [primo] = esiti;
        // A failure is counted for each that fails.
        esiti.push(primo?.ok === true ? primo : await accediApi(ctx, chi));
      }
      return esiti;
    },
  });
  return async (req) => {
    const chiave = CHIAVE.exec(req.headers.authorization ?? '')?.[1];
    if (chiave === undefined) throw rifiutata('CHIAVE_MANCANTE', 401);
    const esito = await guarda({ chiave, indirizzo: req.ip });
    if (!esito.ok) throw new RichiestaRifiutata(esito.refusal);
    return esito.value;
  };
}

/** A context that acts for an application, and for its ente. */
export function ctxDi(mondo: Mondo, { chiaveId, enteId }: Applicazione): Ctx {
  return creaCtx(mondo, { ruolo: 'sil', attore: { tipo: 'sil', id: chiaveId }, enteId });
}

/** Says how many calls are left, and throws where none is. */
export function conta(reply: FastifyReply, { limite, rimaste, fraSecondi, troppe }: Conto): void {
  void reply.headers({
    'ratelimit-limit': String(limite),
    'ratelimit-remaining': String(rimaste),
    'ratelimit-reset': String(fraSecondi),
  });
  if (troppe) throw rifiutata('TROPPE_RICHIESTE', 429, { secondi: fraSecondi });
}

/** Of an ente there is only what its key opens: of another, nothing. */
export function controllaEnte(req: FastifyRequest, { codIpa }: Applicazione): void {
  const chiesto = (req.params as Readonly<Record<string, string>>)['codIpa'] ?? '';
  if (chiesto.toLowerCase() !== codIpa.toLowerCase()) throw rifiutata('ENTE_NON_DELLA_CHIAVE', 404);
}

export function rifiutata(
  codice: CodiceApi,
  stato: Parameters<typeof rifiutoApi>[1],
  parametri?: Record<string, string | number>,
): RichiestaRifiutata {
  return new RichiestaRifiutata(rifiutoApi(codice, stato, parametri === undefined ? {} : { parametri }).refusal);
}
