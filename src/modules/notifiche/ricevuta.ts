import type { EnteId, RicevutaId } from '#kernel/ids';
import { formatEuro } from '#kernel/importo';
import { LIMITI } from '#kernel/limiti';
import { leggiEnte } from '#modules/enti';
import { ricevutaPdf, ricevuteNuove, type RicevutaNuova } from '#modules/pagamenti';
import { annotaPerEnti } from '#modules/registro';
import { parseEmail, postaRicevute } from '#modules/utenti';
import type { Ctx, Lettera } from '#platform/contesto';
import { ricevuta as testi } from '#testi/it/posta-ricevute';
import { accoda } from './accoda.ts';
import { entroPeso } from './allegati.ts';
import { preparaCarrello } from './carrello.ts';
import { postaDebitore, type Perche } from './core/debitore.ts';
import { lockSeguito, NON_VOLUTA, updateSeguito, type Messaggio } from './store.ts';

const SEGUITO = 'ricevute';

/**
 * Tells of the receipts that have come since the last time, behind the horizon (model 9): to who owed, where an address of theirs is
 * known, wherever they paid; and to the payer of a carrello that is over, or was left before they came. Each is told once.
 */
export async function seguiRicevute(ctx: Ctx): Promise<void> {
  for (let fetta = 0; fetta < LIMITI.ricevuteDaDireFetteMax; fetta += 1) {
    if ((await seguiFetta(ctx)) === 0) return;
  }
}

/** How many were told; none also where another process is at it. */
async function seguiFetta(ctx: Ctx): Promise<number> {
  return ctx.tx(async (t) => {
    const da = await lockSeguito(t, SEGUITO);
    if (da === null) return 0;
    const { nuove, cursore } = await ricevuteNuove(t, { cursore: da, quante: LIMITI.ricevuteDaDireInsieme });
    const codici = new Set(nuove.flatMap(({ debitore }) => debitore?.codice ?? []));
    const persone = new Map((await postaRicevute(t, [...codici])).map((p) => [p.codiceFiscale, p]));
    const dicono = await entiCheDicono(t, nuove);
    for (const una of nuove) {
      for (const { id, stato } of una.carrelli) if (stato !== 'inviato') await preparaCarrello(t, id);
      if (una.debitore === null || !dicono.has(una.enteId)) continue;
      const noto = { email: una.debitore.email, persona: persone.get(una.debitore.codice) ?? null };
      const posta = postaDebitore(noto, { pagatori: una.carrelli.map((c) => c.email) });
      // What the ente wrote may be no address at all.
      if (posta === null || parseEmail(posta.email) === null) continue;
      const { enteId, ricevutaId } = una;
      const dati = { enteId, ricevutaId, perche: posta.perche };
      const chiave = `ricevuta:${ricevutaId}`;
      await accoda(t, { modello: 'ricevuta', destinatario: posta.email, dati, chiave, enteId });
    }
    await updateSeguito(t, { nome: SEGUITO, cursore });
    return nuove.length;
  });
}

/** An ente that is tried out, where people work, sends nothing to the people whose addresses it tries. */
async function entiCheDicono(t: Ctx, nuove: readonly RicevutaNuova[]): Promise<Set<EnteId>> {
  const dicono = new Set<EnteId>();
  for (const enteId of new Set(nuove.map((una) => una.enteId))) {
    const ente = await leggiEnte(t, enteId);
    if (ente !== null && (ente.ambiente === 'live' || t.config.modo === 'demo')) dicono.add(enteId);
  }
  return dicono;
}

/**
 * How much, to whom, and the receipt itself; who owed and what for are in the receipt alone. Null: it is not there any more. Whoever has
 * said that they want none gets none, also where who works for the ente asked to send it.
 */
export async function letteraRicevuta(
  ctx: Ctx,
  { destinatario, dati }: Messaggio,
): Promise<Lettera | typeof NON_VOLUTA | null> {
  const pdf = await ricevutaPdf(ctx, {
    enteId: String(dati['enteId']) as EnteId,
    ricevutaId: String(dati['ricevutaId']) as RicevutaId,
  });
  if (pdf === null) return null;
  const [persona] = await ctx.tx((t) => postaRicevute(t, [pdf.debitore]));
  if (persona?.vuole === false) return NON_VOLUTA;
  const allegati = entroPeso([pdf]);
  const testo = testi.testo({
    ente: pdf.ente.denominazione,
    importo: formatEuro(pdf.importoCents),
    allegata: allegati.length > 0,
    perche: String(dati['perche']) as Perche,
    link: `${ctx.config.urlPubblico}/avviso`,
    prova: pdf.ente.ambiente === 'prova',
  });
  return { a: destinatario, oggetto: testi.oggetto(pdf.ente.denominazione), testo, allegati };
}

/** That a receipt went to who owed is an act of the ente's registro: it holds a person's data. */
export async function annotaSpedita(t: Ctx, { modello, dati }: Messaggio): Promise<void> {
  if (modello !== 'ricevuta') return;
  const [enteId, oggettoId] = [String(dati['enteId']) as EnteId, String(dati['ricevutaId'])];
  await annotaPerEnti(t, [{ enteId, azione: 'ricevuta.spedita', oggetto: 'ricevuta', oggettoId }]);
}
