import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { ok, type Esito } from '#kernel/esito';
import { unaVolta, type Applicazione } from '#modules/utenti';
import type { Mondo } from '#platform/contesto';
import { ctxDi } from './ingresso.ts';
import { problemaDi, rifiutoApi, type RifiutoApi } from './problema.ts';
import type { RichiestaApi, RispostaRotta, Rotta } from './rotta.ts';

type Arrivo = { req: FastifyRequest; reply: FastifyReply; applicazione: Applicazione; mondo: Mondo };

const NOME = /^[!-~]{1,255}$/;
const ETAG = /^(?:W\/)?"([!#-~]{1,100})"$/;

/** Does what a route does, once where its caller gives it a name, and writes what it answers. A refusal is left to who called. */
export async function esegui(r: Rotta, arrivo: Arrivo): Promise<Esito<undefined, RifiutoApi>> {
  const { req, reply } = arrivo;
  const richiesta = leggi(r, arrivo);
  if (!richiesta.ok) return richiesta;
  const nome = r.unaVolta === true ? req.headers['idempotency-key'] : undefined;
  if (nome !== undefined) return conNome(r, arrivo, { richiesta: richiesta.value, nome: String(nome) });
  const esito = await r.esegui(richiesta.value as RichiestaApi<never>);
  if (!esito.ok) return esito;
  scrivi(reply, esito.value);
  return ok();
}

function leggi(r: Rotta, { req, applicazione, mondo }: Arrivo): Esito<RichiestaApi, RifiutoApi> {
  const scritta = r.conVersione === true ? req.headers['if-match'] : undefined;
  const vista = scritta === undefined ? null : scritta === '*' ? '*' : (ETAG.exec(scritta)?.[1] ?? '');
  if (vista === '') return rifiutoApi('INTESTAZIONE_NON_VALIDA', 400, { parametri: { nome: 'If-Match' } });
  return ok({
    ctx: ctxDi(mondo, applicazione),
    ctxDi: () => ctxDi(mondo, applicazione),
    applicazione,
    parametri: req.params as Record<string, string>,
    query: req.query as Record<string, string>,
    corpo: req.body,
    flusso: req.body as Readable,
    vista,
    req,
  });
}

/** The answer is kept, whatever it is but a fault of ours, and given again. */
async function conNome(
  r: Rotta,
  { req, reply, applicazione, mondo }: Arrivo,
  { richiesta, nome }: { richiesta: RichiestaApi; nome: string },
): Promise<Esito<undefined, RifiutoApi>> {
  if (!NOME.test(nome)) return rifiutoApi('INTESTAZIONE_NON_VALIDA', 400, { parametri: { nome: 'Idempotency-Key' } });
  const chiesta = JSON.stringify([req.method, req.url, req.headers['if-match'] ?? '', req.body ?? null]);
  const { chiaveId } = applicazione;
  const fatta = await unaVolta(richiesta.ctx, { chiaveId, nome, richiesta: chiesta }, async () => {
    const esito = await r.esegui(richiesta as RichiestaApi<never>);
    if (esito.ok) return { stato: esito.value.stato, corpo: JSON.stringify(esito.value) };
    const problema = problemaDi(esito.refusal, mondo.config.urlPubblico);
    return { stato: problema.status, corpo: JSON.stringify({ stato: problema.status, problema }) };
  });
  if (!fatta.ok) return fatta;
  if (fatta.value.ripetuta) void reply.header('idempotent-replayed', 'true');
  const tenuta = JSON.parse(fatta.value.corpo) as RispostaRotta & { problema?: object };
  if (tenuta.problema === undefined) scrivi(reply, tenuta);
  else void reply.code(fatta.value.stato).type('application/problem+json; charset=utf-8').send(tenuta.problema);
  return ok();
}

function scrivi(reply: FastifyReply, { stato, corpo, file, intestazioni = {} }: RispostaRotta): void {
  void reply.code(stato).headers(intestazioni);
  if (file === undefined) return void reply.type('application/json; charset=utf-8').send(corpo);
  const nome = file.nome.replaceAll(/[^\w.-]/g, '_');
  void reply.type(file.tipo).header('content-disposition', `attachment; filename="${nome}"`).send(file.corpo);
}
