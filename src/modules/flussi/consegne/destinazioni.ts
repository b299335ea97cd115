import { ok, type Esito } from '#kernel/esito';
import { leggiEnte } from '#modules/enti';
import { annota } from '#modules/registro';
import { attoreTesto, type Ctx, type EsitoConsegna, type ServerSftp } from '#platform/contesto';
import { apriSegreto, chiudiSegreto, idChiaveCorrente, siApre } from '#platform/segreti';
import type { PercheNonConsegnato } from '../core/consegna.ts';
import { validaDestinazione, type NuovaDestinazione } from '../core/destinazione.ts';
import { rifiutoFlusso, type RifiutoFlusso } from '../core/rifiuti.ts';
import {
  insertDestinazione,
  lockDestinazioniDaRicifrare,
  nuovoIdDestinazione,
  selectDestinazione,
  selectSegreto,
  updateImpronta,
  updateProvaChiesta,
  updateProvata,
  updateSegreto,
  updateTolta,
  type Destinazione,
} from '../store/destinazione.ts';

export const LAVORO_PROVA = 'flussi.prova_destinazione';

/** Keeps a place where files are delivered, what lets us in sealed, and asks for its first test. */
export async function registraDestinazione(
  ctx: Ctx,
  nuova: NuovaDestinazione,
): Promise<Esito<{ id: string }, RifiutoFlusso>> {
  const esito = validaDestinazione(nuova, { cartelle: ctx.config.cartellaConsegne !== null });
  if (!esito.ok) return esito;
  const valida = esito.value;
  return ctx.tx(async (t) => {
    const id = await nuovoIdDestinazione(t);
    const chiuso = valida.genere === 'sftp' ? chiudiSegreto(t.config, { id, segreto: valida.segreto }) : null;
    if (!(await insertDestinazione(t, id, valida, chiuso))) return rifiutoFlusso('DESTINAZIONE_NOME_DUPLICATO');
    const dettaglio = { genere: valida.genere };
    await annota(t, { azione: 'destinazione.registrata', oggetto: 'destinazione', oggettoId: id, dettaglio });
    await accodaProva(t, id);
    return ok({ id });
  });
}

/** Asks for a test: whether we get in, and may write there. The answer is in the row when it comes. */
export async function chiediProvaDestinazione(ctx: Ctx, id: string): Promise<Esito<void, RifiutoFlusso>> {
  return ctx.tx(async (t) => ((await accodaProva(t, id)) ? ok(undefined) : rifiutoFlusso('DESTINAZIONE_NON_TROVATA')));
}

/** The key that a server has shown is its own: a person has compared it. It is tried again, and told who we are. */
export async function confermaImpronta(
  ctx: Ctx,
  { id, impronta }: { id: string; impronta: string },
): Promise<Esito<void, RifiutoFlusso>> {
  return ctx.tx(async (t) => {
    if (!(await updateImpronta(t, id, impronta))) return rifiutoFlusso('DESTINAZIONE_IMPRONTA_CAMBIATA');
    const dettaglio = { impronta };
    await annota(t, { azione: 'destinazione.chiave_confermata', oggetto: 'destinazione', oggettoId: id, dettaglio });
    await accodaProva(t, id);
    return ok(undefined);
  });
}

/** Takes a place away, unless a scheduled file goes there. What has not arrived yet will not. */
export async function togliDestinazione(ctx: Ctx, id: string): Promise<Esito<void, RifiutoFlusso>> {
  return ctx.tx(async (t) => {
    const destinazione = await selectDestinazione(t, id);
    if (destinazione === null || destinazione.toltaIl !== null) return rifiutoFlusso('DESTINAZIONE_NON_TROVATA');
    if (!(await updateTolta(t, id))) return rifiutoFlusso('DESTINAZIONE_IN_USO');
    await annota(t, { azione: 'destinazione.tolta', oggetto: 'destinazione', oggettoId: id });
    return ok(undefined);
  });
}

