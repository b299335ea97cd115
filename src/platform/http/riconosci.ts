import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { segretoCasuale } from '../crypto.ts';
import type { Sessione } from './pagina.ts';

export type Biscotto = { nome: string; sicuro: boolean };

/** Whose request it is, before its page runs. */
export type Riconosciuto<S extends Sessione> = {
  sessione: S | null;
  /** What the browser brought as the secret of its session, which may be over; null: nothing. */
  portato: string | null;
  /** What the forms' token is made from: the secret it brought, else that of the anonymous cookie, which is set when first asked for. */
  segreto: () => string;
};

type Opzioni<S extends Sessione> = { cookie: Biscotto; sessione: (segreto: string) => Promise<S | null> };

/** Reads the cookies of a request. Without a session cookie nothing is looked up. */
export async function riconosci<S extends Sessione>(
  req: FastifyRequest,
  reply: FastifyReply,
  opzioni: Opzioni<S>,
): Promise<Riconosciuto<S>> {
  const segretoSessione = req.cookies[nomeVero(opzioni.cookie)];
  const sessione = segretoSessione === undefined ? null : await opzioni.sessione(segretoSessione);
  // Also of a session that is over: of a form sent twice the first may have ended it, and the second is to be answered all the same.
  if (segretoSessione !== undefined) return { sessione, portato: segretoSessione, segreto: () => segretoSessione };
  return anonimo(req, reply, opzioni.cookie);
}

/** Nobody signed in, or nobody known. */
export function anonimo(req: FastifyRequest, reply: FastifyReply, cookie: Biscotto): Riconosciuto<never> {
  const nome = nomeVero({ ...cookie, nome: `${cookie.nome}_modulo` });
  let segreto = req.cookies?.[nome];
  return {
    sessione: null,
    portato: null,
    segreto: () => {
      if (segreto === undefined) {
        segreto = segretoCasuale(16);
        void reply.setCookie(nome, segreto, attributi(cookie));
      }
      return segreto;
    },
  };
}

/** Begins a session in the browser, or ends it (`null`). It lasts until the browser closes; how long it is good for the database knows. */
export function scriviSessione(reply: FastifyReply, cookie: Biscotto, segreto: string | null): void {
  if (segreto === null) void reply.clearCookie(nomeVero(cookie), attributi(cookie));
  else void reply.setCookie(nomeVero(cookie), segreto, attributi(cookie));
}

/** `__Host-`: a browser takes it only over TLS, for this very host, so that a neighbour under the same domain cannot set it. */
export function nomeVero({ nome, sicuro }: Biscotto): string {
  return sicuro ? `__Host-${nome}` : nome;
}

/** How every cookie of ours is set: no script reads it, no other site sends it along with a form. */
export function attributi({ sicuro }: Biscotto): CookieSerializeOptions {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: sicuro };
}
