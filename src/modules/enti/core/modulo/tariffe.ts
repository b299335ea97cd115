import type { Environment } from '@marcbachmann/cel-js';
import { parseGiorno } from '#kernel/giorno';
import { GiornoCel, ImportoCel, Impossibile, OggettoCel, VUOTO, metti, mettiVuoto } from './cel.ts';
import type { Tariffa, Testo } from './definizione.ts';
import { puntatore, type Difetti } from './difetti.ts';

type Colonna = Tariffa['colonne'][number];
type Cella = Tariffa['righe'][number][string];

/** A table ready to be asked: its rows as expressions see them, beside those of the document. */
export type TariffaPronta = {
  tariffa: Tariffa;
  /** The variable of its name in expressions. */
  oggetto: OggettoCel;
  righe: readonly OggettoCel[];
  tipoRiga: string;
};

const TIPI = { testo: 'string', numero: 'int', importo: 'Importo', data: 'Giorno', si_no: 'bool' } as const;
const tipoDi = (colonna: Colonna | undefined): string =>
  colonna === undefined || colonna.genere === 'etichetta' ? 'dyn' : TIPI[colonna.genere];

/** Is the table sound: columns that exist, cells of their kind, keys that single out a row, bounds that go up? */
export function controllaTariffa(tariffa: Tariffa, dove: string, difetti: Difetti): void {
  const colonne = new Map(tariffa.colonne.map((colonna) => [colonna.nome, colonna]));
  if (colonne.size !== tariffa.colonne.length) difetti.aggiungi('MODULO_COLONNA_RIPETUTA', puntatore(dove, 'colonne'));
  for (const nome of colonne.keys()) {
    if (nome in {}) difetti.aggiungi('MODULO_NOME_RISERVATO', puntatore(dove, 'colonne'), { nome });
  }
  for (const [indice, riga] of tariffa.righe.entries()) {
    for (const [nome, cella] of Object.entries(riga)) {
      const colonna = colonne.get(nome);
      const qui = puntatore(dove, 'righe', indice, nome);
      if (colonna === undefined) difetti.aggiungi('MODULO_COLONNA_SCONOSCIUTA', qui, { colonna: nome });
      else if (!cellaAdatta(colonna, cella))
        difetti.aggiungi('MODULO_TARIFFA_VALORE', qui, { colonna: nome, genere: colonna.genere });
    }
  }
  controllaChiave(tariffa, colonne, dove, difetti);
}

function cellaAdatta({ genere }: Colonna, cella: Cella | undefined): boolean {
  if (cella === null) return true;
  if (genere === 'testo') return typeof cella === 'string';
  if (genere === 'si_no') return typeof cella === 'boolean';
  if (genere === 'data') return typeof cella === 'string' && parseGiorno(cella) !== null;
  if (genere === 'etichetta') return typeof cella === 'object' || (typeof cella === 'string' && cella !== '');
  return typeof cella === 'number';
}

function controllaChiave(
  { chiave = [], fascia, righe }: Tariffa,
  colonne: ReadonlyMap<string, Colonna>,
  dove: string,
  difetti: Difetti,
): void {
  for (const nome of chiave) {
    const colonna = colonne.get(nome);
    if (colonna === undefined || colonna.genere === 'etichetta' || nome === fascia)
      difetti.aggiungi('MODULO_TARIFFA_CHIAVE', puntatore(dove, 'chiave'), { colonna: nome });
  }
  const genere = fascia === undefined ? 'numero' : colonne.get(fascia)?.genere;
  if (genere !== 'numero' && genere !== 'importo' && genere !== 'data')
    difetti.aggiungi('MODULO_TARIFFA_CHIAVE', puntatore(dove, 'fascia'), { colonna: fascia ?? '' });
  if (chiave.length === 0 && fascia === undefined) return;
  const limiti = new Map<string, Cella | undefined>();
  for (const [indice, riga] of righe.entries()) {
    const valori = chiave.map((nome) => riga[nome] ?? null);
    const qui = puntatore(dove, 'righe', indice);
    if (valori.includes(null) || valori.includes('')) difetti.aggiungi('MODULO_TARIFFA_CHIAVE', qui);
    const gruppo = JSON.stringify(valori);
    const prima = limiti.get(gruppo);
    const limite = fascia === undefined ? null : (riga[fascia] ?? null);
    if (fascia === undefined && limiti.has(gruppo))
      difetti.aggiungi('MODULO_TARIFFA_CHIAVE_RIPETUTA', qui, { chiave: gruppo.slice(0, 200) });
    if (fascia !== undefined && limiti.has(gruppo) && !sale(prima ?? null, limite))
      difetti.aggiungi('MODULO_TARIFFA_FASCE', qui, { colonna: fascia });
    limiti.set(gruppo, limite);
  }
}

