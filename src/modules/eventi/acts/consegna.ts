import { randomUUID } from 'node:crypto';
import { leggiEnte } from '#modules/enti';
import { annota } from '#modules/registro';
import type { RispostaEnte } from '#platform/chiamata-ente';
import type { Ctx } from '#platform/contesto';
import { siApre } from '#platform/segreti';
import { corpoEvento, rispostaBreve, type Evento } from '../core/corpo.ts';
import { GENERE_PROVA } from '../core/generi.ts';
import { attesaEventoMs, RIPOSO_EVENTI_MS } from '../core/piano.ts';
import { apriFirma, type Firma } from '../firma.ts';
import {
  deleteRitardi,
  insertTentativi,
  selectLotto,
  sospendi,
  updateCursore,
  updateRiposo,
  upsertRitardi,
  type DaMandare,
  type Lotto,
  type Ritardo,
  type Tentativo,
} from '../store/consegna.ts';

export const LAVORO_CONSEGNA = 'eventi.consegna';
export const LAVORO_PROVA = 'eventi.prova';

/** A subscription has been suspended. Announced in the transaction that suspends it. */
export const FATTO_ABBONAMENTO_SOSPESO = 'fatto.eventi.abbonamento_sospeso';

/** Events read, sent and written down together. */
const LOTTO = 1000;
/** Calls to one software at once: none of them waits for the one before it. */
const INSIEME = 32;
/**
 * One run of the job begins no call after so long, and is asked for again. Others have to be let in; who is put in pause, or is taken away,
 * is heard of soon; and what was signed when its batch was read is still of that moment for who receives it (five minutes).
 */
export const GIRO_MS = 15_000;

/** What became of a call: nobody was called, or how it went. */
type Mandato = { evento: DaMandare; risposta: RispostaEnte };

/** How many were taken, and how many not; `altro`: there is more, and it may be sent. */
export type Consegnati = { presi: number; respinti: number; altro: boolean };

/** Sends a subscription what there is for it, batch by batch, and writes down how it went. It may come twice, never not at all. */
export async function consegnaEventi(
  ctx: Ctx,
  abbonamentoId: string,
  { giroMs = GIRO_MS }: { giroMs?: number } = {},
): Promise<Consegnati> {
  const fatti: Consegnati = { presi: 0, respinti: 0, altro: true };
  const fino = performance.now() + giroMs;
  do {
    const lotto = await ctx.tx((t) => selectLotto(t, abbonamentoId, LOTTO));
    if (lotto === null || (lotto.eventi.length === 0 && lotto.tetto === lotto.cursore))
      return { ...fatti, altro: false };
    const mandati = await manda(ctx, lotto, fino);
    const provati = mandati.filter(({ risposta }) => risposta.esito !== 'rinviata');
    const presi = provati.filter(({ risposta }) => isPreso(risposta)).length;
    const continua = await ctx.tx((t) => scrivi(t, abbonamentoId, { lotto, mandati }));
    fatti.presi += presi;
    fatti.respinti += provati.length - presi;
    const restano = lotto.eventi.length === LOTTO || mandati.length < lotto.eventi.length;
    fatti.altro = continua && mandati.length === provati.length && restano;
  } while (fatti.altro && performance.now() < fino);
  return fatti;
}

async function manda(ctx: Ctx, { url, adesso, eventi, segreti }: Lotto, fino: number): Promise<Mandato[]> {
  const chiaviPerse = segreti.some((s) => !siApre(ctx.config, s));
  if (chiaviPerse)
    return eventi.map((evento) => ({ evento, risposta: { esito: 'nessuna', perche: 'chiave_persa', durataMs: 0 } }));
  const firma = apriFirma(ctx.config, segreti);
  const mandati: Mandato[] = [];
  let prossimo = 0;
  const uno = async (): Promise<void> => {
    for (let evento = eventi[prossimo++]; evento !== undefined; evento = eventi[prossimo++]) {
      const risposta = await chiama(ctx, { url, firma, evento, adesso });
      mandati.push({ evento, risposta });
      // Who is left alone for a while is not asked for the others either.
      if (risposta.esito === 'rinviata' || performance.now() >= fino) prossimo = eventi.length;
    }
  };
  await Promise.all(Array.from({ length: Math.min(INSIEME, eventi.length) }, uno));
  return mandati;
}

type Chiamata = { url: string; firma: Firma; evento: Omit<Evento, 'numero'>; adesso: Date };

function chiama(ctx: Ctx, { url, firma, evento, adesso }: Chiamata): Promise<RispostaEnte> {
  const corpo = corpoEvento(evento, ctx.config.urlPubblico);
  return ctx.wires.ente.manda({ url, corpo, intestazioni: firma({ id: evento.id, corpo, istante: adesso }) });
}

