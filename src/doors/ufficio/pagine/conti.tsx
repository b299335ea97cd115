import type { VNode } from 'preact';
import { formatIban } from '#kernel/iban';
import { elencoConti, type Conto } from '#modules/enti';
import { pagina } from '#platform/http/pagina';
import { ufficioConti } from '#testi/it/ufficio-conti';
import { Azioni, Bottone } from '#ui/bottone';
import { Tabella } from '#ui/tabella';
import { Vuoto } from '#ui/vuoto';
import { Foglio } from '../aspetto.tsx';
import { percorsoConti } from '../conti.tsx';
import { VAI } from '../indirizzi.ts';
import { alLavoro, type PaginaUfficio } from '../lavoro.ts';

const testi = ufficioConti.conti;

/** The accounts of the ente, each with the IBAN in force. */
export const conti: PaginaUfficio = {
  percorso: '/configurazione/conti',
  chi: 'amministratore',
  get: alLavoro(async (l) =>
    pagina(
      <Foglio u={l} titolo={testi.titolo} sezione={VAI.configurazione} percorso={percorsoConti}>
        <p>{testi.introduzione}</p>
        <Elenco righe={await elencoConti(l.ctx)} />
        <Azioni>
          <Bottone a={VAI.nuovoConto}>{testi.nuovo}</Bottone>
        </Azioni>
      </Foglio>,
    ),
  ),
};

function Elenco({ righe }: { righe: readonly Conto[] }): VNode {
  return (
    <Tabella
      id="conti"
      titolo={testi.elenco}
      colonne={[
        { titolo: testi.colonne.nome, cella: ({ nome }) => nome },
        { titolo: testi.colonne.tipo, cella: ({ tipo }) => testi.tipi[tipo] },
        { titolo: testi.colonne.intestatario, cella: ({ intestatario }) => intestatario },
        { titolo: testi.colonne.iban, cella: ({ iban }) => (iban === null ? testi.senzaIban : formatIban(iban)) },
      ]}
      righe={righe}
      chiave={({ contoId }) => contoId}
      apri={({ contoId }) => VAI.conto(contoId)}
      vuoto={
        <Vuoto titolo={testi.vuoto}>
          <p>{testi.vuotoTesto}</p>
        </Vuoto>
      }
    />
  );
}
