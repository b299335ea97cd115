/**
 * The provider of identity (OpenID Connect Core 1.0): plays the broker through which one signs in with SPID or CIE. As SPID does, it tells
 * who somebody is at userinfo only, and it asks every time.
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { ClientMetadata, Configuration, default as Provider } from 'oidc-provider';
import { renderToString } from 'preact-render-to-string';
import type { VNode } from 'preact';

import { indirizzoAmmesso } from '../indirizzo.ts';
import { creaMagazzino } from './magazzino.ts';

/** A person who may be chosen; without a tax code, one from abroad. */
export type Identita = { nome: string; cognome: string; codiceFiscale: string | null; email: string | null };

export type Fornitore = {
  identita: () => Promise<readonly Identita[]>;
  /** The provider as it is called by that host: `localhost:8081`. */
  di: (host: string) => Promise<Provider>;
};

/** The pages that it shows by itself. */
export type PagineFornitore = {
  esci: (modulo: string) => VNode;
  uscito: () => VNode;
  guasto: (testo: string) => VNode;
};

/** Where it is, under the simulatore. */
export const RADICE = '/identita';
const CODICE_FISCALE = 'https://attributes.eid.gov.it/fiscal_number';
/** How surely somebody came in, as SPID writes it: by two steps; by password alone. */
export const LIVELLI = ['https://www.spid.gov.it/SpidL2', 'https://www.spid.gov.it/SpidL1'] as const;

/** It knows one client; whoever says this name and this word is it, if its pages are on this machine. */
const CLIENT: ClientMetadata = {
  client_id: 'mypay',
  client_secret: 'simulatore',
  redirect_uris: ['http://localhost/ritorno'],
  response_types: ['code'],
  grant_types: ['authorization_code'],
};

/** Names by which one machine calls itself. */
const HOST_MAX = 8;
const MINUTI = 60;

export function creaFornitore(identita: Fornitore['identita'], pagine: PagineFornitore): Fornitore {
  const noti = new Map<string, Promise<Provider>>();
  return {
    identita,
    di: (host) => {
      const noto = noti.get(host);
      if (noto !== undefined) return noto;
      if (noti.size >= HOST_MAX) throw new Error('Il simulatore è già chiamato con troppi nomi');
      const nuovo = apri(host, identita, pagine);
      noti.set(host, nuovo);
      return nuovo;
    },
  };
}

async function apri(host: string, identita: Fornitore['identita'], pagine: PagineFornitore): Promise<Provider> {
  // Large, and of use to who signs in only.
  const { default: Provider } = await import('oidc-provider');
  const provider = new Provider(`http://${host}${RADICE}`, impostazioni(identita, pagine));
  const ammesso = (uri: string): boolean => URL.canParse(uri) && indirizzoAmmesso(uri) !== '';
  Object.assign(provider.Client.prototype, { redirectUriAllowed: ammesso, postLogoutRedirectUriAllowed: ammesso });
  return provider;
}

function impostazioni(identita: Fornitore['identita'], pagine: PagineFornitore): Configuration {
  const chiave = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
  const documento = (corpo: VNode): string => `<!doctype html>${renderToString(corpo)}`;
  return {
    adapter: creaMagazzino(() => Date.now()),
    clients: [CLIENT],
    jwks: { keys: [{ ...chiave, kty: 'RSA', use: 'sig', alg: 'RS256' }] },
    cookies: { keys: [randomBytes(32).toString('hex')] },
    acrValues: [...LIVELLI],
    claims: { openid: ['sub'], profile: ['given_name', 'family_name', CODICE_FISCALE], email: ['email'] },
    findAccount: async (_, id) => {
      const persona = (await tutte(identita))[Number(id)];
      return persona && { accountId: id, claims: () => ({ sub: id, ...affermazioni(persona) }) };
    },
    interactions: { url: (_, { uid }) => `${RADICE}/scegli/${uid}` },
    features: {
      devInteractions: { enabled: false },
      claimsParameter: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, modulo) => void (ctx.body = documento(pagine.esci(modulo))),
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
      grant.addOIDCClaims([CODICE_FISCALE, 'fiscal_number', 'fiscalNumber', 'given_name', 'family_name', 'email']);
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

/** One more than the demo has: somebody whom the portal cannot let in. */
export async function tutte(identita: Fornitore['identita']): Promise<Identita[]> {
  return [...(await identita()), { nome: 'Anna', cognome: 'Straniera', codiceFiscale: null, email: null }];
}

function affermazioni({ nome, cognome, codiceFiscale, email }: Identita): Record<string, string> {
  return {
    given_name: nome,
    family_name: cognome,
    ...(codiceFiscale !== null && { [CODICE_FISCALE]: `TINIT-${codiceFiscale}` }),
    ...(email !== null && { email }),
  };
}
