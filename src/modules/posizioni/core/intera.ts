import type { Giorno } from '#kernel/giorno';
import type { ContoId, DovutoId } from '#kernel/ids';
import type { Cents } from '#kernel/importo';
import type { DebitorePosizione, NuovaPosizione, NuovoDovuto } from './nuova.ts';
import type { Bollo, DebitoreRichiesta, MetadatoRichiesta, VoceBilancio } from './richiesta.ts';
import type { CodicePosizioni } from './rifiuti.ts';
import type { Stato, StatoMostrato } from './stati.ts';

/** A share, as it is. */
export type QuotaIntera = {
  importoCents: Cents;
  codiceFiscale: string;
  denominazione: string;
  iban: string | null;
  contoId: ContoId | null;
  bollo: Bollo | null;
  bilancio: VoceBilancio[] | null;
  tassonomia: string;
  causale: string;
};

/** A dovuto, as it is. */
export type DovutoIntera = {
  id: DovutoId;
  iud: string;
  iuv: string | null;
  numeroAvviso: string | null;
  tipoDovuto: string;
  /** As it is shown; `scritto` is what is stored. */
  stato: StatoMostrato;
  scritto: Stato;
  versione: number;
  importoCents: Cents;
  causale: string;
  causalePubblica: string;
  dataScadenza: Giorno | null;
  datiRiscossione: string;
  pagatoIl: Date | null;
  pagatoCents: Cents | null;
  quote: QuotaIntera[];
};

/** All that there is of a posizione, for the ente's software. */
export type PosizioneIntera = {
  iupd: string;
  debitore: DebitorePosizione;
  debitori: DebitoreRichiesta[];
  notaPagatore: string | null;
  metadati: MetadatoRichiesta[];
  opzioni: {
    ordine: number;
    forma: 'unica' | 'piano';
    validaDal: Giorno | null;
    validaAl: Giorno | null;
    maggiorazioneCents: Cents;
    dovuti: DovutoIntera[];
  }[];
  /** It changes whenever anything of it does. */
  versione: string;
};

/** A posizione as it is asked to be, each dovuto with its IUD. */
export type PosizioneChiesta = Omit<NuovaPosizione, 'iupd' | 'opzioni'> & {
  iupd: string;
  opzioni: readonly (Omit<NuovaPosizione['opzioni'][number], 'dovuti'> & {
    dovuti: readonly (NuovoDovuto & { iud: string })[];
  })[];
};

/** How what is asked differs from what is there: which dovuti are to be written anew; none: in nothing. */
export type Differenza = { ok: true; cambiati: readonly DovutoIntera[] } | { ok: false; codice: CodicePosizioni };

/**
 * Compares. Only what a dovuto says may be written anew, and who owes: another number of dovuti, another plan, other debtors beside the
 * first are another posizione.
 */
export function confrontaIntera(chiesta: PosizioneChiesta, presente: PosizioneIntera): Differenza {
  if (!stessaForma(chiesta, presente)) return { ok: false, codice: 'POSIZIONE_NON_COMBACIA' };
  const coppie = chiesta.opzioni.flatMap((o, n) =>
    o.dovuti.map((d) => ({ d, p: presente.opzioni[n]?.dovuti.find(({ iud }) => iud === d.iud) })),
  );
  const diversi = coppie.flatMap(({ d, p }) => (p === undefined || uguale(d, p) ? [] : [p]));
  const altroDebitore = !uguali(nudo(chiesta.debitore), nudo(presente.debitore));
  // Who owes is written with a dovuto: with the first that is still asked for, where none changes.
  const aperto = coppie.find(({ p }) => p?.scritto === 'da_pagare')?.p;
  const cambiati = diversi.length === 0 && altroDebitore && aperto !== undefined ? [aperto] : diversi;
  const chiuso = cambiati.find(({ scritto }) => scritto !== 'da_pagare');
  if (chiuso !== undefined) return { ok: false, codice: perche(chiuso) };
  if (altroDebitore && cambiati.length === 0)
    return { ok: false, codice: coppie[0]?.p === undefined ? 'DOVUTO_NON_TROVATO' : perche(coppie[0].p) };
  return { ok: true, cambiati };
}

/** Why what is not asked for any more is not written anew. */
function perche({ scritto }: DovutoIntera): CodicePosizioni {
  return scritto === 'pagato' ? 'DOVUTO_PAGATO' : 'DOVUTO_CHIUSO';
}

function stessaForma(c: PosizioneChiesta, p: PosizioneIntera): boolean {
  return (
    c.opzioni.length === p.opzioni.length &&
    uguali(ordinati(c.debitori ?? []), ordinati(p.debitori)) &&
    uguali(ordinati(c.metadati ?? []), ordinati(p.metadati)) &&
    (c.notaPagatore ?? null) === p.notaPagatore &&
    c.opzioni.every((o, n) => {
      const sua = p.opzioni[n];
      return (
        sua?.ordine === n + 1 &&
        sua.forma === o.forma &&
        sua.validaDal === (o.validaDal ?? null) &&
        sua.validaAl === (o.validaAl ?? null) &&
        sua.maggiorazioneCents === (o.maggiorazioneCents ?? 0) &&
        uguali(
          o.dovuti.map(({ iud }) => iud),
          sua.dovuti.map(({ iud }) => iud),
        ) &&
        // A modification that names no other beneficiary leaves those there are: to take them away is another dovuto.
        o.dovuti.every((d, i) => (d.altreQuote ?? []).length > 0 || (sua.dovuti[i]?.quote.length ?? 0) <= 1)
      );
    })
  );
}

function uguale(d: NuovoDovuto, p: DovutoIntera): boolean {
  const [propria, ...altre] = p.quote;
  return (
    d.tipoDovuto === p.tipoDovuto &&
    d.importoCents === p.importoCents &&
    d.causale === p.causale &&
    d.causalePubblica === p.causalePubblica &&
    d.dataScadenza === p.dataScadenza &&
    (d.tassonomia === undefined || d.tassonomia === p.datiRiscossione) &&
    uguali(voci(d.bilancio), voci(propria?.bilancio ?? undefined)) &&
    uguali((d.altreQuote ?? []).map(nudaQuota), altre.map(nudaQuota))
  );
}

function nudaQuota(q: Omit<QuotaIntera, 'contoId' | 'bollo' | 'bilancio'> & { bollo?: Bollo | null }): unknown[] {
  const { importoCents, codiceFiscale, denominazione, iban, bollo, tassonomia, causale } = q;
  // The account of a stamp is nobody's.
  return [importoCents, codiceFiscale, denominazione, bollo?.hashDocumento ?? iban, tassonomia, causale];
}

function voci(bilancio: readonly VoceBilancio[] = []): unknown[] {
  return bilancio.map((v) => [v.capitolo, v.ufficio, v.accertamento, v.importoCents]);
}

function nudo(d: DebitorePosizione): unknown[] {
  const { tipo, codice, anagrafica, indirizzo, civico, cap, localita, provincia, nazione, email } = d;
  return [tipo, codice, anagrafica, indirizzo, civico, cap, localita, provincia, nazione, email];
}

/** Whatever the order in which they were sent. */
function ordinati(cose: readonly object[]): string[] {
  return cose.map((cosa) => JSON.stringify(Object.entries(cosa).toSorted(([a], [b]) => (a < b ? -1 : 1)))).toSorted();
}

function uguali(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
