import { ok, type Esito } from '#kernel/esito';
import type { ClasseCel } from './cel.ts';
import { LIMITI_MODULO, type DefinizioneModulo } from './definizione.ts';
import { Difetti, puntatore, type RifiutoModulo } from './difetti.ts';
import type { Espressione } from './espressione.ts';
import { leggiEspressioni, type EspressioniCampo, type OpzionePronta } from './espressioni-campo.ts';
import { campiDi, leggiFrase, type Frase } from './frase.ts';
import { ordina, personali } from './grafo.ts';
import { leggiCampo, predefinito, verifica } from './leggi.ts';
import { comeJson, haFigli, leggiStruttura, type Nodo, type Struttura } from './struttura.ts';
import { controllaTariffa, type TariffaPronta } from './tariffe.ts';
import { Mondo } from './mondo.ts';
import { leggiImporto, type ImportoPronto } from './voci.ts';

/** A definition found sound, with its expressions already read. Made once a version, and kept by whoever compiles it often. */
export type Modulo = {
  readonly definizione: DefinizioneModulo;
  /** The fields at the root, in the order in which they are asked. */
  readonly radici: readonly Nodo[];
  /** All fields, each after those it depends on. */
  readonly ordine: readonly Nodo[];
  readonly espressioni: ReadonlyMap<Nodo, EspressioniCampo>;
  readonly opzioni: ReadonlyMap<Nodo, readonly OpzionePronta[]>;
  readonly tariffe: ReadonlyMap<string, TariffaPronta>;
  /** The type that expressions know a group, or a row, by. */
  readonly classi: ReadonlyMap<Nodo, ClasseCel>;
  readonly importo: ImportoPronto;
  readonly capitolo: {
    readonly codice: Espressione;
    readonly ufficio: Espressione | null;
    readonly accertamento: Espressione | null;
  } | null;
  readonly causale: Frase;
  readonly causalePubblica: Frase;
};

/** Is it a definition, and a sound one? All that is wrong with it, at once, each with its place. */
export function controllaDefinizione(json: unknown): Esito<Modulo, RifiutoModulo> {
  const difetti = new Difetti();
  const documento = comeJson(json, difetti);
  const struttura = difetti.nessuno ? leggiStruttura(documento, difetti) : null;
  if (struttura === null) return difetti.rifiuto();
  for (const [nome, tariffa] of Object.entries(struttura.definizione.tariffe ?? {}))
    controllaTariffa(tariffa, puntatore('/tariffe', nome), difetti);
  // A table that does not stand would be told again by each expression that asks it.
  if (!difetti.nessuno) return difetti.rifiuto();
  const modulo = prepara(struttura, difetti);
  return modulo !== null && difetti.nessuno ? ok(modulo) : difetti.rifiuto();
}

function prepara(struttura: Struttura, difetti: Difetti): Modulo | null {
  const { definizione, radici, nodi } = struttura;
  const mondo = new Mondo(struttura);
  const lette = leggiEspressioni(nodi, mondo, difetti);
  for (const nodo of nodi) controllaPredefinito(nodo, lette.opzioni.get(nodo) ?? [], difetti);
  const importo = leggiImporto(definizione, lette.opzioni, mondo, difetti);
  const capitolo = leggiCapitolo(definizione, mondo, difetti);
  const causale = leggiFrase(definizione.causale, 'causale', mondo.nodi, difetti);
  const causalePubblica = leggiFrase(definizione.causalePubblica, 'causalePubblica', mondo.nodi, difetti);
  const ordine = ordina(nodi, lette.cause, difetti);
  if (!difetti.nessuno || causale === null || causalePubblica === null) return null;
  const diPersone = personali(ordine, lette.valori);
  for (const campo of campiDi(causalePubblica)) {
    if (diPersone.has(campo))
      difetti.aggiungi('MODULO_CAUSALE_PERSONALE', '/causalePubblica', { campo: campo.percorso });
  }
  if (mondo.passi > LIMITI_MODULO.passiMax)
    difetti.aggiungi('MODULO_TROPPO_COSTOSO', '', { passi: mondo.passi, massimo: LIMITI_MODULO.passiMax });
  const { espressioni, opzioni } = lette;
  const { tariffe, classi } = mondo;
  return {
    definizione,
    radici,
    ordine,
    espressioni,
    opzioni,
    tariffe,
    classi,
    importo,
    capitolo,
    causale,
    causalePubblica,
  };
}

/** What the definition proposes must be an answer that it would take. */
function controllaPredefinito(
  { campo, puntatore: dove }: Nodo,
  opzioni: readonly OpzionePronta[],
  difetti: Difetti,
): void {
  const proposto = haFigli(campo) ? null : predefinito(campo);
  if (haFigli(campo) || proposto === null) return;
  const { valore } = leggiCampo(campo, [proposto]);
  if (valore === null || verifica(campo, valore, new Set(opzioni.map((opzione) => opzione.valore))) !== null)
    difetti.aggiungi('MODULO_PREDEFINITO', puntatore(dove, 'default'));
}

function leggiCapitolo({ capitolo }: DefinizioneModulo, mondo: Mondo, difetti: Difetti): Modulo['capitolo'] {
  if (capitolo === undefined) return null;
  const di = (nome: 'codice' | 'ufficio' | 'accertamento'): Espressione | null =>
    mondo.espressione(capitolo[nome], 'string', puntatore('/capitolo', nome), difetti);
  const [codice, ufficio, accertamento] = [di('codice'), di('ufficio'), di('accertamento')];
  return codice === null ? null : { codice, ufficio, accertamento };
}
