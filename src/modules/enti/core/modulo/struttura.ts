import type { TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { DEFINIZIONE, IMPORTI, LIMITI_MODULO, NODI } from './definizione.ts';
import type { Campo, CampoConValore, DefinizioneModulo, Genere, Riga } from './definizione.ts';
import { puntatore, type Difetti } from './difetti.ts';
import { NOMI_RISERVATI } from './cel.ts';

/** A field in its place: the tree of the document, flattened, parents before children, in the order in which they are asked. */
export type Nodo = {
  /** From the root, by names: `lampade.numero`. */
  percorso: string;
  nome: string;
  puntatore: string;
  campo: Campo;
  padre: Nodo | null;
  /** The repeatable group it is a row's field of. */
  ripetibile: Nodo | null;
  figli: readonly Nodo[];
  /** In the `required` of its parent. */
  obbligatorio: boolean;
  /** It, or what it is in, tells of a person. */
  personale: boolean;
};

/** What the shape of the document told: the definition, and its fields. Null when it cannot be walked. */
export type Struttura = { definizione: DefinizioneModulo; radici: readonly Nodo[]; nodi: readonly Nodo[] };

/** The document as plain JSON of our own, or null: whatever it was, nothing of it is shared and nothing strange is left in it. */
export function comeJson(json: unknown, difetti: Difetti): unknown {
  try {
    const testo = JSON.stringify(json);
    if (typeof testo !== 'string') difetti.aggiungi('MODULO_NON_JSON', '');
    else if (Buffer.byteLength(testo) > LIMITI_MODULO.documentoBytesMax)
      difetti.aggiungi('MODULO_TROPPO_GRANDE', '', { massimoByte: LIMITI_MODULO.documentoBytesMax });
    else return JSON.parse(testo) as unknown;
  } catch {
    // A cycle, a bigint, a toJSON that throws, thousands of levels.
    difetti.aggiungi('MODULO_NON_JSON', '');
  }
  return null;
}

/** Walks the document node by node, each judged by the shape of its kind. */
export function leggiStruttura(json: unknown, difetti: Difetti): Struttura | null {
  if (!conforme(DEFINIZIONE, json, '', difetti)) return null;
  const definizione = json as DefinizioneModulo;
  const forma = Object.hasOwn(IMPORTI, definizione.importo.modo) ? IMPORTI[definizione.importo.modo] : null;
  if (forma === null) difetti.aggiungi('MODULO_GENERE_SCONOSCIUTO', '/importo/modo');
  else conforme(forma, definizione.importo, '/importo', difetti);
  const giro: Giro = { difetti, nodi: [] };
  const radici = figliDi(definizione.schema, '/schema', null, giro);
  for (const nome of Object.keys(definizione.tariffe ?? {})) {
    const dove = puntatore('/tariffe', nome);
    if (NOMI_RISERVATI.has(nome) || nome in {}) difetti.aggiungi('MODULO_NOME_RISERVATO', dove, { nome });
    else if (radici.some((nodo) => nodo.nome === nome)) difetti.aggiungi('MODULO_NOME_RISERVATO', dove, { nome });
  }
  if (Object.keys(definizione.tariffe ?? {}).length > LIMITI_MODULO.tariffeMax)
    difetti.aggiungi('MODULO_TROPPO_GRANDE', '/tariffe', { massimo: LIMITI_MODULO.tariffeMax });
  return difetti.nessuno ? { definizione, radici, nodi: giro.nodi } : null;
}

type Giro = { difetti: Difetti; nodi: Nodo[] };

function figliDi(dentro: Riga, dove: string, padre: Nodo | null, giro: Giro): Nodo[] {
  const { difetti } = giro;
  const nomi = Object.keys(dentro.properties);
  const diversi = new Set(dentro.ordine);
  if (diversi.size !== nomi.length || dentro.ordine.length !== nomi.length || nomi.some((nome) => !diversi.has(nome)))
    difetti.aggiungi('MODULO_ORDINE', puntatore(dove, 'ordine'), { campi: nomi.join(', ').slice(0, 500) });
  for (const [indice, nome] of (dentro.required ?? []).entries()) {
    if (!Object.hasOwn(dentro.properties, nome))
      difetti.aggiungi('MODULO_OBBLIGATORIO_IGNOTO', puntatore(dove, 'required', indice), { nome });
  }
  return dentro.ordine.flatMap((nome) => {
    if (!Object.hasOwn(dentro.properties, nome)) return [];
    const nodo = nodoDi(nome, dentro, puntatore(dove, 'properties', nome), padre, giro);
    return nodo === null ? [] : [nodo];
  });
}

function nodoDi(nome: string, dentro: Riga, dove: string, padre: Nodo | null, giro: Giro): Nodo | null {
  const { difetti, nodi } = giro;
  const percorso = padre === null ? nome : `${padre.percorso}.${nome}`;
  if (nodi.length >= LIMITI_MODULO.campiMax) {
    difetti.aggiungi('MODULO_CAMPI_TROPPI', '/schema', { massimo: LIMITI_MODULO.campiMax });
    return null;
  }
  if (percorso.split('.').length > LIMITI_MODULO.profonditaMax) {
    difetti.aggiungi('MODULO_TROPPO_PROFONDO', dove, { massimo: LIMITI_MODULO.profonditaMax });
    return null;
  }
  if (nome in {} || (padre === null && NOMI_RISERVATI.has(nome)))
    difetti.aggiungi('MODULO_NOME_RISERVATO', dove, { nome });
  const campo = campoConforme(dentro.properties[nome], dove, difetti);
  if (campo === null) return null;
  const dentroRiga = padre?.campo.genere === 'ripetibile';
  const nodo: Nodo & { figli: Nodo[] } = {
    ...{ percorso, nome, puntatore: dove, campo, padre, figli: [] },
    ripetibile: dentroRiga ? padre : null,
    obbligatorio: dentro.required?.includes(nome) ?? false,
    personale: campo.personale === true || (padre?.personale ?? false),
  };
  nodi.push(nodo);
  if ((dentroRiga && haFigli(campo)) || (padre?.campo.genere === 'schede' && campo.genere !== 'gruppo'))
    difetti.aggiungi('MODULO_ANNIDAMENTO', dove, { genere: campo.genere, dentro: padre?.campo.genere ?? '' });
  else if (campo.genere === 'ripetibile')
    nodo.figli.push(...figliDi(campo.items, puntatore(dove, 'items'), nodo, giro));
  else if (haFigli(campo)) nodo.figli.push(...figliDi(campo, dove, nodo, giro));
  controllaNodo(nodo, difetti);
  return nodo;
}

/** Has the field other fields inside, and no value of its own? */
export function haFigli(campo: Campo): campo is Exclude<Campo, CampoConValore> {
  return campo.genere === 'gruppo' || campo.genere === 'schede' || campo.genere === 'ripetibile';
}

function campoConforme(json: unknown, dove: string, difetti: Difetti): Campo | null {
  const genere = typeof json === 'object' && json !== null && 'genere' in json ? json.genere : null;
  if (typeof genere !== 'string' || !Object.hasOwn(NODI, genere)) {
    difetti.aggiungi('MODULO_GENERE_SCONOSCIUTO', puntatore(dove, 'genere'), { generi: Object.keys(NODI).join(', ') });
    return null;
  }
  return conforme(NODI[genere as Genere], json, dove, difetti) ? (json as Campo) : null;
}

/** Is the node of that shape? What is not is a defect by the keyword that says so; an unknown key has its own. */
function conforme(forma: TSchema, json: unknown, dove: string, difetti: Difetti): boolean {
  if (Value.Check(forma, json)) return true;
  for (const { keyword, instancePath, params } of Value.Errors(forma, json)) {
    if (keyword === 'boolean' || keyword === 'propertyNames' || keyword === 'anyOf') continue;
    const percorso = dove + instancePath;
    if ('additionalProperties' in params)
      for (const chiave of params.additionalProperties)
        difetti.aggiungi('MODULO_CHIAVE_SCONOSCIUTA', puntatore(percorso, chiave), { chiave: chiave.slice(0, 100) });
    else difetti.aggiungi('MODULO_STRUTTURA', percorso, { regola: keyword, ...semplici(params) });
  }
  // Whatever the kinds of error left out above, a document of another shape does not pass.
  if (difetti.nessuno) difetti.aggiungi('MODULO_STRUTTURA', dove, { regola: 'forma' });
  return false;
}

/** The parameters of an error that a sentence can be filled with. */
function semplici(params: object): Record<string, string | number> {
  const testo = (valore: unknown): string => (Array.isArray(valore) ? valore.join(', ') : String(valore)).slice(0, 300);
  return Object.fromEntries(
    Object.entries(params)
      .filter(([, valore]) => typeof valore !== 'object' || Array.isArray(valore))
      .map(([chiave, valore]) => [chiave, typeof valore === 'number' ? valore : testo(valore)]),
  );
}

/** What the shape of one node cannot say. */
function controllaNodo({ campo, puntatore: dove, obbligatorio }: Nodo, difetti: Difetti): void {
  if (obbligatorio && (campo.visibileSe !== undefined || campo.abilitatoSe !== undefined))
    difetti.aggiungi('MODULO_OBBLIGATORIO_CONDIZIONATO', dove);
  if ('valore' in campo && campo.valore !== undefined) {
    if (obbligatorio || campo.obbligatorioSe !== undefined || ('default' in campo && campo.default !== undefined))
      difetti.aggiungi('MODULO_CALCOLATO_E_OBBLIGATORIO', dove);
  } else if ('nascosto' in campo && (campo.nascosto ?? false)) difetti.aggiungi('MODULO_NASCOSTO_SENZA_VALORE', dove);
  const [minimo, massimo] = limiti(campo);
  if (minimo > massimo) difetti.aggiungi('MODULO_LIMITI_ROVESCIATI', dove, { minimo, massimo });
  const conOpzioni = campo.genere === 'scelte' ? campo.items : campo.genere === 'scelta' ? campo : null;
  if (conOpzioni === null) return;
  const dichiarate = [conOpzioni.oneOf, conOpzioni.enum, conOpzioni.daTariffa].filter((modo) => modo !== undefined);
  if (dichiarate.length !== 1) difetti.aggiungi('MODULO_OPZIONI', dove);
  const valori = conOpzioni.oneOf?.map((opzione) => opzione.const) ?? conOpzioni.enum ?? [];
  const ripetuta = valori.find((valore, indice) => valori.indexOf(valore) !== indice);
  if (ripetuta !== undefined) difetti.aggiungi('MODULO_OPZIONE_RIPETUTA', dove, { valore: ripetuta });
}

function limiti(campo: Campo): [number, number] {
  if (campo.genere === 'testo')
    return [campo.minLength ?? 0, Math.min(campo.maxLength ?? Infinity, LIMITI_MODULO.testoCaratteriMax)];
  if (campo.genere === 'numero' || campo.genere === 'importo') return [campo.minimum ?? 0, campo.maximum ?? Infinity];
  if (campo.genere === 'scelte') return [campo.minItems ?? 0, campo.maxItems ?? Infinity];
  if (campo.genere === 'ripetibile') return [campo.minItems ?? 0, campo.maxItems ?? LIMITI_MODULO.righeMax];
  return [0, 0];
}
