import { cents, type Cents } from '#kernel/importo';

/** The amount that a page had shown, as its form brings it back. Only digits: what was tampered with is nothing that anybody has seen. */
export function vistoDi(testo: string | undefined): Cents | null {
  return /^\d{1,12}$/.test(testo ?? '') ? cents(Number(testo)) : null;
}
