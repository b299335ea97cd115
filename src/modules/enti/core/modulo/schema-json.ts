import { DEFINIZIONE, IMPORTI, LIMITI_MODULO, NODI, PEZZI, TARIFFA, type Genere } from './definizione.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [chiave: string]: Json };

const ref = (nome: string): Json => ({ $ref: `#/$defs/${nome}` });
const unoDi = (nomi: readonly string[]): Json => ({ oneOf: nomi.map(ref) });

/** As JSON: a schema of typebox is one, but for what only TypeScript sees of it. */
const comeJson = (schema: unknown): Json => JSON.parse(JSON.stringify(schema)) as Json;

/** What is said once, and referred to wherever it stands. */
const UNA_VOLTA: Readonly<Record<string, Json>> = {
  testo: comeJson(PEZZI.testo),
  espressione: comeJson(PEZZI.espressione),
  riga: comeJson(PEZZI.riga),
  tariffa: comeJson(TARIFFA),
};

/** The fields of a group: each is a field. Where the shapes are checked one kind at a time, they are anything. */
const CAMPI = comeJson(PEZZI.campi);

/** The schema with what is said once put in its place by name; the pieces in it first. */
function conRiferimenti(json: Json, tranne: string | null = null): Json {
  const scritto = JSON.stringify(json);
  const noto = Object.entries(UNA_VOLTA).find(([nome, pezzo]) => nome !== tranne && JSON.stringify(pezzo) === scritto);
  if (noto !== undefined) return ref(noto[0]);
  if (scritto === JSON.stringify(CAMPI)) return { ...(CAMPI as object), patternProperties: { '^.*$': ref('campo') } };
  if (Array.isArray(json)) return json.map((uno: Json) => conRiferimenti(uno));
  if (json === null || typeof json !== 'object') return json;
  return Object.fromEntries(Object.entries(json).map(([chiave, uno]) => [chiave, conRiferimenti(uno)]));
}

/**
 * The language of the forms as one JSON Schema 2020-12, for editors and other programs. It says the shape; names, types of the expressions
 * and what a definition refers to are judged by `controllaDefinizione` alone.
 */
export function schemaModulo(): Json {
  const generi = Object.keys(NODI) as Genere[];
  const modi = Object.keys(IMPORTI) as (keyof typeof IMPORTI)[];
  const { properties, ...intero } = comeJson(DEFINIZIONE) as { properties: Record<string, Json> };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Modulo di pagamento spontaneo, formato 1',
    description: `La forma di una definizione (docs/integrazione/moduli.md). Al massimo ${LIMITI_MODULO.documentoBytesMax} byte di JSON.`,
    ...intero,
    properties: { ...(conRiferimenti(properties) as object), importo: unoDi(modi.map((modo) => `importo_${modo}`)) },
    $defs: {
      ...Object.fromEntries(Object.entries(UNA_VOLTA).map(([nome, pezzo]) => [nome, conRiferimenti(pezzo, nome)])),
      campo: unoDi(generi.map((genere) => `campo_${genere}`)),
      ...Object.fromEntries(generi.map((g) => [`campo_${g}`, conRiferimenti(comeJson(NODI[g]))])),
      ...Object.fromEntries(modi.map((m) => [`importo_${m}`, conRiferimenti(comeJson(IMPORTI[m]))])),
    },
  };
}
