import { COLONNE } from '../dovuti/colonne.ts';
import { IUF_AMMESSO } from '../dovuti/nome-file.ts';
import type { CodiceFlusso } from '../rifiuti.ts';
import { AUTOMATICHE, scriviGiorno, scriviImporto, specieDi, type Corrispondenza } from './traduci.ts';

/** What is wrong with a field of a correspondence, as a person filled it in. */
export type DifettoCorrispondenza = { campo: string; codice: CodiceFlusso };

const NOME_CORRISPONDENZA_MAX = 60;
/** Of an IUD that is made of it and of the number of a row: the rest is for the number. */
const IUF_PROGRESSIVO_MAX = 27;

export type DaGiudicare = {
  corrispondenza: Corrispondenza;
  /** The columns of the file. */
  nomi: readonly string[];
  iuf: string;
  /** Under which name it is remembered; blank: it is not. */
  salvaCome: string;
};

/** All that is wrong with a correspondence, field by field, in the order of the columns. */
export function giudicaCorrispondenza({ corrispondenza, nomi, iuf, salvaCome }: DaGiudicare): DifettoCorrispondenza[] {
  const difetti: DifettoCorrispondenza[] = [];
  const progressivo = corrispondenza.fonti['IUD']?.da === 'automatico';
  if (!IUF_AMMESSO.test(iuf) || (progressivo && iuf.length > IUF_PROGRESSIVO_MAX))
    difetti.push({ campo: 'iuf', codice: progressivo ? 'CORRISPONDENZA_IUF_CORTO' : 'CORRISPONDENZA_IUF' });
  for (const { nome, obbligo, caratteriMax } of COLONNE['2_0']) {
    const fonte = corrispondenza.fonti[nome];
    if (fonte === undefined) {
      if (obbligo === 'sempre') difetti.push({ campo: nome, codice: 'CORRISPONDENZA_MANCA' });
    } else if (fonte.da === 'colonna') {
      if (!nomi.includes(fonte.nome)) difetti.push({ campo: nome, codice: 'CORRISPONDENZA_COLONNA' });
    } else if (fonte.da === 'automatico') {
      if (!AUTOMATICHE.includes(nome)) difetti.push({ campo: nome, codice: 'CORRISPONDENZA_COLONNA' });
    } else if (!costanteValida(nome, fonte.valore, { corrispondenza, caratteriMax })) {
      difetti.push({ campo: nome, codice: 'CORRISPONDENZA_COSTANTE' });
    }
  }
  const nomeLungo =
    [...salvaCome].length > NOME_CORRISPONDENZA_MAX || salvaCome !== salvaCome.trim() || /[\r\n\0]/.test(salvaCome);
  if (nomeLungo) difetti.push({ campo: 'salvaCome', codice: 'CORRISPONDENZA_NOME' });
  return difetti;
}

type Regole = { corrispondenza: Corrispondenza; caratteriMax: number };

function costanteValida(nome: string, valore: string, { corrispondenza: c, caratteriMax }: Regole): boolean {
  if (valore.trim() === '' || valore.length > caratteriMax || /[\p{Cc}]/u.test(valore)) return false;
  const specie = specieDi(nome);
  if (specie === 'giorno') return /^\d{4}-\d{2}-\d{2}$/.test(scriviGiorno(valore, c.date));
  return specie !== 'importo' || /^-?\d+\.\d{2}$/.test(scriviImporto(valore, c.decimali));
}
