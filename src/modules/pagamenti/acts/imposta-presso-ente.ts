import { ok, type Esito } from '#kernel/esito';
import type { EnteId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import { parseNumeroAvviso } from '#kernel/numero-avviso';
import { elencoTipi } from '#modules/enti';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import type { FaultDetto } from '#kernel/detto-ente';
import {
  giudicaPagamento,
  giudicaVerifica,
  contiDi,
  type PagamentoEnte,
  type VerificaEnte,
} from '../core/presso-ente.ts';
import { isViva } from '../core/chiamata.ts';
import type { DifettoEnte } from '../core/difetti-ente.ts';
import { rifiutoPressoEnte, type CodicePressoEnte, type RifiutoPressoEnte } from '../core/rifiuti.ts';
import { selectStazioni } from '../store/nodo.ts';
import {
  contaAvvisiEnte,
  isIbanAltrui,
  lockPressoEnte,
  segnaServizio,
  selectPressoEnte,
  selectStatoServizio,
  upsertPressoEnte,
  type SceltePressoEnte,
  type StatoServizio,
  type UsoServizio,
} from '../store/presso-ente.ts';

/** How the context's ente has set its service (null: never), how the service is (null: nobody has asked it), how much it is used. */
export type PressoEnteLetto = { scelte: SceltePressoEnte | null; stato: StatoServizio | null; uso: UsoServizio };

/** Payments that were opened lately: so many days. */
const USO_MS = 30 * 24 * 60 * 60_000;

export async function leggiPressoEnte(ctx: Ctx): Promise<PressoEnteLetto> {
  const enteId = enteDi(ctx);
  return ctx.tx(async (t) => ({
    scelte: await selectPressoEnte(t, enteId),
    stato: await selectStatoServizio(t, enteId),
    uso: await contaAvvisiEnte(t, enteId, new Date(t.now.getTime() - USO_MS)),
  }));
}

/** Why it is not fit to be set, all of it: what cannot be called, waited for or given a kind is said before anybody confirms. */
export async function valutaPressoEnte(ctx: Ctx, s: SceltePressoEnte): Promise<CodicePressoEnte[]> {
  const enteId = enteDi(ctx);
  const { pressoEnteAttesaMinMs: minimo, pressoEnteAttesaMaxMs: massimo } = LIMITI;
  const tipi = await ctx.tx((t) => elencoTipi(t, enteId));
  const prove = {
    PRESSO_ENTE_INDIRIZZO_NON_VALIDO: indirizzoValido(s.url, ctx.config.modo),
    PRESSO_ENTE_ATTESA_NON_VALIDA: Number.isInteger(s.attesaMs) && s.attesaMs >= minimo && s.attesaMs <= massimo,
    PRESSO_ENTE_TIPO_NON_VALIDO: tipi.some((tipo) => tipo.tipoDovutoId === s.tipoDovutoId && tipo.attivo),
  } as const satisfies Partial<Record<CodicePressoEnte, boolean>>;
  return (Object.keys(prove) as (keyof typeof prove)[]).filter((codice) => !prove[codice]);
}

/** Sets the service of the context's ente. `visto`: as who asks has read it; changed meanwhile, it is not overwritten. */
export async function impostaPressoEnte(
  ctx: Ctx,
  { visto, ...scelte }: SceltePressoEnte & { visto: SceltePressoEnte | null },
): Promise<Esito<undefined, RifiutoPressoEnte>> {
  const enteId = enteDi(ctx);
  const [difetto] = await valutaPressoEnte(ctx, scelte);
  if (difetto !== undefined) return rifiutoPressoEnte(difetto);
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoPressoEnte>> => {
    const prima = await lockPressoEnte(t, enteId);
    if (uguali(prima, scelte)) return ok();
    if (!uguali(prima, visto)) return rifiutoPressoEnte('PRESSO_ENTE_CAMBIATO');
    await upsertPressoEnte(t, enteId, scelte);
    // Of another address, what was heard from the one before says nothing.
    if (prima?.url !== scelte.url || prima.attivo !== scelte.attivo)
      await segnaServizio(t, { enteId, guasti: 0, perche: null });
    // The host only: an address may hold a key.
    const { url, ...altro } = scelte;
    const dettaglio = { ...altro, indirizzo: new URL(url).host };
    await annota(t, { azione: 'ente.presso_ente', oggetto: 'ente', oggettoId: enteId, dettaglio });
    return ok();
  });
}

function uguali(a: SceltePressoEnte | null, b: SceltePressoEnte | null): boolean {
  if (a === null || b === null) return a === b;
  const { attivo, url, attesaMs, ancheNostri, tipoDovutoId } = a;
  return (
    attivo === b.attivo &&
    url === b.url &&
    attesaMs === b.attesaMs &&
    ancheNostri === b.ancheNostri &&
    tipoDovutoId === b.tipoDovutoId
  );
}

