import { ok, type Esito } from '#kernel/esito';
import { inizioGiorno } from '#kernel/giorno';
import type { DovutoId, EnteId, IuvId, RicevutaId, TipoDovutoId } from '#kernel/ids';
import { formatEuro } from '#kernel/importo';
import { LIMITI } from '#kernel/limiti';
import { datiAvviso, disegnaAvviso, leggiCarta, siStampa } from '#modules/avvisi';
import { leggiEnte } from '#modules/enti';
import { ricevutaDi } from '#modules/pagamenti';
import { leggiAvviso, leggiAvvisoDellEnte, leggiDovuto, leggiPosizioneAperta } from '#modules/posizioni';
import { annota, annotaPerEnti } from '#modules/registro';
import { parseEmail } from '#modules/utenti';
import { attoreTesto, type Ctx, type Lettera } from '#platform/contesto';
import { avvisoInviato as testi } from '#testi/it/posta-avviso';
import { accoda } from './accoda.ts';
import { entroPeso } from './allegati.ts';
import { copriIndirizzo } from './core/indirizzo.ts';
import { rifiutoInvio, type RifiutoInvio } from './core/rifiuti.ts';
import { contaInviati, selectInviati, type Inviato, type Messaggio } from './store.ts';

/** What may be mailed again to who owes. */
export type Documento = 'avviso' | 'ricevuta';

/** A mail about a dovuto, as who works for the ente sees it again. */
export type Spedizione = {
  documento: Documento;
  /** Partly covered. */
  indirizzo: string;
  chiestaIl: Date;
  esito: 'in_partenza' | 'inviata' | 'respinta' | 'non_voluta' | 'lasciata';
  /** Null: it went by itself. */
  attore: string | null;
};

export type Invio = {
  dovutoId: DovutoId;
  documento: Documento;
  /** Which of today's it is: the same twice is sent once. */
  volta: number;
  tipiConsentiti: readonly TipoDovutoId[] | null;
};

/** What can be mailed again now, where to, and which of today's it would be; or why not. */
export type Inviabile = { indirizzo: string; volta: number };

type Pronto = { enteId: EnteId; email: string; iuvId: IuvId; ricevutaId: RicevutaId | null; fatti: number };

/** Can it be sent? Nothing is. */
export async function valutaInvio(ctx: Ctx, cosa: Omit<Invio, 'volta'>): Promise<Esito<Inviabile, RifiutoInvio>> {
  return ctx.tx(async (t): Promise<Esito<Inviabile, RifiutoInvio>> => {
    const pronto = await prepara(t, cosa);
    if (!pronto.ok) return pronto;
    const { email, fatti } = pronto.value;
    if (fatti >= LIMITI.inviiDovutoGiornoMax) return rifiutoInvio('INVIO_TROPPI');
    return ok({ indirizzo: copriIndirizzo(email), volta: fatti + 1 });
  });
}

/** Mails again to who owes the notice, or the receipt, of a dovuto. Asked twice for the same time it goes once. */
export async function inviaDiNuovo(ctx: Ctx, i: Invio): Promise<Esito<undefined, RifiutoInvio>> {
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoInvio>> => {
    const pronto = await prepara(t, i);
    if (!pronto.ok) return pronto;
    const { enteId, email, iuvId, ricevutaId, fatti } = pronto.value;
    const { dovutoId, documento, volta } = i;
    // Two clicks: the other has sent it.
    if (volta >= 1 && volta <= fatti) return ok();
    if (volta !== fatti + 1 || volta > LIMITI.inviiDovutoGiornoMax) return rifiutoInvio('INVIO_TROPPI');
    const dati = { enteId, dovutoId, attore: attoreTesto(t.attore), perche: 'ente' };
    await accoda(t, {
      modello: documento,
      destinatario: email,
      dati: ricevutaId === null ? { ...dati, iuvId } : { ...dati, ricevutaId },
      chiave: `${documento}:${dovutoId}:${t.oggi}:${volta}`,
    });
    await annota(t, { azione: `dovuto.${documento}_inviato`, oggetto: 'dovuto', oggettoId: dovutoId });
    return ok();
  });
}

