import { SCOPO_CARRELLO } from '#modules/pagamenti';
import { SCOPO_SPONTANEO } from '#modules/posizioni';
import { ultimoBlocco } from '#modules/registro';
import { datiProva, SCOPO_PROFILO, type DatiProva, type ProvaId } from '#modules/utenti';
import { isoRoma } from '#kernel/giorno';
import type { Ctx, Lettera } from '#platform/contesto';
import { PostaNonPresa } from '#platform/posta-non-presa';
import { testiDi, type Testi } from '#testi/catalogo';
import { testi } from '#testi/it/posta';
import { accoda } from './accoda.ts';
import { letteraAbbonamento } from './abbonamento.ts';
import { letteraCarrello } from './carrello.ts';
import { letteraConsegna } from './consegna.ts';
import { letteraDelega } from './delega.ts';
import { annotaAvvisoSpedito, letteraAvviso } from './di-nuovo.ts';
import { letteraFlusso } from './flusso.ts';
import { letteraInvito } from './invito.ts';
import { letteraPromemoria } from './promemoria.ts';
import { annotaSpedita, letteraRicevuta } from './ricevuta.ts';
import { letteraRitorno } from './ritorno.ts';
import { letteraSegnalazione } from './segnalazione.ts';
import {
  NON_VOLUTA,
  selectMessaggio,
  updateFallito,
  updateInviato,
  updateLasciato,
  updateRifiutato,
  type Messaggio,
} from './store.ts';

/** A proof of a mail address was asked for: its mail goes in the outbox. Run twice, it goes there once. */
export async function preparaProva(ctx: Ctx, provaId: ProvaId): Promise<void> {
  await ctx.tx(async (t) => {
    const prova = await datiProva(t, provaId);
    if (prova === null) return;
    await accoda(t, { modello: 'prova', destinatario: prova.email, dati: { provaId }, chiave: `prova:${provaId}` });
  });
}

/** The hash of the last block of the journal goes to the administrators: the anchor that lies outside the database. */
export async function preparaAncora(ctx: Ctx): Promise<void> {
  await ctx.tx(async (t) => {
    const blocco = await ultimoBlocco(t);
    if (blocco === null) return;
    const dati = { n: blocco.n, impronta: blocco.impronta, sigillatoIl: isoRoma(blocco.sigillatoIl) };
    for (const destinatario of t.config.amministratori) {
      await accoda(t, { modello: 'ancora', destinatario, dati, chiave: `ancora:${t.oggi}:${destinatario}` });
    }
  });
}

/**
 * Sends a message of the outbox. When the server cannot take it now, the fault goes to the queue, which tries again later and later; when
 * it will never take it, the message says so and nobody tries again.
 */
export async function inviaMessaggio(ctx: Ctx, messaggioId: string): Promise<void> {
  const messaggio = await ctx.tx((t) => selectMessaggio(t, messaggioId));
  if (messaggio === null || messaggio.inviatoIl !== null || messaggio.rifiutatoIl !== null) return;
  const lettera = await componi(ctx, messaggio);
  // Nothing is left to say: it is not stuck.
  if (lettera === null || lettera === NON_VOLUTA) return ctx.tx((t) => updateLasciato(t, messaggioId, lettera));
  try {
    await ctx.wires.posta.invia(lettera);
  } catch (causa) {
    return nonInviato(ctx, messaggioId, causa);
  }
  await ctx.tx(async (t) => {
    await updateInviato(t, messaggioId);
    await annotaSpedita(t, messaggio);
    await annotaAvvisoSpedito(t, messaggio);
  });
}

async function nonInviato(ctx: Ctx, messaggioId: string, causa: unknown): Promise<void> {
  const motivo = causa instanceof PostaNonPresa ? causa.motivo : 'posta';
  if (causa instanceof PostaNonPresa && causa.definitiva) {
    ctx.log.warn('notifiche.rifiutato', { messaggio: messaggioId, motivo });
    return ctx.tx((t) => updateRifiutato(t, messaggioId, motivo));
  }
  await ctx.tx((t) => updateFallito(t, messaggioId, motivo));
  throw causa;
}

function paroleDi({ scopo, lingua }: DatiProva): Testi['postaProva']['avviso'] {
  const { postaProva } = testiDi(lingua);
  if (scopo === SCOPO_SPONTANEO) return postaProva.spontaneo;
  if (scopo === SCOPO_CARRELLO) return postaProva.carrello;
  return scopo === SCOPO_PROFILO ? postaProva.profilo : postaProva.avviso;
}

/** Null: there is nothing left to say (the proof has expired or was used). Link and code are derived now, and stored nowhere. */
async function componi(ctx: Ctx, messaggio: Messaggio): Promise<Lettera | typeof NON_VOLUTA | null> {
  const { modello, destinatario, dati } = messaggio;
  switch (modello) {
    case 'flusso':
      return letteraFlusso(ctx, messaggio);
    case 'carrello':
      return letteraCarrello(ctx, messaggio);
    case 'avviso':
      return letteraAvviso(ctx, messaggio);
    case 'promemoria':
      return letteraPromemoria(ctx, messaggio);
    case 'ricevuta':
      return letteraRicevuta(ctx, messaggio);
    case 'consegna':
      return letteraConsegna(ctx, messaggio);
    case 'abbonamento':
      return letteraAbbonamento(ctx, messaggio);
    case 'ritorno':
      return letteraRitorno(ctx, messaggio);
    case 'invito':
      return letteraInvito(ctx, messaggio);
    case 'delega':
      return letteraDelega(ctx, messaggio);
    case 'segnalazione':
      return letteraSegnalazione(ctx, messaggio);
    case 'prova': {
      const prova = await ctx.tx((t) => datiProva(t, String(dati['provaId']) as ProvaId));
      if (prova === null) return null;
      const link = `${ctx.config.urlPubblico}/prova/${prova.token}`;
      const parole = paroleDi(prova);
      const testo = parole.testo({ ente: prova.enteDenominazione, link, codice: prova.codice });
      return { a: destinatario, oggetto: parole.oggetto(prova.enteDenominazione), testo };
    }
    case 'ancora': {
      const n = Number(dati['n']);
      const testo = testi.ancora.testo({
        n,
        impronta: String(dati['impronta']),
        sigillatoIl: String(dati['sigillatoIl']),
      });
      return { a: destinatario, oggetto: testi.ancora.oggetto(n), testo };
    }
  }
}
