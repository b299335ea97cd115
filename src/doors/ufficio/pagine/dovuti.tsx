import type { VNode } from 'preact';
import { isUuid, type DovutoId } from '#kernel/ids';
import type { TipoDovuto } from '#modules/enti';
import {
  cercaDovuti,
  ricercaAggiornataAl,
  sommaDovuti,
  trovaDovuti,
  TROVATI_DOVUTI_MAX,
  type DovutoInElenco,
} from '#modules/posizioni';
import { pagina } from '#platform/http/pagina';
import { ufficio } from '#testi/it/ufficio';
import { ufficioAMano } from '#testi/it/ufficio-a-mano';
import { Azioni, Bottone } from '#ui/bottone';
import { Messaggio } from '#ui/messaggio';
import { Paginazione } from '#ui/paginazione';
import { Vuoto } from '#ui/vuoto';
import { Foglio } from '../aspetto.tsx';
import { AggiornataAl } from '../aggiornata-al.tsx';
import { RicercaPersa, ScaricaElenco } from '../cerca-elenco.tsx';
import { Filtra } from '../dovuti-filtra.tsx';
import { filtrato, indirizzoDovuti, leggiFiltri, TROVATI_MAX, type FiltriLetti } from '../filtri.ts';
import { intero } from '../frase.ts';
import { VAI } from '../indirizzi.ts';
import { alLavoro, guardaSoltanto, tipiVisibili, type Lavoro, type PaginaUfficio } from '../lavoro.ts';
import { Linguette } from '../linguette.tsx';
import { leggiTratto, puntoDi, type Tratto } from '../scorri.ts';
import { TabellaDovuti } from '../tabella-dovuti.tsx';

const testi = ufficio.dovuti;

/** The two lists of dovuti, with search and filters. */
export const dovuti: PaginaUfficio = {
  percorso: '/dovuti',
  chi: 'operatore',
  get: alLavoro((l, r) =>
    l.ctx.tx(async (t) => {
      const filtri = await leggiFiltri(t, l, r);
      const { ids: tipiConsentiti, tipi } = await tipiVisibili(t, l);
      const punto = puntoDi(r, (cursore) => isUuid(cursore));
      const da = { dopo: punto.dopo as DovutoId | null, prima: punto.prima as DovutoId | null };
      const trovati = await trovaDovuti(t, filtri.testo);
      const filtro = { ...filtri, tipiConsentiti, trovati };
      const tratto = await leggiTratto(punto, {
        leggi: (quanti) => cercaDovuti(t, { ...filtro, ...da, quanti }),
        cursore: (dovuto) => dovuto.id,
        indirizzo: (riga) => indirizzoDovuti(filtri, riga),
      });
      const somma = await sommaDovuti(t, filtro, TROVATI_MAX);
      const al = filtri.testo === '' && filtri.tipoDovuto === '' ? undefined : await ricercaAggiornataAl(t);
      const tronca = (trovati?.length ?? 0) >= TROVATI_DOVUTI_MAX;
      return pagina(<Elenco l={l} trovati={{ filtri, tratto, somma, tronca, tipi, al }} />);
    }),
  ),
};

type Trovati = {
  filtri: FiltriLetti;
  tratto: Tratto<DovutoInElenco>;
  somma: Awaited<ReturnType<typeof sommaDovuti>>;
  /** More were found than a search gives, in this list and in the other: some of this list may be missing. */
  tronca: boolean;
  tipi: readonly TipoDovuto[];
  /** Until when searches have seen everything; null: they have not seen it all once. Undefined: nothing is looked for. */
  al: Date | null | undefined;
};

function Elenco({ l, trovati }: { l: Lavoro; trovati: Trovati }): VNode {
  const { filtri, tratto, somma, tronca, tipi } = trovati;
  const molti = somma.quanti > TROVATI_MAX;
  const massimo = intero(TROVATI_MAX);
  return (
    <Foglio u={l} titolo={testi.titolo} sezione={VAI.dovuti} senzaRicerca>
      <Elenchi filtri={filtri} />
      {!guardaSoltanto(l) && (
        <Azioni>
          <Bottone aspetto="secondario" a={VAI.nuovoDovuto} children={ufficioAMano.nuovo} />
        </Azioni>
      )}
      {filtri.ricercaPersa && <RicercaPersa />}
      <Filtra filtri={filtri} tipi={tipi} />
      {(tronca || (molti && filtri.testo !== '')) && (
        <Messaggio tipo="attenzione">
          <p>{testi.troppi(massimo)}</p>
        </Messaggio>
      )}
      <TabellaDovuti
        titolo={molti ? testi.molti(massimo) : testi.trovati(intero(somma.quanti))}
        righe={tratto.righe}
        totaleCents={molti || tronca ? null : somma.importoCents}
        oggi={l.ctx.oggi}
        vuoto={<Niente filtri={filtri} puoCaricare={!guardaSoltanto(l)} />}
      />
      <Paginazione precedente={tratto.precedente} successiva={tratto.successiva} />
      {somma.quanti > 0 && !guardaSoltanto(l, 'esporta') && (
        <ScaricaElenco a={(forma) => indirizzoDovuti(filtri, { base: VAI.elencoDovuti(forma) })} />
      )}
      <AggiornataAl al={trovati.al} />
    </Foglio>
  );
}

/** The two lists. What is searched for stays the same from one to the other. */
function Elenchi({ filtri }: { filtri: FiltriLetti }): VNode {
  const voci = (['online', 'archivio'] as const).map((elenco) => ({
    testo: testi.elenchi[elenco],
    a: indirizzoDovuti({ ...filtri, elenco }),
    aperta: filtri.elenco === elenco,
  }));
  return (
    <>
      <Linguette titolo={testi.elenco} voci={voci} />
      <p>{testi.elenchiTesto[filtri.elenco]}</p>
    </>
  );
}

function Niente({ filtri, puoCaricare }: { filtri: FiltriLetti; puoCaricare: boolean }): VNode {
  if (filtrato(filtri)) {
    return (
      <Vuoto titolo={testi.nessuno}>
        <p>{testi.nessunoTesto}</p>
      </Vuoto>
    );
  }
  return (
    <Vuoto titolo={testi.vuoto[filtri.elenco]}>
      <p>{testi.vuotoTesto[filtri.elenco]}</p>
      {filtri.elenco === 'online' && puoCaricare && <Bottone a={VAI.carica}>{ufficio.oggi.caricaPrimo}</Bottone>}
    </Vuoto>
  );
}
