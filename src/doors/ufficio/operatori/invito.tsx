import type { VNode } from 'preact';
import { accettaInvito, guardaInvito, type Offerta, type RifiutoUtenti } from '#modules/utenti';
import { pagina, rifiutata, type Risposta } from '#platform/http/pagina';
import { ufficioOperatori } from '#testi/it/ufficio-operatori';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo } from '#ui/campo';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori, type Errori } from '#ui/riepilogo-errori';
import { Foglio } from '../aspetto.tsx';
import { frase } from '../frase.ts';
import { VAI } from '../indirizzi.ts';
import type { PaginaUfficio, Ufficio } from '../lavoro.ts';

const testi = ufficioOperatori.accetta;

/** Where the link of an invitation leads: opening it uses nothing, its button does. */
export const invito: PaginaUfficio = {
  percorso: '/invito/:token',
  chi: 'tutti',
  get: async (u, { parametri: { token = '' } }) => {
    const guardato = await guardaInvito(u.ctx, token);
    return guardato.ok ? pagina(offri(u, guardato.value, {})) : nonUsabile(u, guardato.refusal);
  },
  post: async (u, { parametri: { token = '' }, modulo: { password = '' } }) => {
    const esito = await accettaInvito(u.ctx, { token, password });
    if (esito.ok) return pagina(<Fatto u={u} />);
    const guardato = await guardaInvito(u.ctx, token);
    if (!guardato.ok) return nonUsabile(u, guardato.refusal);
    return rifiutata(offri(u, guardato.value, { password: frase(esito.refusal) }), esito.refusal);
  },
};

function offri(u: Ufficio, { invito: { ruolo, email }, ente, noto }: Offerta, errori: Errori): VNode {
  return (
    <Foglio u={u} titolo={testi.titolo} conErrori={Object.keys(errori).length > 0}>
      <RiepilogoErrori errori={errori} />
      <p>{testi.chi(ente, ufficioOperatori.ruoli[ruolo].testo.toLowerCase())}</p>
      {noto && <p>{testi.noto}</p>}
      <Modulo>
        {!noto && (
          <>
            <p>
              {testi.utente}: <strong>{email}</strong>
            </p>
            <input type="text" name="username" value={email} autocomplete="username" hidden readOnly />
            <Campo
              nome="password"
              etichetta={testi.password}
              aiuto={testi.passwordAiuto}
              errore={errori['password']}
              tipo="password"
              autocomplete="new-password"
              larghezza="media"
            />
          </>
        )}
        <Azioni>
          <Bottone icona="it-lock">{testi.accetta}</Bottone>
        </Azioni>
      </Modulo>
    </Foglio>
  );
}

function Fatto({ u }: { u: Ufficio }): VNode {
  return (
    <Foglio u={u} titolo={testi.fatto}>
      <Messaggio tipo="successo">
        <p>{testi.fattoTesto}</p>
      </Messaggio>
      <Azioni>
        <Bottone a={VAI.accedi}>{testi.entra}</Bottone>
      </Azioni>
    </Foglio>
  );
}

function nonUsabile(u: Ufficio, refusal: RifiutoUtenti): Risposta {
  return rifiutata(
    <Foglio u={u} titolo={testi.no}>
      <Messaggio tipo="attenzione">
        <p>{frase(refusal)}</p>
        <p>{testi.noTesto}</p>
      </Messaggio>
    </Foglio>,
    refusal,
  );
}
