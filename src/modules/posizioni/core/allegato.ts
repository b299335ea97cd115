import type { CodiceAllegato } from './rifiuti.ts';

/** What may be attached, as its bytes say: what a browser declares is not asked. */
export const TIPI_ALLEGATO = ['application/pdf', 'image/jpeg', 'image/png'] as const;
export type TipoAllegato = (typeof TIPI_ALLEGATO)[number];

const FIRME: Record<TipoAllegato, string> = {
  'application/pdf': '255044462d',
  'image/jpeg': 'ffd8ff',
  'image/png': '89504e470d0a1a0a',
};

/** What a file is, by its first bytes; null for anything else. */
function tipoDi(byte: Uint8Array): TipoAllegato | null {
  const inizio = Buffer.from(byte.subarray(0, 8)).toString('hex');
  return TIPI_ALLEGATO.find((tipo) => inizio.startsWith(FIRME[tipo])) ?? null;
}

/** Of one field: what it takes, and how large. */
export type CampoAllegato = { accetta: readonly string[]; bytesMax: number };

/** What is wrong with a file before it is opened, or what it is. An image is judged again by whoever opens it. */
export function giudicaAllegato(
  byte: Uint8Array,
  { accetta, bytesMax }: CampoAllegato,
): { difetto: CodiceAllegato } | { difetto: null; tipo: TipoAllegato } {
  if (byte.length === 0) return { difetto: 'ALLEGATO_VUOTO' };
  if (byte.length > bytesMax) return { difetto: 'ALLEGATO_TROPPO_GRANDE' };
  const tipo = tipoDi(byte);
  if (tipo === null || !accetta.includes(tipo)) return { difetto: 'ALLEGATO_TIPO_NON_AMMESSO' };
  const difetto = tipo === 'application/pdf' ? difettoPdf(Buffer.from(byte)) : null;
  return difetto === null ? { difetto, tipo } : { difetto };
}

/** White space of ISO 32000-1 7.2.2: some writers fill the last block of the file with zeros. */
const BIANCHI: ReadonlySet<number> = new Set([0, 9, 10, 12, 13, 32]);
/** Where another reader would look for a page, in a file that is served as it came. */
const TESTA_BYTES = 1024;
/** How far from the end of a file a ZIP may say where its entries are: its record, and the longest comment. */
const CODA_ZIP_BYTES = 22 + 65_535;
const FINE_ZIP = Buffer.from('PK\u0005\u0006', 'latin1');

/**
 * A PDF is served as it came: it must be one from its first byte to its last (ISO 32000-1 7.5), and nothing else besides. Programs that
 * read pages and archives look for their own signs anywhere.
 */
function difettoPdf(byte: Buffer): CodiceAllegato | null {
  const testa = byte.toString('latin1', 0, TESTA_BYTES);
  if (!/^%PDF-[12]\.\d/.test(testa)) return 'ALLEGATO_ILLEGGIBILE';
  const fine = byte.lastIndexOf('%%EOF', undefined, 'latin1');
  if (fine === -1) return 'ALLEGATO_ILLEGGIBILE';
  const soloBianco = byte.subarray(fine + '%%EOF'.length).every((uno) => BIANCHI.has(uno));
  const pagina = /<(?:!doctype\s+html|html|script|svg)\b/i.test(testa);
  return !soloBianco || pagina || isZip(byte) ? 'ALLEGATO_DOPPIO' : null;
}

/** Does the file end as a ZIP does: a record whose comment goes exactly to the last byte? */
function isZip(byte: Buffer): boolean {
  const minimo = Math.max(0, byte.length - CODA_ZIP_BYTES);
  for (let da = byte.lastIndexOf(FINE_ZIP); da >= minimo; da = byte.lastIndexOf(FINE_ZIP, da - 1)) {
    if (da + 22 <= byte.length && byte.readUInt16LE(da + 20) === byte.length - da - 22) return true;
    if (da === 0) return false;
  }
  return false;
}

const ESTENSIONI: Record<TipoAllegato, string> = {
  'application/pdf': '.pdf',
  'image/jpeg': '.jpg',
  'image/png': '.png',
};
const NOME_CARATTERI_MAX = 80;

