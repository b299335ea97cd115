import { cella, RUOLI, TUTTI_I_PERMESSI, type Investito } from '#modules/utenti';
import { pagina } from '#platform/http/pagina';
import { ufficioEnte } from '#testi/it/ufficio-ente';
import { ufficioPermessi as testi } from '#testi/it/ufficio-permessi';
import { Tabella } from '#ui/tabella';
import { Foglio } from '../aspetto.tsx';
import { VAI } from '../indirizzi.ts';
import { alLavoro, type PaginaUfficio } from '../lavoro.ts';

const COLONNE: readonly Investito[] = [...RUOLI, 'intermediario'];

/** Who may do what: the matrix by which this door decides, for who gives the roles. */
export const permessi: PaginaUfficio = {
  percorso: '/configurazione/permessi',
  chi: 'amministratore',
  get: alLavoro((l) =>
    pagina(
      <Foglio
        u={l}
        titolo={testi.titolo}
        sezione={VAI.configurazione}
        percorso={[{ testo: ufficioEnte.indice.titolo, a: VAI.configurazione }]}
      >
        <p>{testi.introduzione}</p>
        <Tabella
          id="permessi"
          titolo={testi.tabella}
          colonne={[
            { titolo: testi.atto, cella: (permesso) => testi.permessi[permesso] },
            ...COLONNE.map((chi) => ({
              titolo: testi.ruoli[chi],
              cella: (permesso: (typeof TUTTI_I_PERMESSI)[number]) => testi.celle[cella(chi, permesso)],
            })),
          ]}
          righe={TUTTI_I_PERMESSI}
          chiave={(permesso) => permesso}
          vuoto={<></>}
          nomiLunghi
        />
        <p>{testi.senzaTipo}</p>
      </Foglio>,
    ),
  ),
};
