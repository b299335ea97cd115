import type { FlussoId, OperatoreId } from '#kernel/ids';
import { leggiEnte } from '#modules/enti';
import { leggiFlusso, type Flusso } from '#modules/flussi';
import { emailOperatore } from '#modules/utenti';
import type { Ctx, Lettera } from '#platform/contesto';
import { testi } from '#testi/it/posta';
import { accoda } from './accoda.ts';
import type { Messaggio } from './store.ts';

/**
 * A file has ended: who sent it is told, if it was a person of the ente who has an address. Counts and codes only; what became of each
 * row is on the page, behind the sign-in. The ente's software asks by itself (mypay-file-formats.md 2.9).
 */
export async function preparaFlusso(ctx: Ctx, flussoId: FlussoId): Promise<void> {
  await ctx.tx(async (t) => {
    const flusso = await leggiFlusso(t, flussoId);
    const operatoreId = /^operatore:(.+)$/.exec(flusso?.richiestoDa ?? '')?.[1] as OperatoreId | undefined;
    if (flusso === null || operatoreId === undefined || t.enteId === null) return;
    const destinatario = await emailOperatore(t, { operatoreId, enteId: t.enteId });
    const ente = await leggiEnte(t, t.enteId);
    if (destinatario === null || ente === null) return;
    const dati = datiDi(flusso, ente.denominazione);
    await accoda(t, { modello: 'flusso', destinatario, dati, chiave: `flusso:${flussoId}` });
  });
}

function datiDi(f: Flusso, ente: string): Messaggio['dati'] {
  return {
    flussoId: f.id,
    verso: f.verso,
    ente,
    file: f.nomeFile ?? f.iuf ?? '',
    accettate: f.verso === 'in' ? f.righeAccettate : (f.righeTotali ?? 0),
    scartate: f.righeScartate,
    // Blank: it was loaded.
    codice: f.codiceErrore ?? '',
  };
}

/** The mail about a file that has ended. */
export function letteraFlusso(ctx: Ctx, { destinatario, dati }: Messaggio): Lettera {
  if (dati['verso'] === 'out') return letteraIncasso(ctx, { destinatario, dati });
  const detto = {
    ente: String(dati['ente']),
    file: String(dati['file']),
    accettate: Number(dati['accettate']),
    scartate: Number(dati['scartate']),
    codice: String(dati['codice']),
    link: `${ctx.config.urlPubblico}/ufficio/flussi/${dati['flussoId']}`,
  };
  return { a: destinatario, oggetto: testi.flusso.oggetto(detto), testo: testi.flusso.testo(detto) };
}

/** The mail about a file of incassi that is ready: the link opens for who signs in, and for nobody else. */
function letteraIncasso(ctx: Ctx, { destinatario, dati }: Pick<Messaggio, 'destinatario' | 'dati'>): Lettera {
  const link = `${ctx.config.urlPubblico}/ufficio/incassi/${dati['flussoId']}`;
  const detto = { ente: String(dati['ente']), righe: Number(dati['accettate']), link };
  return { a: destinatario, oggetto: testi.incasso.oggetto(detto.ente), testo: testi.incasso.testo(detto) };
}
