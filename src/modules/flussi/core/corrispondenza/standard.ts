import { ok, type Esito } from '#kernel/esito';
import { COLONNE } from '../dovuti/colonne.ts';
import { rifiutoFlusso, type RifiutoFlusso } from '../rifiuti.ts';
import { letteraDi, type Corrispondenza, type Fonte } from './traduci.ts';

/**
 * The correspondence of a spreadsheet that has the columns of 2_0: by name, in any order, also without those that may be blank. A column
 * that is not one of ours may hold what somebody believes to be loaded: it is refused.
 */
export function corrispondenzaStandard(nomi: readonly string[]): Esito<Corrispondenza, RifiutoFlusso> {
  const colonne = new Map(COLONNE['2_0'].map(({ nome }) => [nome.toLowerCase(), nome]));
  const fonti: Record<string, Fonte> = {};
  for (const [n, nome] of nomi.entries()) {
    const nostra = colonne.get(nome.toLowerCase());
    if (nostra === undefined || nostra in fonti)
      return rifiutoFlusso('IMPORT_XLSX_COLONNA', { colonna: letteraDi(n), nome: nome.slice(0, 60) });
    fonti[nostra] = { da: 'colonna', nome };
  }
  const manca = COLONNE['2_0'].find(({ nome, obbligo }) => obbligo === 'sempre' && !(nome in fonti));
  if (manca !== undefined) return rifiutoFlusso('IMPORT_XLSX_MANCA', { nome: manca.nome });
  return ok({ fonti, date: 'gma', decimali: 'virgola' });
}
