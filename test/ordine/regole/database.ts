import ts from 'typescript';
import { isCodice, isProva, rigaDi, type Albero } from '../albero.ts';
import { nodiDi, sorgenteDi, type Regola, type Violazione } from '../regola.ts';
import { migrazioni, senzaCommenti, tabelleDi, type Tabella } from '../sql.ts';

const SCHEMA = 'db/schema.sql';
const PROCEDURA = `create procedure piattaforma.tabella_ente(t regclass, d text) language plpgsql as $$
begin
  execute format('alter table %s force row level security', t);
  execute format('create policy ente on %s using (true)', t);
end $$;\n`;
const UNA = 'create table a.b (ente_id uuid not null primary key);\n';
const GUARDATA =
  "alter table a.b force row level security;\ncreate policy ente on a.b using (true);\ncomment on table a.b is 'ente: b';";

const guardate: Regola = {
  nome: 'ogni tabella dice se è di un ente o della piattaforma; quelle degli enti hanno ente_id in testa e una politica forzata',
  *trova(albero) {
    const scritte = tabelleDi(migrazioni(albero));
    for (const tabella of scritte.values()) yield* mancanze(tabella);
    yield* confrontaSchema(albero, scritte);
  },
  piantate: [
    { 'db/migrations/0001_a.sql': 'create table a.b (id int primary key);' },
    { 'db/migrations/0001_a.sql': "create table b (id int primary key);\ncomment on table b is 'piattaforma: b';" },
    { 'db/migrations/0001_a.sql': "create table a.b (id int primary key);\ncomment on table a.b is 'ente: b';" },
    { 'db/migrations/0001_a.sql': `create table a.b (ente_id uuid not null, id int, primary key (id));\n${GUARDATA}` },
    { 'db/migrations/0001_a.sql': `create table a.b (ente_id uuid, id int, primary key (ente_id, id));\n${GUARDATA}` },
    {
      'db/migrations/0001_a.sql': `${UNA}${GUARDATA.replace('force', 'enable')}`,
    },
    {
      'db/migrations/0001_a.sql': `${UNA}${GUARDATA.replace('policy', '')}`,
    },
    {
      'db/migrations/0001_a.sql': `${UNA}call piattaforma.tabella_ente('a.b', 'b');`,
    },
    {
      'db/migrations/0001_a.sql': "create table a.b (id int);\ncall piattaforma.tabella_comune('a.b', 'b');",
      [SCHEMA]: '-- nothing',
    },
    {
      'db/migrations/0001_a.sql': `${PROCEDURA}${UNA}call piattaforma.tabella_ente('a.b', 'b');`,
      [SCHEMA]: `${UNA}comment on table a.b is 'ente: b';`,
    },
  ],
  ammesse: [
    {
      'db/migrations/0001_a.sql': `create table a.b (\n  ente_id uuid not null,\n  id int,\n  primary key (ente_id, id)\n);\n${GUARDATA}`,
    },
    { 'db/migrations/0001_a.sql': "create table a.b (id int);\ncomment on table a.b is 'piattaforma: b';" },
    {
      'db/migrations/0001_a.sql': PROCEDURA,
      'db/migrations/0002_b.sql': `${UNA}call piattaforma.tabella_ente('a.b', 'b');`,
      [SCHEMA]: `${UNA}${GUARDATA}`,
    },
    {
      'db/migrations/0001_a.sql':
        'create table a.b (id int);\ndrop table a.b;\ncreate table a.c partition of a.b default;',
    },
  ],
};

function* mancanze({ nome, percorso, riga, ...tabella }: Tabella): Generator<Violazione> {
  const manca = (che: string): Violazione => ({ percorso, riga, che: `${nome}: ${che}` });
  if (!nome.includes('.')) yield manca('non è nello schema di un modulo');
  if (tabella.specie === null) yield manca('il commento non comincia per «ente: » né «piattaforma: »');
  if (tabella.specie !== 'ente') return;
  if (!tabella.enteObbligatorio) yield manca('ente_id non c’è o può mancare');
  if (tabella.chiave[0] !== 'ente_id') yield manca('la chiave non comincia per ente_id');
  if (!tabella.hasPolitica) yield manca('nessuna politica di riga');
  if (!tabella.isForzata) yield manca('force row level security');
}

/** The derived schema holds the same tables, each of the same kind and guarded: what the migrations say is what the database did. */
function* confrontaSchema(albero: Albero, scritte: Map<string, Tabella>): Generator<Violazione> {
  const schema = albero.get(SCHEMA);
  if (schema === undefined) return;
  const fatte = tabelleDi([schema]);
  for (const { nome, specie } of scritte.values()) {
    const fatta = fatte.get(nome);
    if (fatta === undefined) yield { percorso: SCHEMA, riga: 1, che: `${nome}: manca, eppure una migrazione la crea` };
    else if (fatta.specie !== specie)
      yield { percorso: SCHEMA, riga: fatta.riga, che: `${nome}: non è «${specie ?? ''}»` };
    else yield* mancanze(fatta);
  }
}

