import type { Albero, Foglio } from './albero.ts';
import { rigaDi } from './albero.ts';

/** A table as the migrations, or db/schema.sql, leave it. */
export type Tabella = {
  nome: string;
  percorso: string;
  riga: number;
  colonne: string[];
  chiave: string[];
  enteObbligatorio: boolean;
  specie: 'ente' | 'piattaforma' | null;
  hasPolitica: boolean;
  isForzata: boolean;
};

const NOME = String.raw`((?:[a-z_]\w*\.)?[a-z_]\w*)`;
const VINCOLI = new Set(['primary', 'unique', 'foreign', 'check', 'constraint', 'exclude', 'like']);

/** The migrations in their order. */
export function migrazioni(albero: Albero): Foglio[] {
  const fogli = [...albero.values()].filter(({ percorso }) => percorso.startsWith('db/migrations/'));
  return fogli.sort((a, b) => (a.percorso < b.percorso ? -1 : 1));
}

/** The same text with comments blanked, character for character. */
export function senzaCommenti(sql: string): string {
  return sql.replace(/'(?:[^']|'')*'|--[^\n]*|\/\*[\s\S]*?\*\//g, (pezzo) =>
    pezzo.startsWith("'") ? pezzo : pezzo.replace(/[^\n]/g, ' '),
  );
}

/** The tables that the given files make, with what guards each. Partitions and temporary tables are not counted. */
export function tabelleDi(fogli: readonly Foglio[]): Map<string, Tabella> {
  const tabelle = new Map<string, Tabella>();
  const guardie = proceduraGuarda(fogli);
  for (const { percorso, testo } of fogli) {
    const sql = senzaCommenti(testo);
    for (const [indice, nome] of trova(sql, `create (?:unlogged )?table (?:if not exists )?${NOME} ?\\(`)) {
      const voci = vociDi(sql, sql.indexOf('(', indice));
      tabelle.set(nome, { ...leggiVoci(voci), nome, percorso, riga: rigaDi(sql, indice) });
    }
    const segna = (motivo: string, fatto: (tabella: Tabella, colonna: string) => void): void => {
      for (const [, nome, altro] of trova(sql, motivo)) {
        const tabella = tabelle.get(nome);
        if (tabella !== undefined) fatto(tabella, altro);
      }
    };
    segna(`alter table (?:only )?${NOME} add column (?:if not exists )?(\\w+)`, (t, colonna) =>
      t.colonne.push(colonna),
    );
    segna(`alter table (?:only )?${NOME} force row level security`, (t) => (t.isForzata = true));
    segna(`create policy \\w+ on ${NOME}`, (t) => (t.hasPolitica = true));
    segna(`comment on table ${NOME} is 'ente: `, (t) => (t.specie = 'ente'));
    segna(`comment on table ${NOME} is 'piattaforma: `, (t) => (t.specie = 'piattaforma'));
    segna(`call piattaforma\\.tabella_comune\\( ?'${NOME}'`, (t) => (t.specie = 'piattaforma'));
    segna(`call piattaforma\\.tabella_ente\\( ?'${NOME}'`, (t) => {
      t.specie = 'ente';
      t.hasPolitica ||= guardie;
      t.isForzata ||= guardie;
    });
    for (const [, nome] of trova(sql, `drop table (?:if exists )?${NOME}`)) tabelle.delete(nome);
  }
  return tabelle;
}

/** A blank in the pattern stands for any blanks, or none beside a bracket. Yields the place and the two groups. */
function* trova(sql: string, motivo: string): Generator<[number, string, string]> {
  const esteso = new RegExp(
    String.raw`\b` + motivo.replaceAll(' ?', String.raw`\s*`).replaceAll(' ', String.raw`\s+`),
    'g',
  );
  for (const trovato of sql.matchAll(esteso)) yield [trovato.index, trovato[1] ?? '', trovato[2] ?? ''];
}

/** The procedure that guards an ente-table is worth a guard only if it really writes one. */
function proceduraGuarda(fogli: readonly Foglio[]): boolean {
  return fogli.some(({ testo }) => {
    const corpo = /procedure piattaforma\.tabella_ente\b[\s\S]*?as \$\$([\s\S]*?)\$\$/.exec(testo)?.[1] ?? '';
    return corpo.includes('force row level security') && corpo.includes('create policy');
  });
}

/** What stands between the bracket at `apre` and its fellow, split at the commas of the first level. */
function vociDi(sql: string, apre: number): string[] {
  const voci: string[] = [];
  let livello = 0;
  let inizio = apre + 1;
  for (const { 0: segno, index } of sql.slice(apre).matchAll(/'(?:[^']|'')*'|[(),]/g)) {
    const qui = apre + index;
    if (segno === '(') livello += 1;
    if (segno === ')') livello -= 1;
    if (livello > 1 || (segno !== ',' && livello > 0) || segno.startsWith("'")) continue;
    voci.push(sql.slice(inizio, qui).trim().replace(/\s+/g, ' '));
    if (livello === 0) return voci;
    inizio = qui + 1;
  }
  return voci;
}

function leggiVoci(voci: readonly string[]): Omit<Tabella, 'nome' | 'percorso' | 'riga'> {
  const parole = voci.map((voce) => ({ prima: voce.split(' ')[0] ?? '', voce }));
  const colonne = parole.filter(({ prima }) => !VINCOLI.has(prima));
  const chiave = voci
    .map((voce) => /primary key \(([^)]*)\)/i.exec(voce)?.[1])
    .find((colonne) => colonne !== undefined);
  const breve = colonne.find(({ voce }) => voce.includes(' primary key'))?.prima;
  return {
    colonne: colonne.map(({ prima }) => prima),
    chiave: chiave?.split(',').map((colonna) => colonna.trim()) ?? (breve === undefined ? [] : [breve]),
    enteObbligatorio: colonne.some(({ prima, voce }) => prima === 'ente_id' && voce.includes(' not null')),
    specie: null,
    hasPolitica: false,
    isForzata: false,
  };
}
