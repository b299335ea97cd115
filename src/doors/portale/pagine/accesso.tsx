import type { VNode } from 'preact';
import { unisciCarrelli } from '#modules/pagamenti';
import {
  accediCittadino,
  concludiAccesso,
  iniziaAccesso,
  segnaCarrello,
  siEntra,
  type RifiutoUtenti,
} from '#modules/utenti';
import { destinazioneInterna, pagina, vai, type Risposta } from '#platform/http/pagina';
import { Azioni, Bottone } from '#ui/bottone';
import { Foglio } from '../aspetto.tsx';
import { frase } from '../frase.ts';
import { VAI } from '../indirizzi.ts';
import { nomeDi, type PaginaPortale, type Portale, type RichiestaPortale } from '../visita.ts';

/** Why one might sign in, and the button. Also where pages for who signed in send everybody else. */
export const accesso: PaginaPortale = {
  percorso: '/accedi',
  chi: 'tutti',
  get: (u, r) => {
    const dopo = dopoDi(r);
    if (r.sessione?.cittadino) return vai(dopo);
    const testi = u.t.accesso;
    if (!siEntra(u.ctx))
      return pagina(
        <Foglio u={u} titolo={testi.titolo}>
          {<Senza u={u} primo={testi.spento} />}
        </Foglio>,
      );
    return pagina(
      <Foglio u={u} titolo={testi.titolo}>
        <p>{testi.perche}</p>
        <ul>
          {testi.vantaggi.map((uno) => (
            <li key={uno}>{uno}</li>
          ))}
        </ul>
        <Azioni>
          <Bottone a={VAI.entra(dopo)} icona="it-user">
            {testi.entra}
          </Bottone>
        </Azioni>
        <p>{testi.dove}</p>
        <h2>{testi.senza}</h2>
        <Senza u={u} primo={testi.senzaTesto} />
      </Foglio>,
    );
  },
};

/**
 * To the provider. By a link and not by a form: brokers send on to the page of each manager of identities, and browsers let a form end
 * only where the page that holds it says.
 */
export const entra: PaginaPortale = {
  percorso: '/accedi/vai',
  chi: 'tutti',
  get: async (u, r) => {
    const dopo = dopoDi(r);
    const iniziato = await iniziaAccesso(u.ctx, {
      ...{ browser: r.csrf(), indirizzo: r.indirizzo, dopo },
      ritorno: ritornoDi(u),
    });
    return iniziato.ok ? vai(iniziato.value.location) : nonEntrato(u, r, iniziato.refusal);
  },
};

/** Back from the provider: who it is, and what they had begun without a name joins what is theirs. */
export const rientro: PaginaPortale = {
  percorso: '/accedi/ritorno',
  chi: 'tutti',
  get: async (u, r) => {
    const concluso = await concludiAccesso(u.ctx, { browser: r.csrf(), parametri: r.query, ritorno: ritornoDi(u) });
    if (!concluso.ok) return nonEntrato(u, r, concluso.refusal);
    const { identita, dopo } = concluso.value;
    const entrato = await accediCittadino(u.ctx, { token: r.sessione?.token ?? null, identita });
    const { token, cittadino, carrelloId: suo, anonimo } = entrato;
    const ctx = u.come(cittadino);
    const { carrelloId, fuori } = await unisciCarrelli(ctx, { suo, altro: anonimo, email: cittadino.email });
    if (carrelloId !== null && carrelloId !== suo) await segnaCarrello(ctx, { token, carrelloId });
    return vai(fuori > 0 ? VAI.carrelloPieno(fuori) : dopo, { sessione: token });
  },
};

/** A page of ours to come back to; never one of the sign-in itself, which would lead round. */
function dopoDi({ query }: RichiestaPortale): string {
  const dopo = destinazioneInterna(query['dopo'], '', VAI.inizio);
  return dopo === VAI.accedi || dopo.startsWith(`${VAI.accedi}/`) || dopo.length > DOPO_MAX ? VAI.inizio : dopo;
}

const DOPO_MAX = 1024;

function ritornoDi({ ctx }: Portale): string {
  return ctx.config.urlPubblico + VAI.rientro;
}

const STATI: Partial<Record<RifiutoUtenti['genere'], number>> = { troppi: 429, non_disponibile: 503, conflitto: 409 };

/** What happened, and what to do. Who did sign in, and came back to it by the browser's own button, is told so. */
function nonEntrato(u: Portale, { sessione }: RichiestaPortale, refusal: RifiutoUtenti): Risposta {
  const testi = u.t.accesso;
  const persona = sessione?.cittadino ?? null;
  if (refusal.codice === 'ACCESSO_SCONOSCIUTO' && persona !== null) {
    return pagina(
      <Foglio u={u} titolo={testi.giaUsato}>
        <p>{testi.giaUsatoTesto(nomeDi(persona))}</p>
        <Azioni>
          <Bottone a={VAI.inizio}>{testi.continua}</Bottone>
        </Azioni>
      </Foglio>,
    );
  }
  const corpo: VNode = (
    <Foglio u={u} titolo={testi.nonEntrato} conErrori>
      <p>{frase(u.t, refusal)}</p>
      <Azioni>
        <Bottone a={VAI.accedi}>{testi.riprova}</Bottone>
      </Azioni>
      <h2>{testi.senza}</h2>
      <Senza u={u} primo={testi.senzaTesto} />
    </Foglio>
  );
  return { tipo: 'pagina', stato: STATI[refusal.genere] ?? 403, corpo };
}

function Senza({ u: { t }, primo }: { u: Portale; primo: string }): VNode {
  return (
    <>
      <p>{primo}</p>
      <Azioni>
        <Bottone a={VAI.avviso} aspetto="secondario">
          {t.accesso.cerca}
        </Bottone>
      </Azioni>
    </>
  );
}
