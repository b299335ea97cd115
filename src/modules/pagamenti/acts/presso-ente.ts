import type { Esito } from '#kernel/esito';
import { formatDecimale, type Cents } from '#kernel/importo';
import type { Giorno } from '#kernel/giorno';
import type { AvvisoDetto, PagamentoDetto } from '#kernel/detto-ente';
import type { EnteId } from '#kernel/ids';
import type { NumeroAvviso } from '#kernel/numero-avviso';
import type { Ctx } from '#platform/contesto';
import type { RispostaServizio, ServizioEnte } from '#platform/servizio-ente';
import type { Domanda, StazioneDiEnte } from '../core/chiamata.ts';
import {
  attesaRimasta,
  contiDi,
  difettoEnte,
  giudicaPagamento,
  giudicaVerifica,
  isDaChiedere,
  type EsitoEnte,
  type PagamentoEnte,
  type VerificaEnte,
} from '../core/presso-ente.ts';
import { rifiutoNodo, type RifiutoNodo } from '../core/rifiuti.ts';
import type { TipoTrasferimento } from '../core/trasferimenti.ts';
import { insertAvvisoEnte, isGiaPagato, isIbanAltrui, segnaServizio } from '../store/presso-ente.ts';

/** How a question went, for who counts them. */
export type Chiesta = (operazione: 'verifica' | 'pagamento', esito: EsitoChiesta, secondi: number) => void;
type EsitoChiesta = 'ok' | 'fault' | 'non_valida' | 'nessuna';

/** What the payer's channel has said of a payment: the ente hears it too. */
export type DettoDalCanale = { importoCents: Cents | null; nota: string | null; scadenza: Giorno | null };

type Pagamento = Domanda & { tipo: TipoTrasferimento; versione: 1 | 2; detto?: DettoDalCanale };

/**
 * Asks the service of an ente about a notice. `nostro`: it is here too. Without one (or for the probe of the Nodo) the notice is unknown;
 * one whose receipt is here is paid, whatever the service says.
 */
export type PressoEnte = {
  verifica(domanda: Domanda, nostro: boolean): Promise<Esito<VerificaEnte, RifiutoNodo>>;
  /** Leaves what its receipt needs. */
  attiva(domanda: Pagamento, nostro: boolean): Promise<Esito<PagamentoEnte, RifiutoNodo>>;
};

/** Opens the way to them: once, when the door is opened. `ctxDi` gives a context of role nodo before an ente. */
export function apriPressoEnte(ctxDi: (enteId: EnteId) => Ctx, chiesta: Chiesta = () => undefined): PressoEnte {
  const segna = segnatempo();
  const chiedi = async <D, T>(quale: Quale<D, T>): Promise<Esito<T, RifiutoNodo>> => {
    const { ctx, stazione, numeroAvviso, nostro, operazione } = quale;
    const { enteId } = stazione;
    if (!isDaChiedere(numeroAvviso)) return rifiutoNodo('PAGAMENTO_SCONOSCIUTO');
    if (!nostro && (await isGiaPagato(ctx, { enteId, numeroAvviso }))) return rifiutoNodo('PAGAMENTO_DUPLICATO');
    // We were slow ourselves: the Nodo will not hear it any more.
    if (quale.servizio.attesaMs === 0) return rifiutoNodo('ENTE_NON_RISPONDE', { perche: 'tempo_scaduto' });
    const inizio = performance.now();
    const fine = async <R>(esito: EsitoChiesta, perche: string | null, risposta: R): Promise<R> => {
      chiesta(operazione, esito, (performance.now() - inizio) / 1000);
      await segna(ctx, enteId, perche);
      return risposta;
    };
    const sentita = await quale.domanda();
    if (sentita.esito === 'nessuna') {
      const { perche } = sentita;
      return fine('nessuna', perche, rifiutoNodo('ENTE_NON_RISPONDE', { perche }));
    }
    if (sentita.esito === 'fault')
      return fine('fault', null, rifiutoNodo('RIFIUTATO_DALL_ENTE', { fault: sentita.fault }));
    const letta = await quale.giudica(sentita.detto);
    if (letta.ok) return fine('ok', null, letta);
    const difetto = letta.refusal.codice;
    return fine('non_valida', difetto, rifiutoNodo('RISPOSTA_ENTE_NON_VALIDA', { difetto }));
  };
  return {
    verifica: (domanda, nostro) => chiedi(verificaDi(ctxDi(domanda.stazione.enteId), domanda, nostro)),
    attiva: async (domanda, nostro) => {
      const { stazione, numeroAvviso } = domanda;
      const ctx = ctxDi(stazione.enteId);
      const detto = await chiedi(pagamentoDi(ctx, domanda, nostro));
      if (detto.ok) {
        const { iuv, importoCents, scadenza, trasferimenti: quote } = detto.value;
        await insertAvvisoEnte(ctx, stazione.enteId, { numeroAvviso, iuv, importoCents, scadenza, quote });
      }
      return detto;
    },
  };
}

