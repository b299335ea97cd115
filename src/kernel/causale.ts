import { LIMITI } from './limiti.ts';

/** Words of ASCII, one blank between them: most texts, and nothing in them is to be put right. */
const SEMPLICE = /^[!-~]+(?: [!-~]+)*$/;

/**
 * The public causale of a text: what may travel to pagoPA as `description` and be shown to anyone (stText140; model 11). On one
 * line, in composed form (NFC), without the control characters that XML 1.0 forbids and the invisible ones that let a text look
 * like another, cut at 140. Null when nothing is left: the Nodo refuses an empty element.
 */
export function causalePubblica(testo: string): string | null {
  if (testo.length <= LIMITI.causalePubblicaCaratteriMax && SEMPLICE.test(testo)) return testo;
  const pulita = testo
    .normalize('NFC')
    .replace(/\p{Cf}+/gu, '')
    .replace(/[\p{C}\p{Z}]+/gu, ' ')
    .trim()
    .slice(0, LIMITI.causalePubblicaCaratteriMax);
  // The cut is at UTF-16 units, the strictest way of counting to 140: it may have split a pair.
  const intera = (pulita.isWellFormed() ? pulita : pulita.slice(0, -1)).trimEnd();
  return intera === '' ? null : intera;
}

/**
 * What a notice is for, in one line: the Nodo hears it, and the portale and the notice say the same. Of several dovuti under one iuv the
 * first alone would name a sum that it does not owe. `causali` are public ones; so is what comes out, cut at 140.
 */
export function causaleInsieme(causali: readonly string[]): string {
  const [prima = ''] = causali;
  return causali.length > 1 ? (causalePubblica(`Pagamento di ${causali.length} dovuti: ${prima}`) ?? prima) : prima;
}
