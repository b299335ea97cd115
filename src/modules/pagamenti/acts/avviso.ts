import { ok, type Esito } from '#kernel/esito';
import type { Giorno } from '#kernel/giorno';
import type { EnteId } from '#kernel/ids';
import { confronta, somma, type Cents } from '#kernel/importo';
import {
  apriQuotazioni,
  quantoCosta,
  quotazioneInVigore,
  type Costo,
  type Detta,
  type Quotatore,
} from '#modules/posizioni';
import { creaCtx, type Ctx, type Mondo } from '#platform/contesto';
import type { Domanda } from '../core/chiamata.ts';
import { decidiPagabile, type Prezzo } from '../core/pagabile.ts';
import type { EnteDetto } from '../core/presso-ente.ts';
import { rifiutoNodo, type CodiceNodo, type RifiutoNodo } from '../core/rifiuti.ts';
import {
  componiMetadati,
  componiTrasferimenti,
  type Metadato,
  type QuotaAvviso,
  type TipoTrasferimento,
  type Trasferimento,
} from '../core/trasferimenti.ts';
import { apriLetture, type DebitoreAvviso, type Letture, type RigaAvviso } from '../store/nodo.ts';
import { apriPressoEnte, type Chiesta, type DettoDalCanale, type PressoEnte } from './presso-ente.ts';

/** What verify answers. `dettaglio`, `ente`: the words of an ente that has answered for a notice of its own. */
export type AvvisoVerificato = Prezzo & { tutteCcp: boolean; dettaglio?: string; ente?: EnteDetto };

/** What get answers. */
export type AvvisoAttivato = Prezzo & {
  ente?: EnteDetto;
  iuv: string;
  debitore: DebitoreAvviso;
  trasferimenti: Trasferimento[];
  metadati: Metadato[];
};

/** Where the door reads, and whom it asks. */
export type Fonti = { letture: Letture; quota: Quotatore; presso: PressoEnte };

/** Opens them: once, when the door is opened. `chiesta`: told of each question to the service of an ente. */
export function apriFonti(mondo: Mondo, chiesta?: Chiesta): Fonti {
  const ctxDi = (enteId: EnteId): Ctx => creaCtx(mondo, { ruolo: 'nodo', attore: { tipo: 'nodo' }, enteId });
  return {
    letture: apriLetture(mondo.pools.nodo),
    quota: apriQuotazioni(ctxDi),
    presso: apriPressoEnte(ctxDi, chiesta),
  };
}

/**
 * paVerifyPaymentNotice: a read (SANP: verify never changes a state). The ente comes from a call already resolved. What is not here its
 * ente may know (decision 0041).
 */
export async function verificaAvviso(
  { letture, quota, presso }: Fonti,
  domanda: Domanda,
): Promise<Esito<AvvisoVerificato, RifiutoNodo>> {
  const righe = await letture.verifica({ enteId: domanda.stazione.enteId, numeroAvviso: domanda.numeroAvviso });
  const chi = chiRisponde(righe, domanda);
  if (!chi.ok) return chi;
  if (chi.value === 'ente') return entroTetto(await presso.verifica(domanda, righe.length > 0), domanda);
  const prezzo = await quantoAdesso(righe, quota, domanda);
  return prezzo.ok
    ? ok({
        ...prezzo.value.prezzo,
        tutteCcp: righe.every((riga) => riga.stato !== 'da_pagare' || riga.tutteCcp === true),
      })
    : prezzo;
}

type DomandaPagamento = Domanda & { tipo: TipoTrasferimento; versione: 1 | 2; detto?: DettoDalCanale };

/** paGetPayment and paGetPaymentV2: a read too, of what is here. */
export async function attivaAvviso(
  { letture, quota, presso }: Fonti,
  domanda: DomandaPagamento,
): Promise<Esito<AvvisoAttivato, RifiutoNodo>> {
  const righe = await letture.attiva({ enteId: domanda.stazione.enteId, numeroAvviso: domanda.numeroAvviso });
  const chi = chiRisponde(righe, domanda);
  if (!chi.ok) return chi;
  if (chi.value === 'ente') return pagaPressoEnte(presso, domanda, righe.length > 0);
  const adesso = await quantoAdesso(righe, quota, domanda);
  const [prima] = righe;
  if (!adesso.ok) return adesso;
  if (prima === undefined) throw new Error('attivaAvviso: payable without a row');
  const { prezzo, costi } = adesso.value;
  const quote = righe.flatMap((riga, n) => quoteAlCosto(riga.quote ?? [], costi[n]));
  const { tipo, versione } = domanda;
  const trasferimenti = componiTrasferimenti(quote, { iuv: prima.iuv, tipo, versione });
  if (!trasferimenti.ok) return trasferimenti;
  const debitore = debitoreDi(prima);
  const spese = righe.flatMap((riga, n) => (riga.stato === 'da_pagare' ? speseNotifica(costi[n]) : []));
  const metadati = componiMetadati(somma(spese), prima.metadati ?? []);
  return ok({ iuv: prima.iuv, ...prezzo, debitore, trasferimenti: trasferimenti.value, metadati });
}

/**
 * Who answers for a notice: we do for what is here; for the rest its ente, where it has a service. Where it wants the last word also on
 * what is here, it is asked about what we would let be paid, and about nothing else.
 */
