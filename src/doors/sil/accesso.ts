import { hash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { EnteId } from '#kernel/ids';
import { accediSil } from '#modules/utenti';
import { ammetteIndirizzo, leggiAccessoSil, leggiEnte, type StatoEnte } from '#modules/enti';
import { creaCtx, type Ctx, type Mondo } from '#platform/contesto';
import { segretoCasuale } from '#platform/crypto';
import { certificatoDi } from '#platform/http/certificato';

/** The ente whose software calls. */
export type EnteSil = {
  readonly enteId: EnteId;
  readonly codIpa: string;
  readonly codiceFiscale: string;
  readonly denominazione: string;
  readonly stato: StatoEnte;
};

export type Credenziali = { readonly codIpa: string; readonly password: string };

/** From where a call comes: its address, and the common name of the client certificate, if it showed one. */
export type Chiamante = { readonly indirizzo: string; readonly certificatoCn: string | null };

/** From where a request comes. */
export function chiamanteDi(req: FastifyRequest, { config }: Mondo): Chiamante {
  return { indirizzo: req.ip, certificatoCn: certificatoDi(req, config) };
}

/** Let in, with a context of that ente; or why not, in words that tell nothing of which enti there are. */
export type Accesso = { ok: true; ente: EnteSil; ctx: Ctx } | { ok: false; perche: string };

const LUNGHEZZA_MAX = 200;

/** Long enough to cost nothing to who calls all the time, short enough that what an ente takes away is soon taken away here. */
const VITA_MS = 2000;
/** Those let in longest ago give way. */
const ENTRATI_MAX = 1000;

type Entrato = { quando: number; ente: EnteSil };
/** `sale`: of this process alone, so that no password is kept by which anybody could find it again. */
type Entrati = { sale: string; perNome: Map<string, Entrato> };
const ENTRATI = new WeakMap<Mondo, Entrati>();

function entratiIn(mondo: Mondo): Entrati {
  const noti = ENTRATI.get(mondo) ?? { sale: segretoCasuale(), perNome: new Map<string, Entrato>() };
  ENTRATI.set(mondo, noti);
  return noti;
}

/**
 * Lets an ente's software in by IPA code and password, from where the ente says that it calls. Who was let in a moment ago is let in
 * again; who was not is judged each time.
 */
export async function entra(mondo: Mondo, credenziali: Credenziali, chiamante: Chiamante): Promise<Accesso> {
  const { sale, perNome: entrati } = entratiIn(mondo);
  const { codIpa, password } = credenziali;
  const { indirizzo, certificatoCn } = chiamante;
  const nome = hash('sha256', JSON.stringify([sale, codIpa, password, indirizzo, certificatoCn]), 'base64');
  const adesso = mondo.orologio().getTime();
  const noto = entrati.get(nome);
  // A clock that was set back says nothing of the age.
  if (noto !== undefined && adesso >= noto.quando && adesso - noto.quando < VITA_MS)
    return { ok: true, ente: noto.ente, ctx: ctxDi(mondo, noto.ente.enteId) };
  const giudicato = await giudica(mondo, credenziali, chiamante);
  entrati.delete(nome);
  if (giudicato.ok) entrati.set(nome, { quando: adesso, ente: giudicato.ente });
  const [prima] = entrati.keys();
  if (entrati.size > ENTRATI_MAX && prima !== undefined) entrati.delete(prima);
  return giudicato;
}

function ctxDi(mondo: Mondo, enteId: EnteId): Ctx {
  return creaCtx(mondo, { ruolo: 'sil', attore: { tipo: 'sil', id: enteId }, enteId });
}

async function giudica(mondo: Mondo, { codIpa, password }: Credenziali, chiamante: Chiamante): Promise<Accesso> {
  // No password is nobody's (mypay-webservices 8, row 19): where the old platform had none, whoever left it out came in.
  if (codIpa === '' || password === '' || codIpa.length > LUNGHEZZA_MAX || password.length > LUNGHEZZA_MAX)
    return { ok: false, perche: 'Codice IPA o password mancanti' };
  const prima = creaCtx(mondo, { ruolo: 'sil', attore: { tipo: 'sil' } });
  const entrato = await accediSil(prima, { codIpa, password, indirizzo: chiamante.indirizzo, ancheInserito: true });
  if (!entrato.ok) {
    const troppi = entrato.refusal.codice === 'TROPPI_TENTATIVI';
    return {
      ok: false,
      perche: troppi ? 'Troppi tentativi: riprovare fra qualche minuto' : 'Codice IPA o password errati',
    };
  }
  const enteId = entrato.value;
  const ctx = ctxDi(mondo, enteId);
  const [ente, altrove] = await Promise.all([leggiEnte(ctx, enteId), daAltrove(ctx, enteId, chiamante)]);
  if (altrove !== null) return { ok: false, perche: altrove };
  if (ente === null) throw new Error('an ente that was let in is not there');
  return { ok: true, ente, ctx };
}

/**
 * Why an ente is not called from there, in words; null: it is. The ente itself has narrowed it (decisione 0042), and it is told only to who
 * knows the password, or has a token that was given to who did.
 */
export async function daAltrove(
  ctx: Ctx,
  enteId: EnteId,
  { indirizzo, certificatoCn }: Chiamante,
): Promise<string | null> {
  const { reti, certificatiCn } = await leggiAccessoSil(ctx, enteId);
  if (reti.length > 0 && !ammetteIndirizzo(reti)(indirizzo)) return `L'ente non ammette chiamate da ${indirizzo}`;
  if (certificatiCn.length > 0 && !certificatiCn.includes(certificatoCn ?? ''))
    return "L'ente ammette solo chi mostra uno dei suoi certificati";
  return null;
}
