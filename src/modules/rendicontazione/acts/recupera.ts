import type { EnteId } from '#kernel/ids';
import { leggiCredenziale } from '#modules/enti';
import {
  leggiConfigurazioneNodo,
  registraRicevuta,
  type MessaggioDaElaborare,
  type MessaggioRicevuta,
} from '#modules/pagamenti';
import { annotaPerEnti } from '#modules/registro';
import type { Ctx, ServizioBizEvents } from '#platform/contesto';
import { impronta, sigilla } from '#platform/crypto';
import { dopoTentativo } from '../core/mancante.ts';
import { xmlRicevuta, type Destinatario } from '../ricevuta-recuperata.ts';
import {
  aggiornaMancanti,
  fermaChiave,
  prendi,
  rimandaSenzaChiave,
  selectEntiInCoda,
  updateArrivata,
  updateDopo,
  updateTentativo,
  type Presa,
} from '../store/coda.ts';

/** The job that asks for the receipts that never came. */
export const LAVORO_RECUPERA = 'rendicontazione.recupera';

/** Reads a receipt message, as the Nodo's door reads it: the grammar is the door's, and this module does not know it. */
export type Rilettura = (messaggio: MessaggioDaElaborare) => MessaggioRicevuta | null;

/** What one run has done: a question, or until when nobody may ask; null: there is nothing to ask for. */
export type Recupero = { chiesta: true } | { chiesta: false; fino: Date } | null;

type Preso = { presa: Presa; servizio: ServizioBizEvents; impronta: Buffer; codiceFiscale: string };

/**
 * Asks biz-events for the oldest receipt that is missing: one question a run, so that each is stamped with its own instant. The question
 * is written down before it is asked, and what comes goes through the act that registers receipts.
 */
export async function recuperaUna(ctx: Ctx, rileggi: Rilettura): Promise<Recupero> {
  const preso = await prossima(ctx);
  if (preso === null || 'fino' in preso) return preso === null ? null : { chiesta: false, fino: preso.fino };
  const { presa, servizio, codiceFiscale } = preso;
  const risposta = await ctx.wires.bizEvents.ricevuta(servizio, { codiceFiscale, iur: presa.iur });
  if (risposta.esito === 'nessuna') await senzaRicevuta(ctx, preso, { esito: risposta.perche, corpo: null });
  else await registra(ctx, preso, { ...risposta, rileggi });
  return { chiesta: true };
}

/** The first of the queue whose key may be used now. */
async function prossima(ctx: Ctx): Promise<Preso | { fino: Date } | null> {
  await ctx.tx((t) => aggiornaMancanti(t));
  const fermi = new Map<string, Date>();
  for (const { enteId, codiceFiscale, ambiente } of await selectEntiInCoda(ctx)) {
    const servizio = await ctx
      .tx((t) => servizioDi(t, { enteId, ambiente }))
      .catch((causa: unknown) => {
        // One that no key opens is that ente's trouble: the others are asked for.
        ctx.log.error('rendicontazione.credenziale', causa, { enteId });
        return null;
      });
    if (servizio === null) {
      await ctx.tx((t) => rimandaSenzaChiave(t, enteId));
      continue;
    }
    const di = impronta(ctx.config.chiaveCifra, 'biz-events', servizio.chiave);
    if (fermi.has(di.toString('hex'))) continue;
    const esito = await ctx.tx((t) => prendi(t, { enteId, impronta: di }));
    if (esito !== null && 'presa' in esito) return { presa: esito.presa, servizio, impronta: di, codiceFiscale };
    if (esito !== null) fermi.set(di.toString('hex'), esito.fino);
  }
  const [fino] = [...fermi.values()].toSorted((a, b) => a.getTime() - b.getTime());
  return fino === undefined ? null : { fino };
}

/** The key of the ente, or the intermediary's. An ente in prova is never asked for with the latter: that is the real pagoPA's. */
async function servizioDi(
  t: Ctx,
  { enteId, ambiente }: { enteId: EnteId; ambiente: 'live' | 'prova' },
): Promise<ServizioBizEvents | null> {
  const credenziale = await leggiCredenziale(t, { scopo: 'biz_events', enteId, tipoDovutoId: null });
  const sua = credenziale !== null && (ambiente === 'live' || credenziale.enteId === enteId) ? credenziale : null;
  if (sua === null || sua.url === null) return t.config.bizEvents;
  return { url: sua.url, chiave: sua.segreto };
}