async function accodaProva(t: Ctx, id: string): Promise<boolean> {
  if (!(await updateProvaChiesta(t, id))) return false;
  const payload = { enteId: t.enteId ?? '', destinazioneId: id, attore: attoreTesto(t.attore) };
  await t.enqueue(LAVORO_PROVA, payload, { chiave: `prova:${id}` });
  return true;
}

/** Does the test that somebody asked for. */
export async function provaDestinazione(ctx: Ctx, id: string): Promise<void> {
  const aperta = await ctx.tx((t) => apriDestinazione(t, id));
  if (typeof aperta === 'string') return ctx.tx((t) => updateProvata(t, id, { esito: aperta, impronta: null }));
  const esito = await aperta.prova(ctx);
  const impronta = esito.esito === 'no' ? (esito.impronta ?? null) : null;
  await ctx.tx((t) => updateProvata(t, id, { esito: esito.esito === 'ok' ? 'ok' : esito.perche, impronta }));
}

/** A place with what lets us in, in clear, for who is about to use it outside the transaction. */
export type DestinazioneAperta = {
  prova(ctx: Ctx): Promise<EsitoConsegna>;
  consegna(ctx: Ctx, file: Parameters<Ctx['wires']['sftp']['consegna']>[1]): Promise<EsitoConsegna>;
};

/** Opens a place; in a word why it cannot be. Only the worker may. */
export async function apriDestinazione(t: Ctx, id: string): Promise<DestinazioneAperta | PercheNonConsegnato> {
  const d = await selectDestinazione(t, id);
  if (d === null || d.toltaIl !== null || t.enteId === null) return 'destinazione_tolta';
  if (d.genere === 'cartella') {
    const ente = await leggiEnte(t, t.enteId);
    if (ente === null) throw new Error('destinazione: no such ente');
    // The two rows of an ente, live and test, have one code: what is not real money has a folder of its own.
    const dove = { sotto: ente.ambiente === 'prova' ? `${ente.codIpa}-prova` : ente.codIpa, percorso: d.percorso };
    return {
      prova: ({ wires }) => wires.cartella.prova(dove),
      consegna: ({ wires }, file) => wires.cartella.consegna(dove, file),
    };
  }
  const chiuso = await selectSegreto(t, id);
  if (chiuso === null) throw new Error('destinazione: a server without a secret');
  if (!siApre(t.config, chiuso)) return 'chiave_persa';
  const server = serverDi(d, apriSegreto(t.config, chiuso));
  return {
    prova: ({ wires }) => wires.sftp.prova(server),
    consegna: ({ wires }, file) => wires.sftp.consegna(server, file),
  };
}

function serverDi({ host, porta, utente, percorso, impronta, accesso }: Destinazione, segreto: string): ServerSftp {
  if (host === null || porta === null || utente === null || accesso === null)
    throw new Error('destinazione: a server without an address');
  return { host, porta, utente, percorso, impronta, accesso, segreto };
}

/** Seals anew, with the first key, what the others had sealed: as `enti` does with its credentials. */
export async function ricifraDestinazioni(ctx: Ctx): Promise<{ ricifrate: number; perse: number }> {
  return ctx.tx(async (t) => {
    const righe = await lockDestinazioniDaRicifrare(t, idChiaveCorrente(t.config));
    const note = righe.filter((riga) => siApre(t.config, riga));
    for (const riga of note) {
      const segreto = apriSegreto(t.config, riga);
      await updateSegreto(t, { id: riga.id, ...chiudiSegreto(t.config, { id: riga.id, segreto }) });
    }
    const ricifrate = note.length;
    if (ricifrate > 0)
      await annota(t, { azione: 'destinazioni.ricifrate', oggetto: 'destinazione', dettaglio: { ricifrate } });
    return { ricifrate, perse: righe.length - ricifrate };
  });
}
