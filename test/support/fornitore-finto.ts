import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose';

/** With which key a token is signed, and what is told to `jose`. */
type Firma = (claims: JWTPayload) => Promise<string> | string;

/** A provider of identity that says whatever a test wants, true or not. Each field may be set: what is undefined it does not say. */
export type FornitoreFinto = {
  emittente: string;
  /** Besides, or instead of, what it truly declares. */
  dichiara: Record<string, unknown>;
  /** Besides, or instead of, what a true token says. */
  claims: Record<string, unknown>;
  /** By default with its own key. */
  firma: Firma;
  /** What is said at userinfo. */
  userinfo: Record<string, unknown>;
  /** What the token endpoint answers to a code; null: a true answer. */
  risponde: { stato: number; corpo: unknown } | null;
  /** Does everything by itself, where it is set. */
  tutto: ((richiesta: IncomingMessage, risposta: ServerResponse) => void) | null;
  /** What was asked of it: method and path. */
  chieste: string[];
  /** Its own key, and one that nobody knows but says that it is it. */
  firmaVera: Firma;
  firmaFalsa: Firma;
  ripulisci(): void;
  chiudi(): Promise<void>;
};

/** On a free port of this machine. */
export async function apriFornitoreFinto(client: { clientId: string; nonce: string }): Promise<FornitoreFinto> {
  const [vera, falsa] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
  const jwk = { ...(await exportJWK(vera.publicKey)), kid: 'sua', use: 'sig', alg: 'RS256' };
  const con =
    (chiave: CryptoKey): Firma =>
    (claims) =>
      new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'sua' }).sign(chiave);
  const server = createServer((richiesta, risposta) => void rispondi(richiesta, risposta));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const emittente = `http://127.0.0.1:${(server.address() as AddressInfo).port}/realms/prova`;
  const pulito = () => ({
    ...{ dichiara: {}, claims: {}, userinfo: { sub: 'anna' }, risponde: null, tutto: null, chieste: [] },
    firma: con(vera.privateKey),
  });
  const finto: FornitoreFinto = {
    ...pulito(),
    ...{ emittente, firmaVera: con(vera.privateKey), firmaFalsa: con(falsa.privateKey) },
    ripulisci: () => void Object.assign(finto, pulito()),
    chiudi: async () => {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };

  async function rispondi(richiesta: IncomingMessage, risposta: ServerResponse): Promise<void> {
    const percorso = (richiesta.url ?? '').replace('/realms/prova', '');
    finto.chieste.push(`${richiesta.method ?? ''} ${percorso}`);
    if (finto.tutto !== null) return finto.tutto(richiesta, risposta);
    const json = (stato: number, corpo: unknown): void =>
      void risposta.writeHead(stato, { 'content-type': 'application/json' }).end(JSON.stringify(corpo));
    if (percorso === '/.well-known/openid-configuration') return json(200, dichiarazione(finto));
    if (percorso === '/chiavi') return json(200, { keys: [jwk] });
    if (percorso === '/chi-e') return json(200, finto.userinfo);
    const { stato = 200, corpo = await presi(finto, client) } = finto.risponde ?? {};
    json(percorso === '/token' ? stato : 404, corpo);
  }
  return finto;
}

function dichiarazione({ emittente, dichiara }: FornitoreFinto): Record<string, unknown> {
  return {
    ...{ issuer: emittente, jwks_uri: `${emittente}/chiavi`, token_endpoint: `${emittente}/token` },
    ...{ authorization_endpoint: `${emittente}/entra`, userinfo_endpoint: `${emittente}/chi-e` },
    ...{ end_session_endpoint: `${emittente}/esci`, authorization_response_iss_parameter_supported: true },
    ...{ response_types_supported: ['code'], code_challenge_methods_supported: ['S256'] },
    ...{ id_token_signing_alg_values_supported: ['RS256'], subject_types_supported: ['public'] },
    token_endpoint_auth_methods_supported: ['client_secret_basic'],
    ...dichiara,
  };
}

async function presi(
  { emittente, claims, firma }: FornitoreFinto,
  { clientId, nonce }: { clientId: string; nonce: string },
): Promise<Record<string, unknown>> {
  const adesso = Math.floor(Date.now() / 1000);
  const veri = { iss: emittente, aud: clientId, sub: 'anna', nonce, iat: adesso, exp: adesso + 300 };
  return { access_token: 'un-token', token_type: 'Bearer', id_token: await firma({ ...veri, ...claims }) };
}
