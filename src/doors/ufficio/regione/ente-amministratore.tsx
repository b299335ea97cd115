import type { VNode } from 'preact';
import { assegnaRuolo, registraOperatore } from '#modules/utenti';
import { segretoCasuale } from '#platform/crypto';
import { pagina, rifiutata, type Risposta } from '#platform/http/pagina';
import { ufficioRegione } from '#testi/it/ufficio-regione';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo } from '#ui/campo';
import { Dati } from '#ui/dati';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import type { Errori } from '#ui/riepilogo-errori';
import { frase } from '../frase.ts';
import type { PaginaUfficio, RichiestaUfficio } from '../lavoro.ts';
import { sopraEnte } from './ente.tsx';
import { FoglioRegione } from './foglio.tsx';
import { IN_REGIONE } from './indirizzi.ts';
import { perEnte, type RegioneEnte } from './lavoro.ts';

const testi = ufficioRegione.amministratore;

/** Bytes of the passwords made here: 16 characters. */
const PASSWORD_BYTE = 12;

/** The first who administers an ente: from there on, the ente chooses its own. */
export const regioneAmministratore: PaginaUfficio = {
  percorso: '/regione/enti/:id/amministratore',
  chi: 'intermediario',
  get: perEnte((l) => pagina(<Vista l={l} scritti={{ utente: '', nome: '', email: '' }} />)),
  post: perEnte(nomina),
};

type Scritti = { utente: string; nome: string; email: string };

async function nomina(l: RegioneEnte, { modulo }: RichiestaUfficio): Promise<Risposta> {
  const { utente = '', nome = '', email = '' } = modulo;
  const scritti = { utente: utente.trim().toLowerCase(), nome: nome.trim(), email: email.trim() };
  const password = segretoCasuale(PASSWORD_BYTE);
  const dati = {
    utente: scritti.utente,
    nome: scritti.nome,
    email: scritti.email || null,
    password,
    totpSegreto: null,
  };
  const esito = await l.per.tx(async (t) => {
    const registrato = await registraOperatore(t, dati);
    if (!registrato.ok) return registrato;
    const { operatoreId } = registrato.value;
    const assegnato = await assegnaRuolo(t, { operatoreId, ruolo: 'amministratore', tipi: [] });
    return assegnato.ok ? registrato : assegnato;
  });
  if (esito.ok) return pagina(<Fatto l={l} utente={scritti.utente} password={esito.value.nuovo ? password : null} />);
  const errori = { [DI[esito.refusal.codice] ?? 'utente']: frase(esito.refusal) };
  return rifiutata(<Vista l={l} scritti={scritti} errori={errori} />, esito.refusal);
}

const DI: Readonly<Record<string, string>> = { NOME_NON_VALIDO: 'nome', EMAIL_NON_VALIDA: 'email' };

function Vista({ l, scritti, errori = {} }: { l: RegioneEnte; scritti: Scritti; errori?: Errori }): VNode {
  return (
    <FoglioRegione l={l} titolo={testi.titolo} sopra={sopraEnte(l)} errori={errori}>
      <p>{testi.introduzione}</p>
      <Modulo>
        <Campo
          nome="utente"
          etichetta={testi.utente}
          aiuto={testi.utenteAiuto}
          valore={scritti.utente}
          errore={errori['utente']}
          larghezza="media"
        />
        <Campo
          nome="nome"
          etichetta={testi.nome}
          aiuto={testi.nomeAiuto}
          valore={scritti.nome}
          errore={errori['nome']}
        />
        <Campo
          nome="email"
          etichetta={testi.email}
          tipo="email"
          valore={scritti.email}
          errore={errori['email']}
          facoltativo
        />
        <Azioni>
          <Bottone>{testi.nomina}</Bottone>
        </Azioni>
      </Modulo>
    </FoglioRegione>
  );
}

function Fatto({ l, utente, password }: { l: RegioneEnte; utente: string; password: string | null }): VNode {
  return (
    <FoglioRegione l={l} titolo={testi.titolo} sopra={sopraEnte(l)} fatto={testi.fatto(utente, l.ente.denominazione)}>
      {password === null ? (
        <p>{testi.presente}</p>
      ) : (
        <>
          <Dati
            dati={[
              { nome: testi.utente, valore: utente },
              { nome: testi.password, valore: <code>{password}</code> },
            ]}
          />
          <Messaggio tipo="attenzione">
            <p>{testi.unaVolta}</p>
          </Messaggio>
        </>
      )}
      <Azioni>
        <Bottone a={IN_REGIONE.ente(l.ente.enteId)}>{testi.torna}</Bottone>
      </Azioni>
    </FoglioRegione>
  );
}
