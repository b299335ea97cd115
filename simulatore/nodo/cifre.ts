/** Check digits and amounts, in the simulatore's own few lines (SACI 3.1: notice numbers; ISO 13616: IBAN). */

/** The two digits that end a notice number whose first sixteen digits are these: the number modulo 93. */
function cifreDiControllo(primeSedici: string): string {
  return String(BigInt(primeSedici) % 93n).padStart(2, '0');
}

/** Whether a notice number ends as it should. With auxiliary digit 1 nothing is checked. The Nodo itself never checks. */
export function avvisoTorna(numeroAvviso: string): boolean {
  return numeroAvviso.startsWith('1') || cifreDiControllo(numeroAvviso.slice(0, 16)) === numeroAvviso.slice(16);
}

/** The IUV inside a notice number: without the first three digits for auxiliary digit 0, without the first one otherwise. */
export function iuvNellAvviso(numeroAvviso: string): string {
  return numeroAvviso.slice(numeroAvviso.startsWith('0') ? 3 : 1);
}

export function ibanTorna(iban: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban) || (iban.startsWith('IT') && iban.length !== 27)) return false;
  const cifre = [...(iban.slice(4) + iban.slice(0, 4))].map((c) => Number.parseInt(c, 36)).join('');
  return BigInt(cifre) % 97n === 1n;
}

/** Poste Italiane holds ABI 07601. */
export function ibanPostale(iban: string): boolean {
  return iban.startsWith('IT') && iban.slice(5, 10) === '07601';
}

/** '12.34' -> 1234; the shape must have been checked before. */
export function centesimi(decimale: string): number {
  return Number(decimale.replace('.', ''));
}

/** 1234 -> '12.34', as amounts travel in SOAP. */
export function decimale(centesimiInteri: number): string {
  const cifre = String(centesimiInteri).padStart(3, '0');
  return `${cifre.slice(0, -2)}.${cifre.slice(-2)}`;
}

/** 123456 -> '1.234,56 €', for people. */
export function euro(centesimiInteri: number): string {
  const [intero = '0', resto = '00'] = decimale(centesimiInteri).split('.');
  return `${intero.replace(/\B(?=(\d{3})+$)/g, '.')},${resto} €`;
}

export function somma(addendi: readonly number[]): number {
  return addendi.reduce((totale, addendo) => totale + addendo, 0);
}

/** A notice number nobody issued, formally right, under the segregation code of the given one. */
export function avvisoInventato(comeQuesto: string): string {
  const caso = String(crypto.getRandomValues(new Uint32Array(1))[0] ?? 0).padStart(11, '0');
  const primeSedici = `3${comeQuesto.slice(1, 3)}99${caso.slice(-11)}`;
  return primeSedici + cifreDiControllo(primeSedici);
}
