import { Type, type Static, type TObject, type TProperties, type TRecord, type TSchema } from 'typebox';

/**
 * The definition of a form of spontaneous payment: a JSON document that says what is asked, what it costs and what is written on the
 * payment. `schema` is JSON Schema 2020-12 in a restricted vocabulary, and describes the values that come out; the words in Italian
 * (`genere`, `etichetta`, `visibileSe` …) are a vocabulary of ours, annotations to any other reader. docs/integrazione/moduli.md
 * teaches it to whoever writes one. Here is its shape, node by node; `controllaDefinizione` judges the rest.
 */

/** How large a definition and what is typed into it may be. Each bound is far above the largest of the catalogue. */
export const LIMITI_MODULO = {
  /** The document, as UTF-8 JSON. */
  documentoBytesMax: 256 * 1024,
  /** Fields, groups included. */
  campiMax: 200,
  /** Groups within groups. */
  profonditaMax: 5,
  /** Characters of an expression, nodes of its tree, and how deep they are nested. */
  espressioneCaratteriMax: 1000,
  espressioneNodiMax: 200,
  espressioneProfonditaMax: 24,
  /** Steps that one compilation may take at the worst, all expressions and rows included: about a tenth of a second. */
  passiMax: 400_000,
  tariffeMax: 20,
  tariffaRigheMax: 500,
  tariffaColonneMax: 12,
  opzioniMax: 300,
  /** Rows of a repeatable group: as many as a person fills in by hand. */
  righeMax: 50,
  /** Lines of a computed amount, as declared; a line for each row of a group counts as one. */
  vociMax: 30,
  /** Longest text of one answer. */
  testoCaratteriMax: 1024,
  etichettaCaratteriMax: 500,
  /** A whole number typed or computed, scaled by its decimals: far within what JSON keeps exactly. */
  numeroMax: 1_000_000_000_000,
} as const;

const stretto = <P extends TProperties>(proprieta: P): TObject<P> =>
  Type.Object(proprieta, { additionalProperties: false });

/** A sentence in the languages of the ente: Italian always, the others where there are. */
const TESTO = Type.Object(
  { it: Type.String({ minLength: 1, maxLength: LIMITI_MODULO.etichettaCaratteriMax }) },
  {
    additionalProperties: Type.String({ minLength: 1, maxLength: LIMITI_MODULO.etichettaCaratteriMax }),
    propertyNames: { pattern: '^[a-z]{2}$' },
  },
);
export type Testo = { readonly it: string; readonly [lingua: string]: string };
const Testo = Type.Unsafe<Testo>(TESTO);

const Espressione = Type.String({ minLength: 1, maxLength: LIMITI_MODULO.espressioneCaratteriMax });
const NOME = '^[a-z][A-Za-z0-9]{0,39}$';
const Nome = Type.String({ pattern: NOME });
const mappa = <T extends TSchema>(di: T): TRecord<'^.*$', T> =>
  Type.Record(Type.String(), di, { propertyNames: { pattern: NOME } });
/** The way to a field from the root, by names: `richiedente.codiceFiscale`. */
const Percorso = Type.String({ pattern: '^[a-z][A-Za-z0-9]{0,39}(?:\\.[a-z][A-Za-z0-9]{0,39}){0,5}$' });
const Intero = Type.Integer({ minimum: -LIMITI_MODULO.numeroMax, maximum: LIMITI_MODULO.numeroMax });
const Quanti = Type.Integer({ minimum: 0, maximum: LIMITI_MODULO.testoCaratteriMax });

/** What any field may say of itself. */
const COMUNI = {
  etichetta: Testo,
  aiuto: Type.Optional(Testo),
  /** It tells of a person: it never reaches the public causale (model 11). */
  personale: Type.Optional(Type.Boolean()),
  visibileSe: Type.Optional(Espressione),
  abilitatoSe: Type.Optional(Espressione),
};

/** What a field with a value of its own may say besides. `default` is what is found there the first time. */
const CON_VALORE = {
  ...COMUNI,
  obbligatorioSe: Type.Optional(Espressione),
  validoSe: Type.Optional(Type.Array(stretto({ se: Espressione, messaggio: Testo }), { maxItems: 10 })),
  /** Computed: shown, never typed; what is posted under its name is ignored. */
  valore: Type.Optional(Espressione),
  /** Computed and not shown: a step of a computation, or a piece of a causale. */
  nascosto: Type.Optional(Type.Boolean()),
};

const OPZIONE = stretto({
  const: Type.String({ minLength: 1, maxLength: 100 }),
  title: Type.String({ minLength: 1, maxLength: LIMITI_MODULO.etichettaCaratteriMax }),
  titoli: Type.Optional(Testo),
  se: Type.Optional(Espressione),
});

/** Options that are the rows of a tariff: the value from `colonna`, the words from `etichetta`; `se` sees each row as `riga`. */
const DA_TARIFFA = stretto({
  tariffa: Nome,
  colonna: Nome,
  etichetta: Type.Optional(Nome),
  se: Type.Optional(Espressione),
});

