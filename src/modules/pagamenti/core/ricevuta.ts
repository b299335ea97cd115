import type { Giorno } from '#kernel/giorno';
import type { Cents } from '#kernel/importo';

/** A person of a receipt, as far as it could be read. */
export type SoggettoRicevuta = {
  tipo: string | null;
  codice: string | null;
  anagrafica: string | null;
  indirizzo: string | null;
  civico: string | null;
  cap: string | null;
  localita: string | null;
  provincia: string | null;
  nazione: string | null;
  email: string | null;
};

export type MetadatoRicevuta = { chiave: string; valore: string };

/** What one beneficiary got. */
export type QuotaRicevuta = {
  idTrasferimento: number;
  importoCents: Cents;
  beneficiario: string;
  beneficiarioDenominazione: string | null;
  iban: string | null;
  bollo: boolean;
  causale: string | null;
  tassonomia: string | null;
  metadati: readonly MetadatoRicevuta[];
};

/** A receipt as the door has read it, whatever its version. */
export type RicevutaLetta = {
  receiptId: string;
  /** Tax code of the owner of the notice. */
  titolare: string;
  iuv: string;
  numeroAvviso: string | null;
  importoCents: Cents;
  negativa: boolean;
  quote: readonly QuotaRicevuta[];
  pagataIl: Date | null;
  applicataIl: Giorno | null;
  causale: string | null;
  debitore: SoggettoRicevuta | null;
  pagatore: SoggettoRicevuta | null;
  psp: string | null;
  pspDenominazione: string | null;
  pspCodiceFiscale: string | null;
  canale: string | null;
  mezzo: string | null;
  commissioneCents: Cents | null;
  notaPagamento: string | null;
  metadati: readonly MetadatoRicevuta[];
  standIn: boolean;
};

/**
 * How the bytes of a receipt came: brought by the Nodo, recovered from biz-events, or none, for the ente has registered the payment by
 * hand.
 */
export type OrigineRicevuta = 'nodo' | 'recuperata' | 'manuale';

/** By what a receipt comes: the Nodo's two messages, what biz-events has answered, or a payment that the ente registers by hand. */
export type OperazioneRicevuta = keyof typeof ORIGINI;

/** How each of them counts. */
export const ORIGINI = {
  paSendRT: 'nodo',
  paSendRTV2: 'nodo',
  getOrganizationReceipt: 'recuperata',
  registraPagamento: 'manuale',
} as const satisfies Record<string, OrigineRicevuta>;

/** What proves more takes the place of what proves less. */
const VALORE: Readonly<Record<OrigineRicevuta, number>> = { nodo: 2, recuperata: 1, manuale: 0 };

/** What the database knows of a receipt before it is written. */
export type FattiRicevuta = {
  /** Copy for a secondary beneficiary: it tells what the ente got, and closes nothing. */
  copia: boolean;
  /** A receipt with the same (idPA, receiptId) is there already. */
  stessa: { uguale: boolean; origine: OrigineRicevuta } | null;
  /** Another receipt has already paid this iuv. */
  pagato: boolean;
  dovutiSottoIuv: number;
  /** What is asked under this iuv has been paid already, though not by a receipt of its own: outside pagoPA, or with other money. */
  giaPagati: boolean;
};

export type GenereRicevuta = 'regolare' | 'orfana' | 'seconda' | 'difforme' | 'negativa';

/** What to do with a receipt: `scrivi` null means that it is here already, word for word. */
export type DecisioneRicevuta = {
  scrivi: GenereRicevuta | null;
  chiude: boolean;
  /** Its bytes take the place of those of the receipt that is here, and nothing else changes. */
  sostituisce?: boolean;
  risposta: 'OK' | 'RICEVUTA_DUPLICATA';
};

/**
 * Receipts are never refused for state or amount: money has moved (model 6). The only KO after the message is understood is for a
 * payment that is registered already with another receipt, and that one is kept too.
 */
