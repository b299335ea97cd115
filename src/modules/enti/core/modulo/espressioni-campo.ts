import type { OggettoCel } from './cel.ts';
import type { CampoDi, Testo } from './definizione.ts';
import { puntatore, type Difetti } from './difetti.ts';
import type { Espressione } from './espressione.ts';
import type { Cause } from './grafo.ts';
import { tipoDi, type Intorno, type Mondo } from './mondo.ts';
import { haFigli, type Nodo } from './struttura.ts';
import { testoDiCella } from './tariffe.ts';

/** The expressions of a field. */
export type EspressioniCampo = {
  visibileSe: Espressione | null;
  abilitatoSe: Espressione | null;
  obbligatorioSe: Espressione | null;
  valore: Espressione | null;
  validoSe: readonly { se: Espressione; messaggio: Testo }[];
};

/** An option of a choice. It may be chosen when `se` holds: for one that comes from a tariff, beside one of its rows. */
export type OpzionePronta = { valore: string; testi: Testo; se: Espressione | null; voci: readonly OggettoCel[] };

export type EspressioniLette = {
  espressioni: Map<Nodo, EspressioniCampo>;
  opzioni: Map<Nodo, readonly OpzionePronta[]>;
  /** What decides the value of each field, for the order in which they are computed. */
  cause: Cause;
  /** How the computed ones are computed. */
  valori: ReadonlyMap<Nodo, Espressione>;
};

/** Reads all the expressions of all the fields. */
export function leggiEspressioni(nodi: readonly Nodo[], mondo: Mondo, difetti: Difetti): EspressioniLette {
  const lette = {
    espressioni: new Map<Nodo, EspressioniCampo>(),
    opzioni: new Map<Nodo, readonly OpzionePronta[]>(),
    cause: new Map<Nodo, { percorso: string; espressione: Espressione }[]>(),
    valori: new Map<Nodo, Espressione>(),
  };
  for (const nodo of nodi) {
    const sue = espressioniDi(nodo, mondo, difetti);
    lette.espressioni.set(nodo, sue);
    if (sue.valore !== null) lette.valori.set(nodo, sue.valore);
    const opzioni = opzioniDi(nodo, mondo, difetti);
    lette.opzioni.set(nodo, opzioni);
    const cause = (['visibileSe', 'abilitatoSe', 'valore'] as const).flatMap((chiave) => {
      const espressione = sue[chiave];
      return espressione === null ? [] : [{ percorso: puntatore(nodo.puntatore, chiave), espressione }];
    });
    const diOpzioni = new Set(opzioni.flatMap(({ se }) => se ?? []));
    for (const espressione of diOpzioni) cause.push({ percorso: nodo.puntatore, espressione });
    lette.cause.set(nodo, cause);
  }
  return lette;
}

function espressioniDi(nodo: Nodo, mondo: Mondo, difetti: Difetti): EspressioniCampo {
  const { campo, ripetibile, puntatore: dove } = nodo;
  const se = (chiave: 'visibileSe' | 'abilitatoSe' | 'obbligatorioSe'): Espressione | null => {
    const testo = chiave in campo ? (campo as Partial<Record<typeof chiave, string>>)[chiave] : undefined;
    return mondo.espressione(testo, 'bool', puntatore(dove, chiave), difetti, { ripetibile });
  };
  const regole = ('validoSe' in campo ? campo.validoSe : undefined) ?? [];
  const validoSe = regole.flatMap(({ se: testo, messaggio }, indice) => {
    const letta = mondo.espressione(testo, 'bool', puntatore(dove, 'validoSe', indice, 'se'), difetti, { ripetibile });
    return letta === null ? [] : [{ se: letta, messaggio }];
  });
  const calcolo = !haFigli(campo) && 'valore' in campo ? campo.valore : undefined;
  const valore = haFigli(campo)
    ? null
    : mondo.espressione(calcolo, tipoDi(campo), puntatore(dove, 'valore'), difetti, { ripetibile });
  const [visibileSe, abilitatoSe, obbligatorioSe] = [se('visibileSe'), se('abilitatoSe'), se('obbligatorioSe')];
  return { visibileSe, abilitatoSe, obbligatorioSe, valore, validoSe };
}

function opzioniDi({ campo, ripetibile, puntatore: nodo }: Nodo, mondo: Mondo, difetti: Difetti): OpzionePronta[] {
  if (campo.genere !== 'scelta' && campo.genere !== 'scelte') return [];
  const [dichiarate, dove] = campo.genere === 'scelte' ? [campo.items, puntatore(nodo, 'items')] : [campo, nodo];
  if (dichiarate.daTariffa !== undefined)
    return daTariffa(dichiarate.daTariffa, puntatore(dove, 'daTariffa'), { ripetibile }, mondo, difetti);
  if (dichiarate.enum !== undefined)
    return dichiarate.enum.map((valore) => ({ valore, testi: { it: valore }, se: null, voci: [] }));
  return (dichiarate.oneOf ?? []).map(({ const: valore, title, titoli, se }, indice) => ({
    valore,
    testi: { ...titoli, it: title },
    se: mondo.espressione(se, 'bool', puntatore(dove, 'oneOf', indice, 'se'), difetti, { ripetibile }),
    voci: [],
  }));
}

function daTariffa(
  { tariffa: nome, colonna, etichetta = colonna, se: testo }: NonNullable<CampoDi<'scelta'>['daTariffa']>,
  dove: string,
  { ripetibile }: Intorno,
  mondo: Mondo,
  difetti: Difetti,
): OpzionePronta[] {
  const pronta = mondo.tariffe.get(nome);
  if (pronta === undefined) {
    difetti.aggiungi('MODULO_TARIFFA_SCONOSCIUTA', puntatore(dove, 'tariffa'), { tariffa: nome });
    return [];
  }
  const { colonne, righe } = pronta.tariffa;
  if (colonne.find((altra) => altra.nome === colonna)?.genere !== 'testo')
    difetti.aggiungi('MODULO_COLONNA_SCONOSCIUTA', puntatore(dove, 'colonna'), { colonna });
  if (!colonne.some((altra) => altra.nome === etichetta))
    difetti.aggiungi('MODULO_COLONNA_SCONOSCIUTA', puntatore(dove, 'etichetta'), { colonna: etichetta });
  const intorno = { ripetibile: ripetibile ?? null, voce: nome, volte: righe.length };
  const se = mondo.espressione(testo, 'bool', puntatore(dove, 'se'), difetti, intorno);
  const opzioni = new Map<string, { testi: Testo; voci: OggettoCel[] }>();
  for (const [indice, riga] of righe.entries()) {
    const valore = riga[colonna];
    const voce = pronta.righe[indice];
    if (typeof valore !== 'string' || valore === '' || voce === undefined) continue;
    const gia = opzioni.get(valore);
    if (gia === undefined)
      opzioni.set(valore, { testi: testoDiCella(riga[etichetta]) ?? { it: valore }, voci: [voce] });
    else gia.voci.push(voce);
  }
  return [...opzioni].map(([valore, { testi, voci }]) => ({ valore, testi, se, voci }));
}
