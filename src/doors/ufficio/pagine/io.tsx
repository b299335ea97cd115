import type { VNode } from 'preact';
import {
  cambiaPasswordPropria,
  chiudiSessioni,
  leggiAccesso,
  rifaiRecupero,
  togliSecondoFattore,
  type AccessoProprio,
} from '#modules/utenti';
import { errore, pagina, rifiutata, vai, type Risposta } from '#platform/http/pagina';
import { ufficioAccesso } from '#testi/it/ufficio-accesso';
import { ufficioFornitore } from '#testi/it/ufficio-fornitore';
import { ufficioIo as testi } from '#testi/it/ufficio-io';
import { Azioni, Bottone } from '#ui/bottone';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori, type Errori } from '#ui/riepilogo-errori';
import { Foglio } from '../aspetto.tsx';
import { CodiciRecupero } from '../codici-recupero.tsx';
import { frase } from '../frase.ts';
import { con, VAI } from '../indirizzi.ts';
import type { PaginaUfficio, RichiestaUfficio, SessioneUfficio, Ufficio } from '../lavoro.ts';
import { haSecondoFattore, ParolaChiave, PasskeySue, SecondoFattore } from '../secondo-fattore.tsx';
import { SessioniAperte } from '../sessioni-aperte.tsx';

/** How whoever is signed in comes in: second factor, password, where they are signed in. Theirs, whatever their role. */
export const io: PaginaUfficio = {
  percorso: '/io',
  chi: 'tutti',
  get: async (u, { sessione, query }) => {
    const accesso = sessione === null ? null : await leggiAccesso(u.ctx, sessione);
    if (sessione === null || accesso === null) return vai(VAI.accedi);
    if (sessione.confinata) return pagina(<IoConfinato {...{ u, accesso, query }} />);
    return pagina(foglio(u, accesso, { query }));
  },
  post: async (u, r) => (r.sessione === null ? vai(VAI.accedi) : compi(u, r, r.sessione)),
};

async function compi(u: Ufficio, { modulo }: RichiestaUfficio, sessione: SessioneUfficio): Promise<Risposta> {
  const { cosa, password = '', attuale = '', nuova = '', sessione: quale = '' } = modulo;
  const { ctx } = u;
  const ancora = async (errori: Errori): Promise<Risposta> => {
    const accesso = await leggiAccesso(ctx, sessione);
    return accesso === null ? vai(VAI.accedi) : rifiutata(foglio(u, accesso, { errori }));
  };
  if (cosa === 'chiudi') {
    await chiudiSessioni(ctx, { ...sessione, id: quale === '' ? null : quale });
    return vai(con(VAI.io, { fatto: 'chiusa' }));
  }
  if (sessione.confinata) return errore('vietato');
  if (cosa === 'recupero') {
    const esito = await rifaiRecupero(ctx, { ...sessione, password });
    return esito.ok
      ? pagina(<CodiciRecupero u={u} codici={esito.value.recupero} />)
      : ancora({ password: frase(esito.refusal) });
  }
  if (cosa === 'togli') {
    const esito = await togliSecondoFattore(ctx, { ...sessione, password });
    return esito.ok ? vai(con(VAI.io, { fatto: 'tolto' })) : ancora({ password: frase(esito.refusal) });
  }
  const esito = await cambiaPasswordPropria(ctx, { ...sessione, attuale, nuova });
  if (esito.ok) return vai(con(VAI.io, { fatto: 'password' }));
  return ancora({ [esito.refusal.codice === 'PASSWORD_DEBOLE' ? 'nuova' : 'attuale']: frase(esito.refusal) });
}

type Confinato = { u: Ufficio; accesso: AccessoProprio; query: RichiestaUfficio['query'] };

/** What whom the provider of their ente let in sees of how they come in: nothing of the rest of the account, and what to do for it. */
function IoConfinato({ u, accesso, query }: Confinato): VNode {
  const t = ufficioFornitore.io;
  const serve = query['serve'] === 'si';
  return (
    <Foglio u={u} titolo={testi.titolo}>
      {query['fatto'] === 'chiusa' && (
        <Messaggio tipo="successo">
          <p>{t.chiusa}</p>
        </Messaggio>
      )}
      <Messaggio tipo={serve ? 'attenzione' : 'informazione'} titolo={t.titolo}>
        <p>{serve ? t.obbligo : t.testo}</p>
      </Messaggio>
      <SessioniAperte sessioni={accesso.sessioni} />
    </Foglio>
  );
}

type Visto = { query?: RichiestaUfficio['query']; errori?: Errori };

function foglio(u: Ufficio, accesso: AccessoProprio, { query = {}, errori = {} }: Visto): VNode {
  const fatto = Object.entries({ ...testi.fatto, ...ufficioAccesso.fatto }).find(
    ([nome]) => nome === query['fatto'],
  )?.[1];
  return (
    <Foglio u={u} titolo={testi.titolo} conErrori={Object.keys(errori).length > 0}>
      <RiepilogoErrori errori={errori} />
      {fatto !== undefined && (
        <Messaggio tipo="successo">
          <p>{fatto}</p>
        </Messaggio>
      )}
      {query['serve'] === 'si' && !haSecondoFattore(accesso) && (
        <Messaggio tipo="attenzione">
          <p>{testi.obbligo}</p>
        </Messaggio>
      )}
      <p>
        {testi.utente}: <strong>{accesso.utente}</strong>
      </p>
      <SecondoFattore accesso={accesso} errori={errori} />
      <PasskeySue passkey={accesso.passkey} />
      <Identita accesso={accesso} />
      <Password errori={errori} />
      <SessioniAperte sessioni={accesso.sessioni} />
    </Foglio>
  );
}

/** How they come in by who they are. */
function Identita({ accesso: { identita } }: { accesso: AccessoProprio }): VNode {
  return (
    <section aria-labelledby="identita">
      <h2 id="identita">{ufficioAccesso.collegata.titolo}</h2>
      <p>{ufficioAccesso.collegata[identita]}</p>
    </section>
  );
}

function Password({ errori }: { errori: Errori }): VNode {
  const t = testi.password;
  return (
    <section aria-labelledby="password">
      <h2 id="password">{t.titolo}</h2>
      <Modulo>
        <input type="hidden" name="cosa" value="password" />
        <ParolaChiave nome="attuale" etichetta={t.attuale} errore={errori['attuale']} />
        <ParolaChiave nome="nuova" etichetta={t.nuova} aiuto={t.nuovaAiuto} errore={errori['nuova']} />
        <Azioni>
          <Bottone aspetto="secondario">{t.cambia}</Bottone>
        </Azioni>
      </Modulo>
    </section>
  );
}
