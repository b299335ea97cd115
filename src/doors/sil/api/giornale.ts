import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LIMITI } from '#kernel/limiti';
import type { Evento, Giornale } from '#modules/registro';
import type { Applicazione } from '#modules/utenti';
import type { Mondo } from '#platform/contesto';

/** What is marked of a call, for who judges an integration (adesioni): nobody reads its content for that. */
type Segno = 'if-match' | 'ripetuta' | 'pagina' | 'insiste';

type Nota = { applicazione: Applicazione; arrivata: Date; insiste: boolean; corpo: string; risposta: string };

/** Takes note of the calls of who was recognised. */
export type Taccuino = {
  /** Hangs itself on the routes of those calls. */
  segui: (scope: FastifyInstance) => void;
  /** Begins the note of a call: who calls, and whether they insist after they were told to wait. */
  apri: (req: FastifyRequest, applicazione: Applicazione) => void;
  insiste: (req: FastifyRequest) => void;
  /** The body as it arrived. */
  corpo: (req: FastifyRequest, testo: string) => void;
};

/**
 * Request and answer of each call, in the giornale of its ente, as those of the SOAP door: compressed, encrypted, cut at the same length,
 * kept as long, opened by an act of the registro. They are handed to the buffered writer once the answer has gone, and wait for nothing.
 * The key itself is in no part of them; of files there is only that they passed.
 */
export function apriTaccuino({ giornale, orologio }: { giornale: Giornale } & Pick<Mondo, 'orologio'>): Taccuino {
  const note = new WeakMap<FastifyRequest, Nota>();
  return {
    apri: (req, applicazione) =>
      note.set(req, { applicazione, arrivata: orologio(), insiste: false, corpo: '', risposta: '' }),
    insiste: (req) => scrivi(note.get(req), { insiste: true }),
    corpo: (req, testo) => scrivi(note.get(req), { corpo: testo }),
    segui: (scope) => {
      scope.addHook('onSend', (req, _reply, risposta, fatto) => {
        if (typeof risposta === 'string') scrivi(note.get(req), { risposta });
        fatto(null, risposta);
      });
      scope.addHook('onResponse', (req, reply, fatto) => {
        const nota = note.get(req);
        if (nota !== undefined) annota(giornale, { req, reply, nota, adesso: orologio() });
        fatto();
      });
    },
  };
}

function scrivi(nota: Nota | undefined, cosa: Partial<Nota>): void {
  if (nota !== undefined) Object.assign(nota, cosa);
}

type Scambio = { req: FastifyRequest; reply: FastifyReply; nota: Nota; adesso: Date };

function annota(giornale: Giornale, { req, reply, nota, adesso }: Scambio): void {
  const { applicazione, corpo, risposta } = nota;
  // Where tus answers by itself, Fastify does not know with what.
  const stato = reply.raw.statusCode;
  const codice = stato < 400 ? null : (CODICE.exec(risposta)?.[1] ?? `HTTP_${stato}`);
  const comune: Omit<Evento, 'sottotipo' | 'istante'> = {
    ...{ categoria: 'INTERFACE', tipo: nomeChiamata(req), richiedente: 'API', correlazione: randomUUID() },
    ...{ enteId: applicazione.enteId, iuv: iuvDi(risposta) },
  };
  giornale.annota({ ...comune, sottotipo: 'REQ', istante: nota.arrivata, contenuto: messaggio(testaDi(req), corpo) });
  giornale.annota({
    ...{ ...comune, sottotipo: 'RESP', istante: adesso, esito: codice === null ? 'OK' : 'KO' },
    parametri: parametri({ stato, codice, segni: segniDi(req, reply, nota) }, reply, applicazione),
    contenuto: messaggio(`HTTP ${stato}`, risposta),
  });
}

/** `PUT /posizioni/:iupd`: the pattern of the route, which names no one. */
function nomeChiamata({ method, routeOptions }: FastifyRequest): string {
  const [, percorso = '/'] = routeOptions.url?.split('/enti/:codIpa') ?? [];
  return `${method} ${percorso === '' ? '/' : percorso}`;
}

type Esito = { stato: number; codice: string | null; segni: readonly Segno[] };

/** Read back by `registro.riassumi_chiamate`. */
function parametri({ stato, codice, segni }: Esito, reply: FastifyReply, { chiaveId }: Applicazione): string {
  return [
    `stato=${stato}`,
    ...(codice === null ? [] : [`codice=${codice}`]),
    `durataMs=${Math.round(reply.elapsedTime)}`,
    `chiave=${chiaveId}`,
    ...(segni.length === 0 ? [] : [`segni=${segni.join(',')}`]),
  ].join(' ');
}

function segniDi({ headers, query }: FastifyRequest, reply: FastifyReply, { insiste }: Nota): Segno[] {
  const segni: [Segno, boolean][] = [
    ['if-match', headers['if-match'] !== undefined],
    ['ripetuta', reply.getHeader('idempotent-replayed') !== undefined],
    ['pagina', typeof query === 'object' && query !== null && 'dopo' in query],
    ['insiste', insiste],
  ];
  return segni.flatMap(([segno, c]) => (c ? [segno] : []));
}

/** What of its headers says what was asked; never the key. */
const INTESTAZIONI = ['content-type', 'content-length', 'if-match', 'idempotency-key', 'user-agent'] as const;

function testaDi({ method, url, headers }: FastifyRequest): string {
  const righe = INTESTAZIONI.flatMap((nome) =>
    headers[nome] === undefined ? [] : [`${nome}: ${String(headers[nome])}`],
  );
  return [`${method} ${url}`, ...righe].join('\n');
}

/** No more of it than is kept: what is longer is cut by the giornale, which says so. */
function messaggio(testa: string, corpo: string): string {
  return corpo === '' ? testa : `${testa}\n\n${corpo.slice(0, LIMITI.eventoContenutoBytesMax + 1)}`;
}

const CODICE = /"codice":"([A-Z][A-Z0-9_]{1,60})"/;
const IUV = /"iuv":"([0-9A-Z]{1,35})"/g;

/** The iuv that an answer speaks of, where it speaks of one. */
function iuvDi(risposta: string): string | null {
  let trovato: string | null = null;
  for (const [, iuv = ''] of risposta.matchAll(IUV)) {
    if (trovato !== null && iuv !== trovato) return null;
    trovato = iuv;
  }
  return trovato;
}