async function prepara(
  t: Ctx,
  { dovutoId, documento, tipiConsentiti }: Omit<Invio, 'volta'>,
): Promise<Esito<Pronto, RifiutoInvio>> {
  const d = await leggiDovuto(t, { dovutoId, tipiConsentiti });
  const ente = t.enteId === null ? null : await leggiEnte(t, t.enteId);
  if (d === null || ente === null) return rifiutoInvio('INVIO_DOVUTO_SCONOSCIUTO');
  if (ente.ambiente === 'prova' && t.config.modo !== 'demo') return rifiutoInvio('INVIO_IN_PROVA');
  const { iuvId } = d;
  const avviso = iuvId === null ? null : await leggiAvvisoDellEnte(t, iuvId);
  if (iuvId === null || avviso === null || avviso.numeroAvviso === null) return rifiutoInvio('INVIO_SENZA_AVVISO');
  if (documento === 'avviso' && !(siChiede(avviso.stato) && siStampa(avviso, ente)))
    return rifiutoInvio('INVIO_SENZA_AVVISO');
  const ricevutaId = documento === 'ricevuta' ? await ricevutaDi(t, iuvId) : null;
  if (documento === 'ricevuta' && ricevutaId === null) return rifiutoInvio('INVIO_SENZA_RICEVUTA');
  const { debitore } = await leggiPosizioneAperta(t, dovutoId);
  const email = parseEmail(debitore.email ?? '');
  if (email === null) return rifiutoInvio('INVIO_SENZA_INDIRIZZO');
  const dal = inizioGiorno(t.oggi);
  const { delDovuto, allIndirizzo } = await contaInviati(t, { dovutoId, documento, email, dal });
  if (allIndirizzo >= LIMITI.postaEnteIndirizzoMax) return rifiutoInvio('INVIO_TROPPI');
  return ok({ enteId: ente.enteId, email, iuvId, ricevutaId, fatti: delDovuto });
}

function siChiede(stato: string): boolean {
  return stato === 'da_pagare' || stato === 'in_pagamento' || stato === 'in_attesa_di_ricevuta';
}

/** The mails about a dovuto, oldest first: those asked for here, and the receipt that went by itself. */
export async function leggiSpedizioni(
  t: Ctx,
  { dovutoId, iuvId }: { dovutoId: DovutoId; iuvId: IuvId | null },
): Promise<Spedizione[]> {
  const ricevutaId = iuvId === null ? null : await ricevutaDi(t, iuvId);
  const inviati = await selectInviati(t, { dovutoId, chiave: ricevutaId === null ? null : `ricevuta:${ricevutaId}` });
  return inviati.map((uno) => {
    const { documento, chiestaIl, attore, destinatario } = uno;
    return { documento, chiestaIl, attore, indirizzo: copriIndirizzo(destinatario), esito: esitoDi(uno) };
  });
}

function esitoDi({ inviatoIl, rifiutatoIl, lasciatoIl, nonVoluta }: Inviato): Spedizione['esito'] {
  if (inviatoIl !== null) return 'inviata';
  if (rifiutatoIl !== null) return 'respinta';
  return lasciatoIl === null ? 'in_partenza' : nonVoluta ? 'non_voluta' : 'lasciata';
}

/** The mail with the notice, drawn now: what it costs may have changed. Null: nobody can pay by it any more. */
export async function letteraAvviso(ctx: Ctx, { destinatario, dati }: Messaggio): Promise<Lettera | null> {
  const enteId = String(dati['enteId']) as EnteId;
  const letto = await ctx.tx(async (t) => {
    const ente = await leggiEnte(t, enteId);
    const avviso = await leggiAvviso(t, { enteId, iuvId: String(dati['iuvId']) as IuvId });
    if (ente === null || avviso === null || !siChiede(avviso.stato)) return null;
    const carta = datiAvviso(avviso, await leggiCarta(t, ente), t.now);
    return carta === null ? null : { ente, avviso, carta };
  });
  if (letto === null) return null;
  const { ente, avviso, carta } = letto;
  const corpo = await disegnaAvviso(carta);
  const allegati = entroPeso([{ nome: `avviso_${carta.numeroAvviso}.pdf`, corpo }]);
  const testo = testi.testo({
    ente: ente.denominazione,
    importo: formatEuro(avviso.importoCents),
    allegato: allegati.length > 0,
    link: `${ctx.config.urlPubblico}/avviso`,
    prova: ente.ambiente === 'prova',
  });
  return { a: destinatario, oggetto: testi.oggetto(ente.denominazione), testo, allegati };
}

/** That a notice went to who owes is an act of the ente's registro: it holds a person's data. */
export async function annotaAvvisoSpedito(t: Ctx, { modello, dati }: Messaggio): Promise<void> {
  if (modello !== 'avviso') return;
  const [enteId, oggettoId] = [String(dati['enteId']) as EnteId, String(dati['dovutoId'])];
  await annotaPerEnti(t, [{ enteId, azione: 'avviso.spedito', oggetto: 'dovuto', oggettoId }]);
}
