import type { VNode } from 'preact';
import { siEntra, type Secondi } from '#modules/utenti';
import { ufficio } from '#testi/it/ufficio';
import { ufficioAccesso } from '#testi/it/ufficio-accesso';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo } from '#ui/campo';
import { Collegamento } from '#ui/collegamento';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori, type Errori } from '#ui/riepilogo-errori';
import { Foglio } from '../aspetto.tsx';
import { con, VAI } from '../indirizzi.ts';
import type { Ufficio } from '../lavoro.ts';
import { PasskeyModulo } from '../passkey-modulo.tsx';

const testi = ufficio.accedi;
const conIdentita = ufficioAccesso.identita;

type PropIngresso = {
  u: Ufficio;
  /** The page that they were going to; blank: none. */
  dopo: string;
  utente?: string;
  errori?: Errori;
  /** An identity that waits for the password of its account, sealed. */
  collega?: string | undefined;
};

/** The way in: by SPID or CIE where there is a provider, and by user and password. */
export function Ingresso({ u, dopo, utente, errori = {}, collega }: PropIngresso): VNode {
  const scelta = collega === undefined && siEntra(u.ctx);
  return (
    <Foglio u={u} titolo={testi.titolo} conErrori={Object.keys(errori).length > 0}>
      <RiepilogoErrori errori={errori} />
      {collega === undefined ? (
        <p>{testi.introduzione}</p>
      ) : (
        <Messaggio tipo="informazione">
          <p>{conIdentita.prima}</p>
        </Messaggio>
      )}
      {scelta && (
        <>
          <h2>{conIdentita.titolo}</h2>
          <p>{conIdentita.testo}</p>
          <Azioni>
            <Bottone a={con(VAI.entraIdentita, { dopo })} aspetto="secondario" icona="it-user">
              {conIdentita.entra}
            </Bottone>
          </Azioni>
          <h2>{conIdentita.password}</h2>
        </>
      )}
      <Modulo a={con(VAI.accedi, { dopo })}>
        {collega !== undefined && <input type="hidden" name="collega" value={collega} />}
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

type PropSecondo = { u: Ufficio; dopo: string; sospeso: string; secondi: Secondi; errore?: string | undefined };

/** The second step: the passkey, for who has one, and a code. */
export function SecondoPasso({ u, dopo, sospeso, secondi: { totp, passkey }, errore }: PropSecondo): VNode {
  const t = ufficioAccesso.secondo;
  const codice = totp
    ? { etichetta: testi.codice, aiuto: t.codiceAiuto }
    : { etichetta: t.soloRecupero, aiuto: t.soloRecuperoAiuto };
  const nascosto = <input type="hidden" name="sospeso" value={sospeso} />;
  return (
    <Foglio u={u} titolo={testi.secondo} conErrori={errore !== undefined}>
      <RiepilogoErrori errori={errore === undefined ? {} : { codice: errore }} />
      {passkey !== null && (
        <>
          <PasskeyModulo
            {...{ cosa: 'entra', opzioni: passkey, testo: t.passkeyTesto, bottone: t.passkey }}
            {...{ a: con(VAI.accedi, { dopo }), senza: t.passkeySenza, fallita: t.passkeyFallita }}
          >
            {nascosto}
          </PasskeyModulo>
          <h2>{t.oppure}</h2>
        </>
      )}
      <Modulo a={con(VAI.accedi, { dopo })}>
        {nascosto}
        <Campo nome="codice" {...codice} errore={errore} autocomplete="one-time-code" cifre={totp} larghezza="breve" />
        <Azioni>
          <Bottone icona="it-lock" aspetto={passkey === null ? 'primario' : 'secondario'}>
            {testi.conferma}
          </Bottone>
          <Collegamento a={VAI.accedi}>{testi.daCapo}</Collegamento>
        </Azioni>
      </Modulo>
    </Foglio>
  );
}

/** A sign-in by SPID or CIE that came to nothing: why, and what to do. */
export function NonEntrato({ u, dopo, perche }: { u: Ufficio; dopo: string; perche: string }): VNode {
  return (
    <Foglio u={u} titolo={conIdentita.nonEntrato} conErrori>
      <p>{perche}</p>
      <Azioni>
        <Bottone a={con(VAI.accedi, { dopo })}>{conIdentita.riprova}</Bottone>
      </Azioni>
    </Foglio>
  );
}
