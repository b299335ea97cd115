/** The process that is measured: annuls a flow, as the worker does. */
import { valoreDi } from '#kernel/esito';
import type { EnteId, FlussoId } from '#kernel/ids';
import { annullaFlusso, lavori, leggiAnnullo } from '#modules/flussi';
import { creaCtx } from '#platform/contesto';
import { mondoDelBanco } from './banco.ts';
import { misurato } from './figlio.ts';

const [url = '', enteId = '', flussoId = '', attesi = ''] = process.argv.slice(2);
const mondo = mondoDelBanco(url);
const ctx = creaCtx(mondo, { ruolo: 'worker', attore: { tipo: 'sistema' }, enteId: enteId as EnteId });
const { annulloId } = valoreDi(await annullaFlusso(ctx, { flussoId: flussoId as FlussoId, motivo: 'Banco di misura' }));
const lavoro = lavori.find(({ nome }) => nome === 'flussi.annulla_flusso');
await misurato(async () => {
  await lavoro?.esegui(ctx, { annulloId });
});
const annullo = await ctx.tx((t) => leggiAnnullo(t, flussoId as FlussoId));
// Of what is paid meanwhile there is nothing to annul.
const intanto = process.env['INTANTO'] !== undefined;
if (annullo?.stato !== 'eseguito' || (!intanto && annullo.annullati !== Number(attesi)))
  throw new Error(`bench: the annulment ended ${annullo?.stato} with ${annullo?.annullati} of ${attesi}`);
await mondo.chiudi();
process.disconnect?.();