export function decidiRicevuta(
  ricevuta: Pick<RicevutaLetta, 'negativa'>,
  fatti: FattiRicevuta,
  origine: OrigineRicevuta = 'nodo',
): DecisioneRicevuta {
  const { stessa } = fatti;
  if (stessa !== null) {
    const sostituisce = VALORE[origine] > VALORE[stessa.origine];
    // What we ask for ourselves, or write, is never another payment: the receipt that is here says more, or the same.
    return sostituisce || stessa.uguale || origine !== 'nodo'
      ? { scrivi: null, chiude: false, sostituisce, risposta: 'OK' }
      : { scrivi: 'difforme', chiude: false, risposta: 'RICEVUTA_DUPLICATA' };
  }
  // outcome is always OK in practice (pagopa.md 2.6); a KO is kept, closes nothing and is shown.
  if (ricevuta.negativa) return { scrivi: 'negativa', chiude: false, risposta: 'OK' };
  if (fatti.copia) return { scrivi: 'regolare', chiude: false, risposta: 'OK' };
  if (fatti.pagato) return { scrivi: 'seconda', chiude: false, risposta: 'RICEVUTA_DUPLICATA' };
  // The first that comes for this iuv, so not a KO: it marks it as paid, and its money is to be given back.
  if (fatti.giaPagati) return { scrivi: 'seconda', chiude: true, risposta: 'OK' };
  // An orphan marks its iuv as paid, so that a dovuto arriving later is born paid.
  return {
    scrivi: fatti.dovutiSottoIuv === 0 ? 'orfana' : 'regolare',
    chiude: true,
    risposta: 'OK',
  };
}

/** What a paid dovuto may have been, so that its payer has money to be given back. */
const NON_PIU_CHIESTO = ['annullato', 'estinto'] as const;

/**
 * Does it bring money that nobody asked for (model 7)? A second payment, a notice that is not known, dovuti that were annulled or that
 * another way to pay had closed.
 */
export function isDaRimborsare(genere: GenereRicevuta, pagati: readonly { era: string }[]): boolean {
  return (
    genere === 'seconda' || genere === 'orfana' || pagati.some(({ era }) => NON_PIU_CHIESTO.some((s) => s === era))
  );
}

/**
 * The shares of a receipt. One whose transfers could not be read at all, which is accepted all the same (model 6), is one share, the
 * whole amount, of the owner: it is numbered 0, which no transfer is, so that nobody takes it for one.
 */
export function quoteDi(
  ricevuta: Pick<RicevutaLetta, 'quote' | 'importoCents' | 'titolare' | 'causale'>,
): readonly QuotaRicevuta[] {
  if (ricevuta.quote.length > 0) return ricevuta.quote;
  const { importoCents, titolare, causale } = ricevuta;
  return [
    {
      idTrasferimento: 0,
      importoCents,
      beneficiario: titolare,
      beneficiarioDenominazione: null,
      iban: null,
      bollo: false,
      causale,
      tassonomia: null,
      metadati: [],
    },
  ];
}

/** A share as it was owed, with the dovuto it belongs to. */
type QuotaDovuta<Id extends string> = { dovutoId: Id; beneficiario: string };

/**
 * Which dovuto each transfer pays: the n-th transfer is the n-th share, as get numbered them. Where the receipt does not follow that
 * (fewer transfers, another beneficiary in that place), the first dovuto with a share for that beneficiary, else the first of all.
 */
export function attribuisciQuote<Id extends string>(
  quote: readonly QuotaRicevuta[],
  dovute: readonly QuotaDovuta<Id>[],
): (Id | null)[] {
  return quote.map((quota) => {
    const inPosto = dovute[quota.idTrasferimento - 1];
    if (inPosto?.beneficiario === quota.beneficiario) return inPosto.dovutoId;
    return (dovute.find((d) => d.beneficiario === quota.beneficiario) ?? dovute[0])?.dovutoId ?? null;
  });
}
