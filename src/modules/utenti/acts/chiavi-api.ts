import { ok, type Esito } from '#kernel/esito';
import type { EnteId } from '#kernel/ids';
import { ammetteIndirizzo, isRete, leggiEnte } from '#modules/enti';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { impronta, segretoCasuale, uguali } from '#platform/crypto';
import {
  componiChiaveApi,
  giudicaChiave,
  giudicaUso,
  parseChiaveApi,
  type Ambito,
  type ChiaveChiesta,
} from '../core/chiave-api.ts';
import { bloccoIndirizzo } from '../core/indirizzo.ts';
import { ACCESSI_API, CHIAVE_TOCCO_MS } from '../core/limiti.ts';
import { rifiutoChiave, rifiutoUtenti, type RifiutoChiave, type RifiutoUtenti } from '../core/rifiuti.ts';
import {
  insertChiaveApi,
  segnaUso,
  selectChiaviApi,
  selectPerInizio,
  updateRevocaChiave,
  updateScadenzaChiave,
  type ChiaveApi,
  type ChiaveApiId,
} from '../store/chiave-api.ts';
import { enteDi } from './amministra.ts';
import { consuma } from './tentativi.ts';

const SCOPO = 'chiave-api';
const GIORNO_MS = 86_400_000;
/** How long the old key may be good beside the new one: nobody changes a program in the minute in which a key is made. */
export const ROTAZIONE_GIORNI_MAX = 30;

/** A key just made. `chiave` is told this once: here remains what it is recognised by. */
export type ChiaveCreata = { id: ChiaveApiId; chiave: string };

/** Makes a key for an application of the context's ente; one application has one at a time. */
export async function creaChiaveApi(ctx: Ctx, chiesta: ChiaveChiesta): Promise<Esito<ChiaveCreata, RifiutoChiave>> {
  const difetto = giudicaChiave(chiesta, isRete);
  if (difetto !== null) return rifiutoChiave(difetto);
  return ctx.tx(async (t): Promise<Esito<ChiaveCreata, RifiutoChiave>> => {
    const creata = await inserisci(t, chiesta);
    if (creata === null) return rifiutoChiave('CHIAVE_APPLICAZIONE_PRESENTE');
    const { ambiti, indirizzi, applicazione } = chiesta;
    await annotaChiave(t, 'chiave_api.creata', creata.id, {
      applicazione,
      ambiti: [...ambiti],
      indirizzi: [...indirizzi],
    });
    return ok(creata);
  });
}

/** Makes another key for the same application, to do the same; the one before is good for `giorni` days more: with none it ends now. */
export async function ruotaChiaveApi(
  ctx: Ctx,
  { id, giorni }: { id: ChiaveApiId; giorni: number },
): Promise<Esito<ChiaveCreata, RifiutoChiave>> {
  if (!Number.isInteger(giorni) || giorni < 0 || giorni > ROTAZIONE_GIORNI_MAX)
    return rifiutoChiave('CHIAVE_GIORNI_NON_VALIDI', { giorniMax: ROTAZIONE_GIORNI_MAX });
  return ctx.tx(async (t): Promise<Esito<ChiaveCreata, RifiutoChiave>> => {
    const prima = await leggiChiaveApi(t, id);
    if (prima === null) return rifiutoChiave('CHIAVE_SCONOSCIUTA');
    const scadeIl = new Date(t.now.getTime() + giorni * GIORNO_MS);
    if (!(await updateScadenzaChiave(t, enteDi(t), { id, scadeIl }))) return rifiutoChiave('CHIAVE_NON_IN_USO');
    const creata = await inserisci(t, prima);
    if (creata === null) return rifiutoChiave('CHIAVE_APPLICAZIONE_PRESENTE');
    await annotaChiave(t, 'chiave_api.ruotata', id, { applicazione: prima.applicazione, nuova: creata.id, giorni });
    return ok(creata);
  });
}

