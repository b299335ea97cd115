/** Why a receipt is sent to an address: its holder proved it here, or the ente gave it to us for who owed. */
export type Perche = 'persona' | 'ente';

export type PostaDebitore = { email: string; perche: Perche };

/** What is known of who owed: the address that the ente gave, and what they themselves have said here. */
export type DebitoreNoto = { email: string | null; persona: { email: string | null; vuole: boolean } | null };

/**
 * Where the debtor is sent the receipt; null: nowhere. Who has said what they want is obeyed, and their own address counts more than the
 * ente's. Who paid gets theirs with the carrello: the same mailbox is not told twice.
 */
export function postaDebitore(
  { email, persona }: DebitoreNoto,
  { pagatori }: { pagatori: readonly (string | null)[] },
): PostaDebitore | null {
  if (persona !== null && !persona.vuole) return null;
  const sua = persona?.email ?? null;
  const scelta = sua ?? (email === null || email.trim() === '' ? null : email.trim());
  if (scelta === null || pagatori.some((uno) => uno !== null && stessa(uno, scelta))) return null;
  return { email: scelta, perche: sua === null ? 'ente' : 'persona' };
}

function stessa(una: string, altra: string): boolean {
  return una.trim().toLowerCase() === altra.trim().toLowerCase();
}
