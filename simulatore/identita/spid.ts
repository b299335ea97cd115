/** The broker through which one signs in with SPID or CIE. As SPID does, it tells who somebody is at userinfo only. */
import type { Persona, Quale } from './fornitore.ts';

/** Somebody who signs in; without a tax code, one from abroad. */
export type Identita = { nome: string; cognome: string; codiceFiscale: string | null; email: string | null };

const CODICE_FISCALE = 'https://attributes.eid.gov.it/fiscal_number';

/** By those that the demo knows, and one more: somebody whom the portal cannot let in. */
export function spid(identita: () => Promise<readonly Identita[]>): Quale {
  return {
    radice: '/identita',
    titolo: 'Entra con SPID o CIE',
    uscita: 'Esci anche da SPID o CIE',
    guida: 'Chi sei? Qui non serve nessuna password: le persone sono inventate.',
    clients: async () => [{ id: 'mypay', segreto: 'simulatore' }],
    persone: async () => {
      const straniera = { nome: 'Anna', cognome: 'Straniera', codiceFiscale: null, email: null };
      return [...(await identita()), straniera].map(personaDi);
    },
    livelli: [
      { testo: 'SPID 2 o CIE: due passi', acr: 'https://www.spid.gov.it/SpidL2', amr: [] },
      { testo: 'SPID 1: solo la password', acr: 'https://www.spid.gov.it/SpidL1', amr: [] },
    ],
    claims: {
      openid: ['sub'],
      profile: ['given_name', 'family_name', CODICE_FISCALE, 'fiscal_number', 'fiscalNumber'],
      email: ['email'],
    },
    nelToken: false,
  };
}

function personaDi({ nome, cognome, codiceFiscale, email }: Identita, i: number): Persona {
  return {
    soggetto: String(i),
    nome: `${nome} ${cognome}`,
    sotto: codiceFiscale ?? 'senza codice fiscale italiano',
    affermazioni: {
      given_name: nome,
      family_name: cognome,
      ...(codiceFiscale !== null && { [CODICE_FISCALE]: `TINIT-${codiceFiscale}` }),
      ...(email !== null && { email }),
    },
  };
}
