import type { TSchema } from 'typebox';
import { LIMITI } from '#kernel/limiti';
import { api } from '#testi/it/api';
import type { Rotta } from './rotta.ts';
import { PROBLEMA } from './schemi.ts';

/** What any route may answer beside its own: who calls is not known, may not, is not there, too often; a path of none; a fault of ours. */
const SEMPRE = [401, 403, 404, 422, 429, 500] as const;

/** What Fastify, and the OpenAPI document, are told of a route. */
export function schemaDi(r: Rotta, parametri: TSchema): Record<string, unknown> {
  const intestazioni = {
    ...(r.conVersione === true && {
      'if-match': { type: 'string', description: 'L’ETag di quando l’hai letto; * per qualunque versione.' },
    }),
    ...(r.unaVolta === true && {
      'idempotency-key': {
        type: 'string',
        maxLength: 255,
        description:
          'Un nome tuo per questa richiesta: mandata di nuovo entro 24 ore ha la stessa risposta, e non si fa due volte.',
      },
    }),
  };
  const problemi = [...new Set([...SEMPRE, ...(r.corpo === undefined ? [] : [400, 413, 415]), ...(r.rifiuta ?? [])])];
  const risposte = Object.fromEntries([
    ...Object.entries(r.risposte).map(([stato, { descrizione, schema, tipo }]) => [
      stato,
      tipo === undefined
        ? { description: descrizione, headers: intestazioniDi(r), ...(schema ?? { type: 'null' }) }
        : {
            description: descrizione,
            headers: intestazioniDi(r),
            content: { [tipo]: { schema: { type: 'string', format: 'binary' } } },
          },
    ]),
    ...problemi.map((stato) => [
      stato,
      {
        description: api.titoli[stato as keyof typeof api.titoli],
        ...(stato === 429 && { headers: { ...detta('Retry-After'), ...CONTO } }),
        content: { 'application/problem+json': { schema: PROBLEMA } },
      },
    ]),
  ]);
  return {
    operationId: r.nome,
    summary: r.titolo,
    ...(r.descrizione !== undefined && { description: r.descrizione }),
    tags: [r.gruppo],
    params: parametri,
    ...(r.query !== undefined && { querystring: r.query }),
    ...(Object.keys(intestazioni).length > 0 && { headers: { type: 'object', properties: intestazioni } }),
    ...(r.corpo !== undefined && { body: r.corpo }),
    ...(r.accetta !== undefined && { consumes: [r.accetta], body: FILE }),
    response: risposte,
  };
}

type Intestazione = keyof typeof api.intestazioni;

/** In every answer to who was recognised. */
const CONTO = detta('RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset');

function detta(...nomi: readonly Intestazione[]): Record<string, object> {
  return Object.fromEntries(
    nomi.map((nome) => [
      nome,
      { type: nome === 'ETag' || nome === 'Link' ? 'string' : 'integer', description: api.intestazioni[nome] },
    ]),
  );
}

/** What stands beside an answer that is no refusal. */
function intestazioniDi(r: Rotta): Record<string, object> {
  const query: { properties?: object } | undefined = r.query;
  return {
    ...(r.conEtag === true && detta('ETag')),
    ...(query?.properties !== undefined && 'dopo' in query.properties && detta('Link')),
    ...CONTO,
  };
}

/** A body that is read as it arrives, and not judged by a schema. */
const FILE = { type: 'string', format: 'binary' };

/** What the document says beside the routes. */
export const PREMESSA = {
  openapi: '3.1.0',
  info: {
    title: api.titolo,
    version: '1',
    description: `${api.descrizione} Al massimo ${LIMITI.apiRichiesteMinutoMax} richieste al minuto per chiave.`,
    license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
  },
  components: { securitySchemes: { chiave: { type: 'http' as const, scheme: 'bearer', description: api.chiave } } },
  security: [{ chiave: [] }],
};

type Json = null | string | number | boolean | Json[] | { [nome: string]: Json };

/**
 * The same document with what many routes share told once, by name: schemas that have a title, headers of answers, and the problems by
 * their status.
 */
export function conNomi(documento: unknown): Json {
  const schemi: Record<string, Json> = {};
  const risposte: Record<string, Json> = {};
  const intestazioni: Record<string, Json> = {};
  const cammina = (nodo: Json, sotto: string): Json => {
    if (nodo === null || typeof nodo !== 'object') return nodo;
    if (Array.isArray(nodo)) return nodo.map((figlio) => cammina(figlio, sotto));
    const dentro = Object.fromEntries(Object.entries(nodo).map(([nome, figlio]) => [nome, cammina(figlio, nome)]));
    if (sotto === 'headers') {
      Object.assign(intestazioni, dentro);
      return Object.fromEntries(Object.keys(dentro).map((nome) => [nome, { $ref: `#/components/headers/${nome}` }]));
    }
    if (isProblema(dentro)) {
      risposte[`Problema${sotto}`] = dentro;
      return { $ref: `#/components/responses/Problema${sotto}` };
    }
    const { title, description, ...senza } = dentro;
    if (typeof title !== 'string' || !('type' in dentro || 'anyOf' in dentro)) return dentro;
    schemi[title] ??= senza;
    return { $ref: `#/components/schemas/${title}`, ...(typeof description === 'string' && { description }) };
  };
  const fatto = cammina(JSON.parse(JSON.stringify(documento)) as Json, '') as { components: { [nome: string]: Json } };
  const condivise = { schemas: perNome(schemi), responses: perNome(risposte), headers: perNome(intestazioni) };
  fatto.components = { ...fatto.components, ...condivise };
  return fatto;
}

function isProblema({ content }: { [nome: string]: Json }): boolean {
  return content !== null && typeof content === 'object' && 'application/problem+json' in content;
}

function perNome(cose: Record<string, Json>): Json {
  return Object.fromEntries(Object.entries(cose).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
