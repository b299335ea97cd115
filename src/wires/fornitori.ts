import type { CustomFetch } from 'openid-client';
import { LIMITI } from '#kernel/limiti';
import type { AccessoIdentita } from '#platform/accesso-identita';
import type { DoveFornitore, Fornitori, RispostaFornitore, SoggettoDetto } from '#platform/fornitore-ente';
import { sha256 } from '#platform/crypto';
import type { GuardiaRete } from '#platform/guardia-rete';
import { interruttore, type Interruttore } from '#platform/interruttore';
import { chiama, creaFilo, percheDi, SenzaRisposta, type Filo } from './chiama.ts';
import { provaFornitore } from './fornitori-prova.ts';
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
  type Fornitore,
} from './oidc.ts';

/** Providers remembered at once, and what one of them may say at most: its keys are a few kilobytes. */
const REGOLE = { fornitoriMax: 1000, corpoBytesMax: 256 * 1024 } as const;

const AMBITI = 'openid email';

type Noto = { stato: Interruttore; fornitore: () => Promise<Fornitore> };

/**
 * The ways to the providers of the enti. Nothing of them is trusted: each is called through the guard of the networks, goes nowhere that
 * an answer sends it, and must say that it is who the ente wrote. Each has its own circuit.
 */
export function creaFornitori({
  guardia,
  attesaMs = LIMITI.identitaAttesaMs,
}: {
  guardia: GuardiaRete;
  attesaMs?: number;
}): Fornitori {
  const filo = creaFilo(guardia, { corpoBytesMax: REGOLE.corpoBytesMax });
  const noti = new Map<string, Noto>();
  const notoDi = (dove: DoveFornitore): Noto => {
    const chiave = sha256(JSON.stringify([dove.emittente, dove.clientId, dove.segreto])).toString('base64');
    const noto = noti.get(chiave);
    if (noto !== undefined) return noto;
    if (noti.size >= REGOLE.fornitoriMax) noti.clear();
    const stato = interruttore(REGOLE_OIDC.circuito, adessoMs);
    const nuovo = { stato, fornitore: conMemoria(() => scopriSuo(dove, { attesaMs, fetch: guardata(filo) })) };
    noti.set(chiave, nuovo);
    return nuovo;
  };
  const cercato = (dove: DoveFornitore): Promise<Fornitore | null> => {
    const { stato, fornitore } = notoDi(dove);
    return conCircuito(stato, fornitore);
  };
  return {
    inizia: async (dove, accesso) => {
      const noto = await cercato(dove);
      return noto === null ? null : sicura(dove, () => paginaDi(noto, accesso, { ambiti: AMBITI }));
    },
    conclude: async (dove, accesso, parametri) => {
      const noto = await cercato(dove);
      if (noto === null) return { esito: 'nessuna', perche: 'irraggiungibile' };
      const risposta = await chiedi(noto, accesso, parametri);
      if (risposta.esito === 'nessuna') notoDi(dove).stato.male();
      return risposta;
    },
    uscita: async (dove, torna) => {
      const noto = await cercato(dove);
      return noto === null ? null : sicura(dove, async () => paginaUscita(noto, torna));
    },
    prova: (dove) => provaFornitore(filo, dove, attesaMs),
  };
}

/** Some issuers are let off by the library, which takes them for another of theirs: here it is the one that was written, or none. */
async function scopriSuo(dove: DoveFornitore, opzioni: { attesaMs: number; fetch: CustomFetch }): Promise<Fornitore> {
  const fornitore = await scopri(dove, opzioni);
  const { issuer } = fornitore.conf.serverMetadata();
  if (!URL.canParse(issuer) || new URL(issuer).href !== new URL(dove.emittente).href)
    throw new SenzaRisposta('emittente_diverso');
  return fornitore;
}

/** A page in clear is none, but where the provider itself is: on this very machine. Of an address that is none the library throws. */
async function sicura({ emittente }: DoveFornitore, componi: () => Promise<URL | null>): Promise<string | null> {
  const pagina = await componi().catch(() => null);
  if (pagina === null) return null;
  return pagina.protocol === 'https:' || pagina.protocol === new URL(emittente).protocol ? pagina.href : null;
}

/** The calls of the library, by a way that is guarded: it asks with bodies of text, and follows no redirect. */
function guardata(filo: Filo): CustomFetch {
  return async (url, { method, headers, body, signal }) => {
    const corpo = body === undefined || body === null ? null : testoDi(body);
    const intestazioni = { ...headers };
    if (body instanceof URLSearchParams) intestazioni['content-type'] ??= 'application/x-www-form-urlencoded';
    try {
      const attesa = signal ?? AbortSignal.timeout(LIMITI.identitaAttesaMs);
      const { stato, testo, tipo } = await chiama(filo, url, { metodo: method, corpo, intestazioni, signal: attesa });
      return new Response(SENZA_CORPO.has(stato) ? null : testo, { status: stato, headers: { 'content-type': tipo } });
    } catch (causa) {
      // As fetch throws where there is no answer.
      throw new TypeError(percheDi(causa), { cause: causa });
    }
  };
}

/** Answers that have no body, to which the platform gives none. */
const SENZA_CORPO: ReadonlySet<number> = new Set([204, 205, 304]);

function testoDi(body: unknown): string {
  if (typeof body === 'string') return body;
  if (body instanceof URLSearchParams) return body.toString();
  throw new TypeError('fornitori: a body that is no text');
}

async function chiedi(
  fornitore: Fornitore,
  accesso: AccessoIdentita,
  parametri: Readonly<Record<string, string>>,
): Promise<RispostaFornitore> {
  try {
    return {
      esito: 'soggetto',
      soggetto: soggettoDi(await scambia(fornitore, accesso, { parametri, bastano: EMAIL })),
    };
  } catch (causa) {
    return perche(fornitore.oidc, causa);
  }
}

const EMAIL = ['email'] as const;

/** Who it is, and how surely, only as the signed token says it. */
function soggettoDi({ firmati, tutti }: Awaited<ReturnType<typeof scambia>>): SoggettoDetto {
  const { sub, acr, amr } = firmati;
  const { email, email_verified: verificata } = tutti;
  return {
    soggetto: typeof sub === 'string' ? sub : '',
    email: typeof email === 'string' && verificata === true ? email : null,
    livelli: [acr, ...(amr instanceof Array ? amr : [])].filter((uno) => typeof uno === 'string'),
  };
}
