import { isUuid, type EnteId, type OperatoreId, type TipoDovutoId } from '#kernel/ids';
import { elencoTipi, leggiEnte, type TipoDovuto } from '#modules/enti';
import { leggiSessione, puo, segnaEstraneo, tipiConsentiti, type Permesso, type Ruolo } from '#modules/utenti';
import { creaCtx, type Ctx, type Mondo } from '#platform/contesto';
import { vai, type Azione, type Pagina, type Richiesta, type Risposta, type Sessione } from '#platform/http/pagina';
import type { Impatto } from '#platform/impatto';
import type { Sito, Vista } from '#ui/cornice';
import { con, VAI } from './indirizzi.ts';

/** The ente for which a person works, as the pages name it. */
export type EnteScelto = { enteId: EnteId; codIpa: string; denominazione: string; prova: boolean; haLogo: boolean };

/** A person signed in. Without an ente (none chosen yet, or the role was taken away) there is no role either. */
export type SessioneUfficio = Sessione & {
  /** The cookie's secret: what ends the session, and changes its ente. */
  token: string;
  operatoreId: OperatoreId;
  nome: string;
  ruolo: Ruolo | null;
  ente: EnteScelto | null;
  intermediario: boolean;
  /** They come in by two steps. */
  secondoFattore: boolean;
  /** The provider of the ente let them in: for that ente, and for nothing else that they may do here. */
  confinata: boolean;
};

/** What every page gets. */
export type Ufficio = {
  ctx: Ctx;
  sito: Sito;
  vista: Vista;
  impatti: readonly Impatto[];
  /** For the pages of who runs the installation, and no other: it sees every ente, and acts for the one that is named. */
  installazione: (enteId: EnteId | null) => Ctx;
};

/** What a page gets of who works: the person, the ente, and a context that acts for both. */
export type Lavoro = Ufficio & { operatoreId: OperatoreId; ruolo: Ruolo; ente: EnteScelto; confinata: boolean };

/** A page of this door. Without `atto`, opening it and sending its form take what `chi` says (ammette.ts). */
export type PaginaUfficio = Omit<Pagina<Ufficio, SessioneUfficio>, 'atto'> & {
  atto?: { get?: Permesso; post?: Permesso };
  /**
   * It changes how the person comes in, whatever ente they work for: not for whom the provider of one ente has let in (`confinata`). Who
   * keeps that provider would have the whole account.
   */
  personale?: true;
};
export type RichiestaUfficio = Richiesta<SessioneUfficio>;

/** The session of a cookie's secret, with the ente it works for. */
export async function riconosciOperatore(mondo: Mondo, token: string): Promise<SessioneUfficio | null> {
  const ctx = creaCtx(mondo, { ruolo: 'ufficio', attore: { tipo: 'operatore' } });
  const sessione = await leggiSessione(ctx, token);
  if (sessione === null) return null;
  const { operatoreId, nome, ruolo, enteId, intermediario, secondoFattore } = sessione;
  const confinata = sessione.fornitoreId !== null;
  const letto = enteId === null ? null : await leggiEnte(ctx, enteId);
  const ente = letto && {
    enteId: letto.enteId,
    codIpa: letto.codIpa,
    denominazione: letto.denominazione,
    prova: letto.ambiente === 'prova',
    haLogo: letto.haLogo,
  };
  const suo = ente === null ? null : ruolo;
  return { token, operatoreId, nome, ruolo: suo, ente, intermediario, secondoFattore, confinata };
}

/** A page of someone at work. The door lets nobody else in; whoever comes by a page open to all is sent to sign in. */
export function alLavoro(
  azione: (l: Lavoro, r: RichiestaUfficio) => Promise<Risposta> | Risposta,
): Azione<Ufficio, SessioneUfficio> {
  return async (u, r) => {
    const { sessione } = r;
    if (sessione === null || sessione.ente === null || sessione.ruolo === null) return vai(VAI.accedi);
    if (mancaSecondoFattore(u, sessione)) return vai(con(VAI.io, { serve: 'si' }));
    const { operatoreId, ruolo, ente, confinata } = sessione;
    const risposta = await azione({ ...u, operatoreId, ruolo, ente, confinata }, r);
    const chiesto = Object.values(r.parametri).find((parte) => isUuid(parte));
    const ignota = risposta.tipo === 'errore' && risposta.motivo === 'nonTrovata';
    if (ignota && chiesto !== undefined) await segnaEstraneo(u.ctx, { operatoreId, chiesto });
    return risposta;
  };
}

/** What a page gets of who administers the installation: no ente, even where one is chosen. */
export type LavoroIntermediario = Ufficio & { operatoreId: OperatoreId };

/** A page of who administers the intermediario (`chi: 'intermediario'`). */
export function alLavoroIntermediario(
  azione: (l: LavoroIntermediario, r: RichiestaUfficio) => Promise<Risposta> | Risposta,
): Azione<Ufficio, SessioneUfficio> {
  return (u, r) => {
    const { sessione } = r;
    if (sessione === null || !sessione.intermediario) return vai(VAI.accedi);
    if (mancaSecondoFattore(u, sessione)) return vai(con(VAI.io, { serve: 'si' }));
    return azione({ ...u, operatoreId: sessione.operatoreId }, r);
  };
}

/** Who administers comes in by two steps; only a demo lets them try without a telephone. */
function mancaSecondoFattore({ ctx }: Ufficio, { ruolo, intermediario, secondoFattore }: SessioneUfficio): boolean {
  return (ruolo === 'amministratore' || intermediario) && !secondoFattore && ctx.config.modo === 'produzione';
}

/** May this person only look at what others do? `permesso` is what they would do: work on dovuti, where it is not said. */
export function guardaSoltanto({ ruolo }: Lavoro, permesso: Permesso = 'lavora'): boolean {
  return !puo(ruolo, permesso);
}

/**
 * The kinds of due this person may see: their ids (null: all of them, and what is of none), and what they are called. `tutti`: also what
 * is of none. `ogniTipo`: all there are today, be it because they have been given them all.
 */
export async function tipiVisibili(
  t: Ctx,
  { operatoreId, ente: { enteId } }: Pick<Lavoro, 'operatoreId' | 'ente'>,
): Promise<{ ids: TipoDovutoId[] | null; tipi: TipoDovuto[]; tutti: boolean; ogniTipo: boolean }> {
  const ids = await tipiConsentiti(t, { operatoreId, enteId });
  const elenco = await elencoTipi(t, enteId);
  const tipi = elenco.filter(({ tipoDovutoId }) => ids === null || ids.includes(tipoDovutoId));
  return { ids, tipi, tutti: ids === null, ogniTipo: tipi.length === elenco.length };
}

/** The kind of due of a file to try with: the first that this person follows, in the ambiente di prova; else there is no such file. */
export async function tipoDiProva(l: Lavoro): Promise<TipoDovuto | null> {
  if (!l.ente.prova) return null;
  const { tipi } = await l.ctx.tx((t) => tipiVisibili(t, l));
  return tipi.find(({ attivo, modalita }) => attivo && modalita.includes('per_flussi')) ?? null;
}