/** A question, and how its answer is judged. */
type Quale<D, T> = {
  ctx: Ctx;
  stazione: StazioneDiEnte;
  numeroAvviso: string;
  nostro: boolean;
  operazione: 'verifica' | 'pagamento';
  servizio: ServizioEnte;
  domanda: () => Promise<RispostaServizio<D>>;
  giudica: (detto: D) => Promise<EsitoEnte<T>>;
};

function verificaDi(ctx: Ctx, domanda: Domanda, nostro: boolean): Quale<AvvisoDetto, VerificaEnte> {
  const { stazione, numeroAvviso } = domanda;
  const { servizio, chi } = versoEnte(ctx, domanda);
  return {
    ...{ ctx, stazione, numeroAvviso, nostro, servizio, operazione: 'verifica' },
    domanda: () => ctx.wires.servizioEnte.verifica(servizio, chi),
    giudica: (detto) => Promise.resolve(giudicaVerifica(detto, stazione)),
  };
}

function pagamentoDi(ctx: Ctx, domanda: Pagamento, nostro: boolean): Quale<PagamentoDetto, PagamentoEnte> {
  const { stazione, numeroAvviso, tipo, versione, detto } = domanda;
  const { servizio, chi } = versoEnte(ctx, domanda);
  const { importoCents = null, nota = null, scadenza = null } = detto ?? {};
  const importo = importoCents === null ? null : formatDecimale(importoCents);
  return {
    ...{ ctx, stazione, numeroAvviso, nostro, servizio, operazione: 'pagamento' },
    domanda: () => ctx.wires.servizioEnte.paga(servizio, { ...chi, importo, nota, tipo, scadenza }),
    giudica: async (d) => {
      const letto = giudicaPagamento(d, stazione, { numeroAvviso: numeroAvviso as NumeroAvviso, tipo, versione });
      if (!letto.ok || !(await isIbanAltrui(ctx, stazione.enteId, contiDi(letto.value.trasferimenti)))) return letto;
      return difettoEnte('iban_altrui');
    },
  };
}

type VersoEnte = {
  servizio: ServizioEnte;
  chi: { codiceFiscale: string; intermediario: string; stazione: string; numeroAvviso: string };
};

function versoEnte(ctx: Ctx, { stazione: s, numeroAvviso, now }: Domanda): VersoEnte {
  if (s.pressoEnte === null) throw new Error('presso ente: it has no service');
  const { url, attesaMs } = s.pressoEnte;
  const { codiceFiscale, intermediario, stazione } = s;
  const servizio = { url, attesaMs: attesaRimasta(attesaMs, ctx.now.getTime() - now.getTime()) };
  return { servizio, chi: { codiceFiscale, intermediario, stazione, numeroAvviso } };
}

/** While a service is down each payer meets it: how it is goes to the database when it changes, and then as often as this. */
const RICORDO = { ogniMs: 30_000, entiMax: 2000 };
/** The third fault in a row is when somebody should know: until then each is written. */
const SUBITO = 3;

type Segna = (ctx: Ctx, enteId: EnteId, perche: string | null) => Promise<void>;

function segnatempo(): Segna {
  const noti = new Map<EnteId, { guasti: number; scritti: number; scrittoMs: number }>();
  return async (ctx, enteId, perche) => {
    if (noti.size >= RICORDO.entiMax) noti.clear();
    const noto = noti.get(enteId) ?? { guasti: 0, scritti: 0, scrittoMs: Number.NEGATIVE_INFINITY };
    const ora = ctx.now.getTime();
    const guasti = perche === null ? 0 : noto.guasti + 1;
    const eta = ora - noto.scrittoMs;
    const cambia = (guasti === 0) !== (noto.guasti === 0) || (guasti > 0 && guasti <= SUBITO);
    // A clock that was set back says nothing of the age.
    const scrive = cambia || eta < 0 || eta >= RICORDO.ogniMs;
    noti.set(enteId, scrive ? { guasti, scritti: guasti, scrittoMs: ora } : { ...noto, guasti });
    if (!scrive) return;
    if (perche !== null) ctx.log.warn('presso_ente', { ente: enteId, perche });
    await segnaServizio(ctx, { enteId, guasti: guasti - noto.scritti, perche });
  };
}