function chiRisponde(righe: readonly RigaAvviso[], domanda: Domanda): Esito<'noi' | 'ente', RifiutoNodo> {
  const { pressoEnte } = domanda.stazione;
  if (pressoEnte === null) return ok('noi');
  if (righe.length === 0) return ok('ente');
  if (!pressoEnte.ancheNostri) return ok('noi');
  const nostro = conCosti(righe, domanda);
  return nostro.ok ? ok('ente') : nostro;
}

async function pagaPressoEnte(
  presso: PressoEnte,
  domanda: DomandaPagamento,
  nostro: boolean,
): Promise<Esito<AvvisoAttivato, RifiutoNodo>> {
  const detto = entroTetto(await presso.attiva(domanda, nostro), domanda);
  return detto.ok ? ok({ ...detto.value, metadati: [] }) : detto;
}

/** While an ente is tried out, one dearer than the cap is not there. */
function entroTetto<T extends Prezzo>(
  esito: Esito<T, RifiutoNodo>,
  { stazione: { tettoCents } }: Domanda,
): Esito<T, RifiutoNodo> {
  const oltre = esito.ok && tettoCents !== null && confronta(esito.value.importoCents, tettoCents) > 0;
  return oltre ? rifiutoNodo('PAGAMENTO_SCONOSCIUTO') : esito;
}

function debitoreDi(riga: DebitoreAvviso): DebitoreAvviso {
  const { tipo, codice, anagrafica, indirizzo, civico, cap, localita, provincia, nazione, email } = riga;
  return { tipo, codice, anagrafica, indirizzo, civico, cap, localita, provincia, nazione, email };
}

function quoteAlCosto(quote: readonly QuotaAvviso[], costo: Costo | undefined): QuotaAvviso[] {
  return quote.map((q, i) => ({ ...q, importoCents: costo?.quote[i] ?? q.importoCents }));
}

function speseNotifica(costo: Costo | undefined): Cents[] {
  return (costo?.righe ?? []).filter((r) => r.genere === 'spese_notifica').map((r) => r.importoCents);
}

type Adesso = { prezzo: Prezzo; costi: Costo[] };

/** What the notice costs now. While its ente is tried out, one dearer than the cap is not there: it was loaded before the cap. */
async function quantoAdesso(
  righe: readonly RigaAvviso[],
  quota: Quotatore,
  domanda: Domanda,
): Promise<Esito<Adesso, RifiutoNodo>> {
  const adesso = await quantoDetto(righe, quota, domanda);
  const { tettoCents } = domanda.stazione;
  if (adesso.ok && tettoCents !== null && confronta(adesso.value.prezzo.importoCents, tettoCents) > 0)
    return rifiutoNodo('PAGAMENTO_SCONOSCIUTO');
  return adesso;
}

/**
 * What it costs, whoever says so. Only where the ente refreshes its amounts, and what it said last no longer holds, it is asked; not for
 * a notice that cannot be paid, and not for one of several dovuti, for it speaks of a notice as a whole.
 */
async function quantoDetto(
  righe: readonly RigaAvviso[],
  quota: Quotatore,
  domanda: Domanda,
): Promise<Esito<Adesso, RifiutoNodo>> {
  const prima = conCosti(righe, domanda);
  const vivi = righe.filter((riga) => riga.stato === 'da_pagare');
  const [uno] = vivi;
  if (!prima.ok || uno === undefined || vivi.length > 1 || !isDaChiedere(uno, domanda.now)) return prima;
  const { stazione, numeroAvviso, now, oggi } = domanda;
  const detta = await quota({
    ...{ enteId: stazione.enteId, codiceFiscaleEnte: stazione.codiceFiscale, numeroAvviso },
    ...{ dovutoId: uno.dovutoId, tipoDovutoId: uno.tipoDovutoId, versione: uno.versione },
  });
  if (detta.genere === 'scritto') return prima;
  if (detta.genere === 'rifiutato') return rifiutoNodo(RIFIUTO_ENTE[detta.codice]);
  const { quotazione } = detta;
  const aggiornate = righe.map((riga) => (riga === uno ? { ...riga, quotazioni: [quotazione] } : riga));
  // Whoever asked first may have come, by its own clock, an instant after us.
  return conCosti(aggiornate, { now: new Date(Math.max(now.getTime(), quotazione.chiestaMs)), oggi });
}

const RIFIUTO_ENTE = {
  non_pagabile: 'NON_PAGABILE_PER_ENTE',
  incoerente: 'QUOTAZIONE_INCOERENTE',
} as const satisfies Record<Extract<Detta, { genere: 'rifiutato' }>['codice'], CodiceNodo>;

function isDaChiedere({ quotazioni }: RigaAvviso, now: Date): boolean {
  return quotazioni !== null && quotazioneInVigore(quotazioni, now.getTime()) === null;
}

function conCosti(righe: readonly RigaAvviso[], adesso: { now: Date; oggi: Giorno }): Esito<Adesso, RifiutoNodo> {
  const costi = righe.map((riga) => quantoCosta(riga, riga.quote ?? [], adesso));
  const prezzo = decidiPagabile(righe.map((riga, n) => ({ ...riga, costo: costi[n] as Costo })));
  return prezzo.ok ? ok({ prezzo: prezzo.value, costi }) : prezzo;
}
