import type { VNode } from 'preact';
import { accedi as entra } from '#modules/utenti';
import { apriSigillo, sigilla } from '#platform/crypto';
import { pagina, rifiutata, vai, type Risposta } from '#platform/http/pagina';
import { ufficio } from '#testi/it/ufficio';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo } from '#ui/campo';
import { Collegamento } from '#ui/collegamento';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori, type Errori } from '#ui/riepilogo-errori';
import { Foglio } from '../aspetto.tsx';
import { destinazione, senzaEnte } from '../dopo-accesso.ts';
import { frase } from '../frase.ts';
import { VAI } from '../indirizzi.ts';
import type { PaginaUfficio, RichiestaUfficio, Ufficio } from '../lavoro.ts';

const testi = ufficio.accedi;

/** How long the password, already right, waits for the code of the second factor. */
const SOSPESO_MS = 5 * 60_000;

type Credenziali = { utente: string; password: string };

/** Sign-in: user and password; then, for who has a second factor, the code. */
export const accedi: PaginaUfficio = {
  percorso: '/accedi',
  chi: 'tutti',
  get: (u, r) => {
    if (r.sessione === null) return pagina(chiediPassword(u, {}));
    return vai(r.sessione.ente === null ? senzaEnte(r, r.sessione) : destinazione(r));
  },
  post: (u, r) => (r.modulo['sospeso'] === undefined ? primoPasso(u, r) : secondoPasso(u, r)),
};

async function primoPasso(u: Ufficio, r: RichiestaUfficio): Promise<Risposta> {
  const { utente = '', password = '' } = r.modulo;
  const errori: Errori = {
    ...(utente.trim() === '' && { utente: testi.mancaUtente }),
    ...(password === '' && { password: testi.mancaPassword }),
  };
  if (Object.keys(errori).length > 0) return rifiutata(chiediPassword(u, { utente, errori }));
  return prova(u, r, { utente, password }, null);
}

async function secondoPasso(u: Ufficio, r: RichiestaUfficio): Promise<Risposta> {
  const sospese = riprendi(u, r.modulo['sospeso'] ?? '');
  if (sospese === null) return rifiutata(chiediPassword(u, { errori: { password: testi.sospesoScaduto } }));
  return prova(u, r, sospese, r.modulo['codice'] ?? '');
}

async function prova(
  u: Ufficio,
  r: RichiestaUfficio,
  credenziali: Credenziali,
  codice: string | null,
): Promise<Risposta> {
  const tokenPrecedente = r.sessione?.token ?? null;
  const esito = await entra(u.ctx, { ...credenziali, codice, indirizzo: r.indirizzo, tokenPrecedente });
  if (esito.ok) {
    const { token, enti, intermediario } = esito.value;
    const a = intermediario && enti !== 1 ? senzaEnte(r, { intermediario, enti }) : destinazione(r);
    return vai(a, { sessione: token });
  }
  const { codice: motivo } = esito.refusal;
  if (motivo === 'CODICE_RICHIESTO' && codice === null) return pagina(chiediCodice(u, sospendi(u, credenziali)));
  const testo = frase(esito.refusal);
  if (codice !== null && motivo.startsWith('CODICE_'))
    return rifiutata(chiediCodice(u, sospendi(u, credenziali), testo));
  // Which of the two was wrong is not said: the summary leads to the first.
  return rifiutata(chiediPassword(u, { utente: credenziali.utente, errori: { utente: testo } }), esito.refusal);
}

/**
 * Between the two steps the credentials travel with the form, sealed by a key that only the server has: nothing is kept
 * of who does not end.
 */
function sospendi({ ctx }: Ufficio, credenziali: Credenziali): string {
  const dati = JSON.stringify({ ...credenziali, fino: ctx.now.getTime() + SOSPESO_MS });
  return sigilla(ctx.config.chiaveCifra, Buffer.from(dati)).toString('base64url');
}

function riprendi({ ctx }: Ufficio, sospeso: string): Credenziali | null {
  try {
    const dati: unknown = JSON.parse(
      apriSigillo(ctx.config.chiaveCifra, Buffer.from(sospeso, 'base64url')).toString('utf8'),
    );
    const { utente, password, fino } = dati as Credenziali & { fino: number };
    return ctx.now.getTime() < fino ? { utente, password } : null;
  } catch {
    return null;
  }
}

function chiediPassword(u: Ufficio, { utente, errori = {} }: { utente?: string; errori?: Errori }): VNode {
  return (
    <Foglio u={u} titolo={testi.titolo} conErrori={Object.keys(errori).length > 0}>
      <RiepilogoErrori errori={errori} />
      <p>{testi.introduzione}</p>
      <Modulo>
        <Campo
          nome="utente"
          etichetta={testi.utente}
          valore={utente}
          errore={errori['utente']}
          autocomplete="username"
          larghezza="media"
        />
        <Campo
          nome="password"
          etichetta={testi.password}
          errore={errori['password']}
          tipo="password"
          autocomplete="current-password"
          larghezza="media"
        />
        <Azioni>
          <Bottone icona="it-lock">{testi.entra}</Bottone>
        </Azioni>
      </Modulo>
    </Foglio>
  );
}

function chiediCodice(u: Ufficio, sospeso: string, errore?: string): VNode {
  return (
    <Foglio u={u} titolo={testi.secondo} conErrori={errore !== undefined}>
      <RiepilogoErrori errori={errore === undefined ? {} : { codice: errore }} />
      <Modulo>
        <input type="hidden" name="sospeso" value={sospeso} />
        <Campo
          nome="codice"
          etichetta={testi.codice}
          aiuto={testi.codiceAiuto}
          errore={errore}
          autocomplete="one-time-code"
          cifre
          larghezza="breve"
        />
        <Azioni>
          <Bottone icona="it-lock">{testi.conferma}</Bottone>
          <Collegamento a={VAI.accedi}>{testi.daCapo}</Collegamento>
        </Azioni>
      </Modulo>
    </Foglio>
  );
}
