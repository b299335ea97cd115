/**
 * A provider of identity (OpenID Connect Core 1.0) that one chooses a person of, and that asks every time. Which it plays is told to it:
 * the broker through which one signs in with SPID or CIE, or the one that an ente has of its own.
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { ClientMetadata, Configuration, default as Provider } from 'oidc-provider';
import { renderToString } from 'preact-render-to-string';
import type { VNode } from 'preact';

import { indirizzoAmmesso } from '../indirizzo.ts';
import { creaMagazzino } from './magazzino.ts';

/** Somebody who may be chosen: by which name the provider knows them, how a page shows them, what is told of them. */
export type Persona = { soggetto: string; nome: string; sotto: string; affermazioni: Record<string, string | boolean> };

/** How surely somebody comes in: in words, and as the tokens say it. */
export type Livello = { testo: string; acr?: string; amr: string[] };

/** What a provider is. */
export type Quale = {
  /** Where it is, under the simulatore. */
  radice: string;
  titolo: string;
  guida: string;
  /** What the page of the way out is called. */
  uscita: string;
  /** Its clients; asked when it is first called. */
  clients: () => Promise<readonly { id: string; segreto: string }[]>;
  /** Who may be chosen by that client; asked again each time. */
  persone: (clientId: string) => Promise<readonly Persona[]>;
  /** The first is what one comes in by who chooses none. */
  livelli: readonly Livello[];
  /** Names of what is told, by what lets it be told. */
  claims: Record<string, string[]>;
  /** SPID tells who somebody is at userinfo only; others say it in the token. */
  nelToken: boolean;
};

export type Fornitore = Quale & {
  /** The provider as it is called by that host: `localhost:8081`. */
  di: (host: string) => Promise<Provider>;
};

/** The pages that it shows by itself. */
export type PagineFornitore = {
  esci: (titolo: string, modulo: string) => VNode;
  uscito: () => VNode;
  guasto: (testo: string) => VNode;
};

/** Names by which one machine calls itself. */
const HOST_MAX = 8;
const MINUTI = 60;

export function creaFornitore(quale: Quale, pagine: PagineFornitore): Fornitore {
  const noti = new Map<string, Promise<Provider>>();
  return {
    ...quale,
    di: (host) => {
      const noto = noti.get(host);
      if (noto !== undefined) return noto;
      if (noti.size >= HOST_MAX) throw new Error('Il simulatore è già chiamato con troppi nomi');
      const nuovo = apri(host, quale, pagine);
      noti.set(host, nuovo);
      return nuovo;
    },
  };
}

async function apri(host: string, quale: Quale, pagine: PagineFornitore): Promise<Provider> {
  // Large, and of use to who signs in only.
  const { default: Provider } = await import('oidc-provider');
  const clients = (await quale.clients()).map(clientDi);
  const provider = new Provider(`http://${host}${quale.radice}`, impostazioni(quale, clients, pagine));
  const ammesso = (uri: string): boolean => URL.canParse(uri) && indirizzoAmmesso(uri) !== '';
  Object.assign(provider.Client.prototype, { redirectUriAllowed: ammesso, postLogoutRedirectUriAllowed: ammesso });
  return provider;
}

/** Whoever says this name and this word is it, if its pages are on this machine. */
function clientDi({ id, segreto }: { id: string; segreto: string }): ClientMetadata {
  return {
    client_id: id,
    client_secret: segreto,
    redirect_uris: ['http://localhost/ritorno'],
    response_types: ['code'],
    grant_types: ['authorization_code'],
  };
}

function impostazioni(quale: Quale, clients: ClientMetadata[], pagine: PagineFornitore): Configuration {
  const chiave = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
  const documento = (corpo: VNode): string => `<!doctype html>${renderToString(corpo)}`;
  return {
    adapter: creaMagazzino(() => Date.now()),
    clients,
    jwks: { keys: [{ ...chiave, kty: 'RSA', use: 'sig', alg: 'RS256' }] },
    // The two are on one host.
    cookies: {
      keys: [randomBytes(32).toString('hex')],
      names: { session: `_session${quale.radice.replaceAll('/', '_')}` },
    },
    acrValues: quale.livelli.flatMap(({ acr }) => acr ?? []),
    claims: quale.claims,
    conformIdTokenClaims: !quale.nelToken,
    findAccount: async ({ oidc }, id) => {
      const persona = (await quale.persone(oidc.client?.clientId ?? '')).find(({ soggetto }) => soggetto === id);
      return persona && { accountId: id, claims: () => ({ sub: id, ...persona.affermazioni }) };
    },
    interactions: { url: (_, { uid }) => `${quale.radice}/scegli/${uid}` },
    features: {
      devInteractions: { enabled: false },
      claimsParameter: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, modulo) => void (ctx.body = documento(pagine.esci(quale.uscita, modulo))),
        postLogoutSuccessSource: (ctx) => void (ctx.body = documento(pagine.uscito())),
      },
    },
    renderError: (ctx, { error, error_description: descrizione = '' }) => {
      ctx.type = 'html';
      ctx.body = documento(pagine.guasto(`${error} ${descrizione}`.trim()));
    },
    // Who chooses a person consents to what is told of them.
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client?.clientId ?? '',
        accountId: oidc.session?.accountId ?? '',
      });
      grant.addOIDCScope('openid profile email');
      grant.addOIDCClaims(Object.values(quale.claims).flat());
      await grant.save();
      return grant;
    },
    ttl: {
      AccessToken: 10 * MINUTI,
      AuthorizationCode: MINUTI,
      Grant: 10 * MINUTI,
      IdToken: 10 * MINUTI,
      Interaction: 30 * MINUTI,
      Session: 30 * MINUTI,
    },
  };
}
