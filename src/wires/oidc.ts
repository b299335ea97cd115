import type { AuthorizationResponseError, ClientAuth, Configuration, CustomFetch, ServerMetadata } from 'openid-client';
import type { AccessoIdentita } from '#platform/accesso-identita';
import type { Interruttore } from '#platform/interruttore';

/** What the ways to a provider of identity share (OpenID Connect Core 1.0), be it the installation's or an ente's. */
export type Oidc = typeof import('openid-client');

/** Who issues, and who we are to it. */
export type Dove = { emittente: string; clientId: string; segreto: string };

/** One provider, as it is known now. */
export type Fornitore = { oidc: Oidc; conf: Configuration };

export const REGOLE_OIDC = {
  circuito: { guastiMax: 5, apertoMs: 30_000 },
  /** What it declares of itself is asked again after an hour; its keys when a signature names one that is new. */
  scopertaMs: 3_600_000,
  /** Between its clock and ours. */
  tolleranzaS: 30,
} as const;

export const adessoMs = (): number => performance.now();

/** What the provider declares, asked once and kept for a while. One that could not be reached is asked again. */
export function conMemoria(chiedi: () => Promise<Fornitore>): () => Promise<Fornitore> {
  let nota: { promessa: Promise<Fornitore>; finoA: number } | null = null;
  return () => {
    if (nota === null || adessoMs() > nota.finoA) {
      const promessa = chiedi();
      nota = { promessa, finoA: adessoMs() + REGOLE_OIDC.scopertaMs };
      promessa.catch(() => (nota = null));
    }
    return nota.promessa;
  };
}

/** Asks the provider what it is. `fetch`: where its calls must be guarded. */
export async function scopri(dove: Dove, opzioni: { attesaMs: number; fetch?: CustomFetch }): Promise<Fornitore> {
  // Read when somebody signs in: a start need not wait for it.
  const oidc = await import('openid-client');
  const { enableNonRepudiationChecks, allowInsecureRequests } = oidc;
  const locale = dove.emittente.startsWith('http:');
  const conf = await oidc.discovery(
    new URL(dove.emittente),
    dove.clientId,
    { [oidc.clockTolerance]: REGOLE_OIDC.tolleranzaS },
    autentica(oidc, dove.segreto),
    {
      // In clear only where the configuration says so: it does for this very machine.
      execute: [enableNonRepudiationChecks, ...(locale ? [allowInsecureRequests] : [])],
      timeout: opzioni.attesaMs / 1000,
      ...(opzioni.fetch !== undefined && { [oidc.customFetch]: opzioni.fetch }),
    },
  );
  return { oidc, conf };
}

/** By whichever of its ways the provider takes a secret. */
function autentica({ ClientSecretBasic, ClientSecretPost }: Oidc, segreto: string): ClientAuth {
  const [nellIntestazione, nelModulo] = [ClientSecretBasic(segreto), ClientSecretPost(segreto)];
  return (as, ...altro) => {
    const modi = as.token_endpoint_auth_methods_supported;
    // Discovery 1.0: where nothing is declared it is client_secret_basic.
    const nelCorpo = modi !== undefined && !modi.includes('client_secret_basic');
    return nelCorpo ? nelModulo(as, ...altro) : nellIntestazione(as, ...altro);
  };
}

export async function conCircuito(stato: Interruttore, fornitore: () => Promise<Fornitore>): Promise<Fornitore | null> {
  if (!stato.passa()) return null;
  try {
    const noto = await fornitore();
    stato.bene();
    return noto;
  } catch {
    stato.male();
    return null;
  }
}

/** The page where somebody signs in: authorization code with PKCE. `altro`: what only this provider is asked. */
export async function paginaDi(
  { oidc, conf }: Fornitore,
  { state, nonce, verificatore, ritorno, livelli = [] }: AccessoIdentita,
  altro: { ambiti: string; claims?: string | undefined },
): Promise<URL> {
  return oidc.buildAuthorizationUrl(conf, {
    redirect_uri: ritorno,
    scope: altro.ambiti,
    ...{ state, nonce },
    code_challenge: await oidc.calculatePKCECodeChallenge(verificatore),
    code_challenge_method: 'S256',
    ...comeChiedere(conf.serverMetadata()),
    ...(altro.claims !== undefined && { claims: altro.claims }),
    ...(livelli.length > 0 && { acr_values: livelli.join(' ') }),
  });
}

