import { LIMITI } from '#kernel/limiti';
import type { RichiestaCarico } from '#modules/posizioni';
import type { CodiceAvvertenza } from '../core/dovuti/avvertenze.ts';
import type { VersioneDovuti } from '../core/dovuti/colonne.ts';
import { scartoDi } from '../core/dovuti/codici-riga.ts';
import { leggiRiga, type RigaLetta } from '../core/dovuti/leggi-riga.ts';
import { isFuoriModalita, type RegoleEnte, type Scarto } from '../core/dovuti/regole.ts';
import { validaRiga } from '../core/dovuti/valida.ts';
import type { AvvertenzaRiga, ScartoRiga } from '../store.ts';
import type { RigaFile } from './insiemi.ts';
import { richiestaDi } from './richiesta.ts';

/** Filled in while rows are read. */
export type Trovato = {
  /** Of good rows, kinds of due that are not joined «per flussi». */
  fuoriModalita: Set<string>;
  righeConAvvertenze: number;
  /** Of the first of those rows. */
  avvertenze: AvvertenzaRiga[];
  /** How many rows deserve a look, by reason. */
  perche: Map<CodiceAvvertenza, number>;
  /** How many rows are wrong by themselves, by the kind of due that they name; blank where they cannot be read. */
  sbagliate: Map<string, number>;
};

export function nienteTrovato(): Trovato {
  return { fuoriModalita: new Set(), righeConAvvertenze: 0, avvertenze: [], perche: new Map(), sbagliate: new Map() };
}

export type Come = {
  versione: VersioneDovuti;
  regole: RegoleEnte;
  /** What of a good row deserves a look. */
  avvertenzeDi: (letta: RigaLetta, regole: RegoleEnte) => CodiceAvvertenza[];
  trovato: Trovato;
};

type Giudicata = RigaFile & { letta: RigaLetta | null; scarto: Scarto | null };

/**
 * Tells the good rows, as requests to `posizioni`, from those that are wrong by themselves; and from those of a posizione that has a wrong
 * one, which are refused with it.
 */
export function separa(righe: readonly RigaFile[], come: Come): { richieste: RichiestaCarico[]; scarti: ScartoRiga[] } {
  const { regole, trovato } = come;
  const richieste: RichiestaCarico[] = [];
  const scarti: ScartoRiga[] = [];
  for (const { riga, testo, letta, scarto } of conLeSorelle(righe.map((una) => giudica(una, come)))) {
    if (letta === null || scarto !== null) {
      if (scarto !== null) scarti.push({ ...scarto, riga, iud: letta?.campi['IUD'] ?? iudDi(testo) });
      conta(trovato.sbagliate, letta?.campi['tipoDovuto'] ?? '');
      continue;
    }
    richieste.push(richiestaDi(riga, letta, regole));
    guarda({ riga, letta }, come);
  }
  return { richieste, scarti };
}

function giudica(una: RigaFile, { versione, regole }: Come): Giudicata {
  const letta = leggiRiga(una.testo, versione);
  if (!letta.ok) return { ...una, letta: null, scarto: letta.scarto };
  return { ...una, letta: letta.value, scarto: validaRiga(letta.value, regole) };
}

function conLeSorelle(giudicate: Giudicata[]): Giudicata[] {
  const guasti = new Set(giudicate.flatMap(({ insieme, scarto }) => (scarto === null ? [] : (insieme ?? []))));
  if (guasti.size === 0) return giudicate;
  const incompleta = scartoDi('POSIZIONE_INCOMPLETA', { azione: 'I', iud: '', codIpa: '', versione: '2_0' });
  return giudicate.map((una) =>
    una.scarto === null && guasti.has(una.insieme ?? '') ? { ...una, scarto: incompleta } : una,
  );
}

/** What of a good row a person is told. */
function guarda({ riga, letta }: { riga: number; letta: RigaLetta }, { regole, trovato, avvertenzeDi }: Come): void {
  const codice = letta.campi['tipoDovuto'] ?? '';
  const tipo = regole.tipi.get(codice);
  if (tipo !== undefined && isFuoriModalita(tipo)) trovato.fuoriModalita.add(codice);
  const avvertenze = avvertenzeDi(letta, regole);
  if (avvertenze.length === 0) return;
  trovato.righeConAvvertenze += 1;
  for (const perche of avvertenze) conta(trovato.perche, perche);
  if (trovato.avvertenze.length >= LIMITI.avvertenzeMax) return;
  const iud = letta.campi['IUD'] ?? '';
  trovato.avvertenze.push(...avvertenze.map((perche) => ({ riga, iud, codice: perche })));
}

function conta<K>(quante: Map<K, number>, chiave: K): void {
  quante.set(chiave, (quante.get(chiave) ?? 0) + 1);
}

/** The first field as it came, so that a clerk finds the row again. */
function iudDi(testo: string): string {
  return (testo.split(';', 1)[0] ?? '').trim().slice(0, 35);
}
