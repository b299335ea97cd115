import type { AuthorizationResponseError, ClientAuth, Configuration } from 'openid-client';
import { LIMITI } from '#kernel/limiti';
import type { AccessoIdentita, PersonaDetta, RispostaIdentita, Wires } from '#platform/contesto';
import { interruttore, type Interruttore, type Soglie } from '#platform/interruttore';

type Oidc = typeof import('openid-client');

/** The provider of identity (OpenID Connect Core 1.0): who issues, who we are to it, where its pages may be, what is asked. */
export type DoveIdentita = {
  emittente: string;
  clientId: string;
  segreto: string;
  origini: readonly string[];
  ambiti: string;
};

const REGOLE = {
  circuito: { guastiMax: 5, apertoMs: 30_000 },
  /** What it declares of itself is asked again after an hour; its keys when a signature names one that is new. */
  scopertaMs: 3_600_000,
  /** Between its clock and ours. */
  tolleranzaS: 30,
} as const;

/** Under these names SPID and CIE tell a tax code (pagopa.md 8.4). */
const CODICE_FISCALE = ['https://attributes.eid.gov.it/fiscal_number', 'fiscal_number', 'fiscalNumber'] as const;

/** Asked for by name of who lets it: SPID and CIE tell the rest without. */
const RICHIESTE = JSON.stringify({
  userinfo: Object.fromEntries([...CODICE_FISCALE, 'given_name', 'family_name', 'email'].map((nome) => [nome, null])),
});

const adessoMs = (): number => performance.now();

/** One provider, as it is known now. */
type Fornitore = { oidc: Oidc; conf: Configuration };

/**
 * The way to the provider of identity: authorization code with PKCE; `iss`, state, nonce, signature and times of what comes back are
 * judged by openid-client. Null where there is no provider: then nobody signs in. `attesaMs` is for each of its answers.
 */
export function creaIdentita(
  dove: DoveIdentita | null,
  opzioni: { attesaMs?: number; circuito?: Soglie } = {},
): Wires['identita'] {
  if (dove === null) return null;
  const { attesaMs = LIMITI.identitaAttesaMs, circuito = REGOLE.circuito } = opzioni;
  const stato = interruttore(circuito, adessoMs);
  const fornitore = scopri(dove, attesaMs);
  return {
    inizia: async (accesso) => {
      const noto = await conCircuito(stato, fornitore);
      return noto === null ? null : paginaDi(noto, dove, accesso);
    },
    conclude: async (accesso, parametri) => {
      const noto = await conCircuito(stato, fornitore);
      if (noto === null) return { esito: 'nessuna', perche: 'irraggiungibile' };
      const risposta = await chiedi(noto, accesso, parametri);
      if (risposta.esito === 'nessuna') stato.male();
      return risposta;
    },
    uscita: async (torna) => {
      const noto = await conCircuito(stato, fornitore);
      if (noto?.conf.serverMetadata().end_session_endpoint === undefined) return null;
      const { href, origin } = noto.oidc.buildEndSessionUrl(noto.conf, { post_logout_redirect_uri: torna });
      return dove.origini.includes(origin) ? href : null;
    },
  };
}

/** What the provider declares, asked once and kept for a while. One that could not be reached is asked again. */
function scopri(dove: DoveIdentita, attesaMs: number): () => Promise<Fornitore> {
  let nota: { promessa: Promise<Fornitore>; finoA: number } | null = null;
  return () => {
    if (nota === null || adessoMs() > nota.finoA) {
      const promessa = chiediScoperta(dove, attesaMs);
      nota = { promessa, finoA: adessoMs() + REGOLE.scopertaMs };
      promessa.catch(() => (nota = null));
    }
    return nota.promessa;
  };
}

