import { randomUUID } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { ok, type Esito } from '#kernel/esito';
import { LIMITI } from '#kernel/limiti';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { TroppiByte } from '#platform/files';
import { decidiPasso, isDocumento, type PassoDetto } from '../core/adesione.ts';
import { rifiutoEnti, type RifiutoEnti } from '../core/rifiuti.ts';
import { insertPasso, lockPasso, selectDocumento, selectPassi, type PassoLetto } from '../store/adesione.ts';
import { enteDi } from './ente.ts';

/** What was said of the steps of the context's ente on its way in, from the latest: the first of each is how it stands. */
export async function leggiPassi(ctx: Ctx): Promise<PassoLetto[]> {
  return ctx.tx((t) => selectPassi(t, enteDi(t)));
}

/** Receives a document of a step, PDF or signed PDF, and gives the id under which it is kept. */
export async function riceviDocumento(ctx: Ctx, flusso: Readable): Promise<Esito<string, RifiutoEnti>> {
  const byteMax = LIMITI.documentoPassoBytesMax;
  const arrivo = await ctx.files.ricevi(flusso, byteMax).catch((causa: unknown) => {
    if (causa instanceof TroppiByte) return null;
    throw causa;
  });
  if (arrivo === null) return rifiutoEnti('DOCUMENTO_TROPPO_GRANDE', { megabyte: byteMax / (1024 * 1024) });
  if (!isDocumento(await inizioDi(arrivo.percorso))) {
    await ctx.files.scarta(arrivo.percorso);
    return rifiutoEnti('DOCUMENTO_NON_AMMESSO');
  }
  const id = randomUUID();
  await ctx.files.tieni(arrivo.percorso, id);
  return ok(id);
}

async function inizioDi(percorso: string): Promise<Uint8Array> {
  const file = await open(percorso);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

type DettoConDocumento = PassoDetto & { documento: { id: string; nome: string } | null };

/** Says how a step of the context's ente stands, since when and why. A document that is refused with it is thrown away. */
export async function segnaPasso(ctx: Ctx, detto: DettoConDocumento): Promise<Esito<undefined, RifiutoEnti>> {
  const esito = await ctx.tx((t) => segna(t, detto));
  if (!esito.ok && detto.documento !== null) await ctx.files.scarta(ctx.files.percorso(detto.documento.id));
  return esito;
}

async function segna(t: Ctx, { documento, ...detto }: DettoConDocumento): Promise<Esito<undefined, RifiutoEnti>> {
  const enteId = enteDi(t);
  const adesso = await lockPasso(t, enteId, detto.passo);
  if (adesso === null) return rifiutoEnti('ENTE_SCONOSCIUTO');
  const deciso = decidiPasso(adesso, detto, t.oggi);
  if (!deciso.ok) return deciso;
  const nome = documento?.nome.replace(/\p{Cc}/gu, '').slice(-255) || 'documento';
  const tenuto = documento === null ? null : { id: documento.id, nome };
  await insertPasso(t, enteId, { ...deciso.value, documento: tenuto });
  const { passo, stato, giorno } = deciso.value;
  const dettaglio = { passo, prima: adesso.stato, dopo: stato, giorno, documento: documento !== null };
  await annota(t, { azione: 'ente.passo_segnato', oggetto: 'ente', oggettoId: enteId, dettaglio });
  return ok();
}

/** The document of a step of the context's ente: opening it is an act. */
export async function apriDocumento(
  ctx: Ctx,
  passoId: string,
): Promise<Esito<{ nome: string; corpo: Readable }, RifiutoEnti>> {
  return ctx.tx(async (t): Promise<Esito<{ nome: string; corpo: Readable }, RifiutoEnti>> => {
    const trovato = await selectDocumento(t, enteDi(t), passoId);
    if (trovato === null) return rifiutoEnti('DOCUMENTO_SCONOSCIUTO');
    await annota(t, { azione: 'ente.documento_aperto', oggetto: 'ente', oggettoId: enteDi(t) });
    return ok({ nome: trovato.nome, corpo: t.files.leggi(trovato.documentoId) });
  });
}
