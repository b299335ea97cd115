import { codiceFiscaleValido } from '#kernel/codice-fiscale';
import { partitaIvaValida } from '#kernel/partita-iva';
import type { RichiestaCarico } from '#modules/posizioni';
import { creaCaso, type Caso } from './caso.ts';

export type Debitore = RichiestaCarico['debitore'];

const COGNOMI =
  'Abete Betulla Castagno Dattero Edera Faggio Ginepro Larice Mirtillo Nocciolo Olmo Pioppo Quercia Rovere Salice Tiglio';
const NOMI_DONNA = 'Aurora Beatrice Camilla Diana Elena Flora Giada Irene Livia Marta Noemi Olivia';
const NOMI_UOMO = 'Andrea Bruno Carlo Dario Emilio Fabio Guido Ivan Leo Marco Nino Oscar';
const VIE = [
  'via delle Sorgenti',
  'via del Mulino',
  'piazza della Fontana',
  'vicolo dei Tigli',
  'via dei Carpini',
  'viale del Bosco',
];
const DITTE = [
  'Falegnameria del Bosco',
  'Panificio Spiga d’Oro',
  'Officina Tre Ruote',
  'Cartiera della Valle',
  'Vivaio Quattro Foglie',
];

/** A place where nobody was born: no comune ever had these codes, so that no code here can be that of a living person. */
const LUOGHI = ['M991', 'M993', 'M996', 'M998'];
const MESI = 'ABCDEHLMPRST';
const ALFABETO = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** A person, or now and then a firm, that does not exist; the tax code has the right form and check character. */
export function unDebitore(caso: Caso, localita: { nome: string; cap: string }): Debitore {
  const comune = {
    indirizzo: caso.scegli(VIE),
    civico: String(caso.intero(1, 120)),
    cap: localita.cap,
    localita: localita.nome,
    provincia: null,
    nazione: 'IT',
  };
  if (caso.intero(1, 10) === 1) {
    const anagrafica = `${caso.scegli(DITTE)} S.r.l.`;
    return { ...comune, tipo: 'G', codice: partitaIva(caso), anagrafica, email: 'amministrazione@example.org' };
  }
  const cognome = caso.scegli(COGNOMI.split(' '));
  const isDonna = caso.intero(0, 1) === 1;
  const nome = caso.scegli((isDonna ? NOMI_DONNA : NOMI_UOMO).split(' '));
  const codice = codiceFiscale(caso, { cognome, nome, isDonna });
  const email = `${nome}.${cognome}@example.org`.toLowerCase();
  return { ...comune, tipo: 'F', codice, anagrafica: `${nome} ${cognome}`, email };
}

/** Who may sign in at the simulatore's provider of identity, as `var/demo.json` tells it. */
export type IdentitaDemo = { nome: string; cognome: string; codiceFiscale: string; email: string };

/** Three who owe something to each ente, so that who signs in finds something. */
const PERSONE = [
  { nome: 'Aurora', cognome: 'Sorbo', isDonna: true },
  { nome: 'Bruno', cognome: 'Cipresso', isDonna: false },
  { nome: 'Camilla', cognome: 'Ontano', isDonna: true },
] as const;

/** Who works for the first ente, and comes into the ufficio so. */
const IMPIEGATA = { nome: 'Marta', cognome: 'Larice', isDonna: true } as const;

/** The same at each run. The operator comes last. */
export function identitaDemo(): IdentitaDemo[] {
  return [...PERSONE, IMPIEGATA].map(({ nome, cognome, isDonna }, i) => ({
    ...{ nome, cognome, codiceFiscale: codiceFiscale(creaCaso(7_000 + i), { cognome, nome, isDonna }) },
    email: `${nome}.${cognome}@example.org`.toLowerCase(),
  }));
}

/** By which an operator of the demo comes in with SPID or CIE; null: by password only. */
export function identitaOperatore(nomeIntero: string): string | null {
  const { nome, cognome } = IMPIEGATA;
  return nomeIntero === `${nome} ${cognome}` ? (identitaDemo().at(-1)?.codiceFiscale ?? null) : null;
}

/** One of them, as an ente writes who owes. */
export function debitoreNoto(n: number, localita: { nome: string; cap: string }): Debitore {
  const persona = identitaDemo()[n % PERSONE.length];
  if (persona === undefined) throw new Error('demo: nobody signs in');
  const { nome, cognome, codiceFiscale: codice, email } = persona;
  const dove = {
    indirizzo: VIE[n % VIE.length] ?? null,
    civico: String(n + 1),
    cap: localita.cap,
    localita: localita.nome,
  };
  return { ...dove, provincia: null, nazione: 'IT', tipo: 'F', codice, anagrafica: `${nome} ${cognome}`, email };
}

/** Nobody in particular: what the files of the enti write where the payer is not known. */
export function anonimo(debitore: Debitore): Debitore {
  return {
    ...debitore,
    tipo: 'F',
    codice: 'ANONIMO',
    anagrafica: 'Anonimo',
    indirizzo: null,
    civico: null,
    email: null,
  };
}

function codiceFiscale(
  caso: Caso,
  { cognome, nome, isDonna }: { cognome: string; nome: string; isDonna: boolean },
): string {
  const anno = String(caso.intero(40, 99));
  const giorno = String(caso.intero(1, 28) + (isDonna ? 40 : 0)).padStart(2, '0');
  const base = `${tre(cognome)}${treNome(nome)}${anno}${caso.scegli([...MESI])}${giorno}${caso.scegli(LUOGHI)}`;
  return conControllo(
    [...ALFABETO].map((lettera) => base + lettera),
    codiceFiscaleValido,
  );
}

function partitaIva(caso: Caso): string {
  // Office 000 is of no province.
  const base = `${caso.intero(1_000_000, 9_999_999)}000`;
  return conControllo(
    [...'0123456789'].map((cifra) => base + cifra),
    partitaIvaValida,
  );
}

function conControllo(candidati: readonly string[], isValido: (codice: string) => boolean): string {
  const valido = candidati.find(isValido);
  if (valido === undefined) throw new Error('demo: no check character fits');
  return valido;
}

/** Consonants first, then vowels, then X. */
function tre(testo: string): string {
  const { consonanti, vocali } = lettere(testo);
  return `${consonanti}${vocali}${'X'.repeat(3)}`.slice(0, 3);
}

/** Of a first name with four consonants or more, the second is left out. */
function treNome(nome: string): string {
  const { consonanti } = lettere(nome);
  return consonanti.length > 3 ? `${consonanti[0]}${consonanti[2]}${consonanti[3]}` : tre(nome);
}

function lettere(testo: string): { consonanti: string; vocali: string } {
  const maiuscole = testo.toUpperCase();
  return { consonanti: maiuscole.replace(/[AEIOU]/g, ''), vocali: maiuscole.replace(/[^AEIOU]/g, '') };
}
