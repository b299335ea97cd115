import { causalePubblica } from '#kernel/causale';
import { ok, type Esito } from '#kernel/esito';
import { confronta, formatDecimale, ZERO_CENTS, type Cents } from '#kernel/importo';
import { rifiutoNodo, type RifiutoNodo } from './rifiuti.ts';

/** A share of the notice, with the accounts in force today. */
export type QuotaAvviso = {
  importoCents: Cents;
  codiceFiscale: string;
  denominazione: string;
  iban: string | null;
  ibanPostale: string | null;
  bollo: { hashDocumento: string; provincia: string } | null;
  tassonomia: string;
  causale: string;
};

export type TipoTrasferimento = 'POSTAL' | 'PAGOPA' | null;

/** An entry of the metadata of a payment or of a transfer (pagopa 2.10). */
export type Metadato = { chiave: string; valore: string };

/** A transfer as paGetPayment answers it. */
export type Trasferimento = {
  importoCents: Cents;
  codiceFiscale: string;
  denominazione: string;
  causale: string;
  tassonomia: string;
  metadati: Metadato[];
} & ({ iban: string } | { bollo: { hashDocumento: string; provincia: string } });

/**
 * The transfers of the answer, with the account that the channel wants (pagopa.md 2.8): POSTAL needs a postal account on the first
 * transfer; PAGOPA takes any and is told the postal one beside it; else any.
 */
export function componiTrasferimenti(
  quote: readonly QuotaAvviso[],
  { iuv, tipo, versione }: { iuv: string; tipo: TipoTrasferimento; versione: 1 | 2 },
): Esito<Trasferimento[], RifiutoNodo> {
  if (versione === 1 && quote.some((q) => q.bollo !== null)) return rifiutoNodo('BOLLO_SOLO_V2');
  if (tipo === 'POSTAL' && (quote[0]?.ibanPostale ?? null) === null) return rifiutoNodo('CONTO_POSTALE_ASSENTE');
  const trasferimenti: Trasferimento[] = [];
  for (const quota of quote) {
    const comune = {
      importoCents: quota.importoCents,
      codiceFiscale: quota.codiceFiscale,
      denominazione: quota.denominazione,
      causale: causaleBonifico(iuv, quota),
      tassonomia: quota.tassonomia,
    };
    if (quota.bollo !== null) {
      trasferimenti.push({ ...comune, metadati: [], bollo: quota.bollo });
      continue;
    }
    const iban = tipo === 'POSTAL' ? (quota.ibanPostale ?? quota.iban) : (quota.iban ?? quota.ibanPostale);
    if (iban === null) return rifiutoNodo('IBAN_ASSENTE');
    const appoggio =
      tipo === 'PAGOPA' && quota.ibanPostale !== null ? [{ chiave: 'IBANAPPOGGIO', valore: quota.ibanPostale }] : [];
    trasferimenti.push({ ...comune, metadati: appoggio, iban });
  }
  return ok(trasferimenti);
}

/** ctMetadata: the sixteenth entry, or one too long, would make the Nodo refuse the whole answer. */
const METADATI_MAX = 15;
const METADATO_CARATTERI_MAX = 140;
const SPESE_NOTIFICA = 'NOTIFICATION_FEE';

/**
 * The metadata of the payment: the notification costs that are in the amount, in cents, then what the ente wants to hear again in the
 * receipt. Of the costs we know better than anyone: an entry of the ente's with that name is not said. Nor is one that would be cut: half a
 * value is another value.
 */
export function componiMetadati(speseNotificaCents: Cents, dellEnte: readonly Metadato[]): Metadato[] {
  const spese =
    confronta(speseNotificaCents, ZERO_CENTS) === 1
      ? [{ chiave: SPESE_NOTIFICA, valore: String(speseNotificaCents) }]
      : [];
  const suoi = tieniMetadati(dellEnte).filter(({ chiave }) => spese.length === 0 || chiave !== SPESE_NOTIFICA);
  return [...spese, ...suoi].slice(0, METADATI_MAX);
}

/** The entries that pagoPA takes whole. */
export function tieniMetadati(dellEnte: readonly Metadato[]): Metadato[] {
  const entra = (testo: string): boolean => testo !== '' && testo.length <= METADATO_CARATTERI_MAX;
  return dellEnte.filter(({ chiave, valore }) => entra(chiave) && entra(valore)).slice(0, METADATI_MAX);
}

/** remittanceInformation, by the structure of the AgID guidelines (7.1): /RFB/iuv/amount/TXT/text, /RFS/ for an ISO 11649 reference. */
export function causaleBonifico(
  iuv: string,
  { importoCents, causale }: Pick<QuotaAvviso, 'importoCents' | 'causale'>,
): string {
  const testa = `/${iuv.startsWith('RF') ? 'RFS' : 'RFB'}/${iuv}/${formatDecimale(importoCents)}/TXT/`;
  return causalePubblica(testa + causale) ?? testa;
}
