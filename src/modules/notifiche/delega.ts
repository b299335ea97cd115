import { formatGiorno, type Giorno } from '#kernel/giorno';
import type { DelegaId } from '#kernel/ids';
import { leggiEnte } from '#modules/enti';
import { leggiDelega, type StatoDelega } from '#modules/posizioni';
import { postaRicevute } from '#modules/utenti';
import type { Ctx, Lettera } from '#platform/contesto';
import { delega as testi } from '#testi/it/posta-deleghe';
import { accoda } from './accoda.ts';
import type { Messaggio } from './store.ts';

const DECISA: readonly StatoDelega[] = ['approvata', 'rifiutata', 'revocata'];

/**
 * An ente has decided on a delega: who asked is told, where they proved an address. They asked for it, so it does not depend on whether
 * they want receipts by mail. One mail a decision, however often this runs.
 */
export async function preparaDelega(ctx: Ctx, delegaId: DelegaId): Promise<void> {
  await ctx.tx(async (t) => {
    const delega = await leggiDelega(t, delegaId);
    const ente = t.enteId === null ? null : await leggiEnte(t, t.enteId);
    if (delega === null || ente === null || !DECISA.includes(delega.stato)) return;
    const [persona] = await postaRicevute(t, [delega.delegatoCodice]);
    const destinatario = persona?.email ?? null;
    if (destinatario === null) return;
    const dati = {
      ente: ente.denominazione,
      come: delega.stato,
      fino: delega.validaAl ?? '',
      prova: ente.ambiente === 'prova' ? 1 : 0,
    };
    await accoda(t, { modello: 'delega', destinatario, dati, chiave: `delega:${delegaId}:${delega.versione}` });
  });
}

/** What was decided, and where the rest is read. */
export function letteraDelega(ctx: Ctx, { destinatario, dati }: Messaggio): Lettera {
  const ente = String(dati['ente']);
  const come = String(dati['come']) as 'approvata' | 'rifiutata' | 'revocata';
  const fino = String(dati['fino']);
  const testo = testi.testo({
    ente,
    come,
    fino: fino === '' ? null : formatGiorno(fino as Giorno),
    link: `${ctx.config.urlPubblico}/${come === 'approvata' ? 'posizioni' : 'deleghe'}`,
    prova: dati['prova'] === 1,
  });
  return { a: destinatario, oggetto: testi.oggetto(ente), testo };
}
