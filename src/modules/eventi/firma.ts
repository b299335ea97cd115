import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { Config } from '#platform/config/config';
import { apriSegreto, type SegretoChiuso } from '#platform/segreti';

const PREFISSO = 'whsec_';
const CHIAVE_BYTE = 32;

/** A new secret, as Standard Webhooks writes it. */
export function nuovoSegreto(): string {
  return PREFISSO + randomBytes(CHIAVE_BYTE).toString('base64');
}

/** The headers of one message. While two secrets are in force it is signed with both, and who receives needs to know one of them. */
export type Firma = (messaggio: { id: string; corpo: string; istante: Date }) => Record<string, string>;

/** Opens the secrets once, for a whole batch. */
export function apriFirma(config: Config, segreti: readonly SegretoChiuso[]): Firma {
  const firme = segreti.map((chiuso) => new Webhook(apriSegreto(config, chiuso)));
  return ({ id, corpo, istante }) => ({
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(istante.getTime() / 1000)),
    'webhook-signature': firme.map((firma) => firma.sign(id, istante, corpo)).join(' '),
  });
}
