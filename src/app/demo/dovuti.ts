import { causalePubblica } from '#kernel/causale';
import { piuGiorni, type Giorno } from '#kernel/giorno';
import { cents, type Cents } from '#kernel/importo';
import { controllo } from '#kernel/numero-avviso';
import type { QuotaRichiesta, RichiestaCarico } from '#modules/posizioni';
import { creaCaso, type Caso } from './caso.ts';
import { ENTI, PROVINCIA, type EnteDemo, type TipoDemo } from './enti.ts';
import { anonimo, debitoreNoto, unDebitore, type Debitore } from './persone.ts';

/** What is to become of a dovuto of the demo. */
export type Destino = 'da_pagare' | 'scaduto' | 'pagato' | 'annullato' | 'bozza';

export type DovutoDemo = { richiesta: RichiestaCarico; destino: Destino };

/** How many of every twenty have which fate, in this order. The last two have a secondary beneficiary. */
const DESTINI: readonly Destino[] = [
  ...Array.from({ length: 12 }, () => 'da_pagare' as const),
  'pagato',
  'pagato',
  'scaduto',
  'scaduto',
  'annullato',
  'da_pagare',
  'da_pagare',
  'pagato',
];
/** Places among the twenty: an IUV that the ente chose, no IUV at all, two beneficiaries. */
const FORNITO = 9;
const SENZA_AVVISO = 17;
const CON_SECONDARIO = 18;
/** Of those who sign in: to be paid, paid, expired. */
const DI_CHI_ENTRA = [1, 6, 11, 13, 14];

/** All the dovuti that the demo gives an ente: the same at each run, but for the dates, which follow today. */
export function dovutiDi(ente: EnteDemo, oggi: Giorno): DovutoDemo[] {
  const caso = creaCaso(Number(ente.codiceFiscale.slice(3, 8)));
  return Array.from({ length: ente.quanti }, (_, i) => unDovuto({ ente, oggi, caso, i }));
}

type Posto = { ente: EnteDemo; oggi: Giorno; caso: Caso; i: number };

function unDovuto({ ente, oggi, caso, i }: Posto): DovutoDemo {
  const posto = i % DESTINI.length;
  const destino = DESTINI[posto] ?? 'da_pagare';
  const tipo = tipoPer(ente, { posto, destino, i });
  const qualcuno = unDebitore(caso, ente.localita);
  const noto = DI_CHI_ENTRA.indexOf(posto);
  const debitore = noto < 0 ? qualcuno : debitoreNoto(noto + Math.floor(i / DESTINI.length), ente.localita);
  const importoCents = importo(caso, tipo);
  const causale = `${tipo.causale} ${oggi.slice(0, 4)}`;
  const richiesta: RichiestaCarico = {
    ...vuota(tipo, { causale, importoCents }),
    riga: i + 1,
    iud: iudDi(ente, '', i + 1),
    iuv: posto === FORNITO ? iuvFornito(ente, i + 1) : null,
    generaIuv: posto !== FORNITO && posto !== SENZA_AVVISO,
    debitore: tipo.anonimo === true && posto === SENZA_AVVISO ? anonimo(debitore) : debitore,
    dataScadenza: scadenza(caso, { oggi, destino, tipo }),
    altreQuote: posto >= CON_SECONDARIO ? [quotaAltrui(ente, tipo, causale, cents(caso.intero(300, 2_500)))] : [],
  };
  return { richiesta, destino };
}

/** The first of the twenty is of the first kind, which asks for nothing in particular; what is to expire is of a kind that does. */
function tipoPer({ tipi }: EnteDemo, { posto, destino, i }: { posto: number; destino: Destino; i: number }): TipoDemo {
  const tipo =
    destino === 'scaduto'
      ? tipi.find((t) => t.nonOltreScadenza)
      : posto >= CON_SECONDARIO
        ? tipi[0]
        : tipi[(posto + Math.floor(i / 20)) % tipi.length];
  if (tipo === undefined) throw new Error('demo: no kind of due fits');
  return tipo;
}

function scadenza(
  caso: Caso,
  { oggi, destino, tipo }: { oggi: Giorno; destino: Destino; tipo: TipoDemo },
): Giorno | null {
  if (destino === 'scaduto') return piuGiorni(oggi, -caso.intero(5, 60));
  const fra = piuGiorni(oggi, caso.intero(10, 90));
  const senza = caso.intero(1, 4) === 1 && tipo.scadenzaObbligatoria !== true && tipo.nonOltreScadenza !== true;
  return senza ? null : fra;
}

function importo(caso: Caso, { euro: [minimo, massimo] }: TipoDemo): Cents {
  return cents(caso.intero(minimo * 100, massimo * 100));
}

/** A request to insert, with what is the same for all. */
export function vuota(
  tipo: TipoDemo,
  { causale, importoCents }: { causale: string; importoCents: Cents },
): Omit<RichiestaCarico, 'riga' | 'iud' | 'debitore'> {
  return {
    azione: 'I',
    iuv: null,
    generaIuv: true,
    dataScadenza: null,
    importoCents,
    commissioneCents: null,
    tipoDovuto: tipo.codice,
    canali: 'ALL',
    causale,
    causalePubblica: causalePubblica(causale) ?? tipo.denominazione,
    datiRiscossione: tipo.tassonomia,
    bilancio: null,
    altreQuote: [],
  };
}

/** `FV-000001`; `serie` tells apart those born otherwise. */
export function iudDi({ sigla }: EnteDemo, serie: string, n: number): string {
  return `${sigla}${serie}-${String(n).padStart(6, '0')}`;
}

/** An IUV as an ente's own software makes them: its segregation code, a code of its own that is not 00, a number, the check digits. */
function iuvFornito({ segregazione }: EnteDemo, n: number): string {
  const base = `${segregazione}77${String(n).padStart(11, '0')}`;
  return base + controllo(`3${base}`);
}

/** The share of another: the unione for the comune that has its canteen, the provincia for the rest (TEFA). */
function quotaAltrui(ente: EnteDemo, tipo: TipoDemo, causale: string, importoCents: Cents): QuotaRichiesta {
  const unione = ENTI.find((e) => e.tipo === 'unione_comuni');
  const beneficiario =
    ente.ibanPostale === null && unione !== undefined && unione !== ente
      ? { ...unione, tassonomia: tipo.tassonomia }
      : PROVINCIA;
  const { codiceFiscale, denominazione, iban, tassonomia } = beneficiario;
  return {
    importoCents,
    codiceFiscale,
    denominazione,
    iban,
    tassonomia,
    causale: causalePubblica(causale) ?? denominazione,
  };
}

/** The debtor of the n-th dovuto of a series, the same at each run. */
export function debitoreDi(ente: EnteDemo, serie: string, n: number): Debitore {
  const caso = creaCaso(Number(ente.codiceFiscale.slice(3, 8)) * 1000 + serie.charCodeAt(0) * 100 + n);
  return unDebitore(caso, ente.localita);
}
