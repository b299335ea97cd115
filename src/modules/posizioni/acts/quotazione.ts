import type { EnteId } from '#kernel/ids';
import { cents } from '#kernel/importo';
import { LIMITI } from '#kernel/limiti';
import { funzioneAttiva, leggiCredenziale } from '#modules/enti';
import { annota } from '#modules/registro';
import { attoreTesto, type Ctx, type ServizioImporti } from '#platform/contesto';
import { sqlstate } from '#platform/db/guasti';
import { decidiQuotazione, type DecisioneEnte } from '../core/quanto-ente.ts';
import type { Quotazione } from '../core/quanto.ts';
import { insertQuotazione, selectQuoteCosto, type DaQuotare } from '../store/quotazione.ts';

/** What an ente's word leads to: an amount that holds for a while, none (what is written is good), or a payment that is stopped. */
export type Detta =
  | { genere: 'quotazione'; quotazione: Quotazione }
  | { genere: 'scritto' }
  | { genere: 'rifiutato'; codice: 'non_pagabile' | 'incoerente' };

/** Asks the ente what a dovuto costs now. Whoever asks about one that is being asked about hears the same answer. */
export type Quotatore = (dovuto: DaQuotare) => Promise<Detta>;

const FUNZIONE = 'attualizzazione_importi';

/**
 * Opens the quotations: once, when the door is opened. They are asked outside any transaction (model 3). `ctxDi` gives a context of role
 * nodo before an ente.
 */
export function apriQuotazioni(ctxDi: (enteId: EnteId) => Ctx): Quotatore {
  const dette = new Map<string, { chiestaMs: number; inCorso: boolean; detta: Promise<Detta> }>();
  const servizioPer = ricordaServizi();
  return (dovuto) => {
    const ctx = ctxDi(dovuto.enteId);
    const ora = ctx.now.getTime();
    // What is being said of it as it was is no answer for what it has become.
    const chiave = `${dovuto.dovutoId} ${dovuto.versione}`;
    const gia = dette.get(chiave);
    if (gia !== undefined && (gia.inCorso || isAppena(ora - gia.chiestaMs))) return gia.detta;
    if (dette.size >= RICORDO.detteMax) for (const [quale, { inCorso }] of dette) if (!inCorso) dette.delete(quale);
    const questa = { chiestaMs: ora, inCorso: true, detta: quota(ctx, dovuto, servizioPer) };
    dette.set(chiave, questa);
    questa.detta.then(
      ({ genere }) => {
        questa.inCorso = false;
        // Only an amount was written down: of the rest the ente is asked again.
        if (genere !== 'quotazione') dette.delete(chiave);
      },
      () => dette.delete(chiave),
    );
    return questa.detta;
  };
}

/** Who had looked at the dovuto before the answer was written, and asks when it has been, hears that answer. */
function isAppena(etaMs: number): boolean {
  return etaMs >= 0 && etaMs < RICORDO.appenaMs;
}

async function quota(ctx: Ctx, dovuto: DaQuotare, servizioPer: ServizioPer): Promise<Detta> {
  const servizio = await servizioPer(ctx, dovuto);
  if (servizio === 'spento') return { genere: 'scritto' };
  return chiedi(ctx, dovuto, servizio);
}

/** Where the ente answers; null: it should, and has not said where, or no key opens what it has said. */
type Servizio = ServizioImporti | null | 'spento';
type ServizioPer = (ctx: Ctx, dovuto: DaQuotare) => Promise<Servizio>;

/** Hundreds of notices of one ente are asked about in a second: while its service is down, those of the others must not wait for that. */
const RICORDO = { vitaMs: 2000, serviziMax: 2000, appenaMs: 500, detteMax: 2000 };

/** Reads where each ente answers, once in a while for all who ask. */
function ricordaServizi(): ServizioPer {
  const noti = new Map<string, { lettoMs: number; servizio: Promise<Servizio> }>();
  return (ctx, dovuto) => {
    const chiave = `${dovuto.enteId} ${dovuto.tipoDovutoId}`;
    const noto = noti.get(chiave);
    const eta = ctx.now.getTime() - (noto?.lettoMs ?? 0);
    // A clock that was set back says nothing of the age.
    if (noto !== undefined && eta >= 0 && eta < RICORDO.vitaMs) return noto.servizio;
    if (noti.size >= RICORDO.serviziMax) noti.clear();
    const servizio = servizioDi(ctx, dovuto);
    noti.set(chiave, { lettoMs: ctx.now.getTime(), servizio });
    servizio.catch(() => noti.delete(chiave));
    return servizio;
  };
}

async function servizioDi(ctx: Ctx, { enteId, tipoDovutoId }: DaQuotare): Promise<Servizio> {
  try {
    return await ctx.tx(async (t) => {
      if (!(await funzioneAttiva(t, enteId, FUNZIONE))) return 'spento';
      const credenziale = await leggiCredenziale(t, { scopo: FUNZIONE, enteId, tipoDovutoId });
      if (credenziale === null || credenziale.url === null) return null;
      const { url, urlAccesso, utente, segreto } = credenziale;
      return { urlImporto: url, urlAccesso, utente: utente ?? '', password: segreto };
    });
  } catch (causa) {
    if (sqlstate(causa) !== null) throw causa;
    // A key taken out of the configuration too soon does not leave the notices of an ente without an answer.
    ctx.log.error('quotazione.credenziale', causa);
    return null;
  }
}

async function chiedi(ctx: Ctx, dovuto: DaQuotare, servizio: ServizioImporti | null): Promise<Detta> {
  const { codiceFiscaleEnte, numeroAvviso } = dovuto;
  const risposta =
    servizio === null
      ? ({ esito: 'nessuna', perche: 'non_configurato' } as const)
      : await ctx.wires.attualizzazione.chiedi(servizio, { codiceFiscaleEnte, numeroAvviso });
  // Without an amount there is nothing to share.
  const quote = risposta.esito === 'importo' ? await selectQuoteCosto(ctx, dovuto) : [];
  const decisa = decidiQuotazione(risposta, quote);
  await scrivi(ctx, dovuto, decisa);
  if (decisa.genere !== 'quotato') return decisa.genere === 'rifiutato' ? decisa : { genere: 'scritto' };
  const chiestaMs = ctx.now.getTime();
  const { importoCents } = decisa;
  return {
    genere: 'quotazione',
    quotazione: { importoCents: cents(importoCents), chiestaMs, validaFinoMs: chiestaMs + LIMITI.quotazioneMs },
  };
}

/** The dovuto is not touched: what the ente said is a row beside it, and a line of its history (model 3). */
async function scrivi(ctx: Ctx, dovuto: DaQuotare, decisa: DecisioneEnte): Promise<void> {
  const quotato = decisa.genere === 'quotato';
  await ctx.tx(async (t) => {
    const scritta = await insertQuotazione(t, dovuto, {
      chiestaIl: t.now,
      validaFino: new Date(t.now.getTime() + LIMITI.quotazioneMs),
      importoCents: quotato ? decisa.importoCents : null,
      bilancio: quotato ? decisa.bilancio : null,
      perche: quotato ? null : decisa.perche,
      attore: attoreTesto(t.attore),
    });
    if (!scritta) return;
    const dettaglio = quotato ? { importoCents: decisa.importoCents } : { perche: decisa.perche };
    const azione = quotato ? 'dovuto.quotato' : 'dovuto.non_quotato';
    await annota(t, { azione, oggetto: 'dovuto', oggettoId: dovuto.dovutoId, dettaglio });
  });
}
