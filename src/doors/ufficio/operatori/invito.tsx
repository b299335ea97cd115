import type { VNode } from 'preact';
import { accettaInvito, guardaInvito, type Offerta, type RifiutoUtenti } from '#modules/utenti';
import { pagina, rifiutata, type Risposta } from '#platform/http/pagina';
import { ufficioFornitore } from '#testi/it/ufficio-fornitore';
import { ufficioOperatori } from '#testi/it/ufficio-operatori';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo } from '#ui/campo';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori, type Errori } from '#ui/riepilogo-errori';
import { accessoDellInvito } from '../accesso-ente/invito.ts';
import { Foglio } from '../aspetto.tsx';
import { frase } from '../frase.ts';
import { VAI } from '../indirizzi.ts';
import type { PaginaUfficio, Ufficio } from '../lavoro.ts';

const testi = ufficioOperatori.accetta;
const conEnte = ufficioFornitore.accesso;

/** Where the link of an invitation leads: opening it uses nothing, its button does. */
export const invito: PaginaUfficio = {
  percorso: '/invito/:token',
  chi: 'tutti',
  get: async (u, { parametri: { token = '' } }) => {
    const guardato = await guardaInvito(u.ctx, token);
    return guardato.ok ? pagina(await offri(u, guardato.value, { token })) : nonUsabile(u, guardato.refusal);
  },
  post: async (u, { parametri: { token = '' }, modulo: { password = '' } }) => {
    const esito = await accettaInvito(u.ctx, { token, password });
    if (esito.ok) return pagina(<Fatto u={u} />);
    const guardato = await guardaInvito(u.ctx, token);
    if (!guardato.ok) return nonUsabile(u, guardato.refusal);
    const errori = { password: frase(esito.refusal) };
    return rifiutata(await offri(u, guardato.value, { token, errori }), esito.refusal);
  },
};

type Come = { token: string; errori?: Errori };

async function offri(u: Ufficio, offerta: Offerta, { token, errori = {} }: Come): Promise<VNode> {
  const { invito: chi, ente, noto } = offerta;
  const { ruolo, email } = chi;
  const accesso = await accessoDellInvito(u, offerta);
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
      {accesso !== null && (
        <>
          <h2>{conEnte.invitoTitolo}</h2>
          <p>{(noto ? conEnte.invitoNoto : conEnte.invitoTesto)(accesso.nome)}</p>
          <Azioni>
            <Bottone a={VAI.invitoEnte(token)} aspetto="secondario" icona="it-user">
              {conEnte.invito(accesso.nome)}
            </Bottone>
          </Azioni>
        </>
      )}
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