const OPZIONI = {
  oneOf: Type.Optional(Type.Array(OPZIONE, { minItems: 1, maxItems: LIMITI_MODULO.opzioniMax })),
  enum: Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { minItems: 1, maxItems: LIMITI_MODULO.opzioniMax }),
  ),
  daTariffa: Type.Optional(DA_TARIFFA),
};

/** The shapes a text may be asked to have. No pattern of one's own: a regular expression can be made to run for ever. */
export const FORMATI = ['codice-fiscale', 'partita-iva', 'email', 'targa'] as const;

const CAMPI = mappa(Type.Unknown());
const FIGLI = {
  properties: CAMPI,
  /** The names in the order in which they are asked: a database does not keep that of the keys. */
  ordine: Type.Array(Nome, { maxItems: LIMITI_MODULO.campiMax }),
  required: Type.Optional(Type.Array(Nome, { maxItems: LIMITI_MODULO.campiMax })),
  additionalProperties: Type.Optional(Type.Literal(false)),
};
const RIGA = stretto({ type: Type.Literal('object'), ...FIGLI });

/** What stands in many places of a definition. */
export const PEZZI = { testo: Testo, espressione: Espressione, campi: CAMPI, riga: RIGA };

/** The node of each kind of field. */
export const NODI = {
  testo: stretto({
    genere: Type.Literal('testo'),
    type: Type.Literal('string'),
    minLength: Type.Optional(Quanti),
    maxLength: Type.Optional(Quanti),
    default: Type.Optional(Type.String({ maxLength: LIMITI_MODULO.testoCaratteriMax })),
    format: Type.Optional(Type.Enum(FORMATI)),
    /** Lines to write on: more than one is a text of several lines. */
    righe: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })),
    ...CON_VALORE,
  }),
  numero: stretto({
    genere: Type.Literal('numero'),
    type: Type.Literal('integer'),
    minimum: Type.Optional(Intero),
    maximum: Type.Optional(Intero),
    default: Type.Optional(Intero),
    /** Digits after the comma: the value is the number without it, so 12,50 with two is 1250. */
    decimali: Type.Optional(Type.Integer({ minimum: 0, maximum: 4 })),
    /** What is counted, said beside the number. */
    unita: Type.Optional(Testo),
    ...CON_VALORE,
  }),
  importo: stretto({
    genere: Type.Literal('importo'),
    type: Type.Literal('integer'),
    minimum: Type.Optional(Intero),
    maximum: Type.Optional(Intero),
    default: Type.Optional(Intero),
    ...CON_VALORE,
  }),
  data: stretto({
    genere: Type.Literal('data'),
    type: Type.Literal('string'),
    format: Type.Literal('date'),
    default: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })),
    ...CON_VALORE,
  }),
  scelta: stretto({
    genere: Type.Literal('scelta'),
    type: Type.Literal('string'),
    default: Type.Optional(Type.String({ maxLength: 100 })),
    ...OPZIONI,
    ...CON_VALORE,
  }),
  scelte: stretto({
    genere: Type.Literal('scelte'),
    type: Type.Literal('array'),
    items: stretto({ type: Type.Literal('string'), ...OPZIONI }),
    uniqueItems: Type.Literal(true),
    minItems: Type.Optional(Quanti),
    maxItems: Type.Optional(Quanti),
    ...CON_VALORE,
  }),
  si_no: stretto({ genere: Type.Literal('si_no'), type: Type.Literal('boolean'), ...CON_VALORE }),
  /** The value is the name under which the page keeps the file; what is in it is judged where it is received. */
  file: stretto({
    genere: Type.Literal('file'),
    type: Type.Literal('string'),
    accetta: Type.Array(Type.Enum(['application/pdf', 'image/jpeg', 'image/png']), {
      minItems: 1,
      maxItems: 3,
    }),
    bytesMax: Type.Optional(Type.Integer({ minimum: 1, maximum: 10 * 1024 * 1024 })),
    ...COMUNI,
    obbligatorioSe: CON_VALORE.obbligatorioSe,
    validoSe: CON_VALORE.validoSe,
  }),
  gruppo: stretto({ genere: Type.Literal('gruppo'), type: Type.Literal('object'), ...FIGLI, ...COMUNI }),
  /** Groups side by side, one shown at a time where the browser can. */
  schede: stretto({ genere: Type.Literal('schede'), type: Type.Literal('object'), ...FIGLI, ...COMUNI }),
  ripetibile: stretto({
    genere: Type.Literal('ripetibile'),
    type: Type.Literal('array'),
    items: RIGA,
    minItems: Type.Optional(Type.Integer({ minimum: 0, maximum: LIMITI_MODULO.righeMax })),
    maxItems: Type.Optional(Type.Integer({ minimum: 1, maximum: LIMITI_MODULO.righeMax })),
    ...COMUNI,
    validoSe: CON_VALORE.validoSe,
  }),
};

