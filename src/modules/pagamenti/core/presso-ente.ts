import { causalePubblica } from '#kernel/causale';
import { parseCodiceFiscale } from '#kernel/codice-fiscale';
import { ok, type Esito } from '#kernel/esito';
import { parseGiorno, type Giorno } from '#kernel/giorno';
import { ibanPostale, parseIban } from '#kernel/iban';
import { confronta, parseDecimaleLargo, somma, ZERO_CENTS, type Cents } from '#kernel/importo';
import { LIMITI } from '#kernel/limiti';
import { iuvDi, type NumeroAvviso } from '#kernel/numero-avviso';
import type { AvvisoDetto, PagamentoDetto, SoggettoDetto, TrasferimentoDetto } from '#kernel/detto-ente';
import type { DifettoEnte } from './difetti-ente.ts';
import type { Prezzo } from './pagabile.ts';
import { causaleBonifico, tieniMetadati, type TipoTrasferimento, type Trasferimento } from './trasferimenti.ts';

/** The ente that asks, as we know it. */
type EnteChiesto = { codiceFiscale: string; denominazione: string; settore: string | null };

/** How the answer calls the ente, where it says so. */
export type EnteDetto = Pick<EnteChiesto, 'denominazione' | 'settore'>;

/** A verify of the ente's service that holds. */
export type VerificaEnte = Prezzo & { dettaglio: string; tutteCcp: boolean; ente: EnteDetto };

export type DebitoreDetto = {
  tipo: 'F' | 'G';
  codice: string;
  anagrafica: string;
  indirizzo: string | null;
  civico: string | null;
  cap: string | null;
  localita: string | null;
  provincia: string | null;
  nazione: string | null;
  email: string | null;
};

/** A get of the ente's service that holds. */
export type PagamentoEnte = Prezzo & {
  iuv: string;
  ente: EnteDetto;
  debitore: DebitoreDetto;
  trasferimenti: Trasferimento[];
};

export type RifiutoEnte = { codice: DifettoEnte; genere: 'non_valido' };

/** How an answer was judged. */
export type EsitoEnte<T> = Esito<T, RifiutoEnte>;

/** An answer that does not hold. */
export function difettoEnte(codice: DifettoEnte): { ok: false; refusal: RifiutoEnte } {
  return { ok: false, refusal: { codice, genere: 'non_valido' } };
}

/** The probe by which the Nodo asks whether the station is alive (pagopa.md 2.11): it is of nobody, and is answered at once. */
const SONDA = /^0{18}$/;

/** May a notice that is not here be one of the ente's? */
export function isDaChiedere(numeroAvviso: string): boolean {
  return !SONDA.test(numeroAvviso);
}

/** How long the service may still be waited for, `passatiMs` after the Nodo asked; 0: no longer. A clock that was set back says nothing. */
export function attesaRimasta(attesaMs: number, passatiMs: number): number {
  return Math.max(0, Math.min(attesaMs, LIMITI.pressoEnteEntroMs - Math.max(0, passatiMs)));
}

/** Judges a verify: strictly what is money and whose it is, leniently what is words. */
export function giudicaVerifica(detto: AvvisoDetto, ente: EnteChiesto): EsitoEnte<VerificaEnte> {
  const importoCents = importoDi(detto.importo);
  if (importoCents === null) return difettoEnte('importo');
  if (detto.codiceFiscale !== null && detto.codiceFiscale !== ente.codiceFiscale) return difettoEnte('ente');
  const causale = causaleDi(detto.causale ?? detto.dettaglio);
  return ok({
    importoCents,
    scadenza: giornoDi(detto.scadenza),
    causale,
    dettaglio: causaleDi(detto.dettaglio ?? detto.causale),
    tutteCcp: detto.tutteCcp === 'true' || detto.tutteCcp === '1',
    ente: enteDetto(detto, ente),
  });
}

type Chiesto = { numeroAvviso: NumeroAvviso; tipo: TipoTrasferimento; versione: 1 | 2 };

