import { COLONNE } from '../dovuti/colonne.ts';
import type { Corrispondenza, Decimali, Fonte, FormatoData } from './traduci.ts';

/** A column of a file, with the first of its values. */
export type ColonnaFile = { nome: string; esempi: readonly string[] };

/** What the programs and the people of enti call our columns, without blanks, accents and signs; the first that is found wins. */
const NOMI: Readonly<Record<string, readonly string[]>> = {
  IUD: [
    'iud',
    'identificativodovuto',
    'codicedovuto',
    'idpratica',
    'numeropratica',
    'pratica',
    'npratica',
    'nrpratica',
    'codicepratica',
    'idbolletta',
    'numerodocumento',
  ],
  codIuv: ['iuv', 'codiceiuv'],
  codiceIdentificativoUnivoco: [
    'codicefiscale',
    'codfiscale',
    'cf',
    'codicefiscalepartitaiva',
    'cfpiva',
    'partitaiva',
    'piva',
  ],
  anagraficaPagatore: [
    'nominativo',
    'cognomenome',
    'cognomeenome',
    'nomecognome',
    'anagrafica',
    'intestatario',
    'denominazione',
    'debitore',
    'ragionesociale',
    'contribuente',
    'nome',
  ],
  indirizzoPagatore: ['indirizzo', 'via', 'residenza'],
  civicoPagatore: ['civico', 'numerocivico', 'ncivico'],
  capPagatore: ['cap'],
  localitaPagatore: ['comune', 'citta', 'localita', 'comuneresidenza'],
  provinciaPagatore: ['provincia', 'prov', 'pr'],
  nazionePagatore: ['nazione', 'stato', 'paese'],
  emailPagatore: ['email', 'mail', 'postaelettronica', 'indirizzoemail'],
  dataScadenzaPagamento: ['scadenza', 'datascadenza', 'scadenzapagamento', 'entroil', 'datascad'],
  importoDovuto: [
    'importo',
    'importodapagare',
    'importoeuro',
    'totale',
    'importototale',
    'dovuto',
    'euro',
    'importorata',
  ],
  tipoDovuto: ['tipodovuto', 'codicetipodovuto', 'codicetipo'],
  causaleVersamento: ['causale', 'descrizione', 'oggetto', 'causalepagamento'],
  codicePosizione: ['posizione', 'codiceposizione', 'iupd', 'utenza', 'codiceutenza'],
  rata: ['rata', 'numerorata', 'nrata'],
};

/** A guess of which column of a file is which, by its name: a person looks at it, and puts it right. */
export function indovina(colonne: readonly ColonnaFile[]): Corrispondenza {
  const libere = new Map(colonne.map(({ nome }) => [ridotto(nome), nome]).toReversed() as [string, string][]);
  const fonti: Record<string, Fonte> = {};
  const prendi = (nostra: string, nomi: readonly string[]): void => {
    const trovato = nomi.find((nome) => libere.has(nome));
    if (trovato === undefined) return;
    fonti[nostra] = { da: 'colonna', nome: libere.get(trovato) ?? '' };
    libere.delete(trovato);
  };
  // Our own names before anybody else's.
  for (const { nome } of COLONNE['2_0']) prendi(nome, [nome.toLowerCase()]);
  for (const [nostra, nomi] of Object.entries(NOMI)) if (!(nostra in fonti)) prendi(nostra, nomi);
  fonti['IUD'] ??= { da: 'automatico' };
  fonti['tipoIdentificativoUnivoco'] ??= { da: 'automatico' };
  fonti['azione'] ??= { da: 'costante', valore: 'I' };
  fonti['flagGeneraIuv'] ??= { da: 'costante', valore: 'true' };
  if ('rata' in fonti) fonti['formaOpzione'] ??= { da: 'costante', valore: 'piano' };
  const esempi = (nostra: string): readonly string[] => esempiDi(colonne, fonti[nostra]);
  return { fonti, date: dateDi(esempi('dataScadenzaPagamento')), decimali: decimaliDi(esempi('importoDovuto')) };
}

function ridotto(nome: string): string {
  return nome
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');
}

function esempiDi(colonne: readonly ColonnaFile[], fonte: Fonte | undefined): readonly string[] {
  return fonte?.da === 'colonna' ? (colonne.find(({ nome }) => nome === fonte.nome)?.esempi ?? []) : [];
}

/** Days as `2026-12-31` are read whatever is said, and say nothing of the others. */
function dateDi(tutti: readonly string[]): FormatoData {
  const esempi = tutti.filter((e) => !/^\d{4}-\d{2}-\d{2}$/.test(e));
  if (esempi.some((e) => /^\d{4}\D?\d/.test(e) && !/^\d{8}$/.test(e))) return 'amg';
  if (esempi.some((e) => /^(19|20)\d{2}(0[1-9]|1[0-2])\d{2}$/.test(e))) return 'amg';
  return esempi.some((e) => Number(/^\d{1,2}\D(\d{1,2})\D/.exec(e)?.[1] ?? 0) > 12) ? 'mga' : 'gma';
}

function decimaliDi(esempi: readonly string[]): Decimali {
  return esempi.some((e) => /\.\d{1,2}$/.test(e)) && !esempi.some((e) => /,\d{1,2}$/.test(e)) ? 'punto' : 'virgola';
}