/** Bounds go up, and the one without a bound comes last. */
function sale(prima: Cella, dopo: Cella): boolean {
  if (prima === null) return false;
  if (dopo === null) return true;
  return typeof prima === typeof dopo && prima < dopo;
}

/** Makes the table known to expressions: `nome.riga(chiave…)`, or `nome.fascia(chiave…, valore)`. */
export function registraTariffa(ambiente: Environment, nome: string, tariffa: Tariffa): TariffaPronta {
  const [tipo, tipoRiga] = [`tariffa.${nome}`, `riga.${nome}`];
  const Tabella = class extends OggettoCel {};
  const RigaTabella = class extends OggettoCel {};
  const colonne = new Map(tariffa.colonne.map((colonna) => [colonna.nome, colonna]));
  const viste = tariffa.colonne.filter(({ genere }) => genere !== 'etichetta');
  ambiente
    .registerType(tipo, { ctor: Tabella, fields: {} })
    .registerType(tipoRiga, {
      ctor: RigaTabella,
      fields: Object.fromEntries(viste.map((colonna) => [colonna.nome, tipoDi(colonna)])),
    })
    .registerVariable(nome, tipo);
  const righe = tariffa.righe.map((riga) => {
    const oggetto = new RigaTabella();
    for (const colonna of viste) {
      const valore = valoreCel(colonna, riga[colonna.nome]);
      if (valore === null) mettiVuoto(oggetto, colonna.nome);
      else metti(oggetto, colonna.nome, valore);
    }
    return oggetto;
  });
  const { chiave = [], fascia } = tariffa;
  const gruppi = new Map<string, { limite: Ordinabile | null; riga: OggettoCel }[]>();
  for (const [indice, riga] of righe.entries()) {
    const celle = tariffa.righe[indice] ?? {};
    const dove = chiaveDi(chiave.map((k) => valoreCel(colonne.get(k), celle[k])));
    const limite = fascia === undefined ? null : ordinabile(valoreCel(colonne.get(fascia), celle[fascia]));
    gruppi.set(dove, [...(gruppi.get(dove) ?? []), { limite, riga }]);
  }
  const tipi = chiave.map((k) => tipoDi(colonne.get(k)));
  if (fascia !== undefined) {
    const firma = [...tipi, tipoDi(colonne.get(fascia))].join(', ');
    ambiente.registerFunction(`${tipo}.fascia(${firma}): ${tipoRiga}`, (_: unknown, ...valori: unknown[]) => {
      const cercato = ordinabile(valori.at(-1)) ?? 0n;
      return una(gruppi.get(chiaveDi(valori.slice(0, -1)))?.find(({ limite }) => limite === null || cercato <= limite));
    });
  } else if (chiave.length > 0)
    ambiente.registerFunction(`${tipo}.riga(${tipi.join(', ')}): ${tipoRiga}`, (_: unknown, ...valori: unknown[]) =>
      una(gruppi.get(chiaveDi(valori))?.[0]),
    );
  return { tariffa, oggetto: new Tabella(), righe, tipoRiga };
}

function una(trovata: { riga: OggettoCel } | undefined): OggettoCel {
  if (trovata === undefined) throw new Impossibile('no such row');
  return trovata.riga;
}

type Ordinabile = bigint | string;

function ordinabile(valore: unknown): Ordinabile | null {
  if (valore instanceof ImportoCel) return valore.n;
  if (valore instanceof GiornoCel) return valore.giorno;
  return typeof valore === 'bigint' ? valore : null;
}

/** One text for a key of several columns. A choice not made yet is no key. */
function chiaveDi(valori: readonly unknown[]): string {
  if (valori.includes('')) throw VUOTO;
  return JSON.stringify(valori.map((valore) => String(ordinabile(valore) ?? valore)));
}

function valoreCel(colonna: Colonna | undefined, cella: Cella | undefined): unknown {
  if (cella === null || cella === undefined) return null;
  if (colonna?.genere === 'importo') return new ImportoCel(BigInt(Number(cella)));
  if (colonna?.genere === 'numero') return BigInt(Number(cella));
  const giorno = colonna?.genere === 'data' && typeof cella === 'string' ? parseGiorno(cella) : null;
  return giorno === null ? cella : new GiornoCel(giorno);
}

/** The words of a cell, for people. */
export function testoDiCella(cella: Cella | undefined): Testo | null {
  if (typeof cella === 'object' && cella !== null) return cella;
  return cella === null || cella === undefined || cella === '' ? null : { it: String(cella) };
}
