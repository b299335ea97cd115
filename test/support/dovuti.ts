import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import yazl from 'yazl';
import type { EnteDiProva } from './un-ente.ts';

/** A ZIP in memory, with these files inside. */
export async function zipDi(file: Record<string, string | Buffer>): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  for (const [nome, contenuto] of Object.entries(file)) zip.addBuffer(Buffer.from(contenuto), nome);
  zip.end();
  const cartella = await mkdtemp(join(tmpdir(), 'mypay-prova-zip-'));
  const percorso = join(cartella, 'file.zip');
  await pipeline(zip.outputStream, createWriteStream(percorso));
  return readFile(percorso);
}

/** Columns of a row of the file of dovuti that a test cares about; the others are good ones. */
export type RigaProva = Partial<Record<string, string>>;

const BASE: Record<string, string> = {
  tipoIdentificativoUnivoco: 'F',
  codiceIdentificativoUnivoco: 'RSSMRA80A01H501U',
  anagraficaPagatore: 'Mario Rossi',
  indirizzoPagatore: 'Via Roma',
  civicoPagatore: '1',
  capPagatore: '35100',
  localitaPagatore: 'Padova',
  provinciaPagatore: 'PD',
  nazionePagatore: 'IT',
  dataScadenzaPagamento: '2099-12-31',
  importoDovuto: '120.50',
  tipoVersamento: 'ALL',
  causaleVersamento: 'Tassa rifiuti',
  datiSpecificiRiscossione: '9/0101101IM/',
  flagGeneraIuv: 'true',
  azione: 'I',
};

const COLONNE_1_1 =
  'IUD;codIuv;tipoIdentificativoUnivoco;codiceIdentificativoUnivoco;anagraficaPagatore;indirizzoPagatore;civicoPagatore;capPagatore;' +
  'localitaPagatore;provinciaPagatore;nazionePagatore;emailPagatore;dataScadenzaPagamento;importoDovuto;commissioneCaricoPa;tipoDovuto;' +
  'tipoVersamento;causaleVersamento;datiSpecificiRiscossione';
const COLONNE_SECONDARIO =
  'flagMultiBeneficiario;codiceFiscaleEnteSecondario;denominazioneEnteSecondario;ibanAccreditoEnteSecondario;indirizzoEnteSecondario;' +
  'civicoEnteSecondario;capEnteSecondario;localitaEnteSecondario;provinciaEnteSecondario;nazioneEnteSecondario;' +
  'datiSpecificiRiscossioneEnteSecondario;causaleVersamentoEnteSecondario;importoVersamentoEnteSecondario';

const QUOTA =
  'importoQuota;codiceFiscaleQuota;denominazioneQuota;ibanQuota;tassonomiaQuota;causaleQuota;bilancioQuota;hashBolloQuota;' +
  'provinciaBolloQuota';
const COLONNE_DUE = `causalePubblica;ibanAccredito;codicePosizione;opzione;formaOpzione;rata;opzioneValidaDal;opzioneValidaAl;\
maggiorazioneOpzione;giorniDallaNotifica;dataNotifica;altriDebitori;notaPagatore;metadati;metadatiPagopa;\
${[2, 3, 4, 5].map((n) => QUOTA.replaceAll(/(?=;|$)/g, String(n))).join(';')}`;

/** What comes before the last column, in each version. */
const COLONNE = {
  '1_0': COLONNE_1_1,
  '1_1': COLONNE_1_1,
  '1_2': `${COLONNE_1_1};bilancio`,
  '1_3': `${COLONNE_1_1};bilancio;flagGeneraIuv`,
  '1_4': `${COLONNE_1_1};bilancio;flagGeneraIuv;${COLONNE_SECONDARIO}`,
  '2_0': `${COLONNE_1_1};bilancio;flagGeneraIuv;${COLONNE_DUE}`,
};
export type VersioneProva = keyof typeof COLONNE;

/** What a file of dovuti says of its ente. */
type EnteDelFile = Pick<EnteDiProva, 'codIpa' | 'tipo'>;

/** The text of a CSV of a version. */
export function csvDovuti(ente: EnteDelFile, versione: VersioneProva, righe: readonly RigaProva[]): string {
  const colonne = `${COLONNE[versione]};azione`.split(';');
  const base = { ...BASE, tipoDovuto: ente.tipo };
  const testo = righe.map((riga) => colonne.map((colonna) => ({ ...base, ...riga })[colonna] ?? '').join(';'));
  return `${[colonne.join(';'), ...testo].join('\n')}\n`;
}

/** A ready ZIP of dovuti and its name. */
export async function fileDovuti(
  ente: EnteDelFile,
  { iuf, versione = '1_3', righe }: { iuf: string; versione?: VersioneProva; righe: readonly RigaProva[] },
): Promise<{ nomeFile: string; zip: Buffer; contenuto: Readable }> {
  const base = `${ente.codIpa}-${iuf}-${versione}`;
  const zip = await zipDi({ [`${base}.csv`]: csvDovuti(ente, versione, righe) });
  return { nomeFile: `${base}.zip`, zip, contenuto: Readable.from([zip]) };
}

/** The columns of 1_4 for a second beneficiary, of 5.25. */
export const SECONDARIO = {
  flagMultiBeneficiario: 'true',
  codiceFiscaleEnteSecondario: '01234567897',
  denominazioneEnteSecondario: 'Provincia di Prova',
  ibanAccreditoEnteSecondario: 'IT60X0542811101000000123456',
  datiSpecificiRiscossioneEnteSecondario: '9/0101101IM/',
  importoVersamentoEnteSecondario: '5.25',
};
