import type { Readable } from 'node:stream';
import { createReadStream } from 'node:fs';
import { randomUUID } from 'node:crypto';
import type { Esito } from '#kernel/esito';
import type { RendicontazioneId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import { leggiEnte } from '#modules/enti';
import type { Ctx } from '#platform/contesto';
import { TroppiByte, type Arrivo } from '#platform/files';
import { leggiTutto, XmlIllegibile } from '#platform/xml/via-via';
import { creaLettura } from '../core/lettura.ts';
import type { RendicontazioneLetta } from '../core/rendicontazione.ts';
import { rifiutoRendicontazione, type RifiutoRendicontazione } from '../core/rifiuti.ts';
import { acquisisci } from './acquisisci.ts';

const MEGABYTE = 1024 * 1024;

/**
 * Takes a FlussoRiversamento that somebody loads by hand for `ctx.enteId`. The file is kept, and given back byte for byte; one that
 * cannot be read, or is for another ente, is refused and nothing of it stays.
 */
export async function caricaRendicontazione(
  ctx: Ctx,
  { nomeFile, contenuto }: { nomeFile: string; contenuto: Readable },
): Promise<Esito<{ id: RendicontazioneId; corrente: boolean }, RifiutoRendicontazione>> {
  let arrivo: Arrivo;
  try {
    arrivo = await ctx.files.ricevi(contenuto, LIMITI.rendicontazioneBytesMax);
  } catch (causa) {
    if (!(causa instanceof TroppiByte)) throw causa;
    const megabyte = LIMITI.rendicontazioneBytesMax / MEGABYTE;
    return rifiutoRendicontazione('RENDICONTAZIONE_TROPPO_GRANDE', { megabyte });
  }
  try {
    const letta = await leggi(arrivo);
    return letta.ok ? await tieni(ctx, { letta: letta.value, nomeFile, arrivo }) : letta;
  } finally {
    // After a success the file has been renamed, and there is nothing here to remove.
    await ctx.files.scarta(arrivo.percorso);
  }
}

async function leggi({ percorso }: Arrivo): Promise<Esito<RendicontazioneLetta, RifiutoRendicontazione>> {
  const lettura = creaLettura({ righeMax: LIMITI.rendicontazioneRigheMax });
  try {
    await leggiTutto(createReadStream(percorso), lettura);
  } catch (causa) {
    if (!(causa instanceof XmlIllegibile)) throw causa;
    return rifiutoRendicontazione('RENDICONTAZIONE_NON_XML');
  }
  return lettura.fine();
}

async function tieni(
  ctx: Ctx,
  { letta, nomeFile, arrivo }: { letta: RendicontazioneLetta; nomeFile: string; arrivo: Arrivo },
): Promise<Esito<{ id: RendicontazioneId; corrente: boolean }, RifiutoRendicontazione>> {
  const { enteId } = ctx;
  if (enteId === null) throw new Error('caricaRendicontazione: an ente is needed');
  const ente = await ctx.tx((t) => leggiEnte(t, enteId));
  if (ente === null) throw new Error('caricaRendicontazione: the ente is not there');
  const { codice } = letta.testata.ricevente;
  if (codice !== ente.codiceFiscale) {
    return rifiutoRendicontazione('RENDICONTAZIONE_ALTRO_ENTE', { codice, codiceFiscale: ente.codiceFiscale });
  }
  const id = randomUUID();
  // Kept before anybody is told that it is there; if the transaction fails, it is a file that nobody names.
  await ctx.files.tieni(arrivo.percorso, id);
  const file = { id, nome: nomeFile.slice(-255), sha256: arrivo.sha256 };
  const esito = await acquisisci(ctx, { ...letta, psp: null, origine: { origine: 'manuale', file } });
  if (!esito.ok) await ctx.files.scarta(ctx.files.percorso(id));
  return esito;
}