/** Judges a get: 1 to 5 transfers that sum to the amount, each to a beneficiary and an account that can be, one of them the ente's. */
export function giudicaPagamento(
  detto: PagamentoDetto,
  ente: EnteChiesto,
  { numeroAvviso, tipo, versione }: Chiesto,
): EsitoEnte<PagamentoEnte> {
  const importoCents = importoDi(detto.importo);
  if (importoCents === null) return difettoEnte('importo');
  const iuv = iuvDi(numeroAvviso);
  if (detto.iuv !== null && detto.iuv !== iuv) return difettoEnte('iuv');
  const { trasferimenti: detti } = detto;
  if (detti.length < 1 || detti.length > LIMITI.quotePerIuvMax) return difettoEnte('trasferimenti');
  const causale = causaleDi(detto.causale);
  const trasferimenti: Trasferimento[] = [];
  for (const uno of inOrdine(detti)) {
    const letto = giudicaTrasferimento(uno, { iuv, causale, ente, versione });
    if (!letto.ok) return letto;
    trasferimenti.push(letto.value);
  }
  if (confronta(somma(trasferimenti.map((t) => t.importoCents)), importoCents) !== 0) return difettoEnte('somma');
  if (!trasferimenti.some((t) => t.codiceFiscale === ente.codiceFiscale)) return difettoEnte('beneficiario');
  const [primo] = trasferimenti;
  if (tipo === 'POSTAL' && !(primo !== undefined && 'iban' in primo && isPostale(primo.iban)))
    return difettoEnte('conto_postale');
  return ok({
    iuv,
    importoCents,
    scadenza: giornoDi(detto.scadenza),
    causale,
    ente: enteDetto(detto, ente),
    debitore: debitoreDi(detto.debitore),
    trasferimenti,
  });
}

type Intorno = { iuv: string; causale: string; ente: EnteChiesto; versione: 1 | 2 };

function giudicaTrasferimento(
  detto: TrasferimentoDetto,
  { iuv, causale, ente, versione }: Intorno,
): EsitoEnte<Trasferimento> {
  const importoCents = importoDi(detto.importo);
  if (importoCents === null) return difettoEnte('importo');
  const codiceFiscale = parseCodiceFiscale(detto.codiceFiscale ?? '');
  if (codiceFiscale === null || codiceFiscale.length !== 11) return difettoEnte('beneficiario');
  if (detto.tassonomia === null) return difettoEnte('tassonomia');
  const comune = {
    importoCents,
    codiceFiscale,
    denominazione: codiceFiscale === ente.codiceFiscale ? ente.denominazione : '',
    causale: detto.causale ?? causaleBonifico(iuv, { importoCents, causale }),
    tassonomia: detto.tassonomia,
    metadati: tieniMetadati(detto.metadati),
  };
  if (detto.bollo !== null) {
    const { hashDocumento, provincia } = detto.bollo;
    // A stamp has no account, and V1 no place for it.
    if (versione === 1 || detto.iban !== null || !HASH.test(hashDocumento ?? '') || !PROVINCIA.test(provincia ?? ''))
      return difettoEnte('bollo');
    return ok({ ...comune, bollo: { hashDocumento: hashDocumento ?? '', provincia: provincia ?? '' } });
  }
  const iban = parseIban(detto.iban ?? '');
  return iban === null ? difettoEnte('iban') : ok({ ...comune, iban });
}

/** SHA-256 in base64, as the database takes it. */
const HASH = /^[A-Za-z0-9+/]{43}=$/;
const PROVINCIA = /^[A-Z]{2}$/;

/** By the number that each has, where all of them have one of their own; else as they are written. */
function inOrdine(detti: readonly TrasferimentoDetto[]): readonly TrasferimentoDetto[] {
  const numeri = detti.map(({ numero }) => Number(numero ?? NaN));
  const buoni = new Set(numeri.filter((n) => Number.isInteger(n) && n >= 1 && n <= LIMITI.quotePerIuvMax));
  if (buoni.size < detti.length) return detti;
  return detti.toSorted((a, b) => Number(a.numero) - Number(b.numero));
}

function isPostale(iban: string): boolean {
  const letto = parseIban(iban);
  return letto !== null && ibanPostale(letto);
}

/** Of each transfer, which account of which beneficiary it credits. */
export function contiDi(trasferimenti: readonly Trasferimento[]): { codiceFiscale: string; iban: string }[] {
  return trasferimenti.flatMap((t) => ('iban' in t ? [{ codiceFiscale: t.codiceFiscale, iban: t.iban }] : []));
}