/** From now on the key opens nothing. */
export async function revocaChiaveApi(ctx: Ctx, id: ChiaveApiId): Promise<Esito<undefined, RifiutoChiave>> {
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoChiave>> => {
    const chiave = await leggiChiaveApi(t, id);
    if (chiave === null) return rifiutoChiave('CHIAVE_SCONOSCIUTA');
    if (!(await updateRevocaChiave(t, enteDi(t), id))) return rifiutoChiave('CHIAVE_NON_IN_USO');
    await annotaChiave(t, 'chiave_api.revocata', id, { applicazione: chiave.applicazione });
    return ok();
  });
}

/** The keys of the context's ente, those that are good first. */
export function leggiChiaviApi(ctx: Ctx): Promise<ChiaveApi[]> {
  return ctx.tx((t) => selectChiaviApi(t, enteDi(t)));
}

/** One of them; null: there is none of this ente. */
export async function leggiChiaveApi(ctx: Ctx, id: ChiaveApiId): Promise<ChiaveApi | null> {
  return ctx.tx(async (t) => (await selectChiaviApi(t, enteDi(t), id))[0] ?? null);
}

async function inserisci(t: Ctx, chiesta: ChiaveChiesta): Promise<ChiaveCreata | null> {
  const enteId = enteDi(t);
  const ente = await leggiEnte(t, enteId);
  // Of the name 12 letters and digits are kept, and what is left of 32 bytes is always as many.
  const chiave = componiChiaveApi(ente?.ambiente === 'prova', { nome: segretoCasuale(), segreto: segretoCasuale() });
  const { applicazione, ambiti, indirizzi } = chiesta;
  const inizio = parseChiaveApi(chiave)?.inizio;
  if (inizio === undefined) throw new Error('chiave API: one was composed that cannot be read');
  const hmac = impronta(t.config.pepe, SCOPO, chiave);
  const id = await insertChiaveApi(t, enteId, { applicazione, ambiti, indirizzi, inizio, hmac });
  return id === null ? null : { id, chiave };
}

async function annotaChiave(
  t: Ctx,
  azione: string,
  id: ChiaveApiId,
  dettaglio: Record<string, string | number | string[]>,
): Promise<void> {
  await annota(t, { azione, oggetto: 'chiave_api', oggettoId: id, dettaglio });
}

/** An application that was let in: whose, and to do what. */
export type Applicazione = {
  chiaveId: ChiaveApiId;
  enteId: EnteId;
  codIpa: string;
  applicazione: string;
  prova: boolean;
  ambiti: Ambito[];
};

const NESSUNA = new Uint8Array(32);

/**
 * Lets an application in by its key, wherever it says who it is: the key says of which ente, live or prova. One statement where it is
 * right. Failures are counted by block of addresses, and the same is compared whether there is such a key or not.
 */
export async function accediApi(
  ctx: Ctx,
  { chiave, indirizzo }: { chiave: string; indirizzo: string },
): Promise<Esito<Applicazione, RifiutoChiave | RifiutoUtenti>> {
  const letta = parseChiaveApi(chiave);
  const nota = letta === null ? null : await selectPerInizio(ctx, letta.inizio);
  const giusta = uguali(nota?.hmac ?? NESSUNA, impronta(ctx.config.pepe, SCOPO, chiave));
  if (nota === null || !giusta) {
    const contato = await consuma(ctx, { ...ACCESSI_API, chiave: bloccoIndirizzo(indirizzo) });
    return contato.ok ? rifiutoChiave('CHIAVE_NON_VALIDA') : contato;
  }
  const daDove = nota.indirizzi.length === 0 || ammetteIndirizzo(nota.indirizzi)(indirizzo);
  const no = giudicaUso({ ...nota, daDove }, ctx.now);
  if (no === 'ENTE_INSERITO') return rifiutoUtenti(no);
  if (no !== null) return rifiutoChiave(no);
  const passati = ctx.now.getTime() - (nota.ultimoUsoIl?.getTime() ?? 0);
  if (passati >= CHIAVE_TOCCO_MS) await segnaUso(ctx, nota.id);
  const { id, enteId, codIpa, applicazione, ambiti, ambiente } = nota;
  return ok({ chiaveId: id, enteId, codIpa, applicazione, ambiti, prova: ambiente === 'prova' });
}
