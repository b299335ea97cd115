/** The process that is measured: makes one booked file, as the worker does, and says how long it took and how much memory it held. */
import { valoreDi } from '#kernel/esito';
import type { EnteId } from '#kernel/ids';
import { lavori, leggiFlusso, prenotaPagati } from '#modules/flussi';
import { creaCtx } from '#platform/contesto';
import { mondoDelBanco } from './banco.ts';

const [url = '', enteId = ''] = process.argv.slice(2);
const mondo = mondoDelBanco(url);
const ctx = creaCtx(mondo, { ruolo: 'worker', attore: { tipo: 'sistema' }, enteId: enteId as EnteId });
const richiesta = { dal: '2026-01-01', al: '2026-12-31', tipoDovuto: '', versione: '1.3', conRicevuta: false };
const { flussoId } = valoreDi(await prenotaPagati(ctx, richiesta));
const rss = (): number => process.memoryUsage().rss / 1024 / 1024;
const fermo = rss();
let massimo = fermo;
const spia = setInterval(() => {
  massimo = Math.max(massimo, rss());
}, 100);
const inizio = performance.now();
await lavori.find(({ nome }) => nome === 'flussi.esporta_pagati')?.esegui(ctx, { flussoId });
const secondi = (performance.now() - inizio) / 1000;
clearInterval(spia);
const flusso = await ctx.tx((t) => leggiFlusso(t, flussoId));
if (flusso?.stato !== 'eseguito') throw new Error(`bench: the export ended ${flusso?.stato}`);
process.send?.({ secondi, rssMb: massimo - fermo, righe: flusso.righeTotali });
await mondo.chiudi();
process.disconnect?.();
