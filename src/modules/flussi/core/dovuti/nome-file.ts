import { ok, type Esito } from '#kernel/esito';
import { rifiutoFlusso, type RifiutoFlusso } from '../rifiuti.ts';
import { isVersioneDovuti, type VersioneDovuti } from './colonne.ts';

/** What the name of a file of dovuti says: `<codIpa>-<IUF>-<versione>.zip` (mypay-file-formats.md 1.4), or `.xlsx` for a spreadsheet. */
export type NomeFile = { base: string; iuf: string; versione: VersioneDovuti; forma: 'zip' | 'xlsx' };

const FORME = ['zip', 'xlsx'] as const;
/** An IUF: one that begins with `_` is ours, and what is not letters, digits, `_` or `.` would not survive a file system. */
export const IUF_AMMESSO = /^[A-Za-z0-9.][A-Za-z0-9._]{0,49}$/;
/** What browsers and systems add to the name of a second copy. */
const COPIA = /(?: ?\(\d+\)| - Copia(?: \(\d+\))?)$/i;

/**
 * Reads a file name, in the order of MyPay's checks. Neither the IPA code nor the IUF may hold a hyphen; an IUF that begins with `_` is
 * one of ours (dovuti that no file brought); what is not letters, digits, `_` or `.` would not survive a file system.
 */
export function leggiNomeFile(nome: string, codIpa: string): Esito<NomeFile, RifiutoFlusso> {
  const forma = FORME.find((una) => nome.toLowerCase().endsWith(`.${una}`));
  if (forma === undefined) return rifiutoFlusso('IMPORT_NON_ZIP');
  const base = nome.slice(0, -`.${forma}`.length);
  const copia = COPIA.exec(base)?.[0].trim();
  const detti = copia === undefined ? { base } : { base, copia };
  const [ipa, iuf, versione, ...altro] = base.split('-');
  if (ipa === undefined || iuf === undefined || versione === undefined || altro.length > 0) {
    return rifiutoFlusso('PAA_IMPORT_NOME_FILE_ERR', detti);
  }
  if (ipa.toUpperCase() !== codIpa.toUpperCase())
    return rifiutoFlusso('PAA_IMPORT_ENTE_ERR', { ipaNelNome: ipa, ipaEnte: codIpa });
  if (!isVersioneDovuti(versione)) return rifiutoFlusso('PAA_IMPORT_FILE_VERSIONE_ERR', { ...detti, versione });
  if (!IUF_AMMESSO.test(iuf)) return rifiutoFlusso('PAA_IMPORT_NOME_FILE_ERR', detti);
  // The columns of 1_x are known by their place, which nobody counts in a spreadsheet.
  if (forma === 'xlsx' && versione !== '2_0')
    return rifiutoFlusso('IMPORT_XLSX_VERSIONE', { nome: `${ipa}-${iuf}-2_0.xlsx` });
  return ok({ base, iuf, versione, forma });
}

/**
 * The CSV among the names inside the ZIP: `<base>.csv`, and no other CSV, or who sent two would believe that both were read. Other
 * `<base>.<something>` are let be, as MyPay did; a folder or a file of another name says that this is not the ZIP it seems.
 */
export function trovaCsv(voci: readonly string[], base: string): Esito<string, RifiutoFlusso> {
  const estranea = voci.find((voce) => !voce.startsWith(`${base}.`) || voce.includes('/') || voce.includes('\\'));
  if (estranea !== undefined) return rifiutoFlusso('IMPORT_ZIP_NOME_VOCE', { voce: estranea.slice(0, 100), base });
  if (voci.filter((voce) => /\.csv$/i.test(voce)).length > 1) return rifiutoFlusso('IMPORT_ZIP_PIU_CSV', { base });
  const csv = voci.find((voce) => voce === `${base}.csv`);
  return csv === undefined ? rifiutoFlusso('PAA_IMPORT_NO_CSV', { base }) : ok(csv);
}

/** Is this the directory of a spreadsheet? What is in its parts is told when they are read. */
export function trovaFoglio(voci: readonly string[]): Esito<string, RifiutoFlusso> {
  const foglio = voci.find((voce) => /^xl\/workbook\w*\.xml$/i.test(voce));
  return foglio === undefined ? rifiutoFlusso('IMPORT_NON_XLSX') : ok(foglio);
}
