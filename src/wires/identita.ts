import { LIMITI } from '#kernel/limiti';
import type { AccessoIdentita } from '#platform/accesso-identita';
import type { PersonaDetta, RispostaIdentita, Wires } from '#platform/contesto';
import { interruttore, type Soglie } from '#platform/interruttore';
import {
  adessoMs,
  conCircuito,
  conMemoria,
  paginaDi,
  paginaUscita,
  perche,
  REGOLE_OIDC,
  scambia,
  scopri,
  type Dove,
  type Fornitore,
} from './oidc.ts';

/** The provider of identity (OpenID Connect Core 1.0): who issues, who we are to it, where its pages may be, what is asked. */
export type DoveIdentita = Dove & { origini: readonly string[]; ambiti: string };

/** Under these names SPID and CIE tell a tax code (pagopa.md 8.4). */
const CODICE_FISCALE = ['https://attributes.eid.gov.it/fiscal_number', 'fiscal_number', 'fiscalNumber'] as const;

/** Asked for by name of who lets it: SPID and CIE tell the rest without. */
const RICHIESTE = JSON.stringify({
  userinfo: Object.fromEntries([...CODICE_FISCALE, 'given_name', 'family_name', 'email'].map((nome) => [nome, null])),
});

/**
 * The way to the provider of identity: authorization code with PKCE; `iss`, state, nonce, signature and times of what comes back are
 * judged by openid-client. Null where there is no provider: then nobody signs in. `attesaMs` is for each of its answers.
 */
export function creaIdentita(
  dove: DoveIdentita | null,
  opzioni: { attesaMs?: number; circuito?: Soglie } = {},
): Wires['identita'] {
  if (dove === null) return null;
  const { attesaMs = LIMITI.identitaAttesaMs, circuito = REGOLE_OIDC.circuito } = opzioni;
  const stato = interruttore(circuito, adessoMs);
  const fornitore = conMemoria(() => scopri(dove, { attesaMs }));
  /** A page that is not one of the provider's is none. */
  const sua = (pagina: URL | null): string | null =>
    pagina !== null && dove.origini.includes(pagina.origin) ? pagina.href : null;
  return {
    inizia: async (accesso) => {
      const noto = await conCircuito(stato, fornitore);
      if (noto === null) return null;
      const conRichieste = noto.conf.serverMetadata().claims_parameter_supported === true;
      const { ambiti } = dove;
      return sua(await paginaDi(noto, accesso, { ambiti, claims: conRichieste ? RICHIESTE : undefined }));
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
      return noto === null ? null : sua(paginaUscita(noto, torna));
    },
  };
}

async function chiedi(
  fornitore: Fornitore,
  accesso: AccessoIdentita,
  parametri: Readonly<Record<string, string>>,
): Promise<RispostaIdentita> {
  try {
    const { firmati, tutti } = await scambia(fornitore, accesso, { parametri, bastano: CODICE_FISCALE });
    // Only as the signed token says it.
    const { acr } = firmati;
    return { esito: 'persona', persona: personaDi(tutti), ...(typeof acr === 'string' && { livello: acr }) };
  } catch (causa) {
    return perche(fornitore.oidc, causa);
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
