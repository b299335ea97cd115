import { valoreDi } from '#kernel/esito';
import type { DovutoId, EnteId } from '#kernel/ids';
import { generaNumeroAvviso } from '#kernel/numero-avviso';
import { attivaAvviso, registraIncasso, sommaDaRimborsare, type StazioneDiEnte } from '#modules/pagamenti';
import { leggiDovuto } from '#modules/posizioni';
import { creaCtx, type Mondo } from '#platform/contesto';
import type { DovutoLetto } from './fatti.ts';
import type { NodoDemo } from './nodo.ts';
import { messaggioDemo } from './paga.ts';

/** A notice that no dovuto has: a number that the ente's counter does not reach. */
const PROGRESSIVO_ORFANO = 99_999_999_001;
const ORA_MS = 3_600_000;

type Rimborsi = {
  enteId: EnteId;
  stazione: StazioneDiEnte;
  segregazione: string;
  /** Still asked for: what a receipt says of people and accounts is taken from it, and then it is paid at the desk. */
  aperto: DovutoLetto & { numeroAvviso: string };
  /** Paid already, and annulled: somebody pays them all the same. */
  tardi: readonly (Pick<DovutoLetto, 'iuv' | 'importoCents'> & { numeroAvviso: string })[];
};

/** Money that nobody asked for, and some that came outside pagoPA, once: what a clerk has to decide of. */
export async function rimborsiDemo(mondo: Mondo, nodo: NodoDemo, r: Rimborsi): Promise<void> {
  const { enteId, stazione, aperto } = r;
  const ctx = creaCtx(mondo, { ruolo: 'ufficio', attore: { tipo: 'sistema', id: 'demo' }, enteId });
  const segue = { tipiConsentiti: null, tutti: true, genere: null };
  const fatti = await ctx.tx(async (t) => [
    await sommaDaRimborsare(t, { ...segue, stato: 'da_trattare' }),
    await sommaDaRimborsare(t, { ...segue, stato: 'trattate' }),
  ]);
  if (fatti.some(({ quanti }) => quanti > 0)) return;
  const pagatoIl = new Date(ctx.now.getTime() - ORA_MS);
  const domanda = { stazione, numeroAvviso: aperto.numeroAvviso, now: ctx.now, oggi: ctx.oggi } as const;
  const modello = valoreDi(await attivaAvviso(nodo.fonti, { ...domanda, tipo: null, versione: 2 }));
  const orfano = generaNumeroAvviso({ segregazione: r.segregazione, progressivo: PROGRESSIVO_ORFANO });
  const nessuno = { ...orfano, importoCents: aperto.importoCents };
  for (const [n, { numeroAvviso, iuv, importoCents }] of [nessuno, ...r.tardi].entries()) {
    const [primo] = modello.trasferimenti;
    if (primo === undefined || iuv === null) continue;
    const avviso = { ...modello, iuv, importoCents, trasferimenti: [{ ...primo, importoCents }] };
    const quale = { stazione, numeroAvviso, pagatoIl, receiptId: `demo-tardi-${n}-${numeroAvviso}` };
    // Of a second payment the answer is a KO, and its message is kept all the same.
    await nodo.chiama(messaggioDemo(quale, avviso));
  }
  await incassaDemo(mondo, enteId, aperto.dovutoId);
}

async function incassaDemo(mondo: Mondo, enteId: EnteId, dovutoId: DovutoId): Promise<void> {
  const ctx = creaCtx(mondo, { ruolo: 'ufficio', attore: { tipo: 'sistema', id: 'demo' }, enteId });
  const dovuto = await ctx.tx((t) => leggiDovuto(t, { dovutoId, tipiConsentiti: null }));
  if (dovuto === null) throw new Error('demo: no dovuto to be paid at the desk');
  valoreDi(
    await registraIncasso(ctx, {
      ...{ dovutoId, versione: dovuto.versione, ancheDiverso: true, tipiConsentiti: null },
      ...{ giorno: ctx.oggi, mezzo: 'contanti', riferimento: 'Ricevuta di cassa 12', nota: 'Pagato allo sportello' },
      importoCents: dovuto.importoCents,
    }),
  );
}
