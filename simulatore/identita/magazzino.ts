/** Where the provider keeps what it has begun: in memory and bounded, like all that the simulatore knows. */
import type { Adapter, AdapterPayload } from 'oidc-provider';

const COSE_MAX = 2_000;

/** One for each provider, shared by all its kinds of thing. */
export function creaMagazzino(adesso: () => number): (tipo: string) => Adapter {
  const cose = new Map<string, { dati: AdapterPayload; finoA: number }>();
  const trova = (chiave: string): AdapterPayload | undefined => {
    const cosa = cose.get(chiave);
    return cosa !== undefined && cosa.finoA > adesso() ? cosa.dati : undefined;
  };
  const cercaUid = (tipo: string, uid: string): AdapterPayload | undefined =>
    [...cose].find(([chiave, { dati }]) => chiave.startsWith(`${tipo}:`) && dati.uid === uid)?.[1].dati;
  return (tipo) => ({
    upsert: async (id, dati, secondi = 0) => {
      const chiave = `${tipo}:${id}`;
      cose.delete(chiave);
      cose.set(chiave, { dati, finoA: adesso() + secondi * 1000 });
      const [vecchia] = cose.keys();
      if (cose.size > COSE_MAX && vecchia !== undefined) cose.delete(vecchia);
    },
    find: async (id) => trova(`${tipo}:${id}`),
    findByUid: async (uid) => cercaUid(tipo, uid),
    findByUserCode: async () => undefined,
    consume: async (id) => {
      const dati = trova(`${tipo}:${id}`);
      if (dati !== undefined) dati.consumed = Math.floor(adesso() / 1000);
    },
    destroy: async (id) => void cose.delete(`${tipo}:${id}`),
    revokeByGrantId: async (grantId) => {
      for (const [chiave, { dati }] of cose) if (dati.grantId === grantId) cose.delete(chiave);
    },
  });
}
