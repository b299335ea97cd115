import { Type, type Static } from 'typebox';
import Value from 'typebox/value';

/** How many passkeys an operator may have: telephone, computer and keys on a ring, at home and at work. */
export const PASSKEY_MAX = 10;
const NOME_CARATTERI_MAX = 60;

/** What its holder calls a passkey: one line, so that they know which to take away. Null: nothing was written, or too much. */
export function parseNomePasskey(scritto: string): string | null {
  const nome = scritto.replace(/\s+/g, ' ').trim().toWellFormed();
  return nome.length >= 1 && nome.length <= NOME_CARATTERI_MAX ? nome : null;
}

/**
 * May a signature with this count follow one with that? (WebAuthn, 7.2 step 22.) One that goes back, or stays, is of a copy. Passkeys
 * that do not count say 0 for ever.
 */
export function contatoreAvanza({ noto, nuovo }: { noto: number; nuovo: number }): boolean {
  return (noto === 0 && nuovo === 0) || nuovo > noto;
}

const Base64url = Type.String({ pattern: '^[\\w-]+$', maxLength: 16_384 });

/** What a browser sends of a signature; what else it says is left out. */
const FIRMA = Type.Object({
  id: Base64url,
  response: Type.Object({ clientDataJSON: Base64url, authenticatorData: Base64url, signature: Base64url }),
});
/** What a browser sends of a passkey that was made. */
const NUOVA = Type.Object({
  id: Base64url,
  response: Type.Object({
    clientDataJSON: Base64url,
    attestationObject: Base64url,
    transports: Type.Optional(Type.Array(Type.String({ pattern: '^[a-z-]{1,20}$' }), { maxItems: 10 })),
  }),
});

export type Firma = Static<typeof FIRMA>;
export type Nuova = Static<typeof NUOVA>;

/** A signature as it came; null: it has not the shape of one. */
export function leggiFirma(testo: string): Firma | null {
  const letto = leggiJson(testo);
  return Value.Check(FIRMA, letto) ? letto : null;
}

/** A passkey that was made, as it came; null as above. */
export function leggiNuova(testo: string): Nuova | null {
  const letto = leggiJson(testo);
  return Value.Check(NUOVA, letto) ? letto : null;
}

/** The challenge that a browser says it has signed; blank: it says none. */
export function sfidaDi({ response: { clientDataJSON } }: Firma | Nuova): string {
  const letto = leggiJson(Buffer.from(clientDataJSON, 'base64url').toString('utf8'));
  const { challenge } = (typeof letto === 'object' ? (letto ?? {}) : {}) as { challenge?: unknown };
  return typeof challenge === 'string' ? challenge : '';
}

function leggiJson(testo: string): unknown {
  try {
    return JSON.parse(testo);
  } catch {
    return null;
  }
}
