/** A sign-in that has begun: what only who began it knows, and where the browser comes back. `livelli`: how surely (acr), as is asked. */
export type AccessoIdentita = Record<'state' | 'nonce' | 'verificatore' | 'ritorno', string> & {
  livelli?: readonly string[];
};
