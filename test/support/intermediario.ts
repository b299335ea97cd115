import { nominaIntermediario } from '#modules/utenti';
import type { Mondo } from '#platform/contesto';
import { unOperatore, type OperatoreDiProva } from './ufficio.ts';
import { ctxDi } from './un-ente.ts';

/** Who runs the installation, with no role for any ente. */
export async function unIntermediario(mondo: Mondo): Promise<OperatoreDiProva> {
  const operatore = await unOperatore(mondo, []);
  await nominaIntermediario(ctxDi(mondo, 'worker'), operatore.operatoreId);
  return operatore;
}
