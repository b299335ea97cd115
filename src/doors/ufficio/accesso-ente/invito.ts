import { leggiEnte } from '#modules/enti';
import { fornitoreDi, type Offerta } from '#modules/utenti';
import type { Ufficio } from '../lavoro.ts';
import type { EnteAccesso } from './ente.tsx';

/** By which provider an invitation may be accepted; null: with a password only, as who is to administer does. */
export async function accessoDellInvito({ ctx }: Ufficio, { invito }: Offerta): Promise<EnteAccesso | null> {
  if (invito.ruolo === 'amministratore') return null;
  const ente = await leggiEnte(ctx, invito.enteId);
  const accesso = ente === null ? null : await fornitoreDi(ctx, ente);
  return accesso?.stato === 'attivo' ? accesso : null;
}
