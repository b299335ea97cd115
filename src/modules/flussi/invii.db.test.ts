import { Readable } from 'node:stream';
import { beforeAll, expect, test } from 'vitest';
import type { InvioId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import { creaCtx, type Ctx, type Mondo } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { fileDovuti } from '#support/dovuti';
import { mondoDiProva } from '#support/mondo';
import { unEnte, type EnteDiProva } from '#support/un-ente';
import { autorizzaInvio, lavori, leggiFlusso, leggiInvio, riceviInvio } from './index.ts';

let mondo: Mondo;
let ente: EnteDiProva;
let ora = new Date('2026-11-20T10:00:00Z');
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva(), { orologio: () => ora });
  ente = await unEnte(mondo);
});

const sil = ({ enteId }: EnteDiProva): Ctx =>
  creaCtx(mondo, { ruolo: 'sil', attore: { tipo: 'sil', id: enteId }, enteId });

async function invia(id: InvioId, iuf: string, di = ente): Promise<string> {
  const { nomeFile, zip } = await fileDovuti(di, { iuf, righe: [{ IUD: iuf }] });
  const arrivo = await mondo.files.ricevi(Readable.from([zip]), LIMITI.zipBytesMax);
  const esito = await riceviInvio(sil(di), { id, nomeFile, arrivo });
  await mondo.files.scarta(arrivo.percorso);
  return esito.ok ? 'ok' : esito.refusal.codice;
}

test('a leave is of its ente, for an hour, for one file', async () => {
  const altro = await unEnte(mondo);
  const { id } = await autorizzaInvio(sil(ente));
  expect(await invia(id, 'UNO', altro)).toBe('INVIO_SCONOSCIUTO');
  expect(await invia(id, 'UNO')).toBe('ok');
  expect(await invia(id, 'DUE')).toBe('INVIO_USATO');
  const ctx = sil(ente);
  const invio = await ctx.tx((t) => leggiInvio(t, id));
  const flussoId = invio?.flussoId ?? null;
  const flusso = flussoId === null ? null : await ctx.tx((t) => leggiFlusso(t, flussoId));
  expect(flusso).toMatchObject({ stato: 'ricevuto', iuf: 'UNO', richiestoDa: `sil:${ente.enteId}` });

  const tardi = await autorizzaInvio(sil(ente));
  ora = tardi.scadeIl;
  expect(await invia(tardi.id, 'TRE')).toBe('INVIO_SCADUTO');
  const lavoro = lavori.find(({ nome }) => nome === 'flussi.dimentica_invii');
  const worker = (): Ctx => creaCtx(mondo, { ruolo: 'worker', attore: { tipo: 'sistema' } });
  await lavoro?.esegui(worker(), {});
  expect(await ctx.tx((t) => leggiInvio(t, tardi.id))).not.toBeNull();
  ora = new Date(ora.getTime() + 25 * 60 * 60 * 1000);
  await lavoro?.esegui(worker(), {});
  expect(await ctx.tx((t) => leggiInvio(t, tardi.id))).toBeNull();
  expect(await ctx.tx((t) => leggiInvio(t, id))).not.toBeNull();
});

test('two files at once with one leave: one is taken, and nothing of the other stays', async () => {
  const { id } = await autorizzaInvio(sil(ente));
  const esiti = await Promise.all([invia(id, 'INSIEME1'), invia(id, 'INSIEME2')]);
  expect(esiti.toSorted()).toEqual(['INVIO_USATO', 'ok']);
  expect(await sil(ente).tx((t) => leggiInvio(t, id))).toMatchObject({ codiceErrore: null });
});
