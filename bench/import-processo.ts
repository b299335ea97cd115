/** The process that is measured: loads one file, as the worker does, and says how long it took and how much memory it held. */
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { valoreDi } from '#kernel/esito';
import type { EnteId } from '#kernel/ids';
import { caricaDovuti, leggiFlusso, riceviDovuti } from '#modules/flussi';
import { creaCtx } from '#platform/contesto';
import { mondoDelBanco } from './banco.ts';

const [url = '', enteId = '', zip = ''] = process.argv.slice(2);
const mondo = mondoDelBanco(url);
const ctx = creaCtx(mondo, { ruolo: 'worker', attore: { tipo: 'sistema' }, enteId: enteId as EnteId });
const { flussoId } = valoreDi(await riceviDovuti(ctx, { nomeFile: basename(zip), contenuto: createReadStream(zip) }));
const rss = (): number => process.memoryUsage().rss / 1024 / 1024;
const fermo = rss();
let massimo = fermo;
const spia = setInterval(() => {
  massimo = Math.max(massimo, rss());
}, 100);
const inizio = performance.now();
await caricaDovuti(ctx, flussoId);
const secondi = (performance.now() - inizio) / 1000;
clearInterval(spia);
const flusso = await ctx.tx((t) => leggiFlusso(t, flussoId));
if (flusso?.stato !== 'eseguito' || flusso.righeScartate > 0)
  throw new Error(`bench: the import ended ${flusso?.stato} with ${flusso?.righeScartate} rejects`);
process.send?.({ secondi, rssMb: massimo - fermo });
await mondo.chiudi();
process.disconnect?.();
