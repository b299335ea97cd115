import type { VNode } from 'preact';
import { entiConFornitore, siEntra, type Mostrata, type Secondi } from '#modules/utenti';
import { ufficio } from '#testi/it/ufficio';
import { ufficioAccesso } from '#testi/it/ufficio-accesso';
import { ufficioFornitore } from '#testi/it/ufficio-fornitore';
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
const conEnte = ufficioFornitore.accesso;

export type PropIngresso = {
  /** The page that they were going to; blank: none. */
  dopo: string;
  utente?: string;
  errori?: Errori;
  /** An identity that waits for the password of its account, and its seal. */
  collega?: { identita: Mostrata; sigillo: string } | undefined;
};

/** The way in: by SPID or CIE where there is a provider, by the provider of an ente where any has one, and by user and password. */
export async function ingresso(u: Ufficio, prop: PropIngresso): Promise<VNode> {
  const scelte = prop.collega === undefined;
  const conEnti = scelte && (await entiConFornitore(u.ctx)).length > 0;
  return <Ingresso {...{ u, conEnti, ...prop }} conSpid={scelte && siEntra(u.ctx)} />;
}

type Prop = PropIngresso & { u: Ufficio; conSpid: boolean; conEnti: boolean };

function Ingresso({ u, dopo, utente, errori = {}, collega, conSpid, conEnti }: Prop): VNode {
  return (
    <Foglio u={u} titolo={testi.titolo} conErrori={Object.keys(errori).length > 0}>
      <RiepilogoErrori errori={errori} />
      {collega === undefined ? (
        <p>{testi.introduzione}</p>
      ) : (
        <Messaggio tipo="informazione">
          <p>{'soggetto' in collega.identita ? conEnte.prima : conIdentita.prima}</p>
        </Messaggio>
      )}
      {conEnti && (
        <Altrimenti titolo={conEnte.sezione} testo={conEnte.sezioneTesto} a={con(VAI.entiAccesso, { dopo })}>
          {conEnte.vai}
        </Altrimenti>
      )}
      {conSpid && (
        <Altrimenti titolo={conIdentita.titolo} testo={conIdentita.testo} a={con(VAI.entraIdentita, { dopo })}>
          {conIdentita.entra}
        </Altrimenti>
      )}
      {(conSpid || conEnti) && <h2>{conIdentita.password}</h2>}
      <Modulo a={con(VAI.accedi, { dopo })}>
        {collega !== undefined && <input type="hidden" name="collega" value={collega.sigillo} />}
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

/** A way in that is not by password. */
function Altrimenti({
  titolo,
  testo,
  a,
  children,
}: {
  titolo: string;
  testo: string;
  a: string;
  children: string;
}): VNode {
  return (
    <>
      <h2>{titolo}</h2>
      <p>{testo}</p>
      <Azioni>
        <Bottone a={a} aspetto="secondario" icona="it-user">
          {children}
        </Bottone>
      </Azioni>
    </>
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
export function NonEntrato({ u, rientro, perche }: { u: Ufficio; rientro: string; perche: string }): VNode {
  return (
    <Foglio u={u} titolo={conIdentita.nonEntrato} conErrori>
      <p>{perche}</p>
      <Azioni>
        <Bottone a={rientro}>{conIdentita.riprova}</Bottone>
      </Azioni>
    </Foglio>
  );
}
