const ITALIANO = /^[0-9]{5}$/;
const ALTROVE = /^[a-zA-Z0-9]{1,16}$/;

/**
 * Could it be a postal code of that nation (ISO 3166-1 alpha-2, in capitals)? Its form only: five digits in Italy, 1 to 16 letters and
 * digits elsewhere. Which codes were given is not asked: lists of them grow old in months.
 */
export function capValido(cap: string, nazione: string): boolean {
  return (nazione === 'IT' ? ITALIANO : ALTROVE).test(cap);
}