async function chiediScoperta(dove: DoveIdentita, attesaMs: number): Promise<Fornitore> {
  // Read when somebody signs in: a start need not wait for it.
  const oidc = await import('openid-client');
  const { enableNonRepudiationChecks, allowInsecureRequests } = oidc;
  const locale = dove.emittente.startsWith('http:');
  const conf = await oidc.discovery(
    new URL(dove.emittente),
    dove.clientId,
    { [oidc.clockTolerance]: REGOLE.tolleranzaS },
    autentica(oidc, dove.segreto),
    {
      // In clear only where the configuration says so: it does for this very machine.
      execute: locale ? [allowInsecureRequests, enableNonRepudiationChecks] : [enableNonRepudiationChecks],
      timeout: attesaMs / 1000,
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

async function conCircuito(stato: Interruttore, fornitore: () => Promise<Fornitore>): Promise<Fornitore | null> {
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

/** Where the browser goes. A page that is not one of the provider's is none. */
async function paginaDi(
  { oidc, conf }: Fornitore,
  { origini, ambiti }: DoveIdentita,
  { state, nonce, verificatore, ritorno, livelli = [] }: AccessoIdentita,
): Promise<string | null> {
  const conRichieste = conf.serverMetadata().claims_parameter_supported === true;
  const { href, origin } = oidc.buildAuthorizationUrl(conf, {
    redirect_uri: ritorno,
    scope: ambiti,
    ...{ state, nonce },
    code_challenge: await oidc.calculatePKCECodeChallenge(verificatore),
    code_challenge_method: 'S256',
    // Whoever was at this computer before is not let in without being asked.
    prompt: 'login',
    ...(conRichieste && { claims: RICHIESTE }),
    ...(livelli.length > 0 && { acr_values: livelli.join(' ') }),
  });
  return origini.includes(origin) ? href : null;
}

async function chiedi(
  { oidc, conf }: Fornitore,
  { state, nonce, verificatore, ritorno }: AccessoIdentita,
  parametri: Readonly<Record<string, string>>,
): Promise<RispostaIdentita> {
  const arrivo = new URL(`${ritorno}?${new URLSearchParams(parametri)}`);
  try {
    const presi = await oidc.authorizationCodeGrant(conf, arrivo, {
      pkceCodeVerifier: verificatore,
      expectedState: state,
      expectedNonce: nonce,
      idTokenExpected: true,
    });
    const detti = presi.claims() ?? {};
    // Only as the signed token says it.
    const acr = presi.claims()?.['acr'];
    const livello = typeof acr === 'string' ? { livello: acr } : {};
    if (CODICE_FISCALE.some((nome) => nome in detti) || conf.serverMetadata().userinfo_endpoint === undefined)
      return { esito: 'persona', persona: personaDi(detti), ...livello };
    const altri = await oidc.fetchUserInfo(conf, presi.access_token, presi.claims()?.sub ?? '');
    return { esito: 'persona', persona: personaDi({ ...detti, ...altri }), ...livello };
  } catch (causa) {
    return perche(oidc, causa);
  }
}

function personaDi(detti: Readonly<Record<string, unknown>>): PersonaDetta {
  const testo = (...nomi: readonly string[]): string | null => {
    const valore = nomi.map((nome) => detti[nome]).find((uno) => typeof uno === 'string' && uno.trim() !== '');
    return typeof valore === 'string' ? valore.trim() : null;
  };
  return {
    codiceFiscale: testo(...CODICE_FISCALE),
    nome: testo('given_name'),
    cognome: testo('family_name'),
    email: testo('email'),
  };
}

/** The provider said no; or what it said does not hold; or it said nothing. */
function perche(oidc: Oidc, causa: unknown): RispostaIdentita {
  if (causa instanceof oidc.AuthorizationResponseError) return negata(causa);
  if (causa instanceof oidc.ResponseBodyError && causa.status < 500)
    return { esito: 'non_verificata', perche: causa.error };
  if (causa instanceof oidc.ClientError && causa.code !== 'OAUTH_TIMEOUT' && !isGuasto(causa.cause))
    return { esito: 'non_verificata', perche: causa.code ?? 'OAUTH' };
  if (causa instanceof oidc.WWWAuthenticateChallengeError)
    return { esito: 'non_verificata', perche: 'non_autorizzato' };
  return { esito: 'nessuna', perche: causa instanceof oidc.ClientError ? 'tempo_scaduto' : 'irraggiungibile' };
}

function negata({ error, error_description: descrizione = '' }: AuthorizationResponseError): RispostaIdentita {
  return { esito: 'negata', errore: error, descrizione };
}

function isGuasto(causa: unknown): boolean {
  return causa instanceof Response && causa.status >= 500;
}
