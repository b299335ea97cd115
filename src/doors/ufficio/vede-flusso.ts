import type { Flusso } from '#modules/flussi';
import { attoreTesto, type Ctx } from '#platform/contesto';
import { tipiVisibili, type Lavoro } from './lavoro.ts';

/**
 * May this person open a file and what it holds? Files mix kinds of due, so: who sees all the kinds may open all; anybody what they
 * asked for
 * themselves (it was made with their kinds only); and an export of one kind, who sees that kind.
 */
export async function vedeFlusso(t: Ctx, l: Lavoro, flusso: Flusso): Promise<boolean> {
  if (flusso.richiestoDa === attoreTesto(t.attore)) return true;
  const { tipi, tutti } = await tipiVisibili(t, l);
  const tipoChiesto = flusso.richiesta?.['tipoDovuto'] ?? '';
  return tutti || (tipoChiesto !== '' && tipi.some(({ codice }) => codice === tipoChiesto));
}
