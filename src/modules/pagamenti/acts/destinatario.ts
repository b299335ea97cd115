import { ok, type Esito } from '#kernel/esito';
import type { Giorno } from '#kernel/giorno';
import { risolviChiamata, type Chiamata, type StazioneDiEnte } from '../core/chiamata.ts';
import { quoteDi, type RicevutaLetta } from '../core/ricevuta.ts';
import { rifiutoNodo, type RifiutoNodo } from '../core/rifiuti.ts';

/** To which of our enti a receipt is brought, by which station. */
export type Destinatario = Esito<{ ricevuta: RicevutaLetta; stazione: StazioneDiEnte }, RifiutoNodo>;

/** KO only where nothing else can be done: not our domain, or not a receipt. What configuration finds wrong besides is a defect. */
export function destinatarioDi(
  configurazione: readonly StazioneDiEnte[],
  { ricevuta, chiamata }: { ricevuta: RicevutaLetta | null; chiamata: Chiamata },
  { oggi }: { oggi: Giorno },
): Destinatario {
  const stazione = stazioneDi(configurazione, chiamata, oggi);
  if (stazione === null) return rifiutoNodo('DOMINIO_SCONOSCIUTO');
  if (ricevuta === null) return rifiutoNodo('RICEVUTA_INCOMPLETA');
  return ok({ ricevuta: { ...ricevuta, quote: quoteDi(ricevuta) }, stazione });
}

/** The station that is named; where configuration knows no such station for that ente, the ente's own, always the same one. */
export function stazioneDi(
  configurazione: readonly StazioneDiEnte[],
  chiamata: Chiamata,
  oggi: Giorno,
): StazioneDiEnte | null {
  const risolta = risolviChiamata(configurazione, chiamata, { oggi, ancheVecchia: true });
  if (risolta.ok) return risolta.value;
  const delDominio = configurazione
    .filter((s) => s.codiceFiscale === chiamata.idDominio)
    .toSorted((a, b) => (a.ambiente + a.stazione < b.ambiente + b.stazione ? -1 : 1));
  return delDominio.find((s) => s.stazione === chiamata.idStazione) ?? delDominio[0] ?? null;
}

/** What the configuration finds wrong in who calls: kept beside the message, never a reason to refuse it. */
export function difettiChiamata(
  stazione: StazioneDiEnte,
  chiamata: Chiamata,
  oggi: Giorno,
): { elemento: string; regola: string; riga: number }[] {
  const risolta = risolviChiamata([stazione], chiamata, { oggi, ancheVecchia: false });
  return risolta.ok ? [] : [{ elemento: 'idStation', regola: risolta.refusal.codice, riga: 0 }];
}
