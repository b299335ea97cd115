import { LIMITI } from '#kernel/limiti';
import type { RichiestaCarico } from '#modules/posizioni';
import type { CodiceAvvertenza } from '../core/dovuti/avvertenze.ts';
import type { VersioneDovuti } from '../core/dovuti/colonne.ts';
import { leggiRiga, type RigaLetta } from '../core/dovuti/leggi-riga.ts';
import { isFuoriModalita, type RegoleEnte } from '../core/dovuti/regole.ts';
import { validaRiga } from '../core/dovuti/valida.ts';
import type { AvvertenzaRiga, ScartoRiga } from '../store.ts';
import type { RigaFile } from './lettura.ts';
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

/** Tells the good rows, as requests to `posizioni`, from those that are wrong by themselves. */
export function separa(righe: readonly RigaFile[], come: Come): { richieste: RichiestaCarico[]; scarti: ScartoRiga[] } {
  const { versione, regole, trovato } = come;
  const richieste: RichiestaCarico[] = [];
  const scarti: ScartoRiga[] = [];
  for (const { riga, testo } of righe) {
    const letta = leggiRiga(testo, versione);
    if (!letta.ok) {
      scarti.push({ ...letta.scarto, riga, iud: iudDi(testo) });
      conta(trovato.sbagliate, '');
      continue;
    }
    const scarto = validaRiga(letta.value, regole);
    if (scarto !== null) {
      scarti.push({ ...scarto, riga, iud: letta.value.campi['IUD'] ?? '' });
      conta(trovato.sbagliate, letta.value.campi['tipoDovuto'] ?? '');
      continue;
    }
    richieste.push(richiestaDi(riga, letta.value));
    guarda({ riga, letta: letta.value }, come);
  }
  return { richieste, scarti };
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
