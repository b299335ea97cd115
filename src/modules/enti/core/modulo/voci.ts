import type { DefinizioneModulo, Importo, Testo, Voce } from './definizione.ts';
import { puntatore, type Difetti } from './difetti.ts';
import type { Espressione, TipoCel } from './espressione.ts';
import type { OpzionePronta } from './espressioni-campo.ts';
import { lunghezzaMax, type Mondo } from './mondo.ts';
import type { Nodo } from './struttura.ts';

/** A line of a computed amount, its expressions read. Either `importo`, or `quantita` and `prezzo`. */
export type VocePronta = {
  etichetta: Testo;
  se: Espressione | null;
  perOgni: Nodo | null;
  quantita: Espressione | null;
  decimali: number;
  prezzo: Espressione | null;
  importo: Espressione | null;
};

/** How the amount comes out, read: its lines if it is computed, the field it hangs from if it is free or chosen. */
export type ImportoPronto = { voci: readonly VocePronta[]; campo: Nodo | null };

/** Reads how the amount comes out. */
export function leggiImporto(
  { importo }: DefinizioneModulo,
  opzioni: ReadonlyMap<Nodo, readonly OpzionePronta[]>,
  mondo: Mondo,
  difetti: Difetti,
): ImportoPronto {
  if (importo.modo === 'calcolato') {
    const { voci, minimo, massimoCents } = importo;
    if (minimo !== undefined && massimoCents !== undefined && minimo.importoCents > massimoCents)
      difetti.aggiungi('MODULO_LIMITI_ROVESCIATI', '/importo', { minimo: minimo.importoCents, massimo: massimoCents });
    const lette = voci.map((voce, indice) => leggiVoce(voce, puntatore('/importo/voci', indice), mondo, difetti));
    return { voci: lette, campo: null };
  }
  if (importo.modo === 'fisso') return { voci: [], campo: null };
  const campo = mondo.nodi.get(importo.campo) ?? null;
  if (campo === null) difetti.aggiungi('MODULO_CAMPO_SCONOSCIUTO', '/importo/campo', { nome: importo.campo });
  else if (campo.ripetibile !== null || campo.campo.genere !== (importo.modo === 'libero' ? 'importo' : 'scelta'))
    difetti.aggiungi('MODULO_CAMPO_INADATTO', '/importo/campo', { nome: importo.campo });
  else if (importo.modo === 'scelto') controllaScelto(importo, opzioni.get(campo) ?? [], mondo, difetti);
  return { voci: [], campo };
}

/** Each option of the choice has its row in the tariff, and the row its amount. */
function controllaScelto(
  { tariffa: nome, colonna }: Extract<Importo, { modo: 'scelto' }>,
  opzioni: readonly OpzionePronta[],
  mondo: Mondo,
  difetti: Difetti,
): void {
  const tariffa = mondo.tariffe.get(nome)?.tariffa;
  const [chiave, ...altre] = tariffa?.chiave ?? [];
  if (tariffa === undefined || chiave === undefined || altre.length > 0 || tariffa.fascia !== undefined) {
    difetti.aggiungi('MODULO_TARIFFA_SCONOSCIUTA', '/importo/tariffa', { tariffa: nome });
    return;
  }
  if (tariffa.colonne.find((altra) => altra.nome === colonna)?.genere !== 'importo')
    difetti.aggiungi('MODULO_COLONNA_SCONOSCIUTA', '/importo/colonna', { colonna });
  for (const { valore } of opzioni) {
    const riga = tariffa.righe.find((altra) => altra[chiave] === valore);
    if (typeof riga?.[colonna] !== 'number') difetti.aggiungi('MODULO_OPZIONI', '/importo/tariffa', { valore });
  }
}

function leggiVoce(voce: Voce, dove: string, mondo: Mondo, difetti: Difetti): VocePronta {
  const { etichetta, decimali = 0 } = voce;
  const perOgni = voce.perOgni === undefined ? null : (mondo.nodi.get(voce.perOgni) ?? null);
  if (voce.perOgni !== undefined && perOgni?.campo.genere !== 'ripetibile')
    difetti.aggiungi('MODULO_CAMPO_INADATTO', puntatore(dove, 'perOgni'), { nome: voce.perOgni });
  const perProdotto = voce.quantita !== undefined && voce.prezzo !== undefined;
  const nessuno = voce.quantita === undefined && voce.prezzo === undefined;
  if (perProdotto === (voce.importo !== undefined) || (!perProdotto && !nessuno)) difetti.aggiungi('MODULO_VOCE', dove);
  const leggi = (chiave: 'se' | 'quantita' | 'prezzo' | 'importo', tipo: TipoCel): Espressione | null =>
    mondo.espressione(voce[chiave], tipo, puntatore(dove, chiave), difetti, {
      ripetibile: perOgni !== null && lunghezzaMax(perOgni) > 0 ? perOgni : null,
    });
  return {
    ...{ etichetta, perOgni, decimali, se: leggi('se', 'bool') },
    ...{ quantita: leggi('quantita', 'int'), prezzo: leggi('prezzo', 'Importo'), importo: leggi('importo', 'Importo') },
  };
}
