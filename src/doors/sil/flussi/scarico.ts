import type { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isUuid, type EnteId, type FlussoId, type QuadraturaId, type RendicontazioneId } from '#kernel/ids';
import { leggiEnte } from '#modules/enti';
import { leggiFileFlusso, leggiFlusso, tuttiGliAvvisi, zipAvvisi } from '#modules/flussi';
import { annota } from '#modules/registro';
import {
  annotaScarico,
  apriQuadratura,
  leggiQuadratura,
  leggiRendicontazione,
  xmlRendicontazione,
} from '#modules/rendicontazione';
import { creaCtx, type Ctx, type Mondo } from '#platform/contesto';
import { allegato } from '#platform/http/rispondi';
import { consegne } from '#testi/it/consegne';
import { testi } from '#testi/it/sil';
import { chiamanteDi, daAltrove } from '../accesso.ts';
import { leggiFileFirmato, type FileFirmato } from '../gettoni.ts';

type Trovato = { nome: string; tipo: string; corpo: Readable; byte?: number };
type Perche = 'nonTrovato' | 'occupato';

const STATI = { scaduto: 403, non_valido: 403, nonTrovato: 404, occupato: 503 } as const;

/**
 * Gives a file to whoever has its address (mypay-webservices 0.4): the token holds for that file, that name and that ente, for two hours.
 * Each time it is a row of the registro, for these files name many persons.
 */
export async function daiFile(mondo: Mondo, req: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  void reply.header('cache-control', 'no-store').header('x-content-type-options', 'nosniff');
  const no = (perche: keyof typeof STATI): FastifyReply =>
    reply.code(STATI[perche]).type('text/plain; charset=utf-8').send(testi.scarico[perche]);
  const { ente } = req.params as { ente: string };
  const { type, securityToken, filename } = req.query as Record<string, unknown>;
  if (typeof type !== 'string' || typeof securityToken !== 'string' || typeof filename !== 'string')
    return no('non_valido');
  const firmato = await leggiFileFirmato({ config: mondo.config, now: mondo.orologio() }, securityToken, {
    ...{ enteId: ente, tipo: type, nome: filename },
  });
  if (typeof firmato === 'string') return no(firmato);
  if (!isUuid<EnteId>(ente)) return no('nonTrovato');
  const ctx = creaCtx(mondo, { ruolo: 'sil', attore: { tipo: 'sil', id: ente }, enteId: ente });
  const altrove = await daAltrove(ctx, ente, chiamanteDi(req, mondo));
  if (altrove !== null) return reply.code(403).type('text/plain; charset=utf-8').send(altrove);
  const trovato = await apri(ctx, firmato);
  if (typeof trovato === 'string') return no(trovato);
  if (trovato.byte !== undefined) void reply.header('content-length', trovato.byte);
  return reply.type(trovato.tipo).header('content-disposition', allegato(trovato.nome)).send(trovato.corpo);
}

function apri(ctx: Ctx, { oggettoId, quale, nome }: FileFirmato): Promise<Trovato | Perche> {
  switch (quale) {
    case 'rendicontazione':
      return apriRendicontazione(ctx, oggettoId as RendicontazioneId, nome);
    case 'quadratura':
      return ctx.tx(async (t) => {
        const quadratura = await leggiQuadratura(t, oggettoId as QuadraturaId);
        if (quadratura === null) return 'nonTrovato';
        return { ...(await apriQuadratura(t, quadratura)), tipo: 'application/xml', byte: quadratura.byte };
      });
    case 'avvisi':
      return apriAvvisi(ctx, oggettoId as FlussoId);
    default:
      return apriFlusso(ctx, oggettoId as FlussoId, quale as 'scarti' | 'iuv' | 'esito');
  }
}

async function apriFlusso(ctx: Ctx, id: FlussoId, quale: 'scarti' | 'iuv' | 'esito'): Promise<Trovato | Perche> {
  const file = await ctx.tx(async (t) => {
    const trovato = await leggiFileFlusso(t, id, quale);
    if (trovato !== null)
      await annota(t, { azione: 'flusso.scaricato', oggetto: 'flusso', oggettoId: id, dettaglio: { file: quale } });
    return trovato;
  });
  if (file === null) return 'nonTrovato';
  return { nome: file.nome, tipo: file.tipoContenuto, corpo: ctx.files.leggi(file.fileId), byte: Number(file.byte) };
}

async function apriAvvisi(ctx: Ctx, id: FlussoId): Promise<Trovato | Perche> {
  const flusso = await ctx.tx((t) => leggiFlusso(t, id));
  const quale = flusso === null ? null : tuttiGliAvvisi(flusso);
  if (flusso === null || quale === null) return 'nonTrovato';
  const esito = await zipAvvisi(ctx, { flusso, quale, parole: consegne.indice });
  return esito.ok ? { ...esito.value, tipo: 'application/zip' } : 'occupato';
}

async function apriRendicontazione(ctx: Ctx, id: RendicontazioneId, nome: string): Promise<Trovato | Perche> {
  const letta = await ctx.tx(async (t) => {
    const ente = t.enteId === null ? null : await leggiEnte(t, t.enteId);
    const rendicontazione = await leggiRendicontazione(t, id);
    if (ente === null || rendicontazione === null) return null;
    await annotaScarico(t, rendicontazione);
    return { rendicontazione, codiceFiscale: ente.codiceFiscale };
  });
  if (letta === null) return 'nonTrovato';
  const corpo = xmlRendicontazione(ctx, letta.rendicontazione, letta.codiceFiscale);
  return { nome: nome.split('/').at(-1) ?? nome, tipo: 'application/xml', corpo };
}
