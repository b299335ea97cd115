/** SQLSTATE of an error of PostgreSQL; null for any other. */
export function sqlstate(causa: unknown): string | null {
  if (!(causa instanceof Error) || !('severity' in causa) || !('code' in causa)) return null;
  return typeof causa.code === 'string' ? causa.code : null;
}

/** Connections, room, operators at work, locks: what the next attempt may not meet. Everything else the data bring with them. */
const PASSEGGERE = /^(08|40|53|55|57|58)/;

/**
 * Would the same data fail again? Of PostgreSQL's errors those that are not about its own health; of ours those of a program that met
 * what it did not expect. An error of unknown origin is not: a connection that breaks has no code.
 */
export function isGuastoDeiDati(causa: unknown): boolean {
  const codice = sqlstate(causa);
  if (codice !== null) return !PASSEGGERE.test(codice);
  return causa instanceof TypeError || causa instanceof RangeError || causa instanceof SyntaxError;
}