const numerate: Regola = {
  nome: 'le migrazioni sono numerate di seguito, da 0001',
  *trova(albero) {
    for (const [indice, { percorso }] of migrazioni(albero).entries()) {
      const atteso = String(indice + 1).padStart(4, '0');
      const isGiusto = new RegExp(`^db/migrations/${atteso}_[a-z][a-z0-9_]*\\.sql$`).test(percorso);
      if (!isGiusto) yield { percorso, riga: 1, che: `attesa ${atteso}_nome.sql` };
    }
  },
  piantate: [
    { 'db/migrations/0002_a.sql': '' },
    { 'db/migrations/0001_a.sql': '', 'db/migrations/0003_c.sql': '' },
    { 'db/migrations/0001_a.sql': '', 'db/migrations/0001_b.sql': '' },
    { 'db/migrations/1_a.sql': '' },
  ],
  ammesse: [{ 'db/migrations/0001_a.sql': '', 'db/migrations/0002_b.sql': '' }],
};

const TABELLE = {
  'db/migrations/0001_a.sql':
    'create table enti.ente (id int);\ncreate table posizioni.dovuto (id int);\ncreate view enti.v_ente as select 1;',
};

const altrui: Regola = {
  nome: 'un modulo nomina solo le sue tabelle; delle altre usa le viste v_* e le funzioni',
  *trova(albero) {
    const tabelle = tabelleDi(migrazioni(albero));
    for (const { percorso, testi } of testiSql(albero)) {
      const modulo = /^src\/modules\/([^/]+)\//.exec(percorso)?.[1];
      if (modulo === 'cruscotto') continue; // Read models join freely (house 4).
      for (const { testo, riga } of testi) {
        for (const nominata of senzaCommenti(testo).matchAll(/(?<![\w.])[a-z_]+\.[a-z_0-9]+(?![\w.]|\s*\()/g)) {
          const [nome] = nominata;
          const isAltrui = tabelle.has(nome) && nome.split('.')[0] !== modulo;
          if (isAltrui) yield { percorso, riga: riga + rigaDi(testo, nominata.index) - 1, che: nome };
        }
      }
    }
  },
  piantate: [
    { ...TABELLE, 'src/modules/posizioni/store.ts': 'export const a = sql`select 1\n from enti.ente`;' },
    {
      ...TABELLE,
      'src/modules/posizioni/store/b.ts':
        'export const a = sql`select ${b} from posizioni.dovuto join enti.ente e on ${c}`;',
    },
    { ...TABELLE, 'src/modules/posizioni/store.ts': "export const a = db.selectFrom('enti.ente');" },
    { ...TABELLE, 'src/modules/posizioni/carico.sql': 'select 1 from enti.ente;' },
    { ...TABELLE, 'src/doors/nodo/verifica.ts': 'export const a = sql`select 1 from posizioni.dovuto`;' },
  ],
  ammesse: [
    { ...TABELLE, 'src/modules/enti/store.ts': 'export const a = sql`select 1 from enti.ente -- posizioni.dovuto\n`;' },
    {
      ...TABELLE,
      'src/modules/posizioni/store.ts': 'export const a = sql`select 1 from enti.v_ente, enti.ente(${1})`;',
    },
    { ...TABELLE, 'src/modules/posizioni/acts.ts': 'export const a = enti.ente; // enti.ente' },
    { ...TABELLE, 'src/modules/posizioni/acts.db.test.ts': 'const a = sql`select 1 from enti.ente`;' },
    { ...TABELLE, 'src/modules/cruscotto/store.ts': 'export const a = sql`select 1 from enti.ente`;' },
  ],
};

type Testi = { percorso: string; testi: { testo: string; riga: number }[] };

/** The texts in which SQL may stand: .sql files, and the strings and templates of the code of modules, doors and wires. */
function* testiSql(albero: Albero): Generator<Testi> {
  for (const foglio of albero.values()) {
    const { percorso, testo } = foglio;
    if (!/^src\/(modules|doors|wires)\//.test(percorso) || isProva(percorso)) continue;
    if (percorso.endsWith('.sql')) yield { percorso, testi: [{ testo, riga: 1 }] };
    if (!isCodice(percorso)) continue;
    const sorgente = sorgenteDi(foglio);
    const pezzi = [...nodiDi(sorgente)].filter(
      (nodo) => ts.isStringLiteralLike(nodo) || ts.isTemplateHead(nodo) || isSeguito(nodo),
    );
    const riga = (nodo: ts.Node): number => sorgente.getLineAndCharacterOfPosition(nodo.getStart(sorgente)).line + 1;
    yield { percorso, testi: pezzi.map((nodo) => ({ testo: nodo.getText(sorgente).slice(1, -1), riga: riga(nodo) })) };
  }
}

function isSeguito(nodo: ts.Node): boolean {
  return ts.isTemplateMiddle(nodo) || ts.isTemplateTail(nodo);
}

export const database: Regola[] = [guardate, numerate, altrui];
