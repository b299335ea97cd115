/** The provider that an ente has of its own, by which its employees sign in everywhere: a client for each ente. */
import type { Persona, Quale } from './fornitore.ts';

/** An ente's people, and how MyPay is called there. `soggetto` is the same at each start: it is by that that they are known. */
export type AccessiEnte = {
  clientId: string;
  segreto: string;
  persone: readonly { soggetto: string; nome: string; email: string; verificata: boolean }[];
};

export function dellEnte(accessi: () => Promise<readonly AccessiEnte[]>): Quale {
  return {
    radice: '/accessi',
    titolo: 'Entra con l’account dell’ente',
    uscita: 'Esci anche dall’account dell’ente',
    guida: 'Chi sei? Qui non serve nessuna password: le persone sono inventate.',
    clients: async () => (await accessi()).map(({ clientId: id, segreto }) => ({ id, segreto })),
    persone: async (clientId) =>
      ((await accessi()).find((uno) => uno.clientId === clientId)?.persone ?? []).map(personaDi),
    livelli: [
      { testo: 'Solo la password', amr: ['pwd'] },
      { testo: 'Due passi', amr: ['pwd', 'otp', 'mfa'] },
    ],
    claims: { openid: ['sub', 'amr'], profile: ['name'], email: ['email', 'email_verified'] },
    nelToken: true,
  };
}

function personaDi({ soggetto, nome, email, verificata }: AccessiEnte['persone'][number]): Persona {
  return {
    soggetto,
    nome,
    sotto: verificata ? email : `${email} (indirizzo non verificato)`,
    affermazioni: { name: nome, email, email_verified: verificata },
  };
}
