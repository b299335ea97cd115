import type { VNode } from 'preact';
import { isUuid, type OperatoreId } from '#kernel/ids';
import { leggiUtenti, type Utente } from '#modules/utenti';
import { pagina } from '#platform/http/pagina';
import { ufficioOperatori } from '#testi/it/ufficio-operatori';
import { ufficioUtenti as testi } from '#testi/it/ufficio-utenti';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo } from '#ui/campo';
import { Modulo } from '#ui/modulo';
import { Paginazione } from '#ui/paginazione';
import { Stato } from '#ui/stato';
import { Tabella } from '#ui/tabella';
import { Istante } from '#ui/valori';
import { Vuoto } from '#ui/vuoto';
import { ScaricaElenco } from '../cerca-elenco.tsx';
import { con } from '../indirizzi.ts';
import { Linguette } from '../linguette.tsx';
import type { PaginaUfficio, RichiestaUfficio } from '../lavoro.ts';
import { leggiTratto, puntoDi } from '../scorri.ts';
import { FoglioRegione } from './foglio.tsx';
import { IN_REGIONE } from './indirizzi.ts';
import { inRegione } from './lavoro.ts';

const TROVATI_MAX = 100;
const TESTO_MAX = 100;
export const STATI = { '': null, attivi: true, chiusi: false } as const;

export function statoDi({ query }: RichiestaUfficio): keyof typeof STATI {
  return (Object.keys(STATI) as (keyof typeof STATI)[]).find((stato) => stato === query['stato']) ?? '';
}

/** Who works in the ufficio, for any ente. What is looked for is a name: it is sent in the body, and kept nowhere. */
export const regioneUtenti: PaginaUfficio = {
  percorso: '/regione/utenti',
  chi: 'intermediario',
  get: inRegione(async (l, r) => {
    const stato = statoDi(r);
    const punto = puntoDi(r, (cursore) => isUuid(cursore));
    const da = { dopo: punto.dopo as OperatoreId | null, prima: punto.prima as OperatoreId | null };
    const tratto = await leggiTratto(punto, {
      leggi: (quanti) => leggiUtenti(l.ctx, { testo: '', attivo: STATI[stato] }, { ...da, quanti }),
      cursore: ({ operatoreId }) => operatoreId,
      indirizzo: (riga) => con(IN_REGIONE.utenti, { stato, ...riga }),
    });
    const voci = (Object.keys(STATI) as (keyof typeof STATI)[]).map((uno) => ({
      testo: testi[uno === '' ? 'tutti' : uno],
      a: con(IN_REGIONE.utenti, { stato: uno }),
      aperta: uno === stato,
    }));
    return pagina(
      <FoglioRegione l={l} titolo={testi.titolo}>
        <p>{testi.introduzione}</p>
        <Cerca testo="" />
        <Linguette titolo={testi.stato} voci={voci} />
        <Elenco utenti={tratto.righe} titolo={testi.elenco} />
        <Paginazione precedente={tratto.precedente} successiva={tratto.successiva} />
        <ScaricaElenco a={(forma) => con(IN_REGIONE.elencoUtenti(forma), { stato })} />
      </FoglioRegione>,
    );
  }),
  post: inRegione(async (l, { modulo }) => {
    const testo = (modulo['testo'] ?? '').trim().slice(0, TESTO_MAX);
    const trovati = await leggiUtenti(l.ctx, { testo, attivo: null }, { dopo: null, prima: null, quanti: TROVATI_MAX });
    return pagina(
      <FoglioRegione l={l} titolo={testi.titolo}>
        <Cerca testo={testo} />
        <Elenco utenti={trovati} titolo={testi.trovati(trovati.length)} />
        {trovati.length === TROVATI_MAX && <p>{testi.troppi}</p>}
        <Azioni>
          <Bottone a={IN_REGIONE.utenti} aspetto="secondario">
            {testi.tutti}
          </Bottone>
        </Azioni>
      </FoglioRegione>,
    );
  }),
};

function Cerca({ testo }: { testo: string }): VNode {
  return (
    <search>
      <Modulo a={IN_REGIONE.utenti} classe="filtri">
        <Campo nome="testo" etichetta={testi.cerca} aiuto={testi.cercaAiuto} valore={testo} facoltativo />
        <Azioni>
          <Bottone icona="it-search">{testi.cerca}</Bottone>
        </Azioni>
      </Modulo>
    </search>
  );
}

/** For which enti somebody works, and as what. */
export function entiDetti({ enti, intermediario }: Pick<Utente, 'enti' | 'intermediario'>): string[] {
  const detti = enti.map(
    (e) => `${e.denominazione}: ${ufficioOperatori.ruoli[e.ruolo].testo}${e.sospeso ? `, ${testi.sospeso}` : ''}`,
  );
  const tutti = intermediario ? [testi.intermediario, ...detti] : detti;
  return tutti.length === 0 ? [testi.nessunEnte] : tutti;
}

function Elenco({ utenti, titolo }: { utenti: readonly Utente[]; titolo: string }): VNode {
  const { colonne } = testi;
  return (
    <Tabella
      id="utenti"
      titolo={titolo}
      colonne={[
        { titolo: colonne.nome, cella: ({ nome }) => nome },
        { titolo: colonne.utente, cella: ({ utente }) => utente },
        { titolo: colonne.enti, cella: (u) => entiDetti(u).join('; ') },
        { titolo: colonne.secondoFattore, cella: ({ secondoFattore }) => (secondoFattore ? testi.si : testi.no) },
        { titolo: colonne.stato, cella: (u) => <StatoUtente {...u} /> },
        {
          titolo: colonne.visto,
          cella: ({ vistoIl }) => (vistoIl === null ? testi.mai : <Istante istante={vistoIl} />),
        },
      ]}
      righe={utenti}
      chiave={({ operatoreId }) => operatoreId}
      apri={({ operatoreId }) => IN_REGIONE.utente(operatoreId)}
      vuoto={
        <Vuoto titolo={testi.vuoto}>
          <p>{testi.vuotoTesto}</p>
        </Vuoto>
      }
    />
  );
}

export function StatoUtente({ attivo }: Pick<Utente, 'attivo'>): VNode {
  return <Stato tono={attivo ? 'bene' : 'male'}>{attivo ? testi.stati.aperto : testi.stati.chiuso}</Stato>;
}
