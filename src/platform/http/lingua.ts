import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Lingua } from '#kernel/lingua';
import { attributi, nomeVero, type Biscotto } from './riconosci.ts';

/** Languages that a browser names; more are somebody's attempt to make us work. */
const PREFERENZE_MAX = 20;
const UN_ANNO_S = 365 * 24 * 60 * 60;

/** The language of a page: the one chosen here, else the first that the browser asks for and the door speaks, else the door's own. */
export function linguaDi(req: FastifyRequest, cookie: Biscotto, parlate: readonly [Lingua, ...Lingua[]]): Lingua {
  const scelta = parlate.find((lingua) => lingua === req.cookies?.[nomeLingua(cookie)]);
  return scelta ?? preferita(req.headers['accept-language'] ?? '', parlate) ?? parlate[0];
}

/** RFC 9110 §12.5.4: by weight, then in the order they come. `de-IT` is German. */
export function preferita(accettate: string, parlate: readonly Lingua[]): Lingua | null {
  return (
    accettate
      .split(',', PREFERENZE_MAX)
      .map(leggiPreferenza)
      .filter(({ peso }) => peso > 0)
      .toSorted((a, b) => b.peso - a.peso)
      .map(({ radice }) => parlate.find((lingua) => lingua === radice))
      .find((lingua) => lingua !== undefined) ?? null
  );
}

function leggiPreferenza(testo: string): { radice: string | undefined; peso: number } {
  const [nome = '', ...parametri] = testo.split(';').map((parte) => parte.trim().toLowerCase());
  const q = parametri.find((uno) => uno.startsWith('q='));
  return { radice: nome.split('-')[0], peso: q === undefined ? 1 : Number(q.slice(2)) || 0 };
}

/** Remembers the choice in the browser: it is asked again after a year. It says nothing of who chose. */
export function scriviLingua(reply: FastifyReply, cookie: Biscotto, lingua: Lingua): void {
  void reply.setCookie(nomeLingua(cookie), lingua, { ...attributi(cookie), maxAge: UN_ANNO_S });
}

function nomeLingua(cookie: Biscotto): string {
  return nomeVero({ ...cookie, nome: `${cookie.nome}_lingua` });
}
