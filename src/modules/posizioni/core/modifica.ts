import { ok } from '#kernel/esito';
import type { Giorno } from '#kernel/giorno';
import { confronta, type Cents } from '#kernel/importo';
import {
  con,
  decidiImporto,
  inOrdine,
  isAperto,
  perche,
  solo,
  type AttoDovuto,
  type Cambiati,
  type Decisa,
  type DovutoPresente,
  type LimitiImporto,
  type PosizionePresente,
  type Variazioni,
} from './atti.ts';
import { giudicaDebitore, giudicaCausali, type DebitorePosizione } from './nuova.ts';
import { rifiutoPosizioni, type CodicePosizioni } from './rifiuti.ts';
import { ANONIMO } from './spontaneo.ts';

/** What of a dovuto that is still asked for may be written anew. */
export type DatiModifica = {
  debitore: DebitorePosizione;
  causale: string;
  causalePubblica: string;
  importoCents: Cents;
  dataScadenza: Giorno | null;
};

/** A change by hand. `visto`: who owed, as whoever asks has seen it: it is of the posizione, and has no version of its own. */
export type ModificaDovuto = AttoDovuto & { visto: DebitorePosizione; dati: DatiModifica };

/** What is there beside amounts and dates. */
export type ParolePresenti = Pick<DatiModifica, 'debitore' | 'causale' | 'causalePubblica'> &
  LimitiImporto & { altriCodici: readonly string[]; scadenzaObbligatoria: boolean; anonimoAmmesso: boolean };

/** Writes anew what is different, all or nothing: the amount goes as `decidiImporto` says, to the other ways to pay too. */
export function decidiModifica(
  p: PosizionePresente | null,
  parole: ParolePresenti | null,
  m: ModificaDovuto,
  oggi: Giorno,
): Decisa {
  return con(p, m, (presente, d) => {
    if (!isAperto(d)) return rifiutoPosizioni(perche(d));
    if (parole === null) return rifiutoPosizioni('DOVUTO_NON_TROVATO');
    if (Object.keys(diversi(parole.debitore, m.visto)).length > 0) return rifiutoPosizioni('CONFLITTO');
    const { dati } = m;
    const cambiati = cambiatiDi(parole, dati);
    const colpa = giudicaParole(presente, parole, dati) ?? giudicaScadenza(presente, d, { parole, dati, oggi });
    if (colpa !== null) return rifiutoPosizioni(colpa);
    const stessoImporto = confronta(dati.importoCents, d.importoCents) === 0;
    if (stessoImporto && dati.dataScadenza === d.dataScadenza && Object.keys(cambiati).length === 0)
      return rifiutoPosizioni('NULLA_DA_CAMBIARE');
    const base: Decisa = stessoImporto
      ? ok(solo(presente, { ...d, azione: 'modificato', quote: null }))
      : decidiImporto(p, { ...m, importoCents: dati.importoCents }, parole);
    return base.ok ? ok(completa(base.value, { d, dati, cambiati, parole })) : base;
  });
}

type Parti = { d: DovutoPresente; dati: DatiModifica; cambiati: Cambiati; parole: ParolePresenti };

function completa(base: Variazioni, { d, dati, cambiati, parole }: Parti): Variazioni {
  const { causale, causalePubblica, dataScadenza, debitore } = dati;
  const conParole = Object.keys(cambiati).length > 0;
  const dovuti = base.dovuti.map((uno) =>
    uno.id !== d.id
      ? uno
      : {
          ...uno,
          dataScadenza,
          ...(causale !== parole.causale && { causale }),
          ...(causalePubblica !== parole.causalePubblica && { causalePubblica }),
          ...(conParole && { dettaglio: { cambiati } }),
        },
  );
  const altro = Object.keys(diversi(parole.debitore, debitore)).length > 0;
  return { ...base, dovuti, ...(altro && { debitore }) };
}

function giudicaParole(p: PosizionePresente, parole: ParolePresenti, dati: DatiModifica): CodicePosizioni | null {
  const { debitore, causale, causalePubblica } = dati;
  const altri = diversi(parole.debitore, debitore);
  if ('codice' in altri || 'tipo' in altri) {
    // What is paid was paid by somebody: who owes is not another any more.
    if (p.dovuti.some((d) => d.stato === 'pagato')) return 'POSIZIONE_CHIUSA';
    if (parole.altriCodici.includes(debitore.codice)) return 'DEBITORE_NON_VALIDO';
    if (debitore.codice === ANONIMO && !parole.anonimoAmmesso) return 'DEBITORE_NON_VALIDO';
  }
  return (Object.keys(altri).length > 0 ? giudicaDebitore(debitore) : null) ?? giudicaCausali(causale, causalePubblica);
}

type Scadenza = { parole: ParolePresenti; dati: DatiModifica; oggi: Giorno };

function giudicaScadenza(
  p: PosizionePresente,
  d: DovutoPresente,
  { parole, dati: { dataScadenza: nuova }, oggi }: Scadenza,
): CodicePosizioni | null {
  if (nuova === d.dataScadenza) return null;
  if (nuova === null) return parole.scadenzaObbligatoria ? 'SCADENZA_MANCANTE' : null;
  if (nuova < oggi) return 'SCADENZA_PASSATA';
  return inOrdine(p, d, nuova) ? null : 'RATE_NON_IN_ORDINE';
}

function cambiatiDi(prima: Omit<DatiModifica, 'importoCents' | 'dataScadenza'>, dopo: DatiModifica): Cambiati {
  const { causale, causalePubblica } = dopo;
  return {
    ...diversi(prima.debitore, dopo.debitore),
    ...(causale !== prima.causale && { causale: { da: prima.causale, a: causale } }),
    ...(causalePubblica !== prima.causalePubblica && {
      causalePubblica: { da: prima.causalePubblica, a: causalePubblica },
    }),
  };
}

/** Blank and unknown are the same. */
function diversi(prima: DebitorePosizione, dopo: DebitorePosizione): Cambiati {
  const nomi = Object.keys(prima) as (keyof DebitorePosizione)[];
  return Object.fromEntries(
    nomi.flatMap((nome) => {
      const [da, a] = [prima[nome] || null, dopo[nome] || null];
      return da === a ? [] : [[nome, { da, a }]];
    }),
  );
}
