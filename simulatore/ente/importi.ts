/**
 * The service by which an ente says what a notice costs now: a login that gives a token, and the amount (or a code) for a notice number.
 * What it says is taught by who tries it; of a notice it was taught nothing about, it says that it does not know it.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as pausa } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { type Static, Type } from 'typebox';
import { creaMemoria, type Memoria } from '../memoria.ts';

const CHIUSO = { additionalProperties: false } as const;
const RICORDATI_MAX = 200;
/** Longer than whoever asks will wait. */
const LENTO_MS = 5000;
const SCONOSCIUTO = { codice: '002', dettaglio: 'Avviso sconosciuto' };

const Lezione = Type.Object(
  {
    numeroAvviso: Type.String({ pattern: '^[0-9]{18}$' }),
    importoCents: Type.Optional(Type.Integer()),
    /** Accounts, as a text: `[{"capitolo":"1","importo":"10.00"}]`. */
    bilancio: Type.Optional(Type.String({ maxLength: 20_000 })),
    codice: Type.Optional(Type.String({ maxLength: 10 })),
    guasto: Type.Optional(Type.Union([Type.Literal('lento'), Type.Literal('spazzatura'), Type.Literal('errore')])),
  },
  CHIUSO,
);
type Lezione = Static<typeof Lezione>;

const Accesso = Type.Object({ username: Type.String({ maxLength: 200 }), password: Type.String({ maxLength: 4096 }) });
const Chiesto = Type.Object({
  cfEnteCreditore: Type.String({ maxLength: 40 }),
  importoPosizione: Type.Literal('S'),
  numeroAvviso: Type.String({ maxLength: 40 }),
});

/** A notice that the service was asked about. */
export type Domanda = { numeroAvviso: string; codiceFiscaleEnte: string; quando: Date };

export type Importi = {
  lezioni: Memoria<Lezione>;
  domande: Memoria<Domanda>;
  gettoni: Memoria<string>;
  adesso: () => Date;
};

export function creaImporti(adesso: () => Date): Importi {
  return {
    lezioni: creaMemoria<Lezione>(RICORDATI_MAX),
    domande: creaMemoria<Domanda>(RICORDATI_MAX),
    gettoni: creaMemoria<string>(RICORDATI_MAX),
    adesso,
  };
}

/** The service itself, and the way to teach it: `POST /api/importi`, of which the last one for a notice holds. */
export function apiImporti(app: FastifyInstance, importi: Importi): void {
  app.post<{ Body: Static<typeof Accesso> }>('/ente/accesso', { schema: { body: Accesso } }, async ({ body }) => {
    if (body.username === '' || body.password === '') return { esito: 'KO', descrizioneErrore: 'Credenziali errate' };
    return { token: importi.gettoni.ricorda(randomUUID()) };
  });
  app.post<{ Body: Static<typeof Chiesto> }>('/ente/importo', { schema: { body: Chiesto } }, async (r, risposta) => {
    const gettone = /^Bearer (.+)$/.exec(r.headers.authorization ?? '')?.[1] ?? '';
    if (!importi.gettoni.elenco().includes(gettone)) return risposta.code(401).send({ esito: 'KO' });
    const { numeroAvviso, cfEnteCreditore } = r.body;
    importi.domande.ricorda({ numeroAvviso, codiceFiscaleEnte: cfEnteCreditore, quando: importi.adesso() });
    return rispondi(
      risposta,
      importi.lezioni.elenco().find((l) => l.numeroAvviso === numeroAvviso),
    );
  });
  app.post<{ Body: Lezione }>('/api/importi', { schema: { body: Lezione } }, async ({ body }) =>
    importi.lezioni.ricorda(body),
  );
  app.get('/api/importi', async () => ({ lezioni: importi.lezioni.elenco(), domande: importi.domande.elenco() }));
}

async function rispondi(risposta: FastifyReply, lezione: Lezione | undefined): Promise<unknown> {
  if (lezione === undefined) return SCONOSCIUTO;
  const { numeroAvviso, importoCents, bilancio, codice, guasto } = lezione;
  if (guasto === 'spazzatura') return risposta.type('text/html').send('<html>');
  if (guasto === 'errore') return risposta.code(500).send({ messaggio: 'guasto' });
  if (guasto === 'lento') await pausa(LENTO_MS, undefined, { ref: false });
  if (codice !== undefined) return { codice, dettaglio: 'Detto dal simulatore' };
  return { numeroAvviso, importoPosizione: importoCents ?? 0, ...(bilancio === undefined ? {} : { bilancio }) };
}
