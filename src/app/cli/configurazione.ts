import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Type, type Static, type TObject, type TProperties, type TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { ok, type Esito } from '#kernel/esito';

const testo = Type.String({ minLength: 1 });
const giorno = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const elenco = <T extends TSchema>(di: T) => Type.Array(di);
/** An unknown field is a mistake of spelling: said, not passed over. */
const oggetto = <P extends TProperties>(campi: P): TObject<P> => Type.Object(campi, { additionalProperties: false });

const Stazione = oggetto({
  codice: testo,
  versionePrimitive: Type.Union([Type.Literal(1), Type.Literal(2)]),
  segreti: Type.Optional(elenco(testo)),
  certificatiCn: Type.Optional(elenco(testo)),
  indirizzi: Type.Optional(elenco(testo)),
});

const Conto = oggetto({
  nome: testo,
  tipo: Type.Union([Type.Literal('bancario'), Type.Literal('postale')]),
  intestatario: testo,
  autorizzazioneStampa: Type.Optional(testo),
  iban: testo,
  validoDal: giorno,
});

const TipoDovuto = oggetto({
  codice: testo,
  denominazione: testo,
  tassonomia: testo,
  conto: testo,
  contoPostale: Type.Optional(testo),
  attivo: Type.Optional(Type.Boolean()),
  scadenzaObbligatoria: Type.Optional(Type.Boolean()),
  scadenzaStampata: Type.Optional(Type.Boolean()),
  pagaDopoScadenza: Type.Optional(Type.Boolean()),
  codiceFiscaleAnonimo: Type.Optional(Type.Boolean()),
  avvisoStampabile: Type.Optional(Type.Boolean()),
});

const Ente = oggetto({
  codIpa: testo,
  codiceFiscale: testo,
  denominazione: testo,
  tipo: testo,
  ambiente: Type.Optional(Type.Union([Type.Literal('live'), Type.Literal('prova')])),
  settore: Type.Optional(testo),
  info: Type.Optional(testo),
  indirizzo: Type.Optional(testo),
  email: Type.Optional(testo),
  telefono: Type.Optional(testo),
  pec: Type.Optional(testo),
  sito: Type.Optional(testo),
  cbill: Type.Optional(testo),
  logo: Type.Optional(testo),
  stazione: oggetto({ codice: testo, segregazione: testo, validaDal: giorno }),
  conti: elenco(Conto),
  tipiDovuto: elenco(TipoDovuto),
  inEsercizio: Type.Optional(Type.Boolean()),
});

const Configurazione = oggetto({
  intermediario: oggetto({ codiceFiscale: testo, denominazione: testo }),
  stazioni: elenco(Stazione),
  enti: elenco(Ente),
});

/** What an installation is at its beginning, as its administrator writes it (docs/esercizio.md). */
export type Configurazione = Static<typeof Configurazione>;
export type EnteConfigurato = Static<typeof Ente>;

type NonLetta = { codice: 'non_leggibile' | 'non_json' | 'campo'; genere: 'non_valido'; dove: string };

function nonLetta(codice: NonLetta['codice'], dove: string): { ok: false; refusal: NonLetta } {
  return { ok: false, refusal: { codice, genere: 'non_valido', dove } };
}

/** Reads the file. Paths in it start from its own folder, and come back whole. */
export async function leggiConfigurazione(percorso: string): Promise<Esito<Configurazione, NonLetta>> {
  const contenuto = await readFile(percorso, 'utf8').catch(() => null);
  if (contenuto === null) return nonLetta('non_leggibile', percorso);
  let letto: unknown;
  try {
    letto = JSON.parse(contenuto);
  } catch {
    return nonLetta('non_json', percorso);
  }
  if (!Value.Check(Configurazione, letto)) {
    return nonLetta('campo', campoSbagliato(letto));
  }
  const intero = (logo: string): string => resolve(dirname(percorso), logo);
  const enti = letto.enti.map((ente) => (ente.logo === undefined ? ente : { ...ente, logo: intero(ente.logo) }));
  const assente = enti.find(({ logo }) => logo !== undefined && !existsSync(logo))?.logo;
  return assente === undefined ? ok({ ...letto, enti }) : nonLetta('non_leggibile', assente);
}

/** `enti/0/tipiDovuto/1/conto`: where the first mistake is. */
function campoSbagliato(letto: unknown): string {
  const [errore] = Value.Errors(Configurazione, letto);
  const { instancePath = '', params } = (errore ?? {}) as { instancePath?: string; params?: object };
  const campi = Object.values(params ?? {}).flat();
  const campo = errore?.keyword === 'required' || errore?.keyword === 'additionalProperties' ? campi[0] : undefined;
  return [instancePath.slice(1), campo].filter((parte) => parte !== undefined && parte !== '').join('/');
}
