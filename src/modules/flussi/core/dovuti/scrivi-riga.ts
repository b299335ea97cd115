import { formatDecimale } from '#kernel/importo';
import { COLONNE, type VersioneDovuti } from './colonne.ts';
import { dialettoDi, protetto } from './dialetto.ts';
import type { RigaLetta } from './leggi-riga.ts';

/**
 * An accepted row as the IUV file gives it back (mypay-file-formats.md 2.6): same columns, codIuv filled, amounts with two decimals,
 * a blank tipoVersamento as `ALL`. Unlike MyPay, a null is empty and a 1_4 row always has its 35 columns. A field is quoted
 * only where it holds a separator or a quote, in the dialect of the input.
 */
export function rigaConIuv(letta: RigaLetta, versione: VersioneDovuti, iuv: string | null): string {
  const riscritti: Record<string, string> = {
    codIuv: iuv ?? '',
    importoDovuto: formatDecimale(letta.importoCents),
    commissioneCaricoPa: letta.commissioneCents === null ? '' : formatDecimale(letta.commissioneCents),
    tipoVersamento: (letta.campi['tipoVersamento'] ?? '') === '' ? 'ALL' : (letta.campi['tipoVersamento'] ?? ''),
    ...(letta.secondario === null
      ? {}
      : { importoVersamentoEnteSecondario: formatDecimale(letta.secondario.importoCents) }),
  };
  return COLONNE[versione]
    .map((colonna) => protetto(riscritti[colonna.nome] ?? letta.campi[colonna.nome] ?? '', dialettoDi(versione)))
    .join(';');
}
