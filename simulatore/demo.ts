/** The facts of the demo, from the file that the product writes (`var/demo.json`): all we know of it besides its addresses. */
import { readFile } from 'node:fs/promises';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';

const AvvisoDemo = Type.Object({
  numeroAvviso: Type.String(),
  importoCents: Type.Integer(),
  tipoDovuto: Type.String(),
  stato: Type.String(),
});

const Ente = Type.Object({
  codiceFiscale: Type.String(),
  denominazione: Type.String(),
  stazione: Type.String(),
  avvisi: Type.Array(AvvisoDemo),
});

const Identita = Type.Object({
  nome: Type.String(),
  cognome: Type.String(),
  codiceFiscale: Type.String(),
  email: Type.Union([Type.String(), Type.Null()]),
});

/** Who has an account in an ente, and how MyPay is called by its provider. */
const Accessi = Type.Object({
  clientId: Type.String(),
  segreto: Type.String(),
  persone: Type.Array(
    Type.Object({ soggetto: Type.String(), nome: Type.String(), email: Type.String(), verificata: Type.Boolean() }),
  ),
});

/** What an ente has prepared to be paid, for who comes from its site. */
const Arrivo = Type.Object({
  titolo: Type.String(),
  modo: Type.String(),
  idSession: Type.String(),
  url: Type.String(),
});

/** A notice that only the software of an ente knows. */
export const AvvisoSoloEnte = Type.Object({
  codiceFiscaleEnte: Type.String(),
  denominazione: Type.String(),
  numeroAvviso: Type.String({ pattern: '^[0-9]{18}$' }),
  importoCents: Type.Integer({ minimum: 1 }),
  causale: Type.String({ maxLength: 140 }),
  scadenza: Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' }),
  tassonomia: Type.String(),
  iban: Type.String(),
  debitore: Type.Object({ codiceFiscale: Type.String(), nome: Type.String() }),
});

const Demo = Type.Object({
  enti: Type.Array(Ente),
  // A file of before people could sign in has none.
  identita: Type.Optional(Type.Array(Identita)),
  accessi: Type.Optional(Type.Array(Accessi)),
  arrivi: Type.Optional(Type.Array(Arrivo)),
  soloEnte: Type.Optional(Type.Array(AvvisoSoloEnte)),
  // With what the events of the first ente are signed.
  eventi: Type.Optional(Type.Object({ segreto: Type.String() })),
});

export type AvvisoDemo = Static<typeof AvvisoDemo>;
export type Ente = Static<typeof Ente>;
export type Arrivo = Static<typeof Arrivo>;
export type AvvisoSoloEnte = Static<typeof AvvisoSoloEnte>;
export type Demo = Static<typeof Demo>;

/** Throws, naming the first wrong field, when the file is not what the two sides agreed on. Fields we do not use are let be. */
export async function leggiDemo(percorso: string): Promise<Demo> {
  const contenuto: unknown = JSON.parse(await readFile(percorso, 'utf8'));
  if (Value.Check(Demo, contenuto))
    return { ...contenuto, enti: contenuto.enti.map((ente) => ({ ...ente, avvisi: unaVolta(ente.avvisi) })) };
  const [errore] = Value.Errors(Demo, contenuto);
  throw new Error(`${percorso} non è un demo.json: ${errore?.instancePath ?? ''} ${errore?.message ?? ''}`);
}

/** The file has a line for each dovuto; a notice that asks for several is one, for all that they come to. */
function unaVolta(avvisi: readonly AvvisoDemo[]): AvvisoDemo[] {
  return [...Map.groupBy(avvisi, ({ numeroAvviso }) => numeroAvviso)].map(([numeroAvviso, suoi]) => {
    const detti = (di: (uno: AvvisoDemo) => string): string => [...new Set(suoi.map(di))].join(', ');
    return {
      numeroAvviso,
      importoCents: suoi.map((uno) => uno.importoCents).reduce((totale, uno) => totale + uno, 0),
      tipoDovuto: detti((uno) => uno.tipoDovuto),
      stato: detti((uno) => uno.stato),
    };
  });
}
