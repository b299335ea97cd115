import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';

/** PostgreSQL's own. */
const SCRAM_GIRI = 4096;

/**
 * What PostgreSQL keeps of a password (RFC 5803), computed here so that the password itself never travels in a
 * statement that may be logged.
 */
export function verificatoreScram(password: string): string {
  const sale = randomBytes(16);
  const salata = pbkdf2Sync(password, sale, SCRAM_GIRI, 32, 'sha256');
  const hmac = (chiave: Buffer, testo: string): Buffer => createHmac('sha256', chiave).update(testo).digest();
  const stored = createHash('sha256').update(hmac(salata, 'Client Key')).digest('base64');
  return `SCRAM-SHA-256$${SCRAM_GIRI}:${sale.toString('base64')}$${stored}:${hmac(salata, 'Server Key').toString('base64')}`;
}
