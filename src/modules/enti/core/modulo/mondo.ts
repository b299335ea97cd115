import type { Environment } from '@marcbachmann/cel-js';
import { ambienteBase, OggettoCel, type ClasseCel } from './cel.ts';
import { LIMITI_MODULO, type CampoConValore, type DefinizioneModulo } from './definizione.ts';
import type { Difetti } from './difetti.ts';
import { leggiEspressione, type Espressione, type TipoCel } from './espressione.ts';
import { haFigli, type Nodo, type Struttura } from './struttura.ts';
import { registraTariffa, type TariffaPronta } from './tariffe.ts';

/** Longest list written in an expression. */
const LISTA_SCRITTA_MAX = 30;

const TIPI: Record<CampoConValore['genere'], TipoCel> = {
  testo: 'string',
  numero: 'int',
  importo: 'Importo',
  data: 'Giorno',
  scelta: 'string',
  scelte: 'list<string>',
  si_no: 'bool',
  file: 'string',
};

/** The type of the value of a field. */
export function tipoDi(campo: CampoConValore): TipoCel {
  return TIPI[campo.genere];
}

/** Where an expression stands, besides the root: in the rows of a group, beside a row of a tariff, and how many times it is asked. */
export type Intorno = { ripetibile?: Nodo | null; voce?: string; volte?: number };

/** What the expressions of a definition see: its fields and its tariffs, with their types. It counts the steps they may take. */
export class Mondo {
  readonly nodi: ReadonlyMap<string, Nodo>;
  readonly tariffe: ReadonlyMap<string, TariffaPronta>;
  readonly classi = new Map<Nodo, ClasseCel>();
  passi = 0;
  readonly #ambienti = new Map<string, Environment>();
  readonly #tipi = new Map<Nodo, string>();
  readonly #listaMax: number;

  constructor({ definizione, radici, nodi }: Struttura) {
    this.nodi = new Map(nodi.map((nodo) => [nodo.percorso, nodo]));
    this.#listaMax = Math.max(LISTA_SCRITTA_MAX, ...nodi.map(lunghezzaMax));
    const ambiente = ambienteBase({
      maxAstNodes: LIMITI_MODULO.espressioneNodiMax,
      maxDepth: LIMITI_MODULO.espressioneProfonditaMax,
      maxListElements: LISTA_SCRITTA_MAX,
    });
    ambiente.registerVariable('oggi', 'Giorno');
    this.tariffe = registraTariffe(ambiente, definizione);
    // A type is known before those that hold it: children come after their parents in the list.
    for (const nodo of nodi.toReversed()) this.#registraTipo(ambiente, nodo);
    for (const nodo of radici) ambiente.registerVariable(nodo.nome, this.#tipoNodo(nodo));
    this.#ambienti.set('', ambiente);
  }

  /** Reads the expression written there, if there is one. */
  espressione(
    testo: string | undefined,
    atteso: TipoCel,
    percorso: string,
    difetti: Difetti,
    { ripetibile = null, voce, volte = 1 }: Intorno = {},
  ): Espressione | null {
    if (testo === undefined) return null;
    const ambiente = this.#ambiente(ripetibile, voce);
    const luogo = { ambiente, nodi: this.nodi, ripetibile, listaMax: this.#listaMax, percorso };
    const letta = leggiEspressione(testo, atteso, luogo, difetti);
    if (letta !== null) this.passi += letta.passi * volte * (ripetibile === null ? 1 : lunghezzaMax(ripetibile));
    return letta;
  }

  #ambiente(ripetibile: Nodo | null, voce: string | undefined): Environment {
    const chiave = ripetibile === null && voce === undefined ? '' : `${ripetibile?.percorso ?? ''}:${voce ?? ''}`;
    const pronto = this.#ambienti.get(chiave);
    if (pronto !== undefined) return pronto;
    const ambiente = (
      this.#ambienti.get('') ?? ambienteBase({ maxAstNodes: 0, maxDepth: 0, maxListElements: 0 })
    ).clone();
    const riga = ripetibile === null ? undefined : this.#tipi.get(ripetibile);
    if (riga !== undefined) ambiente.registerVariable('riga', riga);
    const tipoVoce = voce === undefined ? undefined : this.tariffe.get(voce)?.tipoRiga;
    if (tipoVoce !== undefined) ambiente.registerVariable('voce', tipoVoce);
    this.#ambienti.set(chiave, ambiente);
    return ambiente;
  }

  #registraTipo(ambiente: Environment, nodo: Nodo): void {
    if (!haFigli(nodo.campo)) return;
    const nome = `gruppo.${nodo.percorso}`;
    const classe = class extends OggettoCel {};
    const fields = Object.fromEntries(nodo.figli.map((figlio) => [figlio.nome, this.#tipoNodo(figlio)]));
    ambiente.registerType(nome, { ctor: classe, fields });
    this.#tipi.set(nodo, nome);
    this.classi.set(nodo, classe);
  }

  #tipoNodo(nodo: Nodo): string {
    if (!haFigli(nodo.campo)) return tipoDi(nodo.campo);
    const suo = this.#tipi.get(nodo) ?? 'dyn';
    return nodo.campo.genere === 'ripetibile' ? `list<${suo}>` : suo;
  }
}

function registraTariffe(ambiente: Environment, { tariffe = {} }: DefinizioneModulo): Map<string, TariffaPronta> {
  return new Map(Object.entries(tariffe).map(([nome, tariffa]) => [nome, registraTariffa(ambiente, nome, tariffa)]));
}

/** The longest list that the value of a field may be. */
export function lunghezzaMax({ campo }: Nodo): number {
  if (campo.genere === 'ripetibile') return campo.maxItems ?? RIGHE_PREDEFINITE;
  return campo.genere === 'scelte' ? LIMITI_MODULO.opzioniMax : 0;
}

/** Rows of a group that does not say how many. */
const RIGHE_PREDEFINITE = 20;
