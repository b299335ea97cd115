import { valoreDi } from '#kernel/esito';
import type { Giorno } from '#kernel/giorno';
import { cents } from '#kernel/importo';
import { riunisciSottoUnIuv } from '#modules/posizioni';
import type { Ctx } from '#platform/contesto';
import { debitoreDi, vuota, type DovutoDemo } from './dovuti.ts';
import { ENTI, type EnteDemo } from './enti.ts';
import type { DovutoLetto } from './fatti.ts';

/** What each of the two costs: of two kinds of due, as what one pays in one go often is. */
const IMPORTI = [cents(8_400), cents(3_550)];
const SERIE_DEBITORI = 'I';

const iudDi = (n: number): string => `DEMO-INSIEME-${n}`;

/** Two dovuti of one debtor of the first ente, without a notice of their own. */
export function insiemeDi(ente: EnteDemo, oggi: Giorno): DovutoDemo[] {
  if (ente !== ENTI[0]) return [];
  const tipi = ente.tipi.filter((t) => t.scadenzaObbligatoria !== true && t.nonOltreScadenza !== true);
  return tipi.slice(0, IMPORTI.length).map((tipo, i) => {
    const base = vuota(tipo, {
      causale: `${tipo.causale} ${oggi.slice(0, 4)}`,
      importoCents: IMPORTI[i] ?? cents(0),
    });
    const debitore = debitoreDi(ente, SERIE_DEBITORI, 1);
    return { richiesta: { ...base, riga: 0, iud: iudDi(i + 1), generaIuv: false, debitore }, destino: 'da_pagare' };
  });
}

/** Gives the two one iuv, under which they are paid in one go; once. */
export async function riunisciInsieme(ctx: Ctx, dovuti: ReadonlyMap<string, DovutoLetto>): Promise<void> {
  const suoi = IMPORTI.flatMap((_, i) => dovuti.get(iudDi(i + 1)) ?? []).filter((d) => d.iuv === null);
  if (suoi.length === IMPORTI.length)
    valoreDi(await riunisciSottoUnIuv(ctx, { dovutoIds: suoi.map((d) => d.dovutoId) }));
}