const URL_MAX = 2000;

/** An address of the web without a password in it; in production nobody listens on the way. */
function indirizzoValido(url: string, modo: 'demo' | 'produzione'): boolean {
  if (url.length > URL_MAX || !/^[!-~]+$/.test(url) || !URL.canParse(url)) return false;
  const { protocol, username, password } = new URL(url);
  const sicuro = protocol === 'https:' || (modo === 'demo' && protocol === 'http:');
  return sicuro && username === '' && password === '';
}

/** What was heard of a trial: an answer that holds, one that does not, a refusal of the ente's, or nothing. */
export type Sentita<T> =
  | { esito: 'ok'; detto: T }
  | { esito: 'non_valida'; difetto: DifettoEnte }
  | { esito: 'fault'; fault: FaultDetto }
  | { esito: 'nessuna'; perche: string };

export type ProvaPressoEnte = { ms: number; verifica: Sentita<VerificaEnte>; pagamento: Sentita<PagamentoEnte> | null };

/**
 * Asks the service, as it is set, about a notice, and shows what the Nodo would hear; with `ancheIlPagamento`, also how it would be paid.
 * Nobody pays: but the ente's software may think that somebody is about to.
 */
export async function provaPressoEnte(
  ctx: Ctx,
  { numeroAvviso, ancheIlPagamento }: { numeroAvviso: string; ancheIlPagamento: boolean },
): Promise<Esito<ProvaPressoEnte, RifiutoPressoEnte>> {
  const enteId = enteDi(ctx);
  const numero = parseNumeroAvviso(numeroAvviso);
  if (numero === null) return rifiutoPressoEnte('PRESSO_ENTE_AVVISO_NON_VALIDO');
  const { scelte } = await leggiPressoEnte(ctx);
  if (scelte === null) return rifiutoPressoEnte('PRESSO_ENTE_NON_CONFIGURATO');
  const da = (await selectStazioni(ctx)).find((s) => s.enteId === enteId && isViva(s, ctx.oggi));
  if (da === undefined) return rifiutoPressoEnte('PRESSO_ENTE_SENZA_STAZIONE');
  const servizio = { url: scelte.url, attesaMs: scelte.attesaMs };
  const chi = {
    ...{ codiceFiscale: da.codiceFiscale, intermediario: da.intermediario, stazione: da.stazione },
    numeroAvviso: numero,
  };
  const inizio = performance.now();
  const verifica = sentita(await ctx.wires.servizioEnte.verifica(servizio, chi), (d) => giudicaVerifica(d, da));
  const ms = Math.round(performance.now() - inizio);
  const pagamento =
    ancheIlPagamento && verifica.esito === 'ok'
      ? sentita(
          await ctx.wires.servizioEnte.paga(servizio, {
            ...chi,
            importo: null,
            nota: null,
            tipo: null,
            scadenza: null,
          }),
          (d) => giudicaPagamento(d, da, { numeroAvviso: numero, tipo: null, versione: 2 }),
        )
      : null;
  const detto = await conIban(ctx, enteId, pagamento);
  const ultima = detto ?? verifica;
  await ctx.tx(async (t) => {
    const perche = ultima.esito === 'nessuna' ? ultima.perche : ultima.esito === 'non_valida' ? ultima.difetto : null;
    if (scelte.attivo) await segnaServizio(t, { enteId, guasti: 1, perche });
    const dettaglio = { verifica: verifica.esito, pagamento: detto?.esito ?? null };
    await annota(t, { azione: 'ente.presso_ente_provato', oggetto: 'ente', oggettoId: enteId, dettaglio });
  });
  return ok({ ms, verifica, pagamento: detto });
}

function sentita<D, T>(
  risposta: { esito: 'detto'; detto: D } | { esito: 'fault'; fault: FaultDetto } | { esito: 'nessuna'; perche: string },
  giudica: (detto: D) => { ok: true; value: T } | { ok: false; refusal: { codice: DifettoEnte } },
): Sentita<T> {
  if (risposta.esito !== 'detto') return risposta;
  const letta = giudica(risposta.detto);
  return letta.ok ? { esito: 'ok', detto: letta.value } : { esito: 'non_valida', difetto: letta.refusal.codice };
}

async function conIban(
  ctx: Ctx,
  enteId: EnteId,
  pagamento: Sentita<PagamentoEnte> | null,
): Promise<Sentita<PagamentoEnte> | null> {
  if (pagamento?.esito !== 'ok') return pagamento;
  const altrui = await isIbanAltrui(ctx, enteId, contiDi(pagamento.detto.trasferimenti));
  return altrui ? { esito: 'non_valida', difetto: 'iban_altrui' } : pagamento;
}

function enteDi({ enteId }: Ctx): EnteId {
  if (enteId === null) throw new Error('presso ente: an ente is needed');
  return enteId;
}
