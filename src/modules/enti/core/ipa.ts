import type { TipoEnte } from './tipi-ente.ts';

/** An ente as the public index of the administrations (IPA) tells it; blank where it says nothing. */
export type VoceIpa = {
  codIpa: string;
  denominazione: string;
  codiceFiscale: string;
  /** One of ours, where the category of the index has one alone. */
  tipo: TipoEnte | '';
  indirizzo: string;
  pec: string;
  email: string;
  sito: string;
};

/** Categories of the index that are one kind of ente of ours. Of the others whoever registers it says which it is. */
const CATEGORIE: Readonly<Record<string, TipoEnte>> = {
  L4: 'regione',
  L5: 'provincia',
  L45: 'citta_metropolitana',
  L6: 'comune',
  L12: 'comunita_montana',
  L18: 'unione_comuni',
  L36: 'consorzio',
  L7: 'azienda_sanitaria',
  L17: 'universita',
  L33: 'scuola',
};

/** A row of the index, by the names of its columns made plain: the published file and its older form do not spell them alike. */
export type RigaIpa = Readonly<Record<string, string>>;

/** `Codice_IPA` → `codiceipa`. */
export function colonnaIpa(titolo: string): string {
  return titolo
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}

const COLONNE = {
  codIpa: ['codiceipa', 'codamm'],
  denominazione: ['denominazioneente', 'desamm'],
  codiceFiscale: ['codicefiscaleente', 'cf'],
  categoria: ['codicecategoria'],
  indirizzo: ['indirizzo'],
  cap: ['cap'],
  comune: ['comune'],
  sito: ['sitoistituzionale'],
} as const;

/** Are these the columns of the index? */
export function isIpa(colonne: readonly string[]): boolean {
  return [COLONNE.codIpa, COLONNE.denominazione, COLONNE.codiceFiscale].every((nomi) =>
    nomi.some((nome) => colonne.includes(nome)),
  );
}

/** Is it the row of the ente that is looked for, by its code or its tax code? */
export function eRigaDi(riga: RigaIpa, cercato: string): boolean {
  const codice = leggi(riga, 'codIpa');
  return codice.toLowerCase() === cercato.toLowerCase() || leggi(riga, 'codiceFiscale') === cercato;
}

function leggi(riga: RigaIpa, campo: keyof typeof COLONNE): string {
  const valori = COLONNE[campo].map((nome) => riga[nome] ?? '');
  return (valori.find((valore) => valore !== '') ?? '').replace(/\s+/g, ' ').trim();
}

/** The index keeps up to five addresses of mail, each with its kind. */
const POSTE = [1, 2, 3, 4, 5];

/** The row as we read it. Nothing is judged here: whoever registers the ente sees it first. */
export function daIpa(riga: RigaIpa): VoceIpa {
  const poste = POSTE.map((n) => ({
    indirizzo: (riga[`mail${n}`] ?? '').trim().toLowerCase(),
    tipo: (riga[`tipomail${n}`] ?? '').trim().toLowerCase(),
  })).filter(({ indirizzo }) => indirizzo.includes('@'));
  const luogo = [leggi(riga, 'cap'), leggi(riga, 'comune')].filter((parte) => parte !== '').join(' ');
  return {
    codIpa: leggi(riga, 'codIpa'),
    denominazione: leggi(riga, 'denominazione').slice(0, 140),
    codiceFiscale: leggi(riga, 'codiceFiscale'),
    tipo: CATEGORIE[leggi(riga, 'categoria').toUpperCase()] ?? '',
    indirizzo: [leggi(riga, 'indirizzo'), luogo].filter((parte) => parte !== '').join(', '),
    pec: poste.find(({ tipo }) => tipo === 'pec')?.indirizzo ?? '',
    email: poste.find(({ tipo }) => tipo !== 'pec')?.indirizzo ?? '',
    sito: sito(leggi(riga, 'sito')),
  };
}

/** The index writes `www.comune.example.it`: what we keep is a whole address. */
function sito(testo: string): string {
  if (testo === '' || /^https?:\/\//i.test(testo)) return testo;
  return `https://${testo}`;
}
