import type { Rifiuto } from '#kernel/esito';
import { isUuid, type FoglioLinkId, type TipoDovutoId } from '#kernel/ids';
import { leggiFoglioLink, type DifettoRiga, type FoglioLink } from '#modules/flussi';
import type { Errore } from '#modules/enti';
import type { Ctx } from '#platform/contesto';
import { moduloErrori } from '#testi/it/modulo-errori';
import { ufficioLink } from '#testi/it/ufficio-link';
import { fraseErrore } from '#ui/modulo-compilato';
import { frase } from './frase.ts';
import { tipiVisibili, type Lavoro, type SessioneUfficio } from './lavoro.ts';

const testi = ufficioLink.foglio;
const FRASE = fraseErrore({ moduloErrori });

/** The sheet that an address names; null: there is none of this ente, or it is of a kind of due that one does not follow. */
export async function trovaFoglio(
  t: Ctx,
  l: Lavoro,
  { id = '' }: Readonly<Record<string, string>>,
): Promise<FoglioLink | null> {
  const foglio = isUuid<FoglioLinkId>(id) ? await leggiFoglioLink(t, id) : null;
  const { ids } = await tipiVisibili(t, l);
  return foglio !== null && (ids === null || ids.includes(foglio.tipoDovutoId)) ? foglio : null;
}

/** Does this person follow that kind of due? To be asked before the first byte of a file is read. */
export async function segueTipo(
  ctx: Ctx,
  sessione: SessioneUfficio | null,
  tipoDovutoId: TipoDovutoId,
): Promise<boolean> {
  if (sessione === null || sessione.ente === null) return false;
  const { operatoreId, ente } = sessione;
  const { ids } = await ctx.tx((t) => tipiVisibili(t, { operatoreId, ente }));
  return ids === null || ids.includes(tipoDovutoId);
}

/** Why a sheet was not taken, in the words of who makes links. */
export function fraseFoglio(refusal: Rifiuto): string {
  const codice = refusal.codice === 'file_troppo_grande' ? 'IMPORT_FILE_TROPPO_GRANDE' : refusal.codice;
  if (Object.hasOwn(testi.rifiuti, codice)) return testi.rifiuti[codice as keyof typeof testi.rifiuti];
  return frase(refusal);
}

/** What is wrong with a row, in words. */
export function percheDi(difetti: readonly DifettoRiga[]): string {
  return difetti.map((uno) => [uno.domanda, detto(uno)].filter((parte) => parte !== '').join(': ')).join('; ');
}

function detto(difetto: DifettoRiga): string {
  const { codice } = difetto;
  return Object.hasOwn(testi.difetti, codice)
    ? testi.difetti[codice as keyof typeof testi.difetti]
    : FRASE(difetto as Errore);
}
