import { ok, type Esito } from '#kernel/esito';
import type { Giorno } from '#kernel/giorno';
import type { TipoDovutoId } from '#kernel/ids';
import { confronta, differenza, somma, ZERO_CENTS, type Cents } from '#kernel/importo';
import type { DebitorePosizione, NuovaPosizione, NuovoDovuto } from './nuova.ts';
import type { DebitoreRichiesta, MetadatoRichiesta, QuotaRichiesta, VoceBilancio } from './richiesta.ts';
import { rifiutoPosizioni, type RifiutoPosizioni } from './rifiuti.ts';
import { dividiRate, giudicaScadenze, type QuotaDaSostituire, type Rata } from './sostituisci.ts';
import { ANONIMO } from './spontaneo.ts';

/** How what is asked may be paid, beside or in the place of a single payment. */
export type PianoAMano = {
  /** `scelta`: at once or in instalments, as whoever pays likes. */
  forma: 'piano' | 'scelta';
  rate: readonly Rata[];
  maggiorazioneCents: Cents;
};

/** What a clerk asks by hand, read field by field. */
export type PosizioneAMano = {
  tipoDovutoId: TipoDovutoId;
  /** The answers to the form of the kind of due, by its version; null: without a form. */
  modulo: { versione: number; risposte: Readonly<Record<string, string | readonly string[] | undefined>> } | null;
  debitore: DebitorePosizione;
  altriDebitori: readonly DebitoreRichiesta[];
  /** Null: what the form says. */
  importoCents: Cents | null;
  /** Blank: what the form says. */
  causale: string;
  causalePubblica: string;
  dataScadenza: Giorno | null;
  /** Blank: given by us. */
  iud: string;
  conAvviso: boolean;
  altreQuote: readonly QuotaRichiesta[];
  piano: PianoAMano | null;
};

/** What the kind of due asks of everybody, and what its form says of these answers. */
export type IntornoAMano = {
  tipo: { codice: string; importoFissoCents: Cents | null; codiceFiscaleAnonimo: boolean };
  detto: { importoCents: Cents; causale: string; causalePubblica: string; metadati: MetadatoRichiesta[] } | null;
  /** Where the ente books so much of its own share. */
  bilancio: (propriaCents: Cents) => VoceBilancio[] | null;
  oggi: Giorno;
};

/** The name of the file that no file was (model 12): what the ente's people and its software bring one at a time. */
export const iufAMano = (codIpa: string): string => `_${codIpa}_IMPORT-DOVUTO`;

/** Is it that name? */
export const isIufAMano = (iuf: string): boolean => /^_.+_IMPORT-DOVUTO$/.test(iuf);

/** The IUD of an instalment is that of the whole and its number: `-100` must fit. */
const CODA_MAX = 4;
const IUD_MAX = 35;
/** What every one of them begins with, where the clerk gives none. */
const INIZIO = 'M-';

