import type { VNode } from 'preact';
import { formatGiorno, giornoA } from '#kernel/giorno';
import { invita, leggiInviti, leggiMembri } from '#modules/utenti';
import { pagina, rifiutata, vai } from '#platform/http/pagina';
import { ufficioRegione } from '#testi/it/ufficio-regione';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo } from '#ui/campo';
import { Modulo } from '#ui/modulo';
import type { Errori } from '#ui/riepilogo-errori';
import { frase } from '../frase.ts';
import { con } from '../indirizzi.ts';
import type { PaginaUfficio } from '../lavoro.ts';
import { sopraEnte } from './ente.tsx';
import { FoglioRegione } from './foglio.tsx';
import { IN_REGIONE } from './indirizzi.ts';
import { perEnte, type RegioneEnte } from './lavoro.ts';

const testi = ufficioRegione.amministratore;

type Scritti = { nome: string; email: string };

/** The first who administers an ente is invited by mail: from there on, the ente chooses its own. */
export const regioneAmministratore: PaginaUfficio = {
  percorso: '/regione/enti/:id/amministratore',
  chi: 'intermediario',
  get: perEnte(async (l) => pagina(await vista(l, { nome: '', email: '' }))),
  post: perEnte(async (l, { modulo }) => {
    const scritti = { nome: (modulo['nome'] ?? '').trim(), email: (modulo['email'] ?? '').trim() };
    const esito = await invita(l.per, { ...scritti, ruolo: 'amministratore', tipi: [] });
    if (esito.ok) return vai(con(IN_REGIONE.ente(l.ente.enteId), { fatto: 'invitato' }));
    const campo = esito.refusal.codice === 'NOME_NON_VALIDO' ? 'nome' : 'email';
    return rifiutata(await vista(l, scritti, { [campo]: frase(esito.refusal) }), esito.refusal);
  }),
};

async function vista(l: RegioneEnte, { nome, email }: Scritti, errori: Errori = {}): Promise<VNode> {
  const amministrano = (await leggiMembri(l.per)).filter(({ ruolo }) => ruolo === 'amministratore');
  const inviti = await leggiInviti(l.per);
  return (
    <FoglioRegione l={l} titolo={testi.titolo} sopra={sopraEnte(l)} errori={errori}>
      <p>{testi.introduzione}</p>
      <ul>
        {amministrano.length === 0 && <li>{testi.nessuno}</li>}
        {amministrano.map((m) => (
          <li key={m.operatoreId}>{testi.amministra(m.nome)}</li>
        ))}
        {inviti.map((i) => (
          <li key={i.invitoId}>{testi.invitato(i.nome, formatGiorno(giornoA(i.scadeIl)))}</li>
        ))}
      </ul>
      <Modulo>
        <Campo
          nome="nome"
          etichetta={testi.nome}
          aiuto={testi.nomeAiuto}
          valore={nome}
          errore={errori['nome']}
          caratteriMax={140}
        />
        <Campo
          nome="email"
          etichetta={testi.email}
          aiuto={testi.emailAiuto}
          tipo="email"
          valore={email}
          errore={errori['email']}
        />
        <Azioni>
          <Bottone>{testi.invita}</Bottone>
        </Azioni>
      </Modulo>
    </FoglioRegione>
  );
}
