/** The process that is measured: loads its files all at once, as the worker does those of as many enti. */
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { valoreDi } from '#kernel/esito';
import type { EnteId, FlussoId } from '#kernel/ids';
import { caricaDovuti, leggiFlusso, riceviDovuti } from '#modules/flussi';
import { creaCtx, type Ctx } from '#platform/contesto';
import { mondoDelBanco } from './banco.ts';
import { misurato } from './figlio.ts';

const [url = '', ...coppie] = process.argv.slice(2);
const mondo = mondoDelBanco(url);
const ricevuti: { ctx: Ctx; flussoId: FlussoId }[] = [];
for (const coppia of coppie) {
  const [enteId = '', zip = ''] = coppia.split('=');
  const ctx = creaCtx(mondo, { ruolo: 'worker', attore: { tipo: 'sistema' }, enteId: enteId as EnteId });
  const file = { nomeFile: basename(zip), contenuto: createReadStream(zip) };
  ricevuti.push({ ctx, flussoId: valoreDi(await riceviDovuti(ctx, file)).flussoId });
}
await misurato(async () => {
  await Promise.all(ricevuti.map(({ ctx, flussoId }) => caricaDovuti(ctx, flussoId)));
});
for (const { ctx, flussoId } of ricevuti) {
  const flusso = await ctx.tx((t) => leggiFlusso(t, flussoId));
  const scarti = process.env['INTANTO'] === undefined ? (flusso?.righeScartate ?? 0) : 0;
  if (flusso?.stato !== 'eseguito' || scarti > 0)
    throw new Error(`bench: the import ended ${flusso?.stato} with ${scarti} rejects`);
}
await mondo.chiudi();
process.disconnect?.();
