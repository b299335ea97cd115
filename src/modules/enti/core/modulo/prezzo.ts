import { cents, confronta, differenza, IMPORTO_MAX_CENTS, somma, ZERO_CENTS, type Cents } from '#kernel/importo';
import { dividiArrotondando, ImportoCel } from './cel.ts';
import type { CapitoloModulo, CodiceErrore, VoceDettaglio } from './compilazione.ts';
import type { DefinizioneModulo } from './definizione.ts';
import type { Espressione } from './espressione.ts';
import { numeroInCifre } from './leggi.ts';
import type { Valutazione } from './valuta.ts';
import type { VocePronta } from './voci.ts';

/** An amount and the lines it is made of; without an amount, why there is none yet. */
export type Prezzo = {
  importoCents: Cents | null;
  dettaglio: readonly VoceDettaglio[];
  errore: CodiceErrore | null;
};

const senza = (errore: CodiceErrore, dettaglio: readonly VoceDettaglio[] = []): Prezzo => ({
  importoCents: null,
  dettaglio,
  errore,
});

/** What it costs, as the definition says and with these answers. */
export function calcolaPrezzo(valutazione: Valutazione): Prezzo {
  const { definizione, importo: pronto } = valutazione.modulo;
  const { importo } = definizione;
  if (importo.modo === 'fisso') return { importoCents: cents(importo.importoCents), dettaglio: [], errore: null };
  if (importo.modo === 'calcolato') return sommaVoci(valutazione, importo);
  const istanza = pronto.campo === null ? null : valutazione.istanza(pronto.campo);
  const valore = istanza?.valore ?? null;
  if (valore === null) return senza('IMPORTO_DA_CALCOLARE');
  if (importo.modo === 'libero') return entroLimiti(cents(Number(valore)), []);
  const scelta = istanza?.opzioni.find((opzione) => opzione.valore === valore);
  const tariffa = valutazione.modulo.tariffe.get(importo.tariffa)?.tariffa;
  const chiave = tariffa?.chiave?.[0] ?? '';
  const costo = tariffa?.righe.find((riga) => riga[chiave] === valore)?.[importo.colonna];
  if (typeof costo !== 'number' || scelta === undefined) return senza('CALCOLO_IMPOSSIBILE');
  const importoCents = cents(costo);
  const etichetta = valutazione.detto(scelta.testi);
  return entroLimiti(importoCents, [{ etichetta, quantita: null, prezzoCents: null, importoCents }]);
}

type Calcolato = Extract<DefinizioneModulo['importo'], { modo: 'calcolato' }>;

function sommaVoci(valutazione: Valutazione, { minimo, massimoCents }: Calcolato): Prezzo {
  const dettaglio: VoceDettaglio[] = [];
  for (const voce of valutazione.modulo.importo.voci) {
    for (const contesto of contestiDi(valutazione, voce)) {
      const riga = rigaDi(valutazione, voce, contesto);
      if (typeof riga === 'string') return senza(riga, dettaglio);
      if (riga !== null) dettaglio.push(riga);
    }
  }
  // A minimum raises what is asked for, and before the first answer nothing is.
  if (minimo !== undefined && dettaglio.length === 0) return senza('IMPORTO_DA_CALCOLARE');
  const totale = somma(dettaglio.map(({ importoCents }) => importoCents));
  if (minimo !== undefined && confronta(totale, cents(minimo.importoCents)) < 0) {
    const importoCents = differenza(cents(minimo.importoCents), totale);
    const etichetta = valutazione.detto(minimo.etichetta);
    dettaglio.push({ etichetta, quantita: null, prezzoCents: null, importoCents });
    return entroLimiti(cents(minimo.importoCents), dettaglio);
  }
  return entroLimiti(totale, dettaglio, massimoCents === undefined ? IMPORTO_MAX_CENTS : cents(massimoCents));
}

/** The root, or each row that is there. */
function contestiDi(valutazione: Valutazione, { perOgni }: VocePronta): object[] {
  if (perOgni === null) return [valutazione.contesto(null, null)];
  if (!valutazione.attivo(valutazione.istanza(perOgni))) return [];
  return valutazione
    .righeDi(perOgni)
    .flatMap(({ bianca }, indice) => (bianca ? [] : [valutazione.contesto(perOgni, indice)]));
}