/** It knows no `login`, does not say so, and refuses it. */
const SENZA_LOGIN: ReadonlySet<string> = new Set(['https://accounts.google.com']);

/** Whoever was at this computer before is not let in without being asked: who they are, or at least by which account. */
export function comeChiedere(dichiarato: ServerMetadata): { prompt?: string } {
  const { issuer, prompt_values_supported: detti } = dichiarato;
  if (!(detti instanceof Array)) return { prompt: SENZA_LOGIN.has(issuer) ? 'select_account' : 'login' };
  const prompt = ['login', 'select_account'].find((uno) => detti.includes(uno));
  return prompt === undefined ? {} : { prompt };
}

/** What a provider says of who signed in: as the signed token says it, and with what it tells apart. */
export type Detti = { firmati: Readonly<Record<string, unknown>>; tutti: Readonly<Record<string, unknown>> };

/**
 * Changes the code that came back for what the provider says; `iss`, state, nonce, signature and times are judged by openid-client. What
 * it tells apart (userinfo) is asked for where none of `bastano` is in the token. Throws: see {@link perche}.
 */
export async function scambia(
  { oidc, conf }: Fornitore,
  { state, nonce, verificatore, ritorno }: AccessoIdentita,
  { parametri, bastano }: { parametri: Readonly<Record<string, string>>; bastano: readonly string[] },
): Promise<Detti> {
  const arrivo = new URL(`${ritorno}?${new URLSearchParams(parametri)}`);
  const presi = await oidc.authorizationCodeGrant(conf, arrivo, {
    pkceCodeVerifier: verificatore,
    expectedState: state,
    expectedNonce: nonce,
    idTokenExpected: true,
  });
  const firmati = presi.claims() ?? {};
  if (bastano.some((nome) => nome in firmati) || conf.serverMetadata().userinfo_endpoint === undefined)
    return { firmati, tutti: firmati };
  const altri = await oidc.fetchUserInfo(conf, presi.access_token, presi.claims()?.sub ?? '');
  return { firmati, tutti: { ...firmati, ...altri } };
}

/** Where the browser goes to leave the provider too; null: it has no such page. */
export function paginaUscita({ oidc, conf }: Fornitore, torna: string): URL | null {
  if (conf.serverMetadata().end_session_endpoint === undefined) return null;
  return oidc.buildEndSessionUrl(conf, { post_logout_redirect_uri: torna });
}

/** Why nobody signed in. */
export type Perche =
  | { esito: 'negata'; errore: string; descrizione: string }
  | { esito: 'non_verificata'; perche: string }
  | { esito: 'nessuna'; perche: string };

/** The provider said no; or what it said does not hold; or it said nothing. */
export function perche(oidc: Oidc, causa: unknown): Perche {
  if (causa instanceof oidc.AuthorizationResponseError) return negata(causa);
  if (causa instanceof oidc.ResponseBodyError && causa.status < 500)
    return { esito: 'non_verificata', perche: causa.error };
  if (causa instanceof oidc.ClientError && causa.code !== 'OAUTH_TIMEOUT' && !isGuasto(causa.cause))
    return { esito: 'non_verificata', perche: causa.code ?? 'OAUTH' };
  if (causa instanceof oidc.WWWAuthenticateChallengeError)
    return { esito: 'non_verificata', perche: 'non_autorizzato' };
  return { esito: 'nessuna', perche: causa instanceof oidc.ClientError ? 'tempo_scaduto' : 'irraggiungibile' };
}

function negata({ error, error_description: descrizione = '' }: AuthorizationResponseError): Perche {
  return { esito: 'negata', errore: error, descrizione };
}

function isGuasto(causa: unknown): boolean {
  return causa instanceof Response && causa.status >= 500;
}
