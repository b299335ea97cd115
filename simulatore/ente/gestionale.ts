/**
 * The software of an ente, as far as MyPay calls it: signed events (Standard Webhooks), which it verifies with its own ten lines, and the
 * outcome of payments pushed as MyPay always did. It keeps what it received, and can be told to fail.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { setTimeout as pausa } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import { creaMemoria, type Memoria } from '../memoria.ts';

const RICORDATI_MAX = 500;
const SEGRETI_MAX = 20;
/** Longer than whoever calls will wait. */
const LENTO_MS = 20_000;
/** A message signed longer ago than this may be an old one that somebody plays again. */
const TOLLERANZA_S = 300;

export const GUASTI = ['errore', 'lento', 'rifiuta', 'altrove'] as const;
export type Guasto = (typeof GUASTI)[number] | null;
const Comando = Type.Object(
  { guasto: Type.Unsafe<Guasto>({ enum: [...GUASTI, null] }) },
  { additionalProperties: false },
);

/** Whether the signature holds; `segreto`: nobody has told us the secret. */
export type FirmaVista = 'buona' | 'sbagliata' | 'vecchia' | 'manca' | 'segreto';

export type EventoRicevuto = {
  /** The same event may come more than once: this is how one tells. */
  id: string;
  genere: string;
  firma: FirmaVista;
  corpo: unknown;
  quando: Date;
  /** It came before. */
  ripetuto: boolean;
  /** What we answered. */
  stato: number;
};

/** An outcome pushed: receipt and outcome as XML. */
export type EsitoRicevuto = { rt: string; esito: string; autorizzazione: string | null; quando: Date };

export type Gestionale = {
  eventi: Memoria<EventoRicevuto>;
  esiti: Memoria<EsitoRicevuto>;
  segreto: () => Promise<string | null>;
  adesso: () => Date;
  /** How it fails, until it is told otherwise. */
  guasto: Guasto;
  /** Secrets that somebody has told it, beside its own. */
  altriSegreti: Memoria<string>;
};

export function creaGestionale(segreto: () => Promise<string | null>, adesso: () => Date): Gestionale {
  return {
    eventi: creaMemoria<EventoRicevuto>(RICORDATI_MAX),
    esiti: creaMemoria<EsitoRicevuto>(RICORDATI_MAX),
    altriSegreti: creaMemoria<string>(SEGRETI_MAX),
    ...{ segreto, adesso, guasto: null },
  };
}

const intestazione = (r: FastifyRequest, nome: string): string => String(r.headers[nome] ?? '');

/** The addresses that MyPay calls, and those by which a script looks at what came and has it fail. */
export async function apiGestionale(app: FastifyInstance, gestionale: Gestionale): Promise<void> {
  app.get('/api/eventi', async () => ({
    eventi: gestionale.eventi.elenco(),
    esiti: gestionale.esiti.elenco(),
    guasto: gestionale.guasto,
  }));
  app.post<{ Body: Static<typeof Comando> }>('/api/eventi/guasto', { schema: { body: Comando } }, async ({ body }) => {
    gestionale.guasto = body.guasto;
    return { guasto: gestionale.guasto };
  });
  await app.register(async (grezzo) => {
    // What is signed are the bytes: they are read as they came.
    grezzo.removeContentTypeParser('application/json');
    grezzo.addContentTypeParser('application/json', { parseAs: 'string' }, (_, corpo, fatto) => fatto(null, corpo));
    grezzo.post<{ Body: string }>('/ente/eventi', (r, risposta) => riceviEvento(gestionale, r, risposta));
    grezzo.post<{ Body: string }>('/ente/esiti', (r, risposta) => riceviEsito(gestionale, r, risposta));
  });
}

async function riceviEvento(
  gestionale: Gestionale,
  r: FastifyRequest<{ Body: string }>,
  risposta: FastifyReply,
): Promise<unknown> {
  const id = intestazione(r, 'webhook-id');
  const corpo = leggiJson(r.body);
  const quando = gestionale.adesso();
  const suo = await gestionale.segreto();
  const segreti = [...(suo === null ? [] : [suo]), ...gestionale.altriSegreti.elenco()];
  const firma = verifica(r, { segreti, adesso: quando });
  const ripetuto = gestionale.eventi.elenco().some((e) => e.id === id && e.stato < 300);
  const guasta = STATI[gestionale.guasto ?? 'bene'];
  const stato = firma === 'buona' || firma === 'segreto' ? guasta : 401;
  gestionale.eventi.ricorda({ id, genere: testoDi(corpo, 'type'), firma, corpo, quando, ripetuto, stato });
  return rispondi(gestionale, risposta.code(stato), {});
}

async function riceviEsito(
  gestionale: Gestionale,
  r: FastifyRequest<{ Body: string }>,
  risposta: FastifyReply,
): Promise<unknown> {
  const corpo = leggiJson(r.body);
  const aperto = (campo: string): string => Buffer.from(testoDi(corpo, campo), 'base64').toString('utf8');
  const autorizzazione = r.headers.authorization ?? null;
  gestionale.esiti.ricorda({ rt: aperto('rt'), esito: aperto('esito'), autorizzazione, quando: gestionale.adesso() });
  const rifiuta = gestionale.guasto === 'rifiuta';
  const detto = {
    faultCode: rifiuta ? 'SIM_RIFIUTO' : null,
    faultDescription: rifiuta ? 'Detto dal simulatore' : null,
  };
  return rispondi(gestionale, risposta.code(rifiuta ? 200 : STATI[gestionale.guasto ?? 'bene']), detto);
}

const STATI = { bene: 200, errore: 500, lento: 200, rifiuta: 422, altrove: 307 } as const;

async function rispondi(gestionale: Gestionale, risposta: FastifyReply, corpo: object): Promise<unknown> {
  if (gestionale.guasto === 'lento') await pausa(LENTO_MS, undefined, { ref: false });
  if (gestionale.guasto === 'altrove') return risposta.header('location', '/ente/eventi/altrove').send('altrove');
  return corpo;
}

/** Standard Webhooks: HMAC-SHA256 of `id.timestamp.body`, any of the signatures of the header, not too old. */
function verifica(
  r: FastifyRequest<{ Body: string }>,
  { segreti, adesso }: { segreti: readonly string[]; adesso: Date },
): FirmaVista {
  if (segreti.length === 0) return 'segreto';
  const [id, istante, firme] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((n) => intestazione(r, n));
  if (id === '' || istante === '' || firme === undefined || firme === '') return 'manca';
  const buona = segreti.some((segreto) => {
    const chiave = Buffer.from(segreto.replace(/^whsec_/, ''), 'base64');
    const attesa = createHmac('sha256', chiave).update(`${id}.${istante}.${r.body}`).digest();
    return firme.split(' ').some((una) => {
      const [versione, valore = ''] = una.split(',');
      const data = Buffer.from(valore, 'base64');
      return versione === 'v1' && data.length === attesa.length && timingSafeEqual(data, attesa);
    });
  });
  if (!buona) return 'sbagliata';
  return Math.abs(adesso.getTime() / 1000 - Number(istante)) > TOLLERANZA_S ? 'vecchia' : 'buona';
}

function testoDi(corpo: Record<string, unknown> | null, campo: string): string {
  const valore = corpo?.[campo];
  return typeof valore === 'string' ? valore : '';
}

function leggiJson(testo: string): Record<string, unknown> | null {
  try {
    const letto: unknown = JSON.parse(testo);
    return typeof letto === 'object' && letto !== null ? (letto as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