/** The line, null when it does not apply, or why it cannot be said. */
function rigaDi(valutazione: Valutazione, voce: VocePronta, contesto: object): VoceDettaglio | CodiceErrore | null {
  if (voce.se !== null) {
    const se = voce.se.valuta(contesto);
    if (se.esito !== 'valore') return se.esito === 'vuoto' ? 'IMPORTO_DA_CALCOLARE' : 'CALCOLO_IMPOSSIBILE';
    if (se.valore !== true) return null;
  }
  const etichetta = valutazione.detto(voce.etichetta);
  const [importo, quantita, prezzo] = [voce.importo, voce.quantita, voce.prezzo].map((e) => numeroDi(e, contesto));
  const errore = [importo, quantita, prezzo].find((n) => typeof n === 'string');
  if (errore !== undefined) return errore;
  if (typeof importo === 'bigint') {
    const importoCents = inCents(importo);
    return importoCents === null
      ? 'CALCOLO_IMPOSSIBILE'
      : { etichetta, quantita: null, prezzoCents: null, importoCents };
  }
  if (typeof quantita !== 'bigint' || typeof prezzo !== 'bigint') return 'CALCOLO_IMPOSSIBILE';
  const importoCents = inCents(dividiArrotondando(quantita * prezzo, 10n ** BigInt(voce.decimali)));
  const prezzoCents = inCents(prezzo);
  if (importoCents === null || prezzoCents === null || !Number.isSafeInteger(Number(quantita)))
    return 'CALCOLO_IMPOSSIBILE';
  return { etichetta, quantita: numeroInCifre(Number(quantita), voce.decimali), prezzoCents, importoCents };
}

function numeroDi(espressione: Espressione | null, contesto: object): bigint | CodiceErrore | null {
  if (espressione === null) return null;
  const esito = espressione.valuta(contesto);
  if (esito.esito !== 'valore') return esito.esito === 'vuoto' ? 'IMPORTO_DA_CALCOLARE' : 'CALCOLO_IMPOSSIBILE';
  return esito.valore instanceof ImportoCel ? esito.valore.n : BigInt(Number(esito.valore));
}

/** An amount of a line, or null beyond what may be paid at all: then the sum of all lines is exact. */
function inCents(n: bigint): Cents | null {
  const massimo = BigInt(IMPORTO_MAX_CENTS);
  return n > massimo || n < -massimo ? null : cents(Number(n));
}

function entroLimiti(totale: Cents, dettaglio: readonly VoceDettaglio[], massimo = IMPORTO_MAX_CENTS): Prezzo {
  if (confronta(totale, ZERO_CENTS) <= 0) return senza('IMPORTO_NON_POSITIVO', dettaglio);
  if (confronta(totale, massimo) > 0) return senza('IMPORTO_TROPPO_GRANDE', dettaglio);
  return { importoCents: totale, dettaglio, errore: null };
}

const LUNGHEZZE = { codice: 12, ufficio: 16, accertamento: 32 } as const;

/** Where the ente books it; 'vuoto' while a choice is missing, 'guasto' when what came out is no chapter. */
export function capitoloDi(valutazione: Valutazione): CapitoloModulo | 'vuoto' | 'guasto' | null {
  const { capitolo } = valutazione.modulo;
  if (capitolo === null) return null;
  const parti = (['codice', 'ufficio', 'accertamento'] as const).map((parte) => {
    const esito = capitolo[parte]?.valuta(valutazione.contesto(null, null)) ?? null;
    if (esito === null) return null;
    if (esito.esito !== 'valore') return esito.esito;
    const testo = String(esito.valore);
    if (testo === '') return parte === 'codice' ? 'vuoto' : null;
    return testo.length > LUNGHEZZE[parte] || !/^[^\p{C}]+$/u.test(testo) ? 'guasto' : { testo };
  });
  const storta = parti.find((parte) => parte === 'guasto') ?? parti.find((parte) => parte === 'vuoto');
  if (storta === 'guasto' || storta === 'vuoto') return storta;
  const [codice = null, ufficio = null, accertamento = null] = parti.map((parte) =>
    parte !== null && typeof parte === 'object' ? parte.testo : null,
  );
  return codice === null ? 'vuoto' : { capitolo: codice, ufficio, accertamento };
}