function isPreso(r: RispostaEnte): boolean {
  return r.esito === 'risposta' && r.stato >= 200 && r.stato < 300;
}

/** Writes how a batch went, and how far it was read: up to the first that nobody was called for. False: there is no going on. */
async function scrivi(
  t: Ctx,
  abbonamentoId: string,
  { lotto, mandati }: { lotto: Lotto; mandati: Mandato[] },
): Promise<boolean> {
  const { adesso } = lotto;
  const provati = mandati.filter(({ risposta }) => risposta.esito !== 'rinviata');
  const quale = (e: DaMandare): number => (e.tentativi ?? 0) + 1;
  await insertTentativi(
    t,
    { abbonamentoId },
    provati.map(({ evento: e, risposta }) =>
      tentativoDi(risposta, { numero: e.numero, genere: e.genere, quale: quale(e), istante: adesso }),
    ),
  );
  const persi = provati
    .filter(({ risposta }) => !isPreso(risposta))
    .map(({ evento }): Ritardo => {
      const attesaMs = attesaEventoMs(quale(evento));
      const prossimoIl = attesaMs === null ? null : new Date(adesso.getTime() + attesaMs);
      return { numero: evento.numero, tentativi: quale(evento), prossimoIl };
    });
  await upsertRitardi(t, abbonamentoId, persi);
  const presi = provati.filter(({ evento, risposta }) => isPreso(risposta) && evento.tentativi !== null);
  await deleteRitardi(
    t,
    abbonamentoId,
    presi.map(({ evento }) => evento.numero),
  );
  const chiamati = new Set(provati.map(({ evento }) => evento));
  const primoFuori = lotto.eventi.find((e) => e.tentativi === null && !chiamati.has(e));
  await updateCursore(t, abbonamentoId, primoFuori === undefined ? lotto.tetto : primoFuori.numero - 1);
  if (provati.length < mandati.length)
    await updateRiposo(t, abbonamentoId, new Date(adesso.getTime() + RIPOSO_EVENTI_MS));
  if (!persi.some(({ prossimoIl }) => prossimoIl === null)) return true;
  await fermaAbbonamento(t, abbonamentoId);
  return false;
}

async function fermaAbbonamento(t: Ctx, abbonamentoId: string): Promise<void> {
  if (!(await sospendi(t, abbonamentoId))) return;
  await annota(t, { azione: 'abbonamento.sospeso', oggetto: 'abbonamento', oggettoId: abbonamentoId });
  await t.enqueue(FATTO_ABBONAMENTO_SOSPESO, { enteId: t.enteId ?? '', abbonamentoId });
}

type Cosa = Pick<Tentativo, 'numero' | 'genere' | 'quale' | 'istante'>;

/** A call as it is written down. `bene`: what counts as taken, where it is not every 2xx. */
export function tentativoDi(
  risposta: RispostaEnte,
  cosa: Cosa,
  bene: (r: RispostaEnte) => boolean = isPreso,
): Tentativo {
  const come = bene(risposta) ? 'ok' : risposta.esito === 'risposta' ? 'rifiutato' : risposta.perche;
  const durataMs = risposta.esito === 'rinviata' ? 0 : risposta.durataMs;
  const [stato, testo] = risposta.esito === 'risposta' ? [risposta.stato, risposta.testo] : [null, ''];
  return { ...cosa, durataMs, stato, come, risposta: rispostaBreve(testo) };
}

/** Sends a test, which is of no kind that one subscribes to: whoever asked for it sees in the page how it went. */
export async function provaAbbonamento(ctx: Ctx, abbonamentoId: string): Promise<void> {
  const letto = await ctx.tx(async (t) => {
    const lotto = await selectLotto(t, abbonamentoId, 0);
    const ente = t.enteId === null ? null : await leggiEnte(t, t.enteId);
    return lotto === null || ente === null ? null : { lotto, ente };
  });
  if (letto === null) return;
  const { lotto, ente } = letto;
  const dati = { ente: ente.codIpa, codiceFiscaleEnte: ente.codiceFiscale, ambiente: ente.ambiente };
  const evento = {
    id: randomUUID(),
    genere: GENERE_PROVA,
    oggettoId: abbonamentoId,
    seq: 1,
    istante: lotto.adesso,
    dati,
  };
  const risposta: RispostaEnte = lotto.segreti.every((s) => siApre(ctx.config, s))
    ? await chiama(ctx, { url: lotto.url, firma: apriFirma(ctx.config, lotto.segreti), evento, adesso: lotto.adesso })
    : { esito: 'nessuna', perche: 'chiave_persa', durataMs: 0 };
  const cosa = { numero: null, genere: GENERE_PROVA, quale: 1, istante: lotto.adesso };
  await ctx.tx((t) => insertTentativi(t, { abbonamentoId }, [tentativoDi(risposta, cosa)]));
}
