import { ok, type Esito } from '#kernel/esito';
import { piuMesi, type Giorno } from '#kernel/giorno';
import { cents, confronta, IMPORTO_MAX_CENTS, somma, ZERO_CENTS, type Cents } from '#kernel/importo';
import { ripartisci, ripartisciInRighe } from './ripartisci.ts';
import { RATE_MAX, type VoceBilancio } from './richiesta.ts';
import { rifiutoPosizioni, type CodicePosizioni, type RifiutoPosizioni } from './rifiuti.ts';
import { vociPer } from './atti.ts';

/** A share of what a new plan takes the place of. */
export type QuotaDaSostituire = {
  indice: number;
  importoCents: Cents;
  cf: string;
  iban: string | null;
  contoId: string | null;
  bollo: unknown;
  bilancio: VoceBilancio[] | null;
};

/** One instalment of the new plan. */
export type Rata = { importoCents: Cents; dataScadenza: Giorno | null };

/** What each instalment gives to each beneficiary; `modello` is one of the shares of before, which says all the rest of it. */
export type RataDivisa<Q> = Rata & { quote: { modello: Q; importoCents: Cents; bilancio: VoceBilancio[] | null }[] };

/**
 * Shares out over the instalments of a new plan what the dovuti of before gave to each beneficiary. The surcharge is the ente's own. To the
 * cent: each instalment is what was asked, and each beneficiary gets as much as before.
 */
export function dividiRate<Q extends QuotaDaSostituire>(
  dovuti: readonly { importoCents: Cents; quote: readonly Q[] }[],
  { rate, maggiorazioneCents }: { rate: readonly Rata[]; maggiorazioneCents: Cents },
): Esito<RataDivisa<Q>[], RifiutoPosizioni> {
  const tutte = dovuti.flatMap((d) => d.quote);
  if (tutte.some((q) => q.bollo !== null)) return rifiutoPosizioni('BOLLO_NON_DIVISIBILE');
  if (rate.length === 0 || rate.length > RATE_MAX) return rifiutoPosizioni('RATE_TROPPE');
  const importi = rate.map((r) => r.importoCents);
  if (importi.some((i) => i < 1 || i > IMPORTO_MAX_CENTS)) return rifiutoPosizioni('IMPORTO_NON_VALIDO');
  const atteso = somma([...dovuti.map((d) => d.importoCents), maggiorazioneCents]);
  if (confronta(somma(importi), atteso) !== 0) return rifiutoPosizioni('OPZIONE_IMPORTO_DIVERSO');
  const gruppi = [...Map.groupBy(tutte, chi).values()];
  const colonne = gruppi.map((g, n) =>
    somma([...g.map((q) => q.importoCents), n === 0 ? maggiorazioneCents : ZERO_CENTS]),
  );
  if (colonne.some((c) => c < 0)) return rifiutoPosizioni('IMPORTO_NON_VALIDO');
  const righe = ripartisciInRighe(importi, colonne);
  // The first share is the ente's own: a dovuto without it is not one of this ente's.
  if (righe.some(([prima = ZERO_CENTS]) => prima < 1)) return rifiutoPosizioni('IMPORTO_NON_VALIDO');
  return ok(
    rate.map((rata, n) => ({
      ...rata,
      quote: gruppi.flatMap(([modello], c) => {
        const importoCents = righe[n]?.[c] ?? ZERO_CENTS;
        return modello === undefined || importoCents === 0
          ? []
          : [{ modello, importoCents, bilancio: vociPer(modello.bilancio, importoCents) }];
      }),
    })),
  );
}

/** The same beneficiary on the same account: the ente's own share first, as it is in every dovuto. */
function chi({ indice, cf, iban, contoId }: QuotaDaSostituire): string {
  return indice === 1 ? 'propria' : [cf, iban, contoId].join(' ');
}

/** What a plan may be proposed from: how much, in how many instalments, from when and how far from one another. */
export type PropostaPiano = { totaleCents: Cents; quante: number; prima: Giorno; ogniMesi: number };

/** Equal instalments, to the cent: the first ones take the cents that are left over. */
export function proponiRate({ totaleCents, quante, prima, ogniMesi }: PropostaPiano): Rata[] {
  const importi = ripartisci(
    totaleCents,
    Array.from({ length: quante }, () => cents(1)),
  );
  return importi.map((importoCents, n) => ({ importoCents, dataScadenza: piuMesi(prima, n * ogniMesi) }));
}

/** May these be due then? None in the past, each after the one before. */
export function giudicaScadenze(rate: readonly Rata[], oggi: Giorno): CodicePosizioni | null {
  const scadenze = rate.flatMap(({ dataScadenza }) => dataScadenza ?? []);
  if (scadenze.some((s) => s < oggi)) return 'SCADENZA_PASSATA';
  return scadenze.some((s, n) => n > 0 && s < (scadenze[n - 1] ?? s)) ? 'RATE_NON_IN_ORDINE' : null;
}
