/**
 * A field of a file without quotes: what would end it, or its row, becomes a blank, for whoever reads it has no other way to tell
 * (mypay-file-formats.md 4.6, 4.7).
 */
export function nudo(valore: string | null): string {
  if (valore === null || !/[;\r\n]/.test(valore)) return valore ?? '';
  return valore.replace(/[;\s]*[;\r\n][;\s]*/g, ' ');
}
