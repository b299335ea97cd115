import type { VNode } from 'preact';
import { preparaPasskey, registraPasskey, type OpzioniPasskey, type RifiutoUtenti } from '#modules/utenti';
import { pagina, rifiutata, vai, type Risposta } from '#platform/http/pagina';
import { ufficioAccesso } from '#testi/it/ufficio-accesso';
import { ufficioIo } from '#testi/it/ufficio-io';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo } from '#ui/campo';
import { Collegamento } from '#ui/collegamento';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori, type Errori } from '#ui/riepilogo-errori';
import { Foglio } from '../aspetto.tsx';
import { CodiciRecupero } from '../codici-recupero.tsx';
import { frase } from '../frase.ts';
import { con, VAI } from '../indirizzi.ts';
import type { PaginaUfficio, RichiestaUfficio, SessioneUfficio, Ufficio } from '../lavoro.ts';
import { PasskeyModulo } from '../passkey-modulo.tsx';
import { ParolaChiave } from '../secondo-fattore.tsx';

const testi = ufficioAccesso.nuova;
const SOPRA = [{ testo: ufficioIo.titolo, a: VAI.io }];

/** A new passkey: its name, with the password again; then the browser makes it. */
export const nuovaPasskey: PaginaUfficio = {
  percorso: '/io/passkey/nuova',
  chi: 'tutti',
  personale: true,
  get: (u, { sessione }) => (sessione === null ? vai(VAI.accedi) : pagina(chiedi(u, {}))),
  post: async (u, r) => {
    if (r.sessione === null) return vai(VAI.accedi);
    return r.modulo['passkey'] === undefined ? prepara(u, r, r.sessione) : registra(u, r, r.sessione);
  },
};

async function prepara(u: Ufficio, r: RichiestaUfficio, { operatoreId }: SessioneUfficio): Promise<Risposta> {
  const { nome = '', password = '' } = r.modulo;
  const pronta = await preparaPasskey(u.ctx, { operatoreId, browser: r.csrf(), nome, password });
  return pronta.ok ? pagina(crea(u, pronta.value)) : rifiuta(u, nome, pronta.refusal);
}

async function registra(u: Ufficio, r: RichiestaUfficio, { operatoreId }: SessioneUfficio): Promise<Risposta> {
  const { nome = '', passkey = '' } = r.modulo;
  const esito = await registraPasskey(u.ctx, { operatoreId, browser: r.csrf(), nome, risposta: passkey });
  if (!esito.ok) return rifiuta(u, nome, esito.refusal);
  const { recupero } = esito.value;
  return recupero.length > 0
    ? pagina(<CodiciRecupero u={u} codici={recupero} />)
    : vai(con(VAI.io, { fatto: 'passkey' }));
}

function rifiuta(u: Ufficio, nome: string, refusal: RifiutoUtenti): Risposta {
  const campo = ['PASSWORD_ERRATA', 'TROPPI_TENTATIVI'].includes(refusal.codice) ? 'password' : 'nome';
  return rifiutata(chiedi(u, { nome, errori: { [campo]: frase(refusal) } }), refusal);
}

function chiedi(u: Ufficio, { nome, errori = {} }: { nome?: string; errori?: Errori }): VNode {
  return (
    <Foglio u={u} titolo={testi.titolo} percorso={SOPRA} conErrori={Object.keys(errori).length > 0}>
      <RiepilogoErrori errori={errori} />
      <Modulo>
        <Campo
          nome="nome"
          etichetta={testi.nome}
          aiuto={testi.nomeAiuto}
          valore={nome}
          errore={errori['nome']}
          caratteriMax={60}
          larghezza="media"
        />
        <ParolaChiave
          nome="password"
          etichetta={testi.password}
          aiuto={testi.passwordAiuto}
          errore={errori['password']}
        />
        <Azioni>
          <Bottone>{testi.continua}</Bottone>
        </Azioni>
      </Modulo>
    </Foglio>
  );
}

function crea(u: Ufficio, { nome, opzioni }: { nome: string; opzioni: OpzioniPasskey }): VNode {
  return (
    <Foglio u={u} titolo={testi.titolo} percorso={SOPRA}>
      <PasskeyModulo
        {...{ cosa: 'registra', opzioni, testo: testi.creaTesto(nome), bottone: testi.crea }}
        {...{ senza: testi.senza, fallita: testi.fallita }}
      >
        <input type="hidden" name="nome" value={nome} />
      </PasskeyModulo>
      <p>
        <Collegamento a={VAI.secondoFattore}>{testi.app}</Collegamento>
      </p>
    </Foglio>
  );
}