export type Genere = keyof typeof NODI;
/** What a node with children is, once each child has been judged by the shape of its kind. */
type ConFigli<T> = Omit<T, 'properties'> & { properties: Readonly<Record<string, Campo>> };
export type Riga = ConFigli<Static<typeof RIGA>>;
export type Gruppo = ConFigli<Static<(typeof NODI)['gruppo']>> | ConFigli<Static<(typeof NODI)['schede']>>;
export type Ripetibile = Omit<Static<(typeof NODI)['ripetibile']>, 'items'> & { items: Riga };
export type GenereConValore = Exclude<Genere, 'gruppo' | 'schede' | 'ripetibile'>;
export type CampoConValore = { [G in GenereConValore]: Static<(typeof NODI)[G]> }[GenereConValore];
export type Campo = CampoConValore | Gruppo | Ripetibile;
export type CampoDi<G extends Genere> = Extract<Campo, { genere: G }>;

const COLONNA = stretto({
  nome: Nome,
  /** `etichetta` holds words for people, in the languages of the ente: expressions do not see it. */
  genere: Type.Enum(['testo', 'numero', 'importo', 'data', 'si_no', 'etichetta']),
});

/** A table of prices. `chiave`: columns that single out a row, for `riga(…)`; `fascia`: the column of the upper bounds, for `fascia(…)`. */
export const TARIFFA = stretto({
  colonne: Type.Array(COLONNA, { minItems: 1, maxItems: LIMITI_MODULO.tariffaColonneMax }),
  chiave: Type.Optional(Type.Array(Nome, { minItems: 1, maxItems: 3 })),
  fascia: Type.Optional(Nome),
  righe: Type.Array(mappa(Type.Union([Type.String({ maxLength: 200 }), Intero, Type.Boolean(), Type.Null(), Testo])), {
    minItems: 1,
    maxItems: LIMITI_MODULO.tariffaRigheMax,
  }),
});
export type Tariffa = Static<typeof TARIFFA>;

/**
 * A line of a computed amount: `importo`, or `quantita` × `prezzo`, where a quantity with decimals says how many and the product is
 * rounded to the nearest cent, halves up. `perOgni` names a repeatable group: a line for each of its rows, seen as `riga`.
 */
const VOCE = stretto({
  etichetta: Testo,
  se: Type.Optional(Espressione),
  perOgni: Type.Optional(Percorso),
  quantita: Type.Optional(Espressione),
  decimali: Type.Optional(Type.Integer({ minimum: 0, maximum: 4 })),
  prezzo: Type.Optional(Espressione),
  importo: Type.Optional(Espressione),
});
export type Voce = Static<typeof VOCE>;

/** How the amount comes out, by `modo`. */
export const IMPORTI = {
  fisso: stretto({ modo: Type.Literal('fisso'), importoCents: Type.Integer({ minimum: 1, maximum: 99_999_999_999 }) }),
  /** A field of kind `importo`, within its own bounds. */
  libero: stretto({ modo: Type.Literal('libero'), campo: Percorso }),
  /** A choice whose options are the key of a tariff: the amount is in `colonna` of its row. */
  scelto: stretto({ modo: Type.Literal('scelto'), campo: Percorso, tariffa: Nome, colonna: Nome }),
  calcolato: stretto({
    modo: Type.Literal('calcolato'),
    voci: Type.Array(VOCE, { minItems: 1, maxItems: LIMITI_MODULO.vociMax }),
    /** Beneath this the total is raised to it, by a line of these words. */
    minimo: Type.Optional(
      stretto({ importoCents: Type.Integer({ minimum: 1, maximum: 99_999_999_999 }), etichetta: Testo }),
    ),
    /** Above this the form is refused. */
    massimoCents: Type.Optional(Type.Integer({ minimum: 1, maximum: 99_999_999_999 })),
  }),
};
export type ModoImporto = keyof typeof IMPORTI;
export type Importo = { [M in ModoImporto]: Static<(typeof IMPORTI)[M]> }[ModoImporto];

/** The whole document. Fields and amount are checked by their own shapes, one kind at a time. */
export const DEFINIZIONE = stretto({
  $schema: Type.Optional(Type.Literal('https://json-schema.org/draft/2020-12/schema')),
  /** The version of this language. */
  formato: Type.Literal(1),
  titolo: Type.Optional(Testo),
  introduzione: Type.Optional(Testo),
  schema: RIGA,
  tariffe: Type.Optional(mappa(TARIFFA)),
  importo: Type.Object({ modo: Type.String() }),
  /** To the ente: `{{field}}`, and `[[ … ]]` around what disappears when the fields inside are empty. */
  causale: Type.String({ minLength: 1, maxLength: 1024 }),
  /** To pagoPA and to whoever finds the notice: nothing personal. */
  causalePubblica: Type.String({ minLength: 1, maxLength: 140 }),
  /** Expressions that say where the ente books what is paid. */
  capitolo: Type.Optional(
    stretto({ codice: Espressione, ufficio: Type.Optional(Espressione), accertamento: Type.Optional(Espressione) }),
  ),
});
export type DefinizioneModulo = Omit<Static<typeof DEFINIZIONE>, 'schema' | 'importo'> & {
  schema: Riga;
  importo: Importo;
};
