/** The registro, the giornale and the queue of the jobs as who runs the installation sees them: across the enti. */
import { statfs } from 'node:fs/promises';
import { ok, type Esito } from '#kernel/esito';
import { apriSigillo } from '#platform/crypto';
import type { Ctx } from '#platform/contesto';
import { annota, annotaPerEnti } from './acts.ts';
import { rifiutoRegistro, type RifiutoRegistro } from './core/rifiuti.ts';
import { ripeti, selectCoda, selectDatabase, selectLavoro, togli, type Coda } from './store/coda.ts';
import {
  selectAttiOvunque,
  selectEventiOvunque,
  selectLottoOvunque,
  selectTraffico,
  type AttoOvunque,
  type FiltroAtti,
  type FiltroEventiOvunque,
  type Traffico,
} from './store/ovunque.ts';
import type { EventoLetto } from './store/eventi.ts';

export { selectLavori as elencoLavori, selectLavoro as leggiLavoro, STATI_LAVORO } from './store/coda.ts';
export type { Coda, LavoroInCoda, StatoLavoro } from './store/coda.ts';
export {
  CHI_PARLA,
  type AttoOvunque,
  type FiltroAtti,
  type FiltroEventiOvunque,
  type Traffico,
} from './store/ovunque.ts';

/** Looks in the registro of all the enti. Looking is itself an act: what was looked for, and never who. */
export async function cercaAtti(
  ctx: Ctx,
  filtro: FiltroAtti,
  punto: { dopo: string | null; prima: string | null; quanti: number },
): Promise<AttoOvunque[]> {
  return ctx.tx(async (t) => {
    if (punto.dopo === null && punto.prima === null) {
      const dettaglio = { di: filtro.enteId, azione: filtro.azione };
      await annota(t, { azione: 'registro.consultato', oggetto: 'registro', dettaglio });
    }
    return selectAttiOvunque(t, filtro, punto);
  });
}

/** Looks in the giornale of all the enti. Looking is itself an act. */
export async function cercaEventi(ctx: Ctx, filtro: FiltroEventiOvunque): Promise<EventoLetto[]> {
  return ctx.tx(async (t) => {
    const dettaglio = { di: filtro.enteId, tipo: filtro.tipo, esito: filtro.esito, conNumero: filtro.chiave !== null };
    await annota(t, { azione: 'giornale.consultato', oggetto: 'registro', dettaglio });
    return selectEventiOvunque(t, filtro);
  });
}

/** Opens the message of an evento of any ente, which finds in its own registro that it was opened. */
export async function apriContenutoOvunque(
  ctx: Ctx,
  quale: { lottoId: string; id: string },
): Promise<Esito<{ contenuto: Buffer; troncato: boolean }, RifiutoRegistro>> {
  return ctx.tx(async (t) => {
    const trovato = await selectLottoOvunque(t, quale);
    if (trovato === null) return rifiutoRegistro('EVENTO_SCONOSCIUTO');
    const { enteId, lotto, da, byte, troncato } = trovato;
    await annotaPerEnti(t, [{ enteId, azione: 'evento.aperto', oggetto: 'evento', oggettoId: quale.id }]);
    return ok({ contenuto: apriSigillo(t.config.chiaveCifra, lotto).subarray(da, da + byte), troncato });
  });
}

/** Why a job is given up: a word of ours, for the registro holds no free text. */
export const MOTIVI_ABBANDONO = ['fatto_altrove', 'non_serve', 'non_riuscira'] as const;
export type MotivoAbbandono = (typeof MOTIVI_ABBANDONO)[number];

/** What becomes of a job: done again from the beginning, or given up with a reason. One that somebody is at stays as it is. */
export async function decidiLavoro(
  ctx: Ctx,
  { id, motivo }: { id: string; motivo: MotivoAbbandono | null },
): Promise<Esito<undefined, RifiutoRegistro>> {
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoRegistro>> => {
    const lavoro = await selectLavoro(t, id);
    if (lavoro === null || lavoro.stato === 'in_corso') return rifiutoRegistro('LAVORO_NON_FERMO');
    if (!(await (motivo === null ? ripeti(t, id) : togli(t, id)))) return rifiutoRegistro('LAVORO_NON_FERMO');
    const { nome, enteId, tentativi, stato: prima } = lavoro;
    const dettaglio = { id, nome, prima, tentativi, ...(motivo !== null && { motivo }) };
    const azione = motivo === null ? 'lavoro.riprovato' : 'lavoro.abbandonato';
    await annotaPerEnti(t, [{ enteId, azione, oggetto: 'lavoro', dettaglio }]);
    return ok();
  });
}

/** How the installation stands, where it can be said without asking anybody outside. */
export type Salute = {
  coda: Coda;
  database: { byte: number; connessioni: number; connessioniMax: number; versione: string };
  disco: { liberiByte: number; tuttiByte: number };
  /** The last quarter of an hour of what is exchanged with pagoPA. */
  traffico: Traffico[];
};

const TRAFFICO_MS = 15 * 60_000;

/** Asks each part how it is. */
export async function leggiSalute(ctx: Ctx): Promise<Salute> {
  const disco = await statfs(ctx.config.varDir);
  return {
    coda: await selectCoda(ctx),
    database: await selectDatabase(ctx),
    disco: { liberiByte: disco.bavail * disco.bsize, tuttiByte: disco.blocks * disco.bsize },
    traffico: await selectTraffico(ctx, new Date(ctx.now.getTime() - TRAFFICO_MS)),
  };
}
