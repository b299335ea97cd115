import { LIMITI } from '#kernel/limiti';
import type { Ctx, Lettera } from '#platform/contesto';
import { testi } from '#testi/it/posta-segnalazione';
import { accoda } from './accoda.ts';
import {
  deleteSegnalazioni,
  insertSegnalazione,
  selectSegnalazione,
  type Messaggio,
  type Segnalazione,
} from './store.ts';

/** Keeps what was said, and books its mail to the help desk: the queue carries its id alone. */
export async function inviaSegnalazione(ctx: Ctx, segnalazione: Segnalazione): Promise<void> {
  await ctx.tx(async (t) => {
    const segnalazioneId = await insertSegnalazione(t, segnalazione);
    await accoda(t, {
      ...{ modello: 'segnalazione', destinatario: t.config.assistenza, dati: { segnalazioneId } },
      chiave: `segnalazione:${segnalazioneId}`,
    });
  });
}

/** The mail to the help desk; null when it is so old that it was deleted. */
export async function letteraSegnalazione(ctx: Ctx, { destinatario, dati }: Messaggio): Promise<Lettera | null> {
  const s = await ctx.tx((t) => selectSegnalazione(t, String(dati['segnalazioneId'])));
  return s === null ? null : { a: destinatario, oggetto: testi.oggetto[s.argomento], testo: testi.testo(s) };
}

/** Deletes those that have surely been read, with the addresses in them. */
export async function pulisciSegnalazioni(ctx: Ctx): Promise<void> {
  await ctx.tx((t) => deleteSegnalazioni(t, new Date(ctx.now.getTime() - LIMITI.segnalazioniMs)));
}