/** More than nothing, and no more than a payment can be; decimals may be left out. */
function importoDi(testo: string | null): Cents | null {
  const importo = parseDecimaleLargo(testo ?? '');
  return importo !== null && confronta(importo, ZERO_CENTS) > 0 ? importo : null;
}

/** The day of an xsd:date, with a zone or without; null beyond the years that there are. */
function giornoDi(testo: string | null): Giorno | null {
  return parseGiorno(/^(\d{4}-\d{2}-\d{2})(?:Z|[+-]\d{2}:\d{2})?$/.exec(testo ?? '')?.[1] ?? '');
}

const SENZA_CAUSALE = 'Pagamento';

function causaleDi(testo: string | null): string {
  return causalePubblica(testo ?? '') ?? SENZA_CAUSALE;
}

function enteDetto(
  { denominazione, settore }: Record<'denominazione' | 'settore', string | null>,
  ente: EnteChiesto,
): EnteDetto {
  return { denominazione: denominazione ?? ente.denominazione, settore: settore ?? ente.settore };
}

const ANONIMO = 'ANONIMO';

/** Longer ones would not be kept. */
const MISURE = {
  anagrafica: 70,
  indirizzo: 70,
  civico: 16,
  cap: 16,
  localita: 35,
  provincia: 2,
  nazione: 2,
  email: 256,
};

/** Who pays does not depend on who owes: what is not a person's is nobody's, and what does not fit is left out. */
export function debitoreDi(soggetto: SoggettoDetto | null): DebitoreDetto {
  const codice = parseCodiceFiscale(soggetto?.codice ?? '') ?? ANONIMO;
  const intero = (campo: keyof typeof MISURE): string[] => [...(causalePubblica(soggetto?.[campo] ?? '') ?? '')];
  const testo = (campo: keyof typeof MISURE): string | null =>
    intero(campo).slice(0, MISURE[campo]).join('').trimEnd() || null;
  // Half of a code is another code.
  const entro = (campo: keyof typeof MISURE): string | null =>
    intero(campo).length > MISURE[campo] ? null : testo(campo);
  return {
    tipo: soggetto?.tipo === 'G' ? 'G' : 'F',
    codice,
    anagrafica: testo('anagrafica') ?? codice,
    indirizzo: testo('indirizzo'),
    civico: entro('civico'),
    cap: entro('cap'),
    localita: testo('localita'),
    provincia: entro('provincia'),
    nazione: entro('nazione'),
    email: entro('email'),
  };
}

/** A kind of due among which that of a notice of the ente is looked for. */
type TipoNoto = { tipoDovutoId: string; codice: string; attivo: boolean; tassonomia: string };

/** The kind of a dovuto made of a payment: the only one with its taxonomy code; where there are more or none, the one the ente chose. */
export function tipoPer<T extends TipoNoto>(tipi: readonly T[], tassonomia: string, scelto: string): T | null {
  const simili = tipi.filter((t) => t.attivo && t.tassonomia !== '' && tassonomia.startsWith(t.tassonomia));
  const [unico] = simili;
  if (simili.length === 1 && unico !== undefined) return unico;
  return tipi.find((t) => t.tipoDovutoId === scelto) ?? null;
}

/** How what was paid is shared: the ente's own part, its taxonomy, and the others as the intake of dovuti takes them. */
export type Divisione = {
  propriaCents: Cents;
  tassonomia: string;
  altre: {
    importoCents: Cents;
    codiceFiscale: string;
    denominazione: string;
    iban: string | null;
    bollo?: { hashDocumento: string; provincia: string };
    tassonomia: string;
    causale: string;
  }[];
};

/** The ente's part is its first transfer to an account; null: it has none. */
export function divisione(quote: readonly Trasferimento[], codiceFiscale: string): Divisione | null {
  const propria = quote.find((q) => 'iban' in q && q.codiceFiscale === codiceFiscale);
  if (propria === undefined) return null;
  return {
    propriaCents: propria.importoCents,
    tassonomia: propria.tassonomia,
    altre: quote
      .filter((q) => q !== propria)
      .map(({ importoCents, codiceFiscale: cf, denominazione, tassonomia, causale, ...verso }) => ({
        ...{ importoCents, codiceFiscale: cf, tassonomia, causale },
        denominazione: denominazione === '' ? cf : denominazione,
        ...('iban' in verso ? { iban: verso.iban } : { iban: null, bollo: verso.bollo }),
      })),
  };
}
