import type { VNode } from 'preact';
import { isUuid } from '#kernel/ids';
import { contaEnti, elencoEnti, PASSI, STATI_ENTE, TIPI_ENTE, type EnteInElenco, type FiltroEnti } from '#modules/enti';
import { pagina } from '#platform/http/pagina';
import { ufficioEnte } from '#testi/it/ufficio-ente';
import { ufficioRegione } from '#testi/it/ufficio-regione';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo, CampoElenco } from '#ui/campo';
import { Paginazione } from '#ui/paginazione';
import { Stato } from '#ui/stato';
import { Tabella } from '#ui/tabella';
import { DataGiorno } from '#ui/valori';
import { giornoA } from '#kernel/giorno';
import { Vuoto } from '#ui/vuoto';
import { ScaricaElenco } from '../cerca-elenco.tsx';
import { intero } from '../frase.ts';
import { con } from '../indirizzi.ts';
import type { PaginaUfficio, RichiestaUfficio } from '../lavoro.ts';
import { leggiTratto, puntoDi } from '../scorri.ts';
import { FoglioRegione } from './foglio.tsx';
import { IN_REGIONE } from './indirizzi.ts';
import { inRegione } from './lavoro.ts';

const testi = ufficioRegione.enti;
const PAROLE_CARATTERI_MAX = 100;
const PAROLE_MAX = 8;

type Chiesti = Omit<FiltroEnti, 'parole'> & { testo: string };

/** What an address asks for: names of enti are nobody's data, and may stand there. */
export function filtroEnti({ query }: RichiestaUfficio): { chiesti: Chiesti; filtro: FiltroEnti } {
  const { testo = '', stato = '', ambiente = '', tipo = '' } = query;
  const chiesti = { testo: testo.slice(0, PAROLE_CARATTERI_MAX), stato, ambiente, tipo };
  const parole = chiesti.testo.split(/\s+/).filter((parola) => parola !== '');
  return { chiesti, filtro: { ...chiesti, parole: parole.slice(0, PAROLE_MAX) } };
}

/** All the enti, with how far each is. */
export const regioneEnti: PaginaUfficio = {
  percorso: '/regione/enti',
  chi: 'intermediario',
  get: inRegione(async (l, r) => {
    const { chiesti, filtro } = filtroEnti(r);
    const punto = puntoDi(r, (cursore) => isUuid(cursore));
    const tratto = await leggiTratto(punto, {
      leggi: (quanti) => elencoEnti(l.ctx, filtro, { ...punto, quanti }),
      cursore: (ente) => ente.cursore,
      indirizzo: (da) => con(IN_REGIONE.enti, { ...chiesti, ...da }),
    });
    const stati = await contaEnti(l.ctx, filtro);
    return pagina(
      <FoglioRegione l={l} titolo={testi.titolo}>
        <Azioni>
          <Bottone a={IN_REGIONE.nuovoEnte} icona="it-plus-circle">
            {testi.nuovo}
          </Bottone>
        </Azioni>
        <Cerca chiesti={chiesti} />
        <p>{STATI_ENTE.map((stato) => `${ufficioEnte.stati[stato]}: ${intero(stati[stato])}`).join(' · ')}</p>
        <Elenco enti={tratto.righe} />
        <Paginazione precedente={tratto.precedente} successiva={tratto.successiva} />
        <ScaricaElenco a={(forma) => con(IN_REGIONE.elencoEnti(forma), chiesti)} />
      </FoglioRegione>,
    );
  }),
};

function Cerca({ chiesti }: { chiesti: Chiesti }): VNode {
  const tipi = Object.keys(TIPI_ENTE) as (keyof typeof TIPI_ENTE)[];
  return (
    <form method="get" action={IN_REGIONE.enti} role="search">
      <Campo nome="testo" etichetta={testi.testo} aiuto={testi.testoAiuto} valore={chiesti.testo} facoltativo />
      <CampoElenco
        nome="stato"
        etichetta={testi.colonne.stato}
        vuota={testi.tutti}
        alternative={STATI_ENTE.map((valore) => ({ valore, testo: ufficioEnte.stati[valore] }))}
        valore={chiesti.stato}
        facoltativo
      />
      <CampoElenco
        nome="ambiente"
        etichetta={testi.colonne.ambiente}
        vuota={testi.tutti}
        alternative={(['live', 'prova'] as const).map((valore) => ({ valore, testo: testi.ambienti[valore] }))}
        valore={chiesti.ambiente}
        facoltativo
      />
      <CampoElenco
        nome="tipo"
        etichetta={testi.colonne.tipo}
        vuota={testi.tutti}
        alternative={tipi.map((valore) => ({ valore, testo: ufficioEnte.tipi[valore] }))}
        valore={chiesti.tipo}
        facoltativo
      />
      <Azioni>
        <Bottone icona="it-search" aspetto="secondario">
          {testi.cerca}
        </Bottone>
      </Azioni>
    </form>
  );
}

const TONI = { INSERITO: 'attesa', 'PRE-ESERCIZIO': 'attenzione', ESERCIZIO: 'bene' } as const;

function Elenco({ enti }: { enti: readonly EnteInElenco[] }): VNode {
  return (
    <Tabella
      id="enti"
      titolo={testi.elenco}
      colonne={[
        { titolo: testi.colonne.denominazione, cella: ({ denominazione }) => denominazione },
        { titolo: testi.colonne.codIpa, cella: ({ codIpa }) => codIpa },
        { titolo: testi.colonne.codiceFiscale, cella: ({ codiceFiscale }) => codiceFiscale },
        { titolo: testi.colonne.ambiente, cella: ({ ambiente }) => testi.ambienti[ambiente] },
        {
          titolo: testi.colonne.stato,
          cella: ({ stato }) => <Stato tono={TONI[stato]}>{ufficioEnte.stati[stato]}</Stato>,
        },
        { titolo: testi.colonne.passi, cella: ({ passi }) => testi.fatti(passi, PASSI.length) },
        {
          titolo: testi.colonne.registrato,
          cella: ({ registratoIl }) => <DataGiorno giorno={giornoA(registratoIl)} breve />,
        },
      ]}
      righe={enti}
      chiave={({ enteId }) => enteId}
      apri={({ enteId }) => IN_REGIONE.ente(enteId)}
      vuoto={
        <Vuoto titolo={testi.vuoto}>
          <p>{testi.vuotoTesto}</p>
        </Vuoto>
      }
    />
  );
}
