import type { EnteId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import type { Mondo } from '#platform/contesto';
import { firmaFile, type FileFirmato } from '../gettoni.ts';

/** Where a file is sent, and where files are taken away: the addresses of the old platform, below the public one. */
export const PERCORSO_INVIO = '/public/mybox/uploadFlusso';
export const PERCORSO_SCARICO = '/public/mybox/download';

/** The kinds of file that are taken away, as the addresses name them. */
export const TIPI_FILE = [
  'FLUSSI_IMPORT',
  'FLUSSI_EXPORT',
  'FLUSSI_EXPORT_SCADUTI',
  'FLUSSI_RENDIC',
  'FLUSSI_QUADR',
] as const;
export type TipoFile = (typeof TIPI_FILE)[number];

/** Where a file of dovuti is sent. */
export function indirizzoInvio({ config }: Mondo): string {
  return `${config.urlPubblico}${PERCORSO_INVIO}`;
}

/** The address at which a file may be taken for two hours by whoever was told it. `nome`: with its path, which only this address has. */
export async function indirizzoFile(
  { config, orologio }: Mondo,
  file: Omit<FileFirmato, 'enteId'> & { enteId: EnteId; tipo: TipoFile },
): Promise<string> {
  const now = orologio();
  const scadeIl = new Date(now.getTime() + LIMITI.indirizzoFileMs);
  const dati = { type: file.tipo, securityToken: await firmaFile({ config, now }, file, scadeIl), filename: file.nome };
  return `${config.urlPubblico}${PERCORSO_SCARICO}/${file.enteId}?${new URLSearchParams(dati).toString()}`;
}