/** The posizione that was asked for; `impronta` names what is not given a name. */
export function componiAMano(
  p: PosizioneAMano,
  { tipo, detto, bilancio, oggi }: IntornoAMano,
  impronta: string,
): Esito<NuovaPosizione, RifiutoPosizioni> {
  const importoCents = p.importoCents ?? detto?.importoCents ?? null;
  if (importoCents === null || confronta(importoCents, ZERO_CENTS) <= 0) return rifiutoPosizioni('IMPORTO_NON_VALIDO');
  if (tipo.importoFissoCents !== null && confronta(importoCents, tipo.importoFissoCents) !== 0)
    return rifiutoPosizioni('IMPORTO_FISSO_DIVERSO');
  if (p.debitore.codice === ANONIMO && !tipo.codiceFiscaleAnonimo) return rifiutoPosizioni('DEBITORE_NON_VALIDO');
  if (p.dataScadenza !== null && p.dataScadenza < oggi) return rifiutoPosizioni('SCADENZA_PASSATA');
  const iupd = INIZIO + impronta;
  const iud = p.iud === '' ? iupd : p.iud;
  const rate = p.piano !== null;
  if (iud.length > (rate ? IUD_MAX - CODA_MAX : IUD_MAX)) return rifiutoPosizioni('IUD_NON_VALIDO');
  const altri = somma(p.altreQuote.map((q) => q.importoCents));
  const propria = differenza(importoCents, altri);
  if (confronta(propria, ZERO_CENTS) <= 0) return rifiutoPosizioni('QUOTE_NON_TORNANO');
  const comune = {
    tipoDovuto: tipo.codice,
    causale: p.causale === '' ? (detto?.causale ?? '') : p.causale,
    causalePubblica: p.causalePubblica === '' ? (detto?.causalePubblica ?? '') : p.causalePubblica,
    conAvviso: p.conAvviso,
  };
  const voci = bilancio(propria);
  // Of a share whose causale is not said it is that of the whole.
  const altreQuote = p.altreQuote.map((q) => ({
    ...q,
    causale: q.causale === '' ? comune.causalePubblica : q.causale,
  }));
  const unico: NuovoDovuto = {
    ...comune,
    iud,
    importoCents,
    dataScadenza: p.dataScadenza,
    altreQuote,
    ...bilancioDi(voci),
  };
  const base = {
    iupd,
    debitore: p.debitore,
    debitori: p.altriDebitori,
    metadati: detto?.metadati ?? [],
  };
  if (p.piano === null) return ok({ ...base, opzioni: [{ forma: 'unica', dovuti: [unico] }] });
  const divise = inRate(unico, propria, p.piano, oggi);
  if (!divise.ok) return divise;
  const unica = { forma: 'unica', dovuti: [unico] } as const;
  const piano = { forma: 'piano', maggiorazioneCents: p.piano.maggiorazioneCents, dovuti: divise.value } as const;
  return ok({ ...base, opzioni: p.piano.forma === 'scelta' ? [unica, piano] : [piano] });
}

const bilancioDi = (voci: VoceBilancio[] | null): { bilancio?: VoceBilancio[] } =>
  voci === null ? {} : { bilancio: voci };

type Quota = QuotaDaSostituire & { richiesta: QuotaRichiesta | null };

/** The same as instalments: each beneficiary gets as much as at once, and the surcharge is the ente's own. */
function inRate(
  unico: NuovoDovuto,
  propria: Cents,
  { rate, maggiorazioneCents }: PianoAMano,
  oggi: Giorno,
): Esito<NuovoDovuto[], RifiutoPosizioni> {
  const scadenze = giudicaScadenze(rate, oggi);
  if (scadenze !== null) return rifiutoPosizioni(scadenze);
  const { altreQuote = [], bilancio = null, ...comune } = unico;
  const sua = { importoCents: propria, cf: '', iban: null, contoId: null, bollo: null };
  const quote: Quota[] = [
    { ...sua, indice: 1, bilancio: bilancio === null ? null : [...bilancio], richiesta: null },
    ...altreQuote.map((q, n) => ({
      indice: n + 2,
      importoCents: q.importoCents,
      // Two shares of the same beneficiary stay two.
      cf: `${n} ${q.codiceFiscale}`,
      iban: q.iban,
      contoId: q.contoId ?? null,
      bollo: q.bollo ?? null,
      bilancio: q.bilancio === undefined ? null : [...q.bilancio],
      richiesta: q,
    })),
  ];
  const divise = dividiRate([{ importoCents: unico.importoCents, quote }], { rate, maggiorazioneCents });
  if (!divise.ok) return divise;
  return ok(
    divise.value.map(({ importoCents, dataScadenza, quote: parti }, n) => ({
      ...comune,
      iud: `${unico.iud}-${n + 1}`,
      importoCents,
      dataScadenza,
      altreQuote: parti.flatMap(({ modello, importoCents: sua, bilancio: voci }) =>
        modello.richiesta === null ? [] : [{ ...modello.richiesta, importoCents: sua, ...bilancioDi(voci) }],
      ),
      ...bilancioDi(parti[0]?.bilancio ?? null),
    })),
  );
}
