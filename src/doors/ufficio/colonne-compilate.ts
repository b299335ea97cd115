import {
  AUTOMATICHE,
  COLONNE_DOVUTI,
  DECIMALI,
  FORMATI_DATA,
  indovina,
  type ColonnaFile,
  type Corrispondenza,
  type CorrispondenzaSalvata,
  type Fonte,
} from '#modules/flussi';

/** A correspondence as it stands in the fields of the page: `da_<campo>` says from where, `v_<campo>` the value that is always the same. */
export type Compilata = Readonly<Record<string, string>>;

const CAMPI = COLONNE_DOVUTI['2_0'].map(({ nome }) => nome);

/** The fields of a correspondence; a column that the file does not have is left out. */
function inCampi(c: Corrispondenza, colonne: readonly ColonnaFile[]): Compilata {
  const compilata: Record<string, string> = { date: c.date, decimali: c.decimali };
  for (const [campo, fonte] of Object.entries(c.fonti)) {
    if (fonte.da === 'costante') compilata[`v_${campo}`] = fonte.valore;
    const posto = fonte.da === 'colonna' ? colonne.findIndex(({ nome }) => nome === fonte.nome) : -1;
    compilata[`da_${campo}`] = fonte.da === 'colonna' ? (posto === -1 ? '' : `c${posto}`) : fonte.da;
  }
  return compilata;
}

/** The correspondence that the fields say. */
export function daCampi(compilata: Compilata, colonne: readonly ColonnaFile[]): Corrispondenza {
  const fonti: Record<string, Fonte> = {};
  for (const campo of CAMPI) {
    const fonte = fonteDi(compilata[`da_${campo}`] ?? '', (compilata[`v_${campo}`] ?? '').trim(), colonne);
    if (fonte !== null) fonti[campo] = fonte;
  }
  return {
    fonti,
    date: FORMATI_DATA.find((uno) => uno === compilata['date']) ?? 'gma',
    decimali: DECIMALI.find((uno) => uno === compilata['decimali']) ?? 'virgola',
  };
}

function fonteDi(da: string, valore: string, colonne: readonly ColonnaFile[]): Fonte | null {
  if (da === 'costante') return { da, valore };
  if (da === 'automatico') return { da };
  const posto = /^c\d{1,3}$/.test(da) ? Number(da.slice(1)) : -1;
  // A column that is not there: whoever wrote it is told.
  return da === '' ? null : { da: 'colonna', nome: colonne[posto]?.nome ?? '' };
}

/** What a saved correspondence asks of this file and is not there. */
export function mancanti({ regole }: CorrispondenzaSalvata, colonne: readonly ColonnaFile[]): number {
  const nomi = new Set(colonne.map(({ nome }) => nome));
  return Object.values(regole.fonti).filter((fonte) => fonte.da === 'colonna' && !nomi.has(fonte.nome)).length;
}

/** With what the page begins: the correspondence that was asked for, or one for the same columns, or a guess by their names. */
export function proposta(
  salvate: readonly CorrispondenzaSalvata[],
  { colonne, chiesta }: { colonne: readonly ColonnaFile[]; chiesta: string },
): { salvata: CorrispondenzaSalvata | null; compilata: Compilata } {
  const stesse = ({ intestazioni }: CorrispondenzaSalvata): boolean =>
    intestazioni.length === colonne.length && colonne.every(({ nome }, n) => intestazioni[n] === nome);
  const salvata = salvate.find(({ id }) => id === chiesta) ?? salvate.find(stesse) ?? null;
  return { salvata, compilata: inCampi(salvata?.regole ?? indovina(colonne), colonne) };
}

/** A name for the flusso from that of the file: what may stand in one, and the instant, so that two files do not have the same. */
export function iufDi(nomeFile: string, istante: string): string {
  const base = nomeFile
    .replace(/\.[^.]*$/, '')
    .normalize('NFD')
    .replaceAll(/[^A-Za-z0-9]+/g, '')
    .slice(0, 12);
  return `${base || 'FILE'}_${istante}`;
}

/** May this column of ours be worked out? */
export function isAutomatica(campo: string): boolean {
  return AUTOMATICHE.includes(campo);
}
