import type { CarrelloId, EnteId } from '#kernel/ids';
import type { Lingua } from '#kernel/lingua';
import { leggiEnte, type Ente } from '#modules/enti';
import type { Fonti } from '#modules/pagamenti';
import type { RichiestaId } from '#modules/posizioni';
import { leggiVisita, type Cittadino } from '#modules/utenti';
import { creaCtx, type Ctx, type Mondo } from '#platform/contesto';
import { sha256 } from '#platform/crypto';
import type { Pagina, Richiesta, Sessione } from '#platform/http/pagina';
import type { Testi } from '#testi/catalogo';
import type { Sito, Vista } from '#ui/sito';
import type { Loghi } from './loghi.ts';
import type { Quale } from './riferimento.ts';

/** What a mail address is proved for here. */
export const SCOPO = 'avviso';

/** A request of this session, while it becomes a notice. */
export type RichiestaAperta = { enteId: EnteId; richiestaId: RichiestaId };

/** A citizen who signed in, or without a name who proved a mail address: what is open to them. */
export type SessionePortale = Sessione & {
  ruolo: 'cittadino' | null;
  token: string;
  /** Who signed in; null: nobody, and pages for `cittadino` send to the sign-in. */
  cittadino: Cittadino | null;
  aperti: readonly Quale[];
  richieste: readonly RichiestaAperta[];
  /** What they are about to pay, or have paid last. */
  carrelloId: CarrelloId | null;
  /** The address that they proved last. */
  email: string | null;
};

/** What every page gets. */
export type Portale = {
  ctx: Ctx;
  /** The same visitor before one ente: for what the row policies show of it, and for its part of the registro. */
  per: (enteId: EnteId) => Ctx;
  /** As who has signed in just now. */
  come: (cittadino: Cittadino) => Ctx;
  /** The language of who reads, and what is said in it. */
  lingua: Lingua;
  t: Testi;
  sito: Sito;
  /** Who looks, for the header of every page. */
  chi: Pick<Vista, 'persona' | 'accedi'>;
  loghi: Loghi;
  /** What the Nodo would be answered. */
  fonti: Fonti;
};

export type PaginaPortale = Pagina<Portale, SessionePortale>;
export type RichiestaPortale = Richiesta<SessionePortale>;

/** The session of a cookie's secret; none when nothing is open any more. */
export async function riconosciCittadino(mondo: Mondo, token: string): Promise<SessionePortale | null> {
  const visita = await leggiVisita(creaCtx(mondo, { ruolo: 'portale', attore: { tipo: 'cittadino' } }), token);
  if (visita === null) return null;
  const { cittadino, aperture, carrelloId, email } = visita;
  if (cittadino === null && aperture.length === 0 && carrelloId === null) return null;
  const aperti = aperture.filter(({ richiesta }) => !richiesta);
  const richieste = aperture.filter(({ richiesta }) => richiesta).map(comeRichiesta);
  const ruolo = cittadino === null ? null : 'cittadino';
  return { ruolo, token, cittadino, aperti, richieste, carrelloId, email };
}

/** What stands for a notice that is not there yet is its request: they go through the proof of the mail alike. */
export function comeRichiesta({ enteId, iuvId }: Quale): RichiestaAperta {
  return { enteId, richiestaId: iuvId as string as RichiestaId };
}

/** The opposite of {@link comeRichiesta}. */
export function comeAvviso({ enteId, richiestaId }: RichiestaAperta): Quale {
  return { enteId, iuvId: richiestaId as string as Quale['iuvId'] };
}

/** The visitor's context: in the registro who signed in has an id of theirs, any other session is told apart by a piece of its hash. */
export function ctxCittadino(mondo: Mondo, sessione: SessionePortale | null, enteId: EnteId | null): Ctx {
  if (sessione !== null && sessione.cittadino !== null) return ctxEntrato(mondo, sessione.cittadino, enteId);
  const id = sessione === null ? {} : { id: sha256(sessione.token).toString('hex').slice(0, 16) };
  return creaCtx(mondo, { ruolo: 'portale', attore: { tipo: 'cittadino', ...id }, enteId });
}

/** The context of who has signed in. */
export function ctxEntrato(mondo: Mondo, { id, codiceFiscale }: Cittadino, enteId: EnteId | null = null): Ctx {
  return creaCtx(mondo, { ruolo: 'portale', attore: { tipo: 'cittadino', id, codiceFiscale }, enteId });
}

/** What a person is called. */
export function nomeDi({ nome, cognome }: Cittadino): string {
  return `${nome} ${cognome}`;
}

/** The ente of a notice. That it is there the notice itself says. */
export async function enteDi({ ctx }: Portale, enteId: EnteId): Promise<Ente> {
  const ente = await leggiEnte(ctx, enteId);
  if (ente === null) throw new Error('the ente of a notice is not there');
  return ente;
}

/** The frame of a page about one ente. */
export async function vistaEnte({ ctx, loghi }: Portale, ente: Ente): Promise<Vista> {
  const { denominazione, ambiente } = ente;
  return { ente: { denominazione, prova: ambiente === 'prova', logo: await loghi(ctx, ente) } };
}