/**
 * The name under which a file is shown and given back: what the citizen called it, on one line, without a path, what cannot be seen or
 * what a disk refuses; and ending as what it is.
 */
export function nomeAllegato(nome: string, tipo: TipoAllegato): string {
  const solo = nome.split(/[/\\]/).at(-1) ?? '';
  const pulito = solo
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(/[\p{C}\p{Z}]+/gu, ' ')
    // A browser cannot write a quotation mark in a form but as its code.
    .replaceAll(/(?:%22|[<>:"|?*\uFFFD])+/g, '_')
    .replace(/\.(?:pdf|jpe?g|png)$/i, '')
    .replaceAll(/^[\s.]+|[\s.]+$/g, '');
  const corto = [...pulito].slice(0, NOME_CARATTERI_MAX).join('').trim();
  return (corto === '' ? 'documento' : corto) + ESTENSIONI[tipo];
}

/** The field that a posted name is of: rows of a group are numbers. */
export function campoDi(risposta: string): string {
  return risposta.replaceAll(/\.\d{1,3}(?=\.)/g, '');
}

/** Rows are posted from zero, and told from one. */
export function contataDaUno(risposta: string): string {
  return risposta.replaceAll(/\.(\d{1,3})(?=\.)/g, (_, n: string) => `.${Number(n) + 1}`);
}

/** How many rows a group has, by what is written of it: files under the names of their answers, other answers under theirs, from one. */
export function righeScritte(
  gruppo: string,
  { risposte, chiavi }: { risposte: readonly string[]; chiavi: readonly string[] },
): number {
  const dentro = (nomi: readonly string[], prima: string): number[] =>
    nomi.filter((nome) => nome.startsWith(prima)).map((nome) => Number.parseInt(nome.slice(prima.length), 10));
  const daZero = dentro(risposte, `${gruppo}.`).map((n) => n + 1);
  return Math.max(1, ...daZero, ...dentro(chiavi, contataDaUno(`${gruppo}.`)));
}

/** A file that is kept, as far as a page may know. */
export type AllegatoTenuto = { id: string; campo: string; nome: string; tipo: string; bytes: number };

/** A compiled field, as far as it matters here. */
export type CampoConFile = {
  nome: string;
  genere: string;
  valore: string;
  visibile: boolean;
  abilitato: boolean;
  accetta: readonly string[];
  bytesMax: number | null;
  campi: readonly CampoConFile[];
  righe: readonly (readonly CampoConFile[])[];
};

/** The places for a file that the form asks for now, in the order of the page. */
export function postiPerFile(campi: readonly CampoConFile[]): CampoConFile[] {
  return campi
    .filter(({ visibile, abilitato }) => visibile && abilitato)
    .flatMap((campo) =>
      campo.genere === 'file' ? [campo] : [...postiPerFile(campo.campi), ...campo.righe.flatMap(postiPerFile)],
    );
}

/** A file that answers a question: under which name it was posted. */
export type AllegatoRisposto = { risposta: string; id: string };

/**
 * Which files the answers name, and what is wrong with them by name of the answer: one that this visit does not have, or not for this
 * question; one of a type that the form no longer takes. The same file may answer two rows of a group.
 */
export function allegatiRisposti(
  campi: readonly CampoConFile[],
  tenuti: readonly AllegatoTenuto[],
): { allegati: AllegatoRisposto[]; difetti: Map<string, CodiceAllegato> } {
  const perId = new Map(tenuti.map((uno) => [uno.id, uno]));
  const allegati: AllegatoRisposto[] = [];
  const difetti = new Map<string, CodiceAllegato>();
  for (const { nome, valore, accetta } of postiPerFile(campi)) {
    if (valore === '') continue;
    const tenuto = perId.get(valore);
    if (tenuto === undefined || tenuto.campo !== campoDi(nome)) difetti.set(nome, 'ALLEGATO_SCONOSCIUTO');
    else if (!accetta.includes(tenuto.tipo)) difetti.set(nome, 'ALLEGATO_TIPO_NON_AMMESSO');
    else allegati.push({ risposta: nome, id: tenuto.id });
  }
  return { allegati, difetti };
}
