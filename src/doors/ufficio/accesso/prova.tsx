import {
  accedi,
  accediConFornitore,
  accediConIdentita,
  preparaSecondoPasso,
  type Entrato,
  type Mostrata,
  type RifiutoUtenti,
  type SecondoPasso as Passo,
} from '#modules/utenti';
import { pagina, rifiutata, vai, type Risposta } from '#platform/http/pagina';
import { ufficioAccesso } from '#testi/it/ufficio-accesso';
import { Azioni, Bottone } from '#ui/bottone';
import { destinazione, senzaEnte } from '../dopo-accesso.ts';
import { frase } from '../frase.ts';
import { con, VAI } from '../indirizzi.ts';
import type { RichiestaUfficio, Ufficio } from '../lavoro.ts';
import { Foglio } from '../aspetto.tsx';
import { ingresso, NonEntrato, SecondoPasso, type PropIngresso } from './ingresso.tsx';
import { sospendi, type Sospeso } from './sospeso.ts';

type DaIdentita = Passo & { identita: Mostrata; tokenPrecedente: string | null };

/** Who shows the first step, the second where it was asked, and where they were going. */
export type Prova = { sospeso: Sospeso; passo: Passo | null; dopo: string };

/** Tries to sign in with what was shown up to now: lets in, asks for what is missing, or says why not. */
export async function prova(u: Ufficio, r: RichiestaUfficio, che: Prova): Promise<Risposta> {
  const { sospeso, passo, dopo } = che;
  const arrivo = { codice: null, ...passo, tokenPrecedente: r.sessione?.token ?? null };
  const esito =
    'utente' in sospeso
      ? await accedi(u.ctx, { ...sospeso, ...arrivo, indirizzo: r.indirizzo })
      : await conIdentita(u, { ...sospeso, ...arrivo });
  return esito.ok ? dentro(esito.value, dopo) : fuori(u, r, { ...che, refusal: esito.refusal });
}

function conIdentita({ ctx }: Ufficio, { identita, ...arrivo }: DaIdentita): ReturnType<typeof accediConIdentita> {
  return 'soggetto' in identita
    ? accediConFornitore(ctx, { identita, ...arrivo })
    : accediConIdentita(ctx, { identita, ...arrivo });
}

function dentro({ token, enti, intermediario }: Entrato, dopo: string): Risposta {
  const verso = { query: { dopo } };
  const a = intermediario && enti !== 1 ? senzaEnte(verso, { intermediario, enti }) : destinazione(verso);
  return vai(a, { sessione: token });
}

async function fuori(
  u: Ufficio,
  r: RichiestaUfficio,
  { sospeso, passo, dopo, refusal }: Prova & { refusal: RifiutoUtenti },
): Promise<Risposta> {
  const { codice } = refusal;
  const testo = frase(refusal);
  if (codice.startsWith('CODICE_') || codice.startsWith('PASSKEY_')) {
    const primo = 'utente' in sospeso ? { utente: sospeso.utente } : sospeso;
    const secondi = await preparaSecondoPasso(u.ctx, primo, r.csrf());
    const chiedi = { u, dopo, secondi, sospeso: sospendi(u, r, sospeso) };
    if (passo === null) return pagina(<SecondoPasso {...chiedi} />);
    return rifiutata(<SecondoPasso {...chiedi} errore={testo} />);
  }
  if ('utente' in sospeso) {
    const { utente, identita } = sospeso;
    // Which of the two was wrong is not said: the summary leads to the first.
    const errori = { utente: testo };
    return rifiutata(await ingresso(u, { dopo, utente, errori, ...daCollegare(u, r, identita) }), refusal);
  }
  if (codice === 'IDENTITA_DA_COLLEGARE')
    return pagina(await ingresso(u, { dopo, ...daCollegare(u, r, sospeso.identita) }));
  return nonEntrato(u, refusal, con(VAI.accedi, { dopo }));
}

/** What waits for the password of its account, for the form of the way in. */
function daCollegare(u: Ufficio, r: RichiestaUfficio, identita: Mostrata | null): Pick<PropIngresso, 'collega'> {
  return identita === null ? {} : { collega: { identita, sigillo: sospendi(u, r, { identita }) } };
}

const STATI: Partial<Record<RifiutoUtenti['genere'], number>> = { troppi: 429, non_disponibile: 503, conflitto: 409 };

/** A sign-in elsewhere that came to nothing. `rientro`: where one begins again. */
export function nonEntrato(u: Ufficio, refusal: RifiutoUtenti, rientro: string): Risposta {
  const perche = ufficioAccesso.identita.rifiuti[refusal.codice] ?? frase(refusal);
  return { tipo: 'pagina', stato: STATI[refusal.genere] ?? 403, corpo: <NonEntrato {...{ u, rientro, perche }} /> };
}

/** Who did come in, and returns to the way back by the browser's own button, is told so. */
export function giaEntrato(u: Ufficio): Risposta {
  const t = ufficioAccesso.identita;
  return pagina(
    <Foglio u={u} titolo={t.giaEntrato}>
      <p>{t.giaEntratoTesto}</p>
      <Azioni>
        <Bottone a={VAI.oggi}>{t.continua}</Bottone>
      </Azioni>
    </Foglio>,
  );
}
