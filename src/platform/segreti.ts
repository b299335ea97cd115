import type { Config } from './config/config.ts';
import { apriSigillo, sha256, sigilla } from './crypto.ts';

type Chiavi = Pick<Config, 'chiaviCredenziali'>;
type Chiave = { id: string; chiave: Buffer };

/** A secret as a row keeps it: sealed, and with which key. `id` is the row's. */
export type SegretoChiuso = { id: string; segreto: Buffer; chiaveId: string };

/** A key by a piece of its hash: it says which one closed a seal, and nothing of what it is. */
function idChiave(chiave: Buffer): string {
  return sha256(chiave).toString('hex').slice(0, 16);
}

function chiaveCorrente({ chiaviCredenziali: [prima] }: Chiavi): Chiave {
  if (prima === undefined) throw new Error('segreti: no key is configured');
  return { id: idChiave(prima), chiave: prima };
}

function chiaveDi({ chiaviCredenziali }: Chiavi, id: string): Buffer | undefined {
  return chiaviCredenziali.find((chiave) => idChiave(chiave) === id);
}

/** The key that seals now. */
export function idChiaveCorrente(config: Chiavi): string {
  return chiaveCorrente(config).id;
}

/** Is the key of this seal among ours? */
export function siApre(config: Chiavi, { chiaveId }: Pick<SegretoChiuso, 'chiaveId'>): boolean {
  return chiaveDi(config, chiaveId) !== undefined;
}

/** What is sealed names its own row: a seal that was moved to another opens, and is refused. */
type Sigillato = { id: string; segreto: string };

/** Seals a secret that we must be able to read back, for one row, with the first of the keys from outside the database. */
export function chiudiSegreto(config: Chiavi, sigillato: Sigillato): Omit<SegretoChiuso, 'id'> {
  const { id, chiave } = chiaveCorrente(config);
  return { segreto: sigilla(chiave, Buffer.from(JSON.stringify(sigillato))), chiaveId: id };
}

/** The secret in clear, for who is about to use it. Throws where its key is not configured, or the seal is another row's. */
export function apriSegreto(config: Chiavi, { id, segreto, chiaveId }: SegretoChiuso): string {
  const chiave = chiaveDi(config, chiaveId);
  if (chiave === undefined) throw new Error(`segreto di ${id}: the key that sealed it is not configured`);
  const aperto = JSON.parse(apriSigillo(chiave, segreto).toString()) as Sigillato;
  if (aperto.id !== id) throw new Error(`segreto di ${id}: its seal is another's`);
  return aperto.segreto;
}
