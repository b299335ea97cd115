import { fileURLToPath } from 'node:url';
import Fastify, { type FastifyInstance } from 'fastify';
import { valoreDi } from '#kernel/esito';
import type { EnteId, FlussoId, OperatoreId, TipoDovutoId } from '#kernel/ids';
import { portaUfficio } from '#doors/ufficio';
import { caricaDovuti, lavori, riceviDovuti } from '#modules/flussi';
import { accedi, assegnaRuolo, registraOperatore, type Ruolo } from '#modules/utenti';
import type { Mondo } from '#platform/contesto';
import { segretoCasuale } from '#platform/crypto';
import { statico } from '#platform/http/statico';
import { IMPATTI } from '../../src/app/impatti.ts';
import { costruisciAssets } from '../../scripts/assets.ts';
import { fileDovuti, type RigaProva } from './dovuti.ts';
import { Navigatore, testoDi, type Pagina } from './navigatore.ts';
import { ctxDi, type EnteDiProva } from './un-ente.ts';

/** The door of the ufficio alone, on a free port of this machine. */
export type UfficioDiProva = { app: FastifyInstance; url: string; chiudi: () => Promise<void> };

export async function apriUfficio(mondo: Mondo): Promise<UfficioDiProva> {
  const cartella = fileURLToPath(new URL('../../dist/assets', import.meta.url));
  await costruisciAssets({ destinazione: cartella });
  const app = Fastify({ forceCloseConnections: true });
  await statico(app, cartella);
  await portaUfficio(app, { mondo, impatti: IMPATTI });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return { app, url, chiudi: async () => await app.close() };
}

export type OperatoreDiProva = { operatoreId: OperatoreId; utente: string; password: string };

/** An operator of a test's own, with a role for each of these enti; an operatore has the given kinds of due, or all of them. */
export async function unOperatore(
  mondo: Mondo,
  enti: readonly EnteDiProva[],
  {
    ruolo = 'operatore',
    tipi,
    totpSegreto = null,
  }: { ruolo?: Ruolo; tipi?: readonly TipoDovutoId[]; totpSegreto?: string | null } = {},
): Promise<OperatoreDiProva> {
  const utente = `prova.${segretoCasuale(6).toLowerCase()}`;
  const password = `Parola-${segretoCasuale(12)}`;
  const dati = { utente, nome: 'Anna Operosa', email: null, password, totpSegreto };
  const { operatoreId } = valoreDi(await registraOperatore(ctxDi(mondo, 'worker'), dati));
  for (const ente of enti)
    await ruoloPer(mondo, ente.enteId, { operatoreId, ruolo, tipi: tipi ?? [ente.tipoDovutoId] });
  return { operatoreId, utente, password };
}

async function ruoloPer(
  mondo: Mondo,
  enteId: EnteId,
  dati: { operatoreId: OperatoreId; ruolo: Ruolo; tipi: readonly TipoDovutoId[] },
): Promise<void> {
  valoreDi(await assegnaRuolo(ctxDi(mondo, 'worker', enteId), dati));
}

/** The cookie of an operator's new session, without going by the page. */
export async function cookieDi(mondo: Mondo, operatore: OperatoreDiProva): Promise<{ ufficio: string }> {
  const richiesta = { ...operatore, codice: null, indirizzo: '127.0.0.1', tokenPrecedente: null };
  return { ufficio: valoreDi(await accedi(ctxDi(mondo, 'ufficio'), richiesta)).token };
}

/** A browser without scripts, already signed in by the page. */
export async function entra(ufficio: UfficioDiProva, { utente, password }: OperatoreDiProva): Promise<Navigatore> {
  const navigatore = new Navigatore(ufficio.url);
  await navigatore.invia(await navigatore.apri('/ufficio/accedi'), { utente, password });
  return navigatore;
}

/** A file of dovuti, received and loaded. */
export async function conFlusso(
  mondo: Mondo,
  ente: Pick<EnteDiProva, 'enteId' | 'codIpa' | 'tipo'>,
  file: { iuf: string; versione?: '1_3' | '1_4'; righe: readonly RigaProva[] },
): Promise<FlussoId> {
  const ctx = ctxDi(mondo, 'worker', ente.enteId);
  const { flussoId } = valoreDi(await riceviDovuti(ctx, await fileDovuti(ente, file)));
  await caricaDovuti(ctx, flussoId);
  return flussoId;
}

/** Does the work of a job that a page booked. */
export async function esegui(
  mondo: Mondo,
  ente: Pick<EnteDiProva, 'enteId'>,
  nome: string,
  flussoId: string,
): Promise<void> {
  const lavoro = lavori.find((uno) => uno.nome === nome);
  if (lavoro === undefined) throw new Error(`no job is called ${nome}`);
  await lavoro.esegui(ctxDi(mondo, 'worker', ente.enteId), { flussoId });
}

/** Where the link that says `parole` leads; blank when there is none. */
export function collegamento({ html }: Pagina, parole: string): string {
  const legati = [...html.matchAll(/<a href="([^"]*)"[^>]*>(.*?)<\/a>/gs)];
  const trovato = legati.find(([, , dentro = '']) => testoDi(dentro).startsWith(parole));
  return trovato?.[1]?.replaceAll('&amp;', '&') ?? '';
}
