import type { CarrelloId, CittadinoId, EnteId, IuvId } from '#kernel/ids';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { impronta, segretoCasuale, sha256 } from '#platform/crypto';
import type { Identita } from '../core/identita.ts';
import { APERTURA_MS, PROVA_RIPETUTA_MS } from '../core/limiti.ts';
import { selectEmailProvata, type ProvaId } from '../store/prova.ts';
import {
  deleteSessioneCittadino,
  insertApertura,
  insertSessioneCittadino,
  riconosciCittadino,
  updateCarrello,
  updateCarrelloCittadino,
  updateToken,
  vediVisita,
  type Apertura,
  type Cittadino,
  type Visita,
} from '../store/sessione.ts';

/** What the session of a citizen holds. Null when it is over, or never was. */
export async function leggiVisita(ctx: Ctx, token: string | null): Promise<Visita | null> {
  return token === null ? null : vediVisita(ctx, sha256(token));
}

/** The notices that a session opened, and may read whole. */
export async function leggiAperture(ctx: Ctx, token: string | null): Promise<Apertura[]> {
  return (await leggiVisita(ctx, token))?.aperture ?? [];
}

type DaAprire = {
  /** What the browser brought; null: nothing. */
  token: string | null;
  enteId: EnteId;
  iuvId: IuvId;
  richiesta?: boolean;
  /** The proof that opens it: its address is from now on that of the session. */
  provaId?: ProvaId;
  /** What this session has proved already opens this too: its token stays. */
  giaProvata?: boolean;
};

/**
 * Opens a notice, or the request of one, to a citizen who proved a mail address. A session without a name changes its token, and takes
 * along what was open and its carrello: a token planted in the browser before is worth nothing after. Who signed in has changed it then.
 */
export async function concediApertura(ctx: Ctx, da: DaAprire): Promise<{ token: string; apertura: Apertura }> {
  const { enteId, iuvId, richiesta = false, provaId } = da;
  const apertura = { enteId, iuvId, richiesta, scadeIl: new Date(ctx.now.getTime() + APERTURA_MS) };
  return ctx.tx(async (t) => {
    const email = provaId === undefined ? null : await selectEmailProvata(t, provaId);
    const token = await tokenDopo(t, da, { apertura, email });
    await insertApertura(t, sha256(token), apertura);
    return { token, apertura };
  });
}

/**
 * The token of the session that holds what is opened. Of a double click the second brings a token that the first has changed: it is led
 * to the very session of the first, if it proves the same within a minute. Nobody else can work that token out, nor gets it for less.
 */
async function tokenDopo(
  t: Ctx,
  { token, provaId, giaProvata = false }: DaAprire,
  { apertura, email }: { apertura: Apertura; email: string | null },
): Promise<string> {
  const prima = await leggiVisita(t, token);
  if (token !== null) {
    const resta = prima !== null && (giaProvata || prima.cittadino !== null);
    const nuovo = resta ? token : eredeDi(t, token, provaId ?? apertura.iuvId);
    const cambio = { da: sha256(token), a: sha256(nuovo), cittadinoId: null, email };
    if (prima !== null && (await updateToken(t, cambio))) return nuovo;
    if (await appenaAperta(t, nuovo, apertura)) return nuovo;
  }
  const nuovo = segretoCasuale();
  await insertSessioneCittadino(t, sha256(nuovo), { cittadinoId: null, email });
  return nuovo;
}

/** The token that follows another, once that is proved. */
function eredeDi({ config }: Ctx, token: string, prova: string): string {
  return impronta(config.pepe, 'sessione-erede', `${token} ${prova}`).toString('base64url');
}

async function appenaAperta(t: Ctx, token: string, { enteId, iuvId, scadeIl }: Apertura): Promise<boolean> {
  const daQuando = scadeIl.getTime() - PROVA_RIPETUTA_MS;
  return (await leggiAperture(t, token)).some(
    (una) => una.enteId === enteId && una.iuvId === iuvId && una.scadeIl.getTime() >= daQuando,
  );
}

type Cambio = { token: string | null; nuovo: string; cittadinoId: CittadinoId; email: string | null };

/** A session that lives takes the new token; of one that is over, or never was, nothing is taken along. */
async function cambiaToken(t: Ctx, { token, nuovo, ...altro }: Cambio): Promise<void> {
  const viva = (await leggiVisita(t, token)) !== null;
  if (token !== null && viva && (await updateToken(t, { da: sha256(token), a: sha256(nuovo), ...altro }))) return;
  await insertSessioneCittadino(t, sha256(nuovo), altro);
}

/** Who has signed in, their carrello, and the one that they had begun without a name: the two are to be joined. */
export type Entrato = {
  token: string;
  cittadino: Cittadino;
  carrelloId: CarrelloId | null;
  anonimo: CarrelloId | null;
};

/**
 * Signs a citizen in. What was open in the browser without a name goes along, under a new token; what was of another person who was
 * signed in there does not.
 */
export async function accediCittadino(
  ctx: Ctx,
  { token, identita }: { token: string | null; identita: Identita },
): Promise<Entrato> {
  const nuovo = segretoCasuale();
  return ctx.tx(async (t) => {
    const id = await riconosciCittadino(t, identita);
    const prima = await leggiVisita(t, token);
    const diAltri = prima !== null && prima.cittadino !== null && prima.cittadino.id !== id;
    if (token !== null && diAltri) await deleteSessioneCittadino(t, sha256(token));
    await cambiaToken(t, { token, nuovo, cittadinoId: id, email: null });
    await annota(t, { azione: 'cittadino.entrato', oggetto: 'cittadino', oggettoId: id, dettaglio: {} });
    const adesso = await leggiVisita(t, nuovo);
    if (!adesso?.cittadino) throw new Error('cittadino: the session that began is not there');
    const { cittadino, carrelloId } = adesso;
    return { token: nuovo, cittadino, carrelloId, anonimo: prima?.cittadino === null ? prima.carrelloId : null };
  });
}

/** Says which carrello is that of a session; where somebody has signed in, that of the person. */
export async function segnaCarrello(
  ctx: Ctx,
  { token, carrelloId }: { token: string; carrelloId: CarrelloId },
): Promise<void> {
  if (ctx.attore.codiceFiscale === undefined) return updateCarrello(ctx, sha256(token), carrelloId);
  await ctx.tx((t) => updateCarrelloCittadino(t, carrelloId));
}

/** Ends the session: nothing stays open. */
export async function chiudiSessioneCittadino(ctx: Ctx, token: string): Promise<void> {
  await ctx.tx(async (t) => {
    const visita = await leggiVisita(t, token);
    await deleteSessioneCittadino(t, sha256(token));
    const id = visita?.cittadino?.id;
    if (id !== undefined)
      await annota(t, { azione: 'cittadino.uscito', oggetto: 'cittadino', oggettoId: id, dettaglio: {} });
  });
}
