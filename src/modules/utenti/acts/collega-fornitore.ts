import { ok, type Esito } from '#kernel/esito';
import type { OperatoreId } from '#kernel/ids';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { entraCon, type IdentitaEnte } from '../core/fornitore.ts';
import { rifiutoUtenti, type RifiutoUtenti } from '../core/rifiuti.ts';
import { insertIdentitaEnte, selectConRuolo, selectFornitore, selectPerSoggetto } from '../store/fornitore.ts';
import { nelNomeDi } from './nel-nome-di.ts';

/**
 * Links somebody whom the provider of an ente knows to one of its operators, who has just shown that the account is theirs; or finds them
 * linked, as they must be (`collegata`) who have not. Whoever works elsewhere is not linked: an account is nothing to an ente that it does
 * not work for.
 */
export async function collegaEnte(
  t: Ctx,
  operatoreId: OperatoreId,
  { enteId, fornitoreId, soggetto }: IdentitaEnte,
  { collegata }: { collegata: boolean },
): Promise<Esito<undefined, RifiutoUtenti>> {
  const fornitore = await selectFornitore(t, enteId);
  if (fornitore?.id !== fornitoreId) return rifiutoUtenti('FORNITORE_NON_DISPONIBILE');
  const ruolo = (await selectConRuolo(t, { enteId, operatoreId }))?.ruolo ?? null;
  if (!entraCon(fornitore.stato, ruolo)) return rifiutoUtenti('FORNITORE_NON_COLLEGABILE');
  const noto = await selectPerSoggetto(t, { enteId, fornitoreId, soggetto });
  if (noto === operatoreId) return ok();
  // Unlinked a moment ago: it takes the password again.
  if (collegata) return rifiutoUtenti('IDENTITA_DA_COLLEGARE');
  const dati = { enteId, fornitoreId, operatoreId, soggetto, come: 'password' as const };
  if (noto !== null || !(await insertIdentitaEnte(t, dati))) return rifiutoUtenti('FORNITORE_NON_COLLEGABILE');
  const chi = { oggetto: 'operatore', oggettoId: operatoreId };
  const atto = { ...chi, azione: 'operatore.fornitore_collegato', dettaglio: { come: 'password' } };
  await annota(nelNomeDi(t, operatoreId), atto);
  return ok();
}