type Nessuna = { esito: string; corpo: Buffer | null };

async function senzaRicevuta(ctx: Ctx, preso: Preso, nessuna: Nessuna): Promise<void> {
  ctx.log.info('rendicontazione.recupera', { enteId: preso.presa.enteId, esito: nessuna.esito });
  await ctx.tx((t) => segnaNessuna(t, preso, nessuna));
}

async function segnaNessuna(t: Ctx, { presa, impronta: di }: Preso, nessuna: Nessuna): Promise<void> {
  const { esito } = nessuna;
  const dopo = dopoTentativo(esito, { tentativi: presa.tentativi, now: t.now });
  await updateTentativo(t, presa, nessuna);
  await updateDopo(t, presa, dopo);
  if (dopo.stato === 'in_coda' && dopo.fermaFino !== null)
    await fermaChiave(t, di, { fino: dopo.fermaFino, perche: esito });
  const { enteId, mancanteId } = presa;
  if (dopo.stato === 'da_chiudere')
    await annotaPerEnti(t, [{ enteId, azione: 'mancante.da_chiudere', oggetto: 'mancante', oggettoId: mancanteId }]);
}

type Risposta = { corpo: Buffer; letta: Readonly<Record<string, unknown>>; rileggi: Rilettura };

async function registra(ctx: Ctx, preso: Preso, { corpo, letta, rileggi }: Risposta): Promise<void> {
  const { presa, codiceFiscale } = preso;
  const sigillato = sigilla(ctx.config.chiaveCifra, corpo);
  const configurazione = (await leggiConfigurazioneNodo(ctx)).filter(({ enteId }) => enteId === presa.enteId);
  const [stazione] = configurazione;
  if (stazione === undefined) return senzaRicevuta(ctx, preso, { esito: 'ente_senza_stazione', corpo: sigillato });
  const a: Destinatario = { codiceFiscale, intermediario: stazione.intermediario, stazione: stazione.stazione };
  const grezzo = xmlRicevuta(letta, a);
  const messaggio = rileggi({ id: presa.tentativoId, operazione: 'getOrganizationReceipt', grezzo });
  const difetto = difettoDi(messaggio, preso);
  if (messaggio === null || difetto !== null)
    return senzaRicevuta(ctx, preso, { esito: difetto ?? 'risposta_illeggibile', corpo: sigillato });
  await registraRicevuta(ctx, configurazione, messaggio, async (t, fatte) => {
    const { ricevutaId, risposta } = fatte[0]?.registrazione ?? {};
    // Kept, and to be worked on again: by then it may have come by itself.
    if ((ricevutaId ?? null) === null) {
      const esito = risposta === 'OK' ? 'da_elaborare' : 'non_registrata';
      return segnaNessuna(t, preso, { esito, corpo: sigillato });
    }
    await updateTentativo(t, presa, { esito: 'ricevuta', corpo: sigillato });
    await updateArrivata(t, presa);
    const { enteId } = presa;
    await annotaPerEnti(t, [
      { enteId, azione: 'mancante.recuperata', oggetto: 'mancante', oggettoId: presa.mancanteId },
    ]);
  });
}

/** Why what was answered is not the receipt that was asked for; null: it is. */
function difettoDi(messaggio: MessaggioRicevuta | null, { presa, codiceFiscale }: Preso): string | null {
  if (messaggio === null) return 'risposta_illeggibile';
  const { ricevuta } = messaggio;
  if (ricevuta === null) return 'ricevuta_incompleta';
  const dellEnte =
    ricevuta.titolare === codiceFiscale || ricevuta.quote.some(({ beneficiario }) => beneficiario === codiceFiscale);
  // An IUR that somebody typed may be that of another payment: it would be good, but it is not the one that is missing.
  const altra = presa.iurDa !== null && ricevuta.iuv !== presa.iuv;
  if (ricevuta.receiptId !== presa.iur || !dellEnte) return 'risposta_di_altri';
  if (altra) return 'altro_avviso';
  return ricevuta.negativa ? 'esito_negativo' : null;
}
