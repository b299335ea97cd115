import { leggiEnte } from '#modules/enti';
import { leggiAbbonamento } from '#modules/eventi';
import { emailAmministratori } from '#modules/utenti';
import type { Ctx, Lettera } from '#platform/contesto';
import { testi } from '#testi/it/posta';
import { accoda } from './accoda.ts';
import type { Messaggio } from './store.ts';

/**
 * A software is told nothing any more: who administers the ente is told, once for each time that it is suspended; where nobody of them has
 * an address, who administers the installation.
 */
export async function preparaAbbonamento(ctx: Ctx, abbonamentoId: string): Promise<void> {
  await ctx.tx(async (t) => {
    const ente = t.enteId === null ? null : await leggiEnte(t, t.enteId);
    const abbonamento = await leggiAbbonamento(t, abbonamentoId);
    // Somebody has put it right meanwhile: there is nothing to tell.
    if (ente === null || abbonamento?.stato !== 'sospeso') return;
    const suoi = await emailAmministratori(t, ente.enteId);
    const dati = { abbonamentoId, ente: ente.denominazione, nome: abbonamento.nome };
    const chiave = `abbonamento:${abbonamentoId}:${abbonamento.statoDal.getTime()}`;
    for (const destinatario of suoi.length > 0 ? suoi : t.config.amministratori)
      await accoda(t, { modello: 'abbonamento', destinatario, dati, chiave: `${chiave}:${destinatario}` });
  });
}

/** The mail about a software that is told nothing any more. */
export function letteraAbbonamento(ctx: Ctx, { destinatario, dati }: Messaggio): Lettera {
  const detto = {
    ente: String(dati['ente']),
    nome: String(dati['nome']),
    link: `${ctx.config.urlPubblico}/ufficio/configurazione/eventi/${dati['abbonamentoId']}`,
  };
  return { a: destinatario, oggetto: testi.abbonamento.oggetto(detto.ente), testo: testi.abbonamento.testo(detto) };
}
