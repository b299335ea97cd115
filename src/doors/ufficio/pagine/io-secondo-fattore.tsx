import type { VNode } from 'preact';
import { attivaSecondoFattore, leggiAccesso, nuovoSecondoFattore } from '#modules/utenti';
import { apriSigillo, sigilla } from '#platform/crypto';
import { pagina, rifiutata, vai } from '#platform/http/pagina';
import { ufficioIo } from '#testi/it/ufficio-io';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo } from '#ui/campo';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori } from '#ui/riepilogo-errori';
import { Foglio } from '../aspetto.tsx';
import { CodiciRecupero } from '../codici-recupero.tsx';
import { frase } from '../frase.ts';
import { con, VAI } from '../indirizzi.ts';
import type { PaginaUfficio, Ufficio } from '../lavoro.ts';
import { Qr } from '../qr.tsx';

const testi = ufficioIo.attiva;

/** Long enough to find the telephone. */
const DURATA_MS = 15 * 60_000;

/** The second factor is set up: the app reads the secret from the QR, and proves it with a code. */
export const ioSecondoFattore: PaginaUfficio = {
  percorso: '/io/secondo-fattore',
  chi: 'tutti',
  personale: true,
  get: async (u, { sessione }) => {
    const accesso = sessione === null ? null : await leggiAccesso(u.ctx, sessione);
    if (accesso === null) return vai(VAI.accedi);
    if (accesso.secondoFattore) return vai(VAI.io);
    return pagina(modulo(u, accesso.utente));
  },
  post: async (u, { sessione, modulo: campi }) => {
    const accesso = sessione === null ? null : await leggiAccesso(u.ctx, sessione);
    if (sessione === null || accesso === null) return vai(VAI.accedi);
    const segreto = riprendi(u, accesso.utente, campi['segreto'] ?? '');
    if (segreto === null) return rifiutata(modulo(u, accesso.utente, { errore: testi.scaduto }));
    const { operatoreId } = sessione;
    const esito = await attivaSecondoFattore(u.ctx, { operatoreId, segreto, codice: campi['codice'] ?? '' });
    if (esito.ok) {
      const { recupero } = esito.value;
      return recupero.length === 0
        ? vai(con(VAI.io, { fatto: 'app' }))
        : pagina(<CodiciRecupero u={u} codici={recupero} />);
    }
    return rifiutata(modulo(u, accesso.utente, { segreto, errore: frase(esito.refusal) }));
  },
};

/** While it is set up the secret travels with the form, sealed by a key that only the server has: nothing is kept of who does not end. */
function sospendi({ ctx }: Ufficio, utente: string, segreto: string): string {
  const dati = JSON.stringify({ utente, segreto, fino: ctx.now.getTime() + DURATA_MS });
  return sigilla(ctx.config.chiaveCifra, Buffer.from(dati)).toString('base64url');
}

function riprendi({ ctx }: Ufficio, utente: string, sospeso: string): string | null {
  try {
    const dati: unknown = JSON.parse(
      apriSigillo(ctx.config.chiaveCifra, Buffer.from(sospeso, 'base64url')).toString('utf8'),
    );
    const letti = dati as { utente: string; segreto: string; fino: number };
    const suo = letti.utente === utente && typeof letti.segreto === 'string';
    return suo && ctx.now.getTime() < letti.fino ? letti.segreto : null;
  } catch {
    return null;
  }
}

/** With the secret that the app has already, after a wrong code. */
function modulo(u: Ufficio, utente: string, { segreto, errore }: { segreto?: string; errore?: string } = {}): VNode {
  const nuovo = nuovoSecondoFattore(utente, segreto);
  return (
    <Foglio
      u={u}
      titolo={testi.titolo}
      percorso={[{ testo: ufficioIo.titolo, a: VAI.io }]}
      conErrori={errore !== undefined}
    >
      <RiepilogoErrori errori={errore === undefined ? {} : { codice: errore }} />
      <p>{testi.primo}</p>
      <Qr testo={nuovo.indirizzo} nome={testi.qr} />
      <p>
        {testi.aMano} <code>{nuovo.segreto.replace(/(.{4})(?=.)/g, '$1 ')}</code>
      </p>
      <Modulo>
        <input type="hidden" name="segreto" value={sospendi(u, utente, nuovo.segreto)} />
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
        </Azioni>
      </Modulo>
    </Foglio>
  );
}
