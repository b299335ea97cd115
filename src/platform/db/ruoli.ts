import { createHmac } from 'node:crypto';

/** The roles that serve: one a door, and the jobs'. Each has a pool of its own and sees only what its policies show. */
export const RUOLI = ['nodo', 'portale', 'ufficio', 'sil', 'worker'] as const;

export type Ruolo = (typeof RUOLI)[number];

/** Owns the database and runs the migrations; nobody else uses it. */
export const PROPRIETARIO = 'mypay_owner';

/** Owns the definer functions and the views of the doors. Nobody can log in as it. */
export const PORTA = 'mypay_porta';

/** The role's name in the database. */
export function nomeRuolo(ruolo: Ruolo): string {
  return `mypay_${ruolo}`;
}

/** The role's password: derived from the owner's, so that DATABASE_URL is the only secret to keep. */
export function passwordRuolo(ownerPassword: string, nome: string): string {
  return createHmac('sha256', ownerPassword).update(nome).digest('hex');
}

/** The URL with which a role reaches the same database as the owner's URL. */
export function urlRuolo(databaseUrl: string, ruolo: Ruolo): string {
  const url = new URL(databaseUrl);
  const ownerPassword = decodeURIComponent(url.password);
  url.username = nomeRuolo(ruolo);
  url.password = passwordRuolo(ownerPassword, nomeRuolo(ruolo));
  return url.href;
}

/** The same server and query, with another database (and, if given, another user). */
export function urlCon(url: string, altro: { database: string; utente?: { nome: string; password: string } }): string {
  const nuovo = new URL(url);
  nuovo.pathname = `/${encodeURIComponent(altro.database)}`;
  if (altro.utente !== undefined) {
    nuovo.username = altro.utente.nome;
    nuovo.password = encodeURIComponent(altro.utente.password);
  }
  return nuovo.href;
}
