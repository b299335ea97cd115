import type { CosaDetta, DoveFornitore, ProvaFornitore } from '#platform/fornitore-ente';
import { chiama, percheDi, type Filo, type Risposta } from './chiama.ts';

/** What a provider declares of itself (OpenID Connect Discovery 1.0), as it came. */
type Dichiarato = Readonly<Record<string, unknown>>;

/** Where it must be reached, by us or by a browser. */
const INDIRIZZI = ['authorization_endpoint', 'token_endpoint', 'jwks_uri'] as const;
/** As much of what it says as a page shows. */
const DETTO_MAX = 200;
/** A code that no provider has given: who knows us says that the code is wrong, who does not says so. */
const CODICE_INVENTATO = 'mypay-prova';

/** Asks a provider what it is, looks at its keys, and tries whether it knows us. */
export async function provaFornitore(filo: Filo, dove: DoveFornitore, attesaMs: number): Promise<ProvaFornitore> {
  const letto = await leggiJson(
    filo,
    `${dove.emittente.replace(/\/$/, '')}/.well-known/openid-configuration`,
    attesaMs,
  );
  if ('codice' in letto) return { problemi: [letto], avvertenze: [] };
  const { problemi, avvertenze } = giudica(letto.json, dove);
  if (problemi.length > 0) return { problemi, avvertenze };
  const chiavi = await leggiJson(filo, testoDi(letto.json, 'jwks_uri'), attesaMs);
  if ('codice' in chiavi || elenco(chiavi.json, 'keys').length === 0)
    return { problemi: [{ codice: 'chiavi' }], avvertenze };
  const client = await provaClient(filo, dove, { dichiarato: letto.json, attesaMs });
  if (client === 'sconosciuto') return { problemi: [{ codice: 'client' }], avvertenze };
  return { problemi, avvertenze: client === 'dubbio' ? [...avvertenze, { codice: 'client_non_provato' }] : avvertenze };
}

/** What is declared, against what we need. */
function giudica(dichiarato: Dichiarato, { emittente }: DoveFornitore): ProvaFornitore {
  const problemi: CosaDetta[] = [];
  const avvertenze: CosaDetta[] = [];
  const detto = testoDi(dichiarato, 'issuer');
  if (!URL.canParse(detto) || new URL(detto).href !== new URL(emittente).href)
    problemi.push({ codice: 'emittente_diverso', parametri: { detto: detto.slice(0, DETTO_MAX) } });
  const inChiaro = emittente.startsWith('http:');
  for (const quale of INDIRIZZI) {
    const url = testoDi(dichiarato, quale);
    if (!url.startsWith('https://') && !(inChiaro && url.startsWith('http://')))
      problemi.push({ codice: 'indirizzo_non_https', parametri: { quale } });
  }
  if (!elenco(dichiarato, 'response_types_supported').includes('code')) problemi.push({ codice: 'senza_codice' });
  const pkce = elenco(dichiarato, 'code_challenge_methods_supported');
  if (pkce.length === 0) avvertenze.push({ codice: 'pkce_non_detto' });
  else if (!pkce.includes('S256')) problemi.push({ codice: 'senza_pkce' });
  if (!elenco(dichiarato, 'id_token_signing_alg_values_supported').some((alg) => /^(RS|PS|ES|Ed)/.test(alg)))
    problemi.push({ codice: 'senza_firma' });
  const modi = elenco(dichiarato, 'token_endpoint_auth_methods_supported');
  if (modi.length > 0 && !modi.some((modo) => /^client_secret_(basic|post)$/.test(modo)))
    problemi.push({ codice: 'senza_segreto' });
  if (dichiarato['authorization_response_iss_parameter_supported'] !== true) avvertenze.push({ codice: 'senza_iss' });
  const detti = elenco(dichiarato, 'claims_supported');
  if (detti.length > 0 && !detti.includes('email_verified')) avvertenze.push({ codice: 'senza_email_verificata' });
  if (typeof dichiarato['end_session_endpoint'] !== 'string') avvertenze.push({ codice: 'senza_uscita' });
  return { problemi, avvertenze };
}

/** Does it know us, by this name and this secret? Some look at the code first, and then nobody can tell. */
async function provaClient(
  filo: Filo,
  { clientId, segreto }: DoveFornitore,
  { dichiarato, attesaMs }: { dichiarato: Dichiarato; attesaMs: number },
): Promise<'noto' | 'sconosciuto' | 'dubbio'> {
  const modi = elenco(dichiarato, 'token_endpoint_auth_methods_supported');
  const nelCorpo = modi.length > 0 && !modi.includes('client_secret_basic');
  const campi = {
    grant_type: 'authorization_code',
    code: CODICE_INVENTATO,
    redirect_uri: 'https://mypay.invalid/prova',
    code_verifier: 'x'.repeat(43),
  };
  const basic = Buffer.from([clientId, segreto].map(comeNelModulo).join(':')).toString('base64');
  const corpo = new URLSearchParams({ ...campi, ...(nelCorpo && { client_id: clientId, client_secret: segreto }) });
  try {
    const { stato, testo } = await chiama(filo, testoDi(dichiarato, 'token_endpoint'), {
      metodo: 'POST',
      corpo: corpo.toString(),
      intestazioni: {
        accept: 'application/json',
        'content-type': 'application/x-www-form-urlencoded',
        ...(!nelCorpo && { authorization: `Basic ${basic}` }),
      },
      signal: AbortSignal.timeout(attesaMs),
    });
    const errore = testoDi(oggetto(testo) ?? {}, 'error');
    if (stato === 401 || ['invalid_client', 'unauthorized_client'].includes(errore)) return 'sconosciuto';
    return errore === 'invalid_grant' ? 'noto' : 'dubbio';
  } catch {
    return 'dubbio';
  }
}

/** RFC 6749, 2.3.1: name and secret are written as in a form before they go in the header. */
function comeNelModulo(testo: string): string {
  return new URLSearchParams({ _: testo }).toString().slice(2);
}

async function leggiJson(filo: Filo, url: string, attesaMs: number): Promise<CosaDetta | { json: Dichiarato }> {
  let risposta: Risposta;
  try {
    const signal = AbortSignal.timeout(attesaMs);
    risposta = await chiama(filo, url, {
      metodo: 'GET',
      corpo: null,
      intestazioni: { accept: 'application/json' },
      signal,
    });
  } catch (causa) {
    return { codice: percheDi(causa) };
  }
  const { stato, testo } = risposta;
  if (stato >= 300 && stato < 400) return { codice: 'rinvia' };
  if (stato !== 200) return { codice: 'stato', parametri: { stato } };
  const json = oggetto(testo);
  return json === null ? { codice: 'risposta_illeggibile' } : { json };
}

function oggetto(testo: string): Dichiarato | null {
  try {
    const letto: unknown = JSON.parse(testo);
    return typeof letto === 'object' && letto !== null && !(letto instanceof Array) ? (letto as Dichiarato) : null;
  } catch {
    return null;
  }
}

/** A text; blank where there is none. */
function testoDi(dichiarato: Dichiarato, nome: string): string {
  const valore = dichiarato[nome];
  return typeof valore === 'string' ? valore : '';
}

/** The texts of a list; nothing where it is none. Of keys, which are no texts, only how many counts. */
function elenco(dichiarato: Dichiarato, nome: string): string[] {
  const valore = dichiarato[nome];
  return valore instanceof Array ? valore.map((uno) => (typeof uno === 'string' ? uno : '')) : [];
}
